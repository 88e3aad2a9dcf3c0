"""E-mails: newsletters and forwarded articles. Headers by hand and capped, bodies by the standard library. Runs in the sandbox.

The subject is the title, the sender's name the outlet (or the byline if it is a person's), the Date header the date.
"""

from __future__ import annotations

import email
import email.header
import email.message
import email.policy
import email.utils
import re
from email.message import Message

from briefing.errors import IngestError
from briefing.ingest import bylines, layout, lines
from briefing.ingest.agencies import agency
from briefing.ingest.draft import Block, Draft
from briefing.ingest.readers import markup
from briefing.model import Stated
from briefing.text import count_words

_LONGEST_HEADER = 8192
_MOST_PARTS = 200
_PREFIX = re.compile(r"^(?:\s*(?:re|fwd?|fw|aw|wg|tr|rv|enc)\s*(?:\[\d+\])?\s*:\s*)+", re.IGNORECASE)
_BOUNDARY = re.compile(rb"boundary\s*=", re.IGNORECASE)


def read(data: bytes, name: str, expanded: int, articles: int) -> tuple[list[Draft], list[str]]:
    """The article of a mail; mails attached to it are articles of their own. Raises IngestError."""
    message = parse(data)
    notes: list[str] = []
    drafts = [draft(message)]
    for part in _parts(message):
        inner = part.get_payload()
        if (
            part.get_content_type() == "message/rfc822"
            and isinstance(inner, list)
            and inner
            and isinstance(inner[0], Message)
            and len(drafts) < articles
        ):
            try:
                drafts.append(draft(inner[0]))
            except IngestError as error:
                notes.append(f"an attached mail {error}")
    if len(drafts) > 1 and sum(len(block.text) for block in drafts[0].blocks) < 40:
        drafts.pop(0)  # a cover without words of its own
    return drafts, notes


def parse(data: bytes) -> Message:
    """The message with every header capped; refuses messages of more than 200 parts before they are parsed."""
    if len(_BOUNDARY.findall(data)) > _MOST_PARTS:
        raise IngestError("has more nested parts than a mail can have")
    if data.startswith(b"From "):
        data = data.partition(b"\n")[2]
    end = re.search(rb"\r?\n\r?\n", data)
    head = data[: end.start()] if end else data
    kept = [header[:_LONGEST_HEADER] for header in re.split(rb"\r?\n(?![ \t])", head)]
    body = data[end.start() :] if end else b"\n\n"
    return email.message_from_bytes(b"\n".join(kept) + body, policy=email.policy.compat32)


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
    """A header's words, decoded; wrong encodings are read as far as they go."""
    raw = message.get(name)
    if raw is None:
        return ""
    text = str(raw)[:_LONGEST_HEADER]
    try:
        pieces = email.header.decode_header(text)
    except (ValueError, LookupError, email.errors.MessageError):
        pieces = [(text, None)]
    words = []
    for piece, charset in pieces:
        if isinstance(piece, bytes):
            try:
                words.append(piece.decode(charset or "utf-8", "replace"))
            except LookupError:
                words.append(piece.decode("utf-8", "replace"))
        else:
            words.append(piece)
    return " ".join("".join(words).split())


def draft(message: Message) -> Draft:
    """The article of one message."""
    result = Draft(_body(message))
    if not result.blocks:
        raise IngestError("holds no text")
    subject = _PREFIX.sub("", header(message, "Subject")).strip()
    if subject:
        result.fields["title"] = Stated.stated(subject, f"Subject: {header(message, 'Subject')}")
    _sender(header(message, "From"), result)
    stamp = header(message, "Date")
    try:
        moment = email.utils.parsedate_to_datetime(stamp) if stamp else None
    except (ValueError, TypeError, OverflowError):
        moment = None
    if moment is not None:
        aware = moment.tzinfo is not None and "-0000" not in stamp
        value = (
            moment.isoformat(timespec="minutes") if aware else moment.replace(tzinfo=None).isoformat(timespec="minutes")
        )
        result.fields["published"] = Stated.stated(value, f"Date: {stamp}")
    return result


def _sender(sender: str, result: Draft) -> None:
    name, _ = email.utils.parseaddr(sender)
    name = " ".join(name.strip(" \"'").split())
    if not name or "@" in name:
        return
    evidence = f"From: {sender}"
    match = re.match(r"(.{3,60}?)\s+(?:from|at|of|via|@|\||,)\s+(.{3,60})$", name)
    if match and bylines.is_name(match[1], least=2):
        result.fields["byline"] = Stated.stated((match[1],), evidence)
        name = match[2]
    elif bylines.is_name(name, least=2) and not lines.outlet_name(name) and len(name.split()) <= 3:
        result.fields["byline"] = Stated.stated((name,), evidence)
        return
    if agency(name):
        result.fields["agency"] = Stated.stated(name, evidence)
    result.fields["outlet"] = Stated.stated(name, evidence)


def _body(message: Message) -> list[Block]:
    """The paragraphs: the plain part, unless it is a stub beside a fuller HTML part."""
    plain = page = ""
    for part in _parts(message):
        if part.get_content_maintype() != "text" or part.get_content_disposition() == "attachment":
            continue
        text = characters(part)
        if part.get_content_subtype() == "plain" and not plain:
            plain = text
        elif part.get_content_subtype() == "html" and not page:
            page = text
    shown = markup.blocks(page) if page else []
    if plain and count_words(plain) * 2 >= sum(count_words(block.text) for block in shown):
        return _without_places(layout.blocks(plain))
    return shown


def _without_places(blocks: list[Block]) -> list[Block]:
    """``blocks`` without offsets: they would count in a part of the mail, not in the file."""
    for block in blocks:
        block.segments = ()
    return blocks


def characters(part: Message) -> str:
    """The characters of a text part, by its character set or, where that is wrong, by content."""
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes) or not payload.strip():
        return ""
    charset = part.get_content_charset()
    if charset and charset not in ("utf-8", "us-ascii", "iso-8859-1", "windows-1252"):
        try:
            return payload.decode(charset, "replace")
        except LookupError:
            pass
    from briefing.ingest.decode import decode

    try:
        return decode(payload)
    except IngestError:
        return ""
