"""E-mails: newsletters and forwarded articles. Headers by hand and capped, bodies by the standard library. Runs in the sandbox.

The subject is the title, the sender's name the outlet (or the byline if it is a person's), the Date header the date.
"""

from __future__ import annotations

import contextlib
import email
import email.header
import email.message
import email.policy
import email.utils
import itertools
import re
from email.message import Message

from briefing.errors import BriefingError, IngestError
from briefing.ingest.draft import Block, Draft, without_places
from briefing.ingest.plain_text import outlet_names, paragraphs
from briefing.ingest.plain_text.dating import dates
from briefing.ingest.plain_text.metadata_builder import dated
from briefing.ingest.readers.containers import forwarded
from briefing.ingest.readers.feeds import html_fragments
from briefing.lexicon import head_words
from briefing.lexicon.agencies import agency
from briefing.lexicon.person_names import is_name
from briefing.model import Stated
from briefing.text import count_words

_LONGEST_HEADER = 8192
_LONGEST_TITLE = 500
_MOST_PARTS = 200
_ENCODED = re.compile(
    r"=\?[^?\s]{1,60}\?[bBqQ]\?[^?]{0,9000}\?=(?:\s+=\?[^?\s]{1,60}\?[bBqQ]\?[^?]{0,9000}\?=)*"
)  # fmt: skip
_FOOTER = re.compile(
    r"\bunsubscribe\b|\byou(?:['’]re| are)? (?:receiv(?:e|ed|ing)|getting|got) this\b|\bmanage (?:your |my )?(?:e-?mail )?(?:preferences|subscriptions?)\b|"
    r"\bview (?:this )?(?:e-?mail |message |newsletter )?(?:in (?:your |a )?(?:web )?browser|online)\b|\bupdate your (?:preferences|profile)\b|"
    r"\b(?:was|is) sent to \S+@|\bforward(?:ed)? this (?:e-?mail|newsletter)\b|\badd us to your address book\b",
    re.IGNORECASE,
)
"""What programs that send newsletters put above and below them."""
_UNFINISHED = re.compile(rb"(=\?[^?\s]{1,60}\?)([bBqQ])\?([^?]{0,9000})$")
_DEEPEST = 5
"""Mails within mails."""
_SHORT_COVER = 40
"""Characters: a mail with fewer that carries articles is no article itself; its words are kept with them."""
_FEWEST_WORDS = 40
"""Words of an attached text that may be an article; signatures and disclaimers have fewer."""
_MANY_ADDRESSES = 5
"""Addresses in a text from which on it was made from a page by a program."""
_ADDRESS = re.compile(r"https?://\S+")
_MAILBOX = re.compile(rb"(?:\A|\n\r?\n)(?P<line>From [^\r\n]{1,200}\d{4}[^\r\n]{0,10}\r?\n(?=[\w-]{1,60}:))")
_SPLIT_OFF = re.compile(r"ATT\d{3,}\.(?:txt|html?|dat)$|winmail\.dat$|smime\.p7[ms]$", re.IGNORECASE)
"""Pieces of the text itself that mail servers cut off behind a picture, and wrappers of their own."""
_NO_DOCUMENT = re.compile(
    r"(?:image|audio|video|font)/|(?:text/(?:calendar|vcard|x-vcard|directory|rfc822-headers|x-amp-html)"
    r"|application/(?:ics|pgp-signature|pgp-encrypted|pgp-keys|pkcs7-signature|x-pkcs7-signature|ms-tnef)"
    r"|message/(?:rfc822|delivery-status|disposition-notification|partial))$"
)
"""Types of parts that hold no article."""
_BOUNDARY = re.compile(rb"boundary\s*=", re.IGNORECASE)


def read(data: bytes, name: str, expanded: int, articles: int) -> tuple[list[Draft], list[str]]:
    """Return the article of a mail; mails in it and documents attached to it are articles of their own. Raises IngestError.

    A mailbox (mbox) is all its mails.
    """
    starts = [match.start("line") for match in _MAILBOX.finditer(data)] if data.startswith(b"From ") else []
    if len(starts) < 2:
        return _message(parse(data), expanded, articles)
    drafts: list[Draft] = []
    notes: list[str] = []
    for number, (start, end) in enumerate(zip(starts, [*starts[1:], len(data)], strict=True), 1):
        if len(drafts) >= articles:
            notes.append(f"holds more than {articles:,} articles; the mails from {number:,} on are left out")
            break
        try:
            found, more = _message(parse(data[start:end]), expanded, articles - len(drafts))
            drafts += found
            notes += [f"mail {number:,} in it: {note}" for note in more]
        except IngestError as error:
            notes.append(f"mail {number:,} in it {error}")
    return drafts, notes


def _message(message: Message, expanded: int, articles: int, depth: int = 0) -> tuple[list[Draft], list[str]]:
    """Return the articles of one message and of what it carries. Raises IngestError if there is none."""
    cover: Draft | None = None
    reason = IngestError("holds no text")
    try:
        cover = draft(message)
    except IngestError as error:
        reason = error
    drafts, notes = _carried(message, expanded, articles, depth)
    if cover is not None:
        words = " ".join(block.text for block in cover.blocks)
        if drafts and len(words) < _SHORT_COVER:
            for carried in drafts:
                carried.extra.setdefault("covering_mail", words)  # "See attached." is no article
        else:
            drafts.insert(0, cover)
    if not drafts and not notes:
        raise reason
    return drafts, notes


def _carried(message: Message, expanded: int, articles: int, depth: int) -> tuple[list[Draft], list[str]]:
    """Return the articles of the mails in ``message`` and of the documents attached to it."""
    drafts: list[Draft] = []
    notes: list[str] = []
    for part in _parts(message):
        if len(drafts) >= articles:
            notes.append(f"carries more than {articles:,} articles; the rest is left out")
            break
        inner, size = _inner_mail(part), 0
        more: list[Draft] = []
        faults: list[str] = []
        try:
            if inner is not None and depth < _DEEPEST:
                more, faults = _message(inner, expanded, articles - len(drafts), depth + 1)
            elif inner is None and not _is_own_text(part, message) and _is_attached(part):
                more, faults, size = _attached(part, expanded, articles - len(drafts))
        except BriefingError as error:
            notes.append(f"{_file_name(part) or 'an attached mail'} in it {error}")
        drafts += more
        notes += faults
        expanded -= size
    return drafts, notes


def _inner_mail(part: Message) -> Message | None:
    """Return the mail that ``part`` holds, if it is one."""
    inner = part.get_payload()
    if part.get_content_type() != "message/rfc822" or not isinstance(inner, list):
        return None
    return next((mail for mail in inner[:1] if isinstance(mail, Message)), None)


def _is_own_text(part: Message, message: Message) -> bool:
    """Return True if ``part`` is the whole mail, and a text."""
    return part is message and part.get_content_maintype() == "text"


def _is_attached(part: Message) -> bool:
    """Return whether ``part`` is a file that came with the mail and may be an article."""
    if part.is_multipart() or _NO_DOCUMENT.match(part.get_content_type()):
        return False
    name = _file_name(part)
    if _SPLIT_OFF.match(name):
        return False
    return name != "" or part.get_content_disposition() == "attachment"


def _file_name(part: Message) -> str:
    name = part.get_filename() or ""
    return " ".join(header_words(_read_raw(name[:_LONGEST_HEADER], part)).split())[:200]


def _attached(part: Message, expanded: int, articles: int) -> tuple[list[Draft], list[str], int]:
    """Return what an attached file holds, and how many bytes it has. Raises IngestError and ExtraMissingError."""
    from briefing.ingest import detect_format
    from briefing.ingest.readers import registry

    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes) or not payload.strip():
        return [], [], 0
    if len(payload) > expanded:
        raise IngestError("expands to more than the limit allows")
    name = _file_name(part)
    kind = detect_format.sniff(payload, name)
    if kind.startswith("not: "):
        raise IngestError(kind[5:])
    if kind in ("plain", "markdown"):
        drafts = registry.read_text(kind, payload)
        for one in drafts:
            without_places(one.blocks)
        notes: list[str] = []
        if sum(count_words(block.text) for one in drafts for block in one.blocks) < _FEWEST_WORDS:
            return [], [], len(payload)  # a signature, a disclaimer
    else:
        drafts, notes = registry.read(kind, payload, name, expanded, articles)
    for one in drafts:
        one.extra.setdefault("attachment", name or "unnamed")
    return drafts[:articles], [f"{name} in it: {note}" for note in notes], len(payload)


def parse(data: bytes) -> Message:
    """Return the message with every header capped; refuses messages of more than 200 parts before they are parsed."""
    if len(_BOUNDARY.findall(data)) > _MOST_PARTS:
        raise IngestError("has more nested parts than a mail can have")
    if data.startswith(b"From "):
        data = data.partition(b"\n")[2]
    end = re.search(rb"\r?\n\r?\n", data)
    head = data[: end.start()] if end else data
    kept = [
        _UNFINISHED.sub(_finished, header[: _LONGEST_HEADER - 8]) if len(header) > _LONGEST_HEADER else header
        for header in re.split(rb"\r?\n(?![ \t])", head)
    ]
    body = data[end.start() :] if end else b"\n\n"
    return email.message_from_bytes(b"\n".join(kept) + body, policy=email.policy.compat32)


def _finished(cut: re.Match[bytes]) -> bytes:
    """Return an encoded word that was cut, closed where it can be."""
    text = cut[3]
    text = text[: len(text) // 4 * 4] if cut[2] in b"bB" else re.sub(rb"=[0-9A-Fa-f]?$", b"", text)
    return cut[1] + cut[2] + b"?" + text + b"?="


def _parts(message: Message) -> list[Message]:
    found: list[Message] = []
    waiting = [message]
    while waiting and len(found) < _MOST_PARTS:
        part = waiting.pop(0)
        found.append(part)
        payload = part.get_payload()
        if isinstance(payload, list) and part.get_content_type() != "message/rfc822":
            waiting[:0] = [one for one in payload if isinstance(one, Message)]
    return found


def header(message: Message, name: str) -> str:
    """Return a header's words, decoded; wrong encodings are read as far as they go."""
    wanted = name.casefold()
    raw = next((value for key, value in message.raw_items() if key.casefold() == wanted), None)
    if raw is None:
        return ""
    return " ".join(header_words(_read_raw(str(raw)[:_LONGEST_HEADER], message)).split())


def _read_raw(text: str, message: Message) -> str:
    """Return header text whose letters were sent as raw bytes: UTF-8, else what the mail's text is in, else told by content."""
    if not _RAW_BYTE.search(text):
        return text
    data = text.encode("utf-8", "surrogateescape")
    charsets = (part.get_content_charset() or "" for part in itertools.islice(message.walk(), 9))
    for charset in ("utf-8", *(charset for charset in charsets if charset and charset not in _ANY_LATIN)):
        with contextlib.suppress(LookupError, UnicodeDecodeError):
            return data.decode(charset)
    from briefing.ingest.decode import decode

    try:
        return decode(data)
    except IngestError:
        return data.decode("cp1252", "replace")


_RAW_BYTE = re.compile("[\udc80-\udcff]")


_ANY_LATIN = frozenset({"us-ascii", "iso-8859-1", "windows-1252", "utf-8"})
"""Character sets whose name says little about the bytes."""


def header_words(text: str) -> str:
    """Return ``text`` with its encoded words decoded; blanks vanish between two of them only (RFC 2047, 6.2)."""
    return _ENCODED.sub(lambda run: _decoded(run[0]), text)


def _decoded(run: str) -> str:
    try:
        pieces = email.header.decode_header(run)
    except (ValueError, LookupError, email.errors.MessageError):
        return run
    return "".join(_piece(piece, charset) if isinstance(piece, bytes) else piece for piece, charset in pieces)


def _piece(data: bytes, charset: str | None) -> str:
    try:
        return data.decode(charset or "utf-8", "replace")
    except LookupError:
        return data.decode("utf-8", "replace")


def draft(message: Message) -> Draft:
    """Return the article of one message."""
    result = Draft(_without_wrapping(_body(message)))
    parts = message.get_payload()
    if isinstance(parts, list) and len(parts) > _MOST_PARTS:
        result.problems.append(f"has {len(parts):,} parts; only the first {_MOST_PARTS} are read")
    if not result.blocks:
        raise IngestError("holds no text")
    subject = header(message, "Subject")
    head = forwarded.find(result.blocks, told=forwarded.is_said([], subject))
    if head is not None:
        _take_forwarded(head, subject, result)
        return result
    _take_subject(subject, f"Subject: {subject}", result)
    if forwarded.is_said(result.blocks, subject):
        return result  # who forwards, and when, says nothing of what is forwarded
    _sender(header(message, "From"), "From", result)
    _take_day(header(message, "Date"), result)
    return result


def _take_forwarded(head: forwarded.Head, subject: str, result: Draft) -> None:
    """Take who sent what was forwarded, when, and its subject; who forwards and when says nothing of it."""
    _take_subject(head.values.get("subject") or subject, head.evidence.get("subject", f"Subject: {subject}"), result)
    label = head.evidence["from"].split(":", 1)[0].strip(" *>_\u00a0")
    sender = _MAILTO.sub(r"<\1>", head_words.ON_BEHALF_OF.split(head.values["from"])[-1].strip(" *_"))
    _sender(sender, label, result)
    found = dates.find(head.values.get("date", ""))
    if len(found) == 1 and found[0].full:
        result.fields["published"] = dated(found[0], head.evidence["date"])


_MAILTO = re.compile(r"[<\[(]\s*mailto:([^\]>)\s]{1,200})\s*[>\])]", re.IGNORECASE)


def _take_subject(subject: str, evidence: str, result: Draft) -> None:
    """The subject without the prefixes of answers and forwards is the title."""
    subject = head_words.MAIL_PREFIX.sub("", subject).strip()
    if len(subject) > _LONGEST_TITLE:
        result.problems.append(f"its subject is longer than {_LONGEST_TITLE:,} characters and is cut")
        subject = subject[:_LONGEST_TITLE].rsplit(" ", 1)[0] + " …"
    if subject:
        result.fields["title"] = Stated.stated(subject, evidence[:_LONGEST_TITLE])


def _take_day(stamp: str, result: Draft) -> None:
    """The moment of the Date header is the day of publication."""
    try:
        moment = email.utils.parsedate_to_datetime(stamp) if stamp else None
    except (ValueError, TypeError, OverflowError):
        moment = None
    if moment is not None:
        moment = moment.replace(tzinfo=None) if "-0000" in stamp else moment
        result.state("published", moment.isoformat(timespec="minutes"), f"Date: {stamp}")


def _sender(sender: str, label: str, result: Draft) -> None:
    """Take the name before the address: of a person, of an outlet, or of both. ``label``: what stands before it ("From")."""
    name, _ = email.utils.parseaddr(sender)
    name = " ".join(name.strip(" \"'").split())
    if not name or "@" in name:
        return
    evidence = f"{label}: {sender}"
    match = re.match(r"(.{3,60}?)\s+(?:from|at|of|via|@|\||,)\s+(.{3,60})$", name)
    if match and is_name(match[1], least=2):
        result.state("byline", (match[1],), evidence)
        name = match[2]
    elif _is_person(name):
        result.state("byline", (name,), evidence)
        return
    if agency(name):
        result.state("agency", name, evidence)
    result.state("outlet", name, evidence)


def _is_person(name: str) -> bool:
    """Return whether a sender is a person and no paper: three words with capitals at most."""
    capitals = sum(word[0].isupper() for word in name.split())
    return capitals <= 3 and is_name(name, least=2) and not outlet_names.outlet_name(name)


def _body(part: Message, depth: int = 0) -> list[Block]:
    """Return the paragraphs that a mail program shows: all texts in order, of alternatives one."""
    kind = part.get_content_type()
    if kind in ("text/plain", "text/html"):
        return [] if depth and _is_attached(part) else _text(part, kind)
    inner = part.get_payload()
    if not isinstance(inner, list) or depth > _MOST_PARTS or not _MANY_SHOWN.match(kind):
        return []
    parts = [one for one in inner[:_MOST_PARTS] if isinstance(one, Message)]
    if kind == "multipart/related":
        parts = parts[:1]  # what follows are its pictures
    shown = [_body(one, depth + 1) for one in parts]
    if kind != "multipart/alternative":
        return list(itertools.chain.from_iterable(shown))
    return _best([(one, blocks) for one, blocks in zip(parts, shown, strict=True) if blocks])


_MANY_SHOWN = re.compile(r"multipart/(?!digest$)")
"""Types of parts whose parts are shown."""


def _text(part: Message, kind: str) -> list[Block]:
    """Return the paragraphs of a text part."""
    text = characters(part)
    if str(part.get_param("format")).lower() == "flowed":
        text = _unflowed(text, str(part.get_param("delsp")).lower() == "yes")
    if kind == "text/html":
        return html_fragments.blocks(text)
    return without_places(paragraphs.blocks(forwarded.spaced(text))) if text else []


def _unflowed(text: str, joined: bool) -> str:
    """Lines that end in a blank go on in the next (RFC 3676), if it is quoted as deeply; ``joined``: the blank is no character."""
    out: list[str] = []
    open_depth = -1
    for line in text.splitlines():
        depth = len(line) - len(line.lstrip(">"))
        content = line[depth:].removeprefix(" ")
        signs = content == "-- "
        goes_on = content.endswith(" ") and not signs
        piece = content[:-1] if goes_on and joined else content
        if open_depth == depth and not signs:
            out[-1] += piece
        else:
            out.append(">" * depth + (" " if depth else "") + piece)
        open_depth = depth if goes_on else -1
    return "\n".join(out)


def _without_wrapping(blocks: list[Block]) -> list[Block]:
    """Mark what newsletters put around their items as furniture, and the headings of several items as text."""
    for block in (*blocks[:6], *blocks[-12:]):
        if block.kind is None and len(block.text) <= 400 and _FOOTER.search(block.text):
            block.kind = "furniture"
    items = [heading for heading, text in itertools.pairwise(blocks) if _opens_item(heading, text)]
    if len(items) > 1:
        for heading in items:
            heading.kind = "body"
    return blocks


def _opens_item(block: Block, below: Block) -> bool:
    """Return True if ``block`` is a heading and ``below`` the text of what it heads."""
    return (block.heading, block.kind, below.heading) == (True, None, False) and count_words(below.text) >= 12


def _best(versions: list[tuple[Message, list[Block]]]) -> list[Block]:
    """Return one of several versions of a text: the plain one, unless it is a stub or was made by writing out every link of the page."""
    plain = next((blocks for one, blocks in versions if one.get_content_type() == "text/plain"), [])
    page = next((blocks for one, blocks in reversed(versions) if one.get_content_type() != "text/plain"), [])
    if not plain or not page:
        return plain or page
    of_plain, of_page = _words(plain), _words(page)
    if of_plain * 2 < of_page:
        return page  # the plain one is a stub
    addresses = sum(len(_ADDRESS.findall(block.text)) for block in plain)
    return page if addresses > _MANY_ADDRESSES and of_page * 2 >= of_plain else plain


def _words(blocks: list[Block]) -> int:
    """Return how many words ``blocks`` hold beside addresses."""
    return sum(count_words(_ADDRESS.sub(" ", block.text)) for block in blocks)


def characters(part: Message) -> str:
    """Return the characters of a text part, by its character set or, where that is wrong, by content."""
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes) or not payload.strip():
        return ""
    charset = part.get_content_charset()
    if charset and charset not in _ANY_LATIN:
        try:
            return payload.decode(charset, "replace")
        except LookupError:
            pass
    from briefing.ingest.decode import decode

    try:
        return decode(payload)
    except IngestError:
        return ""
