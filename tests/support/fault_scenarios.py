"""What a person does, step by step, for the tests that make the disk fail meanwhile, and what must be there afterwards.

A step tells a :class:`Ledger` what it is about to make, and that it was made when the call has returned. Whatever happened in between,
what was acknowledged must be there when the folder is opened again, and what was under way must be there as a whole or not at all.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefing.cli.commands import keep as keep_command
from briefing.errors import BriefingError
from briefing.model import Article, Document, EntityEdit, Paragraph, SourceMap
from briefing.private_files import sweep
from briefing.store.catalogue.catalogue import Catalogue, FileRow
from briefing.store.catalogue.serialise import dump_document
from briefing.store.state import backups, keep_file, state_file
from briefing.store.state.identity import Identity
from briefing.store.state.rows import checksum
from briefing.store.state.state import State
from briefing.store.state.state_file import StateFile

Tell = Callable[[tuple[Any, ...]], None]


class Ledger:
    """What was asked for and what was acknowledged, told in tuples: ("try", key, value), ("ok", key), ("no", key, why)."""

    def __init__(self, tell: Tell) -> None:
        self.tell = tell

    def step(
        self, wanted: dict[str, Any], act: Callable[[], object], *, kept: Callable[[], bool] = lambda: True
    ) -> None:
        """Do one step; an error that is ours is written down, any other is the caller's."""
        self.tell(("try", wanted))
        try:
            act()
        except BriefingError as error:
            self.tell(("no", str(error)))
            return
        self.tell(("ok", kept()))


def read_ledger(lines: Iterable[tuple[Any, ...]]) -> tuple[dict[str, list[Any]], int, int, list[str]]:
    """Return the values that each key may have, how many steps were acknowledged and how many refused, and what was said."""
    allowed: dict[str, list[Any]] = {}
    wanted: dict[str, Any] = {}
    doubtful: dict[str, Any] = {}
    acknowledged = refused = 0
    said: list[str] = []
    for kind, *rest in lines:
        if kind == "have":
            allowed = {key: [value] for key, value in rest[0].items()}
        elif kind == "try":
            wanted = rest[0]
            for key, value in wanted.items():
                allowed[key] = [*allowed.get(key, [None]), value]
        elif kind == "ok":
            acknowledged += 1
            for key, value in wanted.items():
                if rest[0]:
                    # What was refused before may have been saved all the same, and be what an undo then found.
                    allowed[key] = [value] if key not in doubtful else [*allowed[key], value]
            wanted = {}
        else:
            refused += 1
            doubtful.update(wanted)
            said.append(rest[0])
            wanted = {}
    return allowed, acknowledged, refused, said


@dataclass(frozen=True, slots=True)
class Scenario:
    """``prepare`` makes a folder and returns what is in it; ``run`` does things there; ``view`` opens it again and says what is there."""

    prepare: Callable[[Path], dict[str, Any]]
    run: Callable[[Path, Ledger], None]
    view: Callable[[Path], dict[str, Any]]


# --- the state --------------------------------------------------------------------------------------------------------------


@contextmanager
def opened(folder: Path) -> Any:
    """The state of a folder of articles that is not there, closed at the end."""
    file = StateFile(folder / "state.db")
    try:
        yield State(file, Path("/nowhere/articles"))
    finally:
        file.close()


def state_view(folder: Path) -> dict[str, Any]:
    """Return everything that was made, by keys of our own."""
    with opened(folder) as state:
        made: dict[str, Any] = {f"star {article}": True for article in state.starred_ids()}
        made |= {f"clip {clip.text}": clip.note for clip in state.clippings()}
        made |= {f"search {saved.name}": saved.query for saved in state.saved_searches()}
        made |= {f"edit {edit.surface}": True for edit in state.entity_edits()}
        made |= {f"mark {letter}": list(where) for letter, where in state.marks().items()}
        if state.damaged():
            raise StateDamagedError("; ".join(state.damaged()))
        return made


class StateDamagedError(Exception):
    """Rows that cannot be read, or are not as they were written."""


def _filled(folder: Path) -> dict[str, Any]:
    """A state with something of each kind, closed, with a backup."""
    folder.mkdir(exist_ok=True)
    with opened(folder) as state:
        for number in range(3):
            clipping = state.add_clipping(Article(f"a{number}", f"{number}.txt"), f"kept {number}", (0, 6))
            state.set_note(clipping.id, f"note {number}")
            state.put_identity(
                f"a{number}", Identity.of(f"{number}.txt", f"m{number}", f"The text of number {number} " * 9)
            )
        state.set_star("a0", True)
        state.save_search("mill", "oak")
        state.set_mark("k", "a1", 7)
        state.file.backup()
    for backup in backups.listed(folder / "state.db")[1:]:
        backup.unlink()
    return state_view(folder)


def _nothing(folder: Path) -> dict[str, Any]:
    folder.mkdir(exist_ok=True)
    return {}


def _open(folder: Path, ledger: Ledger) -> State | None:
    made: list[State] = []

    def act() -> None:
        file = StateFile(folder / "state.db")
        try:
            made.append(State(file, Path("/nowhere/articles")))
        except BriefingError:
            file.close()
            raise

    ledger.step({}, act)
    return made[0] if made else None


def _edit(folder: Path, ledger: Ledger) -> None:
    """Every kind of change, also taken back."""
    state = _open(folder, ledger)
    if state is None:
        return
    article = Article("b", "b.txt")

    def step(wanted: dict[str, Any], act: Callable[[], object]) -> None:
        ledger.step(wanted, act, kept=lambda: state.file.kept)

    step({"star b": True}, lambda: state.set_star("b", True))
    step({"clip heron": ""}, lambda: state.add_clipping(article, "heron", (0, 5)))
    clippings = {clip.text: clip.id for clip in _or_nothing(state.clippings)}
    if "heron" in clippings:
        step({"clip heron": "grey"}, lambda: state.set_note(clippings["heron"], "grey"))
    step({"search tide": "tide OR mill"}, lambda: state.save_search("tide", "tide OR mill"))
    step({"edit Vane": True}, lambda: state.add_entity_edit(EntityEdit(0, "hide", "person:vane", surface="Vane")))
    step({"edit Vane": None}, state.undo)
    step({"edit Vane": True}, state.redo)
    if "kept 1" in clippings:
        step({"clip kept 1": None}, lambda: state.remove_clipping(clippings["kept 1"]))
    step({"star a0": None}, lambda: state.set_star("a0", False))
    step({}, state.file.close)


def _or_nothing(question: Callable[[], list[Any]]) -> list[Any]:
    try:
        return question()
    except BriefingError:
        return []


def _begin(folder: Path, ledger: Ledger) -> None:
    """The very first change of a new home."""
    state = _open(folder, ledger)
    if state is not None:
        ledger.step({"star b": True}, lambda: state.set_star("b", True), kept=lambda: state.file.kept)
        ledger.step({}, state.file.close)


def _back_up(folder: Path, ledger: Ledger) -> None:
    state = _open(folder, ledger)
    if state is not None:
        ledger.step({"star b": True}, lambda: state.set_star("b", True), kept=lambda: state.file.kept)
        ledger.step({}, state.file.backup)
        ledger.step({"star c": True}, lambda: state.set_star("c", True), kept=lambda: state.file.kept)
        ledger.step({}, state.file.close)


def _old_version(folder: Path) -> dict[str, Any]:
    """A file as the first release wrote it."""
    folder.mkdir(exist_ok=True)
    with closing(sqlite3.connect(folder / "state.db", isolation_level=None)) as connection:
        connection.create_function("checksum", -1, checksum, deterministic=True)
        for statement in state_file.migrations()[0].split(";\n"):
            if statement.strip():
                connection.execute(statement)
        connection.execute("PRAGMA user_version = 1")
        connection.execute("INSERT INTO folder VALUES (1, ?, '2031')", (b"/nowhere/articles",))
        connection.execute("INSERT INTO star VALUES (1, 'a0')")
        connection.execute("INSERT INTO saved_search VALUES (1, 'mill', 'oak')")
        for number in range(3):
            row = (1, f"a{number}", b"a.txt", None, 0, 6, f"kept {number}", "", "2031", f"note {number}")
            connection.execute(
                "INSERT INTO clipping(folder, article, path, quotation, span_start, span_end, text, citation, added, note)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row,
            )  # fmt: skip
    return {"star a0": True, "search mill": "oak"} | {f"clip kept {number}": f"note {number}" for number in range(3)}


def _harmed(harm: Callable[[Path], None]) -> Callable[[Path], dict[str, Any]]:
    """A state that was harmed, with its backup beside it."""

    def prepare(folder: Path) -> dict[str, Any]:
        made = _filled(folder)
        harm(folder / "state.db")
        return made

    return prepare


def _garbage(path: Path) -> None:
    path.write_bytes(b"this is no database" * 500)


def _cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 8192 * 4096)


def _empty(path: Path) -> None:
    os.truncate(path, 0)


def _newer_than_its_backup(path: Path) -> None:
    """One page is damaged, and what was made since the backup stands in the others."""
    with opened(path.parent) as state:
        state.file._changes = 0
        state.set_star("late", True)
        state.file._changes = 0  # as if it had been killed: no backup when it ends
    data = bytearray(path.read_bytes())
    names = dict(_root_pages(path))
    start = (names["saved_search"] - 1) * 4096
    data[start : start + 100] = bytes(100)
    path.write_bytes(data)


def _root_pages(path: Path) -> list[tuple[str, int]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT name, rootpage FROM sqlite_master").fetchall()


def _damaged_late(folder: Path) -> dict[str, Any]:
    made = _filled(folder)
    _newer_than_its_backup(folder / "state.db")
    for backup in backups.listed(folder / "state.db")[:-1]:
        backup.unlink()
    return made | {"star late": True}


def _rename(folder: Path, ledger: Ledger) -> None:
    """An article has another name: what was made for it goes with it."""
    state = _open(folder, ledger)
    if state is None:
        return
    now = Identity.of("new.txt", "m0", "The text of number 0 " * 9)
    ledger.step(
        {"star a0": None, "star n0": True}, lambda: state.move_article("a0", "n0", now), kept=lambda: state.file.kept
    )
    ledger.step({}, state.file.close)


EXPORTED = "kept.txt"


def _exported(folder: Path) -> dict[str, Any]:
    made = _filled(folder)
    (folder / EXPORTED).write_text(keep_file.dump([("saved_search", {"name": "old", "query": "older"})]), "utf-8")
    return made | {"file": "old"}


def _export(folder: Path, ledger: Ledger) -> None:
    state = _open(folder, ledger)
    if state is not None:
        ledger.step(
            {"file": "new"}, lambda: keep_command._write(folder / EXPORTED, keep_file.dump(keep_file.records(state)))
        )
        ledger.step({}, state.file.close)


def _export_view(folder: Path) -> dict[str, Any]:
    sweep(folder, f".{EXPORTED}")  # as the next export does
    listed, problems = keep_file.load((folder / EXPORTED).read_text("utf-8"))
    if problems:
        raise StateDamagedError("; ".join(problems))
    return state_view(folder) | {"file": "old" if len(listed) == 1 else "new" if len(listed) == 9 else len(listed)}


IMPORTED = [
    ("clipping", {"id": 4, "article": "x", "path": "x.txt", "quotation": None, "span_start": 0, "span_end": 4, "text": f"came {number}",
                  "citation": "", "added": "2031", "note": f"with {number}", "before": "", "after": "", "place": ""})
    for number in range(3)
] + [("saved_search", {"name": "came", "query": "elm"}), ("star", {"article": "x"})]  # fmt: skip


def _import(folder: Path, ledger: Ledger) -> None:
    state = _open(folder, ledger)
    if state is not None:
        wanted = {"search came": "elm", "star x": True} | {
            f"clip came {number}": f"with {number}" for number in range(3)
        }
        ledger.step(wanted, lambda: keep_file.take(state, IMPORTED, {}), kept=lambda: state.file.kept)
        ledger.step({}, state.file.close)


# --- the catalogue and the index --------------------------------------------------------------------------------------------


def _document(number: int) -> Document:
    text = f"The harbour number {number} opens in the spring."
    return Document(
        Article(f"a{number}", f"{number}.txt", words=7),
        text,
        (Paragraph((0, len(text)), (0, len(text)), "body"),),
        SourceMap(((0, 0, len(text)),)),
        f"mark {number}",
    )


def _put_articles(catalogue: Catalogue, numbers: Iterable[int]) -> None:
    with catalogue.transaction():
        for number in numbers:
            catalogue.put_file(f"{number}.txt", FileRow(1, 2, "ab", 1, ()), [dump_document(_document(number))])


def _catalogue(folder: Path) -> dict[str, Any]:
    folder.mkdir(exist_ok=True)
    with closing(Catalogue(folder / "catalogue.db")) as catalogue:
        _put_articles(catalogue, range(3))
    return {"articles": 3}  # a seal would not hold on a copy


def _catalogue_run(folder: Path, ledger: Ledger) -> None:
    """Articles are added, and the seal is put on again. What goes wrong here is the collection's to tell."""
    with suppress(sqlite3.Error, OSError), closing(Catalogue(folder / "catalogue.db")) as catalogue:
        if catalogue.replaced:
            ledger.tell(("have", {"articles": None}))
        ledger.tell(("try", {"articles": 6}))
        _put_articles(catalogue, range(0 if catalogue.replaced else 3, 6))
        ledger.tell(("ok", True))
        catalogue.put_seal()


def _catalogue_view(folder: Path) -> dict[str, Any]:
    """Return how many articles there are; a catalogue that says it was rebuilt may hold fewer: that is told."""
    with closing(Catalogue(folder / "catalogue.db")) as catalogue:
        count = catalogue.count()
        return {"articles": None if catalogue.replaced else count}


SCENARIOS = {
    "begin": Scenario(_nothing, _begin, state_view),
    "edit": Scenario(_filled, _edit, state_view),
    "backup": Scenario(_filled, _back_up, state_view),
    "migration": Scenario(_old_version, _begin, state_view),
    "rename": Scenario(_filled, _rename, state_view),
    "keep export": Scenario(_exported, _export, _export_view),
    "keep import": Scenario(_filled, _import, state_view),
    "gone": Scenario(_harmed(Path.unlink), _begin, state_view),
    "empty": Scenario(_harmed(_empty), _begin, state_view),
    "cut": Scenario(_harmed(_cut), _begin, state_view),
    "garbage": Scenario(_harmed(_garbage), _begin, state_view),
    "damaged": Scenario(_damaged_late, _begin, state_view),
    "catalogue": Scenario(_catalogue, _catalogue_run, _catalogue_view),
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one fault did. ``lost`` and ``broken`` are bugs: changes that are not as acknowledged; states that cannot be read."""

    happened: bool
    acknowledged: int = 0
    refused: int = 0
    lost: tuple[str, ...] = ()
    broken: str = ""
    traceback: str = ""

    @property
    def good(self) -> bool:
        return not (self.lost or self.broken or self.traceback)


def judge(scenario: Scenario, folder: Path, lines: list[tuple[Any, ...]], *, happened: bool, traceback: str) -> Outcome:
    """Open ``folder`` again and compare what is there with what was acknowledged. The folder is gone afterwards."""
    allowed, acknowledged, refused, said = read_ledger(lines)
    lost: list[str] = []
    broken = next((f"more than a line: {words!r}" for words in said if "\n" in words), "")
    try:
        there = scenario.view(folder)
    except Exception as error:  # whatever it is, the state cannot be read
        broken = f"{type(error).__name__}: {error}"
    else:
        lost = [
            f"{key}: {there.get(key)!r} instead of {values!r}"
            for key, values in allowed.items()
            if there.get(key) not in values
        ]
        if scenario.view is _catalogue_view and there.get("articles") is None:
            lost = []  # rebuilt, with a word
        broken = broken or "; ".join(f"left over: {path.name}" for path in leftovers(folder))
    shutil.rmtree(folder)
    return Outcome(happened, acknowledged, refused, tuple(lost), broken, traceback)


def leftovers(folder: Path) -> list[Path]:
    """Return files that a run has left over that nobody will ever take."""
    return [path for path in folder.rglob("*") if ".part" in path.name or "-recovered-" in path.name]
