"""How the domain's values read as words: labels, counts, marked comparisons. Shared by the commands and the reader.

Pure functions from value objects to plain strings; every string that comes out is one safe line. Nothing here draws, knows a
terminal or a colour, or imports Textual.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from itertools import pairwise
from pathlib import PurePosixPath

from briefing.late import pattern
from briefing.model import (
    Article,
    CopyChanges,
    Difference,
    SentenceNews,
    Standing,
    Stated,
    Statement,
    Story,
    SubjectNews,
)
from briefing.partial_date import PartialDate
from briefing.text import WORD, fold, one_line, plural

UNKNOWN_MARK = "—"
INFERRED_MARK = "~"

_LONG_FIGURE = pattern(r"(?<![\d.,])\d{5,30}(?![\d])", re.ASCII)
_WEEKDAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})

MODE_MARKS = {"direct": "●", "mixed": "◐", "indirect": "○"}
"""The character of each mode of quoting."""


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


# --- labels ---------------------------------------------------------------------------------------------------------
RELATED = {"earlier": "weeks earlier", "later": "weeks later", "translated": "in another language"}
"""How a story belongs to another one."""


def squeeze(text: str) -> str:
    """Return ``text`` as one safe line with single spaces and none at the ends (length changes)."""
    return " ".join(one_line(text).split())


def stated_label(value: Stated[str]) -> str:
    """Return a stated value in a few characters: ``—`` unknown, ``~`` before an inferred one."""
    if value.status == "unknown" or not value.value:
        return UNKNOWN_MARK
    text = squeeze(value.value) or UNKNOWN_MARK
    return INFERRED_MARK + text if value.status == "inferred" and text != UNKNOWN_MARK else text


@lru_cache(4096)
def short_date(iso: str) -> str:
    """Return ``2024-05-03`` of an ISO date or time; ``3 May`` of ``--05-03``; anything else as it stands.

    >>> short_date("2024-05-03T10:15+02:00"), short_date("--05-03")
    ('2024-05-03', '3 May')
    """
    text = squeeze(iso)
    date = PartialDate.parse(text)
    if date is None or date.month is None or date.day is None:
        return text
    return date.iso if date.is_full else f"{date.day} {_MONTHS[date.month - 1]}"


def within_year(date: PartialDate) -> str:
    """Return a day where the year is told elsewhere: ``12 Mar``; ``Mar``, ``2024`` as far as it is known."""
    if date.month is None:
        return date.iso
    month = _MONTHS[date.month - 1]
    return month if date.day is None else f"{date.day} {month}"


def date_label(article: Article) -> str:
    """Return the day of publication for a list: ``2024-05-03``, ``~2024-05-03`` if inferred, ``3 May`` if no year can be supported, ``—``."""
    return stated_date_label(article.published)


def stated_date_label(day: Stated[str]) -> str:
    """Return a day as :func:`date_label` does."""
    if day.status == "unknown" or not day.value:
        return UNKNOWN_MARK
    text = short_date(day.value) or UNKNOWN_MARK
    return INFERRED_MARK + text if day.status == "inferred" and text != UNKNOWN_MARK else text


def outlet_label(article: Article) -> str:
    """Return who printed it: the outlet; where that is unknown the agency, named as one (``AFP, agency``); else ``—``."""
    label, agency = stated_label(article.outlet), stated_label(article.agency)
    if label == UNKNOWN_MARK != agency:
        return f"{agency}, agency"
    return label


def imprint(article: Article) -> tuple[str, str]:
    """Outlet and day for a list, to be printed side by side: ``Bay Dispatch``, `` · 2024-05-03``; in words where neither is known."""
    outlet, date = outlet_label(article), date_label(article)
    if outlet == date == UNKNOWN_MARK:
        return f"{UNKNOWN_MARK} no outlet", ", no date"
    return outlet, f" · {date}"


def list_label(article: Article) -> tuple[str, bool]:
    """Return what names the article in a list, and whether it is only a placeholder: the title; else standfirst, first words or file name."""
    if article.title.value and (title := squeeze(article.title.value)):
        return title, False
    for text in (article.standfirst.value, _opening(article), PurePosixPath(article.path).name, article.id):
        if text and (line := squeeze(text)):
            return line, True
    return UNKNOWN_MARK, True


_OPENING_CUT = 80
"""Code points from which first words are a part of what their paragraph says, where no sentence ends with them."""


def _opening(article: Article) -> str:
    """Return the first words of the text; that they go on is said, as they were cut."""
    words = article.opening.rstrip()
    if len(words) < _OPENING_CUT or words.endswith((".", "!", "?", "”", '"', "…")):
        return words
    return f"{words.rstrip(',;:–— ')} …"


def source_label(article: Article) -> str:
    """Return a short name of the article as a source: outlet, agency, else the file's name without its ending; where that says nothing
    to a person (``b8c1f0…``), the first words of title, standfirst or text in quotation marks, else ``no outlet`` with the date."""
    for field in (article.outlet, article.agency):
        label = stated_label(field).removeprefix(INFERRED_MARK)
        if label != UNKNOWN_MARK:
            return label
    stem = squeeze(PurePosixPath(article.path).stem)
    if stem and not _machine_made(stem):
        return stem
    if words := _own_words(article):
        return words
    date = date_label(article)
    return f"no outlet, {date}" if date != UNKNOWN_MARK else stem or UNKNOWN_MARK


def lone_label(article: Article) -> str:
    """Return a name of the article as a source beside thousands of others, which nobody compares it with: its file tells it apart."""
    label, file = source_label(article), squeeze(PurePosixPath(article.path).name)
    return label if file.startswith(label) else f"{label}, {file}"


def source_labels(articles: Iterable[Article]) -> dict[str, str]:
    """Article id -> :func:`source_label`; those that would bear one name are told apart by their dates (``NPA, 2024-05-03``),
    else by the first words of their titles, else by their files' names."""
    named: dict[str, list[Article]] = {}
    for article in articles:
        named.setdefault(source_label(article), []).append(article)
    labels: dict[str, str] = {}
    for label, group in named.items():
        if len(group) == 1:
            labels[group[0].id] = label
            continue
        for difference in (_known_date, _own_words, _file_name):
            told = [difference(article) for article in group]
            if all(told) and len(set(told)) == len(group):
                break
        labels.update({
            article.id: f"{label}, {words}" if words else label for article, words in zip(group, told, strict=True)
        })  # fmt: skip
    return labels


def _known_date(article: Article) -> str:
    date = date_label(article)
    return "" if date == UNKNOWN_MARK else date


def _own_words(article: Article) -> str:
    """Return the first words of title, standfirst or text in quotation marks; "" if there are none."""
    for text in (article.title.value, article.standfirst.value, article.opening):
        if text and (line := squeeze(text)):
            return f"“{_first_words(line)}”"
    return ""


def _file_name(article: Article) -> str:
    return squeeze(article.path)


_SHORT_TITLE = 24
"""Characters of a title that stands for a source."""


def _machine_made(stem: str) -> bool:
    """Return whether a file's name is a checksum, a UUID or another string of letters and figures that no person has chosen."""
    letters = re.sub(r"[^0-9A-Za-z]", "", stem)
    if len(letters) < 12 or not re.search(r"[0-9]", letters) or not re.search(r"[A-Za-z]", letters):
        return False
    changes = sum(1 for one, two in pairwise(letters) if one.isdigit() != two.isdigit())
    return bool(re.fullmatch(r"[0-9a-fA-F-]{16,}", stem)) or changes * 4 >= len(letters)


def _first_words(title: str) -> str:
    """As many whole words of ``title`` as a short name has room for."""
    if len(title) <= _SHORT_TITLE:
        return title
    words = title[: _SHORT_TITLE + 1].rpartition(" ")[0] or title[:_SHORT_TITLE]
    return f"{words.rstrip(',;:-–—')}…"


def fact_label(value: str) -> str:
    """Return a version of a fact for people: days of the week with a capital, figures beyond years with commas.

    >>> fact_label("tuesday"), fact_label(">41000000"), fact_label("2023")
    ('Tuesday', '>41,000,000', '2023')
    """
    text = squeeze(value)
    return text.capitalize() if text in _WEEKDAYS else _LONG_FIGURE.sub(lambda match: f"{int(match[0]):,}", text)


SCOPES = {"sources": "", "source": "one source against itself", "article": "within one article"}
"""What is said of a difference that is none between sources."""

NAMED = 3
"""Sources that are named where many agree."""


def few(names: Iterable[str], most: int = NAMED) -> str:
    """Return the first names, ``most`` of them, and how many more: ``AFP · UPI · Quill · +14``."""
    each = list(dict.fromkeys(names))
    more = [f"+{len(each) - most}"] if len(each) > most else []
    return " · ".join(each[:most] + more)


BOTH = "says both"
"""Behind a source that prints more than one version of a fact."""


def on_both_sides(difference: Difference) -> frozenset[str]:
    """Return the articles that print more than one version of a fact: where few are named, they come first, else nobody sees them."""
    printed = Counter(id for value in difference.values for id in {value.article, *value.agreeing})
    return frozenset(id for id, versions in printed.items() if versions > 1)


def both_words(difference: Difference, sources: Mapping[str, str]) -> str:
    """Return ``AFP prints both``, of those of ``sources`` (article id -> name) that stand with no version as they print several; "" if
    none does."""
    names = dict.fromkeys(squeeze(sources[id]) for id in difference.both if id in sources)
    verb = "prints" if len(names) == 1 else "print"
    return f"{few(names)} {verb} {'both' if len(difference.values) == 2 else 'several of these'}" if names else ""


def names_in(difference: Difference, sources: Mapping[str, str]) -> dict[str, str]:
    """Return article id -> its name among the versions of a fact; one that prints several is said to (``UPI, says both``), and articles that
    bear one name are numbered (``UPI (2)``)."""
    printed = dict.fromkeys(id for value in difference.values for id in (value.article, *value.agreeing))
    both = on_both_sides(difference)
    bearers: dict[str, list[str]] = {}
    for id in printed:
        bearers.setdefault(next(filter(None, (squeeze(sources.get(id, "")), squeeze(id))), UNKNOWN_MARK), []).append(id)
    names: dict[str, str] = {}
    for name, ids in bearers.items():
        for number, id in enumerate(ids, 1):
            one = f"{name} ({number})" if len(ids) > 1 else name
            names[id] = f"{one}, {BOTH}" if id in both else one
    return names


def copies_label(article: Article) -> str:
    """Return ``+3 copies``, or "" if no other file carries this text."""
    return f"+{plural(len(article.copies), 'copy', 'copies')}" if article.copies else ""


def kept_line(changes: CopyChanges) -> str:
    """Return ``keeps 93%, 4 passages differ``; ``word for word the same``."""
    if changes.kept >= 1.0 and not changes.passages:
        return "word for word the same"
    kept = f"keeps {min(99, round(changes.kept * 100)) if changes.kept < 1.0 else 100}%"
    if not changes.passages:
        return f"{kept}, a copy of other copies"
    return f"{kept}, {plural(len(changes.passages), 'passage')} {'differs' if len(changes.passages) == 1 else 'differ'}"


def speaker_label(statement: Statement, names: Mapping[str, str]) -> str:
    """Return who says a statement, "" if unknown: as the speaker is called among the names (``names``: quotation id -> name) where half of
    the quotations or more bear it, or where it has the words of the name that the analysis gives; else as that gives it."""
    quotations = {instance.quotation for instance in statement.instances}
    told = Counter(names[quotation] for quotation in sorted(quotations & names.keys()))
    given = squeeze(str(statement.speaker)) if statement.speaker else ""
    for name, count in told.most_common(1):
        if 2 * count >= len(quotations) or is_form_of(name, given):
            return squeeze(name)
    return given


def is_form_of(one: str, other: str) -> bool:
    """Return whether one of two names has all telling words of the other.

    >>> is_form_of("the authority", "Bay Ferry Authority"), is_form_of("Ada Krol", "Ada Bell")
    (True, False)
    """
    left, right = ({word for word in WORD.findall(fold(name)) if len(word) > 1} - _SMALL for name in (one, other))
    few, many = sorted((left, right), key=len)
    return few <= many if few else False


_SMALL = frozenset("the of for and an".split())
"""Words of names that tell nobody from anybody."""


_SHORT_FORM = pattern(r" ?\(([A-Z][A-Za-z.&-]{1,9})\)")
"""Letters in brackets behind a name."""


def short_form_given(text: str, name: str) -> str:
    """Return the letters by which ``text`` itself shortens ``name``, "" where it does not.

    >>> short_form_given("The Bay Ferry Authority (BFA) said so.", "Bay Ferry Authority")
    'BFA'
    """
    place = text.find(f"{name} (") if name else -1
    match = _SHORT_FORM.match(text, place + len(name)) if place >= 0 else None
    letters = match[1] if match is not None else ""
    return letters if sum(map(str.isupper, letters)) > 1 else ""


def counts_line(statement: Statement) -> str:
    """``4 files · 4 texts · 1 origin``: always three counts, as they are three different things."""
    return " · ".join((
        plural(statement.articles, "file"), plural(statement.distinct_texts, "text"), plural(statement.origins, "origin"),
    ))  # fmt: skip


COUNTS_LEGEND = ("texts: no copies", "origins: where from")
"""What two of the counts mean, where these stand."""


def counts_over_rows(statement: Statement) -> str:
    """Return the counts as they stand over a row for each printing, with the number of these where a file prints the words twice."""
    printings = len(statement.instances)
    more = f" · {plural(printings, 'quotation')}" if printings > statement.articles else ""
    return counts_line(statement) + more


def source_and_title(source: str, title: str) -> str:
    """Return ``AFP · Bridge opens``; the title alone where nobody is known and its first words stand for the source.

    >>> source_and_title("AFP", "Bridge opens"), source_and_title("“Bridge opens…”", "Bridge opens at last")
    ('AFP · Bridge opens', 'Bridge opens at last')
    """
    own_words = source.startswith("“") and title.startswith(source[1:].rstrip("”…"))
    named = "" if own_words else source
    return f"{named} · {title}" if named else title


NO_DAY = "no day known"


def story_days(story: Story) -> str:
    """Return ``2024-03-12 – 2024-03-16 · 2 undated``: the days on which its sources came out, one day once, and how many of them tell none."""
    days = list(dict.fromkeys(short_date(day.value) for day in (story.first, story.last) if day.value))
    if not days:
        return NO_DAY
    return " – ".join(days) + (f" · {story.undated:,} undated" if story.undated else "")


def story_counts(story: Story) -> str:
    """Return ``12 files · 9 texts · 4 outlets``; without the outlets where none is known."""
    counts = [plural(story.files, "file"), plural(story.distinct_texts, "text")]
    return " · ".join([*counts, *([plural(story.outlets, "outlet")] if story.outlets else [])])


FIRST_NAMES = 4
"""Names that are printed of many; one more takes no more room than the words that there is one."""


def first_names(names: Sequence[str]) -> str:
    """Return ``A, B, C``, and of many the first ones and how many more there are."""
    if len(names) <= FIRST_NAMES + 1:
        return ", ".join(map(squeeze, names))
    return f"{', '.join(map(squeeze, names[:FIRST_NAMES]))} and {len(names) - FIRST_NAMES:,} more"


def apart_words(standing: Standing, day: Stated[str], shared: int) -> str:
    """Return why a source stands apart: what it tells of, when it was printed (``day``), and how many of the ``shared`` statements it carries."""
    later = [f"printed {stated_date_label(day)}, after all others"] if standing.later else []
    reasons = ["a later event: what the others report is past in it"] if standing.looks_back is not None else []
    return "; ".join(
        [*reasons, *later, f"carries {standing.carried} of the {plural(shared, 'statement')} that several carry"]
    )


def new_sentences(news: Sequence[SentenceNews]) -> str:
    """Return ``14 of 41 sentences new``; ``14 of 41 sentences new, 3 in part`` where what is quoted in some of these is known."""
    partly = sum(bool(each.known) for each in news)
    said = f"{sum(each.new for each in news):,} of {plural(len(news), 'sentence')} new"
    return f"{said}, {partly:,} in part" if partly else said


def news_line(news: SubjectNews) -> str:
    """Return ``3 new of 12 articles since 2031-05-06 18:04``, of a first look ``12 articles so far``; times are local."""
    articles = plural(len(news.articles), "article")
    if news.first:
        return f"{articles} so far"
    return f"{len(news.new):,} new of {articles} since {local_time(news.looked)}"


def local_time(iso: str) -> str:
    """Return a time as people where the program runs read it: ``2031-05-06 18:04``; what is no time as it stands."""
    try:
        return datetime.fromisoformat(iso).astimezone().strftime("%Y-%m-%d %H:%M")
    except (ValueError, OverflowError):
        return squeeze(iso)


def hits_line(position: int, total: int, articles: int, *, more: bool = False) -> str:
    """Return ``3/41 hits · 12 articles`` (``41 hits · 12 articles`` while no hit is the current one; ``position`` counts from 1);
    with ``more`` there are at least as many hits: ``3/41+ hits``."""
    where = f"{position:,}/" if position else ""
    hits = f"{total:,}+ hits" if more else plural(total, "hit")
    return f"{where}{hits} · {plural(articles, 'article')}"


def witness_name(label: str, path: str) -> str:
    """Return the name under which a source appears: its label, else the file's name without its ending."""
    return squeeze(label) or squeeze(PurePosixPath(path).stem) or UNKNOWN_MARK
