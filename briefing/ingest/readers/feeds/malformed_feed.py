"""Feeds that are no XML: a lone ``&``, a tag that is never closed, a tail that is cut off. One pass; runs in the sandbox.

Only the tags that make a feed count as tags; every other one is taken for text that somebody forgot to escape.
"""

from __future__ import annotations

import html
import re
import xml.etree.ElementTree as ET

from briefing.errors import IngestError
from briefing.ingest.readers.feeds import safe_xml

_ITEMS = frozenset({"item", "entry"})
_HOLDERS = frozenset({"rss", "rdf", "feed", "channel"})
_FIELDS = frozenset(
    "title link description summary content encoded pubdate published updated date issued modified creator author guid id language category source".split()
)
_TOKEN = re.compile(r"<!\[CDATA\[|<!--|<(/?)(?:([\w.-]{1,40}):)?([\w.-]{1,40})((?:\s[^<>]{0,4000})?)>")
_ATTRIBUTE = re.compile(r"([\w:.-]{1,40})\s*=\s*(?:\"([^\"]{0,4000})\"|'([^']{0,4000})')")
_ASIDE = frozenset("media itunes googleplay podcast georss slash wfw thr image".split())


def parse(data: bytes) -> ET.Element:
    """A tree of the feed's holders, items and their fields. Raises IngestError if there is no item."""
    source = safe_xml.characters(data)
    root = ET.Element("rss")
    holder = ET.SubElement(root, "channel")
    item: ET.Element | None = None
    field: ET.Element | None = None
    pieces: list[str] = []
    position = 0

    def close() -> None:
        nonlocal field
        if field is not None:
            field.text = "".join(pieces)
            field = None
        pieces.clear()

    while match := _TOKEN.search(source, position):
        if field is not None:
            pieces.append(html.unescape(source[position : match.start()]))
        position = match.end()
        if match[3] is None:
            ending = "]]>" if match[0] == "<![CDATA[" else "-->"
            end = source.find(ending, position)
            end = len(source) if end < 0 else end
            if field is not None and ending == "]]>":
                pieces.append(source[position:end])
            position = end + 3
            continue
        closing, name = bool(match[1]), match[3].lower()
        known = match[2] is None or match[2].lower() not in _ASIDE
        if known and name in _ITEMS | _HOLDERS and (name != "source" or field is None):
            close()
            item = ET.SubElement(holder, "item") if name in _ITEMS and not closing else None
        elif (
            known
            and name in _FIELDS
            and (field is None or (closing and field.tag == name) or (not closing and name != "link"))
        ):
            close()
            if not closing:
                field = ET.SubElement(holder if item is None else item, name, _attributes(match[4]))
                if match[4].rstrip().endswith("/"):
                    close()
        elif field is not None:
            pieces.append(match[0])  # markup that should have been escaped
    if field is not None:
        pieces.append(html.unescape(re.sub(r"<[^<>]{0,200}$", "", source[position : position + 1_000_000])))
    close()
    if holder.find("item") is None:
        raise IngestError("is a feed that cannot be read")
    return root


def _attributes(text: str) -> dict[str, str]:
    return {name: html.unescape(double or single) for name, double, single in _ATTRIBUTE.findall(text)}
