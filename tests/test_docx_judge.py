"""Both views of tracked documents, judged by LibreOffice, which shares no code with us.

It accepts and rejects all changes of each document; its paragraphs, notes and list numbers must be ours. Documents that it
is known to read otherwise are not among them; docs/docx-reading.md lists what it does there.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import decision_diff as dd
import office
from decision_diff.model import View
from paths import FIXTURES
from wordfiles import (
    WHO,
    abstract,
    dele,
    docx,
    ins,
    instance,
    level,
    notes,
    num,
    numbered,
    numbering,
    p,
    row,
    t,
    table,
)

VIEWS: dict[str, View] = {"accept": "accepted", "reject": "rejected"}


def grid(*rows: str) -> str:
    """A table that LibreOffice can lay out: with widths."""
    columns = '<w:gridCol w:w="2000"/>' * rows[0].count("<w:tc>")
    made = table(*rows).replace("<w:tblGrid/>", f"<w:tblGrid>{columns}</w:tblGrid>")
    return made.replace("<w:tcPr>", '<w:tcPr><w:tcW w:w="2000" w:type="dxa"/>')


def moved(words: str, end: str, mark: str = "") -> str:
    return p(f"<w:move{end} {WHO}>{t(words)}</w:move{end}>", mark=mark)


LISTS = numbering(
    abstract(
        0,
        level(0, "chineseCountingThousand", "第%1条"),
        level(1, "decimal", "%1.%2"),
        level(2, "lowerLetter", "%3)"),
        more='<w:multiLevelType w:val="multilevel"/>',
    ),
    abstract(1, level(0, "upperRoman", "%1.", start=3)),
    instance(1, 0),
    instance(2, 1),
)
LIVE = row(p(t("甲")), p(t("乙")))
CHANGED = "<w:pPrChange {who}><w:pPr>{old}</w:pPr></w:pPrChange>"

# Name -> body and further parts.
MADE: dict[str, tuple[str, dict[str, str]]] = {
    "runs": (p(t("决定") + dele("不") + ins("应") + t("继续。")) + p(t("尾。")), {}),
    "nested": (p(t("甲") + f"<w:ins {WHO}>{dele('乙')}{t('丙')}</w:ins>" + t("丁")), {}),
    "space": (p("<w:r><w:t> 甲 </w:t></w:r><w:r><w:t>乙\n丙</w:t></w:r><w:r><w:t> </w:t><w:tab/></w:r>" + ins("丁")), {}),
    "joined": (p(t("甲"), mark="del") + p(dele("乙") + t("丙")) + p(t("丁")), {}),
    "split": (p(t("甲"), mark="ins") + p(t("乙")) + p(t("丙")), {}),
    "paragraphs": (
        p(t("甲")) + p(ins("新的一段。"), mark="ins") + p(t("乙")) + p(dele("旧的一段。"), mark="del") + p(t("丙")),
        {},
    ),
    "moves": (p(t("甲")) + moved("移动的一段。", "From", "moveFrom") + p(t("乙")) + moved("移动的一段。", "To", "moveTo") + p(t("丙")), {}),
    "rows": (
        p(t("前"))
        + grid(LIVE, row(p(ins("丙"), mark="ins"), p(ins("丁"), mark="ins"), mark="ins"), row(p(dele("戊"), mark="del"), p(dele("己"), mark="del"), mark="del"))
        + p(t("后")),
        {},
    ),
    "row texts": (p(t("前")) + grid(LIVE, row(p(ins("丙"), mark="ins"), p(ins("丁"), mark="ins"))) + p(t("后")), {}),
    "cells": (p(t("前")) + grid(row(p(t("甲") + dele("旧")), p(ins("新"), mark="ins") + p(t("乙")))) + p(t("后")), {}),
    "lists": (
        numbered("甲", 1) + numbered("乙", 1, 1) + p(ins("丙"), mark="ins", properties=num(1, 1)) + numbered("丁", 1, 2)
        + p(dele("戊"), mark="del", properties=num(1)) + numbered("己", 1) + numbered("庚", 1, 1) + numbered("辛", 2),
        {"numbering": LISTS},
    ),
    "renumbered": (
        numbered("甲", 1)
        + p(t("乙"), properties=num(1) + CHANGED.format(who=WHO, old=""))
        + p(t("丙"), properties=num(1)),
        {"numbering": LISTS},
    ),
    "notes": (
        p(t("甲") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + ins("乙")) + p(t("丙")),
        {"footnotes": notes("footnote", n2=p(t("注") + dele("旧") + ins("新")))},
    ),
    "fields": (
        p(t("见") + '<w:fldSimple w:instr="QUOTE 5">' + t("第5条") + "</w:fldSimple>" + dele("，") + '<w:hyperlink w:anchor="a">' + ins("链接") + "</w:hyperlink>"),
        {},
    ),
}  # fmt: skip
WITHOUT_MARKS = {"decision-641-c24", "decision-641-c25", "renumbered"}  # or with marks that it does not count


@pytest.fixture(scope="session")
def judged(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[Path, str], dict[str, Any]]:
    """All documents in one go, since LibreOffice takes seconds to start."""
    folder = tmp_path_factory.mktemp("judge")
    for name, (body, parts) in MADE.items():
        (folder / f"{name}.docx").write_bytes(docx(body, external=(), **parts))
    files = [*sorted(folder.iterdir()), *sorted(FIXTURES.glob("decision-641-*.docx"))]
    return {(path, mode): found for (path, mode), found in office.texts([(f, m) for f in files for m in VIEWS]).items()}


@pytest.mark.office
def test_libreoffice_reads_the_same_in_both_views(judged: dict[tuple[Path, str], dict[str, Any]]) -> None:
    assert len(judged) == 2 * (len(MADE) + 3)
    for (path, mode), found in judged.items():
        blocks = dd.read(path.read_bytes(), view=VIEWS[mode]).blocks
        inner = [block for block in blocks if not (block.place and block.place.note)]
        name = f"{path.name} {mode}"
        assert found["loaded"] or path.stem in WITHOUT_MARKS, name  # else it proves nothing
        assert not found["left"], name
        assert found["body"] == [block.raw[:-1] for block in inner], name
        automatic = (block.label if block.label and not block.label.typed else None for block in inner)
        labels = [label.text if label and label.value else "" for label in automatic]  # it calls a bullet no label
        assert found["labels"] == labels, name
        assert found["notes"] == [block.raw[:-1] for block in blocks if block not in inner], name
