"""Which pairs a batch finds, in manifests and folders; names as folders; revisions by names."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decision_diff.collection.batch import choose_folders, find_pairs
from decision_diff.collection.batch.folders import MAX_BYTES, REPORTS, make_safe
from decision_diff.collection.revisions import group_revisions, read_name, sort_naturally
from decision_diff.errors import UnreadableError


def make(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Decision 1\n", encoding="utf-8")


def show(folder: Path, *given: str) -> list[tuple[str, str, str]]:
    found = find_pairs([folder / one for one in given])
    return [
        (one.name, Path(one.old).relative_to(folder).as_posix(), Path(one.new).relative_to(folder).as_posix())
        for one in found.pairs
    ]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("p.csv", "name,old,new\none,a.txt,b.txt\n\n,c d.txt,e.txt\n"),
        ("p.csv", "\ufeffnew;old;name\r\nb.txt;a.txt;one\r\ne.txt;c d.txt;\r\n"),
        ("p.tsv", "Name\tOld\tNew\none\ta.txt\tb.txt\ne\tc d.txt\te.txt\n"),
        ("p.csv", 'old,new,name\n"a.txt","b.txt",one\nc d.txt,e.txt\n'),
        (
            "p.toml",
            '[[pair]]\nname = "one"\nold = "a.txt"\nnew = "b.txt"\n[[pair]]\nold = "c d.txt"\nnew = "e.txt"\n',
        ),
    ],
)
def test_a_manifest_names_pairs_from_its_own_folder(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert show(tmp_path, name) == [("one", "a.txt", "b.txt"), ("e", "c d.txt", "e.txt")]


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("p.csv", "", "its first line must name"),
        ("p.csv", "name,old\nx,y\n", "'new' is not there exactly once"),
        ("p.csv", "name,old,new,new\nx,y,z,z\n", "'new' is not there exactly once"),
        ("p.csv", "name,old,new\n", "has no pairs"),
        ("p.csv", "name,old,new\nx,a.txt\n", "line 2 has no new file"),
        ("p.csv", 'name,old,new\n"x,a.txt,b.txt\n', "not a valid manifest"),
        ("p.csv", f"name,old,new\nx,{'a' * 20_001},b.txt\n", "more than 20000 characters"),
        ("p.toml", "pair = 3\n", "it has no [[pair]]"),
        ("p.toml", "[[pair]\n", "not a valid manifest"),
        ("p.toml", "[[pair]]\nold = 3\nnew = 'b'\n", "pair 1 has no old file"),
        ("p.toml", "[[pair]]\nold = 'a'\nnew = 'b'\nname = 3\n", "pair 1: the name must be a text"),
        ("p.txt", "a", "neither a folder nor a manifest"),
    ],
)
def test_a_manifest_that_is_not_valid_is_refused_with_its_place(
    tmp_path: Path, name: str, text: str, said: str
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableError) as raised:
        find_pairs([tmp_path / name])
    assert said in str(raised.value)
    assert str(raised.value).startswith(name) or name == "p.txt"


def test_columns_that_are_not_used_are_said(tmp_path: Path) -> None:
    (tmp_path / "p.csv").write_text("old,new,who\na,b,me\n", encoding="utf-8")
    assert find_pairs([tmp_path / "p.csv"]).notes == ("not used in p.csv: who",)


def test_a_manifest_that_is_not_utf8(tmp_path: Path) -> None:
    (tmp_path / "p.csv").write_bytes("name,old,new\n第,a,b\n".encode("gb18030"))
    with pytest.raises(UnreadableError, match="must be UTF-8"):
        find_pairs([tmp_path / "p.csv"])


def test_subfolders_with_old_and_new_at_any_depth(tmp_path: Path) -> None:
    make(tmp_path, "in/b/old.txt", "in/b/new.docx", "in/a/x/Old.md", "in/a/x/NEW.md", "in/c/old.txt")
    make(tmp_path, "in/d/old.txt", "in/d/old.docx", "in/d/new.txt", "in/.git/old.txt", "in/.git/new.txt", "in/a/n.xyz")
    assert show(tmp_path, "in") == [("a/x", "in/a/x/Old.md", "in/a/x/NEW.md"), ("b", "in/b/old.txt", "in/b/new.docx")]
    assert find_pairs([tmp_path / "in"]).notes == (
        "left out, of a format that cannot be read: n.xyz",
        "left out, without exactly one old.* and one new.*: c, d",
    )


def test_two_folders_pair_by_name_then_by_name_without_suffix(tmp_path: Path) -> None:
    make(tmp_path, "o/a.txt", "o/s/b.txt", "o/c.txt", "o/only.txt", "o/both.txt", "o/both.md")
    make(tmp_path, "n/a.txt", "n/s/b.txt", "n/c.docx", "n/other.txt", "n/both.txt", "n/both.md")
    assert show(tmp_path, "o", "n") == [
        ("a", "o/a.txt", "n/a.txt"),
        ("both.md", "o/both.md", "n/both.md"),
        ("both.txt", "o/both.txt", "n/both.txt"),
        ("c", "o/c.txt", "n/c.docx"),
        ("s/b", "o/s/b.txt", "n/s/b.txt"),
    ]
    notes = find_pairs([tmp_path / "o", tmp_path / "n"]).notes
    assert [note.partition(": ")[2] for note in notes] == ["only.txt", "other.txt"]


def test_neighbours_are_revisions_of_one_decision(tmp_path: Path) -> None:
    make(tmp_path, "in/res-2-2018.txt", "in/res-2-2022.txt", "in/res-2-2014.txt", "in/res-25-2018.txt", "in/x/z.txt")
    assert show(tmp_path, "in") == [
        ("res-2-2014 - res-2-2018", "in/res-2-2014.txt", "in/res-2-2018.txt"),
        ("res-2-2018 - res-2-2022", "in/res-2-2018.txt", "in/res-2-2022.txt"),
    ]
    assert find_pairs([tmp_path / "in"]).notes == ("left out, the only revision of its decision: res-25-2018.txt",)


def test_files_whose_names_tell_no_revision_are_one_row_and_that_is_said(tmp_path: Path) -> None:
    make(tmp_path, "in/10.txt", "in/2.txt", "in/1.txt")
    assert [row[0] for row in show(tmp_path, "in")] == ["1 - 2", "2 - 10"]
    assert "taken as the revisions of one decision" in find_pairs([tmp_path / "in"]).notes[0]


def test_outputs_inside_the_folder_are_no_inputs(tmp_path: Path) -> None:
    make(tmp_path, "in/a/old.txt", "in/a/new.txt", "in/out/b/old.txt", "in/out/b/new.txt")
    assert [pair.name for pair in find_pairs([tmp_path / "in"], tmp_path / "in/out").pairs] == ["a"]


def test_a_link_that_leads_out_is_left_out(tmp_path: Path) -> None:
    make(tmp_path, "in/a/old.txt", "secret.txt")
    (tmp_path / "in/a/new.txt").symlink_to(tmp_path / "secret.txt")
    with pytest.raises(UnreadableError, match="no pairs are here"):
        find_pairs([tmp_path / "in"])


@pytest.mark.parametrize(
    ("name", "stem", "label"),
    [
        ("res-2-2018.txt", "res-2", "2018"),
        ("decision-641-c24.zh.txt", "decision-641 zh", "c24"),
        ("Law (Rev. 3).docx", "law", "Rev. 3"),
        ("law_v2.1.docx", "law", "v2.1"),
        ("law-draft.docx", "law", "draft"),
        ("2024-06-14 law.txt", "law", "2024-06-14"),
        ("law-20240614.txt", "law", "20240614"),
        ("resolution-25.txt", "resolution-25", ""),
        ("annex.txt", "annex", ""),
        ("renewal.txt", "renewal", ""),
        ("章程2018年.txt", "章程", "2018年"),
        ("章程-2018年.txt", "章程", "2018年"),
        ("law-9999.txt", "law-9999", ""),
    ],
)
def test_what_a_name_says(name: str, stem: str, label: str) -> None:
    found = read_name(Path(name))
    assert (found.stem, found.label) == (stem, label)


def test_revisions_stand_oldest_first() -> None:
    rows = [
        ["law-1998.txt", "law-2002-01.txt", "law-2002-12.txt", "law-20030101.txt"],
        ["d-pp98.txt", "d-pp02.txt", "d-pp18.txt"],
        ["d-v2.txt", "d-v10.txt"],
        ["x-old.txt", "x-new.txt"],
        ["x-draft.txt", "x-final.txt"],
        ["y-original.txt", "y-2018.txt", "y-final.txt"],
    ]
    for row in rows:
        assert group_revisions([Path(name) for name in reversed(row)]) == [[Path(name) for name in row]]


def test_a_revision_in_two_forms_is_two_rows() -> None:
    paths = [Path(f"d-{year}.{suffix}") for year in (2018, 2022) for suffix in ("txt", "docx")]
    assert [[one.name for one in row] for row in group_revisions(paths)] == [
        ["d-2018.docx", "d-2022.docx"],
        ["d-2018.txt", "d-2022.txt"],
    ]


def test_another_folder_is_another_decision() -> None:
    paths = [Path("a/d-2018.txt"), Path("b/d-2022.txt")]
    assert group_revisions(paths) == [[path] for path in paths]


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=12)))
def test_natural_order_is_an_order(names: list[str]) -> None:
    found = sort_naturally(names, str)
    assert sorted(found) == sorted(names)
    assert sort_naturally(found[::-1], str) == found
    assert sort_naturally(["a10", "a2", "a"], str) == ["a", "a2", "a10"]


@pytest.mark.parametrize(
    ("name", "folder"),
    [
        ("Decision 641", "Decision 641"),
        ("第641号决定", "第641号决定"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ("a/b\\c:d", "a_b_c_d"),
        ("con", "_con"),
        ("NUL.txt", "_NUL.txt"),
        ("console", "console"),
        ("...", "_"),
        ("", "_"),
        ("x. ", "x"),
        ("a\0b\nc", "a_b_c"),
        ("\u202etxt.exe", "_txt.exe"),
        ("e\u0301", "é"),
        ("x" * 121, "x" * 120),
        ("x" * 120, "x" * 120),
        ("决" * 41, "决" * 40),
    ],
)
def test_a_safe_name(name: str, folder: str) -> None:
    assert make_safe(name) == folder


def test_clashes_are_said() -> None:
    folders, clashes = choose_folders(["a", "A", "a", "report.html", "a-2", "x" * 130, "x" * 140])
    assert folders == ("a", "A-2", "a-3", "report.html-2", "a-2-2", "x" * 120, f"{'x' * 118}-2")
    assert len(clashes) == 5
    assert clashes[0] == "the folder 'A' is taken, so the pair 'A' is written to 'A-2'"


@given(st.lists(st.text(max_size=6) | st.sampled_from(["a", "A", "a-2", "con", "ß", "SS", *REPORTS]), max_size=12))
def test_folders_are_apart_and_safe(names: list[str]) -> None:
    folders, _ = choose_folders(names)
    folded = [folder.casefold() for folder in (*folders, *REPORTS)]
    assert len(set(folded)) == len(folded)
    for folder in folders:
        assert len(folder.encode()) <= MAX_BYTES
        assert not set('<>:"/\\|?*\0\n') & set(folder)
        assert folder.strip(". ") == folder != ""
    assert choose_folders(names)[0] == folders
