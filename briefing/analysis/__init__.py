"""Documents become quotations, names, statements, copies and differences; imports nothing, so that each part loads alone."""

VERSION = 22
"""Raised whenever the results of any part can differ, so that caches refill."""
