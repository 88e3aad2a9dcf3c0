"""Which paragraph is the title, and which first sentence is a title or a standfirst. Leaves a text without a title without one.

General facts: a headline has no full stop and is short; where an export has put one behind it, its capitals show it; a list
of fixtures begins with a place and a day; a lead is followed by what it left out, a standfirst by the story told anew.
"""

from __future__ import annotations

from briefing.ingest import furniture, lines
from briefing.ingest.fields import Item, Work, length, short
from briefing.model import Stated
from briefing.text import fold, words


def choose(work: Work, items: list[Item]) -> int | None:
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
    first, second = _content(block.text), _content(following.text)
    names = first[1] & second[1]
    shared = first[0] & second[0]
    if len(names) >= 2 and len(shared) >= 4 and len(shared) >= 0.35 * len(first[0]):
        block.kind = "standfirst"
        work.put("standfirst", Stated.inferred(block.text, f"{short(block.text)} (the next paragraph begins the story anew with the same names)"))


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
