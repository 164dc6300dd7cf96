"""Signals: what a change means for an officer who reads it, told from words alone.

    text ==find_mentions==> mentions      what a text says: 应当, six months, 2026年6月9日, CHF 500, 巴哈马, Article 5 …
    change ==find_signals==> signals      which of these came, went, or became another: "six months → nine months"

`words` reads the data files, one per language (`words/zh.toml` …); `numbers` tells dates, periods, amounts, shares and counts;
`mentions` finds all that a text says; `pairing` says what differs between the two texts of a change. A signal is only what the edits of
the change hold: a word that stands on both sides is none, nor is one that is written otherwise (editorial, same value), nor a reference
that follows a renumbering (consequential).
"""

from __future__ import annotations

from decision_diff.audit.signals.mentions import find_mentions
from decision_diff.audit.signals.pairing import find_signals

__all__ = ["find_mentions", "find_signals"]
