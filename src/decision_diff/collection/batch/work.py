"""What a worker does: it compares the pairs of a batch one after the other, and writes their outputs itself.

Only records go back. `compare_batch` runs in any executor. In processes of our own, which `prepare_worker` sets up, a pair that does not
heed its time limit ends the process, memory is bounded, and a process whose starter went away ends too.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import threading
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Final, TextIO

from decision_diff import __version__, files, pipeline, renderers
from decision_diff.changes import MARKS, Comparison
from decision_diff.collection.batch.records import (
    SCHEMA_VERSION,
    STARTED,
    PairOutcome,
    PairTask,
    compute_key,
    hash_content,
    is_complete,
    keep_foreign,
    make_failure,
    read_record,
    remove_outputs,
    write_record,
)
from decision_diff.errors import DecisionDiffError, OutputError
from decision_diff.model import File, Source

HARD_LIMIT: Final = 1.25  # of the time limit: then a process of our own is ended from outside
HARD_MORE: Final = 5.0  # seconds
_STEPS: Final = 1000  # of a loop, at each of which an exception from another thread may arrive
_own: list[TextIO] = []  # in a process of our own: where a traceback goes that nobody reads


class OutOfTimeError(BaseException):
    """A pair takes too long. No handler for exceptions of a comparison catches it."""


def prepare_worker(alive: Connection, memory: int) -> None:
    """Set up a process of our own: it ends when the other end of `alive` is closed, and gets at most `memory` bytes (0: any)."""
    import signal  # noqa: PLC0415 - only here

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever started it decides
    _own.append(open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115 - as long as the process
    threading.Thread(target=_end_with, args=(alive,), daemon=True).start()
    if memory:
        with contextlib.suppress(ImportError, ValueError, OSError):
            import resource  # noqa: PLC0415 - not on every system

            resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def _end_with(alive: Connection) -> None:
    with contextlib.suppress(EOFError, OSError):
        alive.recv_bytes()
    os._exit(1)


def compare_batch(tasks: Sequence[PairTask]) -> list[PairOutcome]:
    """The outcomes of some pairs, in order."""
    return [compare_pair(task) for task in tasks]


def compare_pair(task: PairTask) -> PairOutcome:
    """Compare one pair and write its outputs and its record; whatever goes wrong is in the outcome."""
    folder = Path(task.folder)
    try:
        if task.version != __version__:
            message = (
                f"this worker has version {__version__} and the batch needs {task.version}; install the same on all"
            )
            return _fail(task, "version", message)
        sources = files.tell_apart([files.load(task.pair.old), files.load(task.pair.new)])
        key = compute_key(task, *((one.name, one.sha256) for one in sources))
        before = read_record(folder)
        if before and before["key"] == key and before["result"] != "failed" and is_complete(folder, before):
            return PairOutcome(task.index, before, reused=True)
        with _start(task, before, [one.file for one in sources]) as kept:
            with limit_time(task.seconds):
                record = _compare(task, sources)
            record["key"] = key
            record["notices"] += [{"code": OutputError.code, "message": line} for line in kept]
            write_record(folder, record)
        return PairOutcome(task.index, record)
    except OutOfTimeError:
        return _fail(task, "time", f"it took longer than the limit of {task.seconds:g} seconds; see --time-limit")
    except MemoryError:
        return _fail(task, "memory", "it needs more memory than it may have; see --memory-limit")
    except DecisionDiffError as error:
        return _fail(task, error.code, str(error))
    except OSError as error:
        return _fail(task, OutputError.code, f"{error.filename or task.folder}: {error.strerror or error}")
    except Exception as error:  # noqa: BLE001 - one bad pair must not stop the rest
        return _fail(task, "fault", f"a fault of this program ({type(error).__name__}: {error}); please report it")


def _fail(task: PairTask, code: str, message: str) -> PairOutcome:
    return PairOutcome(task.index, make_failure(task.pair, task.folder, code, " ".join(message.split())))


@contextlib.contextmanager
def _start(task: PairTask, before: Mapping[str, Any] | None, inputs: Sequence[File | None]) -> Iterator[list[str]]:
    """The folder of a pair, without what another content left there, and marked as begun until it is done or failed.

    Gives a sentence for each file that got another name because no batch wrote it, or somebody changed it since.
    """
    folder, names = Path(task.folder), list_outputs(task)
    folder.mkdir(exist_ok=True)
    for name in {*names, *(one["file"] for one in (before or {"outputs": ()})["outputs"])}:
        files.check(folder / name, force=True, inputs=inputs)
    started = folder / STARTED
    # A mark without a record: a run was killed after it had looked, so what is there is its own. Another run may just have ended: its record is new.
    before = before or (None if started.exists() else read_record(folder))
    kept = keep_foreign(folder, before, names) if before or not started.exists() else []
    started.touch()
    try:
        if before:
            remove_outputs(folder, before)
        yield kept
    except BaseException:
        forget_outputs(task)
        raise
    finally:
        started.unlink(missing_ok=True)


def list_outputs(task: PairTask) -> list[str]:
    """The file names of the outputs of a pair, in the order of the formats."""
    return [name_output(renderers.find(name)) for name in task.settings.formats]


def forget_outputs(task: PairTask) -> None:
    """Remove what a comparison that failed has written of its outputs, and the mark that it was begun."""
    for name in [*list_outputs(task), STARTED]:
        (Path(task.folder) / name).unlink(missing_ok=True)


@contextlib.contextmanager
def limit_time(seconds: float) -> Iterator[None]:
    """Raise OutOfTimeError in this thread when that many seconds passed (0: never).

    It reaches code in Python. What stays in a library is stopped in processes of our own only, by ending them.
    """
    if not seconds:
        yield
        return
    thread, lock, over, sent = (
        ctypes.c_ulong(threading.get_ident()),
        threading.Lock(),
        threading.Event(),
        threading.Event(),
    )

    def ring() -> None:
        with lock:
            if not over.is_set():
                sent.set()
                ctypes.pythonapi.PyThreadState_SetAsyncExc(thread, ctypes.py_object(OutOfTimeError))

    timer = threading.Timer(seconds, ring)
    timer.daemon = True
    timer.start()
    _watch(seconds * HARD_LIMIT + HARD_MORE)
    try:
        try:
            yield
        finally:
            with lock:
                over.set()
            timer.cancel()
            # What was sent arrives here at the latest. It is not taken back: with None, Python 3.11 looks for it for ever, and hangs where it is traced.
            for _ in range(_STEPS if sent.is_set() else 0):
                pass
    finally:
        _watch(0)


def _watch(seconds: float) -> None:
    """End this process after so many seconds, whatever it does, if it is our own; 0: no longer."""
    if _own:
        import faulthandler  # noqa: PLC0415 - only here

        if seconds:
            faulthandler.dump_traceback_later(seconds, exit=True, file=_own[0])
        else:
            faulthandler.cancel_dump_traceback_later()


def _compare(task: PairTask, sources: Sequence[Source]) -> dict[str, Any]:
    """Compare, write the outputs, and make the record, which has no key yet."""
    settings = task.settings
    comparison = pipeline.compare(*sources, **(settings.comparing or {}))
    rows = [renderers.find(name) for name in settings.formats]
    options = [
        row.options(**{name: value for name, value in (settings.rendering or {}).items() if name in row.heeded})
        for row in rows
    ]
    lost: list[str] = []
    jobs = [(row.name, how) for row, how in zip(rows, options, strict=True)]
    contents, comparison = pipeline.render_all(comparison, jobs, told=lost.append)
    outputs = []
    inputs = [one.file for one in sources]
    for row, content in zip(rows, contents, strict=True):
        name = name_output(row)
        files.save(Path(task.folder) / name, content, force=True, inputs=inputs)
        outputs.append({"format": row.name, "file": name, "sha256": hash_content(content)})
    return {**_describe(task, comparison, lost), "outputs": outputs, "failure": None}


def name_output(row: renderers.Renderer) -> str:
    """The file name of an output: redline.html, review.html, table.docx."""
    if row.suffixes:
        suffix = row.suffixes[0]
        if suffix.count(".") > 1:
            return suffix[1:]
        return f"{'table' if row.name.startswith('table-') else 'redline'}{suffix}"
    return f"{row.name}.html"


def _describe(task: PairTask, comparison: Comparison, lost: Sequence[str]) -> dict[str, Any]:
    summary = comparison.summary
    kinds = Counter(signal.kind for each in comparison.signals for signal in each)
    notices = [{"code": one.code, "message": one.message} for one in comparison.notices]
    notices += [{"code": "output", "message": line} for line in dict.fromkeys(lost)]
    return {
        "schema_version": SCHEMA_VERSION,
        "key": "",
        "name": task.pair.name,
        "folder": Path(task.folder).name,
        "result": "different" if comparison.differs else "same",
        "old": {"name": comparison.old.source.name, "sha256": comparison.old.source.sha256},
        "new": {"name": comparison.new.source.name, "sha256": comparison.new.source.sha256},
        "changes": {mark: summary[mark] for mark in MARKS if mark in summary},
        "signals": dict(sorted(kinds.items())),
        "notices": notices,
    }
