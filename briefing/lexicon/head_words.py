"""Words that heads of articles print beside dates and names, by language: months, weekdays, labels, and what opens a byline.

One table for every format. General facts: outside English the day stands before the month; labels name a field and are
followed by its value; what a date is for is said by the word before it ("published", "updated", "retrieved").
"""

from __future__ import annotations

import re

from briefing.lexicon import tables
from briefing.text import fold


def _numbered(rows: tuple[str, ...]) -> dict[str, int]:
    return {fold(name): number for number, names in enumerate(rows, 1) for name in names.split()}


MONTHS_ENGLISH = _numbered(
    ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august",
     "sep sept september", "oct october", "nov november", "dec december")
)  # fmt: skip
MONTHS = MONTHS_ENGLISH | _numbered(
    (
        "januar janner jan janv janvier ene enero gen gennaio janeiro januari gener ianuarie stycznia ledna ocak tammikuuta ιανουαριου января січня",
        "februar feber feb fev fevr fevrier febrero febbraio fevereiro februari febr febrer februarie lutego unora subat helmikuuta φεβρουαριου февраля лютого",
        "marz maerz mrz mar mars marzo marco maart mrt marts mart marc martie marca brezna maaliskuuta μαρτιου марта березня",
        "april apr avr avril abr abril aprile aprilie kwietnia dubna nisan huhtikuuta απριλιου апреля квітня",
        "mai may mayo mag maggio maio mei maj maig maja kvetna mayis toukokuuta μαιου мая травня",
        "juni jun juin junio giu giugno junho juny iunie czerwca cervna haziran kesakuuta ιουνιου июня червня",
        "juli jul juil juillet julio lug luglio julho juliol iulie lipca cervence temmuz heinakuuta ιουλιου июля липня",
        "august aug aout agosto ago augustus augusti agost sierpnia srpna agustos elokuuta αυγουστου августа серпня",
        "september sep sept septembre septiembre setiembre set sett settembre setembro setembre septembrie wrzesnia zari eylul syyskuuta σεπτεμβριου сентября вересня",
        "oktober okt oct octobre octubre ott ottobre out outubro octombrie pazdziernika rijna ekim lokakuuta οκτωβριου октября жовтня",
        "november nov novembre noviembre novembro noiembrie listopada listopadu kasim marraskuuta νοεμβριου ноября листопада",
        "dezember dez decembre dec diciembre dic dicembre dezembro december desember desembre decembrie grudnia prosince aralik joulukuuta δεκεμβριου декабря грудня",
    )
)
"""Folded name or abbreviation of a month -> its number."""
NAMES_WITHOUT_YEAR = (
    frozenset(name for name in MONTHS if len(name) > 3) - frozenset(MONTHS_ENGLISH) - {"mars", "mart", "mayo"}
)
"""Names by which a day without a year is believed: written out, and no words of English."""

WEEKDAYS = {
    fold(name): number
    for number, names in enumerate(
        (
            "mon monday montag lundi lunes lunedi segunda segunda-feira maandag måndag mandag dilluns poniedziałek pondělí pazartesi maanantai понедельник понеділок",
            "tue tues tuesday dienstag mardi martes martedi terça terça-feira dinsdag tisdag tirsdag dimarts wtorek úterý salı tiistai вторник вівторок",
            "wed weds wednesday mittwoch mercredi miercoles mercoledi quarta quarta-feira woensdag onsdag dimecres środa středa çarşamba keskiviikko среда середа",
            "thu thur thurs thursday donnerstag jeudi jueves giovedi quinta quinta-feira donderdag torsdag dijous czwartek čtvrtek perşembe torstai четверг четвер",
            "fri friday freitag vendredi viernes venerdi sexta sexta-feira vrijdag fredag divendres piątek pátek cuma perjantai пятница п'ятниця",
            "sat satur saturday samstag sonnabend samedi sabado sabato zaterdag lördag lørdag dissabte sobota cumartesi lauantai суббота субота",
            "sun sunday sonntag dimanche domingo domenica zondag söndag søndag diumenge niedziela neděle pazar sunnuntai воскресенье неділя",
        )
    )
    for name in names.split()
}
"""Folded name of a weekday -> 0 (Monday) to 6."""
WEEKDAYS_SHORT = {
    fold(name): number
    for number, names in enumerate(
        ("mo lun lu seg ma pn", "di mar ter", "mi mer mie qua wo", "do jeu jue gio qui", "fr ven vie sex vr", "sa sam sab za", "so dim dom zo")
    )
    for name in names.split()
}  # fmt: skip
"""Abbreviations that are common words too: believed before a date only, and with a point or comma behind them."""

_PUBLISHED = (
    "published publish publication pub posted post issued released uploaded originally first live print "
    "veröffentlicht veröffentlichung veröffentlichungsdatum erschienen erscheinungsdatum publiziert gepostet eingestellt "
    "publié publiée publie paru parue posté postée parution "
    "publicado publicada publicación publicacion "
    "pubblicato pubblicata pubblicazione "
    "publicação publicacao postado postada "
    "gepubliceerd publicatie publicatiedatum geplaatst verschenen plaatsingsdatum "
    "publicerad publicerat publicerades publiceret udgivet publisert julkaistu opublikowano"
).split()
_UPDATED = (
    "updated update modified edited revised corrected last "
    "aktualisiert aktualisierung aktualisierungsdatum geändert bearbeitet stand zuletzt "
    "mis mise jour modifié modifiée actualisé actualisée dernière modification "
    "actualizado actualizada actualización actualizacion modificado modificada última ultima "
    "aggiornato aggiornata aggiornamento ultimo modifica modificata "
    "atualizado atualizada atualização atualizacao actualização "
    "bijgewerkt gewijzigd aangepast laatst laatste bijwerking "
    "uppdaterad uppdaterat opdateret oppdatert endret päivitetty zaktualizowano"
).split()
_MADE = (
    "filed written created submitted added erstellt angelegt créé créée creado creada creato creata criado criada aangemaakt"
).split()
_LITTLE = (
    "on at by of as the online article time story news date dated local hrs hours pub-date load-date version web since early late "
    "am um uhr vom von den der datum artikel ausgabe online-artikel "
    "le la à a les du de date heure heures h article "
    "el las a fecha hora horas hs hrs del artículo articulo "
    "il alle ore data di dell articolo "
    "em às as aos data "
    "op om uur datum artikel bericht "
    "den kl klockan kello saat o"
).split()
LABEL_WORDS = frozenset([*_PUBLISHED, *_UPDATED, *_MADE, *_LITTLE, "accessed", "archived"])
"""Words of a line that holds nothing but dates and what they are for."""
LEADING_WORDS = frozenset(
    [
        *_PUBLISHED,
        *_UPDATED,
        *_MADE,
        *"date dated as of on at datum fecha data am vom den le el il em op om du del".split(),
    ]
)
"""Words that may end the part of a line before its date without being part of a name."""

PUBLISHED = re.compile(
    r"publi|post|issued|released|dated?\b|edition|filed|veröffentl|erschien|erstellt|gepost|datum|paru|fecha|pubbl|\bdata\b|geplaatst|verschen|udgivet|julkaist",
    re.IGNORECASE,
)
"""What the words that call a day the day of publication hold."""
UPDATED = re.compile(
    r"updat|modif|edited|revis|correct|aktualis|geändert|bearbeitet|\bstand\b|\bmise? [àa] jour|actuali[sz]|aggiorn|atualiz|bijgewerkt|gewijzigd|aangepast|uppdater|opdater|oppdater|endret|päivitet",
    re.IGNORECASE,
)
"""What the words that call a day the day of the last change hold."""
MADE = re.compile(
    r"\b(?:filed|written|created|submitted|erstellt|angelegt|créée?|cread[oa]|creat[oa]|criad[oa]|aangemaakt)\b",
    re.IGNORECASE,
)
"""Days on which a text was made, which count where no day of publication stands beside them."""
RETRIEVED = re.compile(r"access|archiv|retriev|load-?date|abgerufen|consult|impress|geraadpleegd", re.IGNORECASE)
"""What is said of the day on which somebody looked at a text."""
OTHER_DAY = re.compile(
    r"\b(?:born|died|dies|session|sitting|hearing|meeting|embargo(?:ed)?|until|till|printed|deadline|when|due|closes?|closing|expires?|valid|from|since|founded|opened|opening|taken|recorded|filmed|"
    r"accessed|retrieved|archived|downloaded|viewed|digiti[sz]ed|scanned|captured|saved|copied|crawled|fetched|checked|indexed|event|of|for|before|after|through|between|starts?|begins?|ends?|effective|"
    r"geboren|gestorben|gegründet|abgerufen|gedruckt|gespeichert|bis|bis zum|ab|seit|sperrfrist|gültig|aufgenommen|beginn|"
    r"née?|mort|décédée?|fondé|consulté|imprimé|enregistré|jusqu['’]au|dès|depuis|avant|après|"
    r"nacid[oa]|fallecid[oa]|muri[óo]|fundad[oa]|consultado|impreso|guardado|hasta|desde|antes|después|"
    r"nat[oa]|mort[oa]|fondat[oa]|consultato|stampato|salvato|fino|dal|dopo|"
    r"nascid[oa]|falecid[oa]|morreu|impresso|salvo|até|depois|"
    r"overleden|opgericht|geraadpleegd|afgedrukt|opgeslagen|tot|tot en met|vanaf|sinds|voor|na)"
    r"(?:\s+(?:on|of|the|date|is|am|dem|den|le|el|il|al|em|op|zum|à|a))*\W*(?:\s(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s*)?$",
    re.IGNORECASE,
)
"""Words right before a day that is another than that of publication: of birth, of an event, of retrieval, of the end of a time."""

FIELD_LABELS = {label: field.strip("-") for field, labels in tables.phrases("head_labels").items() for label in labels}
"""Labels before a value ("Headline: …", "Datum: …"), in small letters -> the field that they name, "" for one that is not kept."""

OUTLET_ENDING = re.compile(
    r"[^\W\d_]{3,}(?:blatt|zeitung|anzeiger|kurier|rundschau|bote|dagblad|nieuwsblad|courant|krant|nieuws|tidning(?:en)?|bladet|avis(?:en)?|posten)$",
    re.IGNORECASE,
)
"""Names of papers in one word ("Küstenblatt")."""
EDITION = re.compile(
    r"\b(?:(?i:[ap]m|bc)[ -](?i:cycle)|(?:[A-Z1-9][\w.’']*[ /-]+){0,4}(?:Editions?|EDITIONS?|Ausgabe|AUSGABE)(?:\s*[-–—:]?\s*(?:(?i:final|late|city|national|metro|first|main|early|[1-9]))){0,2}"
    r"|[ÉEée]dition (?:du (?:soir|matin)|nationale|locale|générale|principale|de [A-Z]\w+)|[Ee]dici[óo]n (?:de la (?:tarde|mañana)|nacional|final|impresa|de [A-Z]\w+)"
    r"|[Ee]dizione (?:della sera|del mattino|nazionale|locale|di [A-Z]\w+)|[Ee]dição (?:da tarde|da manhã|nacional|impressa|de [A-Z]\w+)|(?:[A-Z]\w+ )?(?:avond|ochtend|middag)?editie)(?!\w)"
)
"""What databases print beside the day: the edition of a paper, the cycle of an agency ("AM cycle", "Late Edition - Final")."""
DAY_FIRST = frozenset("de fr es it pt nl sv da no pl tr ru uk fi cs ca ro el".split())
"""Languages that print the day before the month in figures."""
DAY_FIRST_LABEL = re.compile(
    r"\b(?:veröffentlicht|erschienen|aktualisiert|publiziert|stand|datum|vom|publiée?|parue?|mise? à jour|fecha|publicad[oa]|actualizad[oa]|"
    r"pubblicat[oa]|aggiornat[oa]|atualizad[oa]|gepubliceerd|geplaatst|bijgewerkt|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|"
    r"publicerad|uppdaterad|publiceret|opdateret|uhr|uur|heures|horas|ore)\b",
    re.IGNORECASE,
)
"""Words beside a date in figures that show a language which prints the day first."""

MAIL_LABELS = {
    label: field
    for field, labels in {
        "from": "from|von|de|expéditeur|da|remitente|van|från|fra|od|от|lähettäjä|kimden",
        "date": "date|sent|datum|gesendet|gesendet am|envoyé|envoyé le|fecha|enviado|enviado el|enviada em|enviado em|data|inviato|data invio|verzonden|datum verzonden|skickat|dato|sendt|wysłano|data wysłania|дата|отправлено|lähetetty|tarih|gönderildi",
        "subject": "subject|betreff|objet|sujet|asunto|oggetto|assunto|onderwerp|ämne|emne|temat|тема|aihe|konu",
        "": "to|cc|bcc|an|kopie|kopie (cc)|à|a|para|per|aan|till|til|do|dw|кому|reply-to|reply to|antwort an|répondre à|responder a|rispondi a|responder para|antwoord aan|importance|priority|attachments|anlagen|importancia|importance|list|organization",
    }.items()
    for label in labels.split("|")
}  # fmt: skip
"""Labels of the lines that mail programs put above a message that they forward -> what they name, "" for what is not kept."""
FORWARDED = re.compile(
    r"forwarded (?:message|by)|forwarded mail|weitergeleitete (?:nachricht|e-?mail|mail)|message (?:transféré|réexpédié|transmis)|(?:mensaje|mensagem) (?:reenviad|encaminhad|original reenviad)|"
    r"messaggio inoltrato|doorgestuurd(?:e)? (?:bericht|e-?mail|mail)|vidarebefordrat|vidarebefordrade|videresendt|przekazana wiadomość|пересылаемое|edelleenlähetetty|iletilen|"
    r"(?:original|ursprüngliche)\s?(?:message|nachricht|mail)|message d['’]origine|mensaje original|mensagem original|messaggio originale|oorspronkelijk bericht",
    re.IGNORECASE,
)
"""The line above them ("---------- Forwarded message ---------")."""
MAIL_PREFIX = re.compile(
    r"^(?:\s*(?:re|fwd?|fw|aw|wg|tr|rv|rif|res|enc|i|r|sv|vs|vb|doorst|antw|ref|odp|pd|ynt|ilt)\s*(?:\[\d+\])?\s*:\s*)+",
    re.IGNORECASE,
)
"""What mail programs put before the subject of what they answer or forward."""
FORWARD_PREFIX = re.compile(
    r"(?:^|:)\s*(?:fwd?|fw|wg|tr|rv|enc|i|vs|vb|doorst|pd|ilt)\s*(?:\[\d+\])?\s*:", re.IGNORECASE
)
"""Those among them that say that something is forwarded."""
ON_BEHALF_OF = re.compile(
    r"\s(?:on behalf of|im auftrag von|de la part de|en nombre de|per conto di|em nome de|namens)\s", re.IGNORECASE
)
"""What stands between the machine that sent a mail and whom it sent it for."""
