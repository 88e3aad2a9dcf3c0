"""One line, one paragraph, one language: read the same however often and however it is printed, and at a bounded cost."""

from __future__ import annotations

import dataclasses
from collections import Counter

import pytest

from briefing.ingest import build_document, language
from briefing.ingest.plain_text import boilerplate, byline_parts, bylines, line_facts, outlet_names, paragraphs
from briefing.ingest.plain_text.dating import dates
from briefing.ingest.readers.text import plain
from briefing.lexicon.standing_text import is_standing

WIRE = (
    "3-MAY-2031 08:55:00.00\n\nTIDE MILL TURNS AGAIN AFTER SIXTY YEARS\n\n    By Jonas Pell and Ada Krol, Reuters\n"
    "    OSLO, May 3 - The Daily and Sunday Courier of the coast\n"
    "are printing a picture of the old tide mill, which turned\n"
    "on Tuesday for the first time since 4 June 1971, when the\n"
    "last miller closed its gates and went to live in the town.\n"
    "    The council had asked for quotes in March, and took the\n"
    "lowest that it was sent, which nobody had thought likely.\n"
    "Reuter\n"
)


def texts(source: str) -> list[str]:
    return [block.text for block in paragraphs.blocks(source)]


def test_below_a_dateline_no_line_of_a_wrapped_story_is_taken_for_a_line_of_the_head() -> None:
    assert (
        "OSLO, May 3 - The Daily and Sunday Courier of the coast are printing a picture of the old tide mill, which turned on "
        "Tuesday for the first time since 4 June 1971, when the last miller closed its gates and went to live in the town."
    ) in texts(WIRE)
    (draft,) = plain.read(WIRE.encode())
    article = build_document.document(draft, "a.txt").article
    assert article.outlet.value != "The Daily and Sunday Courier"
    assert (article.byline.value, article.published.value) == (("Jonas Pell", "Ada Krol"), "2031-05-03T08:55")


@pytest.mark.parametrize("sign", ["Reuter", "ENDS", "End of story"])
def test_the_sign_off_of_a_wrapped_wire_stays_a_line_of_its_own(sign: str) -> None:
    assert texts(WIRE.replace("Reuter\n", f"{sign}\n"))[-1] == sign


def test_a_short_last_line_of_prose_is_no_sign_off() -> None:
    source = WIRE.replace("likely.\nReuter\n", "likely\nback home.\n")
    assert texts(source)[-1].endswith("nobody had thought likely back home.")


def test_a_line_that_several_ask_about_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: Counter[str] = Counter()
    find = dates.find
    monkeypatch.setattr(dates, "find", lambda text: asked.update([text]) or find(text))
    line_facts._facts.cache_clear()
    for _ in range(3):
        assert line_facts.read("Published 3 May 2031") is not None
    assert asked["Published 3 May 2031"] <= 1


def test_what_was_read_of_a_line_cannot_be_altered() -> None:
    facts = line_facts.read("By Ada Krol, 3 May 2031")
    assert facts is not None
    with pytest.raises(dataclasses.FrozenInstanceError):
        facts.labelled = True  # type: ignore[misc]
    assert isinstance(facts.dates, tuple)


def test_long_text_is_neither_read_nor_kept() -> None:
    long = "By Ada Krol " * 100_000
    kept = (line_facts._facts.cache_info().currsize, boilerplate._kind.cache_info().currsize)
    assert line_facts.read(long) is None
    assert boilerplate.kind(long) is None
    assert outlet_names.outlet_name(long) is None
    assert (line_facts._facts.cache_info().currsize, boilerplate._kind.cache_info().currsize) == kept


@pytest.mark.parametrize(
    ("line", "fact"),
    [
        ("Ada Krol, special correspondent covering foreign affairs and trade, 3 May 2031", "byline"),
        ("Reporting by Ada Krol in the harbour town of Elm, 3 May 2031", "byline"),
        ("Originally published on Tuesday 3 May 2031, last updated on 4 May 2031", "dates"),
        ("3 May 2031 | Our own team of men in the far east desk", "desk"),
    ],
)
def test_a_cheap_look_at_prose_loses_no_line_of_metadata(line: str, fact: str) -> None:
    found = line_facts.read(line)
    assert found is not None
    assert getattr(found, fact)


@pytest.mark.parametrize(
    "line",
    [
        "3 May 2031: the mill that nobody had wanted to keep turned once more",
        "The last miller closed its gates for good and left on 4 June 1971",
    ],
)
def test_prose_that_holds_a_date_says_nothing(line: str) -> None:
    assert line_facts.read(line) is None


def test_a_list_of_names_stops_at_the_first_part_that_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    part = byline_parts.read
    monkeypatch.setattr(byline_parts, "read", lambda text, *rest: asked.append(text) or part(text, *rest))
    assert bylines.parse("The mill that turned on Tuesday was closed, said Ada Krol") is None
    assert asked == []


ENGLISH = "The mill that was closed by the council is to be opened again, and it is said that they have found the money for it. "
GERMAN = "Die Mühle, die von der Stadt geschlossen wurde, ist nicht mehr zu sehen, und das Geld für die Tore ist auch nicht da. "


@pytest.mark.parametrize(("text", "code"), [(ENGLISH, "en"), (GERMAN, "de"), ("Мост открыт. " * 30, None)])
def test_the_language_is_told_whatever_signs_the_printer_used(text: str, code: str | None) -> None:
    for one in (
        text,
        text.replace(",", " —"),
        f"“{text}”…",
        text.upper(),
        text.replace(" ", "\u00a0"),
        f"{text}\U0001f600",
    ):
        found = language.detect(one)
        assert found.value == code, one
    if code == "en":
        assert language.detect(ENGLISH).evidence == "commonest words: the, that, is, it, was"


@pytest.mark.parametrize(
    "text",
    [
        "The Plover Times belongs to those who read it. Help us go on: subscribe today. Reproduction without our consent is forbidden; the Plover Trust keeps every right.",
        "Follow us on Mastodon, sign up for the newsletter, or write to our desk at desk@gannet.example.",
        "Abonnieren Sie unseren Newsletter oder schreiben Sie uns. Alle Rechte vorbehalten.",
        "Abonnez-vous à notre lettre d'information. Tous droits réservés, reproduction interdite.",
        "Suscríbase a nuestro boletín. Todos los derechos reservados.",
        "The Plover is a free paper for the bay. Subscribers get the tide table. We keep to the code of the Bay Press Council and print our errors.",
    ],
    ids="en us de fr es code".split(),
)
def test_what_a_paper_prints_under_every_item_is_standing_text(text: str) -> None:
    assert is_standing(text)


@pytest.mark.parametrize(
    "text",
    [
        "The council said that the newsletter of the port would be closed, and that its editors would be moved.",
        "“If you value our work, please subscribe to our newsletter; all rights are reserved,” the editor told readers.",
        "Readers of the paper own a third of it, the trust said, and their rights are not touched by the sale.",
        "The Bay Press Council found on Monday that the free paper had broken its code of conduct, and asked for an apology.",
    ],
    ids="news speech sale council".split(),
)
def test_news_of_a_paper_is_no_standing_text(text: str) -> None:
    assert not is_standing(text)
