"""Entities, sources, comparison, coverage, details, notebook: what they print and what they tell."""

from __future__ import annotations

from dataclasses import replace

import pytest
import widget_data as data
from widget_stage import on_stage, printed, screen_text

from briefing.model import (
    Clipping,
    Comparison,
    Description,
    Difference,
    FactValue,
    Span,
    Stated,
    Statement,
    Token,
    Witness,
)
from briefing.tui.drawing import strips
from briefing.tui.widgets.bars.sources_strip import SourcesStrip
from briefing.tui.widgets.compare_view import CompareView
from briefing.tui.widgets.details_panel import DetailsPanel
from briefing.tui.widgets.differences_view import DifferencesView
from briefing.tui.widgets.entity_panel import EntityPanel
from briefing.tui.widgets.notebook_view import NotebookView

LABELS = {data.article(n).id: outlet for n, outlet in enumerate(data.OUTLETS)}


def lines(widget: object) -> list[str]:
    return [line.rstrip() for line in printed(widget)]  # type: ignore[arg-type]


# --- entities -------------------------------------------------------------------------------------------------------
async def test_names_are_grouped_with_counts() -> None:
    panel = EntityPanel()
    async with on_stage(panel, (30, 20)) as (stage, pilot):
        panel.show(data.entities(), scope="article", total=24, totals={"e1": (12, 3)})
        await pilot.pause()
        assert [" ".join(line.split()) for line in lines(panel)[:11]] == [
            "A article O count here all", "People 2", "▌▸ Ada Krol 8 12", "▸ Ines Maro 2 2", "", "Organisations 1", "▸ Council of Harrow 5 5", "",
            "Places 2", "▸ Lowmark 11 11", "▸ Harrow 6 6",
        ]  # fmt: skip
        assert "Entities 24" in screen_text(stage).splitlines()[0]
        panel.show(data.entities(), scope="folder", total=24)
        await pilot.pause()
        assert "Entities 24 · all articles" in screen_text(stage).splitlines()[0]
        assert " ".join(lines(panel)[0].split()) == "A all O count times files"


async def test_a_long_name_takes_several_lines() -> None:
    panel = EntityPanel()
    names = ("Council of the Treasury of Harrow", "Xylographers’" * 5)
    long = [replace(data.entities()[2], id=name, name=name) for name in names]
    async with on_stage(panel, (30, 20)) as (_, pilot):
        panel.show(long, scope="article", total=2)
        await pilot.pause()
        shown = [" ".join(line.split()) for line in lines(panel)[2:7]]
        assert shown[:2] == ["▌▸ Council of the 5 5", "▌ Treasury of Harrow"]
        assert shown[2].endswith(" 5 5")
        assert shown[4].endswith("…")


async def test_numbers_end_below_their_words_and_a_post_ends_with_a_whole_word() -> None:
    panel = EntityPanel()
    krol = replace(data.entities()[0], roles=("harbour master of the old harbour of Harrow",))
    async with on_stage(panel, (40, 20)) as (_, pilot):
        for scope in ("article", "folder"):
            panel.show([krol], scope=scope, total=1)  # type: ignore[arg-type]
            await pilot.pause()
            header, _, name = lines(panel)[:3]
            assert len(name) == len(header)
            assert name.split()[1:6] == ["Ada", "Krol", "harbour", "master", "…"]  # a post that is cut says so


async def test_below_the_names_stands_what_sources_call_the_one_under_the_cursor() -> None:
    panel = EntityPanel()
    krol, other, *_ = data.entities()
    said = [
        Description("the harbour master of Harrow", "a1", (3, 31), 2),
        Description(
            "a retired judge whom the council of the old town asked to come back for the winter", "a2", (0, 80), 1
        ),
    ]
    async with on_stage(panel, (40, 24)) as (_, pilot):
        panel.show(data.entities(), scope="article", total=5)
        panel.describe(krol.id, said)
        await pilot.pause()
        foot = [line.strip() for line in lines(panel)[-panel.foot :]]
        assert foot[0].startswith("─ D as the sources call it ─")
        assert " ".join(foot[1:3]) == "· the harbour master of Harrow · 2 articles"
        height = panel.foot
        panel.describe(other.id, ())
        await pilot.pause()
        assert panel.foot == height, "no name moves"
        assert "no words beside the name" in lines(panel)[-height + 1]
        panel.to_end()
        await pilot.pause()
        assert any("▌" in line for line in lines(panel)[:-height])


async def test_what_an_open_drawer_lists_is_not_listed_below_again() -> None:
    panel = EntityPanel()
    krol, *_ = data.entities()
    said = [Description("the harbour master of Harrow", "a1", (3, 31), 2)]
    async with on_stage(panel, (40, 24)) as (_, pilot):
        panel.show(data.entities(), scope="article", total=5)
        panel.describe(krol.id, said)
        for times in (2, 1, 2):  # below the names, then in the drawer, then below again
            await pilot.pause()
            text = "\n".join(lines(panel))
            assert text.count("the harbour master of Harrow") == 1
            assert ("listed with its spellings above" in text) == (times == 1)
            panel.toggle_drawer()


async def test_people_among_many_names_keep_whole_words() -> None:
    panel = EntityPanel()
    many = [replace(data.entities()[0], id=f"{n}", name=f"Wilhelmina Featherstone{n:03}") for n in range(401)]
    async with on_stage(panel, (34, 20)) as (_, pilot):
        panel.show(many, scope="article", total=401)
        await pilot.pause()
        assert lines(panel)[2].split()[1:3] == ["W.", "Featherstone000"]


async def test_among_many_names_a_long_one_keeps_its_last_word_and_its_count() -> None:
    panel = EntityPanel()
    many = [replace(data.entities()[2], id=f"{n}", name=f"Council of the Treasury of Harrow {n}th") for n in range(401)]
    async with on_stage(panel, (30, 20)) as (_, pilot):
        panel.show(many, scope="article", total=401)
        await pilot.pause()
        assert " ".join(lines(panel)[2].split()) == "▌▸ Council of … 0th 5 5"


async def test_names_are_marked_for_a_merge_by_a_character() -> None:
    panel = EntityPanel()
    async with on_stage(panel, (30, 20)) as (_, pilot):
        panel.show(data.entities(), scope="article", total=5)
        await pilot.pause()
        panel.toggle_picked()
        panel.move(1)
        panel.toggle_picked()
        await pilot.pause()
        assert panel.picked == ("e1", "e2")
        assert lines(panel)[2].startswith(" ✓ Ada Krol")
        assert "2 marked · M joins them here" in lines(panel)[0]
        panel.toggle_picked()
        assert panel.picked == ("e1",)
        panel.forget_picked()
        await pilot.pause()
        assert "✓" not in "\n".join(lines(panel))


async def test_the_panel_marks_the_names_that_filter() -> None:
    panel = EntityPanel()
    async with on_stage(panel, (30, 20)) as (_, pilot):
        panel.show(data.entities(), scope="article", total=5)
        panel.mark({"e1"}, {"e4"})
        await pilot.pause()
        assert lines(panel)[1].strip() == "People 2"
        assert lines(panel)[2].startswith("▌▸+Ada Krol")
        assert any("▸−Lowmark" in line for line in lines(panel))


async def test_the_cursor_skips_headings() -> None:
    panel = EntityPanel()
    async with on_stage(panel, (30, 20)) as (stage, pilot):
        panel.show(data.entities(), scope="article", total=5)
        names = []
        for _ in range(6):
            assert panel.current is not None
            names.append(panel.current.name)
            panel.move(1)
        assert names == ["Ada Krol", "Ines Maro", "Council of Harrow", "Lowmark", "Harrow", "Harrow"]
        assert (panel.position, panel.count) == (4, 5)
        panel.to_top()
        panel.activate()
        await pilot.pause()
        assert len(stage.sent(EntityPanel.Chosen)) == 1
        assert stage.sent(EntityPanel.Highlighted)[-1].entity.name == "Ada Krol"


async def test_names_can_be_sorted_and_the_cursor_stays_on_its_name() -> None:
    panel = EntityPanel()
    async with on_stage(panel, (30, 20)):
        panel.show(data.entities(), scope="article", total=5)
        assert panel.select("e4")
        panel.sort_by("name")
        assert panel.current is not None
        assert panel.current.name == "Lowmark"
        assert [row.entity.name for row in panel._rows if row.entity] == [
            "Ada Krol", "Ines Maro", "Council of Harrow", "Harrow", "Lowmark",
        ]  # fmt: skip
        panel.sort_by("rarity")
        assert next(row.entity.name for row in panel._rows if row.entity) == "Ines Maro"


async def test_a_drawer_shows_every_form_with_count_and_reason() -> None:
    panel = EntityPanel()
    async with on_stage(panel, (40, 20)) as (_, pilot):
        panel.show(data.entities(), scope="article", total=5)
        said = Description("the harbour master of Harrow who came from the hill of Vellmar", "a1", (3, 66), 2)
        panel.describe(panel.current.id, [said])  # type: ignore[union-attr]
        panel.toggle_drawer()
        await pilot.pause()
        assert " ".join(lines(panel)[2].split()) == "▌▾ Ada Krol harbour master 8 8"
        assert " ".join(lines(panel)[3].split()) == "· the harbour master of Harrow who"
        assert " ".join(lines(panel)[4].split()) == "came from the hill of Vellmar"
        assert " ".join(lines(panel)[5].split()) == "Krol surname 5"
        assert panel.current_surface is None
        panel.move(1)
        assert panel.current_description == said
        panel.move(1)
        assert panel.current_surface == "Krol"
        assert panel.current is not None
        assert panel.current.name == "Ada Krol"
        panel.toggle_drawer()
        assert panel.current_surface is None
        assert panel.current.name == "Ada Krol"


# --- sources --------------------------------------------------------------------------------------------------------
async def test_sources_have_counts_mode_label_speaker_and_words() -> None:
    strip = SourcesStrip()
    async with on_stage(strip, (100, 12)) as (stage, pilot):
        statement = data.statement(0)
        strip.show([statement], LABELS, {"q00": "Ada Krol"}, here="q00")
        await pilot.pause()
        shown = lines(strip)
        assert shown[0] == " 4 files · 4 texts · 1 origin   texts: no copies   origins: where from"
        assert shown[1].split("  ")[0] == "▌● direct"
        assert "Coastal Ledger" in shown[1]
        assert "Ada Krol" in shown[1]
        assert shown[1].endswith("here")
        assert shown[2].startswith(" ● direct")
        assert shown[3].startswith(" ◐ mixed")
        assert shown[4].startswith(" ○ indirect")
        assert "“We carried" in shown[3]
        assert "“" not in shown[4], "nobody printed marks around reported words"
        assert "—" in shown[2], "an unknown speaker is not left out"
        strip.move(1)
        strip.activate()
        await pilot.pause()
        assert len(stage.sent(SourcesStrip.Chosen)) == 1
        assert strip.current == statement.instances[3]


async def test_a_narrow_strip_has_two_lines_a_source() -> None:
    strip = SourcesStrip()
    async with on_stage(strip, (36, 12)) as (_, pilot):
        strip.show([data.statement(0)], LABELS, {}, here="")
        await pilot.pause()
        first = next(place for place, line in enumerate(lines(strip)) if line.startswith("▌● direct"))
        assert "We carried" in lines(strip)[first + 1]


async def test_two_statements_have_a_heading_each() -> None:
    strip = SourcesStrip()
    async with on_stage(strip, (100, 20)) as (_, pilot):
        strip.show([data.statement(0), data.statement(1, "The pier is safe")], LABELS, {}, here="")
        await pilot.pause()
        headings = [line.partition("   ")[0] for line in lines(strip) if "origin" in line]
        assert headings == [" 4 files · 4 texts · 1 origin", " 3 files · 2 texts · 1 origin"]
        assert any("“The pier is safe”" in line for line in lines(strip))


async def test_a_statement_that_nobody_else_has_is_only_here() -> None:
    strip = SourcesStrip()
    async with on_stage(strip, (60, 6)) as (_, pilot):
        alone = Statement("s", "words", None, 1, 1, 1, data.statement(0).instances[:1])
        strip.show([alone], LABELS, {}, here="")
        await pilot.pause()
        assert "no other source has these words" in "\n".join(lines(strip))
        assert strip.count == 0


# --- compare --------------------------------------------------------------------------------------------------------
async def test_witnesses_are_aligned_with_their_marks() -> None:
    view = CompareView()
    async with on_stage(view, (150, 20)) as (stage, pilot):
        view.show(data.comparison(), LABELS)
        await pilot.pause()
        shown = lines(view)
        assert shown[0].strip() == "4 files · 4 texts · 1 origin   texts: no copies   origins: where from"
        assert shown[1].startswith(" pivot: the others are measured by it   ≠ sense differs")
        top = next(i for i, line in enumerate(shown) if line.startswith("▌1   Coastal Ledger    We carried 412"))
        assert shown[top + 1].startswith("▌    pivot")
        text = " ".join(" ".join(shown).split())
        assert (
            "≠ Harrow Post We {+have+} carried {+more than+} ~412→400~ passengers before noon and ~turned nobody→did not turn anybody~ away"
            in text
        )
        assert "[-and we will do so again-]" in text
        assert "We carried … passengers ⟨on the ferry⟩ before noon ¦ and turned" in text
        assert "○ Tidewater Times carried 412 passengers {+not+} before noon" in text
        assert "Compare · said by —: “We carried 412 passengers" in screen_text(stage)


async def test_strong_differences_stand_out_without_colour() -> None:
    view = CompareView()
    async with on_stage(view, (150, 20)) as (_, pilot):
        view.show(data.comparison(), LABELS)
        await pilot.pause()
        found = {s.text.strip(): s.style for y in range(20) for s in view.render_line(y) if s.style}
        assert found["~412→400~"].reverse
        assert found["~412→400~"].bold
        assert not found["{+have+}"].reverse


async def test_long_words_hang_under_their_first_line() -> None:
    view = CompareView()
    async with on_stage(view, (70, 20)) as (_, pilot):
        view.show(data.comparison(), LABELS)
        await pilot.pause()
        first, second = lines(view)[view.header : view.header + 2]
        assert first.index("We carried") == second.index("turned")


async def test_a_long_name_goes_on_under_itself_beside_the_words() -> None:
    view = CompareView()
    async with on_stage(view, (80, 30)) as (_, pilot):
        labels = LABELS | {data.article(0).id: "International Ferry Register"}
        view.show(data.comparison(), labels)
        await pilot.pause()
        shown = lines(view)[view.header :]
        beside = shown[0].index("We carried")
        name = [line[5:beside].strip() for line in shown[:4]]
        assert " ".join(name).split() == "International Ferry Register pivot".split()


async def test_a_narrow_pane_has_the_name_above_the_words() -> None:
    view = CompareView()
    async with on_stage(view, (40, 30)) as (_, pilot):
        view.show(data.comparison(), LABELS)
        await pilot.pause()
        shown = lines(view)[view.header :]
        assert shown[0].startswith("▌1   Coastal Ledger")
        assert shown[0].endswith("pivot")
        assert shown[1].startswith("▌   We carried")


async def test_only_the_differences() -> None:
    view = CompareView()
    async with on_stage(view, (150, 20)) as (_, pilot):
        view.show(data.comparison(), LABELS)
        await pilot.pause()
        view.toggle_differences()
        await pilot.pause()
        assert view.only_differences
        text = " ".join(" ".join(lines(view)).split())
        assert "passengers before noon and ~turned" in text or "… noon and ~turned" in text
        assert "~412→400~ passengers … " in text or "~412→400~ passengers before noon and" in text
        view.toggle_differences()
        assert not view.only_differences


async def test_a_witness_can_be_opened_by_number_and_made_the_pivot() -> None:
    view = CompareView()
    async with on_stage(view, (120, 20)) as (stage, pilot):
        comparison = data.comparison()
        view.show(comparison, LABELS)
        view.move(1)
        assert view.current == comparison.witnesses[1]
        view.activate()
        await pilot.pause()
        assert len(stage.sent(CompareView.Chosen)) == 1
        assert view.current == comparison.witnesses[1]
        turned = Comparison(comparison.statement, comparison.witnesses[1:])
        view.show(turned, LABELS)
        assert view.current == comparison.witnesses[1]


async def test_a_long_witness_scrolls() -> None:
    view = CompareView()
    async with on_stage(view, (60, 10)) as (_, pilot):
        long = Witness("q", "a", "a.txt", "direct", "=", ((0, 1),), (Token("word " * 400, "same"),))
        view.show(Comparison(data.statement(0), (long, long)), {})
        await pilot.pause()
        view.page(1)
        await pilot.pause()
        assert view.scroll_offset.y > 0


# --- details and notebook -------------------------------------------------------------------------------------------
async def test_details_say_how_each_value_is_known() -> None:
    panel = DetailsPanel()
    async with on_stage(panel, (70, 40)) as (_, pilot):
        article = data.article(
            0,
            published=Stated.inferred("2024-05-03", "“Friday” before the stamp of 4 May 2024"),
            byline=Stated.stated(("Tomas Edel", "Ines Maro"), "By Tomas Edel and Ines Maro"),
            problems=("one part could not be read",),
        )
        panel.show(article)
        await pilot.pause()
        text = "\n".join(" ".join(line.split()) for line in lines(panel))
        assert "published ~ 2024-05-03" in text
        assert "inferred: “Friday” before the stamp of 4 May 2024" in text
        assert "byline ● Tomas Edel; Ines Maro" in text
        assert "stated: “By Tomas Edel and Ines Maro”" in text
        assert "agency — unknown" in text
        assert "one part could not be read" in text
        panel.to_end()
        assert panel.current == ("problem", "one part could not be read")


async def test_the_notebook_shows_words_reference_and_note() -> None:
    view = NotebookView()
    async with on_stage(view, (70, 20)) as (stage, pilot):
        clippings = data.clippings()
        view.show(clippings)
        await pilot.pause()
        text = "\n".join(lines(view))
        assert "“We carried 412 passengers" in text
        assert "Coastal Ledger, 3 May 2024." in text
        assert "» Check the figure with the harbour office." in text
        assert "Notebook 2" in screen_text(stage)
        view.move(1)
        view.activate()
        await pilot.pause()
        assert len(stage.sent(NotebookView.Chosen)) == 1
        assert view.current == clippings[1]
        view.show(clippings[:1])
        assert view.current == clippings[0]
        view.show([])
        await pilot.pause()
        assert "Press a on a quotation" in "\n".join(lines(view))


# --- differences ----------------------------------------------------------------------------------------------------
def differences() -> tuple[list[Difference], dict[tuple[str, Span], str]]:
    first, second = data.article(0).id, data.article(1).id
    found = [
        Difference("passengers", (FactValue("412", first, (5, 8)), FactValue("400", second, (2, 5)))),
        Difference("day", (FactValue("Friday", first, (30, 36)), FactValue("Thursday", second, (9, 17)))),
    ]
    return found, {(first, (5, 8)): "412 passengers before noon", (second, (2, 5)): "more than 400 people"}


async def test_differences_stand_under_their_topic() -> None:
    view = DifferencesView()
    async with on_stage(view, (90, 14)) as (stage, pilot):
        found, words = differences()
        view.show(found, LABELS, words)
        await pilot.pause()
        shown = [" ".join(line.replace("─", "").split()) for line in lines(view)[:12]]
        assert shown == [
            "≠ sense differs", "", "Between sources", "", "passengers", "▌ ≠ 412 1 text Coastal Ledger", "▌ 412 passengers before noon",
            "≠ 400 1 text Harrow Post", "more than 400 people", "", "day", "≠ Friday 1 text Coastal Ledger",
        ]  # fmt: skip
        assert "Differences 2" in screen_text(stage).splitlines()[0]
        view.move(2)
        view.activate()
        await pilot.pause()
        assert len(stage.sent(DifferencesView.Chosen)) == 1
        assert view.current == FactValue("Friday", data.article(0).id, (30, 36))
        view.show(found[1:], LABELS, words)
        assert view.current == found[1].values[0]
        view.show([], LABELS)
        await pilot.pause()
        assert any("agree" in line for line in lines(view)[:3])


async def test_differences_in_a_narrow_pane_have_the_words_below() -> None:
    view = DifferencesView()
    async with on_stage(view, (40, 14)) as (_, pilot):
        view.show(differences()[0], LABELS, differences()[1])
        await pilot.pause()
        assert lines(view)[6].strip("▌ ") == "412 passengers before noon"


async def test_what_fewest_say_is_lit_and_the_kinds_of_difference_are_told_apart() -> None:
    view = DifferencesView()
    ids = [data.article(n).id for n in range(5)]
    rare = FactValue("two", ids[0], (0, 3))
    often = FactValue("three", ids[1], (0, 5), texts=3, agreeing=tuple(ids[2:]))
    found = [
        Difference("day", (FactValue("Friday", ids[0], (9, 15)), FactValue("Monday", ids[0], (20, 26))), "article"),
        Difference("metres", (rare, often)),
        Difference("price", (FactValue("9", ids[1], (9, 10)), FactValue("8", ids[2], (9, 10))), "source"),
    ]
    clause = (
        "the gates were lying under two metres of silt, and most of the timber is sound, said the engineer of the mill"
    )
    async with on_stage(view, (80, 40)) as (stage, pilot):
        view.show(found, LABELS, {(ids[0], (0, 3)): clause}, scope="search /mill")
        await pilot.pause()
        text = "\n".join(lines(view))
        places = [text.index(words) for words in ("Between sources", "One source against itself", "Within one article")]
        assert places == sorted(places)
        assert "≠   two      1 text    Coastal Ledger" in text
        assert "    three    3 texts   Harrow Post · Northern Wire · Tidewater Times · +1" in text
        assert " ".join(clause.split()) in " ".join(text.replace("▌", " ").split()), "the whole clause, however long"
        assert "Differences 3 · search /mill" in screen_text(stage)
        styles = {s.text.strip(): s.style for y in range(12) for s in view.render_line(y) if s.style}
        assert styles["two"].bold
        assert not styles["three"].bold


def test_a_speaker_is_shortened_to_what_can_be_read() -> None:
    assert strips.surname_or_cut("Ines Maro", 6) == "Maro"
    assert strips.surname_or_cut("the harbour office", 15) == "the … office"
    assert strips.surname_or_cut("Office of Foreign Trade", 15) == "Office … Trade"
    assert strips.surname_or_cut("", 5) == ""


async def test_the_notebook_prints_the_words_once() -> None:
    view = NotebookView()
    words = "The tide was early"
    clipping = Clipping(1, "a1", "a.txt", "q1", (0, 18), words, f"“{words}” — Ada Krol, Harrow Post", "2024-05-03")
    async with on_stage(view, (60, 12)) as (_, pilot):
        view.show([clipping])
        await pilot.pause()
        assert [line.strip() for line in lines(view)[:2]] == ["▌ “The tide was early”", "▌ Ada Krol, Harrow Post"]


@pytest.mark.parametrize("width", [80, 84, 100, 120])
async def test_names_of_sources_and_speakers_are_whole_where_the_words_can_give_way(width: int) -> None:
    speaker = "International Comet Register"
    statement = data.statement(3)
    strip = SourcesStrip()
    async with on_stage(strip, (width, 16)) as (_, pilot):
        names = {instance.quotation: speaker for instance in statement.instances}
        labels = {instance.article: f"The Meridian Post {n}" for n, instance in enumerate(statement.instances)}
        strip.show([statement], labels, names, here=statement.instances[0].quotation)
        await pilot.pause()
        rows = [line for line in lines(strip) if "Meridian" in line]
        assert len(rows) == len(statement.instances)
        for number in range(len(rows)):
            assert any(f"The Meridian Post {number}" in line for line in rows)
        assert all(speaker in line for line in rows)


@pytest.mark.parametrize("width", [80, 140, 200])
async def test_as_many_sources_of_a_version_are_named_as_have_room(width: int) -> None:
    ids = [f"a{number}" for number in range(9)]
    values = (
        FactValue("two", ids[0], (0, 4), 8, tuple(ids[1:8]), words="two boats"),
        FactValue("three", ids[8], (0, 4), words="three boats"),
    )
    view = DifferencesView()
    async with on_stage(view, (width, 16)) as (_, pilot):
        view.show([Difference("boats", values)], {id: f"The {id} Paper" for id in ids})
        await pilot.pause()
        row = next(line for line in lines(view) if "8 texts" in line)
        named = sum(f"The {id} Paper" in row for id in ids)
        assert f"+{8 - named}" in row if named < 8 else "+" not in row
        assert named == 8 or len(row.rstrip()) + len(" · The a0 Paper") > width - 8


async def test_what_a_name_said_is_counted_in_quotations_and_in_statements() -> None:
    from briefing.tui.widgets.choice_list import Choice
    from briefing.tui.widgets.said_view import SaidView

    view = SaidView()
    async with on_stage(view, (60, 12)) as (_, pilot):
        rows = [Choice("Headline", heading=True), Choice("one", 1), Choice("two", 2), Choice("three", 3)]
        view.show_said("e1", "Ada Krol", rows, 2)
        await pilot.pause()
        assert "3 quotations · 2 statements" in str(view.border_title)
        view.show_said("e1", "Ada Krol", rows, 3)
        assert "3 quotations · 3 statements" in str(view.border_title)
