"""The fields that a query may name, for whoever offers them to a person."""

from __future__ import annotations

from briefing.index.query.fields import nearest
from briefing.index.query.nodes import FIELDS

__all__ = ["FIELDS", "nearest"]
