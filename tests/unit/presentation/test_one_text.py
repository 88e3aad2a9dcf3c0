"""Copies of a text as one source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from random import Random
from typing import Any

from briefing.model import Article
from briefing.presentation.one_text import texts_of


class Keyed(Sequence[str]):
    """Copies that are known by what they have in common, and are not to be read."""

    def __init__(self, keys: Sequence[str]) -> None:
        self._keys = keys

    def keys(self) -> Sequence[str]:
        return self._keys

    def __len__(self) -> int:
        return 1

    def __getitem__(self, index: Any) -> Any:
        raise AssertionError("they are read")

    def __iter__(self) -> Iterator[str]:
        raise AssertionError("they are read")

    def __contains__(self, article: object) -> bool:
        raise AssertionError("each is asked for")


def test_what_copies_have_in_common_tells_the_first_of_each_text_as_their_lists_do() -> None:
    chance = Random(3)
    for _ in range(60):
        keys = {f"a{n}": chance.sample("uvwxyz", chance.randrange(3)) for n in range(9)}
        copies = {id: tuple(other for other in keys if other != id and {*keys[id]} & {*keys[other]}) for id in keys}
        ids = chance.sample(list(keys), len(keys))
        listed = [Article(id=id, path=f"{id}.txt", copies=copies[id]) for id in ids]
        keyed = [replace(each, copies=Keyed(keys[each.id])) for each in listed]
        assert texts_of(keyed) == texts_of(listed)
