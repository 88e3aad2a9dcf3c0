"""What one file may cost and what it gave, apart from what reads it: whoever only stores it loads no reader."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.model import Document, Problem


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost. Bytes, seconds, counts.

    ``expanded_bytes``, ``memory_bytes`` and ``cpu_seconds`` bind the parsers of risky formats, which run in a process of their own.
    """

    file_bytes: int = 64 * 1024 * 1024
    text_bytes: int = 8 * 1024 * 1024
    expanded_bytes: int = 50 * 1024 * 1024
    memory_bytes: int = 1024 * 1024 * 1024
    cpu_seconds: int = 10
    wall_seconds: float = 30.0
    articles: int = 10_000


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file gave: its articles, what could not be read and why, and the SHA-256 (hex) of its bytes and of the note beside it ("" if unread)."""

    documents: tuple[Document, ...]
    problems: tuple[Problem, ...]
    sha256: str
