"""The command line as a process: `decision-diff`, and `python -m decision_diff`."""

import atexit
import contextlib
import gc
import os
import sys
import threading
from typing import NoReturn


def run() -> NoReturn:
    """Run the command line, and leave with its exit code."""
    # The process is ours and short. All that a comparison makes is kept, and searching it for cyclic garbage, again and
    # again, takes a third of the time of a long text. A library must not do this to the program that calls it.
    gc.disable()
    from decision_diff.cli import main  # noqa: PLC0415 - late: it makes thousands of objects that no search need look at
    from decision_diff.compiled import save_patterns  # noqa: PLC0415 - late: likewise

    code = main()
    save_patterns()
    if not _is_watched():
        _leave(code)
    gc.freeze()  # at its end Python would search all that is left, which the system takes back at once
    sys.exit(code)


def _is_watched() -> bool:
    """Whether another thread runs, or the caller continues after this command: a debugger, a profiler, coverage, `python -i`."""
    tools = getattr(sys, "monitoring", None)  # since Python 3.12
    return (
        threading.active_count() > 1
        or sys.gettrace() is not None
        or sys.getprofile() is not None
        or (tools is not None and any(map(tools.get_tool, range(6))))
        or bool(sys.flags.inspect)
    )


def _leave(code: int) -> None:
    """Exit without freeing every object one by one, after the registered exit functions have run."""
    atexit._run_exitfuncs()  # noqa: SLF001 - nothing else runs it
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError, AttributeError):
            stream.flush()
    os._exit(code)


if __name__ == "__main__":
    run()
