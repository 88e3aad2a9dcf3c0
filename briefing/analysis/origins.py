"""Where the words of a statement come from, and who is said to have said them: counted and voted, never guessed.

Both look only at the words that the articles print around the quotation.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from briefing.analysis import wordlists
from briefing.model import Quotation
from briefing.text import fold

_SOURCES = re.compile(
    r"\b(?:(?:press|news|media)\s+(?:release|conference|briefing)|statement|briefing|interview|tweet|tweeted|speech)\b",
    re.IGNORECASE,
)


def count(
    quotations: Sequence[Quotation], heads: Mapping[str, str], texts: Mapping[str, str]
) -> tuple[int, tuple[str, ...]]:
    """How many origins the words have, and the words that say so.

    ``heads`` maps the articles to representatives of their copy groups, ``texts`` to what they print.
    """
    evidence: list[str] = []
    for quotation in quotations:
        text = texts.get(quotation.article, "")
        window = text[quotation.span[1] : quotation.span[1] + 120].split("\n")[0]
        found = _SOURCES.search(window)
        if found:
            evidence.append(window[: found.end()].strip(" ,.”\"'’"))
    return (1 if evidence else len(set(heads.values()))), tuple(dict.fromkeys(evidence))


def speaker(quotations: Sequence[Quotation]) -> str | None:
    """The name that most of the articles give, fuller names before shorter, names before roles; ``None`` if none does."""
    votes: Counter[str] = Counter()
    for quotation in quotations:
        name = quotation.speaker.name
        if name:
            votes[name] += 1
    if not votes:
        return None

    def rank(name: str) -> tuple[bool, int, int, str]:
        role = any(word in wordlists.load("sense")["role"] for word in fold(name).split())
        return (role, -votes[name], -len(name.split()), name)

    return min(votes, key=rank)
