"""The view of what each copy changed: what it prints and what it tells."""

from __future__ import annotations

from widget_stage import on_stage, printed, screen_text

from briefing.model import CopyChanges, CopyPassage, Token
from briefing.tui.widgets.copies_view import CopiesView

CHANGES = (
    CopyChanges(
        "b" * 12, "b.txt", "a" * 12, 0.934,
        (
            CopyPassage("changed", "title", (0, 10), (0, 9), (Token("Old ", "changed", False, "New "), Token("mill turns", "same"))),
            CopyPassage(
                "changed", "body", (100, 130), (90, 120),
                (Token("It cost ", "same"), Token("45,000", "changed", True, "40,000"), Token(" crowns.", "same")),
            ),
            CopyPassage("omitted", "body", (130, 130), (120, 150), (Token("Nobody \x1b[31mwas hurt.", "omitted"),)),
            CopyPassage("added", "body", (140, 160), None, (Token("More soon.", "added"),)),
            CopyPassage("moved", "body", (170, 190), (10, 30), (Token("Rain fell.", "same"),)),
        ),
    ),
    CopyChanges("c" * 12, "c\u202e.txt", "a" * 12, 1.0, ()),
)  # fmt: skip
LABELS = {"b" * 12: "Harbour Post"}


def lines(widget: CopiesView) -> list[str]:
    return [line.rstrip() for line in printed(widget)]


async def test_only_what_differs_is_printed_with_marks_in_characters() -> None:
    view = CopiesView()
    async with on_stage(view, (80, 20)) as (stage, pilot):
        view.show(CHANGES, LABELS)
        await pilot.pause()
        shown = lines(view)
        assert shown[0].startswith("▌Harbour Post  b.txt")
        assert shown[0].endswith("keeps 93%, 5 passages differ")
        assert [line.strip() for line in shown[1:6]] == [
            "~ title: [-New-] {+Old+} mill turns",
            "~ It cost [-40,000-] {+45,000+} crowns.",
            "- [-Nobody ␛[31mwas hurt.-]",
            "+ {+More soon.+}",
            "↕ Rain fell.",
        ]
        assert shown[6] == ""
        assert "word for word the same" in shown[7]
        assert "\u202e" not in "".join(shown)
        assert "Copies 2 copies" in screen_text(stage).splitlines()[0]


async def test_enter_goes_to_the_passage_in_the_copy() -> None:
    view = CopiesView()
    async with on_stage(view, (80, 20)) as (stage, pilot):
        view.show(CHANGES, LABELS, total=70)
        await pilot.pause()
        assert "2 of 70 copies" in screen_text(stage).splitlines()[0]
        assert view.current == ("b" * 12, (0, 0))
        view.move(2)
        view.activate()
        await pilot.pause()
        assert len(stage.sent(CopiesView.Chosen)) == 1
        assert view.current == ("b" * 12, (100, 130))
        view.to_end()
        assert view.current == ("c" * 12, (0, 0))


async def test_long_passages_wrap_and_nothing_is_lost_in_a_narrow_pane() -> None:
    words = " ".join(f"word{number}" for number in range(60))
    change = CopyChanges(
        "b" * 12, "b.txt", "a" * 12, 0.5, (CopyPassage("added", "body", (0, 9), None, (Token(words, "added"),)),)
    )
    for width in (20, 44, 120):
        view = CopiesView()
        async with on_stage(view, (width, 60)) as (_, pilot):
            view.show((change,), {})
            await pilot.pause()
            assert f"{{+{words}+}}" in " ".join(" ".join(lines(view)[1:]).split())


async def test_nothing_to_show() -> None:
    view = CopiesView()
    async with on_stage(view, (60, 5)) as (stage, pilot):
        view.show((), {})
        await pilot.pause()
        assert view.current is None
        view.activate()
        assert "No other file carries this text" in screen_text(stage)


async def test_the_details_panel_bears_the_mark() -> None:
    from briefing.model import Article
    from briefing.tui.rows.detail_fields import fields_of

    assert ("copies", "+3 copies", "", "") in fields_of(Article("a", "a.txt", copies=("b", "c", "d")))
    assert "copies" not in [name for name, *_ in fields_of(Article("a", "a.txt"))]
