"""Compare: the order of its rows, what is folded, what its heading says, and the way to the other statements of a quotation."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from reader_fake import FakeCollection
from reader_pilot import reading
from widget_stage import on_stage, printed, screen_text

from briefing.model import Comparison, Instance, Statement, Token, Witness
from briefing.presentation.comparison_rows import comparison_rows, in_marks, ordered_instances, statement_words
from briefing.tui.widgets.compare_view import Asked, CompareView

WORDS = "The tide wheel turns for two hours a day"


def witness(number: int, label: str, *tokens: Token, mode: str = "direct") -> Witness:
    said = tokens or (Token(WORDS, "same"),)
    return Witness(f"q{number}", f"a{number}", f"{number}.txt", mode, label, ((0, 9),), said)  # type: ignore[arg-type]


def many() -> Comparison:
    figure = (
        Token("The tide wheel turns for", "same"),
        Token("three", "changed", True, "two"),
        Token("hours a day", "same"),
    )
    style = (
        Token("The tide wheel", "same"),
        Token("moves", "changed", False, "turns"),
        Token("for two hours a day", "same"),
    )
    report = (Token("the tide wheel turns", "same"), Token("for two long hours a day", "omitted"))
    rows = (
        witness(0, "="), witness(1, "="), witness(2, "○", *report, mode="indirect"), witness(3, "="), witness(4, "≈", *style),
        witness(5, "≈", *figure), witness(6, "=", Token("The tide wheel turns", "same"), Token("", "split"), Token("for two", "same")),
    )  # fmt: skip
    instances = tuple(Instance(w.quotation, w.article, w.path, (0, 9), None, WORDS, w.mode) for w in rows)
    return Comparison(Statement("s1", WORDS, "Ada Krol", 7, 7, 1, instances), rows)


def test_the_pivot_yours_identical_ones_then_strong_ones_then_reports() -> None:
    rows = comparison_rows(many(), here="q3")
    assert [(row.number, row.sign, [w.quotation for w in row.witnesses]) for row in rows] == [
        (1, "", ["q0"]), (2, "=", ["q3"]), (3, "=", ["q1", "q6"]), (4, "≠", ["q5"]), (5, "≈", ["q4"]), (6, "○", ["q2"]),
    ]  # fmt: skip
    assert [row.here for row in rows] == [False, True, False, False, False, False]
    assert rows[0].pivot


def test_a_version_with_an_editors_remark_is_identical_and_still_printed() -> None:
    made = many()
    remark = Token("[the old one]", "inserted-by-editor")
    noted = replace(made.witnesses[1], tokens=(*made.witnesses[1].tokens, remark))
    rows = comparison_rows(replace(made, witnesses=(made.witnesses[0], noted, *made.witnesses[2:])))
    assert [(row.sign, row.folded, [w.quotation for w in row.witnesses]) for row in rows[1:3]] == [
        ("=", True, ["q3", "q6"]), ("=", False, ["q1"]),
    ]  # fmt: skip


def test_ties_are_in_the_order_of_the_list() -> None:
    rows = comparison_rows(many(), places={"a6": 0, "a3": 1, "a1": 2}, unfolded=True)
    assert [row.witnesses[0].quotation for row in rows[:4]] == ["q0", "q6", "q3", "q1"]
    shown = ordered_instances(many().statement, "q4", {"a6": 0, "a3": 1})
    assert [each.quotation for each in shown][:3] == ["q4", "q6", "q3"]
    assert shown[-1].mode == "indirect"


def test_reported_words_bear_no_quotation_marks() -> None:
    assert in_marks("the wheel  turns", False) == "the wheel turns"
    assert in_marks("the wheel turns", True) == "“the wheel turns”"
    one = many().statement
    assert statement_words(one, 20) == "“The tide wheel…”"
    assert statement_words(replace(one, instances=one.instances[2:3])) == WORDS


async def test_compare_folds_what_is_identical_and_numbers_every_row() -> None:
    view = CompareView()
    async with on_stage(view, (110, 30)) as (stage, pilot):
        labels = {f"a{n}": name for n, name in enumerate(("Ledger", "Post", "Wire", "Times", "Bay", "Lantern", "Quay"))}
        view.show(many(), labels, Asked("q4", 1, 2, "Ada Krol"))
        await pilot.pause()
        text = " ".join("\n".join(printed(view)).split())
        assert "▌2 ≈ Bay The tide wheel ~turns→moves~ for two hours a day ▌ here" in text
        assert "3 = 3 identical Post; Times; Quay (split after “turns”) 4 ≠" in text
        assert "for ~two→three~ hours" in text
        assert "turns [-6 words-]" in text
        assert "z: all versions, all words" in text
        assert "pivot: the others are measured by it" in text
        assert "= identical ≠ sense differs ≈ reworded ○ reported ~old→new~" in text
        assert "statement 1 of 2 here (] next)" in screen_text(stage)
        assert view.current is not None
        assert view.current.quotation == "q4", "the cursor begins on the version that one came from"
        view.toggle_fold()
        await pilot.pause()
        text = " ".join("\n".join(printed(view)).split())
        assert text.count(WORDS) == 3
        assert "turns [-for two long hours a day-]" in text, "every word can be read on this screen"
        assert "all words and versions (z: fewer)" in text
        view.toggle_differences()
        await pilot.pause()
        assert "only the differences" in "\n".join(printed(view))


async def test_the_name_of_another_speaker_is_never_cut() -> None:
    made = many()
    given = replace(made.witnesses[4], attributed="Sir Bartholomew Underhill-Quist")
    view = CompareView()
    async with on_stage(view, (78, 40)) as (_, pilot):
        view.show(replace(made, witnesses=(*made.witnesses[:4], given, *made.witnesses[5:])), {}, Asked("q0"))
        await pilot.pause()
        lines = [line[5:22].strip() for line in printed(view)]
        named = " ".join(lines[lines.index("4") : lines.index("5")])
        assert " ".join(named.split()) == "4 ≠ said by Sir Bartholomew Underhill-Quist"


class TwoStatements(FakeCollection):
    """One quotation carries two statements."""

    def who_else(self, quotation: str) -> list[Statement]:
        found = list(super().who_else(quotation))
        return [*found, *(replace(each, id="other", articles=each.articles) for each in found if each.articles > 1)]

    def compare(self, statement: str, *, pivot: str | None = None) -> Comparison:
        if statement != "other":
            return super().compare(statement, pivot=pivot)
        first = next(each for each in self.statements() if each.articles > 1)
        made = super().compare(first.id, pivot=pivot)
        return replace(made, statement=replace(made.statement, id="other", text="The other statement"))


async def test_brackets_walk_every_statement_that_the_quotation_carries(home: Path) -> None:
    async with reading(home, TwoStatements()) as reader:
        await reader.press("j", "enter", "]", "c")
        assert reader.screen.active == "compare"
        assert "statement 1 of 2 here (] next)" in reader.text
        await reader.press("]")
        assert "statement 2 of 2 here" in reader.text
        assert reader.screen.existing("compare").comparison.statement.id == "other"
        await reader.press("[")
        assert "statement 1 of 2 here" in reader.text


async def test_one_statement_only_is_said(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("j", "enter", "]", "c", "]")
        assert "one statement only" in reader.notices[-1]


async def test_a_report_in_the_pivots_words_says_so_where_only_differences_are_shown() -> None:
    made = many()
    pivot = replace(made.witnesses[0], mode="indirect", label="○")
    report = replace(made.witnesses[2], tokens=(Token(WORDS, "same"),))
    view = CompareView()
    async with on_stage(view, (100, 20)) as (_, pilot):
        view.show(replace(made, witnesses=(pivot, report)), {}, Asked("q0"))
        view.toggle_differences()
        await pilot.pause()
        assert any("the same words" in line for line in printed(view))
