"""Rich Text Format: the words of a document in order. A small reader of our own, one pass; runs in the sandbox."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from briefing.errors import IngestError
from briefing.ingest.draft import Block, Draft

_TOKEN = re.compile(
    rb"(?P<control>\\(?P<word>[a-z]{1,32})(?P<number>-?[0-9]{1,10})? ?)|\\'(?P<code>[0-9a-f]{2})|\\(?P<symbol>[^a-z])|(?P<brace>[{}])|[\r\n]+|(?P<plain>[^\\{}\r\n]+)",
    re.IGNORECASE,
)
_HIDDEN = frozenset(
    b"fonttbl colortbl stylesheet info pict object header headerl headerr headerf footer footerl footerr footerf footnote listtable listoverridetable generator "
    b"themedata colorschememapping datastore latentstyles rsidtbl filetbl revtbl xmlnstbl mmathpr fldinst bkmkstart bkmkend annotation atnid atnauthor pntext listtext xe tc shp shpinst nonshppict".split()
)
_CHARACTERS = {
    b"par": "\n", b"line": "\n", b"sect": "\n", b"page": "\n", b"row": "\n", b"cell": " | ", b"tab": "\t", b"emdash": "—", b"endash": "–",
    b"lquote": "‘", b"rquote": "’", b"ldblquote": "“", b"rdblquote": "”", b"bullet": "•", b"emspace": " ", b"enspace": " ",
}  # fmt: skip
_CHARSETS = {
    0: "cp1252", 2: "", 77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gbk", 136: "cp950", 161: "cp1253", 162: "cp1254",
    163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250", 255: "cp437",
}  # fmt: skip
"""Character sets of fonts (``fcharset``); "" is for signs (bullets)."""
_SEEN_AGAIN = frozenset((b"ud", b"shptxt"))
"""Groups inside hidden ones that are text all the same."""
_SYMBOLS = {b"\n": "\n", b"\r": "\n", b"~": "\u00a0", b"_": "‑", b"-": "", b"\\": "\\", b"{": "{", b"}": "}"}


@dataclass(slots=True)
class _State:
    """What a group inherits: ``skip`` as of ``\\uc``, whether it is a font table, no text at all, or text that is not seen."""

    codepage: str
    skip: int = 1
    hidden: bool = False
    unseen: bool = False
    fonts: bool = False

    @property
    def shown(self) -> bool:
        return not (self.hidden or self.unseen)


def read(data: bytes, name: str, expanded: int, articles: int) -> tuple[list[Draft], list[str]]:
    """Return the article (or the exported documents) of an RTF file. Raises IngestError."""
    from briefing.ingest.readers.text import press_database

    text = characters(data)
    if not text.strip():
        raise IngestError("holds no text")
    found = press_database.split(text)
    lines = (" ".join(line.split()).strip("| ") for line in text.split("\n"))
    blocks = [Block(line) for line in lines if line]
    drafts = press_database.drafts(text, found) if found else press_database.ended(blocks) or [Draft(blocks)]
    for draft in drafts:
        for block in draft.blocks:
            block.segments = ()
    return drafts[:articles], []


def characters(data: bytes) -> str:
    """Return the text of an RTF file, a paragraph a line, without what its program does not show (hidden, deleted)."""
    text = _Characters(_codepage(data[:500])).read(data)
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


class _Characters:
    """Reads an RTF file token by token; each kind of token and each control word that matters has its method."""

    def __init__(self, default: str) -> None:
        self._default = default
        self._fonts: dict[int, str] = {}
        self._font = 0
        self._out: list[str] = []
        self._raw = bytearray()  # bytes that stand together: in some character sets two make one character
        self._state = _State(codepage=default)
        self._stack: list[_State] = []
        self._pending = 0  # characters to pass over: what stands behind a Unicode character for programs that know none
        self._opened = False  # whether a group has just been opened
        self._unicode_next = False  # whether the next group is the version for programs that know no Unicode

    def read(self, data: bytes) -> str:
        """Return the characters of ``data``, half surrogates as they come."""
        for token in _TOKEN.finditer(data):
            if token.lastgroup != "code":
                self._flush()
            opened, self._opened = self._opened, False
            if token.lastgroup == "control":
                number = token["number"]
                self._control(token["word"].lower(), None if number is None else int(number), opened)
            elif token.lastgroup == "brace":
                self._brace(token["brace"])
            elif token.lastgroup == "symbol" and opened and token["symbol"] == b"*":
                self._state.hidden = self._opened = True  # what the group is comes next
            elif token.lastgroup and self._state.shown:
                _SHOWN[token.lastgroup](self, token[token.lastgroup])
        self._flush()
        return "".join(self._out)

    def _flush(self) -> None:
        if self._raw:
            self._out.append(self._raw.decode(self._state.codepage, "replace") if self._state.codepage else "•")
            self._raw.clear()

    def _brace(self, brace: bytes) -> None:
        if brace == b"{":
            self._stack.append(replace(self._state))
            self._state.hidden |= self._unicode_next
            self._unicode_next, self._opened = False, True
        elif self._stack:
            self._state = self._stack.pop()

    def _control(self, word: bytes, number: int | None, opened: bool) -> None:
        if opened and word in _HIDDEN:
            self._state.hidden = True
            self._state.fonts |= word == b"fonttbl"
        elif opened and word in _SEEN_AGAIN:
            self._state.hidden = False
        elif word in _CONTROLS:
            _CONTROLS[word](self, number)
        elif word in _CHARACTERS and self._state.shown:
            self._out.append(_CHARACTERS[word])

    def _two_versions(self, number: int | None) -> None:
        self._unicode_next = True

    def _set_skip(self, number: int | None) -> None:
        self._state.skip = 1 if number is None else number

    def _binary(self, number: int | None) -> None:
        self._state.hidden = True  # binary data follows; whatever it is, it is no text

    def _set_font(self, number: int | None) -> None:
        if number is None:
            return
        self._font = number
        if not self._state.fonts:
            self._state.codepage = self._fonts.get(number, self._default)

    def _set_charset(self, number: int | None) -> None:
        if self._state.fonts:
            self._fonts[self._font] = _CHARSETS.get(number or 0, self._default)

    def _set_unseen(self, number: int | None) -> None:
        self._state.unseen = number != 0

    def _set_plain(self, number: int | None) -> None:
        self._state.unseen, self._state.codepage = False, self._default

    def _unicode(self, number: int | None) -> None:
        if number is not None and self._state.shown:
            self._out.append(chr(number % 65536))
            self._pending = self._state.skip

    def _put_code(self, code: bytes) -> None:
        if self._pending:
            self._pending -= 1
        else:
            self._raw += bytes.fromhex(code.decode())

    def _put_symbol(self, symbol: bytes) -> None:
        self._out.append(_SYMBOLS.get(symbol, ""))

    def _put_plain(self, plain: bytes) -> None:
        text = plain.decode(self._state.codepage or "cp1252", "replace")
        self._out.append(text[self._pending :])
        self._pending = max(0, self._pending - len(text))


_SHOWN: dict[str, Callable[[_Characters, bytes], None]] = {
    "code": _Characters._put_code,
    "symbol": _Characters._put_symbol,
    "plain": _Characters._put_plain,
}
"""What is done with a token where text is shown."""
_CONTROLS: dict[bytes, Callable[[_Characters, int | None], None]] = {
    b"upr": _Characters._two_versions,
    b"uc": _Characters._set_skip,
    b"bin": _Characters._binary,
    b"f": _Characters._set_font,
    b"fcharset": _Characters._set_charset,
    b"v": _Characters._set_unseen,
    b"deleted": _Characters._set_unseen,
    b"plain": _Characters._set_plain,
    b"u": _Characters._unicode,
}
"""Control words that change how what follows is read."""


def _codepage(head: bytes) -> str:
    """Return the character set of the whole file."""
    match = re.search(rb"\\ansicpg([0-9]{3,5})", head)
    if match:
        try:
            name = f"cp{match[1].decode()}"
            "".encode(name)
            return name
        except LookupError:
            pass
    for mark, name in ((rb"\\mac\b", "mac_roman"), (rb"\\pca\b", "cp850"), (rb"\\pc\b", "cp437")):
        if re.search(mark, head[:60]):
            return name
    return "cp1252"
