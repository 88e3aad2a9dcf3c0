"""Where the panes come from: each is built, and its module loaded, when it is first wanted."""

from __future__ import annotations

from importlib import import_module
from typing import Final

from textual.widget import Widget

_CLASSES: Final = {
    "story": ("briefing.tui.widgets.story_view", "StoryView"),
    "sources": ("briefing.tui.widgets.bars.sources_strip", "SourcesStrip"),
    "entities": ("briefing.tui.widgets.entity_panel", "EntityPanel"),
    "compare": ("briefing.tui.widgets.compare_view", "CompareView"),
    "coverage": ("briefing.tui.widgets.coverage_view", "CoverageView"),
    "differences": ("briefing.tui.widgets.differences_view", "DifferencesView"),
    "said": ("briefing.tui.widgets.said_view", "SaidView"),
    "hits": ("briefing.tui.widgets.hits_view", "HitsView"),
    "copies": ("briefing.tui.widgets.copies_view", "CopiesView"),
    "details": ("briefing.tui.widgets.details_panel", "DetailsPanel"),
    "notebook": ("briefing.tui.widgets.notebook_view", "NotebookView"),
    "presentation": ("briefing.tui.widgets.presentation_view", "PresentationView"),
    "cite": ("briefing.tui.widgets.cite_as_view", "CiteAsView"),
    "menu": ("briefing.tui.widgets.choice_list", "Menu"),
}


def make(name: str) -> Widget:
    """Return a new widget for the pane ``name``; its id is the name."""
    module, cls = _CLASSES[name]
    widget: Widget = getattr(import_module(module), cls)(id=name)
    return widget
