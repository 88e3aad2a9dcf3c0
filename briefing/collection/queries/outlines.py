"""An article with what a list shows of it and no more."""

from __future__ import annotations

import json
from typing import Any

from briefing.model import UNKNOWN, Article, Stated
from briefing.store.catalogue import serialise
from briefing.store.catalogue.catalogue import OUTLINE


@serialise.whole
def outline(id: str, path: str, text: str) -> Article:
    """Return the article of which ``text`` says :data:`OUTLINE`, as the catalogue has it."""
    *stated, opening = json.loads(text)
    fields: dict[str, Any] = {name: _stated(value) for name, value in zip(OUTLINE, stated, strict=False)}
    return Article(id, path, opening="" if opening is None else opening, **fields)


def _stated(value: list[str | None] | None) -> Stated[str]:
    return UNKNOWN if value is None else Stated(*value)  # type: ignore[arg-type]
