"""An article as a stream of tokens, sentence by sentence, in which each quoted stretch is one token.

Tells sentences apart where quotations end them; never looks at what a word means beyond the verbs that attribute a quotation.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.analysis.patterns import Lazy
from briefing.analysis.quotations.spans import Segment

DASHES = "-\u2013\u2014\u2015"
WORD, CAPITAL, PUNCTUATION, QUOTED, POSSESSIVE, NUMBER = range(6)

_TOKEN = Lazy(
    r"(?P<quoted>\x01+)|(?P<line>\n)|(?P<possessive>['’]s\b|(?<=s)['’](?=\s))|(?P<initials>(?:[^\W\d_a-z]\.){2,4}|[^\W\d_a-z]\.(?=\s?[A-Z]))"
    r"|(?P<title>(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Col|Capt|Lt|Sgt|Maj|Adm|Rev|Hon|St|Prof|Sens|Reps|Cmdr|Brig|Jr|Sr)\.)"
    r"|(?P<word>[^\W\d_]+(?:(?:-|['’](?!s\b))[^\W\d_]+)*)|(?P<number>\d+(?:[.,:]\d+)*(?:-[^\W\d_]+)*)|(?P<punctuation>[^\w\s])"
)


@dataclass(slots=True)
class Token:
    """A token with its place; ``kind`` is one of the module's constants; ``segment`` is the index of a quoted stretch."""

    start: int
    end: int
    kind: int
    text: str
    low: str
    sentence: int
    paragraph: int
    segment: int = -1


def tokenise(
    text: str, start: int, end: int, paragraph: int, sentence: int, inside: Sequence[int], segments: Sequence[Segment],
    tokens: list[Token], places: list[int],
) -> int:  # fmt: skip
    """Appends the tokens of a paragraph; returns the number of its last sentence."""
    pieces: list[str] = []
    position = start
    for index in inside:
        left, right = segments[index].span
        pieces.append(text[position:left])
        pieces.append("\x01" * (right - left))
        position = right
    pieces.append(text[position:end])
    masked = "".join(pieces) if inside else text[start:end]
    quoted = iter(inside)
    pending = False  # a sentence has ended, and the next token that is no closing mark begins another
    ended_in_quote = False
    for match in _TOKEN.finditer(masked):
        group = match.lastgroup
        word = match.group()
        if group == "line":
            pending = True
            ended_in_quote = False
            continue
        begin = start + match.start()
        if group == "quoted":
            index = next(quoted, -1)
            if pending:
                sentence += 1
            pending = ended_in_quote = False
            places[index] = len(tokens)
            tokens.append(Token(begin, start + match.end(), QUOTED, "", "", sentence, paragraph, index))
            if text[start + match.end() - 1] in ".!?…":
                pending = ended_in_quote = True
            continue
        if group == "punctuation":
            if word in "\"'“”„«»‘’‹›`[]":
                continue
            if word in ".!?" and not pending:
                pending = True
                ended_in_quote = False
            elif ended_in_quote and (word in ",;:" or word in DASHES):
                pending = False
            tokens.append(Token(begin, begin + 1, PUNCTUATION, word, word, sentence, paragraph))
            continue
        if pending:
            if ended_in_quote:
                if word[0].isupper() and not _attribution_follows(masked, match.start()):
                    sentence += 1
            elif word[0].isupper() or not word[0].isalpha():
                sentence += 1
            pending = ended_in_quote = False
        if group == "word":
            kind = CAPITAL if word[0].isupper() else WORD
        elif group == "number":
            kind = NUMBER
        elif group == "possessive":
            kind = POSSESSIVE
        else:
            kind = CAPITAL
        tokens.append(Token(begin, start + match.end(), kind, word, word.lower(), sentence, paragraph))
    return sentence


_FOLLOWS = Lazy(
    r"(?:[\w.’'-]{1,40} ){0,5}?(?:said|says|asked|asks|told|added|wrote|replied|continued|tweeted|declared|exclaimed|shouted|explained)\b"
)


def _attribution_follows(masked: str, at: int) -> bool:
    """Whether what follows a quotation that ended a sentence is its attribution (``“Why?” Ada Krol asked.``)."""
    return _FOLLOWS.match(masked, at, at + 260) is not None
