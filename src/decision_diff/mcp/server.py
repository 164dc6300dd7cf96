"""The server: what the SDK asks of it, each call in a process of its own that is ended when its time is over."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import anyio
import jsonschema
import mcp_types as types
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server

from decision_diff import __version__
from decision_diff.mcp.folders import Folders
from decision_diff.mcp.schemas import load_descriptions

MAX_MEMORY: Final = 4_000_000_000  # bytes of one call
MAX_ANSWER: Final = 1_000_000  # bytes of one answer, as JSON
MAX_CALLS: Final = 2  # at once; the others wait
_GRACE: Final = 2.0  # seconds between being asked to end and being ended
_WORK: Final = (sys.executable, "-P", "-m", "decision_diff.mcp.working")  # -P: no module out of the folder it runs in
_READ_ONLY: Final = types.ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)


@dataclass(frozen=True)
class Bounds:
    """What one call may take: seconds, bytes of memory, bytes of the answer."""

    seconds: float
    memory: int = MAX_MEMORY
    answer: int = MAX_ANSWER


def serve(folders: Sequence[str], seconds: float) -> None:
    """Serve on standard input and output until the client goes. UnreadableError for a folder that is not there."""
    Folders(folders)
    _silence()
    anyio.run(_serve, build_server(folders, Bounds(seconds)))


def _silence() -> None:
    """Write no log: the SDK would quote what it cannot understand, and that may be words of a text."""
    for name in ("mcp", "asyncio"):
        logger = logging.getLogger(name)
        logger.addHandler(logging.NullHandler())
        logger.propagate = False


async def _serve(server: Server[Any]) -> None:
    async with stdio_server() as (reading, writing):
        await server.run(reading, writing, server.create_initialization_options())


def build_server(folders: Sequence[str], bounds: Bounds) -> Server[Any]:
    """The server with its tools."""
    described = load_descriptions()
    turns = anyio.Semaphore(MAX_CALLS)

    async def list_tools(_context: Any, _parameters: Any) -> types.ListToolsResult:
        return types.ListToolsResult(tools=[_describe(name, one) for name, one in described.items()])

    async def call_tool(_context: Any, asked: types.CallToolRequestParams) -> types.CallToolResult:
        arguments = asked.arguments or {}
        if wrong := _judge(described, asked.name, arguments):
            return _refuse(wrong)
        async with turns:
            return await _call(asked.name, folders, arguments, bounds)

    return Server(
        "decision-diff",
        version=__version__,
        title="decision-diff",
        instructions="Compares revisions of numbered decisions and laws clause by clause. Read-only; files lie in: "
        + ", ".join(folders),
        on_list_tools=list_tools,
        on_call_tool=call_tool,
    )


def _describe(name: str, one: Mapping[str, Any]) -> types.Tool:
    return types.Tool(
        name=name,
        title=one["title"],
        description=one["description"],
        input_schema=one["input"],
        output_schema=one["output"],
        annotations=_READ_ONLY,
    )


def _judge(described: Mapping[str, Any], name: str, arguments: Mapping[str, Any]) -> str:
    """What is wrong with a call, in one sentence; "" if nothing is."""
    if name not in described:
        return f"a tool of that name does not exist; choose from {', '.join(described)}"
    validator = jsonschema.Draft202012Validator(described[name]["input"])
    wrong = jsonschema.exceptions.best_match(validator.iter_errors(dict(arguments)))
    if wrong is None:
        return ""
    if wrong.validator in ("anyOf", "oneOf"):
        ways = " or ".join(name for way in wrong.validator_value for name in way["required"])
        return f"give {ways}" if wrong.validator == "anyOf" else f"give either {ways}, and not both"
    where = ".".join(map(str, wrong.absolute_path)) or "the arguments"
    return f"{where}: {' '.join(wrong.message.split())[:300]}"


async def _call(
    name: str, folders: Sequence[str], arguments: Mapping[str, Any], bounds: Bounds
) -> types.CallToolResult:
    asked = {"tool": name, "folders": list(folders), "arguments": dict(arguments), "memory": bounds.memory}
    written = await _work(json.dumps(asked).encode("ascii"), bounds)
    if isinstance(written, str):
        return _refuse(written)
    found = json.loads(written)
    if "error" in found:
        return _refuse(found["error"])
    text = json.dumps(found["answer"], ensure_ascii=False, separators=(",", ":"))
    return types.CallToolResult(content=[types.TextContent(type="text", text=text)], structured_content=found["answer"])


async def _work(asked: bytes, bounds: Bounds) -> bytes | str:
    """What the process of a call writes; a sentence where it takes too long, writes too much, or ends without an answer."""
    process = await anyio.open_process(_WORK, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    try:
        with anyio.move_on_after(bounds.seconds):
            assert process.stdin is not None, "it was opened with one"  # noqa: S101
            await process.stdin.send(asked)
            await process.stdin.aclose()
            return await _read_answer(process, bounds)
        return f"this took more than {bounds.seconds:g} seconds and was stopped; ask for less, or start the server with --seconds"
    finally:
        with anyio.CancelScope(shield=True):
            await _end(process)


async def _read_answer(process: anyio.abc.Process, bounds: Bounds) -> bytes | str:
    pieces: list[bytes] = []
    size = 0
    assert process.stdout is not None, "it was opened with one"  # noqa: S101
    async for piece in process.stdout:
        pieces.append(piece)
        size += len(piece)
        if size > bounds.answer:
            return f"the answer is larger than {bounds.answer:,} bytes; ask for less with limit, signal or clause"
    return b"".join(pieces) or "this call ended without an answer; the files may need more memory than a call may take"


async def _end(process: anyio.abc.Process) -> None:
    """End a process, with what it started: ask it first, so that LibreOffice goes with it."""
    if process.returncode is None:
        process.terminate()
        with anyio.move_on_after(_GRACE):
            await process.wait()
        if process.returncode is None:
            process.kill()
    await process.aclose()


def _refuse(sentence: str) -> types.CallToolResult:
    return types.CallToolResult(content=[types.TextContent(type="text", text=sentence)], is_error=True)
