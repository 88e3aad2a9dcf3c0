"""What an article says a person is: the words of office before the name and the age or office behind it.

Roles are labels for a reader. They never join two names.
"""

from __future__ import annotations

import re

from briefing.lexicon.gazetteer import tables
from briefing.lexicon.neighbours import ADDRESS, DIRECTIONS, MODIFIERS
from briefing.text import fold

_WORD = re.compile(r"[^\W_]+(?:[-'’.&][^\W_]+)*\.?|\S")
OFFICE_OF = re.compile(
    r"((?:\b[A-Z][\w.]{0,20}\s){0,3}\b([A-Z][a-z]{2,20})\sof\s(?:the\s)?[A-Z]\w{1,20}(?:\s(?:for\s|and\s)?[A-Z]\w{1,20}){0,4})\s$"
)
_AGE = re.compile(r"\b(\d{1,3})-year-old\b(?:\s+[^\W\d_]+){0,3}\s*$")
_AGE_AFTER = re.compile(r",\s(?:aged\s)?(\d{1,2}),")
_APPOSITION = re.compile(
    r",\s(?:an?|the)?\s?((?:[^\W\d_]+(?:[-'’][^\W\d_]+)*\s){0,5}[^\W\d_]+(?:\sof\s(?:the\s)?[A-Z][^\W\d_]*(?:\s[A-Z][^\W\d_]*){0,4})?)[,.]"
)


def roles(text: str, span: tuple[int, int]) -> list[str]:
    """Return the offices and ages that stand beside the name at ``span``, as printed ("NSC spokesman", "67-year-old")."""
    start, end = span
    head = text[max(0, start - 120) : start]
    head = head[head.rfind("\n") + 1 :]
    first = office_begins(head)
    printed = _office(head[first:]) if first is not None else _office_of(head)
    if age := _AGE.search(head) if "-year-old" in head else None:
        printed.append(f"{age.group(1)}-year-old")
    return printed + _behind(text[end : end + 100])


def office_begins(head: str) -> int | None:
    """Return where the words of office that end ``head`` begin, or None if there are none."""
    table = tables()
    first: int | None = None
    last = _WORD.findall(head[head.rstrip().rfind(" ") + 1 :])[-1:]
    if not any(word in table.titles or word.strip(".").lower() in table.roles for word in last):
        return None  # as behind most words: the others need not be looked at
    for match in reversed(list(_WORD.finditer(head))):
        word = match.group()
        plain = word.strip(".").lower()
        if _ends_sentence(word, plain):
            break
        if plain in table.roles or word in table.titles:
            first = match.start()
        elif first is None or not (plain in ("of", "for") or _qualifies(word, plain)):
            break
        elif plain not in ("of", "for"):
            first = match.start()
    return first


def _ends_sentence(word: str, plain: str) -> bool:
    return word[-1] == "." and len(plain) > 2 and "." not in word[:-1] and word not in tables().titles


def _qualifies(word: str, plain: str) -> bool:
    """Return True for a word that stands before an office: "former", "national security", a name."""
    if plain in MODIFIERS:
        return True
    return word[0].isupper() and (plain not in tables().common or plain in DIRECTIONS)


def _office(printed: str) -> list[str]:
    role = " ".join(printed.split()).strip(" ,")
    return [role] if role and len(role) < 90 and fold(role) not in ADDRESS else []


def _office_of(head: str) -> list[str]:
    """Return the office in "Secretary of State for Trade" before a name."""
    office = OFFICE_OF.search(head) if "of" in head else None
    return [" ".join(office.group(1).split())] if office and office.group(2) in tables().titles else []


def _behind(tail: str) -> list[str]:
    """Return the age or else the office behind a name."""
    if age := _AGE_AFTER.match(tail):
        return [f"aged {age.group(1)}"]
    table, apposition = tables(), _APPOSITION.match(tail)
    words = apposition.group(1).split() if apposition else []
    return [apposition.group(1)] if apposition and any(w in table.roles or w in table.titles for w in words) else []
