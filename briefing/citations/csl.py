"""Any style of the Citation Style Language, through the pandoc that a person has installed.

pandoc reads from its standard input, writes to its standard output, may read no other file and no network (``--sandbox``), and has a
limit of time. It is never part of this program.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from briefing.citations.exchange import csl_record
from briefing.citations.item import Item
from briefing.citations.markup import Line, as_markup
from briefing.citations.speech import with_words
from briefing.errors import BriefingError
from briefing.text import one_line, safe_text

TIMEOUT = 30.0
"""Seconds that pandoc may take; the largest styles take two."""
LARGEST_STYLE = 4_000_000
"""Bytes of a style file; the largest official one has a quarter of a million."""

_WRITERS = {"text": "plain", "markdown": "commonmark", "html": "html"}
_YEAR_UNKNOWN = "[year unknown]"


def write(item: Item, style: Path, form: str, *, in_text: bool = False) -> str:
    """Return the citation of ``item`` in the style of the file ``style``.

    What is inferred stands in brackets, as in our own styles; what is unknown is said as that style says it.

    Args:
        form: ``text``, ``markdown`` or ``html``.

    Raises:
        BriefingError: one line, if there is no pandoc, the file is no style, or pandoc fails or takes too long.
    """
    pandoc = shutil.which("pandoc")
    if pandoc is None:
        raise BriefingError("a style from a file needs pandoc, which is not installed here; install it, or use --style")
    code = _style(style)
    stand_ins = _StandIns(item)
    with tempfile.TemporaryDirectory(prefix="briefing-") as folder:
        file = Path(folder, "style.csl")
        file.write_bytes(code)
        command = [pandoc, "--sandbox", "--citeproc", f"--csl={file}", f"--data-dir={folder}", "--wrap=none"]
        if in_text:
            document = _citing(
                json.loads(_run([pandoc, "--sandbox", "--from=csljson", "--to=json"], stand_ins.record, style))
            )
            shown = _run([*command, "--from=json", "--to=plain"], json.dumps(document), style)
            shown = as_markup(_one_line(re.sub(r"\A.*\n\s*\[1\] ", "", shown, flags=re.DOTALL)), form)
        else:
            shown = _run([*command, "--from=csljson", f"--to={_WRITERS[form]}"], stand_ins.record, style)
            shown = _one_line(_ENTRY_FRAME.sub(" ", shown) if form != "text" else shown)
    return _with_words(item, stand_ins.replaced(shown, form), form, in_text=in_text)


_ENTRY_FRAME = re.compile(r"</?div[^>]*>|</?span[^>]*>")


def _one_line(text: str) -> str:
    return re.sub(r"^\[1\] ?(?=\S)", "[1] ", " ".join(safe_text(text).split()))


_BEGINS_AS_STYLE = re.compile(
    rb"[^<]{0,16}(?:<\?[^>]{0,200}\?>|<!--.{0,4096}?-->|\s){0,16}<style\b[^>]{0,4096}purl\.org/net/xbiblio/csl",
    re.DOTALL,
)
_DECLARES_ENTITIES = re.compile(rb"<!(?:DOCTYPE|ENTITY)")


def _style(path: Path) -> bytes:
    """Return the bytes of the style file. Raises BriefingError for what is none."""
    name = one_line(str(path))
    try:
        if path.is_file() and path.stat().st_size > LARGEST_STYLE:
            raise BriefingError(f"{name}: too large for a style of citations (at most {LARGEST_STYLE // 1_000_000} MB)")
        code = path.read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise BriefingError(f"cannot read the style {name}: {reason}") from None
    if _DECLARES_ENTITIES.search(code) or not _BEGINS_AS_STYLE.match(code):
        raise BriefingError(f"{name}: no style of citations (a CSL file begins with <style xmlns=…csl>)")
    if b'rel="independent-parent"' in code:
        raise BriefingError(f"{name}: this style only names another one; give the file of that one")
    return code


def _run(command: list[str], text: str, style: Path) -> str:
    try:
        done = subprocess.run(
            command, input=text.encode("utf-8", "replace"), capture_output=True, timeout=TIMEOUT, check=False, cwd="/",
            start_new_session=True,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise BriefingError(
            f"pandoc took more than {TIMEOUT:.0f} seconds for {one_line(str(style))}; it was stopped"
        ) from None
    except OSError as error:
        raise BriefingError(f"pandoc cannot be run: {error.strerror or error}") from None
    if done.returncode != 0:
        lines = safe_text(done.stderr.decode("utf-8", "replace")).strip().splitlines() or ["no reason given"]
        raise BriefingError(f"pandoc cannot use {one_line(str(style))}: {one_line(lines[0])[:200]}")
    return done.stdout.decode("utf-8", "replace")


def _citing(document: dict[str, Any]) -> dict[str, Any]:
    """Return pandoc's document of one record as one that cites it in its text."""
    citation = {
        "citationId": "item", "citationPrefix": [], "citationSuffix": [], "citationMode": {"t": "NormalCitation"},
        "citationNoteNum": 1, "citationHash": 0,
    }  # fmt: skip
    document["blocks"] = [{"t": "Para", "c": [{"t": "Cite", "c": [[citation], []]}]}]
    document["meta"].pop("nocite", None)
    document["meta"]["suppress-bibliography"] = {"t": "MetaBool", "c": True}
    return document


class _StandIns:
    """What pandoc gets in place of values that a style would not print as we do, and what it stands for.

    An inferred or unknown year is a number that stands nowhere else; the description of an untitled article is a word, which no
    style can recase, and whose quotation marks are taken off again.
    """

    def __init__(self, item: Item) -> None:
        record = csl_record(item) | {"id": "item"}
        record.pop("note", None)
        text = json.dumps(record)
        self._year = next(str(number) for number in range(7391, 9999) if str(number) not in text)
        self._title = f"X{self._year}X"
        self._item = item
        date = item.date
        if date and (date.inferred or date.year is None):
            parts = [int(self._year), *(part for part in (date.month, date.day) if part is not None)]
            record["issued"] = {"date-parts": [parts]}
        if not item.title:
            record["title"] = self._title
        if item.outlet_text:
            record["container-title"] = item.outlet_text
        else:
            record.pop("container-title", None)
        self.record = json.dumps([record])

    def replaced(self, shown: str, form: str) -> str:
        """Return pandoc's entry with the true values."""
        date = self._item.date
        year = _YEAR_UNKNOWN if date.year is None else date.year_text
        marked = re.compile(rf"[“‘\"']*(?:<em>|\*)?{self._title}([.,]?)(?:</em>|\*)?([.,]?)[”’\"']*", re.IGNORECASE)
        description = as_markup(self._item.untitled, form)
        shown = marked.sub(lambda match: f"{description}{match[1] or match[2]}", shown)
        return shown.replace(self._year, as_markup(year, form))


def _with_words(item: Item, entry: str, form: str, *, in_text: bool) -> str:
    """Return ``entry`` with the item's quotation before it."""
    bracket = "(" if entry.startswith("(") and in_text else ""
    place = "\ue000"
    line = with_words(item, Line().add(f"{bracket}{place}"), "", in_text=in_text)
    return line.render(form).replace(place, entry.removeprefix(bracket), 1)
