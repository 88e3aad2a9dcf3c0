"""Sentences of invented events beside what another desk would make of them by a light hand: the held-out set of ``new.py``.

Each pair was written by hand before the rules were looked at: a word or two for others, the frame of the report turned round, a clause put first, an
adverb more or less. Slots are filled with other names, places, days and figures each time. Nothing here has happened.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

PAIRS: tuple[tuple[str, str], ...] = (
    ("The harbour at {place} was closed on {day} after a crane fell across the main quay.", "The port of {place} was shut on {day} after a crane collapsed across the main quay."),
    ("{given} {family} told the inquiry that nobody had checked the cable for {a} years.", "Nobody had checked the cable for {a} years, {given} {family} told the inquiry."),
    ("At least {b} passengers were hurt when the train from {place} left the rails.", "At least {b} passengers were injured when the train from {place} came off the rails."),
    ("The council of {place} voted by {b} to {a} to keep the swimming baths open.", "By {b} votes to {a}, the council of {place} decided to keep the swimming baths open."),
    ("{org} said it had sold {c} tonnes of barley to mills in {place}.", "{org} announced that it had sold {c} tonnes of barley to mills in {place}."),
    ("Heavy snow cut off {b} villages above {place} and brought down power lines.", "Heavy snow isolated {b} villages above {place} and brought power lines down."),
    ("The painting, which shows a ferry on the river at {place}, was bought for {c} million by a private collector.", "A private collector bought the painting, which shows a ferry on the river at {place}, for {c} million."),
    ("Teachers in {place} ended their strike on {day} after {org} promised smaller classes.", "Teachers in {place} called off their strike on {day} when {org} promised smaller classes."),
    ("The bridge will carry {c} lorries a day, according to {family}, the chief engineer.", "According to {family}, the chief engineer, the bridge will carry {c} lorries every day."),
    ("Police in {place} are looking for two men who fled in a white boat.", "Police in {place} are searching for two men who escaped in a white boat."),
    ("“We had no warning at all,” said {given} {family}, who keeps a shop beside the weir.", "“We had no warning at all,” {given} {family}, who runs a shop beside the weir, said."),
    ("The drug cut the number of attacks by {c} per cent in a trial with {b}00 patients.", "In a trial with {b}00 patients the drug reduced the number of attacks by {c} percent."),
    ("{given} {family} resigned as head of {org} on {day} over payments to a cousin.", "{given} {family} stepped down as head of {org} on {day} over payments to a cousin."),
    ("Prices of bread in {place} have risen by {b} per cent since the spring.", "Bread prices in {place} have gone up by {b} per cent since spring."),
    ("The satellite lost contact with the ground station at {place} shortly after launch.", "Shortly after the launch the satellite lost contact with its ground station at {place}."),
    ("Farmers near {place} fear that the dry weather could cost them half of the harvest.", "Farmers around {place} are afraid that the dry weather could cost them half the harvest."),
    ("A spokeswoman for {org} declined to comment on the report.", "A spokeswoman for {org} would not comment on the report."),
    ("The museum of {place} will return {b} bronze heads to the villages from which they were taken.", "The museum of {place} will give back {b} bronze heads to the villages they were taken from."),
    ("{given} {family}, {c}, was found guilty of forging stamps and jailed for {a} years.", "{given} {family}, {c}, was convicted of forging stamps and jailed for {a} years."),
    ("Doctors at the clinic in {place} say that the boy is out of danger.", "The boy is out of danger, doctors at the clinic in {place} say."),
    ("Work on the tunnel under the {place} hills stopped on {day} when water broke in.", "Work on the tunnel beneath the {place} hills was halted on {day} when water broke in."),
    ("Nearly {c} people have signed a petition against the felling of the old limes.", "Almost {c} people have signed a petition against felling the old limes."),
    ("The orchestra of {place} has chosen {given} {family} as its next conductor.", "The {place} orchestra has picked {given} {family} as its next conductor."),
    ("{org} expects to open {b} new offices in {place} before the end of the year.", "{org} expects to open {b} offices in {place} before the year is out."),
    ("Divers found the wreck in {c} metres of water off the coast of {place}.", "The wreck was found by divers in {c} metres of water off the {place} coast."),
    ("The minister, {given} {family}, said that the tax on fuel would be lifted from {day}.", "Minister {given} {family} said the tax on fuel would be lifted from {day}."),
    ("Talks between {org} and the unions broke down late on {day}.", "The talks between {org} and the unions collapsed late on {day}."),
    ("A fire in a warehouse near {place} destroyed {b} tonnes of paper and sent smoke over the town.", "A warehouse fire near {place} destroyed {b} tonnes of paper and sent smoke across the town."),
    ("{family} scored {b} points as {place} beat the champions for the first time in {a} seasons.", "{family} scored {b} points as {place} defeated the champions for the first time in {a} seasons."),
    ("The lake at {place} has shrunk to a third of its size, researchers at {org} have found.", "Researchers at {org} have found that the lake at {place} has shrunk to a third of its size."),
    ("Residents of {place} were told to boil their water until further notice.", "Residents of {place} have been told to boil water until further notice."),
    ("The airline cancelled {c} flights on {day} because of a fault in its computers.", "On {day} the airline cancelled {c} flights because of a computer fault."),
    ("{given} {family} inherited the vineyard from an aunt and has run it for {b} years.", "{given} {family}, who inherited the vineyard from an aunt, has run it for {b} years."),
    ("A landslide buried part of the road between {place} and {other} but nobody was hurt.", "A landslide buried a stretch of the road between {place} and {other}, but nobody was hurt."),
    ("The court in {place} rejected an appeal by {org} against the fine.", "An appeal by {org} against the fine was rejected by the court in {place}."),
    ("Unemployment in {place} fell to {a} per cent, the lowest rate in {b} years.", "Unemployment in {place} dropped to {a} per cent, its lowest rate in {b} years."),
    ("The last two keepers left the lighthouse at {place} on {day}, and a computer tends the lamp now.", "The last two keepers left the {place} lighthouse on {day}; a computer now tends the lamp."),
    ("{given} {family} wrote {b} novels, most of them set in the marshes around {place}.", "{given} {family} wrote {b} novels, mostly set in the marshes around {place}."),
    ("The company will move its headquarters from {place} to {other} next year.", "Next year the company will move its head office from {place} to {other}."),
    ("Inspectors found mould in {b} of the {c} classrooms of the school.", "Mould was found by inspectors in {b} of the {c} classrooms of the school."),
)  # fmt: skip
"""(as one source prints it, as another desk would)."""

LATER: tuple[tuple[str, str], ...] = (
    ("The library of {place} lent {c}00 books in March, more than in any month before.", "In March the {place} library lent {c}00 books, more than in any previous month."),
    ("A goat that had wandered on to the runway delayed {b} flights at {place} airport.", "{b} flights at {place} airport were held up by a goat that had strayed on to the runway."),
    ("{given} {family} is the first woman to lead the pilots of {place} since the guild was founded.", "{given} {family} becomes the first woman to head the pilots of {place} since the guild was founded."),
    ("The dam above {place} holds enough water for only {a} weeks, {org} warned on {day}.", "{org} warned on {day} that the dam above {place} has enough water for just {a} weeks."),
    ("Shoppers in {place} queued for hours to buy the last of the harvest of plums.", "Shoppers in {place} stood in line for hours to buy the last plums of the harvest."),
    ("The choir will sing in {b} towns before it returns to {place} in the autumn.", "The choir will perform in {b} towns before returning to {place} in autumn."),
    ("A jury in {place} cleared {given} {family} of setting fire to the mill.", "A jury in {place} acquitted {given} {family} of setting the mill on fire."),
    ("{org} has lent the town {c} million to rebuild the pier, which a storm wrecked in the winter.", "{org} lent the town {c} million for rebuilding the pier, wrecked by a storm in winter."),
    ("The number of swifts that nest in {place} has halved in {b} years, a count shows.", "A count shows that the number of swifts nesting in {place} has halved in {b} years."),
    ("“It is only water,” {family} said as pumps ran in the cellar of the archive.", "“It is only water,” said {family} while pumps ran in the archive’s cellar."),
    ("The mayor of {place}, {given} {family}, opened the new tram line on {day}.", "{place} mayor {given} {family} inaugurated the new tram line on {day}."),
    ("Rain stopped play after {c} minutes and the match at {place} was abandoned.", "The match at {place} was abandoned when rain stopped play after {c} minutes."),
    ("Engineers lowered a camera into the shaft and saw that all {a} miners were alive.", "Engineers let a camera down into the shaft and saw all {a} miners alive."),
    ("The parish sold its bell to {org} in order to mend the roof.", "The parish sold the bell to {org} to pay for mending its roof."),
    ("Customs officers at {place} seized {c} parrots hidden in boxes of lamps.", "{c} parrots hidden in lamp boxes were seized by customs officers at {place}."),
    ("{given} {family} walked {b} miles through the snow to fetch a midwife.", "Through the snow {given} {family} walked {b} miles to fetch a midwife."),
    ("The ministry wants every school in {place} to teach pupils how to swim.", "The ministry wants all schools in {place} to teach their pupils to swim."),
    ("A strike by bakers left {place} without bread for {a} days.", "{place} was without bread for {a} days because of a bakers’ strike."),
    ("The owner of the cinema said that it would close unless {org} lowered the rent.", "Unless {org} lowered the rent the cinema would close, its owner said."),
    ("Volunteers planted {c}00 oaks on the slope where the quarry used to be.", "Volunteers have planted {c}00 oaks on the slope of the former quarry."),
)  # fmt: skip
"""More pairs, written after the rules, and measured before anything was changed for them."""

UNRELATED: tuple[str, ...] = (
    "Visitors may walk along the old sea wall at {place} until dusk.",
    "The bakery on the corner has used the same oven since {given} {family} lit it.",
    "{org} is looking for volunteers who can mend nets.",
    "The price of a ticket includes tea and a slice of cake.",
    "Children from {place} painted the shutters of the new library.",
    "{family} keeps {b} hives on the roof of the post office.",
    "The next market will be held on {day} beside the fountain.",
    "Rain is forecast for the north, with sunshine later in {place}.",
    "A choir of {c} voices sang outside the station.",
    "The ferry to {other} leaves {a} times a day in summer.",
    "Nobody could say where the statue had come from.",
    "Readers have sent more than {c} photographs of the comet.",
    "The clock on the town hall of {place} has stopped again.",
    "{given} {family} grows pumpkins that weigh as much as a calf.",
    "The theatre reopens with a comedy about two rival barbers.",
    "An owl has nested in the signal box for {a} springs.",
    "The report runs to {c} pages and can be read in the library.",
    "He was born in {place} and learned the trade from his mother.",
    "She has not decided whether to stand again.",
    "The island has {b} houses, one shop and no doctor.",
)  # fmt: skip
"""Sentences of events that none of the pairs tells."""

_PLACES = "Aldermoor Brackwater Cullendale Drostan Eskerby Farrowmouth Glimsey Hatherlow Inverquoich Jorvale Kestermere Lutwyche Mossgrave Nettlecombe Orrisfell Penhallick Quernby Rushmarket Saltwick Thornaby Underhay Vellacott Wrexbourne Yarnfield".split()
_ORGS = "Brightwater Rail,Halcyon Mills,the Ostler Trust,Meridian Bank,Corbel Works,the Guild of Pilots,Tansy Foods,Larkspur Energy".split(
    ","
)
_GIVEN = "Agnes Bertrand Cecily Duncan Edith Fergus Gwen Harald Isobel Jasper Kirsten Lionel Maud Norbert Olive Percy".split()
_FAMILY = "Ashdown Bellweather Crake Dunnock Eldridge Fairlamb Gathercole Hawtrey Inchbald Jessop Kettlewell Lovelock Merriweather Nightingale Osgood Pargeter".split()
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


@dataclass(frozen=True, slots=True)
class Reworded:
    """A sentence as it was read, and as another source words it."""

    read: str
    asked: str


def pairs(rounds: int, *, seed: int, later: bool = False) -> Iterator[Reworded]:
    """Yield every pair (those written ``later``) ``rounds`` times, each time with other names and figures."""
    rng = random.Random(seed)
    for _ in range(rounds):
        for read, asked in LATER if later else PAIRS:
            facts = facts_of(rng)
            yield Reworded(_filled(read, facts), _filled(asked, facts))


def unrelated(rounds: int, *, seed: int) -> Iterator[str]:
    """Yield every sentence of other events ``rounds`` times, each time with other names and figures."""
    rng = random.Random(seed)
    for _ in range(rounds):
        for sentence in UNRELATED:
            yield _filled(sentence, facts_of(rng))


def _filled(sentence: str, facts: dict[str, str]) -> str:
    text = sentence.format(**facts)
    return text[0].upper() + text[1:]


def facts_of(rng: random.Random) -> dict[str, str]:
    """Return names, a day and figures for the slots of a sentence."""
    place, other = rng.sample(_PLACES, 2)
    return {
        "place": place, "other": other, "org": rng.choice(_ORGS), "day": rng.choice(_DAYS), "given": rng.choice(_GIVEN), "family": rng.choice(_FAMILY),
        "a": str(rng.randint(3, 9)), "b": str(rng.randint(10, 19)), "c": str(rng.randint(21, 98)),
    }  # fmt: skip


def others(value: str, rng: random.Random) -> str:
    """Return another name of the kind that ``value`` is, or ``value`` if it is none of ours."""
    kinds = (_PLACES, _GIVEN, _FAMILY, _DAYS, _ORGS)
    kind = next((kind for kind in kinds if value in kind), [value])
    return rng.choice([name for name in kind if name != value] or [value])


NAMES = frozenset([*_PLACES, *_GIVEN, *_FAMILY])
DAYS = frozenset(_DAYS)
