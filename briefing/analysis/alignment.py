"""The versions of a statement, word by word, against one of them: what an editor would mark by hand.

Words are aligned, punctuation never: a comma cannot pull two words apart. Kinds of difference are kept apart, and what
changes the sense is marked strong. The words printed are each source's own, untouched; only aligning looks at them folded.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from briefing.analysis import sense, wording
from briefing.errors import NotFoundError
from briefing.model import Comparison, Instance, Op, Quotation, Span, Statement, Token, Witness

SPLIT = "⫽"
"""What a ``split`` token prints: the reporter interrupts here."""

Label = Literal["=", "≈", "◐", "○"]

_ELLIPSIS = re.compile(r"…|\.\s?\.\s?\.|\[\s*(?:…|\.\.\.)\s*\]")
_LONGEST = 3_000


@dataclass(frozen=True, slots=True)
class _Word:
    """One printed word with its punctuation: ``keys`` are what it is compared by."""

    keys: tuple[str, ...]
    part: int
    start: int
    end: int
    bracket: bool
    elided: bool
    """An ellipsis stands after the word."""


@dataclass(frozen=True, slots=True)
class _Version:
    """One witness before aligning: the instances of one quotation (or of the parts of a split one)."""

    instances: tuple[Instance, ...]
    words: tuple[_Word, ...]

    def slice(self, start: int, end: int) -> str:
        """The printed words ``[start, end)``; parts are set apart by a space."""
        pieces: list[str] = []
        index = start
        while index < end:
            part = self.words[index].part
            last = index
            while last + 1 < end and self.words[last + 1].part == part:
                last += 1
            text = self.instances[part].text
            pieces.append(text[self.words[index].start : self.words[last].end])
            index = last + 1
        return " ".join(pieces)

    @property
    def mode(self) -> int:
        return ("direct", "mixed", "indirect").index(self.instances[0].mode)

    @property
    def size(self) -> int:
        """Words that the speaker said: an editor's brackets do not make a version longer."""
        return sum(not word.bracket for word in self.words)


def compare(statement: Statement, quotations: Mapping[str, Quotation], *, pivot: str | None = None) -> Comparison:
    """Every version of ``statement`` aligned to one: to that of quotation ``pivot``, else to the longest that stands in marks.

    ``quotations`` maps quotation ids to quotations (for which parts belong to one split quotation; ids that are missing count
    as not split). Raises NotFoundError if ``pivot`` carries no part of the statement.
    """
    versions = _versions(statement, quotations)
    if pivot is None:
        chosen = min(versions, key=lambda v: (v.mode == 2, -v.size, v.mode, v.instances[0].path, v.instances[0].span))
    else:
        carrying = [v for v in versions if any(i.quotation == pivot for i in v.instances)]
        if not carrying:
            raise NotFoundError(f"quotation {pivot} carries no part of statement {statement.id}")
        chosen = carrying[0]
    others = sorted(
        (v for v in versions if v is not chosen), key=lambda v: (v.mode == 2, v.instances[0].path, v.instances[0].span)
    )
    return Comparison(statement, tuple(_witness(version, chosen) for version in (chosen, *others)))


def _versions(statement: Statement, quotations: Mapping[str, Quotation]) -> list[_Version]:
    together: dict[tuple[str, str], list[Instance]] = {}
    for instance in sorted(statement.instances, key=lambda i: (i.path, i.span)):
        quotation = quotations.get(instance.quotation)
        split = quotation.split if quotation is not None and quotation.split else instance.quotation
        together.setdefault((instance.article, split), []).append(instance)
    return [
        _Version(tuple(instances), tuple(w for part, i in enumerate(instances) for w in _read(i.text, part)))
        for instances in together.values()
    ]


def _read(text: str, part: int) -> list[_Word]:
    """The words of ``text`` with the punctuation that clings to them."""
    merged: list[tuple[list[str], int, int]] = []
    for key, start, end in wording.words(text):
        if merged and merged[-1][1] == start:
            merged[-1][0].append(key)
        elif merged and text[merged[-1][2] : start] == "]" and text[merged[-1][1] - 1 : merged[-1][1]] == "[":
            # "[W]e": the editor changed the case of a letter; it is one word.
            merged[-1] = (["".join(merged[-1][0]) + key], merged[-1][1], end)
        else:
            merged.append(([key], start, end))
    result: list[_Word] = []
    begin = 0
    open_bracket = 0
    for index, (keys, start, end) in enumerate(merged):
        before = text[begin:start]
        opened = before.rfind("[") > before.rfind("]")
        following = merged[index + 1][1] if index + 1 < len(merged) else len(text)
        gap = text[end:following]
        stop = end + _clinging(gap, index + 1 == len(merged))
        first = begin + len(before) - len(before.lstrip())
        if opened:
            open_bracket = 1
        elif "]" in before:
            open_bracket = 0
        result.append(_Word(tuple(keys), part, first, stop, bool(open_bracket), bool(_ELLIPSIS.search(gap))))
        begin = stop
    return result


def _clinging(gap: str, last: bool) -> int:
    """How much of the text between two words belongs to the first: up to the first space, or all of it."""
    if last:
        return len(gap.rstrip())
    for index, character in enumerate(gap):
        if character.isspace() or character == "[":
            return index
    return len(gap)


Edit = tuple[str, int, int, int, int]
"""``same``, ``changed``, ``added`` or ``omitted``; words of the pivot [2:4]... as (kind, pivot start, end, witness start, end)."""


def _edits(pivot: Sequence[_Word], witness: Sequence[_Word]) -> list[Edit]:
    from rapidfuzz.distance import LCSseq

    a, b = [w.keys for w in pivot[:_LONGEST]], [w.keys for w in witness[:_LONGEST]]
    edits: list[Edit] = []
    for op in LCSseq.opcodes(a, b):
        if op.tag == "equal":
            edits.append(("same", op.src_start, op.src_end, op.dest_start, op.dest_end))
        else:
            _difference(edits, op.src_start, op.src_end, op.dest_start, op.dest_end)
    if len(pivot) > _LONGEST or len(witness) > _LONGEST:
        _difference(edits, min(len(pivot), _LONGEST), len(pivot), min(len(witness), _LONGEST), len(witness))
    return _without_islands(edits, pivot)


def _difference(edits: list[Edit], a: int, a_end: int, b: int, b_end: int) -> None:
    """Append a difference, joined with a difference right before it."""
    if a == a_end and b == b_end:
        return
    if edits and edits[-1][0] != "same":
        _, a, _, b, _ = edits.pop()
    kind = "changed" if a < a_end and b < b_end else "omitted" if a < a_end else "added"
    edits.append((kind, a, a_end, b, b_end))


def _without_islands(edits: list[Edit], pivot: Sequence[_Word]) -> list[Edit]:
    """Small words that match by chance inside a rewritten stretch become part of it."""
    result: list[Edit] = []
    for index, edit in enumerate(edits):
        kind, a, a_end, b, b_end = edit
        if kind == "same" and 0 < index < len(edits) - 1:
            mass = sum(wording.weight_of(key) for word in pivot[a:a_end] for key in word.keys)
            left, right = edits[index - 1], edits[index + 1]
            both = all(side[0] == "changed" for side in (left, right))
            around = min(left[2] - left[1] + left[4] - left[3], right[2] - right[1] + right[4] - right[3])
            if a_end - a <= 2 and mass < 2.0 and both and around >= 3:
                _difference(result, a, a_end, b, b_end)
                continue
        if kind == "same":
            result.append(edit)
        else:
            _difference(result, a, a_end, b, b_end)
    return result


def _witness(version: _Version, pivot: _Version) -> Witness:
    first = version.instances[0]
    tokens = _tokens(version, pivot)
    spans: tuple[Span, ...] = tuple(instance.span for instance in version.instances)
    return Witness(
        first.quotation, first.article, first.path, first.mode, _label(version, pivot, tokens), spans, tuple(tokens)
    )


def _tokens(version: _Version, pivot: _Version) -> list[Token]:
    tokens: list[Token] = []
    words = version.words
    if version is pivot:
        _run(tokens, version, 0, len(words), "same", False)
        return tokens
    for kind, a, a_end, b, b_end in _edits(pivot.words, words):
        left = pivot.slice(a, a_end)
        if kind == "same":
            _run(tokens, version, b, b_end, "same", False)
            continue
        elided = (b > 0 and words[b - 1].elided) or any(w.elided for w in words[b:b_end])
        inserted = [w.bracket for w in words[b:b_end]]
        if b < b_end and all(inserted):
            if left and not elided:
                tokens.append(Token(left, "omitted", sense.strong(left, "")))
            _run(tokens, version, b, b_end, "inserted-by-editor", False)
        elif kind == "omitted":
            if elided:
                tokens.append(Token("…", "elided"))
            else:
                tokens.append(Token(left, "omitted", sense.strong(left, "")))
        elif elided and kind == "changed":
            tokens.append(Token("…", "elided"))
            _run(tokens, version, b, b_end, "added", sense.strong("", version.slice(b, b_end)))
        elif kind == "added":
            _mixed(tokens, version, b, b_end, "added", sense.strong("", version.slice(b, b_end)), "")
        else:
            _mixed(tokens, version, b, b_end, "changed", sense.strong(left, version.slice(b, b_end)), left)
    return tokens


def _mixed(tokens: list[Token], version: _Version, start: int, end: int, op: Op, strong: bool, left: str) -> None:
    """A stretch that may hold an editor's brackets among the speaker's words."""
    index = start
    while index < end:
        last = index
        while last < end and version.words[last].bracket == version.words[index].bracket:
            last += 1
        if version.words[index].bracket:
            _run(tokens, version, index, last, "inserted-by-editor", False)
        else:
            _run(tokens, version, index, last, op, strong, left)
            left = "" if op != "changed" else left
        index = last


def _run(tokens: list[Token], version: _Version, start: int, end: int, op: Op, strong: bool, left: str = "") -> None:
    """The words ``[start, end)`` as tokens, with a ``split`` where the reporter interrupts."""
    index = start
    while index < end:
        part = version.words[index].part
        if index and version.words[index - 1].part != part:
            tokens.append(Token(SPLIT, "split"))
        last = index
        while last < end and version.words[last].part == part:
            last += 1
        tokens.append(Token(version.slice(index, last), op, strong, left))
        index = last


def _label(version: _Version, pivot: _Version, tokens: Sequence[Token]) -> Label:
    if version.mode == 2:
        return "○"
    ops = {token.op for token in tokens} - {"same", "split"}
    if not ops:
        return "="
    if ops <= {"omitted", "elided"}:
        return "◐"
    if version.size < 0.6 * pivot.size:
        return "◐"
    return "≈"
