"""Zip archives opened with care: whatever their bytes say, there is a member within its limit or one line."""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib

from briefing.errors import IngestError

DAMAGED = (
    zipfile.BadZipFile, NotImplementedError, EOFError, OSError, RuntimeError, ValueError, LookupError, ArithmeticError, struct.error,
    zlib.error, lzma.LZMAError,
)  # fmt: skip
"""What the library raises for archives whose bytes make no sense."""


def opened(data: bytes) -> zipfile.ZipFile:
    """Return the archive that ``data`` is. Raises IngestError."""
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except DAMAGED:
        raise IngestError("is a damaged archive") from None


def member(archive: zipfile.ZipFile, name: str | zipfile.ZipInfo, expanded: int) -> bytes:
    """Return the bytes of a member, never more than ``expanded``. Raises IngestError."""
    try:
        info = name if isinstance(name, zipfile.ZipInfo) else archive.getinfo(name)
        if info.flag_bits & 1:
            raise IngestError("is encrypted; it needs its password")
        if info.file_size > expanded:
            raise IngestError("expands to more than the limit allows")
        with archive.open(info) as stream:
            data = stream.read(expanded + 1)
    except KeyError:
        raise IngestError("is an archive without a document") from None
    except DAMAGED as error:
        raise IngestError(
            "is damaged" if not isinstance(error, NotImplementedError) else "is packed in a way that cannot be read"
        ) from None
    if len(data) > expanded:
        raise IngestError("expands to more than the limit allows")
    return data
