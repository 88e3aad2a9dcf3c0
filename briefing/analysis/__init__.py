"""Documents become quotations, names, statements, copies and differences; imports nothing, so that each part loads alone."""

VERSION = 7
"""Raised whenever the results of any part can differ, so that caches refill."""

MODEL_LAYER = 3
"""Raised whenever the names that rules and a language model find together can differ."""
