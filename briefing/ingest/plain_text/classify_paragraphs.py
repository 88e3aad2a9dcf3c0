"""Decides what each paragraph of an article is, and what the article says of itself: title, byline, date, dateline …

``labels`` and ``head`` read what stands above the story (``titles`` chooses the title), ``tail`` what stands below it; here the
two meet, and what then is still open is settled. Every value carries the words it rests on; what the text does not support
stays unknown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from briefing.ingest import language
from briefing.ingest.draft import Block, Draft
from briefing.ingest.plain_text import boilerplate, bylines, datelines, field_records, head, labels, paragraphs, tail
from briefing.ingest.plain_text import repeated_passages as repeats
from briefing.ingest.plain_text.dating import year_completion
from briefing.ingest.plain_text.metadata_builder import Work, short
from briefing.lexicon import head_words
from briefing.lexicon.agencies import agency
from briefing.model import Stated


@dataclass(slots=True)
class Reading:
    """The paragraphs of an article with their kinds, the repeats among them, and the fields."""

    blocks: list[Block]
    repeats: dict[int, repeats.Repeat]
    fields: dict[str, Stated[Any]]
    extra: dict[str, Any]


def analyse(draft: Draft) -> Reading:
    """Return the kinds of the paragraphs of ``draft`` and its fields. Linear in the length of the text."""
    blocks = repeats.unglue(draft.blocks) if not draft.marked else draft.blocks
    blocks = labels.cut(paragraphs.rejoin(_bylines_apart(field_records.cut(blocks)))) if not draft.marked else blocks
    work = Work(
        blocks, repeats.find(blocks), dict(draft.fields), dict(draft.extra), frozenset(draft.fields), draft.marked
    )
    kept = [index for index in range(len(blocks)) if index not in work.repeated]
    for index in work.repeated:
        blocks[index].kind = "repeat"
    body_at = head.read(work, kept)
    tail.read(work, kept, body_at)
    for index in kept[body_at:]:
        if blocks[index].kind is None:
            blocks[index].kind = boilerplate.kind(blocks[index].text) or "body"
    tail.after_headings(work, kept[body_at:])
    _finish(work)
    return Reading(work.blocks, work.repeated, work.fields, work.extra)


_RUN_IN = re.compile(
    r"(?:by|BY|By)\s+(?P<names>[^\W\d_][^:;()\"“”0-9]{3,90}?)\s+(?=[A-Z][A-Z.'’-]{2,}(?:[ ,/][A-Z.'’-]*)*[\s,(–—-])"
)
"""A byline in the same paragraph as the dateline behind it ("By Ada Krol OSLO, May 3 (Reuters) - …")."""
_AT_HEAD = 12


def _bylines_apart(blocks: list[Block]) -> list[Block]:
    """Return ``blocks`` with a byline that runs into the dateline set apart from it, on the same line."""
    result: list[Block] = []
    for number, block in enumerate(blocks):
        if number < _AT_HEAD and block.kind is None and block.text[:2] in ("By", "BY", "by") and len(block.text) > 60:
            for match in _RUN_IN.finditer(block.text[:200]):
                names = bylines.parse(f"By {match['names']}")
                dateline = datelines.parse(block.text[match.end() :])
                if (
                    names is not None
                    and names.names
                    and all(" " in name for name in names.names)
                    and dateline is not None
                    and (dateline.sure or not match["names"].isupper())
                ):
                    left, block = repeats.split(block, match.end() - 1, match.end())
                    result.append(left)
                    break
        result.append(block)
    return result


def _finish(work: Work) -> None:
    """What is left once all lines were read: bare names, the place of who signs, dates without a year or in figures, the outlet."""
    _settle_byline(work)
    if work.posted is not None:
        place, evidence = work.posted
        work.put("dateline", Stated.inferred(place, f"{evidence} (the place that the byline names)"), weaker=True)
    for settle in (_take_update, _tell_apart, _complete):
        if "published" not in work.fields:
            settle(work)
    _copyright(work)


def _settle_byline(work: Work) -> None:
    """Take names that stand in the head without a word that says so, and an agency that signs where nobody else does."""
    if work.bare or work.beside:
        sure = [(person, text) for person, text in work.beside if bylines.is_sure(person)]
        if work.bare and (not sure or any(bylines.is_sure(person) for person, _ in work.bare)):
            sure = work.bare
        sure = sure or work.beside[:1]
        names = tuple(dict.fromkeys(name for person, _ in sure for name in person.names))
        text = " / ".join(text for _, text in sure)
        work.put("byline", Stated.inferred(names, f"{short(text)} (names in the head, without a word that says so)"))
    if work.signed is not None:
        work.put("byline", Stated.stated(*work.signed), weaker=True)


def _take_update(work: Work) -> None:
    """The day of the last update, where no other is given."""
    if work.updated is not None:
        value, evidence = work.updated
        work.put("published", Stated.inferred(value, f"{evidence} (the date of the last update; no other is given)"))


def _tell_apart(work: Work) -> None:
    """A day in figures that can be read in two ways: by a day without a year elsewhere, or by the language of the text."""
    if work.either is None:
        return
    both, evidence = work.either
    if work.partial is not None:
        fits = [value for value in both if value[5:] == work.partial[0][2:]]
        reason = f"{evidence} … {work.partial[1]} (which tells day and month apart)"
    else:
        told = work.fields.get("language") or language.detect(
            "\n".join(block.text for block in work.blocks if block.kind == "body")
        )
        fits = [both[0]] if str(told.value)[:2] in head_words.DAY_FIRST else []
        reason = f"{evidence} (the day comes first in the language of the text)"
    if len(fits) == 1 and both[0] != both[1]:
        work.put("published", Stated.inferred(fits[0], reason))


def _complete(work: Work) -> None:
    """A day without a year, completed where the text settles the year."""
    if work.partial is None:
        return
    value, evidence = work.partial
    found = year_completion.complete(value, [block.text for block in work.blocks if block.kind == "body"])
    if found is not None:
        work.put("published", Stated.inferred(found[0], f"{evidence} … {found[1]}"))
    elif work.lone:
        work.put("published", Stated.inferred(value, f"{evidence} (a day on a line of its own; no year is given)"))
    else:
        work.put("published", Stated.stated(value, f"{evidence} (no year is given)"))


def _is_agency(name: str) -> bool:
    """Return whether a name begins with that of an agency ("Reuters Limited"): an agency is never inferred to be the outlet."""
    tokens = name.split()
    return any(agency(" ".join(tokens[:count])) for count in range(1, 5))


_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)\W{0,6}(?:[12][0-9]{3}(?:\s?[-–]\s?[12][0-9]{3})?)?,?\s*(?:by )?([A-Z][^.,;|©0-9]{2,50}?)(?:\.|,|$|\s+[-–|]|\s+All [Rr]ights)",
    re.IGNORECASE,
)


def _copyright(work: Work) -> None:
    """The outlet that a line of copyright below the text names: inferred, as owners and papers differ."""
    if "outlet" in work.fields:
        return
    for block in reversed(work.blocks[-12:]):
        match = _COPYRIGHT.match(block.text) if block.kind == "furniture" else None
        if match is not None and match[1][0].isupper() and not _is_agency(match[1]):
            name = match[1].strip()
            if len(name.split()) <= 5 and not re.search(
                r"\b(?:inc|ltd|llc|group|media|reserved|rights|getty)\b", name, re.IGNORECASE
            ):
                work.put("outlet", Stated.inferred(name, f"{short(block.text)} (the holder of the copyright)"))
            return
