"""Word lists of ``data/`` in the form ``key: word word word``, one key a line, ``#`` for comments. Never written to."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=8)
def load(name: str) -> dict[str, frozenset[str]]:
    """The lists of ``data/<name>.txt`` by key."""
    text = (files("briefing.lexicon") / "data" / f"{name}.txt").read_text(encoding="utf-8")
    lists: dict[str, frozenset[str]] = {}
    for line in text.splitlines():
        key, colon, words = line.partition(":")
        if colon and not line.startswith("#"):
            lists[key.strip()] = lists.get(key.strip(), frozenset()) | frozenset(words.split())
    return lists
