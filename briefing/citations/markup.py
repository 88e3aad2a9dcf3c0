"""Runs of text with emphasis and links, and the three ways to print them. Escaping happens here and nowhere else."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape as escape_html


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a reference. ``href`` is an http(s) address or ""; ``closers`` counts the closing marks at its end, before which
    American styles set a comma or a full stop."""

    text: str
    italic: bool = False
    href: str = ""
    closers: int = 0


@dataclass(slots=True)
class Line:
    """A reference while it is put together."""

    runs: list[Run] = field(default_factory=list)

    def add(self, text: str, *, italic: bool = False, href: str = "", closers: int = 0) -> Line:
        if text:
            self.runs.append(Run(text, italic, href, closers))
        return self

    def merge(self, run: Run) -> Line:
        """Add ``run`` to the last run, so that both are one."""
        last = self.runs.pop() if self.runs else Run("")
        self.runs.append(Run(last.text + run.text, run.italic, run.href, run.closers))
        return self

    def join(self, other: Line) -> Line:
        self.runs.extend(other.runs)
        return self

    @property
    def plain(self) -> str:
        return "".join(run.text for run in self.runs)

    def punctuate(self, mark: str) -> Line:
        """Add a comma or a full stop, inside closing marks; what is there already is not doubled."""
        if not self.runs:
            return self
        last = self.runs[-1]
        body, closing = last.text[: len(last.text) - last.closers], last.text[len(last.text) - last.closers :]
        if mark == "." and body.endswith((".", "?", "!")):
            return self
        if mark == "," and closing and _ENDS_SENTENCE.search(body):
            return self
        if closing:
            self.runs[-1] = Run(body + mark + closing, last.italic, last.href, last.closers)
            return self
        self.runs[-1] = Run(body, last.italic, last.href)
        return self.add(mark)

    def stop(self) -> Line:
        """Add a full stop, unless there is one."""
        return self.punctuate(".")

    def without_first(self, text: str) -> Line:
        """Return the line without ``text`` at its start."""
        first, *rest = self.runs
        return Line([Run(first.text.removeprefix(text), first.italic, first.href, first.closers), *rest])

    def render(self, form: str) -> str:
        if form == "markdown":
            return _markdown(self.runs)
        if form == "html":
            return "".join(map(_html, self.runs))
        return self.plain


# A sentence's full stop, not that of "U.S." or "Inc."
_ENDS_SENTENCE = re.compile(
    r"(?<!\w\.\w)(?<!\s\w)(?<!\bInc)(?<!\bLtd)(?<!\bCorp)(?<!\bCo)(?<!\b[JS]r)(?<!\bSt)(?<=\w)\.$"
)

_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~$^&!@])")


def markdown(text: str) -> str:
    """Return ``text`` so that Markdown prints it as it is: ASCII marks with a meaning get a backslash, line breaks become spaces."""
    return _MARKDOWN.sub(r"\\\1", re.sub(r"\s*\n\s*", " ", text))


def html(text: str) -> str:
    """Return ``text`` for HTML, in content or a quoted attribute."""
    return escape_html(text, quote=True)


def as_markup(code: str, form: str) -> str:
    """Return ``code`` so that it prints as it is in ``form`` (``text``, ``markdown`` or ``html``)."""
    return {"html": html, "markdown": markdown}.get(form, str)(code)


def _markdown(runs: list[Run]) -> str:
    out: list[str] = []
    for run in runs:
        if run.href and run.text == run.href:
            piece = f"<{run.href}>"
        else:
            piece = markdown(run.text)
            if run.italic and piece.strip():
                lead, tail = piece[: len(piece) - len(piece.lstrip())], piece[len(piece.rstrip()) :]
                piece = f"{lead}*{piece.strip()}*{tail}"
            if run.href:
                piece = f"[{piece}]({run.href.replace('(', '%28').replace(')', '%29')})"
        out.append(piece)
    # A first word such as "1." or "-" would open a list.
    return re.sub(
        r"^(\d{1,9})([.)])(?=\s|$)|^([-+=])", lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", "".join(out)
    )


def _html(run: Run) -> str:
    piece = html(run.text)
    if run.italic:
        piece = f"<i>{piece}</i>"
    return f'<a href="{html(run.href)}">{piece}</a>' if run.href else piece
