"""The reference styles for news: for each its entry as in a list, and its short form for the running text.

What is unknown is said as the style says it ("n.d.") or left out where the style leaves it out; nothing is ever filled in.
"""

from __future__ import annotations

from briefing.citations.styles import apa, chicago, everyday, ieee, legal, mla
from briefing.citations.styles.layout import Part

ENTRIES: dict[str, Part] = {
    "plain": everyday.plain,
    "markdown": everyday.linked,
    "html": everyday.linked,
    "apa": apa.entry,
    "chicago-author-date": chicago.author_date,
    "chicago-notes": chicago.notes,
    "mla": mla.entry,
    "ieee": ieee.entry,
    "oscola": legal.oscola,
    "bluebook": legal.bluebook,
}
SHORT: dict[str, Part] = {
    "plain": everyday.short,
    "markdown": everyday.short,
    "html": everyday.short,
    "apa": apa.short,
    "chicago-author-date": chicago.author_date_short,
    "chicago-notes": chicago.note,
    "mla": mla.short,
    "ieee": ieee.short,
    "oscola": legal.oscola_note,
    "bluebook": legal.bluebook_short,
}
