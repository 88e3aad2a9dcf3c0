"""The addresses of an article: its own and those that its text prints. Pure; opens nothing."""

from __future__ import annotations

import re
from itertools import islice
from typing import Final
from urllib.parse import urlsplit

from briefing.model import Document

LOOKED_THROUGH: Final = 5_000_000
"""Code points of a text in which addresses are looked for."""

_ADDRESS: Final = re.compile(r"https?://[^\s<>\"“”«»|\\^`{}\[\]]{3,2000}", re.IGNORECASE)
_NOT_AT_THE_END: Final = ".,;:!?'’”)…*_"


def links_of(document: Document, most: int) -> list[str]:
    """Return the article's own address, then those in its text in their order, each once, ``most`` of them."""
    own = document.article.url.value
    printed = (_trimmed(match[0]) for match in _ADDRESS.finditer(document.text, 0, LOOKED_THROUGH))
    return list(islice(dict.fromkeys([*([own] if own else []), *islice(printed, 4 * most)]), most))


def _trimmed(address: str) -> str:
    """Return an address without the punctuation of the sentence around it; a bracket that it opens itself stays."""
    trimmed = address.rstrip(_NOT_AT_THE_END)
    opened = trimmed.count("(") > trimmed.count(")")
    return f"{trimmed})" if opened else trimmed


def host_of(address: str) -> str:
    """Return the host of an address as the network knows it, so that look-alike letters show; "" if there is none."""
    try:
        host = urlsplit(address).hostname or ""
        return host if host.isascii() else host.encode("idna").decode("ascii")
    except (ValueError, UnicodeError):
        return ""
