"""Tells the name of a person from other words with capitals, by its form and by tables of words.

General fact: a name is two to five words with capitals, initials and particles; sections, weekdays and buttons hold words that
names hardly do. A listed given name in front settles what form leaves open.
"""

from __future__ import annotations

import re
from typing import Literal

from briefing.lexicon import tables
from briefing.lexicon.place_names import is_given

_LISTS = tables.keyed("person_names")
SUFFIXES = _LISTS["suffixes"]
_TOKEN = re.compile(
    r"(?:(?:al|el|an|as|ul|d|l|o|m|mc)[-'’])?[^\W\d_a-zß-öø-ÿ][^\W\d_]*(?:[-'’.][^\W\d_]+)*\.?(?:['’]s?)?$"
)
_MOST_WORDS = 6
_MOST_CHARACTERS = 60

_Part = Literal["none", "small", "capital", "seldom"]
"""What a word is in a name: it ends the question, it does not count, it is capitalised, it is so but seldom in names."""


def is_name(text: str, *, least: int = 1, marked: bool = False) -> bool:
    """Return True if ``text`` is built like the name of a person: ``least`` to six capitalised words, none of them a common word.

    Args:
        marked: "By" stands before it, so that "Will", "June" and "West" are believed to be names.
    """
    words = text.split()
    if not least <= len(words) <= _MOST_WORDS or len(text) > _MOST_CHARACTERS or _begins_like_a_paper(words):
        return False
    capitals = seldom = 0
    for index in range(len(words)):
        part = _part(words, index, within=capitals > 0, marked=marked)
        if part == "none":
            return False
        capitals += part != "small"
        seldom += part == "seldom"
    if capitals > 1 and words[0].casefold() in _LISTS["calendar"]:
        seldom -= 1
    return capitals >= least and seldom < max(1, capitals) and not words[-1].islower()


def _begins_like_a_paper(words: list[str]) -> bool:
    """Return True if an article or "of the" opens the words as it opens names of papers and places ("El Faro del Sur")."""
    first, count = words[0].casefold(), len(words)
    of = not _LISTS["of"].isdisjoint(words[1:])
    if first in _LISTS["articles"] and count > 1:
        return count == 2 or not is_given(words[1]) or (first in _LISTS["articles_in_names"] and of)
    if first in _LISTS["articles_in_names"]:
        return count == 2 or of
    return first in _LISTS["from_the"] and of


def _part(words: list[str], index: int, *, within: bool, marked: bool) -> _Part:
    """Return what the word at ``index`` is; ``within``: a capitalised word of the name stands before it."""
    word, bare = words[index], _bare(words[index])
    if word.endswith(("'s", "’s")) and index < len(words) - 1:
        return "none"  # "Mary's Side"
    if _INITIAL.fullmatch(word) and word[0].isupper():
        return "capital"
    if bare in SUFFIXES:
        return "small"
    if bare in _LISTS["particles"] and (within or word.islower()):
        return "small"
    if bare in _LISTS["never"] or not _TOKEN.match(word):
        return "none"
    if bare not in _LISTS["seldom"]:
        return "capital"
    return "seldom" if marked or _is_believed(words, index, bare) else "none"


_INITIAL = re.compile(r".\.", re.DOTALL)


def _is_believed(words: list[str], index: int, bare: str) -> bool:
    """Return True if a word that is seldom a name is one where it stands: "June Krol", "Ada May"."""
    if bare in _LISTS["calendar"] and index == 0 and len(words) == 2:
        return True
    last = len(words) - (2 if _bare(words[-1]) in SUFFIXES else 1)
    return bare in _LISTS["surnames"] and index == last and is_given(words[0])


def _bare(word: str) -> str:
    return word.strip(".,").casefold()
