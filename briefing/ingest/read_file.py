"""Reads one file: opens it safely, tells its format by content, hands it to the reader of that format. Never raises for a bad file."""

from __future__ import annotations

import hashlib
import stat
from pathlib import Path

from briefing.errors import BriefingError, IngestError
from briefing.ingest import build_document, dispatch, safe_open, sidecar, walk
from briefing.ingest.results import Limits, Reading
from briefing.model import Problem
from briefing.text import one_line

_DEFAULT = Limits()


def read(root: Path, path: str, *, limits: Limits = _DEFAULT) -> Reading:
    """Return the articles of the file ``path`` (relative, POSIX, as ``walk.scan`` gives it) inside ``root``.

    Whatever is wrong with the file ends as a line of ``problems``; what could be read of it is kept.
    """
    digest = ""
    try:
        data = safe_open.load(root, path, limits.file_bytes)
        note = sidecar.load(root, path)
        digest = _digest(data, note)
        drafts, notes = dispatch.read(data, path, limits)
        if note:
            notes += sidecar.apply(drafts, note)
    except BriefingError as error:
        return Reading((), (_problem(path, str(error)),), digest)
    except RecursionError:
        return Reading((), (_problem(path, "is nested too deeply"),), digest)
    except MemoryError:
        return Reading((), (_problem(path, "needs more memory than the limit allows"),), digest)
    except Exception as error:  # a parser's fault must never stop the folder
        return Reading((), (_problem(path, f"cannot be read: {type(error).__name__}"),), digest)
    problems = [_problem(path, text) for text in notes]
    documents = []
    first = f"{path}#1" if shares_its_name(root, path) else path
    for number, draft in enumerate(drafts[: limits.articles], 1):
        own = first if number == 1 else f"{path}#{number}"
        try:
            document = build_document.document(draft, own)
            if document.text or document.article.title.value:
                documents.append(document)
                problems += [_problem(own, text) for text in draft.problems]
            else:
                problems.append(_problem(own, "holds no text"))
        except IngestError as error:
            problems.append(_problem(own, str(error)))
        except Exception as error:
            problems.append(_problem(own, f"cannot be read: {type(error).__name__}"))
    if len(drafts) > limits.articles:
        problems.append(_problem(path, f"holds more than {limits.articles:,} articles; the rest is left out"))
    if not [*documents, *problems]:  # no reader may leave a file out without a word
        problems.append(_problem(path, "holds no text"))
    return Reading(tuple(documents), tuple(problems), digest)


def warm() -> None:
    """Load what reading a text needs."""
    drafts, _ = dispatch.read(b"A title\n\nA text.\n", "a.txt", _DEFAULT)
    build_document.document(drafts[0], "a.txt")


def digest(root: Path, path: str, limits: Limits = _DEFAULT) -> str:
    """Return the SHA-256 that :func:`read` would give, without reading what the file says; "" if it cannot be opened."""
    try:
        return _digest(safe_open.load(root, path, limits.file_bytes), sidecar.load(root, path))
    except BriefingError:
        return ""


def _digest(data: bytes, note: bytes) -> str:
    found = hashlib.sha256(data)
    if note:
        found.update(b"\0" + note)
    return found.hexdigest()


def shares_its_name(root: Path, path: str) -> bool:
    """Return whether the file ``path`` bears a name that is also the path of an article in another file. Its own is then ``path#1``."""
    stem = walk.namesake(path)
    try:
        return bool(stem) and stat.S_ISREG((root / stem).lstat().st_mode)
    except (OSError, ValueError):
        return False


def _problem(path: str, reason: str) -> Problem:
    return Problem(path, one_line(reason)[:300])
