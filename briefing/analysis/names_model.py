"""Names by a language model, as a task for a process of its own (see ``briefing/workers.py``): loading and running the model
there never holds up a key in the reader. Keeps the loaded model for the next article."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing.analysis.entities import Engine
    from briefing.model import Document, Mention


@cache
def _engine(name: str) -> Engine:
    from briefing.analysis import pinned_models
    from briefing.analysis.spacy_engine import SpacyEngine

    model = next(model for model in pinned_models.MODELS if model.name == name)
    return SpacyEngine(pinned_models.check(model), model)


def recognise(document: Document, name: str) -> tuple[Mention, ...]:
    """As :func:`briefing.analysis.entities.recognise`, with the model called ``name`` (``small`` or ``large``). Raises
    ExtraMissingError, which says what to do, if it is not installed or is not the one that was checked."""
    return _engine(name).recognise(document)
