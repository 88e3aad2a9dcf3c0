"""Stories: articles that tell the same event, by the names and rare words that their texts share and by their days."""

VERSION = 6
"""Raised whenever an article's profile, or what is made of profiles, can differ."""
