"""Who else carries a quotation, asked of an archive: the runs of its words that are rarest become a query."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.lexicon.background import weight_of
from briefing.text import QUERY_MARKS, WORD, fold

RUN = 3
"""Words of a run: few enough that a word that was changed elsewhere does not hide the sentence."""
RUNS = 8
"""Runs of a query at most."""
_SIGNS = re.compile(f'["{QUERY_MARKS}]')


def query_for(quotation: str) -> str:
    """Return a query for articles that print rare runs of the words of a quotation; "" if it has no words."""
    words = [match.group() for match in WORD.finditer(_SIGNS.sub(" ", quotation))]
    weights = [max(map(weight_of, fold(word).split()), default=0.0) for word in words]
    width = min(RUN, len(words))
    if not width:
        return ""
    starts = range(len(words) - width + 1)
    rarest = sorted(starts, key=lambda start: (-sum(weights[start : start + width]), start))
    chosen = sorted(_apart(rarest, width)[:RUNS])
    return " OR ".join(f'"{" ".join(words[start : start + width])}"' for start in chosen)


def _apart(runs: Sequence[int], width: int) -> list[int]:
    """Return the runs, in their order, that share no word with one before them."""
    chosen: list[int] = []
    for start in runs:
        if all(abs(start - other) >= width for other in chosen):
            chosen.append(start)
    return chosen
