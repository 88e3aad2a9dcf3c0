"""Names by the language model, as a task for a process of its own (see ``briefing/workers.py``): loading and running the model
there never holds up a key in the reader. Keeps the loaded model for the next article."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing.analysis.entities import Engine
    from briefing.model import Document, Mention


@cache
def _engine() -> Engine:
    from briefing.analysis.entities import engine

    return engine("spacy")


def recognise(document: Document) -> tuple[Mention, ...]:
    """As :func:`briefing.analysis.entities.recognise`. Raises ExtraMissingError, which says what to do, if the model is not
    installed or is not the one that was checked."""
    return _engine().recognise(document)
