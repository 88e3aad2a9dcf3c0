"""The names of a folder with a person's corrections worked in: the sidebar's questions, answered at the cost of what they touch.

What the analysis resolved lies in the catalogue, the corrections in the state; both are left as they are. Corrections are
applied to the few entities that they can change, never to all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Literal

from briefing.analysis.coreference import corrections
from briefing.analysis.coreference.corrections import Corrected
from briefing.collection.listed_names import ListedNames, MentionsOf
from briefing.errors import BriefingError, NotFoundError
from briefing.model import (
    Companion,
    Description,
    Entity,
    EntityEdit,
    EntityType,
    Mention,
    NamesImported,
    Quotation,
    Span,
)
from briefing.text import fold, one_line

if TYPE_CHECKING:
    from briefing.collection.pages import Unread
    from briefing.store.catalogue.catalogue import Catalogue
    from briefing.store.catalogue.stored_entities import Listed
    from briefing.store.state.state import State

EditAction = Literal["merge", "split", "rename", "retype", "hide"]

MOST_MENTIONS = 400
"""Mentions of a name beside which is looked for what sources call it."""

FEW = 100
"""Articles that are looked through one by one for who else is named in them; of more, all that is known of those is read."""

MOST_DESCRIBING = 40
"""Articles that are read for that."""

_Totals = dict[str, tuple[int, int]]


class Names:
    """``generation`` rises whenever what was resolved may have changed; ``catalogue`` gives the open catalogue."""

    def __init__(self, catalogue: Callable[[], Catalogue], state: State, generation: Callable[[], int]) -> None:
        self._catalogue = catalogue
        self._state = state
        self._generation = generation
        self._corrected: tuple[int, list[EntityEdit], Corrected, frozenset[str]] | None = None
        self._lists: dict[Listed, tuple[int, Corrected | None, Sequence[Entity]]] = {}
        self._totals: tuple[int, Corrected | None, _Totals] | None = None

    # --- asking ---

    def edits(self) -> list[EntityEdit]:
        return self._state.entity_edits()

    def listed(self, listed: Listed, mentions: MentionsOf, unread: Unread) -> ListedNames:
        """Return the names of the folder as ``listed`` says; ``mentions`` gives those of some, ``unread`` is told of what is not read."""
        return ListedNames(self._catalogue, listed, self.corrected(), mentions, unread)

    def forget(self) -> None:
        """Have every list made anew."""
        self._lists.clear()

    def remembered(self, listed: Listed, make: Callable[[], Sequence[Entity]]) -> Sequence[Entity]:
        """Return what ``make`` gave for ``listed``, made anew when what was resolved or corrected has changed."""
        generation, found = self._generation(), self.corrected()
        basis = generation, found[0] if found is not None else None
        before = self._lists.get(listed)
        if before is not None and before[0] == basis[0] and before[1] is basis[1]:
            return before[2]
        made = make()
        self._lists[listed] = (*basis, made)
        return made

    def of_article(self, id: str) -> list[Entity]:
        """Return those named in one article, with its mentions and the counts of its spellings; ``articles`` stays the folder's."""
        found = self.corrected()
        made, replaced = found if found is not None else (None, frozenset())
        whole = [entity for entity in self._catalogue().entities(id) if entity.id not in replaced]
        if made is not None:
            whole += made.entities
        entities = [within(e, own) for e in whole if (own := [m for m in e.mentions if m.article == id])]
        entities.sort(key=corrections.rank)
        return entities

    def named_in(self, id: str) -> list[Entity]:
        """Return those named in one article with all their spellings; of the mentions, at least those of the article."""
        found = self.corrected()
        if found is None:
            return self._catalogue().entities(id)
        made, replaced = found
        whole = [entity for entity in self._catalogue().entities(id) if entity.id not in replaced]
        return whole + [entity for entity in made.entities if any(m.article == id for m in entity.mentions)]

    def one(self, id: str) -> Entity:
        """Raise NotFoundError."""
        touched = self._touched(id)
        if touched is not None:
            return touched
        for entity in self._catalogue().entities_by_id([id]):
            return entity
        raise _unknown(id)

    def _touched(self, id: str) -> Entity | None:
        """Return an entity as corrections left it, None if they do not touch it. Raises NotFoundError: they left nothing of it."""
        made, replaced = found if (found := self.corrected()) is not None else (None, frozenset())
        for entity in made.entities if made is not None else ():
            if entity.id == id:
                return entity
        if id in replaced:
            raise _unknown(id)
        return None

    def called(self, ref: str) -> list[str | Entity]:
        """Return those that have the id ``ref``, or a name or spelling like it: ids, of what a correction touches the entity itself."""
        found, wanted = self.corrected(), {fold(ref.strip())} - {""}
        made, replaced = (found[0].entities, found[1]) if found is not None else ((), frozenset())
        called = dict.fromkeys([ref, *(id for name in wanted for id in self._catalogue().called(name))])
        stored = [id for id in called if id not in replaced]
        return [*stored, *(each for each in made if {ref, *wanted} & {each.id, *forms_of(each)})]

    def totals(self) -> _Totals:
        """Entity id -> (mentions, articles) in the folder; without loading any mention."""
        generation, found = self._generation(), self.corrected()
        made = found[0] if found is not None else None
        before = self._totals
        if before is not None and before[0] == generation and before[1] is made:
            return before[2]
        totals = self._catalogue().entity_totals()
        if found is not None:
            for id in found[1]:
                totals.pop(id, None)
            totals.update({e.id: (len(e.mentions), e.articles) for e in found[0].entities})
        self._totals = (generation, made, totals)
        return totals

    def corrected(self) -> tuple[Corrected, frozenset[str]] | None:
        """Return what the corrections make of the entities that they touch, and the ids that these had; None without corrections."""
        edits = self.edits()
        if not edits:
            return None
        generation, before = self._generation(), self._corrected
        if before is not None and before[0] == generation and before[1] == edits:
            return before[2], before[3]
        catalogue = self._catalogue()

        def load(keys: Iterable[str]) -> None:
            ids = {corrections.key_id(key) for key in keys} - found.keys()
            found.update({entity.id: entity for entity in catalogue.entities_by_id(sorted(ids))})

        found: dict[str, Entity] = {}
        load(corrections.touched(edits))
        absent = corrections.missing(found.values(), edits)
        if absent:
            # Another name stands over a spelling that a correction knows: those entities are touched, too.
            spelt = {id for kind, spelling in absent for id in catalogue.spelt(kind, spelling)} - found.keys()
            found.update({entity.id: entity for entity in catalogue.entities_by_id(sorted(spelt))})
            load(corrections.retyped(found.values(), edits))
        made = corrections.corrected(sorted(found.values(), key=corrections.rank), edits)
        while met := catalogue.entities_by_id(sorted({entity.id for entity in made.entities} - found.keys())):
            # What is left of a corrected name is called as another name that no correction touches: it is touched now.
            found.update({entity.id: entity for entity in met})
            made = corrections.corrected(sorted(found.values(), key=corrections.rank), edits)
        self._corrected = (generation, edits, made, frozenset(found))
        return made, self._corrected[3]

    # --- correcting ---

    def edit(
        self,
        action: EditAction,
        id: str,
        *,
        surface: str = "",
        target: str = "",
        article: str = "",
        span: Span | None = None,
    ) -> str:
        """Save a correction; a sentence for the screen. Raises NotFoundError, BriefingError."""
        chosen = self.one(id)
        name, key = one_line(chosen.name), corrections.key_of(chosen)
        if action == "merge":
            other = self.one(target)
            if other.id == chosen.id:
                raise BriefingError(f"{name} cannot be merged into itself")
            surface = article = ""
            target, sentence = corrections.key_of(other), f"merged {name} into {one_line(other.name)}"
        elif action == "split":
            forms = {alias.text for alias in chosen.aliases}
            if surface not in forms or len(forms) < 2:
                raise BriefingError(f"{name} has no other form {one_line(surface)!r} to split off")
            if len({fold(form) for form in forms}) < 2:
                raise BriefingError(
                    f"{one_line(surface)} and {name} are the same but for capitals and accents; hide one instead"
                )
            target, sentence = "", f"split {one_line(surface)} from {name}"
        elif action == "rename":
            target = one_line(target).strip()
            if not target:
                raise BriefingError("a name needs at least one character")
            surface, sentence = "", f"renamed {name} to {target}"
        elif action == "retype":
            if target not in corrections.KINDS:
                raise BriefingError("the kind is person, organisation or place")
            surface, sentence = "", f"{name} is now {'an' if target == 'organisation' else 'a'} {target}"
        elif action == "hide":
            target, sentence = "", f"hid {one_line(surface) or name}" + (" here" if span is not None else "")
        else:
            raise BriefingError(f"no correction is called {one_line(action)!r}: merge, split, rename, retype or hide")
        self._state.add_entity_edit(
            EntityEdit(0, action, key, surface, target, article if span else "", span), sentence
        )
        return sentence

    def undo(self, number: int | None = None) -> str | None:
        """Take back the correction with this id, else the last one; a sentence, or None if there is none."""
        edits = [edit for edit in self.edits() if number is None or edit.id == number]
        if not edits:
            return None
        last = edits[-1]
        self._state.remove_entity_edit(last.id)
        return f"took back: {last.action} {one_line(last.surface or last.entity.partition(':')[2])}"

    # --- as text ---

    def dump(self) -> str:
        """Return all corrections as a text file (see :mod:`briefing.analysis.coreference.corrections_file`)."""
        from briefing.analysis.coreference import corrections_file
        from briefing.store.catalogue import serialise

        def path_of(id: str) -> str:
            meta = self._catalogue().meta(id)
            return id if meta is None else serialise.load_article(meta).path

        found = self.corrected()
        return corrections_file.dump(self.edits(), found[0].names if found is not None else (), path_of)

    def load(self, text: str, *, replace: bool = False) -> NamesImported:
        """Add the corrections of a text file that are not there yet, in its order; with ``replace``, they take the place of
        all that are there. All or nothing. Raises BriefingError, which names the line."""
        from briefing.analysis.coreference import corrections_file
        from briefing.ingest.build_document import article_id

        def id_of(path: str) -> str:
            known = self._catalogue().meta(path) is not None or (
                len(path) == 12 and set(path) <= set("0123456789abcdef")
            )
            return path if known else article_id(path)

        given = corrections_file.load(text, id_of)
        there = self.edits()
        if replace and [_bare(edit) for edit in there] == [_bare(edit) for edit in given]:
            added: list[EntityEdit] = []
        elif replace:
            added = self._state.put_entity_edits(given, instead=True)
        else:
            rest = [_bare(edit) for edit in there]
            new = []
            for edit in given:
                # One printed twice is meant twice: each counts against one that is there.
                if _bare(edit) in rest:
                    rest.remove(_bare(edit))
                else:
                    new.append(edit)
            added = self._state.put_entity_edits(new) if new else []
        found = self.corrected()
        ids = {edit.id for edit in added}
        waiting = sum(1 for edit in found[0].waiting if edit.id in ids) if found is not None else 0
        return NamesImported(len(added), len(given) - len(added), waiting)

    # --- who with whom, who said what ---

    def together(self, id: str, limit: int) -> tuple[Companion, ...]:
        """See :func:`briefing.analysis.coreference.cooccurrence.together`."""
        from briefing.analysis.coreference import cooccurrence

        catalogue = self._catalogue()

        def text(article: str) -> str:
            body = catalogue.body(article)
            return body[0] if body is not None else ""

        entity, found = self.one(id), self.corrected()
        made, replaced = (found[0].entities, found[1]) if found is not None else ((), frozenset())
        articles = {mention.article for mention in entity.mentions}
        beside = catalogue.named_beside(articles)
        for known in {id, *replaced}:
            del beside[known]
        corrected = [len(articles.intersection(m.article for m in each.mentions)) for each in made if each.id != id]
        # Whoever shares fewer articles than the last that is listed is not read: nearly all whom a large folder names.
        ranked = sorted([*beside.values(), *corrected], reverse=True)
        least = ranked[:limit][-1] if limit and ranked else 0
        wanted = sorted(each for each in beside if beside[each] >= least)
        stored = catalogue.named_among(articles, wanted) if len(articles) <= FEW else catalogue.entities_by_id(wanted)
        others = [*stored, *made]
        return cooccurrence.together(entity, others, text, limit=limit)

    def descriptions(self, id: str) -> tuple[Description, ...]:
        """See :func:`briefing.analysis.coreference.descriptions.gathered`; of a name that very many articles have, the first ones are read."""
        from briefing.analysis.coreference import descriptions

        (kind, near), texts = self._first_mentions(id), dict[str, str]()
        for article in islice(dict.fromkeys(mention.article for mention in near), MOST_DESCRIBING):
            body = self._catalogue().body(article)
            texts[article] = body[0] if body is not None else ""
        return tuple(descriptions.gathered(kind, near, lambda article: texts.get(article, "")))

    def _first_mentions(self, id: str) -> tuple[EntityType, Sequence[Mention]]:
        """Return the kind of a name and its mentions, in order of path, of all those beside which is looked. Raises NotFoundError."""
        touched, catalogue = self._touched(id), self._catalogue()
        stored = None if touched is not None else catalogue.kind_and_articles(id)
        if stored is None:
            entity = self.one(id)
            return entity.type, entity.mentions[:MOST_MENTIONS]
        return stored[0], catalogue.first_mentions(id, MOST_DESCRIBING)[:MOST_MENTIONS]

    def articles_naming(self, id: str) -> Sequence[str]:
        """Return the articles (ids) that name an entity, in no order. Raises NotFoundError."""
        touched = self._touched(id)
        if touched is None and (stored := self._catalogue().articles_naming(id)):
            return stored
        return list({mention.article for mention in self.one(id).mentions})

    def said_by(self, id: str, quotations: Callable[[str], Sequence[Quotation]]) -> tuple[Quotation, ...]:
        """Return ``quotations`` gives those of one article."""
        from briefing.analysis.coreference import cooccurrence

        entity = self.one(id)
        found: list[Quotation] = []
        for article in dict.fromkeys(mention.article for mention in entity.mentions):
            found += cooccurrence.said_by(entity, quotations(article), partial(self.named_in, article))
        return tuple(sorted(found, key=lambda quotation: (quotation.path, quotation.span)))

    def speakers(self, id: str, quotations: Sequence[Quotation]) -> dict[str, str]:
        """Quotation id -> what its speaker is called among the names, for those of one article's ``quotations`` that a known
        person spoke, or whose speaker was corrected. Bodies and places that nobody corrected keep the name that the attribution
        gives: "the Kremlin" is a place's name among the names, and still what the text says."""
        from briefing.analysis.coreference import cooccurrence

        named = self.named_in(id)
        found = self.corrected()
        made = {entity.id for entity in found[0].entities} if found is not None else set()
        names = {entity.id: entity.name for entity in named if entity.type == "person" or entity.id in made}
        spoke = cooccurrence.speakers(quotations, named)
        return {quotation: names[by[0]] for quotation, by in spoke.items() if len(by) == 1 and by[0] in names}

    def speaking(self, id: str, quotations: Sequence[Quotation]) -> dict[str, tuple[str, ...]]:
        """Quotation id -> the names of all who spoke it, people and bodies, for those of one article's ``quotations`` that somebody did who is
        among the names: whose :meth:`said_by` lists it."""
        from briefing.analysis.coreference import cooccurrence

        named = self.named_in(id)
        names = {entity.id: entity.name for entity in named}
        spoke = cooccurrence.speakers(quotations, named)
        return {quotation: tuple(names[each] for each in by) for quotation, by in spoke.items()}


def _unknown(id: str) -> NotFoundError:
    return NotFoundError(f"no entity {one_line(id[:80])!r}; `briefing entities` shows them all")


def _bare(edit: EntityEdit) -> EntityEdit:
    return replace(edit, id=0)


def forms_of(entity: Entity) -> set[str]:
    """Return the name of an entity and its spellings, folded."""
    return {fold(entity.name), *(fold(alias.text) for alias in entity.aliases)}


def within(entity: Entity, mentions: list[Mention]) -> Entity:
    """Return ``entity`` as one article knows it."""
    own = corrections.entity_of(entity.name, entity.type, mentions, entity.roles)
    return replace(own, id=entity.id, articles=entity.articles)
