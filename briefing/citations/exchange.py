"""CSL-JSON, BibLaTeX and RIS for other programs. What is unknown is left out there: an absent field says so."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import Any

from briefing.citations.item import Item
from briefing.citations.names import Name
from briefing.citations.speech import quoted, said_by

_NOT_A_KEY = frozenset("a an and the of in on for to is are at by with".split())


def _quote_note(item: Item) -> str:
    """Return the quotation on one line, with its speaker, for a note field."""
    if item.words is None:
        return ""
    text = " ".join(quoted(item.words).split())
    return f"{text} — {said_by(item)}" if said_by(item) else text


def _caution(item: Item) -> str:
    """Return what has no field of its own: a month and day whose year is unknown, an outlet that is only inferred."""
    partial = f"published {item.date.month_day()}" if item.date and item.date.year is None else ""
    return "; ".join(filter(None, (partial, "outlet inferred" if item.outlet_inferred and item.outlet else "")))


def csl_json(item: Item) -> str:
    """Return a JSON array of one item, as the CSL-JSON schema asks for. An inferred date is ``circa``."""
    return json.dumps([csl_record(item)], ensure_ascii=False, indent=2)


def csl_record(item: Item) -> dict[str, Any]:
    """Return the item as an object of CSL-JSON; what is unknown is absent."""

    def name(author: Name) -> dict[str, str]:
        if author.literal:
            return {"literal": author.literal}
        return {"family": author.family, "given": author.given, **({"suffix": author.suffix} if author.suffix else {})}

    entry: dict[str, Any] = {"id": item.id, "type": item.type, "title": item.named}
    if item.authors:
        entry["author"] = [name(author) for author in item.authors]
    if item.outlet:
        entry["container-title"] = item.outlet
    if item.date.parts:
        entry["issued"] = {"date-parts": [item.date.parts], **({"circa": True} if item.date.inferred else {})}
    if item.accessed.parts:
        entry["accessed"] = {"date-parts": [item.accessed.parts]}
    fields = {
        "URL": item.url, "language": item.language, "section": item.section, "page": item.page, "edition": item.edition,
        "volume": item.volume, "issue": item.issue, "publisher-place": item.place,
        "note": "; ".join(filter(None, (_caution(item), _quote_note(item)))),
    }  # fmt: skip
    return entry | {key: value for key, value in fields.items() if value}


_TEX = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    "$": r"\$", "&": r"\&", "%": r"\%", "#": r"\#", "_": r"\_",
}  # fmt: skip


def tex(text: str) -> str:
    """Return ``text`` inside a BibLaTeX field: balanced braces, no macro, one line."""
    text = " ".join(text.split())
    table = _TEX | _BRACES if _balanced(text) else _TEX
    return "".join(table.get(character, character) for character in text)


# BibTeX counts these braces, too; readers of its files know them better than the macros.
_BRACES = {"{": r"\{", "}": r"\}"}


def _balanced(text: str) -> bool:
    depth = 0
    for character in text:
        depth += (character == "{") - (character == "}")
        if depth < 0:
            return False
    return depth == 0


def _verbatim(url: str) -> str:
    return re.sub(r"[{}\\^~|<>\"]", lambda match: f"%{ord(match[0]):02X}", url)


def citation_key(item: Item) -> str:
    """``pope2023sanctions``: ASCII letters and figures, never empty."""

    def plain(text: str) -> str:
        text = unicodedata.normalize("NFKD", text)
        return re.sub(r"[^a-z0-9]", "", text.encode("ascii", "ignore").decode().lower())

    who = plain(item.authors[0].sort if item.authors else item.outlet)[:24]
    words = [plain(word) for word in item.named.split()]
    what = next((word for word in words if len(word) > 3 and word not in _NOT_A_KEY), "")[:24]
    key = f"{who}{item.date.year or 'nd'}{what}"
    return key if who or what else f"article{plain(item.id)}"


def biblatex(item: Item) -> str:
    """One ``@article`` (``@online`` for pages of the web). An inferred date carries BibLaTeX's ``?`` (uncertain)."""

    def name(author: Name) -> str:
        if author.literal:
            return "{" + tex(author.literal) + "}"
        return ", ".join(tex(part) for part in (author.family, author.suffix, author.given) if part)

    online = item.type in ("webpage", "post-weblog", "post")
    fields = {
        "author": " and ".join(map(name, item.authors)),
        # doubled braces keep the capitals that the source printed
        "title": "{" + tex(item.named) + "}",
        "journaltitle" if not online else "organization": tex(item.outlet),
        "date": item.date.iso + ("?" if item.date.inferred and item.date.iso else ""),
        "entrysubtype": "" if online else "magazine" if item.type == "article-magazine" else "newspaper",
        "location": tex(item.place),
        "edition": tex(item.edition),
        "volume": tex(item.volume),
        "number": tex(item.issue),
        "pages": tex(item.page).replace("–", "--"),
        "url": _verbatim(item.url),
        "urldate": item.accessed.iso,
        "langid": _LANGUAGES.get(item.language.lower().partition("-")[0], ""),
        "note": "; ".join(filter(None, (tex(item.section), tex(_caution(item))))),
        "annotation": tex(_quote_note(item)),
    }
    lines = [f"  {key} = {{{value}}}," for key, value in fields.items() if value]
    return "\n".join([f"@{'online' if online else 'article'}{{{citation_key(item)},", *lines, "}"])


_LANGUAGES = {
    "en": "english", "de": "german", "fr": "french", "es": "spanish", "it": "italian", "pt": "portuguese", "nl": "dutch",
    "sv": "swedish", "da": "danish", "nb": "norsk", "no": "norsk", "pl": "polish", "ru": "russian", "uk": "ukrainian",
}  # fmt: skip
_RIS_TYPES = {
    "article-magazine": "MGZN",
    "webpage": "ELEC",
    "post-weblog": "BLOG",
    "post": "BLOG",
    "report": "RPRT",
    "broadcast": "VIDEO",
}


def _slashed(parts: list[int]) -> str:
    """Return year, month and day with a slash after each, as RIS asks: what is unknown is empty; "" without a year."""
    year_first = [f"{part:02}" for part in parts] + [""] * (4 - len(parts))
    return "/".join(year_first) if parts else ""


def ris(item: Item) -> str:
    """One record; every value on one line, so that no field can begin another."""
    pages = re.split(r"\s*–\s*", item.pages, maxsplit=1)
    date = item.date
    cautions = ["publication date inferred" if date.inferred else "", _caution(item)]
    fields: list[tuple[str, str]] = [("TY", _RIS_TYPES.get(item.type, "NEWS"))]
    # a comma in a literal name would be read as the end of a family name: a closing comma is how RIS says "no given name"
    fields += [("AU", f"{author.literal}," if "," in author.literal else author.inverted) for author in item.authors]
    fields += [
        ("TI", item.named),
        ("T2", item.outlet),
        ("PY", f"{date.year:04}" if date.year is not None else ""),
        ("DA", _slashed(date.parts)),
        ("CY", item.place),
        ("ET", item.edition),
        ("VL", item.volume),
        ("IS", item.issue),
        ("SP", pages[0]),
        ("EP", pages[1] if len(pages) > 1 else ""),
        ("SE", item.section),
        ("LA", item.language),
        ("UR", item.url),
        ("Y2", item.accessed.iso.replace("-", "/")),
        ("N1", _quote_note(item)),
        ("N1", "; ".join(filter(None, cautions))),
        ("ID", item.id),
    ]
    lines = [f"{tag}  - {' '.join(value.split())}" for tag, value in fields if value]
    return "\n".join([*lines, "ER  - "])
