"""Plain text: what the file prints becomes paragraphs of the right kinds, and the fields say what they rest on."""

from __future__ import annotations

import pytest

from briefing.ingest import build_document
from briefing.ingest.readers.text import plain
from briefing.model import Document

BODY = (
    "The council said on Thursday that work on the old bridge would begin in May and last a year.\n\n"
    "“We have listened to everyone who uses it,” the mayor said. “Now it is time to build.”\n\n"
    "Opponents said the plan, first shown in 2011, had been changed without a hearing."
)


def read(text: str | bytes) -> Document:
    (draft,) = plain.read(text if isinstance(text, bytes) else text.encode())
    return build_document.document(draft, "story.txt")


def kinds(document: Document) -> list[tuple[str, str]]:
    return [(p.kind, document.text[slice(*p.span)]) for p in document.paragraphs]


def of_kind(document: Document, kind: str) -> list[str]:
    return [text for own, text in kinds(document) if own == kind]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_every_encoding_and_line_end_gives_the_same_article(encoding: str, newline: str) -> None:
    source = f"Harbour café backs plan\n\nBy Ada Krol\n\n{BODY}\n"
    document = read(source.replace("\n", newline).encode(encoding))
    assert document.article.title.value == "Harbour café backs plan"
    assert document.article.byline.value == ("Ada Krol",)
    assert document.text == read(source).text


def test_hard_wrapped_lines_are_joined_with_one_space() -> None:
    source = "A headline of its own\n\nThe council said on Thursday that work on the old\nbridge would begin in May and last about a year, if\nall goes well.\n\nA second paragraph that is also wrapped at about the\nsame width as the first.\n"
    document = read(source)
    assert of_kind(document, "body") == [
        "The council said on Thursday that work on the old bridge would begin in May and last about a year, if all goes well.",
        "A second paragraph that is also wrapped at about the same width as the first.",
    ]
    start = document.text.index("old bridge")
    span = document.source_span((start, start + 10))
    assert span is not None
    assert source[slice(*span)] == "old\nbridge"


def test_a_compound_broken_at_its_hyphen_is_whole_again() -> None:
    source = "A headline of its own\n\nThe council spoke of a well-\nknown and much loved bridge that two-\nand three-year-olds like to walk over\neach day.\n"
    assert "a well-known and much loved bridge that two- and three-year-olds" in read(source).text


def test_one_line_paragraphs_without_blank_lines_stay_apart() -> None:
    document = read("\n".join(line for line in BODY.split("\n") if line))
    assert len(document.paragraphs) == 3


def test_a_first_sentence_is_no_title() -> None:
    document = read(BODY)
    assert document.article.title.status == "unknown"
    assert document.article.standfirst.status == "unknown"
    assert (
        document.article.opening
        == "The council said on Thursday that work on the old bridge would begin in May and last a year."
    )


def test_a_sentence_that_the_next_paragraph_tells_anew_is_a_standfirst() -> None:
    first = "Elmland says Port Verity has asked the Harbour Trust for money to mend its bridge."
    document = read(
        first
        + "\nThe Harbour Trust in Port Verity asked Elmland for money on Monday to mend the bridge, which has stood since 1911.\nNobody was hurt."
    )
    assert (document.article.standfirst.value, document.article.standfirst.status) == (first, "inferred")
    assert document.article.title.status == "unknown"


@pytest.mark.parametrize(
    "title",
    [
        "Bridge to close for repairs in the U.S.",
        "Will the bridge ever open?",
        "Council: ‘Build it now!’",
        "Bridge plan - what comes next",
        "NOTE – a bridge too far",
    ],
)
def test_headlines_are_titles_however_they_end(title: str) -> None:
    document = read(f"{title}\n\n{BODY}")
    assert (document.article.title.value, document.article.title.status) == (title, "stated")
    assert document.article.dateline.status == "unknown"


def test_a_sentence_between_title_and_byline_is_a_standfirst() -> None:
    document = read(f"Bridge plan backed\n\nResidents disagree about what should come next.\n\nBy Ada Krol\n\n{BODY}")
    assert document.article.standfirst.value == "Residents disagree about what should come next."
    assert document.article.standfirst.status == "inferred"
    assert len(of_kind(document, "body")) == 3


def test_a_dateline_is_a_span_of_its_own_before_an_intact_first_paragraph() -> None:
    document = read(f"Bridge plan backed\n\nPORT ELM, Elmland, March 31 (Reuters) - {BODY}")
    assert document.article.dateline.value == "PORT ELM, Elmland"
    assert document.article.dateline.evidence == "PORT ELM, Elmland, March 31 (Reuters) -"
    assert of_kind(document, "dateline") == ["PORT ELM, Elmland, March 31 (Reuters) -"]
    assert of_kind(document, "body")[0] == BODY.split("\n\n", maxsplit=1)[0]
    assert "(Reuters) - The council said" in document.text


def test_an_agency_is_not_the_outlet() -> None:
    document = read(f"Bridge plan backed\n\nPORT ELM (AP) — {BODY}")
    assert (document.article.agency.value, document.article.agency.status) == ("AP", "stated")
    assert (document.article.outlet.value, document.article.outlet.status) == (None, "unknown")
    assert document.article.byline.status == "unknown"


def test_an_agency_line_is_its_byline() -> None:
    article = read(f"Bridge plan backed\n\nAFP\nFriday, Mar 31, 2023\n\n{BODY}").article
    assert (article.byline.value, article.byline.status) == (("AFP",), "stated")
    assert (article.agency.value, article.published.value) == ("AFP", "2023-03-31")


def test_a_speaker_in_a_transcript_is_no_place() -> None:
    document = read(
        "Briefing of the council\n\nKROLIK: We have new information on the bridge.\n\nQUESTION: When does it open?\n\nKROLIK: In May."
    )
    assert document.article.dateline.status == "unknown"


def test_dates_in_captions_furniture_and_running_text_date_nothing() -> None:
    document = read(
        "Bridge plan backed\n\nOld bridge at dusk February 21-28 2015 2\n\nThe bridge on May 3, 2004. (Photo: Pat Example/Wikimedia)\n\nBy Ada Krol\n\n"
        + BODY
        + "\n\nIt was opened on 12 June 2009.\n\nCopyright 2019 The Elm Courier. All rights reserved."
    )
    assert document.article.published.status == "unknown"
    assert of_kind(document, "caption") == ["The bridge on May 3, 2004. (Photo: Pat Example/Wikimedia)"]
    assert "Old bridge at dusk February 21-28 2015 2" in of_kind(document, "furniture")


def test_a_day_without_a_year_stays_without_one() -> None:
    published = read(f"PORT ELM, March 31 (AP) — {BODY}").article.published
    assert published.value == "--03-31"
    assert "no year" in (published.evidence or "")


def test_a_year_is_completed_only_where_the_text_settles_it() -> None:
    text = "March 31 (UPI) — The bridge closed, the mayor told reporters Thursday.\n\nBetween the end of 2022 and early 2023 it was mended twice.\n\nNobody was hurt."
    published = read(text).article.published
    assert (published.value, published.status) == ("2023-03-31", "inferred")
    assert "March 31 (UPI) —" in (published.evidence or "")
    assert "Thursday" in (published.evidence or "")
    assert read(text.replace("Thursday", "Sunday")).article.published.value == "--03-31"
    assert read(text.replace("early 2023", "March 2023")).article.published.value == "--03-31"


def test_a_text_pasted_twice_is_kept_once() -> None:
    story = f"PORT ELM (AP) — {BODY}"
    document = read(f"{story}\n\n{story}")
    assert document.article.repeated
    assert document.text.count("The council said on Thursday") == 1
    repeated = [p for p in document.paragraphs if p.kind == "repeat"]
    assert len(repeated) == 3
    assert document.text[slice(*repeated[0].span)].startswith("PORT ELM (AP) — The council")
    assert document.article.words == read(story).article.words


def test_a_text_pasted_twice_without_a_break_is_kept_once() -> None:
    document = read(f"{BODY}{BODY}")
    assert document.article.repeated
    assert document.text.count("The council said on Thursday") == 1


def test_a_pull_quote_is_a_repeat_but_the_article_is_not() -> None:
    document = read(BODY.replace("\n\n", "\n\n“We have listened to everyone who uses it”\n\n", 1))
    assert len(of_kind(document, "repeat")) == 1
    assert not document.article.repeated


def test_short_lines_that_stand_twice_are_no_repeat() -> None:
    document = read(
        "A council speaks\n\n“No comment.”\n\nThe mayor left the room and came back an hour later.\n\n“No comment.”\n\nThen she left for good."
    )
    assert of_kind(document, "repeat") == []


def test_furniture_before_and_behind_is_set_apart() -> None:
    document = read(
        f"BACK\n\nBridge plan backed\n\nShare this article\n\n{BODY}\n\nMore news\n\nFerries stay in port for second day\n\nTen pictures of the old bridge"
    )
    assert of_kind(document, "furniture") == [
        "BACK",
        "Share this article",
        "More news",
        "Ferries stay in port for second day",
        "Ten pictures of the old bridge",
    ]
    assert document.article.title.value == "Bridge plan backed"
    assert len(of_kind(document, "body")) == 3


@pytest.mark.parametrize(
    "paragraph",
    [
        "Read more books, the minister told pupils.",
        "Share prices fell by a tenth on Monday, he said.",
        "Back to square one, said the mayor.",
        "“Follow the money,” he said.",
        "He took the photo by the river.",
    ],
)
def test_prose_that_sounds_like_a_button_is_body(paragraph: str) -> None:
    assert paragraph in of_kind(
        read(f"Bridge plan backed\n\n{BODY}\n\n{paragraph}\n\nThe end of the story is told here."), "body"
    )


def test_a_closing_credit_gives_the_reporters() -> None:
    article = read(
        f"Bridge plan backed\n\nPORT ELM, March 31 (Reuters) - {BODY}\n\nReporting by Ada Krol and J.R. Aske; Editing by Pat Example"
    ).article
    assert article.byline.value == ("Ada Krol", "J.R. Aske")


def test_control_characters_become_visible_and_spans_hold() -> None:
    source = f"Bridge \x1b[31mplan\u202e backed\n\n{BODY}"
    document = read(source)
    assert document.article.title.value == "Bridge ␛[31mplan\ufffd backed"
    assert len(document.text) == len(source)


def test_language_is_inferred_and_unknown_when_unsure() -> None:
    assert read(f"Bridge plan backed\n\n{BODY}").article.language.value == "en"
    assert (
        read(
            "Pont fermé\n\nLe conseil a dit jeudi que les travaux sur le vieux pont dans la ville commenceraient en mai et que la mairie est prête pour une longue attente."
        ).article.language.value
        == "fr"
    )
    assert read("Xyzzy\n\nPlugh.").article.language.status == "unknown"


def test_a_text_that_looks_back_or_tells_of_other_days_keeps_its_day_without_a_year() -> None:
    text = "March 31 (UPI) — The bridge closed, the mayor told reporters Thursday.\n\nBetween the end of 2022 and early 2023 it was mended twice.\n\n{}"
    assert read(text.format("Nobody was hurt.")).article.published.value == "2023-03-31"
    for more in (
        "It was the tenth anniversary of the first closure.",
        "The flood of March 30, 2023, is remembered in Elm.",
        "Trams had stopped on Monday.",
        "A new bridge was opened in 2024.",
        "From the archive of the Elm Courier.",
    ):
        assert read(text.format(more)).article.published.value == "--03-31", more


def test_a_day_named_in_full_in_the_story_never_dates_it() -> None:
    published = read(
        "PORT ELM, April 15 — The ferry sank on April 14, 1912, and Elm has not forgotten it.\n\nA service was held."
    ).article.published
    assert published.value == "--04-15"


def test_the_day_of_a_match_is_not_the_day_of_the_report() -> None:
    for head in (
        "Elm Park\n\nSaturday, 4 March\n\n1500 GMT\n\n",
        "Elm Rovers v Marlton Town (Sat)\n\nSaturday 4 March 2023\n\nElm Park, Port Elm\n\n",
        "Saturday 4 March 2023\n\nKick-off: 15:00\n\n",
        "Rovers hope for a better spring\n\nSaturday 4 March\n\n",
    ):
        document = read(head + BODY)
        assert document.article.published.status == "unknown", head
        assert "Saturday" in document.text
    titled = read("Elm Rovers v Marlton Town (Sat)\n\nSaturday 4 March 2023\n\nElm Park, Port Elm\n\n" + BODY)
    assert titled.article.title.value == "Elm Rovers v Marlton Town (Sat)"


def test_the_days_of_a_chronology_date_nothing() -> None:
    document = read(
        f"How the bridge was built\n\nA short history of a long quarrel.\n\n3 May 2011\n\n{BODY}\n\n7 June 2012\n\nWork began before the summer was over, the council said."
    )
    assert document.article.published.status == "unknown"
    assert "3 May 2011" in of_kind(document, "body")


def test_a_headline_behind_which_a_full_stop_was_put_is_a_title() -> None:
    document = read(f"Harbour Council Backs New Bridge Plan.\n\n{BODY}")
    assert (document.article.title.value, document.article.title.status) == (
        "Harbour Council Backs New Bridge Plan",
        "inferred",
    )
    assert read(f"The council in Port Elm Backs a new plan.\n\n{BODY}").article.title.status == "unknown"


def test_lines_that_cannot_be_a_title_are_none() -> None:
    for line in (
        "(after extra time)",
        "“We have waited for this bridge for ten years. Now we want to see it at last.”",
        "The council of Port Elm is to spend more than four million crowns on a bridge that nobody asked for, figures have shown",
    ):
        assert read(f"{line}\n\n{BODY}").article.title.status == "unknown", line


def test_a_word_and_a_colon_before_a_headline_name_no_outlet_and_no_place() -> None:
    article = read(f"Newspaper: Mayor of Port Elm used a borrowed boat.\n\n{BODY}").article
    assert (article.outlet.status, article.agency.status) == ("unknown", "unknown")
    assert read(f"REVEALED: What the council of Port Elm wants.\n\n{BODY}").article.dateline.status == "unknown"


def test_those_who_helped_did_not_write_it() -> None:
    assert (
        read(
            f"{BODY}\n\n{BODY[:60]} again.\n\n(Additional reporting by Ada Krol; Editing by Jon Aske)"
        ).article.byline.status
        == "unknown"
    )
    assert (
        read(f"{BODY}\n\nMore of it was said.\n\nContributing: Ada Krol and Jon Aske.").article.byline.status
        == "unknown"
    )


@pytest.mark.parametrize(
    "head",
    [
        "Ada Krol, painter of bridges\n\nBorn 3 May 1931",
        "Ada Krol, painter of bridges\n\n3 May 1931 – 4 June 2023",
        "On this day: the ferry sinks\n\n14 April 1912",
        "Council seeks a builder\n\nSession of 3 May 2019",
        "Council seeks a builder\n\nPrinted on 3 May 2019",
        "EMBARGOED UNTIL 3 May 2019\n\nCouncil seeks a builder",
        "Results of the weekend\n\nSaturday, 4 May 2019\n\nElm Rovers 2-1 Marlton Town",
    ],
)
def test_a_day_on_which_something_else_happened_dates_nothing(head: str) -> None:
    article = read(f"{head}\n\n{BODY}").article
    assert (article.published.status, article.byline.status) == ("unknown", "unknown")


def test_the_day_of_printing_above_the_page_yields_to_the_day_of_publication() -> None:
    for line in ("Published March 3, 2023", "By Ada Krol | March 3, 2023", "March 3, 2023"):
        document = read(f"Sunday, November 22, 2026\n\nCouncil seeks a builder for the bridge\n\n{line}\n\n{BODY}")
        assert document.article.published.value == "2023-03-03", line


def test_a_line_that_signs_another_story_below_the_text_says_nothing_of_this_one() -> None:
    article = read(
        f"Council seeks a builder\n\n{BODY}\n\nFerry sinks in the harbour\n\nBy Jon Aske | May 3, 2019"
    ).article
    assert (article.byline.status, article.published.status) == ("unknown", "unknown")


def test_a_body_that_issues_statements_is_no_outlet_and_its_name_no_title() -> None:
    assert read(f"Council seeks a builder\n\nSource: Ministry of Bridges\n\n{BODY}").article.outlet.status == "unknown"
    assert (
        read(f"Council seeks a builder\n\nSource: The Elm Courier\n\n{BODY}").article.outlet.value == "The Elm Courier"
    )
    article = read(f"Ministry of Bridges and Ferries\n\nCouncil seeks a builder\n\nMarch 3, 2023\n\n{BODY}").article
    assert (article.title.value, article.published.value) == ("Council seeks a builder", "2023-03-03")


def test_forms_of_heads_that_databases_and_sites_print() -> None:
    article = read(f"PORT ELM (AP) _ {BODY}").article
    assert (article.dateline.value, article.agency.value) == ("PORT ELM", "AP")
    assert read(
        f"Council seeks a builder\n\nBy Ada Krol, PA Political Correspondent\n\n{BODY}"
    ).article.byline.value == ("Ada Krol",)
    assert read(f"# Council seeks a builder\n\n{BODY}").article.title.value == "Council seeks a builder"
    assert (
        read(f"EXCLUSIVE\n\nWho will build the bridge?\n\nWords: Ada Krol\n\n{BODY}").article.title.value
        == "Who will build the bridge?"
    )
    assert read(f"Council seeks a builder\n\nWords: Ada Krol\n\n{BODY}").article.byline.value == ("Ada Krol",)
    assert (
        read(
            f"Council seeks a builder\n\nAda Krol\n\n3 May 2019\n\nThe Elm Courier\n\nELMC\n\nPage 5\n\n{BODY}"
        ).article.agency.status
        == "unknown"
    )


def test_lines_with_labels_are_never_joined() -> None:
    article = read(
        f"Title: Council of Port Elm seeks a builder for the bridge\nAuthor: Ada Krol and Jon Aske and Mira Kowalska\nPublication date: May 3, 2019\n\n{BODY}"
    ).article
    assert (article.title.value, article.published.value) == (
        "Council of Port Elm seeks a builder for the bridge",
        "2019-05-03",
    )
