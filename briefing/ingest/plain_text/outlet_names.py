"""Tells the names of papers, broadcasters and sites, of bodies that issue statements, and of the desks of a newsroom, by their words.

General fact: names of papers hold one of a few words ("Times", "Kurier"), or begin with an article of their language, and each
longer word has a capital.
"""

from __future__ import annotations

import re
from functools import lru_cache

from briefing.lexicon import head_words, tables
from briefing.lexicon.agencies import outlet
from briefing.text import each_has_capital

_TABLE = tables.keyed("outlet_names")
_OUTLET_WORDS = _TABLE["name"] | _TABLE["abroad"]
_LITTLE = _TABLE["little"]
_COMMON = _TABLE["common"]
_NO_OWN_NAME = _COMMON | _LITTLE | _OUTLET_WORDS
_PLAIN_NAMES = frozenset(
    ("daily mail", "daily mirror", "daily express", "daily star", "daily telegraph", "evening standard")
)
"""Papers whose names hold no word of their own."""
_SITE = re.compile(r"\.(?:com|org|net|co\.uk|news|info|eu|de|fr)\b", re.IGNORECASE)
_ADDRESS = re.compile(r"\.[a-z]{2,}$")
_SHAPE = re.compile(r"[^,]{1,50}$")
_MOST_WORDS = 5
_MOST_SHOUTED = 3
_WORDS = re.compile(r"\w+")
_DESK = re.compile(
    r"\b(?:desk|bureau|staff|team|reporters?|editors?|correspondents?|writers?|agenc(?:y|ies)|services?|redac\w+|redak\w+|redaz\w+|r[ée]daction|redaç\w+)\b(?!['’])",
    re.IGNORECASE,
)
_ARTICLE = re.compile(
    r"(?=.{1,40}$)(?:El|Il|Los|Las|Les|Le|La|Lo|Gli|Die|Der|Das|De|Het|O|Os)(?:\s(?:(?:[dl]['’])?[^\W\d_a-zß-öø-ÿ][\w'’-]*|de|del|della|di|do|da|van|du|des|und|y|e|et|la)){1,4}$"
)
_ISSUER = re.compile(
    r"\b(?:department|ministry|office of|bureau of|council|committee|commission|police|court|university|institute|government|white house|kremlin|pentagon|embassy|foundation|press release|"
    r"united nations|parliament|senate|authority|treasury|administration|secretary|spokes\w+|officials?|statement)\b",
    re.IGNORECASE,
)


def is_issuer(text: str) -> bool:
    """Return whether ``text`` names a body that issues statements (a ministry, a court): the source of news, not an outlet."""
    return len(text) <= 100 and _ISSUER.search(text) is not None


def is_desk(text: str) -> bool:
    """Return whether a few words name those who write together ("Foreign Desk", "Redaktion")."""
    return _DESK.search(text) is not None


def has_article(text: str) -> bool:
    """Return whether a few words with capitals begin with an article of another language, as names of papers do ("El Faro del Sur")."""
    return _ARTICLE.match(text) is not None


def outlet_name(text: str) -> str | None:
    """Return ``text`` if it is built like the name of a newspaper, broadcaster or news site ("The Daily Planet"), else ``None``."""
    text = text.strip(" .,;:-–—")
    return _outlet_name(text) if len(text) <= 120 else None


@lru_cache(maxsize=256)
def _outlet_name(text: str) -> str | None:
    if outlet(text):
        return text
    tokens = text.split()
    if not _has_shape(text, tokens) or is_desk(text):
        return None
    if len(tokens) == 1:
        return text if _ADDRESS.search(text) or head_words.OUTLET_ENDING.match(text) else None
    if not each_has_capital(tokens, _LITTLE):
        return None
    has_name = not {token.casefold().strip(".,") for token in tokens} <= _NO_OWN_NAME
    return text if has_name or _is_the_paper(tokens) or text.casefold() in _PLAIN_NAMES else None


def _has_shape(text: str, tokens: list[str]) -> bool:
    """Return whether the length, the first word and one of the words of ``text`` are those of a name of a paper."""
    most = _MOST_SHOUTED if text.isupper() else _MOST_WORDS
    if not 1 <= len(tokens) <= most or _SHAPE.match(text) is None or tokens[0] in _TABLE["of-the"]:
        return False
    words = _WORDS.findall(text.casefold())
    named = not _OUTLET_WORDS.isdisjoint(words) or any(map(head_words.OUTLET_ENDING.match, words))
    return named or _SITE.search(text) is not None


def _is_the_paper(tokens: list[str]) -> bool:
    """Return whether "The" and one or two words that papers are called are a name ("The Times", "The Daily Mail")."""
    if tokens[0] != "The" or not 2 <= len(tokens) <= 3:
        return False
    return not {token.casefold() for token in tokens[1:]} <= _COMMON | {"news"}
