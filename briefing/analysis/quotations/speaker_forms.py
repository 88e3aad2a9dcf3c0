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
    if low == "courtesy" and tokens[min(index + 1, len(tokens) - 1)].low == "of":
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
    "adds writes argues replies notes explains warns insists quoth asks tells tweets continues recalls responds concludes quoting citing via per introducing".split()
)


def _capital(tokens: Sequence[Token], index: int) -> bool:
    return index < len(tokens) and tokens[index].kind == CAPITAL and tokens[index].low not in NOT_NAMES


def _adverb(tokens: Sequence[Token], index: int) -> bool:
    """Return whether a comma and then a quotation, a name or a pronoun follow: no person's name stands like that."""
    if index + 2 >= len(tokens) or tokens[index + 1].text != ",":
        return False
    following = tokens[index + 2]
    return following.kind in (QUOTED, CAPITAL) or following.low in PRONOUNS


def _begins_clause(tokens: Sequence[Token], index: int) -> bool:
    return _opens(tokens, index) or tokens[index - 1].text in (",", "and", "but", "while", "But", "And", "While")


def _source(tokens: Sequence[Token], index: int) -> Candidate:
    """Return what follows ``according to`` without a determiner (``federal data``): the words up to a mark or a preposition."""
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
    """Return the run of capitalised words from ``index``, with links (``of the Treasury``), particles and a role behind it."""
    last = _own_ending(tokens, first, _run_end(tokens, index))
    sentence = tokens[index].sentence
    role = _role_behind(tokens, last + 1, sentence)
    if role is not None:
        if _is_proper(tokens, last + 2, sentence, any_capital=True):
            return None  # "Tide Trust spokesman Ada Krol": the name that follows is the candidate
        return _spanning(tokens, first, last + 1, role, tokens[last + 1].low)
    head = last
    while head > index and tokens[head].low.rstrip(".") in _GENERATIONS:
        head -= 1
    kind: Kind = "full" if last > index else "document" if tokens[index].low in DOCUMENTS else "name"
    return _spanning(tokens, first, last, kind, tokens[head].low)


_GENERATIONS = frozenset(("jr", "sr", "ii", "iii"))
_LONGEST_NAME = 12


def _spanning(tokens: Sequence[Token], first: int, last: int, kind: Kind, head: str) -> Candidate:
    token = tokens[first]
    return Candidate(first, last, (token.start, tokens[last].end), kind, head, token.sentence, token.paragraph)


def _is_proper(tokens: Sequence[Token], index: int, sentence: int, *, any_capital: bool = False) -> bool:
    """Tell whether a capitalised word of the sentence stands at ``index``, one that can be in a name."""
    if index >= len(tokens) or tokens[index].sentence != sentence or tokens[index].kind != CAPITAL:
        return False
    return any_capital or tokens[index].low not in NOT_NAMES


def _run_end(tokens: Sequence[Token], index: int) -> int:
    """Return the last word of the name that begins at ``index``."""
    last, at, sentence = index, index + 1, tokens[index].sentence
    while at < len(tokens) and at - index < _LONGEST_NAME and tokens[at].sentence == sentence:
        if not _is_proper(tokens, at, sentence):
            at = _linked(tokens, index, last, at)
            if not at:
                break
        last = at
        at += 1
    return last


def _linked(tokens: Sequence[Token], index: int, last: int, at: int) -> int:
    """Return the capitalised word behind a link (``of``, ``of the``, ``&``) at ``at``, 0 if the name ends before it."""
    low = tokens[at].low
    if low not in NAME_LINKS and tokens[at].text != "&":
        return 0
    if low == "for" and not {tokens[index].low, tokens[last].low} & HEADS_WITH_FOR:
        return 0
    ahead = at + 1
    if ahead < len(tokens) and tokens[ahead].low == "the":
        ahead += 1
    return ahead if _is_proper(tokens, ahead, tokens[index].sentence) else 0


def _role_behind(tokens: Sequence[Token], after: int, sentence: int) -> Kind | None:
    """Return the kind of the role or document in small letters that follows a name (``Tide Trust spokesman``)."""
    if after >= len(tokens) or tokens[after].kind != WORD or tokens[after].sentence != sentence:
        return None
    return _kind_of(tokens[after].low)


def _kind_of(head: str) -> Kind | None:
    """Return the kind of a noun that can speak, ``None`` for others."""
    if head in DOCUMENTS:
        return "document"
    if head in PLURAL_ROLES:
        return "roles"
    return "role" if head in ROLES else None


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
    """Return a determiner with up to six words and a role, an institution, a document, or whatever stands before a verb of saying."""
    token = tokens[index]
    at = index + 1
    head: int | None = None
    while at < len(tokens) and at - index <= _LONGEST_NOMINAL and tokens[at].sentence == token.sentence:
        word = tokens[at]
        if word.kind == POSSESSIVE and at > index + 1:
            at += 1
        elif word.kind == CAPITAL:
            made = None if at - 1 == head else _inner_name(tokens, index, at)
            if made is None:
                break
            onward = _behind_name(tokens, made)
            if onward is None:
                return made if at == index + 1 and token.low in _TAKE_NAMES else None
            at, head = onward[0], head if onward[1] is None else onward[1]
        else:
            ends, head = _noun_step(tokens, index, at, head)
            if ends:
                break
            at += 1
    return (
        None if head is None else _spanning(tokens, index, head, _kind_of(tokens[head].low) or "role", tokens[head].low)
    )


_LONGEST_NOMINAL = 7
_TAKE_NAMES = frozenset(("the", "an", "a", "his", "her", "their"))
"""Determiners behind which a name stands for itself (``the Tide Trust``)."""


def _inner_name(tokens: Sequence[Token], index: int, at: int) -> Candidate | None:
    if tokens[at].low in NOT_NAMES:
        return None
    return _name(tokens, index if tokens[index].low == "the" else at, at)


def _behind_name(tokens: Sequence[Token], name: Candidate) -> tuple[int, int | None] | None:
    """Return where a nominal goes on behind a name in it, and its head if that is passed over; ``None`` if it ends with the name."""
    after = name.last + 1
    if after >= len(tokens) or tokens[after].sentence != name.sentence:
        return None
    follows = tokens[after]
    if follows.kind == POSSESSIVE or follows.low in ROLES or follows.low in DOCUMENTS:
        return after, None
    role = after + 1 < len(tokens) and tokens[after + 1].low in ROLES
    plain = follows.kind == WORD and follows.low not in STOPS and follows.low not in CUES
    return (after + 2, after + 1) if role and plain else None


def _noun_step(tokens: Sequence[Token], index: int, at: int, head: int | None) -> tuple[bool, int | None]:
    """Return whether a nominal ends before the word at ``at``, and its head so far."""
    word = tokens[at]
    if word.kind not in (WORD, NUMBER):
        return True, head
    if at > index + 1 and (word.low in PLAIN_SAY or (word.low in CUES and _opens(tokens, index))):
        before = tokens[at - 1]
        can_head = head is None and before.kind in (WORD, NUMBER) and before.low not in TIMES
        return True, at - 1 if can_head else head
    if _kind_of(word.low) is not None or word.low.endswith("-old"):
        return False, at
    return head is not None or word.low in STOPS, head
