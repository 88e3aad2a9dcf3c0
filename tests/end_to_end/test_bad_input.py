"""Folders, files and names as a hostile, careless or unlucky person leaves them: everything is read or named, nothing is lost or hangs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

SAID = "“The bridge will open on the ninth of June for everybody,” said Ada Vane of the Brackwater Trust.\n"


def test_a_page_of_nothing_but_one_quotation_costs_what_its_length_says(tmp_path: Path) -> None:
    from briefing import ingest
    from briefing.analysis import quotations, statements

    def calls(times: int) -> int:
        (tmp_path / "x.txt").write_text(SAID.replace("\n", " ") * times, encoding="utf-8")
        (document,) = ingest.read(tmp_path, "x.txt").documents
        found = quotations.extract(document)
        assert len(found) > times // 2
        counted = 0

        def count(_frame: Any, event: str, _argument: Any) -> None:
            nonlocal counted
            counted += event in ("call", "c_call")

        sys.setprofile(count)
        try:
            statements.group(found)
        finally:
            sys.setprofile(None)
        return counted

    calls(100)  # whatever is loaded or remembered once
    assert calls(600) < 3 * calls(300)
