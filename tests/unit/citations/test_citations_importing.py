"""A library's record fills in what an article lacks, and only that."""

from __future__ import annotations

import json

import pytest

from briefing.citations import cite
from briefing.citations.importing import fill, find, read
from briefing.errors import BriefingError
from briefing.model import Article, Stated

RECORD = {
    "id": "x1", "type": "webpage", "title": "The <i>Marigold</i> Sails", "container-title": "Coast & Quay", "page": "4",
    "author": [{"family": "Velde", "given": "Jan", "non-dropping-particle": "van der"}, {"literal": "Boreal Wire"}],
    "issued": {"date-parts": [[2024, 3]]}, "URL": "https://coastandquay.example/m",
}  # fmt: skip


def test_unknown_fields_are_filled_and_say_whence() -> None:
    filled = fill(Article(id="a", path="a"), RECORD)
    assert filled.published == Stated.stated("2024-03", "CSL-JSON: 2024-03")
    assert filled.byline.value == ("Jan van der Velde", "Boreal Wire")
    assert cite(filled, style="apa").text == (
        "van der Velde, J., & Boreal Wire. (2024, March). The Marigold Sails. Coast & Quay. https://coastandquay.example/m"
    )


def test_what_the_article_states_or_infers_stays() -> None:
    known = Article(
        id="a", path="a", title=Stated.stated("Ours", None), published=Stated.inferred("2023-01-02", "weekday"),
        byline=Stated.stated(("Ada Krol",), None), extra={"page": "9"},
    )  # fmt: skip
    filled = fill(known, RECORD)
    assert (filled.title.value, filled.published.value, filled.byline.value) == ("Ours", "2023-01-02", ("Ada Krol",))
    assert filled.extra["page"] == "9"
    assert "author" not in filled.extra
    assert filled.outlet.value == "Coast & Quay"


def test_a_record_is_known_by_address_or_title_if_it_is_the_only_one() -> None:
    other = {"title": "Another", "URL": "https://coastandquay.example/o"}
    records = read(json.dumps([RECORD, other]))
    assert (
        find(Article(id="a", path="a", url=Stated.stated("https://coastandquay.example/m/", None)), records) == RECORD
    )
    assert find(Article(id="a", path="a", title=Stated.stated("the marigold sails", None)), records) == RECORD
    assert find(Article(id="a", path="a"), records) is None
    assert find(Article(id="a", path="a", title=Stated.stated("Another", None)), (other, other)) is None


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "3", '["a"]', "[" * 100_000], ids=["empty", "cut", "none", "number", "text", "deep"]
)
def test_what_is_no_csl_json_costs_one_line(text: str) -> None:
    with pytest.raises(BriefingError, match=r"^no CSL-JSON \(.*\)$"):
        read(text)
