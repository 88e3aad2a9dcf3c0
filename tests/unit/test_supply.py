"""What is installed is what was locked: every file by its digest, and the lists of versions agree with one another."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[2]
PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;]+)")
DIGEST = re.compile(r"--hash=sha256:[0-9a-f]{64}")


def pins(name: str) -> dict[str, str]:
    """Package → version, of a lock or of the constraints."""
    lines = (ROOT / name).read_text().splitlines()
    return {canonicalize_name(pin[1]): pin[2] for line in lines if (pin := PIN.match(line))}


def digests(name: str) -> dict[str, set[str]]:
    """Package → the digests of its files."""
    blocks = re.split(r"(?m)^(?=[A-Za-z0-9._-]+==)", (ROOT / name).read_text())[1:]
    return {canonicalize_name(PIN.match(block)[1]): set(DIGEST.findall(block)) for block in blocks}  # type: ignore[index]


def wanted(*extras: str) -> list[Requirement]:
    """What ``pyproject.toml`` asks for, for the package, its build and the extras with all that they name."""
    project: Any = tomllib.loads((ROOT / "pyproject.toml").read_text())
    words = [*project["project"]["dependencies"], *project["build-system"]["requires"]]
    waiting = list(extras)
    while waiting:
        for word in project["project"]["optional-dependencies"][waiting.pop()]:
            requirement = Requirement(word)
            if requirement.name == "briefing":
                waiting += requirement.extras
            else:
                words.append(word)
    return [Requirement(word) for word in words]


@pytest.mark.parametrize(("lock", "extras"), [("reader", ["full"]), ("development", ["full", "dev"])])
def test_each_lock_holds_what_the_project_asks_for(lock: str, extras: list[str]) -> None:
    locked = pins(f"locks/{lock}.txt")
    for requirement in wanted(*extras):
        assert Version(locked[canonicalize_name(requirement.name)]) in requirement.specifier, requirement


def test_the_lists_of_versions_agree() -> None:
    development, reader = pins("locks/development.txt"), pins("locks/reader.txt")
    assert pins("constraints.txt") == development
    assert reader.items() <= development.items()
    assert digests("locks/reader.txt").items() <= digests("locks/development.txt").items()


@pytest.mark.parametrize("lock", ["reader", "development"])
def test_each_file_has_its_digest_and_none_its_place(lock: str) -> None:
    assert all(digests(f"locks/{lock}.txt").values())
    text = (ROOT / "locks" / f"{lock}.txt").read_text()
    assert "--only-binary :all:" in text
    assert not re.search(r"://|index-url|find-links| @ |^-e", text)


def test_the_readmes_commands_install_by_digest() -> None:
    commands = re.findall(r"```sh\n(python3 -m venv .*)\n```", (ROOT / "README.md").read_text())
    assert len(commands) == 2
    for command in commands:
        installs = [part for part in command.split(" && ") if "pip install" in part]
        assert len(installs) == 2
        assert "--require-hashes -r locks/" in installs[0]
        assert "--no-deps --no-build-isolation" in installs[1]
