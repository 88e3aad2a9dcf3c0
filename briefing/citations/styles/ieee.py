"""IEEE (Reference Guide, 2023)."""

from __future__ import annotations

from briefing.citations.dates import MONTHS_IEEE
from briefing.citations.item import ONLINE, Item
from briefing.citations.markup import Line
from briefing.citations.names import NameList
from briefing.citations.styles.layout import address, comma, either, outlet, pages, row, sentences, text, title

AUTHORS = NameList("initials_first", "initials_first", shorten_from=7)


def _day(item: Item) -> str:
    return item.date.month_first(MONTHS_IEEE, pad=True) if item.date else ""


_named_outlet = either(lambda item: item.outlet_text, outlet())
_details = comma(
    text(lambda item: item.volume, "vol. "),
    text(lambda item: item.issue, "no. "),
    text(lambda item: item.place),
    pages(),
    text(_day),
)
_signed = text(lambda item: AUTHORS.write(item.authors))
_cited = comma(
    _signed, title(quoted=lambda _: True), _named_outlet, either(lambda item: item.layout not in ONLINE, _details)
)
_accessed = either(
    lambda item: item.accessed, text(lambda item: item.accessed.month_first(MONTHS_IEEE, pad=True), "Accessed: ")
)
_online = either(lambda item: item.url, row(text(lambda _: "[Online]. Available: "), address))

entry = row(text(lambda _: "[1]"), sentences(_cited, _accessed), _online, between=" ")


def short(_: Item) -> Line:
    return Line().add("[1]")
