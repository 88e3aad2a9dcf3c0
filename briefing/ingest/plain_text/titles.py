"""Which paragraph is the title, and which first sentence is a title or a standfirst. Leaves a text without a title without one.

General facts: a headline has no full stop and is short; where an export has put one behind it, its capitals show it; a list
of fixtures begins with a place and a day; a lead is followed by what it left out, a standfirst by the story told anew.
"""

from __future__ import annotations

import re

from briefing.ingest.draft import Block
from briefing.ingest.plain_text import boilerplate, bylines, datelines, dates, line_types
from briefing.ingest.plain_text.metadata_builder import Item, Work, length, short
from briefing.lexicon import head_words
from briefing.lexicon.agencies import agency, outlet
from briefing.lexicon.place_names import is_known
from briefing.model import Stated
from briefing.text import fold, words


def choose(work: Work, items: list[Item]) -> int | None:
    """Return the paragraph that is the title: the first line that is no sentence and long enough to be one."""
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
    candidates: list[Item] = []
    signed = any(item.type in ("meta", "label", "dateline", "name") for item in items)
    for item in items:
        if item.type == "sentence":
            break
        if item.type in ("line", "name") and blocks[item.index].kind is None:
            candidates.append(item)
    candidates = _without_mastheads(work, items, candidates)
    candidates = [i for i in candidates if blocks[i.index].heading or _built_like_one(blocks[i.index].text, signed)]
    if not candidates:
        return None
    best = max(candidates, key=lambda item: _weight(blocks[item.index], item, candidates[0]))
    if best.person is not None and best.index != candidates[0].index:
        return None
    chosen = best.index
    block = blocks[chosen]
    if not any(character.isalnum() for character in block.text):
        return None
    block.kind = "title"
    value = _HASHES.sub("", block.text, count=1) if block.text[0] == "#" else block.text
    site = None
    if len(value) <= _LONGEST:
        value = _FRAME.sub("", line_types.unmarked(value)) or block.text
        value, site = _without_site(value)
    work.put("title", Stated.stated(value, block.text))
    if site:
        work.put("outlet", Stated.stated(site, block.text))
    return chosen


_PAPER = re.compile(
    r"the\b|.*\b(?:times|post|herald|guardian|tribune|gazette|journal|telegraph|chronicle|observer|courier|dispatch|examiner|news|mail|inquirer|advertiser|ledger|sentinel|argus|echo|mercury|broadcasting|online)$|.*\.[a-z]{2,4}$",
    re.IGNORECASE,
)


def _is_masthead(text: str) -> bool:
    """Return whether a line is the name of a paper beyond doubt: "The …", or a last word that hardly anything else ends in."""
    text = _IN_BRACKETS.sub("", text)
    return line_types.outlet_name(text) is not None and (
        _PAPER.match(text) is not None or head_words.OUTLET_ENDING.search(text) is not None
    )


_IN_BRACKETS = re.compile(r"\s*\([^()0-9]{2,40}\)$")
"""The town that databases print behind the name of a paper."""


def _without_mastheads(work: Work, items: list[Item], candidates: list[Item]) -> list[Item]:
    """Return ``candidates`` without lines that name a paper, which become lines of metadata, where another line may be the headline.

    General fact: a headline may be one word long, and a paper's name stands above it or among the lines that sign below it.
    """
    texts = {item.index: work.blocks[item.index].text for item in candidates}
    signed = any(item.facts is not None and item.facts.byline is not None for item in items)
    for item in candidates if signed else ():
        if item.person is not None and not bylines.is_sure(item.person):
            item.type, item.person = "line", None  # who wrote it is known: words with capitals are a headline
    heads = [
        item
        for item in candidates
        if not _is_masthead(texts[item.index])
        and (item.person is None or (signed and item is candidates[0]))
        and _may_head(texts[item.index])
    ]
    if not heads:
        return candidates
    left: list[Item] = []
    for item in candidates:
        text = texts[item.index]
        below = item is not heads[0] and item.index > heads[0].index and _beside_meta(items, item)
        if _is_masthead(text) or (below and _names_paper(text)):
            item.type, item.facts, item.person = "meta", line_types.Facts(outlet=_IN_BRACKETS.sub("", text)), None
        elif not (below and item.person is None and _signs_below(items, item, text)):
            left.append(item)
    return left


def _names_paper(text: str) -> bool:
    """Return whether a line below the headline names a paper: by a word, or by the article of another language."""
    return not is_known(text) and (line_types.outlet_name(text) is not None or line_types.has_article(text))


def _signs_below(items: list[Item], item: Item, text: str) -> bool:
    """Return whether a few words with capitals between a byline and its date are what the byline signs for, and no headline."""
    above = items[: items.index(item)]
    return _only_names(text) and length(text) <= _MAST and any(i.facts is not None and i.facts.byline for i in above)


def _may_head(text: str) -> bool:
    """Return whether a line can be a headline however short it is: no section, path through a site, slug or listed place."""
    apart = boilerplate.is_breadcrumb(text) or _SECTION.match(text) or _SLUG.match(text)
    return not (apart or text.casefold() in line_types.LABELS or is_known(text) or bylines.is_role(text))


def _beside_meta(items: list[Item], item: Item) -> bool:
    at = items.index(item)
    return any(other.type in ("meta", "name") for other in items[max(0, at - 1) : at + 2] if other is not item)


_FRAME = re.compile(r"^[=*~#_<>+-]{2,}\s+|\s+[=*~#_<>+-]{2,}$")
_SITE = re.compile(r"\s+(?:[|·•»—–-]|::)\s+([^|·•»—–]{2,40})$")


def _without_site(text: str) -> tuple[str, str | None]:
    """Return a headline without the name of the paper that pages put behind it ("… | The Elm Courier"), and that name."""
    match = _SITE.search(text)
    if match is None or match.start() < 12 or text[: match.start()].count(" ") < 2:
        return text, None
    name = match[1].strip()
    paper = _is_masthead(name) and (name.casefold().startswith("the ") or "|" in match.group())
    return (text[: match.start()], name) if outlet(name) or agency(name) or paper else (text, None)


_LONGEST = 300
"""Characters: no pattern is tried on a longer line."""
_MAST = 5
"""Words: a longer line is no letterhead."""


def _weight(block: Block, item: Item, first: Item) -> float:
    """Return how much speaks for a line being the headline. The first of two that are alike is it: decks stand below.

    General facts: a headline has three words or more, and stands first but for sections, letterheads and breadcrumbs; names
    alone, places alone and who issues are none if anything else may be.
    """
    text = block.text
    count = len(text.split())
    weight = 10.0 if block.heading else 0.0
    weight += 3 if count >= 3 else 1 if count == 2 else 0.5
    weight += 0.4 if item is first else 0
    if item.person is not None:
        weight -= 4
    if boilerplate.is_breadcrumb(text):
        weight -= 4
    if _SECTION.match(text) or text.casefold() in line_types.LABELS:
        weight -= 2
    if item is first and (_sectioned(text) or line_types.has_article(text)):
        weight -= 4
    if len(text) > _LONGEST:
        return weight
    if _SLUG.match(text) or sum(c.isalpha() for c in text) * 2 < len(text):
        weight -= 3
    if item is first and count <= _MAST and line_types.is_issuer(text) and _only_names(text):
        weight -= 3
    if bylines.is_role(text) or (count <= 3 and is_known(text)):
        weight -= 3
    return weight


_SECTIONED_AT = re.compile(r"\s+(?:[-–—|·>»/])\s+")


def _sectioned(text: str) -> bool:
    """Return whether a line names a paper and a section of it and nothing else ("The Elm Courier - Opinion")."""
    parts = _SECTIONED_AT.split(text) if len(text) <= 80 else []
    return (
        len(parts) == 2 and _SECTION.match(parts[1]) is not None and _only_names(parts[0]) and length(parts[0]) <= _MAST
    )


_SLUG = re.compile(
    r"(?:[A-Z]{2,4}-)?[A-Z][A-Z0-9.'’]*(?:[-/][A-Z0-9.'’]+)+/?(?:[\s,-]{0,3}(?:\([^()]{2,60}\)|[0-9]*(?:ST|ND|RD|TH)?[- ]?(?:LEAD|LD|ADD|WRITETHRU|URGENT|UPDATE)\b|[0-9-]+|,)){0,6}$"
    r"|(?:[A-Za-z]{2,12}-){1,4}[A-Za-z0-9]{2,12}(?:,\s?[A-Za-z0-9 -]{2,20}){0,3}$|(?:zczc|nnnn|urgent|flash|bulletin|update [0-9]|[0-9](?:st|nd|rd|th) lead|lead|refile|corrected|attention editors|attn)\b[\w\s-]{0,16}$|[a-z0-9]{1,6}(?:\s[a-z0-9]{1,6}){0,4}$",
)
"""Keywords that agencies print above a story: joined by hyphens or slashes, with its number and priority."""
_SECTION = re.compile(
    r"(?:(?:world|local|national|international|business|political|financial|company|sports?|foreign|latest|breaking|top|us|uk|eu|city|regional|general|domestic|overseas|home)\s+)?"
    r"(?:news|business|politics|world|sports?|markets|economy|opinion|culture|science|technology|health|travel|life|arts|finance|companies|money|energy|commodities|earnings|analysis|feature|update|exclusive|comment|editorial|letters|weather|region|national|international|local|local news)\W*$",
    re.IGNORECASE,
)


def is_section(text: str) -> bool:
    """Return whether a line names a section of a paper and nothing else ("World News")."""
    return len(text) <= 60 and _SECTION.match(text) is not None


_WRAPPED = 32
"""Characters: a shorter line of capitals was hardly broken off for want of room."""
_HEADLINES = 8
"""Paragraphs in which a headline of two lines is looked for."""
_HANGS = re.compile(
    r"\b(?:a|an|and|as|at|but|by|for|from|in|into|of|on|or|over|than|the|to|with|vs?)$|[,–—-]$", re.IGNORECASE
)


def rejoin(blocks: list[Block]) -> list[Block]:
    """Return ``blocks`` with a headline that was set in two or three lines made one paragraph again.

    General facts: no line of a head begins with a small letter but the second line of a headline; nor does one end in "of" or
    "the"; and a headline in capitals of which the next line is too, both alone between blank lines, is one headline.
    """
    result: list[Block] = []
    for number, block in enumerate(blocks):
        before = result[-1] if result else None
        if before is None or number > _HEADLINES or block.gap or not _goes_on(before, block, blocks, number):
            result.append(block)
            continue
        offset = len(before.text) + 1
        segments = before.segments + tuple((start + offset, source, size) for start, source, size in block.segments)
        result[-1] = Block(f"{before.text} {block.text}", segments, None, before.gap, before.heading, before.lead)
    return result


def _goes_on(before: Block, block: Block, blocks: list[Block], number: int) -> bool:
    first, second = before.text, block.text
    if second.startswith(("and ", "with ", "& ")) and len(second) <= 60 and before.kind is block.kind is None:
        return bylines.is_opened(first)  # "By Ada Krol" / "and Jon Aske"
    if first.endswith((",", " and")) and bylines.is_opened(first) and len(second) <= 60:
        return bylines.parse(f"By {second}") is not None
    if (
        before.kind is not None
        or block.kind is not None
        or not 12 <= len(first) <= 100
        or len(second) > 90
        or len(second) > len(first) + 8
        or first[-1] in ".:;!?"
        or not second[0].isalpha()
        or boilerplate.is_contact(first)
        or boilerplate.is_contact(second)
        or line_types.is_sentence(second)
        or line_types.label(first)
        or line_types.label(second)
        or line_types.read(first) is not None
        or line_types.read(second) is not None
        or bylines.signing(second) is not None
        or bylines.is_opened(first)
    ):
        return False
    if second[0].islower() or _HANGS.search(first):
        return True
    if len(first) >= _WRAPPED and first.isupper() and second.isupper() and not line_types.outlet_name(first):
        following = blocks[number + 1] if number + 1 < len(blocks) else None
        if (
            following is not None
            and not following.text.isupper()
            and boilerplate.kind(second) is None
            and not is_known(second)
        ):
            return (
                datelines.parse(second, alone=True) is None and bylines.bare(second) is None
            )  # set in two lines of capitals
    alone = before.gap and (number + 1 == len(blocks) or blocks[number + 1].gap)
    return alone and first.isupper() and second.isupper() and len(first) >= 24 and bylines.bare(second) is None


_HASHES = re.compile(r"#{1,6}\s+")
"""Marks of a heading in a plain file that was written as Markdown."""


_PAIRING = re.compile(r"[A-Z][\w.'’& -]{1,30}? (?:v|vs)\.? [A-Z][\w.'’& -]{1,30}(?: \([A-Z][a-z]{2}\))?$")


def _only_names(text: str) -> bool:
    """Return whether each word has a capital, but for "of" and its kin: the name of a body, not what it does."""
    return length(text) <= 8 and all(
        word[0].isupper() or word in ("of", "the", "and", "for", "on", "in", "de", "del", "du", "la")
        for word in text.split()
    )


def is_pairing(text: str) -> bool:
    """Return whether ``text`` pairs two sides ("Elm Rovers v Marlton Town")."""
    return len(text) <= 70 and _PAIRING.match(text) is not None


_ANNOUNCES = re.compile(
    r"(?:not )?for (?:immediate |general )?(?:release|publication)|(?:under )?embargo(?:ed)?\b|deadline\s*:|when\s*:|where\s*:|contact\s*:|press contact",
    re.IGNORECASE,
)
"""What press releases print above their title."""
_CONTACTS = re.compile(
    r"(?:(?:media|press|news|investor)\s+)?(?:contacts?|enquiries|inquiries|relations)(?:\s+details)?\s*:?$|for (?:more|further) information[^.]{0,30}:$",
    re.IGNORECASE,
)


def announces(text: str) -> bool:
    """Return whether a line is what press releases print above their title ("FOR IMMEDIATE RELEASE", "EMBARGOED UNTIL …")."""
    return len(text) <= 120 and _ANNOUNCES.match(text) is not None


def is_contact_label(text: str) -> bool:
    """Return ``Media contact:`` on a line of its own."""
    return len(text) <= 60 and _CONTACTS.match(text) is not None


_COPIED = re.compile(
    r"(?:printed|saved|downloaded|captured|retrieved|archived|accessed|scanned|digiti[sz]ed|viewed|copied)\b",
    re.IGNORECASE,
)


def _built_like_one(text: str, signed: bool) -> bool:
    """Return whether a line may be a title. ``signed``: a byline, date or dateline stands near, so that it is one though long."""
    count = length(text)
    days = dates.find(text)
    if days and not any(c.isalpha() for c in text[: days[0].span[0]] + text[days[-1].span[1] :]):
        return False
    if days and _COPIED.match(text):
        return False  # what programs print above a page that was kept
    if text[0] in "([" or boilerplate.is_contact(text):
        return False
    if text[0] in '"“' and text[-1] in '"”' and count > 8:
        return False  # somebody's words
    return count <= 16 or (signed and count <= 34)  # longer ones are sentences whose full stop was lost


_STOP = re.compile(r"(?<=[\w%?!’”\"')])\.$")
_SMALL = frozenset(
    "a an and as at but by for from if in into is of off on onto or over per than that the to up v via vs was with his her its".split()
)


def with_stop(text: str) -> str | None:
    """Return the title in a first paragraph behind which a full stop was put, without that stop, or ``None``.

    General fact: only a headline gives each of its longer words a capital.
    """
    if (
        not text.endswith(".")
        or not 4 <= length(text) <= 24
        or len(text) > 160
        or ". " in text.replace("U.S. ", "").replace("vs. ", "")
    ):
        return None
    tokens = [text[start:end] for start, end in words(text)]
    long = [token for token in tokens[1:] if len(token) > 3 and token.isalpha() and token.casefold() not in _SMALL]
    if len(long) < 3 or not all(token[0].isupper() for token in long):
        return None
    if sum(token[:1].isupper() for token in tokens if token[:1].isalpha()) < 0.6 * len(tokens):
        return None
    return _STOP.sub("", text)


def stopped(work: Work, block: Block) -> bool:
    """Take ``block`` as the title if it is one behind which a full stop was put."""
    title = with_stop(block.text)
    if title is None:
        return False
    block.kind = "title"
    work.put("title", Stated.inferred(title, f"{short(block.text)} (each of its words has a capital, as in headlines)"))
    return True


_PROSE = re.compile(r"\b(?:the|a|an|is|are|was|were|has|have|had|been|said)\b", re.IGNORECASE)
_WEEKDAY = re.compile(
    r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b(?:yesterday|today|last night)\b", re.IGNORECASE
)


def opening(work: Work, kept: list[int], body: int) -> None:
    """A file that begins with a sentence which the next paragraph tells anew, names and all, begins with its standfirst.

    General fact: a lead is followed by what it left out and refers back ("the deal", "he"); a standfirst is followed by the
    lead, which introduces the same names again.
    """
    if "title" in work.fields or "standfirst" in work.fields or body + 1 >= len(kept):
        return
    block, following = work.blocks[kept[body]], work.blocks[kept[body + 1]]
    if following.kind is not None or not block.text.rstrip().endswith(".") or length(block.text) > 45:
        return
    if length(following.text) > 8 and stopped(work, block):
        return
    if _WEEKDAY.search(block.text):
        return  # a lead says when
    first, second = _content(block.text), _content(following.text)
    names = first[1] & second[1]
    shared = first[0] & second[0]
    if len(names) >= 2 and len(shared) >= 4 and len(shared) >= 0.35 * len(first[0]):
        if length(block.text) <= 12 and not _PROSE.search(block.text):
            block.kind = "title"
            work.put(
                "title",
                Stated.inferred(
                    _STOP.sub("", block.text),
                    f"{short(block.text)} (short, without the little words of prose, and the next paragraph begins the story)",
                ),
            )
            return
        block.kind = "standfirst"
        work.put(
            "standfirst",
            Stated.inferred(
                block.text, f"{short(block.text)} (the next paragraph begins the story anew with the same names)"
            ),
        )


def _content(text: str) -> tuple[set[str], set[str]]:
    """Return the content words of ``text``, and those among them with a capital."""
    every, capital = set(), set()
    for start, end in words(text):
        word = text[start:end]
        if len(word) > 3:
            every.add(word.casefold())
            if word[0].isupper() and start:
                capital.add(word.casefold())
    return every, capital
