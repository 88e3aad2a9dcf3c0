"""The tokens of an article in one of the six languages: elided words, bound pronouns and abbreviated titles taken apart or together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from briefing.analysis.quotations.foreign.languages import Language
from briefing.analysis.quotations.tokens import CAPITAL, WORD, Token

_APOSTROPHES = str.maketrans("’", "'")


def words(tokens: Sequence[Token], language: Language) -> list[Token]:
    """Return ``tokens`` with ``l'architecte`` and ``dit-il`` as two words each, and no stop behind an abbreviated title."""
    result: list[Token] = []
    for token in tokens:
        if _abbreviates(token, result, language):
            continue
        result += _parts(token, language)
    return result


def _abbreviates(token: Token, before: Sequence[Token], language: Language) -> bool:
    """Tell whether a stop belongs to the title before it (``M. de La Tour``)."""
    titles = before[-1:] if token.text == "." else ()
    return any(last.low in language.honorifics for last in titles if last.end == token.start)


def _parts(token: Token, language: Language) -> Iterator[Token]:
    """Yield a token, or the two or three words that it holds."""
    low = token.low.translate(_APOSTROPHES)
    if {"'", "-"}.isdisjoint(low) or len(low) != len(token.text):
        yield token
        return
    token = replace(token, low=low)
    head = low[: low.find("'") + 1]
    verb, _, pronoun = low.rpartition("-")
    if low in language["sources"]:
        yield token
    elif head in language.elided:
        yield _cut(token, 0, len(head))
        yield from _parts(_cut(token, len(head), len(low)), language)
    elif pronoun in (language.bound_pronouns if verb else ()):
        yield _cut(token, 0, len(verb.removesuffix("-t")))
        yield _cut(token, len(verb) + 1, len(low))
    else:
        yield token


def _cut(token: Token, start: int, end: int) -> Token:
    """Return a part of a token; its kind follows from its first letter."""
    text, low = token.text[start:end], token.low[start:end]
    kind = CAPITAL if text[:1].isupper() else WORD
    return replace(token, start=token.start + start, end=token.start + end, text=text, low=low, kind=kind)
