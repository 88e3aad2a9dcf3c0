"""The details of an article or a story as rows: how each field is called by people, its value, and how we know it. Pure; draws nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

from briefing.lexicon.languages import language_name
from briefing.model import Article, Stated, Story
from briefing.presentation.labels import copies_label, list_label, short_date, squeeze, story_counts, story_days

EDITABLE: Final = ("title", "standfirst", "outlet", "agency", "byline", "published", "dateline", "language", "url")
"""Fields that a person may write by hand, in the order in which they stand."""

CALLED: Final[Mapping[str, str]] = {"url": "address", "id": "reference"}
"""What people call a field where its own name is the program's."""

YOURS: Final = "entered by you"
"""The evidence of what a person wrote by hand."""

HIDDEN: Final = {
    "JSON-LD ": "the page’s data for machines",
    "meta ": "the page’s head",
    "og:": "the page’s card for networks",
    "article:": "the page’s head",
    "twitter:": "the page’s card for networks",
}
"""Places of a page that nobody sees, by the sign of their evidence, in words for people."""

_KEY: Final = re.compile(r"[a-z][a-z0-9_:.-]{0,40}", re.ASCII)
"""A name that a file gives to one of its fields for programs, as it stands before a colon."""

_MOST: Final = 2000
"""Characters of a further field that are shown."""

_DEEPEST: Final = 4
"""Levels of lists within lists that are told apart."""


class DetailField(NamedTuple):
    """One row: ``name`` is the field's own, ``value`` what can be written anew, ``status`` and ``evidence`` "" where there are none."""

    name: str
    value: str
    status: str = ""
    evidence: str = ""

    @property
    def called(self) -> str:
        """What people call the field."""
        return CALLED.get(self.name, self.name)

    @property
    def shown(self) -> str:
        """The value in words for people."""
        if self.name == "language":
            return language_in_words(self.value)
        return time_in_words(self.value) if self.name == "published" else self.value


def fields_of(article: Article) -> Iterator[DetailField]:
    """Yield all fields of an article, as safe lines."""
    for name in EDITABLE:
        stated: Stated[object] = getattr(article, name)
        value = stated.value
        text = "; ".join(map(str, value)) if isinstance(value, tuple) else str(value or "")
        if text.startswith("--"):
            text = short_date(text)  # a day without a year; anything longer stands as it was stated, with its time
        yield DetailField(name, squeeze(text) or "unknown", stated.status, squeeze(stated.evidence or ""))
    yield DetailField("words", f"{article.words:,}")
    yield DetailField("file", squeeze(article.path))
    yield DetailField("id", squeeze(article.id), evidence="names the article in commands")
    if article.repeated:
        yield DetailField("repeated", "the file holds its text more than once")
    if article.copies:
        yield DetailField("copies", copies_label(article))
    for problem in article.problems:
        yield DetailField("problem", squeeze(problem))
    for key, extra in article.extra.items():
        yield DetailField(squeeze(str(key)), squeeze(in_words(extra)[:_MOST]), "stated")


def story_fields(story: Story, articles: Mapping[str, Article]) -> Iterator[DetailField]:
    """Yield what joins the articles of a story."""
    yield DetailField("story", squeeze(story.title))
    yield DetailField("joined by", squeeze(", ".join(story.words)) or "one text, printed more than once")
    yield DetailField("days", story_days(story))
    yield DetailField("counts", story_counts(story))
    for name, ids in (("article", story.articles), ("also told in", story.mentioned_in)):
        for id in ids:
            if id in articles:
                yield DetailField(name, list_label(articles[id])[0])
    yield DetailField("id", story.id, evidence="names the story in commands")


def in_words(value: Any, depth: int = 0) -> str:
    """Return a value as a file gives it without the brackets and marks of a program: ``given: Ada, family: Krol``.

    >>> in_words([{"given": "Ada", "family": "Krol"}, "Tomas Edel"])
    'given: Ada, family: Krol; Tomas Edel'
    """
    if depth < _DEEPEST:
        if isinstance(value, Mapping):
            return ", ".join(f"{key}: {in_words(each, depth + 1)}" for key, each in value.items())
        if isinstance(value, list | tuple | set):
            return "; ".join(in_words(each, depth + 1) for each in value)
    return "yes" if value is True else "no" if value is False else str(value)


def language_in_words(code: str) -> str:
    """Return the English name of a language with its code, the code alone where it has no name here.

    >>> language_in_words("en"), language_in_words("xx")
    ('English (en)', 'xx')
    """
    name = language_name(code)
    return f"{name} ({code})" if name else code


def time_in_words(iso: str) -> str:
    """Return a time with its day and its place on the clock apart: ``2024-03-13 07:40 +00:00``.

    >>> time_in_words("2024-03-13T07:40+00:00"), time_in_words("12 Mar")
    ('2024-03-13 07:40 +00:00', '12 Mar')
    """
    return re.sub(r"^(\d{4}-\d\d-\d\d)T(\d\d:\d\d(?::\d\d)?)(.*)$", r"\1 \2 \3", iso).rstrip()


def reason(field: DetailField) -> str:
    """Return how we know it: the words of the file in quotation marks if it says so itself, else the reason as it was given."""
    words = field.evidence
    if not field.status:
        return words
    if words in ("", YOURS):
        return {"": field.status}.get(words, words)
    if (field.status, words) == ("stated", field.value):
        return "stated in these words"
    return next(filter(None, (_named_place(field), _quoted(field))))


def _named_place(field: DetailField) -> str:
    """Return the name of the place that states it, with the words there unless they are the value; "" where it is no such place."""
    label, colon, rest = field.evidence.partition(": ")
    if not colon:
        return ""
    is_told = rest.strip("'\"") == field.value or rest.startswith(("{", "["))
    said = "" if is_told else f": “{rest}”"
    for sign, place in HIDDEN.items():
        if label.startswith(sign):
            return f"{field.status} in {place}, under {label.removeprefix(sign)}{said}"
    if field.status == "stated" and _KEY.fullmatch(label):
        return f"stated in the file’s head, under {label}{said}"
    return ""


def _quoted(field: DetailField) -> str:
    words = field.evidence
    bare = field.status == "stated" and not words.startswith(("“", '"', "«", "„"))
    return f"{field.status}: “{words}”" if bare else f"{field.status}: {words}"
