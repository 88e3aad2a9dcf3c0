"""Mails that forward, and headers whose letters were sent raw. All texts are invented."""

from __future__ import annotations

import pytest

from briefing.ingest import build_document
from briefing.ingest.readers.containers import mail

CRANES = "Both diggers for the old canal reached Thrushby on Wednesday, two days late, the board said.\n\nWork begins when the frost is over.\n"


@pytest.mark.parametrize(
    ("subject", "head", "title", "outlet"),
    [
        ("Fwd: Diggers arrive", "for the file\n\n---------- Forwarded message ---------\nFrom: Canal Weekly <w@harbour.example>\nDate: Wed, Feb 21, 2024 at 4:43 PM\nSubject: Diggers arrive\nTo: <ida@desk.example>", "Diggers arrive", "Canal Weekly"),
        ("FW: Cranes", "FYI\n\nFrom: Canal Weekly [mailto:w@harbour.example]\nSent: Wednesday, February 21, 2024 4:43 PM\nTo: Ida Marsh\nSubject: Diggers arrive", "Diggers arrive", "Canal Weekly"),
        ("FW: Cranes", "-----Original Message-----\nFrom: bounces@h.example On Behalf Of Canal Weekly\nSent: 21 February 2024 17:58\nTo: list@h.example,\n other@h.example\nSubject: Diggers arrive", "Diggers arrive", None),
        ("WG: Kräne", "-------- Weitergeleitete Nachricht --------\nBetreff: \tKräne da\nDatum: \tWed, 21 Feb 2024 16:43:00 +0100\nVon: \tHafenblatt <b@hafen.example>\nAn: \tida@desk.example", "Kräne da", "Hafenblatt"),
        ("WG: Kräne", "Von: Hafenblatt <b@hafen.example>\nGesendet: Mittwoch, 21. Februar 2024 17:58\nAn: Ida Marsh\nBetreff: Kräne da", "Kräne da", "Hafenblatt"),
        ("Tr: Grues", "Début du message réexpédié :\n\n> De: Courrier du Phare <c@phare.example>\n> Date: 21 février 2024 à 16:43:00 UTC+1\n> À: ida@desk.example\n> Objet: Les grues\n>", "Les grues", "Courrier du Phare"),
        ("RV: Grúas", "De: Diario del Puerto <d@puerto.example>\nEnviado el: miércoles, 21 de febrero de 2024 17:58\nPara: Ida Marsh\nAsunto: Las grúas", "Las grúas", "Diario del Puerto"),
        ("I: Gru", "Da: Il Gabbiano <g@g.example>\nInviato: mercoledì 21 febbraio 2024 17:58\nA: Ida Marsh\nOggetto: Le gru", "Le gru", "Il Gabbiano"),
        ("FW: Kranen", "Van: De Meeuw <m@m.example>\nVerzonden: woensdag 21 februari 2024 17:58\nAan: Ida Marsh\nOnderwerp: Kranen", "Kranen", "De Meeuw"),
        ("ENC: Guindastes", "De: Jornal do Porto <j@porto.example>\nEnviada em: quarta-feira, 21 de fevereiro de 2024 17:58\nPara: Ida Marsh\nAssunto: Guindastes", "Guindastes", "Jornal do Porto"),
        ("Fwd: Fwd: Cranes", "---------- Forwarded message ---------\nFrom: Jon Aske <jon@desk.example>\nDate: Thu, Feb 22, 2024 at 9:00 AM\nSubject: Fwd: Cranes\nTo: <ida@desk.example>\n\nsee below\n\n---------- Forwarded message ---------\nFrom: Canal Weekly <w@h.example>\nDate: Wed, Feb 21, 2024 at 4:43 PM\nSubject: Diggers arrive\nTo: <jon@desk.example>", "Diggers arrive", "Canal Weekly"),
        ("Fw: Diggers arrive", "----- Forwarded Message -----\nFrom: Canal Weekly <w@h.example>To: Ida Marsh <ida@desk.example>Sent: Wednesday, February 21, 2024 at 04:43:00 PM GMT+1Subject: Diggers arrive", "Diggers arrive", "Canal Weekly"),
    ],
    ids="gmail outlook original thunderbird-de outlook-de apple-fr outlook-es outlook-it outlook-nl outlook-pt twice yahoo".split(),
)  # fmt: skip
def test_who_forwards_is_not_the_author_in_any_program_and_language(
    subject: str, head: str, title: str, outlet: str | None
) -> None:
    quoted = CRANES.replace("\n", "\n> ") if head.endswith("\n>") else CRANES
    sent = f"From: Ida Marsh <ida@desk.example>\nDate: Fri, 01 Mar 2024 18:00:00 +0100\nSubject: {subject}\nContent-Type: text/plain; charset=utf-8\n\n{head}\n\n{quoted}"
    (draft,), _ = mail.read(sent.encode(), "a.eml", 10**7, 10)
    found = build_document.document(draft, "a.eml")
    article = found.article
    assert (article.title.value, article.byline.value, article.standfirst.value) == (title, None, None)
    assert str(article.published.value)[:10] == "2024-02-21"
    assert article.outlet.value in ((outlet,) if outlet else (None, "Canal Weekly"))
    body = [found.text[slice(*p.span)] for p in found.paragraphs if p.kind == "body"]
    assert body == CRANES.strip().split("\n\n")


def test_a_forward_without_a_head_states_no_author_and_no_day() -> None:
    sent = f"From: Ida Marsh <ida@desk.example>\nDate: Fri, 01 Mar 2024 18:00:00 +0100\nSubject: Fwd: Diggers arrive\n\n{CRANES}"
    (draft,), _ = mail.read(sent.encode(), "a.eml", 10**7, 10)
    assert set(draft.fields) == {"title"}


def test_an_answer_is_not_what_it_answers() -> None:
    long = "We have looked into this and found that the cranes came early. " * 10
    sent = f"From: Ida Marsh <ida@desk.example>\nDate: Fri, 01 Mar 2024 18:00:00 +0100\nSubject: Re: Cranes\n\n{long}\n\nFrom: Jon Aske <jon@desk.example>\nSent: 21 February 2024 17:58\nTo: list@h.example\nSubject: Cranes\n\nIs it so?\n"
    (draft,), _ = mail.read(sent.encode(), "a.eml", 10**7, 10)
    assert draft.fields["byline"].value == ("Ida Marsh",)


@pytest.mark.parametrize(
    ("encoding", "declared", "subject"),
    [
        ("utf-8", "utf-8", "Vuelven las lanchas – ¡al fin!"), ("latin-1", "iso-8859-1", "Zarpan las lanchas, ¡al fin!"), ("cp1252", "utf-8", "Die Kräne “gehen” – endlich"),
        ("cp1251", "windows-1251", "Краны прибыли в порт"), ("koi8-r", "koi8-r", "Краны прибыли в порт"), ("iso-8859-2", "iso-8859-2", "Żurawie dotarły do portu"), ("utf-8", "iso-8859-1", "Les grues sont arrivées"),
    ],
    ids="utf8 latin1 cp1252 cp1251 koi8 latin2 misnamed".split(),
)  # fmt: skip
def test_letters_of_headers_that_were_sent_raw(encoding: str, declared: str, subject: str) -> None:
    head = (
        f"From: Peña Núñez <p@puerto.example>\nSubject: {subject}\n"
        if encoding in ("utf-8", "latin-1", "cp1252")
        else f"Subject: {subject}\n"
    )
    for start in ("", "From p@puerto.example Wed Feb 21 16:43:00 2024\n"):
        sent = (
            start + head + f"Date: Wed, 21 Feb 2024 16:43:00 +0100\nContent-Type: text/plain; charset={declared}\n\n"
        ).encode(encoding) + b"The cranes came.\n"
        (draft,), _ = mail.read(sent, "a.eml", 10**7, 10)
        assert draft.fields["title"].value == subject
        if "From:" in head:
            assert draft.fields["byline"].value == ("Peña Núñez",)
