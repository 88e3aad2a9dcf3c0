"""What a person types into a field of an article's metadata, checked before it is kept."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from briefing.errors import BriefingError
from briefing.store.state.corrected_metadata import names_of
from briefing.store.state.rows import METADATA
from briefing.text import one_line, safe_text

LONGEST: Final = 2_000
"""Code points."""


def checked(field: str, value: str) -> str | None:
    """Return ``value`` as it is kept, or None for nothing: the field is the file's again.

    Raises:
        BriefingError: there is no such field, or the value is no day, no language or no address.
    """
    if field not in METADATA:
        raise BriefingError(f"{one_line(field)} cannot be written by hand; what can: {', '.join(METADATA)}")
    written = one_line(safe_text(value)).strip()
    if not written:
        return None
    if len(written) > LONGEST:
        raise BriefingError(f"{field}: more than {LONGEST:,} characters")
    kept = _READ.get(field, str)(written)
    if kept is None:
        raise BriefingError(f"{field}: {_WANTED[field]}")
    return kept


def _day(text: str) -> str | None:
    from briefing.ingest.plain_text.dating import dates

    return next(filter(None, (read(text) for read in (dates.partial, dates.iso))), None)


def _language(text: str) -> str | None:
    return text.lower() if re.fullmatch(r"[A-Za-z]{2,3}", text) else None


def _address(text: str) -> str | None:
    return text if re.fullmatch(r"https?://\S+", text) else None


def _names(text: str) -> str | None:
    names = names_of(text)
    return "; ".join(names) if names else None


_READ: Final[Mapping[str, Callable[[str], str | None]]] = {
    "published": _day,
    "language": _language,
    "url": _address,
    "byline": _names,
}
_WANTED: Final = {
    "published": "write a day as 2025-05-03, a month as 2025-05 or a year",
    "language": "write a language by its code, as en or fr",
    "url": "write an address that begins with https://",
    "byline": "write names, apart by semicolons",
}
