"""Front matter of Markdown articles (YAML between ``---``, TOML between ``+++``) as stated values. Builds no objects, follows no aliases."""

from __future__ import annotations

import re
from typing import Any

from briefing.ingest.draft import Draft
from briefing.ingest.plain_text import bylines, datelines, labels
from briefing.ingest.plain_text.dating import dates
from briefing.lexicon.agencies import agency
from briefing.lexicon.name_kinds import is_company
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
    from briefing.safe_toml import loads

    try:
        return loads(matter.replace("\r\n", "\n"), parse_float=str)
    except ValueError as error:
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
    """State the field that ``value`` gives; return False, and note what is wrong, where it gives none."""
    if name == "byline":
        return _put_names(draft, value, evidence)
    if isinstance(value, (dict, list)):
        draft.problems.append(f"front matter: {key[:40]} is no text")
        return False
    text = " ".join(str(value).split())
    if name == "published":
        return _put_date(draft, text, evidence, key)
    unplaced = name == "dateline" and datelines.place_named(text) is None
    draft.fields[name] = Stated.unknown(evidence) if unplaced else Stated.stated(text, evidence)
    return True


def _put_names(draft: Draft, value: Any, evidence: str) -> bool:
    names, structured = _names(value)
    draft.state("byline", tuple(names), evidence)
    if names and structured:
        draft.extra["author"] = structured
    wire = next(filter(None, map(agency, names)), None)
    if wire is not None:
        draft.fields.setdefault("agency", Stated.stated(wire, evidence))
    return bool(names)


def _put_date(draft: Draft, text: str, evidence: str, key: str) -> bool:
    printed = (date.value for date, _ in (dates.whole(text) or ())[:1])
    date = dates.iso(text) or dates.partial(text) or next(printed, "")
    draft.state("published", date, evidence)
    if not date and key == "date":
        draft.problems.append(f"front matter: “{text[:60]}” is no date that can be read")
    return bool(date)


_NAME_PARTS = ("given", "dropping-particle", "non-dropping-particle", "family", "suffix")  # of CSL, in order of speech


def _names(value: Any) -> tuple[list[str], list[dict[str, str]]]:
    """Return the names, and the same as CSL names if the front matter gives their parts."""
    written = _inverted(value)
    if written:
        return [f"{given} {family}" for family, given in written], [{"family": f, "given": g} for f, g in written]
    names: list[str] = []
    parts: list[dict[str, str]] = []
    for one in value if isinstance(value, list) else [value]:
        more = _structured(one) if isinstance(one, dict) else _plain(one, alone=not isinstance(value, list))
        names += [name for name, _ in more]
        parts += [part for _, part in more]
    structured = any("name" not in part for part in parts)
    return [name for name in names if name], parts if structured else []


def _structured(one: dict[str, Any]) -> list[tuple[str, dict[str, str]]]:
    """Return the name that a mapping gives, whole and in its parts."""
    name = {part: str(one.get(part, "")).strip() for part in _NAME_PARTS}
    if name["family"]:
        given = {part: value for part, value in name.items() if value}
        return [(" ".join(given.values()), given)]
    literal = str(one.get("literal", one.get("name", ""))).strip()
    return [(literal, {"literal": literal})] if literal else []


def _plain(one: Any, *, alone: bool) -> list[tuple[str, dict[str, str]]]:
    """Return the names in a text; one that stands in no list may be a whole byline."""
    if isinstance(one, list):
        return []
    text = " ".join(str(one).split())
    opened = text if text[:3].lower() == "by " else f"By {text}"
    line = bylines.parse(opened) if alone and not is_company(text) else None
    names = line.names if line is not None and line.names else (text,)
    return [(name, {"name": name}) for name in names]


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
