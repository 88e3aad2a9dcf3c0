"""What stands above an article's text: its source and date on the pane's frame, and its title where the text has none. Pure."""

from __future__ import annotations

from briefing.model import Article, Document, ParagraphKind
from briefing.presentation.labels import UNKNOWN_MARK, date_label, outlet_label, squeeze
from briefing.tui.drawing import strips
from briefing.tui.drawing.text_layout import wrap


def about(article: Article) -> str:
    """Return ``Outlet · 2024-05-03``, as far as known."""
    return " · ".join(label for label in (outlet_label(article), date_label(article)) if label != UNKNOWN_MARK)


def head_of(document: Document, width: int) -> list[tuple[str, ParagraphKind]]:
    """Return the lines above a text that does not print its own title (a page or front matter told it): title, standfirst, byline.

    They are no part of the text: the cursor, hits and selections never reach them. The last line is blank.
    """
    kinds = {paragraph.kind for paragraph in document.paragraphs}
    article = document.article
    if "title" in kinds or article.title.status == "unknown" or not article.title.value:
        return []
    parts: list[tuple[str, ParagraphKind]] = [(article.title.value, "title")]
    if "standfirst" not in kinds and article.standfirst.value:
        parts.append((article.standfirst.value, "standfirst"))
    if "byline" not in kinds and article.byline.value:
        parts.append((", ".join(article.byline.value), "byline"))
    lines: list[tuple[str, ParagraphKind]] = []
    for words, kind in parts:
        text = strips.clean(squeeze(words[:2000]))
        starts = wrap(text, 0, len(text), width)
        lines += [(text[start:end].rstrip(), kind) for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]
    return [*lines, ("", "title")]
