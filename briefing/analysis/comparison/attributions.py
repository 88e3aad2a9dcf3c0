"""To whom the sources of a statement attach its words: read off where a text names somebody, and compared as names are."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from briefing.analysis.statements import origins
from briefing.model import Instance, Quotation, Span
from briefing.text import fold


def stated(instance: Instance, quotation: Quotation | None) -> tuple[str, Span] | None:
    """Return whom the text itself names as the speaker of words in marks, and where; ``None`` where it names nobody, or only a role."""
    if quotation is None:
        return None
    # Marks in a headline have no cue: nobody is said to have said them.
    unsaid = ("indirect" in (quotation.mode, instance.mode), (quotation.mode, quotation.cue) == ("mixed", None))
    who = quotation.speaker
    if any(unsaid) or who.status != "stated":
        return None
    named = who.name if who.name is not None else ""
    if who.mention_span is None:
        return None
    return None if not named or origins.kind(named) == origins.ROLE else (named, who.mention_span)


def one_speaker(one: str, other: str, same_names: Iterable[AbstractSet[str]]) -> bool:
    """Return whether two names are of one speaker: akin, or forms of one name (``same_names``: each holds the folded words of all forms);
    "", nobody, is anybody, and an institution speaks by somebody: by whom it is not said."""
    if "" in (one, other):
        return True
    if akin(one, other) or is_person(one) != is_person(other):
        return True
    both = {word.strip(".,'’") for name in (one, other) for word in fold(name).split()}
    return any(both <= forms for forms in same_names)


def is_person(name: str) -> bool:
    """Return whether a name is a person's, not that of an institution or its initials."""
    return (origins.kind(name), name.isupper()) == (origins.PERSON, False)


def akin(one: str, other: str) -> bool:
    """Return whether two names may be one: they share a word of more than a letter, or one is the initials of the other."""
    left, right = ({word.strip(".,'’") for word in fold(name).split()} for name in (one, other))
    if any(len(word) > 1 for word in left & right):
        return True
    return _initials(one) == fold(other) or _initials(other) == fold(one)


def _initials(name: str) -> str:
    return "".join(word[0] for word in fold(name).split())
