"""Invented events in look-alike pairs: two quakes, two strikes, two trials, told with the same words about other places and people.

Every event is told by several outlets in some forty words each, none of which repeats another. Nothing here has happened.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

_HEADS = "Bal Cor Dun Esk Fal Gar Hol Ilm Jar Kel Lor Mar Nor Ost Pel Quen Ras Sel Tor Ulm Var Wes Yar Zel Brin Cald Drov Fenn Grim".split()
_TAILS = "ava bury chester den ford gate ham holm ick land mere mouth nov olt pool rick stad ton ula wick".split()
_GIVEN = "Ada Bruno Clara Dmitri Elena Farid Greta Hugo Irina Jonas Katya Luis Mina Nils Olga Pavel Rosa Stefan Tilda Viktor".split()
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()

KINDS: tuple[tuple[str, ...], ...] = (
    (
        "An earthquake of magnitude {a}.{b} struck near {place} on {day}, killing at least {c} people and damaging hundreds of houses, officials said.",
        "Rescuers searched the ruins of {place} after the quake, which left {c} dead; {person}, governor of {region}, declared an emergency.",
        "{person}, the governor, said the tremor had cut off the road from {place} to {region} and that tents were on their way.",
        "The quake was felt across {region}. The seismological institute put it at {a}.{b} and warned of further shocks in the days to come.",
        "Survivors in {place} spent the night outdoors. “We ran when the walls began to move,” said {other}, a baker in the old town.",
    ),
    (
        "Workers at the {place} plant of {org} walked out on {day} in a dispute over pay, halting production of {a}{c} vehicles a week.",
        "{person}, who leads the union at {org}, said {c} per cent was the least that members in {place} would accept.",
        "{org} called the strike in {region} regrettable and said its offer of {a} per cent stood; talks are to resume on {day}.",
        "Pickets stood at the gates in {place} before dawn as lorries were turned away; the company, {org}, has told dealers to expect delays.",
        "The stoppage is the first at the {region} factory in {b} years, and {other}, a fitter, said that nobody wanted it to last.",
    ),
    (
        "A court in {place} sentenced {person}, a former treasurer of {region}, to {a} years in prison on {day} for taking bribes.",
        "{person} had denied accepting {c} million from builders; the judge, {other}, said the evidence from the bank left no doubt.",
        "Prosecutors in {place} had asked for a longer term for the former treasurer, who took the money through {org}, a firm of consultants.",
        "Lawyers for {person} said they would appeal. The trial in {region} lasted {c} days and heard from {b} witnesses.",
        "The judge said that {org} had been set up only to pass bribes to {person}, who looked on without a word.",
    ),
    (
        "A passenger ferry ran aground off {place} on {day} with {a}{c} people aboard; all were taken off by lifeboats.",
        "The {org}, bound for {region}, struck rocks in fog, and its captain, {person}, ordered passengers into the boats.",
        "Coastguards in {place} said that the hull of the {org} was holed and that {b} tonnes of fuel remained in its tanks.",
        "“There was a long scraping sound and then it was still,” said {other}, who was travelling on the ferry to {region}.",
        "Investigators want to know why the {org} left its channel near {place}; {person} has been questioned and released.",
    ),
    (
        "Voters in {region} elected {person} as mayor of {place} on {day} with {c} per cent of the vote, ending {a} years of rule by one party.",
        "{other} conceded before midnight and wished {person} well; turnout in {place} was the highest since records began.",
        "{person}, a former teacher, promised to reopen the hospital in {place} and to publish every contract of the council.",
        "The result in {region} surprised pollsters, who had put {other} ahead by {b} points only a week before.",
        "Supporters sang outside the town hall of {place}. “We start tomorrow at eight,” the new mayor, {person}, told them.",
    ),
    (
        "Wildfire forced {a}{c}0 people from their homes near {place} on {day} as strong winds drove the flames toward the suburbs.",
        "{person}, chief of the fire brigade of {region}, said {b} crews were at work and that the front was {c} kilometres long.",
        "Smoke hung over {place}, where schools were closed and {other}, the mayor, asked people to stay indoors.",
        "Aircraft dropped water on the hills of {region}, but crews said only rain would stop the fire above {place}.",
        "Investigators believe that a fallen power line of {org} started the blaze; the company said it was helping them.",
    ),
    (
        "{org} agreed on {day} to buy a rival brewer based in {place} for {c} million in cash, the two companies said.",
        "{person}, chief executive of {org}, said no brewery in {region} would close and that the brands would be kept.",
        "Analysts said {org} was paying {b} per cent above the share price, a high sum for a brewer of the size of the one in {place}.",
        "The deal needs the consent of the regulator; {other}, who speaks for the workers in {place}, asked for guarantees.",
        "Shares of {org} fell {a} per cent as investors weighed the cost of the takeover in {region}.",
    ),
    (
        "Archaeologists near {place} have found a tomb that is {a}{c} years old, with a gold mask and {b} bronze vessels, the ministry said on {day}.",
        "{person}, who leads the dig in {region}, said robbers had missed the chamber by the width of a hand.",
        "The mask from {place} is to be cleaned at the museum of {region} before anybody sees it, said {other}, its keeper.",
        "The tomb came to light when workers of {org} laid a pipe; the company has agreed to move it away from the site.",
        "“It is the find of my life,” {person} told reporters beside the trench, as guards kept visitors from {place} away.",
    ),
    (
        "Floods swept through {place} on {day} after {a}{c} millimetres of rain fell in a night, and {b} people were missing.",
        "The river broke its banks at the edge of {region}, where {person}, a police commander, said boats went from roof to roof.",
        "Drinking water has run short in {place}; {other}, the mayor, said that the waterworks stood two metres under.",
        "Engineers of {org} opened the gates of the dam above {region} to ease the pressure, and warned villages below.",
        "The government promised {c} million for the flooded streets of {place}, which people called too little and too late.",
    ),
    (
        "Thieves took {b} paintings from a museum in {place} early on {day}, police said; they are insured for {c} million.",
        "{person}, the director, said the alarm rang but guards found the rooms on the side of {region} street already empty.",
        "Among the stolen works is a portrait by {other}, which had come to {place} on loan from the {org} collection.",
        "Police in {region} looked for a grey van that left {place} at four in the morning and have asked for film from shops.",
        "The {org} collection said it was shaken; the museum, which {person} has led for {a} years, stays closed.",
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """One invented article: the event it tells, its headline and its text."""

    event: str
    title: str
    text: str


def tell(pairs: int, *, seed: int, articles: int = 4, words: int = 40) -> list[Told]:
    """Return ``pairs`` look-alike pairs of events, each told by so many articles of about ``words`` words."""
    rng = random.Random(seed)
    told: list[Told] = []
    for number in range(pairs):
        kind = KINDS[number % len(KINDS)]
        for side in "ab":
            facts = _facts(rng)
            for _ in range(articles):
                text = ""
                for sentence in rng.sample(kind, len(kind)):
                    if len(text.split()) >= words - 8:
                        break
                    text += ("" if not text else " ") + sentence.format(**facts)
                told.append(Told(f"{number}{side}", "", text))
    return told


def _facts(rng: random.Random) -> dict[str, str]:
    def place() -> str:
        return rng.choice(_HEADS) + rng.choice(_TAILS)

    return {
        "place": place(), "region": place(), "org": place(), "day": rng.choice(_DAYS),
        "person": f"{rng.choice(_GIVEN)} {place()}", "other": f"{rng.choice(_GIVEN)} {place()}",
        "a": str(rng.randint(3, 9)), "b": str(rng.randint(2, 19)), "c": str(rng.randint(11, 98)),
    }  # fmt: skip
