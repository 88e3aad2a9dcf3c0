"""How a comparison reads as text: a sign for each kind of difference, spaces where a reader expects them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from briefing.model import Op, Token
from briefing.presentation.labels import squeeze
from briefing.text import SPLIT_MARK

OP_MARKS: dict[Op, tuple[str, str]] = {
    "same": ("", ""),
    "changed": ("~", "~"),
    "added": ("{+", "+}"),
    "omitted": ("[-", "-]"),
    "inserted-by-editor": ("⟨", "⟩"),
    "elided": ("…", ""),
    "split": (SPLIT_MARK, ""),
}
"""The characters before and after a stretch of a comparison; ``elided`` and ``split`` stand for themselves."""

BECOMES = "→"
"""Between the pivot's words and those that stand for them here: ``~old→new~``."""

MOVED_MARK = "↕"
"""Stands before words that the other version has elsewhere: ``[-↕words-]`` there, ``{+↕words+}`` here."""

LEGEND: dict[Op, str] = {
    "changed": f"~old{BECOMES}new~",
    "added": "{+added+}",
    "omitted": "[-omitted-]",
    "inserted-by-editor": "⟨editor⟩",
    "elided": "… elided",
    "split": "¦ split by the reporter",
}
"""How a legend explains each sign."""

LONG = 4
"""Words that a folded omission may have and still be printed."""

_NO_SPACE_BEFORE = frozenset(",.;:!?)]}”’»%")
_NO_SPACE_AFTER = frozenset("([{“‘«")
_BRACKETS = {"[": "]", "(": ")", "{": "}", "⟨": "⟩"}

PASSAGE_MARKS = {"changed": "~", "added": "+", "omitted": "-", "moved": MOVED_MARK}
"""What stands before a passage in which a copy differs."""


def spelled_out(tokens: Iterable[Token]) -> Iterator[Token]:
    """Yield ``tokens`` with each change as what was left out and what stands there instead: for where the pivot is not in view."""
    for token in _told_once(tokens):
        if token.op == "changed":
            if token.pivot:
                yield Token(token.pivot, "omitted", token.strong)
            yield Token(token.text, "added", token.strong)
        else:
            yield token


def _told_once(tokens: Iterable[Token]) -> Iterator[Token]:
    """Yield ``tokens``, where a change in several pieces bears the pivot's wording on its first piece only."""
    told = ""
    for token in tokens:
        if token.op != "changed":
            told = told if token.op in ("inserted-by-editor", "split") else ""
            yield token
        else:
            yield replace(token, pivot="") if token.pivot == told else token
            told = token.pivot


# --- comparisons ----------------------------------------------------------------------------------------------------
def runs(tokens: Iterable[Token]) -> Iterator[Token]:
    """Neighbouring tokens of one kind and strength joined into one, their spaces kept or put back as prose has them."""
    current: Token | None = None
    for token in tokens:
        if current is None:
            current = token
        elif _kind(token) == _kind(current) and token.op not in ("elided", "split"):
            text, pivot = _joined(current.text, token.text), _joined(current.pivot, token.pivot)
            current = replace(token, text=text, pivot=pivot)
        else:
            yield current
            current = token
    if current is not None:
        yield current


def _kind(token: Token) -> tuple[Op, bool, bool]:
    return token.op, token.strong, token.moved


def _joined(left: str, right: str) -> str:
    return left + right if not needs_space(left, right) else f"{left} {right}"


def needs_space(left: str, right: str) -> bool:
    """Return whether prose has a space between two stretches of text that bring none themselves."""
    if not left or not right or left[-1].isspace() or right[0].isspace():
        return False
    return right[0] not in _NO_SPACE_BEFORE and left[-1] not in _NO_SPACE_AFTER


def marked(token: Token) -> str:
    """One stretch with its marks: ``~old→new~``, ``{+added+}``, ``[-omitted-]``, ``{+↕moved+}``, ``⟨editor's⟩``, ``…``, ``¦``; one safe line."""
    text = squeeze(token.text)
    before, after = OP_MARKS[token.op]
    if token.op in ("elided", "split"):
        return before
    if token.op == "inserted-by-editor":
        inner = text.rstrip(".,;:")
        if len(inner) > 1 and _BRACKETS.get(inner[0]) == inner[-1]:
            # the source's own brackets give way to ours
            return f"{before}{inner[1:-1]}{after}{text[len(inner) :]}"
    if token.op == "changed" and token.pivot:
        text = f"{squeeze(token.pivot)}{BECOMES}{text}"
    return f"{before}{MOVED_MARK if token.moved else ''}{text}{after}" if text else ""


def folded(token: Token) -> Token:
    """Return ``token`` with a number of words in place of a long omission: what a report leaves out is not to outweigh what it says."""
    if token.op == "omitted":
        return replace(token, text=_number_of_words(token.text))
    if token.op == "changed":
        return replace(token, pivot=_number_of_words(token.pivot))
    return token


def _number_of_words(text: str) -> str:
    count = len(text.split())
    return text if count <= LONG else f"{count} words"


def marked_runs(
    tokens: Iterable[Token], *, only_differences: bool = False, context: int = 2, fold: bool = False
) -> list[tuple[str, Token]]:
    """Return the stretches of a witness as (text with marks and the space before it, token).

    Args:
        only_differences: an equal stretch keeps ``context`` words beside each difference and ``…`` for the rest, and a long
            omission its first and last words.
        fold: long omissions are a number of words (:func:`folded`).
    """
    joined = list(runs(_told_once(tokens)))
    if fold:
        joined = [folded(token) for token in joined]
    out: list[tuple[str, Token]] = []
    before = ""
    for index, token in enumerate(joined):
        text = marked(token)
        if only_differences and token.op == "same":
            text = _shortened(text, context if index else 0, context if index + 1 < len(joined) else 0)
        elif only_differences and token.op == "omitted" and not token.strong:
            text = _shortened(text, context + 1, context + 1)
        if not text:
            before += " " if token.text else ""
            continue
        raw = text if token.op in ("elided", "split") else token.text
        spaced = bool(out) and (before[-1:].isspace() or raw[:1].isspace() or needs_space(before, raw))
        out.append((f" {text}" if spaced else text, token))
        before = raw
    return out


def _shortened(text: str, head: int, tail: int) -> str:
    words = text.split()
    if len(words) <= head + tail + 1:
        return text
    return " ".join((*words[:head], "…", *words[len(words) - tail :]))
