"""Who said a quotation (first version: the nearest name beside a verb of saying)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.analysis.marks import Segment
from briefing.model import UNKNOWN_SPEAKER, QuotationKind, Span, Speaker

_SAY = "said|says|told|added|adds|asked|wrote|tweeted|replied|noted|explained|continued|insisted|argued|warned|declared"
_PERSON = r"(?:[A-Z][\w.’'-]{0,30}\s(?:of the )?){0,6}[A-Z][\w’'-]{1,30}|[Tt]he \w{1,20}(?: \w{1,20})?|[Hh]e|[Ss]he|[Tt]hey"
_AFTER = re.compile(rf"[,”\"'’»]*\s*(?:(?P<a>{_PERSON}) (?:also |later )?(?P<ca>{_SAY})|(?P<cb>{_SAY}) (?P<b>{_PERSON}))")


def attribute(
    text: str, paragraphs: Sequence[Span], segments: Sequence[Segment], kinds: Sequence[QuotationKind]
) -> list[tuple[Speaker, str | None]]:
    """For each quoted stretch its speaker and cue."""
    result: list[tuple[Speaker, str | None]] = []
    for segment in segments:
        match = _AFTER.match(text, segment.span[1], paragraphs[segment.paragraph][1])
        if match:
            group = "a" if match["a"] else "b"
            mention = match[group]
            pronoun = mention.lower() in ("he", "she", "they")
            speaker = Speaker(None if pronoun else mention, mention, match.span(group), "unknown" if pronoun else "stated")
            result.append((speaker, match["c" + group]))
        else:
            result.append((UNKNOWN_SPEAKER, None))
    return result
