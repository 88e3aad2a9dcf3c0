"""Documents become quotations, names, statements, copies and differences; imports nothing, so that each part loads alone."""

VERSION = 6
"""Raised whenever the results of any part can differ, so that caches refill."""

MODEL_LAYER = 2
"""Raised whenever the names that rules and a language model find together can differ."""
