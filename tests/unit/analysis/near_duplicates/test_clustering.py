"""Which articles carry one text. The articles are made of invented sentences."""

from __future__ import annotations

import random

import pytest

from briefing.analysis.near_duplicates.clustering import parted
from briefing.analysis.near_duplicates.detection import CopyIndex, find
from briefing.model import Article, Document, Paragraph, ParagraphKind, Stated
from briefing.store.catalogue.copied_texts import CopiedTexts

SYLLABLES = "ba ke li mo nu ra se ti vo zu dra fle gri klo pru sta tri vle".split()


def prose(seed: int, paragraphs: int = 8, words: int = 45) -> list[str]:
    """Paragraphs of invented words, the same for the same seed."""
    rng = random.Random(seed)
    vocabulary = ["".join(rng.choices(SYLLABLES, k=rng.randrange(1, 4))) for _ in range(400)]
    return [" ".join(rng.choices(vocabulary, k=words)) + "." for _ in range(paragraphs)]


def article(id: str, paragraphs: list[str], *, title: str = "", agency: str | None = None) -> Document:
    spans: list[Paragraph] = []
    at = 0
    kinds: list[tuple[ParagraphKind, str]] = [("title", title)] if title else []
    kinds += [("body", text) for text in paragraphs]
    for kind, text in kinds:
        spans.append(Paragraph((at, at + len(text)), None, kind))
        at += len(text) + 2
    known = Stated.stated(agency, agency) if agency else Stated[str].unknown()
    return Document(Article(id, f"{id}.txt", agency=known), "\n\n".join(text for _, text in kinds), tuple(spans))


def grouped(*documents: Document) -> list[tuple[str, ...]]:
    return [group.articles for group in find({d.article.id: d for d in documents})]


WHOLE = prose(1)


@pytest.mark.parametrize(
    "copy",
    [
        WHOLE,
        WHOLE[:3],
        WHOLE[::-1],
        [prose(2)[0], *WHOLE[1:]],
        [" ".join("melon" if i % 20 == 7 else w for i, w in enumerate(text.split())) for text in WHOLE],
        [" ".join(WHOLE[:4]), " ".join(WHOLE[4:])],
        [*WHOLE[:4], *prose(3, 5)],
        [*prose(4, 3), *WHOLE[5:]],
    ],
    ids=["whole", "cut", "reordered", "new lead", "a word in twenty", "other breaks", "half copied", "last third"],
)
def test_a_copy_is_found(copy: list[str]) -> None:
    assert grouped(article("a", WHOLE), article("b", copy), article("c", prose(9))) == [("a", "b")]


def test_one_event_told_twice_is_no_copy() -> None:
    said = "“" + prose(5, 1)[0] + "”"
    also = "“" + prose(6, 1)[0] + "”"
    assert grouped(article("a", [*prose(1, 3), said, also]), article("b", [said, *prose(2, 3), also])) == []


def test_quotations_alone_make_no_copy_however_many() -> None:
    said = [f"“{text}”" for text in prose(5, 6)]
    assert grouped(article("a", [*prose(1, 2), *said]), article("b", [*prose(2, 2), *said])) == []


def test_titles_are_never_compared() -> None:
    title = "Otters take the town hall of Velm by surprise after a long night of negotiations over fish and the harbour lights"
    assert grouped(article("a", prose(1), title=title), article("b", prose(2), title=title)) == []
    assert grouped(article("a", WHOLE, title=title), article("b", WHOLE, title="Fish")) == [("a", "b")]


def test_short_texts_are_copies_only_if_they_are_the_same() -> None:
    note = "The harbour office is closed today and opens again on the second."
    assert grouped(article("a", [note]), article("b", [note])) == [("a", "b")]
    assert grouped(article("a", [note]), article("b", [note + " Bring fish and a lamp."])) == []
    assert grouped(article("a", [""]), article("b", [""])) == []


def test_containment_is_told_in_both_directions() -> None:
    (group,) = find({"a": article("a", WHOLE), "b": article("b", WHOLE[:4])})
    shares = {(a, b): share for a, b, share in group.containment}
    assert shares["b", "a"] == 1.0
    assert 0.4 < shares["a", "b"] < 0.6


@pytest.mark.parametrize(
    ("one", "two", "shared"), [("AFP", None, "AFP"), ("AFP", "AFP", "AFP"), ("AFP", "dpa", None), (None, None, None)]
)
def test_the_agency_that_they_share(one: str | None, two: str | None, shared: str | None) -> None:
    (group,) = find({"a": article("a", WHOLE, agency=one), "b": article("b", WHOLE, agency=two)})
    assert group.agency == shared


def test_the_index_follows_changes() -> None:
    index = CopyIndex()
    index.add("a", article("a", WHOLE))
    index.add("b", article("b", WHOLE))
    assert [g.articles for g in index.groups()] == [("a", "b")]
    index.add("b", article("b", prose(2)))
    assert index.groups() == ()
    index.add("c", article("c", WHOLE[:5]))
    index.remove("a")
    index.remove("nobody")
    assert index.groups() == ()


def test_hundreds_of_copies_are_one_group_without_comparing_all_pairs() -> None:
    documents = {f"{n:03}": article(f"{n:03}", WHOLE) for n in range(150)}
    (group,) = find(documents)
    assert len(group.articles) == 150
    assert len(group.containment) < 150 * 149


def test_a_copy_more_of_what_hundreds_carry_looks_at_few_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = CopiedTexts.in_memory()
    index = CopyIndex(texts)
    for number in range(200):
        index.add(f"{number:03}", article(f"{number:03}", WHOLE))
    index.recount()
    looked: list[str] = []
    beside = CopiedTexts.beside

    def noted(self: CopiedTexts, one: str) -> dict[str, float]:
        looked.append(one)
        return beside(self, one)

    monkeypatch.setattr(CopiedTexts, "beside", noted)
    index.add("new", article("new", WHOLE))
    assert index.recount() == {"new"}
    assert len(texts.group_members(*texts.groups_of("000"))) == 201
    assert len(looked) < 70  # the first sixty, which stand for the crowd, and the new one


@pytest.mark.parametrize(
    ("links", "parts"),
    [
        (["ab", "bc", "cd"], ["abcd"]),
        (["ab", "cd"], ["ab", "cd"]),
        (["bc", "de"], ["bc", "de"]),
        (["cd"], ["cd"]),
        ([], []),
    ],
)
def test_what_hangs_together_is_told_from_where_links_went(links: list[str], parts: list[str]) -> None:
    beside = {one: frozenset("".join(link for link in links if one in link)) - {one} for one in "abcde"}
    found = parted("abcde" if len(links) < 2 else "abce", "abcde", beside.__getitem__)
    assert sorted("".join(sorted(part)) for part in found) == parts


def test_of_a_large_set_from_which_little_fell_off_little_is_looked_at() -> None:
    looked: list[int] = []

    def linked(one: str) -> frozenset[str]:
        looked.append(1)
        near = {int(one) + step for step in (-2, -1, 1, 2)} - {5, 7}
        return frozenset(str(other) for other in near if 0 <= other < 1_000 and one not in ("5", "7"))

    found = parted(["5", "4", "6", "7"], map(str, range(1_000)), linked)
    assert [len(part) for part in found] == [998]
    assert len(looked) < 20


def test_a_digest_makes_no_copies_of_the_stories_that_it_holds() -> None:
    one, two = prose(11), prose(12)
    documents = (article("a", one), article("b", two), article("c", [*one, *two]), article("d", two[:5]))
    assert grouped(*documents) == [("a", "c"), ("b", "c", "d")]


def test_two_digests_of_the_same_stories() -> None:
    one, two = prose(11), prose(12)
    both = [*one, *two]
    documents = (article("a", one), article("b", two), article("c", both), article("d", both[::-1]))
    assert grouped(*documents) == [("a", "c", "d"), ("b", "c", "d")]


def test_digests_that_share_a_story_which_nobody_else_has() -> None:
    stories = [prose(seed) for seed in (11, 12, 13)]
    documents = (
        article("a", stories[0]),
        article("b", [*stories[0], *stories[1]]),
        article("c", [*stories[1], *stories[2]]),
        article("d", stories[2]),
    )
    assert grouped(*documents) == [("a", "b"), ("b", "c"), ("c", "d")]


def test_a_text_made_of_two_stands_for_the_one_that_holds_more_of_it() -> None:
    one, two = prose(11), prose(12)
    texts = CopiedTexts.in_memory()
    index = CopyIndex(texts)
    for document in (article("a", [*one, *two[:4]]), article("b", one), article("c", two)):
        index.add(document.article.id, document)
    assert [group.articles for group in index.groups()] == [("a", "b"), ("a", "c")]
    assert {id: texts.head(id) for id in "abc"} == {"a": "a", "b": "a", "c": "c"}


def test_parts_of_one_text_that_overlap_are_one_group() -> None:
    parts = (article("a", WHOLE), article("b", WHOLE[:5]), article("c", WHOLE[3:]), article("d", WHOLE[4:6]))
    assert grouped(*parts) == [("a", "b", "c", "d")]


FOOTS = {
    "rights": "Readers pay for this newsroom, nobody else does: join them for the price of a coffee a week. Found a mistake? Ring the night desk, and it stands on the letters page tomorrow. No part of this report may be reprinted, recorded or read aloud without the leave of the Plover cooperative, whose members share what it earns.",
    "plain": "This brief is one of forty that the coast desk prints each Friday, chosen by the night editor from what the wardens, the pilots and the lock keepers send in, and set by hand on the old press in the cellar.",
}  # fmt: skip


@pytest.mark.parametrize("foot", FOOTS.values(), ids=FOOTS)
def test_briefs_that_share_only_what_is_printed_under_each_are_no_copies(foot: str) -> None:
    briefs = [[*prose(number, 2, 12), foot] for number in (31, 32, 33)]
    assert grouped(*(article(name, texts) for name, texts in zip("abc", briefs, strict=True))) == []


def test_the_same_brief_twice_is_a_copy_whatever_stands_under_it() -> None:
    brief = [*prose(31, 2, 12), FOOTS["plain"]]
    assert grouped(article("a", brief), article("b", brief), article("c", [*prose(32, 2, 12), FOOTS["plain"]])) == [
        ("a", "b")
    ]
