"""Tells what a page leaves around an article, and captions, from its text. One paragraph at a time, by its wording.

General facts: pages repeat the same few imperatives ("Read more", "Share this"), buttons are single words on a line,
photo credits name photographers, agencies or licences in brackets or after "Photo:". A paragraph of prose is never furniture.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from briefing.lexicon import head_words, tables

_ALONE = tables.phrases("page_buttons")["alone"]
_STARTS = re.compile(
    r"(?:"
    r"(?:read|see|watch|listen|learn|find out) (?:more|also|next|now)\s*[:>»|→-]|also read\s*[:>-]|read also\s*[:>-]|read\s*[:|]|related\s*[:|]|watch\s*[:|]|see also\s*[:|]|listen\s*[:|]|recommended\s*[:|]|more\s*:|more on\s*:|"
    r"tags?\s*:|topics?\s*:|categor(?:y|ies)\s*:|filed under\b|keywords\s*:|posted in\b|"
    r"share (?:this|on|via|to|with)\b|tweet this|print this|e-?mail this|save this|"
    r"(?:please )?(?:sign up|subscribe|register|log in|sign in|join us|join our|follow us|like us|find us|connect with us|download (?:the|our)|get (?:the|our) (?:app|newsletter|latest|daily|free)|support (?:our|us|independent)|become a (?:member|subscriber)|already a (?:member|subscriber))\b|"
    r"(?:enter|type) your e-?mail|don['’]t (?:have|miss) (?:an account|out|a (?:story|thing))|"
    r"click (?:here|to|on)\b|tap (?:here|to)\b|swipe\b|scroll (?:down|to)\b|"
    r"(?:we|this (?:web)?site|our (?:web)?site) uses? cookies|by (?:continuing|using|clicking|signing|subscribing|browsing)\b[^.]{0,80}\b(?:you agree|agree to|accept|cookies)|your privacy|we value your privacy|"
    r"the materials in the \w{2,4} file were compiled by\b|(?:©|\(c\)|copyright\b(?:\s*(?:©|\(c\)))?)\s*(?:[12][0-9]{3}|the\b|by\b|[A-Z])|all rights reserved|all content (?:is )?copyright|"
    r"our standards\s*:|this (?:article|story|post|content) (?:was|is|has been|first|originally|may|cannot)\b[^.]{0,60}\b(?:published|produced|appeared|syndicated|generated|auto-?generated|republished|reproduced|sponsored|reserved)|"
    r"(?:reporting|additional reporting|writing|editing|compiled|reported|edited|written|translated|story)\s+(?:and (?:writing|editing)\s+)?by\s+(?-i:[A-Z])[^;]{3,160}(?:[;.,)]|$)|\((?:reporting|additional reporting|writing|editing|compiled|edited)\b|"
    r"(?:the )?(?:views|opinions) expressed (?:in|by|here)\b|disclaimer\s*:|"
    r"(?:disable|turn off) (?:your )?ad ?block|advertisement\b[^.]{0,40}$|sponsored (?:by|content)\b|story continues\b|article continues\b|continue reading\b|"
    r"(?:send|submit) (?:us )?(?:your )?(?:news )?tips?\b|have (?:a|you got a) (?:news )?(?:tip|story)|got a (?:news )?tip|to (?:contact|reach) the (?:reporter|editor|author|writer)s?\b|"
    r"contact (?:the (?:reporter|author|writer|editor)|us)\b|for more (?:information|news|stories|details|coverage)\b[^.]{0,40}\b(?:visit|contact|click|follow|go to|see|call|subscribe)\b|"
    r"follow (?:@|[A-Z]\w+(?: [A-Z]\w+){0,2} on (?:twitter|x|facebook|instagram|threads|bluesky|mastodon)|the (?:author|reporter)|live\b)|"
    r"[0-9]{1,3}(?:,?[0-9]{3})? words$|[0-9]{1,4}\s*(?:comments?|shares?|views?|likes?|min(?:ute)?s? read|min(?:ute)?s?\.? read)\b|reading time\b|estimated reading time|est\.? read|"
    r"(?:image|photo|video) ?[0-9]+ of [0-9]+|[0-9]+ of [0-9]+$|page [0-9]+(?: of [0-9]+)?$|[0-9]+ ?/ ?[0-9]+$|"
    r"(?:last )?(?:updated|modified)\s*:?\s*[0-9]+ (?:minutes?|hours?|days?) ago|[0-9]+ (?:minutes?|mins?|hours?|hrs?|days?|weeks?) ago\b.{0,20}$|"
    r"(?-i:\^?(?:[A-Z]{2,3}-[A-Z][\w.-]{0,40}--[A-Z]\S|BC-[A-Z]))|eds\s*:|editors?\s*:\s|attn\b|\(?(?:updates?|adds?|recasts?|corrects?) (?:with|throughout|quotes?|details?|background|to )|"
    r"home\s*[>»›/|]|you are here|(?:jump|skip|back|go|return) to\b[^.]{0,30}$"
    r")",
    re.IGNORECASE,
)

_CREDIT_END = re.compile(
    r"[\[(](?:ap |afp |file |handout |reuters |upi |getty |stock |pool )?(?:photo(?:graph)?s?|image|images|picture|pic|photo credit|image credit|credit|courtesy|photo by|photo illustration|file|screengrab|screenshot|illustration|cover)\b\s*[:/by-]?[^()\[\]]{0,160}[\])]?\.?$"
    r"|[\[(][^()\[\]]{0,80}\b(?:getty images|getty|afp via getty|reuters|ap photo|ap|afp|epa(?:-efe)?|upi|shutterstock|istock|alamy|wikimedia(?: commons)?|creative commons|flickr|unsplash|pixabay|cc by(?:-\w\w)*(?: \d\.\d)?|pool photo|handout|file photo|youtube|screenshot|anadolu|xinhua|yonhap|bloomberg|usa today sports)\b[^()\[\]]{0,60}[\])]\.?$"
    r"|\b(?:reuters|ap|afp|epa|getty images|upi|xinhua|pool|anadolu)\s?/\s?(?:[A-Z][\w.'’-]+)(?:\s[A-Z][\w.'’-]+){0,3}(?:/[\w \-']{2,40}){0,2}\.?$"
    r"|(?-i:\b[A-Z][\w.'’-]+)\s?/\s?(?:getty images|getty|reuters|ap|afp|epa|upi|shutterstock|alamy|afp via getty images|the new york times|bloomberg|file|pool)\.?$"
    r"|\b(?:photo|photograph|photography|image|picture|pic|photo credit|image credit|illustration|graphic|file photo|file picture)\s*(?::|by|courtesy of|credit:)\s*(?-i:[A-Z])[^.:]{1,60}\.?$"
    r"|\bcredit:\s*(?-i:[A-Z])[^.:]{1,60}\.?$"
    r"|\bgetty images\.?$|\bfile photo\.?$|\bfile picture\.?$|\bvia getty images\b.{0,30}$",
    re.IGNORECASE,
)
_CREDIT_START = re.compile(
    r"(?:file(?: photo| picture| image)?|photo|photos|picture|pictured|image|images|photograph|caption|image caption|image source|media caption|photo caption|photo credit|image credit|credit|illustration|photo illustration|ap photo|"
    r"reuters/|getty images|afp photo|in this (?:file |undated |handout |image|photo|picture|frame)|this (?:combination|undated|handout|file|satellite) (?:of |photo|image|picture)|a file photo)"
    r"(?:\s*[:,–—]|\s+-\s|\s+(?:by|shows?|taken|from|provided|released|made|courtesy|photo|image|picture|of)\b|\s*$)",
    re.IGNORECASE,
)
_HINTS = (
    "photo",
    "image",
    "pict",
    "pic:",
    "credit",
    "getty",
    "/",
    "illustration",
    "graphic:",
    "graphic by",
    "graphic cour",
)
_IMAGE_NAME = re.compile(r"[\w .()-]{1,120}\.(?:jpe?g|png|gif|webp|svg|mp4|avif)$", re.IGNORECASE)
_URL_LINE = re.compile(r"(?:https?://|www\.)\S+$")
_RULE = re.compile(r"[\W_]+$")
_BREADCRUMB = re.compile(r"[^<>»›|/.]{2,30}(?:\s*[>»›|]\s*[^<>»›|.]{2,30}){1,6}$")
_SYMBOLS = re.compile(r"^[\W_]+|[\W_]+$")
_PROSE = re.compile(r"\b(?:said|says|told|added|according to|announced)\b|[“”\"]", re.IGNORECASE)
_LONGEST_CAPTION = 900
LONGEST = 420
"""A longer paragraph is prose; only its last words are looked at, for a photo credit."""


def kind(text: str) -> Literal["furniture", "caption"] | None:
    """Return what ``text`` (one paragraph) is by its wording alone: furniture, a caption, or ``None`` for neither."""
    return _kind(text) if len(text) <= _LONGEST_CAPTION else None


@lru_cache(maxsize=4096)
def _kind(text: str) -> Literal["furniture", "caption"] | None:
    """As :func:`kind`; several parts of ingest ask about the lines of a head, and paragraphs stand in many articles."""
    if len(text) <= _LONGEST_BUTTON and _is_button(text):
        return "furniture"
    if is_edition(text) or any(len(text) <= longest and form.match(text) for longest, form in _FURNITURE):
        return "furniture"
    if _CREDIT_START.match(text) and len(text) <= 700 and _captioned(text):
        return "caption"
    if _may_credit(text) and _CREDIT_END.search(text[-180:]):
        return "caption"
    prose = len(text) > 60 and _PROSE.search(text)
    return "furniture" if len(text) <= LONGEST and not prose and _STARTS.match(text) else None


_LONGEST_BUTTON = 80
_MARKUP_LEFT = re.compile(r"(?:[\s.·&]*(?:nbsp|#160|#xA0|zwnj|shy|ensp|emsp|thinsp);?)+[\s.·]*$", re.IGNORECASE)
"""What is left of signs of HTML where a page was made a text badly (".nbsp")."""
_FURNITURE = ((60, _MARKUP_LEFT), (160, _IMAGE_NAME), (_LONGEST_BUTTON, _RULE), (_LONGEST_BUTTON, _URL_LINE))
"""Forms of lines that are no words, each with the characters that such a line has at most."""


def _is_button(text: str) -> bool:
    """Return whether a line is one of the words that pages print on buttons and above lists."""
    bare = _SYMBOLS.sub("", text).replace("’", "'")
    return not _ALONE.isdisjoint((bare.casefold(), text.casefold()))


_LEADER = re.compile(r"[^\W_][^\n]{0,60}?\s?(?:\.{4,}|(?:\.\s){3,}|…{2,}|_{4,}|-{5,})\s*[-+$€£]?[0-9(]")


def is_leader(text: str) -> bool:
    """Return whether a line is one of a table: words, a row of points, a figure ("Wheat ...... 5.41")."""
    return len(text) <= 160 and _LEADER.match(text) is not None


def is_edition(text: str) -> bool:
    """Return whether a line names an edition or an agency's cycle and nothing else ("Late Edition - Final")."""
    return len(text) <= 50 and head_words.EDITION.fullmatch(text.strip(" ,.;")) is not None


def _may_credit(text: str) -> bool:
    """Return True for a cheap look before the pattern of photo credits: a bracket at the end, or a word that credits use."""
    if text.endswith(("”", '"', "’")):
        return False
    return text[-1] in ")]" or text[-2:] in (").", "].") or any(map(text[-180:].casefold().__contains__, _HINTS))


def _captioned(text: str) -> bool:
    """Return whether a paragraph that begins like a caption is one: a label with a mark behind it, or a short line."""
    match = _CREDIT_START.match(text)
    return match is not None and (match.group().rstrip()[-1:] in ":,–—-" or len(text) <= 300)


_CONTACT = re.compile(
    r"(?:(?:tel|phone|fax|mobile|e-?mail)\b\W{0,3})?(?:[+(]?[0-9][0-9() .+/-]{6,30}|[\w.+-]{1,64}@[\w.-]{3,80})$",
    re.IGNORECASE,
)


def is_contact(text: str) -> bool:
    """Return True for a telephone number or an address of mail on a line of its own."""
    return len(text) <= 120 and _CONTACT.match(text) is not None


_ONE_BAR = re.compile(r"(?:[^\s|>»›]+\s){2,}[^\s|>»›]+\s\|\s[^|>»›]{3,40}$")
"""Three words or more before a single bar: a headline, not a path through a site."""


def is_breadcrumb(text: str) -> bool:
    """Return ``Home > News > World``, ``Facebook | Twitter | Email``: short words between signs."""
    return len(text) <= 160 and bool(_BREADCRUMB.match(text)) and not _ONE_BAR.match(text)
