"""Names in headlines that are all capitals: capitals say nothing there, so that the rest of the article tells.

Takes the names that the article decided elsewhere and finds them again in the shouted words; what no table and no other
line of the article knows is no name. Linear in the words of the headlines.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

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
    kinds: dict[Forms, Counter[EntityType]] = defaultdict(Counter)
    demonyms: set[Forms] = set()
    for candidate, kind in decided:
        forms = tuple(form.lower() for form in candidate.forms[:_LONGEST])
        kinds[forms][kind] += 1 + candidate.listed
        if candidate.label == "demonym":
            demonyms.add(forms)
        for short in _short_forms(forms, candidate, kind, names):
            kinds[short][kind] += 1
    starts: dict[str, list[Forms]] = defaultdict(list)
    for forms in sorted(kinds, key=len, reverse=True):
        starts[forms[0]].append(forms)
    return [
        (
            Candidate(words, at, at + len(forms), label="demonym" if forms in demonyms else ""),
            kinds[forms].most_common(1)[0][0],
        )
        for words in shouted
        for at, forms in _standing(words, starts)
    ]


Forms = tuple[str, ...]


def _short_forms(forms: Forms, candidate: Candidate, kind: EntityType, names: Collection[str]) -> Iterator[Forms]:
    """Yield what headlines make of a name of several words: a firm without its legal form, a team without its place, a surname."""
    if len(forms) < 2:
        return
    if kind == "organisation" and candidate.forms[-1] in LEGAL:
        yield forms[:-1]
    if kind == "organisation" and len(forms) == 2 and candidate.forms[0] in names:  # the Tollhaven Herons
        yield forms[1:]
    if kind == "person" and len(forms[-1]) > 2:
        yield forms[-1:]


def _standing(words: list[Word], starts: Mapping[str, Sequence[Forms]]) -> Iterator[tuple[int, Forms]]:
    """Yield the names that stand in shouted words, and where; ``starts``: by their first word, the longest first."""
    lower = tuple(word.form.lower() for word in words)
    at = 0
    while at < len(lower):
        names = starts.get(lower[at], ()) if words[at].form[0].isupper() else ()
        forms = next((each for each in names if lower[at : at + len(each)] == each), None)
        if forms is not None:
            yield at, forms
        at += 1 if forms is None else len(forms)
