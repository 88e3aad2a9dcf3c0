"""Where an archive is: the address of its server and the name of its index. An address never holds a password."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from briefing.errors import ArchiveError
from briefing.text import one_line

DEFAULT_NAME = "briefing"
DEFAULT_PORT = 9200
_LONGEST = 80
_NAME = re.compile(r"[a-z0-9][a-z0-9._+-]{0,254}")
_NAMES = re.compile(r"[a-z0-9.*][a-z0-9._+*,-]{0,254}")
_LOOPBACK = re.compile(r"localhost|127(?:\.\d{1,3}){3}|::1")
HINT = "give user and password in BRIEFING_ARCHIVE_USER and BRIEFING_ARCHIVE_PASSWORD, or in archives.toml (see docs/archive.md)"


@dataclass(frozen=True, slots=True)
class ArchiveAddress:
    """A server (``scheme``, ``host``, ``port``, ``prefix`` of its paths) and the ``name`` of an index on it; of foreign ones, several names or a
    pattern."""

    scheme: str
    host: str
    port: int
    prefix: str = ""
    name: str = DEFAULT_NAME

    @property
    def server(self) -> str:
        """The address of the server, by which credentials are looked up."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}:{self.port}{self.prefix}"

    @property
    def shown(self) -> str:
        """What people are told: safe for logs, history and exports."""
        return f"{self.server} ({self.name})"

    @property
    def secure(self) -> bool:
        """Whether credentials may be sent there: they would be encrypted, or stay on this machine."""
        return self.scheme == "https" or _LOOPBACK.fullmatch(self.host) is not None


def parse_address(url: str, name: str = DEFAULT_NAME, *, foreign: bool = False) -> ArchiveAddress:
    """Read ``https://host:9200``; a path is a prefix of the server's. ``foreign``: ``name`` may be several names, or a pattern.

    Raises ArchiveError of kind ``address``; its message never repeats a password.
    """
    parts = _split(url)
    if "@" in parts.netloc:
        raise ArchiveError(
            f"an address must not hold a user or a password, which others would see in the list of processes: {HINT}",
            "address",
        )
    if parts.scheme not in ("http", "https"):
        raise _unusable(url, "an address begins with https:// or http://")
    if not parts.hostname:
        raise _unusable(url, "it names no host")
    if set("?#").intersection(url):
        raise _unusable(url, "it ends behind the path: no ? and no #")
    try:
        port = parts.port
    except ValueError as error:
        raise _unusable(url, "its port is no number up to 65535") from error
    return ArchiveAddress(
        parts.scheme,
        parts.hostname,
        DEFAULT_PORT if port is None else port,
        parts.path.rstrip("/"),
        checked_name(name, foreign=foreign),
    )


def _split(url: str) -> SplitResult:
    try:
        return urlsplit(url.strip())
    except ValueError as error:
        raise ArchiveError("the archive's address cannot be read: write https://host:9200", "address") from error


def _unusable(url: str, why: str) -> ArchiveError:
    shown = one_line(url.rpartition("@")[2])[:_LONGEST]
    return ArchiveError(f"the archive's address {shown} cannot be used: {why}", "address")


def checked_name(name: str, *, foreign: bool = False) -> str:
    """Return ``name`` if an index may be called so. Raises ArchiveError of kind ``address``."""
    shape = _NAMES if foreign else _NAME
    if shape.fullmatch(name) is None:
        shown = one_line(name)[:_LONGEST]
        raise ArchiveError(
            f"“{shown}” cannot be the name of an archive: small letters, figures, and . _ - inside, such as desk-2024",
            "address",
        )
    return name
