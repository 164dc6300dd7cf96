"""A decision through its revisions."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from referencing import Registry, Resource

from amendments import amended, amendments
from decision_diff import Comparison, History, compare, read, render
from decision_diff.align import align
from decision_diff.changes import Alignment
from decision_diff.cli import main
from decision_diff.errors import UnreadableError
from decision_diff.history import links_cache, report
from decision_diff.history.gitlog import read_revisions
from decision_diff.history.manifest import load
from decision_diff.model import Decision
from decision_diff.renderers.json import load_schema as comparison_schema
from paths import FIXTURES
from wordfiles import p, paged, t

C24, C25 = FIXTURES / "decision-641-c24.zh.txt", FIXTURES / "decision-641-c25.zh.txt"


def history() -> History:
    third = (
        C25.read_text(encoding="utf-8")
        .replace("3\tWTPF-26的筹备", "3\t新增一段。\n4\tWTPF-26的筹备")
        .replace("巴哈马举行", "日内瓦举行")
    )
    return History.of({"C24": read(C24), "C25": read(C25), "C26": read(third)})


def test_log_follows_a_clause_through_its_amendments() -> None:
    log = history().log("part_1__para_1")
    assert [(entry.label, entry.change.mark) for entry in log] == [("C26", "MOD"), ("C25", "MOD")]
    assert log[0].change.old[0].text.startswith("第七届WTPF（WTPF-26）将于")


def test_log_follows_a_clause_through_renumbering() -> None:
    log = history().log("part_1__para_4")
    assert [(entry.label, sorted(entry.change.effects)) for entry in log] == [("C26", ["renumbering"])]


def test_log_ends_where_the_clause_was_inserted() -> None:
    assert [(entry.label, entry.change.mark) for entry in history().log("att_2__tr_9")] == [("C25", "ADD")]
    assert history().log("att_2__tr_9", "C25") == history().log("att_2__tr_9")


def test_at_and_diff() -> None:
    revisions = history()
    assert revisions.at("C24").plain == C24.read_bytes().decode()
    assert revisions.diff("C24", "C25") == revisions.comparisons[0]
    marks = {change.mark for change in revisions.diff("C24", "C26").changes}
    assert marks == {"ADD", "MOD", "(MOD)"}


def test_a_comparison_of_a_history_is_as_any_other(tmp_path: Path) -> None:
    revisions = history()
    direct = compare(*revisions.decisions[:2])
    for found in (revisions.diff(*revisions.labels[:2]), revisions.comparisons[0]):
        assert type(found) is type(direct) is Comparison
        assert found == direct
        assert found.to_dicts() == direct.to_dicts() != []
        found.save(tmp_path / "redline.html", force=True)
        assert (tmp_path / "redline.html").read_text(encoding="utf-8") == render(direct, "html")


@pytest.mark.parametrize("revisions", [[], [("a", read("1\t甲\n")), ("a", read("1\t乙\n"))]])
def test_labels_must_tell_revisions_apart(revisions: list[tuple[str, object]]) -> None:
    with pytest.raises(ValueError, match="label"):
        History.of(revisions)  # type: ignore[arg-type]


def test_an_unknown_label_or_clause_is_a_key_error() -> None:
    with pytest.raises(KeyError, match="C99"):
        history().at("C99")
    with pytest.raises(KeyError):
        history().log("art_99")


# -- blame and identity


def layered(revisions: History, eid: str, label: str | None = None) -> str:
    """The words of a clause with the label of each layer before it, `(first)` where they came back."""
    words = revisions.at(label or revisions.labels[-1]).clause(eid).words
    shown = (
        f"{one.label}{f'({one.first})' if one.first else ''}:{one.span.of(words)}"
        for one in revisions.blame(eid, label)
    )
    return " ".join(shown)


def test_blame_tells_for_each_word_which_revision_put_it_there() -> None:
    revisions = history()
    assert layered(revisions, "part_1__para_1", "C25") == (
        "C24:第七届WTPF（WTPF-26） C25:将于2026年6月9日至11日在巴哈马举行，并于2026年6月8日举办战略对话 C24:；"
    )
    assert "C26:日内瓦" in layered(revisions, "part_1__para_1")
    assert layered(revisions, "att_2__tr_9").startswith("C25:2025年8月7日")


RULES = "第一条　经营者应当办理登记。\n第二条　主管机关每年检查一次并公布结果。\n第三条　违反者处一万元以下罚款。\n"


def test_words_that_come_back_are_told() -> None:
    without = RULES.replace("第二条　主管机关每年检查一次并公布结果。\n", "").replace("第三条", "第二条")
    revisions = History.of({"2001": read(RULES), "2005": read(without), "2010": read(RULES)})
    assert layered(revisions, "art_2") == "2010(2001):主管机关每年检查一次并公布结果。"
    assert revisions.identity("art_2") == "2001/art_2"
    assert revisions.identity("art_2", "2005") == "2001/art_3"


def test_an_identity_outlives_number_place_split_and_join() -> None:
    moved = "第一条　国家实行许可制度。\n第二条　违反者处一万元以下罚款。\n第三条　主管机关每年检查一次。\n第四条　检查的结果应当公布。\n第五条　经营者应当办理登记。\n"
    revisions = History.of({"a": read(RULES), "b": read(moved), "c": read(moved.replace("一万元", "五万元"))})
    assert revisions.identity("art_5") == "a/art_1"
    assert revisions.identity("art_2") == "a/art_3"
    assert revisions.identity("art_1") == "b/art_1"
    assert revisions.identity("art_1", "a") == "a/art_1"


@st.composite
def chains(draw: st.DrawFn) -> History:
    """A decision through three or four revisions, each the one before it after some amendments."""
    old, new = draw(amended())
    acts = [old, new]
    for _ in range(draw(st.integers(1, 2))):
        acts.append(draw(amendments(acts[-1])))
    return History.of([(f"r{n}", read(act.write())) for n, act in enumerate(acts)])


@pytest.mark.slow
@given(chains())
def test_every_word_has_one_origin_and_every_clause_an_identity_of_its_own(revisions: History) -> None:
    for label in revisions.labels:
        assert revisions.at(label).plain.encode() == revisions.at(label).source.data
        names = []
        for clause in revisions.at(label).walk():
            layers = revisions.blame(clause.eid, label)
            assert "".join(one.span.of(clause.words) for one in layers) == clause.words
            assert [one.span.start for one in layers] == [0, *(one.span.end for one in layers)][: len(layers)]
            assert all(revisions.labels.index(one.label) <= revisions.labels.index(label) for one in layers)
            names.append(revisions.identity(clause.eid, label))
        assert len(set(names)) == len(names)


# -- four revisions of Decision 641, the last two invented; and the command

MANIFEST = FIXTURES / "history" / "history.toml"


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(["history", *arguments])
    shown = capsys.readouterr()
    return code, shown.out, shown.err


def four() -> History:
    return History.of((one.label, read(one.source)) for one in load(MANIFEST).revisions)


def test_log_tells_a_repeal_and_the_return() -> None:
    log = four().log("part_1__para_8")
    assert [(one.label, one.change.mark) for one in log] == [("C27", "ADD"), ("C26", "SUP")]
    assert layered(four(), "part_1__para_8") == "C27(C24):WTPF-26须向所有成员国和部门成员开放；"
    assert four().identity("part_1__para_8") == "C24/part_1__para_7"


def test_a_split_keeps_the_origin_of_its_words_and_the_identity_of_its_first_part() -> None:
    assert layered(four(), "part_1__para_7__point_b") == "C24:每位专家均应在本国积极参与WTPF-26的筹备工作；"
    assert four().identity("part_1__para_7__point_a") == "C24/part_1__para_6__point_a"
    assert four().identity("part_1__para_7__point_b") == "C27/part_1__para_7__point_b"


def test_history_commands(capsys: pytest.CaptureFixture[str], golden: Callable[[str, str], None]) -> None:
    for name, arguments in {
        "log": ("log", str(MANIFEST)),
        "log-clause": ("log", str(MANIFEST), "--clause", "part_1__para_8"),
        "blame": ("blame", str(MANIFEST)),
        "table": ("table", str(MANIFEST)),
    }.items():
        code, out, err = run(capsys, *arguments)
        assert (code, err) == (0, "")
        golden(f"history.{name}.txt", out)


@pytest.mark.parametrize(
    "command",
    [
        ("log", "--json"),
        ("log", "--clause", "art_1"),
        ("blame",),
        ("blame", "--json"),
        ("table",),
        ("timeline", "-o", "-"),
        ("at", "A"),
    ],
)
def test_what_is_doubtful_about_the_reading_is_always_said(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, command: tuple[str, ...]
) -> None:
    old, new = (tmp_path / name for name in ("old.txt", "new.txt"))
    old.write_bytes("第一条　会议公开举行。\n".encode("gb18030"))
    new.write_text("第一条　会议每年公开举行。\n", encoding="utf-8")
    code, out, err = run(capsys, *command, f"A={old}", f"B={new}")
    assert code == 0
    assert "会议" in out or command[0] == "table"
    assert err.count("old.txt: read as GB18030") == 1


@pytest.mark.parametrize(("when", "label"), [("C24", "c24"), ("2025-06-26", "c24"), ("2025-06-27", "c25")])
def test_at_gives_the_text_in_force(capsysbinary: pytest.CaptureFixture[bytes], when: str, label: str) -> None:
    assert main(["history", "at", when, str(MANIFEST)]) == 0
    assert capsysbinary.readouterr().out == (FIXTURES / f"decision-641-{label}.zh.txt").read_bytes()


def test_json_of_log_and_blame(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "log", str(MANIFEST), "--clause", "part_1__para_8", "--json")
    assert [(one["label"], [row["mark"] for row in one["changes"]]) for one in json.loads(out)] == [
        ("C27", ["ADD"]),
        ("C26", ["SUP"]),
    ]
    _, out, _ = run(capsys, "blame", str(MANIFEST), "--at", "C25", "--clause", "title", "--json")
    (row,) = json.loads(out)
    assert row["identity"] == "C24/title"
    assert "".join(layer["text"] for layer in row["layers"]) == "第641号决定（C24，最后修正C25）"


def test_files_without_a_manifest_have_labels_of_their_own(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "log", f"C24={C24}", str(C25))
    assert code == 0
    assert out.startswith("decision-641-c25.zh\n第641号决定\nOld: C24 (decision-641-c24.zh.txt)\n")


def test_the_log_of_one_revision_says_that_there_is_no_amendment(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "log", f"C24={C24}")
    assert (code, out, err) == (0, "There is only one revision, C24: no amendments.\n", "")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("at", "C99", str(MANIFEST)), "unknown revision 'C99'; there are C24, C25, C26, C27"),
        (("at", "2001-01-01", str(MANIFEST)), "no revision was in force on 2001-01-01"),
        (("log", str(MANIFEST), "--clause", "art_9"), "no clause is called art_9"),
        (("log", str(C24), str(C24)), "two revisions have the label 'decision-641-c24.zh'"),
        (("lock", str(MANIFEST)), "history.lock"),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], says: str
) -> None:
    code, out, err = run(capsys, *arguments)
    assert (code, out) == (2, "")
    assert says in err
    assert err.count("\n") == 1


ROW = '[[revision]]\nlabel = "a"\nfile = "a.txt"\n'


@pytest.mark.parametrize(
    ("manifest", "says"),
    [
        ("[[revision", "not valid TOML"),
        ('title = "x"', "one [[revision]] or more"),
        (ROW.replace('file = "a.txt"', ""), "has no file"),
        (ROW.replace("a.txt", "../a.txt"), "not in the folder"),
        (ROW.replace("a.txt", "/etc/passwd"), "not in the folder"),
        (ROW.replace('label = "a"', ""), "no label"),
        (ROW + ROW, "two revisions have the label a"),
        (ROW + 'date = "2024"', "not written as"),
        (ROW + "colour = 1", "not a key of a revision"),
        (ROW + "date = 2025-01-01\n" + ROW.replace('"a"', '"b"', 1) + "date = 2024-01-01", "b is older than a"),
    ],
)
def test_a_manifest_that_is_wrong_says_where(tmp_path: Path, manifest: str, says: str) -> None:
    (tmp_path / "a.txt").write_text("1\t甲\n", encoding="utf-8")
    (tmp_path / "history.toml").write_text(manifest, encoding="utf-8")
    with pytest.raises(UnreadableError, match=re.escape(says)):
        load(tmp_path / "history.toml")


def test_a_locked_file_that_changed_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    manifest = tmp_path / "history.toml"
    (tmp_path / "a.txt").write_text("1\t甲\n", encoding="utf-8")
    manifest.write_text(ROW, encoding="utf-8")
    assert run(capsys, "lock", str(manifest))[0] == 0
    assert run(capsys, "log", str(manifest))[0] == 0
    (tmp_path / "a.txt").write_text("1\t乙\n", encoding="utf-8")
    code, _, err = run(capsys, "log", str(manifest))
    assert code == 2
    assert "a.txt is not the file that was locked" in err
    assert run(capsys, "lock", str(manifest), "--force")[0] == 0
    assert run(capsys, "log", str(manifest))[0] == 0


def test_the_table_has_each_clause_once_and_each_revision_is_a_column(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "table", str(MANIFEST), "--json")
    rows = {row["identity"]: [(cell["number"], cell["mark"]) for cell in row["cells"]] for row in json.loads(out)}
    assert rows["C24/part_1__para_7"] == [("7", ""), ("7", ""), (None, "SUP"), ("8", "ADD")]
    assert rows["C26/part_1__para_2"] == [(None, None), (None, None), ("2", "ADD"), ("2", "")]
    assert [len(decision.walk()) for decision in four().decisions] == [
        sum(row[n][0] is not None for row in rows.values()) for n in range(4)
    ]


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A decision in git: adopted, amended, and then renamed."""
    git = ("git", "-C", str(tmp_path), "-c", "user.name=n", "-c", "user.email=e@example.org")
    file = tmp_path / "决定.txt"
    subprocess.run([*git, "init", "-q"], check=True)
    for source, title in ((C24, "Adopted by C24"), (C25, "Amended by C25")):
        file.write_bytes(source.read_bytes())
        subprocess.run([*git, "add", "-A"], check=True)
        subprocess.run([*git, "commit", "-qm", title, "--date=2025-06-27T12:00:00Z"], check=True)
    file.rename(tmp_path / "decision.txt")
    subprocess.run([*git, "add", "-A"], check=True)
    subprocess.run([*git, "commit", "-qm", "Renamed"], check=True)
    return tmp_path / "decision.txt"


def test_a_file_in_git_has_its_commits_as_revisions(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = read_revisions(repository)
    assert [one.title for one in found] == ["Adopted by C24", "Amended by C25", "Renamed"]
    assert [one.source.data for one in found] == [C24.read_bytes(), C25.read_bytes(), C25.read_bytes()]
    code, out, _ = run(capsys, "log", "--git", str(repository), "--clause", "title")
    assert code == 0
    assert re.match(r"[0-9a-f]+ \([0-9-]+, Amended by C25\): MOD title", out)


def test_what_is_in_no_repository_is_said(tmp_path: Path, repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "new.txt").write_text("1\t甲\n", encoding="utf-8")
    code, _, err = run(capsys, "log", "--git", str(tmp_path / "new.txt"))
    assert code == 2
    assert "no commit holds this file" in err
    code, _, err = run(capsys, "log", "--git", str(FIXTURES / "history"), "x.txt")
    assert code == 2
    assert "given alone" in err


def test_tracked_changes_are_two_revisions(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "log", str(FIXTURES / "decision-641-tracked.docx"), "--clause", "title")
    assert code == 0
    assert out.startswith("accepted: MOD title — amended; by General Secretariat (2025-07-04)\n")


def test_the_json_is_as_its_schema_says(capsys: pytest.CaptureFixture[str]) -> None:
    schema = json.loads(run(capsys, "schema")[1])
    assert json.loads(report.load_schema()) == schema
    records = Resource.from_contents(json.loads(comparison_schema()))
    registry: Registry[Any] = Registry().with_resource("urn:decision-diff:schema:comparison:1", records)
    for name in ("log", "blame", "table"):
        document = json.loads(run(capsys, name, str(MANIFEST), "--json")[1])
        assert document
        closed = {**schema, "anyOf": [{"$ref": f"#/$defs/{name}"}]}
        jsonschema.Draft202012Validator(closed, registry=registry).validate(document)


@pytest.mark.slow
@given(chains())
def test_the_chain_agrees_with_the_direct_comparison_or_the_difference_is_told(revisions: History) -> None:
    first, last = revisions.labels[0], revisions.labels[-1]
    chain = revisions.became(first, last)
    direct = revisions.diff(first, last)
    links = [link for change in (*direct.changes, *direct.unchanged) for link in change.links]
    told = {notice.origin for notice in direct.notices if notice.code == "history-otherwise"}
    for clause in revisions.decisions[0].walk():
        straight = {link.new.eid for link in links if link.old.eid == clause.eid}
        assert (straight == set(chain[clause.eid])) == (clause.origin not in told)
    back = revisions.became(last, first)
    assert {(a, b) for a, news in chain.items() for b in news} == {(a, b) for b, olds in back.items() for a in olds}


def test_diff_of_any_two_revisions(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "diff", "C24", "C27", str(MANIFEST))
    assert code == 1
    assert "7 of C24 became nothing through the revisions between, and 做出决定8 when C24 and C27 are compared" in out
    code, out, _ = run(capsys, "diff", "C25", "C25", str(MANIFEST), "--json")
    assert (code, json.loads(out)["changes"]) == (0, [])


def test_a_detour_is_told() -> None:
    """Article 1 was rewritten bit by bit until nothing was left; its first words then came back at the end of the text."""
    steps = [
        "第一条　经营者应当办理登记并缴纳费用。\n第二条　主管机关每年检查一次。\n",
        "第一条　经营者应当办理登记并公布账目。\n第二条　主管机关每年检查一次。\n",
        "第一条　外国人应当公布账目接受监督。\n第二条　主管机关每年检查一次。\n第三条　经营者应当办理登记并缴纳费用。\n",
    ]
    revisions = History.of([(f"r{n}", read(text)) for n, text in enumerate(steps)])
    (notice,) = revisions.diff("r0", "r2").notices
    assert notice.code == "history-otherwise"
    assert "第一条 of r0 became 第一条 and 第三条 through the revisions between, and 第三条 when" in notice.message


# -- what was worked out before


def copied(folder: Path) -> Path:
    """The history of Decision 641 where files may be written."""
    for file in MANIFEST.parent.iterdir():
        if file.name != links_cache.NAME:
            (folder / file.name).write_bytes(file.read_bytes())
    return folder / MANIFEST.name


def test_neighbours_are_aligned_once_and_a_later_revision_costs_only_its_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    manifest = copied(tmp_path)
    asked: list[str] = []

    def asked_for(old: Decision, new: Decision) -> Alignment:
        asked.append(new.source.name)
        return align(old, new)

    monkeypatch.setattr("decision_diff.align.align", asked_for)
    without_last = manifest.read_text(encoding="utf-8").rpartition("[[revision]]")[0]
    whole = manifest.read_text(encoding="utf-8")
    manifest.write_text(without_last, encoding="utf-8")
    first = run(capsys, "blame", str(manifest))
    assert (len(asked), first[0]) == (2, 0)
    assert run(capsys, "blame", str(manifest)) == first
    assert len(asked) == 2
    manifest.write_text(whole, encoding="utf-8")
    warm = run(capsys, "blame", str(manifest))
    assert asked[2:] == ["decision-641-c27-invented.zh.txt"]
    (tmp_path / links_cache.NAME).unlink()
    assert run(capsys, "blame", str(manifest)) == warm


DAMAGES = (
    "no database", "a folder", "other rows", "nested rows", "a row less", "another order", "a row twice", "other links",
    "another clause", "another pass", "another certainty", "no number",
)  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_cache_that_is_damaged_is_as_none(tmp_path: Path, capsys: pytest.CaptureFixture[str], damage: str) -> None:
    manifest = copied(tmp_path)
    right = run(capsys, "blame", str(manifest))
    kept = tmp_path / links_cache.NAME
    if damage in ("no database", "a folder"):
        kept.unlink()
    if damage == "no database":
        kept.write_bytes(b"SQLite format 3\0" + b"x" * 5000)
    elif damage == "a folder":
        kept.mkdir()
    else:
        with closing(sqlite3.connect(kept)) as connection, connection:
            for key, row in connection.execute("SELECT key, links FROM links").fetchall():
                links = json.loads(row.partition(" ")[2])
                rows = other_rows(damage, links)
                digest = row.partition(" ")[0] if damage == "a row less" else links_cache._digest(key, rows)
                connection.execute("UPDATE links SET links = ? WHERE key = ?", (f"{digest} {rows}", key))
    assert run(capsys, "blame", str(manifest)) == right


def other_rows(damage: str, links: list[list[Any]]) -> str:
    if damage == "other rows":
        return "[]nonsense"
    if damage == "nested rows":
        return "[" * 100_000
    if damage == "a row less":
        return json.dumps(links[:-1])
    if damage == "another order":
        return json.dumps(links[::-1])
    if damage == "a row twice":
        return json.dumps([*links, links[-1]])
    at, value = {
        "other links": (2, 9999),
        "another clause": (0, "nowhere"),
        "another pass": (6, "sworn"),
        "another certainty": (8, 0.123),
        "no number": (7, float("nan")),
    }[damage]
    links[0][at] = value
    return json.dumps(links)


def test_a_cache_of_a_stranger_neither_runs_nor_writes_elsewhere(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    manifest = copied(tmp_path)
    right = run(capsys, "blame", str(manifest))
    kept, victim = tmp_path / links_cache.NAME, tmp_path / "victim"
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT '' AS key, i AS links FROM n"
    for statement in (f"CREATE VIEW links AS {endless}", "CREATE TABLE links (key, links); CREATE TABLE more (x)"):
        kept.unlink()
        with closing(sqlite3.connect(kept)) as connection:
            connection.executescript(statement)
        before = kept.read_bytes()
        assert run(capsys, "blame", str(manifest)) == right
        assert kept.read_bytes() == before
    kept.unlink()
    for name in (links_cache.NAME, f"{links_cache.NAME}-journal", f"{links_cache.NAME}-wal"):
        victim.write_bytes(b"")
        (tmp_path / name).symlink_to(victim)
        assert run(capsys, "blame", str(manifest)) == right
        assert victim.read_bytes() == b""
        (tmp_path / name).unlink()
        kept.unlink(missing_ok=True)


@pytest.mark.slow
def test_a_cache_that_is_locked_costs_little(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    manifest = copied(tmp_path)
    right = run(capsys, "blame", str(manifest))
    with closing(sqlite3.connect(tmp_path / links_cache.NAME)) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        waited: list[float] = []
        with pytest.MonkeyPatch.context() as patch:
            connect = sqlite3.connect

            def patient(path: Path, timeout: float) -> sqlite3.Connection:
                waited.append(timeout)
                return connect(path, timeout=timeout)

            patch.setattr(sqlite3, "connect", patient)
            assert run(capsys, "blame", str(manifest)) == right
        assert sum(waited) <= 2
        connection.execute("ROLLBACK")

    # Locked after it was opened: the first wait is the last.
    (old, *_), old_at = four().decisions, links_cache._open(tmp_path / links_cache.NAME)
    assert old_at is not None
    kept = links_cache.Cache(old_at)
    with closing(sqlite3.connect(tmp_path / links_cache.NAME)) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        old_at.execute("PRAGMA busy_timeout = 10")
        assert kept.align(old, old).links
        assert kept._connection is None
    old_at.close()


def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    asked: list[str] = []

    def asked_for(old: Decision, new: Decision) -> Alignment:
        asked.append(new.source.name)
        return align(old, new)

    monkeypatch.setattr("decision_diff.align.align", asked_for)
    return asked


def test_what_another_version_kept_is_not_believed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    manifest, asked = copied(tmp_path), counted(monkeypatch)
    run(capsys, "blame", str(manifest))
    known = len(asked)
    monkeypatch.setattr(links_cache, "_version", lambda: "another")
    run(capsys, "blame", str(manifest))
    assert len(asked) == 2 * known > 0


def test_a_version_is_its_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever file of the code that aligns is another one, the version is another."""
    package = Path(links_cache.__file__).parents[1]
    shutil.copytree(package, tmp_path / "copy", ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr("decision_diff.align.__file__", str(tmp_path / "copy/align/__init__.py"))
    seen = {links_cache._version.__wrapped__()}
    for name in ("align/gaps.py", "labels.py", "words/folding.py", "languages/zh_lexicon.txt", "parse/tree.py"):
        with (tmp_path / "copy" / name).open("a", encoding="utf-8") as file:
            file.write("# another\n")
        seen.add(links_cache._version.__wrapped__())
    assert len(seen) == 6


def test_the_same_files_read_otherwise_are_other_texts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    manifest, asked = tmp_path / "history.toml", counted(monkeypatch)
    for name, text in (("a.txt", "第一条　会议公开举行。\n"), ("b.txt", "第一条　会议每年举行。\n")):
        (tmp_path / name).write_bytes(text.encode("gb18030"))
    manifest.write_text(
        '[[revision]]\nlabel="A"\nfile="a.txt"\n[[revision]]\nlabel="B"\nfile="b.txt"\n', encoding="utf-8"
    )
    for encoding in ("gb18030", "big5", "gb18030"):
        run(capsys, "blame", str(manifest), "--encoding", encoding)
    assert len(asked) == 2


def test_a_link_that_leads_out_of_the_folder_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "inside"
    folder.mkdir()
    manifest = copied(folder)
    first = folder / load(manifest).file_names[0]
    first.rename(tmp_path / "elsewhere.txt")
    first.symlink_to(tmp_path / "elsewhere.txt")
    code, _, error = run(capsys, "at", "C24", str(manifest))
    assert (code, "is a link that leads out of the folder" in error) == (2, True)
    assert run(capsys, "at", "C24", str(manifest), "--follow-links")[0] == 0
    first.unlink()
    (folder / "below").mkdir()
    (tmp_path / "elsewhere.txt").rename(folder / "below" / "kept.txt")
    first.symlink_to(folder / "below" / "kept.txt")
    assert run(capsys, "at", "C24", str(manifest))[0] == 0, "a link inside leads nowhere else"
    (folder / "history.lock").unlink(missing_ok=True)
    (folder / "history.lock").symlink_to(tmp_path / "precious")
    (tmp_path / "precious").write_text("mine", encoding="utf-8")
    assert run(capsys, "lock", str(manifest), "--force")[0] == 2
    assert (tmp_path / "precious").read_text(encoding="utf-8") == "mine"


def test_views_of_one_document_have_no_dates(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, error = run(capsys, "at", "2025-01-01", str(FIXTURES / "decision-641-tracked.docx"))
    assert (code, error) == (
        2, "decision-diff: views of one document have no dates; ask for rejected or accepted\n",
    )  # fmt: skip


def test_who_wrote_words_first_is_known_after_a_second_return() -> None:
    kept = "第一条　会议公开举行，各成员国均可参加。\n"
    more = "第二条　秘书长每年提交一份详细的预算报告。\n"
    texts = [kept + more, kept, kept + more, kept, kept + more]
    revisions = History.of([(label, read(text=text)) for label, text in zip("ABCDE", texts, strict=True)])
    assert [layered(revisions, "art_2", label)[:5] for label in "ACE"] == ["A:秘书长", "C(A):", "E(A):"]


def test_a_header_alone_is_a_difference_of_two_revisions(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, words in (("a.docx", "文件甲"), ("b.docx", "文件乙")):
        (tmp_path / name).write_bytes(paged({"header": p(t(words))}))
    code, out, _ = run(capsys, "diff", "A", "B", f"A={tmp_path / 'a.docx'}", f"B={tmp_path / 'b.docx'}")
    assert code == 1
    assert "header of section 1" in out
