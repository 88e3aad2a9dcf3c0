"""Corrections of names: merge, split, rename, change the kind, hide; each undoable, all of them out to a file and in again."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

from briefing.errors import BriefingError, NotFoundError
from briefing.model import Entity, EntityType
from briefing.text import fold, one_line, plural
from briefing.tui.controllers.base import NO_NAME, READING
from briefing.tui.controllers.names.pane import NamesController
from briefing.tui.finding.merge_ranking import candidates
from briefing.tui.messages import NameMoved, NamesCorrected

if TYPE_CHECKING:
    from briefing.tui.collection_port import ReaderCollection
    from briefing.tui.context import ReaderPort, ReaderState

_KINDS: Final[tuple[EntityType, ...]] = ("person", "organisation", "place")
_MOST_CHOICES: Final = 2000
_FILE: Final = "names.txt"
"""The file of corrections that is offered first."""
LARGEST: Final = 16 << 20
"""Bytes of a file of corrections."""

_Action = Literal["merge", "split", "rename", "retype", "hide"]


class CorrectionController(NamesController):
    """What is done to the name under the cursor of the panel."""

    def __init__(self, port: ReaderPort, state: ReaderState, collection: ReaderCollection) -> None:
        super().__init__(port, state, collection)
        self._file = _FILE

    def say(self, text: str, *, kind: str = "information") -> None:
        """Show one sentence at a time: corrections come quickly, and what was said before stands over the names."""
        self.port.notify_person(text, kind=kind, alone=True)

    # --- one correction, and taking it back ---

    async def _edit(self, action: _Action, entity: Entity, **values: Any) -> None:
        """Correct ``entity`` and say so; the cursor and the filter stay on what it is called now, and U takes it back."""

        def save() -> tuple[str, str]:
            words = self.collection.edit_entity(action, entity.id, **values)
            return words, self.collection.edited_entity(self.collection.entity_edits()[-1])

        words, now = await self.port.saving(save)
        self._after_edit(entity.id, now)
        self.say(f"{words}; U takes it back")

    def _after_edit(self, old: str, new: str) -> None:
        name = ""
        with suppress(NotFoundError):
            name = self.collection.entity(new).name
        self.port.publish(NamesCorrected(old, new, name))
        if self.panel is not None:
            self.panel.select(new)

    async def do_entity_undo_last(self) -> None:
        """Take the last correction of an earlier session back."""
        words = await self.port.saving(self.collection.undo_entity_edit)
        if words is not None:
            self.port.publish(NamesCorrected())
        self.say(words or "nothing to undo")

    # --- merge ---

    def do_entity_pick(self) -> None:
        """Mark the name for a merge, or no longer, and go on to the next one."""
        if self.or_say(self.current, NO_NAME) is not None:
            self.panel.toggle_picked()
            self.panel.move(1)
            self.port.publish(NameMoved())

    async def do_entity_merge(self) -> None:
        """The marked names into the one under the cursor; without marks, this one into a name to be chosen."""
        from briefing.tui.widgets.choice_list import Choice

        entity = self.or_say(self.current, NO_NAME)
        if entity is None:
            return
        picked = [id for id in self.panel.picked if id != entity.id]
        if picked:
            await self._merge_all(picked, entity)
            return
        others = [other for other in self.collection.entities() if other.id != entity.id]
        alike, rest = candidates(entity, others)
        choices: list[Choice] = []
        for heading, found in (("Alike", alike), ("Other names" if alike else "", rest)):
            if found and heading:
                choices.append(Choice(heading, heading=True))
            choices += [
                Choice(each.name, each.id, note=f"{each.type}, {len(each.mentions):,}")
                for each in found[: _MOST_CHOICES - len(choices)]
            ]

        async def chosen(target: str) -> None:
            await self._edit("merge", entity, target=target)

        await self.port.choose(f"Merge {entity.name} into", choices, chosen, empty="there is no other name")

    async def _merge_all(self, picked: Sequence[str], target: Entity) -> None:
        def save() -> list[tuple[str, str]]:
            merged, into = [], target.id
            with self.collection.state.together():
                for id in picked:
                    with suppress(NotFoundError):  # one that is gone since it was marked
                        self.collection.edit_entity("merge", id, target=into)
                        into = self.collection.edited_entity(self.collection.entity_edits()[-1])
                        merged.append((id, into))
            return merged

        merged = await self.port.saving(save)
        for id, into in merged:
            self.state.filters.rename(id, into, target.name)
        self.panel.forget_picked()
        self._after_edit(target.id, merged[-1][1] if merged else target.id)
        words = f"merged {plural(len(merged), 'name')} into {one_line(target.name)}"
        self.say(f"{words}; U takes it back")

    # --- the others ---

    async def do_entity_split(self) -> None:
        entity, panel = self.or_say(self.current, NO_NAME), self.panel
        if entity is None:
            return
        if surface := panel.current_surface:
            await self._edit("split", entity, surface=surface)
        elif len({fold(alias.text) for alias in entity.aliases}) < 2:
            self.say(f"{one_line(entity.name)} has one spelling only: there is nothing to split off")
        else:
            panel.open_drawer()
            self.say("go to the spelling to split off, then X again")

    async def do_entity_rename(self) -> None:
        entity = self.or_say(self.current, NO_NAME)
        if entity is None:
            return

        async def renamed(name: str) -> None:
            if name.strip() and name.strip() != entity.name:
                await self._edit("rename", entity, target=name.strip())

        await self.port.ask("name", entity.name, submitted=renamed)

    async def do_entity_retype(self) -> None:
        from briefing.tui.widgets.choice_list import Choice

        entity = self.or_say(self.current, NO_NAME)
        if entity is None:
            return

        async def chosen(kind: str) -> None:
            if kind != entity.type:
                await self._edit("retype", entity, target=kind)

        await self.port.choose(
            f"{entity.name} is {'an' if entity.type == 'organisation' else 'a'} {entity.type}; what is it?",
            [Choice(kind, kind) for kind in _KINDS if kind != entity.type], chosen,
        )  # fmt: skip

    async def do_entity_hide(self) -> None:
        entity = self.or_say(self.current, NO_NAME)
        if entity is not None:
            await self._edit("hide", entity, surface=self.panel.current_surface or "")

    async def do_entity_hide_mention(self) -> None:
        entity, mention = self.current, self.state.mention
        if entity is None or mention is None:
            self.say("go to the mention with Enter first")
            return
        await self._edit("hide", entity, surface=mention.text, article=mention.article, span=mention.span)

    # --- out to a file and in again ---

    async def do_names_export(self) -> None:
        count = len(self.collection.entity_edits())
        if not count:
            self.say("nothing has been corrected yet")
            return

        await self.ask_where(f"write {plural(count, 'correction')} to", self._export)

    def _export(self, path: Path) -> None:
        def save() -> int:
            self.collection.export_names(path)
            return len(self.collection.entity_edits())

        self.port.save(save, lambda count: self.say(f"{plural(count, 'correction')} written to {one_line(str(path))}"))

    async def do_names_import(self) -> None:
        async def read(name: str) -> None:
            if not name.strip():
                return
            self._file = name.strip()
            done = await self.port.saving(lambda: self.collection.import_names(_text_of(self._file)))
            self.port.publish(NamesCorrected())
            words = f"{plural(done.added, 'correction')} added"
            more = f", {done.known:,} there already" * bool(done.known)
            more += f", {done.waiting:,} waiting for a name that is not here" * bool(done.waiting)
            self.say(words + more)

        await self.port.ask("read corrections from", self._file, submitted=read, hints=READING, selected=True)


def _text_of(name: str) -> str:
    """Return what a file of corrections holds. Raises BriefingError."""
    path = Path(name).expanduser()
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
        text = data.decode("utf-8")
    except (OSError, ValueError) as error:
        raise BriefingError(
            f"cannot read {one_line(str(path))}: {getattr(error, 'strerror', None) or error}"
        ) from error
    if len(data) > LARGEST:
        raise BriefingError(f"{one_line(path.name)} is too large for a file of corrections")
    return text
