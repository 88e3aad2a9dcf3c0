"""Readers of Word, RTF and PDF files."""
