"""Headlines in citations: curly marks, inner marks, headline-style capitals. Only for titles; a quotation's words never come here."""

from __future__ import annotations

import re

# Words that headline style keeps small in the middle of a title (articles, conjunctions, short prepositions).
_SMALL = frozenset(
    "a an and as at but by down for from in into nor of on onto or over so the till to up via with yet vs vs. v v. de la von van et al".split()
)
_CUT = re.compile(r"([-–—/])")


def curly(text: str) -> str:
    """Straight marks as curly ones: opening after a space, a dash or an opening bracket, closing elsewhere."""
    if '"' not in text and "'" not in text:
        return text
    out: list[str] = []
    for index, character in enumerate(text):
        if character not in "\"'":
            out.append(character)
            continue
        before = out[-1] if out else " "
        after = text[index + 1] if index + 1 < len(text) else " "
        opening = (before.isspace() or before in "([{—–-“‘") and not after.isspace()
        if character == '"':
            out.append("“" if opening else "”")
        else:
            # 'twas and '90s take an apostrophe, but a mark that is closed later in the title opens a quotation
            closed = re.search(r"\w[,.!?]?'(?!\w)", text[index + 1 :]) is not None
            out.append("‘" if opening and closed and not after.isdigit() else "’")
    return "".join(out)


def within_double(text: str) -> str:
    """``text`` as it stands inside “ ”: its own double marks become single, single ones within those double."""
    if "“" not in text and "”" not in text:
        return text
    return _swap_singles(text, inside="“”").replace("“", "\0").replace("”", "\1").translate(_BACK)


_BACK = str.maketrans({"\0": "‘", "\1": "’", "\2": "“", "\3": "”"})


def _swap_singles(text: str, inside: str) -> str:
    """‘…’ between the double marks ``inside`` become placeholders for double marks; apostrophes stay."""
    out = list(text)
    depth = 0
    opened: int | None = None
    for index, character in enumerate(text):
        if character == inside[0]:
            depth += 1
        elif character == inside[1]:
            depth = max(0, depth - 1)
        elif character == "‘" and depth:
            opened = index
        elif character == "’" and opened is not None and not text[index + 1 : index + 2].isalpha():
            out[opened], out[index], opened = "\2", "\3", None
    return "".join(out)


def within_single(text: str) -> str:
    """``text`` as it stands inside ‘ ’ (British use): its own single marks become double, apostrophes stay."""
    out = list(text)
    opened: int | None = None
    depth = 0
    for index, character in enumerate(text):
        if character in "“”":
            depth += 1 if character == "“" else -1
        elif character == "‘" and depth <= 0:
            opened = index
        elif character == "’" and opened is not None and not text[index + 1 : index + 2].isalpha():
            out[opened], out[index], opened = "“", "”", None
    return "".join(out)


def headline(text: str) -> str:
    """Headline-style capitals: every word but small ones, always the first, the last and the one after a colon.

    A word that has a capital keeps its letters (``iPlayer``, ``U.S.``); a title all in capitals is taken down first.
    """
    words = text.split(" ")
    if text.isupper() and sum(character.isalpha() for character in text) > 6:
        words = text.lower().split(" ")
    real = [index for index, word in enumerate(words) if any(c.isalnum() for c in word)]
    if not real:
        return text
    out: list[str] = []
    fresh = True
    for index, word in enumerate(words):
        out.append(_word(word, keep=fresh or index == real[-1]))
        bare = word.rstrip("”’\"')]")
        if any(c.isalnum() for c in word) or bare in {"—", "–", "-", "|"}:
            fresh = bare[-1:] in {":", "?", "!", "—"} or bare in {"—", "–", "-", "|"}
    return " ".join(out)


def _word(word: str, *, keep: bool) -> str:
    if "://" in word or "@" in word or re.search(r"[a-z]\.[a-z]", word):
        return word
    parts = _CUT.split(word)
    last = max((i for i, part in enumerate(parts) if part.strip("-–—/")), default=0)
    first = min((i for i, part in enumerate(parts) if part.strip("-–—/")), default=0)
    return "".join(_part(part, keep=keep and index in (first, last)) for index, part in enumerate(parts))


def _part(part: str, *, keep: bool) -> str:
    core = part.strip("“”‘’\"'([{)]},;:?!…")
    if not keep and core.lower() in _SMALL and not (len(core) > 1 and core.isupper()):
        return part.replace(core, core.lower(), 1)
    if any(character.isupper() for character in core):
        return part
    for index, character in enumerate(part):
        if character.isalpha():
            # the letters after an ordinal or a figure stay small: 3rd, 1980s
            if index and part[index - 1].isdigit():
                return part
            return part[:index] + character.upper() + part[index + 1 :]
    return part


def is_english(language: str) -> bool:
    """Headline style is an English habit: not for titles in another language; unknown counts as English."""
    return not language or language.lower().startswith("en")
