"""Front matter of Markdown articles (YAML between ``---``, TOML between ``+++``) as stated values. Builds no objects, follows no aliases."""

from __future__ import annotations

import re
from typing import Any

from briefing.ingest.draft import Draft
from briefing.ingest.plain_text import bylines, datelines, dates, labels
from briefing.lexicon.agencies import agency
from briefing.lexicon.company_forms import is_company
from briefing.model import Stated

_LONGEST = 65_536
_OPEN = re.compile(r"\s{0,64}(---|\+\+\+)[ \t]*(?:\r\n|\r|\n)")
_CLOSE = {
    "---": re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE),
    "+++": re.compile(r"^\+\+\+[ \t]*$", re.MULTILINE),
}
_ALIASES = {
    "title": ("title", "headline"),
    "standfirst": ("standfirst", "subtitle", "description", "summary", "dek", "deck"),
    "outlet": ("outlet", "publication", "container-title", "source", "site", "site_name", "publisher"),
    "agency": ("agency",),
    "byline": ("byline", "author", "authors"),
    "published": ("date", "published", "publish_date", "pubdate", "issued", "date_published"),
    "dateline": ("dateline",),
    "language": ("language", "lang"),
    "url": ("url", "link", "source_url", "canonical"),
}


def split(source: str) -> tuple[str, str, int]:
    """(kind ``---`` or ``+++``, the front matter, offset at which the text begins); kind "" if there is none."""
    opening = _OPEN.match(source)
    if opening is None:
        return "", "", 0
    closing = _CLOSE[opening[1]].search(source.replace("\r", "\n", _LONGEST), opening.end(), opening.end() + _LONGEST)
    if closing is None:
        return "", "", 0
    end = closing.end()
    while end < len(source) and source[end] in "\r\n":
        end += 1
    return opening[1], source[opening.end() : closing.start()], end


def split_bytes(data: bytes) -> tuple[str, bytes]:
    """(front matter between ``---``, the bytes behind it) of a page that was saved with one; ("", ``data``) if there is none."""
    head = data[: _LONGEST + 256].decode("latin-1")  # a byte a character, so that offsets are those of the bytes
    kind, matter, begin = split(head)
    if kind != "---":
        return "", data
    return matter.encode("latin-1").decode("utf-8", "replace"), data[begin:]


def parse(kind: str, matter: str) -> dict[str, Any]:
    """Return the keys of ``matter``; every scalar stays the string that is printed. Raises ValueError with a reason in one line."""
    try:
        data = _toml(matter) if kind == "+++" else _yaml(matter)
    except RecursionError:
        raise ValueError("front matter is nested too deeply") from None
    if data in (None, ""):
        return {}
    if not isinstance(data, dict):
        raise ValueError("front matter is no list of keys and values")
    return {str(key): value for key, value in data.items()}


def _toml(matter: str) -> Any:
    import tomllib

    try:
        return tomllib.loads(matter.replace("\r\n", "\n"), parse_float=str)
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"front matter cannot be read: {str(error)[:120]}") from None


def _yaml(matter: str) -> Any:
    import yaml

    class Loader(yaml.BaseLoader):
        """Strings, lists and mappings only; aliases are refused, as they let a few bytes stand for gigabytes."""

        def compose_node(self, parent: Any, index: Any) -> Any:
            if self.check_event(yaml.AliasEvent):
                raise ValueError("front matter uses aliases, which are not followed")
            return super().compose_node(parent, index)

    try:
        return yaml.load(matter, Loader)  # noqa: S506 - a BaseLoader builds nothing but strings, lists and mappings
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f" at line {mark.line + 2}" if mark is not None else ""
        raise ValueError(f"front matter cannot be read{where}") from None


def apply(draft: Draft, data: dict[str, Any], matter: str) -> None:
    """Put what the front matter states into ``draft``; other keys are kept under ``extra``."""
    used: set[str] = set()
    for name, keys in _ALIASES.items():
        key = next((key for key in keys if data.get(key) not in (None, "", [], {})), None)
        if key is None:
            continue
        evidence = _evidence(key, data[key], matter)
        if _put(draft, name, data[key], evidence, key):
            used.add(key)
    for key, value in data.items():
        if key not in used and value not in (None, "", [], {}):
            draft.extra[key] = value


def _put(draft: Draft, name: str, value: Any, evidence: str, key: str) -> bool:
    if name == "byline":
        names, structured = _names(value)
        if names:
            draft.fields["byline"] = Stated.stated(tuple(names), evidence)
            if structured:
                draft.extra["author"] = structured
            wire = next((found for found in map(agency, names) if found), None)
            if wire and "agency" not in draft.fields:
                draft.fields["agency"] = Stated.stated(wire, evidence)
        return bool(names)
    if isinstance(value, (dict, list)):
        draft.problems.append(f"front matter: {key[:40]} is no text")
        return False
    text = " ".join(str(value).split())
    if name == "published":
        date = dates.iso(text) or dates.partial(text)
        if date is None:
            line = dates.whole(text)
            if line and line[0][0].value:
                date = line[0][0].value
        if date is None:
            if key == "date":
                draft.problems.append(f"front matter: “{text[:60]}” is no date that can be read")
            return False
        draft.fields["published"] = Stated.stated(date, evidence)
        return True
    if name == "dateline" and datelines.place_named(text) is None:
        draft.fields[name] = Stated.unknown(evidence)
        return True
    draft.fields[name] = Stated.stated(text, evidence)
    return True


_NAME_PARTS = ("given", "dropping-particle", "non-dropping-particle", "family", "suffix")  # of CSL, in order of speech


def _names(value: Any) -> tuple[list[str], list[dict[str, str]]]:
    """Return the names, and the same as CSL names if the front matter gives their parts."""
    written = _inverted(value)
    if written:
        return [f"{given} {family}" for family, given in written], [{"family": f, "given": g} for f, g in written]
    names: list[str] = []
    parts: list[dict[str, str]] = []
    structured = False
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, dict):
            name = {part: str(one.get(part, "")).strip() for part in _NAME_PARTS}
            literal = str(one.get("literal", one.get("name", ""))).strip()
            if name["family"]:
                structured = True
                names.append(" ".join(filter(None, name.values())))
                parts.append({part: value for part, value in name.items() if value})
            elif literal:
                structured = True
                names.append(literal)
                parts.append({"literal": literal})
            continue
        if isinstance(one, list):
            continue
        text = " ".join(str(one).split())
        opened = text if text[:3].lower() == "by " else f"By {text}"
        found = None if isinstance(value, list) or is_company(text) else bylines.parse(opened)
        split_names = list(found.names) if found is not None and found.names else [text]
        names.extend(split_names)
        parts.extend({"name": written} for written in split_names)
    return [name for name in names if name], parts if structured else []


def _inverted(value: Any) -> list[tuple[str, str]]:
    """(family, given) of a list of names that are all written "Family, Given"; empty if one of them is not."""
    written = (
        [one.strip() for one in (value.split(";") if isinstance(value, str) else value)] if _is_texts(value) else []
    )
    if any(map(is_company, written)) or not all(map(labels.turned, written)):
        return []
    parts = [one.partition(",") for one in written]
    return [(family.strip(), given.strip()) for family, _, given in parts]


def _is_texts(value: Any) -> bool:
    return isinstance(value, str) or (isinstance(value, list) and all(isinstance(one, str) for one in value))


def _evidence(key: str, value: Any, matter: str) -> str:
    """Return the line of the front matter that says so."""
    match = re.search(rf"^{re.escape(key)}\s*[:=].{{0,300}}", matter, re.MULTILINE)
    if match is not None and not isinstance(value, (dict, list)) and len(match.group().strip()) > len(key) + 3:
        return match.group().strip()
    return f"{key}: {value}"[:300]
