"""How a question is answered: with an error of ours whatever goes wrong, and again after what was damaged is rebuilt."""

from __future__ import annotations

import functools
import os
import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Protocol, TypeVar, cast

from briefing.errors import BriefingError
from briefing.text import one_line

F = TypeVar("F", bound=Callable[..., Any])


class Guard(Protocol):
    """What keeps open what an answer needs, and rebuilds what is damaged."""

    cache: Path

    def asked(self) -> AbstractContextManager[None]: ...

    def check_open(self) -> None: ...

    def mend(self, error: sqlite3.DatabaseError) -> bool: ...


class Guarded(Protocol):
    """Whatever answers questions within a session."""

    @property
    def session(self) -> Guard: ...


def answering(method: F) -> F:
    """Answer with an error of ours, whatever goes wrong; after damage to what is derived, rebuild it once and ask again."""

    @functools.wraps(method)
    def answer(self: Guarded, *args: Any, **kwargs: Any) -> Any:
        try:
            with self.session.asked():
                try:
                    return method(self, *args, **kwargs)
                except sqlite3.DatabaseError as error:
                    self.session.check_open()
                    if not self.session.mend(error):
                        raise
                    return method(self, *args, **kwargs)
        except BriefingError:
            raise
        except (sqlite3.Error, OSError) as error:
            raise unusable(self.session.cache, error) from error
        except Exception as error:
            reason = one_line(str(error)[:200])
            raise BriefingError(
                f"cannot answer {method.__name__} ({type(error).__name__}: {reason}); check what was asked"
            ) from error

    return cast(F, answer)


def unusable(path: Path, error: Exception) -> BriefingError:
    reason = getattr(error, "strerror", None) or str(error)
    what = f"cannot use {one_line(os.fspath(path))}: {one_line(reason)}"
    if "locked" in reason or "busy" in reason:
        return BriefingError(f"{what}; another program holds it: try again when that is done")
    return BriefingError(f"{what}; free some space, or check its rights")
