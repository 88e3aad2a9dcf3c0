"""Which differences of wording change the sense: figures, negation, modality, whether something is done or planned, names, prepositions
that turn it ("to Lund" for "in Lund"); not tense alone, nor other words for one bound ("over", "more than").

Looks at words only and errs towards silence: a strong mark that means nothing teaches people to overlook the others.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache, lru_cache
from itertools import chain, combinations
from typing import Literal

from briefing.analysis.statements import normalise
from briefing.lexicon import tables
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
    """Return the words of ``text`` that bear on its sense, by kind: ``figure negation modality tense name bound``; what is to be is planned.

    ``opening`` says that ``text`` begins a sentence, so that its first capital is no sign of a name. A contraction counts as
    its words (``don't`` holds ``not``).
    """
    by_kind: dict[str, set[str]] = {}
    words = list(WORD.finditer(text))
    starts = {match.end() for match in _SENTENCE.finditer(text)}
    if opening:
        starts.update(match.start() for match in words[:1])
    before = ""
    for match in words:
        printed = match.group()
        folded = fold(printed)
        if printed[0].isupper() and match.start() not in starts and folded not in _PRONOUNS:
            by_kind.setdefault("name", set()).add(folded.removesuffix("'s"))
            before = folded
            continue
        for plain in normalise.normalise(printed):
            kind, sense = _sense(plain, before)
            if kind:
                by_kind.setdefault(kind, set()).add(sense)
            before = plain
    return {kind: frozenset(words) for kind, words in by_kind.items()}


def _sense(plain: str, before: str) -> tuple[str, str]:
    """Return the kind of a word that bears on the sense and what it says; of another word ``("", "")``."""
    lists = tables.keyed("sense")
    if plain[0].isdigit():
        return "figure", plain
    if plain == "to" and before in lists["ahead"]:
        return "modality", PLANNED
    for kind in ("figure", "negation", "modality", "tense"):
        if plain in lists[kind]:
            return kind, "not" if kind == "negation" else plain
    bound = (_THAN.get(before) if plain == "than" else None) or _BOUNDS.get(plain)
    return ("bound", bound) if bound else ("", "")


PLANNED = "plan"
"""What every word says by which something is planned."""

_EMPTY = re.compile(
    r"\bnot (?:only|just|merely|simply)\b|\b(?:without|no) (?:a |any )?(?:doubt|question)\b", re.IGNORECASE
)
"""Words of denial that deny nothing."""


def contrary(text: str, *, opening: bool = True) -> dict[str, frozenset[str]]:
    """:func:`kinds` of a few words with those that say the same made one: ``might`` is ``may``, and "not only" and "no doubt" deny nothing."""
    lists = tables.keyed("sense")
    alike = {
        word: key.removeprefix("alike-") for key, words in lists.items() if key.startswith("alike-") for word in words
    }
    found = kinds(_EMPTY.sub(" ", text), opening=opening)
    return {
        kind: words if kind == "name" else frozenset([alike.get(word, word) for word in words])
        for kind, words in found.items()
    }


Stage = Literal["", "planned", "under way", "done"]


def stage(words: Mapping[str, AbstractSet[str]]) -> Stage:
    """Return how far what a few words tell has come, by their :func:`kinds`; "" where they don't say."""
    tense = words.get("tense", _NONE)
    if not _AHEAD.isdisjoint(words.get("modality", _NONE)):
        return "planned"
    if "being" in tense:
        return "under way"
    return "" if _BEHIND.isdisjoint(tense) else "done"


_AHEAD = frozenset((PLANNED, "will"))
_BEHIND = frozenset(("has", "have", "had", "having", "was", "were"))


def turned(one: Mapping[str, AbstractSet[str]], other: Mapping[str, AbstractSet[str]]) -> bool:
    """Return whether what one version tells as done is planned or under way in the other."""
    return "" not in (left := stage(one), right := stage(other)) and left != right


def redirected(before: str, after: str, behind: str) -> str:
    """Return what a preposition turns that stands for another one, "" if nothing; of place only where a name follows
    (``behind``: the word that does), as "to the bank" and "in the bank" may be one place."""
    groups = (_prepositions().get(fold(words).strip(" ,"), ("", "")) for words in (before, after))
    (turned, one), (also, other) = groups
    if (turned == also, one == other) != (True, False):
        return ""
    return turned if (turned != DIRECTION or behind[:1].isupper()) else ""


DIRECTION = "to, in or from"
"""What prepositions of place turn."""


@cache
def _prepositions() -> Mapping[str, tuple[str, str]]:
    """Return preposition -> what it turns, and the group of those that say the same."""
    table: dict[str, tuple[str, str]] = {}
    for key, words in tables.keyed("turning_prepositions").items():
        turned, _, group = key.rpartition(" ")
        table.update(dict.fromkeys(words, (turned, group)))
    return table


def differ(values: Sequence[str]) -> bool:
    """Return whether any two of these versions of a fact differ in sense, and not in wording alone."""
    return any(changed(one, other, opening=True) for one, other in combinations(values, 2))


_MONTHS = (
    "jan january", "feb february", "mar march", "apr april", "aug august", "sept sep september", "oct october",
    "nov november", "dec december",
)  # fmt: skip
ABBREVIATED = tuple(frozenset(names.split()) for names in _MONTHS)
"""Words that are one name in two house styles."""

_BACKSHIFT = {"will": "would", "can": "could", "may": "might", "shall": "should"}


def changed(
    before: str,
    after: str,
    *,
    behind: str = "",
    opening: bool = False,
    reported: bool = False,
    same_names: Iterable[AbstractSet[str]] = (),
) -> bool:
    """Return whether putting ``after`` for ``before`` changes the sense; ``behind`` is the word that follows.

    ``reported``: without marks, where English shifts tenses back ("will" becomes "would") without meaning anything by it.
    ``same_names``: each holds the folded words of all forms of one name ("dprk north korea"); looked at only if names differ.
    """
    old, new = contrary(before, opening=opening), contrary(after, opening=opening)
    if reported:
        old, new = _shifted_back(old), _shifted_back(new)
    weighed = _IN_ANY_WORDS if reported else _WEIGHTY
    put_otherwise = turned(old, new), redirected(before, after, behind) != ""
    if any((any(put_otherwise) > reported, *(old.get(kind) != new.get(kind) for kind in weighed))):
        return True
    names = old.get("name", _NONE), new.get("name", _NONE)
    if not any((*map(_points_to_one, (before, after)), _same_names(*names, same_names))):
        return True
    return len({words["bound"] for words in (old, new) if "bound" in words}) > 1


def bracketed(words: str) -> bool:
    """Return whether an editor put all these words in: one pair of square brackets encloses them."""
    inside = words.strip().rstrip(".,;:")
    return (inside[:1], inside.find("]")) == ("[", len(inside) - 1)


def _points_to_one(words: str) -> bool:
    """Return whether these are pronouns alone, which stand for a name ("he" for "Krol")."""
    return {fold(match.group()) for match in WORD.finditer(words)} <= tables.keyed("sense")["pronoun"]


def _shifted_back(words: dict[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """Return the words of :func:`kinds` with modal verbs as reported speech has them ("will" as "would")."""
    modal = words.get("modality")
    if modal is None:
        return words
    return words | {"modality": frozenset(_BACKSHIFT.get(word, word) for word in modal)}


def _same_names(left: AbstractSet[str], right: AbstractSet[str], same_names: Iterable[AbstractSet[str]]) -> bool:
    if left == right:
        return True
    return bool(left and right) and _one_name(left, right, same_names)


_NONE: AbstractSet[str] = frozenset()


def _one_name(left: AbstractSet[str], right: AbstractSet[str], same_names: Iterable[AbstractSet[str]]) -> bool:
    """Return whether these are forms of one name: listed as such, or a country and its adjective ("Korea", "Korean")."""
    both = left | right
    if any(both <= forms for forms in chain(ABBREVIATED, same_names)):
        return True
    return len(left) == len(right) and all(any(_begins(a, b) for b in right) for a in left)


def _begins(one: str, other: str) -> bool:
    """Return whether one of two words begins with the other."""
    return one[: len(other)] == other[: len(one)]


@lru_cache(maxsize=64)
def counts(text: str) -> Mapping[tuple[str, str], int]:
    """Return how often ``text`` holds each figure, negation and modal verb."""
    found: Counter[tuple[str, str]] = Counter()
    for match in WORD.finditer(text):
        for kind, words in kinds(match.group(), opening=True).items():
            if kind in _WEIGHTY:
                found.update((kind, word) for word in words)
    return found


_WEIGHTY = frozenset(("figure", "negation", "modality"))
_IN_ANY_WORDS = frozenset(("figure", "negation"))
"""Kinds that bear on the sense in a reporter's words, too, in which tenses and modal verbs shift."""


def moved(text: str, here: str, there: str) -> bool:
    """Return whether what bears on the sense in ``text`` stands in both versions as often: it is put elsewhere, not left out."""
    one, two = counts(here), counts(there)
    return all(one[key] == two[key] for key in counts(text))


def alone(text: str, *, reported: bool = False) -> bool:
    """Return whether leaving ``text`` out, or putting it in, changes the sense of what stands around it."""
    return not (_IN_ANY_WORDS if reported else _WEIGHTY).isdisjoint(kinds(text, opening=True))
