"""Tells the name of a person from other words with capitals, by its form and by tables of words.

General fact: a name is two to five words with capitals, initials and particles; sections, weekdays and buttons hold words that
names hardly do. A listed given name in front settles what form leaves open.
"""

from __future__ import annotations

import re

from briefing.lexicon.place_names import is_given

_PARTICLES = frozenset(
    "de da do dos das del della di du des la le van von der den ter ten zu zum el al bin ibn ben bint st y e af av på of".split()
)
SUFFIXES = frozenset("jr sr ii iii iv phd md esq obe mbe cbe mp".split())
_TOKEN = re.compile(
    r"(?:(?:al|el|an|as|ul|d|l|o|m|mc)[-'’])?[^\W\d_a-zß-öø-ÿ][^\W\d_]*(?:[-'’.][^\W\d_]+)*\.?(?:['’]s?)?$"
)
_NEVER = frozenset(
    "our your my their all the a an and or but for from with in on at to of is are was were be has have had would can could this that these those it its he she they we you i "
    "news times desk daily business politics opinion editorial online weekly magazine radio tv agency agencies wire wires service services staff reporter reporters "
    "correspondent correspondents columnist columnists writer writers editor editors bureau network media company inc ltd corp llc plc university institute ministry department government council committee "
    "commission photo image video update updates photos subscribe advertisement comments facebook twitter whatsapp telegram read more".split()
)
"""Words that no name holds."""
_SELDOM = frozenset(
    "port fort lake mount upper lower cape santa will may post house press world sports sport journal tribune herald gazette guardian telegraph observer group union party court bank street avenue road city county state "
    "north south east west northern southern eastern western central national international regional local latest breaking top stories story back home menu search share "
    "january february march april june july august september october november december monday tuesday wednesday thursday friday saturday sunday "
    "watch live analysis review feature features interview exclusive report reports special sign subscription login log sponsored related comment print email linkedin copy link follow "
    "us uk eu un usa u.s u.k africa asia europe america americas pacific middle science technology tech health culture arts entertainment lifestyle travel food education "
    "climate environment economy markets market finance money energy war peace new old big first last next mr mrs ms president minister secretary senator prime".split()
)
"""Words that stand in names too (Will, June, West), but in headings and sections far more often: believed only behind "By"."""
_SURNAMES = frozenset("may west north march lake fort church court bank house post day".split())
_CALENDAR = frozenset("will june april may august".split())
"""Those among them that are common surnames: believed behind a listed given name too."""


_ARTICLES = frozenset("el il los las les der die das het gli os".split())
_ARTICLES_IN_NAMES = frozenset("la le lo de o a".split())
"""Articles that begin names of persons too ("De Witt Clinton"): taken for articles before one word, or where "of the" follows."""
_FROM_THE = frozenset("do da del dal della dalla du des vom".split())
"""What stands before the name of a paper for which somebody writes ("Do Jornal do Porto")."""
_OF = frozenset("de del della di du des da do van der".split())


def is_name(text: str, *, least: int = 1, marked: bool = False) -> bool:
    """Whether ``text`` is built like the name of a person: ``least`` to six capitalised words, none of them a common word.

    ``marked``: "By" stands before it, so that "Will", "June" and "West" are believed to be names.
    """
    tokens = text.split()
    if not least <= len(tokens) <= 6 or len(text) > 60:
        return False
    capitals = seldom = 0
    if tokens[0].casefold() in _ARTICLES and len(tokens) > 1 and not (len(tokens) > 2 and is_given(tokens[1])):
        return False  # "El Faro del Sur": papers and places begin with an article
    first, of = tokens[0].casefold(), not _OF.isdisjoint(tokens[1:])
    if (first in _ARTICLES_IN_NAMES and (len(tokens) == 2 or of)) or (first in _FROM_THE and of):
        return False
    for token in tokens:
        if token.endswith(("'s", "’s")) and token is not tokens[-1]:
            return False  # "Mary's Side"
        bare = token.strip(".,").casefold()
        if len(token) == 2 and token[1] == "." and token[0].isupper():
            capitals += 1
            continue
        if bare in SUFFIXES:
            continue
        if bare in _PARTICLES and (token.islower() or capitals):
            continue
        if bare in _NEVER or not _TOKEN.match(token):
            return False
        if bare in _SELDOM and not marked and not (bare in _CALENDAR and token is tokens[0] and len(tokens) == 2):
            last = tokens[-2 if tokens[-1].strip(".,").casefold() in SUFFIXES else -1]
            if not (bare in _SURNAMES and token is last and is_given(tokens[0])):
                return False
        seldom += bare in _SELDOM
        capitals += 1
    if capitals > 1 and tokens[0].casefold() in _CALENDAR:
        seldom -= 1
    return capitals >= least and seldom < max(1, capitals) and not tokens[-1].islower()
