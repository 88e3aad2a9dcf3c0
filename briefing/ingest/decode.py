"""Bytes of a text file become characters. Never guesses beyond Unicode and Windows-1252, never fails on odd bytes."""

from __future__ import annotations

import codecs

from briefing.errors import IngestError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# Windows-1252 as the web reads ISO-8859-1 too; the five bytes without a meaning become U+FFFD.
_CP1252 = "".join(bytes([code]).decode("cp1252", "replace") for code in range(256))

_CONTROLS = bytes(code for code in range(0x20) if code not in b"\t\n\r\x0b\x0c\x1b") + b"\x7f"


def decode(data: bytes) -> str:
    """The characters of a text file, without its byte order mark. Offsets of ``source_span`` count in this string.

    UTF-8, UTF-16 and UTF-32 with a mark, UTF-16 without one, UTF-8 (single wrong bytes in it are read as Windows-1252),
    else Windows-1252. Raises IngestError for an empty file and for one that is not text.
    """
    if not data:
        raise IngestError("is empty")
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _checked(data[len(mark) :].decode(encoding, "replace"))
    if b"\0" in data:
        wide = _wide(data)
        if wide is None:
            raise IngestError("is not text")
        return _checked(data.decode(wide, "replace"))
    if len(data.translate(None, _CONTROLS)) < 0.95 * len(data):
        raise IngestError("is not text")
    try:
        return _checked(data.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    lenient = data.decode("utf-8", "replace")
    wrong = lenient.count("\ufffd")
    right = sum(1 for _ in filter(lambda c: c > "\x7f", lenient)) - wrong
    if right > wrong:  # UTF-8 with some foreign bytes in it
        return _checked(data.decode("utf-8", _fallback()))
    return _checked(data.decode("latin-1").translate(_TABLE))


_TABLE = {code: _CP1252[code] for code in range(0x80, 0xA0)}


def _fallback() -> str:
    name = "briefing.cp1252"
    try:
        codecs.lookup_error(name)
    except LookupError:
        codecs.register_error(name, _as_cp1252)
    return name


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):  # pragma: no cover - only ever registered for decoding
        raise error
    return "".join(_CP1252[byte] for byte in error.object[error.start : error.end]), error.end


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark, told by zero bytes that stand on one side only (Western text), else ``None``."""
    sample = data[:4096]
    if len(data) % 2:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = max(1, len(sample) // 2)
    if odd > 0.4 * half and even == 0:
        return "utf-16-le"
    if even > 0.4 * half and odd == 0:
        return "utf-16-be"
    return None


def _checked(text: str) -> str:
    if "\0" in text or not text:
        raise IngestError("is not text" if text else "is empty")
    if text.isspace():
        raise IngestError("is empty")
    if text.count("\ufffd") > 0.1 * len(text):
        raise IngestError("is not text")
    return text
