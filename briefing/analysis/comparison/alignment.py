"""The versions of a statement, word by word, against one of them: what an editor would mark by hand.

Words are aligned, punctuation never: a comma cannot pull two words apart. Kinds of difference are kept apart, and what
changes the sense is marked strong. The words printed are each source's own, untouched; only aligning looks at them folded.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import groupby
from typing import Literal

from briefing.analysis.comparison import attributions, salience
from briefing.analysis.comparison.word_diff import Edit, Word, edits, parted
from briefing.analysis.statements import normalise
from briefing.errors import NotFoundError
from briefing.model import Comparison, Instance, Quotation, Span, Statement, Token, Witness
from briefing.text import SPLIT_MARK, fold

SAME = Token("", "same")

Label = Literal["=", "≈", "◐", "○"]

_ELLIPSIS = re.compile(r"…|\.\s?\.\s?\.|\[\s*(?:…|\.\.\.)\s*\]")
PART = 0.75
"""A version that holds no more of the pivot may be a fragment of it."""

NEXT = 4
"""Code points at the most between two sentences that follow one another: a stop, a closing mark, a space."""

GOES_ON = 3
"""Words of the pivot that a sentence must add to those of the sentence before it, to go on where that stopped."""

NEARLY = 1.12
"""Versions that differ so little in length are equally long: house style makes "over" of "more than"."""


@dataclass(frozen=True, slots=True)
class _Version:
    """One witness before aligning: the instances of one quotation (or of the parts of a split one)."""

    instances: tuple[Instance, ...]
    words: tuple[Word, ...]
    same_names: Iterable[AbstractSet[str]] = ()

    def slice(self, start: int, end: int) -> str:
        """Return the printed words ``[start, end)``; parts are set apart by a space."""
        return " ".join(
            self.instances[part].text[self.words[first].start : self.words[last - 1].end]
            for part, first, last in self.parts(start, end)
        )

    def parts(self, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        """Yield the parts of the words ``[start, end)``: the number of each part, and its words ``[first, last)``."""
        for part, words in groupby(range(start, end), key=lambda index: self.words[index].part):
            stretch = list(words)
            yield part, stretch[0], stretch[-1] + 1

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple([word.key for word in self.words])

    @property
    def reported(self) -> int:
        """Return 0 for words that stand in marks as a whole, 1 for a clause of which a part does, 2 for reported words."""
        first = self.instances[0]
        return 0 if first.enclosed else 1 if first.quoted else 2

    @property
    def size(self) -> int:
        """Words that the speaker said: an editor's brackets do not make a version longer."""
        return sum(not word.bracket for word in self.words)


def compare(
    statement: Statement,
    quotations: Mapping[str, Quotation],
    *,
    pivot: str | None = None,
    same_names: Iterable[AbstractSet[str]] = (),
) -> Comparison:
    """Return every version of ``statement`` aligned to one: to that of quotation ``pivot``, else to the longest that stands in marks; of
    (nearly) equals, to the one printed most often, with no editor's brackets, and in one piece.

    ``quotations`` maps quotation ids to quotations (for which parts belong to one split quotation; ids that are missing count
    as not split). ``same_names``: each holds the folded words of all forms of one name, which are no strong difference; it is iterated
    only where names differ. A ``pivot`` that is one fragment of an interrupted version stands for the whole version. Raises NotFoundError if ``pivot`` carries no part of the statement.
    """
    versions = _versions(statement, quotations, pivot, same_names)
    longest = _longest(versions)
    chosen = longest if pivot is None else _carrying(versions, longest, pivot)
    if chosen is None:
        raise NotFoundError(f"quotation {pivot} carries no part of statement {statement.id}")
    quoted = set(chosen.instances)
    rest = [version for version in versions if quoted.isdisjoint(version.instances)]
    others = sorted(
        _gathered(rest, chosen),
        key=lambda v: (v.reported == 2, v.instances[0].path, v.instances[0].span),
    )
    known: dict[tuple[str, ...], list[Token]] = {}
    witnesses = [_witness(version, chosen, known) for version in (chosen, *others)]
    named = [_named(version, quotations) for version in (chosen, *others)]
    spoken_by = next(filter(None, (named[0], statement.speaker)), "")
    another = cache(lambda name: not attributions.one_speaker(name, spoken_by, same_names))
    return Comparison(
        statement,
        tuple(
            replace(witness, attributed=name) if another(name) else witness
            for witness, name in zip(witnesses, named, strict=True)
        ),
    )


def _named(version: _Version, quotations: Mapping[str, Quotation]) -> str:
    """Return whom a version names as the speaker, "" if nobody."""
    stated = (attributions.stated(each, quotations.get(each.quotation)) for each in version.instances)
    return next((who for who, _ in filter(None, stated)), "")


def _longest(versions: Sequence[_Version]) -> _Version:
    """Return the version to measure the others by where none is asked for: see :func:`compare`."""
    printings = Counter(version.keys for version in versions)
    least = min(version.reported for version in versions)
    longest = max(version.size for version in versions if version.reported == least)

    def rank(v: _Version) -> tuple[int, int, int, int, int, int, str, Span]:
        short = 0 if NEARLY * v.size >= longest else longest - v.size
        brackets = sum(word.bracket for word in v.words)
        first = v.instances[0]
        return v.reported, short, -printings[v.keys], brackets, len(v.instances), -v.size, first.path, first.span

    return min(versions, key=rank)


def _carrying(versions: Sequence[_Version], longest: _Version, pivot: str) -> _Version | None:
    """Return the whole version of which the quotation ``pivot`` is a part, or None."""
    part = next((v for v in versions if any(i.quotation == pivot for i in v.instances)), None)
    if part is None or part is longest:
        return part
    article = part.instances[0].article
    fragments = [v for v in versions if v is not longest and v.instances[0].article == article]
    whole = _gathered(fragments, longest)
    return next(v for v in whole if any(instance.quotation == pivot for instance in v.instances))


def between(pivot: str, text: str) -> tuple[Token, ...]:
    """Return ``text`` word by word against ``pivot``: two versions of one passage, outside any statement."""
    versions = [
        _Version((Instance("", "", "", (0, len(each)), None, each, "direct"),), tuple(_read(each, 0)))
        for each in (pivot, text)
    ]
    return tuple(_tokens(versions[1], versions[0]))


def _gathered(versions: list[_Version], pivot: _Version) -> list[_Version]:
    """Fragments of one article that print the pivot's words in its order are one version, interrupted by the reporter; so are a sentence in
    his words and the next one, which tells more of what the pivot says: neither lacks what the other one has."""
    result: list[_Version] = []
    reached: dict[str, tuple[int, int]] = {}
    for version in sorted(versions, key=lambda v: (v.instances[0].path, v.instances[0].span)):
        matched = [edit for edit in edits(pivot.words, version.words) if edit[0] == "same"]
        article = version.instances[0].article
        if any(_goes_on(former, version, pivot) for former in result[-1:]):
            result[-1] = _followed(result[-1], version)
            continue
        if version.reported or not matched or version.size > PART * pivot.size:
            result.append(version)
            continue
        index, end = reached.get(article, (-1, 0))
        if index >= 0 and matched[0][1] >= end:
            result[index] = _followed(result[index], version)
        else:
            index = len(result)
            result.append(version)
        reached[article] = (index, matched[-1][2])
    return result


def _followed(former: _Version, version: _Version) -> _Version:
    """Return two versions as one."""
    shift = len(former.instances)
    moved = tuple(replace(word, part=word.part + shift) for word in version.words)
    return replace(former, instances=(*former.instances, *version.instances), words=(*former.words, *moved))


def _goes_on(former: _Version, version: _Version, pivot: _Version) -> bool:
    """Return whether a version is the next sentence of its article, in the reporter's words as the one before, and tells of the pivot what
    that does not."""
    last, first = former.instances[-1], version.instances[0]
    if (last.article, 0 <= first.span[0] - last.span[1] <= NEXT) != (first.article, True):
        return False
    if not (former.reported and version.reported):
        return False
    one, other, both = (_shared(pivot, each) for each in (former, version, _followed(former, version)))
    return both >= one + max(GOES_ON, other / 2)


def _shared(pivot: _Version, version: _Version) -> int:
    """Return how many words a version has in common with the pivot, in its order."""
    return sum(edit.a_end - edit.a for edit in edits(pivot.words, version.words) if edit.kind == "same")


def _versions(
    statement: Statement,
    quotations: Mapping[str, Quotation],
    pivot: str | None,
    same_names: Iterable[AbstractSet[str]],
) -> list[_Version]:
    together: dict[tuple[str, str], list[Instance]] = {}
    for instance in sorted(statement.instances, key=lambda i: (i.path, i.span)):
        quotation = quotations.get(instance.quotation)
        split = None if quotation is None else quotation.split
        together.setdefault((instance.article, split or instance.quotation), []).append(instance)
    versions: dict[tuple[str, tuple[str, ...]], _Version] = {}
    for instances in together.values():
        words = tuple(w for part, i in enumerate(instances) for w in _read(i.text, part))
        version = _Version(tuple(instances), words, same_names)
        # A headline or a pull quote that repeats the words is no further version.
        key = (instances[0].article, version.keys)
        if key not in versions or any(instance.quotation == pivot for instance in instances):
            versions[key] = version
    return list(versions.values())


@lru_cache(maxsize=256)
def _read(text: str, part: int) -> tuple[Word, ...]:
    """Return the words of ``text`` with the punctuation that clings to them. Most versions of a statement are worded alike."""
    merged = _merged(text)
    result: list[Word] = []
    begin = 0
    closing = -1
    starts = [start for _, start, _ in merged[1:]] + [len(text)]
    for index, ((key, start, end), following) in enumerate(zip(merged, starts, strict=False)):
        before = text[begin:start]
        if before.rfind("[") > before.rfind("]"):
            found = text.find("]", start, start + 400)
            # "[W]e" is no insertion.
            closing = found if found >= end else closing
        gap = text[end:following]
        stop = end + _clinging(gap, index + 1 == len(merged))
        first = begin + len(before) - len(before.lstrip())
        ends = any(mark in gap for mark in ".!?")
        result.append(Word(key, part, first, stop, end <= closing, bool(_ELLIPSIS.search(gap)), ends))
        begin = stop
    return tuple(result)


def _merged(text: str) -> list[tuple[str, int, int]]:
    """Return the words of ``text`` by what they are compared by, with their spans; "[W]e" is one word."""
    merged: list[tuple[str, int, int]] = []
    for start, end in normalise.printed(text):
        if merged and (text[merged[-1][1] - 1 : merged[-1][1]], text[merged[-1][2] : start]) == ("[", "]"):
            # "[W]e": the editor changed the case of a letter; it is one word.
            merged[-1] = (merged[-1][0] + fold(text[start:end]), merged[-1][1], end)
        else:
            merged.append((fold(text[start:end]).replace(".", ""), start, end))
    return merged


def _clinging(gap: str, last: bool) -> int:
    """Return how much of the text between two words belongs to the first: up to the first space or bracket, or all of it."""
    if last:
        return len(gap.rstrip())
    loose = _LOOSE.search(gap)
    return len(gap) if loose is None else loose.start()


_LOOSE = re.compile(r"[\s\[]")


def _witness(version: _Version, pivot: _Version, known: dict[tuple[str, ...], list[Token]]) -> Witness:
    """Return a version laid against the pivot; ``known`` are the tokens of those that print the same, as most do."""
    first = version.instances[0]
    printed = tuple(instance.text for instance in version.instances)
    tokens = known.get(printed) if version is not pivot else None
    if tokens is None:
        tokens = known[printed] = _tokens(version, pivot)
    spans: tuple[Span, ...] = tuple(instance.span for instance in version.instances)
    return Witness(
        first.quotation, first.article, first.path, first.mode, _label(version, pivot, tokens), spans, tuple(tokens),
        bool(first.quoted),
    )  # fmt: skip


def _tokens(version: _Version, pivot: _Version) -> list[Token]:
    tokens: list[Token] = []
    words = version.words
    if version is pivot:
        _run(tokens, version, 0, len(words), SAME)
        return tokens
    found = parted(edits(pivot.words, words))
    whole = pivot.slice(0, len(pivot.words)), version.slice(0, len(words))
    for index, edit in enumerate(found):
        if edit.kind == "same":
            _run(tokens, version, edit.b, edit.b_end, SAME)
        else:
            inner = 0 < index < len(found) - 1
            _differing(tokens, version, edit, pivot.slice(edit.a, edit.a_end), whole, inner)
    if version.reported < pivot.reported:  # what was said is not weighed against a reporter's words
        return [replace(token, strong=False) for token in tokens]
    return tokens


def _differing(
    tokens: list[Token], version: _Version, edit: Edit, left: str, whole: tuple[str, str], inner: bool
) -> None:
    """What differs in one place. ``left`` are the pivot's words; ``inner``: equal words stand before and behind."""
    own = version.words[edit.b : edit.b_end]
    around = version.words[max(0, edit.b - 1) : edit.b_end]
    elided = any(word.elided for word in around)
    inserted = all(word.bracket for word in own) if own else False
    if elided and (inserted or edit.kind != "added"):
        tokens.append(Token("…", "elided", pivot=left))
    elif edit.kind == "omitted" or (inserted and left):
        # Where an editor's words stand for these, or are these, the speaker's are not missing.
        there = inserted, salience.bracketed(left), edit.moved, _is_between_parts(version, edit.b)
        missing = inner and not any(there)
        tokens.append(Token(left, "omitted", missing and _alone(left, whole, version), moved=edit.moved))
    if inserted:
        _run(tokens, version, edit.b, edit.b_end, Token("", "inserted-by-editor"))
        return
    if elided and edit.kind == "changed":
        edit, left = edit._replace(kind="added", a=edit.a_end), ""
    if own:
        _mixed(tokens, version, edit, left, whole)


def _is_between_parts(version: _Version, at: int) -> bool:
    """Return whether the word ``at`` begins another part: what stands between two fragments is not missing, as a witness quotes only
    a part. Nor is what stands before the first and after the last word."""
    return len({word.part for word in version.words[max(0, at - 1) : at + 1]}) > 1


def _alone(words: str, whole: tuple[str, str], version: _Version) -> bool:
    """Return whether these words change the sense by standing in one version only."""
    return salience.alone(words, reported=version.reported > 0) and not salience.moved(words, *whole)


def _mixed(tokens: list[Token], version: _Version, edit: Edit, left: str, whole: tuple[str, str]) -> None:
    """An added or changed stretch, in which an editor's brackets may stand among the speaker's words."""
    words, start, end = version.words, edit.b, edit.b_end
    text = version.slice(start, end)
    if edit.kind == "changed":
        opening = all(word.ends for word in words[max(0, start - 1) : start])
        reported = version.reported > 0
        behind = version.slice(end, end + 1) if end < len(words) else ""
        strong = salience.changed(
            left, text, behind=behind, opening=opening, reported=reported, same_names=version.same_names
        )
        spoken = Token("", "changed", strong > salience.bracketed(left), left, edit.moved)
    else:
        spoken = Token("", "added", not edit.moved and _alone(text, whole, version), "", edit.moved)
    for bracket, inside in groupby(range(start, end), key=lambda index: words[index].bracket):
        stretch = list(inside)
        _run(tokens, version, stretch[0], stretch[-1] + 1, Token("", "inserted-by-editor") if bracket else spoken)


def _run(tokens: list[Token], version: _Version, start: int, end: int, like: Token) -> None:
    """The words ``[start, end)`` as tokens of one kind, with a ``split`` where the reporter interrupts."""
    for part, first, last in version.parts(start, end):
        if first and version.words[first - 1].part != part:
            tokens.append(Token(SPLIT_MARK, "split"))
        tokens.append(replace(like, text=version.slice(first, last)))


def _label(version: _Version, pivot: _Version, tokens: Sequence[Token]) -> Label:
    if version.reported == 2:
        return "○"
    ops = {token.op for token in tokens if not _is_remark(token)} - {"same", "split"}
    if ops <= {"inserted-by-editor"}:  # the speaker's words are the same
        return "="
    if ops <= {"omitted", "elided"} or version.size < 0.6 * pivot.size:
        return "◐"
    return "≈"


def _is_remark(token: Token) -> bool:
    """Return whether a remark that an editor put into the pivot: it is not missing from the others."""
    return token.op == "omitted" and salience.bracketed(token.text)
