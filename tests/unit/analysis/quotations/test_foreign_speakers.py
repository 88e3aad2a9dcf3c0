"""Who speaks in German, French, Spanish, Italian, Dutch and Portuguese; whoever is not surely named stays unknown."""

from __future__ import annotations

import pytest

from briefing.analysis.quotations.extract import extract
from briefing.analysis.quotations.foreign.phrases import Phrases
from briefing.model import Article, Document, Paragraph, Quotation, Stated

SPOKEN: dict[str, tuple[str, list[str | None]]] = {
    "de, verb behind": ("„Wir fangen an“, sagte Müller am Montag.", ["Müller"]),
    "de, title and name": ("„Wir fangen an“, sagte Hafenmeisterin Ilse Kamp.", ["Ilse Kamp"]),
    "de, name that is also a title": ("„Wir fangen an“, sagte Anna Müller. „Gleich“, so Müller.", ["Anna Müller"] * 2),
    "de, particles": (
        "„Ja, gern“, sagte Karl von der Heyde. „Morgen“, rief von der Heyde.",
        ["Karl von der Heyde"] * 2,
    ),
    "de, whoever is spoken to": ("„Wir fangen an“, sagte Lars Hoppe der Zeitung.", ["Lars Hoppe"]),
    "de, frame": ("„Wir fangen an“, hatte Ilse Kamp am Abend gesagt.", ["Ilse Kamp"]),
    "de, pronoun": ("Ilse Kamp ist da. „Wir fangen an“, sagte sie.", ["Ilse Kamp"]),
    "de, pronoun of another gender": ("Herr Lars Hoppe ist da. „Wir fangen an“, sagte sie.", [None]),
    "de, unknown verb": ("„Wir fangen an“, knurrte Fischer Lars Hoppe.", ["Lars Hoppe"]),
    "de, document": ("In dem Bericht des Deichverbands heißt es: „Alles ist dicht.“", ["Bericht des Deichverbands"]),
    "fr, verb behind": ("« Nous commençons », a déclaré Mme Durand lundi.", ["Durand"]),
    "fr, clitic": ("Claire Durand est là. « Nous commençons », a-t-elle ajouté.", ["Claire Durand"]),
    "fr, office": ("« Nous commençons », a dit le ministre des Transports Olivier Dietrich.", ["Olivier Dietrich"]),
    "fr, abbreviated title": (
        "« Oui », dit François de La Tour. « Non », dit M. de La Tour.",
        ["François de La Tour"] * 2,
    ),
    "fr, capital article": ("Le Grand Café ferme. « Je suis fatigué », dit le patron.", ["le patron"]),
    "fr, colon": ("La maire Claire Durand a répondu : « Nous commençons. »", ["Claire Durand"]),
    "fr, source": ("Selon l'architecte Luc Benoît, « le toit est beau ».", ["Luc Benoît"]),
    "fr, document": ("« Tout est sec », peut-on lire dans le rapport du syndicat des eaux.", ["syndicat des eaux"]),
    "es, verb behind": ("«Empezamos hoy», dijo la ministra Ana Ruiz.", ["Ana Ruiz"]),
    "es, no subject": ("La alcaldesa Ana Ruiz llegó tarde. «Empezamos hoy», añadió.", ["Ana Ruiz"]),
    "es, within the marks": ("«El órgano —dijo la organista Ana Ruiz— tiene dos mil tubos».", ["Ana Ruiz"]),
    "es, name behind an office": ("«Empezamos hoy», dijo el alcalde de Puerto Olmo, Juan Prieto.", ["Juan Prieto"]),
    "es, capital article": ("El Gran Café cierra. «Estoy cansado», comentó el dueño.", ["el dueño"]),
    "it, verb behind": ("«Cominciamo oggi», ha detto Rossi.", ["Rossi"]),
    "it, colon": ("Il sindaco Paolo Veri ha replicato: «Cominciamo oggi».", ["Paolo Veri"]),
    "it, body": ("«Cominciamo oggi», ha comunicato giovedì l'azienda dei trasporti.", ["l'azienda dei trasporti"]),
    "nl, verb behind": ("“We beginnen vandaag”, zei burgemeester De Vries.", ["De Vries"]),
    "nl, aldus": ("“We beginnen vandaag”, aldus Ilse van der Kamp.", ["Ilse van der Kamp"]),
    "nl, body": ("“We beginnen vandaag”, schrijft de gemeente in een brief.", ["de gemeente"]),
    "pt, verb behind": ("“Começamos hoje”, afirmou o ministro João Silva.", ["João Silva"]),
    "pt, clitic": ("O diretor Tomás Reis respondeu-lhe: “Começamos hoje.”", ["Tomás Reis"]),
    "pt, goes on": ("“Começamos hoje”, disse Ana Ribeiro. “E acabamos amanhã.”", ["Ana Ribeiro"] * 2),
}
NOBODY = {
    "de, title": "Das Stück „Der Vogel fliegt davon“ läuft weiter. Regisseur Max Ostermann hat es mit Laien geprobt.",
    "de, campaign": "Die Aktion „Sauberer Strand für alle“ beginnt. Anna Müller verteilt die Handschuhe an alle.",
    "de, read": "Anna Müller las „Die Reise um den halben Mond“, als sie den Zug nahm.",
    "fr, film": "Le film « La mer à l'envers du monde » sort. La réalisatrice Claire Durand l'a tourné ici.",
    "fr, medal": "Le maire a remis à Claire Durand la médaille « Pour les services rendus à la mer » lundi.",
    "es, book": "El libro «La mar vista desde el molino» sale. Su autora, Ana Ruiz, firmará en la plaza.",
    "es, law": "El Gobierno aprobó la ley «de la buena noche» el martes. Juan Prieto votó en contra.",
    "it, campaign": "La campagna «Spiagge pulite per tutti noi» comincia. Il sindaco Paolo Veri porta i guanti.",
    "nl, play": "Het stuk “De blauwe vogel vliegt weg” draait. Regisseur Max Oosterman heeft het ingestudeerd.",
    "pt, book": "O livro “O mar visto do moinho” sai hoje. A autora, Ana Ribeiro, vai falar na praça.",
    "pt, spoken to": "“Vamos começar”, disse ao João. O Paulo Vera ficou calado e a Ana Ribeiro saiu.",
}


def extracted(text: str, language: str | None = None) -> list[Quotation]:
    stated = Stated.stated(language, None) if language else Stated.unknown()
    document = Document(Article("a", "a.txt", language=stated), text, (Paragraph((0, len(text)), None, "body"),))
    return [quotation for quotation in extract(document) if quotation.mode != "indirect"]


@pytest.mark.parametrize("case", SPOKEN)
def test_whoever_is_named_speaks(case: str) -> None:
    text, wanted = SPOKEN[case]
    assert [quotation.speaker.name for quotation in extracted(text, case[:2])] == wanted


@pytest.mark.parametrize("case", NOBODY)
def test_titles_and_names_of_things_are_nobodys_words(case: str) -> None:
    assert [quotation.speaker.name for quotation in extracted(NOBODY[case])] == [None]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("„Wir fangen an“, sagte die Leiterin Ilse Kamp im Hafen der Stadt.", "stated"),
        ("Ilse Kamp ist im Hafen der Stadt. „Wir fangen an“, sagte sie.", "inferred"),
    ],
    ids=["named", "meant"],
)
def test_the_status_says_whether_the_text_names_the_speaker(text: str, status: str) -> None:
    (quotation,) = extracted(text)
    assert (quotation.speaker.name, quotation.speaker.status) == ("Ilse Kamp", status)


def test_a_mention_is_what_the_text_prints() -> None:
    text = "« Nous commençons », a déclaré la maire Claire Durand dans la salle."
    (quotation,) = extracted(text)
    assert quotation.speaker.mention_span is not None
    start, end = quotation.speaker.mention_span
    assert text[start:end] == quotation.speaker.mention == "Claire Durand"
    assert quotation.cue == "déclaré"


def test_in_a_language_that_nobody_knows_nobody_speaks() -> None:
    (quotation,) = extracted("„Zaczynamy dzisiaj”, powiedziała Anna Nowak w porcie.", "pl")
    assert quotation.speaker.status == "unknown"


def test_four_times_the_quotations_cost_four_times_the_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    looks = 0
    real = Phrases.at

    def counted(self: Phrases, index: int, *, loose: bool = False) -> object:
        nonlocal looks
        looks += 1
        return real(self, index, loose=loose)

    monkeypatch.setattr(Phrases, "at", counted)
    flood = "„ja, nein“, sagte der Müller von der und „so“ "
    extracted(flood * 100, "de")
    few, looks = looks, 0
    extracted(flood * 400, "de")
    assert looks <= 4.2 * few
