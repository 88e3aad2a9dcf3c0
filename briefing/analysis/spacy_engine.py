"""The tier of the language models (extras ``entities`` and ``entities-large``): NER component only, rules and tables over it.

Which model, and whether it is the one that was checked, is the matter of ``pinned_models``. spaCy is imported at the first
article, never before.
"""

from __future__ import annotations

import re
import threading
import warnings
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from briefing.analysis import entities
from briefing.analysis.pinned_models import READ, SMALL, PinnedModel
from briefing.errors import ExtraMissingError
from briefing.model import Document, EntityType, Mention
from briefing.text import one_line

EXCLUDED = ("tok2vec", "tagger", "parser", "senter", "attribute_ruler", "lemmatizer")
KINDS: dict[str, EntityType] = {
    "PERSON": "person", "ORG": "organisation", "GPE": "place", "LOC": "place", "FAC": "place", "NORP": "place",
}  # fmt: skip
_UNBROKEN = re.compile(r"\S{200,}")
"""Longer than any name and its punctuation. spaCy's tokenizer peels such a run sign by sign: hours for half a megabyte."""
_CHUNK = 20_000
"""Code points of one paragraph that the model sees at once: bounds memory on hostile input."""
_TOGETHER = 40_000
"""Code points of several paragraphs that it sees side by side. A kilobyte of memory goes into each."""


class SpacyEngine:
    """The rules and a model together. ``folder`` is what :func:`briefing.analysis.pinned_models.check` gave for ``model``. Loads
    it at the first article; safe to call from several threads."""

    name = "spacy"
    notice = ""

    def __init__(self, folder: Path, model: PinnedModel = SMALL) -> None:
        self._folder = folder
        self._model = model
        self._nlp: Any = None
        self._lock = threading.Lock()
        self.version = f"{entities.RULES_VERSION}+{model.tier}"

    def load(self) -> None:
        """Loads the model (one second for the small one, two for the large one). Raises :class:`ExtraMissingError` if spaCy
        cannot load it."""
        with self._lock:
            if self._nlp is not None:
                return
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                try:
                    import spacy

                    self._nlp = spacy.load(self._folder, exclude=list(EXCLUDED))
                except Exception as error:  # whatever a library that does not fit raises: the next tier serves
                    reason = f"{type(error).__name__}: {one_line(str(error))[:120]}"
                    raise ExtraMissingError(
                        f"the {self._model.title} cannot be loaded ({reason}): install briefing[{self._model.extra}] again"
                    ) from error

    def recognise(self, document: Document) -> tuple[Mention, ...]:
        """As :func:`briefing.analysis.entities.recognise`, with what the model sees worked in."""
        return next(iter(self.recognise_many((document,))))

    def recognise_many(self, documents: Iterable[Document]) -> Iterator[tuple[Mention, ...]]:
        """The names of each document, in order."""
        self.load()
        for document in documents:
            until = READ if len(document.text) > READ else None
            yield entities.layer(document, self.found(document), until=until)

    def found(self, document: Document) -> list[entities.Found]:
        """What the model alone finds in the first :data:`~briefing.analysis.pinned_models.READ` code points."""
        self.load()
        found: list[entities.Found] = []
        with self._lock:
            for group in _groups(_pieces(document)):
                docs = self._nlp.pipe([text for text, _ in group], batch_size=len(group))
                for doc, (_, offset) in zip(docs, group, strict=True):
                    for span in doc.ents:
                        kind = KINDS.get(span.label_)
                        if kind:
                            label = "demonym" if span.label_ == "NORP" else ""
                            found.append((offset + span.start_char, offset + span.end_char, kind, label))
        return found


def _pieces(document: Document) -> Iterator[tuple[str, int]]:
    """The paragraphs that can hold names, cut after a sentence (else at a space) where they are very long, with their offsets."""
    text = document.text
    for paragraph in document.paragraphs:
        if paragraph.kind not in entities.KINDS:
            continue
        start, end = paragraph.span[0], min(paragraph.span[1], READ)
        while start < end:
            stop = min(end, start + _CHUNK)
            if stop < paragraph.span[1]:
                sentence = text.rfind(". ", start + _CHUNK // 2, stop)
                space = text.rfind(" ", start + _CHUNK // 2, stop)
                stop = sentence + 1 if sentence > 0 else space if space > 0 else stop
            yield _UNBROKEN.sub(lambda run: " " * len(run.group()), text[start:stop]), start
            start = stop


def _groups(pieces: Iterator[tuple[str, int]]) -> Iterator[list[tuple[str, int]]]:
    group: list[tuple[str, int]] = []
    size = 0
    for piece in pieces:
        if group and size + len(piece[0]) > _TOGETHER:
            yield group
            group, size = [], 0
        group.append(piece)
        size += len(piece[0])
    if group:
        yield group
