"""A person's own template: filled as it says, in a process that reads nothing, calls nothing and ends."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.errors import BriefingError
from briefing.notebook import template
from briefing.notebook.page import Line, Page, Section, Source

pytest.importorskip("jinja2")

PAGE = Page(
    "Notebook",
    "1 clipping",
    (Section("mills", (Line("the <mill> is *tired*", "ask her", (1,), quoted=True),)),),
    (Source("Vane 2031"),),
)
GOOD = """# {{ page.title }}
{% for section in page.sections %}
## {{ section.heading }}
{% for line in section.lines %}
- {{ line.text|markdown }} [{{ line.sources|join(", ") }}]
{% endfor %}
{% endfor %}
"""


def written(tmp_path: Path, text: str, name: str = "own.md") -> str:
    (tmp_path / name).write_text(text, "utf-8")
    return str(tmp_path / name)


def test_filled(tmp_path: Path) -> None:
    text = template.fill(written(tmp_path, GOOD), PAGE)
    assert text == "# Notebook\n## mills\n- the \\<mill\\> is \\*tired\\* [1]\n"


def test_a_template_of_a_web_page_escapes_by_itself(tmp_path: Path) -> None:
    path = written(tmp_path, "<p>{{ page.sections[0].lines[0].text }}</p>", "own.html")
    assert template.fill(path, PAGE) == "<p>the &lt;mill&gt; is *tired*</p>"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
            "time or memory|takes longer",
        ),
        ("{{ 'a' * 9000000000 }}", "memory"),
        ("{{ page.__class__.__mro__ }}", "unsafe"),
        ("{{ ''.__class__ }}", "unsafe"),
        ("{% include '/etc/hostname' %}", "template"),
        ("{{ page.nothing }}", "nothing"),
        ("{% for %}", "line 1"),
    ],
    ids=["loop", "memory", "class", "string", "include", "unknown-field", "syntax"],
)
def test_what_a_template_may_not_do_is_one_line(
    tmp_path: Path, text: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(template, "SECONDS", 3)
    with pytest.raises(BriefingError, match=words) as told:
        template.fill(written(tmp_path, text), PAGE)
    assert "\n" not in str(told.value)


def test_a_template_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(BriefingError, match="cannot read the template"):
        template.fill(str(tmp_path / "none.md"), PAGE)


def test_control_characters_do_not_come_out(tmp_path: Path) -> None:
    assert "\x1b" not in template.fill(written(tmp_path, "a\x1b[31mb{{ '\\x1b' }}"), PAGE)
