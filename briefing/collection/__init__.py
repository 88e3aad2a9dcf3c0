"""One object, the :class:`Collection`, answers everything that commands and screens ask of a folder of articles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from briefing.collection.facade import Collection

__all__ = ["Collection"]


def __getattr__(name: str) -> Any:
    if name in __all__:
        from briefing.collection import facade

        return getattr(facade, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
