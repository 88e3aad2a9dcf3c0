"""How well sentences that were said already are told from new ones: on invented texts, copied, reworded, changed and unrelated.

    python benchmarks/new.py [--events N] [--errors N]

Each sentence of an invented event (:mod:`lookalikes`) is known; what is asked is that sentence copied, lightly reworded (two words
for two others, or the report's frame turned round), with another figure, with a negation, with another name or day, and the sentences of other events.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
sys.path.insert(0, str(ROOT / "benchmarks"))

import lookalikes  # noqa: E402

from briefing.analysis.novelty import sentences  # noqa: E402
from briefing.text import sentences as split  # noqa: E402

SYNONYMS = dict(
    pair.split("/")
    for pair in "said/told reporters|people/persons|houses/homes|searched/combed|killing/leaving dead|struck/hit|found/discovered|"
    "workers/staff|company/firm|promised/pledged|buy/acquire|closed/shut|warned/cautioned|stolen/taken|asked/requested|"
    "near/close to|early/shortly after dawn|believe/think|started/began|rooms/galleries|gates/doors|town/city|road/highway|"
    "agreed/consented|surprised/astonished|took/stole|high/steep|winds/gusts|missing/unaccounted for|"
    "dead/killed|left/departed|felt/noticed|spent/passed|lasted/went on for|leads/heads|talks/negotiations".split("|")
)  # fmt: skip


def reworded(sentence: str, rng: random.Random) -> str | None:
    """Return the sentence with up to two words for others, or None where none can be put."""
    able = [word for word in SYNONYMS if re.search(rf"\b{word}\b", sentence)]
    if not able:
        return None
    for word in rng.sample(able, min(2, len(able))):
        sentence = re.sub(rf"\b{word}\b", SYNONYMS[word], sentence, count=1)
    return sentence


def figured(sentence: str, rng: random.Random) -> str | None:
    figure = re.search(r"\d+", sentence)
    if figure is None:
        return None
    return f"{sentence[: figure.start()]}{int(figure.group()) + rng.randint(1, 9)}{sentence[figure.end() :]}"


def negated(sentence: str, _rng: random.Random) -> str | None:
    verb = re.search(r"\b(was|were|is|are|had|has|have|will|would)\b", sentence)
    return None if verb is None else f"{sentence[: verb.end()]} not{sentence[verb.end() :]}"


def renamed(sentence: str, _rng: random.Random) -> str | None:
    name = re.search(r"(?<=[a-z,] )[A-Z][a-z]+", sentence)
    return None if name is None else f"{sentence[: name.start()]}Tharwick{sentence[name.end() :]}"


KINDS: dict[str, tuple[bool, Callable[[str, random.Random], str | None]]] = {
    "copied": (False, lambda sentence, _: sentence),
    "lightly reworded": (False, reworded),
    "another figure": (True, figured),
    "a negation": (True, negated),
    "another name or day": (True, renamed),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=60)
    parser.add_argument("--errors", type=int, default=0)
    arguments = parser.parse_args()
    told = lookalikes.tell(arguments.events // 2, seed=11, articles=1, words=400)
    rng, known, asked = random.Random(5), sentences.Known(), []
    for number, one in enumerate(told):
        own = [sentences.sentence(one.text, span) for span in split(one.text)]
        if number % 2 == 0:
            known.add(f"{number}", own)
            asked += [one.text[slice(*each.span)] for each in own]
    tally: Counter[tuple[str, bool]] = Counter()
    unrelated = [one.text[slice(*span)] for one in told[1::2] for span in split(one.text)]
    tasks = [(name, new, change(text, rng)) for text in asked for name, (new, change) in KINDS.items()]
    tasks += [("unrelated", True, text) for text in unrelated]
    for name, new, text in tasks:
        if text is None:
            continue
        (found,) = known.news([sentences.sentence(text, (0, len(text)))])
        tally[name, found.new == new] += 1
        if found.new != new and arguments.errors:
            arguments.errors -= 1
            print(f"{name}: {text}")
    for name in dict.fromkeys(name for name, _, _ in tasks):
        right, wrong = tally[name, True], tally[name, False]
        print(f"{name:24} {right / (right + wrong):.3f} of {right + wrong}")


if __name__ == "__main__":
    main()
