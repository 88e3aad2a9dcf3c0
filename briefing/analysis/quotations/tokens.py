"""An article as a stream of tokens, sentence by sentence, in which each quoted stretch is one token.

Tells sentences apart where quotations end them; never looks at what a word means beyond the verbs that attribute a quotation.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count

from briefing.analysis.patterns import Lazy
from briefing.model import Span

DASHES = "-\u2013\u2014\u2015"
WORD, CAPITAL, PUNCTUATION, QUOTED, POSSESSIVE, NUMBER = range(6)

_TOKEN = Lazy(
    r"([^\S\n]*)("  # what stands before a token is part of the match: so its place is known without asking for it
    r"[A-Za-z][a-z]*(?=[ ,])"  # what most words are: tried first
    r"|\x01+|\n|['’]s\b"
    r"|(?:[^\W\d_a-z]\.){2,4}|[^\W\d_a-z]\.(?=\s?[A-Z])"
    r"|(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Col|Capt|Lt|Sgt|Maj|Adm|Rev|Hon|St|Prof|Sens|Reps|Cmdr|Brig|Jr|Sr)\."
    r"|[^\W\d_]+(?:(?:-|['’](?!s\b))[^\W\d_]+)*|\d+(?:[.,:]\d+)*(?:-[^\W\d_]+)*|[^\w\s]|_|\Z)"
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


NOWHERE = Token(-1, -1, -1, "", "", -1, -1)
"""What stands where there is no token: of no kind, without a word, in no sentence."""


def token_at(tokens: Sequence[Token], index: int) -> Token:
    """Return the token at ``index``, :data:`NOWHERE` outside the article."""
    return tokens[index] if 0 <= index < len(tokens) else NOWHERE


def in_sentence(tokens: Sequence[Token], index: int, sentence: int) -> Token:
    """Return the token at ``index``, :data:`NOWHERE` if that is not in the sentence."""
    if not 0 <= index < len(tokens):
        return NOWHERE
    token = tokens[index]
    return token if token.sentence == sentence else NOWHERE


def tokenise(
    text: str, start: int, end: int, paragraph: int, quoted: Sequence[Span] = (), sentence: int = 0
) -> tuple[list[Token], int]:
    """Return the tokens of a paragraph and the number of its last sentence.

    Args:
        text: Of the article.
        start: Where the paragraph begins.
        end: Where it ends.
        paragraph: Its number.
        quoted: Its quoted stretches; its tokens count them from 0.
        sentence: The number of its first sentence.
    """
    tokens: list[Token] = []
    masked = _masked(text, start, end, quoted)
    stretches = count()
    sentences = _Sentences(sentence)
    behind = start
    for space, form in _TOKEN.findall(masked):
        begin = behind + len(space)
        behind = begin + len(form)
        kind, word, low = _LOOKS.get(form) or _look(form)
        if kind == _APOSTROPHE:
            kind = POSSESSIVE if _POSSESSIVE.match(masked, begin - start) else _NOTHING
        if kind in _WORDS:
            number = sentences.reach(word, masked, begin - start) if sentences.ended else sentences.number
            tokens.append(Token(begin, behind, kind, word, low, number, paragraph))
        elif kind == PUNCTUATION:
            sentences.punctuate(word)
            tokens.append(Token(begin, behind, PUNCTUATION, word, low, sentences.number, paragraph))
        elif kind == _LINE:
            sentences.end()
        elif kind == QUOTED:
            tokens.append(Token(begin, behind, QUOTED, "", "", sentences.next(), paragraph, next(stretches)))
            if text[behind - 1] in ".!?…":
                sentences.end(in_quotation=True)
    return tokens, sentences.number


_LINE, _APOSTROPHE, _NOTHING = range(6, 9)
"""Further kinds of what a text is cut into: none of them is a token, but for an apostrophe that is a possessive."""
_WORDS = frozenset((WORD, CAPITAL, POSSESSIVE, NUMBER))
_KINDS = {
    **dict.fromkeys('"“”„«»‘‹›`[]_', _NOTHING),
    **dict.fromkeys("'’", _APOSTROPHE),
    **dict.fromkeys(("'s", "’s"), POSSESSIVE),
    "": _NOTHING,  # where the text ends
    "\n": _LINE,
}
_LOOKS: dict[str, tuple[int, str, str]] = {}
"""What texts are cut into, as it is printed -> its kind, itself, and in small letters."""
_MOST_LOOKS = 1 << 16


def _look(form: str) -> tuple[int, str, str]:
    """Return the kind of a piece of text, the piece and the piece in small letters; kept for the next time."""
    if form[:1] == "\x01":
        return QUOTED, "", ""
    if len(_LOOKS) >= _MOST_LOOKS:
        _LOOKS.clear()
    kind = _KINDS.get(form, PUNCTUATION)
    if form[:1].isdecimal():
        kind = NUMBER
    elif form[:1].isalnum():
        kind = CAPITAL if form[-1] == "." or form[0].isupper() else WORD
    low = form if kind == PUNCTUATION else form.lower()
    look = _LOOKS[form] = kind, form, low
    return look


_POSSESSIVE = Lazy(r"(?<=s)['’](?=\s)")  # the sailors’ strike


def _masked(text: str, start: int, end: int, quoted: Sequence[tuple[int, int]]) -> str:
    """Return the text of a paragraph with each character of its quoted stretches as ``\\x01``."""
    pieces: list[str] = []
    for left, right in quoted:
        pieces += (text[start:left], "\x01" * (right - left))
        start = right
    return "".join((*pieces, text[start:end]))


_GO_ON = frozenset(",;:" + DASHES)


class _Sentences:
    """Counts sentences: one that has ended leaves it to the next token whether another begins."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.ended = False
        self._in_quotation = (
            False  # what ended it stands inside a quotation, so that it may go on ("“Why?” Krol asked.")
        )

    def end(self, *, in_quotation: bool = False) -> None:
        """Note that a sentence has ended."""
        self.ended, self._in_quotation = True, in_quotation

    def next(self) -> int:
        """Begin a sentence if one has ended; return its number."""
        self.number += self.ended
        self.ended = self._in_quotation = False
        return self.number

    def punctuate(self, mark: str) -> None:
        """Take a mark outside quotations: it ends a sentence, or shows that the one with the quotation goes on."""
        if mark in ".!?" and not self.ended:
            self.end()
        elif self._in_quotation and mark in _GO_ON:
            self.ended = False

    def reach(self, word: str, masked: str, at: int) -> int:
        """Return the number of the sentence in which ``word`` at ``at`` stands."""
        if self.ended:
            if self._in_quotation:
                begins = word[0].isupper() and not _attribution_follows(masked, at)
            else:
                begins = word[0].isupper() or not word[0].isalpha()
            self.ended = begins
            self.next()
        return self.number


_FOLLOWS = Lazy(
    r"(?:[\w.’'-]{1,40} ){0,5}?(?:said|says|asked|asks|told|added|wrote|replied|continued|tweeted|declared|exclaimed|shouted|explained)\b"
)


def _attribution_follows(masked: str, at: int) -> bool:
    """Return whether what follows a quotation that ended a sentence is its attribution (``“Why?” Ada Krol asked.``)."""
    return _FOLLOWS.match(masked, at, at + 260) is not None
