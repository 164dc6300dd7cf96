"""An index of decisions: built, brought up to date, asked; outputs; what it refuses."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import subprocess
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import decision_diff as dd
from decision_diff.cli import main
from decision_diff.collection import index
from decision_diff.collection.index.listing import Listing
from decision_diff.collection.index.repeals import is_before
from decision_diff.collection.index.sketches import SIZE, compute_sketch, hash_words
from decision_diff.errors import OutputError, UnreadableError

HEAD = "RESOLUTION {} (REV. {})\n{}\nThe Plenipotentiary Conference of the Union ({}),\nresolves\n{}"
OLD = "1 to hold a forum of three days on rivers;\n2 to invite all Member States to the forum;\n3 to report to the Council every year."


def write(folder: Path, name: str, number: int, session: str, title: str, text: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(HEAD.format(number, session.upper(), title, session, text) + "\n", encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    there = tmp_path / "in"
    write(there, "res-2-2014.txt", 2, "Rome, 2014", "Forum on rivers", OLD)
    write(there, "res-2-2018.txt", 2, "Lima, 2018", "Forum on rivers", OLD.replace("three", "four"))
    write(
        there,
        "res-3.txt",
        3,
        "Lima, 2018",
        "Lakes",
        "1 to act as in resolves 2 of Resolution 2 (Rev. Lima, 2018);\n2 to report to the Council each year.",
    )
    write(
        there,
        "res-4.txt",
        4,
        "Lima, 2018",
        "Seas",
        "1 to recall Resolution 2 (Rev. Rome, 2014);\n2 to suppress Resolution 5 (Rev. Rome, 2014).",
    )
    write(there, "res-5.txt", 5, "Rome, 2014", "Wells", "1 to dig wells.")
    write(
        there,
        "res-6.txt",
        6,
        "Lima, 2018",
        "Rain",
        "1 to apply Resolution 5 (Rev. Rome, 2014), and resolves 9 of Resolution 3;\n2 to act under resolves 1 of Resolution 2.",
    )
    return tmp_path


def build(folder: Path, **given: Any) -> index.IndexReport:
    return index.build_index(folder / "in", folder / "d.index", **given)


def ask(folder: Path, question: Any, *given: Any, **named: Any) -> list[tuple[Any, ...]]:
    with closing(index.open_index(folder / "d.index")) as connection:
        listing: Listing = question(connection, *given, **named)
    return list(listing.rows)


def test_it_is_brought_up_to_date_by_content(folder: Path) -> None:
    first = build(folder)
    assert (first.decisions, first.revisions, first.read, first.removed, first.failed) == (5, 6, 6, 0, ())
    assert build(folder).read == 0
    write(folder / "in", "res-5.txt", 5, "Rome, 2014", "Wells", "1 to dig many wells.")
    (folder / "in/res-6.txt").unlink()
    again = build(folder)
    assert (again.decisions, again.read, again.removed) == (4, 1, 1)
    kept = dump(folder / "d.index")
    (folder / "d.index").unlink()
    build(folder)
    assert dump(folder / "d.index") == kept


def dump(path: Path) -> list[Any]:
    """All that an index says, without the numbers of its rows."""
    with closing(sqlite3.connect(path)) as connection:
        clauses = connection.execute(
            "SELECT path, eid, place, words, hash, (SELECT COUNT(*) FROM sketch WHERE clause = clause.id) FROM clause "
            "JOIN revision ON revision.id = revision ORDER BY 1, 2"
        ).fetchall()
        cited = connection.execute(
            "SELECT clause.eid, citation.kind, citation.number, citation.body, printed, citation.eid FROM citation "
            "JOIN clause ON clause.id = clause ORDER BY 1, 2, 3, 4, 5, 6"
        ).fetchall()
        orphans = connection.execute(
            "SELECT COUNT(*) FROM sketch WHERE clause NOT IN (SELECT id FROM clause)"
        ).fetchone()
        latest = connection.execute("SELECT path, date, latest FROM revision ORDER BY path").fetchall()
    return [clauses, cited, orphans, latest]


def test_what_cites_a_decision_and_a_clause(folder: Path) -> None:
    build(folder)
    whole = ask(folder, index.list_citations, "Resolution 2")
    assert [(row[0], row[1], row[2], row[3]) for row in whole] == [
        ("Resolution 2 (Rev. Lima, 2018)", "resolves 2", "Resolution 3 (REV. LIMA, 2018)", "resolves 1"),
        ("Resolution 2 (Rev. Rome, 2014)", "", "Resolution 4 (REV. LIMA, 2018)", "resolves 1"),
        ("Resolution 2", "resolves 1", "Resolution 6 (REV. LIMA, 2018)", "resolves 2"),
    ]
    assert [row[5] for row in ask(folder, index.list_citations, "resolves 2 of Resolution 2")] == ["res-3.txt"]
    assert len(ask(folder, index.list_citations)) == 6
    with pytest.raises(UnreadableError, match="does not have this clause"):
        ask(folder, index.list_citations, "resolves 8 of Resolution 2")
    with pytest.raises(UnreadableError, match="is not the name of a decision"):
        ask(folder, index.list_citations, "rivers")


def test_a_call_line_of_several_words_is_found(folder: Path) -> None:
    write(
        folder / "in",
        "res-7.txt",
        7,
        "Lima, 2018",
        "x",
        "1 to rest,\ninstructs the Secretary-General\n1 to swim;\n2 to dive.",
    )
    write(
        folder / "in",
        "res-8.txt",
        8,
        "Lima, 2018",
        "x",
        "1 to act under instructs the Secretary-General 2 of Resolution 7.",
    )
    build(folder)
    (row,) = ask(folder, index.list_citations, "instructs the Secretary-General 2 of Resolution 7")
    assert (row[1], row[5]) == ("instructs the Secretary-General 2", "res-8.txt")


def test_stale_citations_say_why(folder: Path) -> None:
    build(folder)
    assert [(row[0], row[6], row[4]) for row in ask(folder, index.list_stale)] == [
        ("cites the revision of 2014; the latest here is of 2018", "res-4.txt", "resolves 1"),
        ("suppressed by Resolution 4 (REV. LIMA, 2018), resolves 2", "res-6.txt", "resolves 1"),
        ("the latest revision has no resolves 9", "res-6.txt", "resolves 1"),
    ]


def test_a_planted_suppression_names_every_citing_clause(folder: Path) -> None:
    for number in range(30, 50):
        write(
            folder / "in",
            f"res-{number}.txt",
            number,
            "Lima, 2018",
            "x",
            f"1 to recall Resolution {2 + number % 2};\n2 to rest.",
        )
    write(folder / "in", "res-60.txt", 60, "Kiev, 2020", "End", "1 to abrogate Resolution 2 (Rev. Lima, 2018).")
    build(folder)
    found = [
        (row[6], row[4]) for row in ask(folder, index.list_stale) if row[0].startswith("suppressed by Resolution 60")
    ]
    planted = [(f"res-{number}.txt", "resolves 1") for number in range(30, 50, 2)]
    assert sorted(found) == sorted(
        [*planted, ("res-3.txt", "resolves 1"), ("res-4.txt", "resolves 1"), ("res-6.txt", "resolves 2")]
    )


@pytest.mark.parametrize(
    "text",
    [
        "Final acts\nPART I LIST OF RESOLUTIONS ABROGATED\nRESOLUTION 2 (REV. LIMA, 2018)\nRESOLUTION 3 (REV. LIMA, 2018)\n",
        "Final acts\nList of resolutions abrogated\n1 Resolution 2 (Rev. Lima, 2018)\n2 Resolution 3 (Rev. Lima, 2018)\n",
    ],
)
def test_below_a_heading_of_what_is_abrogated_all_is_suppressed(folder: Path, text: str) -> None:
    (folder / "in/acts-2020.txt").write_text(text, encoding="utf-8")
    build(folder)
    rows = {row[0]: row[4] for row in ask(folder, index.list_in_force)}
    assert (rows["Resolution 2"], rows["Resolution 3"], rows["Resolution 4"]) == (
        "suppressed",
        "suppressed",
        "in force",
    )


def test_what_an_amendment_touches_elsewhere(folder: Path) -> None:
    build(folder)
    new = (folder / "in/res-2-2018.txt").read_text("utf-8")
    new = (
        new.replace("1 to hold a forum of four days on rivers;\n", "")
        .replace("2 to inv", "1 to inv")
        .replace("3 to rep", "2 to rep")
    )
    comparison = dd.compare(folder / "in/res-2-2018.txt", new_text=new)
    found = [(row[0], row[6], row[4]) for row in ask(folder, index.list_impact, comparison)]
    assert found == [
        ("resolves 2 is renumbered, now resolves 1", "res-3.txt", "resolves 1"),
        ("cites it as a whole, which has 3 changes", "res-4.txt", "resolves 1"),
        ("resolves 1 is repealed", "res-6.txt", "resolves 2"),
    ]
    with pytest.raises(UnreadableError, match="does not say in its first line"):
        ask(folder, index.list_impact, dd.compare(old_text="Rivers\n1 a\n", new_text="Rivers\n1 b\n"))


@pytest.mark.parametrize(
    ("at", "found"),
    [
        (None, {"2": ("2018", "in force"), "4": ("2018", "in force"), "5": ("2014", "suppressed")}),
        ("2016-05-05", {"2": ("2014", "in force"), "4": ("2018", "not yet adopted"), "5": ("2014", "in force")}),
        ("2010-01-01", {"2": ("2014", "not yet adopted"), "5": ("2014", "not yet adopted")}),
        ("2018-01-01", {"2": ("2018", "in force"), "5": ("2014", "suppressed")}),
        ("2017-12-31", {"2": ("2014", "in force"), "5": ("2014", "in force")}),
    ],
)
def test_what_is_in_force_on_a_day(folder: Path, at: str | None, found: dict[str, tuple[str, str]]) -> None:
    build(folder)
    rows = {row[0].split()[-1]: row for row in ask(folder, index.list_in_force, date.fromisoformat(at) if at else None)}
    assert {number: (rows[number][3], rows[number][4]) for number in found} == found
    if found["5"][1] == "suppressed":
        assert rows["5"][5] == "Resolution 4 (REV. LIMA, 2018), resolves 2"


def test_a_year_alone_is_said(folder: Path) -> None:
    build(folder)
    with closing(index.open_index(folder / "d.index")) as connection:
        assert "may be later than 2018-01-01" in index.list_in_force(connection, date(2018, 1, 1)).notes[0]
        assert index.list_in_force(connection, date(2019, 1, 1)).notes == ()


def test_a_manifest_gives_dates_and_order(folder: Path) -> None:
    (folder / "in/m").mkdir()
    for name, text in (
        ("b.txt", "第9号决定\n做出决定\n1 开会三天。\n"),
        ("a.txt", "第9号决定\n做出决定\n1 开会五天。\n"),
    ):
        (folder / "in/m" / name).write_text(text, encoding="utf-8")
    (folder / "in/m/history.toml").write_text(
        '[[revision]]\nlabel = "one"\ndate = 2020-02-03\nfile = "b.txt"\n[[revision]]\nlabel = "two"\ndate = 2021-02-03\nfile = "a.txt"\n',
        encoding="utf-8",
    )
    build(folder)
    row = next(row for row in ask(folder, index.list_in_force, date(2020, 12, 1)) if row[0] == "Decision 9")
    assert row[2:5] == ("one", "2020-02-03", "in force")
    assert [row[4] for row in ask(folder, index.find_alike, "开会五天") if row[0] == 1] == ["m/a.txt"]


def test_an_amending_act_of_a_manifest_is_left_out_and_said(folder: Path) -> None:
    (folder / "in/m").mkdir()
    (folder / "in/m/law.txt").write_text("河流法\n第一条 水流。\n", encoding="utf-8")
    (folder / "in/m/act.txt").write_text(
        "关于修改河流法的决定\n一、将第一条修改为：“第一条 水不流。”\n", encoding="utf-8"
    )
    (folder / "in/m/history.toml").write_text(
        '[[revision]]\nlabel = "1"\nfile = "law.txt"\n[[revision]]\nlabel = "2"\nact = "act.txt"\n', encoding="utf-8"
    )
    report = build(folder)
    assert report.notes == ("left out, amending acts whose results are not files: act.txt",)
    assert not any(row[4] == "m/act.txt" for row in ask(folder, index.find_alike, "将第一条修改为：“第一条 水不流。”"))


def test_commits_are_revisions_if_asked(tmp_path: Path) -> None:
    there = tmp_path / "in"

    def run(*given: str) -> None:
        who = ["-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", *who, *given], cwd=there, check=True, capture_output=True)

    write(there, "r.txt", 2, "Rome, 2014", "Forum", OLD)
    run("init", "-q")
    run("add", ".")
    run("commit", "-q", "-m", "one", "--date", "2020-01-02T00:00:00Z")
    write(there, "r.txt", 2, "Rome, 2014", "Forum", OLD.replace("three", "seven"))
    run("commit", "-q", "-a", "-m", "two")
    (there / "loose.txt").write_text("Law\n1 a\n", encoding="utf-8")
    report = build(tmp_path, git=True)
    assert (report.decisions, report.revisions, len(report.failed)) == (1, 2, 1)
    assert len(ask(tmp_path, index.find_alike, "to hold a forum of seven days on rivers", likeness=1.0)) == 1
    assert ask(tmp_path, index.find_alike, "to hold a forum of three days on rivers", likeness=1.0) == []
    assert build(tmp_path, git=True).read <= 1
    assert build(tmp_path).revisions == 2


def test_the_same_and_nearly_the_same_clause(folder: Path) -> None:
    build(folder)
    rows = ask(folder, index.find_alike, "To REPORT to the council, every year!")
    assert [(row[0], row[1], row[2]) for row in rows[:1]] == [(1.0, "Resolution 2 (REV. LIMA, 2018)", "resolves 3")]
    assert [row[4] for row in rows] == ["res-2-2018.txt", "res-3.txt"]
    assert 0.7 < rows[1][0] < 1
    assert len(ask(folder, index.find_alike, "to report to the council every year", everywhere=True)) == 3
    named = ask(folder, index.find_alike, "resolves 3 of Resolution 2")
    assert [row[4] for row in named] == ["res-3.txt"]
    assert ask(folder, index.find_alike, "nothing of this kind anywhere") == []
    with pytest.raises(UnreadableError, match="nothing to look for"):
        ask(folder, index.find_alike, "…—")


def test_chinese_clauses_with_a_word_changed(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    text = "请秘书长每年向理事会提交关于宽带网络建设和数字包容的报告"
    (tmp_path / "in/a.txt").write_text(f"第1号决定\n做出决定\n1 {text}；\n2 休会。\n", encoding="utf-8")
    build(tmp_path)
    changed = text.replace("宽带", "卫星")
    (row,) = ask(tmp_path, index.find_alike, changed)
    assert 0.9 < row[0] < 1
    assert ask(tmp_path, index.find_alike, "休会")[0][0] == 1.0


def test_a_sketch_is_of_shingles_without_signs() -> None:
    assert compute_sketch("") == compute_sketch("…") == []
    assert compute_sketch("Ab, c d-e") == compute_sketch("abcde")
    assert len(compute_sketch("".join(map(chr, range(0x4E00, 0x4E00 + SIZE + 1))))) == SIZE - 1
    assert len(compute_sketch("".join(map(chr, range(0x4E00, 0x4E00 + SIZE + 3))))) == SIZE
    assert hash_words("A b.") == hash_words("ab") != hash_words("ac")
    assert 0 <= hash_words("x") < 1 << 63


def test_files_that_cannot_be_read_are_said_and_the_others_are_there(folder: Path) -> None:
    (folder / "in/s").mkdir()
    (folder / "in/s/broken.docx").write_bytes(b"PK\x03\x04nothing")
    (folder / "in/empty.txt").write_bytes(b"")
    report = build(folder)
    assert (report.decisions, len(report.failed)) == (5, 2)
    assert [one.partition(": ")[0] for one in report.failed] == ["empty.txt", "s/broken.docx"]
    assert build(folder).read == 2 or build(folder).read == 0


@pytest.mark.parametrize("content", [b"hello", b"SQLite format 3\0" + b"\0" * 100, b"x" * 10_000])
def test_another_file_is_refused_in_one_sentence_and_stays(folder: Path, content: bytes) -> None:
    (folder / "d.index").write_bytes(content)
    for act in (lambda: build(folder), lambda: index.open_index(folder / "d.index")):
        with pytest.raises((UnreadableError, OutputError)) as raised:
            act()
        assert "\n" not in str(raised.value)
    assert (folder / "d.index").read_bytes() == content


def test_a_database_of_another_program_or_version_is_refused(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "d.index")) as connection:
        connection.execute("CREATE TABLE clause (id)")
    with pytest.raises(UnreadableError, match="not an index of decision-diff"):
        build(folder)
    (folder / "d.index").unlink()
    build(folder)
    with closing(sqlite3.connect(folder / "d.index")) as connection:
        connection.execute("CREATE TRIGGER evil AFTER INSERT ON clause BEGIN DELETE FROM clause; END")
    with pytest.raises(UnreadableError, match="not an index of decision-diff"):
        index.open_index(folder / "d.index")
    (folder / "d.index").unlink()
    build(folder)
    with closing(sqlite3.connect(folder / "d.index")) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(UnreadableError, match="another version"):
        index.open_index(folder / "d.index")


def test_interrupted_it_leaves_the_index_as_it_was(folder: Path) -> None:
    build(folder)
    before = dump(folder / "d.index")
    write(folder / "in", "res-7.txt", 7, "Lima, 2018", "Snow", "1 to ski.")

    def interrupt(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(folder, told=interrupt)
    assert dump(folder / "d.index") == before


# Outputs and commands


def test_all_outputs_say_the_same_and_hide_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder / "in", "res-8.txt", 8, "Lima, 2018", '=cmd|"/c calc"!A1 <script>', "1 to recall Resolution 2.")
    assert main(["index", "in", "-o", "d.index"]) == 0
    assert capsys.readouterr().out.startswith("6 decisions, 7 revisions, ")
    assert main(["in-force", "--index", "d.index", "-o", "a.json", "-o", "a.csv", "-o", "a.html", "-o", "a.txt"]) == 0
    record = json.loads((folder / "a.json").read_text("utf-8"))
    jsonschema.validate(record, json.loads(index.load_schema()))
    rows = list(csv.DictReader(io.StringIO((folder / "a.csv").read_text("utf-8-sig"))))
    assert len(rows) == len(record["rows"]) == 6
    assert rows[-1]["title"].startswith("'=cmd")
    page = (folder / "a.html").read_text("utf-8")
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "Resolution 8" in (folder / "a.txt").read_text("utf-8")
    for command in (
        ["find", "to report to the council every year"],
        ["citations"],
        ["citations", "--stale"],
        ["citations", "--impact", "in/res-2-2014.txt", "in/res-2-2018.txt"],
    ):
        code = main([*command, "--index", "d.index", "--json"])
        assert code == (1 if "--stale" in command or "--impact" in command else 0)
        jsonschema.validate(json.loads(capsys.readouterr().out), json.loads(index.load_schema()))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (
            ["find", "x", "--index", "none.index"],
            "the index does not exist; make one with `decision-diff index FOLDER`",
        ),
        (["index", "nowhere"], "this is not a folder"),
        (["index", "in", "-o", "no/where.index"], "its folder does not exist"),
        (["find", "x", "--index", "d.index", "-o", "x.docx"], "no suffix that tells its format"),
        (["find", "x", "--index", "d.index", "-o", "d.index.json", "--json"], "--json prints"),
        (["citations", "Resolution 2", "--stale", "--index", "d.index"], "one of ACT, --stale and --impact"),
        (["in-force", "--at", "soon", "--index", "d.index"], "soon"),
        (["find", "x", "--index", "in/res-5.txt"], "not an index"),
    ],
)
def test_what_is_not_possible_is_one_sentence(
    folder: Path, capsys: pytest.CaptureFixture[str], given: list[str], said: str
) -> None:
    build(folder)
    assert main(given) == 2
    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") == 1


def test_find_says_by_its_exit_code_whether_anything_is_found(folder: Path) -> None:
    build(folder)
    assert main(["find", "to dig wells", "--index", "d.index"]) == 0
    assert main(["find", "unheard of words", "--index", "d.index"]) == 1


@pytest.mark.parametrize(("shared", "is_found"), [(1, False), (2, True), (3, True)])
def test_a_candidate_shares_two_hashes(
    folder: Path, monkeypatch: pytest.MonkeyPatch, shared: int, is_found: bool
) -> None:
    build(folder)
    own = compute_sketch("to dig wells")
    fake = [*own[:shared], *range(1, SIZE + 1 - shared)]
    monkeypatch.setattr("decision_diff.collection.index.find.compute_sketch", lambda words: fake)
    assert bool(ask(folder, index.find_alike, "to dig a well", likeness=0.5)) is is_found


@pytest.mark.parametrize(("likeness", "is_found"), [(0.91, False), (0.9, True)])
def test_what_is_less_alike_is_left_out(folder: Path, likeness: float, is_found: bool) -> None:
    build(folder)
    rows = ask(folder, index.find_alike, "to hold a forum of five days on rivers", likeness=0.5)
    assert 0.9 <= rows[0][0] < 0.91
    assert bool(ask(folder, index.find_alike, "to hold a forum of five days on rivers", likeness=likeness)) is is_found


def test_more_than_the_limit_is_said(folder: Path) -> None:
    write(folder / "in", "res-9.txt", 9, "Lima, 2018", "x", "\n".join(f"{at} to rest;" for at in range(1, 6)))
    build(folder)
    with closing(index.open_index(folder / "d.index")) as connection:
        whole = index.find_alike(connection, "to rest", limit=5)
        cut = index.find_alike(connection, "to rest", limit=4)
    assert (len(whole.rows), whole.notes) == (5, ())
    assert (len(cut.rows), cut.notes) == (4, ("1 more are alike; see --limit",))


def test_what_was_adopted_again_after_its_suppression_is_in_force(folder: Path) -> None:
    write(folder / "in", "res-7.txt", 7, "Oslo, 2010", "x", "1 to suppress Resolution 2;\n2 to suppress Resolution 3.")
    build(folder)
    rows = {row[0]: row[4] for row in ask(folder, index.list_in_force)}
    assert (rows["Resolution 2"], rows["Resolution 5"]) == ("in force", "suppressed")


def list_notes(folder: Path, question: Any, *given: Any) -> str:
    with closing(index.open_index(folder / "d.index")) as connection:
        return "\n".join(question(connection, *given).notes)


def test_what_is_not_in_the_index_is_said_with_each_answer(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "in/res-7.docx").write_bytes(b"PK broken")
    (folder / "in/notes.xyz").write_text("?", encoding="utf-8")
    (folder / "away.txt").write_text("RESOLUTION 8", encoding="utf-8")
    (folder / "in/res-8.txt").symlink_to(folder / "away.txt")
    (folder / "in/loop").symlink_to(folder / "in")
    (folder / "in/self.txt").symlink_to("self.txt")
    (folder / "in/mine.txt").symlink_to("res-3.txt")
    said = "\n".join(build(folder).notes)
    assert "links that lead to no file of this folder: loop, res-8.txt, self.txt" in said
    for question, given in (
        (index.list_in_force, ()), (index.list_stale, ()), (index.list_citations, ()), (index.list_citations, ("Resolution 2",)),
        (index.find_alike, ("to dig wells",)),
    ):  # fmt: skip
        notes = list_notes(folder, question, *given)
        assert "not in the index, for they could not be read: res-7.docx" in notes
        assert "notes.xyz" in notes
        assert "res-8.txt" in notes
    assert main(["in-force", "--index", str(folder / "d.index"), "-o", str(folder / "f.csv")]) == 0
    assert "res-7.docx" in capsys.readouterr().err


def test_languages_in_which_citations_are_not_read_are_said(folder: Path) -> None:
    build(folder)
    assert not list_notes(folder, index.list_in_force)
    text = "РЕЗОЛЮЦИЯ 9 (ЛИМА, 2018 г.)\nОзера\nПолномочная конференция Союза (Лима, 2018 г.),\nрешает\n1 аннулировать Резолюцию 2;\n2 представлять отчет."
    (folder / "in/ru-9.txt").write_text(text, encoding="utf-8")
    build(folder)
    for question in (index.list_in_force, index.list_stale, index.list_citations):
        assert "what such texts cite or suppress is not here: ru (1 text)" in list_notes(folder, question)


def test_what_was_suppressed_and_adopted_again_is_in_force_and_not_stale(folder: Path) -> None:
    write(folder / "in", "res-5-2022.txt", 5, "Bern, 2022", "Wells", "1 to dig deep wells.")
    write(folder / "in", "res-9.txt", 9, "Bern, 2022", "Work", "1 to apply Resolution 5 (Rev. Bern, 2022).")
    build(folder)
    assert [row[4] for row in ask(folder, index.list_in_force) if row[0] == "Resolution 5"] == ["in force"]
    assert [row[0] for row in ask(folder, index.list_stale) if row[6] == "res-9.txt"] == []
    assert [row[4] for row in ask(folder, index.list_in_force, date(2019, 1, 1)) if row[0] == "Resolution 5"] == [
        "suppressed"
    ]


def test_a_repeal_without_a_date_leaves_it_open(folder: Path) -> None:
    text = "RESOLUTION 9\nWork\nThe Plenipotentiary Conference of the Union,\nresolves\n1 to suppress Resolution 3."
    (folder / "in/res-9.txt").write_text(text, encoding="utf-8")
    build(folder)
    for given in ((), (date(2020, 1, 1),)):
        assert [(row[4], row[5]) for row in ask(folder, index.list_in_force, *given) if row[0] == "Resolution 3"] == [
            ("unknown", "Resolution 9, resolves 1, of which no date is known")
        ]


def test_a_repeal_of_a_year_counts_for_a_decision_of_a_day_in_it() -> None:
    assert not is_before("2018", "2018-06-01")
    assert not is_before("2018-06-01", "2018")
    assert is_before("2017", "2018-06-01")


def test_one_number_for_two_decisions_is_said(folder: Path) -> None:
    write(folder / "in", "res-3-2022.txt", 3, "Bern, 2022", "Staff of the secretariat", "1 to hire.")
    write(folder / "in", "res-2-2022.txt", 2, "Bern, 2022", "Forums on rivers and lakes", OLD)
    bare = "RESOLUTION 6 (REV. BERN, 2022)\nRain\nresolves\n1 to wait."
    (folder / "in/res-6-2022.txt").write_text(bare, encoding="utf-8")
    build(folder)
    for question in (index.list_in_force, index.list_stale):
        notes = list_notes(folder, question)
        assert "res-3.txt, res-3-2022.txt are taken as revisions of one decision" in notes
        assert "res-2" not in notes
        assert (
            "res-6-2022.txt does not say who adopted it, so it is not taken as a revision of resolution 6 in res-6.txt"
            in notes
        )


def test_a_file_of_somebody_is_not_to_be_deleted(folder: Path) -> None:
    mine = folder / "in/res-3.txt"
    before = mine.read_bytes()
    for ask_it in (lambda: index.build_index(folder / "in", mine), lambda: index.open_index(mine)):
        with pytest.raises(UnreadableError, match="this is not an index of decision-diff; give another name"):
            ask_it()
    assert mine.read_bytes() == before


def test_a_clause_that_is_not_there_is_said_to_be_looked_for_as_words(folder: Path) -> None:
    build(folder)
    assert "no clause of the index is called 'resolves 9 of Resolution 3'" in list_notes(
        folder, index.find_alike, "resolves 9 of Resolution 3"
    )
    for wanted in ("resolves 1 of Resolution 3", "to dig wells", "Resolution 3"):
        assert not list_notes(folder, index.find_alike, wanted)


def test_a_clause_named_in_another_language_is_not_called_missing(folder: Path) -> None:
    text = (
        "RÉSOLUTION 8 (RÉV. LIMA, 2018)\nPuits\nLa Conférence de plénipotentiaires de l'Union (Lima, 2018),\ndécide\n{}"
    )
    cites = "1 d'appliquer le point 1 du décide de la Résolution 2 (Rév. Lima, 2018);\n2 de faire rapport."
    (folder / "in/fr-8.txt").write_text(text.format(cites), encoding="utf-8")
    build(folder)
    assert not [row for row in ask(folder, index.list_stale) if row[6] == "fr-8.txt"]
    comparison = dd.compare(folder / "in/res-2-2014.txt", folder / "in/res-2-2018.txt")
    (row,) = [row for row in ask(folder, index.list_impact, comparison) if row[6] == "fr-8.txt"]
    assert row[0] == "cites point 1 du décide, which cannot be followed in a text of another language"


def test_the_impact_of_two_decisions_is_refused(folder: Path) -> None:
    build(folder)
    comparison = dd.compare(folder / "in/res-2-2014.txt", folder / "in/res-3.txt")
    with pytest.raises(UnreadableError, match="this is Resolution 3, and the other text is Resolution 2"):
        ask(folder, index.list_impact, comparison)


def test_a_broken_index_is_named(folder: Path) -> None:
    build(folder)
    with closing(sqlite3.connect(folder / "d.index")) as connection:
        connection.execute("UPDATE clause SET words = CAST(x'ff' AS TEXT)")
        connection.commit()
    with pytest.raises(UnreadableError, match=r"^d\.index: this index is broken"):
        ask(folder, index.find_alike, "to dig wells")
