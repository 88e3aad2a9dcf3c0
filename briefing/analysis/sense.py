"""Which differences of wording change the sense: figures, negation, modality, tense, names.

Looks at words only and errs towards silence: a strong mark that means nothing teaches people to overlook the others.
"""

from __future__ import annotations

import re

from briefing.analysis import wordlists
from briefing.text import WORD, fold

_INITIAL = re.compile(r"(?:^|[.!?]\s+)[\"'“‘(\[]*\w")


def kinds(text: str) -> dict[str, frozenset[str]]:
    """The words of ``text`` that bear on its sense, by kind."""
    found: dict[str, set[str]] = {}
    lists = wordlists.load("sense")
    initials = {match.end() - 1 for match in _INITIAL.finditer(text)}
    for match in WORD.finditer(text):
        word = match.group()
        plain = fold(word)
        if plain[0].isdigit() or plain in lists["figure"]:
            found.setdefault("figure", set()).add(plain.replace(",", ""))
        elif plain in lists["negation"] or plain.endswith("n't"):
            found.setdefault("negation", set()).add("not")
        elif plain in lists["modality"]:
            found.setdefault("modality", set()).add(plain)
        elif plain in lists["tense"]:
            found.setdefault("tense", set()).add(plain)
        elif word[0].isupper() and match.start() not in initials and plain not in ("i", "i'm", "i've", "i'll", "i'd"):
            found.setdefault("name", set()).add(plain.removesuffix("'s"))
    return {kind: frozenset(words) for kind, words in found.items()}


def strong(before: str, after: str) -> bool:
    """Whether replacing ``before`` by ``after`` (either may be empty) changes the sense."""
    old, new = kinds(before), kinds(after)
    return any(old.get(kind) != new.get(kind) for kind in {*old, *new})
