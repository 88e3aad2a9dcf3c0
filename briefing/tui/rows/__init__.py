"""Rows and lines as values: what the widgets of the reader are given to draw."""
