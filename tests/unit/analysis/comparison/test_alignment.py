"""Versions side by side, as an editor would mark them. ``marks`` writes a witness in the characters of the reader."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from briefing.analysis.comparison.alignment import compare
from briefing.analysis.comparison.attributions import one_speaker
from briefing.errors import NotFoundError
from briefing.model import UNKNOWN_SPEAKER, Instance, Quotation, Speaker, Statement, Witness

MARKS = {
    "same": "{}",
    "changed": "~{}~",
    "added": "{{+{}+}}",
    "omitted": "[-{}-]",
    "inserted-by-editor": "⟨{}⟩",
    "elided": "{}",
    "split": "{}",
}


def marks(witness: Witness) -> str:
    return " ".join(
        MARKS[t.op].format(("↕" if t.moved else "") + t.text) + ("!" if t.strong else "") for t in witness.tokens
    )


def versions(*texts: str, mode: str = "direct", split: tuple[int, ...] = ()) -> tuple[Statement, dict[str, Quotation]]:
    """One article for each text; texts whose numbers stand in ``split`` are parts of one quotation."""
    instances, quotations = [], {}
    for number, text in enumerate(texts):
        article = f"a{split[0] if number in split else number}"
        span = (number * 1000, number * 1000 + len(text))
        own = mode if number else "direct"
        instances.append(Instance(f"q{number}", article, article, span, None, text, own))  # type: ignore[arg-type]
        quotations[f"q{number}"] = Quotation(
            f"q{number}", article, article, span, None, text, own, "speech", UNKNOWN_SPEAKER, None,  # type: ignore[arg-type]
            "x" if number in split else None,
        )  # fmt: skip
    return Statement("s1", texts[0], None, len(texts), len(texts), 1, tuple(instances)), quotations


def other(*texts: str, mode: str = "direct") -> Witness:
    statement, quotations = versions(*texts, mode=mode)
    return compare(statement, quotations, pivot="q0").witnesses[1]


def test_the_longest_version_in_marks_is_the_pivot() -> None:
    statement, quotations = versions(
        "the dam holds", "the dam holds for now", "the dam holds for now, engineers at the site say", mode="direct"
    )
    assert compare(statement, quotations).witnesses[0].quotation == "q2"


def test_an_editors_remark_makes_no_version_longer() -> None:
    statement, quotations = versions("the dam holds [the one at Velm, built in 1931]", "the dam holds for now")
    assert compare(statement, quotations).witnesses[0].quotation == "q1"


def test_another_pivot_on_request() -> None:
    statement, quotations = versions("the dam holds for now", "the dam holds")
    assert compare(statement, quotations, pivot="q1").witnesses[0].quotation == "q1"
    with pytest.raises(NotFoundError, match="q9"):
        compare(statement, quotations, pivot="q9")


def test_case_and_punctuation_are_no_difference() -> None:
    witness = other("The dam, at Velm, holds.", "the dam at Velm holds,")
    assert (witness.label, marks(witness)) == ("=", "the dam at Velm holds,")


@pytest.mark.parametrize(
    ("pivot", "witness", "expected", "label"),
    [
        ("the dam holds for the moment", "the dam stands for the moment", "the dam ~stands~ for the moment", "≈"),
        ("the old dam holds", "the dam holds", "the [-old-] dam holds", "◐"),
        ("the dam holds and the sluice is shut", "the dam holds", "the dam holds [-and the sluice is shut-]", "◐"),
        ("the dam holds", "the old dam holds", "the {+old+} dam holds", "≈"),
        ("we help them with tents", "we help [the villagers] with tents", "we help [-them-] ⟨[the villagers]⟩ with tents", "≈"),
        ("We thank all of them", "[W]e thank all of them", "[W]e thank all of them", "="),
        ("it began in the old mill and spread to the barn", "it began … and spread to the barn", "it began … … and spread to the barn", "◐"),
        ("since the start of the flood nobody slept", "since the flood began nobody slept", "since the [-start of the-] flood {+began+} nobody slept", "≈"),
    ],
)  # fmt: skip
def test_kinds_of_difference_are_kept_apart(pivot: str, witness: str, expected: str, label: str) -> None:
    found = other(pivot, witness)
    if "…" in witness:
        # The printed ellipsis clings to its word; the token tells that something is left out there.
        assert [t.op for t in found.tokens] == ["same", "elided", "same"]
    else:
        assert marks(found) == expected
    assert found.label == label


@pytest.mark.parametrize(
    ("pivot", "witness", "expected"),
    [
        ("the big, gray, fuzzy koala", "the big, old, gray koala", "the big, {+old,+} gray [-fuzzy-] koala"),
        ("a red barn door", "a door of the barn", ""),
        ("we sold eels and salt", "we sold salt and eels", ""),
        ("the tall miller slept", "the miller, tall, slept", ""),
        ("nine boats left Velm before the frost", "nine boats before the frost left Velm", ""),
        ("ask the mayor, the baker and the vicar", "ask the vicar, the baker and the mayor", ""),
        ("on Monday the council voted", "the council voted on Monday", ""),
        ("cheap, wet and slow ferries", "slow, wet and cheap ferries", ""),
        ("our harbour needs a new crane", "a new crane is what our harbour lacks", ""),
        ("the bridge fell because nobody greased it", "because nobody greased it the bridge fell", ""),
        ("blue lamps burn longer than green lamps", "green lamps burn longer than blue lamps", ""),
    ],
)  # fmt: skip
def test_a_word_that_both_have_is_in_no_substitution(pivot: str, witness: str, expected: str) -> None:
    found = other(pivot, witness)
    if "koala" in expected:
        assert marks(found) == expected
    for token in found.tokens:
        if token.op == "changed":
            assert set(token.pivot.lower().split()).isdisjoint(token.text.lower().split())


@pytest.mark.parametrize(
    ("pivot", "witness", "words"),
    [
        ("on Monday the council voted for a tram", "the council voted for a tram on Monday", "on monday"),
        ("we sold eels, not herring, in spring", "in spring we sold eels, not herring", "in spring"),
        ("frankly the dam at Velm holds", "the dam at Velm holds frankly", "frankly"),
        ("before the frost nine boats left the quay", "nine boats left the quay before the frost", "before the frost"),
    ],
)
def test_words_put_elsewhere_are_moved(pivot: str, witness: str, words: str) -> None:
    tokens = other(pivot, witness).tokens
    assert [(t.op, t.text.lower()) for t in tokens if t.moved] == [("omitted", words), ("added", words)] or [
        (t.op, t.text.lower().strip(",")) for t in tokens if t.moved
    ] == [("added", words), ("omitted", words)]
    assert not any(t.strong for t in tokens)


@pytest.mark.parametrize(
    ("pivot", "witness", "strong"),
    [
        ("we lost 400 rivets", "we lost 40 rivets", True),
        ("we lost four rivets", "we lost forty rivets", True),
        ("we did repair it", "we did not repair it", True),
        ("we would repair it", "we will repair it", True),
        ("we would repair it", "we wouldn’t repair it", True),
        ("the sale has been signed", "the sale is to be signed", True),
        ("the sale has been signed", "the sale is being signed", True),
        ("the pier was sold in May", "the pier will be sold in May", True),
        ("the town plans to sell the pier", "the town sold the pier", True),
        ("a proposed sale of the pier", "a sale of the pier", True),
        ("the pier has yet to open", "the pier has been opened", True),
        ("the bridge is unsafe", "the bridge was unsafe", False),
        ("the bridge has become unsafe", "the bridge is unsafe", False),
        ("the bridge will be open in May", "the bridge shall be open in May", False),
        ("she asked Petrov about it", "Krol asked Petrov about it", False),
        ("they asked Petrov about it", "they asked Lund about it", True),
        ("the board announced repairs", "the board announces repairs", False),
        ("nearly all 400 rivets", "over all 400 rivets", True),
        ("we lost over 400 rivets", "we lost more than 400 rivets", False),
        ("I am sure of it", "I’m sure of it", False),
        ("the large bridge is shut", "the big bridge is shut", False),
        ("go to the river bank", "go in the river bank", False),
    ],
)
def test_what_changes_the_sense_is_strong(pivot: str, witness: str, strong: bool) -> None:
    tokens = other(pivot, witness).tokens
    assert any(t.op != "same" for t in tokens)
    assert any(t.strong for t in tokens) is strong


def test_what_a_partial_quotation_leaves_out_at_its_ends_is_not_strong() -> None:
    assert not any(t.strong for t in other("In 1931 the dam at Velm held", "the dam at Velm held").tokens)


def test_a_comma_never_pulls_words_apart() -> None:
    assert marks(other("salt, silver, eels", "salt silver, tin, eels")) == "salt silver, {+tin,+} eels"


def test_words_reported_without_marks_are_told_apart() -> None:
    assert other("the dam holds", "the dam holds", mode="indirect").label == "○"


def test_the_reporter_interrupts() -> None:
    statement, quotations = versions(
        "the dam holds and the sluice is shut for good now", "the dam holds,", "And the sluice is shut.", split=(1, 2)
    )
    witness = compare(statement, quotations).witnesses[1]
    assert witness.spans == ((1000, 1014), (2000, 2023))
    assert marks(witness) == "the dam holds, ¦ And the sluice is shut. [-for good now-]"


def test_the_changed_token_carries_the_pivots_words() -> None:
    (token,) = [t for t in other("the dam holds today", "the dam stands today").tokens if t.op == "changed"]
    assert token.pivot == "holds"


def test_what_most_print_is_the_pivot_among_versions_of_nearly_one_length() -> None:
    most = "the dam at Velm holds for now and the sluice is shut"
    statement, quotations = versions(most, most + "!", "the dam at Velm holds for now and the sluice is really shut")
    assert compare(statement, quotations).witnesses[0].quotation == "q0"


def test_fragments_of_one_article_are_one_version() -> None:
    statement, quotations = versions(
        "the dam at Velm holds for now and the sluice is shut", "the dam at Velm", "the sluice is shut"
    )
    last = statement.instances[2]
    statement = replace(statement, instances=(*statement.instances[:2], replace(last, article="a1", path="a1")))
    witnesses = compare(statement, quotations).witnesses
    assert [marks(w) for w in witnesses[1:]] == ["the dam at Velm [-holds for now and-] ¦ the sluice is shut"]
    assert len(witnesses[1].spans) == 2


def test_a_headline_that_repeats_the_words_is_no_further_version() -> None:
    statement, quotations = versions("the dam at Velm holds for now", "the dam holds", "the dam holds")
    statement = replace(
        statement, instances=tuple(replace(i, article=min("a1", i.article)) for i in statement.instances)
    )
    assert len(compare(statement, quotations).witnesses) == 2
    assert compare(statement, quotations, pivot="q2").witnesses[0].quotation == "q2"


def test_tenses_shifted_in_reported_words_are_not_strong() -> None:
    witness = other("the dam will hold and is safe", "the dam would hold and was safe", mode="indirect")
    assert not any(t.strong for t in witness.tokens)
    assert any(t.strong for t in other("the dam will hold", "the dam would hold").tokens)


@pytest.mark.parametrize(
    ("one", "two", "strong"),
    [
        ("it left on Jan. 9", "it left on January 9", False),
        ("it left Velm on Monday", "it left Orlen on Monday", True),
        ("it left the VRB on Monday", "it left the Velm River Board on Monday", False),
        ("the Orlenia flood took it", "the Orlenian flood took it", False),
    ],
)
def test_forms_of_one_name_are_not_strong(one: str, two: str, strong: bool) -> None:
    statement, quotations = versions(one, two)
    same = [frozenset(["vrb", "velm", "river", "board"])]
    witness = compare(statement, quotations, pivot="q0", same_names=same).witnesses[1]
    assert any(t.strong for t in witness.tokens) is strong


def test_a_negation_put_elsewhere_is_not_strong() -> None:
    assert not any(t.strong for t in other("the mill has ground no flour", "the mill has not ground flour").tokens)


def test_what_a_late_beginning_leaves_out_is_apart_from_what_it_changes() -> None:
    witness = other("the dam at Velm will stand for another 41 years from now", "44 years from now")
    assert marks(witness) == "[-the dam at Velm will stand for another-] ~44~! years from now"


def test_a_fragment_taken_as_pivot_stands_for_the_whole_interrupted_version() -> None:
    statement, quotations = versions(
        "the dam at Velm holds for now and the sluice is shut", "the dam at Velm", "the sluice is shut"
    )
    last = statement.instances[2]
    statement = replace(statement, instances=(*statement.instances[:2], replace(last, article="a1", path="a1")))
    for fragment in ("q1", "q2"):
        witnesses = compare(statement, quotations, pivot=fragment).witnesses
        assert [len(w.spans) for w in witnesses] == [2, 1]
        assert marks(witnesses[0]) == "the dam at Velm ¦ the sluice is shut"
        assert marks(witnesses[1]) == "the dam at Velm {+holds for now and+} the sluice is shut"


def test_forms_of_names_are_asked_for_only_where_names_differ() -> None:
    class Asked:
        times = 0

        def __iter__(self) -> Iterator[frozenset[str]]:
            self.times += 1
            return iter([frozenset(["vrb", "velm", "river", "board"])])

    asked = Asked()
    compare(*versions("the dam holds for 3 days", "the dam stands for 4 days"), same_names=asked)
    assert asked.times == 0
    compare(*versions("it left the VRB on Monday", "it left the Velm River Board on Monday"), same_names=asked)
    assert asked.times


@pytest.mark.parametrize(
    ("name", "attributed"),
    [("Odo Lind", "Odo Lind"), ("Krol", ""), ("Ada M. Krol", ""), ("the statement", ""), (None, ""), ("AK", "")],
)
def test_another_speaker_is_a_difference_in_sense(name: str | None, attributed: str) -> None:
    statement, quotations = versions("the lens has not a scratch on it", "the lens has not a scratch on it")
    names = {"q0": "Ada Krol", "q1": name}
    said = {
        id: replace(
            each, cue="said", speaker=Speaker(names[id], names[id], (0, 3), "stated" if names[id] else "unknown")
        )
        for id, each in quotations.items()
    }
    witness = compare(statement, said, pivot="q0").witnesses[1]
    assert (witness.attributed, witness.strong) == (attributed, bool(attributed))


@pytest.mark.parametrize(
    ("one", "other_name"),
    [("Odo Lind", "Velm River Council"), ("Velm River Council", "Odo Lind"), ("Odo Lind", "VRC")],
)
def test_an_institution_and_a_person_may_speak_with_one_voice(one: str, other_name: str) -> None:
    assert one_speaker(one, other_name, ())


@pytest.mark.parametrize(("one", "other_name"), [("Odo Lind", "Ada Krol"), ("Velm River Council", "Salt Ministry")])
def test_two_persons_or_two_institutions_are_two_speakers(one: str, other_name: str) -> None:
    assert not one_speaker(one, other_name, ())


@pytest.mark.parametrize(
    ("pivot", "witness"),
    [
        ("the locks at the VRC hold.", "The locks at the VRC hold. [Velm River Council]."),
        ("the locks at the VRC hold today", "the locks at the VRC [Velm River Council] hold today"),
        ("the locks [at Velm] hold", "the locks hold"),
    ],
)
def test_an_editors_insertion_is_no_other_wording(pivot: str, witness: str) -> None:
    found = other(pivot, witness)
    assert (found.label, found.strong) == ("=", False)
    assert ("inserted-by-editor" in [t.op for t in found.tokens]) == ("[" in witness)


@pytest.mark.parametrize(
    ("pivot", "witness"),
    [
        ("it will give further help [of] the lock keepers", "it will give further help to the lock keepers"),
        ("we asked [Odo Lind] for three boats", "we asked the council for three boats"),
        ("we asked for [three] boats this year", "we asked for many boats this year"),
        ("we asked for three boats this year", "we asked for [several] boats this year"),
        ("we did [not] ask for boats this year", "we did ask for boats this year"),
    ],
)
def test_an_editors_bracket_is_never_a_change_of_sense(pivot: str, witness: str) -> None:
    assert not other(pivot, witness).strong
    assert not other(witness, pivot).strong


def test_words_in_marks_are_not_weighed_against_a_report() -> None:
    said = "at the end of 2022 the guild will build twelve boats for Velm"
    statement, quotations = versions(said, "the guild hopes to build more than a dozen boats for Velm", mode="indirect")
    assert not any(each.strong for each in compare(statement, quotations, pivot="q1").witnesses)


GRAIN = "The harbour has moved grain for the mills of Velm in exchange for oak and lime to be sent to the islands"
TWO = (
    "The harbour moved grain for the mills of Velm, the warden said.",
    "In exchange oak and lime were sent to the islands.",
)


@pytest.mark.parametrize(
    ("sentences", "gap", "modes", "rows"),
    [
        (TWO, 1, ("indirect", "indirect"), 1),
        (TWO, 3, ("mixed", "indirect"), 1),
        (TWO, 200, ("indirect", "indirect"), 2),
        ((TWO[0], "The harbour moved grain, he said again."), 1, ("indirect", "indirect"), 2),
        ((TWO[0], "He was sent to the islands."), 1, ("indirect", "indirect"), 1),
        (TWO, 1, ("direct", "indirect"), 2),
    ],
    ids=["next", "in part in marks", "elsewhere", "the same again", "a little more", "said and told"],
)
def test_a_sentence_and_the_next_one_lack_nothing_of_one_another(
    sentences: tuple[str, ...], gap: int, modes: tuple[str, ...], rows: int
) -> None:
    whole = Instance("q0", "a0", "a0", (0, len(GRAIN)), None, GRAIN, "direct")
    begin, printed = 0, []
    for number, (text, mode) in enumerate(zip(sentences, modes, strict=True), 1):
        span = (begin, begin + len(text))
        quoted = ((begin + 4, begin + 11),) * (mode == "mixed")
        printed.append(Instance(f"q{number}", "a1", "a1", span, None, text, mode, quoted))  # type: ignore[arg-type]
        begin = span[1] + gap
    compared = compare(Statement("s1", GRAIN, None, 2, 2, 1, (whole, *printed)), {}, pivot="q0")
    assert len(compared.witnesses) == 1 + rows
    if rows == 1:
        (_, witness) = compared.witnesses
        assert witness.spans == tuple(each.span for each in printed)
        assert "grain for the mills of Velm" in marks(witness)
        assert "[-in exchange" not in marks(witness)
