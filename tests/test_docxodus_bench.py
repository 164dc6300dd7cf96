"""What Docxodus' answers are compared by: each thing once, and nothing that the document does not show."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

from wordfiles import docx, notes, p, row, t, table

BENCH = Path(__file__).parent.parent / "bench"


def test_words_are_those_that_a_reader_sees_each_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(BENCH))
    docxodus = importlib.import_module("docxodus")
    box = f"<w:txbxContent>{p(t('框'))}</w:txbxContent>"
    twice = f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    equation = "<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>"
    made = docx(
        p(t("甲") + f"<w:r>{twice}</w:r>" + t("乙") + reference) + p() + table(row(p(t("格") + equation))),
        footnotes=notes("footnote", n1=p(t("无人提及")), n2=p(t("注"))),
    )
    assert docxodus.words(made) == ["甲乙", "框", "格x=1", "注"]
