"""From the mention that was chosen to the person: surnames, titles, pronouns and continuations resolved within the article.

Never looks outside the article and never guesses: a surname that two people bear stays a surname, a role stays a role, and a
pronoun without a clear antecedent leaves the name unknown.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from briefing.analysis.quotations.issuers import Issuers
from briefing.analysis.quotations.speakers import phrases
from briefing.analysis.quotations.speakers.stream import Candidate, Stream
from briefing.analysis.quotations.tokens import NOWHERE, NUMBER, Token, in_sentence, token_at
from briefing.lexicon.speech.speaker_words import (
    ANSWERS,
    DIRECTIONS,
    GIVEN_GENDER,
    INSTITUTIONS,
    LEFT_OFF,
    NOT_LABELS,
    ORGANISATION_WORDS,
    PARTICLES,
    PLACE_WORDS,
    POSSESSED,
    PRONOUN_GENDER,
    TITLES,
    WORD_GENDER,
)
from briefing.model import Span, Speaker, Status

_LINKS = frozenset(("of", "for"))
_BODIES = ORGANISATION_WORDS | INSTITUTIONS
_NO_PERSON = ORGANISATION_WORDS | {"of", "for", "the", "&"}
_MOST = 40
"""Candidates of one sentence that are looked at."""
_REACH = 6
"""Sentences that a pronoun's antecedent may lie back."""


@dataclass(slots=True)
class Person:
    """A person of the article: full name as printed without titles, and what is known of the gender (``m``, ``f``, "")."""

    name: str
    head: str
    count: int = 0
    gender: str = ""
    sure: bool = False
    """Whether the text treats the name as a person's: a title, a known first name, an initial, or words of theirs."""


@dataclass(slots=True)
class Cast:
    """The people of an article, and the person behind each candidate (by index of its first token)."""

    people: dict[str, Person] = field(default_factory=dict)
    by_head: dict[str, list[Person]] = field(default_factory=dict)
    of: dict[int, Person] = field(default_factory=dict)


def cast(text: str, stream: Stream) -> Cast:
    """Return the people named in full in an article, and which mentions are theirs."""
    result = Cast()
    for candidate in stream.candidates:
        name = _full_name(text, stream, candidate)
        if name is not None:
            _add(result, candidate, name)
    for candidate in stream.candidates:
        if candidate.kind in ("full", "name") and candidate.first not in result.of:
            person = _bearer(stream, result, candidate)
            if person is not None:
                result.of[candidate.first] = person
                person.count += 1
    for candidate in stream.candidates:
        known = result.of.get(candidate.first)
        if known is None:
            continue
        if not known.gender:
            known.gender = _gender(stream, candidate, known)
        if not known.sure:
            known.sure = bool(known.gender) or _personal(stream, candidate)
    return result


def _full_name(text: str, stream: Stream, candidate: Candidate) -> str | None:
    """Return the full name of the person whom a candidate names, ``None`` for others and for headlines in capitals."""
    if candidate.kind != "full" or candidate.head in ORGANISATION_WORDS:
        return None
    name = person_name(text, stream, candidate)
    return None if name is None or name.isupper() or " " not in name else name


def _add(people: Cast, candidate: Candidate, name: str) -> None:
    key = _key(name)
    person = people.people.get(key)
    if person is None:
        person = people.people[key] = Person(name, candidate.head)
        people.by_head.setdefault(candidate.head, []).append(person)
    elif len(name) > len(person.name) and len(name.split()) <= 4:
        person.name = name
    people.of[candidate.first] = person
    person.count += 1


def _key(name: str) -> str:
    """First and last word of a name: ``Ada K. Krol`` and ``Ada Krol`` are one person within an article."""
    words = [w for w in name.lower().replace(".", "").split() if w not in ("jr", "sr", "ii", "iii")]
    return words[0] + " " + words[-1] if words else ""


def person_name(text: str, stream: Stream, candidate: Candidate) -> str | None:
    """Return the candidate's name without titles (``Treasury Secretary Ada Krol`` gives ``Ada Krol``); ``None`` if it names no person."""
    tokens = stream.tokens
    last = _before_body(stream, candidate.first, candidate.last)
    titles = [i for i in range(candidate.first, last) if tokens[i].low.rstrip(".") in TITLES]
    first = titles[-1] + 1 if titles else candidate.first
    is_long = last - first > 2
    if is_long or (titles and tokens[first].low in _LINKS):
        trailing = _trailing_name(stream, first, last) if last - first > 1 else first
        if not titles and tokens[trailing].low not in GIVEN_GENDER:
            return None  # too long for a person: an institution
        first = trailing
    words = [tokens[i].low for i in range(first, last + 1)]
    if not _NO_PERSON.isdisjoint(words):
        return None
    if not titles and words[0] in PLACE_WORDS:
        return None
    return text[tokens[first].start : tokens[last].end]


def _before_body(stream: Stream, first: int, last: int) -> int:
    """Return the last token of a person's name before the body for which he or she stands (``Ada Krol of the Ferry Union``), or ``last``."""
    lows = [token.low for token in stream.tokens[first : last + 1]]
    link = next((i for i, low in enumerate(lows) if low in _LINKS), 0)
    head = [low for low in lows[:link] if low.rstrip(".") not in TITLES]
    if not 2 <= len(head) <= 4 or lows[link - 1].rstrip(".") in TITLES or not _NOT_PERSONAL.isdisjoint(head):
        return last
    person = head[0] in GIVEN_GENDER or lows[-1] in ORGANISATION_WORDS or lows[link + 1] == "the"
    return first + link - 1 if person else last


_NOT_PERSONAL = ORGANISATION_WORDS | INSTITUTIONS | PLACE_WORDS | frozenset(("the", "and", "&"))


def _trailing_name(stream: Stream, first: int, last: int) -> int:
    """Return where the name begins at the end of a long title (``Minister for Tides and Mills Ada K. Krol``)."""
    tokens = stream.tokens
    for index in range(last - 1, first - 1, -1):
        if tokens[index].low in GIVEN_GENDER:
            return index
    at = last
    while at > first and _is_inner(tokens[at - 1]):
        at -= 1
    begins = at > first and tokens[at - 1].text[0].isupper() and tokens[at - 1].low not in ORGANISATION_WORDS
    return at - begins


def _is_inner(token: Token) -> bool:
    """Tell whether an initial or a particle: what stands between the words of a name."""
    return token.text.endswith(".") or token.low in PARTICLES


def _personal(stream: Stream, candidate: Candidate) -> bool:
    """Return whether a mention shows a person: words of theirs, a title, an initial, a role before it or in an apposition, ``who``."""
    if candidate.relation.startswith(("Rsay", "Rasay")) or candidate.relation.endswith("|Lsay"):
        return True
    tokens, after = stream.tokens, candidate.last + 1
    if in_sentence(tokens, after, candidate.sentence).text in (",", "("):
        apposition = {in_sentence(tokens, at, candidate.sentence).low for at in range(after + 1, after + 6)}
        if token_at(tokens, after + 1).low == "who" or not TITLES.isdisjoint(apposition):
            return True
    titled = range(max(0, candidate.first - 1), candidate.last)
    if any(tokens[i].low.rstrip(".") in TITLES for i in titled):
        return True
    return any(tokens[i].text.endswith(".") for i in range(candidate.first + 1, candidate.last))


def _bearer(stream: Stream, known: Cast, candidate: Candidate) -> Person | None:
    """Return the one person whose last name this is (or who is so much more often named that the text must mean them)."""
    titles = [stream.tokens[i].low.rstrip(".") for i in range(candidate.first, candidate.last)]
    bearers = known.by_head.get(candidate.head, [])
    if not TITLES.issuperset(titles) or not 0 < len(bearers) <= _MOST:
        return None
    wanted = WORD_GENDER.get(titles[-1]) if titles else None
    if wanted is not None:
        bearers = [p for p in bearers if _first_name_gender(p) in ("", wanted)]
    ordered = sorted(bearers, key=lambda p: -p.count)
    if len(ordered) > 1:
        return ordered[0] if ordered[0].count >= 3 * ordered[1].count else None
    return ordered[0] if ordered else None


def _first_name_gender(person: Person) -> str:
    return GIVEN_GENDER.get(person.name.split()[0].lower(), "")


def _gender(stream: Stream, candidate: Candidate, person: Person) -> str:
    """By first name, what the person calls himself or herself, or a gendered role right before the name."""
    by_name = _first_name_gender(person)
    if by_name:
        return by_name
    tokens = stream.tokens
    if candidate.relation[:4] in ("Rsay", "Rasa"):
        for index in range(candidate.last + 1, min(candidate.last + 30, len(tokens) - 2)):
            if in_sentence(tokens, index, candidate.sentence).low == candidate.cue:
                said = tokens[index + 2 if tokens[index + 1].low == "that" else index + 1].low
                return _SPOKEN_GENDER.get(said, "")
    titles = (tokens[index].low.rstrip(".") for index in range(max(0, candidate.first - 1), candidate.last))
    return next((WORD_GENDER[title] for title in titles if title in WORD_GENDER), "")


_NAMED_BY_PHRASES = frozenset(("full", "name", "role", "roles", "some"))
_SPOKEN_GENDER = {"he": "m", "she": "f"}


class Resolver:
    """Resolves chosen mentions of one article, in the order of the text."""

    def __init__(self, text: str, stream: Stream) -> None:
        self.text = text
        self.stream = stream
        self.cast = cast(text, stream)
        self.speaking: set[int] = set()
        self.pronouns: dict[int, Person] = {}
        self.issuers = Issuers(stream)

    def speaker(self, candidate: Candidate, *, attached: bool) -> Speaker:
        """Return the speaker behind a mention. ``attached``: the text attributes this very quotation to it."""
        start, end = candidate.span
        mention = self.text[start:end]
        kind = candidate.kind
        status: Status = "stated" if attached else "inferred"
        name: str | None
        whole = self._whole(candidate)
        if whole is not None:
            name = whole
        elif kind in ("full", "name"):
            person = self.cast.of.get(candidate.first)
            name = person.name if person is not None else self._plain_name(candidate)
        elif kind == "document" and (issuer := self._issuer(candidate, status)) is not None:
            return issuer
        elif kind in ("role", "roles", "document"):
            name = mention[0].lower() + mention[1:] if mention.split()[0].lower() in POSSESSED else mention
        elif kind in ("pronoun", "owner", "who"):
            person = self._antecedent(candidate)
            if person is None:
                return Speaker(None, mention, candidate.span, "unknown")
            name, status = person.name, "inferred"
        elif kind == "it":
            name, status = self._institution(candidate), "inferred"
            if name is None:
                return Speaker(None, mention, candidate.span, "unknown")
        else:
            return Speaker(None, mention, candidate.span, "unknown")
        self.speaking.add(candidate.first)
        return Speaker(name, mention, candidate.span, status)

    def _whole(self, candidate: Candidate) -> str | None:
        """Return the phrase without which a mention names nobody, or somebody else (``supporters of Ada Krol``)."""
        if candidate.kind not in _NAMED_BY_PHRASES:
            return None
        tokens = self.stream.tokens
        words = phrases.phrase(tokens, candidate)
        if words is None:
            return None
        first, last = words
        name = self.text[tokens[first].start : tokens[last].end]
        begins = in_sentence(tokens, first - 1, candidate.sentence) is NOWHERE
        return name[0].lower() + name[1:] if begins else name

    def _issuer(self, document: Candidate, status: Status) -> Speaker | None:
        """Return who issued a document that speaks, as far as the text says so: in its own words (``the museum’s report``) or elsewhere."""
        start, end = document.span
        owner = self.issuers.owner(document)
        if owner is not None:
            words = self.text[start : self.stream.tokens[owner].end]
            return Speaker(words[0].lower() + words[1:], self.text[start:end], document.span, status)
        issuer = self.issuers.issuer(document)
        name = None if issuer is None else self.speaker(issuer, attached=True).name
        return None if name is None else Speaker(name, self.text[start:end], document.span, "inferred")

    def labelled(self, label: Span) -> Speaker | None:
        """Return the speaker whom a transcript's label names (``KROL``, ``Ada Krol``): somebody of the article, or a name in capitals
        that nobody of the article bears; ``None`` if the words before the colon are no label."""
        words = self.text[label[0] : label[1]]
        bearers = self.cast.by_head.get(words.rsplit(None, 1)[-1].lower(), [])
        if len(bearers) == 1:
            return Speaker(bearers[0].name, words, label, "stated")
        if words.isupper() and len(words) > 3 and words not in NOT_LABELS:
            return Speaker(words, words, label, "stated")
        return None

    def _plain_name(self, candidate: Candidate) -> str:
        """Return a name that belongs to nobody named in full: an organisation, or a surname alone; article and honorific left off."""
        tokens = self.stream.tokens
        words = range(candidate.first, candidate.last)
        left_off = LEFT_OFF if tokens[candidate.last].low not in DIRECTIONS else ()
        first = next((i for i in words if tokens[i].low not in left_off), candidate.last)
        first -= self._is_numbered(first)
        return person_name(self.text, self.stream, candidate) or self.text[tokens[first].start : candidate.span[1]]

    def _is_numbered(self, index: int) -> bool:
        """Tell whether a number belongs to the name of one word behind it (``38 North``)."""
        tokens = self.stream.tokens
        number = in_sentence(tokens, index - 1, tokens[index].sentence)
        return (tokens[index].low in DIRECTIONS, number.kind) == (True, NUMBER)

    def _institution(self, pronoun: Candidate) -> str | None:
        """Return what ``it`` or ``which`` stands for: right before ``which`` whatever that is; for ``it`` the subject of the sentence
        before, if it is a document or an institution and no other one is named there. Else nobody knows."""
        if pronoun.head in ("which", "that"):
            inside = self.stream.by_sentence.get(pronoun.sentence, [])
            at = bisect_left(inside, pronoun.first, key=lambda c: c.first)
            before = inside[max(0, at - 1) : at]
            return next((self._neuter_name(c) for c in before if pronoun.first - c.last <= 2 and self._neuter(c)), None)
        if pronoun.head != "it":
            return None
        for sentence in (pronoun.sentence, pronoun.sentence - 1, pronoun.sentence - 2):
            inside = [c for c in self.stream.by_sentence.get(sentence, [])[:_MOST] if c.first < pronoun.first]
            things = [c for c in inside if self._neuter(c) and not c.possessive]
            if things:
                return self._neuter_name(things[0]) if self._is_plain(things, sentence) else None
            if any(c.kind in ("full", "name") for c in inside):
                return None
        return None

    def _is_plain(self, things: Sequence[Candidate], sentence: int) -> bool:
        """Tell whether the first of some institutions is meant: the only one, one that opens its sentence, or the subject."""
        leads = in_sentence(self.stream.tokens, things[0].first - 1, sentence) is NOWHERE
        return leads or len({c.head for c in things}) == 1 or things[0].relation[:2] in ("Rs", "Rw", "Ra")

    def _neuter(self, candidate: Candidate) -> bool:
        """Return whether a candidate is a document or an institution rather than a person."""
        if candidate.kind == "document":
            return True
        if candidate.kind == "role":
            return candidate.head in INSTITUTIONS
        if candidate.kind not in ("full", "name") or candidate.first in self.cast.of:
            return False
        return candidate.head in _BODIES

    def _neuter_name(self, candidate: Candidate) -> str:
        words = self.text[candidate.span[0] : candidate.span[1]]
        if candidate.kind in ("full", "name"):
            return self._plain_name(candidate)
        return words[0].lower() + words[1:] if words[:1].isupper() and " " in words else words

    def _asked(self, sentence: int, wanted: str) -> Person | None:
        """Return the person of that gender who was asked in a sentence (``We asked Krol. Her answer: …``)."""
        for candidate in self.stream.by_sentence.get(sentence, [])[:_MOST]:
            person = self.cast.of.get(candidate.first)
            if candidate.relation.endswith("told") and person is not None and person.gender in ("", wanted):
                return person
        return None

    def _antecedent(self, pronoun: Candidate) -> Person | None:
        known = self.pronouns.get(pronoun.first)
        if known is not None:
            return known
        wanted = PRONOUN_GENDER.get(pronoun.head, "")
        if pronoun.kind == "owner" and not wanted:
            return None
        asked = self._asked(pronoun.sentence - 1, wanted) if pronoun.cue in ANSWERS else None
        if asked is not None:
            return asked
        for sentence in range(pronoun.sentence, max(-1, pronoun.sentence - _REACH), -1):
            person = self._likeliest(pronoun, sentence, wanted)
            if person is not None:
                self.pronouns[pronoun.first] = person
                return person
        return None

    def _likeliest(self, pronoun: Candidate, sentence: int, wanted: str) -> Person | None:
        """Return the person of a sentence for whom a pronoun stands most likely: who spoke, then who is its subject, then the first."""
        inside = self.stream.by_sentence.get(sentence, [])
        if sentence == pronoun.sentence:
            inside = inside[: bisect_left(inside, pronoun.first, key=lambda c: c.first)]
        meant = [(c, person) for c in inside[-_MOST:] if (person := self._meant(c, wanted)) is not None]

        def likelihood(mention: tuple[Candidate, Person]) -> tuple[int, int]:
            candidate, person = mention
            same = person.gender == wanted != ""
            if pronoun.kind == "who":
                return int(same), candidate.first
            return self._rank(candidate, sentence) + same, -candidate.first

        return max(meant, key=likelihood)[1] if meant else None

    def _meant(self, candidate: Candidate, wanted: str) -> Person | None:
        """Return the person whom a mention names or stands for, if that may be somebody of the wanted gender."""
        if candidate.kind in ("pronoun", "owner"):
            same = PRONOUN_GENDER.get(candidate.head) == ("m" if wanted == "m" else "f")
            person = self.pronouns.get(candidate.first) if same else None
        else:
            person = self.cast.of.get(candidate.first)
        if person is None or not person.sure:
            return None
        return person if {wanted, person.gender} != {"m", "f"} else None

    def _rank(self, candidate: Candidate, sentence: int) -> int:
        if candidate.first in self.speaking:
            return 4
        if candidate.relation[:2] in ("Rs", "Rw", "Ra", "Ro") or "|Lsay" in candidate.relation:
            return 3
        if in_sentence(self.stream.tokens, candidate.first - 1, sentence) is NOWHERE:
            return 2
        return 0 if candidate.possessive else 1
