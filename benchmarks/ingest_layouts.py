"""Structured items and the wire and web layouts in which they are printed, for ``ingest.py``. All names and texts are invented.

An item has a title, reporters, a city, a moment and paragraphs; a layout prints it and says which fields a reader of the
printed text can know. ``KNOWN`` layouts are those that the rules were written for, ``UNSEEN`` ones were added afterwards and
are measured with every run. Rules have been mended by what they showed since, so they are a measure of regress, not of what is new.
"""

from __future__ import annotations

import datetime
import json
import random
import textwrap
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

GIVEN = "Ada Jon Mira Oskar Li-Wei Fatima Henrik Chidi Priya Tomás Yuki Anna-Maria Kofi Zeynep Liam Noor Ivan Sunita Pedro Ingrid J.R. Mary Ann Min-soo Aoife Rashid Bożena Siân Luc".split()
FAMILY = "Krol Aske Varga Lindqvist Chen Haddad Okafor Sharma Núñez Tanaka Schulz Mensah Demir O'Brien van der Berg de Souza MacLeod al-Rashid Kowalska Petrenko Rossi St. John Nguyen Smith-Jones Fall Best Young Page Stone King".split(
    " "
)
FAMILY = [
    "Krol",
    "Aske",
    "Varga",
    "Lindqvist",
    "Chen",
    "Haddad",
    "Okafor",
    "Sharma",
    "Núñez",
    "Tanaka",
    "Schulz",
    "Mensah",
    "Demir",
    "O'Brien",
    "van der Berg",
    "de Souza",
    "MacLeod",
    "al-Rashid",
    "Kowalska",
    "Petrenko",
    "Rossi",
    "Nguyen",
    "Smith-Jones",
    "Fall",
    "Best",
    "Young",
    "Stone",
    "King",
]
CITIES = [
    "WASHINGTON",
    "NEW YORK",
    "LONDON",
    "KYIV",
    "NEW DELHI",
    "SEOUL",
    "BRUSSELS",
    "PORT-AU-PRINCE",
    "ST. LOUIS",
    "N'DJAMENA",
    "RIO DE JANEIRO",
    "CEDAR FALLS",
    "UPPER MARLTON",
    "KESSELRING",
    "PORT ELM",
    "OSLO",
    "BONN",
    "LA PAZ",
    "WINSTON-SALEM",
    "TAIPEI",
]
PLACES = {
    "KYIV": "Ukraine",
    "CEDAR FALLS": "Iowa",
    "UPPER MARLTON": "Md.",
    "KESSELRING": "Austria",
    "LA PAZ": "Bolivia",
}
SUBJECTS = [
    "Harbour council",
    "Rail union",
    "U.S. regulator",
    "Bakers' guild",
    "N. Elmland",
    "Lighthouse trust",
    "Ferry operator",
    "Museum",
    "Farm ministers",
    "City of Port Elm",
    "Tram drivers",
    "Weather office",
]
VERBS = [
    "backs",
    "rejects",
    "to vote on",
    "delays",
    "hails",
    "seeks more time for",
    "unveils",
    "questions",
    "signs off on",
    "weighs",
]
OBJECTS = [
    "new bridge plan",
    "ticket reform",
    "apple tax",
    "night trains - report",
    "harvest aid: minister",
    "'quiet zone' rules",
    "merger with Hill & Sons",
    "2031 budget",
    "end of paper maps?",
    "deal after 12-hour talks",
    "clock tower repairs",
    "sand-dune rescue, officials say",
    "ban on May 5 parade",
]
SENTENCES = [
    "The council said on {wd} that the work would begin before the summer and would cost about 4.2 million crowns.",
    "“We have listened to everyone who uses the bridge,” the mayor said in a statement. “Now it is time to build.”",
    "Opponents said the plan, first shown in March 2011, had been changed without a hearing.",
    "By Thursday evening more than 300 people had signed a petition against it.",
    "The operator carried 21,000 passengers a day last year, according to its own figures.",
    "In a report on 12 June 2009, auditors had warned that costs could double.",
    "Engineers will inspect every cable, the ministry said, and report back by the end of May.",
    "“It is a good day for the town,” said a baker whose shop stands beside the old gate.",
    "The two sides are due to meet again next week - the third round since January.",
    "A court in the capital ruled in 2015 that such fees were lawful.",
    "Nobody was hurt, a spokeswoman said: the hall had been empty since noon.",
    "Shares in the company rose 3.4% to 1,204 pence.",
    "He declined to comment further.",
]  # fmt: skip
MONTHS = "January February March April May June July August September October November December".split()
SHORT = "Jan. Feb. March April May June July Aug. Sept. Oct. Nov. Dec.".split()


@dataclass
class Item:
    title: str
    names: list[str]
    city: str
    moment: datetime.datetime
    paragraphs: list[str]

    def day(self, form: str) -> str:
        m = self.moment
        return form.format(
            d=m.day, dd=f"{m.day:02}", mon=MONTHS[m.month - 1], sh=SHORT[m.month - 1], mo=MONTHS[m.month - 1][:3], mm=f"{m.month:02}", y=m.year,
            wd=m.strftime("%A"), w=m.strftime("%a"), h12=m.hour % 12 or 12, ap="AM" if m.hour < 12 else "PM", apl="a.m." if m.hour < 12 else "p.m.", H=f"{m.hour:02}", M=f"{m.minute:02}",
        )  # fmt: skip


@dataclass
class Printed:
    """A text, and what its reader can know: ``None`` for a field that the layout does not print."""

    text: str
    title: str | None = None
    byline: tuple[str, ...] | None = None
    city: str | None = None
    date: str | None = None
    body: list[str] = field(default_factory=list)
    furniture: list[str] = field(default_factory=list)
    open: tuple[str, ...] = ()
    """Fields of which the layout leaves open whether a reader can know them: not counted."""


def items(count: int, seed: int, corpus: Path | None) -> list[Item]:
    """``count`` invented items; with ``corpus`` (a JSON-lines file) the titles and paragraphs are those of real articles."""
    rng = random.Random(seed)
    real = [json.loads(line) for line in corpus.open(encoding="utf-8")] if corpus and corpus.is_file() else []
    made = []
    for number in range(count):
        moment = datetime.datetime(1985, 1, 1, tzinfo=datetime.UTC) + datetime.timedelta(
            minutes=rng.randrange(20_000_000)
        )
        names = [f"{rng.choice(GIVEN)} {rng.choice(FAMILY)}" for _ in range(rng.choice((1, 1, 1, 2, 2, 3)))]
        title = f"{rng.choice(SUBJECTS)} {rng.choice(VERBS)} {rng.choice(OBJECTS)}"
        wd = moment.strftime("%A")
        paragraphs = [s.format(wd=wd) for s in rng.sample(SENTENCES, rng.randint(4, 8))]
        if real and number % 2:
            article = real[number % len(real)]
            title, paragraphs = article["title"], [p for p in article["text"].split("\n\n") if p][:12]
        made.append(Item(title, list(dict.fromkeys(names)), rng.choice(CITIES), moment, paragraphs))
    return made


def _and(names: list[str]) -> str:
    return " and ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else names[0]


def _blank(lines: list[str]) -> str:
    return "\n\n".join(line for line in lines if line) + "\n"


def _tight(lines: list[str]) -> str:
    return "\n".join(line for line in lines if line) + "\n"


def _known(item: Item, text: str, *fields: str, **more: object) -> Printed:
    values: dict[str, object] = {
        "title": item.title, "byline": tuple(item.names), "city": item.city, "date": item.moment.date().isoformat(),
    }  # fmt: skip
    return Printed(text, **({name: values[name] for name in fields} | more), body=item.paragraphs)  # type: ignore[arg-type]


def ap(i: Item, r: random.Random) -> Printed:
    place = i.city + (f", {PLACES[i.city]}" if i.city in PLACES else "")
    lead = f"{place} (AP) — {i.paragraphs[0]}"
    return _known(
        i,
        _blank(
            [
                i.title,
                f"By {_and(i.names).upper() if r.random() < 0.3 else _and(i.names)}",
                "Associated Press",
                i.day("{mon} {d}, {y}"),
                lead,
                *i.paragraphs[1:],
            ]
        ),
        "title",
        "byline",
        "city",
        "date",
    )


def reuters(i: Item, r: random.Random) -> Printed:
    lead = f"{i.city}, {i.day('{sh} {d}')} (Reuters) - {i.paragraphs[0]}"
    credit = f"Reporting by {_and(i.names)}; Editing by Pat Example"
    return _known(
        i,
        _blank(
            [
                i.title,
                f"By {_and(i.names)}",
                i.day("{mon} {d}, {y} {h12}:{M} {ap} UTC"),
                lead,
                *i.paragraphs[1:],
                credit,
                "Our Standards: The Thomson Reuters Trust Principles.",
            ]
        ),
        "title",
        "byline",
        "city",
        "date",
        furniture=[credit, "Our Standards: The Thomson Reuters Trust Principles."],
    )


def afp(i: Item, r: random.Random) -> Printed:
    printed = _known(
        i,
        "BACK\n\n" + i.title + "\n\nAFP\n" + i.day("{wd}, {mo} {d}, {y}") + f"\n\n{i.city}: " + _blank(i.paragraphs),
        "title",
        "city",
        "date",
        furniture=["BACK"],
    )
    printed.byline = ("AFP",)
    return printed


def upi(i: Item, r: random.Random) -> Printed:
    lead = f"{i.city}, {i.day('{sh} {d}')} (UPI) -- {i.paragraphs[0]}"
    return _known(
        i,
        _tight(
            [i.title, i.day("{mon} {d}, {y} at {h12}:{M} {ap}"), f"By {_and(i.names)}, UPI", lead, *i.paragraphs[1:]]
        ),
        "title",
        "byline",
        "city",
        "date",
    )


def ticker(i: Item, r: random.Random) -> Printed:
    """A news wire of the 1980s: capitals, indented and wrapped lines, the day in figures and letters."""
    place = i.city + (f", {PLACES[i.city]}" if i.city in PLACES else "")
    paragraphs = [f"{place}, {i.day('{mon} {d}')} - {i.paragraphs[0]}", *i.paragraphs[1:]]
    wrapped = "\n".join(textwrap.fill(p, 68, initial_indent="    ") for p in paragraphs)
    head = f"{i.day('{d}')}-{i.day('{mo}').upper()}-{i.moment.year} {i.day('{H}:{M}')}:00.00\n\n{i.title.upper()}\n\n    By {_and(i.names)}, Reuters\n"
    printed = _known(i, head + wrapped + "\n Reuter\n", "byline", "city", "date", furniture=["Reuter"])
    printed.title = i.title.upper()
    return printed


def labelled(i: Item, r: random.Random) -> Printed:
    lead = [
        f"HEADLINE: {i.title}",
        f"BYLINE: {_and(i.names)}",
        f"DATELINE: {i.city}",
        f"DATE: {i.day('{mon} {d}, {y}, {wd}')}",
        "LENGTH: 312 words",
        "BODY:",
    ]
    return _known(i, _blank([*lead, *i.paragraphs]), "title", "byline", "city", "date")


def guardian(i: Item, r: random.Random) -> Printed:
    deck = "Residents and experts disagree about what comes next as talks continue"
    return _known(
        i,
        _blank(
            [
                i.title,
                deck,
                f"{i.names[0]} in {i.city.title()}",
                i.day("{w} {d} {mo} {y} {H}.{M} BST"),
                *i.paragraphs,
                "Topics",
                "Harbour",
                "Share",
            ]
        ),
        "title",
        "city",
        "date",
        byline=(i.names[0],),
    )


def bbc(i: Item, r: random.Random) -> Printed:
    return _known(
        i,
        _tight(
            [
                i.title,
                "Published",
                i.day("{d} {mon} {y}"),
                "Share",
                f"By {_and(i.names)}",
                "BBC News",
                *i.paragraphs,
                "More on this story",
                "Ferries stay in port for second day",
                "Ten pictures of the old bridge",
            ]
        ),
        "title",
        "byline",
        "date",
        furniture=[
            "Published",
            "Share",
            "More on this story",
            "Ferries stay in port for second day",
            "Ten pictures of the old bridge",
        ],
    )


def cnn(i: Item, r: random.Random) -> Printed:
    return _known(
        i,
        _blank(
            [
                i.title,
                f"By {_and(i.names)}, CNN",
                i.day("Published {h12}:{M} {ap} EST, {w} {mon} {d}, {y}"),
                f"CNN — {i.paragraphs[0]}",
                *i.paragraphs[1:],
            ]
        ),
        "title",
        "byline",
        "date",
    )


def xinhua(i: Item, r: random.Random) -> Printed:
    lead = f"{i.city}, {i.day('{sh} {d}')} (Xinhua) -- {i.paragraphs[0]}"
    return _known(
        i,
        _tight([i.title, i.day("Source: Xinhua | {y}-{mm}-{dd} {H}:{M}:00"), lead, *i.paragraphs[1:]]),
        "title",
        "city",
        "date",
    )


def times(i: Item, r: random.Random) -> Printed:
    return _known(
        i,
        _blank(
            [
                i.title,
                f"By {_and(i.names)}",
                i.day("{sh} {d}, {y}"),
                f"{i.city} — {i.paragraphs[0]}",
                *i.paragraphs[1:],
                "Advertisement",
                "Read more: Ferries stay in port",
            ]
        ),
        "title",
        "byline",
        "city",
        "date",
        furniture=["Advertisement", "Read more: Ferries stay in port"],
    )


def photo(i: Item, r: random.Random) -> Printed:
    caption = "FILE - The old bridge is seen at dusk in Port Elm, on May 3, 2004. (AP Photo/Pat Example, File)"
    return _known(
        i,
        _blank(
            [
                i.title,
                caption,
                f"By {_and(i.names)}",
                i.day("Updated {h12}:{M} {ap} EDT, {mon} {d}, {y}"),
                f"{i.city} (AP) — {i.paragraphs[0]}",
                *i.paragraphs[1:],
            ]
        ),
        "title",
        "byline",
        "city",
        "date",
        furniture=[caption],
    )


def undated(i: Item, r: random.Random) -> Printed:
    caption = "Bridge workers February 21-28 2015 2"
    return _known(
        i,
        _blank(
            [
                i.title,
                caption,
                "The gate as it looks now. (Photo: Pat Example/Wikimedia)",
                f"By {_and(i.names)}",
                *i.paragraphs,
            ]
        ),
        "title",
        "byline",
        furniture=[caption],
    )


def bare(i: Item, r: random.Random) -> Printed:
    return _known(
        i, _tight([i.title, *i.paragraphs]) if r.random() < 0.5 else _blank([i.title, *i.paragraphs]), "title"
    )


def untitled(i: Item, r: random.Random) -> Printed:
    return _known(
        i,
        _tight([f"{i.city} ({r.choice(['AP', 'AFP', 'dpa', 'Reuters'])}) — {i.paragraphs[0]}", *i.paragraphs[1:]]),
        "city",
    )


# -- layouts that the rules were not written for -----------------------------------------------------------------------------


def india(i: Item, r: random.Random) -> Printed:
    return _known(
        i,
        _tight(
            [
                i.title,
                f"{_and(i.names)} / TNN / " + i.day("{mo} {d}, {y}, {H}:{M} IST"),
                f"{i.city}: {i.paragraphs[0]}",
                *i.paragraphs[1:],
            ]
        ),
        "title",
        "byline",
        "city",
        "date",
    )


def voa(i: Item, r: random.Random) -> Printed:
    return _known(
        i,
        _blank([i.title, i.day("{mon} {dd}, {y} {h12}:{M} {ap}"), _and(i.names), f"{i.city} —", *i.paragraphs]),
        "title",
        "byline",
        "city",
        "date",
    )


def tass(i: Item, r: random.Random) -> Printed:
    return _known(
        i,
        _blank(
            [
                i.day("{d} {mo} {y}, {H}:{M}"),
                i.title,
                f"{i.city}, {i.day('{mon} {d}')}. /TASS/. {i.paragraphs[0]}",
                *i.paragraphs[1:],
            ]
        ),
        "title",
        "city",
        "date",
    )


def dpa(i: Item, r: random.Random) -> Printed:
    lead = f"{i.city.title()} (dpa) - {i.paragraphs[0]}"
    return _known(
        i,
        _blank([i.day("{dd}.{mm}.{y} - {H}:{M}"), i.title, f"By {_and(i.names)}, dpa", lead, *i.paragraphs[1:]]),
        "title",
        "byline",
        "city",
        "date",
    )


def kyodo(i: Item, r: random.Random) -> Printed:
    return _known(
        i, _blank([i.title, i.day("KYODO NEWS - {mo} {d}, {y} - {H}:{M} | All, World"), *i.paragraphs]), "title", "date"
    )


def canada(i: Item, r: random.Random) -> Printed:
    return _known(
        i,
        _tight(
            [
                i.title,
                f"{_and(i.names)}, The Canadian Press",
                i.day("Published {wd}, {mon} {d}, {y} {h12}:{M}{ap} EDT"),
                f"{i.city} - {i.paragraphs[0]}",
                *i.paragraphs[1:],
                i.day("This report by The Canadian Press was first published {sh} {d}, {y}."),
            ]
        ),
        "title",
        "byline",
        "city",
        "date",
    )


def blog(i: Item, r: random.Random) -> Printed:
    return _known(
        i,
        _blank(
            [
                "Home > News > Local",
                i.title,
                f"Posted on {i.day('{mon} {d}, {y}')} by {i.names[0]}",
                "3 min read",
                *i.paragraphs,
                "Share this:",
                "Twitter",
                "Facebook",
                "Leave a comment",
            ]
        ),
        "title",
        "date",
        byline=(i.names[0],),
        furniture=["Home > News > Local", "3 min read", "Share this:", "Twitter", "Facebook", "Leave a comment"],
    )


def local(i: Item, r: random.Random) -> Printed:
    return _known(
        i,
        _blank(
            [
                i.title,
                f"{_and(i.names)} | The Port Elm Courier",
                i.day("{wd}, {mon} {d}, {y}"),
                *i.paragraphs,
                "Copyright 2019 The Port Elm Courier. All rights reserved.",
            ]
        ),
        "title",
        "byline",
        "date",
        furniture=["Copyright 2019 The Port Elm Courier. All rights reserved."],
    )


def ansa(i: Item, r: random.Random) -> Printed:
    return _known(
        i,
        _blank([i.title, f"(ANSA) - {i.city}, {i.day('{mo} {d}').upper()} - {i.paragraphs[0]}", *i.paragraphs[1:]]),
        "title",
        "city",
    )


def interfax(i: Item, r: random.Random) -> Printed:
    return _known(
        i,
        _tight(
            [
                i.day("{H}:{M}, {d} {mon} {y}"),
                i.title,
                f"{i.city}. {i.day('{mo} {d}')} (Interfax) - {i.paragraphs[0]}",
                *i.paragraphs[1:],
            ]
        ),
        "title",
        "city",
        "date",
    )


def iso(i: Item, r: random.Random) -> Printed:
    return _known(
        i,
        _blank([i.title, f"{i.city}, {i.moment.date().isoformat()} (Agencies) - {i.paragraphs[0]}", *i.paragraphs[1:]]),
        "title",
        "city",
        "date",
    )


def trailing(i: Item, r: random.Random) -> Printed:
    return _known(
        i,
        _blank([i.title, *i.paragraphs, f"By {_and(i.names)}", i.day("First published on {d} {mon} {y}")]),
        "title",
        "byline",
        "date",
    )


def together(i: Item, r: random.Random) -> Printed:
    return _known(
        i,
        _blank([i.title, f"By {_and(i.names)} " + i.day("Published: {d} {mon} {y} | {H}:{M} GMT"), *i.paragraphs]),
        "title",
        "byline",
        "date",
    )


KNOWN: list[Callable[[Item, random.Random], Printed]] = [
    ap,
    reuters,
    afp,
    upi,
    ticker,
    labelled,
    guardian,
    bbc,
    cnn,
    xinhua,
    times,
    photo,
    undated,
    bare,
    untitled,
]
UNSEEN: list[Callable[[Item, random.Random], Printed]] = [
    india,
    voa,
    tass,
    dpa,
    kyodo,
    canada,
    blog,
    local,
    ansa,
    interfax,
    iso,
    trailing,
    together,
]
