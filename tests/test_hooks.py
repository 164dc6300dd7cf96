"""What a commit must not take in: redlines that do not verify, files of a history without their lock; with the real pre-commit too."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import decision_diff as dd
from decision_diff import cli
from paths import FIXTURES

ROOT = FIXTURES.parent
NAMES = ("decision-641-c24.zh.txt", "decision-641-c25.zh.txt")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a redline and a history, both in order."""
    for name in NAMES:
        shutil.copy(FIXTURES / name, tmp_path / name)
    dd.compare(tmp_path / NAMES[0], tmp_path / NAMES[1]).save(tmp_path / "redline.docx")
    row = f'file = "redline.docx"\nold = "{NAMES[0]}"\nnew = "{NAMES[1]}"\n'
    (tmp_path / "redlines.toml").write_text(f"[[redline]]\n{row}", encoding="utf-8")
    rows = "".join(f'[[revision]]\nlabel = "{name[13:16]}"\nfile = "{name}"\n' for name in NAMES)
    (tmp_path / "history.toml").write_text(rows, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    git("init", "--quiet", ".")
    assert cli.main(["history", "lock", "history.toml"]) == 0
    git("add", "--all")
    return tmp_path


def git(*arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
    command = ["git", "-c", "user.name=a", "-c", "user.email=b@example.org", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=check)


def ask(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[str]]:
    capsys.readouterr()
    return cli.main(["hook", *arguments]), capsys.readouterr().out.splitlines()


def test_a_redline_that_verifies_passes_whichever_of_its_files_changed(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for changed in ("redline.docx", *NAMES, "redlines.toml", str(folder / "redline.docx"), "other.docx"):
        assert ask(capsys, "verify", changed) == (0, [])
    assert ask(capsys, "verify") == (0, [])


def test_a_redline_that_does_not_verify_is_refused_whichever_of_its_files_changed(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (folder / NAMES[1]).read_text(encoding="utf-8")
    (folder / NAMES[1]).write_text(text.replace("巴哈马", "巴拿马"), encoding="utf-8")
    for changed in ("redline.docx", *NAMES, "redlines.toml"):
        code, (said,) = ask(capsys, "verify", changed)
        assert (
            code,
            said.startswith(f"redline.docx does not verify between {NAMES[0]} and {NAMES[1]}: text: NOT"),
        ) == (1, True)
    assert ask(capsys, "verify", "other.docx") == (0, [])


def test_a_redline_below_the_folder_of_the_list_is_found(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "below/it").mkdir(parents=True)
    shutil.move(folder / "redline.docx", folder / "below/it/redline.docx")
    listing = (folder / "redlines.toml").read_text(encoding="utf-8")
    (folder / "redlines.toml").write_text(listing.replace("redline.docx", "below/it/redline.docx"), encoding="utf-8")
    assert ask(capsys, "verify", "below/it/redline.docx") == (0, [])
    (folder / "below/it/redline.docx").write_bytes(b"PK broken")
    code, (said,) = ask(capsys, "verify", "below/it/redline.docx")
    assert (code, said.startswith("below/it/redline.docx: ")) == (1, True)


@pytest.mark.parametrize(
    ("listing", "said"),
    [
        ("redline = 3\n", "it has one [[redline]] or more"),
        ("[[redline]]\nfile = 'a'\nold = 'b'\n", "a [[redline]] has file, old and new"),
        ("[[redline]]\nfile = '../a'\nold = 'b'\nnew = 'c'\n", "is not a file in the folder"),
        ("[[redline]]\nfile = '/etc/passwd'\nold = 'b'\nnew = 'c'\n", "is not a file in the folder"),
        ("[[redline]]\nfile = 7\nold = 'b'\nnew = 'c'\n", "is not a file in the folder"),
        ("[[redline]\n", "not valid TOML"),
    ],
)
def test_a_list_that_is_not_valid_is_refused_in_one_sentence(
    folder: Path, capsys: pytest.CaptureFixture[str], listing: str, said: str
) -> None:
    (folder / "redlines.toml").write_text(listing, encoding="utf-8")
    code, (sentence,) = ask(capsys, "verify", "redlines.toml")
    assert (code, said in sentence) == (1, True)


def test_a_file_of_a_history_passes_with_its_lock_and_not_without(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for changed in (*NAMES, "history.toml", "history.lock", "redline.docx"):
        assert ask(capsys, "lock", changed) == (0, [])
    with (folder / NAMES[1]).open("a", encoding="utf-8") as stream:
        stream.write("11 新的一条。\n")
    code, (said,) = ask(capsys, "lock", NAMES[1])
    assert (code, "is not the file that was locked" in said) == (1, True)
    assert cli.main(["history", "lock", "history.toml", "--force"]) == 0
    assert ask(capsys, "lock", NAMES[1]) == (0, [])
    (folder / "history.lock").unlink()
    code, (said,) = ask(capsys, "lock", NAMES[1])
    assert (code, said) == (
        1,
        "history.toml has no lock; write it with `decision-diff history lock history.toml` and add history.lock",
    )
    assert ask(capsys, "lock", "redline.docx") == (0, [])


def test_a_lock_that_is_not_in_the_commit_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git("rm", "--cached", "--quiet", "history.lock")
    code, said = ask(capsys, "lock", NAMES[1])
    assert (code, said) == (1, ["history.lock is not in the commit; add it with `git add history.lock`"])


def test_the_search_ends_at_the_repository(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    inner = folder / "inner"
    inner.mkdir()
    git("init", "--quiet", "inner")
    (inner / NAMES[0]).write_text("1 另一篇。\n", encoding="utf-8")
    (folder / "history.toml").write_text("broken", encoding="utf-8")
    assert ask(capsys, "lock", f"inner/{NAMES[0]}") == (0, [])
    assert ask(capsys, "lock", NAMES[0])[0] == 1


# The real program


def write_config(folder: Path) -> dict[str, str]:
    """Our hooks as pre-commit would run them, but with the program of these tests: it would install ours from an index."""
    hooks = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    hooks = hooks.replace("language: python", "language: system").replace(
        "entry: decision-diff", f"entry: {sys.executable} -m decision_diff"
    )
    listed = "".join(f"      {line}\n" for line in hooks.splitlines())
    (folder / ".pre-commit-config.yaml").write_text(f"repos:\n  - repo: local\n    hooks:\n{listed}", encoding="utf-8")
    return {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PRE_COMMIT_HOME": str(folder / ".git/pre-commit")}


def run(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pre_commit", *arguments], capture_output=True, text=True, check=False, env=environment
    )


@pytest.mark.slow
def test_pre_commit_knows_the_hooks_and_refuses_what_they_refuse(folder: Path) -> None:
    environment = write_config(folder)
    assert run(environment, "validate-manifest", str(ROOT / ".pre-commit-hooks.yaml")).returncode == 0
    git("add", "--all")
    passed = run(environment, "run")
    assert (passed.returncode, len(re.findall("Passed", passed.stdout))) == (0, 2), passed.stdout + passed.stderr
    text = (folder / NAMES[1]).read_text(encoding="utf-8")
    (folder / NAMES[1]).write_text(text.replace("巴哈马", "巴拿马"), encoding="utf-8")
    git("add", "--all")
    refused = run(environment, "run")
    assert refused.returncode == 1
    assert "redline.docx does not verify between" in refused.stdout
    assert "is not the file that was locked" in refused.stdout
