"""Quotations in the reader: who else, compare, cite, coverage; each in one key."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from reader_fake import SHARED, FakeCollection
from reader_pilot import SIZES, reading

from briefing import citations
from briefing.clipboard import CopyResult
from briefing.model import Difference, FactValue
from briefing.presentation.labels import source_label
from briefing.tui.controllers import citing


def test_styles_and_formats_are_those_of_the_citations() -> None:
    assert tuple(name for name, _ in citing.STYLES) == citations.STYLES
    assert tuple(name for name, _ in citing.FORMATS) == citations.FORMATS


@pytest.mark.parametrize("size", ["one", "three"])
async def test_who_else_lists_the_sources_with_mode_speaker_and_three_counts(home: Path, size: str) -> None:
    async with reading(home, size=SIZES[size]) as reader:
        await reader.press("enter", "]", "w")
        assert "Sources 2" in reader.text
        assert "2 files · 2 texts · 1 origin" in reader.text
        assert "direct" in reader.text
        assert "Vellmar Courier" in reader.text
        assert "Lena Ost" in reader.text
        assert reader.screen.active == "sources"
        await reader.press("w")
        assert "Sources" not in reader.text


async def test_the_sources_go_along_to_the_next_quotation(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("j", "enter", "]", "w")
        assert reader.screen.active == "sources"
        strip = reader.screen.query_one("#sources")
        before = strip.about  # type: ignore[attr-defined]
        await reader.press("]")
        assert strip.about not in {"", before}  # type: ignore[attr-defined]
        assert strip.about == reader.screen.view.quotation.id
        assert reader.screen.active == ("sources" if strip.count else "article")  # type: ignore[attr-defined]


async def test_at_the_last_quotation_it_is_said_that_there_is_no_other(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("enter", *"]]]]]]]]")
        assert reader.notices[-1] == "no further quotation here; J goes to the next article"


async def test_enter_on_a_source_opens_it_at_the_words(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("enter", "]", "w", "j", "enter")
        assert reader.screen.active == "article"
        view = reader.screen.view
        assert reader.screen.state.document is not None
        assert reader.screen.state.document.text[view.cursor :].startswith(SHARED)


async def test_a_quotation_that_nobody_else_has_says_only_here(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("/", *"baskets", "enter", "w")
        assert "no other source has these words" in reader.text
        assert reader.screen.active == "article"
        await reader.press("c")
        assert any("no other source has these words" in notice for notice in reader.notices)


async def test_an_article_without_quotations_says_so(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("/", *"snow", "enter", "w")
        assert any("no quotations" in notice for notice in reader.notices)


@pytest.mark.parametrize("size", SIZES)
async def test_compare_takes_a_pivot_opens_a_source_and_goes_back(home: Path, size: str) -> None:
    async with reading(home, size=SIZES[size]) as reader:
        await reader.press("enter", "]", "c")
        assert reader.screen.active == "compare"
        assert "Compare" in reader.text
        assert "Articles" not in reader.text, "what lays sources side by side has all the width there is"
        first = reader.screen.query_one("#compare").comparison.witnesses[0].quotation  # type: ignore[attr-defined]
        await reader.press("j", "p")
        assert reader.screen.query_one("#compare").comparison.witnesses[0].quotation != first  # type: ignore[attr-defined]
        await reader.press("d", "d", "q")
        assert reader.screen.active == "article"
        await reader.press("c", "2")
        assert reader.screen.active == "article"
        await reader.press("c", "9")
        assert any("no row 9" in notice for notice in reader.notices)


async def test_y_copies_the_quotation_and_names_the_route(home: Path, copied: list[str]) -> None:
    async with reading(home) as reader:
        await reader.press("enter", "]", "y")
        assert copied == [f"“{SHARED}” [plain] Carts may cross, says engineer"]
        assert reader.notices[-1].startswith("“The bridge carries")
        assert reader.notices[-1].endswith("copied via tmux (verified)")


async def test_y_in_the_list_copies_the_article(home: Path, copied: list[str]) -> None:
    async with reading(home) as reader:
        await reader.press("j", "y")
        assert copied == ["[plain] Old bridge at Vellmar to stay open"]


async def test_y_in_sources_and_compare_cites_the_row(home: Path, copied: list[str]) -> None:
    async with reading(home) as reader:
        await reader.press("enter", "]", "w", "G", "y")
        await reader.press("q", "c", "G", "y")
        assert [text.split("] ")[1] for text in copied] == [
            "Carts may cross, says engineer",
            "Carts may cross, says engineer",
        ] or len(set(copied)) >= 1


async def test_style_and_format_are_chosen_first_and_remembered(home: Path, copied: list[str]) -> None:
    async with reading(home) as reader:
        await reader.press("Y", "/", *"apa", "enter", "!")
        assert copied[-1].startswith("[apa]")
        await reader.press("y")
        assert copied[-1].startswith("[apa]")
    async with reading(home) as reader:
        await reader.press("y")
        assert copied[-1].startswith("[apa]")


async def test_coverage_moves_both_ways_and_opens_the_words(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("t")
        assert "Coverage · all articles · 1 × 2" in reader.text
        await reader.press("l", "h", "l", "enter")
        assert reader.screen.active == "article"
        assert reader.screen.state.document is not None
        assert reader.screen.state.document.text[reader.screen.view.cursor :].startswith(SHARED)


async def test_differences_show_the_words_and_open_them(home: Path) -> None:
    collection = FakeCollection()
    document = collection.document(collection.articles()[1].id)
    at = document.text.index(SHARED)
    values = tuple(
        FactValue(value, document.article.id, (start, end), words=document.text[start:end])
        for value, start, end in (("9", at, at + 5), ("7", at + 6, at + 12))
    )
    collection.differences = lambda *_: (Difference("how many rivets", values),)  # type: ignore[attr-defined]
    async with reading(home, collection) as reader:
        await reader.press("d")
        assert "Differences 1 · all articles" in reader.text
        assert "how many rivets" in reader.text
        assert SHARED[:5] in reader.text
        await reader.press("enter")
        assert reader.screen.active == "article"
        assert reader.screen.state.document is not None
        assert reader.screen.state.document.article.id == document.article.id
        await reader.press("d", "d")
        assert reader.screen.active == "article"


async def test_coverage_without_shared_statements_says_so(home: Path) -> None:
    collection = FakeCollection(stories=1)
    async with reading(home, collection) as reader:
        await reader.press("t")
        assert "no statement stands in two sources" in reader.text


async def test_a_clipboard_that_fails_is_said_plainly(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def copy(text: str, **_: Any) -> CopyResult:
        return CopyResult("osc52", False, "sent by OSC 52 (cannot be verified)")

    monkeypatch.setattr("briefing.clipboard.copy", copy)
    async with reading(home) as reader:
        await reader.press("y")
        assert reader.notices[-1].endswith("sent by OSC 52 (cannot be verified)")


async def test_the_strip_takes_the_lines_that_it_needs_and_no_more(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("enter", "]", "w")
        await reader.settle()
        strip = reader.screen.query_one("#sources")
        assert strip.size.height == strip.virtual_size.height


async def test_a_style_chosen_once_does_not_stay_and_always_does(home: Path, copied: list[str]) -> None:
    async with reading(home) as reader:
        await reader.press("enter", "]", "Y")
        assert f"“{SHARED}” [plain]" in reader.text  # this very citation, before it is chosen
        assert "● plain" in reader.text
        assert "● text" in reader.text
        await reader.press("j", "j", "j")
        assert f"“{SHARED}” [apa]" in reader.text
        await reader.press("enter")
        assert copied[-1].startswith(f"“{SHARED}” [apa]")
        assert " · APA · copied via" in reader.notices[-1]
        await reader.press("y")
        assert "[plain]" in copied[-1]
        shown = reader.screen.collection.article(reader.screen.state.shown)
        assert f" · {source_label(shown)} · plain · copied via" in reader.notices[-1], "whose version it is"
        assert " · plain · copied via" in reader.notices[-1]
        await reader.press("Y", "/", *"apa", "enter", "!")
        assert " · APA · always · copied via" in reader.notices[-1]
        await reader.press("y")
        assert "[apa]" in copied[-1]


async def test_formats_stand_beside_styles_and_both_count(home: Path, copied: list[str]) -> None:
    async with reading(home, size=SIZES["one"]) as reader:
        await reader.press("enter", "]", "Y", "j", "j", "j", "l", "j", "j")
        pane: Any = reader.screen.existing("cite")
        assert pane.manner == ("apa", "html")
        await reader.press("tab", "k")
        assert pane.manner == ("html", "html")
        await reader.press("j", "enter")
        assert " · APA, HTML · copied via" in reader.notices[-1]


async def test_a_record_follows_no_style_and_choosing_a_style_leaves_it(home: Path, copied: list[str]) -> None:
    async with reading(home) as reader:
        await reader.press("Y", "right", "G")
        pane: Any = reader.screen.existing("cite")
        assert pane.manner.format == "ris"
        await reader.press("enter")
        assert " · RIS · copied via" in reader.notices[-1]
        await reader.press("Y", "l", "G", "h", "j")
        assert pane.manner == ("markdown", "text")


async def test_cite_as_is_left_without_a_trace(home: Path, copied: list[str]) -> None:
    async with reading(home) as reader:
        await reader.press("enter", "Y", "G", "q")
        assert reader.screen.active == "article"
        assert copied == []
        await reader.press("H")
        assert reader.screen.active != "cite"


async def test_a_click_chooses_and_a_second_one_copies(home: Path, copied: list[str]) -> None:
    async with reading(home) as reader:
        await reader.press("Y")
        at = next((line.index("apa"), y) for y, line in enumerate(reader.lines()) if "apa " in line)
        await reader.pilot.click(offset=at)
        await reader.settle()
        pane: Any = reader.screen.existing("cite")
        assert pane.manner.style == "apa"
        await reader.pilot.click(offset=at)
        await reader.until(lambda: bool(copied))
        assert copied[-1].startswith("[apa]")


async def test_marked_articles_are_all_cited_so(home: Path, copied: list[str]) -> None:
    async with reading(home) as reader:
        await reader.press("X", "j", "X", "Y")
        assert "2 articles" in reader.text
        await reader.press("/", *"ieee", "enter", "enter")
        assert copied[-1].count("[ieee]") == 2


async def test_the_words_alone(home: Path, copied: list[str]) -> None:
    async with reading(home) as reader:
        await reader.press("enter", "]", '"')
        assert copied == [SHARED]


@pytest.mark.parametrize(("name", "form"), [("out.txt", "text"), ("out.ris", "ris"), ("out.html", "html")])
async def test_marked_articles_are_cited_in_a_file(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, form: str
) -> None:
    asked: list[str] = []
    cite = FakeCollection.cite

    def remembering(self: FakeCollection, ref: str, **how: Any) -> Any:
        asked.append(how["format"])
        return cite(self, ref, **how)

    monkeypatch.setattr(FakeCollection, "cite", remembering)
    async with reading(home) as reader:
        await reader.press("X", "j", "X", "x")
        assert "write 2 citations to" in reader.text
        reader.screen.field.put("")  # type: ignore[union-attr]
        await reader.press(*str(tmp_path / name), "enter")
        await reader.until(lambda: any("2 citations in" in notice for notice in reader.notices))
        assert (tmp_path / name).read_text().count("[plain]") == 2
        assert asked == [form, form]


async def test_stars_and_read_marks_go_to_all_that_are_marked(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("X", "j", "X", "s", "u")
        assert len(reader.screen.state.starred) == 2
        assert reader.screen.state.starred <= reader.screen.state.read
