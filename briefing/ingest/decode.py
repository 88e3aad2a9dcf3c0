"""Bytes of a text file become characters: Unicode, else Windows-1252; what can be neither is told by its letters, or refused."""

from __future__ import annotations

import codecs
import re
import unicodedata

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
    """Return the characters of a text file; see :func:`decode_noted`."""
    return decode_noted(data)[0]


def decode_noted(data: bytes) -> tuple[str, str]:
    """Return the characters of a text file, without its byte order mark, and what is odd about them. Offsets of ``source_span`` count in them.

    UTF-8, UTF-16 and UTF-32 with a mark, UTF-16 without one, UTF-8 (single wrong bytes in it are read as Windows-1252),
    else Windows-1252, unless that would give mostly accented letters: then what charset-normalizer tells (it comes with the
    extra ``html``). Raises IngestError for an empty file and for one that is not text or whose encoding cannot be told.
    """
    if not data:
        raise IngestError("is empty")
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _checked(data[len(mark) :].decode(encoding, "replace")), ""
    if b"\0" in data:
        wide = _wide(data)
        if wide is None:
            raise IngestError("is not text")
        return _checked(data.decode(wide, "replace")), ""
    if len(data.translate(None, _CONTROLS)) < 0.95 * len(data):
        raise IngestError("is not text")
    try:
        return _checked(data.decode("utf-8")), ""
    except UnicodeDecodeError:
        pass
    return _mixed(data) or (_checked(_single(data)), "")


def _mixed(data: bytes) -> tuple[str, str] | None:
    """UTF-8 with lines in other encodings among it, each read by itself, and a note; ``None`` if it is no such file.

    In Windows-1252 letters seldom look like a character of UTF-8 (É’) and never like one of three bytes.
    """
    lines = data.split(b"\n")
    good = sure = bad = 0
    for line in lines:
        if line.isascii():
            continue
        try:
            wide = [c for c in line.decode("utf-8") if c > "\x7f"]
        except UnicodeDecodeError:
            bad += 1
        else:
            good += 1
            sure += len(wide) + sum(2 for c in wide if c > "\u07ff")
    if sure < 2 or good * 4 < bad:
        return None
    out = []
    for line in lines:
        try:
            out.append(line.decode("utf-8"))
        except UnicodeDecodeError:
            out.append(_single(line))
    what = "1 line is" if bad == 1 else f"{bad:,} lines are"
    return _checked("\n".join(out)), f"mixes encodings: {what} not UTF-8 and read as another"


def _single(data: bytes) -> str:
    """Bytes in one encoding that is not UTF-8, or UTF-8 with single foreign bytes."""
    lenient = data.decode("utf-8", "replace")
    wrong = lenient.count("\ufffd")
    if sum(1 for _ in filter(lambda c: c > "\x7f", lenient)) - wrong > wrong:
        return data.decode("utf-8", _fallback())
    other = _foreign(data)
    return data.decode(other, "replace") if other is not None else data.decode("latin-1").translate(_TABLE)


_TAG = re.compile(rb"<[^<>]{0,500}>")
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
    """UTF-16 without a mark, told by blanks and line ends, which every script but a few has, on one side only; else ``None``."""
    if len(data) % 2:
        return None
    sample = data[:4096]
    pairs = [sample[at : at + 2] for at in range(0, len(sample), 2)]
    for encoding, blanks in (("utf-16-le", (b" \0", b"\n\0", b"\r\0")), ("utf-16-be", (b"\0 ", b"\0\n", b"\0\r"))):
        if sum(pairs.count(blank) for blank in blanks) < 0.03 * len(pairs):
            continue
        text = sample.decode(encoding, "replace").rstrip("\ufffd")
        strange = sum(1 for c in text if unicodedata.category(c) in ("Cn", "Co", "Cs", "Cc") and c not in "\t\r\n\f\v")
        if strange + text.count("\ufffd") <= 0.01 * len(text):
            return encoding
    return None


def _foreign(data: bytes) -> str | None:
    """Text whose letters would mostly be accented ones in Windows-1252, which no language writes: what it is instead, or ``None``."""
    sample = _TAG.sub(b" ", data[:65_536])
    letters = [c for c in sample.decode("cp1252", "replace") if c.isalpha() or c in "\ufffd¶¤¦§"]
    if sum(c > "\x7f" for c in letters) <= 0.4 * len(letters) or len(letters) < 20:
        return None
    try:
        from charset_normalizer import from_bytes
    except ImportError:
        best = None
    else:
        best = from_bytes(sample).best()
    if best is None:
        raise IngestError("is text in an encoding that it does not name; save it as UTF-8")
    return best.encoding


def _checked(text: str) -> str:
    if "\0" in text or not text:
        raise IngestError("is not text" if text else "is empty")
    if text.isspace():
        raise IngestError("is empty")
    if text.count("\ufffd") > 0.1 * len(text):
        raise IngestError("is not text")
    return text
