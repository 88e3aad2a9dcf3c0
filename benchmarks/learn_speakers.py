"""Learns the weights of the speaker ranker from ``../shared/gold/quotations/polnear_train.jsonl``; writes the weights that ship.

    python benchmarks/learn_speakers.py [--limit N] [--rounds N] [--l2 X] [--least N] [--out FOLDER]

A linear softmax over the candidates of each quotation (features: ``briefing.analysis.quotations.attribution``), the likelihood of all
candidates that are part of the annotated source taken together; Adam on the whole set, a little L2, features seen fewer than
``--least`` times left out. Needs numpy; the program itself reads only the weights. Nothing of the text is stored but feature names
(kinds, layouts, verbs of saying).
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent))
import quotations as bench

from briefing.analysis import linear_model
from briefing.analysis.quotations import attribution, classify, mode, spans, stretch_features
from briefing.analysis.quotations.speakers import candidates
from briefing.analysis.quotations.speakers.features import features_of
from briefing.analysis.quotations.speakers.stream import Candidate

DATA = Path(__file__).resolve().parent.parent / "briefing" / "analysis" / "data"


def positives(found: list[Candidate], start: int, end: int) -> set[int]:
    """The candidates that are the annotated source: those within it, names before roles, owners (``Krol's aide``) last."""
    inside = [i for i, c in enumerate(found) if c.span[0] < end and start < c.span[1]]
    if len(inside) > 1:
        free = [i for i in inside if not found[i].possessive]
        inside = free or inside
        named = [
            i
            for i in inside
            if found[i].kind in ("full", "name") and found[i].head not in candidates.ORGANISATION_WORDS
        ]
        cued = [i for i in inside if found[i].relation[:2] in ("Rs", "Rw")]
        inside = named or cued or inside
    return set(inside)


def examples(articles: list[dict[str, Any]]) -> list[tuple[list[list[str]], set[int]]]:
    """For every gold quotation found: the features of each candidate, and which candidates are right."""
    result = []
    for article in articles:
        text = article["text"]
        paragraphs = [p.span for p in bench.document(text).paragraphs]
        segments = spans.segments(text, paragraphs)
        stream = candidates.read(text, paragraphs, segments, frozenset((0,)))
        quotes = attribution.running_quotes(stream)
        gold = {}
        for index, segment in enumerate(segments):
            for q in article["quotes"]:
                if q["speaker_text"] and bench.covers((q["start"], q["end"]), segment.span) >= 0.5:
                    gold[index] = (q["speaker_start"], q["speaker_end"])
        previous = None
        for index in range(len(segments)):
            if index not in gold or stream.places[index] < 0:
                continue
            where = attribution.situation(stream, text, segments, index)
            described = list(attribution.described(stream, where, previous, quotes))
            right = positives([c for c, _, _ in described], *gold[index])
            if not right:
                previous = None
                continue
            rows = []
            for candidate, side, features in described:
                every = [*features_of(stream, candidate), *features, *attribution.situational(where, candidate)]
                rows.append([f"{side} {f}" for f in every] + [f"* {f}" for f in every])
            result.append((rows, right))
            best = min(right, key=lambda i: abs(described[i][0].first - where.place))
            chosen = described[best][0]
            previous = attribution.Previous(chosen, where.place, where.paragraph, attribution.closing(where, chosen))
    return result


def learn(
    data: list[tuple[list[list[str]], set[int]]], rounds: int, l2: float, least: int
) -> dict[str, dict[str, float]]:
    counts = Counter(f for rows, _ in data for row in rows for f in row)
    index = {f: i for i, f in enumerate(sorted(f for f, n in counts.items() if n >= least))}
    columns: list[int] = []
    row_starts: list[int] = []
    group_starts: list[int] = []
    right: list[bool] = []
    for rows, good in data:
        group_starts.append(len(row_starts))
        for i, row in enumerate(rows):
            row_starts.append(len(columns))
            columns += [index[f] for f in row if f in index]
            columns.append(len(index))  # a constant, so that no row is empty
            right.append(i in good)
    cols = np.array(columns)
    starts = np.array(row_starts)
    groups = np.array(group_starts)
    good_mask = np.array(right)
    sizes = np.diff(np.append(groups, len(starts)))
    row_group = np.repeat(np.arange(len(groups)), sizes)
    lengths = np.diff(np.append(starts, len(cols)))
    col_row = np.repeat(np.arange(len(starts)), lengths)
    vector = np.zeros(len(index) + 1)
    first = np.zeros_like(vector)
    second = np.zeros_like(vector)
    for step in range(1, rounds + 1):
        scores = np.add.reduceat(vector[cols], starts)
        top = np.maximum.reduceat(scores, groups)
        mass = np.exp(scores - top[row_group])
        total = np.add.reduceat(mass, groups)
        prob = mass / total[row_group]
        good = np.where(good_mask, mass, 0.0)
        good_total = np.add.reduceat(good, groups)
        target = good / np.maximum(good_total, 1e-300)[row_group]
        loss = -np.log(np.maximum(good_total / total, 1e-300)).mean()
        gradient = (
            np.bincount(col_row * 0 + cols, weights=(prob - target)[col_row], minlength=len(vector)) / len(groups)
            + l2 * vector
        )
        first = 0.9 * first + 0.1 * gradient
        second = 0.99 * second + 0.01 * gradient**2
        vector -= (
            0.06 * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-8) * (1 - 0.8 * step / rounds)
        )
        if step % 20 == 0 or step == rounds:
            hits = np.maximum.reduceat(np.where(good_mask, scores, -np.inf), groups) >= top
            print(f"round {step}: loss {loss:.4f}, right {hits.mean():.4f}", file=sys.stderr)
    result: dict[str, dict[str, float]] = {}
    for feature, i in index.items():
        value = round(float(vector[i]), 3)
        if abs(value) >= 0.02:
            side, name = feature.split(" ", 1)
            result.setdefault(side, {})[name] = value
    return result


def kind_examples(articles: list[dict[str, Any]]) -> tuple[list[list[str]], list[bool]]:
    """For every stretch in marks: its features, and whether the gold attributes it to somebody (then it is speech)."""
    rows: list[list[str]] = []
    right: list[bool] = []
    for article in articles:
        text = article["text"]
        paragraphs = [p.span for p in bench.document(text).paragraphs]
        segments = spans.segments(text, paragraphs)
        stream = candidates.read(text, paragraphs, segments, frozenset((0,)))
        manner = [mode.mode_of(text, paragraphs[segment.paragraph], segment) for segment in segments]
        manner = mode.joined_modes(manner, mode.splits(text, segments, manner))
        situations = [attribution.situation(stream, text, segments, index) for index in range(len(segments))]
        quoted = stretch_features.Quoted(text, paragraphs, segments, manner, situations, frozenset((0,)))
        rows += classify.every_features(quoted)
        right += [any(q["start"] < s.span[1] and s.span[0] < q["end"] for q in article["quotes"]) for s in segments]
    return rows, right


def learn_kinds(rows: list[list[str]], right: list[bool], rounds: int, l2: float, least: int) -> dict[str, float]:
    """Logistic regression by Adam; ``*`` is the constant."""
    counts = Counter(f for row in rows for f in row)
    index = {f: i for i, f in enumerate(sorted(f for f, n in counts.items() if n >= least))}
    cols = np.array([c for row in rows for c in [*(index[f] for f in row if f in index), len(index)]])
    lengths = np.array([1 + sum(f in index for f in row) for row in rows])
    owner = np.repeat(np.arange(len(rows)), lengths)
    starts = np.concatenate(([0], np.cumsum(lengths)[:-1]))
    target = np.array(right, dtype=float)
    vector = np.zeros(len(index) + 1)
    first = np.zeros_like(vector)
    second = np.zeros_like(vector)
    for step in range(1, rounds + 1):
        prob = 1 / (1 + np.exp(-np.add.reduceat(vector[cols], starts)))
        gradient = np.bincount(cols, weights=(prob - target)[owner], minlength=len(vector)) / len(rows) + l2 * vector
        first = 0.9 * first + 0.1 * gradient
        second = 0.99 * second + 0.01 * gradient**2
        vector -= (
            0.05 * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-8) * (1 - 0.8 * step / rounds)
        )
    print(
        f"kinds: {len(rows)} stretches, right {((prob >= 0.5) == target).mean():.4f}, speech {target.mean():.3f}",
        file=sys.stderr,
    )
    result = {f: round(float(vector[i]), 3) for f, i in index.items() if abs(vector[i]) >= 0.02}
    result["*"] = round(float(vector[-1]), 3)
    return result


def write(path: Path, tables: dict[str, dict[str, float]]) -> None:
    path.write_text(linear_model.dump(tables, "Learned by benchmarks/learn_speakers.py"), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--limit", type=int)
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--l2", type=float, default=1e-3)
    parser.add_argument("--least", type=int, default=12)
    parser.add_argument("--out", type=Path, default=DATA, metavar="FOLDER", help="where the files go")
    options = parser.parse_args()
    began = time.process_time()
    articles = bench.load("train", options.limit)
    learned = learn(examples(articles), options.rounds, options.l2, options.least)
    write(options.out / "speaker_weights.txt", learned)
    sorts = learn_kinds(*kind_examples(articles), options.rounds * 2, 5e-4, options.least)
    write(options.out / "speaker_kinds.txt", {"": sorts})
    print(
        f"{sum(len(t) for t in learned.values())} weights for speakers, {len(sorts)} for kinds, {time.process_time() - began:.0f} s",
        file=sys.stderr,
    )


if __name__ == "__main__":
    main()
