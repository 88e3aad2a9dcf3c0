"""What a reader of a format hands on: blocks of text with what the format itself says about them. No rules, no files.

Everything here turns into plain JSON and back, as readers of risky formats run in another process (see ``sandbox``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from briefing.dataclass_json import Shape
from briefing.model import ParagraphKind, Stated

Segment = tuple[int, int, int]
"""(offset in the block, offset in the decoded file, length), all in code points."""

FIELDS = (
    "title", "standfirst", "outlet", "agency", "byline", "published", "dateline", "language", "url",
)  # fmt: skip


@dataclass(slots=True)
class Block:
    """One paragraph as the file holds it. ``kind`` is what the format says it is, or ``None`` where rules must tell.

    ``gap``: a blank line stands before it. ``heading``: the format marks it as one.
    ``lead``: what stands between it and the paragraph before (a space where rules cut one paragraph in two).
    ``label``: the field that a label before it names. ``dateline``: where the dateline within it ends and its first sentence begins.
    """

    text: str
    segments: tuple[Segment, ...] = ()
    kind: ParagraphKind | None = None
    gap: bool = True
    heading: bool = False
    lead: str = "\n\n"
    label: str = ""
    dateline: tuple[int, int] | None = None


def without_places(blocks: list[Block]) -> list[Block]:
    """Return ``blocks`` without offsets, which would count in a part of a file and not in the file."""
    for block in blocks:
        block.segments = ()
    return blocks


@dataclass(slots=True)
class Draft:
    """One article before the rules of ``metadata`` have been applied.

    ``fields`` holds what the format states (front matter, mail headers, JSON-LD); a value given there is never
    overruled. ``marked``: the format has told body from furniture, so that only the gentlest rules apply.
    """

    blocks: list[Block]
    fields: dict[str, Stated[Any]] = field(default_factory=dict)
    extra: dict[str, Any] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    marked: bool = False

    def state(self, name: str, value: Any, evidence: str) -> None:
        """State the field ``name`` unless ``value`` is empty or missing."""
        if value:
            self.fields[name] = Stated.stated(value, evidence)


_BLOCK = Shape(Block, without=("lead", "label", "dateline"), checked=True)
_STATED: Shape[Stated[Any]] = Shape(Stated, checked=True)


def to_json(draft: Draft) -> dict[str, Any]:
    """Return ``draft`` as plain JSON (lists, strings, numbers)."""
    return {
        "blocks": [_BLOCK.dump(block) for block in draft.blocks],
        "fields": {name: _STATED.dump(stated) for name, stated in draft.fields.items()},
        "extra": draft.extra,
        "problems": draft.problems,
        "marked": draft.marked,
    }


def from_json(data: Mapping[str, Any]) -> Draft:
    """Return the draft that :func:`to_json` wrote.

    The sender is not trusted: wrong shapes raise ``ValueError``, ``TypeError`` or ``LookupError``.
    """
    fields = {name: _field(name, row) for name, row in data["fields"].items()}
    problems = [str(problem) for problem in data["problems"]]
    return Draft(_BLOCK.load_all(data["blocks"]), fields, dict(data["extra"]), problems, bool(data["marked"]))


def _field(name: str, row: Any) -> Stated[Any]:
    stated = _STATED.load(row)
    if name not in FIELDS:
        raise ValueError("a field is not of the agreed shape")
    if name == "byline":
        return replace(stated, value=tuple(str(author) for author in stated.value) if stated.value else None)
    return stated if stated.value is None else replace(stated, value=str(stated.value))
