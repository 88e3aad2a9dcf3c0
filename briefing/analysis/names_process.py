"""The language model in a process of its own, so that loading and running it never holds up a key in the reader.

Parent and child speak JSON lines over pipes. The child is started when there is work and ends with its pipe; nothing that it
sends can run code, and if it dies the rules tier keeps serving with a notice.
"""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from typing import Any

from briefing.errors import ExtraMissingError
from briefing.model import Article, Document, Mention, Paragraph, SourceMap


class NamesProcess:
    """``with NamesProcess() as names: names.recognise_many(documents)``."""

    def __init__(self) -> None:
        self._child = subprocess.Popen(
            [sys.executable, "-m", __name__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def recognise_many(self, documents: Iterable[Document]) -> Iterator[tuple[Mention, ...]]:
        """The names of each document, in order. Raises ExtraMissingError if the model cannot serve, with what to do."""
        for document in documents:
            yield self._recognise(document)

    def _recognise(self, document: Document) -> tuple[Mention, ...]:
        # One article at a time: with more under way, two full pipes could wait for each other.
        to, back = self._child.stdin, self._child.stdout
        if to is None or back is None:
            raise self._failed()
        with contextlib.suppress(OSError):  # the child ended; what it said before, if anything, tells why
            to.write(_dump(document))
            to.flush()
        line = back.readline()
        if not line:
            raise self._failed()
        answer: Any = json.loads(line)
        if isinstance(answer, str):
            raise ExtraMissingError(answer)
        article = document.article
        return tuple(
            Mention(
                article.id,
                article.path,
                (start, end),
                document.source_span((start, end)),
                document.text[start:end],
                type=type,
                label=label,
            )
            for start, end, type, label in answer
        )

    def _failed(self) -> ExtraMissingError:
        return ExtraMissingError("names by rules only: the language model stopped; install briefing[entities] again")

    def close(self) -> None:
        """End the child; at once, as nothing of what it does is kept there."""
        self._child.kill()
        for pipe in (self._child.stdin, self._child.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):  # what was still buffered for a dead child
                    pipe.close()
        self._child.wait()

    def __enter__(self) -> NamesProcess:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _dump(document: Document) -> bytes:
    paragraphs = [[*paragraph.span, paragraph.kind] for paragraph in document.paragraphs]
    return json.dumps([document.text, paragraphs]).encode() + b"\n"


def _load(line: bytes) -> Document:
    text, paragraphs = json.loads(line)
    spans = tuple(Paragraph((start, end), None, kind) for start, end, kind in paragraphs)
    return Document(Article("", ""), text, spans, SourceMap())


def main() -> None:
    """The child: one line in, one line out, until the pipe ends."""
    from briefing.analysis import entities

    write = sys.stdout.buffer
    try:
        engine = entities.engine("spacy")
    except ExtraMissingError as error:
        write.write(json.dumps(str(error)).encode() + b"\n")
        write.flush()
        return
    for line in sys.stdin.buffer:
        mentions = engine.recognise(_load(line))
        write.write(json.dumps([[*m.span, m.type, m.label] for m in mentions]).encode() + b"\n")
        write.flush()


if __name__ == "__main__":
    main()
