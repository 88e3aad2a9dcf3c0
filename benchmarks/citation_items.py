"""Invented news items as CSL-JSON, for benchmarks/citations.py: every kind of headline, author, date, type and detail, and mixtures of them.

Nothing here was ever printed: towns, papers, people and firms are made up. An item's ``features`` name what is unusual about it,
so that the benchmark can say which kind of fault an answer rests on.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

Item = dict[str, Any]

HEADLINES: dict[str, list[str]] = {
    "plain": [
        "Harbour council approves new tide gates",
        "Ferry crews return to work after nine days",
        "Valley schools reopen following the storm",
    ],
    "double marks": [
        '"We need time," says harbour minister',
        'Mayor calls flood plan "a gift to the sea"',
        'The "quiet quarter" that shook Port Orla',
        "Union rejects “final” offer as “an insult”",
        '"No one asked us": voices from the lower town',
        'Why "sorry" is not enough',
        'Ferry chief: "It could have been worse."',
        '"Is anybody there?" The last operator of Brill lighthouse',
        '"Stay home"',
    ],
    "single marks": [
        "Minister denies 'secret deal' with port owners",
        "'Nobody told us': villagers on the new dam",
        "Council's 'temporary' wall is ten years old",
        "Dockers' leader says 'enough is enough'",
        "Council ‘ignored’ warnings about residents’ homes",
        "'Tis the season for leaks",
        "Rock 'n' roll returns to the Brill ballroom",
        "Back to the '90s at the tide mill",
    ],
    "nested marks": [
        "\"They said 'wait' and left,\" harbour pilot tells inquiry",
        "‘The “old” harbour must go’, says planner",
        "“A ‘modest’ proposal” for the quay",
    ],
    "apostrophe": [
        "Orla's ferry workers won't strike, union says",
        "The mayor's brother's boats",
        "Workers' rights at the port: what's next?",
        "It's O'Dowd v the tide",
        "A reader’s guide to the farmers’ market",
    ],
    "colon": [
        "Explained: how a tide mill works",
        "The long wait: a year on the quay",
        "Port Orla: the town that sank twice: a history",
        "Opinion: a bridge too far",
        "Tide gates: the cost, the cause and the cure",
        "At a glance: in the harbour, of all places",
    ],
    "dash": [
        "Ferries, fish and fog – a winter in Brill",
        "The harbour — and the men who built it",
        "A deal - at last - for the dockers",
        "Brill–Orla line to reopen by spring",
        "Gates shut—for now",
        "Live – the vote as it happens",
        "Tide mill wins prize – but for what?",
    ],
    "slash": [
        "Port and/or prosperity: a dilemma",
        "The on/off romance of Brill and the sea",
        "24/7 harbour watch to end",
        "Pass/fail: inspectors on the quay",
    ],
    "question": [
        "Who pays for the tide gates?",
        "Is the drought over? What we know",
        "What is a spring tide, and why does it matter?",
        "Ready for rain? Not in Brill!",
        "Enough!",
        "What now, after the vote?",
    ],
    "stop": [
        "The harbour is closed. Here is why",
        "Brill beat Orla. Again.",
        "Ferry sale to Atlas Inc.",
        "And then there were none…",
        "Crew rescued off U.S. coast",
        "Minister flies to the U.S.",
    ],
    "capitals": [
        "BREAKING: FERRY AGROUND OFF BRILL",
        "HARBOUR VOTE IN DOUBT",
        "WATCH Live from the tide mill",
        "NATO and EU weigh aid for ports",
        "US, UK and UAE sign shipping pact",
        "iFerry app leads the way, says eBoat chief",
        "The WHO's advice on harbour water",
        "McAllister on the BBC's harbour film",
    ],
    "hyphen": [
        "Long-awaited tide-gate plan up for vote",
        "Mother-in-law of the mayor in hit-and-run",
        "Post-storm clean-up begins on east-west road",
        "Anti-flood e-mail goes astray",
        "Well-to-do town says no to run-down pier",
        "Self-styled ferry king to-go boxes banned",
    ],
    "prepositions": [
        "What lies beneath the harbour, and what lies between the towns",
        "A walk through the past with the keeper of the light",
        "Over the bridge and into the fog",
        "From dusk till dawn on the quay",
        "Against the tide, without a boat, within an hour",
        "The man who came in from the cold and went up the hill",
        "Down but not out: life after the flood",
        "Under fire over ferry fares, minister hits out at critics",
        "Turn off the lights, put on a coat",
        "Two years since the flood, towns along the coast look up to the hills",
        "As good as it gets, or so they say",
        "Is it so? Yet nor are we but fools",
        "Like father, like son: near the mill, per the will",
        "Because of rain, before noon, behind the wall, below the weir",
    ],
    "numbers": [
        "3 dead as 12ft wave hits pier",
        "Fares rise 4.5% in 2nd year",
        "£2.3m for the 1950s lido",
        "1,000 days of silence",
        "It's 5-4: court rules on the quay",
        "Covid-19 vaccine arrives by ferry",
        "$40bn question: who owns the F-35s' fuel?",
    ],
    "brackets": [
        "The harbour (and its rats)",
        "Mayor (finally) answers",
        "[Updated] Ferry service suspended",
        "Tide tables (in full)",
    ],
    "markup": [
        "Captain of <i>Marigold</i> questioned",
        "Water (H<sub>2</sub>O) shortage in Brill",
        "The <b>bold</b> plan for the quay",
        "Fish & chips & fog",
        "Prices < costs, say farmers",
    ],
    "ampersand, sign": [
        "Q&A: the new tide gates",
        "#SaveThePier goes global",
        "@brill_ferries apologises",
        "50% off: the sale of a pier",
        "C++ coder builds tide-clock",
        "harbour.example goes offline",
    ],
    "colon and marks": [
        'Ferry inquiry: "no lessons learned"',
        "Mayor: 'I did not know'",
        "Review: “The Lamp Room” at the Brill Playhouse",
        '"Shame": the word of the year – and what it means',
    ],
    "lower case": ["why we left the coast", "ferry strike: what we know so far", "the end of the pier"],
    "title case": [
        "Why We Left the Coast",
        "How Brill Became a Port of Call for the World",
        "The Man Who Knew Too Much About Tides",
    ],
}

OTHER_LANGUAGES: list[tuple[str, str, str]] = [
    ("de-DE", "Hafen bleibt „bis auf Weiteres“ geschlossen", "Küstenblatt"),
    ("fr-FR", "Le port de Brill fermé : « une honte »", "Le Courrier du Large"),
    ("es-ES", "¿Quién paga las compuertas del puerto?", "El Diario del Faro"),
    ("it-IT", "Il porto chiude, i pescatori protestano", "La Gazzetta del Molo"),
    ("ja-JP", "港の水門、来春に完成へ", "浜風新聞"),
    ("ar", "ميناء بريل يغلق أبوابه", "صحيفة المرفأ"),
    ("ru-RU", "Порт закрыт до весны", "Маяк"),
]


def _person(family: str, given: str, **rest: str) -> Item:
    return {"family": family, "given": given, **rest}


PEOPLE = [
    _person("Ellison", "Mara"),
    _person("Oduya", "Tomas K."),
    _person("Brandt", "Ines"),
    _person("Li", "Wen"),
    _person("Castellan", "Jo"),
    _person("Nwosu", "Ada"),
    _person("Harker", "Jean-Paul"),
    _person("Quill", "R. J."),
]
AUTHORS: dict[str, list[list[Item]]] = {
    "no author": [[]],
    "one author": [[PEOPLE[0]], [PEOPLE[1]], [PEOPLE[6]], [PEOPLE[7]]],
    "two authors": [PEOPLE[:2], PEOPLE[2:4]],
    "three authors": [PEOPLE[:3]],
    "four authors": [PEOPLE[2:6]],
    "five authors": [PEOPLE[:5]],
    "six authors": [PEOPLE[:6]],
    "seven authors": [PEOPLE[:7]],
    "eight authors": [PEOPLE],
    "agency": [
        [{"literal": "Northern Press Agency"}],
        [{"literal": "NPA"}],
        [{"literal": "Staff and agencies"}],
        [{"literal": "The Brill Courier"}],
    ],
    "agency and person": [[PEOPLE[0], {"literal": "Northern Press Agency"}]],
    "firm": [
        [{"literal": "Atlas Shipping Co., Ltd."}],
        [{"literal": "Marlow & Sons, Inc."}],
        [{"literal": "U.S. Office of Tides"}],
    ],
    "particle": [
        [_person("van der Velde", "Jan")],
        [_person("de la Cruz Ibarra", "Tomás")],
        [_person("von Ahlen", "Karl")],
        [_person("Velde", "Jan", **{"non-dropping-particle": "van der"})],
        [_person("Beaumont", "Alix", **{"dropping-particle": "de"})],
        [_person("de Souza", "Rita"), _person("Van Horn", "Peter")],
        [_person("d'Aubrey", "Luc")],
        [_person("El Amrani", "Samir")],
        [_person("Mac an Bhaird", "Liam")],
        [_person("Da Silva", "Ana")],
    ],
    "suffix": [
        [_person("Harlow", "Edwin", suffix="Jr.")],
        [_person("Harlow", "Edwin", suffix="III")],
        [_person("Harlow", "Edwin B.", suffix="Sr."), PEOPLE[2]],
    ],
    "one name": [[{"literal": "Marisol"}], [{"family": "Marisol"}]],
    "hyphen, mark": [
        [_person("Smith-Jones", "Ann-Marie")],
        [_person("O’Dowd", "Siobhán")],
        [_person("O'Dowd", "Pat")],
        [_person("Ó Briain", "Conn")],
        [_person("García Luna", "Ana María")],
    ],
    "other script": [
        [_person("山田", "花子")],
        [_person("Иванова", "Мария")],
        [_person("العلي", "سامر")],
        [_person("김", "영수"), PEOPLE[0]],
    ],
    "capital name": [[_person("ELLISON", "MARA")], [_person("DeWitt", "J.K.")], [_person("Ng", "T")]],
    "anonymous": [[{"literal": "A correspondent"}]],
}
DATES: dict[str, Item | None] = {
    "full date": {"date-parts": [[2024, 3, 9]]},
    "late date": {"date-parts": [[2025, 11, 30]]},
    "May": {"date-parts": [[2023, 5, 14]]},
    "September": {"date-parts": [[2022, 9, 6]]},
    "June": {"date-parts": [[2021, 6, 2]]},
    "month and year": {"date-parts": [[2025, 8]]},
    "year": {"date-parts": [[2020]]},
    "no date": None,
    "old": {"date-parts": [[1987, 7, 1]]},
}
DETAILS: dict[str, Item] = {
    "bare": {},
    "address": {"URL": "https://www.brillcourier.example/2024/03/09/tide-gates"},
    "accessed": {
        "URL": "https://brillcourier.example/a?b=c&d=e",
        "accessed": {"date-parts": [[2026, 2, 4]]},
    },
    "page": {"page": "7"},
    "page letter": {"page": "B12"},
    "page range": {"page": "22-29"},
    "pages": {"page": "A1, A14"},
    "section": {"section": "Business"},
    "section and page": {"section": "Local news", "page": "C3"},
    "edition": {"edition": "late edition"},
    "edition, page": {"edition": "Early edition", "page": "3"},
    "edition, a number": {"edition": "2"},
    "volume, issue": {"volume": "12", "issue": "4"},
    "volume, issue, pages": {"volume": "12", "issue": "4", "page": "101–109"},
    "issue": {"issue": "2315"},
    "volume": {"volume": "48"},
    "place": {"publisher-place": "Port Orla"},
    "place, address, page": {
        "publisher-place": "Brill",
        "page": "2",
        "URL": "https://orlapost.example/x_y(z)",
        "accessed": {"date-parts": [[2026, 12, 24]]},
    },
    "everything": {
        "section": "World",
        "page": "A4-A5",
        "edition": "final edition",
        "volume": "101",
        "issue": "17",
        "publisher-place": "Port Orla",
        "URL": "https://orlapost.example/world/17",
        "accessed": {"date-parts": [[2026, 1, 2]]},
    },
}
OUTLETS = [
    "The Brill Courier", "Orla Post", "BBC Brill", "The New Coast Times", "TIDE", "Harbour & Sea", "harbour.example", "Northern Press Agency",
    "The Valley Sentinel-Record", "Le Courrier du Large",
]  # fmt: skip
TYPES = ["article-magazine", "webpage", "post-weblog", "broadcast"]


def _items() -> Iterator[Item]:
    pick = random.Random(20260214)

    def item(features: list[str], title: str, who: list[Item], when: Item | None, details: Item, **rest: Any) -> Item:
        made: Item = {"type": "article-newspaper", "language": "en-US", "title": title, "features": features}
        made["container-title"] = pick.choice(OUTLETS)
        made.update(details)
        made.update(rest)
        if who:
            made["author"] = who
        if when:
            made["issued"] = when
        return made

    common = [DATES["full date"], DATES["late date"], DATES["May"], DATES["September"]]
    simple = [[], [PEOPLE[0]], PEOPLE[:2], [{"literal": "Northern Press Agency"}]]
    usual = [{}, DETAILS["address"], DETAILS["accessed"], DETAILS["page letter"]]
    plain = HEADLINES["plain"]
    for kind, titles in HEADLINES.items():
        for title in titles:
            yield item([f"headline: {kind}"], title, pick.choice(simple), pick.choice(common), pick.choice(usual))
    for language, title, outlet in OTHER_LANGUAGES:
        yield item(
            ["headline: other language"], title, pick.choice(simple), pick.choice(common), {},
            language=language, **{"container-title": outlet},
        )  # fmt: skip
    for kind, lists in AUTHORS.items():
        for who in lists:
            yield item([f"author: {kind}"], pick.choice(plain), who, pick.choice(common), pick.choice(usual))
    for kind, when in DATES.items():
        for who in simple:
            yield item([f"date: {kind}"], pick.choice(plain), who, when, pick.choice(usual))
    for kind, details in DETAILS.items():
        for who in (simple[0], simple[1]):
            yield item([f"detail: {kind}"], pick.choice(plain), who, pick.choice(common), details)
    for type in TYPES:
        for kind in ("bare", "address", "accessed", "page range", "section", "volume, issue, pages", "place"):
            who = pick.choice(simple)
            yield item(
                [f"type: {type}", f"detail: {kind}"],
                pick.choice(plain),
                who,
                pick.choice(common),
                DETAILS[kind],
                type=type,
            )
        for kind in ("no date", "year", "month and year"):
            yield item(
                [f"type: {type}", f"date: {kind}"],
                pick.choice(plain),
                pick.choice(simple),
                DATES[kind],
                DETAILS["address"],
                type=type,
            )
    for kind, details in DETAILS.items():  # mixtures, where one rule meets another
        author_kind, headline_kind, date_kind = (
            pick.choice(list(AUTHORS)),
            pick.choice(list(HEADLINES)),
            pick.choice(list(DATES)),
        )
        yield item(
            [f"detail: {kind}", f"author: {author_kind}", f"headline: {headline_kind}", f"date: {date_kind}"],
            pick.choice(HEADLINES[headline_kind]), pick.choice(AUTHORS[author_kind]), DATES[date_kind], details,
        )  # fmt: skip


def items() -> list[Item]:
    """Return the invented items, always the same ones, with ids ``i001``, ``i002`` …"""
    return [{"id": f"i{number:03}", **item} for number, item in enumerate(_items(), 1)]
