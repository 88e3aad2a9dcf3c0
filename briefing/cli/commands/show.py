"""``briefing show``: one article, with what is known of it and the words that it rests on."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from briefing.presentation import json_output, labels
from briefing.text import one_line, plural, truncate

if TYPE_CHECKING:
    from briefing.cli.context import Session
    from briefing.cli.output import Output
    from briefing.model import Document, ParagraphKind, Stated

_FIELDS = (
    ("published", "Published"), ("outlet", "Outlet"), ("agency", "Agency"), ("byline", "By"), ("dateline", "Place"),
    ("language", "Language"), ("url", "Address"),
)  # fmt: skip
EVIDENCE_CELLS = 60


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("article", metavar="ARTICLE", help="an id, the beginning of one, or a path inside the folder")
    parser.add_argument(
        "--plain",
        action="store_true",
        help="bare text for paging and screen readers: one line a paragraph, no furniture",
    )


def run(arguments: argparse.Namespace, session: Session) -> int:
    collection, out = session.collection(), session.out
    document = collection.document(arguments.article)
    if out.as_json:
        out.json(json_output.document(document) | {"problems": json_output.problems(collection.problems())})
    elif arguments.plain:
        _plain(document, out)
    else:
        _styled(document, out)
    return 0


def _known(value: Stated[Any]) -> str:
    """Return ``2024-03-12 (stated: “March 12, 2024”)``, ``unknown``."""
    if value.status == "unknown" or value.value in (None, "", ()):
        return "unknown"
    text = ", ".join(value.value) if isinstance(value.value, tuple) else str(value.value)
    evidence = truncate(labels.squeeze(value.evidence), EVIDENCE_CELLS) if value.evidence else ""
    return f"{one_line(text)} ({value.status}{f': “{evidence}”' if evidence else ''})"


def _styled(document: Document, out: Output) -> None:
    article = document.article
    label, placeholder = labels.list_label(article)
    out.wrapped((label, "italic" if placeholder else "bold"))
    if placeholder:
        out.line(("no title in the file", "dim"))
    for name, heading in _FIELDS:
        value = getattr(article, name)
        if value.status == "unknown" and name not in ("published", "outlet"):
            continue
        out.wrapped((f"{heading + ':':<11}", "dim"), _known(value), rest=" " * 11)
    notes = [plural(article.words, "word"), f"file {article.path}", f"id {article.id}"]
    if article.repeated:
        notes.append("the file holds its text more than once; it is kept once")
    if article.copies:
        notes.append(labels.copies_label(article))
    out.wrapped((" · ".join(notes), "dim"))
    for problem in article.problems:
        out.wrapped((f"Problem: {problem}", "bad"))
    for kind, words in _paragraphs(document):
        if kind == "title" and words == label:
            continue
        out.line()
        if kind == "furniture":
            out.wrapped(("┊ " + words, "dim"), rest="┊ ")
        elif kind == "caption":
            out.wrapped(("▸ " + words, "italic"), rest="  ")
        else:
            out.wrapped((words, "bold" if kind in ("title", "standfirst") else ""))


def _paragraphs(document: Document) -> Iterator[tuple[ParagraphKind, str]]:
    """(kind, words) of what is printed, repeated passages left out, a dateline at the head of its paragraph."""
    dateline = ""
    for paragraph in document.paragraphs:
        words = labels.squeeze(document.text[slice(*paragraph.span)])
        if paragraph.kind == "dateline":
            dateline = f"{dateline} {words}".strip()
        elif paragraph.kind != "repeat":
            if dateline and paragraph.kind == "body":
                dateline, words = "", f"{dateline} {words}"
            yield paragraph.kind, words
    if dateline:
        yield "dateline", dateline


def _plain(document: Document, out: Output) -> None:
    article = document.article
    title = article.title.value
    out.line(f"Title: {labels.squeeze(title)}" if title else "Title: unknown")
    for name, heading in _FIELDS:
        out.line(f"{heading}: {_known(getattr(article, name))}")
    out.line(f"File: {article.path}")
    left_out = 0
    for kind, words in _paragraphs(document):
        if kind == "furniture":
            left_out += 1
        elif kind != "title":
            out.line()
            out.line("Caption: " if kind == "caption" else "", words)
    if left_out:
        out.line()
        out.line(f"Left out: {plural(left_out, 'line')} of page furniture.")
