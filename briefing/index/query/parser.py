"""The query language, from text to a tree, with its limits. Knows nothing of Whoosh: what runs a query compiles this tree.

Grammar (loosest first): words side by side mean all of them; ``OR`` binds its two neighbours; ``AND`` binds tighter, ``NEAR/5``
tighter still; ``-`` or ``NOT`` excludes; then ``field:``, ``"phrase"``, ``( )``, ``word*``, ``word~``. One pass over at most 1,000 characters; the
reasons for an own parser are in docs/decisions/0021-query-parser.md. Never raises anything but QueryError.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NoReturn

from briefing.errors import QueryError
from briefing.index.compounds import Compound, compound
from briefing.index.query import dates, fields
from briefing.index.query.nodes import (
    FIELDS,
    OPEN_END,
    OPEN_START,
    TEXT,
    Dates,
    Near,
    Node,
    Not,
    ParsedQuery,
    Term,
    Word,
    all_of,
    alternatives,
    any_of,
    field_of,
)
from briefing.text import QUERY_MARKS, safe_text

MAX_CHARACTERS = 1_000
MAX_DEPTH = 50
MAX_TERMS = 64
MAX_FUZZY = 5
MIN_PREFIX = 2
"""Letters and figures that a pattern with ``*`` needs; signs do not count."""
MAX_DISTANCE = 100

# Marks that people's keyboards and clipboards put for the straight ones; one code point for one, so that positions hold.
_STRAIGHT = str.maketrans({**dict.fromkeys(QUERY_MARKS, '"'), "−": "-"})
_FIELD = re.compile(rf"({'|'.join(FIELDS)}):", re.IGNORECASE)
_OTHER_FIELD = re.compile(r"([A-Za-z]{2,20}):(?=[\w\"(])")
_NEAR = re.compile(r'NEAR/([^\s"()]*)', re.IGNORECASE)
_SPACE = re.compile(r"\s*+")
_CHUNK = re.compile(r'[^\s"()]++')
_OPERATOR = re.compile(r'(?:OR|AND|NOT)(?=[\s("]|\Z)')
_NEGATION = re.compile(r'NOT(?=[\s("]|\Z)|-(?=\S)')
_COMPARE = re.compile(r"(>=|<=|>|<)?(.*)", re.DOTALL)
_STEMMED = frozenset({TEXT, "title", "quote"})
_HALF_YEAR = re.compile(r"\d{0,3}", re.ASCII)
_HEBREW_SIGN = re.compile('(?<=[\u05d0-\u05ea])"(?=[\u05d0-\u05ea])')


def parse(text: str, *, live: bool = False, stemming: bool = False, scope: str = TEXT) -> ParsedQuery:
    """Read ``text``; with ``live`` the last word is a prefix and what is still being typed (an unclosed quote, a trailing
    ``OR``, ``title:``) is taken as far as it goes; with ``stemming`` a single word of running text stands for its forms. Words
    of no field of their own are looked for in the field ``scope``.

    Raises QueryError with ``position`` (code points) and ``readable`` (what stands before it).
    """
    if len(text) > MAX_CHARACTERS:
        raise QueryError(
            f"the query is {len(text):,} characters long; at most {MAX_CHARACTERS:,} can be read",
            position=MAX_CHARACTERS,
            readable=safe_text(text[:MAX_CHARACTERS]),
        )
    return _parse(text, live, stemming, scope)


@lru_cache(maxsize=512)
def _parse(text: str, live: bool, stemming: bool, scope: str) -> ParsedQuery:
    return _Parser(text, live, stemming).run(scope)


class _Parser:
    """One reading of one query. Recursion is bounded by MAX_DEPTH."""

    def __init__(self, text: str, live: bool, stemming: bool) -> None:
        self.original = text
        self.text = _HEBREW_SIGN.sub("״", text.translate(_STRAIGHT))
        self.live = live
        self.stemming = stemming
        self.at = 0
        self.depth = 0
        self.terms = 0
        self.fuzzy = 0
        self.words: list[Word] = []
        self.live_end = len(text) if live and text[-1:] and not text[-1].isspace() else -1

    def run(self, scope: str) -> ParsedQuery:
        nodes: list[Node] = []
        while True:
            nodes.extend(self.group(scope))
            if self.at >= len(self.text):
                break
            if not self.live:  # only a closing parenthesis ends a group early
                self.fail("there is no ( for this )", self.at)
            self.at += 1
        return ParsedQuery(self.original, all_of(nodes), tuple(self.words))

    def fail(self, problem: str, position: int) -> NoReturn:
        raise QueryError(
            f"{problem} (at character {position + 1})",
            position=position,
            readable=safe_text(self.original[:position]).strip(),
        )

    def skip_space(self) -> None:
        match = _SPACE.match(self.text, self.at)
        if match is not None:
            self.at = match.end()

    def operator(self) -> str:
        """Return the operator word that stands here ("" if none); does not move."""
        match = _OPERATOR.match(self.text, self.at)
        return "" if match is None else match.group()

    def at_end(self) -> bool:
        """Return whether nothing more of this group follows: the text ends, or a parenthesis closes."""
        return self.text[self.at : self.at + 1] in ("", ")")

    def group(self, field: str) -> list[Node]:
        """Operands side by side up to a closing parenthesis or the end."""
        operands: list[Node] = []
        while True:
            self.skip_space()
            if self.at_end():
                return operands
            node = self.either(field)
            if node is not None:
                operands.append(node)

    def either(self, field: str) -> Node | None:
        nodes = [self.conjunction(field)]
        while True:
            self.skip_space()
            if self.operator() != "OR":
                break
            place = self.at
            self.at += 2
            self.need_operand("OR", place, found=nodes[-1] is not None)
            nodes.append(self.conjunction(field))
        found = [node for node in nodes if node is not None]
        return any_of(found)

    def conjunction(self, field: str) -> Node | None:
        nodes = [self.nearby(field)]
        while True:
            self.skip_space()
            if self.operator() != "AND":
                break
            place = self.at
            self.at += 3
            self.need_operand("AND", place, found=nodes[-1] is not None)
            nodes.append(self.nearby(field))
        return all_of([node for node in nodes if node is not None])

    def need_operand(self, operator: str, place: int, *, found: bool) -> None:
        """An operator needs something on both sides, unless it is still being typed."""
        if self.live:
            return
        self.skip_space()
        if not found:
            self.fail(f"{operator} needs something before it", place)
        if self.at_end() or self.operator() in ("OR", "AND"):
            self.fail(f"{operator} needs something after it", place)

    def nearby(self, field: str) -> Node | None:
        """Operands with ``NEAR/n`` between them; each pair of neighbours must stand near one another."""
        node = self.unary(field)
        pairs: list[Node] = []
        while True:
            self.skip_space()
            operator = _NEAR.match(self.text, self.at)
            if operator is None:
                return all_of(pairs) if pairs else node
            self.at = operator.end()
            distance = self.distance(operator)
            self.need_operand(operator.group().upper(), operator.start(), found=node is not None)
            other = self.unary(field_of(node) or field) if node is not None else self.unary(field)
            if node is None or other is None:  # still being typed
                node = node or other
                continue
            pairs.append(self.near(node, other, distance, operator.start()))
            node = other

    def distance(self, operator: re.Match[str]) -> int:
        number = operator.group(1)
        if self.live and not number:
            return 1
        value = int(number[:6]) if re.fullmatch("[0-9]+", number) else 0
        if not 1 <= value <= MAX_DISTANCE:
            self.fail(f"NEAR is written NEAR/5, with a number of words from 1 to {MAX_DISTANCE}", operator.start())
        return int(number)

    def near(self, left: Node, right: Node, distance: int, place: int) -> Near:
        sides = alternatives(left), alternatives(right)
        if not all(sides):
            self.fail("NEAR needs a word, a phrase or words joined by OR on either side", place)
        names = {leaf.field for side in sides for leaf in side}
        if len(names) > 1:
            self.fail("the words on both sides of NEAR must be of one field", place)
        return Near(names.pop(), *sides, distance)

    def unary(self, field: str) -> Node | None:
        negative = False
        while (sign := self.negation()) is not None:
            here, self.at = self.at, sign.end()
            if sign.group() == "NOT":
                self.skip_space()
                if self.at_end() and not self.live:
                    self.fail("NOT needs something after it", here)
            negative = not negative
        if not negative and (self.operator() in ("OR", "AND") or _NEAR.match(self.text, self.at)):
            return None  # the caller reports the missing left side
        node = self.primary(field)
        return Not(node) if negative and node is not None else node

    def negation(self) -> re.Match[str] | None:
        """Return ``NOT``, or the dash right before a word, that stands here, space passed over."""
        self.skip_space()
        return _NEGATION.match(self.text, self.at)

    def primary(self, field: str) -> Node | None:
        self.skip_space()
        if self.at_end():
            return None
        match = _FIELD.match(self.text, self.at)
        if match is not None:
            return self.fielded(match.group(1).lower(), match)
        other = _OTHER_FIELD.match(self.text, self.at)
        if other is not None and not other.group(1).isupper():  # EU:n and SAK:n are Finnish
            self.fail(fields.unknown(other.group(1).lower()), self.at)
        mark = self.text[self.at]
        if mark == "(":
            return self.parenthesis(field)
        if mark == '"':
            return self.phrase(field)
        chunk = _CHUNK.match(self.text, self.at)
        if chunk is None:  # cannot happen: every other character begins a chunk
            self.at += 1
            return None
        self.at = chunk.end()
        read = {"date": self.date, "lang": self.language}.get(field)
        return self.word(field, chunk) if read is None else read(chunk)

    def fielded(self, field: str, match: re.Match[str]) -> Node | None:
        place = self.at
        self.at = match.end()
        self.skip_space()
        if self.at_end() and self.live:
            return None
        if self.at_end() or _FIELD.match(self.text, self.at):
            self.fail(f"{field}: needs something after it", place)
        return self.primary(field)

    def parenthesis(self, field: str) -> Node | None:
        place = self.at
        self.depth += 1
        if self.depth > MAX_DEPTH:
            self.fail(f"more than {MAX_DEPTH} parentheses inside one another", place)
        self.at += 1
        nodes = self.group(field)
        if self.at >= len(self.text):
            if not self.live:
                self.fail("this ( is never closed", place)
        else:
            self.at += 1
        self.depth -= 1
        return all_of(nodes)

    def phrase(self, field: str) -> Node | None:
        place = self.at
        end = self.text.find('"', place + 1)
        closed = end >= 0
        if not closed:
            if not self.live:
                self.fail("this quotation mark is never closed", place)
            end = len(self.text)
        self.at = end + closed
        if field == "date":
            inner = _CHUNK.match(self.text, place + 1, end)
            return self.date(inner) if inner is not None else None
        if closed and self.text.startswith("~", self.at):
            self.fail("words apart (~) cannot be asked of a phrase", self.at)
        words = compound(self.text[place + 1 : end])
        self.count(len(words.terms), place)
        starred = self.text[:end].endswith("*")
        if starred and not self.live:
            self.need_letters(words, place)
        if not words.terms:
            return None
        if field == "lang":
            return Term(field, words.terms[0])
        return words.phrase(field, open_end=starred or (not closed and end == self.live_end))

    def word(self, field: str, chunk: re.Match[str]) -> Node | None:
        start, end = chunk.span()
        core, kind = self.ending(chunk)
        tail = kind or self.text[start + len(core) : end]
        words = compound(core)
        if kind == "*":
            self.need_letters(words, start)
        if not words.terms:
            return None
        self.count(len(words.terms), start)
        typed = not tail and end == self.live_end and words.end == len(core)
        if kind == "*" or typed:
            return words.opened(field)
        similar = self.similar(field, words, start) if kind == "~" else None
        self.suggest(field, start, words)
        return similar or words.exact(field, stemming=self.stemming and field in _STEMMED)

    def ending(self, chunk: re.Match[str]) -> tuple[str, str]:
        """Return a word without the marks behind it, and what these ask for: ``*`` its beginning, ``~`` a typo, or neither."""
        body, start = chunk.group(), chunk.start()
        core = body.rstrip("*~.,;:!?…")
        tail = body[len(core) :]
        star = core.find("*")
        if star >= 0:
            self.fail("* can stand only at the end of a word", start + star)
        kind = next((sign for sign in "*~" if sign in tail), "")
        word, tilde, typos = core.rpartition("~")
        if kind or not tilde:
            return core, kind
        if typos == "1":
            return word, "~"
        if typos.isdecimal():
            self.fail("one typo is the most that ~ allows", start + len(word))
        return core, ""

    def similar(self, field: str, words: Compound, place: int) -> Node | None:
        """Return what words with a typo look for, ``None`` where that makes no sense for them."""
        self.fuzzy += 1
        if self.fuzzy > MAX_FUZZY:
            self.fail(f"more than {MAX_FUZZY} words with ~", place)
        return words.similar(field)

    def need_letters(self, words: Compound, place: int) -> None:
        if sum(map(len, words.terms)) < MIN_PREFIX:
            self.fail(f"* needs at least {MIN_PREFIX} characters before it", place)

    def suggest(self, field: str, start: int, words: Compound) -> None:
        """Remember a single word for suggestions."""
        if words.single is not None:
            term, begin, end = words.single
            self.words.append(Word(start + begin, start + end, field, term))

    def language(self, chunk: re.Match[str]) -> Node | None:
        typed = chunk.end() == self.live_end
        value = chunk.group().rstrip("*")
        code = fields.language_code(value)
        if code is None and not typed:
            shown = safe_text(value[:24])
            self.fail(f"lang: takes a code such as de or a language such as German, not “{shown}”", chunk.start())
        return Term("lang", code) if code is not None else None

    def count(self, terms: int, place: int) -> None:
        self.terms += terms
        if self.terms > MAX_TERMS:
            self.fail(f"more than {MAX_TERMS} words", place)

    def date(self, chunk: re.Match[str]) -> Node | None:
        start, value = chunk.start(), chunk.group()
        self.count(1, start)
        typed = chunk.end() == self.live_end
        left, dots, right = value.partition("..")
        if dots:
            if typed and not left + right:
                return None
            return self.span_of_dates(left, right, start, typed=typed)
        compared = _COMPARE.fullmatch(value)
        sign, rest = (compared.group(1) or "", compared.group(2)) if compared else ("", value)
        if typed and _HALF_YEAR.fullmatch(rest):
            return None
        return Dates(*dates.compared(sign, *self.period(rest, start + len(sign), typed=typed)))

    def span_of_dates(self, left: str, right: str, start: int, *, typed: bool) -> Node:
        """Return ``2024-01..2024-03``, either side open; ``typed``: its end is still being typed."""
        if not left + right:
            self.fail("a range of dates needs a beginning or an end", start)
        first = self.period(left, start, typed=False)[0] if left else OPEN_START
        last = self.period(right, start + len(left) + 2, typed=typed)[1] if right else OPEN_END
        if first > last:
            self.fail("this range of dates ends before it begins", start)
        return Dates(first, last)

    def period(self, text: str, place: int, *, typed: bool) -> tuple[int, int]:
        days = dates.period(text)
        if days is None and typed:
            days = dates.typed(text)
        if days is None:
            self.fail(safe_text(dates.fault(text)), place)
        return days
