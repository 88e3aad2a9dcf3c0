"""Who appears together with whom, and who said what: pure functions over resolved names. Recognises and resolves nothing."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Container, Iterable, Mapping, Sequence

from briefing.lexicon.speech.speaker_words import PREPOSITIONS
from briefing.model import Companion, Entity, Mention, Quotation, Speaker
from briefing.text import fold, sentences

LONGEST = 2_000_000
"""Code points of one article beyond which its sentences are not looked at."""


def together(
    entity: Entity, others: Iterable[Entity], text: Callable[[str], str], *, limit: int = 50
) -> tuple[Companion, ...]:
    """Return who is named in the same articles as ``entity``: most articles first, then most common sentences, then the one who
    is named in fewer other articles, then A-Z.

    Args:
        text: gives an article's text by its id.
        limit: how many at most; 0 for all.
    """
    own = _places(entity)
    shared = [(other, places) for other in others if other.id != entity.id and (places := _places(other, own))]
    if limit and len(shared) > limit:
        # Sentences only decide between those who share as many articles: nobody below the limit's count can come up.
        least = sorted((len(places) for _, places in shared), reverse=True)[limit - 1]
        shared = [(other, places) for other, places in shared if len(places) >= least]
    wanted = {article for _, places in shared for article in places}
    begins = {article: _begins(text(article)) for article in own if article in wanted}
    spoken = {article: _numbers(begins[article], own[article]) for article in begins}
    companions = []
    for other, places in shared:
        common = sum(len(_numbers(begins[article], starts) & spoken[article]) for article, starts in places.items())
        companions.append(Companion(other.id, other.name, other.type, len(places), common, other.articles))
    companions.sort(key=lambda c: (-c.articles, -c.sentences, c.articles_in_all, fold(c.name), c.name))
    return tuple(companions[:limit] if limit else companions)


def _places(entity: Entity, within: Container[str] | None = None) -> dict[str, list[int]]:
    """Return article -> where ``entity`` is named in it, for the articles ``within`` (all if None)."""
    places: dict[str, list[int]] = {}
    for mention in entity.mentions:
        if within is None or mention.article in within:
            places.setdefault(mention.article, []).append(mention.span[0])
    return places


def _numbers(begins: list[int], starts: Iterable[int]) -> set[int]:
    """Return the numbers of the sentences in which ``starts`` lie."""
    return {bisect_right(begins, start) for start in starts}


def _begins(text: str) -> list[int]:
    """Return where the sentences of ``text`` begin; a paragraph ends a sentence."""
    if len(text) > LONGEST:
        return [0]
    begins = []
    start = 0
    for part in text.split("\n\n"):
        begins += [begin for begin, _ in sentences(text, start, start + len(part))]
        start += len(part) + 2
    return begins


def said_by(
    entity: Entity, quotations: Sequence[Quotation], named: Callable[[], Iterable[Entity]] | None = None
) -> list[Quotation]:
    """Return those of ``quotations`` (all of one article) whose speaker is ``entity``. ``named`` gives all whom the article names: asked only
    where a speaker is called by a noun (``the department``), which may be another body's."""
    spoke = speakers(quotations, [entity])
    own = [q for q in quotations if entity.id in spoke.get(q.id, ())]
    if named is None:
        return own
    if any(_noun_of(q.speaker) for q in own):
        spoke = speakers(own, named())
    return [q for q in own if entity.id in spoke.get(q.id, ())]


def speakers(quotations: Sequence[Quotation], entities: Iterable[Entity]) -> Mapping[str, tuple[str, ...]]:
    """Return quotation id -> ids of the entities that spoke it, for one article's quotations and the entities named in it (their
    mentions in other articles are left alone).

    The name where the quotation is attributed decides, if it is the speaker's own and no part of a title ("Harbour Secretary Ada
    Krol" is not the harbour); for a pronoun or a role the resolved name does, by the spellings of the entities in this article;
    for a noun ("the department") the body named before that is one. If that names several, nobody.
    """
    attributed = [q for q in quotations if q.speaker.name]
    if not attributed:
        return {}
    cast = _Cast(attributed[0].article, tuple(entities))
    spoken = {q.id: cast.spoke(q.speaker) for q in attributed}
    return {id: entities for id, entities in spoken.items() if entities}


class _Cast:
    """Who is named in one article: by place and by spelling."""

    def __init__(self, article: str, entities: Sequence[Entity]) -> None:
        self._at: list[tuple[Mention, str]] = []
        self._forms: dict[str, set[str]] = {}
        self._bodies = {entity.id for entity in entities if entity.type == "organisation"}
        for entity in entities:
            mentions = [mention for mention in entity.mentions if mention.article == article]
            self._at += [(mention, entity.id) for mention in mentions]
            if mentions:
                # How the resolver of speakers writes a name may be how another article prints it.
                aliases = [alias.text for alias in entity.aliases if " " in alias.text]
                for form in (entity.name, *(mention.text for mention in mentions), *aliases):
                    self._forms.setdefault(fold(form), set()).add(entity.id)
        self._at.sort(key=lambda pair: pair[0].span)
        self._starts = [mention.span[0] for mention, _ in self._at]

    def spoke(self, speaker: Speaker) -> tuple[str, ...]:
        """Return who the speaker is, nobody where that is not known."""
        ways = (self.named_at, self.called, self.meant)
        return next(filter(None, (way(speaker) for way in ways)), ())

    def named_at(self, speaker: Speaker) -> tuple[str, ...]:
        """Return whose name stands where the quotation is attributed."""
        if speaker.mention_span is None:
            return ()
        start, end = speaker.mention_span
        here = []
        place = bisect_right(self._starts, end - 1) - 1
        while place >= 0 and self._at[place][0].span[1] > start:
            here.append(self._at[place])
            place -= 1
        # "Ost of the road office": the person whose name it is, not the office.
        wanted = fold(speaker.name or "")
        exact = [id for mention, id in here if fold(mention.text) == wanted or id in self._forms.get(wanted, ())]
        akin = [id for mention, id in here[-1:] if _names(wanted, fold(mention.text))]
        return tuple(dict.fromkeys(exact or akin))

    def called(self, speaker: Speaker) -> tuple[str, ...]:
        """Return the only entity that bears the speaker's name, if there is one."""
        named = self._forms.get(fold(speaker.name or ""), ())
        return tuple(named) if len(named) == 1 else ()

    def meant(self, speaker: Speaker) -> tuple[str, ...]:
        """Return the only body that is named before the quotation is attributed and is what a noun says: "the department"."""
        noun = _noun_of(speaker)
        if not noun:
            return ()
        before = self._at[: bisect_right(self._starts, speaker.mention_span[0] if speaker.mention_span else 0)]
        bodies = {id for mention, id in before if _head(fold(mention.text)) == noun} & self._bodies
        return tuple(bodies) if len(bodies) == 1 else ()


def _noun_of(speaker: Speaker) -> str:
    """Return the noun, folded, where a speaker is called by an article and a noun alone ("the department"), else ""."""
    words = fold(speaker.name or "").split()
    return words[1] if [len(words), *words[:1]] == [2, "the"] else ""


def _head(name: str) -> str:
    """Return the noun of what a body is: ``department`` of "Department of Harbours" and of "Harbour Department"."""
    return next(reversed(name.partition(" of ")[0].split()), "")


def _names(speaker: str, printed: str) -> bool:
    """Return whether a name printed where a quotation is attributed is the speaker's: the same words or more of them, or all but what stands
    before ("Ada Krol" of "Dr Ada Krol") or behind a preposition ("Harbour Board" of "Harbour Board of Veln")."""
    if set(speaker.split()) <= set(printed.split()):
        return True
    before, name, behind = f" {speaker} ".partition(f" {printed} ")
    within = not PREPOSITIONS.isdisjoint(before.split())
    title = not PREPOSITIONS.issuperset(behind.split()[:1])
    return bool(name) and not (within or title)
