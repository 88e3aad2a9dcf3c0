"""Articles as JSON: IPTC ninjs (1.x, 2.x, 3.x) and CSL-JSON. Runs in the sandbox, as JSON of hostile depth is possible."""

from __future__ import annotations

import json
from typing import Any

from briefing.errors import IngestError
from briefing.ingest.decode import decode
from briefing.ingest.draft import Block, Draft
from briefing.ingest.plain_text.dating.dates import partial
from briefing.ingest.readers.feeds import html_fragments
from briefing.ingest.readers.feeds.feed import moment, put_address, put_byline, put_language
from briefing.lexicon.agencies import agency
from briefing.lexicon.person_names import is_name
from briefing.model import Stated

_CSL_READ = frozenset(("title", "author", "abstract", "note", "issued", "URL", "container-title", "id", "language"))
_SOURCES = ("source", "provider", "copyrightholder", "copyrightHolder")
_MOMENTS = ("firstcreated", "firstCreated", "contentcreated", "contentCreated", "versioncreated", "versionCreated")
_CSL_TYPES = frozenset(
    "article article-newspaper article-magazine article-journal post post-weblog webpage report speech interview broadcast press-release".split()
)


def read(data: bytes, name: str, expanded: int, articles: int) -> tuple[list[Draft], list[str]]:
    """Return the articles of a JSON file (one object, a list, or an object a line). Raises IngestError for JSON of another kind."""
    objects, feed_title = _objects(decode(data))
    drafts: list[Draft] = []
    others = []
    for number, one in enumerate(objects, 1):
        if len(drafts) >= articles:
            break
        draft = _draft(one, feed_title)
        if draft is not None:
            drafts.append(draft)
        else:
            others.append(number)
    notes = [_left_out(others, len(objects))] if others else []
    if not drafts:
        raise IngestError("is JSON, but of no article format that is known")
    return drafts, notes


def _draft(item: Any, feed_title: str | None) -> Draft | None:
    """Return what an object holds by the format that it is of; None if it is no article."""
    if not isinstance(item, dict):
        return None
    if feed_title is not None:
        return _json_feed(item, feed_title)
    return _csl(item) if "title" in item and item.get("type") in _CSL_TYPES else _ninjs(item)


def _left_out(numbers: list[int], total: int) -> str:
    listed = ", ".join(map(str, numbers[:20])) + ("…" if len(numbers) > 20 else "")
    return f"{len(numbers):,} of its {total:,} objects are no articles ({listed})"


def _objects(text: str) -> tuple[list[Any], str | None]:
    """Return the objects of a file, and the name of the feed if they are the items of one (JSON Feed)."""
    found = _parsed(text)
    if not isinstance(found, dict):
        return found if isinstance(found, list) else [found], None
    if isinstance(found.get("items"), list) and "jsonfeed.org" in str(found.get("version")):
        return found["items"], _said(found, "title")
    lists = (found.get(key) for key in ("items", "item", "data", "results"))
    return next((value for value in lists if isinstance(value, list)), [found]), None


def _parsed(text: str) -> Any:
    """Return what ``text`` holds as one value, else as a value a line."""
    try:
        return json.loads(text)
    except ValueError:
        try:
            return [json.loads(line) for line in text.splitlines() if line.strip()]
        except ValueError as error:
            raise IngestError(f"is JSON that cannot be read ({str(error)[:80]})") from None


def _json_feed(one: dict[str, Any], outlet: str) -> Draft | None:
    """Return an item of a JSON Feed (1.0, 1.1)."""
    body, text = _said(one, "content_html"), _said(one, "content_text", "summary")
    draft = Draft(html_fragments.blocks(body) if body else html_fragments.plain_paragraphs(text))
    title = html_fragments.text(_said(one, "title"))
    if not draft.blocks and not title:
        return None
    draft.state("title", title, f"title: {title}")
    draft.state("outlet", outlet, f"feed: {outlet}")
    _put_moment(draft, one, "date_published")
    people = one.get("authors") if isinstance(one.get("authors"), list) else [one.get("author")]
    names = [_said(person, "name") for person in _objects_of(people)]
    if any(names):
        put_byline(draft, [name for name in names if name], "authors")
    put_address(draft, _said(one, "url", "external_url"))
    put_language(draft, _said(one, "language"))
    return draft


def _put_moment(draft: Draft, one: dict[str, Any], *keys: str) -> None:
    """State the first date among ``keys``."""
    for key in keys:
        stamp = _said(one, key)
        if value := moment(stamp):
            draft.state("published", value, f"{key}: {stamp}")
            return


def _ninjs(one: dict[str, Any]) -> Draft | None:
    body = _text(one, ("body_xhtml", "body_html", "body_text"), "bodies", "xhtml", "html", "main")
    headline = _text(one, ("headline",), "headlines", "main")
    if not body and not headline:
        return None
    draft = Draft(html_fragments.paragraphs(body, "\n\n" if "\n\n" in body else "\n"))
    description = "" if draft.blocks else _text(one, ("description_text",), "descriptions", "summary")
    draft.blocks += [Block(description)] if description else []
    if headline:
        draft.fields["title"] = Stated.stated(html_fragments.text(headline), f"headline: {headline}"[:300])
    where = "byline" if _said(one, "byline") else "by"
    if by := _said(one, where):
        _put_names(draft, by, where, one)
    _put_moment(draft, one, *_MOMENTS)
    if isinstance(located := one.get("located"), str):
        draft.state("dateline", located, f"located: {located}")
    if source := _said(one, *_SOURCES) or _named(one.get("infosources") or one.get("infoSources")):
        wire = agency(source, bracketed=True)
        draft.state("agency" if wire else "outlet", wire or source, f"source: {source}")
    put_language(draft, _said(one, "language"))
    put_address(draft, _said(one, "url", "uri"))
    return draft


def _put_names(draft: Draft, by: str, where: str, one: dict[str, Any]) -> None:
    """State who signs. Behind the last comma may stand whom they work for: an agency, a source of this item, no person's name."""
    wire = agency(by, bracketed=True)
    if wire is None and " " not in by.strip() and by.isupper():
        wire = by
    if wire is not None:
        draft.state("agency", wire, f"{where}: {by}")
        return
    people, comma, last = by.rpartition(", ")
    if comma and _is_employer(last, one):
        draft.state("agency", agency(last), f"{where}: {by}"[:300])
        by = people
    put_byline(draft, [by], where)


def _is_employer(name: str, one: dict[str, Any]) -> bool:
    """Return whether a name is an agency, a source of this item, or at least no person's."""
    return agency(name) is not None or name.casefold() in _sources(one) or not is_name(name, least=2)


def _sources(one: dict[str, Any]) -> set[str]:
    """Return whom a ninjs item names as its sources, folded."""
    values = [value for key in ("infosources", "infoSources") for value in _objects_of(one.get(key))]
    return {_said(one, *_SOURCES).casefold(), "", *(str(value.get("name", "")).casefold() for value in values)}


def _objects_of(values: Any) -> list[dict[str, Any]]:
    """Return the objects of a list; none of anything else."""
    return [value for value in values if isinstance(value, dict)] if isinstance(values, list) else []


def _csl(one: dict[str, Any]) -> Draft:
    draft = Draft(html_fragments.plain_paragraphs(_said(one, "abstract", "note")))
    if title := _said(one, "title"):
        draft.fields["title"] = Stated.stated(html_fragments.text(title), f"title: {title}")
    outlet = _said(one, "container-title", "publisher")
    draft.state("outlet", outlet, f"container-title: {outlet}")
    authors = _objects_of(one.get("author"))
    names = [name for name in map(_csl_name, authors) if name]
    if names:
        draft.state("byline", tuple(names), f"author: {'; '.join(names)}"[:300])
        draft.extra["author"] = [{str(k): str(v) for k, v in a.items()} for a in authors]
    if value := _date_parts(one.get("issued")):
        draft.state("published", value, f"issued: {json.dumps(one['issued'])}"[:200])
    address, language = _said(one, "URL"), _said(one, "language")
    draft.state("url", address, address)
    draft.state("language", language, f"language: {language}")
    draft.extra |= {str(key): value for key, value in one.items() if key not in _CSL_READ}
    return draft


def _csl_name(author: dict[str, Any]) -> str:
    """Return a name of CSL as it is printed."""
    parts = ("given", "dropping-particle", "non-dropping-particle", "family", "suffix")
    name = " ".join(str(author.get(part, "")) for part in parts)
    return " ".join((name if name.strip() else str(author.get("literal", ""))).split())


def _date_parts(issued: Any) -> str | None:
    """Return a CSL date as ISO, as far as it is known: ``2025-05-03``, ``2025-05``, ``2025``."""
    if isinstance(issued, str):
        return moment(issued)
    if not isinstance(issued, dict):
        return None
    parts = next(iter(issued["date-parts"]), None) if isinstance(issued.get("date-parts"), list) else None
    if isinstance(parts, list):
        try:
            numbers = [int(part) for part in parts[:3]]
        except (TypeError, ValueError):
            return None
        value = "-".join(f"{number:0{4 if place == 0 else 2}}" for place, number in enumerate(numbers))
        return moment(value) if len(numbers) == 3 else partial(value)
    written = issued.get("raw") or issued.get("literal")
    return (moment(written) or partial(written)) if isinstance(written, str) else None


def _text(one: dict[str, Any], keys: tuple[str, ...], versions: str, *roles: str) -> str:
    """Return a text of a ninjs item: by its key (1.x), or a version of it by role (2.x, 3.x)."""
    return _said(one, *keys) or _version(one.get(versions), *roles)


def _said(one: dict[str, Any], *keys: str) -> str:
    for key in keys:
        value = one.get(key)
        if isinstance(value, str) and value.strip():
            return value.strip()
    return ""


def _version(values: Any, *roles: str) -> str:
    """One of several versions of a text (ninjs 2 and 3): by role or content type, else the first."""
    found = [version for version in _objects_of(values) if isinstance(version.get("value"), str)]
    for role in roles:
        for version in found:
            if role in str(version.get("role", "")) + str(version.get("contenttype", version.get("contentType", ""))):
                return str(version["value"])
    return str(found[0]["value"]) if found else ""


def _named(values: Any) -> str:
    """Return the first name among objects."""
    return next((one["name"] for one in _objects_of(values) if isinstance(one.get("name"), str)), "")
