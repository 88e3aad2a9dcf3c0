"""Words that thousands of sources print: the panes read of these what they draw. Counted, not timed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from widget_stage import on_stage, printed

from briefing.model import Article, Comparison, Instance, Quotation, Statement, Token, Witness
from briefing.presentation.coverage_blocks import CoverageBlock
from briefing.tui.rows.speaker_names import SpeakerNames
from briefing.tui.widgets.bars.sources_strip import SourcesStrip
from briefing.tui.widgets.compare_view import CompareView
from briefing.tui.widgets.coverage_view import CoverageView

MANY = 1_200
WORDS = "Not one of the herons has ever paid for the ferry"
IDS = [f"a{number:04}" for number in range(MANY)]
STATEMENT = Statement(
    "s1", WORDS, "Odile Marrash", MANY, 1, 1,
    tuple(Instance(f"q{id}", id, f"{id}.txt", (0, len(WORDS)), None, WORDS, "direct") for id in IDS),
)  # fmt: skip


class Asked(Mapping[str, str]):
    """Names that remember who asked for them."""

    def __init__(self) -> None:
        self.asked: set[str] = set()

    def __getitem__(self, id: str) -> str:
        self.asked.add(id)
        return f"Paper {id}"

    def __iter__(self) -> Iterator[str]:
        return iter(IDS)

    def __len__(self) -> int:
        return MANY


async def test_the_strip_names_the_sources_that_it_draws() -> None:
    strip, names, speakers = SourcesStrip(), Asked(), Asked()
    for width in (60, 120):
        async with on_stage(strip, (width, 20)) as (_, pilot):
            strip.show([STATEMENT], names, speakers, here="qa0003")
            await pilot.pause()
            assert strip.count == MANY
            assert "Paper a0003" in "\n".join(printed(strip))
            assert max(len(names.asked), len(speakers.asked)) < 80
            strip.to_end()
            await pilot.pause()
            assert "Paper a1199" in "\n".join(printed(strip))
            assert len(names.asked) < 160
        strip, names, speakers = SourcesStrip(), Asked(), Asked()


async def test_identical_versions_are_one_row_that_names_some_and_counts_the_rest() -> None:
    view, names = CompareView(), Asked()
    said = (Token(WORDS, "same"),)
    rows = tuple(Witness(f"q{id}", id, f"{id}.txt", "direct", "=", ((0, 9),), said) for id in IDS)
    async with on_stage(view, (120, 30)) as (_, pilot):
        view.show(Comparison(STATEMENT, rows), names)
        await pilot.pause()
        text = " ".join(" ".join(printed(view)).split())
        assert "= 1,199 identical" in text
        assert "and 1,169 more (z shows them)" in text
        assert len(names.asked) < 50
        view.toggle_fold()
        view.to_end()
        await pilot.pause()
        assert "1200 = Paper a1199" in " ".join(" ".join(printed(view)).split())
        assert len(names.asked) < 400


async def test_the_coverage_reads_the_sources_of_the_columns_in_view() -> None:
    view, read = CoverageView(), set[str]()

    def article(id: str) -> Article:
        read.add(id)
        return Article(id, f"{id}.txt")

    async with on_stage(view, (120, 30)) as (_, pilot):
        view.show([CoverageBlock((STATEMENT,), tuple(IDS))], article, at=("qa0900", "a0900"), carrying=["s1"])
        await pilot.pause()
        assert "1 statement × 1,200 sources" in "\n".join(printed(view))
        assert view.current_instance is not None
        assert view.current_instance.article == "a0900"
        assert len(read) < 120


def test_who_says_it_is_asked_of_few_printings() -> None:
    asked: list[str] = []

    class Folder:
        generation = 1

        def speaker_names(self, article: str) -> dict[str, str]:
            asked.append(article)
            return {f"q{article}": "O. Marrash"}

        def quotations(self, article: str) -> list[Quotation]:
            return []

    names = SpeakerNames(Folder())  # type: ignore[arg-type]
    assert names.label(STATEMENT) == "O. Marrash"
    assert len(asked) < 60
    assert names.all([STATEMENT])["qa0007"] == "O. Marrash"
    assert len(asked) < 62
