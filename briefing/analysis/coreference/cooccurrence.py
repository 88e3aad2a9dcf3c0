"""Who appears together with whom, and who said what: pure functions over resolved names. Recognises and resolves nothing."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from briefing.model import Companion, Entity, Mention, Quotation
from briefing.text import fold, sentences

LONGEST = 2_000_000
"""Code points of one article beyond which its sentences are not looked at."""


def together(
    entity: Entity, others: Iterable[Entity], text: Callable[[str], str], *, limit: int = 50
) -> tuple[Companion, ...]:
    """Who is named in the same articles as ``entity``: most articles first, then most common sentences, then the one who is
    named in fewer other articles, then A-Z. ``text`` gives an article's text by its id."""
    own: dict[str, list[int]] = {}
    for mention in entity.mentions:
        own.setdefault(mention.article, []).append(mention.span[0])
    shared: list[tuple[int, Entity, dict[str, list[int]]]] = []
    for other in others:
        if other.id == entity.id:
            continue
        places: dict[str, list[int]] = {}
        for mention in other.mentions:
            if mention.article in own:
                places.setdefault(mention.article, []).append(mention.span[0])
        if places:
            shared.append((len(places), other, places))
    if limit and len(shared) > limit:
        # Sentences only decide between those who share as many articles: nobody below the limit's count can come up.
        least = sorted((count for count, _, _ in shared), reverse=True)[limit - 1]
        shared = [each for each in shared if each[0] >= least]
    bounds: dict[str, tuple[list[int], set[int]]] = {}
    for article, starts in own.items():
        if any(article in places for _, _, places in shared):
            begins = _begins(text(article))
            bounds[article] = (begins, {bisect_right(begins, start) for start in starts})
    made = []
    for count, other, places in shared:
        common = 0
        for article, starts in places.items():
            begins, mine = bounds[article]
            common += len({bisect_right(begins, start) for start in starts} & mine)
        made.append(Companion(other.id, other.name, other.type, count, common, other.articles))
    made.sort(key=lambda c: (-c.articles, -c.sentences, c.articles_in_all, fold(c.name), c.name))
    return tuple(made[:limit] if limit else made)


def _begins(text: str) -> list[int]:
    """Where the sentences of ``text`` begin; a paragraph ends a sentence."""
    if len(text) > LONGEST:
        return [0]
    begins = []
    start = 0
    for part in text.split("\n\n"):
        begins += [begin for begin, _ in sentences(text, start, start + len(part))]
        start += len(part) + 2
    return begins


def said_by(entity: Entity, quotations: Iterable[Quotation]) -> list[Quotation]:
    """Those of ``quotations`` (all of one article) whose speaker is ``entity``."""
    return [q for q in quotations if entity.id in speakers([q], [entity]).get(q.id, ())]


def speakers(quotations: Sequence[Quotation], entities: Iterable[Entity]) -> Mapping[str, tuple[str, ...]]:
    """Quotation id -> ids of the entities that spoke it, for one article's quotations and the entities named in it (their
    mentions in other articles are left alone).

    The name where the quotation is attributed decides; for a pronoun or a role the resolved name does, by the spellings of
    the entities in this article, and if that names several, nobody.
    """
    spoken = [q for q in quotations if q.speaker.name]
    if not spoken:
        return {}
    article = spoken[0].article
    at: list[tuple[Mention, str]] = []
    forms: dict[str, Counter[str]] = {}
    for entity in entities:
        own = [mention for mention in entity.mentions if mention.article == article]
        at += [(mention, entity.id) for mention in own]
        if own:
            for form in {fold(entity.name), *(fold(mention.text) for mention in own)}:
                forms.setdefault(form, Counter())[entity.id] += 1
            # How the resolver of speakers writes a name may be how another article prints it.
            for form in {fold(alias.text) for alias in entity.aliases if " " in alias.text}:
                forms.setdefault(form, Counter())[entity.id] += 1
    at.sort(key=lambda pair: pair[0].span)
    starts = [mention.span[0] for mention, _ in at]
    found: dict[str, tuple[str, ...]] = {}
    for quotation in spoken:
        speaker = quotation.speaker
        if speaker.mention_span is not None:
            start, end = speaker.mention_span
            here = []
            place = bisect_right(starts, end - 1) - 1
            while place >= 0 and at[place][0].span[1] > start:
                here.append(at[place])
                place -= 1
            if here:
                # "Ost of the road office": the person whose name it is, not the office.
                wanted = fold(speaker.name or "")
                exact = [id for mention, id in here if fold(mention.text) == wanted or id in forms.get(wanted, ())]
                found[quotation.id] = tuple(dict.fromkeys(exact or [here[-1][1]]))
                continue
        named = forms.get(fold(speaker.name or ""), ())
        if len(named) == 1:
            found[quotation.id] = tuple(named)
    return found
