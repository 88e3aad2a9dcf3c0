"""What a web page states of itself: JSON-LD, OpenGraph and meta elements, its heading. Extracts no body text.

The order of trust follows measurement on news pages: JSON-LD of the article, OpenGraph and ``article:`` properties, other meta
elements, then what the page shows. A date found only by a heuristic over the page is never taken.
"""

from __future__ import annotations

import html
import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from briefing.ingest import bylines, dates
from briefing.ingest.agencies import agency
from briefing.ingest.draft import Draft
from briefing.model import Stated
from briefing.text import fold

_ARTICLES = re.compile(r"(?:\w*Article|BlogPosting|Report|LiveBlogPosting|Review|ReportageNewsArticle)$")
_DATE_NAMES = (
    "article:published_time", "article:published", "og:published_time", "og:article:published_time", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime",
    "datepublished", "date.published", "publishdate", "publish-date", "publish_date", "pubdate", "publication_date", "dcterms.created", "dcterms.issued", "dc.date.issued",
    "dc.date", "dcterms.date", "date", "originalpublicationdate", "article.published", "citation_publication_date", "article_date_original", "ptime", "bt:pubdate", "displaydate", "rnews:datepublished",
)  # fmt: skip
_AUTHOR_NAMES = (
    "author",
    "article:author",
    "og:article:author",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "byl",
    "byline",
    "citation_author",
    "article:author_name",
    "cxenseparse:author",
    "twitter:data1",
)
_SITE_SUFFIX = re.compile(r"\s+[|–—·•«»-]\s+[^|–—·•«»]{2,60}$")
_MOST = 1_000_000


class Facts:
    """What was found: ``meta`` (name -> values), ``article`` (the JSON-LD object), ``headings``, ``title``, ``language``, ``url``, ``times``, ``authors``."""

    def __init__(self) -> None:
        self.meta: dict[str, list[str]] = {}
        self.article: dict[str, Any] = {}
        self.headings: list[str] = []
        self.title = ""
        self.language = ""
        self.url = ""
        self.times: list[tuple[str, str]] = []
        self.authors: list[str] = []
        self.standfirst = ""


def collect(tree: Any, source: str) -> Facts:
    """Walks the page once and collects what it states."""
    facts = Facts()
    objects: list[Any] = []
    for node in tree.iter():
        tag = node.tag
        if not isinstance(tag, str):
            continue
        tag = tag.rpartition("}")[2].lower()
        if tag == "meta":
            name = (node.get("property") or node.get("name") or node.get("itemprop") or "").strip().lower()
            content = (node.get("content") or "").strip()
            if name and content and len(content) < 5000:
                facts.meta.setdefault(name, []).append(html.unescape(content))
        elif tag == "script":
            kind = (node.get("type") or "").lower()
            if "ld+json" in kind and node.text and len(node.text) < _MOST:
                objects.extend(_json(node.text))
        elif tag == "title" and not facts.title:
            facts.title = _text(node)
        elif tag == "html":
            facts.language = (
                node.get("lang") or node.get("{http://www.w3.org/XML/1998/namespace}lang") or node.get("xml:lang") or ""
            ).strip()
        elif tag == "link" and (node.get("rel") or "").lower() == "canonical":
            facts.url = facts.url or (node.get("href") or "").strip()
        elif tag == "h1":
            heading = _text(node)
            if heading:
                facts.headings.append(heading)
        elif tag == "time":
            stamp = (node.get("datetime") or "").strip()
            if stamp:
                role = " ".join(
                    filter(
                        None,
                        (
                            node.get("itemprop"),
                            node.get("class"),
                            "pubdate" if node.get("pubdate") is not None else None,
                        ),
                    )
                )
                facts.times.append((stamp, role))
        elif len(facts.authors) < 10:
            _visible(node, tag, facts)
    facts.article = _resolved(_article(objects), objects)
    if not facts.url:
        match = re.search(r"<!--\s*saved from url=\(\d+\)(https?://[^\s<>]{3,1000})", source[:2000])
        if match:
            facts.url = match[1]
    return facts


_ASIDE = re.compile(
    r"comment|reply|replies|respond|related|recommend|most-?(?:read|viewed|popular)|sidebar|teaser|trending",
    re.IGNORECASE,
)
_MAYBE_AUTHOR = re.compile(r"author|byline", re.IGNORECASE)


def _visible(node: Any, tag: str, facts: Facts) -> None:
    """Bylines and standfirsts that the page marks by class or attribute."""
    marks = f"{node.get('class') or ''} {node.get('itemprop') or ''} {node.get('data-testid') or ''}".lower()
    rel = (node.get("rel") or "").lower()
    if _ASIDE.search(marks) or (
        _MAYBE_AUTHOR.search(marks + rel)
        and any(_ASIDE.search(f"{one.get('class') or ''} {one.get('id') or ''}") for one in node.iterancestors())
    ):
        return  # who wrote a comment or another story
    if (
        rel == "author"
        or node.get("itemprop") == "author"
        or re.search(r"\b(?:byline|author)(?:[-_]+(?:name|link|text))?\b", marks)
    ):
        shown = _text(node)
        if 2 < len(shown) <= 120:
            facts.authors.append(shown)
    elif not facts.standfirst and re.search(
        r"\b(?:standfirst|article[-_]+(?:dek|summary|subtitle|subheadline|standfirst|lede)|dek|strapline|sub-?headline)\b",
        marks,
    ):
        shown = _text(node)
        if 30 <= len(shown) <= 500:
            facts.standfirst = shown


def _text(node: Any) -> str:
    return " ".join("".join(node.itertext()).split())[:1000]


def _json(text: str) -> Iterator[Any]:
    text = re.sub(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*$", "", text.strip())
    try:
        yield json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return


def _article(objects: list[Any]) -> dict[str, Any]:
    """The JSON-LD object of the article: the one with a headline or date among those of an article's type."""
    best: dict[str, Any] = {}
    waiting, seen = list(objects), 0
    while waiting and seen < 2000:
        one = waiting.pop(0)
        seen += 1
        if isinstance(one, list):
            waiting.extend(one[:200])
            continue
        if not isinstance(one, dict):
            continue
        types = one.get("@type")
        names = types if isinstance(types, list) else [types]
        if any(isinstance(name, str) and _ARTICLES.search(name) for name in names) and _weight(one) > _weight(best):
            best = one
        keys = ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "hasPart")
        waiting += [one[key] for key in keys if isinstance(one.get(key), (list, dict))]
    return best


def _resolved(article: dict[str, Any], objects: list[Any]) -> dict[str, Any]:
    """``article`` with the people and publisher to which it only refers (``{"@id": "#ada"}``), as graphs do."""
    known: dict[str, dict[str, Any]] = {}
    waiting, seen = list(objects), 0
    while waiting and seen < 2000:
        one = waiting.pop()
        seen += 1
        if isinstance(one, list):
            waiting.extend(one[:200])
        elif isinstance(one, dict):
            if isinstance(one.get("@id"), str) and one.get("name"):
                known[one["@id"]] = one
            waiting += [
                value
                for key, value in one.items()
                if isinstance(value, list) or (key in ("author", "publisher", "mainEntity") and isinstance(value, dict))
            ]
    result = dict(article)
    for name in ("author", "creator", "publisher"):
        value = result.get(name)
        if isinstance(value, list):
            result[name] = [
                known.get(str(one.get("@id")), one) if isinstance(one, dict) and not one.get("name") else one
                for one in value[:50]
            ]
        elif isinstance(value, dict) and not value.get("name"):
            result[name] = known.get(str(value.get("@id")), value)
    if not result.get("author") and result.get("creator"):
        result["author"] = result["creator"]
    return result


def _weight(one: dict[str, Any]) -> int:
    return sum(key in one for key in ("headline", "datePublished", "author"))


def apply(facts: Facts, draft: Draft, url: str | None) -> None:
    """Puts what the page states into ``draft``."""
    _title(facts, draft)
    _byline(facts, draft)
    _date(facts, draft)
    publisher = _name(facts.article.get("publisher"))
    outlet = publisher or _first(
        facts,
        "og:site_name",
        "application-name",
        "al:android:app_name",
        "citation_journal_title",
        "dc.publisher",
        "twitter:app:name:iphone",
    )
    if outlet:
        where = "JSON-LD publisher" if publisher else "og:site_name"
        outlet = _outlet(outlet)
        if agency(outlet):
            draft.fields.setdefault("agency", Stated.stated(outlet, f"{where}: {outlet}"))
        draft.fields["outlet"] = Stated.stated(outlet, f"{where}: {outlet}")
    address = url or facts.url or _first(facts, "og:url", "twitter:url")
    if address and re.match(r"https?://", address):
        draft.fields["url"] = Stated.stated(address, address)
    language = facts.language or _first(facts, "og:locale", "content-language", "language")
    if language and re.match(r"[A-Za-z]{2,3}(?:[-_]|$)", language):
        draft.fields["language"] = Stated.stated(re.split(r"[-_]", language)[0].lower(), f'lang="{language}"')
    if facts.standfirst:
        draft.fields["standfirst"] = Stated.stated(facts.standfirst, facts.standfirst)
    section = facts.article.get("articleSection") or _first(facts, "article:section", "og:article:section")
    section = section[0] if isinstance(section, list) and section else section
    if isinstance(section, str) and section:
        draft.extra["section"] = " ".join(html.unescape(section).split())[:200]


def _title(facts: Facts, draft: Draft) -> None:
    """The title on which most of the page's statements agree; the order of trust decides where they all differ."""
    headline = facts.article.get("headline")
    known: list[tuple[str, str]] = []
    if isinstance(headline, str) and headline.strip():
        known.append((" ".join(_unescape(headline).split()), "JSON-LD headline"))
    names = ("og:title", "twitter:title", "parsely-title", "sailthru.title", "dc.title")
    known += [(_without_site(_first(facts, name), facts), name) for name in names if _first(facts, name)]
    if facts.title:
        known.append((_without_site(facts.title, facts), "title"))
    known += [
        (heading, "h1")
        for heading in facts.headings[:5]
        if len(heading.split()) >= 2 and any(_alike(heading, text) for text, _ in known)
    ]
    if not known and len(facts.headings) == 1:
        known.append((facts.headings[0], "h1"))
    if not known:
        return
    votes = Counter(fold(text) for text, where in known if where != "twitter:title")
    text, where = max(known, key=lambda one: votes[fold(one[0])])
    draft.fields["title"] = Stated.stated(text, f"{where}: {text}")


def _alike(a: str, b: str) -> bool:
    first, second = set(re.findall(r"\w+", fold(a))), set(re.findall(r"\w+", fold(b)))
    return (
        bool(first and second)
        and len(first & second) >= 0.6 * min(len(first), len(second))
        and len(first & second) >= min(3, len(first))
    )


def _without_site(title: str, facts: Facts) -> str:
    """``title`` without the site's name behind it."""
    site = fold(_first(facts, "og:site_name") or _name(facts.article.get("publisher")) or "")
    while not _first(facts, "og:title") and len(re.findall(r"\s[|»]\s", title)) > 1:
        title = re.sub(r"\s+[|»]\s+[^|»]*$", "", title)  # "Title » Local » News"
    match = _SITE_SUFFIX.search(title)
    if match and (
        not site
        or site in fold(match.group())
        or fold(match.group().strip(" |–—·•«»-")) in site
        or not _first(facts, "og:title")
    ):
        return title[: match.start()].strip()
    return title


def _byline(facts: Facts, draft: Draft) -> None:
    sources: list[tuple[list[str], str]] = [(_names(facts.article.get("author")), "JSON-LD author")]
    sources += [(facts.meta.get(name, []), name) for name in _AUTHOR_NAMES]
    sources.append((facts.authors, "byline"))
    for values, where in sources:
        if where == "twitter:data1" and "written by" not in " ".join(facts.meta.get("twitter:label1", [])).lower():
            continue
        names: list[str] = []
        for value in values:
            names += _people(value)
        names = list(dict.fromkeys(names))
        names = [
            name for name in names if not any(name.startswith(f"{other} ") for other in names)
        ]  # "Ada Krol For The Elm Courier"
        if names:
            evidence = f"{where}: {', '.join(names)}"
            draft.fields["byline"] = Stated.stated(tuple(names), evidence)
            wire = next((found for found in (agency(name) for name in names) if found), None)
            wire = wire or next(
                (
                    found.agency
                    for value in values
                    if (found := bylines.parse(value if value[:3].lower() == "by " else f"By {value}")) and found.agency
                ),
                None,
            )
            if wire:
                draft.fields["agency"] = Stated.stated(wire, evidence)
            return


def _people(value: str) -> list[str]:
    """The names in one author value; addresses of profile pages give none."""
    value = " ".join(_unescape(value).split())
    if not value or re.match(r"https?://|www\.|/", value) or "@" in value or len(value) > 200:
        return []
    found = bylines.parse(value if re.match(r"by\s", value, re.IGNORECASE) else f"By {value}")
    if found is not None and found.names:
        return list(found.names)
    value = re.sub(r"^by:?\s+", "", value, flags=re.IGNORECASE)
    return (
        [value]
        if value
        and len(value) <= 80
        and not re.search(r"[0-9]{3}|[|:?!]|\bpublished\b|\bupdated\b", value, re.IGNORECASE)
        and not value.isdigit()
        else []
    )


def _names(value: Any, depth: int = 0) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        name = value.get("name")
        if isinstance(name, (list, dict)) and depth < 3:
            return _names(name, depth + 1)
        return [name] if isinstance(name, str) else []
    if isinstance(value, list) and depth < 3:
        return [name for one in value[:20] for name in _names(one, depth + 1)]
    return []


def _name(value: Any) -> str:
    names = _names(value)
    return " ".join(_unescape(names[0]).split())[:120] if names else ""


def _outlet(name: str) -> str:
    """``@theplanet`` or ``The Planet - Breaking News`` as the name alone."""
    return re.split(r"\s+[|–—-]\s+", name.strip().lstrip("@"))[0].strip() or name


def _date(facts: Facts, draft: Draft) -> None:
    candidates: list[tuple[str, str]] = []
    stamp = facts.article.get("datePublished") or facts.article.get("dateCreated")
    if isinstance(stamp, str):
        candidates.append((stamp, "JSON-LD datePublished"))
    candidates += [(facts.meta[name][0], name) for name in _DATE_NAMES if name in facts.meta]
    published = [
        t
        for t in facts.times
        if re.search(r"publish|pubdate|dateposted|entry-date|post-date|created", t[1], re.IGNORECASE)
        and not re.search(r"updat|modif", t[1], re.IGNORECASE)
    ]
    distinct = {t[0][:10] for t in facts.times}
    for stamp, _ in published or (facts.times if len(distinct) == 1 else []):
        candidates.append((stamp, "time"))
    for stamp, where in candidates:
        value = dates.iso(_unescape(stamp)[:100])
        if value:
            draft.fields["published"] = Stated.stated(value, f"{where}: {stamp[:80]}")
            return


def _first(facts: Facts, *names: str) -> str:
    for name in names:
        for value in facts.meta.get(name, []):
            value = " ".join(_unescape(value).split())
            if value:
                return value
    return ""


def _unescape(text: str) -> str:
    """Character references resolved, also where a page escaped them twice."""
    for _ in range(2):
        if "&" not in text:
            break
        text = html.unescape(text)
    return text
