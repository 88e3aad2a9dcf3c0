"""What the reader remembers: the session of a folder (in the collection's state) and a person's preferences (one small file).

The session is the place being read, in characters, and what was searched and filtered. Nothing here draws.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, field, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from briefing.late import dataclass
from briefing.private_files import make_folder, opener

if TYPE_CHECKING:
    from briefing.settings import Settings


def _typed(cls: type, values: Any) -> dict[str, Any]:
    """Return those of ``values`` that are fields of ``cls`` and have the type of the default: a file by another hand cannot break us."""
    if not isinstance(values, dict):
        return {}
    blank = cls()
    return {
        f.name: values[f.name]
        for f in fields(cls)
        if f.name in values and type(values[f.name]) is type(getattr(blank, f.name))
    }


def _strings(value: Any) -> bool:
    """Return whether ``value`` is a list of strings, one at the least."""
    return isinstance(value, list) and len(value) > 0 and all(isinstance(each, str) for each in value)


@dataclass(frozen=True, slots=True)
class Session:
    """Where a folder's reader was left. ``article`` is an id (""), ``offset`` counts code points of its text, ``pane`` names a
    pane, ``scope`` says where the query looks, ``entities`` are the ids that the list is
    filtered by, ``without`` those of names that its articles must not hold, ``outlet`` who must have printed them; ``looked``
    maps stories to the day of the last look at their page and the articles on it."""

    article: str = ""
    offset: int = 0
    query: str = ""
    pane: str = "list"
    unread_only: bool = False
    starred_only: bool = False
    entities: list[str] = field(default_factory=list)
    entity_order: str = "count"
    names_lit: bool = False
    scope: str = "all"
    without: list[str] = field(default_factory=list)
    outlet: str = ""
    looked: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def from_json(cls, values: Any) -> Self:
        """From what ``State.session`` gives; anything unknown or of the wrong type is left out."""
        known = _typed(cls, values)
        for key in ("entities", "without"):
            if key in known:
                known[key] = [name for name in known[key] if isinstance(name, str)]
        looked = known.get("looked", {})
        known["looked"] = {id: each for id, each in looked.items() if _strings(each)}
        return cls(**known)

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Preferences:
    """A person's choices, for all folders: ``theme`` as people call it, ``style`` and ``format`` of citations, the width in
    cells of each side pane (0: as it comes), whether the names wait for their key, how the list is grouped and sorted
    (:mod:`briefing.tui.rows.list_rows`), whether what was read elsewhere is dimmed, and whether the first steps were told."""

    theme: str = "dark"
    style: str = "plain"
    format: str = "text"
    list_width: int = 0
    names_width: int = 0
    sources_width: int = 0
    names_hidden: bool = False
    list_group: str = "flat"
    list_order: str = "relevance"
    dim_known: bool = False
    guided: bool = False
    path: Path = field(default=Path(), compare=False)
    given: dict[str, Any] = field(default_factory=dict, compare=False)
    """What holds where a person chose nothing: what comes with the program, and what the settings say."""

    @classmethod
    def load(cls, folder: Path, settings: Settings) -> Preferences:
        """From the data folder ``folder``; what ``settings`` say where nothing was chosen in the reader yet."""
        path = folder / "reader.json"
        try:
            values = json.loads(path.read_text("utf-8"))
        except (OSError, ValueError):
            values = {}
        known = _typed(cls, values)
        settled = {"theme": settings.theme, "style": settings.citation_style, "format": settings.citation_format}
        given = cls().choices | {name: value for name, value in settled.items() if value}
        return cls(**given | {name: known[name] for name in given.keys() & known.keys()}, path=path, given=given)

    @property
    def choices(self) -> dict[str, Any]:
        """What a person may choose, by name."""
        return {each.name: getattr(self, each.name) for each in fields(self) if each.name not in ("path", "given")}

    def given_instead(self, **values: str) -> Preferences:
        """Return them with ``values`` in place of what the settings say, which cannot be used: nobody chose them."""
        return replace(self, given=self.given | values).changed(**values)

    def changed(self, **values: str | int | bool) -> Preferences:
        """Return them with ``values`` changed."""
        chosen: dict[str, Any] = dict(values)
        return replace(self, **chosen)

    def remember(self) -> None:
        """Save what a person chose; what the settings say is read anew at each start. A disk that cannot be written to loses only the
        memory of it."""
        with suppress(OSError):
            make_folder(self.path.parent)
            temporary = self.path.with_suffix(".part")
            remembered = {name: value for name, value in self.choices.items() if self.given.get(name) != value}
            with open(temporary, "w", encoding="utf-8", opener=opener) as file:
                file.write(json.dumps(remembered) + "\n")
            temporary.replace(self.path)
