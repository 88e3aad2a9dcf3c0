"""Words of what a paper prints under or over every item: who owns it, how to subscribe, write or follow, whose the rights are.

General fact: news tells of others; standing text speaks of the paper itself and to its reader, in several such words at once.
"""

from __future__ import annotations

_SIGNS: tuple[tuple[str, ...], ...] = tuple(
    tuple(words.split("|"))
    for words in (
        " subscribe| subscription|sign up|abonnier|abonnez|abonneer|suscrí|suscri|abbonat|assine|assinatura|prenumer",
        "newsletter|nieuwsbrief|boletín|boletim|lettre d'information|nyhetsbrev",
        "rights reserved|rights are reserved|©|copyright|rechte vorbehalten|droits réservés|derechos reservados|diritti riservati|direitos reservados|rechten voorbehouden|riproduzione riservata",
        " our work| our journal| our desk| our newsroom| our reader| our web| our site| our app| our report| our staff| our team| our mission| our member| our standards| our letters| our editor| our paper| our office| our archive| unsere| notre | nos lecteurs| nuestr| nostr| nosso| nossa| onze | vår ",
        " your support| your letter| your inbox| your subscription| your email| your e-mail| your comment| your view| your feedback| your donation| your tip| if you value| if you value| if you like| if you enjoy| if you want| if you have| if you would| if you wish| if you see| if you spot| you can | wenn sie | falls sie | sie können| vous pouvez| si vous | usted| puede escribir| puoi | você | u kunt | als u ",
        "follow us|like us|join us|find us|contact us|reach us|email us|e-mail us|write to us|call us|tell us|support us|help us|write to our|write to the|folgen sie|schreiben sie|suivez|écrivez|contactez|síganos|siguenos|síguenos|escríbanos|seguici|scrivi|siga-nos|volg ons|mail ons|schrijf ons",
        " donate| donation| spenden| faites un don| donación| donativo| donazion| doação| doneer| non-profit| nonprofit| charity| shareholders| gemeinnützig",
        " our error| our mistake| correction| clarification| berichtigung| rectificati| corrección| correcciones| rettific| errata",
        " terms of| terms and|privacy policy| cookie| datenschutz| impressum|mentions légales|aviso legal|política de privac|privacyverklaring",
        "press council|press code|code of practice|code of conduct|pressekodex|presserat|conseil de presse|raad voor de journalistiek|consejo de prensa",
        "free paper|free newspaper|the newsdesk|our newsdesk|gratisblatt|gratiszeitung|journal gratuit",
        " reproduc| republish| redistribut| without permission| without the permission| without consent| nachdruck| reproducción| reprodução| riproduzion| overname",
        " owned by| published by| printed by| funded by| edited by| published daily| published weekly| published every| published each| erscheint | herausgegeben von| paraît | esce ogni| verschijnt ",
        "@|www.|http://|https://| tel.| tel:| phone:| fax:",
        " advertise| advertising| classifieds| circulation| editor:| editorial team| anzeigen| publicité| publicidad| pubblicità| adverteren",
        "facebook|instagram|twitter|whatsapp|telegram|bluesky|mastodon|linkedin|youtube|podcast| rss ",
    )
)
"""Each tuple is one sign in several languages, in small letters; a space stands for the begin of a word."""
_SHORT_FIRST = tuple(enumerate(sorted(_SIGNS, key=len, reverse=True)))[::-1]
"""The signs, those with the most words last, each with how many follow it: where nothing is found, the last are not looked for."""
_ENOUGH = 3
_SPEECH = ("“", "”", "„", "«", '"')
_LONGEST = 1500
"""Characters: standing text is short."""


def is_standing(text: str) -> bool:
    """Return whether a paragraph is what a paper prints with every item, told by three or more different signs of it; nobody's words."""
    if not 40 <= len(text) <= _LONGEST or any(sign in text for sign in _SPEECH):
        return False
    folded = f" {text.casefold()} ".replace("’", "'")
    found = 0
    for left, words in _SHORT_FIRST:
        found += any(map(folded.__contains__, words))
        if not _ENOUGH - left <= found < _ENOUGH:
            break
    return found == _ENOUGH


ENGLISH = frozenset("the of to and in that is was for it on he said with as has".split())
