"""Whatever a title, a name or an address holds: names stay safe, front matter stays whole, nothing raises anything of its own."""

from __future__ import annotations

import re

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.acquire.add import file_name, front_matter, page_name, slug
from briefing.acquire.http import FetchError, check_url, without_credentials
from briefing.ingest import front_matter as frontmatter
from briefing.text import one_line

ANY = st.text(st.characters(), max_size=120)


@given(ANY)
@settings(max_examples=200, deadline=None)
def test_names_of_files_are_safe(name: str) -> None:
    safe = file_name(name)
    assert safe == one_line(safe)
    assert safe
    assert not safe.startswith(".")
    assert not set("/\\\0") & set(safe)
    assert len(safe.encode()) <= 210
    assert file_name(safe) == safe


@given(ANY, st.binary(max_size=200))
@settings(max_examples=200, deadline=None)
def test_names_of_pages_are_short_words(title: str, noise: bytes) -> None:
    for name in (
        slug(title),
        page_name("https://h.example/" + title, f"<title>{title}</title>".encode("utf-8", "replace") + noise, None),
    ):
        assert re.fullmatch(r"(?:[^\W_]+(?:-[^\W_]+)*)?(?:\.html)?", name)
        assert len(name) <= 75
        assert len(name.encode()) < 255


@given(ANY, ANY)
@settings(max_examples=200, deadline=None)
def test_front_matter_gives_back_what_was_put_in(url: str, source: str) -> None:
    data = front_matter(url, source, "2031-03-05T09:00:00+01:00", "utf-8") + b"<p>The page.</p>"
    matter, body = frontmatter.split_bytes(data)
    assert body == b"<p>The page.</p>"
    assert set(yaml.safe_load(matter)) <= {"url", "accessed", "retrieved_from", "charset"}
    assert yaml.safe_load(matter)["accessed"] == "2031-03-05T09:00:00+01:00"


@given(st.sampled_from(["", "http://", "https://", "file://", "HTTP://u:p@"]), ANY)
@settings(max_examples=300, deadline=None)
def test_an_address_is_taken_or_refused_and_a_password_is_never_shown(scheme: str, rest: str) -> None:
    try:
        parts = check_url(scheme + rest)
    except FetchError:
        pass
    else:
        assert parts.scheme in ("http", "https")
        assert parts.hostname
        assert "@" not in parts.netloc
    assert without_credentials(f"https://user:secret@{rest}").startswith("https://…@")
