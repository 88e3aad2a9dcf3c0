"""Rich Text Format: the words of a document in order. A small reader of our own, one pass; runs in the sandbox."""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefing.errors import IngestError
from briefing.ingest.draft import Block, Draft

_TOKEN = re.compile(
    rb"\\([a-z]{1,32})(-?[0-9]{1,10})? ?|\\'([0-9a-f]{2})|\\([^a-z])|([{}])|[\r\n]+|([^\\{}\r\n]+)", re.IGNORECASE
)
_HIDDEN = frozenset(
    b"fonttbl colortbl stylesheet info pict object header headerl headerr headerf footer footerl footerr footerf footnote listtable listoverridetable generator "
    b"themedata colorschememapping datastore latentstyles rsidtbl filetbl revtbl xmlnstbl mmathpr fldinst bkmkstart bkmkend annotation atnid atnauthor pntext listtext xe tc shp shpinst nonshppict".split()
)
_CHARACTERS = {
    b"par": "\n",
    b"line": "\n",
    b"sect": "\n",
    b"page": "\n",
    b"row": "\n",
    b"cell": " | ",
    b"tab": "\t",
    b"emdash": "—",
    b"endash": "–",
    b"lquote": "‘",
    b"rquote": "’",
    b"ldblquote": "“",
    b"rdblquote": "”",
    b"bullet": "•",
    b"emspace": " ",
    b"enspace": " ",
}
_CHARSETS = {
    0: "cp1252", 2: "", 77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gbk", 136: "cp950", 161: "cp1253", 162: "cp1254",
    163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250", 255: "cp437",
}  # fmt: skip
"""Character sets of fonts (``fcharset``); "" is for signs (bullets)."""
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
    """The article (or the exported documents) of an RTF file. Raises IngestError."""
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
    """The text of an RTF file; a paragraph a line. What its program does not show (hidden, deleted) is left out."""
    default = _codepage(data[:500])
    fonts: dict[int, str] = {}
    out: list[str] = []
    raw = bytearray()  # bytes that stand together: in some character sets two make one character
    state = _State(codepage=default)
    stack: list[_State] = []
    pending = 0  # characters to pass over: what stands behind a Unicode character for programs that know none
    first = False  # whether a group has just been opened
    font, unicode_next = 0, False

    def flush() -> None:
        if raw:
            out.append(raw.decode(state.codepage, "replace") if state.codepage else "•")
            raw.clear()

    for token in _TOKEN.finditer(data):
        word, number, code, symbol, brace, plain = token.groups()
        if code is None:
            flush()
        if brace == b"{":
            stack.append(_State(state.codepage, state.skip, state.hidden, state.unseen, state.fonts))
            if unicode_next:
                state.hidden, unicode_next = True, False  # the version for programs that know no Unicode
            first = True
            continue
        if brace == b"}":
            if stack:
                state = stack.pop()
        elif symbol == b"*" and first:
            state.hidden = True
            continue  # what the group is comes next
        elif word is not None:
            word = word.lower()
            if first and word in _HIDDEN:
                state.hidden, state.fonts = True, word == b"fonttbl" or state.fonts
            elif first and word in (b"ud", b"shptxt"):
                state.hidden = False
            elif word == b"upr":
                unicode_next = True
            elif word == b"uc":
                state.skip = int(number or 1)
            elif word == b"bin":
                state.hidden = True  # binary data follows; whatever it is, it is no text
            elif word == b"f" and number is not None:
                font = int(number)
                state.codepage = fonts.get(font, default) if not state.fonts else state.codepage
            elif word == b"fcharset" and state.fonts:
                fonts[font] = _CHARSETS.get(int(number or 0), default)
            elif word in (b"v", b"deleted"):
                state.unseen = number != b"0"
            elif word == b"plain":
                state.unseen, state.codepage = False, default
            elif state.shown and word == b"u" and number is not None:
                out.append(chr(int(number) % 65536))
                pending = state.skip
            elif state.shown and word in _CHARACTERS:
                out.append(_CHARACTERS[word])
        elif state.shown and code is not None:
            if pending:
                pending -= 1
            else:
                raw += bytes.fromhex(code.decode())
        elif state.shown and symbol is not None:
            out.append(_SYMBOLS.get(symbol, ""))
        elif state.shown and plain is not None:
            text = plain.decode(state.codepage or "cp1252", "replace")
            out.append(text[pending:])
            pending = max(0, pending - len(text))
        first = False
    flush()
    return "".join(out).encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _codepage(head: bytes) -> str:
    """The character set of the whole file."""
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
