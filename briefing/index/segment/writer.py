"""Putting articles into the index and taking them out: one commit a call, safe to kill at any moment.

New documents become new segments; replaced and removed ones are marked in their old segment; small segments are merged so that
their number stays logarithmic and no single update has to merge more than MERGE_DOCUMENTS. Nothing is visible before the
manifest names it. Imports Whoosh and numpy: import this module only when an index is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from briefing.index.segment import generation
from briefing.index.segment.generation import Generation, PartName, Segment
from briefing.index.segment.inverter import MAX_DOCUMENTS, Inverter
from briefing.index.segment.merging import merge
from briefing.index.segment.records import ArticleFacts, IndexDocument, Progress
from briefing.index.segment.segment_file import Array

MERGE_DOCUMENTS = 8_000
"""An update never merges more documents than this, unless a segment is mostly removed documents or there are MAX_SEGMENTS."""
MAX_SEGMENTS = 12
TEXT_FIELDS = ("text", "outlet", "path", "lang")
FACT_FIELDS = ("quote", "speaker", "entity")
_EVERY = 250


def update(
    folder: Path,
    last: Generation | None,
    documents: Iterable[IndexDocument],
    removed: Iterable[str],
    progress: Progress | None,
) -> Generation:
    """Put ``documents`` (an id that is there is replaced; of equal ids the last counts) and take out ``removed`` with their facts."""
    text, facts = _parts(last)
    gone = set(removed)
    fresh: list[Segment] = []
    inverter = Inverter(TEXT_FIELDS)
    count = 0
    for document in documents:
        inverter.add_document(document)
        count += 1
        if progress is not None and count % _EVERY == 0:
            progress(count)
        if inverter.full:
            fresh.append(generation.add(folder, "text", inverter.columns()))
            inverter = Inverter(TEXT_FIELDS)
    if inverter.ids:
        fresh.append(generation.add(folder, "text", inverter.columns()))
    if progress is not None:
        progress(count)
    text = _combine(folder, "text", text, fresh, gone)
    return generation.publish(folder, last, {"text": text, "facts": _combine(folder, "facts", facts, [], gone)})


def update_facts(folder: Path, last: Generation | None, facts: Iterable[ArticleFacts]) -> Generation:
    """Put what analysis found (an id that is there is replaced)."""
    text, known = _parts(last)
    fresh: list[Segment] = []
    inverter = Inverter(FACT_FIELDS)
    for fact in facts:
        inverter.add_facts(fact)
        if inverter.full:
            fresh.append(generation.add(folder, "facts", inverter.columns()))
            inverter = Inverter(FACT_FIELDS)
    if inverter.ids:
        fresh.append(generation.add(folder, "facts", inverter.columns()))
    return generation.publish(folder, last, {"text": text, "facts": _combine(folder, "facts", known, fresh, set())})


def _parts(last: Generation | None) -> tuple[tuple[Segment, ...], tuple[Segment, ...]]:
    return (last.parts["text"], last.parts["facts"]) if last is not None else ((), ())


def _combine(
    folder: Path, part: PartName, old: Sequence[Segment], fresh: Sequence[Segment], gone: set[str]
) -> tuple[Segment, ...]:
    """Old and fresh segments with everything that is replaced or removed marked, merged where that is due."""
    newer: set[str] = set()
    kept: list[Segment] = []
    for segment in reversed(fresh):  # the newest first: of equal ids the last counts
        lost = set()
        ids = segment.file.ids
        for at in range(len(ids) - 1, -1, -1):
            if ids[at] in newer:
                lost.add(at)
            newer.add(ids[at])
        kept.append(segment.without(frozenset(lost)) if lost else segment)
    replaced = newer | gone
    for segment in reversed(old):
        lost = set()
        if replaced:
            numbers = segment.numbers
            few, many = (replaced, numbers) if len(replaced) < len(numbers) else (numbers, replaced)
            lost = {numbers[id_] for id_ in few if id_ in many}
        kept.append(segment.without(frozenset(lost)) if lost else segment)
    kept = [segment for segment in kept if segment.entry.doc_count()]
    kept.reverse()
    return tuple(_merged(folder, part, kept))


def _merged(folder: Path, part: PartName, segments: list[Segment]) -> list[Segment]:
    for at, segment in enumerate(segments):  # a segment that is mostly removed documents is written anew
        if segment.entry.doc_count() * 2 < segment.entry.documents:
            segments[at] = _merge(folder, part, [segment])
    while len(segments) > 1:
        left, right = segments[-2].entry.doc_count(), segments[-1].entry.doc_count()
        if left > 2 * right or left + right > MERGE_DOCUMENTS:
            break
        segments[-2:] = [_merge(folder, part, segments[-2:])]
    while len(segments) > MAX_SEGMENTS:
        sizes = [segment.entry.doc_count() for segment in segments]
        at = min(range(len(sizes) - 1), key=lambda n: sizes[n] + sizes[n + 1])
        if sizes[at] + sizes[at + 1] > MAX_DOCUMENTS:
            break
        segments[at : at + 2] = [_merge(folder, part, segments[at : at + 2])]
    return segments


def _merge(folder: Path, part: PartName, segments: Sequence[Segment]) -> Segment:
    return generation.add(folder, part, merge([(segment.file, alive(segment)) for segment in segments]))


def alive(segment: Segment) -> Array:
    """Return the mask of a segment's documents that are not removed."""
    mask = np.ones(segment.entry.documents, dtype=bool)
    if segment.entry.removed:
        mask[list(segment.entry.removed)] = False
    return mask
