"""The forms in which a possible speaker stands in a text: pronouns, names with titles and links, roles, documents, plurals.

Looks at the tokens from one place on, a bounded number. Never chooses a speaker (see ``attribution``).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

from briefing.analysis.quotations.cue_links import cue_at, say_at
from briefing.analysis.quotations.speakers.stream import Candidate
from briefing.analysis.quotations.tokens import (
    CAPITAL,
    NOWHERE,
    NUMBER,
    POSSESSIVE,
    PUNCTUATION,
    QUOTED,
    WORD,
    Token,
    in_sentence,
    token_at,
)
from briefing.lexicon.name_kinds import DOCUMENTS
from briefing.lexicon.speech.reporting_verbs import AUXILIARIES, CUES, OPENING_CUES, PLAIN_SAY, PLAINLY_SAYS, STRONG
from briefing.lexicon.speech.speaker_words import (
    BEFORE_NAMES,
    DETERMINERS,
    GENERATIONS,
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


def beginnings(tokens: Sequence[Token], first: int, end: int) -> list[int]:
    """Return where among the tokens ``[first, end)`` a candidate may begin, as far as a word and the one before tell: most are none."""
    before = [token_at(tokens, first - 1), *tokens[first:end]]
    return [
        index
        for index, (left, token) in enumerate(zip(before, tokens[first:end], strict=False), first)
        if token.kind == CAPITAL or _may_begin(token.low) or left.low == "to"
    ]


@lru_cache(maxsize=1 << 15)
def _may_begin(low: str) -> bool:
    """Tell whether a word in small letters is one at which some form of :data:`_FORMS` begins, whatever stands around it."""
    return low in _BEGINNINGS or low[_SHORTEST_PLURAL - 1 :].endswith("s")


_BEGINNINGS = frozenset((*PRONOUNS, *DETERMINERS, *PLURAL_ROLES, *DOCUMENTS, *ROLES))


def candidate_at(tokens: Sequence[Token], index: int) -> Candidate | None:
    """Return the candidate that begins at a token: the first form that applies makes it, or says that there is none."""
    token = tokens[index]
    for applies, make in _FORMS if token.low in _BEGINNINGS else _OTHERS.get(token.kind, ()):
        if applies(tokens, index):
            return make(tokens, index)
    return None


def _is_pronoun(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether a pronoun stands here; ``it`` and ``some`` are speakers only before a verb of saying."""
    kind = PRONOUNS.get(tokens[index].low)
    if kind is None:
        return False
    return kind not in ("it", "some") or cue_at(tokens, index + 1, tokens[index].sentence) is not None


def _pronoun(tokens: Sequence[Token], index: int) -> Candidate:
    return _single(tokens[index], index, PRONOUNS[tokens[index].low])


def _is_determined(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether an article or a pronoun before a noun stands here; in ``said that the union`` only behind ``that``."""
    low = tokens[index].low
    return low in (DETERMINERS if token_at(tokens, index + 1).low not in DETERMINERS else _BEFORE_DETERMINERS)


_BEFORE_DETERMINERS = DETERMINERS - {"that"}


def _determined(tokens: Sequence[Token], index: int) -> Candidate | None:
    made = _nominal(tokens, index)
    if made is None and tokens[index].low in OWNERS:
        return _single(tokens[index], index, "owner")
    return made


def _is_capital(tokens: Sequence[Token], index: int) -> bool:
    return tokens[index].kind == CAPITAL and tokens[index].low.rstrip(".") not in _NEVER_NAMES


_NEVER_NAMES = NOT_NAMES - HONORIFICS


def _is_opening_word(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether the capital is that of a sentence: ``Specifically, “…”``, ``Says Ada Krol: “…”``, ``Following the vote``."""
    if not _is_capital(tokens, index) or not _opens(tokens, index):
        return False
    low, ahead = tokens[index].low, token_at(tokens, index + 1)
    if low.endswith("ly"):
        return _adverb(tokens, index)
    if low in OPENING_CUES and _is_name_word(ahead):
        return True
    if (low, ahead.low) == ("courtesy", "of"):
        return True
    return low.endswith("ing") and ahead.kind not in (CAPITAL, NOWHERE.kind)


def _nobody(tokens: Sequence[Token], index: int) -> None:
    return None


def _named(tokens: Sequence[Token], index: int) -> Candidate | None:
    return _name(tokens, index, index)


def _is_plural_role(tokens: Sequence[Token], index: int) -> bool:
    return tokens[index].low in PLURAL_ROLES


def _plural(tokens: Sequence[Token], index: int) -> Candidate:
    return _single(tokens[index], index, "roles")


def _is_document(tokens: Sequence[Token], index: int) -> bool:
    if token_at(tokens, index + 1).low not in ("that", "which", "saying"):
        return False
    return tokens[index].kind == WORD and tokens[index].low in DOCUMENTS


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
    if token.kind != WORD or not token.low[_SHORTEST_PLURAL - 1 :].endswith("s") or token.low in _NOT_PLURALS:
        return False
    if say_at(tokens, index + 1, token.sentence):
        return True
    return token_at(tokens, index + 1).low in STRONG and _begins_clause(tokens, index)


_SHORTEST_PLURAL = 4
_NOT_PLURALS = STRONG | AUXILIARIES


def _is_bare_source(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether ``according to`` stands before a word."""
    led = [token.low for token in tokens[max(0, index - 2) : index]] == ["according", "to"]
    return led and tokens[index].kind == WORD


def _is_name_word(token: Token) -> bool:
    """Tell whether a capitalised word can be in a name."""
    return token.kind == CAPITAL and token.low not in NOT_NAMES


def _adverb(tokens: Sequence[Token], index: int) -> bool:
    """Return whether a comma and then a quotation, a name or a pronoun follow: no person's name stands like that."""
    if token_at(tokens, index + 1).text != ",":
        return False
    following = token_at(tokens, index + 2)
    return following.kind in (QUOTED, CAPITAL) or following.low in PRONOUNS


def _begins_clause(tokens: Sequence[Token], index: int) -> bool:
    return _opens(tokens, index) or tokens[index - 1].text in (",", "and", "but", "while", "But", "And", "While")


def _source(tokens: Sequence[Token], index: int) -> Candidate:
    """Return what follows ``according to`` without a determiner (``federal data``): the words up to a mark or a preposition."""
    last = index
    for at in range(index + 1, index + 6):
        word = in_sentence(tokens, at, tokens[index].sentence)
        if word.kind not in (WORD, CAPITAL) or word.low in STOPS:
            break
        last = at
    return _spanning(tokens, index, last, "document", tokens[last].low)


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
_OTHERS = {CAPITAL: _FORMS[2:4], WORD: _FORMS[7:]}
"""The forms that may begin at a word of each kind that is none of :data:`_BEGINNINGS`."""


def _opens(tokens: Sequence[Token], index: int) -> bool:
    return in_sentence(tokens, index - 1, tokens[index].sentence).kind in (NOWHERE.kind, QUOTED)


def _name(tokens: Sequence[Token], first: int, index: int) -> Candidate | None:
    """Return the run of capitalised words from ``index``, with links (``of the Treasury``), particles and a role behind it."""
    last = _own_ending(tokens, first, _run_end(tokens, index))
    sentence = tokens[index].sentence
    role = _role_behind(tokens, last + 1, sentence)
    if role is not None:
        if in_sentence(tokens, last + 2, sentence).kind == CAPITAL:
            return None  # "Tide Trust spokesman Ada Krol": the name that follows is the candidate
        return _spanning(tokens, first, last + 1, role, tokens[last + 1].low)
    head = last
    while head > index and tokens[head].low.rstrip(".") in GENERATIONS:
        head -= 1
    kind: Kind = "full" if last > index else "document" if tokens[index].low in DOCUMENTS else "name"
    return _spanning(tokens, first, last, kind, tokens[head].low)


_LONGEST_NAME = 12


def _spanning(tokens: Sequence[Token], first: int, last: int, kind: Kind, head: str) -> Candidate:
    token = tokens[first]
    return Candidate(first, last, (token.start, tokens[last].end), kind, head, token.sentence, token.paragraph)


def _is_proper(tokens: Sequence[Token], index: int, sentence: int) -> bool:
    """Tell whether a capitalised word of the sentence stands at ``index``, one that can be in a name."""
    return _is_name_word(in_sentence(tokens, index, sentence))


def _run_end(tokens: Sequence[Token], index: int) -> int:
    """Return the last word of the name that begins at ``index``."""
    last, at, sentence = index, index + 1, tokens[index].sentence
    limit = index + _LONGEST_NAME
    while at < limit and in_sentence(tokens, at, sentence) is not NOWHERE:
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
    if low not in _LINKS:
        return 0
    if low == "for" and not {tokens[index].low, tokens[last].low} & HEADS_WITH_FOR:
        return 0
    ahead = at + 1 + (token_at(tokens, at + 1).low == "the")
    return ahead if _is_proper(tokens, ahead, tokens[index].sentence) else 0


_LINKS = NAME_LINKS | {"&"}


def _role_behind(tokens: Sequence[Token], after: int, sentence: int) -> Kind | None:
    """Return the kind of the role or document in small letters that follows a name (``Tide Trust spokesman``)."""
    word = in_sentence(tokens, after, sentence)
    return _kind_of(word.low) if word.kind == WORD else None


def _kind_of(head: str) -> Kind | None:
    """Return the kind of a noun that can speak, ``None`` for others."""
    if head in DOCUMENTS:
        return "document"
    if head in PLURAL_ROLES:
        return "roles"
    return "role" if head in ROLES else None


def _own_ending(tokens: Sequence[Token], first: int, last: int) -> int:
    """Return the end of a name with ``'s`` where that belongs to it: a verb of saying follows, or precedes and no noun follows."""
    if token_at(tokens, last + 1).kind != POSSESSIVE:
        return last
    sentence = tokens[last].sentence
    behind = in_sentence(tokens, last + 2, sentence)
    if behind.low in PLAINLY_SAYS:
        return last + 1
    led = in_sentence(tokens, first - 1, sentence).low in PLAINLY_SAYS
    return last + 1 if led and behind.kind in (NOWHERE.kind, PUNCTUATION) else last


def _nominal(tokens: Sequence[Token], index: int) -> Candidate | None:
    """Return a determiner with up to six words and a role, an institution, a document, or whatever stands before a verb of saying."""
    token = tokens[index]
    at = index + 1
    head: int | None = None
    while at <= index + _LONGEST_NOMINAL:
        word = in_sentence(tokens, at, token.sentence)
        if word is NOWHERE:
            break
        if word.kind == POSSESSIVE and at > index + 1:
            at += 1
        elif word.kind == CAPITAL:
            made = None if at - 1 == head else _inner_name(tokens, index, at)
            if made is None:
                break
            onward = _behind_name(tokens, made)
            if onward is None:
                return made if at == index + 1 and token.low in BEFORE_NAMES else None
            at, head = onward[0], head if onward[1] is None else onward[1]
        else:
            ends, head = _noun_step(tokens, index, at, head)
            if ends:
                break
            at += 1
    if head is None:
        return None
    return _spanning(tokens, index, head, _kind_of(tokens[head].low) or "role", tokens[head].low)


_LONGEST_NOMINAL = 7


def _inner_name(tokens: Sequence[Token], index: int, at: int) -> Candidate | None:
    if tokens[at].low in NOT_NAMES:
        return None
    return _name(tokens, index if tokens[index].low == "the" else at, at)


def _behind_name(tokens: Sequence[Token], name: Candidate) -> tuple[int, int | None] | None:
    """Return where a nominal goes on behind a name in it, and its head if that is passed over; ``None`` if it ends with the name."""
    after = name.last + 1
    follows = in_sentence(tokens, after, name.sentence)
    if follows.kind == POSSESSIVE or follows.low in _HEADS:
        return after, None
    if follows.kind != WORD or follows.low in _NO_MODIFIERS:
        return None
    return (after + 2, after + 1) if token_at(tokens, after + 1).low in ROLES else None


_HEADS = ROLES | DOCUMENTS
_NO_MODIFIERS = STOPS | CUES


def _noun_step(tokens: Sequence[Token], index: int, at: int, head: int | None) -> tuple[bool, int | None]:
    """Return whether a nominal ends before the word at ``at``, and its head so far."""
    word = tokens[at]
    if word.kind not in (WORD, NUMBER):
        return True, head
    cues = CUES if _opens(tokens, index) else PLAIN_SAY
    if at > index + 1 and word.low in cues:
        before = tokens[at - 1]
        can_head = head is None and before.kind in (WORD, NUMBER) and before.low not in TIMES
        return True, at - 1 if can_head else head
    if _kind_of(word.low) is not None or word.low.endswith("-old"):
        return False, at
    return head is not None or word.low in STOPS, head
