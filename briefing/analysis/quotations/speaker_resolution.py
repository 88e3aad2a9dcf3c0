"""From the mention that was chosen to the person: surnames, titles, pronouns and continuations resolved within the article.

Never looks outside the article and never guesses: a surname that two people bear stays a surname, a role stays a role, and a
pronoun without a clear antecedent leaves the name unknown.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

from briefing.analysis.quotations.speaker_stream import Candidate, Stream
from briefing.lexicon.speaker_words import (
    FEMALE,
    HONORIFICS,
    INSTITUTIONS,
    MALE,
    ORGANISATION_WORDS,
    PLACE_WORDS,
    ROLES,
)
from briefing.model import Span, Speaker, Status

_TITLES = (
    HONORIFICS
    | (ROLES - INSTITUTIONS)
    | frozenset(
        "councillor councilor councilman councilwoman alderman commissioner archbishop cardinal rabbi imam sheikh master "
        "democrat republican speaker leader deputy vice former ex-president acting undersecretary first chief director".split()
    )
)
_MALE_WORDS = frozenset(
    "mr sir lord king prince pope congressman chairman spokesman businessman father brother son husband actor".split()
)
_FEMALE_WORDS = frozenset(
    "mrs ms miss lady dame queen princess congresswoman chairwoman spokeswoman businesswoman mother sister daughter wife actress".split()
)
_HE = frozenset(("he", "his", "him"))
_SHE = frozenset(("she", "her"))
_NO_LABELS = frozenset(
    "NOTE BREAKING UPDATE WATCH READ VIDEO PHOTO PHOTOS CORRECTION EXCLUSIVE QUESTION ANSWER LIVE ALERT".split()
)
_ANSWERS = frozenset(("answer", "reply", "response"))
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
        if candidate.kind != "full" or candidate.head in ORGANISATION_WORDS:
            continue
        name = person_name(text, stream, candidate)
        if name is None or " " not in name or name.isupper():
            continue
        key = _key(name)
        person = result.people.get(key)
        if person is None:
            person = result.people[key] = Person(name, candidate.head)
            result.by_head.setdefault(candidate.head, []).append(person)
        elif len(name) > len(person.name) and len(name.split()) <= 4:
            person.name = name
        result.of[candidate.first] = person
        person.count += 1
    for candidate in stream.candidates:
        if candidate.kind not in ("full", "name") or candidate.first in result.of:
            continue
        person = _bearer(stream, result, candidate)
        if person is not None:
            result.of[candidate.first] = person
            person.count += 1
    for candidate in stream.candidates:
        known = result.of.get(candidate.first)
        if known is None:
            continue
        known.gender = known.gender or _gender(stream, candidate, known)
        known.sure = known.sure or bool(known.gender) or _personal(stream, candidate)
    return result


def _key(name: str) -> str:
    """First and last word of a name: ``Ada K. Krol`` and ``Ada Krol`` are one person within an article."""
    words = [w for w in name.lower().replace(".", "").split() if w not in ("jr", "sr", "ii", "iii")]
    return words[0] + " " + words[-1] if words else ""


def person_name(text: str, stream: Stream, candidate: Candidate) -> str | None:
    """Return the candidate's name without titles (``Treasury Secretary Ada Krol`` gives ``Ada Krol``); ``None`` if it names no person."""
    tokens = stream.tokens
    first, last = candidate.first, candidate.last
    titled = False
    last = _before_body(stream, first, last)
    for index in range(first, last):
        if tokens[index].low.rstrip(".") in _TITLES:
            first = index + 1
            titled = True
    if titled or last - first > 2:
        trailing = _trailing_name(stream, first, last) if last - first > 1 else first
        signed = tokens[trailing].low in MALE or tokens[trailing].low in FEMALE
        if tokens[first].low in ("of", "for") or last - first > 2:
            if not titled and not signed:
                return None  # too long for a person: an institution
            first = trailing
    words = [tokens[i].low for i in range(first, last + 1)]
    if any(w in ORGANISATION_WORDS or w in ("of", "for", "the", "&") for w in words):
        return None
    if not titled and words[0] in PLACE_WORDS:
        return None
    return text[tokens[first].start : tokens[last].end]


def _before_body(stream: Stream, first: int, last: int) -> int:
    """Return the last token of a person's name before the body for which he or she stands (``Ada Krol of the Ferry Union``), or ``last``."""
    lows = [token.low for token in stream.tokens[first : last + 1]]
    link = next((i for i, low in enumerate(lows) if low in ("of", "for")), 0)
    head = [low for low in lows[:link] if low.rstrip(".") not in _TITLES]
    if not 2 <= len(head) <= 4 or lows[link - 1].rstrip(".") in _TITLES or any(low in _NOT_PERSONAL for low in head):
        return last
    person = head[0] in MALE or head[0] in FEMALE or lows[-1] in ORGANISATION_WORDS or lows[link + 1] == "the"
    return first + link - 1 if person else last


_NOT_PERSONAL = ORGANISATION_WORDS | INSTITUTIONS | PLACE_WORDS | frozenset(("the", "and", "&"))


def _trailing_name(stream: Stream, first: int, last: int) -> int:
    """Return where the name begins at the end of a long title (``Minister for Tides and Mills Ada K. Krol``)."""
    tokens = stream.tokens
    for index in range(last - 1, first - 1, -1):
        if tokens[index].low in MALE or tokens[index].low in FEMALE:
            return index
    at = last
    while at > first and (
        tokens[at - 1].text.endswith(".")
        or tokens[at - 1].low in ("de", "van", "von", "der", "bin", "al", "la", "el", "du", "di")
    ):
        at -= 1
    if at > first and tokens[at - 1].text[0].isupper() and tokens[at - 1].low not in ORGANISATION_WORDS:
        at -= 1
    return at


def _personal(stream: Stream, candidate: Candidate) -> bool:
    """Return whether a mention shows a person: words of theirs, a title, an initial, a role before it or in an apposition, ``who``."""
    if candidate.relation.startswith(("Rsay", "Rasay")) or candidate.relation.endswith("|Lsay"):
        return True
    tokens = stream.tokens
    after = candidate.last + 1
    if after + 1 < len(tokens) and tokens[after].text in (",", "(") and tokens[after].sentence == candidate.sentence:
        following = tokens[after + 1 : after + 6]
        if following[0].low == "who" or any(t.low in _TITLES and t.sentence == candidate.sentence for t in following):
            return True
    inside = range(max(0, candidate.first - 1), candidate.last)
    return any(
        tokens[i].low.rstrip(".") in _TITLES or (tokens[i].text.endswith(".") and i > candidate.first) for i in inside
    )


def _bearer(stream: Stream, known: Cast, candidate: Candidate) -> Person | None:
    """Return the one person whose last name this is (or who is so much more often named that the text must mean them)."""
    tokens = stream.tokens
    titles = [tokens[i].low.rstrip(".") for i in range(candidate.first, candidate.last)]
    if any(title not in _TITLES for title in titles):
        return None
    bearers = known.by_head.get(candidate.head, [])
    if len(bearers) > _MOST:
        return None
    if titles and titles[-1] in _MALE_WORDS | _FEMALE_WORDS:
        wanted = "m" if titles[-1] in _MALE_WORDS else "f"
        bearers = [p for p in bearers if _first_name_gender(p) in ("", wanted)]
    if len(bearers) == 1:
        return bearers[0]
    if len(bearers) > 1:
        ordered = sorted(bearers, key=lambda p: -p.count)
        if ordered[0].count >= 3 * ordered[1].count:
            return ordered[0]
    return None


def _first_name_gender(person: Person) -> str:
    first = person.name.split()[0].lower()
    return "m" if first in MALE else "f" if first in FEMALE else ""


def _gender(stream: Stream, candidate: Candidate, person: Person) -> str:
    """By first name, honorific, or a gendered role right before the name."""
    by_name = _first_name_gender(person)
    if by_name:
        return by_name
    tokens = stream.tokens
    if candidate.cue is not None and candidate.relation[:4] in ("Rsay", "Rasa"):
        for index in range(candidate.last + 1, min(candidate.last + 30, len(tokens) - 2)):
            if tokens[index].low == candidate.cue and tokens[index].sentence == candidate.sentence:
                said = tokens[index + 2 if tokens[index + 1].low == "that" else index + 1].low
                return "m" if said == "he" else "f" if said == "she" else ""
    for index in range(max(0, candidate.first - 1), candidate.last):
        low = tokens[index].low.rstrip(".")
        if low in _MALE_WORDS:
            return "m"
        if low in _FEMALE_WORDS:
            return "f"
    return ""


class Resolver:
    """Resolves chosen mentions of one article, in the order of the text."""

    def __init__(self, text: str, stream: Stream) -> None:
        self.text = text
        self.stream = stream
        self.cast = cast(text, stream)
        self.speaking: set[int] = set()
        self.pronouns: dict[int, Person] = {}

    def speaker(self, candidate: Candidate, *, attached: bool) -> Speaker:
        """Return the speaker behind a mention. ``attached``: the text attributes this very quotation to it."""
        start, end = candidate.span
        mention = self.text[start:end]
        kind = candidate.kind
        status: Status = "stated" if attached else "inferred"
        name: str | None
        if kind in ("full", "name"):
            person = self.cast.of.get(candidate.first)
            name = person.name if person is not None else self._plain_name(candidate)
        elif kind in ("role", "roles", "document"):
            person = None
            name = (
                mention[0].lower() + mention[1:]
                if mention.split()[0].lower() in ("the", "a", "an", "one", "his", "her", "their")
                else mention
            )
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

    def labelled(self, label: Span) -> Speaker | None:
        """Return the speaker whom a transcript's label names (``KROL``, ``Ada Krol``): somebody of the article, or a name in capitals
        that nobody of the article bears; ``None`` if the words before the colon are no label."""
        words = self.text[label[0] : label[1]]
        bearers = self.cast.by_head.get(words.rsplit(None, 1)[-1].lower(), [])
        if len(bearers) == 1:
            return Speaker(bearers[0].name, words, label, "stated")
        if words.isupper() and len(words) > 3 and words not in _NO_LABELS:
            return Speaker(words, words, label, "stated")
        return None

    def _plain_name(self, candidate: Candidate) -> str:
        """Return a name that belongs to nobody named in full: an organisation, or a surname alone; article and honorific left off."""
        tokens = self.stream.tokens
        first = candidate.first
        while first < candidate.last and (
            tokens[first].low in ("the", "a", "an") or tokens[first].low.rstrip(".") in ("mr", "mrs", "ms", "that")
        ):
            first += 1
        return person_name(self.text, self.stream, candidate) or self.text[tokens[first].start : candidate.span[1]]

    def _institution(self, pronoun: Candidate) -> str | None:
        """Return what ``it`` or ``which`` stands for: right before ``which`` whatever that is; for ``it`` the subject of the sentence
        before, if it is a document or an institution and no other one is named there. Else nobody knows."""
        stream = self.stream
        if pronoun.head in ("which", "that"):
            inside = stream.by_sentence.get(pronoun.sentence, [])
            at = bisect_left(inside, pronoun.first, key=lambda c: c.first)
            if at == 0 or pronoun.first - inside[at - 1].last > 2 or not self._neuter(inside[at - 1]):
                return None
            return self._neuter_name(inside[at - 1])
        if pronoun.head != "it":
            return None
        for sentence in (pronoun.sentence, pronoun.sentence - 1, pronoun.sentence - 2):
            inside = [c for c in stream.by_sentence.get(sentence, [])[:_MOST] if c.first < pronoun.first]
            things = [c for c in inside if self._neuter(c) and not c.possessive]
            if not things:
                if any(c.kind in ("full", "name") for c in inside):
                    return None
                continue
            names = {c.head for c in things}
            first = things[0]
            leads = first.first == 0 or stream.tokens[first.first - 1].sentence != sentence
            if len(names) == 1 or leads or first.relation[:2] in ("Rs", "Rw", "Ra"):
                return self._neuter_name(first)
            return None
        return None

    def _neuter(self, candidate: Candidate) -> bool:
        """Return whether a candidate is a document or an institution rather than a person."""
        if candidate.kind == "document":
            return True
        if candidate.kind == "role":
            return candidate.head in INSTITUTIONS
        return (
            candidate.kind in ("full", "name")
            and candidate.first not in self.cast.of
            and (candidate.head in ORGANISATION_WORDS or candidate.head in INSTITUTIONS)
        )

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
        wanted = "m" if pronoun.head in _HE else "f" if pronoun.head in _SHE else ""
        if pronoun.kind == "owner" and not wanted:
            return None
        if pronoun.cue in _ANSWERS and (asked := self._asked(pronoun.sentence - 1, wanted)) is not None:
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
        best: tuple[int, int] | None = None
        likeliest: Person | None = None
        for candidate in inside[-_MOST:]:
            person = self._meant(candidate, wanted)
            if person is None:
                continue
            rank = 0 if pronoun.kind == "who" else self._rank(candidate, sentence)
            rank += bool(wanted) and person.gender == wanted
            order = candidate.first if pronoun.kind == "who" else -candidate.first
            if best is None or (rank, order) > best:
                best, likeliest = (rank, order), person
        return likeliest

    def _meant(self, candidate: Candidate, wanted: str) -> Person | None:
        """Return the person whom a mention names or stands for, if that may be somebody of the wanted gender."""
        if candidate.kind in ("pronoun", "owner"):
            same = candidate.head in (_HE if wanted == "m" else _SHE)
            person = self.pronouns.get(candidate.first) if same else None
        else:
            person = self.cast.of.get(candidate.first)
        if person is None or not person.sure:
            return None
        return person if not wanted or person.gender in ("", wanted) else None

    def _rank(self, candidate: Candidate, sentence: int) -> int:
        if candidate.first in self.speaking:
            return 4
        if candidate.relation[:2] in ("Rs", "Rw", "Ra", "Ro") or "|Lsay" in candidate.relation:
            return 3
        if candidate.first == 0 or self.stream.tokens[candidate.first - 1].sentence != sentence:
            return 2
        return 0 if candidate.possessive else 1
