"""Dates that pages print in other languages than English become ISO: a day, the name of a month, a year; or figures with dots.

General facts: outside English the day stands before the month; figures separated by dots are day, month, year; in Chinese, Japanese
and Korean each figure is followed by its sign. Only whole dates with a year; names of months are written out.
"""

from __future__ import annotations

import datetime
import re

from briefing.text import fold

_MONTHS = (
    "januar janner janvier enero gennaio janeiro januari stycznia ledna ocak января січня",
    "februar feber fevrier febrero febbraio fevereiro februari lutego unora subat февраля лютого",
    "marz mars marzo marco maart marts marca brezna mart марта березня",
    "april avril abril aprile kwietnia dubna nisan апреля квітня",
    "mai mayo maggio maio mei maj maja kvetna mayis мая травня",
    "juni juin junio giugno junho czerwca cervna haziran июня червня",
    "juli juillet julio luglio julho lipca cervence temmuz июля липня",
    "august aout agosto augustus augusti sierpnia srpna agustos августа серпня",
    "september septembre septiembre setiembre settembre setembro wrzesnia zari eylul сентября вересня",
    "oktober octobre octubre ottobre outubro pazdziernika rijna ekim октября жовтня",
    "november novembre noviembre novembro listopada listopadu kasim ноября листопада",
    "dezember decembre diciembre dicembre dezembro december desember grudnia prosince aralik декабря грудня",
)
MONTHS = {fold(name): number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
_TIME = r"(?:[\s,|·–-]{0,4}(?:um|a las|alle|à|klo|kl\.?|o|om|saat|в|о)?\s?(?P<h>[01]?[0-9]|2[0-3])[:.h](?P<min>[0-5][0-9])(?![0-9.]))?"
_NAMED = re.compile(
    r"(?<![0-9])(?P<d>[0-3]?[0-9])(?:\.|er|º|°)?\s?(?:de\s|d['’])?(?P<m>[^\W\d_]{3,13})\.?,?\s(?:de\s|del\s)?(?P<y>(?:19|20)[0-9]{2})(?![0-9])"
    + _TIME
)
_DOTTED = re.compile(
    r"(?<![0-9.])(?P<d>[0-3]?[0-9])\.\s?(?P<m>[01]?[0-9])\.\s?(?P<y>(?:19|20)[0-9]{2})(?![0-9])" + _TIME
)
_SIGNED = re.compile(
    r"(?<![0-9])(?P<y>(?:19|20)[0-9]{2})\s?[年년]\s?(?P<m>[01]?[0-9])\s?[月월]\s?(?P<d>[0-3]?[0-9])\s?[日일](?:\s?(?P<h>[01]?[0-9]|2[0-3])[:：](?P<min>[0-5][0-9]))?"
)


def find(line: str) -> list[str]:
    """The dates in a short line, as ISO, in order; nothing that the calendar does not hold."""
    found: list[tuple[int, str]] = []
    for pattern in (_NAMED, _DOTTED, _SIGNED):
        for match in pattern.finditer(line[:200]):
            month = int(match["m"]) if match["m"].isdecimal() else MONTHS.get(fold(match["m"]), 0)
            try:
                day = datetime.date(int(match["y"]), month, int(match["d"]))
            except ValueError:
                continue
            clock = f"T{int(match['h']):02}:{match['min']}" if match["h"] else ""
            found.append((match.start(), day.isoformat() + clock))
    return [value for _, value in sorted(found)]
