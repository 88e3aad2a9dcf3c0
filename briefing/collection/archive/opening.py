"""From an address on the command line to an engine that can be asked."""

from __future__ import annotations

from importlib.util import find_spec

from briefing.errors import ArchiveError
from briefing.index.archive.address import parse_address
from briefing.index.archive.engine import ArchiveEngine
from briefing.index.archive.fields import parse_fields
from briefing.index.engine import SearchEngine
from briefing.paths import Places


def engine_at(url: str, name: str, fields: str, places: Places) -> tuple[SearchEngine, str, str]:
    """Return the engine, the address of its server (which never holds a password), and the name of its index.

    Raises ArchiveError of kind ``address``, ``credentials`` or ``extra``.
    """
    if find_spec("opensearchpy") is None:
        raise ArchiveError("an archive needs opensearch-py: pip install 'briefing[archive]'", "extra")
    foreign = parse_fields(fields) if fields else None
    address = parse_address(url, name, foreign=foreign is not None)
    return ArchiveEngine.open(address, places.config, fields=foreign), address.server, address.name
