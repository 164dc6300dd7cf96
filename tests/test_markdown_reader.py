"""Markdown: numbers as written, tables as cells, HTML only as far as it is known, and nothing lost in silence."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import decision_diff as dd
from decision_diff import readers
from decision_diff.errors import DecisionDiffError, UnreadableError
from decision_diff.model import Reading, Source, View

pytest.importorskip("markdown_it")
from decision_diff.readers import markdown


def read(text: str, view: View = "accepted") -> Reading:
    return markdown.read(Source("a.md", "", text.encode()), view=view)


def lines(reading: Reading) -> list[str]:
    return [f"{block.label.text} {block.text}" if block.label else block.text for block in reading.blocks]


def codes(reading: Reading) -> list[str]:
    return [notice.code for notice in reading.notices]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "# Decision 12\n\ndecides\n\n1. that it meets;\n2. to invite.\n",
            ["Decision 12", "decides", "1. that it meets;", "2. to invite."],
        ),
        ("3) a\n4) b", ["3) a", "4) b"]),
        ("1. a\n1. b", ["1. a", "1. b"]),
        ("- a\n* b", ["• a", "• b"]),
        ("1. a\n\n   more\n   1. x\n2. b", ["1. a", "more", "1. x", "2. b"]),
        ("1.\n2. b", ["1. ", "2. b"]),
        ("1\\. typed", ["1. typed"]),
        ("会议在\n日内瓦举行", ["会议在日内瓦举行"]),
        ("a\nb  \nc", ["a b\nc"]),
        ("*a* **b** `c  d` &amp; \\*", ["a b c d & *"]),
        ("```\na\n  b\n```\nc", ["a", "  b", "c"]),
        ("> quoted\n\n***\n\nb", ["quoted", "b"]),
        ("a<br>b <b>c</b>", ["a\nb c"]),
        ("a<!-- no -->b\n\n<!-- nor this -->\n\n<!-- nor\nthat -->\n\nc", ["ab", "c"]),
        ("a\n\n<!-- not closed", ["a", "<!-- not closed"]),
    ],
)
def test_a_paragraph_is_one_block_and_a_number_is_as_written(text: str, said: list[str]) -> None:
    assert lines(read(text)) == said


def test_a_table_is_rows_of_cells() -> None:
    reading = read("|A|B|\n|-|-|\n|c|\n\nafter")
    assert [(block.place.row if block.place else None, block.text) for block in reading.blocks] == [
        ((0, 0, 0), "A"), ((0, 0, 1), "B"), ((0, 1, 0), "c"), ((0, 1, 1), ""), (None, "after"),
    ]  # fmt: skip
    assert not codes(reading)
    assert codes(read("|A|B|\n|-|-|\n|c|d|lost|")) == ["left-out"]
    assert not codes(read("|A|B|\n|-|-|\n|c\\|d|e|"))


@pytest.mark.parametrize(
    ("text", "kind", "value", "words"),
    [
        ("10<sup>2</sup>", "superscript", "", "2"),
        ("~~old~~", "strike", "", "old"),
        ("[there](https://itu.int)", "link", "https://itu.int", "there"),
        ("a![b](c.png)", "picture", "c.png", ""),
    ],
)
def test_what_is_seen_is_a_feature(text: str, kind: str, value: str, words: str) -> None:
    block = read(text).blocks[0]
    assert [(one.kind, one.value, one.span.of(block.text)) for one in block.features] == [(kind, value, words)]


def test_ins_and_del_are_two_revisions() -> None:
    text = "The fee is <del>50</del><ins>60</ins>.\n\n<ins>never closed\n\nnext"
    after, before = read(text), read(text, "rejected")
    assert lines(after) == ["The fee is 60.", "never closed", "next"]
    assert lines(before) == ["The fee is 50.", "next"]
    assert after.marks == before.marks == 3
    assert [one.span.of(after.blocks[0].text) for one in after.blocks[0].authored] == ["60"]


def test_what_is_not_read_or_read_as_it_stands_is_said() -> None:
    front = read("---\ntitle: x\n---\n# Decision 12\n")
    assert (lines(front), codes(front)) == (["Decision 12"], ["left-out"])
    block = read("<div>\n1 | a\n</div>")
    assert (lines(block), codes(block)) == (["<div>", "1 | a", "</div>"], ["markup"])
    assert codes(read("a <custom>b")) == ["markup"]
    assert codes(read("---\n\na\n\n---\n\nb")) == []
    assert lines(read("---\n\na\n\n---\n\nb")) == ["a", "b"]


def test_it_is_known_by_its_suffix_alone() -> None:
    assert readers.find_for(Source("a.md", "", b"# a")).name == "markdown"
    assert readers.find_for(Source("a.txt", "", b"# a")).name == "text"


def test_a_missing_library_says_which_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "markdown_it", None)
    with pytest.raises(UnreadableError, match=r"decision-diff\[markdown\]"):
        read("# a")


def test_what_a_parser_would_leave_out_is_refused() -> None:
    assert lines(read("> " * 90 + "deep")) == ["deep"]
    with pytest.raises(UnreadableError, match="98 levels"):
        read("> " * 120 + "deep")


@pytest.mark.parametrize("text", ["[" * 5_000, "*a **b " * 3_000, "<a " * 5_000, "![a](" * 3_000, "&amp;" * 9_000])
def test_what_is_never_closed_is_text(text: str) -> None:
    said = "".join(block.text for block in read(text).blocks)
    assert len(said) >= len(text.replace("&amp;", "&").rstrip()) - 2


@given(
    st.lists(
        st.sampled_from(
            [
                "# ",
                "- ",
                "1. ",
                "> ",
                "|",
                "-|-",
                "\n",
                "a",
                "会",
                "*",
                "**",
                "~~",
                "[",
                "](x)",
                "`",
                "<ins>",
                "</ins>",
                "<del>",
                "  ",
            ]
        )
    )
)
def test_any_text_is_read_or_refused(pieces: list[str]) -> None:
    try:
        after, before = read("".join(pieces)), read("".join(pieces), "rejected")
    except DecisionDiffError:
        return
    assert after.marks == before.marks
    for block in (*after.blocks, *before.blocks):
        assert all(one.span.end <= len(block.text) for one in block.features)
        assert all(one.span.end <= len(block.text) for one in block.authored)


def test_decision_641_is_the_same_in_markdown(tmp_path: Path) -> None:
    for revision in ("c24", "c25"):
        path = tmp_path / f"{revision}.md"
        path.write_text(write(dd.read(f"fixtures/decision-641-{revision}.docx")), encoding="utf-8")
        for other in (f"fixtures/decision-641-{revision}.docx", f"fixtures/decision-641-{revision}.zh.txt"):
            assert not dd.compare(other, path).changes
            assert not dd.compare(path, other).changes


def write(decision: dd.Decision) -> str:
    """The decision as Markdown: typed numbers, tables as tables."""
    rows: dict[tuple[int, int], dict[int, list[str]]] = {}
    parts: list[str | tuple[int, int]] = []
    for block in decision.blocks:
        place = block.place.row if block.place else None
        if place is None:
            number = f"{block.label.text} " if block.label else ""
            parts.append(
                f"{number}{block.text}".replace("-", "\\-").replace("+", "\\+").replace("~", "\\~").replace("*", "\\*")
            )
            continue
        if place[:2] not in rows:
            parts.append(place[:2])
        rows.setdefault(place[:2], {}).setdefault(place[2], []).append(block.text)
    written: list[str] = []
    for part in parts:
        if isinstance(part, str):
            written.append(f"\n{part}\n")
            continue
        cells = ["<br>".join(filter(None, rows[part][at])) for at in sorted(rows[part])]
        written.append("|" + "|".join(cells) + "|")
        if part[1] == 0:
            written.append("|" + "-|" * len(cells))
    return "\n".join(written)
