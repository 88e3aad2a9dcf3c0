"""Names that end in 's, told from possessives by how the sentence goes on."""

from __future__ import annotations

import pytest

from briefing.analysis.coreference import across_articles
from briefing.analysis.entities import recogniser
from briefing.analysis.quotations import extract
from briefing.model import Article, Document, Paragraph


def document(text: str) -> Document:
    return Document(Article("a", "a.txt"), text, (Paragraph((0, len(text)), None, "body"),))


def names(text: str) -> list[tuple[str, str]]:
    return [(m.text, m.type) for m in recogniser.recognise(document(text))]


NAMES = {
    "verb": ("Tarrant’s said that the seller was a bank.", "Tarrant’s"),
    "auxiliary": ("Tarrant's has sold the painting.", "Tarrant's"),
    "will": ("Garside’s will close its last shop.", "Garside’s"),
    "past": ("Ludd's settled the bill.", "Ludd's"),
    "declined": ("Ludd's declined to comment on Monday.", "Ludd's"),
    "house": ("The auction house Harker's withdrew its bid.", "Harker's"),
    "chain": ("The pub chain Tolliver’s and the brewer merge.", "Tolliver’s"),
    "of-place": ("The insurer paid after Quibell’s of Wolverton asked.", "Quibell’s of Wolverton"),
    "place": ("The sale at Tarrant’s, the biggest in years, began at noon.", "Tarrant’s"),
    "for": ("She worked for Quilter’s for ten years.", "Quilter’s"),
    "joined": ("Before joining Harker’s she sold ships.", "Harker’s"),
    "spokesman": ("A Tarrant’s spokesman smiled.", "Tarrant’s"),
    "catalogue": ("A Tarrant’s catalogue lay on the table.", "Tarrant’s"),
    "owner": ("She is the owner of Fenwright’s.", "Fenwright’s"),
    "expects": ("Corrigan’s expects a record year.", "Corrigan’s"),
    "which": ("Dunmore’s, which runs 40 shops, made a loss.", "Dunmore’s"),
    "being": ("Garside’s is the last of its kind.", "Garside’s"),
    "saint": ("He studied at St. James’s and lived alone.", "St. James’s"),
}


@pytest.mark.parametrize("case", NAMES)
def test_a_name_in_s_is_kept_whole(case: str) -> None:
    text, name = NAMES[case]
    assert (name, "organisation") in names(text)


def test_what_is_such_a_name_once_is_it_throughout_the_article() -> None:
    found = names("Dunmore’s shares fell. Dunmore’s said it was sorry. Customers of Dunmore’s queued.")
    assert found == [("Dunmore’s", "organisation")] * 3


def test_a_name_that_stands_only_with_s_and_trades_is_one() -> None:
    assert names("Pemberton’s stores will close. Pemberton’s owner is sorry.")[0] == ("Pemberton’s", "organisation")


POSSESSIVES = {
    "person": ("Ada Krol left. Krol’s brother stayed in Krol’s house.", "Krol"),
    "full-name": ("Olga Brandt’s said brother left.", "Olga Brandt"),
    "country": ("Norway’s cut in rates was felt, and Norway’s is the largest fund.", "Norway"),
    "will": ("Henk Visser died in May. Visser’s will was read on Monday.", "Visser"),
    "participle": ("Ivo Raines left. Raines’s married sister stayed.", "Raines"),
    "gone": ("Henk Visser left. Visser’s gone to sea.", "Visser"),
    "friend": ("Ada Krol left. A friend of Krol’s said so.", "Krol"),
    "friends": ("Ada Krol left. Krol’s friends a year ago were few.", "Krol"),
    "titled": ("Mr Tarrant’s wife smiled.", "Tarrant"),
}  # fmt: skip


@pytest.mark.parametrize("case", POSSESSIVES)
def test_a_real_possessive_stays_outside_the_name(case: str) -> None:
    text, name = POSSESSIVES[case]
    found = [surface for surface, _ in names(text)]
    assert name in found
    assert not any(surface.endswith("s") and surface != name and "’" in surface for surface in found)


def test_the_name_of_the_row_keeps_its_ending() -> None:
    article = document("Tarrant’s said that it was sorry. Tarrant’s has sold the painting.")
    entities = across_articles.resolve({"a": recogniser.recognise(article)}, {"a": article.text})
    assert [entity.name.replace("’", "'") for entity in entities] == ["Tarrant's"]


@pytest.mark.parametrize("text", ["“We sold it,” Tarrant’s said on Monday.", "“We sold it,” said Tarrant’s."])
def test_a_name_in_s_speaks_under_its_whole_name(text: str) -> None:
    assert [q.speaker.name for q in extract.extract(document(text))] == ["Tarrant’s"]
