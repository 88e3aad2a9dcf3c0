"""Which source of a story stands apart, and by which words: a later event tells what the others report as past."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing import Collection

SAID = (
    "“The old lock at Vessmar will be closed to barges until the gates are mended,” harbour warden Ilse Brandt said.",
    "“Nobody was hurt when the upper gate gave way, and no cargo was lost,” Brandt told reporters.",
    "“We shall ask the province for money to mend the gates before the winter comes,” she added.",
)
EVENT = (
    "VESSMAR, {day} — The harbour office closed the old Vessmar lock to barges on {weekday} after its upper gate gave way, "
    "harbour warden Ilse Brandt said.\n\n{said}\n\nBarges will go round by the Ossel canal.\n"
)
LATER = (
    "Province pays for three canal bridges\n\nThe province of Harn granted money on Monday for three bridges over the Ossel canal.\n\n"
    "The bridges lead to the old Vessmar lock, which the harbour office closed to barges {back} after its upper gate gave way.\n\n"
    "Governor Tilo Marsk opened the fund in Harnstadt. " + SAID[0] + "\n"
)


def folder(tmp_path: Path, back: str) -> Path:
    place = tmp_path / "articles"
    place.mkdir()
    for number, (day, weekday) in enumerate((("May 3", "Friday"), ("May 4", "Friday"), ("May 5", "Friday"))):
        text = EVENT.format(day=day, weekday=weekday, said="\n\n".join(SAID))
        (place / f"{number}.txt").write_text(
            f"Lock closes, version {number}\n\nPublished: {day}, 2024\n\n{text}", "utf-8"
        )
    (place / "9.txt").write_text(LATER.format(back=back), "utf-8")
    return place


@pytest.mark.parametrize(("back", "later"), [("in May", True), ("last month", True), ("on Friday", False)])
def test_a_later_event_is_told_by_its_words(tmp_path: Path, back: str, later: bool) -> None:
    with Collection.open(folder(tmp_path, back), home=tmp_path / "home") as collection:
        stories = [each for each in collection.stories() if len(each.articles) == 4]
        if not stories:
            pytest.fail(f"the four stand in no story: {collection.stories()}")
        standings = {each.article: each for each in collection.brief(stories[0].id).standings}
        apart = [each for each in standings.values() if each.apart]
        assert [collection.article(each.article).path for each in apart] == ["9.txt"]
        odd = apart[0]
        assert (odd.looks_back is not None) == later
        assert odd.begins is not None
        assert odd.begins.text.startswith("The province of Harn granted money")
        assert "Tilo Marsk" in odd.names
        text = collection.document(odd.article).text
        if odd.looks_back is not None and odd.looks_back.at is not None:
            assert text[slice(*odd.looks_back.at)] == back
            assert text[slice(*odd.looks_back.span)] == odd.looks_back.text
