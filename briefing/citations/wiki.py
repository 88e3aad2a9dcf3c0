"""Wikipedia's ``{{cite news}}`` and ``{{sfn}}``. Field values can neither close the template nor open markup."""

from __future__ import annotations

import re

from briefing.citations.item import Item
from briefing.citations.titles import nested

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
    """``text`` as the value of a template's parameter."""
    text = " ".join(text.split())
    text = "".join(_ENTITIES.get(character, character) for character in text)
    return text.replace("''", "&#39;&#39;").replace("__", "&#95;&#95;")


def _address(url: str) -> str:
    return re.sub(r"[|\[\]{}'<>\"~]", lambda match: f"%{ord(match[0]):02X}", url)


def cite_news(item: Item) -> str:
    fields: list[tuple[str, str]] = []
    for number, name in enumerate(item.authors, 1):
        mark = str(number) if len(item.authors) > 1 else ""
        if name.literal:
            if len(item.authors) == 1 and name.literal == item.agency:
                continue  # the agency has a parameter of its own
            fields.append((f"author{mark}", escape(name.literal)))
        else:
            fields += [
                (f"last{mark}", escape(name.family)),
                (f"first{mark}", escape(f"{name.given} {name.suffix}".strip())),
            ]
    fields.append(("title", escape(item.title and nested(item.title, inside=1)) or escape(item.untitled)))
    fields.append(("work", escape(item.outlet_text)))
    fields.append(("agency", escape(item.agency) if item.agency != item.outlet_text else ""))
    fields.append(("location", escape(item.place)))
    fields.append(("date", escape(item.date.day_first())))
    fields.append(("edition", escape(item.edition)))
    fields.append(("department", escape(item.section)))
    fields += [("volume", escape(item.volume)), ("issue", escape(item.issue))]
    fields.append(("pages" if item.many_pages else "page", escape(item.pages)))
    if item.linkable:
        fields.append(("url", _address(item.url)))
        if item.accessed:
            fields.append(("access-date", item.accessed.day_first()))
    if item.language and not item.language.lower().startswith("en"):
        fields.append(("language", escape(item.language)))
    if item.words is not None and item.words.text:
        fields.append(("quote", escape(item.words.text)))
    inner = "".join(f" |{name}={value}" for name, value in fields if value)
    return f"{{{{{_TEMPLATES.get(item.type, 'cite news')}{inner}}}}}"


def short(item: Item) -> str:
    """``{{sfn|Pope|2023}}``."""
    names = [escape(name.sort) for name in item.authors[:4]] or [escape(item.outlet or item.title or item.untitled)]
    year = str(item.date.year) if item.date.year is not None else "n.d."
    return "{{" + "|".join(["sfn", *names, year]) + "}}"
