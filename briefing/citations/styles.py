"""The reference styles for news: each builds the entry as in a list, and its short form for the running text.

Sources of the rules: APA 7 (10.1, ex. 15-16), Chicago 18 (14.87-14.98, 13.112), MLA 9, IEEE Reference Guide, OSCOLA 4 (3.4.9), Bluebook 21
(rule 16.6), Wikipedia's ``cite news``. One rule stands above them: what is unknown is printed as unknown (``n.d.``,
``[outlet unknown]``) also where a style would leave it out.
"""

from __future__ import annotations

from collections.abc import Callable

from briefing.citations import titles
from briefing.citations.dates import MONTHS_IEEE, MONTHS_MLA
from briefing.citations.item import Item
from briefing.citations.markup import Line
from briefing.citations.names import listed

Style = Callable[[Item], Line]


def _double(item: Item, text: str, after: str = "") -> Line:
    """The title in double marks with ``after`` (a comma or full stop) inside them, as American styles set it."""
    if not item.title:
        return Line().add(item.untitled + after)
    return Line().add(f"“{_closed(titles.within_double(text), after)}”")


def _closed(text: str, after: str) -> str:
    """``text`` with ``after`` at its end, inside marks that close there; one full stop is enough, and a comma replaces it."""
    bare = text.rstrip("’”")
    marks = text[len(bare) :]
    if marks == "’" and "‘" not in bare:
        bare, marks = text, ""  # an apostrophe closes nothing
    if after == "." and bare[-1:] in ("?", "!", ".", "…"):
        return text
    if after == "," and bare[-1:] == "." and "." not in bare.rsplit(" ", 1)[-1][:-1]:
        bare = bare[:-1]  # but U.S. keeps its own
    return bare + after + marks


def _single(item: Item, text: str) -> str:
    return f"‘{titles.within_single(text)}’" if item.title else item.untitled


def _address(item: Item) -> Line:
    return Line().add(item.url, href=item.url if item.linkable else "")


# --- APA ---------------------------------------------------------------------------------------------------------------


def _apa_date(item: Item) -> str:
    date = item.date
    if date.year is None:
        return date.month_day() or date.year_text
    return ", ".join(filter(None, (date.year_text, date.month_day())))


def apa(item: Item) -> Line:
    names = [", ".join(filter(None, (n.literal or n.family, n.initials(), n.suffix))) for n in item.authors]
    if len(names) > 20:
        author = ", ".join(names[:19]) + ", … " + names[-1]
    else:
        author = listed(names, conjunction="&", serial=True) if len(names) != 2 else f"{names[0]}, & {names[1]}"
    line = Line().add(author)
    web = item.type in ("webpage", "post-weblog", "post")
    title = _closed(item.title, "." if item.title[-1:] in ("’", "”") else "") or item.untitled
    if author:
        line.stop().add(f" ({_apa_date(item)}). ").add(title, italic=web).stop()
    else:
        line.add(title, italic=web).stop().add(f" ({_apa_date(item)}).")
    line.add(" ").add(item.outlet_text, italic=not web)
    if item.volume:
        line.add(f", {item.volume}", italic=True)
    if item.issue:
        line.add(f"({item.issue})" if item.volume else f", ({item.issue})")
    if item.pages:
        line.add(f", {item.pages}")
    line.stop()
    return line.add(" ").join(_address(item)) if item.url else line


def apa_short(item: Item) -> Line:
    names = [name.sort for name in item.authors]
    who = f"{names[0]} et al." if len(names) > 2 else " & ".join(names)
    line = Line().add("(")
    if who:
        return line.add(f"{who}, {item.date.year_text})")
    return line.join(_double(item, item.headline, ",")).add(f" {item.date.year_text})")


# --- Chicago -----------------------------------------------------------------------------------------------------------


def _chicago_authors(item: Item) -> str:
    names = item.authors
    if not names:
        return ""
    forms = [names[0].inverted, *(name.natural for name in names[1:])]
    if len(forms) > 6:
        return ", ".join(forms[:3]) + ", et al."
    return listed(forms, conjunction="and", serial=True) if len(forms) != 2 else f"{forms[0]}, and {forms[1]}"


def chicago_author_date(item: Item) -> Line:
    author = _chicago_authors(item) or (item.outlet_text if item.outlet else "")
    line = Line().add(author, italic=not item.authors and item.outlet_stated)
    if author:
        line.stop().add(f" {item.date.year_text}").stop().add(" ").join(_double(item, item.headline, ".")).stop()
    else:
        line.join(_double(item, item.headline, ".")).stop().add(f" {item.date.year_text}").stop()
    if item.section:
        line.add(f" {item.section}").stop()
    day = item.date.month_day()
    if item.authors or not item.outlet:
        line.add(" ").add(item.outlet_text, italic=item.outlet_stated)
        if item.place:
            line.add(f" ({item.place})")
        if day:
            line.add(f", {day}")
        line.stop()
    elif day:
        line.add(f" {day}").stop()
    if item.edition:
        line.add(f" {_sentence(item.edition)}").stop()
    return line.add(" ").join(_address(item)).add(".") if item.url else line


def chicago_author_date_short(item: Item) -> Line:
    names = [name.sort for name in item.authors]
    who = f"{names[0]} et al." if len(names) > 2 else " and ".join(names)
    year = item.date.year_text
    comma = "," if item.date.year is None else ""
    line = Line().add("(")
    if who or item.outlet:
        return line.add(who or item.outlet_text, italic=not who and item.outlet_stated).add(f"{comma} {year})")
    return line.join(_double(item, item.headline, ",")).add(f" {year})")


def chicago_notes(item: Item) -> Line:
    """The entry in a bibliography; :func:`chicago_notes_note` is the note."""
    line = Line()
    author = _chicago_authors(item)
    if author:
        line.add(author).stop().add(" ")
    line.join(_double(item, item.headline, ".")).stop()
    if item.section:
        line.add(f" {item.section}").stop()
    line.add(" ").join(_chicago_source(item)).stop()
    return line.add(" ").join(_address(item)).add(".") if item.url else line


def chicago_notes_note(item: Item) -> Line:
    line = Line()
    names = [name.natural for name in item.authors]
    if len(names) > 2:
        names = [f"{names[0]} et al."]
    if names:
        line.add(f"{listed(names, conjunction='and', serial=False)}, ")
    line.join(_double(item, item.headline, ",")).add(" ")
    if item.section:
        line.add(f"{item.section}, ")
    line.join(_chicago_source(item))
    if item.url:
        line.add(", ").join(_address(item))
        return line.add(".")
    return line.stop()


def _chicago_source(item: Item) -> Line:
    line = Line().add(item.outlet_text, italic=item.outlet_stated)
    if item.place:
        line.add(f" ({item.place})")
    line.add(f", {item.date.month_first()}")
    return line.add(f", {item.edition}") if item.edition else line


# --- MLA ---------------------------------------------------------------------------------------------------------------


def mla(item: Item) -> Line:
    names = item.authors
    line = Line()
    if names:
        if len(names) > 2:
            who = f"{names[0].inverted}, et al."
        else:
            who = ", and ".join([names[0].inverted, *(name.natural for name in names[1:])])
        line.add(who).stop().add(" ")
    line.join(_double(item, item.headline, ".")).stop().add(" ").add(item.outlet_text, italic=item.outlet_stated)
    if item.place:
        line.add(f" [{item.place}]")
    volume = ", ".join(filter(None, (item.volume and f"vol. {item.volume}", item.issue and f"no. {item.issue}")))
    for part in (_sentence(item.edition), volume, item.date.day_first(MONTHS_MLA)):
        if part:
            line.add(f", {part}")
    if item.pages:
        line.add(f", {'pp.' if item.many_pages else 'p.'} {item.pages}")
    if item.url:
        line.add(", ").join(_address(item)).add(".")
    else:
        line.stop()
    if item.section:
        line.add(f" {item.section}").stop()
    if item.accessed and item.date.year is None:
        line.add(f" Accessed {item.accessed.day_first(MONTHS_MLA)}").stop()
    return line


def mla_short(item: Item) -> Line:
    names = [name.sort for name in item.authors]
    who = f"{names[0]} et al." if len(names) > 2 else " and ".join(names)
    line = Line().add("(")
    return line.add(who).add(")") if who else line.join(_double(item, item.headline)).add(")")


# --- IEEE --------------------------------------------------------------------------------------------------------------


def ieee(item: Item) -> Line:
    names = [n.literal or " ".join(filter(None, (n.initials(), n.family, n.suffix))) for n in item.authors]
    who = f"{names[0]} et al." if len(names) > 6 else listed(names, conjunction="and", serial=True)
    line = Line().add("[1] ")
    if who:
        line.add(f"{who}, ")
    line.join(_double(item, item.title, ",")).add(" ").add(item.outlet_text, italic=item.outlet_stated)
    parts = (
        item.place,
        item.volume and f"vol. {item.volume}",
        item.issue and f"no. {item.issue}",
        item.pages and f"{'pp.' if item.many_pages else 'p.'} {item.pages}",
        item.date.month_first(MONTHS_IEEE, pad=True),
    )
    for part in parts:
        if part:
            line.add(f", {part}")
    line.stop()
    if item.accessed:
        line.add(f" Accessed: {item.accessed.month_first(MONTHS_IEEE, pad=True)}").stop()
    return line.add(" [Online]. Available: ").join(_address(item)) if item.url else line


def ieee_short(item: Item) -> Line:
    return Line().add("[1]")


# --- Law: OSCOLA, Bluebook ---------------------------------------------------------------------------------------------


def _oscola(item: Item, author: str) -> Line:
    line = Line()
    if author:
        line.add(f"{author}, ")
    title, date = _single(item, item.headline), item.date.day_first()
    if item.type in ("webpage", "post-weblog", "post"):
        line.add(f"{title} ({item.outlet_text}, {date})")
    elif item.volume and item.date.year is not None:
        line.add(f"{title} ({item.date.year_text}) {item.volume} ").add(item.outlet_text)
    else:
        place = f"{item.place}, " if item.place else ""
        # a programme's title is set off by a comma (OSCOLA 3.4.11)
        line.add(f"{title}, " if item.type == "broadcast" else f"{title} ").add(
            item.outlet_text, italic=item.outlet_stated
        ).add(f" ({place}{date})")
    if item.page:
        first = item.page.replace(",", " ").replace("–", "-").replace("&", " ").split("-")[0].split()
        line.add(f" {first[0]}" if first else "")
    if item.url:
        line.add(" <").join(_address(item)).add(">")
        if item.accessed:
            line.add(f" accessed {item.accessed.day_first()}")
    return line


def _unpointed(text: str) -> str:
    return text.replace(".", "")


def oscola(item: Item) -> Line:
    """The entry in a bibliography: surname first, no full stop at the end."""
    names = [n.literal or " ".join(filter(None, (n.family, n.initials("", "")))) for n in item.authors]
    return _oscola(item, f"{names[0]} and others" if len(names) > 3 else listed(names, conjunction="and", serial=False))


def oscola_note(item: Item) -> Line:
    """The footnote: given name first, a full stop at the end."""
    names = [n.literal or _unpointed(n.natural) for n in item.authors]
    author = f"{names[0]} and others" if len(names) > 3 else listed(names, conjunction="and", serial=False)
    return _oscola(item, author).add(".")


def bluebook(item: Item) -> Line:
    names = [name.natural for name in item.authors]
    who = f"{names[0]} et al." if len(names) > 2 else " & ".join(names)
    line = Line()
    if who:
        line.add(f"{who}, ")
    line.add(item.headline or item.untitled, italic=bool(item.title)).add(", ").add(item.outlet_text)
    date = item.date.month_first(_BLUEBOOK_MONTHS)
    page = f", at {item.pages}" if item.pages else ""
    if item.url:
        return line.add(f" ({date}){page}, ").join(_address(item)).add(".")
    return line.add(f", {date}{page}").stop()


_BLUEBOOK_MONTHS = ("Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")


def bluebook_short(item: Item) -> Line:
    names = [name.sort for name in item.authors]
    who = f"{names[0]} et al." if len(names) > 2 else " & ".join(names)
    line = Line().add(who) if who else Line().add(item.headline or item.untitled, italic=bool(item.title))
    return line.add(", ").add("supra", italic=True).add(".")


# --- For messages and notes --------------------------------------------------------------------------------------------


def plain(item: Item) -> Line:
    """Author, “Title,” Outlet, day, address: what one would write in an e-mail."""
    return _everyday(item, link_title=False)


def linked(item: Item) -> Line:
    """The same with the title as the link (Markdown and HTML)."""
    return _everyday(item, link_title=True)


def _everyday(item: Item, *, link_title: bool) -> Line:
    from briefing.citations.item import with_fragment

    line = Line()
    names = [name.natural for name in item.authors]
    if names:
        line.add(f"{listed(names, conjunction='and', serial=True)}, ")
    title = f"“{titles.within_double(item.title)}”" if item.title else item.untitled
    line.add(title, href=with_fragment(item) if link_title and item.linkable else "")
    line.add(", ").add(item.outlet_text, italic=item.outlet_stated)
    if item.section:
        line.add(f", {item.section}")
    line.add(f", {item.date.day_first()}")
    if item.pages:
        line.add(f", {'pp.' if item.many_pages else 'p.'} {item.pages}")
    if item.url and not (link_title and item.linkable):
        line.add(", ").join(_address(item))
    return line


def everyday_short(item: Item) -> Line:
    """``(Pope, OCCRP, 4 April 2023)``: enough to tell which article is meant."""
    names = [name.sort for name in item.authors]
    who = f"{names[0]} et al." if len(names) > 2 else " and ".join(names)
    parts = [part for part in (who, item.outlet_text if item.outlet_text != who else "", item.date.day_first()) if part]
    return Line().add(f"({', '.join(parts)})")


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


ENTRIES: dict[str, Style] = {
    "plain": plain,
    "markdown": linked,
    "html": linked,
    "apa": apa,
    "chicago-author-date": chicago_author_date,
    "chicago-notes": chicago_notes,
    "mla": mla,
    "ieee": ieee,
    "oscola": oscola,
    "bluebook": bluebook,
}
SHORT: dict[str, Style] = {
    "plain": everyday_short,
    "markdown": everyday_short,
    "html": everyday_short,
    "apa": apa_short,
    "chicago-author-date": chicago_author_date_short,
    "chicago-notes": chicago_notes_note,
    "mla": mla_short,
    "ieee": ieee_short,
    "oscola": oscola_note,
    "bluebook": bluebook_short,
}
