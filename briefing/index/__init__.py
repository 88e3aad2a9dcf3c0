"""Full-text search: Whoosh behind a small door. See :mod:`briefing.index.index`. Importing this loads neither Whoosh nor numpy."""

from briefing.index.index import Index
from briefing.index.segment.records import ArticleFacts, Found, IndexDocument

__all__ = ["ArticleFacts", "Found", "Index", "IndexDocument"]
