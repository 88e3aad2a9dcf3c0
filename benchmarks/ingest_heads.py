"""Layouts of wires, pages and database records as templates, for ``ingest.py``; half of their items are agency wires of the 1980s.

All names, firms and texts are invented. A template says by its fields what a reader of the printed text can know: ``{T}`` or
``{TU}`` a title, ``{B}`` and its kin a byline, ``{C}`` and its kin a city, ``{y}`` a full date; fields that a layout leaves open
are named behind it.
"""

from __future__ import annotations

import random
import re
import textwrap
from collections.abc import Callable

from ingest_layouts import MONTHS, SHORT, Item, Printed

_WIRE = "Jan Feb March April May June July Aug Sept Oct Nov Dec".split()
_FIRMS = "ELMCORP INDUSTRIES|HARBOUR TRUST|MARLTON STEEL|ASKE OIL AND GAS|VARGA FOODS|KROL BANCORP|NORTH ELM FINANCIAL|CEDAR SYSTEMS|TRI-ELM COMPUTERS".split(
    "|"
)
_TICKERS = "ELMC HRBR MST.O ASK VRG.A KRLB NEF CDSY TREC".split()
_PLACES = (
    ("WASHINGTON", ""), ("LONDON", ""), ("BONN", ""), ("SAO PAULO", ""), ("KUWAIT", ""), ("PORT LOUIS", "MAURITIUS"), ("ST. PAUL", "MINN."), ("OAK BROOK", "ILL."), ("BASLE", "Switzerland"),
    ("WINSTON-SALEM", "N.C."), ("NICE", "France"), ("ENID", "Okla."), ("KESSELRING", "Austria"), ("CEDAR FALLS", "Iowa"), ("N'DJAMENA", "Chad"), ("ABU DHABI", ""), ("PARIS", ""), ("HAMELN", "West Germany"), ("NEW YORK", ""),
)  # fmt: skip
_TITLES = (
    "{f} <{t}> 4TH QTR NET|{f} <{t}> SETS QUARTERLY|{f} CORP <{t}> YEAR NET|<{f} LTD> 1ST QTR JAN 31 NET|{f} <{t}> COMPLETES SALE OF UNIT|{f} <{t}> 4TH QTR JAN 24 LOSS|ELMLAND COCOA REVIEW|"
    "ELMLAND {n}-MAR GRAIN EXPORTS SEEN DOWN - TRADERS|{f} <{t}> SEES {n} PCT RISE IN 1987 NET|ELMLAND'S MINISTER SAYS PACT STILL WORKING|******{f} SAYS IT WILL BUY {n} PCT OF VARGA|<{f}> UNIT TO CLOSE PLANT|"
    "BANK OF ELMLAND CUTS DISCOUNT RATE TO {n} PCT|TALKING POINT/{f} <{t}>|FOCUS - ELMLAND STUDIES NEW TAX|CORRECTED - {f} <{t}> 3RD QTR NET|{f} <{t}> DIVIDEND|GRAIN CERTIFICATE EXCHANGE (MARCH {n})|MONEY MARKET GIVEN FURTHER {n} MLN STG HELP"
).split("|")
_TABLES = (
    "Shr {n} cts vs 1.19 dlrs\n    Net 807,000 vs 2,858,000\n    Assets 510.2 mln vs 479.7 mln\n    Note: 4th qtr not available. Year includes 1985\nextraordinary gain of 132,000 dlrs.",
    "Qtly div {n} cts vs 25 cts prior\n    Pay April 30\n    Record March 17",
    "Oper shr loss two cts vs profit seven cts\n    Oper net loss 39,534 vs profit 89,001\n    Revs 2,137,302 vs 1,786,214",
)
_STORIES = (
    "The Elmland Cocoa Board said talks on quotas would resume in Port Elm on March 17 if members could agree on an agenda.",
    "Traders said about 6,000 tonnes changed hands yesterday at prices between 1,750 and 1,780 dlrs per tonne fob.",
    '"We are seeing new signs of recovery," the minister said in an interview.',
    "He said the budget deficit for fiscal 1987, ending September 30, would be below that of 1986.",
    "Analysts said the currency was likely to stay between 1.82 and 1.85 until the meeting on April 8.",
    "A spokesman declined to comment on the report.",
)
_TOKEN = re.compile(r"\{(\w+)\}")


def _and(names: list[str]) -> str:
    return " and ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else names[0]


def _wrapped(text: str, dateline: str = "") -> str:
    if text.startswith(("Shr", "Qtly", "Oper")):
        return f"    {dateline}\n    {text}" if dateline else f"    {text}"
    return textwrap.fill(dateline + text, 66, initial_indent="    ")


def _wire_item(item: Item, rng: random.Random) -> tuple[str, list[str]]:
    number = rng.randrange(len(_FIRMS))
    title = rng.choice(_TITLES).format(f=_FIRMS[number], t=_TICKERS[number], n=rng.randint(2, 28))
    if re.search("NET|LOSS|QUARTERLY|DIVIDEND", title):
        return title, [rng.choice(_TABLES).format(n=rng.randint(5, 90))]
    return title, rng.sample(_STORIES, rng.randint(2, 5))


def _fill(template: str, item: Item, style: str, rng: random.Random) -> Printed:
    title, paragraphs = item.title, item.paragraphs
    if style == "80" or (style == "*" and rng.random() < 0.5):
        title, paragraphs = _wire_item(item, rng)
    city, region = rng.choice(_PLACES)
    behind = f", {region}" if region else ""
    m, names = item.moment, item.names
    small = region.title() if region.isupper() and len(region) > 8 else region
    wire_day = f"{_WIRE[m.month - 1]} {m.day}"
    values = {
        "T": title, "TU": title.upper(), "B": _and(names), "BU": _and(names).upper(), "B1": names[0], "B1U": names[0].upper(), "Bc": ", ".join(names), "Bs": "; ".join(names), "Bn": "\n".join(names),
        "C": city, "Cr": city + behind, "Ct": city.title(), "Ctr": city.title() + (f", {small}" if small else ""), "P0": paragraphs[0], "PS": "\n\n".join(paragraphs[1:]), "PT": "\n".join(paragraphs[1:]),
        "d": m.day, "dd": f"{m.day:02}", "mon": MONTHS[m.month - 1], "MON": MONTHS[m.month - 1].upper(), "sh": SHORT[m.month - 1], "rt": _WIRE[m.month - 1], "mo": MONTHS[m.month - 1][:3], "MO": MONTHS[m.month - 1][:3].upper(),
        "mm": f"{m.month:02}", "y": m.year, "wd": m.strftime("%A"), "w": m.strftime("%a"), "h12": m.hour % 12 or 12, "ap": "AM" if m.hour < 12 else "PM", "apl": "a.m." if m.hour < 12 else "p.m.", "apx": "am" if m.hour < 12 else "pm",
        "H": f"{m.hour:02}", "M": f"{m.minute:02}", "S": f"{m.second:02}", "th": {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}.get(m.day, "th"),
        "W": "\n".join(_wrapped(p) for p in paragraphs),
        "WD0": "\n".join([_wrapped(paragraphs[0], f"{city}{behind}, {wire_day} - "), *map(_wrapped, paragraphs[1:])]),
        "WDU": "\n".join([_wrapped(paragraphs[0], f"{city}{behind.upper()}, {wire_day} - "), *map(_wrapped, paragraphs[1:])]),
    }  # fmt: skip
    used = set(_TOKEN.findall(template))
    printed = Printed(template.format(**values))
    printed.title = title.upper() if "TU" in used else title if "T" in used else None
    if used & {"B", "BU", "Bc", "Bs", "Bn"}:
        printed.byline = tuple(names)
    elif used & {"B1", "B1U"}:
        printed.byline = (names[0],)
    if used & {"C", "Cr", "Ct", "Ctr", "WD0", "WDU"}:
        printed.city = city
    printed.date = m.date().isoformat() if "y" in used else None
    return printed


def _layout(
    name: str, style: str, template: str, open_: tuple[str, ...], byline: str
) -> Callable[[Item, random.Random], Printed]:
    def layout(item: Item, rng: random.Random) -> Printed:
        printed = _fill(template, item, style, rng)
        if byline:
            printed.byline = (byline,)
        printed.open = open_
        return printed

    layout.__name__ = name
    return layout


_TEMPLATES = (
    ('wire', 'raw', '80', '{dd}-{MO}-{y} {H}:{M}:{S}.79\n\n{T}\n\n    By {B}, Reuters\n{WD0}\n Reuter\n', (), ''),
    ('wire', 'raw_nob', '80', '{dd}-{MO}-{y} {H}:{M}:{S}.79\n{T}\n{WD0}\n Reuter\n\x03', (), ''),
    ('wire', 'raw_sp', '80', ' {d}-{MO}-{y} {H}:{M}:{S}.79\n\n{T}\n\n{WDU}\nREUTER\n', (), ''),
    ('wire', 'reuters', '80', '{T}\n\nBy {B}\n\n{mon} {d}, {y} {h12}:{M} {ap} UTC\n\n{Cr}, {sh} {d} (Reuters) - {P0}\n\n{PS}\n\nReuter\n', (), ''),
    ('wire', 'reuters2', '80', '{T}\n\nBy {B}, Reuters\n\n{d} {mon} {y}\n\n{Cr}, {rt} {d} - {P0}\n\n{PS}\n\nReuter\n', (), ''),
    ('wire', 'ap', '80', '{T}\nBy {B}\nAssociated Press\n{mon} {d}, {y}\n\n{Cr} (AP) — {P0}\n\n{PS}\n', (), ''),
    ('wire', 'upi', '80', '{T}\n{sh} {d}, {y}\n{Cr}, {sh} {d} (UPI) -- {P0}\n{PT}\n', (), ''),
    ('wire', 'afp', '80', '{T}\n\nAFP\n{wd}, {mo} {d}, {y}\n\n{C}: {P0}\n\n{PS}\n', (), 'AFP'),
    ('wire', 'label', '80', 'TITLE: {T}\nAUTHOR: {B}\nDATE: {dd}-{MO}-{y} {H}:{M}:{S}.79\nPLACE: {Ct}\nDATELINE: {Cr}, {rt} {d}\n\n{W}\n', (), ''),
    ('wire', 'label2', '80', 'Title: {T}\nDate: {d} {mon} {y}\nAuthor: By {B}, Reuters\nDateline: {Cr}, {rt} {d} - \n\n{W}\n', (), ''),
    ('wire', 'label3', '80', 'Date: {y}-{mm}-{dd}\nTopics: earn, acq\nTitle: {T}\n\n{WD0}\n', (), ''),
    ('wire', 'web', '80', '{T}\n\nBy {B}, Reuters\n{wd}, {mon} {d}, {y}\n\n{Cr}, {rt} {d} -\n\n{P0}\n\n{PS}\n', (), ''),
    ('wire', 'byu', '80', '{T}\n\nBY {BU}, REUTERS\n\n{Cr}, {rt} {d}, {y} - {P0}\n\n{PS}\n', (), ''),
    ('wire', 'bare', '80', '{T}\n{WD0}\n', (), ''),
    ('wire', 'datefirst', '80', '{wd} {mon} {d}, {y}\n{T}\n{Cr} - {P0}\n{PT}\n', (), ''),
    ('wire', 'datecity', '80', '{T}\n{Ct}, {d} {mon} {y}\nBy {B}\n\n{P0}\n\n{PS}\n', (), ''),
    ('wire', 'datecity2', '80', '{T}\n\n{C}, {mon} {d}, {y}\n\n{W}\n', (), ''),
    ('wire', 'datecity3', '80', '{T}\n\n{Ctr} | {mon} {d}, {y}\n\n{W}\n', (), ''),
    ('wire', 'src', '80', '{T}\nReuters | {mo} {d}, {y}\n\n{C} — {P0}\n\n{PS}\n', ('byline',), ''),
    ('wire', 'bybelow', '80', '{T}\n\n{Cr}, {rt} {d} - {P0}\n\n{PS}\n\nBy {B}, Reuters\n{d} {mon} {y}\n', (), ''),
    ('wire', 'parens', '80', '{T}\n\n({Ct}, {d} {mon} {y})\n\n{W}\n', (), ''),
    ('wire', 'nodate', '80', '{T}\n\nBy {B}, Reuters\n\n{W}\n Reuter', (), ''),
    ('page', 'by_city', '*', '{T}\n\n{B1} in {Ct}\n\n{d} {mon} {y}\n\n{P0}\n\n{PS}\n', ('city',), ''),
    ('page', 'from_city', '*', '{T}\n\nFrom {B1} in {Ct}\n{wd} {d} {mon} {y}\n\n{P0}\n\n{PS}\n', ('city',), ''),
    ('page', 'role_line', '*', '{T}\n\n{B1}\nStaff Reporter\n\n{mon} {d}, {y}\n\n{P0}\n\n{PS}\n', (), ''),
    ('page', 'role_comma', '*', '{T}\n\n{B1}, Staff Writer\n\n{mon} {d}, {y}\n\n{P0}\n\n{PS}\n', (), ''),
    ('page', 'role_senior', '*', '{T}\n\nBy {B1}, senior political correspondent\n{mon} {d}, {y}\n\n{P0}\n\n{PS}\n', (), ''),
    ('page', 'caps_of', '*', '{TU}\n\nBY {B1U}\nOf the Courier Staff\n\n{C} - {P0}\n\n{PS}\n', (), ''),
    ('page', 'caps_alone', '*', '{T}\n\n{B1U}\n\n{Cr} — {P0}\n\n{PS}\n', (), ''),
    ('page', 'alone', '*', '{T}\n\n{B1}\n\n{Cr} — {P0}\n\n{PS}\n', (), ''),
    ('page', 'and_alone', '*', '{T}\n\n{B}\n\n{Cr} (Reuters) — {P0}\n\n{PS}\n', (), ''),
    ('page', 'byline_end', '*', '{T}\n\n{mon} {d}, {y}\n\n{P0}\n\n{PS}\n\n— {B1}\n', (), ''),
    ('page', 'byline_end2', '*', '{T}\n\n{mon} {d}, {y}\n\n{P0}\n\n{PS}\n\n(Reporting by {B}; Editing by Pat Example)\n', (), ''),
    ('page', 'byline_end3', '*', '{T}\n\n{Cr}, {sh} {d} (Reuters) - {P0}\n\n{PS}\n\n(By {B})\n', (), ''),
    ('page', 'byline_end4', '*', '{T}\n\n{P0}\n\n{PS}\n\nReported by {B}; edited by Pat Example.\n', (), ''),
    ('page', 'byline_end5', '*', '{T}\n\n{P0}\n\n{PS}\n\nBy {B}\nPublished {mon} {d}, {y}\n', (), ''),
    ('page', 'text', '*', '{T}\n\nText: {B}\nPhotos: Pat Example\n\n{d} {mon} {y}\n\n{P0}\n\n{PS}\n', (), ''),
    ('page', 'words_by', '*', '{T}\n\nWords by {B}\nPhotographs by Pat Example\n\n{P0}\n\n{PS}\n', (), ''),
    ('page', 'story_by', '*', '{T}\nStory by {B}\n{y}-{mm}-{dd}\n\n{P0}\n\n{PS}\n', (), ''),
    ('page', 'written', '*', '{T}\n\nWritten by {B}\nUpdated {mon} {d}, {y}, {h12}:{M} {apl} ET\n\n{P0}\n\n{PS}\n', (), ''),
    ('page', 'dot', '*', '{T}\n\n{B} · {mon} {d}, {y} · 4 min read\n\n{P0}\n\n{PS}\n', (), ''),
    ('page', 'bullet', '*', '{T}\n\n{B} • {d} {mo} {y}\n\n{P0}\n\n{PS}\n', (), ''),
    ('page', 'slash', '*', '{T}\n{B1} / {Ct}\n{d} {mon} {y}\n\n{P0}\n\n{PS}\n', ('city',), ''),
    ('page', 'agencies', '*', '{T}\n\n{B} and agencies\n\n{wd} {d} {mon} {y} {H}.{M} GMT\n\n{P0}\n\n{PS}\n', (), ''),
    ('page', 'special', '*', '{T}\n\nBy {B}\nSpecial to The Elm Courier\n\n{C}, {rt} {d} — {P0}\n\n{PS}\n', (), ''),
    ('page', 'nyt', '*', '{TU}\n\nBy {BU}\n{MON} {d}, {y}\n\n{C}, {rt} {d} — {P0}\n\n{PS}\n', (), ''),
    ('page', 'kicker', '*', 'WORLD NEWS\n\n{T}\n\nBy {B}\n\n{wd}, {mon} {d}, {y}\n\n{Cr} — {P0}\n\n{PS}\n', (), ''),
    ('page', 'kicker2', '*', 'Business\n{T}\nTalks to go on until the weekend, says chairman\n{B}\n{d}/{mm}/{y}\n\n{P0}\n\n{PS}\n', ('date',), ''),
    ('page', 'masthead', '*', 'THE ELM COURIER\n{wd}, {mon} {d}, {y}\n\n{T}\n\nBy {B}\n\n{P0}\n\n{PS}\n', (), ''),
    ('page', 'masthead2', '*', 'The Elm Courier | Port Elm, {wd} {d} {mon} {y} | Page 4\n\n{T}\n\n{B}\n\n{P0}\n\n{PS}\n', ('city',), ''),
    ('page', 'mail', '*', '{T}\n\nBy {B1} | ada.k@elmcourier.example\nPUBLISHED: {mon} {d}, {y} at {h12}:{M} {apl} | UPDATED: {mon} {d}, {y} at {h12}:{M} {apl}\n\n{P0}\n\n{PS}\n', (), ''),
    ('page', 'handle', '*', '{T}\n\n{B1}\n@adak\n{mon} {d}, {y}\n\n{P0}\n\n{PS}\n', (), ''),
    ('page', 'ptlead', 'm', '{T}\n\n{Ct}: {P0}\n\n{PS}\n', ('city',), ''),
    ('page', 'slug', '*', 'ELM-BRIDGE (URGENT)\n{T}\n{Cr}, {rt} {d} (Reuters) - {P0}\n{PT}\n', (), ''),
    ('page', 'nth', '*', '{T}\n\n{d}{th} {mon} {y}\n\nBy {B}\n\n{P0}\n\n{PS}\n', (), ''),
    ('page', 'weekday_last', '*', '{T}\n\nBy {B}\n\n{d} {mon} {y}, {wd}, {H}:{M} (GMT+2)\n\n{P0}\n\n{PS}\n', (), ''),
    ('page', 'tz', '*', '{T}\n\n{wd}, {mon} {d}, {y} at {h12}:{M} {ap} Eastern Time\n\n{B}, The Elm Courier\n\n{P0}\n\n{PS}\n', (), ''),
    ('page', 'upi2', '*', '{T}\n\n{mon} {d}, {y} / {h12}:{M} {ap} / UPI\n\nBy {B}\n\n{mon} {d} (UPI) -- {P0}\n\n{PS}\n', (), ''),
    ('page', 'deck_by', '*', '{T}\n\nThe vote, due on Tuesday, was put off again\n\nBy {B}\nThe Elm Courier\n{mo} {d}, {y} {h12}:{M}{apx}\n\n{Cr} — {P0}\n\n{PS}\n', (), ''),
    ('page', 'caption_mid', '*', '{T}\n\nThe bridge in Port Elm, seen on March 3, 2001. Photograph: Pat Example/AP\n\n{B}\n\n{w} {d} {mo} {y} {H}.{M} EDT\n\n{P0}\n\n{PS}\n', (), ''),
    ('page', 'fr', '*', '{T}\n\nby {B}\nPublished on {d}/{mm}/{y} - {H}:{M}\n\n{Ct} (AFP) – {P0}\n\n{PS}\n', ('date',), ''),
    ('page', 'issued', '*', '{T}\n\nIssued on: {dd}/{mm}/{y} - {H}:{M}\n\nText by: {B}\n\n{P0}\n\n{PS}\n', ('date',), ''),
    ('page', 'cityfirst', '*', '{C}, {mon} {d}, {y}\n\n{T}\n\n{P0}\n\n{PS}\n', (), ''),
    ('page', 'india2', '*', '{T}\n\n{B}\n\n{Ct} / {mon} {dd}, {y} {h12}:{M} {ap} IST\n\n{P0}\n\n{PS}\n', (), ''),
    ('page', 'india3', '*', '{T}\nBy: {B}\n{Ct} | Updated: {mon} {d}, {y} {H}:{M} IST\n\n{P0}\n\n{PS}\n', (), ''),
    ('page', 'xin2', '*', '{T}\n\nXinhua, {mon} {d}, {y}\n\n{C}, {sh} {d} (Xinhua) -- {P0}\n\n{PS}\n', ('byline',), ''),
    ('page', 'dwl', '*', '{TU}\n{C}, {wd}, {mon} {d}, {y}\n\n{P0}\n\n{PS}\n', (), ''),
    ('page', 'by_nl', '*', '{T}\n\nBy\n{B1}\n\n{mon} {d}, {y}\n\n{P0}\n\n{PS}\n', (), ''),
    ('page', 'semi', '*', '{T}\n\n{Bc}\n{mon} {d}, {y}\n\n{P0}\n\n{PS}\n', (), ''),
    ('page', 'latimes', '*', '{T}\n\n{mon} {d}, {y}|{B1U} | Times Staff Writer\n\n{P0}\n\n{PS}\n', (), ''),
    ('page', 'latimes2', '*', '{T}\n{mon} {dd}, {y}|By {BU}, Times Staff Writers\n\n{C} — {P0}\n\n{PS}\n', (), ''),
    ('page', 'tribune', '*', '{T}\n{mon} {dd}, {y}|By {B}, Elm Tribune.\n\n{P0}\n\n{PS}\n', (), ''),
    ('page', 'csm', '*', '{T}\n\nBy {B}, Staff writer of The Elm Monitor / {mon} {d}, {y}\n\n{Cr} — {P0}\n\n{PS}\n', (), ''),
    ('page', 'upiarch', '*', 'UPI Archives\n{MON} {d}, {y}\n\n{T}\n\nBy {BU}\n\n{Cr} -- {P0}\n\n{PS}\n', (), ''),
    ('page', 'aparch', '*', '{T}\n\n{B1U}\n{mon} {d}, {y}\n\n{Cr} (AP) _ {P0}\n\n{PS}\n', (), ''),
    ('page', 'nytarch', '*', 'ARCHIVES | {y}\n\n{T}\n\nBy {BU} {MON} {d}, {y}\n\n{C}, {rt} {d}— {P0}\n\n{PS}\n', (), ''),
    ('page', 'nytarch2', '*', '{T}\n\nBy {B}\nSpecial to the Elm Times\nPublished: {mon} {d}, {y}\n\n{C}, {rt} {d}— {P0}\n\n{PS}\n\nA version of this article appears in print on May 4, 2001, on page A4.\n', (), ''),
    ('page', 'scmp', '*', '{T}\n\n{B1} in {Ct}\nPublished: {h12}:{M}{apx}, {d} {mo}, {y}\n\n{P0}\n\n{PS}\n', ('city',), ''),
    ('page', 'hindu', '*', '{T}\n\n{B1}\n{mon} {dd}, {y} {H}:{M} IST | {Ct}\n\n{P0}\n\n{PS}\n', (), ''),
    ('page', 'straits', '*', '{T}\n\nPUBLISHED {MON} {d}, {y}, {h12}:{M} {ap} SGT\n\n{Cr} (REUTERS) - {P0}\n\n{PS}\n', (), ''),
    ('page', 'allafrica', '*', '{T}\n\n{d} {mon} {y}\nThe Elm Courier (Port Elm)\nBy {B}\n\n{Ctr} — {P0}\n\n{PS}\n', (), ''),
    ('page', 'ips', '*', '{T}\n\nBy {B}\n\n{C}, {mo} {d} {y} (IPS) - {P0}\n\n{PS}\n', (), ''),
    ('page', 'fox', '*', '{T}\n\nBy {B} | Elm News\nPublished {mon} {d}, {y} {h12}:{M}{apx} EDT\n\n{P0}\n\n{PS}\n', (), ''),
    ('page', 'cnbc', '*', '{T}\nPublished {w}, {mo} {d} {y}  {h12}:{M} {ap} EDT\n{B}\n\n{P0}\n\n{PS}\n', (), ''),
    ('page', 'spiegel', '*', '{T}\n\nBy {B1} in {Ct}\n{d} {mon} {y}, {H}:{M} Uhr\n\n{P0}\n\n{PS}\n', ('city',), ''),
    ('page', 'rt', '*', '{T}\n\n{d} {mo}, {y} {H}:{M}\n\n{P0}\n\n{PS}\n', (), ''),
    ('page', 'slug2', '*', 'USA-BRIDGE/COUNCIL (UPDATE 2, PIX)\n\n{T}\n\nBy {B}\n\n{C}, {rt} {d} (Reuters) - {P0}\n\n{PS}\n', (), ''),
    ('page', 'update', '*', 'UPDATE 2\n\n{T}\n\n* Council votes on Tuesday\n* Work to begin in May\n\nBy {B}\n\n{C}, {rt} {d} (Reuters) - {P0}\n\n{PS}\n', (), ''),
    ('page', 'site', '*', '{T} | The Elm Courier\n\nBy {B}\n{mon} {d}, {y}\n\n{P0}\n\n{PS}\n', (), ''),
    ('page', 'site2', 'm', '{T} - Reuters\n\n{wd}, {mon} {d}, {y}\n\n{Cr} (Reuters) - {P0}\n\n{PS}\n', (), ''),
    ('page', 'courier', '*', 'By {BU}\nCourier Staff Writer\n\n{T}\n\n{C} - {P0}\n\n{PS}\n', (), ''),
    ('page', 'byfirst', '*', 'By {B}\n{mon} {d}, {y}\n\n{T}\n\n{P0}\n\n{PS}\n', (), ''),
    ('page', 'datetitleby', '*', '{mo}. {d}, {y}\n\n{T}\n\n{B1}, Elm Courier\n\n{P0}\n\n{PS}\n', ('date',), ''),
    ('page', 'script', '*', '{T}\n\nReporter: {B1}\nDate: {d} {mon} {y}\n\n{P0}\n\n{PS}\n', (), ''),
    ('page', 'magazine', '*', '{T}\n\nby {B} | {mon} {d}, {y}\n\n{P0}\n\n{PS}\n', (), ''),
    ('page', 'student', '*', '{T}\nBy {B1}, News Editor | {mon} {d}, {y}\n\n{P0}\n\n{PS}\n', (), ''),
    ('page', 'gov', '*', 'FOR IMMEDIATE RELEASE\n{wd}, {mon} {d}, {y}\n\nContact: Pat Example, 555-010-2233\n\n{T}\n\n{C} – {P0}\n\n{PS}\n\n###\n', (), ''),
    ('page', 'gov2', 'm', '{mon} {d}, {y}\nMinistry of Bridges\n\n{T}\n\n({Ct}) – {P0}\n\n{PS}\n', (), ''),
    ('page', 'statement', '*', '{T}\n\n{Ct}, {d} {mon} {y} – {P0}\n\n{PS}\n', (), ''),
    ('page', 'lines', '*', '{T}\n----------------------------------------\n{B}\n{C}\n{d} {mon} {y}\n----------------------------------------\n\n{P0}\n\n{PS}\n', ('city',), ''),
    ('page', 'boxed', '*', '=== {T} ===\n\n{B} -- {d} {mon} {y}\n\n{P0}\n\n{PS}\n', (), ''),
    ('page', 'inlineby', '*', '{T}\n\nBy {B} {C} (Reuters) - {P0}\n\n{PS}\n', (), ''),
    ('page', 'inlineby2', '*', '{T}\n\n{C} — By {B}\n\n{P0}\n\n{PS}\n', ('city',), ''),
    ('page', 'staff_then', '*', '{T}\n\nBy Reuters Staff\n\n{d} {mon} {y}\n\n{C} (Reuters) - {P0}\n\n{PS}\n\nReporting by {B}; editing by Pat Example\n', (), ''),
    ('page', 'time_only', '*', '{T}\n\n{H}:{M} GMT, {d} {mon} {y}\n\nBy {B} For Elm Online\n\n{P0}\n\n{PS}\n', (), ''),
    ('page', 'dash_city', '*', '{T}\n\n{Ct} - {P0}\n\n{PS}\n', ('city',), ''),
    ('page', 'citydate_line', '*', '{T}\n\nBy {B}\n{Ctr}\n{mon} {d}, {y}\n\n{P0}\n\n{PS}\n', (), ''),
    ('record', 'factiva', '*', 'HD\n{T}\n\nBY\nBy {B}\n\nWC\n312 words\n\nPD\n{d} {mon} {y}\n\nSN\nThe Elm Courier\n\nLA\nEnglish\n\nCY\n(c) {y} The Elm Courier\n\nLP\n{P0}\n\nTD\n{PS}\n\nAN\nDocument ELMC000020{y}0503\n', (), ''),
    ('record', 'factiva2', '*', 'HD     {T}\nBY     By {B}\nWC     312 words\nPD     {d} {mon} {y}\nET     {H}:{M}\nSN     Reuters News\nLA     English\nCY     (c) {y} Reuters Limited\nLP     {Cr}, {rt} {d} (Reuters) - {P0}\nTD     {PS}\n', (), ''),
    ('record', 'factiva3', '*', '{T}\n\nBy {B}\n312 words\n{d} {mon} {y}\n{H}:{M}\nReuters News\nLBA\nEnglish\n(c) {y} Reuters Limited\n\n{Cr}, {rt} {d} (Reuters) - {P0}\n\n{PS}\n\nDocument lba0000020{y}0503\n', (), ''),
    ('record', 'ris', '*', 'TY  - NEWS\nTI  - {T}\nAU  - {B1}\nDA  - {y}/{mm}/{dd}\nJO  - The Elm Courier\nCY  - {Ct}\nLA  - en\nAB  - {P0}\nN2  - {PS}\nER  - \n', ('city',), ''),
    ('record', 'proquest', '*', '{T}\n\nAuthor: {Bs}\n\nPublication info: The Elm Courier ; Port Elm [Port Elm]. {dd} {mo} {y}: A.4.\n\nFull text: {P0}\n\n{PS}\n', ('date',), ''),
    ('record', 'proquest2', '*', 'Title: {T}\nAuthor: {Bs}\nPublication title: The Elm Courier\nPublication date: {mo} {d}, {y}\nSection: World\nFull text\n\n{P0}\n\n{PS}\n', (), ''),
    ('record', 'newsbank', '*', '{T}\nElm Courier, The (Port Elm) - {mon} {d}, {y}\nAuthor: {B}\nSection: News\nPage: A4\nReadability: 10-12 grade level\n\n{P0}\n\n{PS}\n', (), ''),
    ('record', 'padded', '*', 'Title      : {T}\nAuthor     : {B}\nDate       : {y}-{mm}-{dd}\nPlace      : {Ct}\nWords      : 312\n\n{P0}\n\n{PS}\n', (), ''),
    ('record', 'tabbed', '*', 'Title\t{T}\nByline\t{B}\nDate\t{dd}-{MO}-{y} {H}:{M}:{S}.79\nDateline\t{C}\nBody\t{P0}\n\n{PS}\n', (), ''),
    ('record', 'equals', '*', 'title = {T}\nauthor = {B}\ndate = {y}-{mm}-{dd}T{H}:{M}:{S}Z\ncity = {Ct}\n\n{P0}\n\n{PS}\n', (), ''),
    ('record', 'brackets', '*', '[TITLE] {T}\n[AUTHOR] {B}\n[DATE] {d} {mon} {y}\n[CITY] {Ct}\n[TEXT] {P0}\n\n{PS}\n', (), ''),
    ('record', 'under', '*', 'article_title: {T}\narticle_author: {B}\npub_date: {y}{mm}{dd}\nlocation: {Ct}\ntext: {P0}\n\n{PS}\n', (), ''),
    ('record', 'pipes', 'm', '{T} | {B1} | {y}-{mm}-{dd} | The Elm Courier\n\n{P0}\n\n{PS}\n', (), ''),
    ('record', 'starred', '*', '** Headline: {T}\n** Byline: {B}\n** Date: {mon} {d}, {y}\n** Dateline: {Cr}\n\n{P0}\n\n{PS}\n', (), ''),
    ('record', 'nextline', '*', 'HEADLINE\n{T}\n\nBYLINE\n{B}\n\nDATE\n{mon} {d}, {y}\n\nDATELINE\n{Cr}\n\nBODY\n{P0}\n\n{PS}\n', (), ''),
    ('record', 'nexis', '*', '1 of 14 DOCUMENTS\n\nThe Elm Courier\n\n{mon} {d}, {y} {wd}\n\n{T}\n\nBYLINE: {B}\n\nSECTION: NEWS; Pg. 4\n\nLENGTH: 312 words\n\nDATELINE: {C} \n\n{P0}\n\n{PS}\n\nLOAD-DATE: May 5, 2019\n\nLANGUAGE: ENGLISH\n', (), ''),
    ('record', 'record', '*', 'Record 12 of 40\nDocument ID: 8812\nHeadline: {T}\nByline: By {B}\nDate: {dd}/{mo}/{y}\nSource: Reuters\nDateline: {Cr}, {rt} {d}\nText:\n\n{P0}\n\n{PS}\n', (), ''),
    ('record', 'dialog', '*', 'TI- {T}\nAU- {B1}\nSO- Reuters\nDT- {d} {mon} {y}\nTX- {P0}\n\n{PS}\n', (), ''),
    ('record', 'refer', '*', '%T {T}\n%A {B1}\n%D {y}-{mm}-{dd}\n%X {P0}\n\n{PS}\n', (), ''),
    ('record', 'tags', 'm', '<DATE>{dd}-{MO}-{y} {H}:{M}:{S}.79</DATE>\n<TITLE>{T}</TITLE>\n<AUTHOR>By {B}, Reuters</AUTHOR>\n<DATELINE>{Cr}, {rt} {d} - </DATELINE>\n<BODY>{P0}\n\n{PS}\n</BODY>\n', (), ''),
    ('record', 'hash', '*', '#TITLE: {T}\n#AUTHOR: {B}\n#DATE: {y}/{mm}/{dd}\n\n{P0}\n\n{PS}\n', (), ''),
    ('record', 'dash', 'm', 'Title - {T}\nAuthor - {B}\nDate - {d} {mon} {y}\nCity - {Ct}\n\n{P0}\n\n{PS}\n', (), ''),
    ('record', 'alone_first', '*', '{y}-{mm}-{dd} {H}:{M}:{S}\n{C}\n{T}\n{B}\n\n{P0}\n\n{PS}\n', (), ''),
    ('record', 'mddt', 'm', '| Title | {T} |\n| Author | {B} |\n| Date | {d} {mon} {y} |\n\n{P0}\n\n{PS}\n', (), ''),
    ('record', 'idhead', '*', 'ID: 4432\nDATE: {dd}{MO}{y}\nSLUG: ELM-BRIDGE\nHEAD: {T}\nBY: {B}\nLOC: {Cr}\nCOPY:\n{P0}\n\n{PS}\n', (), ''),
    ('record', 'credit', '*', 'Headline: {T}\nCreator: {B}\nCreated: {y}-{mm}-{dd}T{H}:{M}:{S}+00:00\nProvider: Reuters\nLocation: {Ct}\nContent: {P0}\n\n{PS}\n', (), ''),
    ('record', 'quoted', 'm', 'title: "{T}"\nauthor: "{B}"\ndate: "{y}-{mm}-{dd}"\ncity: "{Ct}"\n\n{P0}\n\n{PS}\n', (), ''),
    ('record', 'list2', 'm', 'title: {T}\nauthor: [{Bc}]\npublished: {y}-{mm}-{dd}\n\n{P0}\n\n{PS}\n', (), ''),
    ('record', 'tsv2', 'm', '{T}\t{B}\t{y}-{mm}-{dd}\t{C}\n\n{P0}\n\n{PS}\n', (), ''),
    ('record', 'semi_kv', 'm', 'Headline; {T}\nByline; {B}\nDate; {d} {mon} {y}\n\n{P0}\n\n{PS}\n', (), ''),
    ('record', 'dots', 'm', 'Headline...... {T}\nByline........ {B}\nDate.......... {d} {mon} {y}\nDateline...... {Cr}\n\n{P0}\n\n{PS}\n', (), ''),
    ('record', 'caps_space', '*', 'HEADLINE  {T}\nBYLINE    {BU}\nDATE      {MON} {d}, {y}\nPLACE     {Cr}\n\n{P0}\n\n{PS}\n', (), ''),
    ('record', 'one_space', 'm', 'HEADLINE {T}\nBYLINE {B}\nDATE {MON} {d}, {y}\nDATELINE {Cr}\n\n{P0}\n\n{PS}\n', (), ''),
    ('record', 'angle', 'm', '<HEADLINE> {T}\n<BYLINE> {B}\n<DATE> {d} {mon} {y}\n<DATELINE> {Cr}\n<TEXT>\n{P0}\n\n{PS}\n', (), ''),
    ('record', 'at', 'm', '@title {T}\n@author {B}\n@date {y}-{mm}-{dd}\n\n{P0}\n\n{PS}\n', (), ''),
    ('record', 'dollar', 'm', '$HEADLINE$ {T}\n$BYLINE$ {B}\n$DATE$ {d} {mon} {y}\n\n{P0}\n\n{PS}\n', (), ''),
    ('record', 'num', 'm', '1. Title: {T}\n2. Author: {B}\n3. Date: {d} {mon} {y}\n4. City: {Ct}\n\n{P0}\n\n{PS}\n', (), ''),
    ('record', 'ebsco', '*', 'Title: {T}\nAuthors: {Bs}\nSource: The Elm Courier, {dd}/{mm}/{y}, p4\nDocument Type: Article\nAbstract: {P0}\n\n{PS}\n', ('date',), ''),
    ('record', 'bib', 'm', '@article{{x1,\n  title = {{{T}}},\n  author = {{{B}}},\n  date = {{{y}-{mm}-{dd}}},\n}}\n\n{P0}\n\n{PS}\n', (), ''),
    ('record', 'journalist', '*', 'Heading: {T}\nJournalist: {B}\nDay: {wd} {d} {mon} {y}\nOrigin: {Ct}\n\n{P0}\n\n{PS}\n', (), ''),
    ('record', 'two_col', 'm', 'Headline: {T}    Date: {d} {mon} {y}\nByline: {B}    City: {Ct}\n\n{P0}\n\n{PS}\n', (), ''),
    ('record', 'inline_semis', 'm', 'Title: {T}; Author: {B1}; Date: {d} {mon} {y}\n\n{P0}\n\n{PS}\n', (), ''),
    ('record', 'author_affil', 'm', 'Title: {T}\nAuthor: {B1}, Reuters\nDate: {d} {mon} {y}\n\n{P0}\n\n{PS}\n', (), ''),
    ('record', 'author_mail', 'm', 'Title: {T}\nAuthor: {B1} (ada@elm.example)\nDate: {d} {mon} {y}\n\n{P0}\n\n{PS}\n', (), ''),
    ('record', 'factiva_one', 'm', 'SE World\nHD {T}\nBY By {B}\nWC 312 words\nPD {d} {mon} {y}\nSN The Elm Courier\nLA English\nLP {P0}\nTD {PS}\n', (), ''),
)  # fmt: skip
WIRES, WEB, RECORDS = (
    [
        _layout(name, style, template, open_, byline)
        for kind, name, style, template, open_, byline in _TEMPLATES
        if kind == own
    ]
    for own in ("wire", "page", "record")
)
