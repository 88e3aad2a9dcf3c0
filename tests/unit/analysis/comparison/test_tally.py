"""Versions of a fact counted: who stands with which, and who prints several of them."""

from __future__ import annotations

import pytest

from briefing.analysis.comparison.tally import Disagreement, Version, counted
from briefing.presentation.labels import both_words


def version(value: str, first: str, *others: str) -> Version:
    return Version(value, first, (0, 4), 1 + len(others), others)


@pytest.mark.parametrize(
    ("versions", "both", "words"),
    [
        ((version("two", "a", "b", "x"), version("three", "c", "x")), ("x",), "X prints both"),
        ((version("two", "a", "x", "y"), version("three", "c", "y", "x")), ("x", "y"), "X · Y print both"),
        ((version("1", "a", "x"), version("2", "b", "x"), version("3", "c")), ("x",), "X prints several of these"),
        ((version("two", "a", "b"), version("three", "c")), (), ""),
        ((version("two", "x"), version("three", "x", "c")), (), ""),
    ],
    ids=["one", "two", "of three", "nobody", "it stands for a version"],
)
def test_who_prints_several_versions_is_named_with_none(
    versions: tuple[Version, ...], both: tuple[str, ...], words: str
) -> None:
    found = counted(Disagreement("how many boats", versions), str, lambda id: None)
    told = {id for value in found.values for id in (value.article, *value.agreeing)}
    assert (found.both, told.isdisjoint(both)) == (both, True)
    assert both_words(found, {id: id.upper() for id in "abcxy"}) == words
