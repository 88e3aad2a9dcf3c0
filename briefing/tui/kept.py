"""What is made in a thread and stays until it has been made anew: the screen goes on with the old value meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from briefing.tui.workers import NewestOnly, Post

T = TypeVar("T")


class Kept(Generic[T]):
    """A value and the thread that makes it. ``value`` is None until it stands."""

    def __init__(
        self,
        name: str,
        post: Post,
        make: Callable[[], T],
        *,
        stands: Callable[[T], object],
        failed: Callable[[Exception], object],
    ) -> None:
        self.value: T | None = None
        self._make = make
        self._stands, self._failed = stands, failed
        self._key: Hashable = None
        self._worker = NewestOnly(name, post)

    def want(self, key: Hashable) -> bool:
        """Make it, unless it was made (or is being made) from what ``key`` names; then ``stands(value)`` in the screen's thread.
        Return whether it is being made because of this call."""
        if key == self._key:
            return False
        self._key = key
        self._worker.submit(lambda superseded: self._make(), self._arrived, self._went_wrong)
        return True

    def close(self) -> None:
        """Want nothing any more; a thread at work is left behind."""
        self._worker.close(0.0)

    def _arrived(self, value: T) -> None:
        self.value = value
        self._stands(value)

    def _went_wrong(self, error: Exception) -> None:
        self._key = None
        self._failed(error)
