"""Regular expressions that are compiled when they are first used, so that importing the program costs nothing for them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any


class Lazy:
    """A pattern with the methods of a compiled one; after the first use each of them is that of the compiled one itself."""

    search: Callable[..., re.Match[str] | None]
    match: Callable[..., re.Match[str] | None]
    finditer: Callable[..., Iterator[re.Match[str]]]
    findall: Callable[..., list[Any]]

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self._pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> object:
        if name not in ("search", "match", "finditer", "findall"):
            raise AttributeError(name)
        compiled = re.compile(self._pattern, self._flags)
        self.search, self.match, self.finditer = compiled.search, compiled.match, compiled.finditer
        self.findall = compiled.findall
        return getattr(compiled, name)
