"""What a person finds in the clipboard after asking for a citation."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from briefing.citations import FORMATS, STYLES, cite
from briefing.errors import BriefingError
from briefing.model import UNKNOWN_SPEAKER, Article, Mode, Quotation, Speaker, Stated

STATED = Stated.stated
INFERRED = Stated.inferred


def article(**changes: Any) -> Article:
    fields: dict[str, Any] = {
        "id": "0123456789ab",
        "path": "mill.md",
        "title": STATED("Tide mill to turn again, trust says", None),
        "outlet": STATED("Coast & Quay", None),
        "byline": STATED(("Alun Prys-Harding", "Sefa Malietoa"), None),
        "published": STATED("2024-03-16", None),
        "url": STATED("https://coastandquay.example/mill", None),
    }
    return Article(**(fields | changes))


UNKNOWN: Stated[Any] = Stated.unknown()
BARE = article(title=UNKNOWN, outlet=UNKNOWN, byline=UNKNOWN, published=UNKNOWN, url=UNKNOWN)


def quotation(text: str = "The wheel is still.", speaker: Speaker | None = None, mode: Mode = "direct") -> Quotation:
    return Quotation(
        "q0", "0123456789ab", "mill.md", (0, len(text)), None, text, mode, "speech",
        speaker or Speaker("Dorothea Quill", "Quill", (30, 35), "stated"),
    )  # fmt: skip


def text(it: Article, style: str, **options: Any) -> str:
    return cite(it, style=style, **options).text


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("plain", "Alun Prys-Harding and Sefa Malietoa, “Tide mill to turn again, trust says”, Coast & Quay, 16 March 2024, https://coastandquay.example/mill"),
        ("markdown", "Alun Prys-Harding and Sefa Malietoa, [“Tide mill to turn again, trust says”](https://coastandquay.example/mill), *Coast \\& Quay*, 16 March 2024"),
        ("html", 'Alun Prys-Harding and Sefa Malietoa, <a href="https://coastandquay.example/mill">“Tide mill to turn again, trust says”</a>, <i>Coast &amp; Quay</i>, 16 March 2024'),
        ("apa", "Prys-Harding, A., & Malietoa, S. (2024, March 16). Tide mill to turn again, trust says. Coast & Quay. https://coastandquay.example/mill"),
        ("chicago-author-date", "Prys-Harding, Alun, and Sefa Malietoa. 2024. “Tide Mill to Turn Again, Trust Says.” Coast & Quay, March 16. https://coastandquay.example/mill."),
        ("chicago-notes", "Prys-Harding, Alun, and Sefa Malietoa. “Tide Mill to Turn Again, Trust Says.” Coast & Quay, March 16, 2024. https://coastandquay.example/mill."),
        ("mla", "Prys-Harding, Alun, and Sefa Malietoa. “Tide Mill to Turn Again, Trust Says.” Coast & Quay, 16 Mar. 2024, https://coastandquay.example/mill."),
        ("ieee", "[1] A. Prys-Harding and S. Malietoa, “Tide mill to turn again, trust says,” Coast & Quay, Mar. 16, 2024. [Online]. Available: https://coastandquay.example/mill"),
        ("oscola", "Prys-Harding A and Malietoa S, ‘Tide Mill to Turn Again, Trust Says’ Coast & Quay (16 March 2024) <https://coastandquay.example/mill>"),
        ("bluebook", "Alun Prys-Harding & Sefa Malietoa, Tide Mill to Turn Again, Trust Says, Coast & Quay (Mar. 16, 2024), https://coastandquay.example/mill."),
        ("wikipedia", "{{cite news |last1=Prys-Harding |first1=Alun |last2=Malietoa |first2=Sefa |title=Tide mill to turn again, trust says |work=Coast &amp; Quay |date=16 March 2024 |url=https://coastandquay.example/mill}}"),
    ],
)  # fmt: skip
def test_a_signed_article_in_every_style(style: str, expected: str) -> None:
    assert text(article(), style) == expected


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("plain", "(Prys-Harding and Malietoa, Coast & Quay, 16 March 2024)"),
        ("apa", "(Prys-Harding & Malietoa, 2024)"),
        ("chicago-author-date", "(Prys-Harding and Malietoa 2024)"),
        ("chicago-notes", "Alun Prys-Harding and Sefa Malietoa, “Tide Mill to Turn Again, Trust Says,” Coast & Quay, March 16, 2024, https://coastandquay.example/mill."),
        ("mla", "(Prys-Harding and Malietoa)"),
        ("ieee", "[1]"),
        ("oscola", "Alun Prys-Harding and Sefa Malietoa, ‘Tide Mill to Turn Again, Trust Says’ Coast & Quay (16 March 2024) <https://coastandquay.example/mill>."),
        ("bluebook", "Prys-Harding & Malietoa, supra."),
        ("wikipedia", "{{sfn|Prys-Harding|Malietoa|2024}}"),
    ],
)  # fmt: skip
def test_the_short_form_for_the_running_text(style: str, expected: str) -> None:
    assert text(article(), style, in_text=True) == expected


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("plain", "[untitled article], [outlet unknown], n.d."),
        ("apa", "[untitled article]. (n.d.)."),
        ("chicago-author-date", "[untitled article]. n.d."),
        ("chicago-notes", "[untitled article]. n.d."),
        ("mla", "[untitled article]."),
        ("ieee", "[1] [untitled article]."),
        ("oscola", "[untitled article]"),
        ("bluebook", "[untitled article], n.d."),
    ],
)
def test_what_is_unknown_is_said_as_the_style_says_it(style: str, expected: str) -> None:
    assert text(BARE, style) == expected


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize(
    ("opening", "description"),
    [
        ("A small harbour town has found the money that its tide mill needs.",
         "beginning: A small harbour town has found the money that its tide mill needs"),
        ("A small harbour town, long known for its fogs and its herring and the width of its one road, " + "has found money " * 20,
         "beginning: A small harbour town"),
        ("herring " * 40, ""),
    ],
    ids=["sentence", "clause", "nowhere to stop"],
)  # fmt: skip
def test_an_untitled_article_is_described_and_its_opening_never_cut_within_a_clause(
    style: str, opening: str, description: str
) -> None:
    found = text(article(title=UNKNOWN, standfirst=STATED(opening, None), url=UNKNOWN), style)
    assert f"untitled article{', ' if description else ''}{description}" in found
    assert "…" not in found
    assert "“" not in found


@pytest.mark.parametrize("style", STYLES)
def test_an_agency_stands_once_where_it_signs_and_was_only_inferred_to_be_the_outlet(style: str) -> None:
    wire = article(byline=UNKNOWN, agency=STATED("Boreal Wire", None), outlet=INFERRED("Boreal Wire", "the agency"))
    assert text(wire, style).count("Boreal Wire") == 1


@pytest.mark.parametrize("style", STYLES)
def test_an_inferred_year_stands_in_brackets(style: str) -> None:
    found = (
        text(article(published=INFERRED("2024-03-16", "weekday agrees")), style)
        .replace("&#91;", "[")
        .replace("&#93;", "]")
    )
    assert "[2024]" in found.replace("\\", "")


@pytest.mark.parametrize("style", STYLES)
def test_an_inferred_outlet_stands_in_brackets(style: str) -> None:
    found = (
        text(article(outlet=INFERRED("Boreal Wire", "the agency")), style).replace("&#91;", "[").replace("&#93;", "]")
    )
    assert "[Boreal Wire]" in found.replace("\\", "")


@pytest.mark.parametrize("style", STYLES)
def test_a_day_without_a_year_says_that_the_year_is_unknown(style: str) -> None:
    found = (
        text(article(published=STATED("--03-31", "March 31"), url=UNKNOWN), style)
        .replace("&#91;", "[")
        .replace("&#93;", "]")
    )
    assert "[year unknown]" in found.replace("\\", "")
    assert "31" in found
    assert "20" not in found


def test_an_agency_signs_as_a_body_and_is_never_turned_round() -> None:
    wire = article(byline=UNKNOWN, agency=STATED("Northern Press Alliance", None), url=UNKNOWN)
    assert text(wire, "apa").startswith("Northern Press Alliance. (2024, March 16).")
    assert text(wire, "chicago-author-date").startswith("Northern Press Alliance. 2024. ")
    assert text(wire, "ieee").startswith("[1] Northern Press Alliance, ")
    assert "|agency=Northern Press Alliance " in text(wire, "wikipedia")


def test_an_agency_in_the_byline_stays_whole_beside_a_reporter() -> None:
    shared = article(
        byline=STATED(("Amina Wekesa", "Boreal Wire"), None), agency=STATED("BOREAL WIRE", None), url=UNKNOWN
    )
    assert text(shared, "apa").startswith("Wekesa, A., & Boreal Wire. (2024")


def test_no_author_puts_the_title_or_the_outlet_first() -> None:
    unsigned = article(byline=UNKNOWN, url=UNKNOWN)
    assert text(unsigned, "apa") == "Tide mill to turn again, trust says. (2024, March 16). Coast & Quay."
    assert (
        text(unsigned, "chicago-author-date") == "Coast & Quay. 2024. “Tide Mill to Turn Again, Trust Says.” March 16."
    )
    assert text(unsigned, "mla", in_text=True) == "(“Tide Mill to Turn Again, Trust Says”)"


@pytest.mark.parametrize(
    ("count", "style", "start"),
    [
        (3, "mla", "Fam0, Ada, et al. "),
        (3, "oscola", "Fam0 A, Fam1 A and Fam2 A, "),
        (4, "oscola", "Fam0 A and others, "),
        (7, "chicago-author-date", "Fam0, Ada, Ada Fam1, Ada Fam2, et al. "),
        (7, "ieee", "[1] A. Fam0 et al., "),
        (21, "apa", ", ".join(f"Fam{n}, A." for n in range(19)) + ", … Fam20, A. "),
    ],
)
def test_many_authors_are_shortened_as_the_style_says(count: int, style: str, start: str) -> None:
    authors = [{"family": f"Fam{n}", "given": "Ada"} for n in range(count)]
    assert text(article(extra={"author": authors}), style).startswith(start)


def test_pages_section_edition_and_place_come_from_the_front_matter() -> None:
    printed = article(
        url=UNKNOWN,
        extra={
            "section": "Weekend",
            "page": "4-5",
            "edition": "late edition",
            "publisher-place": "Marrowick",
            "accessed": "2024-04-01",
        },
    )
    assert text(printed, "mla") == (
        "Prys-Harding, Alun, and Sefa Malietoa. “Tide Mill to Turn Again, Trust Says.” Coast & Quay [Marrowick], Late edition, "
        "16 Mar. 2024, pp. 4–5. Weekend."
    )
    assert ", pp. 4–5, Mar. 16, 2024. Accessed: Apr. 01, 2024." in text(printed, "ieee")
    assert "(Marrowick, 16 March 2024) 4" in text(printed, "oscola")


def test_front_matter_that_is_no_text_is_left_out() -> None:
    odd = article(
        extra={"section": ["a"], "page": {"b": 1}, "volume": None, "accessed": "soon", "type": 3, "author": "x"}
    )
    assert text(odd, "apa") == text(article(), "apa")


@pytest.mark.parametrize(
    ("title", "mla", "ieee", "apa"),
    [
        ("Is it over?", "“Is It Over?” ", "“Is it over?,” ", " Is it over? "),
        ("Mill ‘to turn’", "“Mill ‘to Turn.’” ", "“Mill ‘to turn,’” ", " Mill “to turn.” "),
        ("He said “no.”", "“He Said ‘No.’” ", "“He said ‘no.’” ", " He said “no.” "),
        ("Who asked “why?”", "“Who Asked ‘Why?’” ", "“Who asked ‘why?,’” ", " Who asked “why?” "),
        ("The trusts’", "“The Trusts’.” ", "“The trusts’,” ", " The trusts’. "),
        ("It turns.", "“It Turns.” ", "“It turns.” ", " It turns. "),
        ("Made in U.S.", "“Made in U.S.” ", "“Made in U.S.,” ", " Made in U.S. "),
        ("Tides…", "“Tides….” ", "“Tides…,” ", " Tides…. "),
    ],
)
def test_punctuation_where_a_title_has_some_of_its_own(title: str, mla: str, ieee: str, apa: str) -> None:
    titled = article(title=STATED(title, None))
    assert mla in text(titled, "mla")
    assert ieee in text(titled, "ieee")
    assert apa in text(titled, "apa")


# --- quotations --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("style", [s for s in STYLES if s not in ("markdown", "html", "wikipedia")])
def test_a_quotations_words_stand_verbatim_in_marks_before_the_reference(style: str) -> None:
    words = 'It is "sound", she said; ‘most’ of it —\nand  more [sic] & <more>…'
    found = cite(article(), quotation(words), style=style).text
    assert found.startswith(f"“{words}”".replace("\n", " "))  # one line, so that pasting it into a shell runs nothing
    assert cite(article(), style=style).text in found


def test_the_speaker_follows_the_words_if_known() -> None:
    assert cite(article(), quotation(), style="apa").text.startswith(
        "“The wheel is still.” — Dorothea Quill, as cited in Prys-Harding, A.,"
    )


@pytest.mark.parametrize(
    ("style", "wanted"),
    [
        ("plain", "“The wheel is still.” — from the statement, as quoted in "),
        ("mla", "“The wheel is still.” — from the statement, qtd. in "),
    ],
)
def test_words_of_a_document_come_from_it(style: Any, wanted: str) -> None:
    said = quotation(speaker=Speaker("the statement", "the statement", (0, 13), "stated"))
    assert cite(article(), said, style=style).text.startswith(wanted)


def test_an_inferred_speaker_stands_in_brackets_and_an_unknown_one_nowhere() -> None:
    inferred = quotation(speaker=Speaker("Dorothea Quill", "she", (0, 3), "inferred"))
    assert "— [Dorothea Quill]" in cite(article(), inferred).text
    assert cite(article(), quotation(speaker=UNKNOWN_SPEAKER)).text.startswith(
        "“The wheel is still.” — Alun Prys-Harding"
    )


def test_reported_words_are_not_passed_off_as_spoken() -> None:
    found = cite(article(), quotation(mode="indirect"), style="apa").text
    assert found.startswith(
        "[reported, not quoted:] The wheel is still. — Dorothea Quill, as reported in Prys-Harding, A."
    )
    assert "“" not in found


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("plain", "“The wheel is still.” (Dorothea Quill, as quoted in Prys-Harding and Malietoa, Coast & Quay, 16 March 2024)"),
        ("apa", "“The wheel is still.” (Dorothea Quill, as cited in Prys-Harding & Malietoa, 2024)"),
        ("chicago-author-date", "“The wheel is still.” (Dorothea Quill, quoted in Prys-Harding and Malietoa 2024)"),
        ("mla", "“The wheel is still.” (Dorothea Quill, qtd. in Prys-Harding and Malietoa)"),
    ],
)  # fmt: skip
def test_words_of_somebody_else_are_quoted_at_second_hand(style: str, expected: str) -> None:
    assert cite(article(), quotation(), style=style, in_text=True).text == expected


def test_words_of_the_author_are_not() -> None:
    own = quotation(speaker=Speaker("Alun Prys-Harding", "I", (0, 1), "stated"))
    assert (
        cite(article(), own, style="apa", in_text=True).text == "“The wheel is still.” (Prys-Harding & Malietoa, 2024)"
    )


def test_words_that_stand_twice_are_linked_with_what_is_around_them() -> None:
    page = "She said: we wait – for now, she said. He said: we wait & see."
    start = page.rindex("we wait")
    twice = dataclasses.replace(quotation("we wait"), span=(start, start + 7))
    found = cite(article(), twice, style="markdown", text=page).text
    assert "#:~:text=she%20said.%20He%20said%3A-,we%20wait,-%26%20see." in found


def test_a_linked_quotation_leads_to_the_words_on_the_page() -> None:
    assert (
        "https://coastandquay.example/mill#:~:text=The%20wheel%20is%20still."
        in cite(article(), quotation(), style="markdown").text
    )
    words = " ".join(f"word{n}" for n in range(30)) + ", half-done"
    found = cite(article(), quotation(words), style="html").text
    assert "#:~:text=word0%20word1%20word2%20word3%20word4,word26%20word27%20word28%20word29%2C%20half%2Ddone" in found


def test_a_long_quotation_whose_first_words_stand_twice_is_linked_with_its_context() -> None:
    said = "The wheel of the mill is still, and will be so until the pond is full again, she said."
    page = f"The Wheel of the mill was built in 1750.\n\nShe told us: {said} Nobody disagreed."
    long = dataclasses.replace(quotation(said), span=(page.index(said), page.index(said) + len(said)))
    found = cite(article(), long, style="markdown", text=page).text
    assert (
        "text=She%20told%20us%3A-,The%20wheel%20of%20the%20mill,is%20full%20again%2C%20she%20said.,-Nobody%20disagreed."
        in found
    )


def test_a_fragment_names_no_words_across_a_paragraphs_end() -> None:
    found = cite(
        article(), quotation("It is still.\n\nIt was never still before the flood came."), style="markdown"
    ).text
    assert "#:~:text=It%20is%20still.,before%20the%20flood%20came." in found.replace("still%20", "")


@pytest.mark.parametrize("style", ["plain", "markdown", "html"])
@pytest.mark.parametrize(("line", "place"), [(12, "mill.md:12"), (None, "mill.md")], ids=["line", "no line"])
def test_without_an_address_the_file_and_the_line_are_told(style: str, line: int | None, place: str) -> None:
    assert cite(article(url=UNKNOWN), quotation(), style=style, line=line).text.endswith(f", {place}")
    assert "mill.md" not in cite(article(), quotation(), style=style, line=line).text
    assert "mill.md" not in cite(article(url=UNKNOWN), style=style).text


def test_an_agency_that_prints_its_own_text_is_named_once() -> None:
    wire = article(byline=UNKNOWN, agency=STATED("Boreal Wire", None), outlet=STATED("Boreal Wire", None), url=UNKNOWN)
    assert text(wire, "plain") == "Boreal Wire, “Tide mill to turn again, trust says”, 16 March 2024"


@pytest.mark.parametrize("style", STYLES)
def test_no_address_no_fragment(style: str) -> None:
    assert ":~:text" not in cite(article(url=UNKNOWN), quotation(), style=style).text


# --- markup and safety ---------------------------------------------------------------------------------------------------

NASTY = "a*b_[c](http://x.example) <script>|{{d}}[[e]]''f''~~~~ & \\ # $ ` ! __TOC__"


def test_markdown_prints_hostile_titles_as_they_are() -> None:
    found = text(article(title=STATED(NASTY, None), url=UNKNOWN), "plain", format="markdown")
    assert "<script>" not in found.replace("\\<", "")
    for mark in "*_[]<`!":
        assert f"\\{mark}" in found


def test_html_prints_hostile_titles_as_they_are() -> None:
    found = text(article(title=STATED(NASTY + '"', None)), "html")
    assert "<script>" not in found
    assert found.count("<a ") == 1


def test_wikitext_cannot_be_broken_out_of() -> None:
    found = text(article(title=STATED(NASTY, None)), "wikipedia")
    inner = found.removeprefix("{{").removesuffix("}}").replace("{{!}}", "")
    for mark in ("{{", "}}", "[[", "]]", "''", "~~~", "<", "__"):
        assert mark not in inner


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/motd", "//x.example/y"])
def test_only_web_addresses_become_links(url: str) -> None:
    strange = article(url=STATED(url, None))
    assert "href" not in text(strange, "html")
    assert "](" not in text(strange, "markdown")


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("format", FORMATS)
def test_no_control_character_but_newline_and_no_newline_at_the_end(style: str, format: str) -> None:
    bad = "x\x1b[201~\x00\r\n\t\x9b31m\u202e\ud800y"
    hostile = article(
        title=STATED(bad, None),
        outlet=STATED(bad, None),
        byline=STATED((bad,), None),
        url=STATED(f"https://{bad}", None),
    )
    found = cite(hostile, quotation(bad), style=style, format=format).text
    assert not [c for c in found if (ord(c) < 32 and c != "\n") or 0x7F <= ord(c) < 0xA0 or 0xD800 <= ord(c) < 0xE000]
    assert "\x1b" not in found
    assert not found.endswith("\n")


def test_an_unknown_style_or_format_names_the_known_ones() -> None:
    with pytest.raises(BriefingError, match="chicago-notes"):
        cite(article(), style="harvard")
    with pytest.raises(BriefingError, match="csl-json"):
        cite(article(), format="yaml")


def test_reported_speech_is_no_quotation_for_wikipedia() -> None:
    assert "|quote=The wheel is still." in cite(article(), quotation(), style="wikipedia").text
    assert "|quote=" not in cite(article(), quotation(mode="indirect"), style="wikipedia").text
