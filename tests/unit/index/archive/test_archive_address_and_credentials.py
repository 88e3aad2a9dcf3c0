"""Where an archive is and who asks: what is refused, and that no password is ever shown."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from briefing.errors import ArchiveError
from briefing.index.archive.address import parse_address
from briefing.index.archive.credentials import Credentials, find_credentials

SECRET = "not-to-be-seen"
HERE = parse_address("https://search.example:9200")
FILE = f'["https://search.example:9200"]\nuser = "ida"\npassword = "{SECRET}"\nca = "/etc/ca.pem"\n'


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("https://search.example", "https://search.example:9200"),
        ("http://127.0.0.1:8080/prefix/", "http://127.0.0.1:8080/prefix"),
        ("https://[::1]:9200", "https://[::1]:9200"),
        (" HTTPS://Search.Example:443 ", "https://search.example:443"),
    ],
)
def test_addresses_that_can_be(url: str, server: str) -> None:
    address = parse_address(url, "desk")
    assert address.server == server
    assert address.shown == f"{server} (desk)"


@pytest.mark.parametrize(
    "url",
    [
        "",
        "search.example",
        "ftp://search.example",
        "https://",
        "https://host:99999",
        "https://host:port",
        "https://host?x=1",
        "https://host#x",
        "https://[::1",
        f"https://ida:{SECRET}@host",
        f"https://{SECRET}@host",
        f"https://ida:{SECRET}@host:port",
        "https://ho\x1b[31mst:x",
    ],
)
def test_addresses_that_cannot_be_are_one_line_without_a_password(url: str) -> None:
    with pytest.raises(ArchiveError) as caught:
        parse_address(url)
    assert caught.value.kind == "address"
    line = str(caught.value)
    assert "\n" not in line
    assert "\x1b" not in line
    assert SECRET not in line


@pytest.mark.parametrize("name", ["", "Desk", "a/b", "..", "-a", "_all", "a b", "a*", "a,b", "x" * 256, "a\n"])
def test_names_that_cannot_be(name: str) -> None:
    with pytest.raises(ArchiveError):
        parse_address("https://host", name)


def test_a_foreign_archive_may_have_several_names() -> None:
    assert parse_address("https://host", "pages-*,documents-v1", foreign=True).name == "pages-*,documents-v1"


def found(tmp_path: Path, **environment: str) -> Credentials:
    return find_credentials(HERE, tmp_path, {f"BRIEFING_ARCHIVE_{name}": value for name, value in environment.items()})


def written(tmp_path: Path, text: str = FILE, mode: int = 0o600) -> None:
    file = tmp_path / "archives.toml"
    file.write_text(text, "utf-8")
    file.chmod(mode)


def test_the_environment_stands_before_the_file(tmp_path: Path) -> None:
    assert found(tmp_path) == Credentials()
    written(tmp_path)
    assert found(tmp_path) == Credentials("ida", SECRET, ca="/etc/ca.pem")
    assert found(tmp_path, CA="/other.pem").ca == "/other.pem"
    assert found(tmp_path, USER="per", PASSWORD="x") == Credentials("per", "x")
    assert found(tmp_path, TOKEN="t") == Credentials(token="t")
    assert find_credentials(parse_address("https://other.example"), tmp_path, {}) == Credentials()


def test_a_file_that_others_can_read_is_not_used(tmp_path: Path) -> None:
    for mode in (0o640, 0o604):
        written(tmp_path, mode=mode)
        with pytest.raises(ArchiveError, match="chmod 600"):
            found(tmp_path)


@pytest.mark.parametrize(
    "text",
    [
        f'["https://search.example:9200"]\npassword = "{SECRET}',
        f'["https://search.example:9200"]\npasword = "{SECRET}"',
        f'["https://search.example:9200"]\nuser = ["{SECRET}"]',
        f'"https://search.example:9200" = "{SECRET}"',
        f'["https://search.example:9200"]\npassword = "{SECRET}"',
        f'["https://search.example:9200"]\nuser = "a:b"\npassword = "{SECRET}"',
        f'["https://search.example:9200"]\nuser = "a"\npassword = "{SECRET}\\nX: y"',
        "[" * 5_000,
    ],
)
def test_a_file_that_is_wrong_is_one_line_without_a_password(tmp_path: Path, text: str) -> None:
    written(tmp_path, text)
    with pytest.raises(ArchiveError) as caught:
        found(tmp_path)
    assert caught.value.kind == "credentials"
    assert "\n" not in str(caught.value)
    assert SECRET not in str(caught.value)


def test_a_folder_or_a_pipe_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "archives.toml").mkdir()
    with pytest.raises(ArchiveError):
        found(tmp_path)


@pytest.mark.parametrize("url", ["http://search.example", "http://10.0.0.1", "http://localhost.example"])
def test_a_password_is_not_sent_in_the_open(tmp_path: Path, url: str) -> None:
    environment = {"BRIEFING_ARCHIVE_USER": "ida", "BRIEFING_ARCHIVE_PASSWORD": SECRET}
    with pytest.raises(ArchiveError, match="use https://"):
        find_credentials(parse_address(url), tmp_path, environment)
    assert find_credentials(parse_address(url), tmp_path, {}) == Credentials()
    for here in ("http://localhost", "http://127.0.0.2:1", "http://[::1]"):
        assert find_credentials(parse_address(here), tmp_path, environment).given


def test_a_secret_is_not_in_what_is_printed() -> None:
    shown = repr(Credentials("ida", SECRET, SECRET))
    assert "ida" in shown
    assert SECRET not in shown


def test_nothing_of_this_imports_the_client_of_the_server() -> None:
    import subprocess
    import sys

    code = "import sys, briefing.index.archive.engine; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=os.environ)
    assert not {"opensearchpy", "urllib3", "numpy", "whoosh"} & set(loaded.stdout.split())
