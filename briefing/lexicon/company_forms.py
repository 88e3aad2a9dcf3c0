"""Legal forms that names of firms end in, by which a firm is told from a person (``Hale & Oakes, Ltd.``). Compared without stops and case."""

from __future__ import annotations

_FORMS = frozenset(
    """co ltd limited inc incorporated llc llp lp plc corp corporation company gmbh ag kg kgaa se sa sas sarl nv bv ab oy oyj asa as aps
    spa srl sl pty pte kk bhd group holdings""".split()
)
_ALONE = _FORMS - frozenset("co se as ab sa sl group kk lp".split())
"""Those that are no word of a person's name even without a comma before them."""


def is_company(name: str) -> bool:
    """Return True if ``name`` ends as a firm's does: ``…, Ltd.``, ``… GmbH``."""
    words = name.replace(",", " ").split()
    last = words[-1].replace(".", "").casefold() if len(words) > 1 else ""
    return last in (_FORMS if "," in name or name.endswith(".") else _ALONE)
