"""Full-text search: Whoosh behind a small door. See :mod:`briefing.index.door`. Importing this loads neither Whoosh nor numpy."""

from briefing.index.door import Index
from briefing.index.records import ArticleFacts, Found, IndexDocument

__all__ = ["ArticleFacts", "Found", "Index", "IndexDocument"]
