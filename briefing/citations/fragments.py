"""Addresses that lead a browser to the quoted words: ``#:~:text=`` as the Text Fragments specification says."""

from __future__ import annotations

import re
from urllib.parse import quote

from briefing.citations.item import Item

WHOLE_WORDS = 10
"""Longest quotation, in words, that is given whole; a longer one is given by its first and last words."""
END_WORDS = 5
CONTEXT_WORDS = 4
"""Words of context on either side where the words alone stand more than once."""


def with_fragment(item: Item) -> str:
    """Return the item's address with a text fragment that leads to the quotation; the bare address if there is none.

    Prefix and suffix are given where the words alone stand more than once in the article.
    """
    words = item.words
    if words is None or not item.linkable or not words.text.split():
        return item.url
    directive = _directive(words.text, words.before, words.after, words.repeated)
    return f"{item.url}{'' if '#' in item.url else '#'}:~:text={directive}"


def _directive(text: str, before: str, after: str, repeated: bool) -> str:
    words = text.split()
    one_block = "\n" not in text
    whole = one_block and len(words) <= WHOLE_WORDS
    parts = [" ".join(words)] if whole else [" ".join(words[:END_WORDS]), " ".join(words[-END_WORDS:])]
    prefix, suffix = "", ""
    if repeated:
        prefix = " ".join(before.rsplit("\n", 1)[-1].split()[-CONTEXT_WORDS:])
        suffix = " ".join(after.split("\n", 1)[0].split()[:CONTEXT_WORDS])
    return ",".join(
        [
            *([f"{_encode(prefix)}-"] if prefix else []),
            *map(_encode, parts),
            *([f"-{_encode(suffix)}"] if suffix else []),
        ]
    )


def _encode(piece: str) -> str:
    """Percent-encode ``piece``; ``-``, ``,`` and ``&`` have a meaning in the directive, so they are encoded as well."""
    return quote(re.sub("\N{REPLACEMENT CHARACTER}", "", piece), safe="").replace("-", "%2D")
