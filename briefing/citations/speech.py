"""A quotation's words before the reference that carries them.

Words stand in marks only where the source printed them in marks; reported speech is cited as reported.
"""

from __future__ import annotations

import re

from briefing.citations.item import Item, Words
from briefing.citations.markup import Line
from briefing.lexicon.name_kinds import is_document
from briefing.text import fold, with_edge_marks

QUOTED_IN = {
    "apa": "as cited in",
    "mla": "qtd. in",
    "chicago-author-date": "quoted in",
    "chicago-notes": "quoted in",
    "oscola": "quoted in",
    "bluebook": "quoted in",
}
"""How a style says that the words are somebody else's than the author's; the others say "as quoted in"."""


REPORTED = {False: "reported indirectly", True: "partly quoted"}
"""What is said of words that do not stand in marks as a whole, by whether a part of them does."""


def speaker(words: Words) -> str:
    """Return ``Ada Krol``; ``[Ada Krol]`` if the speaker is inferred; ``from the press release`` for a document; "" if unknown."""
    named = f"[{words.speaker}]" if words.speaker and words.inferred else words.speaker
    return f"from {named}" if is_document(words.speaker) else named


def said_by(item: Item) -> str:
    """Return the speaker, and that the words are reported where they are; "" if there is nothing to say."""
    if item.words is None:
        return ""
    return ", ".join(filter(None, (speaker(item.words), "" if item.words.enclosed else REPORTED[item.words.partly])))


def quoted(words: Words) -> str:
    """Return the words as the source printed them: in marks if they stand in marks as a whole, else as reported speech, or as they are.

    Line breaks within them become spaces: a citation is one line, so that pasting it into a shell runs nothing.
    """
    text = _LINE_BREAK.sub(" ", words.text)
    if words.passage:
        return with_edge_marks(text)
    return (
        f"“{between_marks(words)}”"
        if words.enclosed
        else f"[reported, {'partly' if words.partly else 'not'} quoted:] {text}"
    )


def between_marks(words: Words) -> str:
    """Return what stands between a quotation's first mark and its last one: between parts that the reporter split, the marks and an ellipsis."""
    return "” … “".join(_LINE_BREAK.sub(" ", part) for part in (words.text, *words.further))


_LINE_BREAK = re.compile(r"[^\S\n]*\n\s*")


def is_authors_own(item: Item) -> bool:
    """Return True if the speaker signed the article: then the words are not quoted at second hand."""
    names = {fold(name.natural) for name in item.authors}
    return item.words is not None and fold(item.words.speaker) in names


def with_words(item: Item, reference: Line, style: str, *, in_text: bool) -> Line:
    """Return ``reference`` with the item's quotation before it; unchanged if it has none."""
    words = item.words
    if words is None:
        return reference
    line = Line().add(quoted(words))
    who = "" if is_authors_own(item) else speaker(words)
    phrase = QUOTED_IN.get(style, "as quoted in")
    if words.indirect:
        phrase = phrase.replace("quoted", "reported").replace("cited", "reported").replace("qtd.", "reported")
    if in_text and who and reference.plain.startswith("("):
        return line.add(f" ({who}, {phrase} ").join(reference.without_first("("))
    if who:
        return line.add(f" — {who}, {phrase} ").join(reference)
    return line.add(" " if in_text else " — ").join(reference)
