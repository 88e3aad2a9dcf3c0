"""Learns the weights of ``briefing/analysis/entities/scorer.py`` and writes them to ``briefing/analysis/data/``.

    python benchmarks/learn_names.py TEACHER [--articles N] [--epochs N]

TEACHER is the folder of a spaCy pipeline with named entities (the medium English one was used); spaCy is installed by hand, the
program never loads it. It labels the articles of ``../shared``: news of 2004-05 and US political news. The scorer learns to agree with it on candidates that
tables and head words leave open. Softmax regression by AdaGrad over hashed features; no text and no word of the articles is kept.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from briefing.analysis import linear_model  # noqa: E402
from briefing.analysis.entities import decisions, recogniser  # noqa: E402
from briefing.analysis.entities.scorer import CLASSES, features  # noqa: E402
from briefing.analysis.linear_model import BUCKETS, HASHED_SCALE, bucket  # noqa: E402
from briefing.lexicon.gazetteer import tables  # noqa: E402
from briefing.model import Article, Document, Paragraph  # noqa: E402

SHARED = ROOT.parent / "shared"
KINDS = {"PERSON": "person", "ORG": "organisation", "GPE": "place", "LOC": "place", "FAC": "place", "NORP": "place"}
Labelled = dict[tuple[int, int], tuple[str, str]]
Example = tuple[list[int], int, float]


def articles(count: int) -> list[Document]:
    """``count`` articles, half of each collection."""
    chooser = random.Random(5)
    texts: list[str] = []
    for path, title in (
        (SHARED / "corpora" / "bbc2k.jsonl", True),
        (SHARED / "gold" / "quotations" / "polnear_train.jsonl", False),
    ):
        entries = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        taken = chooser.sample(entries, min(count // 2, len(entries)))
        texts += [((entry["title"] + "\n\n" if title else "") + entry["text"])[:6000] for entry in taken]
    return [document(text, str(number)) for number, text in enumerate(texts)]


def document(text: str, name: str) -> Document:
    paragraphs, position = [], 0
    for line in text.split("\n"):
        if line.strip():
            paragraphs.append(Paragraph((position, position + len(line)), None, "body"))
        position += len(line) + 1
    return Document(Article(name, name), text, tuple(paragraphs))


def labels(nlp: Any, article: Document) -> Labelled:
    """What the teacher finds: span -> kind and label, without article and possessive."""
    found: Labelled = {}
    for paragraph in article.paragraphs:
        start, end = paragraph.span
        for span in nlp(article.text[start:end]).ents:
            kind = KINDS.get(span.label_)
            if kind:
                first, last = start + span.start_char, start + span.end_char
                first += 4 if article.text[first : first + 4].lower() == "the " else 0
                last -= 2 if article.text[first:last].endswith(("'s", "’s")) else 0
                found[first, last] = (kind, "demonym" if span.label_ == "NORP" else "")
    return found


def examples(article: Document, truth: Labelled) -> Iterator[Example]:
    """Open candidates with their class. Those that only overlap with the teacher's names teach a little that they are none."""
    table = tables()
    collected = recogniser.collect(article, table)
    found, counts, lower = collected.found, collected.counts, collected.lower
    about = decisions.surroundings(found, counts, lower, table)
    taken = sorted(truth)
    for candidate in found:
        if candidate.strong:
            continue
        span = (candidate.start, candidate.end)
        weight = 1.0
        if span in truth:
            kind, label = truth[span]
            if label:
                continue
            answer = CLASSES.index(kind)
        else:
            if any(a < span[1] and span[0] < b for a, b in taken):
                weight = 0.3
            answer = 3
        yield [bucket(feature) for feature in features(candidate, about, table)], answer, weight


def learn(data: list[Example], epochs: int) -> np.ndarray:
    """Weights (buckets x classes)."""
    chooser = np.random.default_rng(7)
    weight = np.zeros((BUCKETS, 4))
    square = np.full((BUCKETS, 4), 1e-2)
    width = max(len(row) for row, _, _ in data)
    rows = np.full((len(data), width), BUCKETS - 1, dtype=np.int64)
    mask = np.zeros((len(data), width))
    for index, (row, _, _) in enumerate(data):
        rows[index, : len(row)] = row
        mask[index, : len(row)] = 1.0
    answers = np.array([answer for _, answer, _ in data])
    importance = np.array([share for _, _, share in data])
    for epoch in range(epochs):
        order = chooser.permutation(len(data))
        loss = 0.0
        for begin in range(0, len(order), 256):
            batch = order[begin : begin + 256]
            scores = (weight[rows[batch]] * mask[batch][:, :, None]).sum(axis=1)
            scores -= scores.max(axis=1, keepdims=True)
            share = np.exp(scores)
            share /= share.sum(axis=1, keepdims=True)
            loss -= float(np.log(share[np.arange(len(batch)), answers[batch]] + 1e-12).sum())
            share[np.arange(len(batch)), answers[batch]] -= 1.0
            share *= importance[batch][:, None]
            slope = np.zeros_like(weight)
            np.add.at(slope, rows[batch].ravel(), (mask[batch][:, :, None] * share[:, None, :]).reshape(-1, 4))
            touched = np.unique(rows[batch])
            step = slope[touched] / len(batch) + 2e-6 * weight[touched]
            square[touched] += step**2
            weight[touched] -= 0.15 * step / np.sqrt(square[touched])
        print(f"epoch {epoch + 1}: loss {loss / len(data):.4f}", file=sys.stderr)
    return weight


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("teacher", type=Path)
    parser.add_argument("--articles", type=int, default=2200)
    parser.add_argument("--epochs", type=int, default=6)
    options = parser.parse_args(arguments)
    warnings.simplefilter("ignore")
    import spacy

    teacher = spacy.load(options.teacher, exclude=["tagger", "parser", "senter", "attribute_ruler", "lemmatizer"])
    rows: list[Example] = []
    for article in articles(options.articles):
        rows += examples(article, labels(teacher, article))
    stored = np.clip(np.rint(learn(rows, options.epochs) * HASHED_SCALE), -127, 127).astype(np.int8)
    linear_model.path("name_weights.bin").write_bytes(stored.tobytes())
    print(f"{len(rows)} examples, {np.count_nonzero(stored.any(axis=1))} buckets used")
    return 0


if __name__ == "__main__":
    sys.exit(main())
