"""One module a command. Each has ``configure(parser)`` and ``run(arguments, session) -> int``; loaded when it is called."""

from __future__ import annotations

SUMMARIES = {
    "index": "bring the index and the analysis up to date",
    "list": "the articles, newest first",
    "show": "one article, with what is known of it and how",
    "search": "articles that match a query, with snippets",
    "quotes": "every quotation, with its speaker",
    "statements": "quotations grouped: one statement, all its versions",
    "compare": "the versions of one statement, word by word",
    "entities": "people, organisations and places",
    "cite": "a citation for an article, or for a quotation with its words",
    "doctor": "versions, paths, index health, clipboard route, terminal",
}
"""Name and purpose of each command, in the order of ``briefing --help``."""
