"""Readers of plain text, Markdown and exports of press databases."""
