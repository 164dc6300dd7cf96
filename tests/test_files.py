"""Nothing is overwritten, lost or left behind: inputs, pipes, devices, and what a killed run leaves."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import decision_diff as dd
from decision_diff import files
from decision_diff.cli import main
from decision_diff.errors import OutputError, UnreadableError
from decision_diff.model import File, Source

OLD = "做出决定\n1\t召开第七届大会；\n2\t责成秘书长提交报告。\n"
NEW = "做出决定\n1\t召开第八届大会；\n2\t责成秘书长提交报告。\n"
PROGRAM = [sys.executable, "-m", "decision_diff"]


@pytest.fixture
def pair(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    monkeypatch.chdir(tmp_path)
    old, new = tmp_path / "old.txt", tmp_path / "new.txt"
    old.write_text(OLD, encoding="utf-8")
    new.write_text(NEW, encoding="utf-8")
    return old, new


def linked(path: Path) -> str:
    Path("link.txt").symlink_to(path)
    return "link.txt"


def hard(path: Path) -> str:
    Path("hard.txt").hardlink_to(path)
    return "hard.txt"


@pytest.mark.parametrize("spelled", [str, lambda path: f"./x/../{path.name}", linked, hard])
def test_no_output_is_written_over_an_input(
    pair: tuple[Path, Path], spelled: Callable[[Path], str], capsys: pytest.CaptureFixture[str]
) -> None:
    Path("x").mkdir()
    for one in pair:
        assert main(["compare", "old.txt", "new.txt", "-f", "text", "-o", spelled(one), "--force"]) == 2
        assert "one of the inputs" in capsys.readouterr().err
        for link in (Path("link.txt"), Path("hard.txt")):
            link.unlink(missing_ok=True)
        with pytest.raises(OutputError, match="one of the inputs"):
            dd.compare(*pair).save(one, force=True)
    assert [one.read_text(encoding="utf-8") for one in pair] == [OLD, NEW]


def test_a_file_of_pins_or_notes_is_an_input(pair: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    del pair
    for option, name in (("--pins", "pins.md"), ("--reasons", "reasons.table.md"), ("--profile", "./my.table.md")):
        Path(name).write_text("", encoding="utf-8")
        assert main(["compare", "old.txt", "new.txt", option, name, "-o", name, "-o", "a.table.md", "--force"]) == 2
        error = capsys.readouterr().err
        assert "one of the inputs" in error or option == "--profile", error
        assert Path(name).read_text(encoding="utf-8") == ""


def test_a_clean_companion_is_not_written_over_an_input(
    pair: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    pair[0].rename("redline-rejected.docx")  # a text, whatever its name says
    assert main(["compare", "redline-rejected.docx", "new.txt", "-o", "redline.docx", "--clean", "--force"]) == 2
    assert "redline-rejected.docx: this file is one of the inputs" in capsys.readouterr().err
    assert Path("redline-rejected.docx").read_text(encoding="utf-8") == OLD
    assert not Path("redline.docx").exists()


@pytest.mark.slow
def test_standard_input_and_output_are_files_too(pair: tuple[Path, Path]) -> None:
    for command in (
        '"$@" compare - new.txt -o old.txt -f text --force < old.txt',
        '"$@" compare old.txt new.txt >> old.txt',
        '"$@" history timeline old.txt new.txt -o - >> new.txt',
        '"$@" history timeline A=old.txt B=new.txt --force -o new.txt',
    ):
        done = subprocess.run(["bash", "-c", command, "bash", *PROGRAM], capture_output=True, check=False)
        assert (done.returncode, b"one of the inputs" in done.stderr) == (2, True), (command, done)
    assert [one.read_text(encoding="utf-8") for one in pair] == [OLD, NEW]


def test_an_input_that_was_replaced_since_is_an_input_still(pair: tuple[Path, Path]) -> None:
    comparison = dd.compare(*pair)
    fresh = Path("fresh")
    fresh.write_text("mine", encoding="utf-8")
    fresh.replace(pair[0])
    with pytest.raises(OutputError, match="one of the inputs"):
        comparison.save(pair[0], force=True)
    assert pair[0].read_text(encoding="utf-8") == "mine"


def test_a_history_is_not_written_over(pair: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    rows = (
        'title = "x"\n[[revision]]\nlabel = "A"\nfile = "old.txt"\n[[revision]]\nlabel = "B"\nfile = "history.lock"\n'
    )
    pair[1].rename("history.lock")
    Path("history.toml").write_text(rows, encoding="utf-8")
    assert main(["history", "lock", "history.toml", "--force"]) == 2
    assert main(["history", "timeline", "history.toml", "-o", "history.toml", "--force"]) == 2
    assert main(["history", "timeline", "history.toml", "-o", "history.lock", "--force"]) == 2
    assert capsys.readouterr().err.count("one of the inputs") == 3
    assert Path("history.lock").read_text(encoding="utf-8") == NEW
    assert Path("history.toml").read_text(encoding="utf-8") == rows


def test_a_file_in_git_is_not_written_over(pair: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (
        ["init", "-q"],
        ["add", "old.txt"],
        ["-c", "user.name=a", "-c", "user.email=a@b.c", "commit", "-qm", "x"],
    ):
        subprocess.run(["git", *arguments], check=True)
    assert main(["history", "timeline", "--git", "old.txt", "-o", "old.txt", "--force"]) == 2
    assert "one of the inputs" in capsys.readouterr().err
    assert pair[0].read_text(encoding="utf-8") == OLD


def test_no_output_shows_a_path(pair: tuple[Path, Path]) -> None:
    comparison = dd.compare(*pair)
    assert str(pair[0].parent) not in repr(comparison) + repr(comparison.old) + repr(comparison.old.source)
    for fmt in ("text", "html", "review", "json", "markdown", "table-csv"):
        assert str(pair[0].parent) not in str(dd.render(comparison, fmt))


@pytest.mark.parametrize(
    ("paths", "names"),
    [
        (["a/d.txt", "b/d.txt"], ["a/d.txt", "b/d.txt"]),
        (["/home/me/old/d.txt", "/home/me/new/d.txt"], ["old/d.txt", "new/d.txt"]),
        (["x/a/d.txt", "y/a/d.txt", "b/d.txt"], ["x/a/d.txt", "y/a/d.txt", "b/d.txt"]),
        (["d.txt", "old/d.txt"], ["d.txt", "old/d.txt"]),
        (["a/d.txt", "b/e.txt"], ["d.txt", "e.txt"]),
        (["a/d.txt", "./a/../a/d.txt"], ["d.txt", "d.txt"]),
    ],
)
def test_inputs_of_one_name_are_told_apart_by_no_more_than_needed(paths: list[str], names: list[str]) -> None:
    assert [one.name for one in files.tell_apart([named(path) for path in paths])] == names


def named(path: str) -> Source:
    return Source(Path(path).name, "", b"", File(path, os.path.realpath(path), 1, hash(os.path.realpath(path))))


@given(st.lists(st.lists(st.sampled_from("abc"), min_size=1, max_size=4).map("/".join), min_size=1, max_size=6))
def test_each_file_has_a_name_of_its_own_at_the_end_of_its_path(paths: list[str]) -> None:
    told = files.tell_apart([named(path) for path in paths])
    assert len({one.name for one in told}) == len(set(paths))
    for path, one in zip(paths, told, strict=True):
        assert f"/{path}".endswith(f"/{one.name}")
        shorter = one.name.partition("/")[2]
        rivals = [f"/{other}" for other in paths if other != path]
        assert not shorter or any(rival.endswith(f"/{shorter}") for rival in rivals), "no more than needed"


def test_names_are_told_apart_in_every_job(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for folder, text in (("a", OLD), ("b", NEW)):
        Path(folder).mkdir()
        Path(folder, "d.txt").write_text(text, encoding="utf-8")
    for comparison in (
        dd.compare("a/d.txt", "b/d.txt"),
        dd.compare(dd.read("a/d.txt"), dd.read("b/d.txt")),
        dd.History.of({"A": dd.read("a/d.txt"), "B": dd.read("b/d.txt")}).comparisons[0],
    ):
        assert (comparison.old.source.name, comparison.new.source.name) == ("a/d.txt", "b/d.txt")
    assert main(["history", "log", "a/d.txt", "b/d.txt"]) == 0
    assert "b/d" in capsys.readouterr().out
    Path("history.toml").write_text(
        '[[revision]]\nlabel="A"\nfile="a/d.txt"\n[[revision]]\nlabel="B"\nfile="b/d.txt"\n'
    )
    assert main(["history", "at", "A", "history.toml"]) == 0
    assert main(["history", "diff", "A", "B", "history.toml"]) == 1
    assert "a/d.txt" in capsys.readouterr().out
    Path("b/d.txt").write_bytes(b"")
    assert main(["compare", "a/d.txt", "b/d.txt"]) == 2
    assert "b/d.txt: " in capsys.readouterr().err


def shell(command: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(["bash", "-c", command, "bash", *PROGRAM], capture_output=True, check=False, timeout=60)


@pytest.mark.slow
def test_pipes_and_descriptors_are_written_to(pair: tuple[Path, Path]) -> None:
    del pair
    plain = shell('"$@" compare old.txt new.txt -f json').stdout
    assert plain
    for command in (
        '"$@" compare old.txt new.txt -f json -o /dev/stdout | cat',
        '"$@" compare old.txt new.txt -f json -o /dev/fd/3 3>&1 >/dev/null | cat',
        '"$@" compare old.txt new.txt -f json -o >(cat); wait $!',
        'mkfifo pipe; cat pipe & "$@" compare old.txt new.txt -f json -o pipe; wait',
        '"$@" compare old.txt new.txt -f json -o /dev/stdout > kept; cat kept',
        '"$@" compare old.txt new.txt -f json -o - -o /dev/stdout; echo $?; cat <("$@" compare old.txt new.txt -f json)',
    ):
        done = shell(command)
        assert done.stdout in (plain, b"2\n" + plain), (command, done)
    assert sorted(path.name for path in Path().iterdir()) == ["kept", "new.txt", "old.txt", "pipe"]


@pytest.mark.slow
def test_whoever_closes_the_pipe_gets_141(pair: tuple[Path, Path]) -> None:
    pair[0].write_text(OLD * 3000, encoding="utf-8")
    for command in (
        '"$@" compare old.txt new.txt --all | head -1',
        '"$@" compare old.txt new.txt -f json -o /dev/stdout | head -1',
        '"$@" outline old.txt | head -1',
        '"$@" history blame old.txt new.txt --at old | head -1',
    ):
        done = shell(f'{command} >/dev/null; echo "${{PIPESTATUS[0]}}"')
        assert (done.stdout, done.stderr) == (b"141\n", b""), command
    done = shell('mkfifo pipe; head -1 pipe >/dev/null & "$@" compare old.txt new.txt -f json --all -o pipe; echo $?')
    assert (done.stdout, done.stderr) == (b"141\n", b"")


def test_a_binary_format_is_not_written_to_a_terminal(pair: tuple[Path, Path]) -> None:
    del pair
    for target in ("-", "/dev/stdout", "/dev/tty"):
        screen, terminal = pty.openpty()
        done = subprocess.run(
            [*PROGRAM, "compare", "old.txt", "new.txt", "-f", "docx", "-o", target],
            stdout=terminal, stderr=subprocess.PIPE, check=False, timeout=60, start_new_session=True,
            preexec_fn=lambda: __import__("fcntl").ioctl(1, __import__("termios").TIOCSCTTY, 0),
        )  # fmt: skip
        os.close(terminal)
        os.close(screen)
        assert done.returncode == 2
        assert b"a terminal cannot show it" in done.stderr, done.stderr


def test_a_killed_run_leaves_nothing_beyond_the_next_one(tmp_path: Path) -> None:
    program = (
        "import os, signal, sys\nfrom decision_diff import files\n"
        "os.fsync = lambda handle: (print('there', flush=True), signal.pause())\n"
        "files.save(sys.argv[1], 'x' * 100)\n"
    )
    with subprocess.Popen([sys.executable, "-c", program, str(tmp_path / "a.html")], stdout=subprocess.PIPE) as run:
        assert run.stdout is not None
        run.stdout.readline()
        (leftover,) = tmp_path.iterdir()
        assert leftover.suffix == ".part"
        files.save(tmp_path / "b.html", "y")
        assert leftover.exists(), "its run still writes it"
        run.send_signal(signal.SIGKILL)
        run.wait()
    (tmp_path / ".decision-diff-x.part").symlink_to(tmp_path / "b.html")
    files.save(tmp_path / "b.html", "z", force=True)
    assert sorted(path.name for path in tmp_path.iterdir()) == [".decision-diff-x.part", "b.html"]


def test_runs_side_by_side_do_not_take_each_other_for_killed(tmp_path: Path) -> None:
    failed: list[Exception] = []

    def write(number: int) -> None:
        try:
            for turn in range(50):
                files.save(tmp_path / f"{number}.txt", f"{turn}", force=True)
        except OutputError as error:
            failed.append(error)

    threads = [threading.Thread(target=write, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed
    assert {path.read_text(encoding="utf-8") for path in tmp_path.iterdir()} == {"49"}


def test_a_text_is_never_a_path(pair: tuple[Path, Path]) -> None:
    del pair
    comparison = dd.compare(old_text="old.txt", new_text="%PD new.txt")
    assert (comparison.old.plain, comparison.new.plain) == ("old.txt", "%PD new.txt")
    assert dd.read(text="old.txt").plain == "old.txt"
    assert dd.compare("old.txt", new_text=NEW).new.plain == NEW
    assert dd.compare(old_text=OLD, new="new.txt").old.source.name == "<old text>"
    for old, old_text in (("old.txt", OLD), (None, None), (None, "")):
        with pytest.raises(UnreadableError):
            dd.compare(old, "new.txt", old_text=old_text)
    with pytest.raises(dd.DecisionDiffError, match="text="):
        dd.read()


@pytest.mark.parametrize(("size", "shown"), [(255, 255), (256, 41)])
def test_a_text_in_the_place_of_a_path_is_not_printed_whole(size: int, shown: int) -> None:
    with pytest.raises(UnreadableError) as caught:
        files.load("x" * size)
    assert len(caught.value.source) == shown


@given(st.text("ab./"))
def test_a_path_is_spelled_as_pathlib_spells_it(path: str) -> None:
    assert files._spell(path) == (str(Path(path)), Path(path).name or str(Path(path)))
