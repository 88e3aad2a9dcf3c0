"""The signs and short words of the screens, and what they say: the help lists them behind the keys."""

from __future__ import annotations

from typing import Final

HEADING: Final = "Signs on the screens"

SIGNS: Final[tuple[tuple[str, str, str], ...]] = (
    ("●", "in the list: not read yet; on the page of a story: new; before a quotation: printed whole in quotation marks", "unread"),
    ("◐", "before a quotation: printed in part; in Compare: a part of the pivot", "mixed partial"),
    ("○", "before a quotation: reported without quotation marks", "indirect reported"),
    ("≠", "differs in sense from what most print: figures, no and not, who said it, done or planned, names, days; in the list: a story whose sources do", "differs minority differences sense"),
    ("≈", "the same in other words: reworded, over for more than, another tense", "reworded wording tense"),
    ("=", "in Compare: word for word the pivot; before a title: a copy of the text above", "identical copy"),
    ("·", "in Coverage: the source does not carry it; in the margin of an article: you have read this sentence elsewhere", "margin known"),
    ("5″", "behind an article: how many of its quotations other articles carry too", "″ shared quotations"),
    ("3", "a number in the margin of an article: how many other sources carry the quotation that begins there", "margin figures digits"),
    ("▌ ▏", "the cursor, in the pane that has the keys and in others; in the margin of an article: the quotation that it stands in", "margin bar cursor"),
    ("› ┊", "in the margin of an article: the line of the cursor; what a web page leaves around the article", "margin bar furniture"),
    ("▸ ▾", "a story, or a name with its spellings: folded, unfolded", "folded unfolded closed open"),
    ("♦ ×", "an article is starred; it is marked, for what is done with several", "star marked"),
    ("+ −", "before a name: the list shows only articles that name it; only those that do not", "filter only without"),
    ("✓", "before a name: marked to be joined with others", "merge picked"),
    ("~", "before a day or an outlet: inferred, not stated by the text; i says from what", "inferred date dates"),
    ("—", "nobody knows", "unknown"),
    ("files", "how many files, copies too; texts: each text once; origins: sources that do not go back to one another", "texts origin origins outlets counts"),
    ("minutes", "a word over versions of a fact, in Differences and on the page of a story: what their figures count", "topic unit number"),
    ("pivot", "in Compare: the version that the others are measured by; here: the one that you came from", "here"),
)  # fmt: skip
"""The sign as it stands there, what it says, and words by which it is found too."""
