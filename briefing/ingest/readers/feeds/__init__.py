"""Readers of feeds and of news XML and JSON."""
