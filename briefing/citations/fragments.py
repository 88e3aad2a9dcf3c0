"""Addresses that lead a browser to the quoted words: ``#:~:text=`` as the Text Fragments specification says."""

from __future__ import annotations

import re
from urllib.parse import quote

from briefing.citations.item import LEAD_WORDS, Item, Words

WHOLE_WORDS = 10
"""Longest quotation, in words, that is given whole; a longer one is given by its first and last words."""
END_WORDS = LEAD_WORDS
CONTEXT_WORDS = 4
"""Words of context on either side where the words alone stand more than once."""


def with_fragment(item: Item) -> str:
    """Return the item's address with a text fragment that leads to the quotation; the bare address if there is none.

    Prefix and suffix are given where the words alone stand more than once in the article.
    """
    words = item.words
    if words is None or not item.linkable or not words.text.split():
        return item.url
    return f"{item.url}{'' if '#' in item.url else '#'}:~:text={_directive(words)}"


def pieces(text: str) -> list[str]:
    """Return the words that a fragment names: all of a short quotation, else its first and its last words; none across a line's end."""
    first, last = (line.split() for line in (text.strip().split("\n")[0], text.strip().split("\n")[-1]))
    if "\n" not in text.strip() and len(first) <= WHOLE_WORDS:
        return [" ".join(first)]
    return [" ".join(first[:END_WORDS]), " ".join(last[-END_WORDS:])]


def _directive(words: Words) -> str:
    parts = [_encode(piece) for piece in pieces(words.text)]
    prefix = words.before.rsplit("\n", 1)[-1].split()[-CONTEXT_WORDS:] if words.repeated else []
    suffix = words.after.split("\n", 1)[0].split()[:CONTEXT_WORDS] if words.repeated else []
    if prefix:
        parts.insert(0, f"{_encode(' '.join(prefix))}-")
    if suffix:
        parts.append(f"-{_encode(' '.join(suffix))}")
    return ",".join(parts)


def _encode(piece: str) -> str:
    """Percent-encode ``piece``; ``-``, ``,`` and ``&`` have a meaning in the directive, so they are encoded as well."""
    return quote(re.sub("\N{REPLACEMENT CHARACTER}", "", piece), safe="").replace("-", "%2D")
