"""Capitals: how names show themselves among other words."""

from __future__ import annotations

from collections.abc import Container, Iterable


def each_has_capital(words: Iterable[str], besides: Container[str] = ()) -> bool:
    """Return True if each of ``words`` begins with a capital or is one of ``besides``, the little words of names."""
    return all(word[0].isupper() or word in besides for word in words)
