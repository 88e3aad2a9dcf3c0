"""What sources call a name: offices, appositions and statements of who somebody is, printed beside it. Verbatim stretches, nothing made up.

They are for a reader and never join two names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import takewhile
from typing import Final

from briefing.analysis.coreference.roles import OFFICE_OF, office_begins
from briefing.lexicon.description_words import BREAKS, CLOSED, DETERMINERS, FINITE, HEADS, PERSON_ENDINGS, RELATIVES
from briefing.lexicon.gazetteer import tables
from briefing.lexicon.neighbours import MODIFIERS
from briefing.model import Description, EntityType, Mention, Span
from briefing.text import fold

LONGEST: Final = 160
"""Characters of a description, and of what is looked at before a name."""

_WORD = re.compile(r"[^\W_]+(?:[-'’.&][^\W_]+)*\.?|\S")
_BEHIND = re.compile(r",?\s(?:who\s)?(?:is|was)\s|(?:,|\s?\(|\s[–—-])\s?(?:(?:aged\s)?\d{1,3},\s)?")
_END = re.compile(r"[,;:()\[\]“”\"«»„!?\n]|\s[–-]\s|—|\.(?=\s|$)")
_CLAUSE = re.compile(r"[^,;:()\[\]“”\"«»„!?.\n–—]{3,160}$")
_COMMA = re.compile(r",\s$")
_NAMING = re.compile(
    r",?\s(?:identified|named|known|called)\s(?:(?:by\s(?:[\w.’'-]{1,30}\s){1,5})?(?:only\s)?as\s)?(?:\d{1,3}-year-old\s)?$"
)
_DETERMINER = re.compile(r"\b(?:a|an|the|its|his|her|their)\s", re.IGNORECASE)
_OF = re.compile(r"\b(?:the|a|an)\s(?:[\w'’-]{1,30}\s){0,4}?([a-z]{3,20})\sof\s$", re.IGNORECASE)
_PARTICIPLE = re.compile(r"[a-z]+ed")
_AGE = re.compile(r"\d{1,3}-year-old")
_LIST_GOES_ON = re.compile(
    r"\b(?:and|or)\s(?:a|an|the|two|three|four|five|six|several|his|her|their|its)\b|(?<![\w'’-])(?=[a-z])[\w'’-]{1,30}\s(?P<behind>(?:and|or)\s[A-Z])"
)
_CLAUSE_OF_ITS_OWN = re.compile(r"\s(?:" + "|".join(sorted(RELATIVES)) + r")\s")


def described(text: str, span: Span, kind: EntityType) -> list[Span]:
    """Return the stretches of ``text`` beside the name at ``span`` that say who or what it is."""
    ways = (
        _behind(text, span, kind),
        _before_comma(text, span, kind),
        _right_before(text, span, kind),
        _of(text, span, kind),
    )
    return [found for found in ways if found is not None]


def gathered(kind: EntityType, mentions: Iterable[Mention], text_of: Callable[[str], str]) -> list[Description]:
    """Return what the articles call a name, what most of them say first, of that the fullest; what says no more than another is told with it.

    Args:
        kind: Kind of the name.
        mentions: Where it stands.
        text_of: Gives the text of an article, "" where it is gone.
    """
    first: dict[str, tuple[str, Span, str]] = {}
    articles: dict[str, set[str]] = {}
    for mention in mentions:
        text = text_of(mention.article)
        for start, end in described(text, mention.span, kind):
            words = " ".join(text[start:end].split())
            key = _key(words)
            if not _AGE.fullmatch(key):
                first.setdefault(key, (mention.article, (start, end), words))
                articles.setdefault(key, set()).add(mention.article)
    for key in sorted(first, key=len):
        fuller = max((other for other in first if f" {key} " in f" {other} "), key=len)
        if fuller != key:
            articles[fuller] |= articles[key]
            del first[key]
    rank = sorted(first, key=lambda key: (-len(articles[key]), -len(key)))
    return [Description(first[key][2], *first[key][:2], len(articles[key])) for key in rank]


def _key(words: str) -> str:
    determiner, _, rest = words.partition(" ")
    return fold(rest if determiner.lower() in DETERMINERS else words)


def _behind(text: str, span: Span, kind: EntityType) -> Span | None:
    """Return the apposition behind a name, or what it is said to be: ``Ada Krol, the warden of the mill,``."""
    begun = _BEHIND.match(text, span[1])
    if begun is None:
        return None
    return _phrase(text, begun.end(), kind)


def _phrase(text: str, start: int, kind: EntityType) -> Span | None:
    """Return the phrase that begins at ``start`` as far as it goes, if it says who or what a name is."""
    end = next(
        (m.start() for m in _END.finditer(text, start, start + LONGEST) if not _abbreviated(text, m.start())), None
    )
    clause = _CLAUSE_OF_ITS_OWN.search(text, start, start + LONGEST if end is None else end)
    if end is None:
        whole = len(text) <= start + LONGEST
        end = len(text) if whole else start if clause is None else clause.start()
    goes_on = _LIST_GOES_ON.search(text, start, end if clause is None else clause.start())
    if goes_on is not None:
        end = max(goes_on.start(), goes_on.start("behind"))
    for last in (end, end if clause is None else min(end, clause.start())):
        words = text[start:last].rstrip()
        if _names_somebody(words, kind):
            return start, start + len(words)
    return None


def _abbreviated(text: str, dot: int) -> bool:
    """Return whether the full stop at ``dot`` belongs to a word: ``U.S.``, ``Gen.``, an initial."""
    if text[dot] != ".":
        return False
    word = text[max(0, dot - 20) : dot + 1].split()[-1]
    return len(word) == 2 or "." in word[:-1] or word in tables().titles


def _names_somebody(phrase: str, kind: EntityType) -> bool:
    """Return whether a phrase is a noun with what belongs to it, whose head is one of a person, a body, a place."""
    words = phrase.split()
    if len(words) < 2:
        return False
    noun = words[1:] if words[0].lower() in DETERMINERS else words
    bare = noun is words and not words[0].endswith(("'s", "’s"))
    head = list(takewhile(lambda word: word not in BREAKS, noun))
    own = takewhile(lambda word: word not in RELATIVES, words)
    if not head or FINITE.intersection(own) or noun[-1] in BREAKS:
        return False
    return _office(head[-1]) if bare else _head_of(head[-1], kind)


def _office(word: str) -> bool:
    """Return whether a word is an office: that stands behind a name without an article, too."""
    table = tables()
    return word.lower() in table.roles or word in table.titles


def _head_of(word: str, kind: EntityType) -> bool:
    """Return whether a name of ``kind`` may be called by the noun ``word``."""
    plain = word.strip(".").lower()
    if plain in HEADS[kind] or kind != "person":
        return plain in HEADS[kind]
    return any((_office(word), plain.endswith(PERSON_ENDINGS), _AGE.fullmatch(plain)))


def _head_text(text: str, start: int) -> tuple[str, int]:
    """Return what stands before ``start`` on its line, and where that begins."""
    first = max(0, start - LONGEST)
    first = max(first, text.rfind("\n", first, start) + 1)
    return text[first:start], first


def _before_comma(text: str, span: Span, kind: EntityType) -> Span | None:
    """Return what a name stands in apposition to: ``the warden of the mill, Ada Krol,``, ``the warden, identified as Ada Krol``."""
    head, first = _head_text(text, span[0])
    link = _NAMING.search(head)
    if link is None:
        link = _COMMA.search(head) if text[span[1] : span[1] + 1] in {",", ".", ";", ")"} else None
    clause = None if link is None else _CLAUSE.search(head, 0, link.start())
    if clause is None:
        return None
    for determiner in reversed(list(_DETERMINER.finditer(clause.group()))):
        words = clause.group()[determiner.start() :]
        if _names_somebody(words, kind):
            begin = first + clause.start() + determiner.start()
            return begin, begin + len(words)
    return None


def _right_before(text: str, span: Span, kind: EntityType) -> Span | None:
    """Return what stands right before a name: ``the retired harbour pilot Ada Krol``; an office without its article."""
    head, first = _head_text(text, span[0])
    if not head.endswith(" "):
        return None
    words = list(_WORD.finditer(head))
    if not words or any(map(_ends, words[-1:])):
        return None
    begin = _determiner(words[:-1], words[-1].group()) if _head_of(words[-1].group(), kind) else None
    if begin is None:
        begin = _bare_office(head) if kind == "person" else None
    return None if begin is None else (first + begin, span[0] - 1)


def _bare_office(head: str) -> int | None:
    """Return where the words of office that end ``head`` begin, None if there are none."""
    begin = office_begins(head)
    if begin is not None:
        return begin
    office = next((found for found in OFFICE_OF.finditer(head) if found.group(2) in tables().titles), None)
    return head.rindex(office.group(1)) if office is not None else None


def _ends(word: re.Match[str]) -> bool:
    """Return whether a sentence ends with a word."""
    return word.group().endswith(".") > _abbreviated(word.group(), len(word.group()) - 1)


def _determiner(words: list[re.Match[str]], head: str) -> int | None:
    """Return where the noun ``head`` that ``words`` qualify begins with its determiner; None if it has none near enough."""
    participle = False
    for match in reversed(words[-10:]):
        word = match.group()
        if _determines(word):
            return match.start()
        if any((participle, _ends(match), *_outside(word, head))):
            return None
        # "the sacked warden" has one beside its determiner; "the flood reached captain" has a verb.
        participle = word not in MODIFIERS if _PARTICIPLE.fullmatch(word) else False
    return None


def _determines(word: str) -> bool:
    return word.lower() in DETERMINERS or word.endswith(("'s", "’s"))


def _outside(word: str, head: str) -> Iterator[bool]:
    """Say of a word, test by test, that it does not qualify the noun behind it."""
    yield not word[0].isalnum()
    yield word in CLOSED
    # "The action follows Chancellor Krol": a title stands behind names and words such as "former" only.
    yield word[0].islower() > (word in MODIFIERS) if head[0].isupper() else False


def _of(text: str, span: Span, kind: EntityType) -> Span | None:
    """Return a place with its name: ``the old port of Harrow``."""
    head, first = _head_text(text, span[0])
    found = _OF.search(head) if kind == "place" else None
    return None if found is None else _of_kind(found, first, span[1], kind)


def _of_kind(found: re.Match[str], first: int, end: int, kind: EntityType) -> Span | None:
    """Return the stretch from what ``found`` matched to ``end``, if its noun names such a place."""
    return (first + found.start(), end) if found.group(1).lower() in HEADS[kind] else None
