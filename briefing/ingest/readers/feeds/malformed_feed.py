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
    """Return a tree of the feed's holders, items and their fields. Raises IngestError if there is no item."""
    source = safe_xml.characters(data)
    feed = _Feed()
    position = 0
    while match := _TOKEN.search(source, position):
        feed.take_text(html.unescape(source[position : match.start()]))
        position = match.end()
        if match[3]:
            feed.take_tag(match)
            continue
        ending = "]]>" if match[0] == "<![CDATA[" else "-->"
        end = source.find(ending, position)
        end = len(source) if end < 0 else end
        if ending == "]]>":
            feed.take_text(source[position:end])
        position = end + 3
    feed.take_text(html.unescape(re.sub(r"<[^<>]{0,200}$", "", source[position : position + 1_000_000])))
    feed.close()
    if feed.holder.find("item") is None:
        raise IngestError("is a feed that cannot be read")
    return feed.root


class _Feed:
    """The tree as far as it is read: the item and the field that are open take what comes."""

    def __init__(self) -> None:
        self.root = ET.Element("rss")
        self.holder = ET.SubElement(self.root, "channel")
        self._item: ET.Element | None = None
        self._field: ET.Element | None = None
        self._pieces: list[str] = []

    def take_text(self, text: str) -> None:
        """Take text, which belongs to the open field if there is one."""
        if self._field is not None:
            self._pieces.append(text)

    def take_tag(self, match: re.Match[str]) -> None:
        """Take what looks like a tag: of a holder, an item or a field; any other is text."""
        closing, name = bool(match[1]), match[3].lower()
        if match[2] is not None and match[2].lower() in _ASIDE:
            name = ""
        if name in _ITEMS | _HOLDERS:
            self.close()
            self._item = ET.SubElement(self.holder, "item") if name in _ITEMS and not closing else None
        elif name in _FIELDS and self._may_change_to(name, closing):
            self.close()
            if not closing:
                self._open(name, match[4])
        else:
            self.take_text(match[0])  # markup that should have been escaped

    def close(self) -> None:
        """End the open field."""
        if self._field is not None:
            self._field.text = "".join(self._pieces)
            self._field = None
        self._pieces.clear()

    def _may_change_to(self, name: str, closing: bool) -> bool:
        """Return True if the tag of a field ends the open one: its own end, or the beginning of another (a link may stand in a text)."""
        if self._field is None:
            return True
        return self._field.tag == name if closing else name != "link"

    def _open(self, name: str, attributes: str) -> None:
        parent = self.holder if self._item is None else self._item
        self._field = ET.SubElement(parent, name, _attributes(attributes))
        if attributes.rstrip().endswith("/"):
            self.close()


def _attributes(text: str) -> dict[str, str]:
    return {name: html.unescape(double or single) for name, double, single in _ATTRIBUTE.findall(text)}
