"""A page as Markdown, HTML (one file, prints on paper) or a document of Word. All text is untrusted: safe, and escaped, on its way out."""

from __future__ import annotations

import html as escaping
import io
import re
from collections.abc import Callable, Sequence
from typing import Any

from briefing.errors import BriefingError
from briefing.notebook.page import Line, Page, Source, Version
from briefing.text import one_line, visible, with_edge_marks

_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~&!])|^([ ]*)([-+=]|\d+[.)])")

STYLE = """
:root { color-scheme: light dark; }
body { font: 11pt/1.45 Georgia, "Times New Roman", serif; max-width: 42rem; margin: 2rem auto; padding: 0 1rem; overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; line-height: 1.2; margin: 0 0 .2rem; }
h2 { font: 600 .85rem/1.2 system-ui, sans-serif; text-transform: uppercase; letter-spacing: .06em; border-bottom: 1px solid; margin: 1.4rem 0 .5rem; padding-bottom: .2rem; break-after: avoid; }
.about, .subtitle { font: .85rem/1.4 system-ui, sans-serif; opacity: .8; }
p { margin: 0 0 .6rem; break-inside: avoid; }
.about, .note { display: block; }
.note { font-size: .9em; font-style: italic; margin-left: 1rem; }
ol { padding-left: 1.6rem; font-size: .9rem; }
a { color: inherit; }
sup { line-height: 0; font-size: .7em; }
sup a { text-decoration: none; }
table { border-collapse: collapse; width: 100%; margin: 0 0 .8rem; font-size: .88em; break-inside: avoid; }
th, td { border-top: 1px solid color-mix(in srgb, currentColor 25%, transparent); padding: .25rem .5rem .25rem 0; text-align: left; vertical-align: top; }
th { font: 600 .85em/1.4 system-ui, sans-serif; width: 9rem; }
ins { text-decoration: underline; text-underline-offset: .15em; font-weight: 600; }
del { opacity: .65; }
@media print { body { font-size: 9pt; line-height: 1.28; margin: 0; max-width: none; padding: 0; } h2 { margin-top: .9rem; } p { margin-bottom: .3rem; } @page { size: A4; margin: 16mm 18mm; } }
"""


NOTE = "Note"
"""Before what the person wrote on a quotation."""


def _shown(text: str) -> str:
    return visible(one_line(text)).strip()


def _words(line: Line) -> str:
    text = _shown(line.text)
    return f"“{text}”" if line.quoted and text[:1] not in '“"«„' else with_edge_marks(text)


def markdown(page: Page) -> str:
    """Return the page as Markdown; every line names its sources by number."""
    rows = [f"# {_escaped(page.title)}", "", _escaped(page.subtitle)]
    for section in page.sections:
        if section.lines:
            rows += ["", f"## {_escaped(section.heading)}", ""]
            rows += [part for line in section.lines for part in (_markdown_line(line), *_markdown_table(line))]
    rows += ["", "## Sources", ""]
    rows += [f"{number}. {_escaped(_with_file(source))}" for number, source in enumerate(page.sources, 1)]
    return "\n".join(rows) + "\n"


def _with_file(source: Source) -> str:
    """Return the citation of a source with the name of its file, by which whoever has the folder finds it again."""
    return f"{source.citation} [file: {source.file}]" if source.file else source.citation


def _markdown_line(line: Line) -> str:
    about = f" — {_escaped(line.about)}" if line.about else ""
    note = f"\n  - {NOTE}: {_escaped(line.note)}" if line.note else ""
    return f"- {_escaped(_words(line))}{about}{_numbers(line)}{note}"


def _markdown_table(line: Line) -> list[str]:
    """Return the versions of a line as a table, indented so that it belongs to it."""
    if not line.versions:
        return []
    rows = [
        [_escaped(version.says), *_markdown_cells(version)] if _says(line) else _markdown_cells(version)
        for version in line.versions
    ]
    head = [*["says"] * _says(line), "source", "its words"]
    drawn = (f"| {' | '.join(row)} |" for row in (head, *rows))
    first, *others = drawn
    return ["", *(f"  {row}" for row in (first, "|---" * len(head) + "|", *others)), ""]


def _says(line: Line) -> bool:
    """Return whether it is told of each version of a line what it says."""
    return any(version.says for version in line.versions)


def _markdown_cells(version: Version) -> list[str]:
    """Return the sources of a version, and its words."""
    carriers = ", ".join(f"{_escaped(name)} ({number})" for name, number in version.carriers)
    return [carriers, " ".join(_markdown_piece(*piece) for piece in version.pieces)]


def _markdown_piece(kind: str, words: str) -> str:
    before, after = MARKDOWN_MARKS[kind]
    opening, inner, closing = _in_marks(words)
    return f"{opening}{before}{_escaped(inner)}{after}{closing}"


def _in_marks(words: str) -> tuple[str, str, str]:
    """Return the mark that opens a piece, its words, and the mark that closes it, "" where there is none: no mark is added or lacking."""
    inner = words.removeprefix("“").removesuffix("”")
    return "“" * words.startswith("“"), inner, "”" * words.endswith("”")


MARKDOWN_MARKS = {"same": ("", ""), "added": ("**", "**"), "omitted": ("~~", "~~")}
"""What stands around words that a version has, or lacks, against the first one."""


def _numbers(line: Line) -> str:
    return f" ({', '.join(map(str, line.sources))})" if line.sources else ""


def _escaped(text: str) -> str:
    return _MARKDOWN.sub(lambda match: f"\\{match[1]}" if match[1] else f"{match[2]}\\{match[3]}", _shown(text))


def html(page: Page) -> str:
    """Return the page as one HTML file that loads nothing."""
    body = [f"<h1>{_html(page.title)}</h1>", f'<p class="subtitle">{_html(page.subtitle)}</p>']
    for section in page.sections:
        if section.lines:
            body.append(f"<h2>{_html(section.heading)}</h2>")
            body += [_html_line(line) for line in section.lines]
    body.append("<h2>Sources</h2>\n<ol>")
    for number, source in enumerate(page.sources, 1):
        web = source.url.startswith(("https://", "http://"))
        link = f' <a href="{_html(source.url)}" rel="noreferrer">open</a>' if web else ""
        body.append(f'<li id="s{number}">{_html(_with_file(source))}{link}</li>')
    body.append("</ol>")
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{_html(page.title)}</title><style>{STYLE}</style></head>\n<body>\n"
        + "\n".join(body)
        + "\n</body></html>\n"
    )


def _html(text: str) -> str:
    return escaping.escape(_shown(text))


def _html_line(line: Line) -> str:
    about = f'<span class="about">{_html(line.about)}</span>' if line.about else ""
    links = ", ".join(f'<a href="#s{number}">{number}</a>' for number in line.sources)
    note = f'<span class="note">{NOTE}: {_html(line.note)}</span>' if line.note else ""
    return f"<p>{_html(_words(line))}{f' <sup>{links}</sup>' if links else ''}{about}{note}</p>{_html_table(line)}"


def _html_table(line: Line) -> str:
    if not line.versions:
        return ""
    rows = "\n".join(
        f'<tr>{f"<td>{_html(version.says)}</td>" * _says(line)}<th scope="row">{", ".join(_html_carrier(*carrier) for carrier in version.carriers)}</th>'
        f"<td>{' '.join(_html_piece(*piece) for piece in version.pieces)}</td></tr>"
        for version in line.versions
    )
    return f"\n<table>\n{rows}\n</table>"


def _html_carrier(name: str, number: int) -> str:
    return f'{_html(name)} <sup><a href="#s{number}">{number}</a></sup>'


def _html_piece(kind: str, words: str) -> str:
    element = HTML_ELEMENTS.get(kind)
    opening, inner, closing = _in_marks(words)
    return f"{opening}<{element}>{_html(inner)}</{element}>{closing}" if element else _html(words)


HTML_ELEMENTS = {"added": "ins", "omitted": "del"}


def docx(page: Page) -> bytes:
    """Return the page as a document of Word. Raises BriefingError where python-docx is not installed."""
    try:
        import docx as word
    except ImportError as error:
        raise BriefingError("a document of Word needs python-docx: pip install 'briefing[docx]'") from error
    document = word.Document()
    _about_document(document.core_properties, _shown(page.title))
    document.add_heading(_shown(page.title), 0)
    document.add_paragraph(_shown(page.subtitle))
    for section in page.sections:
        if section.lines:
            document.add_heading(_shown(section.heading), 1)
            for line in section.lines:
                paragraph = document.add_paragraph(_words(line), style="List Bullet")
                paragraph.add_run(f" {_shown(line.about)}{_numbers(line)}").italic = True
                if line.note:
                    document.add_paragraph(f"{NOTE}: {_shown(line.note)}", style="List Continue")
                _word_table(document, line.versions)
    document.add_heading("Sources", 1)
    for source in page.sources:
        document.add_paragraph(_shown(_with_file(source)), style="List Number")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _about_document(properties: Any, title: str) -> None:
    """Say of a document what it is and when it was written, and nothing of the template that it was made from."""
    from datetime import UTC, datetime

    properties.title = title[:255]  # as much as the format takes
    properties.author = properties.comments = properties.last_modified_by = ""
    properties.created = properties.modified = datetime.now(UTC).replace(microsecond=0)


def _word_table(document: Any, versions: Sequence[Version]) -> None:
    """Add the versions of a line: words that one has are underlined, words that it lacks are struck out."""
    if not versions:
        return
    from docx.shared import Cm, Pt, RGBColor

    told = any(version.says for version in versions)
    widths = (Cm(3), Cm(3.6), Cm(8.6)) if told else (Cm(4), Cm(11.2))
    table = document.add_table(rows=0, cols=len(widths), style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for version in versions:
        cells = table.add_row().cells
        for cell, width in zip(cells, widths, strict=True):
            cell.width = width
        carriers = ", ".join(f"{_shown(name)} ({number})" for name, number in version.carriers)
        for cell, text in zip(cells, [_shown(version.says), carriers][not told :], strict=False):
            cell.paragraphs[0].add_run(text).font.size = Pt(9)
        for kind, text in version.pieces:
            paragraph = cells[-1].paragraphs[0]
            opening, inner, closing = (paragraph.add_run(words) for words in _in_marks(_shown(text)))
            paragraph.add_run(" ")
            opening.font.size = inner.font.size = closing.font.size = Pt(9.5)
            inner.underline, inner.font.strike = kind == "added", kind == "omitted"
            if kind == "omitted":
                inner.font.color.rgb = RGBColor(0x6E, 0x6E, 0x6E)
    document.add_paragraph()


FORMATS: dict[str, Callable[[Page], str | bytes]] = {"markdown": markdown, "html": html, "docx": docx}
