"""Hand a file to the reader of its format: plain text and Markdown here, everything with a real parser behind it in the sandbox."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.errors import IngestError
from briefing.ingest import detect_format
from briefing.ingest.draft import Block, Draft
from briefing.ingest.readers import registry
from briefing.text import fold

if TYPE_CHECKING:
    from briefing.ingest.results import Limits


def read(data: bytes, path: str, limits: Limits) -> tuple[list[Draft], list[str]]:
    """Return the drafts of a file's articles, and notes on parts of it that could not be read. Raises IngestError."""
    if not data:
        raise IngestError("is empty")
    name = detect_format.sniff(data, path)
    if name.startswith("not: "):
        raise IngestError(name[5:])
    if name in ("plain", "markdown"):
        return registry.read_text(name, data, limits.text_bytes), []
    from briefing.ingest.sandbox import supervisor

    drafts, notes = supervisor.SHARED.read(name, data, path, limits)
    for draft in drafts:
        _show_title(draft)
    return drafts, notes


def _show_title(draft: Draft) -> None:
    """Put a title that the format states beside the text (a mail's subject, a feed's title) above the text."""
    title = draft.fields.get("title")
    if title is None or not title.value or any(block.kind == "title" for block in draft.blocks):
        return
    wanted = fold(str(title.value))
    if not any(fold(block.text) == wanted for block in draft.blocks[:4]):
        draft.blocks.insert(0, Block(str(title.value), (), "title"))
