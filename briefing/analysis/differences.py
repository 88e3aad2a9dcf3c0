"""Facts on which the sources disagree: figures, days, who said it, payment, stage of a deal. Few and right beats many.

Reports only words that stand in the texts, never a judgement of which is true.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from briefing.model import Difference, Quotation, Statement


def find(
    statements: Sequence[Statement], quotations: Mapping[str, Quotation], texts: Mapping[str, str]
) -> tuple[Difference, ...]:
    """The differences between the sources of ``statements``; ``quotations`` by id, ``texts`` by article id."""
    return ()
