"""When a web page was published: machine dates in JSON-LD, meta elements, ``time`` elements, and the date it shows by its heading.

The day of the last change, of comments, of other stories and of the copyright are never taken.
"""

from __future__ import annotations

import datetime
import html
import re
from collections.abc import Mapping, Sequence
from typing import Any

from briefing.ingest.plain_text import dates
from briefing.ingest.readers.web.visible_metadata import Shown

_NAMES = (
    "article:published_time", "article:published", "og:published_time", "og:article:published_time", "article:published:time", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime",
    "cxenseparse:publishtime", "datepublished", "date.published", "publishdate", "publish-date", "publish_date", "pubdate", "publication_date", "published_at", "swiftype:published_at", "dcterms.created", "dcterms.issued",
    "dc.date.issued", "dc.date.created", "dc.date.published", "article.published", "originalpublicationdate", "citation_publication_date", "citation_date", "article_date_original", "ptime", "bt:pubdate", "displaydate",
    "rnews:datepublished", "article.created", "dc.date", "dcterms.date", "date", "datecreated",
)  # fmt: skip
_NAMED = re.compile(
    r"(?:publi(?:cation|shed|sh)|issued?|original|first)[._:-]?(?:date|time|on|at|timestamp)|pub[._:-]?(?:date|time)|(?:date|time)[._:-]?(?:published|posted|publication)",
    re.IGNORECASE,
)
_NOT = re.compile(r"modif|updat|expir|unpubl|end|event|birth|last|max|valid", re.IGNORECASE)
"""Further names that say what they are."""
_JAVA = re.compile(r"[A-Z][a-z]{2} ([A-Z][a-z]{2} [0-9]{1,2}) ([0-9]{2}:[0-9]{2}):[0-9]{2} ([A-Z]{2,5}) ([0-9]{4})")
"""``Fri Mar 13 21:30:09 EST 2015``; the letters of the zone mean several, but for UTC and GMT."""
_FRACTION = re.compile(r"(?<=[0-9]:[0-9]{2})[.,][0-9]{1,12}")


def published(article: Mapping[str, Any], meta: Mapping[str, Sequence[str]], shown: Shown) -> tuple[str, str] | None:
    """(ISO, evidence) of the publication, or ``None``."""
    candidates: list[tuple[str, str]] = []
    for key in ("datePublished", "dateCreated"):
        value = article.get(key)
        value = value[0] if isinstance(value, list) and value else value
        if isinstance(value, (str, int)):
            candidates.append((str(value), f"JSON-LD {key}"))
    candidates += [(meta[name][0], name) for name in _NAMES if meta.get(name)]
    candidates += [(meta[name][0], name) for name in meta if _NAMED.search(name) and not _NOT.search(name)]
    candidates += [(value, "time") for value in shown.stamps()]
    for value, where in candidates:
        found = stamp(value)
        if found:
            return found, f"{where}: {value[:80]}"
    for line in shown.dates():
        found_all = [date for date in dates.find(line) if date.full and not date.doubt]
        if len({date.value[:10] for date in found_all}) == 1:
            return found_all[0].value, line[:200]
    return None


def stamp(text: str) -> str | None:
    """A machine's date as ISO: as :func:`dates.iso`, and seconds or milliseconds since 1970; zero is no date."""
    text = html.unescape(text)[:100].strip()
    if re.fullmatch(r"1[0-9]{9}(?:[0-9]{3})?", text):
        moment = datetime.datetime.fromtimestamp(int(text[:10]), datetime.UTC)
        return moment.strftime("%Y-%m-%dT%H:%M+00:00")
    java = _JAVA.fullmatch(text)
    if java is not None:
        text = f"{java[1]} {java[4]} {java[2]}" + (" UTC" if java[3] in ("UTC", "GMT") else "")
    found = dates.iso(_FRACTION.sub("", text))
    return None if found is None or found.startswith("1970-01-01") else found
