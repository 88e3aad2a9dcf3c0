"""Citations of articles and of quotations in them, ready to paste.

:func:`cite` is the whole of it. A citation never invents: what is not known reads ``n.d.`` or ``[outlet unknown]``, an inferred
year stands in brackets, and a quotation's words are printed as they are.
"""

from __future__ import annotations

from briefing.citations.item import Item, build
from briefing.errors import BriefingError
from briefing.model import Article, Citation, Quotation

STYLES = (
    "plain", "markdown", "html", "apa", "chicago-author-date", "chicago-notes", "mla", "ieee", "oscola", "bluebook", "wikipedia",
)  # fmt: skip
FORMATS = ("text", "markdown", "html", "csl-json", "biblatex", "ris")

__all__ = ["FORMATS", "STYLES", "cite"]


def cite(
    article: Article,
    quotation: Quotation | None = None,
    *,
    style: str = "plain",
    format: str = "text",
    in_text: bool = False,
) -> Citation:
    """A citation of ``article``, or of the words of ``quotation`` in it.

    ``style`` is one of :data:`STYLES` (the reference as in a list; with ``in_text`` the short form), ``format`` one of
    :data:`FORMATS` (the last three are records for other programs and follow no style). The text holds no control character
    but newline and ends without one. Raises BriefingError for an unknown style or format.
    """
    if style not in STYLES:
        raise BriefingError(f"unknown citation style {style!r}; use one of: {', '.join(STYLES)}")
    if format not in FORMATS:
        raise BriefingError(f"unknown citation format {format!r}; use one of: {', '.join(FORMATS)}")
    item = build(article, quotation)
    if format in ("csl-json", "biblatex", "ris"):
        from briefing.citations import exchange

        record = {"csl-json": exchange.csl_json, "biblatex": exchange.biblatex, "ris": exchange.ris}[format]
        return Citation(record(item), style, format)
    return Citation(_written(item, style, format, in_text).rstrip("\n"), style, format)


def _written(item: Item, style: str, form: str, in_text: bool) -> str:
    from briefing.citations import styles
    from briefing.citations.exchange import said_by
    from briefing.citations.markup import Line, html, markdown

    if style == "wikipedia":
        from briefing.citations import wiki

        code = wiki.short(item) if in_text else wiki.cite_news(item)
        return html(code) if form == "html" else markdown(code) if form == "markdown" else code
    # the styles "markdown" and "html" are markup whatever the format says, unless the format is the other markup
    if form == "text" and style in ("markdown", "html"):
        form = style
    reference = (styles.SHORT if in_text else styles.ENTRIES)[style](item)
    if item.words is None:
        return reference.render(form)
    line = Line().add(f"“{item.words.text}”")
    if in_text:
        return line.add(" ").join(reference).render(form)
    speaker = said_by(item)
    if speaker:
        line.add(f" — {speaker}")
    line.add(", " if style in ("plain", "markdown", "html") else ". " if speaker else " ")
    return line.join(reference).render(form)
