"""Rich Text Format: the words of a document in order. A small reader of our own, one pass; runs in the sandbox."""

from __future__ import annotations

import re

from briefing.errors import IngestError
from briefing.ingest.draft import Block, Draft

_TOKEN = re.compile(
    rb"\\([a-z]{1,32})(-?[0-9]{1,10})? ?|\\'([0-9a-f]{2})|\\([^a-z])|([{}])|[\r\n]+|([^\\{}\r\n]+)", re.IGNORECASE
)
_HIDDEN = frozenset(
    b"fonttbl colortbl stylesheet info pict object header headerl headerr headerf footer footerl footerr footerf footnote listtable listoverridetable generator "
    b"themedata colorschememapping datastore latentstyles rsidtbl filetbl revtbl xmlnstbl mmathpr fldinst bkmkstart bkmkend annotation atnid atnauthor shp shpinst nonshppict".split()
)
_CHARACTERS = {
    b"par": "\n",
    b"line": "\n",
    b"sect": "\n",
    b"page": "\n",
    b"row": "\n",
    b"cell": "\t",
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
_SYMBOLS = {b"~": "\u00a0", b"_": "‑", b"-": "", b"\\": "\\", b"{": "{", b"}": "}"}


def read(data: bytes, name: str, expanded: int, articles: int) -> tuple[list[Draft], list[str]]:
    """The article (or the exported documents) of an RTF file. Raises IngestError."""
    from briefing.ingest.readers import nexis

    text = characters(data)
    if not text.strip():
        raise IngestError("holds no text")
    found = nexis.split(text)
    drafts = (
        nexis.drafts(text, found)
        if found
        else [Draft([Block(" ".join(line.split())) for line in text.split("\n") if line.strip()])]
    )
    for draft in drafts:
        for block in draft.blocks:
            block.segments = ()
    return drafts[:articles], []


def characters(data: bytes) -> str:
    """The text of an RTF file; a paragraph a line."""
    codepage = "cp1252"
    match = re.search(rb"\\ansicpg([0-9]{3,5})", data[:500])
    if match:
        try:
            codepage = f"cp{match[1].decode()}"
            "".encode(codepage)
        except LookupError:
            codepage = "cp1252"
    out: list[str] = []
    stack: list[tuple[bool, int]] = []
    hidden, skip, pending = False, 1, 0
    first = False  # whether a group has just been opened
    for token in _TOKEN.finditer(data):
        word, number, code, symbol, brace, plain = token.groups()
        if brace == b"{":
            stack.append((hidden, skip))
            first = True
            continue
        if brace == b"}":
            if stack:
                hidden, skip = stack.pop()
        elif symbol == b"*" and first:
            hidden = True
        elif word is not None:
            word = word.lower()
            if first and word in _HIDDEN:
                hidden = True
            elif word == b"uc":
                skip = int(number or 1)
            elif word == b"bin":
                hidden = True  # binary data follows; whatever it is, it is no text
            elif not hidden and word == b"u" and number is not None:
                code_point = int(number) % 65536
                out.append(chr(code_point))
                pending = skip
            elif not hidden and word in _CHARACTERS:
                out.append(_CHARACTERS[word])
        elif not hidden and code is not None:
            if pending:
                pending -= 1
            else:
                out.append(bytes.fromhex(code.decode()).decode(codepage, "replace"))
        elif not hidden and symbol is not None:
            out.append(_SYMBOLS.get(symbol, ""))
        elif not hidden and plain is not None:
            text = plain.decode(codepage, "replace")
            out.append(text[pending:])
            pending = max(0, pending - len(text))
        first = False
    return "".join(out).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
