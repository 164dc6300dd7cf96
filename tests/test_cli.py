"""The command line, as a function and as a process."""

from __future__ import annotations

import builtins
import json
import os
import pty
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import click
import jsonschema
import pytest

from decision_diff import cli
from decision_diff.cli.compare import compare
from decision_diff.profiles import LANGUAGES
from decision_diff.renderers.table import docx_parts

FIXTURES = Path(__file__).parents[1] / "fixtures"
OLD = str(FIXTURES / "decision-641-c24.zh.txt")
NEW = str(FIXTURES / "decision-641-c25.zh.txt")
# Nothing of the surroundings: no locale, no colour, no terminal.
BARE = {"PATH": os.environ["PATH"], "LANG": "C", "LC_ALL": "C"}
COVERED = {name: value for name, value in os.environ.items() if name.startswith("COVERAGE_")}


def run(
    *arguments: str, given: bytes = b"", env: dict[str, str] | None = None, cwd: Path | None = None
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "decision_diff", *arguments],
        input=given,
        env={**BARE, **COVERED, **(env or {})},
        cwd=cwd,
        capture_output=True,
        check=False,
        timeout=60,
    )


def sentence(result: subprocess.CompletedProcess[bytes]) -> str:
    """The one sentence on standard error of a command that could not do it."""
    said = result.stderr.decode()
    assert result.returncode == 2, said
    assert said.startswith("decision-diff: ")
    assert said.count("\n") == 1
    assert "Traceback" not in said
    assert result.stdout == b""
    return said


def test_exit_codes() -> None:
    assert run("compare", OLD, OLD).returncode == 0
    assert run("compare", OLD, NEW).returncode == 1
    assert run("compare", OLD, "no-such-file").returncode == 2


def test_a_redline_that_is_piped_is_plain_and_not_wrapped() -> None:
    result = run("compare", OLD, NEW, env={"COLUMNS": "20"})
    assert b"\x1b" not in result.stdout
    shown = result.stdout.decode()
    assert "{+" in shown
    assert "[-" in shown
    assert max(map(len, shown.splitlines())) > 60
    assert result.stderr == b""


def test_colour_can_be_asked_for_and_forbidden() -> None:
    assert b"\x1b[" in run("compare", OLD, NEW, "--color", "always").stdout
    assert b"\x1b[" in run("compare", OLD, NEW, "--color", "always", env={"NO_COLOR": "1"}).stdout
    assert b"\x1b[" not in run("compare", OLD, NEW, "--color", "never").stdout


@pytest.mark.parametrize(("env", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)])
def test_colour_in_a_terminal(env: dict[str, str], coloured: bool) -> None:
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "decision_diff", "compare", OLD, NEW],
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=subprocess.PIPE,
        env={**BARE, "TERM": "xterm", **env},
    )
    os.close(theirs)
    shown = b""
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:
            break
        if not piece:
            break
        shown += piece
    os.close(ours)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 1, said
    assert (b"\x1b[" in shown) == coloured


@pytest.mark.slow
def test_standard_input_can_be_either_side_but_not_both() -> None:
    assert run("compare", "-", NEW, given=Path(NEW).read_bytes()).returncode == 0
    assert run("compare", OLD, "-", given=Path(NEW).read_bytes()).returncode == 1
    assert "only one of OLD and NEW" in sentence(run("compare", "-", "-"))
    assert "<stdin>: the file is empty" in sentence(run("compare", "-", NEW))


@pytest.mark.slow
def test_the_locale_does_not_matter() -> None:
    plain = run("compare", OLD, NEW).stdout
    for env in ({"PYTHONIOENCODING": "ascii"}, {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}):
        assert run("compare", OLD, NEW, env=env).stdout == plain
    assert "WTPF" in plain.decode("utf-8")


@pytest.mark.slow
def test_the_hash_seed_does_not_matter() -> None:
    for fmt in ("text", "html", "markdown", "json"):
        once, again = (run("compare", OLD, NEW, "-f", fmt, env={"PYTHONHASHSEED": seed}).stdout for seed in "12")
        assert once == again


@pytest.mark.slow
def test_a_name_that_is_not_utf8_is_no_crash(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/\xe9\xff.txt"
    Path(os.fsdecode(name)).write_bytes(Path(OLD).read_bytes())
    for fmt in ("text", "html", "markdown", "json"):
        result = subprocess.run(
            [sys.executable, "-m", "decision_diff", "compare", name, NEW, "-f", fmt],
            env={**BARE, **COVERED},
            capture_output=True,
            check=False,
        )
        assert result.returncode == 1, result.stderr
        result.stdout.decode("utf-8")
    assert "file not found" in sentence(run("compare", os.fsdecode(name) + "x", NEW))


# Files out


@pytest.mark.slow
def test_outputs_go_by_their_suffixes(tmp_path: Path) -> None:
    result = run("compare", OLD, NEW, "-o", "a.html", "-o", "a.json", "-o", "a.md", cwd=tmp_path)
    assert (result.returncode, result.stdout) == (1, b"")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.html", "a.json", "a.md"]
    assert b"<ins" in (tmp_path / "a.html").read_bytes()
    document = json.loads((tmp_path / "a.json").read_bytes())
    jsonschema.validate(document, json.loads(run("schema").stdout))
    assert document["changes"]
    printed = run("compare", OLD, NEW, "-o", "-", "-o", "b.html", cwd=tmp_path)
    assert printed.stdout == run("compare", OLD, NEW).stdout


def test_nothing_is_overwritten_without_force(tmp_path: Path) -> None:
    mine = tmp_path / "a.html"
    mine.write_bytes(b"mine")
    refused = run("compare", OLD, NEW, "-o", "b.json", "-o", "a.html", cwd=tmp_path)
    assert "--force" in sentence(refused)
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"mine"]
    assert run("compare", OLD, NEW, "-o", "a.html", "--force", cwd=tmp_path).returncode == 1
    assert b"<ins" in mine.read_bytes()


@pytest.mark.parametrize(
    ("outputs", "said"),
    [
        (["-o", "a.klingon"], "a.klingon|klingon"),
        (["-o", "redline"], "--format"),
        (["-o", "a.html", "-f", "json"], "the suffix of 'a.html' says html, but --format says json"),
        (["-f", "klingon"], "klingon"),
        (["-o", "no/such/a.html"], "this folder does not exist"),
        (["-o", "a.html", "-o", "a.html"], "'a.html' is given as output twice"),
        (["-o", "a.html", "-o", "./a.html"], "'./a.html' is given as output twice"),
        (["-o", "-", "-o", "-"], "'-' is given as output twice"),
        (["-o", "a.html", "--encoding", "utf-8,utf-8,utf-8"], "3 encodings were given for 2 texts"),
    ],
)
def test_an_output_that_cannot_be_is_refused_before_any_work(tmp_path: Path, outputs: list[str], said: str) -> None:
    assert any(part in sentence(run("compare", OLD, NEW, *outputs, cwd=tmp_path)) for part in said.split("|"))
    assert not list(tmp_path.iterdir())


def test_a_format_can_be_given_to_a_file_without_suffix(tmp_path: Path) -> None:
    assert run("compare", OLD, NEW, "-o", "redline", "-f", "html", cwd=tmp_path).returncode == 1
    assert b"<ins" in (tmp_path / "redline").read_bytes()


def test_a_format_without_a_suffix_of_its_own_takes_that_of_its_kind(tmp_path: Path) -> None:
    assert run("compare", OLD, NEW, "-f", "review", "-o", "a.html", "-o", "b.HTM", cwd=tmp_path).returncode == 1
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.HTM").read_bytes()
    assert b"<script" in (tmp_path / "a.html").read_bytes()
    proof = run("verify", "a.html", OLD, NEW, cwd=tmp_path)
    assert (proof.returncode, proof.stdout[:15], proof.stderr) == (0, b"text: verified\n", b"")
    assert "says json" in sentence(run("compare", OLD, NEW, "-f", "review", "-o", "c.json", cwd=tmp_path))


def test_quiet_prints_nothing() -> None:
    result = run("compare", OLD, NEW, "-q")
    assert (result.returncode, result.stdout, result.stderr) == (1, b"", b"")


@pytest.fixture
def doubtful(tmp_path: Path) -> Path:
    """A folder with an `old.txt` in GB18030, about which there is a notice."""
    (tmp_path / "old.txt").write_bytes(Path(OLD).read_text(encoding="utf-8").encode("gb18030"))
    return tmp_path


@pytest.mark.parametrize("arguments", [["-f", "json"], ["-f", "markdown"], ["-o", "a.html"], ["-o", "a.txt"]])
def test_notices_go_to_standard_error(doubtful: Path, arguments: list[str]) -> None:
    result = run("compare", "old.txt", NEW, *arguments, cwd=doubtful)
    assert b"decision-diff: note" not in result.stdout
    assert "decision-diff: note: old.txt: read as GB18030" in result.stderr.decode()


@pytest.mark.parametrize("arguments", [[], ["-o", "-", "-o", "a.html"]])
def test_notices_that_the_text_has_said_are_not_said_again(doubtful: Path, arguments: list[str]) -> None:
    result = run("compare", "old.txt", NEW, *arguments, cwd=doubtful)
    assert result.stdout.decode().count("read as GB18030") == 1
    assert result.stderr == b""


@pytest.mark.slow
def test_an_encoding_holds_for_both_files_or_for_one_each(doubtful: Path) -> None:
    for asked, files in (("gbk", ["old.txt", "old.txt"]), ("gbk,utf-8", ["old.txt", NEW]), ("gbk,", ["old.txt", NEW])):
        result = run("compare", *files, "--encoding", asked, cwd=doubtful)
        assert "GB18030, as asked" in result.stdout.decode()
        assert (result.returncode, result.stderr) == (int(NEW in files), b"")
    assert "cannot be decoded" in sentence(run("compare", "old.txt", NEW, "--encoding", "utf-8,gbk", cwd=doubtful))
    run("compare", "old.txt", NEW, "-o", "a.html", cwd=doubtful)
    both = ["--old", "old.txt", "--new", NEW, "--encoding", "gbk,utf-8"]
    assert run("verify", "a.html", *both, cwd=doubtful).returncode == 0


# What goes wrong

BAD: list[tuple[str, bytes, str]] = [
    ("empty.txt", b"", "the file is empty"),
    ("blank.txt", b" \n\n", "only white space"),
    ("word.txt", b"PK\x03\x04....word/document.xml", "Word document (DOCX)"),
    ("picture.txt", b"\x89PNG\r\n\x1a\n\0", "picture (PNG)"),
    ("paper.txt", b"%PDF-1.4", "PDF"),
    ("program.txt", b"\x7fELF\0\0\0\0", "binary"),
    ("page.txt", b"\xef\xbb\xbf\n <!DOCTYPE html>\n<p>1 a</p>\n", "HTML page"),
    ("page.html", "<HTML lang=zh>\n".encode("utf-16"), "the page holds no text"),
    ("akn.xml", b"<?xml version='1.0'?>\n<akomaNtoso/>\n", "the document holds no text"),
    ("feed.xml", b"<?xml version='1.0'?>\n<rss/>\n", "this is XML, but not Akoma Ntoso"),
]


@pytest.mark.parametrize(("name", "data", "said"), BAD, ids=[name for name, _, _ in BAD])
@pytest.mark.parametrize("verb", ["compare", "outline"])
def test_a_bad_input_is_one_sentence_and_two(tmp_path: Path, verb: str, name: str, data: bytes, said: str) -> None:
    (tmp_path / name).write_bytes(data)
    arguments = [verb, name, NEW] if verb == "compare" else [verb, name]
    message = sentence(run(*arguments, cwd=tmp_path))
    assert f"{name}: " in message
    assert said in message


def test_a_bad_path_is_one_sentence_and_two(tmp_path: Path) -> None:
    assert sentence(run("compare", OLD, "missing.txt")).endswith("file not found (missing.txt)\n")
    assert "folder" in sentence(run("compare", OLD, str(tmp_path)))
    assert "is not the name of an encoding" in sentence(run("compare", OLD, NEW, "--encoding", "klingon"))
    assert "cannot be decoded" in sentence(run("compare", OLD, NEW, "--encoding", "ascii"))


def test_a_file_that_may_not_be_read_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_bytes(b"1 a\n")
    opened = builtins.open

    def refuse(path: Any, *arguments: Any, **options: Any) -> Any:  # root may read everything, so the refusal is played
        if path == str(secret):
            raise PermissionError(13, "Permission denied", path)
        return opened(path, *arguments, **options)

    monkeypatch.setattr(builtins, "open", refuse)
    assert cli.main(["compare", OLD, str(secret)]) == 2
    assert capsys.readouterr().err == "decision-diff: secret.txt: this file cannot be read (permission denied)\n"


@pytest.mark.parametrize("arguments", [["compare"], ["klingon"], ["compare", "--klingon", OLD, NEW], ["--klingon"]])
def test_wrong_usage_is_one_sentence_and_two(arguments: list[str]) -> None:
    assert "--help" in sentence(run(*arguments))


def test_no_arguments_is_the_help_and_not_the_same() -> None:
    result = run()
    assert result.returncode == 2
    assert b"compare OLD NEW" in result.stdout


def fault(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    from decision_diff import pipeline

    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(pipeline, "compare", fail)


def test_a_fault_is_one_sentence_and_a_traceback_only_when_asked(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    fault(monkeypatch, ZeroDivisionError("by\nzero"))
    assert cli.main(["compare", OLD, NEW]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "please report it" in said
    assert cli.main(["--debug", "compare", OLD, NEW]) == 2
    assert "Traceback" in capsys.readouterr().err
    monkeypatch.setenv(cli.DEBUG, "1")
    assert cli.main(["compare", OLD, NEW]) == 2
    assert "Traceback" in capsys.readouterr().err


def test_an_interrupt_is_quiet(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    fault(monkeypatch, KeyboardInterrupt())
    assert cli.main(["compare", OLD, NEW]) == 130
    assert "Traceback" not in capsys.readouterr().err


def shell(command: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        ["bash", "-c", command, "bash", sys.executable, OLD, NEW],
        env={**BARE, **COVERED},
        capture_output=True,
        check=False,
    )


def test_a_reader_that_goes_away_is_quiet() -> None:
    result = shell('"$1" -m decision_diff compare "$2" "$3" -f json --all | true; echo "${PIPESTATUS[0]}"')
    assert result.stdout.strip() in (b"141", b"1")  # 1: all had been read before `true` ended
    assert result.stderr == b""


def test_an_output_that_is_full_or_closed_is_one_sentence() -> None:
    full = shell('"$1" -m decision_diff compare "$2" "$3" > /dev/full')
    assert full.returncode == 2
    assert full.stderr.decode() == "decision-diff: the output: No space left on device\n"
    closed = shell('"$1" -m decision_diff compare "$2" "$3" >&-')
    assert closed.returncode == 2
    assert closed.stderr.decode().count("\n") == 1


# The other commands


def test_outline_shows_every_clause_with_its_address() -> None:
    shown = run("outline", OLD)
    assert shown.returncode == 0
    records = json.loads(run("outline", OLD, "--json").stdout)
    fields = ["eid", "level", "mark", "number", "heading", "text", "cells", "open_brackets", "status", "children"]
    assert list(records["clauses"][0]) == fields
    assert records["source"]["name"] == Path(OLD).name

    def eids(clauses: list[dict[str, object]]) -> list[object]:
        found: list[object] = []
        for clause in clauses:
            children = clause["children"]
            assert isinstance(children, list)
            found += [clause["eid"], *eids(children)]
        return found

    lines = shown.stdout.decode().splitlines()
    assert [line.split()[0] for line in lines] == eids(records["clauses"])
    assert run("outline", "-", given=Path(OLD).read_bytes()).stdout == shown.stdout


def test_formats_lists_every_row_of_both_tables() -> None:
    from decision_diff import readers, renderers

    shown = run("formats").stdout.decode()
    rows = [(row.name, row.summary) for row in readers.READERS]
    rows += [(row.name, row.summary) for row in renderers.RENDERERS]
    for name, summary in rows:
        assert name in shown
        assert summary in shown


def test_schema_is_json() -> None:
    assert json.loads(run("schema").stdout)["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_version() -> None:
    import decision_diff

    assert run("--version").stdout.decode() == f"decision-diff {decision_diff.__version__}\n"


@pytest.mark.parametrize("name", ["bash", "zsh", "fish"])
def test_completion_prints_a_script(name: str) -> None:
    result = run("completion", name)
    assert result.returncode == 0
    assert b"_DECISION_DIFF_COMPLETE" in result.stdout
    assert result.stderr == b""


def test_completion_completes() -> None:
    asked = {"_DECISION_DIFF_COMPLETE": "bash_complete", "COMP_WORDS": "decision-diff comp", "COMP_CWORD": "1"}
    assert b"plain,compare" in run(env=asked).stdout


@pytest.mark.parametrize("name", ["", *cli.COMMANDS])
def test_every_command_and_option_is_explained(name: str) -> None:
    command = cli.cli.get_command(click.Context(cli.cli), name) if name else cli.cli
    assert command is not None
    assert command.help
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, f"{name} {parameter.name}"
    result = run(*([name] if name else []), "--help")
    assert result.returncode == 0
    assert result.stdout.startswith(b"Usage: decision-diff")


# Progress


class Terminal:
    """A standard error that says it is a terminal, and keeps what is written."""

    def __init__(self, *, terminal: bool) -> None:
        self.terminal = terminal
        self.written = ""

    def isatty(self) -> bool:
        return self.terminal

    def write(self, text: str) -> None:
        self.written += text

    def flush(self) -> None:
        pass


@pytest.mark.parametrize(
    ("terminal", "quiet", "patience", "shown"),
    [(True, False, 0.0, True), (True, False, 60.0, False), (False, False, 0.0, False), (True, True, 0.0, False)],
)
def test_progress_is_for_people_who_wait(
    monkeypatch: pytest.MonkeyPatch, terminal: bool, quiet: bool, patience: float, shown: bool
) -> None:
    from decision_diff.cli import progress

    stream = Terminal(terminal=terminal)
    monkeypatch.setattr(progress, "PATIENCE", patience)
    monkeypatch.setattr(sys, "stderr", stream)
    with progress.Progress(quiet=quiet) as told:
        told.name_stage("reading")
        if told._timer and shown:
            told._timer.join()
        told.name_stage("aligning")
    assert ("aligning …" in stream.written) == shown
    assert stream.written.endswith("\r\x1b[K") == shown


def test_one_tracked_document_is_compared_with_itself() -> None:
    result = run("compare", str(FIXTURES / "decision-641-tracked.docx"))
    assert result.returncode == 1
    assert "5 changes: 1 ADD, 4 MOD" in result.stdout.decode()
    assert "has no tracked changes" in sentence(run("compare", OLD))


@pytest.mark.slow
def test_outline_shows_either_view_of_tracked_changes() -> None:
    tracked = str(FIXTURES / "decision-641-tracked.docx")
    for view, text in (("rejected", OLD), ("accepted", NEW)):
        assert run("outline", tracked, "--view", view).stdout == run("outline", text).stdout
    assert "no other view" in sentence(run("outline", OLD, "--view", "rejected"))


# Without a command, and after it


def test_two_files_are_compared_without_a_command(tmp_path: Path) -> None:
    assert run(OLD, NEW).stdout == run("compare", OLD, NEW).stdout
    assert run("-", NEW, "-f", "markdown", given=Path(OLD).read_bytes()).returncode == 1
    (tmp_path / "outline").write_text("甲\n", encoding="utf-8")
    assert (
        run("outline", "outline", cwd=tmp_path).stdout.decode()
        == run("outline", "-", given="甲\n".encode()).stdout.decode()
    )


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("compere", "'compere' is neither a command nor a file; did you mean compare? (see decision-diff --help)"),
        ("c24.txt", "'c24.txt' is neither a command nor a file (see decision-diff --help)"),
        (".", "'.' is neither a command nor a file (see decision-diff --help)"),
    ],
)
def test_what_is_neither_a_command_nor_a_file_is_said_so(name: str, says: str, tmp_path: Path) -> None:
    assert sentence(run(name, NEW, cwd=tmp_path)) == f"decision-diff: {says}\n"


def test_success_is_one_line_for_a_person(tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "decision_diff", OLD, NEW, "-o", "a.html", "-o", "b.json"]
    for more, said in (
        ([], "5 changes: 1 ADD, 4 MOD; 54 clauses unchanged. Written: a.html, b.json\r\n"),
        (["--force", "-q"], ""),
    ):
        env = {**BARE, **COVERED, "TERM": "xterm"}
        subprocess.run([*command, *more], cwd=tmp_path, env=env, stderr=theirs, check=False, timeout=60)
        os.write(theirs, b"|")
        shown = b""
        while not shown.endswith(b"|"):
            shown += os.read(ours, 10_000)
        assert shown.decode()[:-1].endswith(said)
        assert shown.count(b"Written") == bool(said)
    os.close(ours)
    os.close(theirs)
    assert not run("compare", OLD, NEW, "-o", str(tmp_path / "c.html")).stderr


def test_what_was_written_is_opened(tmp_path: Path) -> None:
    opened = tmp_path / "opened"
    opener = tmp_path / "bin" / "xdg-open"
    opener.parent.mkdir()
    opener.write_text(f'#!/bin/sh\necho "$1" >> "{opened}.part" && cp "{opened}.part" "{opened}"\n', encoding="utf-8")
    opener.chmod(0o755)
    env = {"PATH": f"{opener.parent}:{os.environ['PATH']}"}
    assert run(OLD, NEW, "-o", "-x.html", "--open", cwd=tmp_path, env=env).returncode == 1
    for _ in range(100):
        if opened.exists() and opened.read_text(encoding="utf-8").endswith("\n"):
            break
        time.sleep(0.05)
    assert opened.read_text(encoding="utf-8") == f"{tmp_path}/-x.html\n"
    failed = run(OLD, NEW, "-o", "y.html", "--open", cwd=tmp_path, env={"PATH": str(tmp_path)})
    assert failed.returncode == 1
    assert failed.stderr.decode() == "decision-diff: note: no program could be started that opens y.html\n"
    assert "--open opens a file that is written; say which with -o FILE" in sentence(
        run(OLD, NEW, "--open", cwd=tmp_path, env=env)
    )


def test_a_group_without_a_command_says_what_it_can_do() -> None:
    done = run("history")
    assert done.returncode == 2
    assert done.stdout.startswith(b"Usage: decision-diff history [OPTIONS] COMMAND")
    assert done.stdout.count(b"\n") > 5
    assert not done.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("compare", OLD, NEW, "-o"), "Option '-o' requires an argument (see decision-diff compare --help)"),
        (("compare", "", NEW), "the name of a file is empty (see decision-diff compare --help)"),
        (("compare", OLD, NEW, "-f", "html", "-o", "nowhere/"), "nowhere: this folder does not exist; make it first"),
    ],
)
def test_an_error_names_the_command_and_what_to_do(arguments: tuple[str, ...], said: str, tmp_path: Path) -> None:
    assert said in sentence(run(*arguments, cwd=tmp_path))
    assert not list(tmp_path.iterdir())


def test_labels_speak_the_languages_of_the_profiles() -> None:
    option = next(one for one in compare.params if one.name == "labels")
    assert isinstance(option.type, click.Choice)
    assert tuple(option.type.choices) == LANGUAGES
    assert {*docx_parts._SPOKEN, "zh", "en", "ar", "ja"} == {*LANGUAGES}, "Word's name of each language"
