"""In which order the sources of a statement are shown, and which of them make one row. One order for every screen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import takewhile

from briefing.late import dataclass
from briefing.model import Comparison, Difference, FactValue, Instance, Mode, Quotation, Statement, Witness
from briefing.presentation.labels import UNKNOWN_MARK, speaker_label, squeeze
from briefing.text import SPLIT_MARK

STRONG = "≠"
"""The sign of a version whose sense differs: figures, negation, who said it, whether it is done, names, days."""

WORDED = "≈"
"""The sign of a version that says the same in other words: ``more than`` for ``over``, another tense, a synonym."""

ROW_LEGEND = {"=": "= identical", "≠": "≠ sense differs", "≈": "≈ reworded", "◐": "◐ part of it", "○": "○ reported"}
"""What each sign before a version says."""

BETWEEN_PARTS = f" {SPLIT_MARK} "
"""Between the parts of a quotation that the reporter split: the sign that stands there in a comparison."""

WEIGHT = ("", "=", "◐", WORDED, STRONG)
"""Signs of a comparison, from the one that says least; that words are reported is said beside them."""

MODE_RANK: Mapping[Mode, int] = {"direct": 0, "mixed": 1, "indirect": 2}
"""Words in marks before reported ones."""


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    """A row of a comparison: one version, or all that are identical to the pivot.

    Attributes:
        number: Place of the row, from 1.
        witnesses: The versions, in the order in which they are numbered.
        sign: ``=``, ``≠``, ``≈``, ``◐`` or ``○``; "" for the pivot.
        here: It is the version that the person came from.
        pivot: It is the version that the others are measured by.
        folded: Its words are not printed, since they are the pivot's.
    """

    number: int
    witnesses: tuple[Witness, ...]
    sign: str
    here: bool = False
    pivot: bool = False
    folded: bool = False


def source_signs(comparison: Comparison) -> dict[str, str]:
    """Return article -> the sign of its words beside the pivot's, of several the one that says most; "" for the pivot and for reports."""
    signs: dict[str, str] = {}
    for row in comparison_rows(comparison, unfolded=True):
        sign = row.sign if row.sign in WEIGHT else ""
        for witness in row.witnesses:
            signs[witness.article] = max(sign, signs.get(witness.article, ""), key=WEIGHT.index)
    return signs


def version_sign(value: FactValue, difference: Difference) -> str:
    """Return what stands before a version of a fact: how it differs from the one that most texts print, which has no sign; where no
    version is printed more than all others, each has one."""
    most = max(each.texts for each in difference.values)
    if [each for each in difference.values if each.texts == most] == [value]:
        return ""
    return STRONG if difference.strong else WORDED


def version_legend(differences: Iterable[Difference]) -> list[str]:
    """Return what the signs before the versions of these facts say, each once."""
    signs = {version_sign(value, each) for each in differences for value in each.values}
    words = [words for sign, words in ROW_LEGEND.items() if sign in signs]
    return [*words, *(["no sign: what most print"] if "" in signs else [])]


def comparison_rows(
    comparison: Comparison, here: str = "", places: Mapping[str, int] | None = None, *, unfolded: bool = False
) -> tuple[ComparisonRow, ...]:
    """Return the rows of a comparison: the pivot, the one you came from, identical ones as one row, then those that change the
    sense, other wordings, and reports without marks.

    Args:
        here: Id of the quotation that the person came from.
        places: Article id -> its place in the list of articles; ties are in this order.
        unfolded: Identical versions have a row each.
    """
    if not comparison.witnesses:
        return ()
    pivot, *others = comparison.witnesses
    places = places or {}

    def rank(witness: Witness) -> tuple[bool, bool, bool, bool, bool, int]:
        reported, worded = witness.label == "○", witness.label != "="
        order = places.get(witness.article, len(places))
        return witness.quotation != here, not _is_verbatim(witness), worded, reported, not witness.strong, order

    groups: list[list[Witness]] = [[pivot]]
    for witness in sorted(others, key=rank):
        last = groups[-1]
        alike = all(map(_is_verbatim, (witness, last[0]))) and last[0] is not pivot
        if alike and not unfolded and here not in (witness.quotation, last[0].quotation):
            last.append(witness)
        else:
            groups.append([witness])
    rows: list[ComparisonRow] = []
    for number, group in enumerate(groups, 1):
        first = group[0]
        sign = "" if first is pivot else STRONG if first.strong else first.label
        folded = _is_verbatim(first) and first is not pivot and not unfolded
        rows.append(ComparisonRow(number, tuple(group), sign, first.quotation == here, first is pivot, folded))
    return tuple(rows)


def _is_verbatim(witness: Witness) -> bool:
    """Return whether a version prints the pivot's words and no remark of an editor among them."""
    remarked = any(token.op == "inserted-by-editor" for token in witness.tokens)
    return (witness.label, remarked) == ("=", False)


def legend(rows: Iterable[ComparisonRow]) -> list[str]:
    """Return what the signs before these rows say, each once, in the order of :data:`ROW_LEGEND`."""
    signs = {row.sign for row in rows}
    return [words for sign, words in ROW_LEGEND.items() if sign in signs]


def split_after(witness: Witness) -> str:
    """Return the last word before the first place where the reporter interrupts a version, "" if none does."""
    before = ""
    for token in witness.tokens:
        if token.op == "split":
            return squeeze(before).rpartition(" ")[2]
        before = token.text or before
    return ""


def ordered_instances(
    statement: Statement, here: str = "", places: Mapping[str, int] | None = None
) -> Sequence[Instance]:
    """Return the printings of a statement in the order of every list of sources: yours, then direct, mixed and reported ones."""
    places = places or {}

    def rank(instance: Instance) -> tuple[bool, int, int]:
        return instance.quotation != here, MODE_RANK[instance.mode], places.get(instance.article, len(places))

    return sorted(statement.instances, key=rank)


def in_marks(words: str, enclosed: bool) -> str:
    """Return words in quotation marks if they are ``enclosed`` in the source, as they are if it reports them or marks a part of them."""
    text = squeeze(words)
    return f"“{text}”" if enclosed else text


def statement_parts(statement: Statement) -> tuple[Instance, ...]:
    """Return the printings whose words are the statement's text, in order: one, or several where the reporter split it there."""
    whole = [each for each in statement.instances if each.text == statement.text]
    if whole:
        return (min(whole, key=lambda each: not each.enclosed),)
    starts = (place for place, each in enumerate(statement.instances) if statement.text.startswith(f"{each.text} "))
    return next(filter(None, (_parts_from(statement, start) for start in starts)), ())


def _parts_from(statement: Statement, start: int) -> tuple[Instance, ...]:
    """Return the printings of one article from the place ``start`` on that make up the statement's text, none if they don't."""
    parts: list[Instance] = []
    rest = f"{statement.text} "
    article = statement.instances[start].article
    for each in takewhile(lambda each: each.article == article, statement.instances[start:]):
        if not rest.startswith(f"{each.text} "):
            break
        parts.append(each)
        rest = rest[len(each.text) + 1 :]
    return () if rest else tuple(parts)


def shown_speaker(
    statement: Statement, names: Mapping[str, str], quotations: Callable[[str], Iterable[Quotation]]
) -> str:
    """Return who says the words by which a statement is shown: by the name that most sources give, but where the source of these words
    names nobody by what it calls whoever spoke, "" for nobody.

    Args:
        names: Quotation id -> its speaker among the names.
        quotations: Gives the quotations of an article.
    """
    for part in statement_parts(statement):
        for each in quotations(part.article):
            if (each.id, each.speaker.name) == (part.quotation, None):
                return squeeze("".join(filter(None, (each.speaker.mention,))))
    return speaker_label(statement, names)


def said_by(speaker: str) -> str:
    """Return ``said by Ada Krol``; ``said by —`` where a source gives the words to nobody."""
    return f"said by {next(filter(None, (squeeze(speaker), UNKNOWN_MARK)))}"


def statement_text(statement: Statement) -> str:
    """Return a statement's words without marks, with a sign where the reporter split them."""
    return BETWEEN_PARTS.join(part.text for part in statement_parts(statement)) or statement.text


def statement_words(statement: Statement, most: int = 0) -> str:
    """Return a statement's words, in quotation marks if a source printed them so, each part that the reporter split off in marks of its
    own; cut to ``most`` characters if that is not 0."""
    parts = statement_parts(statement)
    if not parts:
        return _cut(statement.text, most)
    if not most:
        return BETWEEN_PARTS.join(in_marks(part.text, part.enclosed) for part in parts)
    words: list[str] = []
    room = most
    for part in parts:
        words.append(in_marks(_cut(part.text, room), part.enclosed))
        room -= len(words[-1]) + len(BETWEEN_PARTS)
        if room <= 0:
            break
    more = "…" if len(words) < len(parts) else ""
    return BETWEEN_PARTS.join(words) + more


def _cut(text: str, most: int) -> str:
    """Return ``text`` as one line of at most ``most`` characters, whole if that is 0."""
    if not most:
        return squeeze(text)
    text = squeeze(text[: 2 * most])
    return text if len(text) <= most else f"{text[: most - 1].rpartition(' ')[0]}…"
