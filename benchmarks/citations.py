"""How many citations equal what a processor of CSL prints on the style's own file, by style and by kind of fault.

    python benchmarks/citations.py [--show STYLE] [--gold FILE]

An entry is right if it equals pandoc's or the stored answer of a second processor (see citation_judges). The items are invented
(citation_items). With ``--gold`` (or ../shared/gold/citations/news_items.json beside the checkout) the entries of that file count too.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

import citation_judges as judges
from citation_items import items as invented

from briefing.citations import cite
from briefing.model import UNKNOWN, Article, Stated

GOLD = Path(__file__).resolve().parents[2] / "shared" / "gold" / "citations" / "news_items.json"
_FIELDS = {"title", "issued", "container-title", "URL", "id", "language", "features"}


def article(item: dict[str, Any]) -> Article:
    """Return the article of which a CSL item tells, everything stated."""

    def stated(value: Any) -> Stated[Any]:
        return Stated.stated(value, None) if value else UNKNOWN

    day = item.get("issued", {}).get("date-parts", [[]])[0]
    return Article(
        id=item["id"],
        path=item["id"],
        title=stated(item.get("title")),
        outlet=stated(item.get("container-title")),
        published=stated("-".join(f"{part:02}" for part in day)),
        url=stated(item.get("URL")),
        language=stated(item.get("language")),
        extra={key: value for key, value in item.items() if key not in _FIELDS},
    )


def compare(
    items: list[dict[str, Any]], style: str, second: dict[str, str]
) -> list[tuple[dict[str, Any], str, list[str]]]:
    """Return the items whose entry in ``style`` equals no judge's: item, our entry, the judges' answers."""
    bare = [{key: value for key, value in item.items() if key != "features"} for item in items]
    first = judges.pandoc(style, bare)
    wrong = []
    for item in items:
        answers = [answer for answer in (first.get(item["id"]), second.get(item["id"])) if answer]
        ours = " ".join(cite(article(item), style=style).text.split())
        if ours not in answers:
            wrong.append((item, ours, answers))
    return wrong


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--show", metavar="STYLE", choices=sorted(judges.STYLES), help="print the entries that are not right"
    )
    parser.add_argument("--gold", metavar="FILE", type=Path, default=GOLD)
    arguments = parser.parse_args()
    if judges.missing():
        print(judges.missing(), file=sys.stderr)
        return 2
    items = invented()
    sets: list[tuple[str, list[dict[str, Any]], dict[str, dict[str, str]]]] = [
        ("invented", items, judges.stored(items))
    ]
    if arguments.gold.exists():
        gold = json.loads(arguments.gold.read_text("utf-8"))
        answers = {
            style: {case["item"]["id"]: case["expected"][file]["bib"] for case in gold}
            for style, file in judges.STYLES.items()
        }
        sets.append(("gold", [case["item"] for case in gold], answers))
    for name, cases, second in sets:
        report(name, cases, second, arguments.show)
    return 0


def report(name: str, items: list[dict[str, Any]], second: dict[str, dict[str, str]], show: str | None) -> None:
    """Print the share of right entries of one set, by style and by kind of fault."""
    faults: Counter[tuple[str, str]] = Counter()
    total = 0
    print(f"{name}: {len(items)} items, judged by pandoc{' and a stored second processor' if second else ''}")
    for style in judges.STYLES:
        wrong = compare(items, style, second.get(style, {}))
        total += len(items) - len(wrong)
        print(f"  {style:20} {len(items) - len(wrong):4} of {len(items)}")
        for item, ours, answers in wrong:
            for feature in item.get("features", ()):
                faults[feature, style] += 1
            if style == show:
                print(f"    {item['id']}  ours   {ours}")
                print("".join(f"          judge  {answer}\n" for answer in answers), end="")
    print(f"  {'all':20} {total:4} of {len(items) * len(judges.STYLES)}")
    by_feature = Counter({feature: sum(n for (f, _), n in faults.items() if f == feature) for feature, _ in faults})
    for feature, count in by_feature.most_common():
        where = ", ".join(f"{style} {faults[feature, style]}" for style in judges.STYLES if faults[feature, style])
        print(f"    {feature:32} {count:3}  ({where})")


if __name__ == "__main__":
    sys.exit(main())
