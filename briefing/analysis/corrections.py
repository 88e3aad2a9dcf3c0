"""A person's corrections of the entity sidebar, applied to what the rules resolved. Pure; the corrections themselves are
kept by the store. A correction whose entity is not there (any more) waits: it is skipped, never dropped."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import cast

from briefing.model import Alias, Entity, EntityEdit, EntityType, Mention
from briefing.text import fold


def entity_key(type: str, name: str) -> str:
    """What a correction remembers of an entity: its kind and folded name (``person:ada krol``)."""
    return f"{type}:{fold(name)}"


def entity_id(type: str, name: str) -> str:
    """The id of an entity of this kind and name: "e" and 11 hex digits."""
    return "e" + hashlib.sha256(entity_key(type, name).encode("utf-8", "surrogatepass")).hexdigest()[:11]


@dataclass(slots=True)
class _Draft:
    name: str
    type: EntityType
    mentions: list[Mention]
    roles: list[str] = field(default_factory=list)
    original: Entity | None = None

    def finish(self) -> Entity:
        if self.original is not None:
            return self.original
        return entity_of(self.name, self.type, self.mentions, self.roles)


def entity_of(name: str, type: EntityType, mentions: Iterable[Mention], roles: Iterable[str] = ()) -> Entity:
    """An entity from its mentions: aliases counted, most frequent first; each alias bears its most frequent rule."""
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


def apply(entities: Sequence[Entity], edits: Iterable[EntityEdit]) -> tuple[Entity, ...]:
    """``entities`` after all ``edits``, most mentioned first."""
    drafts = {entity_key(e.type, e.name): _Draft(e.name, e.type, list(e.mentions), list(e.roles), e) for e in entities}
    for edit in edits:
        _apply(drafts, edit)
    finished = (draft.finish() for draft in drafts.values() if draft.mentions)
    return tuple(sorted(finished, key=lambda e: (-len(e.mentions), e.name, e.type)))


def _apply(drafts: dict[str, _Draft], edit: EntityEdit) -> None:
    draft = drafts.get(edit.entity)
    if draft is None:
        return
    draft.original = None
    match edit.action:
        case "merge":
            target = drafts.get(edit.target)
            if target is None or target is draft:
                return
            target.original = None
            target.mentions += [replace(m, via="merged by you") for m in draft.mentions]
            target.roles += [role for role in draft.roles if role not in target.roles]
            del drafts[edit.entity]
        case "split":
            leaving = [m for m in draft.mentions if m.text == edit.surface]
            if not leaving or len(leaving) == len(draft.mentions):
                return
            draft.mentions = [m for m in draft.mentions if m.text != edit.surface]
            _join(drafts, _Draft(edit.surface, draft.type, [replace(m, via="split by you") for m in leaving]))
        case "rename":
            del drafts[edit.entity]
            draft.name = edit.target
            _join(drafts, draft)
        case "retype":
            if edit.target in ("person", "organisation", "place"):
                del drafts[edit.entity]
                draft.type = cast(EntityType, edit.target)
                _join(drafts, draft)
        case "hide":
            if edit.span is not None:
                draft.mentions = [m for m in draft.mentions if (m.article, m.span) != (edit.article, edit.span)]
            elif edit.surface:
                draft.mentions = [m for m in draft.mentions if m.text != edit.surface]
            else:
                draft.mentions = []


def _join(drafts: dict[str, _Draft], draft: _Draft) -> None:
    """Put ``draft`` under its key; if an entity of that kind and name is there already, they become one."""
    key = entity_key(draft.type, draft.name)
    other = drafts.get(key)
    if other is None:
        drafts[key] = draft
        return
    other.original = None
    other.mentions += draft.mentions
    other.roles += [role for role in draft.roles if role not in other.roles]
