"""Words of what a paper prints under or over every item: who owns it, how to subscribe, write or follow, whose the rights are.

General fact: news tells of others; standing text speaks of the paper itself and to its reader, in several such words at once.
"""

from __future__ import annotations

import re

_SIGNS = tuple(
    re.compile(words, re.IGNORECASE)
    for words in (
        r"\bsubscri(?:be|ption)|\bsign up\b|\babonn|\bsuscr[ií]|\babbonat|\bassin(?:e|ante|atura)\b|\bprenumer",
        r"\bnewsletter|\bnieuwsbrief|\bbolet[ií]n|\bboletim|lettre d['’]information|\bnyhetsbrev",
        r"\brights (?:are |is )?reserved|©|\bcopyright|rechte vorbehalten|droits (?:sont )?réservés|derechos (?:est[aá]n )?reservados|diritti (?:sono )?riservati|direitos (?:s[aã]o )?reservados|rechten voorbehouden|riproduzione riservata",
        r"\bour (?:work|journalis\w+|desk|newsroom|readers?|web ?site|site|app|reporters?|reporting|staff|team|mission|members?|standards|letters|editors?|paper|daily|weekly|page|pages|archive|office|offices|tips?)\b|\bunsere?[rnms]?\b|\bnotre\b|\bnos (?:lecteurs|journalistes)|\bnuestr[oa]s?\b|\bnostr[oaie]\b|\bnoss[oa]s?\b|\bonze\b|\bvår[at]?\b",
        r"\byour?(?:r)? (?:support|letters?|inbox|subscription|e-?mail|comments?|views|feedback|donation|contribution|tips?|name|address)\b|\bif you (?:value|like|enjoy|want|have|would|wish|see|spot|find)\b|\byou can\b|\b(?:wenn|falls) sie\b|\bsie (?:können|erreichen)\b|\bvous pouvez\b|\bsi vous\b|\busted\b|\bpuede[ns]? (?:escribir|enviar|contactar)|\bpuoi\b|\bvocê\b|\bu kunt\b|\bals u\b",
        r"\b(?:follow|like|join|find|contact|reach|email|e-mail|write to|call|tell|support|help) us\b|\bwrite to (?:our|the) (?:desk|editor|letters)|folgen sie|schreiben sie|suivez|écrivez|contactez|s[ií]g[au]\w*nos|escr[ií]ba\w*nos|seguici|scrivi\w*|siga-nos|volg ons|mail ons|schrijf ons",
        r"\bdonat(?:e|ion)|\bspenden\b|\bfaites un don|\bdona(?:r|ción|zione|ção|tivo)|\bdoneer|\bnon-?profit|\bcharity\b|\bno shareholders\b|\bgemeinnützig",
        r"\bcorrections?\b|\bclarifications?\b|\bberichtigung|\brectificati|\bcorreccion|\brettific|\berrata\b",
        r"\bterms (?:of|and)\b|\bprivacy policy|\bcookie|\bdatenschutz|\bimpressum|\bmentions légales|\baviso legal|\bpolítica de privacid|\bprivacyverklaring",
        r"\b(?:reproduc\w+|republish\w*|redistribut\w+|without (?:prior |written )*(?:permission|consent)|nachdruck|reproducci[oó]n|reprodução|riproduzion\w+|overname)\b",
        r"\b(?:is|are) (?:owned|published|printed|funded|edited) by\b|\bpublished (?:daily|weekly|every|each|by)\b|\berscheint (?:täglich|wöchentlich|jeden)|\bherausgegeben von|\bparaît\b|\bes una publicación|\besce ogni|\bverschijnt\b",
        r"[\w.+-]{1,64}@[\w-]{1,64}\.|\bwww\.|https?://|\b(?:tel|phone|fax)\b\.?\s*:?\s*[+(0-9]",
        r"\badvertis(?:e|ing|ement)|\bclassifieds\b|\bcirculation\b|\bedito(?:r|rial)(?: team| office| board)?:|\banzeigen\b|\bpublicité|\bpublicidad\b|\bpubblicità|\badverteren",
        r"\b(?:facebook|instagram|twitter|whatsapp|telegram|bluesky|mastodon|linkedin|youtube|podcast|rss)\b",
    )
)
_ANY_OF = (
    "subscri", "sign up", "abonn", "suscr", "abbonat", "assin", "prenum", "newsletter", "nieuwsbrief", "bolet", "rights", "©", "copyright", "rechte", "droits", "derechos",
    "diritti", "direitos", " us ", " us.", " us,", "write to", "folgen", "schreiben", "suivez", "contact", "volg", "donat", "donaz", "privacy", "terms", "impressum", "reprod", "owned by", "published by",
    "@", "www.", "correction", "advertis", "reader",
)  # fmt: skip
"""A cheap look first: standing text holds one of these."""
_ENOUGH = 3
_SPEECH = ("“", "”", "„", "«", '"')
_LONGEST = 1500
"""Characters: standing text is short."""


def is_standing(text: str) -> bool:
    """Whether a paragraph is what a paper prints with every item, told by three or more different signs of it; nobody's words."""
    if not 40 <= len(text) <= _LONGEST or any(sign in text for sign in _SPEECH):
        return False
    folded = text.casefold()
    if not any(map(folded.__contains__, _ANY_OF)):
        return False
    return sum(sign.search(text) is not None for sign in _SIGNS) >= _ENOUGH
