"""Quotations of a document: spans, ids, kinds, modes, splits, and which paragraphs are read."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

from briefing.analysis.quotations.extract import extract
from briefing.model import Article, Document, Paragraph, ParagraphKind, Quotation, SourceMap, Stated


def document(*paragraphs: str, kinds: dict[int, ParagraphKind] | None = None, language: str | None = None) -> Document:
    text = "\n\n".join(paragraphs)
    spans, position = [], 0
    for index, paragraph in enumerate(paragraphs):
        kind: ParagraphKind = (kinds or {}).get(index, "body")
        spans.append(Paragraph((position, position + len(paragraph)), None, kind))
        position += len(paragraph) + 2
    article = Article("a1", "a.txt", language=Stated.stated(language, None) if language else Stated.unknown())
    return Document(article, text, tuple(spans), SourceMap(((0, 100, len(text)),)))


def marked(*paragraphs: str) -> list[Quotation]:
    return [q for q in extract(document(*paragraphs)) if q.mode != "indirect"]


def test_a_quotation_is_verbatim_and_knows_its_places() -> None:
    doc = document("The gates moved.", "“The tide turns the wheel,” Ada Krol said.")
    (quotation,) = extract(doc)
    assert quotation.text == "The tide turns the wheel,"
    assert doc.text[slice(*quotation.span)] == quotation.text
    assert quotation.source_span == (quotation.span[0] + 100, quotation.span[1] + 100)
    assert (quotation.article, quotation.path, quotation.statements) == ("a1", "a.txt", ())


def test_ids_are_stable_and_tell_equal_words_apart() -> None:
    doc = document("“We open in May,” Krol said.", "“We open in May,” Vane said.")
    first, second = extract(doc)
    assert first.id != second.id
    assert [q.id for q in extract(doc)] == [first.id, second.id]
    assert all(q.id.startswith("q") and len(q.id) == 12 for q in (first, second))


def test_only_title_standfirst_and_body_are_read() -> None:
    kinds: dict[int, ParagraphKind] = {0: "title", 1: "furniture", 2: "caption", 3: "body"}
    doc = document(
        "Mill ‘will open in May’",
        "“Read more of our stories,” it said.",
        "“A picture says it,” Krol said.",
        "“We open,” Krol said.",
        kinds=kinds,
    )
    assert [q.text for q in extract(doc)] == ["will open in May", "We open,"]


@pytest.mark.parametrize(
    ("paragraph", "mode"),
    [
        ("“The mill opens in May,” Krol said.", "direct"),
        ("Krol said: “The mill opens in May.”", "direct"),
        ("“Will the mill open?” Krol asked.", "direct"),
        ("Krol said, “The mill opens in May.”", "direct"),
        ("“The mill opens in May.”", "direct"),
        ("Krol said the mill is “ready for the spring tide” at last.", "mixed"),
        ("Krol voiced concern that “Lund will lose its mill.”", "mixed"),
        ("Krol said the mill “will open in May.”", "mixed"),
        ("Krol said, “as long as the wheel turns.”", "direct"),
        ("“She told us ‘I shall open it,’” Krol said.", "direct"),
        (", “as it is.”", "mixed"),
    ],
)
def test_mode_tells_whole_sentences_from_words_within_the_reporters_sentence(paragraph: str, mode: str) -> None:
    assert [q.mode for q in marked(paragraph)] == [mode]


def test_a_term_and_a_title_are_no_speech() -> None:
    (term,) = marked("The so-called “tide tax” is paid by the mills of the coast.")
    (title,) = marked("Vane is the author of the book “The Long Tide,” which sold well.")
    (speech,) = marked("“The tide tax has ruined the mills of this coast,” Krol said.")
    assert (term.kind, title.kind, speech.kind) == ("term", "title", "speech")


@pytest.mark.parametrize(
    "paragraph",
    [
        "Vane appeared on ABC’s “Lund This Morning” on Friday and went home to his family.",
        "Vane was on “The Late Mill Show” on Friday.",
    ],
)
def test_names_in_passing_are_no_quotations(paragraph: str) -> None:
    assert marked(paragraph) == []


def test_a_chant_or_a_slogan_that_somebody_says_stays() -> None:
    assert [q.text for q in marked("The crowd chanted, “Open the mill!”")] == ["Open the mill!"]


def test_speech_in_single_marks_is_speech() -> None:
    text = "‘The tide tax has ruined the mills of this coast,’ Krol said. ‘We shall close the gates.’"
    assert [q.kind for q in marked(text)] == ["speech", "speech"]


def test_parts_around_an_attribution_share_a_split() -> None:
    first, second = marked("“The wheel has turned since May,” said Ada Krol. “And it will not stop.”")
    assert first.split == second.split == first.id


def test_parts_within_one_sentence_share_a_split() -> None:
    first, second = marked("“The wheel,” Krol said, “has turned since May.”")
    assert first.split == second.split is not None
    assert (first.mode, second.mode) == ("direct", "direct")


def test_the_reporters_sentence_after_an_attribution_is_no_split() -> None:
    first, second = marked("“The mill is ours,” Krol said. But, she added, it was “rotten to the core.”")
    assert [first.mode, second.mode, second.split] == ["direct", "mixed", None]


def test_a_line_that_opens_with_a_mark_is_direct_whatever_ended_the_line_before() -> None:
    paragraph = "Krol calls herself “a miller.” \n“We are no guild, and we are not for sale,” she told the town."
    assert [q.mode for q in marked(paragraph)] == ["mixed", "direct"]


def test_two_quotations_with_a_story_between_them_are_not_split() -> None:
    first, second = marked("“The wheel turns.” The crowd cheered and Krol said it again. “It turns well.”")
    assert [first.split, second.split] == [None, None]


def test_a_running_quotation_shares_a_split() -> None:
    first, second = marked("“The wheel has turned since May.", "“It will not stop,” Krol said.")
    assert first.split == second.split == first.id


class TestReported:
    """Reported clauses: mode ``indirect``."""

    @pytest.mark.parametrize(
        ("paragraph", "clause", "cue"),
        [
            ("Krol said the mill would open in May.", "the mill would open in May.", "said"),
            ("Krol said that the mill would open in May.", "the mill would open in May.", "said"),
            ("The mill would open in May, Krol said.", "The mill would open in May", "said"),
            ("The mill would open in May, she added.", "The mill would open in May", "added"),
            ("The mill would open in May, said Ada Krol.", "The mill would open in May", "said"),
            ("The mill would open in May, according to Krol.", "The mill would open in May", "according to"),
            (
                "According to the port office, the mill would open in May.",
                "the mill would open in May.",
                "according to",
            ),
            ("The port office said on Thursday it was closing both gates.", "it was closing both gates.", "said"),
            ("Vane said in a statement that the mill had no owner.", "the mill had no owner.", "said"),
            (
                "The mill has no owner, guild spokesman Odo Vane said in a briefing on Monday.",
                "The mill has no owner",
                "said",
            ),
            ("The port office alleges Vane sold the old gates abroad.", "Vane sold the old gates abroad.", "alleges"),
            ("Krol promised to open the mill in May.", "to open the mill in May.", "promised"),
            ("Krol told reporters that the mill would open in May.", "the mill would open in May.", "told"),
            (
                "LUND, May 3 (Coastal Wire) — The mill has found an owner, a port official said.",
                "The mill has found an owner",
                "said",
            ),
        ],
    )
    def test_the_clause_without_its_attribution(self, paragraph: str, clause: str, cue: str) -> None:
        (quotation,) = extract(document(paragraph))
        assert (quotation.text, quotation.mode, quotation.cue) == (clause, "indirect", cue)

    def test_an_attribution_in_the_middle_gives_two_joined_parts(self) -> None:
        first, second = extract(
            document("The gates were mended in early spring, the port said, and Vane worked on both of them.")
        )
        assert first.text == "The gates were mended in early spring"
        assert second.text == "and Vane worked on both of them."
        assert first.split == second.split == first.id

    def test_two_attributions_in_one_sentence_are_two_reports(self) -> None:
        first, second = extract(
            document("Krol said the mill would open in May, but Vane said the gates would not hold.")
        )
        assert (first.text, first.speaker.name) == ("the mill would open in May", "Krol")
        assert (second.text, second.speaker.name) == ("the gates would not hold.", "Vane")

    def test_a_participle_reports_for_the_subject_of_its_sentence(self) -> None:
        reports = extract(document("Ada Krol left the old hall, saying that the mill was lost to the town."))
        assert [(q.text, q.speaker.name) for q in reports] == [("the mill was lost to the town.", "Ada Krol")]

    def test_words_in_marks_are_part_of_the_clause(self) -> None:
        doc = document("Krol said the port would go on to “guard the gates of the mill.”")
        (quotation,) = extract(doc)
        assert (quotation.mode, quotation.text) == ("mixed", "the port would go on to “guard the gates of the mill.”")
        assert [doc.text[slice(*span)] for span in quotation.quoted] == ["guard the gates of the mill."]

    @pytest.mark.parametrize(
        "paragraph",
        [
            "“The mill opens in May,” Krol said in a statement about the new gates.",
            "The crowd walked to the mill and looked at the new gates.",
            "“Will it open?” a visitor of the old mill asked Krol.",
            "What Krol said was heard by everyone.",
            "Nobody would say that the mill was for sale.",
            "Krol did not say whether the mill was for sale.",
            "The port announced sanctions against the old mill.",
        ],
    )
    def test_what_reports_nothing_gives_nothing(self, paragraph: str) -> None:
        assert [q.text for q in extract(document(paragraph)) if q.mode == "indirect"] == []

    def test_hearsay_has_no_speaker(self) -> None:
        (quotation,) = extract(document("The gates were reportedly sold to a buyer abroad."))
        assert (quotation.mode, quotation.speaker.status) == ("indirect", "unknown")


class TestOtherLanguages:
    @pytest.mark.parametrize(
        ("paragraph", "words", "speaker"),
        [
            (
                (
                    "Der Bürgermeister stand am alten Tor und sah auf das Wasser. „Wir öffnen die Mühle im Mai“, sagte er am Montag vor "
                    "den Leuten, die aus der ganzen Stadt gekommen waren, um das neue Rad zu sehen."
                ),
                "Wir öffnen die Mühle im Mai",
                None,
            ),
            (
                (
                    "Le maire attendait devant la vieille porte et regardait la mer. « Nous ouvrons le moulin en mai », a dit Ada Krol "
                    "lundi aux habitants qui étaient venus de toute la ville pour voir la nouvelle roue du port."
                ),
                "Nous ouvrons le moulin en mai",
                "Ada Krol",
            ),
            (
                (
                    "El alcalde esperaba ante la puerta vieja y miraba el mar. «Abrimos el molino en mayo», dijo Ada Krol el lunes a los "
                    "vecinos que habían venido de toda la ciudad para ver la rueda nueva del puerto y hablar con ella."
                ),
                "Abrimos el molino en mayo",
                "Ada Krol",
            ),
            (
                (
                    "Burmistrz stał przed starą bramą i patrzył na wodę. „Otwieramy młyn w maju” – powiedziała Ada Krol w poniedziałek do "
                    "mieszkańców, którzy przyszli z całego miasta, żeby zobaczyć nowe koło i porozmawiać z nią o wodzie."
                ),
                "Otwieramy młyn w maju",
                None,
            ),
        ],
        ids=["German", "French", "Spanish", "Polish"],
    )
    def test_quoted_words_are_speech_of_whoever_is_surely_named(
        self, paragraph: str, words: str, speaker: str | None
    ) -> None:
        quotations = marked(paragraph)
        assert [(q.text, q.kind, q.speaker.name) for q in quotations] == [(words, "speech", speaker)]

    TEXT = (
        "„Die Mühle öffnet im Mai“, sagte Ada Krol am Montag vor dem alten Tor, wo sich viele Menschen aus der Stadt versammelt "
        "hatten, um das neue Rad zu sehen und mit den Leuten vom Hafen zu reden."
    )

    def test_the_language_is_told_by_small_words(self) -> None:
        (quotation,) = extract(document(self.TEXT))
        assert quotation.text == "Die Mühle öffnet im Mai"
        assert (quotation.speaker.name, quotation.speaker.status) == ("Ada Krol", "stated")

    @pytest.mark.parametrize(("language", "speaker"), [("de", "Krol"), ("pl", None)])
    def test_a_stated_language_is_believed(self, language: str, speaker: str | None) -> None:
        (quotation,) = extract(document("„Die Mühle öffnet“, sagte Krol.", language=language))
        assert quotation.speaker.name == speaker


@pytest.mark.parametrize(
    "text",
    [
        "“" * 50_000,
        '"' * 50_000,
        "'" * 50_000,
        "“”‘’\"'«»„‚" * 5_000,
        "a" * 100_000,
        "a“" * 10_000,
        "“aaa " * 5_000,
        "aaa” " * 5_000,
        "‘as’ b " * 4_000,
        "“The tide of the sea is in,” said Ada Krol of the port in the town. " * 800,
        "“the tide of the sea” of Ada and " * 1_000,
        "Ada Krol and Odo Krol and Krol said “the tide of the sea” and " * 600,
        "the man of the port said that " * 3_000,
        ". " + " " * 50_000 + "“a b c”",
        "״" * 20_000 + "אבג" * 10_000,
        "x, he said, " * 4_000,
        "A. B. " * 8_000,
        "״אבג " * 8_000,
        'אמר "הטחנה תיפתח במאי" אתמול. ' * 1_200,
        "says,” " * 6_000,
        "\ufffd”" * 20_000,
        "“KROL: we go” " * 2_500,
        "A.A-B’C " * 5_000,
        "“" + " " * 50_000 + "a”",
        "“\n" * 20_000,
        "Krol’s claim “a” " * 2_500,
        ", “as it is.” " * 3_000,
    ],
    ids=lambda text: repr(text[:24]),
)
def test_hostile_text_is_read_in_proportion_to_its_length(
    text: str, steps: Callable[[Callable[[], object]], int]
) -> None:
    """Counted in lines of Python run: twice the text takes at most about twice the steps."""
    once = steps(lambda: extract(document(text[: len(text) // 16])))
    twice = steps(lambda: extract(document(text[: len(text) // 8])))
    assert twice < 2.6 * once + 10_000


@pytest.fixture
def steps() -> Callable[[Callable[[], object]], int]:
    """Runs a function and counts the lines of Python that it executes."""

    def count(run: Callable[[], object]) -> int:
        lines = 0

        def trace(frame: object, event: str, argument: object) -> object:
            nonlocal lines
            lines += event == "line"
            return trace

        before = sys.gettrace()
        sys.settrace(trace)  # type: ignore[arg-type]
        try:
            run()
        finally:
            sys.settrace(before)
        return lines

    return count


def test_an_empty_document_has_no_quotations() -> None:
    assert extract(document("")) == ()
    assert extract(Document(Article("a", "a"), "", ())) == ()


def test_a_part_whose_first_part_is_no_quotation_stands_alone() -> None:
    """The first words of a cut text are outside of any marks that were opened; what follows is no continuation of them."""
    cut = document("e it more with a budget,” he said. “Now I", kinds={0: "title"})
    assert [(quotation.text, quotation.split) for quotation in extract(cut)] == [("Now I", None)]
