"""Segments: how the index lies on disk, and how it is written."""
