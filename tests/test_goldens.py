"""Decision 641 in every output, as a golden that can be read; a new row of the table must have one too.

Pages are golden without style and script, packages and PDF as `readable` tells them.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

import decision_diff as dd
import readable
from decision_diff import renderers
from decision_diff.renderers import RENDERERS, Renderer
from paths import CASES, FIXTURES
from readable import LIBRARY, READABLE


def decision_641(kind: str) -> dd.Comparison:
    return dd.compare(FIXTURES / f"decision-641-c24.{kind}", FIXTURES / f"decision-641-c25.{kind}")


@pytest.mark.parametrize("row", RENDERERS, ids=[row.name for row in RENDERERS])
def test_decision_641_in_every_output(row: Renderer, golden: Callable[[str, str], None]) -> None:
    if row.name in LIBRARY:
        library = pytest.importorskip(LIBRARY[row.name])
        if "pdf" in row.name and "Noto Serif CJK SC" not in library.Fonts().families():
            pytest.skip("where lines break is the font's, and that of the golden is not here")
    # A redline in Word tells more where the texts are Word documents: headers, numbers that no text holds.
    output = renderers.render(decision_641("docx" if row.name == "docx" else "zh.txt"), row.name)
    suffix = row.suffixes[0] if row.suffixes else f".{row.name}{row.also[0]}"
    if isinstance(output, bytes):
        golden(f"decision-641{suffix}.txt", READABLE[row.name](output))
    else:
        golden(f"decision-641{suffix}", readable.page(output) if output.startswith("<!") else output)


def test_moves_splits_and_joins_in_word(golden: Callable[[str, str], None]) -> None:
    output = renderers.render(dd.compare(FIXTURES / "decision-641-c24.zh.txt", CASES / "variant.new.txt"), "docx")
    assert isinstance(output, bytes)
    golden("variant.docx.txt", readable.word(output))
