"""What a reader of a format hands on: blocks of text with what the format itself says about them. No rules, no files.

Everything here turns into plain JSON and back, as readers of risky formats run in another process (see ``sandbox``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

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


def to_json(draft: Draft) -> dict[str, Any]:
    """``draft`` as plain JSON (lists, strings, numbers)."""
    return {
        "blocks": [[b.text, list(b.segments), b.kind, b.gap, b.heading] for b in draft.blocks],
        "fields": {name: [sv.value, sv.status, sv.evidence] for name, sv in draft.fields.items()},
        "extra": draft.extra,
        "problems": draft.problems,
        "marked": draft.marked,
    }


def from_json(data: Mapping[str, Any]) -> Draft:
    """The draft that :func:`to_json` wrote. The sender is not trusted: wrong shapes raise ``ValueError`` or ``TypeError``."""
    blocks = []
    for text, segments, kind, gap, heading in data["blocks"]:
        if not isinstance(text, str) or kind not in _KINDS:
            raise ValueError("a block is not of the agreed shape")
        blocks.append(
            Block(text, tuple((int(a), int(b), int(c)) for a, b, c in segments), kind, bool(gap), bool(heading))
        )
    fields: dict[str, Stated[Any]] = {}
    for name, (value, status, evidence) in data["fields"].items():
        if name not in FIELDS or status not in ("stated", "inferred", "unknown"):
            raise ValueError("a field is not of the agreed shape")
        if name == "byline":
            value = tuple(str(one) for one in value) if value else None
        elif value is not None:
            value = str(value)
        fields[name] = Stated(value, status, None if evidence is None else str(evidence))
    return Draft(blocks, fields, dict(data["extra"]), [str(p) for p in data["problems"]], bool(data["marked"]))


_KINDS = (None, "title", "standfirst", "byline", "date", "dateline", "body", "caption", "furniture", "repeat")
