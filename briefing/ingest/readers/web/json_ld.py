"""JSON-LD of a web page: reads the scripts, also the many that are no valid JSON, and finds the object that is the article.

Knows schema.org's types, no page and no field of ours. Linear on any input, never raises.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any

from briefing.text import fold

_ARTICLES = re.compile(r"(?:\w*Article|(?<!Job)Posting|Report|Review)$")
_PAGES = re.compile(r"(?:WebPage|ItemPage|VideoObject|MediaGallery|ImageGallery|PodcastEpisode|\w*Episode)$")
"""Types that date and title a page whose article has no object of its own."""
_NESTED = ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "hasPart", "item", "isPartOf", "subjectOf")
_MOST_TEXT = 2_000_000
_MOST_OBJECTS = 2_000
_OPENING = ("<!--", "//<![CDATA[", "// <![CDATA[", "/*<![CDATA[*/", "/* <![CDATA[ */", "<![CDATA[")
_CLOSING = ("-->", "//]]>", "// ]]>", "/*]]>*/", "/* ]]> */", "]]>", ";")
_NEXT = re.compile(
    r'\s{0,200}(?:$|[:}\]]|//|/\*|,\s{0,200}(?:$|["{\[}\]0-9-]|true\b|false\b|null\b|undefined\b|//|/\*))'
)
"""What may stand behind a string."""


def read(text: str) -> Iterator[Any]:
    """Yield the values in one script; nothing where even repair does not help.

    Repairs what content management systems print: comments, trailing commas, ``undefined``, line breaks and bare quotation
    marks within strings, wrong escapes, several values in a row, CDATA and comment marks around, a script written in
    character references.
    """
    if len(text) > _MOST_TEXT:
        return
    text = _unwrapped(text.strip().lstrip("\ufeff"))
    if '"' not in text and "&quot;" in text:
        text = html.unescape(text)
    for attempt in (str, _repaired):
        try:
            yield from _values(attempt(text))
            return
        except (ValueError, RecursionError):
            continue


def _unwrapped(text: str) -> str:
    for _ in range(3):
        text = next((text[len(mark) :].lstrip() for mark in _OPENING if text.startswith(mark)), text)
        text = next((text[: -len(mark)].rstrip() for mark in _CLOSING if text.endswith(mark)), text)
    return text


def _values(text: str) -> list[Any]:
    """Return the values of ``text``, one or several in a row. Raises ValueError."""
    decoder = json.JSONDecoder(strict=False)
    text = text.strip()
    found: list[Any] = []
    position = 0
    while position < len(text) and len(found) < 100:
        value, position = decoder.raw_decode(text, position)
        found.append(value)
        while position < len(text) and text[position] in " \t\r\n,;":
            position += 1
    return found


def _repaired(text: str) -> str:
    """Return ``text`` with what is no JSON mended, in one pass."""
    pieces: list[str] = []
    position, length = 0, len(text)
    while position < length:
        character = text[position]
        if character == '"':
            string, position = _string(text, position + 1)
            pieces.append(string)
            continue
        if text.startswith("//", position):
            end = text.find("\n", position)
            position = length if end < 0 else end
        elif text.startswith("/*", position):
            end = text.find("*/", position + 2)
            position = length if end < 0 else end + 2
        elif character in "]}":
            while pieces and not pieces[-1].strip(",").strip():
                pieces.pop()
            pieces.append(character)
            position += 1
        elif character.isalpha():
            end = position
            while end < length and text[end].isalnum():
                end += 1
            word = text[position:end]
            pieces.append(word if word in ("true", "false", "e", "E") else "null")
            position = end
        else:
            pieces.append(character)
            position += 1
    return "".join(pieces)


def _string(text: str, position: int) -> tuple[str, int]:
    """Return the string that begins at ``position`` (behind its mark) as valid JSON, and where it ends.

    A mark closes the string only where JSON goes on behind it; others are part of it.
    """
    pieces = ['"']
    length = len(text)
    while position < length:
        character = text[position]
        if character == "\\":
            following = text[position + 1 : position + 2]
            if following == "u" and re.match(r"[0-9a-fA-F]{4}", text[position + 2 : position + 6]):
                pieces.append(text[position : position + 6])
                position += 6
                continue
            pieces.append("\\" + following if following and following in '"\\/bfnrt' else following)
            position += 2
        elif character == '"':
            if _NEXT.match(text, position + 1):
                pieces.append('"')
                return "".join(pieces), position + 1
            pieces.append('\\"')
            position += 1
        else:
            pieces.append(max(character, " "))
            position += 1
    pieces.append('"')
    return "".join(pieces), length


def single(value: Any) -> Any:
    """Return the first of a list of values, anything else as it is."""
    return value[0] if isinstance(value, list) and value else value


def _types(one: dict[str, Any]) -> list[str]:
    found = one.get("@type")
    return [name for name in (found if isinstance(found, list) else [found]) if isinstance(name, str)]


def article(objects: list[Any], shown: list[str]) -> dict[str, Any]:
    """Return the object of the article, else that of the page, with the people and publisher to which it only refers.

    ``shown`` are the titles that the page itself shows: of several articles (teasers of other stories), the one whose headline
    stands among them is meant; among equals the one that says most of headline, date and author.
    """
    titles = {fold(" ".join(text.split())) for text in shown}
    best: tuple[int, dict[str, Any]] = (-1, {})
    for one in _all(objects):
        weight = _weight(one)
        if weight is None:
            continue
        headline = one.get("headline") or one.get("name")
        if isinstance(headline, str) and fold(" ".join(html.unescape(headline).split())) in titles:
            weight += 4
        best = max(best, (weight, one), key=lambda rated: rated[0])
    return _resolved(best[1], objects)


def _weight(one: dict[str, Any]) -> int | None:
    """Return how much an object says of an article; ``None`` if it is no article and no page with a headline or date."""
    said = sum(bool(one.get(key)) for key in ("headline", "datePublished", "author"))
    names = _types(one)
    if any(map(_ARTICLES.search, names)):
        return 10 + said
    told = one.get("headline") or one.get("datePublished")
    return said if told and any(map(_PAGES.search, names)) else None


def _all(objects: list[Any]) -> Iterator[dict[str, Any]]:
    """Yield the objects and those nested where an article may stand, the outer ones first."""
    waiting, position = list(objects), 0
    while position < len(waiting) and position < _MOST_OBJECTS:
        one = waiting[position]
        position += 1
        if isinstance(one, list):
            waiting.extend(one[:200])
        elif isinstance(one, dict):
            yield one
            waiting += [one[key] for key in _NESTED if isinstance(one.get(key), (list, dict))]


def _resolved(one: dict[str, Any], objects: list[Any]) -> dict[str, Any]:
    """Return ``one`` with the people and publisher to which it only refers (``{"@id": "#ada"}``), as graphs do."""
    known: dict[str, dict[str, Any]] = {}
    waiting, seen = list(objects), 0
    while waiting and seen < _MOST_OBJECTS:
        value = waiting.pop()
        seen += 1
        if isinstance(value, list):
            waiting.extend(value[:200])
        elif isinstance(value, dict):
            if isinstance(value.get("@id"), str) and _is_named(value):
                known[value["@id"]] = value
            waiting += [inner for key, inner in value.items() if isinstance(inner, _SHAPES[key in _REFERRING])]
    result = dict(one)
    for name in ("author", "creator", "publisher"):
        value = result.get(name)
        if isinstance(value, list):
            result[name] = [_known(inner, known) for inner in value[:50]]
        elif isinstance(value, dict):
            result[name] = _known(value, known)
    author = result.get("author") or result.get("creator")
    return result | {"author": author} if author else result


_REFERRING = frozenset(("author", "publisher", *_NESTED))
_SHAPES: tuple[tuple[type, ...], tuple[type, ...]] = ((list,), (list, dict))
"""What is looked into for people and publishers: lists, and the objects of the fields that refer to them."""


def _is_named(one: dict[str, Any]) -> bool:
    return bool(one.get("name") or one.get("givenName"))


def _known(value: Any, known: dict[str, dict[str, Any]]) -> Any:
    if isinstance(value, dict) and not value.get("name"):
        return known.get(str(value.get("@id")), value)
    return value


def people(value: Any, depth: int = 0) -> list[tuple[str, bool]]:
    """Return the names in an author value of any shape, each with whether the page calls it an organisation."""
    if isinstance(value, str):
        return [(value, False)]
    if depth >= 4:
        return []
    if isinstance(value, list):
        return [one for inner in value[:20] for one in people(inner, depth + 1)]
    if not isinstance(value, dict):
        return []
    house = any("Organization" in name or name in ("Corporation", "WebSite") for name in _types(value))
    names = people(_name(value) or None, depth + 1)
    return [(text, organisation or house) for text, organisation in names]


def _name(one: dict[str, Any]) -> Any:
    """Return the name of a person or house, of its parts where it is not given whole."""
    name = one.get("name") or one.get("byline")
    if name or not one.get("familyName"):
        return name
    parts = (one.get(key) for key in ("givenName", "additionalName", "familyName"))
    return " ".join(part for part in parts if isinstance(part, str) and part)


def prose(text: str) -> str:
    """Return the text of an ``articleBody``, which some systems write with tags and character references; a line a paragraph."""
    text = html.unescape(text)
    if _HAS_TAGS.search(text):
        text = re.sub(r"</?(?:p|br|div|h[1-6]|li|ul|ol|blockquote)\b[^<>]{0,300}>", "\n", text, flags=re.IGNORECASE)
        text = re.sub(r"</?[a-z][^<>]{0,300}>", "", text, flags=re.IGNORECASE)
    return text


_HAS_TAGS = re.compile(r"</|<br")
