"""Who asks an archive: from the environment, or from a file that nobody but its owner can read. Never shown, logged or stored."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from briefing.errors import ArchiveError
from briefing.index.archive.address import ArchiveAddress
from briefing.text import one_line

FILE_NAME = "archives.toml"
USER, PASSWORD = "BRIEFING_ARCHIVE_USER", "BRIEFING_ARCHIVE_PASSWORD"
TOKEN, CA = "BRIEFING_ARCHIVE_TOKEN", "BRIEFING_ARCHIVE_CA"
_MOST_BYTES = 100_000
_KEYS = ("user", "password", "token", "ca")


@dataclass(frozen=True, slots=True)
class Credentials:
    """``user`` and ``password``, or a ``token`` (sent as ``Bearer``), or none; ``ca`` is a file with the certificates to trust, "" for those that
    the system trusts. ``repr`` shows no secret."""

    user: str = ""
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)
    ca: str = ""

    @property
    def given(self) -> bool:
        """Whether there is anything to be sent."""
        return any((self.user, self.token))


def find_credentials(address: ArchiveAddress, config: Path, environment: Mapping[str, str] = os.environ) -> Credentials:
    """Return what is to be sent to ``address``: what the environment says, else the table of its server in ``archives.toml`` in the folder ``config``.

    Raises ArchiveError of kind ``credentials`` where they cannot be used or would travel in the open.
    """
    names = dict(zip(_KEYS, (USER, PASSWORD, TOKEN, CA), strict=True))
    values = {key: environment.get(name, "") for key, name in names.items()}
    if not any(values[key] for key in ("user", "password", "token")):
        values = {key: str(value) for key, value in _from_file(config / FILE_NAME, address).items()} | {
            key: value for key, value in values.items() if value
        }
    credentials = Credentials(**values)
    if credentials.password and not credentials.user:
        raise ArchiveError(f"there is a password for the archive and no user: set {USER} too", "credentials")
    _check_headers(credentials)
    if credentials.given and not address.secure:
        raise ArchiveError(
            f"{address.server} is not encrypted, so user and password are not sent there: use https://", "credentials"
        )
    return credentials


def _check_headers(credentials: Credentials) -> None:
    """Refuse what would break out of a line of a request."""
    for value in (credentials.user, credentials.password, credentials.token):
        if not value.isprintable():
            raise ArchiveError(
                "user, password and token of an archive are one line of printable characters each", "credentials"
            )
    if ":" in credentials.user:
        raise ArchiveError("the user of an archive cannot hold a colon", "credentials")


def _from_file(path: Path, address: ArchiveAddress) -> dict[str, str]:
    """Return the table of the server in the file at ``path``, {} if there is no such file or no such table."""
    raw = _read(path)
    if raw is None:
        return {}
    import tomllib

    shown = one_line(str(path))
    try:
        table: dict[str, str] = tomllib.loads(raw.decode("utf-8-sig")).get(address.server, {})
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        # The reason may quote a line of the file, and with it a password.
        raise ArchiveError(
            f"{shown} cannot be read as TOML: one table a server, see docs/archive.md", "credentials"
        ) from error
    if not _all_texts(table):
        raise ArchiveError(f"{shown}: the table of {address.server} has texts named {', '.join(_KEYS)}", "credentials")
    return table


def _all_texts(table: Any) -> bool:
    """Return whether ``table`` maps known keys to texts."""
    return isinstance(table, dict) and {(key in _KEYS, type(value)) for key, value in table.items()} <= {(True, str)}


def _read(path: Path) -> bytes | None:
    """Return what the file holds, ``None`` if it is not there; refuse one that others can read."""
    shown = one_line(str(path))
    try:
        with path.open("rb") as file:
            info = os.fstat(file.fileno())
            if not stat.S_ISREG(info.st_mode):
                raise ArchiveError(f"{shown} is no file", "credentials")
            if info.st_mode & 0o077:
                raise ArchiveError(
                    f"others can read {shown}, which holds passwords: chmod 600 it, then try again", "credentials"
                )
            if info.st_uid != getattr(os, "getuid", lambda: info.st_uid)():
                raise ArchiveError(f"{shown} belongs to another user, so it is not used", "credentials")
            return file.read(_MOST_BYTES)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise ArchiveError(f"cannot read {shown}: {error.strerror or error}", "credentials") from error
