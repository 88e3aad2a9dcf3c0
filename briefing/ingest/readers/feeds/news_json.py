"""Articles as JSON: IPTC ninjs (1.x, 2.x, 3.x) and CSL-JSON. Runs in the sandbox, as JSON of hostile depth is possible."""

from __future__ import annotations

import json
from typing import Any

from briefing.errors import IngestError
from briefing.ingest.decode import decode
from briefing.ingest.draft import Block, Draft
from briefing.ingest.plain_text.dates import partial
from briefing.ingest.readers.feeds import html_fragments
from briefing.ingest.readers.feeds.feed import moment, put_byline
from briefing.lexicon.agencies import agency
from briefing.lexicon.person_names import is_name
from briefing.model import Stated

_CSL_TYPES = frozenset(
    "article article-newspaper article-magazine article-journal post post-weblog webpage report speech interview broadcast press-release".split()
)


def read(data: bytes, name: str, expanded: int, articles: int) -> tuple[list[Draft], list[str]]:
    """The articles of a JSON file (one object, a list, or an object a line). Raises IngestError for JSON of another kind."""
    objects, feed_title = _objects(decode(data))
    drafts: list[Draft] = []
    others = []
    for number, one in enumerate(objects, 1):
        if len(drafts) >= articles:
            break
        draft = None
        if isinstance(one, dict) and feed_title is not None:
            draft = _json_feed(one, feed_title)
        elif isinstance(one, dict):
            draft = _csl(one) if "title" in one and one.get("type") in _CSL_TYPES else _ninjs(one)
        if draft is not None:
            drafts.append(draft)
        else:
            others.append(number)
    notes = [_left_out(others, len(objects))] if others else []
    if not drafts:
        raise IngestError("is JSON, but of no article format that is known")
    return drafts, notes


def _left_out(numbers: list[int], total: int) -> str:
    listed = ", ".join(map(str, numbers[:20])) + ("…" if len(numbers) > 20 else "")
    return f"{len(numbers):,} of its {total:,} objects are no articles ({listed})"


def _objects(text: str) -> tuple[list[Any], str | None]:
    """The objects of a file, and the name of the feed if they are the items of one (JSON Feed)."""
    try:
        found = json.loads(text)
    except ValueError:
        try:
            found = [json.loads(line) for line in text.splitlines() if line.strip()]
        except ValueError as error:
            raise IngestError(f"is JSON that cannot be read ({str(error)[:80]})") from None
    if isinstance(found, dict) and isinstance(found.get("items"), list) and "jsonfeed.org" in str(found.get("version")):
        return found["items"], _said(found, "title")
    if isinstance(found, dict):
        for key in ("items", "item", "data", "results"):
            if isinstance(found.get(key), list):
                found = found[key]
                break
    return found if isinstance(found, list) else [found], None


def _json_feed(one: dict[str, Any], outlet: str) -> Draft | None:
    """An item of a JSON Feed (1.0, 1.1)."""
    body, text = _said(one, "content_html"), _said(one, "content_text", "summary")
    draft = Draft(
        html_fragments.blocks(body) if body else [Block(" ".join(p.split())) for p in text.split("\n") if p.strip()]
    )
    title = html_fragments.text(_said(one, "title"))
    if not draft.blocks and not title:
        return None
    if title:
        draft.fields["title"] = Stated.stated(title, f"title: {title}")
    if outlet:
        draft.fields["outlet"] = Stated.stated(outlet, f"feed: {outlet}")
    stamp = _said(one, "date_published")
    value = moment(stamp)
    if value:
        draft.fields["published"] = Stated.stated(value, f"date_published: {stamp}")
    people = one.get("authors") if isinstance(one.get("authors"), list) else [one.get("author")]
    names = [_said(person, "name") for person in people or [] if isinstance(person, dict)]
    if any(names):
        put_byline(draft, [name for name in names if name], "authors")
    address = _said(one, "url", "external_url")
    if address.startswith(("http://", "https://")):
        draft.fields["url"] = Stated.stated(address, address)
    language = _said(one, "language")
    if language:
        draft.fields["language"] = Stated.stated(language.split("-")[0].lower(), f"language: {language}")
    return draft


def _ninjs(one: dict[str, Any]) -> Draft | None:
    body = _said(one, "body_xhtml", "body_html", "body_text") or _version(one.get("bodies"), "xhtml", "html", "main")
    headline = _said(one, "headline") or _version(one.get("headlines"), "main")
    if not body and not headline:
        return None
    draft = Draft(
        html_fragments.blocks(body)
        if "<" in body
        else [Block(" ".join(p.split())) for p in body.split("\n\n" if "\n\n" in body else "\n") if p.strip()]
    )
    if not draft.blocks:
        description = _said(one, "description_text") or _version(one.get("descriptions"), "summary")
        draft.blocks = [Block(description)] if description else []
    if headline:
        draft.fields["title"] = Stated.stated(html_fragments.text(headline), f"headline: {headline}"[:300])
    where = "byline" if _said(one, "byline") else "by"
    by = _said(one, where)
    if by:
        _put_names(draft, by, where, one)
    for key in ("firstcreated", "firstCreated", "contentcreated", "contentCreated", "versioncreated", "versionCreated"):
        value = moment(_said(one, key))
        if value:
            draft.fields["published"] = Stated.stated(value, f"{key}: {one[key]}")
            break
    located = one.get("located")
    if isinstance(located, str) and located:
        draft.fields["dateline"] = Stated.stated(located, f"located: {located}")
    source = _said(one, "source", "provider", "copyrightholder", "copyrightHolder") or _named(
        one.get("infosources") or one.get("infoSources")
    )
    if source:
        wire = agency(source, bracketed=True)
        draft.fields["agency" if wire else "outlet"] = Stated.stated(wire or source, f"source: {source}")
    language = _said(one, "language")
    if language:
        draft.fields["language"] = Stated.stated(language.split("-")[0].lower(), f"language: {language}")
    address = _said(one, "url", "uri")
    if address.startswith(("http://", "https://")):
        draft.fields["url"] = Stated.stated(address, address)
    return draft


def _put_names(draft: Draft, by: str, where: str, one: dict[str, Any]) -> None:
    """States who signs. Behind the last comma may stand whom they work for: an agency, a source of this item, no person's name."""
    if agency(by, bracketed=True) or (" " not in by.strip() and by.isupper()):
        draft.fields["agency"] = Stated.stated(agency(by, bracketed=True) or by, f"{where}: {by}")
        return
    people, comma, last = by.rpartition(", ")
    sources = {_said(one, "source", "provider", "copyrightholder", "copyrightHolder").casefold(), ""}
    for key in ("infosources", "infoSources"):
        values = one.get(key)
        sources |= (
            {str(v.get("name", "")).casefold() for v in values if isinstance(v, dict)}
            if isinstance(values, list)
            else set()
        )
    if comma and (last.casefold() in sources or agency(last) or not is_name(last, least=2)):
        if wire := agency(last):
            draft.fields["agency"] = Stated.stated(wire, f"{where}: {by}"[:300])
        by = people
    put_byline(draft, [by], where)


def _csl(one: dict[str, Any]) -> Draft:
    text = _said(one, "abstract", "note")
    draft = Draft([Block(" ".join(p.split())) for p in text.split("\n") if p.strip()])
    title = _said(one, "title")
    if title:
        draft.fields["title"] = Stated.stated(html_fragments.text(title), f"title: {title}")
    outlet = _said(one, "container-title", "publisher")
    if outlet:
        draft.fields["outlet"] = Stated.stated(outlet, f"container-title: {outlet}")
    authors = [a for a in one.get("author", []) if isinstance(a, dict)] if isinstance(one.get("author"), list) else []
    names = [
        " ".join(
            filter(
                None,
                (
                    str(a.get(part, ""))
                    for part in ("given", "dropping-particle", "non-dropping-particle", "family", "suffix")
                ),
            )
        ).strip()
        or str(a.get("literal", ""))
        for a in authors
    ]
    names = [" ".join(n.split()) for n in names if n.strip()]
    if names:
        draft.fields["byline"] = Stated.stated(tuple(names), f"author: {'; '.join(names)}"[:300])
        draft.extra["author"] = [{str(k): str(v) for k, v in a.items()} for a in authors]
    value = _date_parts(one.get("issued"))
    if value:
        draft.fields["published"] = Stated.stated(value, f"issued: {json.dumps(one['issued'])}"[:200])
    address = _said(one, "URL")
    if address:
        draft.fields["url"] = Stated.stated(address, address)
    language = _said(one, "language")
    if language:
        draft.fields["language"] = Stated.stated(language, f"language: {language}")
    for key, kept in one.items():
        if key not in ("title", "author", "abstract", "note", "issued", "URL", "container-title", "id", "language"):
            draft.extra[str(key)] = kept
    return draft


def _date_parts(issued: Any) -> str | None:
    """Return a CSL date as ISO, as far as it is known: ``2025-05-03``, ``2025-05``, ``2025``."""
    if not isinstance(issued, dict):
        return moment(issued) if isinstance(issued, str) else None
    parts = issued.get("date-parts")
    if isinstance(parts, list) and parts and isinstance(parts[0], list):
        try:
            numbers = [int(part) for part in parts[0][:3]]
        except (TypeError, ValueError):
            return None
        value = "-".join([f"{number:04}" if place == 0 else f"{number:02}" for place, number in enumerate(numbers)])
        return moment(value) if len(numbers) == 3 else partial(value)
    written = issued.get("raw") or issued.get("literal")
    return (moment(written) or partial(written)) if isinstance(written, str) else None


def _said(one: dict[str, Any], *keys: str) -> str:
    for key in keys:
        value = one.get(key)
        if isinstance(value, str) and value.strip():
            return value.strip()
    return ""


def _version(values: Any, *roles: str) -> str:
    """One of several versions of a text (ninjs 2 and 3): by role or content type, else the first."""
    found = (
        [v for v in values if isinstance(v, dict) and isinstance(v.get("value"), str)]
        if isinstance(values, list)
        else []
    )
    for role in roles:
        for version in found:
            if role in str(version.get("role", "")) + str(version.get("contenttype", version.get("contentType", ""))):
                return str(version["value"])
    return str(found[0]["value"]) if found else ""


def _named(values: Any) -> str:
    for one in values if isinstance(values, list) else []:
        if isinstance(one, dict) and isinstance(one.get("name"), str):
            return str(one["name"])
    return ""
