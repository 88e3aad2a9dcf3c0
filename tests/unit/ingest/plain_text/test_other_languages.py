"""Dates, labels and bylines in the heads of German, French, Spanish, Italian, Dutch and Portuguese texts. All texts are invented."""

from __future__ import annotations

import pytest

from briefing.ingest import build_document, front_matter
from briefing.ingest.plain_text.dating import dates
from briefing.ingest.readers.text import markdown, plain
from briefing.model import Article

BODIES = {
    "de": "Das Museum von Lindau am See öffnet wieder, sagte die Leiterin am Montag, und die Säle werden bis zum Frühling gestrichen. Der Kreistag stimmt im Herbst über das Dach ab.",
    "fr": "Le phare de Corval sera repeint cet été, a annoncé la gardienne mardi, et les marches seront refaites en hiver. Une fête suivra sur la falaise.",
    "es": "El faro de Corval se pintará este verano, anunció la farera el martes, y los escalones se harán de nuevo en invierno. Habrá una fiesta en el acantilado.",
    "it": "Il faro di Corvalle sarà ridipinto questa estate, ha annunciato la guardiana martedì, e i gradini saranno rifatti in inverno. Seguirà una festa sulla scogliera.",
    "nl": "De vuurtoren van Korval wordt deze zomer geverfd, meldde de wachter dinsdag, en de treden worden in de winter vernieuwd. Daarna volgt een feest op de klif.",
    "pt": "A ponte de Valmar reabre em junho, disse a engenheira na segunda, e os cabos serão trocados no inverno. A câmara votará sobre o pedágio depois do verão.",
}
TITLES = {
    "de": "Das Museum öffnet wieder", "fr": "Le port grandit encore", "es": "El puerto crece otra vez",
    "it": "Il porto cresce ancora", "nl": "De haven groeit weer", "pt": "A ponte reabre em junho",
}  # fmt: skip


def article(head: str, language: str) -> Article:
    (draft,) = plain.read(f"{TITLES[language]}\n\n{head}\n\n{BODIES[language]}\n".encode())
    return build_document.document(draft, "a.txt").article


@pytest.mark.parametrize(
    ("line", "iso"),
    [
        ("Montag, 15. März 2021", "2021-03-15"),
        ("Mo., 15.03.2021, 10:30 Uhr", "2021-03-15T10:30"),
        ("Veröffentlicht am 15. März 2021 um 10.30 Uhr", "2021-03-15T10:30"),
        ("3. Jänner 2021", "2021-01-03"),
        ("lundi 15 mars 2021", "2021-03-15"),
        ("Publié le 1er août 2021 à 10h30", "2021-08-01T10:30"),
        ("Paru le 29 févr. 2024", "2024-02-29"),
        ("Publicado el 15 de marzo de 2021", "2021-03-15"),
        ("15 ene. 2021 - 18:05 h", "2021-01-15T18:05"),
        ("marzo 15, 2021", "2021-03-15"),
        ("lunedì 15 marzo 2021", "2021-03-15"),
        ("Pubblicato il 1º maggio 2021 alle ore 9.15", "2021-05-01T09:15"),
        ("segunda-feira, 15 de março de 2021", "2021-03-15"),
        ("Publicado em 15/03/2021 às 10h30", "2021-03-15T10:30"),
        ("1º de fevereiro de 2021", "2021-02-01"),
        ("Gepubliceerd op 15 mrt. 2021 om 10:30 uur", "2021-03-15T10:30"),
        ("maandag 15 maart 2021", "2021-03-15"),
        ("15-mei-2021", "2021-05-15"),
        ("15. 3. 2021", "2021-03-15"),
    ],
)
def test_date_lines(line: str, iso: str) -> None:
    found = dates.whole(line)
    assert found is not None
    assert [(date.value, date.doubt, later) for date, later in found] == [(iso, None, False)]


@pytest.mark.parametrize(
    "line",
    [
        "Aktualisiert am 16. März 2021", "Stand: 16.03.2021, 18:05 Uhr", "Mis à jour le 16 mars 2021", "Dernière mise à jour : 16/03/2021",
        "Actualizado el 16 de marzo de 2021", "Ultimo aggiornamento: 16 marzo 2021", "Atualizado em 16/03/2021", "Laatst bijgewerkt op 16 maart 2021",
    ],
)  # fmt: skip
def test_days_of_updates(line: str) -> None:
    assert [(date.value[:10], later) for date, later in dates.whole(line) or ()] == [("2021-03-16", True)]


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("Geboren am 15. März 1961", "de"), ("Abgerufen am 15. März 2021", "de"), ("Bis 15. März 2021", "de"),
        ("Né le 15 mars 1961", "fr"), ("Consulté le 15 mars 2021", "fr"), ("Jusqu'au 15 mars 2021", "fr"),
        ("Hasta el 15 de marzo de 2021", "es"), ("Nato il 15 marzo 1961", "it"), ("Até 15 de março de 2021", "pt"), ("Tot 15 maart 2021", "nl"),
    ],
)  # fmt: skip
def test_other_days_date_nothing(line: str, language: str) -> None:
    assert article(line, language).published.value is None


@pytest.mark.parametrize(
    ("head", "language", "published", "byline"),
    [
        ("Von Lena Krohn\nVeröffentlicht am 15.03.2021 | Aktualisiert am 16.03.2021", "de", "2021-03-15", "Lena Krohn"),
        ("Von Lena Krohn, 15. März 2021", "de", "2021-03-15", "Lena Krohn"),
        ("Autor: Lena Krohn\nDatum: 15. März 2021\nQuelle: Küstenblatt", "de", "2021-03-15", "Lena Krohn"),
        ("Par Jeanne Aubel\nPublié le 15 mars 2021 à 10h30 - Mis à jour le 16 mars 2021 à 8h", "fr", "2021-03-15", "Jeanne Aubel"),
        ("Par Jeanne Aubel, publié le 15 mars 2021", "fr", "2021-03-15", "Jeanne Aubel"),
        ("Por Ana Lozar | 15 de marzo de 2021", "es", "2021-03-15", "Ana Lozar"),
        ("Di Marco Ronti\n15 marzo 2021", "it", "2021-03-15", "Marco Ronti"),
        ("Door Jan Jorissen, 15 maart 2021", "nl", "2021-03-15", "Jan Jorissen"),
        ("Por Ana Lozar\nPublicado em 15 de março de 2021 às 10h30", "pt", "2021-03-15", "Ana Lozar"),
    ],
)  # fmt: skip
def test_heads(head: str, language: str, published: str, byline: str) -> None:
    found = article(head, language)
    assert found.title.value == TITLES[language]
    assert str(found.published.value)[:10] == published
    assert found.byline.value == (byline,)
    assert (found.published.status, found.byline.status, found.standfirst.value) == ("stated", "stated", None)


@pytest.mark.parametrize(
    "head", ["Von Hamburg bis Kiel", "Par monts et par vaux", "Door heel Nederland", "Por Todos Lados"]
)
def test_lines_that_open_as_bylines_do_name_nobody(head: str) -> None:
    assert article(f"{head}\n15.03.2021", "de").byline.value is None


@pytest.mark.parametrize("language", sorted(BODIES))
def test_figures_that_can_be_read_in_two_ways_are_told_by_the_language(language: str) -> None:
    published = article("03/04/2021", language).published
    assert (published.value, published.status) == ("2021-04-03", "inferred")


def test_figures_that_can_be_read_in_two_ways_say_nothing_in_english() -> None:
    (draft,) = plain.read(
        b"Port grows again\n\n03/04/2021\n\nThe port of Grey grows again, the head of it said on Monday, and it will be tested in the spring by the county.\n"
    )
    assert build_document.document(draft, "a.txt").article.published.value is None


@pytest.mark.parametrize(("name", "language"), [("La Gaviota", "es"), ("Le Courrier du Phare", "fr"), ("Il Gabbiano", "it"), ("De Meeuw", "nl"), ("O Gaivoto", "pt"), ("Küstenblatt", "de")])  # fmt: skip
def test_a_paper_above_the_date_is_nobody_s_name_and_no_standfirst(name: str, language: str) -> None:
    found = article(f"{name}\n15.03.2021", language)
    assert (found.title.value, found.byline.value, found.standfirst.value) == (TITLES[language], None, None)
    assert found.outlet.value in (name, None)


def test_front_matter_and_markdown() -> None:
    (draft,) = markdown.read(b"---\ntitle: Le port\ndate: 15 mars 2021\n---\nLe port grandit.\n")
    assert draft.fields["published"].value == "2021-03-15"
    (draft,) = markdown.read(f"# {TITLES['es']}\n\n*Por Ana Lozar · 15 de marzo de 2021*\n\n{BODIES['es']}\n".encode())
    found = build_document.document(draft, "a.md").article
    assert (found.published.value, found.byline.value) == ("2021-03-15", ("Ana Lozar",))
    assert front_matter.parse("---", "date: 15 mars 2021") == {"date": "15 mars 2021"}


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ('["Lozar, Ana", "Aske, Jon"]', ("Ana Lozar", "Jon Aske")), ('["Lozar, Ana", "Jon Aske"]', ("Lozar, Ana", "Jon Aske")), ('"Lozar, Ana"', ("Ana Lozar",)),
        ('"Lozar, Ana; Aske, Jon"', ("Ana Lozar", "Jon Aske")), ('"Ana Lozar and Jon Aske"', ("Ana Lozar", "Jon Aske")),
    ],
    ids="all mixed one string and".split(),
)  # fmt: skip
def test_names_of_front_matter_are_turned_all_or_none(written: str, names: tuple[str, ...]) -> None:
    (draft,) = markdown.read(
        f"---\ntitle: Port\nauthor: {written}\ndateline: March 31 (NPA)\n---\nThe port grows.\n".encode()
    )
    assert draft.fields["byline"].value == names
    assert draft.fields["dateline"].value is None


@pytest.mark.parametrize("desk", ["Redacción", "Redazione Online", "Redaktion", "Rédaction web", "Redactie", "Redação"])
def test_a_desk_is_no_paper_and_nobody(desk: str) -> None:
    found = article(f"{desk}\n15.03.2021", "it")
    assert (found.byline.value, found.outlet.value, found.published.value) == (None, None, "2021-03-15")


@pytest.mark.parametrize(
    ("line", "language", "name"),
    [
        ("di Ornella Vassalli", "it", "Ornella Vassalli"),
        ("Par Maëlig Tanguy’ch", "fr", "Maëlig Tanguy’ch"),
        ("Door onze verslaggever Wietse Bootsma", "nl", "Wietse Bootsma"),
        ("Una crónica de Iratxe Olabide", "es", "Iratxe Olabide"),
        ("Uma reportagem de Zulmira Covas", "pt", "Zulmira Covas"),
        ("Von unserer Korrespondentin Wiebke Lürs", "de", "Wiebke Lürs"),
    ],
)
def test_who_signs_under_a_name_that_no_table_has(line: str, language: str, name: str) -> None:
    assert article(f"{line}\n15.03.2021", language).byline.value == (name,)


@pytest.mark.parametrize(
    "line",
    [
        "15 de marzo del 2021 | Actualizado 10:41 h",
        "lundi 15 mars 2021, mis à jour à 10h41",
        "15 March 2021 | Updated 10:41",
    ],
)
def test_the_hour_of_an_update_beside_a_day(line: str) -> None:
    assert (article(line, "fr").published.value or "")[:10] == "2021-03-15"


def test_a_paper_named_with_an_elided_article_is_no_headline() -> None:
    found = article("Par Maëlig Tanguy\nLe Fanal de l’Anse\n15 mars 2021", "fr")
    assert (found.title.value, found.outlet.value) == (TITLES["fr"], "Le Fanal de l’Anse")
