"""A person's corrections of the entity sidebar, applied to what the rules resolved. Pure; the corrections themselves are
kept by the store. A correction whose name is not there (any more) waits: it is skipped, never dropped.

A correction knows its entity by a *key*, the kind and the folded name (``person:ada krol``). If the next analysis calls the
same entity otherwise (a longer name has come up), the key is looked for among the spellings: then renaming, retyping and
splitting are about that entity, merging and hiding only about the spelling that the person pointed at.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from briefing import late
from briefing.model import Alias, Entity, EntityEdit, EntityType, Mention
from briefing.text import fold

KINDS: tuple[EntityType, ...] = ("person", "organisation", "place")
_NAMESAKE = "\0"
"""Stands between a name and a number where two who are told apart bear one name (``person:ada krol\\0`` ``2``)."""
_MOST_NAMESAKES = 50


def entity_key(type: str, name: str) -> str:
    """Return what a correction remembers of an entity: its kind and folded name (``person:ada krol``)."""
    return f"{type}:{fold(name)}"


def key_id(key: str) -> str:
    """Return the id of the entity with this key: "e" and 11 hex digits, as the resolution gives it."""
    kind, _, name = key.partition(":")
    return "e" + hashlib.sha256(f"{kind}\0{name}".encode("utf-8", "replace")).hexdigest()[:11]


def entity_id(type: str, name: str) -> str:
    """Return the id of an entity of this kind and name."""
    return key_id(entity_key(type, name))


def key_of(entity: Entity) -> str:
    """Return the key of ``entity``; for the second one of a kind and name, the key that gives its own id."""
    key = entity_key(entity.type, entity.name)
    if key_id(key) != entity.id:
        for number in range(2, _MOST_NAMESAKES):
            numbered = f"{key}{_NAMESAKE}{number}"
            if key_id(numbered) == entity.id:
                return numbered
    return key


def touched(edits: Iterable[EntityEdit]) -> set[str]:
    """Return the keys of every entity that ``edits`` may change, join or displace: no other needs to be looked at."""
    keys: set[str] = set()
    for edit in edits:
        kind, _, name = edit.entity.partition(":")
        keys.add(edit.entity)
        if edit.action == "merge":
            keys.add(edit.target)
        elif edit.action == "rename":
            keys.add(entity_key(kind, edit.target))
        elif edit.action == "split":
            keys.add(entity_key(kind, edit.surface))
        elif edit.action == "retype":
            keys |= {f"{edit.target}:{name}", f"{edit.target}:{name.partition(_NAMESAKE)[0]}"}
    return keys


def leads_to(edit: EntityEdit) -> str:
    """Return the id under which the corrected entity is found afterwards."""
    kind, _, name = edit.entity.partition(":")
    if edit.action == "merge":
        return key_id(edit.target)
    if edit.action == "rename":
        return entity_id(kind, edit.target)
    if edit.action == "retype":
        return key_id(f"{edit.target}:{name.partition(_NAMESAKE)[0]}")
    return key_id(edit.entity)


def entity_of(name: str, type: EntityType, mentions: Iterable[Mention], roles: Iterable[str] = ()) -> Entity:
    """Return an entity from its mentions: aliases counted, most frequent first; each alias bears its most frequent rule."""
    ordered = sorted(mentions, key=lambda m: (m.path, m.span))
    forms: dict[str, Counter[str]] = {}
    for mention in ordered:
        forms.setdefault(mention.text, Counter())[mention.via] += 1
    aliases = sorted(
        (Alias(text, vias.total(), vias.most_common(1)[0][0]) for text, vias in forms.items()),
        key=lambda alias: (-alias.count, alias.text),
    )
    articles = len({mention.article for mention in ordered})
    return Entity(entity_id(type, name), name, type, tuple(aliases), articles, tuple(ordered), tuple(roles))


def rank(entity: Entity) -> tuple[int, int, str, str, str]:
    """Return the sort key of the sidebar: most mentioned first, of equals those in more articles, then A-Z."""
    return (-len(entity.mentions), -entity.articles, fold(entity.name), entity.name, entity.type)


@late.dataclass(frozen=True, slots=True)
class Corrected:
    """What corrections made of some entities. ``waiting`` are those that found nothing to correct; ``names`` gives, for each
    correction by its place, the names of its entity and target as they were written at that moment."""

    entities: tuple[Entity, ...]
    waiting: tuple[EntityEdit, ...]
    names: tuple[tuple[str, str], ...]


def corrected(entities: Iterable[Entity], edits: Iterable[EntityEdit]) -> Corrected:
    """Return ``entities`` (at least those that :func:`touched` names) after all ``edits``, in their order."""
    drafts = _Drafts(entities)
    waiting: list[EntityEdit] = []
    names: list[tuple[str, str]] = []
    for edit in edits:
        names.append(
            (drafts.written(edit.entity), drafts.written(edit.target) if edit.action == "merge" else edit.target)
        )
        if not drafts.apply(edit):
            waiting.append(edit)
    finished = (draft.finish() for draft in drafts.by_key.values() if draft.mentions)
    return Corrected(tuple(sorted(finished, key=rank)), tuple(waiting), tuple(names))


@dataclass(slots=True)
class _Draft:
    key: str
    name: str
    type: EntityType
    mentions: list[Mention]
    roles: list[str] = field(default_factory=list)
    original: Entity | None = None

    def finish(self) -> Entity:
        if self.original is not None:
            return self.original
        made = entity_of(self.name, self.type, self.mentions, self.roles)
        return made if entity_key(self.type, self.name) == self.key else replace(made, id=key_id(self.key))


class _Drafts:
    """The entities while they are being corrected."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        self.by_key: dict[str, _Draft] = {}
        self._consumed: set[str] = set()
        """Keys that an earlier correction took away: what comes later does not look for them elsewhere."""
        self._spelt: dict[tuple[str, str], list[_Draft]] | None = None
        for entity in entities:
            key = self._free(key_of(entity))
            self.by_key[key] = _Draft(key, entity.name, entity.type, list(entity.mentions), list(entity.roles), entity)

    def _free(self, key: str) -> str:
        number = 1
        free = key
        while free in self.by_key:
            number += 1
            free = f"{key}{_NAMESAKE}{number}"
        return free

    def written(self, key: str) -> str:
        """Return the name behind ``key`` as it is printed; the folded one if it is not there."""
        draft = self.by_key.get(key)
        name = key.partition(":")[2]
        return draft.name if draft is not None and fold(draft.name) == name else name

    def _by_spelling(self, key: str) -> _Draft | None:
        """Return the only entity of that kind with such a spelling, if no entity ever had the key."""
        if key in self._consumed:
            return None
        if self._spelt is None:
            self._spelt = {}
            for draft in self.by_key.values():
                for text in {fold(mention.text) for mention in draft.mentions}:
                    self._spelt.setdefault((draft.type, text), []).append(draft)
        kind, _, name = key.partition(":")
        found = [
            draft
            for draft in self._spelt.get((kind, name), ())
            if self.by_key.get(draft.key) is draft and any(fold(mention.text) == name for mention in draft.mentions)
        ]
        return found[0] if len(found) == 1 else None

    def apply(self, edit: EntityEdit) -> bool:
        """Return whether ``edit`` found what it is about."""
        if edit.action == "hide" and edit.span is not None:
            return self._hide_mention(edit)
        draft = self.by_key.get(edit.entity)
        spelling = ""
        if draft is None:
            draft = self._by_spelling(edit.entity)
            spelling = edit.entity.partition(":")[2]
        if draft is None or not draft.mentions:
            return False
        match edit.action:
            case "merge":
                return self._merge(draft, edit.target, spelling)
            case "split":
                return self._split(draft, edit.surface)
            case "rename":
                return self._move(draft, draft.type, edit.target)
            case "retype":
                return edit.target in KINDS and self._move(draft, edit.target, draft.name)
            case "hide":
                return self._hide(draft, edit.surface, spelling)

    def _merge(self, draft: _Draft, into: str, spelling: str) -> bool:
        target = self.by_key.get(into) or self._by_spelling(into)
        if target is None or target is draft:
            return False
        leaving = [m for m in draft.mentions if not spelling or fold(m.text) == spelling]
        target.original = draft.original = None
        target.mentions += [replace(m, via="merged by you") for m in leaving]
        if len(leaving) == len(draft.mentions):
            self._remove(draft)
            target.roles += [role for role in draft.roles if role not in target.roles]
        else:
            draft.mentions = [m for m in draft.mentions if fold(m.text) != spelling]
        return True

    def _split(self, draft: _Draft, surface: str) -> bool:
        leaving = [m for m in draft.mentions if m.text == surface]
        staying = [m for m in draft.mentions if m.text != surface]
        if not leaving or not staying:
            return False
        if entity_key(draft.type, surface) == draft.key:
            # The name itself goes its own way: what stays takes the name of its most frequent other spelling.
            others = Counter(m.text for m in staying if entity_key(draft.type, m.text) != draft.key)
            if not others:
                return False
            draft.mentions = staying
            draft.original = None
            self._move(draft, draft.type, min(others, key=lambda text: (-others[text], text)))
            self._consumed.discard(entity_key(draft.type, surface))
        else:
            draft.mentions = staying
            draft.original = None
        new = [replace(m, via="split by you") for m in leaving]
        self._put(_Draft(entity_key(draft.type, surface), surface, draft.type, new))
        return True

    def _move(self, draft: _Draft, type: EntityType, name: str) -> bool:
        """Give ``draft`` another kind or name; if an entity of that kind and name is there already, they become one."""
        if not name:
            return False
        self._remove(draft)
        draft.original = None
        draft.type, draft.name, draft.key = type, name, entity_key(type, name)
        self._put(draft)
        return True

    def _remove(self, draft: _Draft) -> None:
        del self.by_key[draft.key]
        self._consumed.add(draft.key)

    def _put(self, draft: _Draft) -> None:
        self._consumed.discard(draft.key)
        other = self.by_key.get(draft.key)
        if other is None:
            self.by_key[draft.key] = draft
            return
        other.original = None
        other.mentions += draft.mentions
        other.roles += [role for role in draft.roles if role not in other.roles]

    def _hide(self, draft: _Draft, surface: str, spelling: str) -> bool:
        kept = [
            m
            for m in draft.mentions
            if (surface and m.text != surface) or (not surface and spelling and fold(m.text) != spelling)
        ]
        if len(kept) == len(draft.mentions):
            return False
        draft.mentions, draft.original = kept, None
        return True

    def _hide_mention(self, edit: EntityEdit) -> bool:
        """Return True if a mention is known by its place and words, whichever entity it belongs to by now."""
        first = self.by_key.get(edit.entity)
        for draft in ([first] if first is not None else []) + [d for d in self.by_key.values() if d is not first]:
            for place, mention in enumerate(draft.mentions):
                if (mention.article, mention.span) == (edit.article, edit.span):
                    if edit.surface and mention.text != edit.surface:
                        return False
                    del draft.mentions[place]
                    draft.original = None
                    return True
        return False


def missing(entities: Iterable[Entity], edits: Sequence[EntityEdit]) -> list[tuple[str, str]]:
    """(kind, folded spelling) of what ``edits`` are about and ``entities`` do not have under its key: to be looked for
    among the spellings of all others."""
    known = {key_of(entity) for entity in entities}
    wanted: dict[tuple[str, str], None] = {}
    for edit in edits:
        for key in (edit.entity, edit.target) if edit.action == "merge" else (edit.entity,):
            if key not in known:
                kind, _, name = key.partition(":")
                wanted[kind, name] = None
        if edit.span is not None and edit.surface:
            # A mention is found by its place, and may belong to any name of any kind by now.
            wanted.update(dict.fromkeys((kind, fold(edit.surface)) for kind in KINDS))
    return list(wanted)


def retyped(entities: Iterable[Entity], edits: Iterable[EntityEdit]) -> set[str]:
    """Keys that entities found by a spelling only would take when they change their kind."""
    kinds = {edit.target for edit in edits if edit.action == "retype"}
    return {entity_key(kind, entity.name) for entity in entities for kind in kinds}
