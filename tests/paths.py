"""Where the tests find their files."""

from __future__ import annotations

from pathlib import Path

CASES = Path(__file__).parent / "cases"
FIXTURES = Path(__file__).parent.parent / "fixtures"
ROOT = Path(__file__).parent.parent
