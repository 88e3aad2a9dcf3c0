"""Web pages: the page's own statements (JSON-LD, OpenGraph, meta) first, then trafilatura for the text. Runs in the sandbox.

Needs the extra ``html``. Fetches nothing, runs nothing.
"""

from __future__ import annotations

import contextlib
import re
from typing import Any

from briefing.errors import ExtraMissingError, IngestError
from briefing.ingest import front_matter
from briefing.ingest.decode import decode
from briefing.ingest.draft import Block, Draft
from briefing.ingest.readers.web import body, json_ld, metadata
from briefing.text import fold, visible

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,30})", re.IGNORECASE)
_XML_CHARSET = re.compile(rb"^\s*<\?xml[^>]{0,100}encoding=[\"']([\w.:-]{2,30})", re.IGNORECASE)
_DEEPEST = 2000


def read(data: bytes, name: str, expanded: int, articles: int) -> tuple[list[Draft], list[str]]:
    """Return the article of a page. Raises IngestError (no article in it) and ExtraMissingError (extra not installed).

    Front matter before the page (where and when it was retrieved, as ``briefing add`` notes it) is taken at its word.
    """
    matter, data = front_matter.split_bytes(data)
    if not matter:
        return [page(characters(data), expanded)], []
    try:
        known, problem = front_matter.parse("---", matter), ""
    except ValueError as error:
        known, problem = {}, str(error)
    charset = known.pop("charset", None)
    draft = page(characters(data, str(charset) if charset else None), expanded)
    if problem:
        draft.problems.append(problem)
    front_matter.apply(draft, known, matter)
    return [draft], []


_SUPERSETS = {
    "gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "gb_2312-80": "gb18030", "big5": "big5hkscs", "shift_jis": "cp932", "shift-jis": "cp932", "sjis": "cp932", "x-sjis": "cp932",
    "ks_c_5601-1987": "cp949", "euc-kr": "cp949", "ksc5601": "cp949", "iso-8859-9": "cp1254", "latin5": "cp1254", "iso-8859-11": "cp874", "tis-620": "cp874", "x-mac-cyrillic": "mac-cyrillic", "macintosh": "mac-roman",
    "iso-8859-8-i": "iso-8859-8", "windows-874": "cp874",
}  # fmt: skip
"""Character sets that pages name, and the larger ones that browsers read them as (WHATWG Encoding)."""
_LEGACY = re.compile(r"(?:windows-|cp)(?:125[0-8]|874|932|949|866)$|iso-?8859-?[0-9]{1,2}(?:-i)?$|koi8-[ru]$|gb18030$|big5(?:-?hkscs)?$|euc-jp$|iso-2022-(?:jp|kr)$|ibm866$|mac-(?:roman|cyrillic)$")  # fmt: skip


def characters(data: bytes, charset: str | None = None) -> str:
    """Return the characters of a page; text that was encoded twice is decoded twice.

    General fact: the control characters from U+0080 are printed nowhere. A page that holds some, and whose characters are all
    bytes that make valid UTF-8, was UTF-8 taken for Latin-1 by whoever saved it.
    """
    text = _characters(data, charset)
    if _CONTROLS.search(text) is None:
        return text
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


_CONTROLS = re.compile("[\x80-\x9f]")


def _characters(data: bytes, charset: str | None) -> str:
    """Return the characters of a page: by its mark, as UTF-8 where it is UTF-8, by the given or the declared character set, else as any text file.

    General fact: text in an older character set is next to never valid UTF-8, while pages that were saved again keep declaring
    what they were once sent as. A page that declares UTF-16 in its own ASCII letters is not UTF-16 (WHATWG HTML).
    """
    if data.startswith(_MARKS):
        return decode(data)
    match = _XML_CHARSET.match(data[:200]) or _CHARSET.search(data[:4096])
    declared = charset if charset or match is None else match[1].decode("ascii", "replace")
    name = _SUPERSETS.get(label := str(declared or "").strip().lower(), label)
    plain = data.replace(b"\0", b"")
    if name not in _LATIN and _LEGACY.match(name):
        return _legacy(data, name)
    if plain != data:
        with contextlib.suppress(IngestError):  # stray zeros
            return decode(data)  # UTF-16 that says nothing of it
    return decode(plain)


_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_LATIN = frozenset(("windows-1252", "cp1252", "iso-8859-1"))


def _legacy(data: bytes, name: str) -> str:
    """Return characters of an older character set; letters beyond ASCII that are valid UTF-8 are that."""
    plain = data.replace(b"\0", b"")
    with contextlib.suppress(UnicodeDecodeError):
        if not (data.decode("utf-8").isascii() and name.startswith("iso-2022")):
            return decode(plain)
    return plain.decode(name, "replace")


def page(source: str, expanded: int, url: str | None = None) -> Draft:
    """Return the article of the page ``source``; ``url`` is where it came from, if known."""
    try:
        import lxml.html
        import trafilatura
    except ImportError:
        raise ExtraMissingError('is a web page; reading it needs an extra: pip install "briefing[html]"') from None
    if len(source) > expanded:
        raise IngestError("expands to more than the limit allows")
    source = _without_unseen(_PICTURES.sub("data:", source))
    tree = _tree(source, lxml.html)
    draft = Draft([], marked=True)
    facts = metadata.collect(tree, source)
    metadata.apply(facts, draft, url)
    lines = _body(tree, trafilatura.bare_extraction)
    lines = _stated(facts.article.get("articleBody"), lines) or lines or _paragraphs(tree)
    if not lines:
        raise IngestError("holds no article text that can be found")
    _put_blocks(draft, lines, facts.shown.sure)
    metadata.date_in_address(draft)
    return draft


def _put_blocks(draft: Draft, lines: list[body.Line], sure: bool) -> None:
    """Put title, standfirst and ``lines`` into ``draft``; ``sure``: the page calls its standfirst so, also where it opens the text."""
    fields = {name: stated.value for name, stated in draft.fields.items()}
    title, standfirst = fields.get("title"), fields.get("standfirst")
    if title:
        draft.blocks.append(Block(title, (), "title"))
        lines = _without_title(lines, title)
    wanted = fold(standfirst) if standfirst else None
    at = next((number for number, line in enumerate(lines[:4]) if fold(line.text) == wanted), -1)
    if standfirst and at < 0:
        draft.blocks.append(Block(standfirst, (), "standfirst"))
    if sure and at >= 0:
        lines[at].kind = "standfirst"
    dated = draft.fields["published"].evidence if "published" in draft.fields else None
    for line in lines[:_HEAD]:
        line.kind = "date" if line.text == dated else line.kind
    draft.blocks += [Block(line.text, (), line.kind, heading=line.heading) for line in lines]


_PICTURES = re.compile(r"data:[\w/+.-]{3,60}(?:;[\w=-]{1,40}){0,3},[\w+/=%.-]{100,}")
"""Pictures and types within the page (a page saved as one file): they are never looked at, and larger than all the rest."""
_JOINER = re.compile(r"&(?:(ZeroWidthSpace|#8203|#x200b)|(zwnj|#8204|#x200c)|zwj|#8205|#x200d);", re.IGNORECASE)
_UNSEEN = re.compile(
    r"[\u00ad\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]|&(?:shy|lrm|rlm|NoBreak|#173|#x0{0,2}ad|#820[67]|#x200[ef]|#8288|#x2060|#65279|#xfeff);",
    re.IGNORECASE,
)
"""Characters without a form of their own: places where words may break, joiners, marks of direction. A browser shows none of them.
Joiners stay where the script beside them is written with them."""


_VEILS = {"\u200b": "\U00012000", "\u200c": "\U00012001", "\u200d": "\U00012002"}
"""Trafilatura throws away whatever has no ink; letters of a script that no news is written in stand for joiners meanwhile."""
_VEIL, _UNVEIL = str.maketrans(_VEILS), str.maketrans({veil: joiner for joiner, veil in _VEILS.items()})


def _body(tree: Any, extract: Any) -> list[body.Line]:
    """Return the paragraphs of the article, with the joiners of its script; ``tree`` is as before."""
    veiled = _put_characters(tree, _VEIL)
    lines = body.paragraphs(tree, extract)
    if veiled:
        _put_characters(tree, _UNVEIL)
        for line in lines:
            line.text = line.text.translate(_UNVEIL)
    return lines


def _put_characters(tree: Any, table: dict[int, str]) -> bool:
    """Translate every text in ``tree`` by ``table``; return whether any changed."""
    changed = False
    for node in tree.iter():
        for name in ("text", "tail"):
            value = getattr(node, name)
            other = value.translate(table) if isinstance(value, str) else value
            if other != value:
                setattr(node, name, other)
                changed = True
    return changed


def _without_unseen(source: str) -> str:
    source = _JOINER.sub(lambda entity: "\u200b" if entity[1] else "\u200c" if entity[2] else "\u200d", source)
    return visible(_UNSEEN.sub("", source))


_HEAD = 6
"""Lines among which the date stands that the page prints below its headline."""


_FEW = 2
_MOST_STATED = 1_000_000
"""Code points of a text that JSON-LD gives."""


def _stated(value: Any, found: list[body.Line]) -> list[body.Line]:
    """Return the text that JSON-LD gives of the article, where the page prints next to none (scripts do): trafilatura keeps no paragraphs of it."""
    text = json_ld.single(value)
    if len(found) > _FEW or not isinstance(text, str) or not 400 <= len(text) <= _MOST_STATED:
        return []
    lines = [body.Line(" ".join(part.split())) for part in json_ld.prose(text).split("\n") if part.strip()]
    return lines if len(lines) > len(found) else []


def _tree(source: str, lxml_html: Any) -> Any:
    """Return the tree of the page. Raises IngestError for a page nested so deeply that the parser would drop its text."""
    depth = deepest = 0
    for match in re.finditer(
        r"<(/?)(?:div|span|section|article|b|i|font|table|ul|blockquote|a|p)\b", source, re.IGNORECASE
    ):
        depth += -1 if match[1] else 1
        deepest = max(deepest, depth)
    parser = lxml_html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=deepest > 200, remove_comments=False)
    try:
        tree = lxml_html.fromstring(source.encode("utf-8", "replace"), parser=parser)
    except Exception as error:  # lxml raises many kinds
        raise IngestError(f"is no page that can be read ({type(error).__name__})") from None
    height = 0
    node = tree
    while node is not None and len(node) and height <= _DEEPEST:
        node, height = node[-1], height + 1
    if height > _DEEPEST:
        raise IngestError("is nested too deeply")
    return tree


def _paragraphs(tree: Any) -> list[body.Line]:
    """Return the paragraphs of a page in which trafilatura sees no article (a page of two lines)."""
    texts = (" ".join("".join(node.itertext()).split()) for node in tree.iter("p"))
    return [body.Line(text) for text in texts if len(text) > 20]


def _without_title(lines: list[body.Line], title: str) -> list[body.Line]:
    wanted = fold(title)
    left = [line for line in lines[:3] if fold(line.text) != wanted]
    return [*left, *lines[3:]] or lines
