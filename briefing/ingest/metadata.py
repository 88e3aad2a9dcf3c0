"""Decides what each paragraph of an article is, and what the article says of itself: title, byline, date, dateline …

Works on the order of the lines at the head and the end of the text. Every value carries the words it rests on; what the text
does not support stays unknown. Dates come from date lines, bylines and datelines only: never from captions, alternative
texts, furniture or running text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Literal

from briefing.ingest import bylines, datelines, dates, furniture, lines, repeats, years
from briefing.ingest.agencies import agencies, agency
from briefing.ingest.draft import Block, Draft
from briefing.model import Stated
from briefing.text import fold, words

_HEAD = 18
"""Paragraphs looked at for the head of an article; what comes later is body or end."""
_LONG = 70
"""Words: a longer paragraph is body, whatever stands behind it."""
_EVIDENCE = 200


@dataclass(slots=True)
class Reading:
    """The paragraphs of an article with their kinds, the repeats among them, and the fields."""

    blocks: list[Block]
    repeats: dict[int, repeats.Repeat]
    fields: dict[str, Stated[Any]]
    extra: dict[str, Any]


@dataclass(slots=True)
class _Item:
    index: int
    type: lines.LineType
    facts: lines.Facts | None = None
    dateline: datelines.Dateline | None = None


@dataclass(slots=True)
class _Work:
    blocks: list[Block]
    repeated: dict[int, repeats.Repeat]
    fields: dict[str, Stated[Any]]
    extra: dict[str, Any]
    given: frozenset[str]
    marked: bool
    partial: tuple[str, str] | None = None
    lone: bool = False
    updated: tuple[str, str] | None = None
    bare: list[tuple[bylines.Byline, str]] = field(default_factory=list)

    def put(self, name: str, value: Stated[Any], *, weaker: bool = False) -> None:
        """Sets a field unless it is known already (a format's own word always stands)."""
        old = self.fields.get(name)
        if old is None or old.status == "unknown" or (name not in self.given and old.status == "inferred" and value.status == "stated" and not weaker):
            self.fields[name] = value


def analyse(draft: Draft) -> Reading:
    """The kinds of the paragraphs of ``draft`` and its fields. Linear in the length of the text."""
    blocks = repeats.unglue(draft.blocks) if not draft.marked else draft.blocks
    blocks = _labels(blocks) if not draft.marked else blocks
    work = _Work(blocks, repeats.find(blocks), dict(draft.fields), dict(draft.extra), frozenset(draft.fields), draft.marked)
    kept = [index for index in range(len(blocks)) if index not in work.repeated]
    for index in work.repeated:
        blocks[index].kind = "repeat"
    body_at = _head(work, kept)
    _tail(work, kept, body_at)
    for index in kept[body_at:]:
        if blocks[index].kind is None:
            blocks[index].kind = furniture.kind(blocks[index].text) or "body"
    _after_headings(work, kept[body_at:])
    _finish(work)
    return Reading(work.blocks, work.repeated, work.fields, work.extra)


def _labels(blocks: list[Block]) -> list[Block]:
    """Cuts ``Headline: X`` in label and value, so that the value is a paragraph of its own (on the same line)."""
    result: list[Block] = []
    for number, block in enumerate(blocks):
        found = lines.label(block.text) if number < _HEAD else None
        if found is None or found[1] >= len(block.text) or found[0] in ("", "published", "updated", "byline") or _combined(block, *found):
            result.append(block)
            continue
        end = len(block.text[: found[1]].rstrip())
        left, right = repeats.split(block, end, found[1])
        left.kind = "furniture"
        result += [left, right]
        right.kind = _LABELLED.get(found[0])
        right.label = found[0]
    return result


def _combined(block: Block, name: str, at: int) -> bool:
    """Whether more than a name stands behind ``Source:`` (``Source: Xinhua | 2023-03-31``)."""
    if name not in ("outlet", "agency"):
        return False
    facts = lines.read(block.text[at:])
    return facts is not None and bool(facts.dates or facts.byline)


_LABELLED: dict[str, Any] = {"title": "title", "standfirst": "standfirst", "dateline": "dateline", "outlet": "furniture", "agency": "furniture", "url": "furniture", "language": "furniture", "section": "furniture", "page": "furniture", "edition": "furniture"}


def _head(work: _Work, kept: list[int]) -> int:
    """Reads the head; returns how many of ``kept`` belong to it."""
    items: list[_Item] = []
    waiting = ""  # a label whose value stands on the next line
    for index in kept[:_HEAD]:
        block = work.blocks[index]
        label, waiting = waiting, ""
        if label and block.kind is None and not block.label and _after_label(work, block, label):
            items.append(_Item(index, "label" if block.kind == "title" else "meta", lines.Facts()))
            continue
        if block.label:
            _labelled(work, block)
            items.append(_Item(index, "furniture" if block.kind != "title" else "label"))
            continue
        if block.kind is not None:
            items.append(_Item(index, "sentence" if block.kind == "body" else "furniture"))
            continue
        found = lines.label(block.text)
        if found is not None and found[1] >= len(block.text) and found[0] in ("title", "byline", "published", "updated", "outlet", "agency"):
            waiting = found[0]
            block.kind = "furniture"
            items.append(_Item(index, "furniture"))
            continue
        if found is not None and found[0] in ("", "published", "updated", "byline", "outlet", "agency") and _from_label(work, block, *found):
            items.append(_Item(index, "furniture" if not found[0] else "meta", lines.Facts()))
            continue
        type_, facts, dateline = lines.kind(block.text, first=not any(i.type == "line" for i in items))
        items.append(_Item(index, type_, facts, dateline))
        if type_ == "sentence" and _length(block.text) > _LONG:
            break
    body = _body_at(work, items)
    _take_head(work, items[:body])
    if body < len(items) and items[body].type == "dateline" and not _transcript(work, kept, items[body]):
        _take_dateline(work, items[body])
    elif body < len(items) and not work.marked:
        _standfirst_without_title(work, kept, body)
    return body


_SPEAKER = re.compile(r"[A-Z][A-Z .'’-]{1,30}:\s")


def _transcript(work: _Work, kept: list[int], item: _Item) -> bool:
    """Whether ``KIRBY:`` names a speaker: other paragraphs begin with capitals and a colon too."""
    found = item.dateline
    if found is None or not found.text.endswith(":") or found.date is not None or found.agency is not None:
        return False
    return any(_SPEAKER.match(work.blocks[index].text) for index in kept if index != item.index)


def _body_at(work: _Work, items: list[_Item]) -> int:
    """Where the body begins: at the dateline, else at the first prose behind the last line of metadata."""
    last_meta, sentences = -1, 0
    for position, item in enumerate(items):
        if item.type == "dateline":
            if item.dateline is not None and item.dateline.alone:
                last_meta = position
                continue
            break
        if item.type in ("meta", "label"):
            last_meta = position
        elif item.type == "sentence":
            sentences += 1
            if sentences > 1 or _length(work.blocks[item.index].text) > _LONG:
                break
    if not any(item.type in ("sentence", "dateline") for item in items[last_meta + 1 :]):
        # No prose behind the last metadata: what was met on the way is the body, and that line closes it.
        last_meta = -1
        for position, item in enumerate(items):
            if item.type in ("sentence", "dateline"):
                break
            if item.type in ("meta", "label"):
                last_meta = position
    for position in range(last_meta + 1, len(items)):
        if items[position].type in ("sentence", "dateline"):
            return position
    heading = next((p for p, item in enumerate(items) if item.type == "line"), None)
    return len(items) if heading is None else max(last_meta, heading) + 1


def _take_head(work: _Work, items: list[_Item]) -> None:
    blocks = work.blocks
    title = _title(work, items)
    seen_prose = False
    for position, item in enumerate(items):
        block = blocks[item.index]
        if item.index == title or block.kind is not None:
            continue
        following = next((later for later in items[position + 1 :] if later.type != "furniture"), None)
        if item.type == "meta":
            _take_facts(work, item.facts or lines.Facts(), block)
        elif item.type in ("caption", "furniture"):
            block.kind = "caption" if item.type == "caption" else "furniture"
        elif work.marked and item.type in ("sentence", "line"):
            block.kind = "body"
        elif item.type == "sentence":
            block.kind = "standfirst" if not seen_prose else "body"
            if not seen_prose:
                work.put("standfirst", Stated.inferred(block.text, f"{_short(block.text)} (a sentence above the byline or date)"))
            seen_prose = True
        elif following is not None and following.type == "caption":
            block.kind = "furniture"  # the alternative text of the picture whose caption follows
        elif item.type == "dateline" and item.dateline is not None:
            block.kind = "dateline"
            _dateline_facts(work, item.dateline)
        elif title is not None and item.index > title and bylines.is_marked(block.text):
            block.kind = "byline"  # built like a byline, but whom it names cannot be told
        elif block.text[0] in "*•▪-–":
            block.kind = "standfirst"  # key points above the text
        elif title is not None and item.index > title and _SIGNED.match(block.text) and _near_meta(items, position):
            block.kind = "byline"
            reason = f"{block.text} (capitals on a line of their own, where agencies sign)"
            work.put("agency", Stated.inferred(block.text, reason))
            work.put("byline", Stated.inferred((block.text,), reason))
        elif title is not None and item.index > title and not seen_prose and not block.heading and _may_be_deck(items, position, block) and not _beside(items, position, block):
            block.kind = "standfirst"
            work.put("standfirst", Stated.inferred(block.text, f"{_short(block.text)} (a line below the title, above the text)"))
            seen_prose = True
        elif title is not None and item.index > title and len(block.text.split()) > 14:
            block.kind = "body"  # a lead whose full stop was lost
        else:
            person = bylines.bare(block.text) if title is not None and item.index > title else None
            if person is not None and _beside(items, position, block):
                work.bare.append((person, block.text))
                block.kind = "byline"
            else:
                block.kind = "furniture"


def _may_be_deck(items: list[_Item], position: int, block: Block) -> bool:
    """Whether a line below the title is a standfirst: above a byline or date, or at least shorter than leads are."""
    length = len(block.text.split())
    return length >= 5 and (length <= 14 or any(item.type in ("meta", "label") for item in items[position + 1 :]))


def _beside(items: list[_Item], position: int, block: Block) -> bool:
    """Whether a line of nothing but names stands beside a line of metadata or right above the dateline."""
    return bylines.bare(block.text) is not None and _near_meta(items, position)


_SIGNED = re.compile(r"[A-Z]{3,5}$")


def _near_meta(items: list[_Item], position: int) -> bool:
    before = position > 0 and _dates_or_names(items[position - 1])
    after = position + 1 < len(items) and (items[position + 1].type == "dateline" or _dates_or_names(items[position + 1]))
    return before or after


def _dates_or_names(item: _Item) -> bool:
    """Whether a line is metadata beyond doubt; a lone day without a year may be the heading of a list of fixtures."""
    if item.type != "meta" or item.facts is None:
        return item.type == "meta"
    facts = item.facts
    return not facts.dates or bool(facts.byline or facts.agencies) or any(date.full for date, _ in facts.dates)


def _title(work: _Work, items: list[_Item]) -> int | None:
    """The paragraph that is the title: the first line that is no sentence and long enough to be one."""
    blocks = work.blocks
    for item in items:
        if blocks[item.index].kind == "title":
            return item.index
    if "title" in work.given:
        known = fold(str(work.fields["title"].value))
        for item in items:
            if fold(blocks[item.index].text) == known:
                blocks[item.index].kind = "title"
                return item.index
        return None
    candidates = []
    for item in items:
        if item.type == "sentence":
            break
        if item.type == "line" and blocks[item.index].kind is None:
            candidates.append(item.index)
    crumbs = [i for i in candidates if furniture.is_breadcrumb(blocks[i].text)]
    if len(crumbs) < len(candidates):
        candidates = [i for i in candidates if i not in crumbs]
    masthead = next((i for i in candidates if lines.outlet_name(blocks[i].text)), None)
    if masthead is not None and any(i != masthead and len(blocks[i].text.split()) >= 3 for i in candidates):
        candidates.remove(masthead)
        work.put("outlet", Stated.stated(blocks[masthead].text, blocks[masthead].text))
    if not candidates:
        return None
    chosen = next((i for i in candidates if blocks[i].heading), None)
    if chosen is None:
        chosen = next((i for i in candidates if len(blocks[i].text.split()) >= 3), candidates[0])
    block = blocks[chosen]
    if not any(character.isalnum() for character in block.text):
        return None
    block.kind = "title"
    work.put("title", Stated.stated(block.text, block.text))
    return chosen


def _standfirst_without_title(work: _Work, kept: list[int], body: int) -> None:
    """A file that begins with a sentence which the next paragraph tells anew, names and all, begins with its standfirst.

    General fact: a lead is followed by what it left out and refers back ("the deal", "he"); a standfirst is followed by the
    lead, which introduces the same names again.
    """
    if "title" in work.fields or "standfirst" in work.fields or body + 1 >= len(kept):
        return
    block, following = work.blocks[kept[body]], work.blocks[kept[body + 1]]
    if following.kind is not None or not block.text.rstrip().endswith(".") or _length(block.text) > 45:
        return
    first, second = _content(block.text), _content(following.text)
    names = first[1] & second[1]
    shared = first[0] & second[0]
    if len(names) >= 2 and len(shared) >= 4 and len(shared) >= 0.35 * len(first[0]):
        block.kind = "standfirst"
        work.put("standfirst", Stated.inferred(block.text, f"{_short(block.text)} (the next paragraph begins the story anew with the same names)"))


def _content(text: str) -> tuple[set[str], set[str]]:
    """The content words of ``text``, and those among them with a capital."""
    every, capital = set(), set()
    for start, end in words(text):
        word = text[start:end]
        if len(word) > 3:
            every.add(word.casefold())
            if word[0].isupper() and start:
                capital.add(word.casefold())
    return every, capital


def _take_facts(work: _Work, facts: lines.Facts, block: Block) -> None:
    evidence = _short(block.text)
    block.kind = "byline" if facts.byline else "date" if facts.dates else "byline" if facts.agencies else "furniture"
    _take_dates(work, facts.dates, evidence)
    if facts.byline is not None:
        if facts.byline.names:
            marked = facts.byline.marked or facts.agencies
            value = Stated.stated(facts.byline.names, evidence) if marked else Stated.inferred(facts.byline.names, f"{evidence} (a name beside the date)")
            work.put("byline", value)
        elif facts.byline.agency is None:
            work.bare.clear()
    elif facts.agencies and not facts.outlet and not facts.dates and not facts.labelled:
        work.put("byline", Stated.stated(tuple(facts.agencies), evidence))
    if facts.agencies:
        work.put("agency", Stated.stated(facts.agencies[0], evidence))
    if facts.outlet:
        work.put("outlet", Stated.stated(facts.outlet, evidence))
    if facts.place:
        work.put("dateline", Stated.stated(facts.place, evidence))


def _take_dates(work: _Work, found: list[tuple[dates.Date, bool]], evidence: str) -> None:
    for date, updated in found:
        if not date.full:
            if date.value and work.partial is None and not updated:
                work.partial = (date.value, evidence)
                work.lone = True
            continue
        if updated:
            work.updated = work.updated or (date.value, evidence)
        elif date.doubt:
            work.put("published", Stated.inferred(date.value, f"{evidence} ({date.doubt})"))
        else:
            work.put("published", Stated.stated(date.value, evidence))


def _take_dateline(work: _Work, item: _Item) -> None:
    """Takes a dateline's facts and cuts its paragraph in dateline and body, which stay on one line."""
    found = item.dateline
    if found is None:
        return
    _dateline_facts(work, found)
    work.blocks[item.index].dateline = (found.end, found.next)


def _dateline_facts(work: _Work, found: datelines.Dateline) -> None:
    evidence = found.text
    if found.place:
        work.put("dateline", Stated.stated(found.place, evidence))
    elif found.date is not None:
        work.put("dateline", Stated.stated(found.text.rstrip(" -–—―:"), evidence))
    if found.agency:
        work.put("agency", Stated.stated(found.agency, evidence))
    if found.outlet:
        work.put("outlet", Stated.stated(found.outlet, evidence))
    if found.date is not None and found.date.full:
        _take_dates(work, [(found.date, False)], evidence)
    elif found.date is not None and found.date.value:
        work.partial = work.partial or (found.date.value, evidence)


def _labelled(work: _Work, block: Block) -> None:
    """Takes the value of a labelled line that was cut in label and value."""
    name, value = block.label, block.text
    if name in ("title", "standfirst", "url"):
        work.put(name, Stated.stated(value, value))
    elif name == "language" and 2 <= len(value) <= 12:
        work.put("language", Stated.stated(value, value))
    elif name == "agency":
        work.put("agency", Stated.stated(agency(value, bracketed=True) or value, value))
    elif name == "outlet":
        wires = agencies(value)
        if wires:
            work.put("agency", Stated.stated(wires[0], value))
        else:
            work.put("outlet", Stated.stated(value, value))
    elif name == "dateline":
        found = datelines.parse(value, alone=True)
        work.put("dateline", Stated.stated(found.place if found and found.place else value, value))
        if found is not None and found.agency:
            work.put("agency", Stated.stated(found.agency, value))
        if found is not None and found.date is not None:
            if found.date.full:
                _take_dates(work, [(found.date, False)], value)
            elif found.date.value:
                work.partial = work.partial or (found.date.value, value)
    elif name in ("section", "page", "edition"):
        work.extra.setdefault(name, value)


def _after_label(work: _Work, block: Block, name: str) -> bool:
    """Takes the line below ``Author:`` as its value."""
    if len(block.text) > 200:
        return False
    if name in ("title", "outlet", "agency"):
        if name == "outlet" and lines.is_sentence(block.text):
            return False
        block.kind = "title" if name == "title" else "furniture"
        block.label = name
        _labelled(work, block)
        return True
    return _from_label(work, block, name, 0)


def _from_label(work: _Work, block: Block, name: str, at: int) -> bool:
    """Takes ``Published: …`` and ``Author: …``; ``False`` if what stands there is no date or name."""
    value, evidence = block.text[at:].strip(), _short(block.text)
    if name == "":
        if len(block.text) > 120:
            return False
        block.kind = "furniture"
        return True
    if name == "byline":
        found = bylines.parse(f"By {value}") or (bylines.Byline((value,)) if 0 < len(value) <= 60 and bylines.is_name(value) else None)
        if found is None:
            return False
        block.kind = "byline"
        if found.names:
            work.put("byline", Stated.stated(found.names, evidence))
        if found.agency:
            work.put("agency", Stated.stated(found.agency, evidence))
        return True
    facts = lines.read(block.text) or lines.read(value)
    if facts is None or not facts.dates:
        return False
    facts.labelled = True
    _take_facts(work, facts, block)
    block.kind = "date" if not facts.byline else "byline"
    return True


def _tail(work: _Work, kept: list[int], body_at: int) -> None:
    """Reads the end: sign-offs, credits, "first published" lines, lists of other headlines."""
    blocks = work.blocks
    end = len(kept)
    headlines: list[int] = []
    while end > body_at + 1 and len(kept) - end < 60:
        block = blocks[kept[end - 1]]
        if block.kind is not None:
            break
        by_wording = furniture.kind(block.text) or _closing_label(block.text)
        facts = lines.read(block.text) if by_wording is None else None
        if by_wording is not None:
            block.kind = by_wording
            for index in headlines:
                blocks[index].kind = "furniture"
            headlines.clear()
            _credit(work, block)
        elif facts is not None and (facts.byline or facts.agencies or facts.dates):
            _take_tail(work, facts, block)
        elif not work.marked and not lines.is_sentence(block.text) and len(block.text.split()) <= 25 and not block.text.endswith(("”", '"')):
            headlines.append(kept[end - 1])
        else:
            break
        end -= 1
    if len(headlines) >= 3 and all(len(blocks[i].text.split()) >= 4 and blocks[i].text[:1].isupper() for i in headlines):
        for index in headlines:
            blocks[index].kind = "furniture"
    elif headlines:
        for index in headlines:
            text = blocks[index].text
            if _SIGN_OFF.match(text) or (len(text.split()) <= 2 and not blocks[index].heading):
                blocks[index].kind = "furniture"
    _last_words(work, kept, body_at)


def _closing_label(text: str) -> Literal["furniture"] | None:
    """``LOAD-DATE: …``, ``LANGUAGE: …``: what databases print below a document."""
    found = lines.label(text) if len(text) <= 160 else None
    return "furniture" if found is not None and found[0] in ("", "language", "section", "page", "edition") else None


_SIGN_OFF = re.compile(r"\W{0,2}(?:[a-z]{2,5}[-/][a-z]{1,5}(?:[-/][a-z]{1,5}){0,3}|[A-Z]{2,4}/[A-Z]{2,4}(?:/[A-Z]{2,4})?|[-—–]{1,2}\s?30\s?[-—–]{1,2})\W{0,2}$")
_LAST_CREDIT = re.compile(r"[.!?”\"’]\s*(?:[—–-]{1,2}\s*|\(\s*)([A-Z][\w /-]{1,24}?)\s*\)?\.?$")


def _last_words(work: _Work, kept: list[int], body_at: int) -> None:
    """An agency that signs at the end of the last sentence: ``… he said. (AFP)``, ``… he said. — Reuters``."""
    for index in reversed(kept[body_at:]):
        block = work.blocks[index]
        if block.kind is not None:
            continue
        match = _LAST_CREDIT.search(block.text[-40:])
        if match is not None:
            wires = agencies(match[1])
            if wires:
                work.put("agency", Stated.stated(wires[0], match[0].lstrip(".!?”\"’ ")))
        return


def _credit(work: _Work, block: Block) -> None:
    credit = bylines.credit(block.text)
    if credit is not None:
        block.kind = "furniture"
        work.put("byline", Stated.stated(credit.names, _short(block.text)))


def _take_tail(work: _Work, facts: lines.Facts, block: Block) -> None:
    evidence = _short(block.text)
    block.kind = "byline" if facts.byline or facts.agencies else "date"
    if facts.byline is not None and facts.byline.names:
        work.put("byline", Stated.stated(facts.byline.names, evidence))
    if facts.agencies:
        work.put("agency", Stated.stated(facts.agencies[0], evidence))
    if facts.byline is not None or re.search(r"publi|post|issued|dated|first|updat", block.text, re.IGNORECASE):
        _take_dates(work, [(date, later) for date, later in facts.dates if date.full], evidence)
    elif block.kind == "date":
        block.kind = None  # a day that stands alone below the text belongs to a list, not to the article


_LIST_HEADING = re.compile(r"\W*(?:more|related|recommended|also read|read (?:more|next|also)|trending|popular|most (?:read|popular|viewed)|latest|top stories|you (?:may|might)|up next|in this|don['’]t miss|see also|editors?['’]? picks|from the web|around the web)\b", re.IGNORECASE)


def _after_headings(work: _Work, kept: list[int]) -> None:
    """Headlines that follow "Related" or "Read more" are furniture until a sentence comes."""
    listing = False
    for index in kept:
        block = work.blocks[index]
        if block.kind == "furniture" and _LIST_HEADING.match(block.text) and len(block.text) <= 60:
            listing = True
        elif block.kind == "body":
            if listing and not work.marked and not lines.is_sentence(block.text) and len(block.text) <= 160 and not block.text.endswith(("”", '"')):
                block.kind = "furniture"
            else:
                listing = False


def _finish(work: _Work) -> None:
    """What is left once all lines were read: bare names, partial dates, the outlet that an agency implies."""
    if work.bare:
        person, text = work.bare[0]
        work.put("byline", Stated.inferred(person.names, f"{text} (a name on a line of its own beside the date)"))
    if "published" not in work.fields and work.updated is not None:
        work.put("published", Stated.inferred(work.updated[0], f"{work.updated[1]} (the date of the last update; no other is given)"))
    if work.partial is not None and "published" not in work.fields:
        value, evidence = work.partial
        body = [block.text for block in work.blocks if block.kind == "body"]
        found = years.complete(value, body)
        if found is None and work.lone:
            work.put("published", Stated.inferred(value, f"{evidence} (a day on a line of its own; no year is given)"))
        elif found is None:
            work.put("published", Stated.stated(value, f"{evidence} (no year is given)"))
        else:
            work.put("published", Stated.inferred(found[0], f"{evidence} … {found[1]}"))
    _copyright(work)
    wire = work.fields.get("agency")
    if wire is not None and wire.value and "outlet" not in work.fields:
        work.put("outlet", Stated.inferred(wire.value, f"{wire.evidence} (the agency; no outlet is named)"))


def _length(text: str) -> int:
    return text.count(" ") + 1


_COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright)\W{0,6}(?:[12][0-9]{3}(?:\s?[-–]\s?[12][0-9]{3})?)?,?\s*(?:by )?([A-Z][^.,;|©0-9]{2,50}?)(?:\.|,|$|\s+[-–|]|\s+All [Rr]ights)", re.IGNORECASE)


def _copyright(work: _Work) -> None:
    """The outlet that a line of copyright below the text names: inferred, as owners and papers differ."""
    if "outlet" in work.fields:
        return
    for block in reversed(work.blocks[-12:]):
        match = _COPYRIGHT.match(block.text) if block.kind == "furniture" else None
        if match is not None and match[1][0].isupper() and agency(match[1]) is None:
            name = match[1].strip()
            if len(name.split()) <= 5 and not re.search(r"\b(?:inc|ltd|llc|group|media|reserved|rights|getty)\b", name, re.IGNORECASE):
                work.put("outlet", Stated.inferred(name, f"{_short(block.text)} (the holder of the copyright)"))
            return


def _short(text: str) -> str:
    return text if len(text) <= _EVIDENCE else text[: _EVIDENCE - 1] + "…"
