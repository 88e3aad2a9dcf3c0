"""What is found in one article, apart from what finds it: whoever only stores it loads no rule and no table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from briefing.model import Mention, Quotation


@dataclass(frozen=True, slots=True)
class Analysed:
    """What was found in an article: ``failures`` says of each part that failed why, ``seconds`` what each took."""

    quotations: tuple[Quotation, ...]
    mentions: tuple[Mention, ...]
    failures: Mapping[str, str] = field(default_factory=dict)
    seconds: Mapping[str, float] = field(default_factory=dict)
