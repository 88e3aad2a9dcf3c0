"""Notes beside files that have no room for front matter: ``report.pdf.source.yaml`` says where ``report.pdf`` came from.

``briefing add`` writes them, a person may. They hold what front matter holds, with the same meaning: what they state is stated.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from briefing.errors import IngestError
from briefing.ingest import safe_open

if TYPE_CHECKING:
    from briefing.ingest.draft import Draft

SUFFIX: Final = ".source.yaml"
_LONGEST: Final = 64 * 1024
_OF_THE_FILE: Final = frozenset({"url", "accessed", "retrieved_from", "language", "outlet"})
"""What a note can say of each of several articles in one file."""


def load(root: Path, path: str) -> bytes:
    """Return the note beside the file ``path``, b"" if there is none that can be opened."""
    try:
        return safe_open.load(root, path + SUFFIX, _LONGEST)
    except IngestError:
        return b""


def file_of(name: str, beside: set[str]) -> str:
    """Return the file among ``beside`` that ``name`` is the note of, "" if there is none."""
    file = name.removesuffix(SUFFIX)
    return file if file != name and file in beside else ""


def apply(drafts: list[Draft], note: bytes) -> list[str]:
    """Put what ``note`` states into ``drafts``; what could not be read of it."""
    from briefing.ingest import front_matter
    from briefing.ingest.decode import decode

    try:
        text = decode(note)
        known = front_matter.parse("---", text)
    except (IngestError, ValueError) as error:
        return [f"the note beside it ({SUFFIX}) {str(error).removeprefix('front matter ')}"]
    if len(drafts) > 1:
        known = {key: value for key, value in known.items() if key in _OF_THE_FILE}
    for draft in drafts:
        stated = set(draft.fields) if len(drafts) > 1 else set()
        front_matter.apply(draft, {key: value for key, value in known.items() if key not in stated}, text)
    return []
