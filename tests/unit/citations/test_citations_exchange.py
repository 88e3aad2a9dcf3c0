"""Records for Zotero, pandoc and LaTeX."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from briefing.citations import cite
from briefing.citations.exchange import tex
from briefing.model import Article, Quotation, Speaker, Stated

STATED = Stated.stated
FULL = Article(
    id="0123456789ab",
    path="mill.md",
    title=STATED("Tide mill & pond: 100% back", None),
    outlet=STATED("Coast & Quay", None),
    byline=STATED(("Jan van der Berg", "Ottilie Brandreth"), None),
    published=STATED("2024-03-16T07:40+00:00", None),
    url=STATED("https://coastandquay.example/a_b?c=1&d=2", None),
    language=STATED("en-GB", None),
    extra={"section": "Weekend", "page": "4-5", "accessed": "2024-04-01", "volume": 12},
)
BARE = Article(id="0123456789ab", path="x.txt", opening="The tide comes in.")
SAID = Quotation(
    "q1",
    FULL.id,
    FULL.path,
    (0, 9),
    None,
    "It turns,\nat last.",
    "direct",
    "speech",
    Speaker("Nell Corrigan", None, None, "stated"),
)


def record(article: Article, quotation: Quotation | None = None) -> dict[str, Any]:
    items = json.loads(cite(article, quotation, format="csl-json").text)
    assert len(items) == 1
    return dict(items[0])


def test_csl_json_has_every_known_field() -> None:
    assert record(FULL) == {
        "id": "0123456789ab",
        "type": "article-newspaper",
        "title": "Tide mill & pond: 100% back",
        "author": [{"family": "van der Berg", "given": "Jan"}, {"family": "Brandreth", "given": "Ottilie"}],
        "container-title": "Coast & Quay",
        "issued": {"date-parts": [[2024, 3, 16]]},
        "accessed": {"date-parts": [[2024, 4, 1]]},
        "URL": "https://coastandquay.example/a_b?c=1&d=2",
        "language": "en-GB",
        "section": "Weekend",
        "page": "4-5",
        "volume": "12",
    }


def test_csl_json_leaves_out_what_is_unknown() -> None:
    assert record(BARE) == {
        "id": "0123456789ab",
        "type": "article-newspaper",
        "title": "[untitled article, beginning: The tide comes in]",
    }


def test_a_date_without_a_year_is_no_issued_date() -> None:
    partial = record(Article(id="a", path="a", published=STATED("--03-31", None)))
    assert "issued" not in partial
    assert "March 31 [year unknown]" in partial["note"]


def test_an_inferred_date_says_so() -> None:
    inferred = Article(id="a", path="a", published=Stated.inferred("2024-03-31", "weekday"))
    assert record(inferred)["issued"] == {"date-parts": [[2024, 3, 31]], "circa": True}
    assert "date = {2024-03-31?}" in cite(inferred, format="biblatex").text
    assert "N1  - publication date inferred" in cite(inferred, format="ris").text


def test_an_inferred_outlet_says_so() -> None:
    inferred = Article(id="a", path="a", outlet=Stated.inferred("Boreal Wire", "the agency"))
    assert record(inferred)["container-title"] == "Boreal Wire"
    for form in ("csl-json", "biblatex", "ris"):
        assert "outlet inferred" in cite(inferred, format=form).text


def test_an_agency_is_a_literal_author() -> None:
    wire = Article(id="a", path="a", agency=STATED("Northern Press Alliance", None))
    assert record(wire)["author"] == [{"literal": "Northern Press Alliance"}]
    assert "author = {{Northern Press Alliance}}" in cite(wire, format="biblatex").text
    assert "AU  - Northern Press Alliance" in cite(wire, format="ris").text


def test_a_quotation_goes_into_a_note_on_one_line() -> None:
    assert record(FULL, SAID)["note"] == "“It turns, at last.” — Nell Corrigan"
    assert "annotation = {“It turns, at last.” — Nell Corrigan}" in cite(FULL, SAID, format="biblatex").text
    assert "N1  - “It turns, at last.” — Nell Corrigan" in cite(FULL, SAID, format="ris").text


def test_biblatex() -> None:
    assert cite(FULL, format="biblatex").text == (
        "@article{vanderberg2024tide,\n"
        "  author = {van der Berg, Jan and Brandreth, Ottilie},\n"
        "  title = {{Tide mill \\& pond: 100\\% back}},\n"
        "  journaltitle = {Coast \\& Quay},\n"
        "  date = {2024-03-16},\n"
        "  entrysubtype = {newspaper},\n"
        "  volume = {12},\n"
        "  pages = {4-5},\n"
        "  url = {https://coastandquay.example/a_b?c=1&d=2},\n"
        "  urldate = {2024-04-01},\n"
        "  langid = {english},\n"
        "  note = {Weekend},\n"
        "}"
    )


@pytest.mark.parametrize("hostile", ["{", "}", "}{", "\\input{x}", "a\\", "%", "\\}", "$x$ ~ ^ _ #"])
def test_tex_fields_stay_balanced_and_run_nothing(hostile: str) -> None:
    # BibTeX counts braces even behind a backslash, so none may be left unpaired
    escaped = tex(hostile)
    assert escaped.count("{") == escaped.count("}")
    assert "\\input" not in escaped
    assert not re.search(r"(?<!\\)[%$#]", escaped)


def test_ris() -> None:
    assert cite(FULL, format="ris").text.split("\n") == [
        "TY  - NEWS",
        "AU  - van der Berg, Jan",
        "AU  - Brandreth, Ottilie",
        "TI  - Tide mill & pond: 100% back",
        "T2  - Coast & Quay",
        "PY  - 2024",
        "DA  - 2024/03/16/",
        "VL  - 12",
        "SP  - 4",
        "EP  - 5",
        "SE  - Weekend",
        "LA  - en-GB",
        "UR  - https://coastandquay.example/a_b?c=1&d=2",
        "Y2  - 2024/04/01",
        "ID  - 0123456789ab",
        "ER  - ",
    ]


def test_no_field_of_ris_can_begin_another() -> None:
    sly = Article(id="a", path="a", title=STATED("x\nER  - \nTY  - BOOK", None))
    lines = cite(sly, format="ris").text.split("\n")
    assert [line[:2] for line in lines].count("ER") == 1
    assert [line[:2] for line in lines].count("TY") == 1


def test_web_pages_and_magazines_have_their_own_kinds() -> None:
    page = Article(
        id="a", path="a", title=STATED("Tides", None), outlet=STATED("The Tidings", None), extra={"type": "webpage"}
    )
    assert cite(page, format="biblatex").text.startswith("@online{")
    assert "TY  - ELEC" in cite(page, format="ris").text
    assert record(page)["type"] == "webpage"
    assert cite(page, style="wikipedia").text.startswith("{{cite web ")
