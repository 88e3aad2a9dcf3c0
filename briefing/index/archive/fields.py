"""What the fields of an archive are called that is there already: given field by field, or by the name of a program that made it."""

from __future__ import annotations

from dataclasses import dataclass, fields

_LONGEST = 80
_MOST_BYTES = 500
_OTHERS = frozenset("._-@")


@dataclass(frozen=True, slots=True)
class ArchiveFields:
    """The names of the fields, with dots where they lie inside one another; "" where an archive has none. ``text`` must be given. ``kind`` names
    a field and what it must hold for a record to be an article (``type=Document``), "" if every record is one."""

    text: str
    title: str = ""
    date: str = ""
    outlet: str = ""
    byline: str = ""
    path: str = ""
    language: str = ""
    url: str = ""
    kind: str = ""


NAMES = tuple(field.name for field in fields(ArchiveFields) if field.name != "kind")
PRESETS: dict[str, ArchiveFields] = {}
"""Known programs by name."""


def parse_fields(text: str) -> ArchiveFields:
    """Read ``title=headline,text=body,date=published``, or the name of a known program (``datashare``), whose fields may be replaced behind it
    (``datashare,date=metadata.tika_metadata_date``). Raises ArchiveError of kind ``address``."""
    raise NotImplementedError
