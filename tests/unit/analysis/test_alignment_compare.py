"""Versions side by side, as an editor would mark them. ``marks`` writes a witness in the characters of the reader."""

from __future__ import annotations

import pytest

from briefing.analysis.alignment import compare
from briefing.errors import NotFoundError
from briefing.model import UNKNOWN_SPEAKER, Instance, Quotation, Statement, Witness

MARKS = {
    "same": "{}",
    "changed": "~{}~",
    "added": "{{+{}+}}",
    "omitted": "[-{}-]",
    "inserted-by-editor": "⟨{}⟩",
    "elided": "{}",
    "split": "{}",
}


def marks(witness: Witness) -> str:
    return " ".join(MARKS[t.op].format(t.text) + ("!" if t.strong else "") for t in witness.tokens)


def versions(*texts: str, mode: str = "direct", split: tuple[int, ...] = ()) -> tuple[Statement, dict[str, Quotation]]:
    """One article for each text; texts whose numbers stand in ``split`` are parts of one quotation."""
    instances, quotations = [], {}
    for number, text in enumerate(texts):
        article = f"a{split[0] if number in split else number}"
        span = (number * 1000, number * 1000 + len(text))
        own = mode if number else "direct"
        instances.append(Instance(f"q{number}", article, article, span, None, text, own))  # type: ignore[arg-type]
        quotations[f"q{number}"] = Quotation(
            f"q{number}", article, article, span, None, text, own, "speech", UNKNOWN_SPEAKER, None,  # type: ignore[arg-type]
            "x" if number in split else None,
        )  # fmt: skip
    return Statement("s1", texts[0], None, len(texts), len(texts), 1, tuple(instances)), quotations


def other(*texts: str, mode: str = "direct") -> Witness:
    statement, quotations = versions(*texts, mode=mode)
    return compare(statement, quotations, pivot="q0").witnesses[1]


def test_the_longest_version_in_marks_is_the_pivot() -> None:
    statement, quotations = versions(
        "the dam holds", "the dam holds for now", "the dam holds for now, engineers at the site say", mode="direct"
    )
    assert compare(statement, quotations).witnesses[0].quotation == "q2"


def test_an_editors_remark_makes_no_version_longer() -> None:
    statement, quotations = versions("the dam holds [the one at Velm, built in 1931]", "the dam holds for now")
    assert compare(statement, quotations).witnesses[0].quotation == "q1"


def test_another_pivot_on_request() -> None:
    statement, quotations = versions("the dam holds for now", "the dam holds")
    assert compare(statement, quotations, pivot="q1").witnesses[0].quotation == "q1"
    with pytest.raises(NotFoundError, match="q9"):
        compare(statement, quotations, pivot="q9")


def test_case_and_punctuation_are_no_difference() -> None:
    witness = other("The dam, at Velm, holds.", "the dam at Velm holds,")
    assert (witness.label, marks(witness)) == ("=", "the dam at Velm holds,")


@pytest.mark.parametrize(
    ("pivot", "witness", "expected", "label"),
    [
        ("the dam holds for the moment", "the dam stands for the moment", "the dam ~stands~ for the moment", "≈"),
        ("the old dam holds", "the dam holds", "the [-old-] dam holds", "◐"),
        ("the dam holds and the sluice is shut", "the dam holds", "the dam holds [-and the sluice is shut-]", "◐"),
        ("the dam holds", "the old dam holds", "the {+old+} dam holds", "≈"),
        ("we help them with tents", "we help [the villagers] with tents", "we help [-them-] ⟨[the villagers]⟩ with tents", "≈"),
        ("We thank all of them", "[W]e thank all of them", "[W]e thank all of them", "="),
        ("it began in the old mill and spread to the barn", "it began … and spread to the barn", "it began … … and spread to the barn", "◐"),
        ("since the start of the flood nobody slept", "since the flood began nobody slept", "since the flood ~began~ nobody slept", "≈"),
    ],
)  # fmt: skip
def test_kinds_of_difference_are_kept_apart(pivot: str, witness: str, expected: str, label: str) -> None:
    found = other(pivot, witness)
    if "…" in witness:
        # The printed ellipsis clings to its word; the token tells that something is left out there.
        assert [t.op for t in found.tokens] == ["same", "elided", "same"]
    else:
        assert marks(found) == expected
    assert found.label == label


@pytest.mark.parametrize(
    ("pivot", "witness", "strong"),
    [
        ("we lost 400 rivets", "we lost 40 rivets", True),
        ("we lost four rivets", "we lost forty rivets", True),
        ("we did repair it", "we did not repair it", True),
        ("we would repair it", "we will repair it", True),
        ("we would repair it", "we wouldn’t repair it", True),
        ("the bridge is unsafe", "the bridge was unsafe", True),
        ("they asked Petrov about it", "they asked Lund about it", True),
        ("the board announced repairs", "the board announces repairs", True),
        ("nearly all 400 rivets", "over all 400 rivets", True),
        ("we lost over 400 rivets", "we lost more than 400 rivets", False),
        ("I am sure of it", "I’m sure of it", False),
        ("the large bridge is shut", "the big bridge is shut", False),
        ("go to the river bank", "go in the river bank", False),
    ],
)
def test_what_changes_the_sense_is_strong(pivot: str, witness: str, strong: bool) -> None:
    tokens = other(pivot, witness).tokens
    assert any(t.op != "same" for t in tokens)
    assert any(t.strong for t in tokens) is strong


def test_what_a_partial_quotation_leaves_out_at_its_ends_is_not_strong() -> None:
    assert not any(t.strong for t in other("In 1931 the dam at Velm held", "the dam at Velm held").tokens)


def test_a_comma_never_pulls_words_apart() -> None:
    assert marks(other("salt, silver, eels", "salt silver, tin, eels")) == "salt silver, {+tin,+} eels"


def test_words_reported_without_marks_are_told_apart() -> None:
    assert other("the dam holds", "the dam holds", mode="indirect").label == "○"


def test_the_reporter_interrupts() -> None:
    statement, quotations = versions(
        "the dam holds and the sluice is shut for good now", "the dam holds,", "And the sluice is shut.", split=(1, 2)
    )
    witness = compare(statement, quotations).witnesses[1]
    assert witness.spans == ((1000, 1014), (2000, 2023))
    assert marks(witness) == "the dam holds, ⫽ And the sluice is shut. [-for good now-]"


def test_the_changed_token_carries_the_pivots_words() -> None:
    (token,) = [t for t in other("the dam holds today", "the dam stands today").tokens if t.op == "changed"]
    assert token.pivot == "holds"
