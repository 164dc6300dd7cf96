"""In people's tools: `git diff` clause by clause, and the defaults of a project."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from decision_diff import cli
from decision_diff.cli import defaults
from paths import FIXTURES

OLD, NEW = (FIXTURES / f"decision-641-c{year}.zh.txt" for year in (24, 25))
ZERO = "0" * 40


def git(folder: Path, *arguments: str) -> str:
    command = [
        "git",
        "-c",
        "user.name=a",
        "-c",
        "user.email=b",
        "-c",
        f"diff.decision.command={sys.executable} -m decision_diff git-diff",
    ]
    program = {**os.environ, "PYTHONPATH": str(FIXTURES.parent / "src")}
    done = subprocess.run([*command, *arguments], cwd=folder, capture_output=True, check=True, env=program)
    return done.stdout.decode()


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    git(tmp_path, "init", "--quiet", ".")
    (tmp_path / ".gitattributes").write_text("*.txt diff=decision\n")
    (tmp_path / "decision.txt").write_bytes(OLD.read_bytes())
    git(tmp_path, "add", "--all")
    git(tmp_path, "commit", "--quiet", "-m", "C24")
    (tmp_path / "decision.txt").write_bytes(NEW.read_bytes())
    return tmp_path


def test_git_diff_tells_a_file_clause_by_clause(repository: Path) -> None:
    shown = git(repository, "diff").splitlines()
    assert shown[0] == "decision-diff a/decision.txt b/decision.txt"
    assert shown[2:4] == ["Old: C24 (decision.txt)", "New: C25 (decision.txt)"]
    assert "2. MOD 做出决定1 — amended" in shown


def test_git_diff_tells_what_is_added_deleted_renamed_or_unreadable_and_goes_on(repository: Path) -> None:
    (repository / "added.txt").write_text("1. New words.\n")
    (repository / "broken.txt").write_bytes(b"\0\1\2")
    git(repository, "add", "--all")
    git(repository, "mv", "decision.txt", "other.txt")
    shown = git(repository, "diff", "--cached", "-M", "--ext-diff")
    assert "decision-diff a/added.txt b/added.txt\nadded\n" in shown
    assert "decision-diff a/decision.txt b/other.txt\n" in shown
    git(repository, "commit", "--quiet", "-m", "all")
    (repository / "broken.txt").write_bytes(b"\0\1\2\3")
    (repository / "added.txt").unlink()
    shown = git(repository, "diff")
    assert "b/broken.txt\nbroken.txt: this is a binary file" in shown
    assert "a/added.txt b/added.txt\ndeleted\n" in shown


def test_git_diff_says_nothing_when_its_reader_goes(repository: Path) -> None:
    command = [sys.executable, "-m", "decision_diff", "git-diff", "decision.txt"]
    file = str(repository / "decision.txt")
    given = [file, "0" * 40, "100644"]
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run([*command, *given, *given], stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


def test_git_diff_with_other_arguments_says_who_gives_them(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["git-diff", "a", "b"]) == 2
    assert "Git gives seven arguments" in capsys.readouterr().err


def test_a_file_in_conflict_is_told_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["git-diff", "decision.txt"]) == 0
    assert "in conflict" in capsys.readouterr().out


def compare(*arguments: str) -> int:
    return cli.main(["compare", str(OLD), str(NEW), *arguments])


def test_defaults_hold_below_the_folder_of_the_repository_and_an_option_wins(
    repository: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (repository / defaults.NAME).write_text('[compare]\nlabels = "fr"\nauthor = "Council"\n')
    (repository / "drafts").mkdir()
    monkeypatch.chdir(repository / "drafts")
    assert compare() == 1
    shown = capsys.readouterr()
    assert "modifié" in shown.out
    assert "defaults of ../decision-diff.toml are in use" in shown.err.replace("\\", "/")
    compare("--labels", "es")
    assert "modificado" in capsys.readouterr().out


def test_a_default_for_another_output_is_no_fault_and_one_of_the_comparison_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("old.txt").write_text("1. Two  words.\n")
    Path("new.txt").write_text("1. Two words.\n")
    assert cli.main(["compare", "old.txt", "new.txt", "-q"]) == 1
    Path(defaults.NAME).write_text('[compare]\nauthor = "Council"\nignore = "space"\n')
    assert cli.main(["compare", "old.txt", "new.txt", "-q"]) == 0
    capsys.readouterr()
    assert cli.main(["--show-config"]) == 0
    assert capsys.readouterr().out == "decision-diff.toml\nauthor = Council\nignore = space\n"


def test_a_folder_outside_a_repository_has_its_own_file_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / defaults.NAME).write_text('[compare]\nlabels = "fr"\n')
    (tmp_path / "inner").mkdir()
    monkeypatch.chdir(tmp_path / "inner")
    assert defaults.find_defaults() == ""
    monkeypatch.chdir(tmp_path)
    assert defaults.load_defaults(defaults.find_defaults()) == {"labels": "fr"}


def test_the_profile_of_the_file_is_beside_the_file(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (repository / defaults.NAME).write_text('[compare]\nprofile = "./my.toml"\n')
    (repository / "drafts").mkdir()
    monkeypatch.chdir(repository / "drafts")
    assert (
        Path(defaults.load_defaults(defaults.find_defaults())["profile"]).resolve()
        == (repository / "my.toml").resolve()
    )


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (
            "[compare]\nlabel = 'fr'\n",
            "'label' is not an option that can have a default; choose from language, analyzers",
        ),
        ("[verify]\n", "the table [verify] is not known; write defaults in [compare]"),
        ("[compare]\nlabels = 3\n", "labels must be a text, not 3"),
        ("[compare\n", "decision-diff.toml: "),
    ],
)
def test_a_wrong_file_is_one_sentence(
    content: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(defaults.NAME).write_text(content)
    assert compare() == 2
    assert said in capsys.readouterr().err
