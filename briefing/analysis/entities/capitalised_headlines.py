"""Names in headlines that are all capitals: capitals say nothing there, so that the rest of the article tells.

Takes the names that the article decided elsewhere and finds them again in the shouted words; what no table and no other
line of the article knows is no name. Linear in the words of the headlines.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable

from briefing.analysis.entities.candidates import Candidate
from briefing.analysis.entities.tokens import Word
from briefing.lexicon.name_words import LEGAL
from briefing.model import EntityType

_LONGEST = 8


def found_again(
    shouted: Iterable[list[Word]], decided: Iterable[tuple[Candidate, EntityType]], names: Collection[str]
) -> list[tuple[Candidate, EntityType]]:
    """Return the names of ``decided`` that stand in the ``shouted`` paragraphs too, with the kind that most of them have: a longer
    name before a shorter one, a person also by the last word, a team by the word behind its place (``names``: the names of the tables).
    Demonyms stay demonyms."""
    kinds: dict[tuple[str, ...], Counter[EntityType]] = defaultdict(Counter)
    demonyms: set[tuple[str, ...]] = set()
    for candidate, kind in decided:
        forms = tuple(form.lower() for form in candidate.forms[:_LONGEST])
        kinds[forms][kind] += 1 + candidate.listed
        if candidate.label == "demonym":
            demonyms.add(forms)
        if kind == "organisation" and len(forms) > 1 and candidate.forms[-1] in LEGAL:
            kinds[forms[:-1]][kind] += 1
        if kind == "organisation" and len(forms) == 2 and candidate.forms[0] in names:  # the Tollhaven Herons
            kinds[forms[1:]][kind] += 1
        if kind == "person" and len(forms) > 1 and len(forms[-1]) > 2:
            kinds[forms[-1:]][kind] += 1
    starts: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for forms in sorted(kinds, key=len, reverse=True):
        starts[forms[0]].append(forms)
    again: list[tuple[Candidate, EntityType]] = []
    for words in shouted:
        lower = tuple(word.form.lower() for word in words)
        at = 0
        while at < len(lower):
            for forms in starts.get(lower[at], ()):
                if lower[at : at + len(forms)] == forms and words[at].form[0].isupper():
                    label = "demonym" if forms in demonyms else ""
                    again.append(
                        (Candidate(words, at, at + len(forms), label=label), kinds[forms].most_common(1)[0][0])
                    )
                    at += len(forms)
                    break
            else:
                at += 1
    return again
