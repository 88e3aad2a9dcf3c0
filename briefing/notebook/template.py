"""A page through a template of the person's own (Jinja2), filled in a process of its own: it reads no file, calls no code and ends.

The template sees ``page`` with ``title``, ``subtitle``, ``sections`` (``heading``, ``lines``) and ``sources``, as :mod:`briefing.notebook.page`
has them, and the filter ``markdown``, which escapes what Markdown would take for markup. Templates for ``.html`` escape by themselves.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from briefing import pipes
from briefing.errors import BriefingError
from briefing.notebook.page import Page
from briefing.text import one_line, safe_text

SECONDS: Final = 10
"""Of computing time, and twice that by the clock."""
MEMORY: Final = 1_000_000_000
LONGEST: Final = 1_000_000
"""Bytes of a template."""
MOST: Final = 50_000_000
"""Code points of what comes of it."""
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~&!])")


def fill(path: str, page: Page) -> str:
    """Return what the template in the file ``path`` makes of ``page``, without control characters.

    Raises:
        BriefingError: there is no Jinja2, the file cannot be read, or the template fails, takes too long or too much.
    """
    name = one_line(path)
    try:
        template = Path(path).expanduser().read_bytes()[: LONGEST + 1].decode("utf-8")
    except OSError as error:
        raise BriefingError(f"cannot read the template {name}: {error.strerror}") from error
    except ValueError as error:
        raise BriefingError(f"the template {name} is not written in UTF-8") from error
    if len(template) > LONGEST:
        raise BriefingError(f"the template {name} is longer than {LONGEST:,} characters")
    asked = json.dumps(
        {
            "template": template,
            "page": asdict(page),
            "seconds": SECONDS,
            "html": path.lower().endswith((".html", ".htm")),
        }
    )
    command = pipes.python_child(pipes.boot(__name__, "answer"))
    try:
        done = subprocess.run(command, input=asked.encode(), capture_output=True, timeout=SECONDS * 2, check=False)
        answer: dict[str, str] = json.loads(done.stdout)
    except subprocess.TimeoutExpired as error:
        raise BriefingError(f"the template {name} takes longer than {SECONDS} seconds") from error
    except ValueError as error:
        raise BriefingError(f"the template {name} takes more time or memory than it is given") from error
    if "fault" in answer:
        raise BriefingError(f"the template {name}: {one_line(answer['fault'])}")
    return safe_text(answer["text"])


def answer() -> None:
    """Read a template and a page, and print what comes of them; for the child."""
    asked = json.load(sys.stdin)
    try:
        _limit(int(asked["seconds"]))
        print(json.dumps({"text": _filled(asked)}))
    except ImportError:
        print(json.dumps({"fault": "it needs Jinja2: pip install 'briefing[templates]'"}))
    except MemoryError:
        print(json.dumps({"fault": "it takes more memory than it is given"}))
    except Exception as error:
        line = f" (line {error.lineno})" if hasattr(error, "lineno") else ""
        print(json.dumps({"fault": f"{error}{line}"}))


def _limit(seconds: int) -> None:
    try:
        import resource
    except ImportError:
        return  # Windows: the clock alone
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))


def _filled(asked: dict[str, Any]) -> str:
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = ImmutableSandboxedEnvironment(
        autoescape=asked["html"],
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["markdown"] = lambda text: _MARKDOWN.sub(r"\\\1", str(text))
    pieces: list[str] = []
    size = 0
    for piece in environment.from_string(asked["template"]).generate(page=asked["page"]):
        pieces.append(piece)
        size += len(piece)
        if size > MOST:
            raise BriefingError(f"it makes more than {MOST:,} characters")
    return "".join(pieces)
