"""Citations of articles and of quotations in them, ready to paste.

:func:`cite` is the whole of it. A citation never invents: what is not known reads ``n.d.`` or ``[outlet unknown]``, an inferred
year stands in brackets, and a quotation's words are printed as they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

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
    text: str = "",
    line: int | None = None,
    csl: Path | None = None,
    one_line: bool = False,
    passage: bool = False,
    further: Sequence[str] = (),
) -> Citation:
    """Return a citation of ``article``, or of the words of ``quotation`` in it.

    The text holds no control character; the records are on several lines, everything else on one.

    Args:
        style: one of :data:`STYLES`: the reference as in a list; with ``in_text`` the short form.
        format: one of :data:`FORMATS`; the last three are records for other programs and follow no style.
        text: the article's text; with it a link to words that stand there more than once tells which are meant.
        line: where the quotation begins in the article's file, from 1; told where the article has no address.
        csl: a file with a style of the Citation Style Language, used instead of ``style`` through the pandoc that is installed.
        one_line: records of ``csl-json`` and ``biblatex`` on one line as well, for a clipboard (RIS is made of lines).
        passage: ``quotation`` stands for words of the article itself, which bear no quotation marks.
        further: the parts that follow ``quotation`` where the reporter split it; each is printed in marks of its own.

    Raises:
        BriefingError: for an unknown style or format, or a style file that cannot be used.
    """
    if style not in STYLES:
        raise BriefingError(f"unknown citation style {style!r}; use one of: {', '.join(STYLES)}")
    if format not in FORMATS:
        raise BriefingError(f"unknown citation format {format!r}; use one of: {', '.join(FORMATS)}")
    item = build(article, quotation, text, line, passage=passage, further=further)
    if format in _RECORDS:
        from briefing.citations import exchange

        record = getattr(exchange, _RECORDS[format])(item)
        joined = one_line and format != "ris"
        return Citation(" ".join(record.split()) if joined else record, style, format)
    if csl is not None:
        from briefing.citations import csl as by_pandoc

        return Citation(by_pandoc.write(item, csl, format, in_text=in_text), csl.stem, format)
    return Citation(_write(item, style, format, in_text).rstrip("\n"), style, format)


_RECORDS = {"csl-json": "csl_json", "biblatex": "biblatex", "ris": "ris"}


def _write(item: Item, style: str, form: str, in_text: bool) -> str:
    from briefing.citations import styles, wiki
    from briefing.citations.markup import as_markup
    from briefing.citations.speech import with_words

    if style == "wikipedia":
        return as_markup(wiki.short(item) if in_text else wiki.cite_news(item), form)
    # the styles "markdown" and "html" are markup whatever the format says, unless the format is the other markup
    if form == "text" and style in ("markdown", "html"):
        form = style
    reference = (styles.SHORT if in_text else styles.ENTRIES)[style](item)
    return with_words(item, reference, style, in_text=in_text).render(form)
