"""One call of a tool, in a process of its own: `python -P -m decision_diff.mcp.working`.

It reads one JSON object from standard input (tool, folders, arguments, memory) and writes one to standard output: either `answer`, or
`error`, one sentence. It logs nothing.
"""

from __future__ import annotations

import contextlib
import json
import signal
import sys
from types import FrameType
from typing import Any, Final

from decision_diff.errors import DecisionDiffError
from decision_diff.patterns import late

_SURROGATE: Final = late("[\ud800-\udfff]")
_FAULT: Final = "a fault of this program ({kind}); please report it with the files, if you may"
_MEMORY: Final = "this needs more memory than a call may take; ask for less, or compare the files on the command line"


def run() -> None:
    """Answer the one call. SystemExit when the server asks it to stop, so that all that it started ends too."""
    signal.signal(signal.SIGTERM, _stop)
    asked = json.loads(sys.stdin.buffer.read())
    bound_memory(asked["memory"])
    written = json.dumps(answer(asked), ensure_ascii=False, separators=(",", ":"))
    sys.stdout.buffer.write(_SURROGATE.sub(_name_surrogate, written).encode("utf-8"))
    sys.stdout.buffer.flush()


def answer(asked: dict[str, Any]) -> dict[str, Any]:
    """`{"answer": …}`, or `{"error": one sentence}`; no exception leaves it, and no text of a file is in its words but names."""
    try:
        from decision_diff.mcp.folders import Folders  # noqa: PLC0415 - late: after the bounds are set
        from decision_diff.mcp.tools import call_tool  # noqa: PLC0415 - late: likewise

        return {"answer": call_tool(asked["tool"], Folders(asked["folders"]), asked["arguments"])}
    except DecisionDiffError as error:
        return {"error": " ".join(str(error).split())}
    except MemoryError:
        return {"error": _MEMORY}
    except OSError as error:
        return {"error": f"the files could not be read ({error.strerror or type(error).__name__})"}
    except Exception as error:  # noqa: BLE001 - the last line of defence: a client gets a sentence
        return {"error": _FAULT.format(kind=type(error).__name__)}


def bound_memory(most: int) -> None:
    """Take no more than `most` bytes of memory, where the system can hold a process to that (not on Windows)."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource  # noqa: PLC0415 - late: not on every system

        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _name_surrogate(match: Any) -> str:
    """Half of a character, which no encoding can write, by its number."""
    return f"‹U+{ord(match.group()):04X}›"


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise SystemExit(1)


if __name__ == "__main__":
    run()
