"""Which paragraph is the title, and which first sentence is a title or a standfirst. Leaves a text without a title without one.

General facts: a headline has no full stop and is short; where an export has put one behind it, its capitals show it; a list
of fixtures begins with a place and a day; a lead is followed by what it left out, a standfirst by the story told anew.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from typing import Final

from briefing.ingest.draft import Block
from briefing.ingest.plain_text import boilerplate, bylines, line_facts, outlet_names
from briefing.ingest.plain_text.dating import dates
from briefing.ingest.plain_text.metadata_builder import Item, Work, length, short
from briefing.lexicon import head_words
from briefing.lexicon.agencies import agency, outlet
from briefing.lexicon.place_names import is_known
from briefing.model import Stated
from briefing.text import each_has_capital, fold, words

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


def choose(work: Work, items: list[Item]) -> int | None:
    """Return the paragraph that is the title: the first line that is no sentence and long enough to be one."""
    blocks = work.blocks
    for item in items:
        if blocks[item.index].kind == "title":
            return item.index
    if "title" in work.given:
        return _printed(work, items)
    signed = any(item.type in ("meta", "label", "dateline", "name") for item in items)
    above = itertools.takewhile(lambda item: item.type != "sentence", items)
    lines = [item for item in above if item.type in ("line", "name") and blocks[item.index].kind is None]
    candidates = [
        item
        for item in _without_mastheads(work, items, lines)
        if blocks[item.index].heading or _built_like_one(blocks[item.index].text, signed)
    ]
    if not candidates:
        return None
    first = candidates[0]
    best = max(candidates, key=lambda item: _weight(blocks[item.index], item, first))
    is_person = best.person is not None and best is not first
    if is_person or not any(map(str.isalnum, blocks[best.index].text)):
        return None
    _take(work, blocks[best.index])
    return best.index


def _printed(work: Work, items: list[Item]) -> int | None:
    """Return the paragraph that prints the title which the format gives."""
    known = fold(str(work.fields["title"].value))
    for item in items:
        block = work.blocks[item.index]
        if fold(block.text) == known:
            block.kind = "title"
            return item.index
    return None


def _take(work: Work, block: Block) -> None:
    """Take a paragraph as the title, without marks of headings, frames and the name of the paper around it."""
    block.kind = "title"
    value, site = _HASHES.sub("", block.text), None
    if len(value) <= _LONGEST:
        value, site = _without_site(_FRAME.sub("", line_facts.unmarked(value)) or block.text)
    work.state("title", value, block.text)
    work.state("outlet", site, block.text)


_PAPER = re.compile(
    r"the\b|.*\b(?:times|post|herald|guardian|tribune|gazette|journal|telegraph|chronicle|observer|courier|dispatch|examiner|news|mail|inquirer|advertiser|ledger|sentinel|argus|echo|mercury|broadcasting|online)$|.*\.[a-z]{2,4}$",
    re.IGNORECASE,
)


def _is_masthead(text: str) -> bool:
    """Return whether a line is the name of a paper beyond doubt: "The …", or a last word that hardly anything else ends in."""
    text = _IN_BRACKETS.sub("", text)
    if outlet_names.outlet_name(text) is None:
        return False
    return any((_PAPER.match(text), head_words.OUTLET_ENDING.search(text)))


_IN_BRACKETS = re.compile(r"\s*\([^()0-9]{2,40}\)$")
"""The town that databases print behind the name of a paper."""


def _without_mastheads(work: Work, items: list[Item], candidates: list[Item]) -> list[Item]:
    """Return ``candidates`` without lines that name a paper, which become lines of metadata, where another line may be the headline.

    General fact: a headline may be one word long, and a paper's name stands above it or among the lines that sign below it.
    """
    texts = {item.index: work.blocks[item.index].text for item in candidates}
    if any(map(_has_byline, items)):
        _doubt_names(candidates)
        possible = [item for item in candidates if item.person is None or item is candidates[0]]
    else:
        possible = [item for item in candidates if item.person is None]
    head = next((item for item in possible if _may_head(texts[item.index])), None)
    if head is None:
        return candidates
    left: list[Item] = []
    for item in candidates:
        text = texts[item.index]
        below = item.index > head.index and _beside_meta(items, item)
        if _is_masthead(text) or (below and _names_paper(text)):
            item.type, item.facts, item.person = "meta", line_facts.Facts(outlet=_IN_BRACKETS.sub("", text)), None
        elif not below or item.person is not None or not _signs_below(items, item, text):
            left.append(item)
    return left


def _doubt_names(candidates: list[Item]) -> None:
    """Take words with capitals that nothing shows to be a person for a headline, where it is known who wrote."""
    for item in candidates:
        if item.person is not None and not bylines.is_sure(item.person):
            item.type, item.person = "line", None


def _has_byline(item: Item) -> bool:
    return item.facts is not None and item.facts.byline is not None


def _names_paper(text: str) -> bool:
    """Return whether a line below the headline names a paper: by a word, or by the article of another language."""
    return not is_known(text) and any((outlet_names.outlet_name(text), outlet_names.has_article(text)))


def _signs_below(items: list[Item], item: Item, text: str) -> bool:
    """Return whether a few words with capitals between a byline and its date are what the byline signs for, and no headline."""
    return length(text) <= _MAST and _only_names(text) and any(map(_has_byline, items[: items.index(item)]))


_NO_HEADS: Final[tuple[Callable[[str], object], ...]] = (
    _is_masthead, boilerplate.is_breadcrumb, lambda text: _SECTION.match(text), lambda text: _SLUG.match(text),
    lambda text: text.casefold() in head_words.FIELD_LABELS, is_known, bylines.is_role,
)  # fmt: skip
"""What a line that is no headline, however short headlines may be, is: a paper, a path, a section, a slug, a label, a place, a role."""


def _may_head(text: str) -> bool:
    """Return whether a line can be a headline however short it is."""
    return not any(tell(text) for tell in _NO_HEADS)


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
    named = outlet(name) or agency(name)
    if not named and ("|" in match[0] or name[:4].casefold() == "the "):
        named = name if _is_masthead(name) else None
    return (text[: match.start()], name) if named else (text, None)


_LONGEST = 300
"""Characters: no pattern is tried on a longer line."""
_MAST = 5
"""Words: a longer line is no letterhead."""


def _weight(block: Block, item: Item, first: Item) -> float:
    """Return how much speaks for a line being the headline. The first of two that are alike is it: decks stand below.

    General facts: a headline has three words or more, and stands first but for sections, letterheads and breadcrumbs; names
    alone, places alone and who issues are none if anything else may be.
    """
    weight = 10.0 * block.heading + _BY_WORDS[min(len(block.text.split()), 3)]
    weight -= 4 * (item.person is not None)
    weight -= sum(loss for loss, tell in _AGAINST if tell(block.text))
    if item is first:
        weight += 0.4 - sum(loss for loss, tell in _AGAINST_ON_TOP if tell(block.text))
    return weight


_BY_WORDS = (0.5, 0.5, 1.0, 3.0)


def _is_label(text: str) -> bool:
    return _SECTION.match(text) is not None or text.casefold() in head_words.FIELD_LABELS


def _is_slug(text: str) -> bool:
    """Return whether a line is no words: a slug, or more signs and figures than letters."""
    return len(text) <= _LONGEST and (_SLUG.match(text) is not None or sum(map(str.isalpha, text)) * 2 < len(text))


def _is_role_or_place(text: str) -> bool:
    return bylines.is_role(text) or (len(text.split()) <= 3 and is_known(text))


def _is_letterhead(text: str) -> bool:
    """Return whether a line names a paper and one of its sections, or begins with an article of another language."""
    return _sectioned(text) or outlet_names.has_article(text)


def _is_short_issuer(text: str) -> bool:
    return len(text.split()) <= _MAST and outlet_names.is_issuer(text) and _only_names(text)


_Losses = tuple[tuple[int, Callable[[str], bool]], ...]
_AGAINST: Final[_Losses] = ((4, boilerplate.is_breadcrumb), (2, _is_label), (3, _is_slug), (3, _is_role_or_place))
_AGAINST_ON_TOP: Final[_Losses] = ((4, _is_letterhead), (3, _is_short_issuer))
"""What speaks against a line being the headline, and what only against one that stands first."""


_SECTIONED_AT = re.compile(r"\s+(?:[-–—|·>»/])\s+")


def _sectioned(text: str) -> bool:
    """Return whether a line names a paper and a section of it and nothing else ("The Elm Courier - Opinion")."""
    paper, *sections = _SECTIONED_AT.split(text) if len(text) <= 80 else [text]
    if len(sections) != 1 or not is_section(sections[0]):
        return False
    return length(paper) <= _MAST and _only_names(paper)


def is_section(text: str) -> bool:
    """Return whether a line names a section of a paper and nothing else ("World News")."""
    return len(text) <= 60 and _SECTION.match(text) is not None


_HASHES = re.compile(r"^#{1,6}\s+")
"""Marks of a heading in a plain file that was written as Markdown."""


_PAIRING = re.compile(r"[A-Z][\w.'’& -]{1,30}? (?:v|vs)\.? [A-Z][\w.'’& -]{1,30}(?: \([A-Z][a-z]{2}\))?$")


def _only_names(text: str) -> bool:
    """Return whether each word has a capital, but for "of" and its kin: the name of a body, not what it does."""
    return length(text) <= 8 and each_has_capital(text.split(), _OF_NAMES)


_OF_NAMES = frozenset("of the and for on in de del du la".split())


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
    days = dates.find(text)
    if days and (_COPIED.match(text) or not any(map(str.isalpha, text[: days[0].span[0]] + text[days[-1].span[1] :]))):
        return False  # a day alone, or what programs print above a page that was kept
    count = length(text)
    if text[0] in "([" or boilerplate.is_contact(text) or (count > 8 and _SPEECH.match(text)):
        return False
    return count <= (34 if signed else 16)  # longer ones are sentences whose full stop was lost


_SPEECH = re.compile(r'["“].*["”]$', re.DOTALL)


_STOP = re.compile(r"(?<=[\w%?!’”\"')])\.$")
_SMALL = frozenset(
    "a an and as at but by for from if in into is of off on onto or over per than that the to up v via vs was with his her its".split()
)


def with_stop(text: str) -> str | None:
    """Return the title in a first paragraph behind which a full stop was put, without that stop, or ``None``.

    General fact: only a headline gives each of its longer words a capital.
    """
    if len(text) > 160 or not 4 <= length(text) <= 24 or not _ONE_STOP.match(_ABBREVIATED.sub("", text)):
        return None
    tokens = [text[start:end] for start, end in words(text)]
    long = [token for token in tokens[1:] if len(token) > 3 and token.isalpha() and token.casefold() not in _SMALL]
    if len(long) < 3 or not each_has_capital(long):
        return None
    return _STOP.sub("", text) if sum(token[:1].isupper() for token in tokens) >= 0.6 * len(tokens) else None


_ABBREVIATED = re.compile(r"(?:U\.S|vs)\. ")
_ONE_STOP = re.compile(r"(?:[^.]|\.(?! ))*\.$", re.DOTALL)
"""A sentence, and nothing behind it."""


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
    if body + 1 >= len(kept) or not work.fields.keys().isdisjoint(("title", "standfirst")):
        return
    block, following = work.blocks[kept[body]], work.blocks[kept[body + 1]]
    if following.kind is not None or length(block.text) > 45 or not block.text.rstrip().endswith("."):
        return
    if length(following.text) > 8 and stopped(work, block):
        return
    if _WEEKDAY.search(block.text) or not _tells_anew(block.text, following.text):
        return  # a lead says when
    evidence = short(block.text)
    if length(block.text) <= 12 and not _PROSE.search(block.text):
        block.kind = "title"
        why = "short, without the little words of prose, and the next paragraph begins the story"
        work.put("title", Stated.inferred(_STOP.sub("", block.text), f"{evidence} ({why})"))
        return
    block.kind = "standfirst"
    why = "the next paragraph begins the story anew with the same names"
    work.put("standfirst", Stated.inferred(block.text, f"{evidence} ({why})"))


def _tells_anew(lead: str, following: str) -> bool:
    """Return whether a paragraph tells again what the one above it said, with its names."""
    (told, names), (again, same_names) = _content(lead), _content(following)
    return len(names & same_names) >= 2 and len(told & again) >= max(4, 0.35 * len(told))


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
