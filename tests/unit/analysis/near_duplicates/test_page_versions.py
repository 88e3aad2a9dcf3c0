"""Files that are one page at different times, and their order as far as it is told."""

from __future__ import annotations

import pytest

from briefing.analysis.near_duplicates.page_versions import address_key, by_address, pages
from briefing.model import Article, Stated


def article(id: str, *, url: str = "", day: str = "", outlet: str = "", saved: str = "", path: str = "") -> Article:
    def known(value: str) -> Stated[str]:
        return Stated.stated(value, value) if value else Stated.unknown()

    extra = {"accessed": saved} if saved else {}
    return Article(id, path or f"{id}.txt", url=known(url), published=known(day), outlet=known(outlet), extra=extra)


def told(*group: Article) -> list[tuple[list[tuple[str, int | None]], str]]:
    return [([(v.article, v.place) for v in page.versions], page.latest) for page in pages([group])]


URL = "https://www.coast.example/mill"


@pytest.mark.parametrize(
    "same",
    [
        "http://coast.example/mill/",
        "https://COAST.example/mill?utm_source=a&fbclid=2#top",
        "https://www.coast.example:443/mill",
    ],
)
def test_addresses_of_one_page(same: str) -> None:
    assert address_key(same) == address_key(URL) != ""


@pytest.mark.parametrize(
    "other", ["https://coast.example/mill?page=2", "https://coast.example/mills", "https://quay.example/mill"]
)
def test_addresses_of_other_pages(other: str) -> None:
    assert address_key(other) not in ("", address_key(URL))


@pytest.mark.parametrize("front", ["https://coast.example/", "https://coast.example", "coast", "", "https://[bad"])
def test_addresses_of_no_page(front: str) -> None:
    assert address_key(front) == ""


def test_in_the_order_of_days() -> None:
    group = [
        article("b", url=URL, day="2024-03-14"),
        article("a", url=URL, day="2024-03-16"),
        article("c", url=URL, day="2024-03-12"),
    ]
    assert told(*group) == [([("c", 1), ("b", 2), ("a", 3)], "a")]


def test_on_one_day_by_the_time_of_saving() -> None:
    group = [
        article("a", url=URL, day="2024-03-12", saved="2024-03-13T10:00:00+00:00"),
        article("b", url=URL, day="2024-03-12", saved="2024-03-13T10:30:00+02:00"),
    ]
    assert told(*group) == [([("b", 1), ("a", 2)], "a")]


def test_saved_twice_with_one_time_of_publication() -> None:
    printed = "2024-03-12T08:00:00+00:00"
    group = [
        article("a", url=URL, day=printed, saved="2024-03-14T10:00:00Z"),
        article("b", url=URL, day=printed, saved="2024-03-13T10:00:00Z"),
    ]
    assert told(*group) == [([("b", 1), ("a", 2)], "a")]


def test_without_days_by_the_time_of_saving() -> None:
    group = [article("a", url=URL, saved="2024-03-14T10:00:00Z"), article("b", url=URL, saved="2024-03-13T10:00:00Z")]
    assert told(*group) == [([("b", 1), ("a", 2)], "a")]


def test_what_nothing_tells_has_no_place() -> None:
    assert told(article("a", url=URL), article("b", url=URL)) == [([("a", None), ("b", None)], "")]
    one, two, none = (
        article("a", url=URL, day="2024-03-12"),
        article("b", url=URL, day="2024-03-13"),
        article("c", url=URL),
    )
    assert told(one, two, none) == [([("a", 1), ("b", 2), ("c", None)], "b")]


def test_on_one_day_without_times_no_order_is_made_up() -> None:
    group = [article("a", url=URL, day="2024-03-12"), article("b", url=URL, day="2024-03-12T18:00:00+01:00")]
    assert told(*group) == [([("a", None), ("b", None)], "")]


def test_copies_of_one_outlet_on_different_days() -> None:
    first, second = (
        article("a", outlet="Coast & Quay", day="2024-03-12"),
        article("b", outlet="coast & quay", day="2024-03-13"),
    )
    other, undated = article("c", outlet="The Tidings", day="2024-03-14"), article("d", outlet="Coast & Quay")
    assert told(first, second, other, undated) == [([("a", 1), ("b", 2)], "b")]
    assert told(first, article("e", outlet="Coast & Quay", day="2024-03-12")) == []


def test_articles_of_one_file_are_no_versions_unless_they_were_saved_apart() -> None:
    assert by_address([("a", URL, "export.zip", ""), ("b", URL, "export.zip", "")]) == []
    assert by_address(
        [("a", URL, "web.warc", "2024-03-12T10:00:00Z"), ("b", URL, "web.warc", "2024-03-13T10:00:00Z")]
    ) == [["a", "b"]]
