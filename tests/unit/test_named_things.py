"""What the pages and the docstrings name of ours is there: modules, functions, classes, attributes, files."""

from __future__ import annotations

import ast
import builtins
import dataclasses
import importlib
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "briefing"
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
MODULES = sorted(PACKAGE.rglob("*.py"))

_QUOTED = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
_CODE = re.compile(r"```.*?```", re.DOTALL)
_LITERAL = re.compile(r"``([^`\n]+)``")
_ROLE = re.compile(r":(mod|func|class|meth|data|attr|exc):`~?([\w.]+)`")
_NAME = re.compile(r"\.?([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)(\(|$|: | ->|=)")
_FILE = re.compile(r"[\w./-]+/|[\w./-]*\.(?:py|md)")
_ENDINGS = frozenset(
    "php yaml yml toml txt md html json py eml pdf db xml css js example org com zip docx cfg log".split()
)
_OTHERS = frozenset({"CHANGELOG.md"})
"""Pages that tell of what was."""


def named_in(page: str) -> Iterator[str]:
    """What is set as code in a page, blocks of code apart."""
    return (match[1] for match in _QUOTED.finditer(_CODE.sub("", page)))


@cache
def identifiers() -> frozenset[str]:
    """Every name and every word in quotation marks that stands in our code."""
    names = {*sys.stdlib_module_names, *dir(builtins), *dir(str), *dir(dict), "briefing"}
    for path in [*MODULES, *(ROOT / "tests").rglob("*.py"), *(ROOT / "benchmarks").glob("*.py")]:
        names.update((path.stem, *path.relative_to(ROOT).parts[:-1]))
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            for attribute in ("id", "attr", "arg", "name", "module", "asname"):
                value = getattr(node, attribute, None)
                if isinstance(value, str):
                    names.update(value.split("."))
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and len(node.value) < 2_000:
                names.update(re.findall(r"\w+", node.value) if not _is_text(node.value) else ())
    names.update(re.findall(r"\w+", (ROOT / "pyproject.toml").read_text("utf-8")))
    return frozenset(names)


def constants() -> frozenset[str]:
    """Every value that is one word in quotation marks in our code."""
    trees = (ast.parse(path.read_text("utf-8")) for path in MODULES)
    nodes = (node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return frozenset(str(node.value).partition("-")[0] for node in nodes if not _is_text(str(node.value)))


def _is_text(value: str) -> bool:
    return value.count(" ") > 3


def module(name: str) -> ModuleType | None:
    """Our module of that name, with or without the package's."""
    own = name.removeprefix("briefing.")
    place = PACKAGE / own.replace(".", "/")
    if not own or (
        name != "briefing" and not place.with_suffix(".py").exists() and not (place / "__init__.py").exists()
    ):
        return None
    return importlib.import_module("briefing" if name == "briefing" else f"briefing.{own}")


def has(thing: Any, attribute: str) -> bool:
    if hasattr(thing, attribute):
        return True
    return dataclasses.is_dataclass(thing) and attribute in {field.name for field in dataclasses.fields(thing)}


def missing(name: str, scope: Any = None) -> str:
    """What of a dotted name is not there, "" if it is all there or not ours to say."""
    parts = name.split(".")
    if len(parts) > 1 and parts[-1] in _ENDINGS:
        return ""
    for length in range(len(parts), 0, -1):
        thing: Any = module(".".join(parts[:length]))
        if thing is not None:
            rest = parts[length:]
            break
    else:
        thing, rest = scope, parts
        if thing is None or not has(thing, parts[0]):
            model = importlib.import_module("briefing.model")
            if len(parts) > 1 and has(model, parts[0]):
                thing = model
            else:
                unknown = [part for part in parts if part not in identifiers()]
                return name if unknown and _is_ours(name) else ""
    for part in rest:
        if not has(thing, part):
            # An attribute that instances alone have is told by its name.
            return "" if isinstance(thing, type) and part in identifiers() else name
        thing = getattr(thing, part, None)
        if thing is None:
            return ""
    return ""


def _is_ours(name: str) -> bool:
    """Whether a name has the form of something in a program: a word in quotation marks has not."""
    return "_" in name.strip("_") or "." in name or re.fullmatch(r"[A-Z][a-z]+(?:[A-Z][a-z]+)+", name) is not None


def faults(text: str, scope: Any = None) -> list[str]:
    """What one piece of code in a page or docstring names that is not there."""
    if _FILE.fullmatch(text) and "/" in text.strip("/") and not text.startswith(("/", ".", "http")):
        return [] if any((base / text).exists() for base in (ROOT, PACKAGE, ROOT / "docs")) else [text]
    match = _NAME.match(text)
    return [gone] if match and (gone := missing(match[1], scope)) else []


@pytest.mark.parametrize("page", [page for page in PAGES if page.name not in _OTHERS], ids=lambda page: page.name)
def test_a_page_names_only_what_is_there(page: Path) -> None:
    text = page.read_text("utf-8")
    assert [gone for piece in named_in(text) for gone in faults(piece)] == []


def test_the_page_of_rooms_names_only_modules_functions_and_parameters_that_are_there() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    words = {piece for piece in named_in(text) if re.fullmatch(r"[a-z]\w*", piece)}
    assert sorted(words - identifiers()) == []


def docstrings(path: Path) -> Iterator[tuple[str, str]]:
    """(name of what it describes, docstring) of a module and everything in it; strings below an assignment, too."""
    tree = ast.parse(path.read_text("utf-8"))

    def walk(node: ast.AST, name: str) -> Iterator[tuple[str, str]]:
        for child in ast.iter_child_nodes(node):
            inner = f"{name}.{child.name}" if isinstance(child, (ast.ClassDef, ast.FunctionDef)) else name
            if (
                isinstance(child, ast.Expr)
                and isinstance(child.value, ast.Constant)
                and isinstance(child.value.value, str)
            ):
                yield name, child.value.value
            else:
                yield from walk(child, inner)

    return walk(tree, "")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE))[:-3])
def test_a_docstring_names_only_what_is_there(path: Path) -> None:
    gone = []
    name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    scope = importlib.import_module(name) if not name.endswith("__main__") else None
    for owner, text in docstrings(path):
        around: Any = scope
        for part in owner.strip(".").split("."):
            around = getattr(around, part, around) if part else around
        kind = around if isinstance(around, type) else scope
        for _, role in _ROLE.findall(text):
            if all(missing_strictly(role, one) for one in (kind, scope)):
                gone.append(f"{owner}: {role}")
        gone += [f"{owner}: {one}" for piece in _LITERAL.findall(text) for one in faults(piece, kind)]
    assert gone == []


def missing_strictly(name: str, scope: Any) -> bool:
    """Whether a reference leads nowhere: from where it stands, from our package, or outside of it."""
    if missing(name, scope):
        return True
    first = name.split(".", 1)[0]
    return not (
        has(scope, first)
        or module(first)
        or has(importlib.import_module("briefing.model"), first)
        or first in identifiers()
    )


def test_the_values_of_the_domain_tell_only_of_fields_that_they_have() -> None:
    """``matches`` in the docstring of a value without such a field is a promise that nobody keeps."""
    model = importlib.import_module("briefing.model")
    source = (PACKAGE / "model.py").read_text("utf-8")
    known = set(re.findall(r"\w+", re.sub(r"``[^`]*``", "", source))) | constants()
    gone = [
        f"{name}: {word}"
        for name, kind in vars(model).items()
        if isinstance(kind, type) and kind.__module__ == "briefing.model"
        for word in re.findall(r"``([a-z_]+)``", kind.__doc__ or "")
        if word not in known and not has(kind, word)
    ]
    assert gone == []
