"""The forms in which a possible speaker stands in a text: pronouns, names with titles and links, roles, documents, plurals.

Looks at the tokens from one place on, a bounded number. Never chooses a speaker (see ``attribution``).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from briefing.analysis.quotations.cue_links import PLAIN_SAY, cue_at, say_at
from briefing.analysis.quotations.speaker_stream import Candidate
from briefing.analysis.quotations.tokens import (
    CAPITAL,
    NUMBER,
    POSSESSIVE,
    PUNCTUATION,
    QUOTED,
    WORD,
    Token,
)
from briefing.lexicon.reporting_verbs import AUXILIARIES, CUES, STRONG
from briefing.lexicon.speaker_words import (
    DETERMINERS,
    DOCUMENTS,
    HEADS_WITH_FOR,
    HONORIFICS,
    NAME_LINKS,
    NOT_NAMES,
    OWNERS,
    PLURAL_ROLES,
    PRONOUNS,
    ROLES,
    STOPS,
    TIMES,
    Kind,
)


def _single(token: Token, index: int, kind: Kind) -> Candidate:
    return Candidate(index, index, (token.start, token.end), kind, token.low, token.sentence, token.paragraph)


def candidate_at(tokens: Sequence[Token], index: int) -> Candidate | None:
    """Return the candidate that begins at a token: the first form that applies makes it, or says that there is none."""
    make = next((make for applies, make in _FORMS if applies(tokens, index)), None)
    return None if make is None else make(tokens, index)


def _is_pronoun(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether a pronoun stands here; ``it`` and ``some`` are speakers only before a verb of saying."""
    kind = PRONOUNS.get(tokens[index].low)
    if kind is None:
        return False
    return kind not in ("it", "some") or cue_at(tokens, index + 1, tokens[index].sentence) is not None


def _pronoun(tokens: Sequence[Token], index: int) -> Candidate:
    return _single(tokens[index], index, PRONOUNS[tokens[index].low])


def _is_determined(tokens: Sequence[Token], index: int) -> bool:
    return tokens[index].low in DETERMINERS


def _determined(tokens: Sequence[Token], index: int) -> Candidate | None:
    made = _nominal(tokens, index)
    if made is None and tokens[index].low in OWNERS:
        return _single(tokens[index], index, "owner")
    return made


def _is_capital(tokens: Sequence[Token], index: int) -> bool:
    bare = tokens[index].low.rstrip(".")
    return tokens[index].kind == CAPITAL and (bare not in NOT_NAMES or bare in HONORIFICS)


def _is_opening_word(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether the capital is that of a sentence: ``Specifically, “…”``, ``Says Ada Krol: “…”``, ``Following the vote``."""
    if not _is_capital(tokens, index) or not _opens(tokens, index):
        return False
    low = tokens[index].low
    if low.endswith("ly"):
        return _adverb(tokens, index)
    if low in _OPENING_CUES and _capital(tokens, index + 1):
        return True
    return low.endswith("ing") and tokens[min(index + 1, len(tokens) - 1)].kind != CAPITAL


def _nobody(tokens: Sequence[Token], index: int) -> None:
    return None


def _named(tokens: Sequence[Token], index: int) -> Candidate | None:
    return _name(tokens, index, index)


def _is_plural_role(tokens: Sequence[Token], index: int) -> bool:
    return tokens[index].low in PLURAL_ROLES


def _plural(tokens: Sequence[Token], index: int) -> Candidate:
    return _single(tokens[index], index, "roles")


def _is_document(tokens: Sequence[Token], index: int) -> bool:
    token = tokens[index]
    following = tokens[index + 1].low if index + 1 < len(tokens) else ""
    return token.kind == WORD and token.low in DOCUMENTS and following in ("that", "which", "saying")


def _document(tokens: Sequence[Token], index: int) -> Candidate:
    return _single(tokens[index], index, "document")


def _is_bare_role(tokens: Sequence[Token], index: int) -> bool:
    token = tokens[index]
    return token.kind == WORD and token.low in ROLES and cue_at(tokens, index + 1, token.sentence) is not None


def _role(tokens: Sequence[Token], index: int) -> Candidate:
    return _single(tokens[index], index, "role")


def _is_speaking_plural(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether a plural stands before a plain verb of saying, or opens a clause before any strong one (``dockers argue``)."""
    token = tokens[index]
    if token.kind != WORD or not token.low.endswith("s") or len(token.low) < 4 or token.low in STRONG | AUXILIARIES:
        return False
    if say_at(tokens, index + 1, token.sentence):
        return True
    return index + 1 < len(tokens) and tokens[index + 1].low in STRONG and _begins_clause(tokens, index)


def _is_bare_source(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether ``according to`` stands before a word."""
    led = index > 1 and tokens[index - 1].low == "to" and tokens[index - 2].low == "according"
    return led and tokens[index].kind == WORD


_OPENING_CUES = PLAIN_SAY | frozenset(
    "adds writes argues replies notes explains warns insists quoth asks tells tweets continues recalls responds concludes".split()
)


def _capital(tokens: Sequence[Token], index: int) -> bool:
    return index < len(tokens) and tokens[index].kind == CAPITAL and tokens[index].low not in NOT_NAMES


def _adverb(tokens: Sequence[Token], index: int) -> bool:
    """Whether a comma and then a quotation, a name or a pronoun follow: no person's name stands like that."""
    if index + 2 >= len(tokens) or tokens[index + 1].text != ",":
        return False
    following = tokens[index + 2]
    return following.kind in (QUOTED, CAPITAL) or following.low in PRONOUNS


def _begins_clause(tokens: Sequence[Token], index: int) -> bool:
    return _opens(tokens, index) or tokens[index - 1].text in (",", "and", "but", "while", "But", "And", "While")


def _source(tokens: Sequence[Token], index: int) -> Candidate:
    """What follows ``according to`` without a determiner (``federal data``): the words up to a mark or a preposition."""
    last = index
    while (
        last + 1 < len(tokens)
        and last - index < 5
        and tokens[last + 1].sentence == tokens[index].sentence
        and tokens[last + 1].kind in (WORD, CAPITAL)
        and tokens[last + 1].low not in STOPS
    ):
        last += 1
    token = tokens[index]
    return Candidate(
        index, last, (token.start, tokens[last].end), "document", tokens[last].low, token.sentence, token.paragraph
    )


Test = Callable[[Sequence[Token], int], bool]
Make = Callable[[Sequence[Token], int], Candidate | None]
_FORMS: tuple[tuple[Test, Make], ...] = (
    (_is_pronoun, _pronoun),
    (_is_determined, _determined),
    (_is_opening_word, _nobody),
    (_is_capital, _named),
    (_is_plural_role, _plural),
    (_is_document, _document),
    (_is_bare_role, _role),
    (_is_speaking_plural, _plural),
    (_is_bare_source, _source),
)
"""What may begin at a token, in this order."""


def _opens(tokens: Sequence[Token], index: int) -> bool:
    return index == 0 or tokens[index - 1].sentence != tokens[index].sentence or tokens[index - 1].kind == QUOTED


def _name(tokens: Sequence[Token], first: int, index: int) -> Candidate | None:
    """The run of capitalised words from ``index``, with links (``of the Treasury``) and particles."""
    total = len(tokens)
    sentence = tokens[index].sentence
    last = index
    at = index + 1
    while at < total and at - index < 12:
        token = tokens[at]
        if token.sentence != sentence:
            break
        if token.kind == CAPITAL and token.low not in NOT_NAMES:
            last = at
            at += 1
            continue
        if token.low in NAME_LINKS or token.text == "&":
            ahead = at + 1
            if ahead < total and tokens[ahead].low == "the":
                ahead += 1
            if (
                ahead < total
                and tokens[ahead].kind == CAPITAL
                and tokens[ahead].sentence == sentence
                and tokens[ahead].low not in NOT_NAMES
            ):
                if token.low == "for" and not ({tokens[index].low, tokens[last].low} & HEADS_WITH_FOR):
                    break
                last = ahead
                at = ahead + 1
                continue
        break
    last = _own_ending(tokens, first, last)
    after = last + 1
    if after < total and tokens[after].kind == WORD and tokens[after].sentence == sentence:
        role = tokens[after].low
        if role in PLURAL_ROLES or role in ROLES or role in DOCUMENTS:
            if after + 1 < total and tokens[after + 1].kind == CAPITAL and tokens[after + 1].sentence == sentence:
                return None  # "Tide Trust spokesman Ada Krol": the name that follows is the candidate
            named: Kind = "document" if role in DOCUMENTS else "roles" if role in PLURAL_ROLES else "role"
            return Candidate(
                first, after, (tokens[first].start, tokens[after].end), named, role, sentence, tokens[index].paragraph
            )
    head = last
    while head > index and tokens[head].low.rstrip(".") in ("jr", "sr", "ii", "iii"):
        head -= 1
    kind: Kind = "full" if last > index else "document" if tokens[index].low in DOCUMENTS else "name"
    return Candidate(
        first, last, (tokens[first].start, tokens[last].end), kind, tokens[head].low, sentence, tokens[index].paragraph
    )


def _own_ending(tokens: Sequence[Token], first: int, last: int) -> int:
    """Return the end of a name with ``'s`` where that belongs to it: a verb of saying follows, or precedes and no noun follows."""
    if last + 1 >= len(tokens) or tokens[last + 1].kind != POSSESSIVE:
        return last
    sentence = tokens[last].sentence
    behind = tokens[last + 2] if last + 2 < len(tokens) and tokens[last + 2].sentence == sentence else None
    if behind is not None and behind.low in _PLAINLY_SAYS:
        return last + 1
    led = first > 0 and tokens[first - 1].low in _PLAINLY_SAYS and tokens[first - 1].sentence == sentence
    return last + 1 if led and (behind is None or behind.kind == PUNCTUATION) else last


_PLAINLY_SAYS = frozenset(("said", "says", "told"))


def _nominal(tokens: Sequence[Token], index: int) -> Candidate | None:
    """A determiner with up to six words and a role, an institution, a document, or whatever stands before a verb of saying."""
    token = tokens[index]
    total = len(tokens)
    at = index + 1
    best: int | None = None
    while at < total and at - index <= 7:
        word = tokens[at]
        if word.sentence != token.sentence:
            break
        if word.kind == POSSESSIVE and at > index + 1:
            at += 1
            continue
        if word.kind == CAPITAL:
            if (best is not None and at == best + 1) or word.low in NOT_NAMES:
                break
            made = _name(tokens, index if token.low == "the" else at, at)
            if made is None:
                break
            after = made.last + 1
            follows = tokens[after] if after < total and tokens[after].sentence == token.sentence else None
            if follows is not None and (follows.kind == POSSESSIVE or follows.low in ROLES or follows.low in DOCUMENTS):
                at = after
                continue
            ahead = tokens[after + 1] if after + 1 < total else None
            if (
                follows is not None
                and follows.kind == WORD
                and ahead is not None
                and ahead.low in ROLES
                and follows.low not in STOPS
                and follows.low not in CUES
            ):
                best = after + 1
                at = after + 2
                continue
            return made if at == index + 1 and token.low in ("the", "an", "a", "his", "her", "their") else None
        if word.kind != WORD and word.kind != NUMBER:
            break
        if at > index + 1 and (word.low in PLAIN_SAY or (word.low in CUES and _opens(tokens, index))):
            if best is None and tokens[at - 1].kind in (WORD, NUMBER) and tokens[at - 1].low not in TIMES:
                best = at - 1
            break
        if word.low in ROLES or word.low in DOCUMENTS or word.low in PLURAL_ROLES or word.low.endswith("-old"):
            best = at
        elif best is not None or word.low in STOPS:
            break
        at += 1
    if best is None:
        return None
    head = tokens[best].low
    kind: Kind = "document" if head in DOCUMENTS else "roles" if head in PLURAL_ROLES else "role"
    return Candidate(index, best, (token.start, tokens[best].end), kind, head, token.sentence, token.paragraph)
