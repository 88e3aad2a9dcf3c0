"""Values as words: the labels, counts and marks that commands and reader share."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from briefing.model import Article, Stated, Statement, Token
from briefing.presentation.comparison_text import marked_runs
from briefing.presentation.labels import (
    copies_label,
    counts_line,
    date_label,
    fact_label,
    first_names,
    hits_line,
    imprint,
    list_label,
    outlet_label,
    source_label,
    source_labels,
    witness_name,
)


def marked_text(tokens: Iterable[Token], *, only_differences: bool = False) -> str:
    """A wording as one line with its differences marked in characters."""
    return "".join(text for text, _ in marked_runs(tokens, only_differences=only_differences))


def article(**fields: object) -> Article:
    values: dict[str, object] = {"id": "a1", "path": "folder/harbour-news.txt", **fields}
    return Article(**values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("published", "label"),
    [
        (Stated.unknown(), "—"),
        (Stated.stated("2024-05-03", "May 3, 2024"), "2024-05-03"),
        (Stated.stated("2024-05-03T18:20+02:00", ""), "2024-05-03"),
        (Stated.inferred("2024-05-03", "Friday"), "~2024-05-03"),
        (Stated.stated("--05-03", "May 3"), "3 May"),
        (Stated.inferred("--05-03", "May 3"), "~3 May"),
        (Stated.stated("--13-03", ""), "--13-03"),
        (Stated.stated("2024", ""), "2024"),
        (Stated.stated("soon\x1b[2J\n", ""), "soon␛[2J"),
        (Stated.stated("   ", ""), "—"),
    ],
)
def test_a_date_says_how_it_is_known(published: Stated[str], label: str) -> None:
    assert date_label(article(published=published)) == label


def test_outlet_then_agency_then_a_dash() -> None:
    both = article(outlet=Stated.stated("Bay Dispatch", ""), agency=Stated.stated("NW", ""))
    assert outlet_label(both) == "Bay Dispatch"
    assert outlet_label(article(agency=Stated.stated("NW", ""))) == "NW, agency"
    assert outlet_label(article(outlet=Stated.inferred("Bay Dispatch", "the name of the file"))) == "~Bay Dispatch"
    assert outlet_label(article()) == "—"


def test_a_source_without_a_name_is_called_by_its_file() -> None:
    assert source_label(article()) == "harbour-news"
    assert source_label(article(outlet=Stated.inferred("Bay Dispatch", ""))) == "Bay Dispatch"


@pytest.mark.parametrize("stem", ["b8c1f04e5a9d2233", "3f2504e0-4f89-11d3-9a0c-0305e82c3301", "a1b2c3d4e5f6g7"])
def test_a_file_named_by_a_machine_gives_way_to_the_title_or_the_date(stem: str) -> None:
    title = Stated.stated("The harbour toll rises again in the spring", "")
    named = article(path=f"{stem}.txt", title=title)
    assert source_label(named) == "“The harbour toll rises…”"
    dated = article(path=f"{stem}.txt", title=Stated.unknown(), published=Stated.stated("2024-05-03", ""))
    assert source_label(dated) == "no outlet, 2024-05-03"
    assert source_label(article(path=f"{stem}.txt", title=Stated.unknown(), published=Stated.unknown())) == stem


@pytest.mark.parametrize("stem", ["000", "01-harbour", "20240503", "2024-05-03_toll", "strike_day_2"])
def test_a_file_named_by_a_person_keeps_its_name(stem: str) -> None:
    assert source_label(article(path=f"{stem}.txt")) == stem


def test_an_article_without_title_is_called_by_standfirst_words_or_file_and_says_so() -> None:
    assert list_label(article(title=Stated.stated(" A\ntitle ", ""))) == ("A title", False)
    assert list_label(article(standfirst=Stated.stated("Below it", ""), opening="First words")) == ("Below it", True)
    assert list_label(article(opening="First words")) == ("First words", True)
    assert list_label(article()) == ("harbour-news.txt", True)


def test_two_sources_of_one_name_are_told_apart() -> None:
    npa = Stated.stated("NPA", "")
    days = [Stated.stated(day, "") for day in ("2024-05-03", "2024-05-04")]
    titles = [Stated.stated(title, "") for title in ("Toll rises in the harbour town", "Toll may fall again")]
    other = article(id="o", outlet=Stated.stated("Bay Dispatch", ""))
    dated = [article(id=day.value, outlet=npa, published=day) for day in days]
    assert source_labels([*dated, other]) == {
        "2024-05-03": "NPA, 2024-05-03", "2024-05-04": "NPA, 2024-05-04", "o": "Bay Dispatch",
    }  # fmt: skip
    one_day = [article(id=title.value, outlet=npa, published=days[0], title=title) for title in titles]
    assert list(source_labels(one_day).values()) == ["NPA, “Toll rises in the…”", "NPA, “Toll may fall again”"]
    alike = [article(id=path, path=path, outlet=npa, published=Stated.unknown()) for path in ("a.txt", "b.txt")]
    assert list(source_labels(alike).values()) == ["NPA, a.txt", "NPA, b.txt"]


def test_nothing_known_of_outlet_and_date_is_said_in_words() -> None:
    outlet, day = Stated.stated("Bay Dispatch", ""), Stated.stated("2024-05-03", "")
    assert "".join(imprint(article(outlet=outlet, published=day))) == "Bay Dispatch · 2024-05-03"
    assert "".join(imprint(article(published=day))) == "— · 2024-05-03"
    assert "".join(imprint(article(published=Stated.unknown()))) == "— no outlet, no date"


def test_days_of_the_week_have_a_capital_and_long_figures_commas() -> None:
    figures = ["41000000", ">11000", "1200.5", "2023", "0.12345", "9" * 31]
    assert [fact_label(value) for value in figures] == ["41,000,000", ">11,000", "1200.5", "2023", "0.12345", "9" * 31]
    assert [fact_label(value) for value in ("tuesday", "is", "2022 – start 2023")] == [
        "Tuesday",
        "is",
        "2022 – start 2023",
    ]


def test_three_counts_are_never_one() -> None:
    assert counts_line(Statement("s", "", None, 4, 4, 1, ())) == "4 files · 4 texts · 1 origin"
    assert counts_line(Statement("s", "", None, 1, 1, 2, ())) == "1 file · 1 text · 2 origins"


def test_hits_and_copies() -> None:
    assert hits_line(3, 41, 12) == "3/41 hits · 12 articles"
    assert hits_line(0, 1, 1) == "1 hit · 1 article"
    assert copies_label(article(copies=("b", "c", "d"))) == "+3 copies"
    assert copies_label(article()) == ""


# --- marks ----------------------------------------------------------------------------------------------------------
def test_each_kind_of_difference_has_its_characters() -> None:
    tokens = [
        Token("The pier", "same"), Token("is", "changed", pivot="was"), Token("very", "added"), Token("quite", "omitted"),
        Token("safe", "same"), Token("[and dry]", "inserted-by-editor"), Token("", "elided"), Token("for boats", "same"),
        Token("", "split"), Token("again", "same"),
    ]  # fmt: skip
    assert marked_text(tokens) == "The pier ~was→is~ {+very+} [-quite-] safe ⟨and dry⟩ … for boats ¦ again"


def test_neighbours_of_one_kind_share_their_marks() -> None:
    assert marked_text([Token("more", "changed"), Token("than", "changed"), Token("9", "same")]) == "~more than~ 9"
    strong = [Token("not", "added", strong=True), Token("ever", "added")]
    assert marked_text(strong) == "{+not+} {+ever+}"


def test_spaces_are_those_of_prose_whether_tokens_bring_them_or_not() -> None:
    assert (
        marked_text([Token("safe", "same"), Token(",", "same"), Token("he", "added"), Token(".", "same")])
        == "safe, {+he+}."
    )
    assert marked_text([Token("The ", "same"), Token("pier ", "changed"), Token("is", "same")]) == "The ~pier~ is"
    assert marked_text([Token("The", "same"), Token(" ", "same"), Token("pier", "same")]) == "The pier"
    assert marked_text([Token("“", "same"), Token("The", "added"), Token("pier", "same")]) == "“{+The+} pier"


def test_only_differences_keeps_two_words_beside_each() -> None:
    tokens = [
        Token("one two three four five six seven", "same"), Token("ten", "changed"), Token("a b c d e f g h", "same"),
        Token("end", "added"),
    ]  # fmt: skip
    assert marked_text(tokens, only_differences=True) == "… six seven ~ten~ a b … g h {+end+}"


def test_an_identical_witness_is_shortened_to_the_sign_alone() -> None:
    assert marked_text([Token("one two three four", "same")], only_differences=True) == "…"


def test_no_control_character_leaves() -> None:
    shown = marked_text([Token("a\x1b]52;c;x\x07\u202eb\nc", "changed")]) + witness_name("x\x9by\u200bz", "p.txt")
    assert all(character.isprintable() or character == " " for character in shown)


def test_a_long_omission_is_shortened_unless_it_changes_the_sense() -> None:
    words = "and we will do so again on every day of the year"
    assert (
        marked_text([Token("We sailed", "same"), Token(words, "omitted")], only_differences=True)
        == "We sailed [-and we will … of the year-]"
    )
    strong = marked_text([Token("We sailed", "same"), Token(words, "omitted", strong=True)], only_differences=True)
    assert strong == f"We sailed [-{words}-]"


def test_a_change_spelled_out_shows_the_wording_before_once() -> None:
    from briefing.presentation.comparison_text import spelled_out

    tokens = [
        Token("It cost", "same"), Token("45,000", "changed", True, "40,000 old"), Token("[new]", "inserted-by-editor"),
        Token("crowns", "changed", True, "40,000 old"), Token("or so", "added"),
    ]  # fmt: skip
    assert marked_text(spelled_out(tokens)) == "It cost [-40,000 old-] {+45,000+} ⟨new⟩ {+crowns+} {+or so+}"


def test_a_change_in_two_pieces_names_the_old_wording_once() -> None:
    tokens = [
        Token("It cost", "same"), Token("45,000", "changed", True, "40,000 old"), Token("", "split"),
        Token("crowns", "changed", True, "40,000 old"),
    ]  # fmt: skip
    assert marked_text(tokens) == "It cost ~40,000 old→45,000~ ¦ ~crowns~"


def test_a_folded_omission_is_a_number_of_words() -> None:
    tokens = [
        Token("The silt", "same"), Token("that lay in the basin", "omitted"), Token("is gone", "same"),
        Token("now", "omitted"), Token("soon", "changed", False, "before the end of the year"),
    ]  # fmt: skip
    shown = "".join(text for text, _ in marked_runs(tokens, fold=True))
    assert shown == "The silt [-5 words-] is gone [-now-] ~6 words→soon~"


def test_the_signs_of_a_comparison_stand_in_latin_1_or_in_common_blocks() -> None:
    from briefing.presentation.comparison_text import OP_MARKS

    assert OP_MARKS["split"][0] == "¦"
    assert "\u2afd" not in "".join(before + after for before, after in OP_MARKS.values())


@pytest.mark.parametrize(
    ("count", "words"), [(1, "A"), (5, "A, B, C, D, E"), (6, "A, B, C, D and 2 more"), (26, "A, B, C, D and 22 more")]
)
def test_of_many_names_it_is_said_how_many_more_there_are(count: int, words: str) -> None:
    assert first_names("ABCDEFGHIJKLMNOPQRSTUVWXYZ"[:count]) == words


@pytest.mark.parametrize(
    ("opening", "label"),
    [
        ("The lock opens at noon", "The lock opens at noon"),
        ("word " * 18 + "eels,", "word " * 18 + "eels …"),
        ("word " * 18 + "eels.", "word " * 18 + "eels."),
    ],
    ids=["whole", "cut", "a sentence"],
)
def test_first_words_that_were_cut_say_so(opening: str, label: str) -> None:
    assert list_label(Article("a", "a.txt", opening=opening)) == (label, True)
