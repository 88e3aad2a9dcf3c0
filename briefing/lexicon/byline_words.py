"""Words of bylines, by language: what opens one, what those who write are called, and what looks like a byline and is none.

General facts: a byline opens with "By" or the like of its language, and names are followed by a role, an agency, a paper or a place.
"""

from __future__ import annotations

import re

_KIND = (
    r"(?:submitted|filed|contributed|sent|penned|story|stories|text|texts|words|writing|written|reported|reporting|report|posted|compiled|analysis|opinion|commentary|column|review|published|produced|exclusive|"
    r"interview|dispatch|essay|feature|profile|perspective|special|guest|news|photos?|photographs?|pictures|video|graphics|an?|the|and|&|ap|afp|reuters|our|from)"
)
OPENER = re.compile(
    rf"[(\[*_ ]{{0,4}}(?:(?:by|from)\s+our\s+(?:own\s+)?[a-z ]{{0,24}}?(?:correspondent|reporter)s?,?\s+(?=[A-Z])|(?:{_KIND}\s+){{0,5}}by\b\s*:?\s+(?=\S)"
    r"|(?:authors?(?:\(s\))?|byline|reporters?|correspondents?|writers?)\s*:\s*(?=\S)|(?:author|authors|byline|reporter)\s+(?=\S)"
    r"|from\s+(?=[A-Z]\S*\s[^,;:.]{2,40}(?:\sin|,)\s[A-Z]))",
    re.IGNORECASE,
)
"""What opens a byline in English, with the words that may stand before "by"."""
_POST = "(?:verslag(?:gever|geefster)|correspondente?|redacteur|reporter(?:in)?|korrespondent(?:en|in)?|correspondante?|envoyée? spéciale?|corresponsal|enviad[oa] especial|corrispondente|inviat[oa]|repórter)"
_OUR = "(?:unser(?:em|er)|unsre[mr]|notre|nuestr[oa]|nostr[oa]|noss[oa]|onze)"
_TEXT = "(?:texte?|texto|testo|tekst|reportaje|crónica|reportage|article|artículo|articolo|reportagem|bericht|analyse|análisis|kommentar|geschrieben|geschreven|escrito|scritto|écrit|propos recueillis)s?"
_ARTICLE = "(?:une?|una|uma?|een|eine?|le|el|la|de|het|der|die|das)"
_OF = "(?:von|par|por|de|di|da|door|van)"
UNMISTAKABLE_OPENERS = (
    rf"par|por|door|av|przez|(?:{_ARTICLE}\s)?{_TEXT}\s{_OF}|(?:{_OF}\s|dal(?:la)?\s)(?:{_OUR}\s|el\s|la\s)?{_POST}"
)
"""Words before the names of those who wrote that stand before no place: believed whatever the names are."""
BYLINE_OPENERS = rf"{UNMISTAKABLE_OPENERS}|von|di|da|af|tekst|texto"
"""Words before the names of those who wrote, elsewhere than in English; believed before full names only."""
AND = "und|et|y|e|en|och|og|i"
"""How lists of names are joined elsewhere than in English."""
ABROAD = re.compile(rf"[(\[*_ ]{{0,4}}(?i:{BYLINE_OPENERS})\s*:?\s+(?=[^\W\d_a-zß-öø-ÿ])")
SURE_ABROAD = re.compile(rf"[(\[*_ ]{{0,4}}(?:di|da|von|(?i:{UNMISTAKABLE_OPENERS}))\b")
"""Openers that need no listed given name behind them: those that stand before no place, and small letters, which begin no headline."""
FROM_ABROAD = re.compile(r"\s+(?:aus|in|à|en|em|da|de|desde|depuis|uit)\s+([^\W\d_a-zß-öø-ÿ][^,]{1,40})$")
NOTHING = frozenset(
    (
        "",
        "unknown",
        "n/a",
        "n.a",
        "none",
        "not available",
        "not given",
        "not stated",
        "nil",
        "null",
        "undefined",
        "anonymous",
    )
)
"""How records say that a field has no value."""
ALSO = re.compile(
    r"\s*(?:[;,|(.]\s*|\s+)(?:photo(?:graph)?s?|photography|pictures?|videos?|graphics?|illustrations?|edit(?:ed|ing)|additional)\b(?:\s+by\b|\s*:).*$",
    re.IGNORECASE,
)
"""Who took the pictures or edited, behind who wrote."""
OTHERS = re.compile(
    r"(?:[,.]\s*|\s+)(?:and\s+)?(?:additional|edit(?:ing|ed)|writ(?:ing|ten)|compil(?:ing|ed)|translat(?:ing|ed|ion)|photo\w*|graphic\w*)\b.*$",
    re.IGNORECASE | re.DOTALL,
)
"""Who edited or helped, behind who reported."""
REPORTING = re.compile(
    r"(?<!additional )(?<!edited and )\b(?:report(?:ing|ed)(?: and writing| and written)?|writ(?:ing|ten)|story|compiled) by:?\s+(?P<names>[^;()]{3,200})",
    re.IGNORECASE,
)
ROLE = re.compile(
    r"\b(?:writers?|correspondents?|editors?|reporters?|bureau|staff|columnist|contributors?|contributing|analyst|desk|team|agency|agencies|"
    r"service|services|in\s+(?:chief)|special to|for the|for [A-Z]|photographer|producer|journalist|press secretary|professor|fellow|director|chief)\b(?!['’]s)",
    re.IGNORECASE,
)
IS_ROLE = re.compile(
    r"\b(?:writers?|correspondents?|reporters?|columnists?|staff|editor|bureau chief|news desk|contributors?|special to .+)$",
    re.IGNORECASE,
)
ALL_OF_THEM = frozenset({"staff", "desk", "team", "bureau", "agencies", "reporters", "correspondents", "writers"})
SUBJECTS = frozenset(
    "political business foreign chief senior sports science health environment economics diplomatic defence defense education legal staff ap reuters afp the of for special in national technology city court crime features news world europe asia africa".split()
)
"""What those who write write about, and for whom."""
PAPER = re.compile(
    r"^(?:The|El|La|Le|Die|Der)\s[A-Z]|\b(?:News|Times|Journal|Herald|Courier|Tribune|Gazette|Online|Press|Guardian|Daily|Weekly|Magazine|Radio|TV|Today|TODAY|Business|Network|Telegraph|Chronicle|Observer|Standard|Dispatch|Broadcasting|[A-Z]\w+ Post|[\w-]*(?:Herald|Star|Sun|Mail|Globe|Mirror|Express|Record|Ledger|Sentinel|Monitor|Argus|Echo|Inquirer|Advertiser|Examiner|Bulletin|Independent|Register|Messenger|Advocate|Wire))$"
)
HONORIFICS = frozenset("Dr Dr. Prof Prof. Sir Dame Rev Rev.".split())
CREDITS = re.compile(
    r"(?-i:(?:Words|WORDS|Story):?|Text(?= ))\s+(?!by\b)((?-i:[A-ZÀ-ÞĀ-Ž])[^.:;|]{3,90}?)[\s|,.]+(?:photographs?|photos?|photography|pictures?|images?|illustrations?)(?:\s+by|:)?\s+[^\W\d_]",
    re.IGNORECASE,
)
"""``Words Ada Krol Photographs Jon Aske``: how magazines print who did what."""
IDIOM = re.compile(
    r"by (?:(?:popular|royal|design|default|definition|accident|chance|invitation|land|sea|air|hand|heart|night|any other|any means|order of|way of|hook or|george!)\b|the (?:book|numbers?|way|sea|river|people)\b)|from [^,]{2,40}, with\b",
    re.IGNORECASE,
)
"""Headlines that begin as bylines do: set phrases of the language."""
WIRE_WRITER = re.compile(
    r"(?:the\s+)?([A-Z][\w.-]{1,14}(?:\s[A-Z][a-z]{2,12}){0,2})\s+(?:(?:staff|special|senior|chief|foreign)\s+)?(?:writers?|reporters?|correspondents?|journalists?)\s+(?=[^\W\d_])"
)
"""``by Xinhua writers Ada Krol and Jon Aske``: the agency and the role before the names."""
HELPED = re.compile(r"\W?(?:also )?(?:contribut|additional)", re.IGNORECASE)
"""Who helped is not who wrote it."""
PICTURES = re.compile(r"photo|picture|video|graphic", re.IGNORECASE)
"""What those made who are named behind "Photo by": they did not write."""
ROLE_BEFORE = re.compile(
    r"^(?:(?:our|chief|senior|special|staff|political|foreign|business|economics|science|sports?|health|news|lead|junior|the|courier)\s+){0,3}(?:reporters?|correspondents?|writers?|columnists?)\s+(?=[A-Z])",
    re.IGNORECASE,
)
SECTION = re.compile(
    r"(?:opinion|analysis|comment|column|news|world|politics|business|sport|sports|culture|feature|exclusive|interview|review)$",
    re.IGNORECASE,
)
NO_SIGNATURE = re.compile(
    r"[?!:“”\"0-9]|^(?:an?\s+)?(?:interview|conversation|talk|lunch|dinner|q&a|day|meeting)s?\s+with\s",
    re.IGNORECASE,
)
"""Signs that no line of names holds, and headlines that name whom somebody spoke with."""
