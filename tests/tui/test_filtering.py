"""A filter of a pane: what it says of what it leaves, and how it is taken away."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from reader_pilot import reading
from test_story_page import to_page


async def notebook(reader: Any) -> Any:
    """Have two clippings in the notebook, and look at them."""
    await reader.press("enter", "]", "a", "J", "]", "a", "B")
    pane = reader.screen.existing("notebook")
    assert len(pane.clippings) == 2
    return pane


async def test_nothing_matches_in_the_notebook(home: Path) -> None:
    async with reading(home) as reader:
        await notebook(reader)
        await reader.press("/", *"zzqq", "enter")
        assert "Notebook 0 of 2 · zzqq" in reader.text
        assert "nothing matches zzqq" in reader.text
        assert "Esc shows all" in reader.text
        assert "is empty" not in reader.text
        await reader.press("x")
        assert reader.notices[-1] == "nothing matches zzqq; Esc shows all"


@pytest.mark.parametrize("keys", [("q",), ("escape",), ("/", "enter"), ("B", "B")], ids=["q", "esc", "empty", "anew"])
async def test_the_notebook_shows_all_again(home: Path, keys: tuple[str, ...]) -> None:
    async with reading(home) as reader:
        pane = await notebook(reader)
        await reader.press("/", *"zzqq", "enter", *keys)
        assert (reader.screen.active, len(pane.clippings)) == ("notebook", 2)
        assert "zzqq" not in reader.text
        await reader.press("q")
        assert reader.screen.active == "article"


async def test_what_is_shown_of_the_notebook_is_written(home: Path, tmp_path: Path) -> None:
    target = tmp_path / "some.md"
    async with reading(home) as reader:
        pane = await notebook(reader)
        await reader.press("R", *"heron", "enter", "/", *"heron", "enter")
        (shown,) = pane.clippings
        await reader.press("x")
        assert "write 1 of 2 clippings to" in reader.text
        await reader.press("ctrl+u", *str(target), "enter")
        assert reader.notices[-1] == f"1 of 2 clippings: it is in {target}"
        assert target.read_text("utf-8") == shown.text


async def test_the_help_says_that_nothing_matches(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("?", "/", *"zzqq", "enter")
        assert "nothing matches zzqq" in reader.text
        assert "· zzqq" in reader.text
        await reader.press("q")
        assert reader.screen.active == "menu"
        assert "nothing matches" not in reader.text
        await reader.press("q")
        assert reader.screen.active == "list"


async def test_no_hit_is_offered_where_none_is(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("/", *"bridge")
        await reader.until(lambda: reader.screen.state.answer.articles)
        assert ("Enter", "go to the hit") in reader.screen.hints.hints
        await reader.press(*"zzqq")
        await reader.until(lambda: reader.screen.state.query == "bridgezzqq")
        assert ("Enter", "go to the hit") not in reader.screen.hints.hints


@pytest.mark.parametrize("keys", [("l", "g"), ()], ids=["page", "list"])
async def test_the_head_of_a_story_compares_nothing_and_says_so(home: Path, keys: tuple[str, ...]) -> None:
    async with reading(home) as reader:
        await to_page(reader)
        await reader.press(*keys, "c")
        assert reader.notices[-1] == "go to a statement first (j)"
