"""What stands under the cursor of a pane: the one answer that every action (copy, clip, compare, open, star) acts on.

Each pane's widget gives its own by a property ``target``; :meth:`briefing.tui.screens.reader_screen.ReaderScreen.target` asks the pane that has the focus.
"""

from __future__ import annotations

from collections.abc import Sequence

from briefing.late import dataclass
from briefing.model import Clipping, Entity, Span, Statement, Story


@dataclass(frozen=True, slots=True)
class Target:
    """The thing under a cursor.

    Attributes:
        article: Id of the article it stands in, "" for a thing of no article (a name of the whole folder).
        span: Code points of the article's text that it covers, or None for the article as a whole.
        text: Its words as they are printed there, "" for an article as a whole.
        quotation: Id of the quotation, or None where the words are no quotation.
        entity: The name under the cursor, if it is one.
        story: The story under the cursor, if it is a row of one.
        at: The character that Enter goes to, where that is not the first of the words.
        parts: The stretches of the text that it covers, where the reporter split the words; none where they stand in one piece.
        among: Whose words they are, where the row under the cursor stands for several sources.
        selected: The words are those that a person selected.
        clipping: The clipping under the cursor of the notebook, if it is one.
    """

    article: str = ""
    span: Span | None = None
    text: str = ""
    quotation: str | None = None
    entity: Entity | None = None
    story: Story | None = None
    clipping: Clipping | None = None
    selected: bool = False
    at: int | None = None
    parts: tuple[Span, ...] = ()
    among: str = ""


def statements_holding(target: Target | None, statements: Sequence[Statement]) -> Sequence[Statement]:
    """Return those of ``statements`` in whose words the words of ``target`` stand, that with the fewest words there first; all of them
    where it has more than the words of each."""
    if target is None or target.span is None:
        return statements
    start, end = target.span
    holding: dict[int, int] = {}
    for number, statement in enumerate(statements):
        spans = [instance.span for instance in statement.instances if instance.article == target.article]
        sizes = [last - first for first, last in spans if first <= start < end <= last]
        if sizes:
            holding[number] = min(sizes)
    return [statements[number] for number in sorted(holding, key=holding.__getitem__)] or statements
