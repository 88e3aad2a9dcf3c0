"""Documents that speak: whoever issued them is said to have spoken where the text tells, else the document is named as it is printed."""

from __future__ import annotations

import pytest

from briefing.analysis.quotations.extract import extract
from briefing.model import Article, Document, Paragraph, Speaker


def speakers(text: str) -> list[Speaker]:
    document = Document(Article("a", "a.txt"), text, (Paragraph((0, len(text)), None, "body"),))
    return [quotation.speaker for quotation in extract(document) if quotation.mode == "direct"]


ISSUED = {
    "said in a press release": (
        "The museum said in a press release that the hall would open. “The roof is dry,” the press release said.",
        "the museum",
    ),
    "by": ("A statement by the Harbour Trust came late. “The roof is dry,” the statement said.", "Harbour Trust"),
    "owner": ("The Harbour Trust’s report came out on Monday. “The roof is dry,” the report said.", "Harbour Trust"),
    "signature behind": ("“The roof is dry,” the statement said. Museum director Ada Krol in a statement.", "Ada Krol"),
    "issued": ("The union had issued a statement. “The roof is dry,” the statement said.", "the union"),
    "behind that": ("Krol knew that the union had issued a statement. “We win,” the statement said.", "the union"),
}
NOT_TOLD = {
    "nobody": "“The roof is dry,” the statement said. Ada Krol, the director, was not there.",
    "another document": "Ada Krol said in a statement that it rained. “The roof is dry,” the press release said.",
    "any document": "The museum said in a report that it rained. “The roof is dry,” a report said.",
    "too far": "The museum said in a report that it rained. " + "It rained. " * 12 + "“It is dry,” the report said.",
    "story": "The museum said in an article that it rained. “The roof is dry,” the article said.",
}


@pytest.mark.parametrize("case", ISSUED)
def test_a_document_speaks_for_whoever_issued_it(case: str) -> None:
    text, name = ISSUED[case]
    (speaker,) = speakers(text)
    assert (speaker.name, speaker.status) == (name, "inferred")
    assert speaker.mention_span is not None
    assert text[slice(*speaker.mention_span)] == speaker.mention


def test_a_document_that_names_its_owner_speaks_for_that() -> None:
    (speaker,) = speakers("“The roof is dry,” the trust’s notice read.")
    assert (speaker.name, speaker.mention, speaker.status) == ("the trust", "the trust’s notice", "stated")


@pytest.mark.parametrize("case", NOT_TOLD)
def test_a_document_that_nobody_is_said_to_have_issued_stays_one(case: str) -> None:
    (speaker,) = speakers(NOT_TOLD[case])
    assert (speaker.name, speaker.status) == (speaker.mention, "stated")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("“The river will rise in spring,” 38 North said on Monday.", "38 North"),
        ("“The river will rise in spring,” the North said on Monday.", "the North"),
        ("“The river will rise in spring,” the Harbour Trust said on Monday.", "Harbour Trust"),
    ],
)
def test_a_direction_keeps_its_number_or_article(text: str, name: str) -> None:
    assert [speaker.name for speaker in speakers(text)] == [name]
