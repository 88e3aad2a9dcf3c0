"""Runs of text with emphasis and links, and the three ways to print them. Escaping happens here and nowhere else."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape as escape_html


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a reference. ``href`` is an http(s) address or ""."""

    text: str
    italic: bool = False
    href: str = ""


@dataclass(slots=True)
class Line:
    """A reference while it is put together."""

    runs: list[Run] = field(default_factory=list)

    def add(self, text: str, *, italic: bool = False, href: str = "") -> Line:
        if text:
            self.runs.append(Run(text, italic, href))
        return self

    def join(self, other: Line) -> Line:
        self.runs.extend(other.runs)
        return self

    @property
    def plain(self) -> str:
        return "".join(run.text for run in self.runs)

    def stop(self) -> Line:
        """A full stop, unless the line ends in one (also inside closing marks) or in ``?``, ``!`` or ``…``."""
        tail = self.plain.rstrip()
        if tail and not re.search(r"[.?!…]['’”\")]*$", tail[-4:]):
            self.add(".")
        return self

    def space(self) -> Line:
        return self.add(" ") if self.runs and not self.plain.endswith(" ") else self

    def render(self, form: str) -> str:
        if form == "markdown":
            return _markdown(self.runs)
        if form == "html":
            return "".join(map(_html, self.runs))
        return self.plain


_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~$^&!@])")


def markdown(text: str) -> str:
    """``text`` so that Markdown prints it as it is: ASCII marks with a meaning get a backslash, line breaks become spaces."""
    return _MARKDOWN.sub(r"\\\1", re.sub(r"\s*\n\s*", " ", text))


def html(text: str) -> str:
    """``text`` for HTML, in content or a quoted attribute."""
    return escape_html(text, quote=True)


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
