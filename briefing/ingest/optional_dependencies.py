"""Which extra of ours reads which format, and whether it is there. Imports none of them."""

from __future__ import annotations

import functools
import re
from importlib.util import find_spec
from typing import Final

_MODULES: Final = {"html": "trafilatura", "pdf": "pypdfium2", "warc": "warcio"}
_NAMED: Final = re.compile(r"briefing\[(\w+)\]")


def now_there(reason: str) -> bool:
    """Return whether ``reason`` (of a problem) is that an extra was missing which is installed by now."""
    found = _NAMED.search(reason)
    return found is not None and found[1] in _MODULES and _installed(_MODULES[found[1]])


@functools.cache
def _installed(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except (ImportError, ValueError):
        return False
