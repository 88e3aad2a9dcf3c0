"""``briefing watch``: what is new in what you watch since the last look, by story, copies once. Made for cron."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING, Final

from briefing.cli.commands.list import shortest_ids
from briefing.cli.main import DONE, NOTHING_FOUND
from briefing.errors import BriefingError, StateError
from briefing.presentation import json_output, labels
from briefing.text import plural

if TYPE_CHECKING:
    from briefing.cli.context import Session
    from briefing.collection.facade import Collection
    from briefing.model import StoryNews, Subject, SubjectNews

WAIT: Final = 60.0
"""Seconds that a look waits for another one that is under way."""


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "subjects", metavar="SUBJECT", nargs="*", help="only these, by what they are called (all that are watched)"
    )
    parser.add_argument(
        "--peek", action="store_true", help="leave the last look where it is: the same is new the next time"
    )
    parser.add_argument("--list", action="store_true", help="what is watched, without looking")
    parser.add_argument(
        "--search", metavar="QUERY", action="append", default=[], help="watch a query, or a saved search by its name"
    )
    parser.add_argument(
        "--entity", metavar="NAME", action="append", default=[], help="watch a name: a person, an organisation, a place"
    )
    parser.add_argument("--stop", metavar="SUBJECT", action="append", default=[], help="watch this no longer")


def run(arguments: argparse.Namespace, session: Session) -> int:
    session.quiet = not session.out.stderr_terminal
    collection = session.collection()
    if arguments.search or arguments.entity or arguments.stop:
        return _change(arguments, session, collection)
    chosen = _chosen(collection, arguments.subjects)
    if arguments.list:
        return _list(session, collection, chosen)
    if not chosen:
        return _nothing(
            session,
            collection,
            'nothing is watched here; briefing watch --search "oak gates" watches a search, --entity a name',
        )
    with _one_at_a_time(collection):
        news = collection.subject_news(chosen)
        status = _tell(session, collection, news)
        session.out.flush()  # what could not be printed was not seen
        if not arguments.peek:
            _keep_look(session, collection, news)
    return status


def _keep_look(session: Session, collection: Collection, news: Sequence[SubjectNews]) -> None:
    """Keep that this was told; say so where that cannot be."""
    reason = "" if collection.state.file.kept else "the state file cannot be written"
    try:
        collection.look(news)
    except StateError as error:
        reason = str(error)
    if reason:
        session.out.message(f"the last look is not kept, so the same is new the next time: {reason}")


def _change(arguments: argparse.Namespace, session: Session, collection: Collection) -> int:
    """Watch what is asked for, or no longer."""
    for subject in _chosen(collection, arguments.stop):
        collection.state.unwatch(subject)
        session.out.message(f"{subject.label} is watched no longer")
    asked = [("search", ref) for ref in arguments.search] + [("name", ref) for ref in arguments.entity]
    for kind, ref in asked:
        subject = collection.subject(kind, ref)  # type: ignore[arg-type]
        collection.state.watch(subject)
        session.out.message(f"watching {subject.label}; the first briefing watch says what there is")
    return _list(session, collection, collection.state.subjects()) if session.out.as_json else DONE


def _chosen(collection: Collection, refs: Sequence[str]) -> list[Subject]:
    """Return the subjects that are watched, or those of them that ``refs`` call. Raises BriefingError: one is not watched."""
    watched = collection.state.subjects()
    if not refs:
        return watched
    called = {
        ref: [s for s in watched if ref.casefold() in (s.label.casefold(), s.value.casefold(), s.key)] for ref in refs
    }
    for ref, subjects in called.items():
        if not subjects:
            raise BriefingError(f"{ref} is not watched here; briefing watch --list shows what is")
    return list(dict.fromkeys(subject for subjects in called.values() for subject in subjects))


def _list(session: Session, collection: Collection, chosen: Sequence[Subject]) -> int:
    out = session.out
    if out.as_json:
        out.json(
            {
                "watched": [json_output.subject(each) for each in chosen],
                "problems": json_output.problems(collection.problems()),
            }
        )
    for subject in chosen if not out.as_json else ():
        query = "" if subject.label == subject.value else f"/{subject.value}"
        out.line((subject.label, "bold"), (f"  {query if subject.kind == 'search' else 'name'}".rstrip(), "dim"))
    return DONE if chosen else NOTHING_FOUND


def _nothing(session: Session, collection: Collection, words: str) -> int:
    session.out.message(words)
    if session.out.as_json:
        session.out.json({"new": 0, "watched": [], "problems": json_output.problems(collection.problems())})
    return NOTHING_FOUND


@contextmanager
def _one_at_a_time(collection: Collection) -> Iterator[None]:
    """Let no second look begin before this one is kept: two at once tell nothing twice. Raises BriefingError: another one goes on."""
    from briefing.file_lock import locked

    with ExitStack() as held:
        got = True
        with suppress(OSError):  # where nothing can be written, no other look is kept either
            got = held.enter_context(locked(collection.places.data / "watch.lock", wait=WAIT))
        if not got:
            raise BriefingError("another briefing watch is still at work; try again when that is done")
        yield


def _tell(session: Session, collection: Collection, news: Sequence[SubjectNews]) -> int:
    """Print what is new; the exit status says whether anything is."""
    out = session.out
    stories = {each.subject.key: collection.by_story(_told(each)) for each in news}
    for each in news:
        if each.problem:
            out.message(f"{each.subject.label}: {each.problem}")
    if out.as_json:
        out.json(
            {
                "new": len({id for each in news for id in _told(each)}),
                "watched": [
                    json_output.subject_news(each, stories[each.subject.key], collection.article) for each in news
                ],
                "problems": json_output.problems(collection.problems()),
            }
        )
    else:
        _print(session, collection, [each for each in news if _told(each)], stories)
    if any(map(_told, news)):
        return DONE
    if out.stderr_terminal:
        session.nothing(f"nothing new in {plural(len(news), 'subject')}")
    return NOTHING_FOUND


def _told(news: SubjectNews) -> tuple[str, ...]:
    """Return what is told of a subject: what is new, and at the first look all that is there."""
    return news.articles if news.first else news.new


def _print(
    session: Session, collection: Collection, news: Sequence[SubjectNews], stories: dict[str, Sequence[StoryNews]]
) -> None:
    out = session.out
    digits = shortest_ids(list({id for each in news for id in each.articles}))
    for number, each in enumerate(news):
        if number:
            out.line()
        out.line((each.subject.label, "bold"), f"  {labels.news_line(each)}")
        for story in stories[each.subject.key]:
            if story.story:
                out.wrapped((labels.squeeze(story.title), "bold"), first="  ", rest="  ")
            for id, copies in story.articles:
                article = collection.article(id)
                title, placeholder = labels.list_label(article)
                more = f"  +{plural(len(copies), 'copy', 'copies')}" if copies else ""
                source = labels.witness_name(labels.source_label(article), article.path)
                indent = "    " if story.story else "  "
                words = (
                    (id[:digits], "dim"),
                    f"  {labels.date_label(article)}  {source}  ",
                    (title, "italic" * placeholder),
                    more,
                )
                out.wrapped(*words, first=indent, rest=indent + " " * (digits + 2))
