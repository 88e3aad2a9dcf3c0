"""Which differences of wording change the sense: figures, negation, modality, tense, names.

Looks at words only and errs towards silence: a strong mark that means nothing teaches people to overlook the others.
"""

from __future__ import annotations

import re

from briefing.analysis import wording, wordlists
from briefing.text import WORD, fold

_SENTENCE = re.compile(r"[.!?]\s+[\"'“‘(\[]*(?=\w)")
_BOUNDS = {
    "over": "above", "above": "above", "exceeding": "above", "least": "above",
    "under": "below", "below": "below", "nearly": "below", "almost": "below", "most": "below",
    "about": "about", "around": "about", "roughly": "about", "approximately": "about",
}  # fmt: skip
_THAN = {"more": "above", "less": "below", "fewer": "below"}
_PRONOUNS = frozenset(["i", "i'm", "i've", "i'll", "i'd"])


def kinds(text: str, *, opening: bool = False) -> dict[str, frozenset[str]]:
    """The words of ``text`` that bear on its sense, by kind: ``figure negation modality tense name bound``.

    ``opening`` says that ``text`` begins a sentence, so that its first capital is no sign of a name. A contraction counts as
    its words (``don't`` holds ``not``).
    """
    lists = wordlists.load("sense")
    found: dict[str, set[str]] = {}
    starts = {match.end() for match in _SENTENCE.finditer(text)}
    before = ""
    for index, match in enumerate(WORD.finditer(text)):
        printed = match.group()
        folded = fold(printed)
        if (
            printed[0].isupper()
            and match.start() not in starts
            and not (opening and not index)
            and folded not in _PRONOUNS
        ):
            found.setdefault("name", set()).add(folded.removesuffix("'s"))
            before = folded
            continue
        for plain in wording.normalise(printed):
            if plain[0].isdigit() or plain in lists["figure"]:
                found.setdefault("figure", set()).add(plain)
            elif plain in lists["negation"]:
                found.setdefault("negation", set()).add("not")
            elif plain in lists["modality"]:
                found.setdefault("modality", set()).add(plain)
            elif plain in lists["tense"]:
                found.setdefault("tense", set()).add(plain)
            elif plain == "than" and before in _THAN:
                found.setdefault("bound", set()).add(_THAN[before])
            elif plain in _BOUNDS:
                found.setdefault("bound", set()).add(_BOUNDS[plain])
            before = plain
    return {kind: frozenset(words) for kind, words in found.items()}


def changed(before: str, after: str, *, opening: bool = False) -> bool:
    """Whether putting ``after`` for ``before`` changes the sense."""
    old, new = kinds(before, opening=opening), kinds(after, opening=opening)
    if any(old.get(kind) != new.get(kind) for kind in ("figure", "negation", "modality", "tense", "name")):
        return True
    if "bound" in old and "bound" in new and old["bound"] != new["bound"]:
        return True
    return _inflected(before, after)


def alone(text: str) -> bool:
    """Whether leaving ``text`` out, or putting it in, changes the sense of what stands around it."""
    return not {"figure", "negation", "modality"}.isdisjoint(kinds(text, opening=True))


def _inflected(before: str, after: str) -> bool:
    """One verb in two tenses: ``announced`` and ``announces``."""
    old, new = fold(before).strip(" ,.;:\"'"), fold(after).strip(" ,.;:\"'")
    if old == new or " " in old or " " in new or wording.stem(old) != wording.stem(new):
        return False
    return old.endswith("ed") != new.endswith("ed") and min(len(old), len(new)) > 3
