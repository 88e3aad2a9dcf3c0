"""Words of lines that introduce whoever speaks next (``And from Ada Krol:``). Only tables."""

from __future__ import annotations

GOVERNING = frozenset(
    "of to by for with in on from about at against after before over under between into like than as toward towards through via "
    "outside near behind beside inside around across upon regarding concerning following unlike asked told".split()
)
"""Before somebody who is an object of the line and does not speak."""
NOT_SOURCES = frozenset(
    "asked told questioned interviewed prompted provoked criticised criticized attacked praised accused led owned far away comes came "
    "hails apart aside hear heard learn learned resigned retired".split()
)
"""Before ``by`` or ``from`` and somebody who is not the source of the words."""
SOURCE_NOUNS = frozenset(
    "courtesy words word statement message answer reply response reaction reactions view views verdict take quote quotes thoughts explanation "
    "account version note letter tweet post email e-mail voice opinion summary testimony advice assessment posted written "
    "tweeted shared issued sent published more this these that here desk office pen mouth lips side".split()
)
"""Before ``of``, ``by`` or ``from`` and the one whose words they are."""
FLOOR_GIVERS: dict[str, frozenset[str]] = {
    "from": frozenset(),
    "by": frozenset(),
    "of": SOURCE_NOUNS,
    "to": frozenset("according over goes belongs belonged went attributed attributable back credited turn turning on now".split()),
    "via": frozenset(),
}  # fmt: skip
"""Preposition -> the words that must stand before it for its object to be the speaker; none: any."""
OPENINGS = frozenset(
    "reaction reactions statement response reply answer posted written tweeted quoth message words word more back over next speaking writing "
    "asked next lastly finally first second third fourth fifth elsewhere overheard seen heard view views question comment comments "
    "tweet email letter note post quote quotes".split()
)
"""Words that begin such a line with a capital and are nobody's name."""
CLAUSE_OPENINGS = frozenset("who which whose that on about why how what where when whether".split())
"""Behind a name: from here on the line tells about it, or about what."""
