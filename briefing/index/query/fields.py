"""Tables of the fields of a query: their names, what people call them, and the names of languages. Pure functions on short texts."""

from __future__ import annotations

from typing import NoReturn

from briefing.errors import QueryError
from briefing.index.query.nodes import FIELDS, LOOKED_UP, Held, Node, held_in

_OTHERS_SAY = {
    "headline": "title", "heading": "title", "source": "outlet", "publisher": "outlet", "paper": "outlet", "newspaper": "outlet",
    "from": "outlet", "agency": "outlet", "said": "speaker", "who": "speaker", "by": "speaker", "person": "entity", "name": "entity",
    "place": "entity", "organisation": "entity", "organization": "entity", "quotation": "quote", "quoted": "quote", "file": "path",
    "filename": "path", "folder": "path", "day": "date", "year": "date", "published": "date", "when": "date", "language": "lang",
    "event": "story", "topic": "story", "comment": "note", "annotation": "note", "remark": "note",
}  # fmt: skip
_LANGUAGES = {
    "arabic": "ar", "bulgarian": "bg", "catalan": "ca", "chinese": "zh", "croatian": "hr", "czech": "cs", "danish": "da", "dutch": "nl",
    "english": "en", "estonian": "et", "finnish": "fi", "french": "fr", "german": "de", "greek": "el", "hebrew": "he", "hindi": "hi",
    "hungarian": "hu", "irish": "ga", "italian": "it", "japanese": "ja", "korean": "ko", "latvian": "lv", "lithuanian": "lt",
    "norwegian": "no", "persian": "fa", "polish": "pl", "portuguese": "pt", "romanian": "ro", "russian": "ru", "serbian": "sr",
    "slovak": "sk", "slovene": "sl", "slovenian": "sl", "spanish": "es", "swedish": "sv", "thai": "th", "turkish": "tr", "ukrainian": "uk",
    "vietnamese": "vi", "deutsch": "de", "français": "fr", "español": "es", "italiano": "it", "nederlands": "nl", "português": "pt",
}  # fmt: skip


def language_code(text: str) -> str | None:
    """Return the code of a language given as such (``de``, ``pt-BR``) or by its name; ``None`` if it is neither."""
    name = text.casefold()
    base = name.split("-", 1)[0].split("_", 1)[0]
    if name not in _LANGUAGES and base.isascii() and base.isalpha() and 2 <= len(base) <= 3:
        return base
    return _LANGUAGES.get(name)


_THREE_LETTERS = dict(
    pair.split("=")
    for pair in "ara=ar bul=bg cat=ca zho=zh hrv=hr ces=cs dan=da nld=nl eng=en est=et fin=fi fra=fr deu=de ell=el heb=he hin=hi hun=hu gle=ga ita=it jpn=ja "
    "kor=ko lav=lv lit=lt nor=no fas=fa pol=pl por=pt ron=ro rus=ru srp=sr slk=sk slv=sl spa=es swe=sv tha=th tur=tr ukr=uk vie=vi".split()
)
"""Codes of ISO 639-3, as other programs write languages."""


def spellings_of(code: str) -> list[str]:
    """Return how programs write the language of a code: the code, that of three letters, and its English name, small, capital and in capitals."""
    names = [code, *(three for three, two in _THREE_LETTERS.items() if two == code)]
    names += [name for name, two in _LANGUAGES.items() if two == code]
    return sorted({form for name in names for form in (name, name.upper(), name.capitalize())})


def of_other_programs(text: str) -> str | None:
    """Return the code of a language as other programs write it, ``eng`` or ``ENGLISH``; ``None`` if it is none."""
    code = language_code(text)
    return None if code is None else _THREE_LETTERS.get(code, code)


def nearest(name: str) -> str:
    """Return the field that was most likely meant by ``name``."""
    from rapidfuzz.distance import OSA

    known = _OTHERS_SAY.get(name)
    return known or max(FIELDS, key=lambda field: OSA.normalized_similarity(name, field))


def unknown(name: str) -> str:
    """Return the sentence that refuses the field ``name``.

    >>> unknown("spaeker")
    'there is no field spaeker:, the nearest is speaker: (fields: title outlet speaker entity quote path note story date lang); put it in quotation marks to search for it as text'
    """
    return (
        f"there is no field {name}:, the nearest is {nearest(name)}: (fields: {' '.join(FIELDS)}); put it in quotation marks to "
        "search for it as text"
    )


def as_held(node: Held) -> Node:
    """Return a node as the index answers it; refuse a word of a field that no index holds. Raises QueryError."""
    return not_here(held_in(node)) if held_in(node) in LOOKED_UP else node


def not_here(field: str) -> NoReturn:
    """Refuse a word of a field that no index holds, where nobody can look it up. Raises QueryError."""
    raise QueryError(
        f"{field}: can be searched in a folder of articles only; an archive knows neither your notes nor its stories"
    )
