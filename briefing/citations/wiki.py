"""Wikipedia's ``{{cite news}}`` and ``{{sfn}}``. Field values can neither close the template nor open markup."""

from __future__ import annotations

import re

from briefing.citations.item import Item, Words
from briefing.citations.speech import between_marks
from briefing.citations.titles import is_english, nested

_ENTITIES = {
    "&": "&amp;", "<": "&lt;", ">": "&gt;", "{": "&#123;", "}": "&#125;", "[": "&#91;", "]": "&#93;", "|": "{{!}}", "~": "&#126;",
}  # fmt: skip
_TEMPLATES = {
    "article-magazine": "cite magazine",
    "webpage": "cite web",
    "post-weblog": "cite web",
    "post": "cite web",
}


def escape(text: str) -> str:
    """Return ``text`` as the value of a template's parameter."""
    text = " ".join(text.split())
    text = "".join(_ENTITIES.get(character, character) for character in text)
    return text.replace("''", "&#39;&#39;").replace("__", "&#95;&#95;")


def _address(url: str) -> str:
    return re.sub(r"[|\[\]{}'<>\"~]", lambda match: f"%{ord(match[0]):02X}", url)


def cite_news(item: Item) -> str:
    """Return the template of the item's type with every field that is known."""
    fields = {
        **_people(item),
        "title": escape(nested(item.title, inside=1) if item.title else item.untitled),
        "work": escape(item.outlet_text),
        "agency": "" if item.agency == item.outlet_text else escape(item.agency),
        "location": escape(item.place),
        "date": escape(item.date.day_first()),
        "edition": escape(item.edition),
        "department": escape(item.section),
        "volume": escape(item.volume),
        "issue": escape(item.issue),
        "pages" if item.many_pages else "page": escape(item.pages),
        **_online(item),
        "language": "" if is_english(item.language) else escape(item.language),
        "quote": _quoted(item.words),
    }
    inner = "".join(f" |{name}={value}" for name, value in fields.items() if value)
    return f"{{{{{_TEMPLATES.get(item.type, 'cite news')}{inner}}}}}"


def _online(item: Item) -> dict[str, str]:
    if not item.linkable:
        return {}
    return {"url": _address(item.url), "access-date": item.accessed.day_first() if item.accessed else ""}


def _quoted(words: Words | None) -> str:
    """Return the words for the parameter that Wikipedia sets in marks; "" for reported speech, which had none."""
    return escape(between_marks(words)) if words is not None and words.enclosed else ""


def _people(item: Item) -> dict[str, str]:
    """Return the parameters of the authors; an agency that signs alone has a parameter of its own."""
    if [name.literal for name in item.authors] == [item.agency]:
        return {}
    fields: dict[str, str] = {}
    for number, name in enumerate(item.authors, 1):
        mark = str(number) if len(item.authors) > 1 else ""
        if name.literal:
            fields[f"author{mark}"] = escape(name.literal)
        else:
            fields[f"last{mark}"] = escape(name.family)
            fields[f"first{mark}"] = escape(f"{name.given} {name.suffix}".strip())
    return fields


def short(item: Item) -> str:
    """Return ``{{sfn|Pope|2023}}``."""
    signed = [name.sort for name in item.authors[:4]]
    lead = next(filter(None, (*signed, item.outlet, item.title, item.untitled)))
    names = map(escape, signed or [lead])
    year = "n.d." if item.date.year is None else str(item.date.year)
    return "{{" + "|".join(["sfn", *names, year]) + "}}"
