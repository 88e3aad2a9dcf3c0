"""A keyboard-driven reader for a folder of news articles. The public face; everything is loaded when first used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from briefing.version import __version__

if TYPE_CHECKING:
    from briefing.collection import Collection as Collection

_PLACES = {"Collection": "briefing.collection"}


def __getattr__(name: str) -> Any:
    if name in _PLACES:
        import importlib

        return getattr(importlib.import_module(_PLACES[name]), name)
    raise AttributeError(f"module 'briefing' has no attribute {name!r}")
