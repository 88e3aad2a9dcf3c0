"""A stylesheet that reads its rules again only when the colours they name are others than before, and applies those alone that count.

Textual asks for the rules once at every start, when the theme that they have just been read with comes into force: a tenth of the start. And
it finds the styles of a widget's parts anew whenever the focus comes or goes, though these are the same.
"""

from __future__ import annotations

from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode


class SteadyStylesheet(Stylesheet):
    """Rules and the variables that they were read with."""

    def __init__(self, *, variables: dict[str, str]) -> None:
        super().__init__(variables=variables)
        self._in_force = variables
        self._stale = False

    def set_variables(self, variables: dict[str, str]) -> None:
        if variables != self._in_force:
            self._in_force, self._stale = variables, True
            super().set_variables(variables)

    def reparse(self) -> None:
        if self._stale:
            self._stale = False
            super().reparse()

    def _process_component_classes(self, node: DOMNode) -> None:
        if not getattr(node, "only_frame", False):
            super()._process_component_classes(node)
