"""A statement from the quotations that carry it: its words, its speaker, its counts, and an id that survives a re-run.

What is printed is never altered: an instance is a stretch of the quotation as it stands.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from hashlib import sha256

from briefing.analysis.statements import normalise, origins
from briefing.analysis.statements.normalise import WEAK, Unit
from briefing.analysis.statements.ranges import Range
from briefing.lexicon.speech.report_words import ADVERBS_OF_DOUBT, CONDITIONS, DENIALS, negations
from briefing.model import Instance, Quotation, Span, Statement
from briefing.text import sentences

NEARLY = 1.12
"""Versions whose lengths differ by no more are equally long: one that most print stands for a statement, not its one rewording."""


_NO_TEXTS: Mapping[str, str] = {}
"""What stands beside the quotations has been looked at with their sources."""


def draft(
    versions: Iterable[tuple[Unit, Range]],
    heads: Mapping[str, str],
    sources: Mapping[str, Mapping[str, origins.Source]],
) -> Statement:
    """Return the statement that these stretches of units are. ``heads`` maps articles to representatives of their copy groups (itself,
    where one is missing), ``sources`` to what :func:`origins.sources` found in them.

    Two statements may have one id: see :func:`unique`.
    """
    pairs: list[tuple[Quotation, Instance]] = []
    whole: list[tuple[list[Instance], Unit, Range, bytes]] = []
    for unit, words in versions:
        own = _instances(unit, words)
        if own:
            pairs += own
            printed = unit.pattern.words[words[0] : words[1]].tobytes()
            whole.append(([i for _, i in own], unit, words, printed))
    pairs.sort(key=lambda pair: (pair[1].path, pair[1].span, pair[1].quotation))
    longest, unit, words = _fullest(whole)
    seed = [" ".join(key for key, _, _ in normalise.words(instance.text)) for instance in longest]
    if sum(unit.pattern.weights[words[0] : words[1]]) < WEAK:
        # Strangers may say so little in the same words: their statements need ids of their own.
        seed.append(longest[0].quotation)
    quotations = [quotation for quotation, _ in pairs]
    articles = sorted({quotation.article for quotation in quotations})
    own_heads = {article: heads.get(article, article) for article in articles}
    named = {q: one for a in articles for q, one in sources.get(a, {}).items()}
    count, evidence = origins.count(quotations, own_heads, _NO_TEXTS, named)
    return Statement(
        id=identifier(" ".join(seed)),
        text=" ".join(instance.text for instance in longest),
        speaker=origins.speaker(quotations),
        articles=len(articles),
        distinct_texts=_texts(whole, own_heads),
        origins=count,
        instances=tuple(instance for _, instance in pairs),
        origin_evidence=evidence,
    )


def _texts(whole: Iterable[tuple[list[Instance], Unit, Range, bytes]], heads: Mapping[str, str]) -> int:
    """Return how many texts carry a statement: copies that print it in the same words are one; a copy that prints it otherwise is another."""
    printed: dict[str, list[bytes]] = {}
    for own, _, _, words in whole:
        printed.setdefault(own[0].article, []).append(words)
    return len({(heads[article], tuple(sorted(set(wordings)))) for article, wordings in printed.items()})


def identifier(seed: str) -> str:
    """Return ``"s"`` and 11 hex digits of the SHA-256 of ``seed``."""
    return "s" + sha256(seed.encode("utf-8", "surrogatepass")).hexdigest()[:11]


def rank(statement: Statement) -> tuple[int, str, Span, str]:
    """Statements that most articles carry come first, then by place."""
    first = statement.instances[0]
    return -statement.articles, first.path, first.span, statement.id


def unique(found: Iterable[Statement]) -> tuple[Statement, ...]:
    """Return ``found`` by :func:`rank`. Different statements never share an id: the later of two takes its first quotation into account."""
    seen: set[str] = set()
    result: list[Statement] = []
    for statement in sorted(found, key=rank):
        one = statement
        while one.id in seen:
            first = statement.instances[0]
            one = replace(one, id=identifier(f"{one.id} {first.quotation} {first.span}"))
        seen.add(one.id)
        result.append(one)
    return tuple(result)


def _fullest(versions: Sequence[tuple[list[Instance], Unit, Range, bytes]]) -> tuple[list[Instance], Unit, Range]:
    """Return the longest version in marks; of those that are (nearly) as long, one that stands in marks as a whole, the one printed most often,
    with no editor's brackets, and in one piece."""
    if len(versions) == 1:
        return versions[0][:3]
    printings = Counter(key for _, _, _, key in versions)
    sizes = [words[1] - words[0] - unit.brackets(words) for _, unit, words, _ in versions]
    marked = [size for (_, unit, _, _), size in zip(versions, sizes, strict=True) if not unit.pattern.indirect]
    longest = max(marked or sizes)

    def rank(index: int) -> tuple[bool, int, bool, int, int, int, int, str, Span]:
        own, unit, words, key = versions[index]
        short = 0 if NEARLY * sizes[index] >= longest else longest - sizes[index]
        first = own[0]
        return (
            unit.pattern.indirect, short, not first.enclosed, -printings[key], unit.brackets(words), len(own), -sizes[index], first.path, first.span
        )  # fmt: skip

    own, unit, words, _ = versions[min(range(len(versions)), key=rank)]
    return own, unit, words


def _instances(unit: Unit, words: Range) -> list[tuple[Quotation, Instance]]:
    """Return the stretch of each part that the word range covers, up to the ends of the part where it reaches its last words."""
    result = []
    count = len(unit.pattern.words)
    for index in unit.reached(words):
        part, first = unit.parts[index], unit.firsts[index]
        last = unit.firsts[index + 1] if index + 1 < len(unit.parts) else count
        low, high = max(first, words[0]), min(last, words[1])
        if low >= high and not (len(unit.parts) == 1 and count == 0):
            continue
        start = 0 if low <= first else unit.starts[low]
        if high in unit.pattern.cuts and high < last:
            # "... and we know": the conjunction belongs to neither clause.
            while (
                high - 1 > low and part.text[unit.starts[high - 1] : unit.ends[high - 1]].lower() in normalise.JOINING
            ):
                high -= 1
        end = len(part.text) if high >= last else _close(part.text, unit.ends[high - 1], unit.starts[high])
        result.append((part, _instance(part, *_with_limits(part, start, end))))
    return result


def _with_limits(part: Quotation, start: int, end: int) -> Span:
    """Return a stretch of a part with the rest of its sentences where a word of that limits it (``not``, ``if``); a clause with words in marks
    whole: what it limits stands in it too."""
    whole = 0, len(part.text)
    if part.quoted or (start, end) == whole:
        return whole
    first, last = _sentence(part.text, start)[0], _sentence(part.text, end)[1]
    if limiting(part.text[first:start]):
        start = first
    return start, last if conditional(part.text[end:last]) else end


def _sentence(text: str, place: int) -> Span:
    """Return the sentence inside which a place lies, the place itself where it lies at an edge of one."""
    return next((span for span in sentences(text) if span[0] < place < span[1]), (place, place))


def limiting(words: str) -> bool:
    """Tell whether words before a stretch limit what it says: a negation, a condition, a denial or a hedge."""
    return not _limiting().isdisjoint(word for word, _, _ in normalise.words(words))


@cache
def _limiting() -> frozenset[str]:
    """Return the words that limit what stands behind them in their sentence."""
    return CONDITIONS | DENIALS | ADVERBS_OF_DOUBT | negations()


def conditional(words: str) -> bool:
    """Tell whether words behind a stretch open a condition of it."""
    return not CONDITIONS.isdisjoint(word for word, _, _ in normalise.words(words))


def _close(text: str, end: int, following: int) -> int:
    """Return the end of a stretch whose last word ends at ``end``: with the punctuation that clings to it."""
    while end < following and not text[end].isspace() and text[end] not in '([{“"‘—–':
        end += 1
    return end


def _instance(part: Quotation, start: int, end: int) -> Instance:
    whole = start == 0 and end == len(part.text)
    source = part.source_span
    if source is not None and not whole:
        same = source[1] - source[0] == part.span[1] - part.span[0]
        source = (source[0] + start, source[0] + end) if same else None
    span = part.span if whole else (part.span[0] + start, part.span[0] + end)
    return Instance(part.id, part.article, part.path, span, source, part.text[start:end], part.mode, part.quoted)
