"""The six languages whose ways of saying who spoke are known: their tables of words, and which of them an article is in.

Only tables and the telling of a language; finds nobody (see ``speakers``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from briefing.lexicon import tables

CODES = ("de", "fr", "es", "it", "nl", "pt")
Noun = Literal["role", "body", "paper"]
_LEAST_TELLING = 0.12
"""Share of all words that the telling ones of a language must have."""
_GENDERS = {"m": "m", "f": "f", "other": ""}


@dataclass(frozen=True, slots=True)
class Language:
    """The words of one language; what each list holds stands at the head of ``lexicon/data/speech_words.txt``."""

    code: str
    lists: Mapping[str, frozenset[str]]
    pronouns: Mapping[str, str]
    """Word -> gender (``m``, ``f``, ""); so are the next three."""
    latter: Mapping[str, str]
    determiners: Mapping[str, str]
    honorifics: Mapping[str, str]
    elided: frozenset[str]
    """Words that are written without a blank before the next one, with their apostrophe."""
    frames: bool
    """Whether a clause may stand between its auxiliary and its verb."""
    capital_nouns: bool
    """Whether every noun has a capital."""
    feminine_endings: tuple[str, ...]
    """Endings by which every noun of a person tells a woman."""
    letters: Mapping[str, str]
    """Word -> what it may be in a phrase (see ``phrases``)."""
    nouns: Mapping[str, Noun]
    """What a noun says that somebody or something is."""
    stops: frozenset[str]
    """Words that no phrase of a noun holds; the next ones are what a clause of attribution is made of."""
    governing: frozenset[str]
    leading: frozenset[str]
    ascribing: frozenset[str]
    bound_pronouns: frozenset[str]
    """What is tied to a verb by a hyphen."""
    subjects: frozenset[str]
    before_verbs: frozenset[str]
    before_verbs_too: frozenset[str]
    bound: frozenset[str]
    adverbs: frozenset[str]
    small: frozenset[str]
    """Articles and prepositions."""
    no_verbs: frozenset[str]
    subjectless: frozenset[str]
    """Verbs of saying that need no subject: their form tells the person."""

    @property
    def drops_subjects(self) -> bool:
        """Return whether verbs need no subject."""
        return bool(self.subjectless)

    def __getitem__(self, name: str) -> frozenset[str]:
        return self.lists[name]


_LISTS = (
    "telling verbs calls reads auxiliaries clitics between days of governing dative sources behind postposed first particles roles "
    "feminine bodies papers joints"
).split()


_NOUNS: tuple[tuple[str, Noun], ...] = (("papers", "paper"), ("bodies", "body"), ("roles", "role"))
_GENDERED = ("pronouns", "latter", "determiners", "honorifics")
_DROP_SUBJECTS = ("es", "it", "pt")
_FRAME = ("de", "nl")


@cache
def language(code: str) -> Language:
    """Return the tables of one of :data:`CODES`."""
    table = tables.keyed("speech_words")
    lists = {name: table.get(f"{code} {name}", frozenset()) for name in _LISTS}
    genders = {name: _gendered(table, f"{code} {name}") for name in _GENDERED}
    every = frozenset().union(*lists.values(), *genders.values())
    determiners, pronouns = frozenset(genders["determiners"]), frozenset(genders["pronouns"])
    bound = lists["auxiliaries"] | lists["clitics"]
    sources = lists["sources"] | lists["first"] | lists["behind"]
    stops = lists["governing"] | lists["joints"] | lists["between"] | lists["auxiliaries"] | lists["days"] | sources
    return Language(
        code,
        lists,
        elided=frozenset(word for word in every if word.endswith("'")),
        frames=code in _FRAME,
        capital_nouns=code == "de",
        feminine_endings=("in",) if code == "de" else (),
        letters={word: letter for letter, own in reversed(_letters(lists, genders, stops)) for word in own},
        nouns={word: noun for name, noun in _NOUNS for word in lists[name]},
        stops=stops,
        governing=lists["governing"] | lists["dative"],
        leading=lists["sources"] | lists["behind"],
        ascribing=lists["verbs"] | lists["calls"],
        bound_pronouns=pronouns | lists["clitics"],
        subjects=pronouns - lists["clitics"],
        before_verbs=bound | lists["between"],
        before_verbs_too=bound | lists["between"] | pronouns,
        bound=bound,
        adverbs=lists["between"] | (lists["clitics"] - determiners) | lists["days"],
        small=determiners | lists["governing"],
        no_verbs=stops | determiners | pronouns,
        subjectless=lists["verbs"] if code in _DROP_SUBJECTS else frozenset(),
        **genders,
    )


def _letters(
    lists: Mapping[str, frozenset[str]], genders: Mapping[str, Mapping[str, str]], stops: frozenset[str]
) -> list[tuple[str, frozenset[str]]]:
    """Return the letters with their words; a word has the first letter that fits."""
    pronouns, latter, determiners, honorifics = (frozenset(genders[name]) for name in _GENDERED)
    return [
        ("u", pronouns),
        ("l", latter),
        ("e", lists["dative"]),
        ("g", determiners & lists["of"]),
        ("m", determiners & lists["particles"]),
        ("d", determiners),
        ("a", lists["of"] & lists["particles"]),
        ("o", lists["of"]),
        ("k", lists["particles"]),
        ("H", honorifics),
        ("p", lists["papers"]),
        ("b", lists["bodies"]),
        ("r", lists["roles"]),
        ("v", lists["verbs"] | lists["calls"] | lists["reads"]),
        ("t", lists["days"]),
        ("x", stops),
    ]


def _gendered(table: Mapping[str, frozenset[str]], key: str) -> Mapping[str, str]:
    """Return word -> gender of the lists ``key m``, ``key f`` and ``key other``."""
    return {word: sign for name, sign in _GENDERS.items() for word in table.get(f"{key} {name}", ())}


@cache
def _telling() -> Mapping[str, tuple[str, ...]]:
    """Return small word -> the codes of the languages that have it, ``en`` for English."""
    own = {"en": tables.keyed("speech_words")["en telling"], **{code: language(code)["telling"] for code in CODES}}
    return {word: tuple(code for code in own if word in own[code]) for word in frozenset().union(*own.values())}


def told(words: Sequence[str]) -> str | None:
    """Return the code of the language whose small words make up a good part of ``words`` (folded), clearly more than those of English
    and of the other five, ``None`` if it is none of them. Words that a language shares with English tell nothing."""
    tells = _telling()
    seen = [codes for word in words if (codes := tells.get(word))]
    counts = Counter(code for codes in seen if "en" not in codes for code in codes)
    best = max(CODES, key=lambda code: counts[code])
    english = sum("en" in codes for codes in seen if best not in codes)
    return best if counts[best] > max(1, 2 * english, _LEAST_TELLING * len(words)) else None
