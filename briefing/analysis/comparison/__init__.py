"""Align the versions of a statement word by word and find the facts on which sources differ."""
