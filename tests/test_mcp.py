"""The MCP server: the client of the SDK over stdio, the folders that it may read, and the bounds of a call."""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import anyio
import jsonschema
import mcp_types as types
import pytest
from mcp.client.session import ClientSession
from mcp.client.stdio import StdioServerParameters, stdio_client

from decision_diff import cli, files, pipeline
from decision_diff.errors import DecisionDiffError, FormatError, UnreadableError
from decision_diff.mcp import server, working
from decision_diff.mcp.folders import MAX_BYTES, Folders
from decision_diff.mcp.schemas import load_descriptions
from decision_diff.mcp.tools import call_tool
from paths import FIXTURES

OLD, NEW = "decision-641-c24.zh.txt", "decision-641-c25.zh.txt"
PAIR = {"old": OLD, "new": NEW}
BOTH = [{"file": OLD, "label": "C24"}, {"file": NEW, "label": "C25"}]
TOOLS = ("compare", "summary", "outline", "verify", "history", "check")

Call = tuple[str, dict[str, Any]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("a folder 'quoted'")
    for name in (OLD, NEW, "decision-641-c24.docx", "decision-641-c25.docx"):
        shutil.copy(FIXTURES / name, made / name)
    comparison = pipeline.compare(made / OLD, made / NEW)
    comparison.save(made / "redline.html")
    (made / "history.toml").write_text(
        f'[[revision]]\nlabel = "C24"\ndate = 2024-06-14\nfile = "{OLD}"\n\n'
        f'[[revision]]\nlabel = "C25"\ndate = 2025-06-20\nfile = "{NEW}"\n'
    )
    return made


def talk(arguments: Sequence[str], calls: Sequence[Call]) -> tuple[types.ListToolsResult, list[types.CallToolResult]]:
    """What a client of the SDK hears from the program, each answer held against the schema of its tool."""

    async def run() -> tuple[types.ListToolsResult, list[types.CallToolResult]]:
        environment = {**os.environ, "PYTHONPATH": str(FIXTURES.parent / "src")}
        program = StdioServerParameters(
            command=sys.executable, args=["-m", "decision_diff", "mcp", *arguments], env=environment
        )
        async with stdio_client(program) as (reading, writing), ClientSession(reading, writing) as session:
            await session.initialize()
            return await session.list_tools(), [await session.call_tool(name, given) for name, given in calls]

    return anyio.run(run)


def say(answer: types.CallToolResult) -> str:
    (block,) = answer.content
    assert isinstance(block, types.TextContent)
    return block.text


def list_contents(folder: Path) -> dict[str, tuple[str, int]]:
    return {
        path.name: (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns)
        for path in folder.iterdir()
        if path.is_file()
    }


@pytest.mark.slow
def test_a_client_over_stdio_uses_each_tool_and_nothing_is_written(folder: Path) -> None:
    before = list_contents(folder)
    listed, answers = talk(
        ["--allow", str(folder)],
        [
            ("compare", {**PAIR, "limit": 2}),
            ("summary", {**PAIR, "labels": "fr"}),
            ("outline", {"file": str(folder / NEW), "clause": "做出决定1"}),
            ("verify", {"redline": "redline.html", **PAIR}),
            ("history", {"manifest": "history.toml", "clause": "做出决定1"}),
            ("compare", {"old": "/etc/hostname", "new": NEW}),
            ("compare", {"old": OLD, "new": NEW, "limit": 0}),
            ("write", {}),
        ],
    )
    assert tuple(tool.name for tool in listed.tools) == TOOLS
    assert all(tool.annotations and tool.annotations.read_only_hint for tool in listed.tools)
    found = [one.structured_content for one in answers[:5]]
    assert [one.is_error for one in answers] == [False] * 5 + [True] * 3
    assert [json.loads(say(one)) for one in answers[:5]] == found
    assert (found[0]["total"], len(found[0]["changes"]), found[0]["next"]) == (5, 2, 3)
    assert found[1]["lines"][0]["heading"] == "ajouté"
    assert [one["eid"] for one in found[2]["clauses"]] == ["part_1__para_1"]
    assert found[3]["verified"]
    assert [one["label"] for one in found[4]["rows"]] == ["C25"]
    assert [say(one) for one in answers[5:]] == [
        "/etc/hostname: outside of the folders that this server may read",
        "limit: 0 is less than the minimum of 1",
        f"a tool of that name does not exist; choose from {', '.join(TOOLS)}",
    ]
    assert list_contents(folder) == before


@pytest.mark.slow
def test_a_call_that_takes_too_long_is_stopped_and_the_server_goes_on(folder: Path) -> None:
    listed, answers = talk(["--allow", str(folder), "--seconds", "0.01"], [("compare", PAIR), ("compare", PAIR)])
    assert len(listed.tools) == len(TOOLS)
    assert all(one.is_error and say(one).startswith("this took more than 0.01 seconds") for one in answers)


@pytest.mark.slow
def test_nothing_of_what_is_said_is_logged(folder: Path) -> None:
    call = {"jsonrpc": "2.0", "id": 2, "method": "tools/call", "params": {"name": "outline", "arguments": "SECRET"}}
    lines = [
        '{"SECRET": "words of a decision"',
        "SECRET \ufffe",
        json.dumps(call),
        json.dumps({"jsonrpc": "2.0", "method": "notifications/SECRET"}),
        json.dumps({"jsonrpc": "2.0", "id": 3, "method": "ping"}),
    ]
    environment = {**os.environ, "PYTHONPATH": str(FIXTURES.parent / "src")}
    command = [sys.executable, "-m", "decision_diff", "mcp", "--allow", str(folder)]
    given = "\n".join(lines).encode() + b"\n\xff\xfe SECRET\n"
    done = subprocess.run(command, input=given, capture_output=True, check=False, env=environment, timeout=60)
    assert (done.returncode, done.stderr) == (0, b"")


def work(folder: Path, call: Call, **bounds: Any) -> types.CallToolResult:
    """One call in its own process, as the server makes it."""

    async def run() -> types.CallToolResult:
        return await server._call(call[0], [str(folder)], call[1], server.Bounds(**{"seconds": 60.0, **bounds}))

    return anyio.run(run)


@pytest.mark.slow
def test_a_call_is_bounded_in_memory_and_in_the_size_of_its_answer(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(FIXTURES.parent / "src"))
    assert not work(folder, ("compare", PAIR)).is_error
    small = work(folder, ("compare", PAIR), answer=1000)
    assert (small.is_error, say(small)) == (
        True,
        "the answer is larger than 1,000 bytes; ask for less with limit, signal or clause",
    )
    (tmp_path / "long.txt").write_text(
        "".join(f"{number}. The Council meets in Geneva.\n" for number in range(1, 90_000))
    )
    poor = work(tmp_path, ("outline", {"file": "long.txt"}), memory=110_000_000)
    assert poor.is_error
    assert "memory" in say(poor)


@pytest.mark.slow
def test_a_module_in_the_folder_of_the_server_is_not_loaded(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "decision_diff").mkdir()
    (tmp_path / "decision_diff" / "__init__.py").write_text("raise SystemExit('loaded')")
    (tmp_path / "json.py").write_text("raise SystemExit('loaded')")
    asked = json.dumps(
        {"tool": "outline", "folders": [str(folder)], "arguments": {"file": OLD}, "memory": 4_000_000_000}
    )
    environment = {**os.environ, "PYTHONPATH": str(FIXTURES.parent / "src")}
    done = subprocess.run(
        server._WORK, input=asked.encode(), capture_output=True, check=True, cwd=tmp_path, env=environment
    )
    assert json.loads(done.stdout)["answer"]["source"]["name"] == OLD


# The tools, without a process

DESCRIBED = load_descriptions()


def ask(folder: Path, name: str, **arguments: Any) -> dict[str, Any]:
    """The answer of a tool; the arguments and it are held against their schemas."""
    jsonschema.validate(arguments, DESCRIBED[name]["input"])
    answer = call_tool(name, Folders([folder]), arguments)
    jsonschema.validate(answer, DESCRIBED[name]["output"])
    return answer


@pytest.mark.parametrize("name", TOOLS)
def test_schemas_are_valid_closed_and_hold_no_definition_that_is_not_used(name: str) -> None:
    for side in ("input", "output"):
        schema = DESCRIBED[name][side]
        jsonschema.Draft202012Validator.check_schema(schema)
        assert schema["type"] == "object"
        assert schema["additionalProperties"] is False
        written = json.dumps(schema)
        assert not [one for one in schema["$defs"] if f'"#/$defs/{one}"' not in written]
        assert "urn:" not in json.dumps({key: value for key, value in schema.items() if key != "$id"})


def test_compare_gives_pages_of_records_and_filters_by_signal(folder: Path) -> None:
    whole = ask(folder, "compare", **PAIR)
    assert (whole["total"], whole["next"], whole["left_out"], whole["differs"]) == (5, None, 0, True)
    pages = [ask(folder, "compare", **PAIR, first=first, limit=2) for first in (1, 3, 5, 7)]
    assert [one for page in pages for one in page["changes"]] == whole["changes"]
    assert [page["next"] for page in pages] == [3, 5, None, None]
    dated = ask(folder, "compare", **PAIR, signal="country")
    assert 0 < dated["total"] < 5
    assert dated["total"] + dated["left_out"] == 5
    same = ask(folder, "compare", old=OLD, new=OLD)
    assert (same["differs"], same["total"], same["changes"]) == (False, 0, [])


def test_summary_is_that_of_the_format(folder: Path) -> None:
    comparison = pipeline.compare(folder / OLD, folder / NEW)
    shown = json.loads(pipeline.render(comparison, "summary-json", labels="zh"))
    assert ask(folder, "summary", **PAIR, labels="zh") == shown


def test_verify_lists_differences_and_a_text_alone_is_enough(folder: Path) -> None:
    assert ask(folder, "verify", redline="redline.html", new=NEW)["verified"]
    wrong = ask(folder, "verify", redline="redline.html", old=NEW, new=NEW, limit=1)
    assert (wrong["verified"], len(wrong["differences"]), wrong["total"] > 1, wrong["next"]) == (False, 1, True, 2)


def test_history_logs_blames_and_tables_files_and_manifests(folder: Path) -> None:
    logged = ask(folder, "history", revisions=BOTH)
    assert (logged["labels"], logged["rows"][0]["label"]) == (["C24", "C25"], "C25")
    assert ask(folder, "history", manifest="history.toml")["rows"][0]["date"] == "2025-06-20"
    blamed = ask(folder, "history", revisions=BOTH, what="blame", label="C24", clause="做出决定1")
    assert [one["label"] for one in blamed["rows"][0]["layers"]] == ["C24"]
    table = ask(folder, "history", revisions=BOTH, what="table", limit=3)
    assert (len(table["rows"]), table["total"], table["next"]) == (3, 59, 4)
    for wrong, said in (
        ({"revisions": [BOTH[0], BOTH[0]]}, "the label 'C24'"),
        ({"revisions": BOTH, "what": "table", "clause": "做出决定1"}, "a table has all clauses"),
        ({"revisions": BOTH, "what": "log", "label": "C24"}, "log has none"),
        ({"revisions": BOTH, "what": "blame", "label": "C99"}, "there are C24, C25"),
    ):
        with pytest.raises(FormatError, match=said):
            ask(folder, "history", **wrong)


def test_check_gives_findings_in_pages(tmp_path: Path) -> None:
    text = "Decision 1\ndecides\n1 to apply decides 9;\n2 to meet on 31 February 2026;\n4 to report.\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    whole = ask(tmp_path, "check", files=["a.txt"], severity="info")
    assert whole["total"] == len(whole["findings"]) >= 2
    part = ask(tmp_path, "check", files=["a.txt"], severity="info", limit=1)
    assert (part["findings"], part["next"]) == (whole["findings"][:1], 2)


def test_a_tracked_document_alone_is_two_revisions(folder: Path, tmp_path: Path) -> None:
    comparison = pipeline.compare(folder / "decision-641-c24.docx", folder / "decision-641-c25.docx")
    comparison.save(tmp_path / "tracked.docx")
    assert ask(tmp_path, "history", revisions=[{"file": "tracked.docx"}])["labels"] == ["rejected", "accepted"]
    assert ask(tmp_path, "compare", old="tracked.docx")["total"] == len(comparison.changes)


def test_a_clause_that_is_not_there_is_said(folder: Path) -> None:
    with pytest.raises(DecisionDiffError, match="art_99"):
        ask(folder, "outline", file=OLD, clause="art_99")


@pytest.mark.parametrize(
    ("name", "arguments", "said"),
    [
        ("verify", {"redline": "a"}, "give old or new"),
        ("history", {}, "give either revisions or manifest, and not both"),
        ("history", {"manifest": "a", "revisions": BOTH}, "give either revisions or manifest, and not both"),
        ("compare", {}, "the arguments: 'old' is a required property"),
        ("compare", {"old": "x" * 5000}, "old: 'xxx"),
        ("compare", {"old": "a", "write": "b"}, "the arguments: Additional properties are not allowed"),
        ("outline", {"file": 3}, "file: 3 is not of type 'string'"),
        ("compare", PAIR, ""),
    ],
)
def test_arguments_that_do_not_fit_are_refused_in_one_sentence(name: str, arguments: dict[str, Any], said: str) -> None:
    judged = server._judge(DESCRIBED, name, arguments)
    assert judged.startswith(said)
    assert bool(judged) == bool(said)
    assert "\n" not in judged
    assert len(judged) < 400


# The folders


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A folder that may be read, `in`, beside one that may not, `out`, and links in both directions."""
    for name in ("in/below", "out"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "in/a.txt").write_text("1. In.\n")
    (tmp_path / "in/below/b.txt").write_text("1. Below.\n")
    (tmp_path / "out/secret.txt").write_text("1. Out.\n")
    links = {
        "in/way-out.txt": "../out/secret.txt",
        "in/way-out": "../out",
        "in/chain": "way-out",
        "in/stays.txt": "below/b.txt",
        "in/broken.txt": "../out/none.txt",
        "in/loop.txt": "loop.txt",
        "out/way-in": "../in",
    }
    for name, target in links.items():
        (tmp_path / name).symlink_to(target)
    return tmp_path


OUTSIDE = "outside of the folders"
REFUSED = (
    ("../out/secret.txt", OUTSIDE),
    ("below/../../out/secret.txt", OUTSIDE),
    ("way-out.txt", OUTSIDE),
    ("way-out/secret.txt", OUTSIDE),
    ("chain/secret.txt", OUTSIDE),
    ("broken.txt", OUTSIDE),
    ("../out/none.txt", OUTSIDE),
    ("/etc/passwd", OUTSIDE),
    ("/", OUTSIDE),
    ("..", OUTSIDE),
    (".", OUTSIDE),
    ("~/a.txt", "file not found"),
    ("none.txt", "file not found"),
    ("below", "this is not a file that can be read"),
    ("//host/share/a.txt", "this is not the path of a file"),
    ("\\\\host\\share\\a.txt", "this is not the path of a file"),
    ("\\\\?\\C:\\a.txt", "this is not the path of a file"),
    ("a.txt\0.docx", "this is not the path of a file"),
    ("", "this is not the path of a file"),
)


@pytest.mark.parametrize(("path", "said"), REFUSED)
def test_no_path_leads_out_of_the_folders(tree: Path, path: str, said: str) -> None:
    with pytest.raises(UnreadableError, match=said) as caught:
        Folders([tree / "in"]).read(path)
    assert "\n" not in str(caught.value)
    assert str(tree / "out") not in str(caught.value)


def test_what_is_outside_and_what_is_not_there_is_refused_in_the_same_words(tree: Path) -> None:
    said = []
    for path in ("../out/secret.txt", "../out/nothing.txt", "way-out/secret.txt", "way-out/nothing.txt"):
        with pytest.raises(UnreadableError) as caught:
            Folders([tree / "in"]).find(path)
        said.append(caught.value.message)
    assert len(set(said)) == 1


def test_paths_inside_are_read_however_they_are_written(tree: Path) -> None:
    folders = Folders([tree / "in"])
    for path in ("a.txt", "./a.txt", "below/../a.txt", str(tree / "in/a.txt"), str(tree / "out/way-in/a.txt")):
        assert folders.read(path).data == b"1. In.\n"
    assert folders.read("stays.txt").data == b"1. Below.\n"
    assert Folders([tree / "out/way-in"]).read("a.txt").data == b"1. In.\n"
    assert Folders([tree / "out", tree / "in"]).read("a.txt").data == b"1. In.\n"
    assert Folders([tree / "in/below", tree / "in"]).read(str(tree / "in/a.txt")).data == b"1. In.\n"


def test_a_folder_with_the_same_beginning_is_another_folder(tree: Path) -> None:
    (tree / "inner").mkdir()
    (tree / "inner/c.txt").write_text("1. Inner.\n")
    with pytest.raises(UnreadableError, match=OUTSIDE):
        Folders([tree / "in"]).read(str(tree / "inner/c.txt"))


def test_a_folder_is_known_by_what_it_is_and_not_by_its_name(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a disk that takes IN and in for one: another spelling of the folder has its number."""
    folders, real = Folders([tree / "in"]), os.stat

    def stat(path: Any, *others: Any, **named: Any) -> os.stat_result:
        return real(str(path).replace("/IN", "/in"), *others, **named)

    monkeypatch.setattr(os, "stat", stat)
    monkeypatch.setattr(os.path, "lexists", lambda path: True)
    assert folders.find(str(tree / "IN/a.txt")) == tree / "IN/a.txt"


def test_a_pipe_is_not_opened_and_a_large_file_is_refused_by_its_size(tree: Path) -> None:
    os.mkfifo(tree / "in/pipe.txt")
    with pytest.raises(UnreadableError, match="not a file that can be read"):
        Folders([tree / "in"]).read("pipe.txt")
    for size, refused in ((MAX_BYTES, False), (MAX_BYTES + 1, True)):
        with (tree / "in/large.txt").open("wb") as stream:
            stream.truncate(size)
        if refused:
            with pytest.raises(UnreadableError, match="larger than 50 MB"):
                Folders([tree / "in"]).find("large.txt")
        else:
            assert Folders([tree / "in"]).find("large.txt") == tree / "in/large.txt"


def test_a_file_that_is_exchanged_for_a_link_while_it_is_read_is_refused(
    tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = files.load

    def load(path: Any) -> Any:
        (tree / "in/a.txt").unlink()
        (tree / "in/a.txt").symlink_to("../out/secret.txt")
        found = real(path)
        (tree / "in/a.txt").unlink()
        (tree / "in/a.txt").write_text("1. In.\n")
        return found

    monkeypatch.setattr(files, "load", load)
    with pytest.raises(UnreadableError, match="exchanged while it was read"):
        Folders([tree / "in"]).read("a.txt")


def test_a_manifest_reads_no_file_that_a_link_leads_to(tree: Path) -> None:
    for name in ("way-out.txt", "../out/secret.txt"):
        (tree / "in/history.toml").write_text(f'[[revision]]\nlabel = "a"\nfile = "{name}"\n')
        with pytest.raises(UnreadableError):
            call_tool("history", Folders([tree / "in"]), {"manifest": "history.toml"})


# The process of a call, and the command


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (MemoryError(), "this needs more memory"),
        (PermissionError(13, "Permission denied", "/secret"), "the files could not be read (Permission denied)"),
        (ValueError("words of a text"), "a fault of this program (ValueError)"),
        (UnreadableError("two\nlines", source="a.txt"), "a.txt: two lines"),
    ],
)
def test_every_failure_is_one_sentence_without_words_of_a_text(
    folder: Path, monkeypatch: pytest.MonkeyPatch, fault: Exception, said: str
) -> None:
    def fail(*_: Any) -> None:
        raise fault

    monkeypatch.setattr("decision_diff.mcp.tools.call_tool", fail)
    answered = working.answer({"tool": "outline", "folders": [str(folder)], "arguments": {}})
    assert list(answered) == ["error"]
    assert answered["error"].startswith(said)
    assert "words" not in answered["error"]
    assert "secret" not in answered["error"]


def test_half_a_character_is_written_by_its_number(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(working, "answer", lambda _: {"answer": "\ud800甲"})
    monkeypatch.setattr(working, "bound_memory", lambda _: None)
    monkeypatch.setattr(working.signal, "signal", lambda *_: None)  # type: ignore[attr-defined]
    output = io.BytesIO()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b'{"memory": 1}')))
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(output))
    working.run()
    assert json.loads(output.getvalue()) == {"answer": "‹U+D800›甲"}


def test_the_command_asks_for_a_folder_that_is_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["mcp"]) == 2
    assert "--allow" in capsys.readouterr().err
    assert cli.main(["mcp", "--allow", str(tmp_path / "none")]) == 2
    assert "the folder does not exist; give another one" in capsys.readouterr().err


def test_without_the_extra_one_sentence_says_which(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "decision_diff.mcp.server")
    monkeypatch.delattr("decision_diff.mcp.server")
    monkeypatch.setitem(sys.modules, "mcp_types", None)
    assert cli.main(["mcp", "--allow", str(tmp_path)]) == 2
    assert 'pip install "decision-diff[mcp]"' in capsys.readouterr().err
