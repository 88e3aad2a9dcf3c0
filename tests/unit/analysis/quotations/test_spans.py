"""Where quoted stretches begin and end, for every kind of mark and the ways in which marks go wrong."""

from __future__ import annotations

import pytest

from briefing.analysis.quotations.spans import Segment, segments


def paragraphs(text: str) -> list[tuple[int, int]]:
    spans, position = [], 0
    for line in text.split("\n"):
        if line:
            spans.append((position, position + len(line)))
        position += len(line) + 1
    return spans


def found(text: str) -> list[Segment]:
    return segments(text, paragraphs(text))


def quoted(text: str) -> list[str]:
    return [text[s.span[0] : s.span[1]] for s in found(text)]


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("“", "”"),
        ('"', '"'),
        ("‘", "’"),
        ("'", "'"),
        ("«", "»"),
        ("« ", " »"),
        ("«\u202f", "\u202f»"),
        ("»", "«"),
        ("‹", "›"),
        ("„", "“"),
        ("„", "”"),
        ("”", "”"),
        ("»", "»"),
        ("’", "’"),
        ("‚", "‘"),
        ("''", "''"),
        ("``", "''"),
        ("`", "'"),
        ("‘‘", "’’"),
        (",,", "''"),
        ("″", "″"),
        ("「", "」"),
        ("“", '"'),
        ('"', "”"),
    ],
)
def test_every_style_of_marks_gives_the_words_between_them(opening: str, closing: str) -> None:
    text = f"{opening}The mill’s wheel turns again,{closing} said Krol. It wasn’t easy, and {opening}it isn’t done.{closing}"
    assert quoted(text) == ["The mill’s wheel turns again,", "it isn’t done."]


@pytest.mark.parametrize(
    "text",
    [
        "Krol doesn’t think the mill’s wheels’ rims can’t hold.",
        "Krol doesn't think the mill's wheels' rims can't hold.",
        "It was built in the ’90s, 'cause rock ’n’ roll paid for it.",
        "It was built in the '90s, 'cause they needed 'em.",
        "The door is 6' 2\" high and 3″ thick.",
        "The workers’ council met the millers’ guild.",
        'A 12" pipe was laid.',
        'See <a href="mill.html" title="the mill">the mill</a>.',
    ],
)
def test_apostrophes_inches_and_markup_quote_nothing(text: str) -> None:
    assert quoted(text) == []


def test_a_plural_possessive_does_not_close_a_single_mark() -> None:
    assert quoted("‘The workers’ council will meet,’ said Krol.") == ["The workers’ council will meet,"]
    assert quoted("'The workers' council will meet,' said Krol.") == ["The workers' council will meet,"]


def test_a_term_that_ends_in_s_closes_at_its_own_mark() -> None:
    assert quoted("The ‘tide keepers’ came. The millers’ guild left.") == ["tide keepers"]


def test_punctuation_stays_on_its_side_of_the_mark() -> None:
    assert quoted("“We open today,” she said.") == ["We open today,"]
    assert quoted("“We open today”, she said.") == ["We open today"]
    assert quoted("She said “we open today.” Then she left.") == ["we open today."]


def test_brackets_ellipses_and_sic_are_part_of_the_words() -> None:
    text = "“The [tidal] mill … opens … their [sic] gates. [The gates are new.]” Krol said."
    assert quoted(text) == ["The [tidal] mill … opens … their [sic] gates. [The gates are new.]"]


@pytest.mark.parametrize(
    "text",
    [
        "“She told me, ‘The mill is ours,’ and left,” Krol said.",
        "“She told me, 'The mill is ours,' and left,” Krol said.",
        "‘She told me, “The mill is ours,” and left,’ Krol said.",
        '"She told me, “The mill is ours,” and left," Krol said.',
        "«She told me, “The mill is ours,” and left,» Krol said.",
        "„She told me, ‚The mill is ours,‘ and left,“ Krol said.",
    ],
)
def test_of_nested_quotations_the_outermost_is_kept(text: str) -> None:
    (words,) = quoted(text)
    assert words.startswith("She told me")
    assert words.endswith("left,")


def test_marks_that_close_together_close_both() -> None:
    assert quoted("“He said, ‘It is done.’” The end.") == ["He said, ‘It is done.’"]


def test_paragraphs_that_reopen_are_one_running_quotation() -> None:
    text = "“The first part is long.\n“The second part is longer.\n“The third ends,” Krol said."
    first, second, third = found(text)
    assert quoted(text) == ["The first part is long.", "The second part is longer.", "The third ends,"]
    assert (first.runs_on, first.resumes) == (True, False)
    assert (second.runs_on, second.resumes) == (True, True)
    assert (third.runs_on, third.resumes) == (False, True)


def test_a_quotation_opened_and_closed_paragraphs_apart_holds_what_lies_between() -> None:
    text = "“The first part is long.\nThe second part is longer.\nThe third ends,” Krol said."
    assert quoted(text) == ["The first part is long.", "The second part is longer.", "The third ends,"]


def test_a_lost_closing_mark_ends_the_quotation_before_its_attribution() -> None:
    text = "“The mill opens in May, Ada Krol said on Monday.\nNobody else spoke."
    assert quoted(text) == ["The mill opens in May,"]
    assert found(text)[0].lost_close


def test_a_lost_closing_mark_before_another_quotation() -> None:
    text = "“The mill opens in May, she said. “It will stay open,” she added."
    assert quoted(text) == ["The mill opens in May,", "It will stay open,"]


def test_a_lost_opening_mark_begins_with_the_sentence() -> None:
    text = "The wheel has stood still since the flood. We open the gates in May,” Krol said."
    assert quoted(text) == ["We open the gates in May,"]


def test_a_lost_opening_mark_after_a_verb_of_saying() -> None:
    assert quoted("On Monday Krol said, The mill opens in May.” She left.") == ["The mill opens in May."]


def test_marks_of_a_right_to_left_script() -> None:
    assert quoted('אמר "הטחנה תיפתח במאי" אתמול בצה״ל.') == ["הטחנה תיפתח במאי"]
    assert quoted("قال «الطاحونة تفتح في مايو» أمس.") == ["الطاحونة تفتح في مايو"]


def test_marks_with_nothing_in_them_are_nothing() -> None:
    assert quoted("“” \"\" '' «» “ ” ‘…’") == []


def test_a_quotation_hugged_by_dashes_or_brackets() -> None:
    assert quoted("The mill—“our mill”—opens (“at last,” said Krol).") == ["our mill", "at last,"]


def test_words_in_like_marks_within_a_quotation_do_not_end_it() -> None:
    assert quoted("“I heard “never” twice,” she said.") == ["I heard “never” twice,"]
    assert quoted("“The mill opens in May, she said. “It stays open,” she added.") == [
        "The mill opens in May,",
        "It stays open,",
    ]


def test_a_closing_mark_typed_for_an_opening_one() -> None:
    assert quoted("He says,” there is a mill at the end of it.” He left.") == ["there is a mill at the end of it."]
    assert quoted("\ufffd”The mill fell. It was old,” said Krol.") == ["The mill fell. It was old,"]
