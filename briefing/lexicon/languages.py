"""Names of languages in English, by their codes."""

from __future__ import annotations

from briefing.lexicon import tables


def language_name(code: str) -> str:
    """Return the English name of a language by its code (``en``, ``en-GB``), "" where there is none here."""
    names = tables.phrases("languages").get(code.replace("_", "-").partition("-")[0].lower(), frozenset())
    return next(iter(names), "")
