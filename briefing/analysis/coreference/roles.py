"""What an article says a person is: the words of office before the name and the age or office behind it.

Roles are labels for a reader. They never join two names.
"""

from __future__ import annotations

import re

from briefing.lexicon.gazetteer import tables
from briefing.text import fold

_WORD = re.compile(r"[^\W_]+(?:[-'’.&][^\W_]+)*\.?|\S")
_MODIFIERS = frozenset(
    "national security foreign former senior deputy chief vice prime arms military political opposition assistant acting interim "
    "executive managing general press party state finance defense defence interior home education health trade environment "
    "transport culture energy agriculture labour oil human rights news tv television radio film movie rock pop folk jazz soul "
    "world army navy police club team head co retired veteran late current under parliamentary presidential ruling "
    "republican democratic conservative liberal labour chief-of-staff development research marketing sales communications "
    "government federal county city district regional local union company group bank football rugby cricket tennis golf".split()
)
_DIRECTIONS = frozenset("north south east west new".split())
_OFFICE_OF = re.compile(
    r"((?:\b[A-Z][\w.]{0,20}\s){0,3}\b([A-Z][a-z]{2,20})\sof\s(?:the\s)?[A-Z]\w{1,20}(?:\s(?:for\s|and\s)?[A-Z]\w{1,20}){0,4})\s$"
)
_AGE = re.compile(r"\b(\d{1,3})-year-old\b(?:\s+[^\W\d_]+){0,3}\s*$")
_AGE_AFTER = re.compile(r",\s(?:aged\s)?(\d{1,2}),")
_APPOSITION = re.compile(
    r",\s(?:an?|the)?\s?((?:[^\W\d_]+(?:[-'’][^\W\d_]+)*\s){0,5}[^\W\d_]+(?:\sof\s(?:the\s)?[A-Z][^\W\d_]*(?:\s[A-Z][^\W\d_]*){0,4})?)[,.]"
)


def roles(text: str, span: tuple[int, int]) -> list[str]:
    """The offices and ages that stand beside the name at ``span``, as printed ("NSC spokesman", "67-year-old")."""
    table = tables()
    start, end = span
    found: list[str] = []
    head = text[max(0, start - 120) : start]
    head = head[head.rfind("\n") + 1 :]
    offset = start - len(head)
    words = [(match.start() + offset, match.group()) for match in _WORD.finditer(head)]
    first: int | None = None
    seen_role = False
    for position, word in reversed(words):
        plain = word.strip(".").lower()
        if word[-1] == "." and len(plain) > 2 and "." not in word[:-1] and word not in table.titles:
            break  # the end of the sentence before
        if plain in table.roles or word in table.titles:
            first, seen_role = position, True
            continue
        if not seen_role:
            break
        if plain in ("of", "for"):
            continue
        if plain in _MODIFIERS or (word[0].isupper() and (plain not in table.common or plain in _DIRECTIONS)):
            first = position
            continue
        break
    if seen_role and first is not None:
        role = " ".join(text[first:start].split()).strip(" ,")
        if role and len(role) < 90 and fold(role) not in ("mr", "mrs", "ms", "dr"):
            found.append(role)
    if not seen_role:
        office = _OFFICE_OF.search(head)
        if office and office.group(2) in table.titles:
            found.append(" ".join(office.group(1).split()))
    age = _AGE.search(head)
    if age:
        found.append(f"{age.group(1)}-year-old")
    tail = text[end : end + 100]
    behind = _AGE_AFTER.match(tail)
    if behind:
        found.append(f"aged {behind.group(1)}")
    else:
        apposition = _APPOSITION.match(tail)
        if apposition and any(word in table.roles or word in table.titles for word in apposition.group(1).split()):
            found.append(apposition.group(1))
    return found
