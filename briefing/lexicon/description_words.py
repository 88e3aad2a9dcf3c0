"""Words of the phrases that say who or what a name is: their heads by kind, and what ends or forbids them. Only tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from briefing.model import EntityType

PERSON_ENDINGS: Final = (
    "man",
    "woman",
    "ist",
    "ologist",
    "ician",
    "eer",
    "keeper",
    "maker",
    "holder",
    "master",
    "owner",
    "monger",
)
"""Endings of nouns that are hardly ever anything but a person."""

HEADS: Final[Mapping[EntityType, frozenset[str]]] = {
    "person": frozenset(
        "national citizen native expert head member owner agent investor mogul smuggler trafficker fixer middleman intermediary "
        "whistleblower warden baker carpenter plumber sailor skipper rider cook chef curator librarian archivist gardener ranger "
        "inspector investigator consultant contractor operative hacker oligarch exile refugee migrant prisoner inmate fugitive "
        "convict accused plaintiff juror volunteer organiser organizer advocate supporter critic opponent rival ally loyalist "
        "successor heir ruler monarch dictator strongman figurehead prodigy star icon pioneer inventor scholar lecturer expert "
        "technician welder miner builder surveyor planner trainer referee umpire runner climber diver explorer missionary monk nun "
        "priest vicar chaplain deacon elder youth child boy girl man woman person mp mep ceo cfo coo peer baroness baron lord lady".split()
    ),
    "organisation": frozenset(
        "company firm group agency ministry department bank charity newspaper daily weekly magazine broadcaster station channel maker "
        "manufacturer producer supplier contractor retailer brewer carmaker airline operator developer startup subsidiary affiliate "
        "conglomerate consortium cooperative co-operative corporation enterprise business brand chain publisher insurer lender "
        "institute institution university college school academy laboratory observatory museum library hospital clinic thinktank "
        "tank foundation trust fund association federation union league club team party movement coalition alliance network council "
        "committee commission board authority body regulator watchdog court tribunal parliament assembly army militia unit brigade "
        "force service bureau office organisation organization website site platform outlet society outfit gang cartel syndicate".split()
    ),
    "place": frozenset(
        "city town village capital port suburb district county province region state territory country nation republic kingdom "
        "island islands archipelago peninsula river lake sea bay strait valley mountain range plateau desert forest hamlet resort "
        "municipality settlement neighbourhood neighborhood quarter street square bridge harbour harbor airport base enclave outpost "
        "stronghold neighbour neighbor oblast prefecture township area spa".split()
    ),
}  # fmt: skip
"""Kind of a name -> nouns by which such a name is described, beside the offices that the tables of names know."""

DETERMINERS: Final = frozenset("a an the its his her their our".split())

BREAKS: Final = frozenset(
    "of from in at for with by to on near behind under over between among against without within across since until who whom whose "
    "which that where when based known accused born living working serving suspected convicted responsible charged wanted named "
    "called and or as".split()
)
"""Words behind the head of a phrase: what comes before the first of them is its noun with what qualifies it."""

RELATIVES: Final = frozenset("who whom whose which that where when".split())
"""Words that open a clause with a verb of its own."""

FINITE: Final = frozenset(
    "is are was were be been has had have will would could can might must shall should did does do said says told tells added adds "
    "asked warned announced wrote".split()
)
"""Verbs: a phrase that has one, outside such a clause, is none that names anybody."""

CLOSED: Final = (
    BREAKS
    | FINITE
    | frozenset(
        "he she it they we you i him them us me not no but if because while after before than then so too also this these those some "
        "any every each all both such hit chose took made saw met got gave left found kept sent let put set won beat led held brought "
        "caught saying about into onto off out up down through".split()
    )
)
"""Words that never stand between a determiner and the noun right before a name."""
