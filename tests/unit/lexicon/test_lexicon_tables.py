"""One table of places and one of given names serve datelines and names alike."""

from __future__ import annotations

import pytest

from briefing.lexicon import place_names, tables
from briefing.lexicon.gazetteer import tables as gazetteer


def test_a_cell_gives_the_forms_of_one_place() -> None:
    shown, other, short = tables.place_forms("Tokyo* = Tokio* = ~Tok.")
    assert (shown.text, shown.shown, shown.alone, shown.beside_date) == ("Tokyo", "Tokyo", True, False)
    assert (other.text, other.shown, other.alone) == ("Tokio", "Tokyo", True)
    assert (short.text, short.shown, short.alone, short.beside_date) == ("Tok.", "Tokyo", False, True)


@pytest.mark.parametrize(
    "name", ["Buenos Aires", "New Orleans", "Novi Sad", "Saint Lucia", "the Gambia", "Ont.", "Aachen"]
)
def test_a_place_beside_a_date_is_known(name: str) -> None:
    assert place_names.is_known(name)


@pytest.mark.parametrize("piece", ["Buenos", "Aires", "City", "West", "Republic of", ""])
def test_a_piece_of_a_name_is_no_place(piece: str) -> None:
    assert not place_names.is_known(piece)


def test_a_form_that_needs_a_date_beside_it_is_no_name_in_a_sentence() -> None:
    for form in ("Ga", "Ga.", "Ida.", "Lyons", "Reunion"):
        assert place_names.is_known(form)
        assert form not in gazetteer().names


def test_datelines_print_some_cities_without_their_country() -> None:
    assert place_names.is_city("KYIV")
    assert place_names.is_city("Washington D.C.")
    assert not place_names.is_city("Aachen")


def test_a_given_name_is_one_wherever_it_is_asked_for() -> None:
    for name in ("Aaliyah", "Akiko", "Ada"):
        assert place_names.is_given(name)
        assert name in gazetteer().first_names


def test_no_entry_is_broken_or_listed_twice() -> None:
    cells = [cell for table in ("cities", "regions") for line in tables.lines(table) for cell in tables.cells(line)]
    assert not [cell for cell in cells if not cell.strip("*~ =")]
    given = [word for line in tables.lines("given_names") for word in line.split()]
    assert len(given) == len(set(given))


def test_phrases_stand_under_their_key() -> None:
    labels = tables.phrases("head_labels")
    assert {"date of publication", "datum"} <= labels["published"]
    assert "ladedatum" in labels["-"]


@pytest.mark.parametrize("name", ["head_labels", "datelines", "page_buttons"])
def test_no_phrase_stands_under_two_keys(name: str) -> None:
    phrases = [phrase for group in tables.phrases(name).values() for phrase in group]
    assert len(phrases) == len(set(phrases))
    assert phrases == [phrase.strip().casefold() for phrase in phrases]
