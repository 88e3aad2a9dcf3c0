"""The domain's words as frozen dataclasses. Nothing here reads a file, parses or draws.

All offsets are Unicode code points, half open: ``span = (start, end)`` lies in the article's ``text`` (what the reader
shows); ``source_span`` lies in the decoded file before any cleaning, or is ``None`` where the format has no such offsets.
For every span, ``text[start:end]`` is verbatim.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from typing import Any, Generic, Literal, TypeVar

from briefing.late import dataclass

T = TypeVar("T")

Span = tuple[int, int]
Status = Literal["stated", "inferred", "unknown"]
ParagraphKind = Literal["title", "standfirst", "byline", "date", "dateline", "body", "caption", "furniture", "repeat"]
Mode = Literal["direct", "mixed", "indirect"]
QuotationKind = Literal["speech", "term", "title"]
EntityType = Literal["person", "organisation", "place"]
EntityOrder = Literal["count", "name", "rarity"]
Op = Literal["same", "changed", "added", "omitted", "inserted-by-editor", "elided", "split"]


@dataclass(frozen=True, slots=True)
class Stated(Generic[T]):
    """A value together with how we know it. ``value`` is ``None`` exactly when ``status`` is ``unknown``.

    ``evidence`` holds the words of the file that the value rests on (stated), or those words and the reason (inferred).
    """

    value: T | None
    status: Status
    evidence: str | None = None

    @classmethod
    def stated(cls, value: T, evidence: str | None) -> Stated[T]:
        return cls(value, "stated", evidence)

    @classmethod
    def inferred(cls, value: T, evidence: str | None) -> Stated[T]:
        return cls(value, "inferred", evidence)

    @classmethod
    def unknown(cls, evidence: str | None = None) -> Stated[T]:
        return cls(None, "unknown", evidence)


UNKNOWN: Stated[Any] = Stated(None, "unknown", None)


@dataclass(frozen=True, slots=True)
class Problem:
    """A file, or a part of one, that could not be read, and the reason in one line."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph. For kind ``repeat``, ``span`` is the kept passage and ``source_span`` the place of the repetition."""

    span: Span
    source_span: Span | None
    kind: ParagraphKind


@dataclass(frozen=True, slots=True)
class Article:
    """What is known of an article, without its text. Dates are ISO (``2023-03-31``, with time ``2023-03-31T14:05+02:00``),
    or ``--MM-DD`` when no year can be supported. ``words`` counts title, standfirst and body."""

    id: str
    path: str
    title: Stated[str] = UNKNOWN
    standfirst: Stated[str] = UNKNOWN
    outlet: Stated[str] = UNKNOWN
    agency: Stated[str] = UNKNOWN
    byline: Stated[tuple[str, ...]] = UNKNOWN
    published: Stated[str] = UNKNOWN
    dateline: Stated[str] = UNKNOWN
    language: Stated[str] = UNKNOWN
    url: Stated[str] = UNKNOWN
    words: int = 0
    repeated: bool = False
    copies: Sequence[str] = ()
    problems: tuple[str, ...] = ()
    opening: str = ""
    """First words of the body: what the list shows in italics when there is neither title nor standfirst."""
    extra: Mapping[str, Any] = field(default_factory=dict)
    """Further front matter (citation fields such as ``section``, ``page``, ``accessed``; names as in CSL)."""


@dataclass(frozen=True, slots=True)
class SourceMap:
    """Where each stretch of ``text`` stands in the decoded file.

    ``segments`` are ``(text_start, source_start, length)`` in order of ``text_start``; a stretch of text outside all
    segments (such as the blank line between paragraphs) has no source of its own.
    """

    segments: tuple[tuple[int, int, int], ...] = ()

    def source_span(self, span: Span) -> Span | None:
        """Return the stretch of the file that prints ``span``, or ``None`` if an end has no place in the file."""
        start, end = span
        first = self._place(start)
        if first is None:
            return None
        if end <= start:
            return (first, first)
        last = self._place(end - 1)
        return None if last is None else (first, last + 1)

    def _place(self, offset: int) -> int | None:
        index = bisect_right(self.segments, (offset, float("inf"), 0)) - 1
        if index < 0:
            return None
        text_start, source_start, length = self.segments[index]
        return source_start + offset - text_start if offset < text_start + length else None


@dataclass(frozen=True, slots=True)
class Document:
    """An article with its text: what ingest hands to everybody else.

    ``text`` is safe (see :func:`briefing.text.safe_text`): its paragraphs joined by blank lines, repeated passages kept
    once, furniture and captions included and marked by their kind. ``fingerprint`` is the SHA-256 (hex) of text and metadata.
    """

    article: Article
    text: str
    paragraphs: tuple[Paragraph, ...]
    source_map: SourceMap = SourceMap()
    fingerprint: str = ""

    def source_span(self, span: Span) -> Span | None:
        return self.source_map.source_span(span)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who is said to have said it. ``mention`` is what the text prints ("she"), ``name`` the resolved name ("Ada Krol").

    ``status``: stated (the text attaches this name or role), inferred (resolved from a pronoun, surname or an
    unattributed continuation), unknown (``name`` is ``None``).
    """

    name: str | None
    mention: str | None
    mention_span: Span | None
    status: Status


UNKNOWN_SPEAKER = Speaker(None, None, None, "unknown")


def is_enclosed(mode: Mode, partly: object) -> bool:
    """Return whether words stand in marks as a whole: not reported ones, nor a clause that stands there ``partly``."""
    return not any((mode == "indirect", partly))


@dataclass(frozen=True, slots=True)
class Quotation:
    """One stretch of quoted (or reported) words, without its marks. ``split`` joins the parts of one interrupted quotation.

    ``quoted``: where the words are a clause in which the source puts only a part in marks, the spans of these parts (in the article's
    text, without marks); the text then has the source's own marks. Empty for words that stand in marks as a whole, or in none.
    """

    id: str
    article: str
    path: str
    span: Span
    source_span: Span | None
    text: str
    mode: Mode
    kind: QuotationKind
    speaker: Speaker
    cue: str | None = None
    split: str | None = None
    statements: tuple[str, ...] = ()
    quoted: tuple[Span, ...] = ()

    @property
    def enclosed(self) -> bool:
        """Return whether the source puts the text as a whole in marks."""
        return is_enclosed(self.mode, self.quoted)

    @property
    def spoken(self) -> tuple[Span, ...]:
        """Return the spans of the words that the source puts in marks: of the whole text, of its parts, or none."""
        return (self.span,) if self.enclosed else self.quoted

    def prints(self, span: Span) -> bool:
        """Return whether the source puts the words at ``span`` in marks, one pair around them all."""
        return any(start <= span[0] <= span[1] <= end for start, end in self.spoken)


@dataclass(frozen=True, slots=True)
class Instance:
    """One printing of a statement: a quotation or a part of one (``span`` within the article's text). ``quoted``: as of the quotation."""

    quotation: str
    article: str
    path: str
    span: Span
    source_span: Span | None
    text: str
    mode: Mode
    quoted: tuple[Span, ...] = ()

    @property
    def enclosed(self) -> bool:
        """Return whether the source puts the text as a whole in marks."""
        return is_enclosed(self.mode, self.quoted)


@dataclass(frozen=True, slots=True)
class Statement:
    """The same words across sources. ``articles`` files carry it, ``distinct_texts`` of these are no copies of another,
    ``origins`` counts where the words come from (one press release is one origin); ``origin_evidence`` quotes the words
    that say so. ``text`` is its longest version."""

    id: str
    text: str
    speaker: str | None
    articles: int
    distinct_texts: int
    origins: int
    instances: tuple[Instance, ...]
    origin_evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Token:
    """A stretch of one witness in a comparison. For ``omitted`` the text is the pivot's, as the witness lacks it.

    ``strong`` marks what changes the sense: figures, negation, whether it is done or planned, names; not tense alone. ``pivot`` is the pivot's wording of a
    ``changed`` or ``elided`` token ("" otherwise). ``moved``: words that are added or omitted here stand elsewhere on the other side.
    """

    text: str
    op: Op
    strong: bool = False
    pivot: str = ""
    moved: bool = False


@dataclass(frozen=True, slots=True)
class Witness:
    """One source of a statement, aligned to the pivot. ``label``: ``=`` identical, ``≈`` reworded, ``◐`` part of it,
    ``○`` reported without marks. ``spans`` are the stretches of the article's text, in order (more than one if split). ``attributed``:
    whom it names as the speaker, where that is somebody else than the pivot names; else ""."""

    quotation: str
    article: str
    path: str
    mode: Mode
    label: Literal["=", "≈", "◐", "○"]
    spans: tuple[Span, ...]
    tokens: tuple[Token, ...]
    partly: bool = False
    """Whether the source puts only a part of the words in marks."""
    attributed: str = ""

    @property
    def enclosed(self) -> bool:
        """Return whether the source puts the words as a whole in marks."""
        return is_enclosed(self.mode, self.partly)

    @property
    def strong(self) -> bool:
        """Whether it differs from the pivot in sense: in a word that turns it, or in who is said to have said it. A report is in the
        reporter's words and is not weighed."""
        told = (bool(self.attributed), *(token.strong for token in self.tokens))
        return any(told) > (self.label == "○")


@dataclass(frozen=True, slots=True)
class Comparison:
    """A statement word by word. ``witnesses[0]`` is the pivot."""

    statement: Statement
    witnesses: tuple[Witness, ...]


OWN_NAME = ("exact", "case")
"""Rules by which a mention belongs to an entity of its very name."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name where it stands. ``via`` names the rule that joined it to its entity (``exact``, ``surname``, ``acronym`` …).
    ``type`` is the recogniser's label; ``label`` is the recogniser's finer kind (``demonym``, ``seat`` …) or ""."""

    article: str
    path: str
    span: Span
    source_span: Span | None
    text: str
    via: str = ""
    type: EntityType = "person"
    label: str = ""

    def joined(self, why: str) -> Mention:
        """Return the mention as joined across articles by the rule ``why``, which replaces its own name as the reason."""
        return replace(self, via=why) if self.via in OWN_NAME else self


@dataclass(frozen=True, slots=True)
class Alias:
    """A surface form of an entity, how often it occurs, and the rule that joined it."""

    text: str
    count: int
    via: str


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, organisation or place with all its mentions, which may be read when they are looked at: how many there are is known
    before. ``roles`` are labels from appositions, never a reason to join."""

    id: str
    name: str
    type: EntityType
    aliases: tuple[Alias, ...]
    articles: int
    mentions: Sequence[Mention]
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Description:
    """What sources call a name: ``text`` (blanks squeezed) stands at ``span`` of ``article``, the first one that says so; ``articles``
    say so in these words or in some of them."""

    text: str
    article: str
    span: Span
    articles: int


@dataclass(frozen=True, slots=True)
class Snippet:
    """A window of an article's text. ``highlights`` are spans within ``text`` here; ``span`` is its place in the article;
    ``furniture`` says that it is of what a page leaves around the article."""

    text: str
    highlights: tuple[Span, ...]
    span: Span = (0, 0)
    furniture: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """One article found; ``snippets`` are there if they were asked for."""

    article: str
    path: str
    title: str
    score: float
    snippets: tuple[Snippet, ...] = ()


@dataclass(frozen=True, slots=True)
class SearchResult:
    """``total`` articles match; ``hits`` holds at most ``limit`` of them. ``suggestion`` is a corrected query if nothing was
    found; ``partial`` says that a limit cut the search short; ``absent`` are the words, as typed, that stand in no article, if nothing was
    found; ``blank`` says that the query asks for nothing (``outlet:``, while it is typed); ``note`` is what to say of an archive that did
    not answer, or not in full."""

    query: str
    total: int
    hits: tuple[Hit, ...]
    ms: float
    suggestion: str | None = None
    partial: bool = False
    absent: tuple[str, ...] = ()
    blank: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class CopyGroup:
    """Articles that carry one text. ``containment``: (a, b, share of a's word sequences that b holds)."""

    articles: tuple[str, ...]
    containment: tuple[tuple[str, str, float], ...]
    agency: str | None = None


@dataclass(frozen=True, slots=True)
class CopyPassage:
    """What one copy does differently in one place. ``span`` is its place in the copy's text (empty where it leaves something
    out), ``base_span`` that in the text it is measured by (``None`` where it adds something). ``tokens`` hold the words: for
    ``changed`` and ``moved`` word by word. ``kind`` is the kind of paragraph."""

    op: Literal["changed", "added", "omitted", "moved"]
    kind: ParagraphKind
    span: Span
    base_span: Span | None
    tokens: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class CopyChanges:
    """One copy measured by another article (``base``, an id). ``kept``: the share of the base's words that the copy keeps;
    ``passages`` are the differences only, in the copy's order, none if the two have too little in common to be compared."""

    article: str
    path: str
    base: str
    kept: float
    passages: tuple[CopyPassage, ...]


@dataclass(frozen=True, slots=True)
class FactValue:
    """What sources say of a fact: ``value`` normalised for comparing, the clause it rests on at ``span`` of the first article that
    says so; ``agreeing`` are the other articles, ``texts`` counts all of them, copies of one text once. ``words`` stand there ("" if
    nobody has read them), ``at`` is where in the article those stand that tell the value, if that is known."""

    value: str
    article: str
    span: Span
    texts: int = 1
    agreeing: tuple[str, ...] = ()
    words: str = field(default="", compare=False)
    at: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Difference:
    """A fact on which sources differ; what fewest say stands first. ``scope``: between ``sources``, between articles of one
    ``source``, or within one ``article``. ``strong``: they differ in sense, and not in wording alone. ``both``: articles that print
    several of the values, and stand with none of them."""

    topic: str
    values: tuple[FactValue, ...]
    scope: Literal["sources", "source", "article"] = "sources"
    strong: bool = True
    both: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """A finished citation: no control character but newline, no trailing newline."""

    text: str
    style: str
    format: str


@dataclass(frozen=True, slots=True)
class StageCost:
    """What one stage of a sync cost: seconds of computing (all processes) and by the clock, the most bytes of memory that the main process
    had held by its end, and the articles that it worked on."""

    name: str
    cpu: float
    wall: float
    memory: int
    articles: int


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What a sync did. ``timings`` in seconds by stage: ingest, index, quotations, statements, entities; ``costs`` in more detail."""

    articles: int
    added: int
    changed: int
    removed: int
    seconds: float
    timings: Mapping[str, float]
    problems: tuple[Problem, ...]
    costs: tuple[StageCost, ...] = ()


@dataclass(frozen=True, slots=True)
class Intake:
    """What taking articles in did: how many were ``added``, ``changed``, and ``unchanged`` because the engine held them already;
    ``problems`` are the articles that it refused, each with the reason."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Clipping:
    """A passage that a person put into the notebook. ``citation`` is the plain reference as it was at that time;
    ``added`` is an ISO time (UTC). ``article`` may have left the folder: ``text`` and ``citation`` stay. ``before`` and ``after`` are
    what stood around it; ``place`` is "" while the words stand at ``span``, "changed" where only what stood around them is still
    there, "gone" where neither is. ``tags`` are in the order in which they were given; ``position`` is where a person put it among the
    others (by default its id)."""

    id: int
    article: str
    path: str
    quotation: str | None
    span: Span
    text: str
    citation: str
    added: str
    note: str = ""
    before: str = ""
    after: str = ""
    place: str = ""
    tags: tuple[str, ...] = ()
    position: float | None = None

    @property
    def rank(self) -> float:
        """By which the notebook is ordered."""
        return float(self.id) if self.position is None else self.position


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A query that a person keeps under a name."""

    name: str
    query: str


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a page. ``captured``: when it was saved, as stated, else ""; ``place``: from 1, the oldest first; None where nothing
    tells it."""

    article: str
    path: str
    day: Stated[str]
    captured: str = ""
    place: int | None = None


@dataclass(frozen=True, slots=True)
class PageVersions:
    """Files that are one page at different times, in order; those without a known place last. ``latest``: the article that is the last
    one as far as days tell, "" if they do not; ``address``: of the page, if it has one."""

    address: str
    versions: tuple[Version, ...]
    latest: str


SubjectKind = Literal["search", "name"]


@dataclass(frozen=True, slots=True)
class Subject:
    """What a person watches. ``kind``: ``search`` (``value`` is the query) or ``name`` (``value`` is the entity's name and type as a
    correction has it, ``person:ada krol``); ``label``: what it is called."""

    kind: SubjectKind
    value: str
    label: str

    @property
    def key(self) -> str:
        """By what it is kept: kind and value."""
        return f"{self.kind}:{self.value}"

    @classmethod
    def of_key(cls, key: str, label: str) -> Subject:
        """Return the subject that is kept under ``key``."""
        kind, _, value = key.partition(":")
        return cls("name" if kind == "name" else "search", value, label)


@dataclass(frozen=True, slots=True)
class SubjectNews:
    """What stands under a subject and what of it is new. ``articles`` and ``new``: ids, in the order of the list; ``looked``: when it was
    looked at last (ISO), "" for never; ``known``: it was noted before what stands there; ``entity``: the id of the name; ``problem``: why it
    cannot be looked up, else ""."""

    subject: Subject
    articles: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    looked: str = ""
    known: bool = False
    entity: str = ""
    problem: str = ""

    @property
    def first(self) -> bool:
        """Nobody has looked at it before: all that stands there is told."""
        return not self.looked


@dataclass(frozen=True, slots=True)
class StoryNews:
    """New articles of one story. ``story``: its id, or "" where the article stands in none; ``articles``: each text once, with the ids of
    its copies among the new ones."""

    story: str
    title: str
    articles: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class EntityEdit:
    """One correction of the entity sidebar. ``action``: merge (``surface`` joins ``target``), split (``surface`` becomes an
    entity of its own), rename (``target`` is the new name), retype (``target`` is the new type), hide (``surface`` everywhere,
    or only in ``article`` at ``span`` if given). ``entity`` is the entity's canonical name and type (``person:ada krol``)."""

    id: int
    action: Literal["merge", "split", "rename", "retype", "hide"]
    entity: str
    surface: str = ""
    target: str = ""
    article: str = ""
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Companion:
    """Someone or something named together with an entity: in ``articles`` common articles, ``sentences`` of which name both;
    ``articles_in_all`` articles name it. ``id`` is its entity id."""

    id: str
    name: str
    type: EntityType
    articles: int
    sentences: int
    articles_in_all: int


@dataclass(frozen=True, slots=True)
class NamesImported:
    """What reading a file of corrections did: how many were ``added``, were ``known`` already, and how many of the added
    ones are ``waiting`` for a name that is not in the folder."""

    added: int
    known: int
    waiting: int


@dataclass(frozen=True, slots=True)
class Story:
    """Articles that tell one event, in order of day and path. ``title`` is a headline as printed; ``unread`` counts articles,
    ``differences`` facts on which they differ. ``mentioned_in``: articles that tell it among other stories; ``words``: what most of
    them share, the most telling first, as it is compared. ``undated`` counts articles of which no date is known."""

    id: str
    title: str
    articles: tuple[str, ...]
    files: int
    distinct_texts: int
    outlets: int
    first: Stated[str]
    last: Stated[str]
    unread: int
    differences: int
    mentioned_in: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    undated: int = 0


StoryAction = Literal["apart", "with", "merge"]


@dataclass(frozen=True, slots=True)
class StoryEdit:
    """A person's correction of stories, by articles. ``apart``: ``article`` leaves its story; ``with``: it goes to the story in which
    ``target`` stands; ``merge``: its whole story goes there."""

    action: StoryAction
    article: str
    target: str = ""


@dataclass(frozen=True, slots=True)
class Carried:
    """A sentence of another article that says the same: ``copied`` word for word, ``quoted`` in marks, or ``reworded``."""

    article: str
    span: Span
    how: Literal["copied", "quoted", "reworded"]


@dataclass(frozen=True, slots=True)
class SentenceNews:
    """A sentence of an article, whether it is new, and who carries it if it is not. ``known``: what of a new one is quoted, and quoted or
    told elsewhere too: new is who says it, or when."""

    span: Span
    new: bool
    carried_by: tuple[Carried, ...]
    known: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Day:
    """A sentence that names a day: ``date`` is inferred from a stated date of publication, with the words as evidence."""

    date: Stated[str]
    text: str
    article: str
    span: Span


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of an article, where they stand, and where those stand that tell what they are shown for (``at``)."""

    text: str
    article: str
    span: Span
    at: Span | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """How a source stands among the others: how many of the statements that several carry it has; whether it stands ``apart``
    (it has least, half of what is usual or fewer), and then the ``names`` that no other source has, the sentence that it ``begins`` with, the
    one that ``looks_back`` on what the others report (None: it has none, or others look back as well), and whether it was printed ``later``
    than all others."""

    article: str
    carried: int
    apart: bool = False
    names: tuple[str, ...] = ()
    begins: Passage | None = None
    looks_back: Passage | None = None
    later: bool = False


@dataclass(frozen=True, slots=True)
class RelatedStory:
    """Articles of another story on the same matter: weeks ``earlier`` or ``later``, or ``translated`` (in another language)."""

    how: Literal["earlier", "later", "translated"]
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StoryPage:
    """What the page of a story shows; every line is words of a source. ``speakers``: (name, statements of theirs); ``new``: the
    articles that were not read yet; ``lead``: how the source with the headline of the story begins; ``first``: the article that
    printed it before all others ("" where days do not tell); ``spoken``: for each speaker, in order, words that a source gives to it; ``within``: on what
    one article disagrees with itself."""

    story: Story
    statements: tuple[Statement, ...]
    differences: tuple[Difference, ...]
    speakers: tuple[tuple[str, int], ...]
    days: tuple[Day, ...]
    sources: tuple[Article, ...]
    new: tuple[str, ...]
    lead: Passage | None = None
    standings: tuple[Standing, ...] = ()
    related: tuple[RelatedStory, ...] = ()
    first: str = ""
    spoken: tuple[Instance, ...] = ()
    within: tuple[Difference, ...] = ()
