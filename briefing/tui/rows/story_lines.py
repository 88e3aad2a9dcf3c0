"""The page of a story as lines: each with its words, what is said of them, and the place in a source that it leads to. Pure; draws nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from briefing.model import Article, Difference, FactValue, Instance, Passage, Span, Stated, Statement, Story, StoryPage
from briefing.presentation.comparison_rows import (
    BETWEEN_PARTS,
    in_marks,
    statement_parts,
    statement_words,
    version_sign,
)
from briefing.presentation.coverage_blocks import versions_line
from briefing.presentation.labels import (
    MODE_MARKS,
    RELATED,
    apart_words,
    both_words,
    fact_label,
    few,
    first_names,
    list_label,
    names_in,
    on_both_sides,
    short_date,
    source_and_title,
    speaker_label,
    squeeze,
    story_counts,
    story_days,
)
from briefing.presentation.one_text import each_once, one_printing_each, texts_of, with_copies
from briefing.presentation.story_days import each_day, story_head
from briefing.text import plural
from briefing.tui.drawing.telling import evidence, within
from briefing.tui.target import Target

MOST_SAID: Final = 12
"""Statements on the page; the coverage shows all of them."""

MOST_SPEAKERS: Final = 12

MOST_NAMED: Final = 12
"""Sources that name a day and are named; of more, how many there are."""

MINORITY: Final = "≠"
NEW: Final = "●"
NOT_READ: Final = "the page is being put together"


@dataclass(frozen=True, slots=True)
class StoryLine:
    """One line. ``heading``: it stands over a section and cannot be chosen; ``topic``: over the versions of one fact.
    ``mark`` is one character, ``note`` what is said of the words, ``below`` that the note has a line of its own; ``telling``: the
    characters that tell what the line is there for, of the note where that is ``below``, else of the words; ``whose``: the source whose words
    the note is, "" where no other one stands beside it."""

    text: str
    note: str = ""
    mark: str = " "
    target: Target | None = None
    heading: bool = False
    topic: bool = False
    below: bool = False
    telling: Span | None = None
    whose: str = ""

    @property
    def statement(self) -> bool:
        """Whether it prints a statement, and no more of a speaker."""
        return (getattr(self.target, "quotation", None) is not None) > (self.mark == " ")

    @property
    def told(self) -> bool:
        """Whether its mark says how words are carried; that of a whole article says whether it was read."""
        return getattr(self.target, "span", None) is not None or self.mark == MINORITY


@dataclass(frozen=True, slots=True)
class Known:
    """What the lines need beside the page.

    Attributes:
        sources: Article id -> the name of the source.
        speakers: Quotation id -> the name of its speaker.
        words: (Article id, span) -> what stands there.
        looked: The day of the last look at the story, or "".
        seen: Ids of the articles that were there at that time.
        titles: Article id -> headline, of articles that are no sources of the story.
        signs: Statement id -> article id -> the sign of its wording.
    """

    sources: Mapping[str, str]
    speakers: Mapping[str, str]
    words: Mapping[tuple[str, Span], str]
    looked: str = ""
    seen: frozenset[str] = frozenset()
    titles: Mapping[str, str] = field(default_factory=dict)
    signs: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def head(story: Story) -> StoryLine:
    """Return the title with the days and counts of the story."""
    return StoryLine(
        squeeze(story.title), f"{story_days(story)} · {story_counts(story)}", target=Target(story=story), below=True
    )


def _head_of(page: StoryPage) -> StoryLine:
    """Return the head, which says if a source stands apart: that is where one begins to read."""
    return replace(head(page.story), note=story_head(page))


def lines_of(page: StoryPage, known: Known, today: str) -> list[StoryLine]:
    """Return the whole page, the head first; ``today`` is an ISO day."""
    sections = (
        ("As one source begins", _lead(page, known)),
        (_since(page, known, today), _new(page, known)),
        ("Stands apart", _apart(page, known)),
        ("Said", _said(page, known)),
        ("Not agreed between sources", _not_agreed(page.differences, page, known)),
        ("Within one article", _not_agreed(page.within, page, known)),
        ("Who speaks", _speakers(page, known)),
        ("Days", _days(page, known)),
        ("Sources", _sources(page, known)),
        ("The same matter elsewhere", _related(page, known)),
    )
    lines = [_head_of(page)]
    for title, section in sections:
        inside = list(section)
        if inside:
            legend = f"{NEW} not read" * all((title == "Sources", page.new))
            lines += [StoryLine(title, legend, heading=True), *inside]
    return lines


def _lead(page: StoryPage, known: Known) -> Iterator[StoryLine]:
    """Yield how the source with the headline of the story begins."""
    if page.lead is not None:
        target = Target(page.lead.article, page.lead.span, page.lead.text)
        yield StoryLine(squeeze(page.lead.text), known.sources.get(page.lead.article, ""), target=target)


def _apart(page: StoryPage, known: Known) -> Iterator[StoryLine]:
    """Yield the source that stands apart, why it does, and the words that this rests on."""
    articles = {article.id: article for article in page.sources}
    for standing in page.standings:
        if not standing.apart:
            continue
        article = articles[standing.article]
        label = source_and_title(known.sources.get(article.id, ""), list_label(article)[0])
        why = apart_words(standing, article.published, len(page.statements))
        yield StoryLine(label, why, MINORITY, Target(article.id), below=True)
        if standing.looks_back is not None:
            yield _passage(standing.looks_back, "so it looks back")
        if standing.begins is not None:
            yield _passage(standing.begins, "its own news")
        if standing.names:
            yield StoryLine(first_names(standing.names), "named here only", target=Target(article.id))


def _passage(passage: Passage, note: str) -> StoryLine:
    """Return words of an article with what is said of them."""
    start = passage.span[0]
    at = (passage.at[0] - start, passage.at[1] - start) if passage.at is not None else None
    shown = evidence(passage.text, at)
    place = passage.at[0] if passage.at is not None else None
    target = Target(passage.article, passage.span, passage.text, at=place)
    return StoryLine(shown.text, note, target=target, telling=shown.telling)


def _related(page: StoryPage, known: Known) -> Iterator[StoryLine]:
    """Yield the other stories on the same matter, by their first articles."""
    for each in page.related:
        first = each.articles[0]
        note = f"{RELATED[each.how]} · {plural(len(each.articles), 'article')}"
        yield StoryLine(known.titles.get(first, first), note, target=Target(first))
    for id in page.story.mentioned_in:
        yield StoryLine(known.titles.get(id, id), "also mentioned in", target=Target(id))


def _since(page: StoryPage, known: Known, today: str) -> str:
    """Return ``New since Tuesday   2 articles · 3 statements``."""
    new = _unseen(page, known)
    statements = sum({i.article for i in each.instances} <= {a.id for a in new} for each in page.statements)
    counts = [plural(len(new), "article"), *([plural(statements, "statement")] if statements else [])]
    return f"New since {day_words(known.looked, today)}   {' · '.join(counts)}"


def day_words(day: str, today: str) -> str:
    """Return a day of the past as people say it: ``earlier today``, ``Tuesday``, ``2024-03-12``; both are ISO days."""
    try:
        then, now = date.fromisoformat(day), date.fromisoformat(today)
    except ValueError:
        return day
    if then == now:
        return "earlier today"
    return f"{then:%A}" if 0 < (now - then).days < 7 else day


def _unseen(page: StoryPage, known: Known) -> list[Article]:
    return [article for article in page.sources if article.id not in known.seen] if known.looked else []


def _new(page: StoryPage, known: Known) -> Iterator[StoryLine]:
    for article in _unseen(page, known):
        label = source_and_title(known.sources.get(article.id, ""), list_label(article)[0])
        yield StoryLine(label, "", NEW, Target(article.id))


def _shown(statement: Statement, page: StoryPage, known: Known) -> Sequence[Instance]:
    """Return the printing whose words are shown, its parts where the reporter split it: of several that print them alike, one in marks, with
    a speaker, whose article says most of itself, as that is what a citation needs."""
    parts = statement_parts(statement)
    if len(parts) != 1:
        return [*parts, *statement.instances[: not parts]]
    told = {each.id: sum(stated.value is not None for stated in _fields(each)) for each in page.sources}

    def rank(each: Instance) -> tuple[bool, bool, int]:
        return not each.enclosed, each.quotation not in known.speakers, -told.get(each.article, 0)

    return [min((each for each in statement.instances if each.text == parts[0].text), key=rank)]


def _fields(article: Article) -> tuple[Stated[str], ...]:
    """Return what a citation says of an article."""
    source = article.outlet if article.outlet.value else article.agency
    return source, article.published, article.title


def _of(parts: Sequence[Instance]) -> Target:
    first = parts[0]
    spans = tuple(part.span for part in parts) if len(parts) > 1 else ()
    return Target(
        first.article, first.span, BETWEEN_PARTS.join(part.text for part in parts), first.quotation, parts=spans
    )


def _speaker(statement: Statement, known: Known) -> str:
    """Return who says a statement, "" where the source whose words are shown gives them to nobody."""
    return speaker_label(statement, known.speakers) if statement.speaker else ""


def _said(page: StoryPage, known: Known) -> Iterator[StoryLine]:
    texts = texts_of(page.sources)
    for statement in page.statements[:MOST_SAID]:
        shown = _shown(statement, page, known)
        speaker = _speaker(statement, known)
        note = " · ".join(
            filter(
                None, (speaker, versions_line(one_printing_each(statement, texts), known.signs.get(statement.id, {})))
            )
        )
        yield StoryLine(statement_words(statement), note, MODE_MARKS[shown[0].mode], _of(shown))
    more = len(page.statements) - MOST_SAID
    if more > 0:
        yield StoryLine(f"{more} more; t shows them all", topic=True)


def _not_agreed(differences: Sequence[Difference], page: StoryPage, known: Known) -> Iterator[StoryLine]:
    texts = texts_of(page.sources)
    for difference in differences:
        yield StoryLine(squeeze(difference.topic), both_words(difference, known.sources), topic=True)
        names, both = names_in(difference, known.sources), on_both_sides(difference)
        for value in difference.values:
            ids = sorted((value.article, *value.agreeing), key=lambda id: id not in both)
            carriers = each_once(filter(texts.__contains__, ids), texts)
            if carriers:
                sources = few(with_copies(names[id], copies) for id, copies in carriers.items())
                whose = squeeze(known.sources.get(value.article, "")) if len(carriers) > 1 else ""
                yield replace(_version(difference, value, sources, known), whose=whose)


def _version(difference: Difference, value: FactValue, sources: str, known: Known) -> StoryLine:
    """Return one version of a fact, who prints it, and the clause it rests on."""
    words = known.words.get((value.article, value.span), "")
    shown = evidence(words, within(value))
    return StoryLine(
        f"{fact_label(value.value)} : {sources}",
        shown.text,
        version_sign(value, difference) or " ",
        Target(value.article, value.span, words, at=value.at[0] if value.at is not None else None),
        below=True,
        telling=shown.telling,
    )


def _speakers(page: StoryPage, known: Known) -> Iterator[StoryLine]:
    """Yield who speaks by any source, and with what: each leads to the first of the statements."""
    for (name, count), said in zip(page.speakers[:MOST_SPEAKERS], page.spoken, strict=False):
        words = in_marks(squeeze(said.text), said.enclosed)
        yield StoryLine(f"{squeeze(name)} · {plural(count, 'statement')}", words, target=_of([said]))


def _days(page: StoryPage, known: Known) -> Iterator[StoryLine]:
    """Yield the days, each once: the words of the first sentence that names it, and every source that does."""
    for value, days in each_day(page.days).items():
        day = days[0]
        named = squeeze(day.date.evidence or "").partition(";")[0]
        sources = few((known.sources.get(each.article, "") for each in days), MOST_NAMED)
        target = Target(day.article, day.span, day.text)
        yield StoryLine(f"{short_date(value)}  {squeeze(day.text)}", f"“{named}” · {sources}", target=target)


def _carries(article: str, statements: int, page: StoryPage) -> list[str]:
    """Return ``6 of 7 statements, in 5 quotations``: how many of the statements a source carries, and in how many quotations, as the list
    counts, where that is another number."""
    if not statements:
        return []
    printed = {each.quotation for said in page.statements for each in said.instances if each.article == article}
    within = f", in {plural(len(printed), 'quotation')}" if len(printed) != statements else ""
    return [f"{statements} of {plural(len(page.statements), 'statement')}{within}"]


def _sources(page: StoryPage, known: Known) -> Iterator[StoryLine]:
    """Yield the sources, copies folded; who printed it first is said where one day is earlier than all others."""
    carried = {standing.article: standing.carried for standing in page.standings}
    covered: set[str] = set()
    for article in page.sources:
        if article.id in covered:
            continue
        copies = [id for id in article.copies if id in known.sources]
        covered.update(copies)
        day = article.published.value
        notes = [short_date(day)] if day else []
        notes += ["first"] * (article.id == page.first)
        notes += _carries(article.id, carried.get(article.id, 0), page)
        notes += [plural(len(copies), "copy", "copies")] * bool(copies)
        label = source_and_title(known.sources.get(article.id, ""), list_label(article)[0])
        mark = NEW if article.id in page.new else " "
        yield StoryLine(label, " · ".join(notes), mark, Target(article.id))
