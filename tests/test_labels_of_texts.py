"""What headings say in the place of file names: what was chosen, else what the titles of both texts tell."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import decision_diff as dd
from comparisons import full
from decision_diff import cli
from decision_diff.renderers.options import Titled
from decision_diff.renderers.wording.titles import find_names, find_title, name_texts
from paths import FIXTURES
from renderings import shown

TWO = [str(FIXTURES / f"decision-641-{session}.zh.txt") for session in ("c24", "c25")]


@pytest.mark.parametrize("fmt", ["text", "html", "review", "markdown", "table-html", "table-md"])
def test_labels_stand_in_the_place_of_file_names(fmt: str) -> None:
    comparison = full()
    page = shown(comparison, fmt, old_label="Alt<24>\u202e", new_label="Neu")
    head = page[page.find("<body") : page.find("<footer")] if "<body" in page else page
    assert "Neu" in head
    assert "Alt" in head
    assert "\u202e" not in page
    assert "<24>" not in head or fmt == "text"
    shown_names = [
        line for line in head.splitlines() if "decision-c2" in line.replace("\\", "") and "data-old-name" not in line
    ]
    assert not shown_names
    assert "Our title" in shown(comparison, fmt, title="Our title")


def test_the_command_takes_them_and_refuses_them_where_they_say_nothing(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    labels = ["--old-label", "C24", "--new-label", "C25"]
    assert cli.main([*TWO, *labels, "--title", "Decision 641"]) == 1
    assert capsys.readouterr().out.startswith("Decision 641\nOld: C24\nNew: C25\n")
    assert cli.main([*TWO, *labels, "-f", "json"]) == 2
    assert "--old-label has no effect on json" in capsys.readouterr().err


def test_the_command_finds_them_in_the_titles_unless_told_not_to(capsys: pytest.CaptureFixture[str]) -> None:
    def head(*options: str) -> str:
        assert cli.main([*TWO, *options]) == 1
        return capsys.readouterr().out.partition("5 changes")[0]

    files = "Old: decision-641-c24.zh.txt\nNew: decision-641-c25.zh.txt\n"
    labels = "Old: C24 (decision-641-c24.zh.txt)\nNew: C25 (decision-641-c25.zh.txt)\n"
    assert head() == f"第641号决定\n{labels}"
    assert head("--title", "") == labels
    assert head("--old-label", "") == head("--new-label", "") == f"第641号决定\n{files}"
    assert head("--title", "", "--old-label", "") == files
    assert head("--old-label", "C25") == "第641号决定\nOld: C25\nNew: decision-641-c25.zh.txt\n"  # never C25 twice


@pytest.mark.parametrize("fmt", ["html", "review", "markdown", "table-html", "table-md"])
def test_every_output_finds_them(fmt: str) -> None:
    page = shown(full(), fmt)
    head = page[page.find("<body") : page.find("<footer")] if "<body" in page else page
    line = next(line for line in head.splitlines() if line.startswith(("<h1>", "###")))
    assert line.removeprefix("<h1>").removeprefix("### ").startswith("第641号决定")
    assert "C24 → C25" in head or ("<bdi>C24</bdi>" in head and "<bdi>C25</bdi>" in head)
    assert ("decision-c24.txt" in page[len(head) :]) == (fmt in ("html", "review"))  # beside the hashes, at the foot
    assert "decision-c24.txt → decision-c25.txt" in shown(full(), fmt, title="", old_label="").replace("\\", "")


@pytest.mark.parametrize("fmt", ["text", "html", "review", "markdown", "table-md"])
def test_a_sentence_without_a_difference_uses_chosen_labels(fmt: str) -> None:
    text = dd.read(text="Decision 12 (C24)\n\ndecides\n\n1 to meet.\n")
    assert "between A and B." in shown(dd.compare(text, text), fmt, old_label="A", new_label="B").replace("\\", "")


# Old title, new title, heading, labels.
TITLES = [
    ("第641号决定（C24）", "第641号决定（C24，最后修正C25）", "第641号决定", "C24", "C25"),
    ("Decision 641 (C24)", "Decision 641 (C24, last amended C25)", "Decision 641", "C24", "C25"),
    ("DÉCISION 641 (C24)", "DÉCISION 641 (C24, dernière modification C25)", "DÉCISION 641", "C24", "C25"),
    ("ACUERDO 641 (C24)", "ACUERDO 641 (C24, modificado por última vez C25)", "ACUERDO 641", "C24", "C25"),
    ("РЕШЕНИЕ 641 (С24)", "РЕШЕНИЕ 641 (С24, последнее изменение С25)", "РЕШЕНИЕ 641", "С24", "С25"),
    ("المقرر 655 (C26)", "المقرر 655 (C26، آخر تعديل له C27)", "المقرر 655", "C26", "C27"),
    ("第641号决定（C24，最后修正C25）", "第641号决定（C24，最后修正C26）〔仅供测试的修订〕", "第641号决定〔仅供测试的修订〕", "C25", "C26"),
    ("Resolution 12 (Rev. Dubai, 2018)", "Resolution 12 (Rev. Bucharest, 2022)", "Resolution 12", "Rev. Dubai, 2018", "Rev. Bucharest, 2022"),
    ("RÉSOLUTION 2 (RÉV. DUBAÏ, 2018)", "RÉSOLUTION 2 (RÉV. BUCAREST, 2022)", "RÉSOLUTION 2", "RÉV. DUBAÏ, 2018", "RÉV. BUCAREST, 2022"),
    ("RESOLUCIÓN 2 (KYOTO, 1994)", "RESOLUCIÓN 2 (REV. DUBÁI, 2018)", "RESOLUCIÓN 2", "KYOTO, 1994", "REV. DUBÁI, 2018"),
    ("第2号决议（2018年，迪拜，修订版）", "第2号决议（2022年，布加勒斯特，修订版）", "第2号决议", "2018年，迪拜，修订版", "2022年，布加勒斯特，修订版"),
    ("Resolution 5 (Kyoto, 1994; Rev. Busan, 2014)", "Resolution 5 (Kyoto, 1994; Rev. Dubai, 2018)", "Resolution 5", "Rev. Busan, 2014", "Rev. Dubai, 2018"),
    ("RESOLUTION 750 (WRC-19)", "RESOLUTION 750 (REV.WRC-23)", "RESOLUTION 750", "WRC-19", "WRC-23"),
    ("Decision 9 (C24) on fees", "Decision 9 (C24, corrected C25) on fees", "Decision 9 on fees", "C24", "C25"),
    ("第9号决定（C24，最后修正2026年）", "第9号决定（C24，最后修正C25）", "第9号决定", "C24，最后修正2026年", "C24，最后修正C25"),
    ("中华人民共和国公司法(2018年修正)", "中华人民共和国公司法（2023年修订）", "中华人民共和国公司法", "2018年修正", "2023年修订"),
    ("示例条例（征求意见稿）", "示例条例（送审稿）", "示例条例", "征求意见稿", "送审稿"),
    ("Companies Act 2006", "COMPANIES ACT 2013", "COMPANIES ACT 2013", "2006", "2013"),
    ("Charter, version 1.2", "Charter, version 1.3", "Charter, version 1.3", "version 1.2", "version 1.3"),
    ("Charter of 1 July 2020", "Charter of 1 May 2022", "Charter of 1 May 2022", "1 July 2020", "1 May 2022"),
    # Nothing is certain.
    ("Terms of Service", "Terms of Service", "Terms of Service", "", ""),
    ("Decision 641 (C24)", "Decision 642 (C25)", "Decision 642 (C25)", "", ""),
    ("Resolution 1995 (2005)", "Resolution 1996 (2005)", "Resolution 1996 (2005)", "", ""),
    ("Resolution 1995", "Resolution 1996", "Resolution 1996", "", ""),
    ("示例条例", "示例条例（送审稿）", "示例条例（送审稿）", "", ""),
    ("Decision 5 (Rev. Dubai, 2018)", "DECISION 5 (REV. DUBAI,  2018)", "DECISION 5 (REV. DUBAI,  2018)", "", ""),
    ("Regulation (EU) 2024/9901", "Regulation (EU) 2025/12", "Regulation (EU) 2025/12", "", ""),
    ("Gesetz (GartG)", "Gesetz (GartenG)", "Gesetz (GartenG)", "", ""),
    ("Decision (C24)(C25)", "Decision (C26)(C27)", "Decision (C26)(C27)", "", ""),
    ("", "Decision 641 (C25)", "Decision 641 (C25)", "", ""),
    ("Decision 641 (C24)", "", "", "", ""),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "heading", "before", "after"), TITLES)
def test_titles_tell_labels(old: str, new: str, heading: str, before: str, after: str) -> None:
    found = find_names(old, new)
    assert (found.title, found.old, found.new) == (heading, before, after)
    if new and old:
        assert (find_names(new, old).old, find_names(new, old).new) == (after, before)


PARTS = st.sampled_from(["Decision 9", "决定", "(C24", "C25", ")", "（", "）", "2018年", "修订", ", ", "; ", " ", "Act", "2006", "WRC-19", "Ｃ２４", "v2", "〔"])  # fmt: skip
TITLE = st.lists(PARTS, max_size=9).map("".join)


@given(TITLE, TITLE)
def test_labels_differ_and_stand_in_their_titles(old: str, new: str) -> None:
    found = find_names(old, new)
    assert bool(found.old) == bool(found.new)
    assert found.old in old
    assert found.new in new
    if found.old:
        assert found.old.casefold() != found.new.casefold()
        assert found.title
    assert find_names(old, old).old == ""


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Decision 641 (C24)\n\ndecides\n\n1 to meet.\n", "Decision 641 (C24)"),
        ("BYLAWS OF EXAMPLE, INC.\n\n1 The company meets.\n2 It meets again.\n", "BYLAWS OF EXAMPLE, INC."),
        ("Thank you for being here.\n\n1 We are happy.\n2 Be so too.\n", ""),  # a sentence
        ("Decision 641 (C24)\n", ""),  # nothing is headed
        ("# Decision 641\n\ndecides\n\n1 to meet.\n", ""),  # the mark of a heading is no title
        (f"{'Very ' * 40}long\n\ndecides\n\n1 to meet.\n", ""),
        ("1 To meet.\n2 To report on C25.\n", ""),
    ],
)
def test_only_a_title_is_a_title(text: str, title: str) -> None:
    assert find_title(dd.read(text=text)) == title


def test_nothing_is_guessed_from_the_body() -> None:
    old, new = (f"Rules of the Union\n\ndecides\n\n1 to meet in {year} (C{year % 100}).\n" for year in (2024, 2025))
    names = name_texts(dd.compare(old_text=old, new_text=new), Titled())
    assert names.heading == "Rules of the Union"
    assert "C2" not in names.both
