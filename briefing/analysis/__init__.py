"""Documents become quotations, names, statements, copies and differences; imports nothing, so that each part loads alone."""

VERSION = 5
"""Raised whenever the results of any part can differ, so that caches refill."""

MODEL_TIER = "spacy-en_core_web_sm-3.8.0/1"
"""The names tier of the extra ``entities``; its number is raised whenever its results can differ."""
