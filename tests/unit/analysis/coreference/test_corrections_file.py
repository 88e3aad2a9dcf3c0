"""Corrections of names as a file: readable, round-trip, and one clear line about what cannot be read."""

from __future__ import annotations

import pytest

from briefing.analysis.coreference import corrections_file
from briefing.errors import BriefingError
from briefing.model import EntityEdit
from briefing.text import safe_text

EDITS = [
    EntityEdit(0, "merge", "person:krol", "", "person:ada krol"),
    EntityEdit(0, "split", "person:ada krol", "A. Krol"),
    EntityEdit(0, "rename", "person:ada krol", "", "Ada K. Krol"),
    EntityEdit(0, "retype", "person:lowmark", "", "place"),
    EntityEdit(0, "hide", "organisation:gates"),
    EntityEdit(0, "hide", "organisation:gates", "Gate"),
    EntityEdit(0, "hide", "organisation:gates", "Gates", "", 'id of odd "name".txt', (12, 17)),
]
FILE = """\
merge person "Krol" into person "Ada Krol"
split "A. Krol" from person "ADA KROL"
rename person "Ada Krol" to "Ada K. Krol"   # a remark
\t
# only a remark with "quotes" and split
kind person "Lowmark" is place\r
hide organisation "Gates"
hide "Gate" of organisation "Gates"
hide "Gates" of organisation "Gates" in "odd \\"name\\".txt" at 12-17"""


def load(text: str) -> list[EntityEdit]:
    return corrections_file.load(text, lambda path: f"id of {path}")


def dump(edits: list[EntityEdit]) -> str:
    names = [
        (e.entity.partition(":")[2], e.target.partition(":")[2] if e.action == "merge" else e.target) for e in edits
    ]
    return corrections_file.dump(edits, names, lambda id: id.removeprefix("id of "))


def test_a_file_written_by_hand_is_read() -> None:
    assert load(FILE) == EDITS
    assert load("\ufeff" + FILE) == EDITS
    assert load("") == []


def test_what_is_written_is_read_again_and_begins_with_a_remark() -> None:
    text = dump(EDITS)
    assert text.startswith("# ")
    assert len(text.splitlines()) == len(EDITS) + 1
    assert load(text) == EDITS


def test_hostile_names_stay_one_safe_line_each() -> None:
    odd = 'a"\\\n\r\u2028\x1b[31m\u202e# into \0'
    edits = [
        EntityEdit(0, "split", "person:x", odd),
        EntityEdit(0, "hide", "person:x", odd, "", "id of \x07.txt", (0, 1)),
    ]
    text = dump(edits)
    assert text.count("\n") == 3
    assert safe_text(text) == text
    assert load(text) == edits


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('merge person "a" person "b"', "write merge KIND"),
        ('merge man "a" into person "b"', "write merge KIND"),
        ('rename person "a" to "\\u202e \\n"', None),
        ('rename person "a" to ""', "at least one character"),
        ('kind person "a" is planet', "write kind KIND"),
        ('hide "a', "not closed"),
        ("hide person May", "no place here"),
        ('hide person "\\x41"', "escape"),
        ('hide person "\\ud800"', "escape"),
        ('hide "a" of person "b" in "c.txt" at 9-3', "place"),
        ('hide "a" of person "b" in "c.txt" at 1-' + "9" * 60, "place"),
        ("forget everything", "does not begin with"),
        ("# fine\n" * 3 + "12-14", None),
        ("x" * 5000, "longer"),
        ("\x1b[31m", None),
    ],
)
def test_a_line_that_cannot_be_read_is_named(line: str, says: str | None) -> None:
    if says is None and "rename" in line:
        assert load(line)[0].target == "\N{REPLACEMENT CHARACTER}"
        return
    with pytest.raises(BriefingError) as caught:
        load("\n" + line)
    message = str(caught.value)
    assert f"line {line.count(chr(10)) + 2} of the corrections: " in message
    assert says is None or says in message
    assert safe_text(message) == message
    assert "\n" not in message
    assert len(message) < 400


def test_a_file_without_end_is_refused() -> None:
    with pytest.raises(BriefingError, match="more than 100,000 lines"):
        load("\n" * 100_001)
