"""What the fields of an archive are called that is there already: given field by field, or by the name of a program that made it."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields

from briefing.errors import ArchiveError
from briefing.text import one_line

_LONGEST = 80
_LARGEST = 2_000
_HOW = "write --fields title=headline,text=body,date=published"


@dataclass(frozen=True, slots=True)
class ArchiveFields:
    """The names of the fields, with dots where they lie inside one another; "" where an archive has none.

    ``text`` is searched, and must be given. ``shown_text`` and ``shown_title`` are where text and title are read from, if not from the fields that
    are searched. ``kind`` names a field, and what it must hold for a record to be an article (``type:Document``); "" if every record is one.
    """

    text: str
    title: str = ""
    date: str = ""
    outlet: str = ""
    byline: str = ""
    path: str = ""
    language: str = ""
    url: str = ""
    shown_text: str = ""
    shown_title: str = ""
    kind: str = ""


NAMES = tuple(field.name for field in fields(ArchiveFields))
PRESETS = {
    "datashare": ArchiveFields(
        text="content",
        title="metadata.tika_metadata_dc_title",
        date="metadata.tika_metadata_dcterms_created",
        byline="metadata.tika_metadata_dc_creator",
        path="path",
        language="language",
        kind="type:Document",
    ),
    "openaleph": ArchiveFields(
        text="content",
        title="name",
        date="properties.publishedAt",
        outlet="properties.publisher",
        byline="properties.author",
        path="properties.fileName",
        language="properties.language",
        url="properties.sourceUrl",
        shown_text="properties.bodyText",
        shown_title="caption",
        kind="schemata:Document",
    ),
}
"""Known programs by name: what their documentation and mappings call these fields."""


def parse_fields(text: str) -> ArchiveFields:
    """Read ``title=headline,text=body,date=published``, or the name of a known program (``datashare``), behind which its fields may be replaced
    (``datashare,date=metadata.day``). Raises ArchiveError of kind ``address``."""
    given: dict[str, str] = {}
    for part in text[:_LARGEST].split(","):
        name, _, value = (piece.strip() for piece in part.partition("="))
        if part.strip() in PRESETS:
            given |= asdict(PRESETS[name])
        elif name in NAMES:
            given[name] = value
        else:
            raise _unknown(name)
    if not given.get("text"):
        raise ArchiveError(f"which field of the archive holds the text? {_HOW}", "address")
    shown = {"shown_text": given["text"], "shown_title": given.get("title", "")}
    return ArchiveFields(**shown | {name: value for name, value in given.items() if value})


def _unknown(name: str) -> ArchiveError:
    shown = one_line(name)[:_LONGEST]
    return ArchiveError(
        f"“{shown}” is neither a field ({', '.join(NAMES)}) nor a known program ({', '.join(PRESETS)}): {_HOW}",
        "address",
    )
