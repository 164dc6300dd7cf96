"""A worker: one process that compares for one page, and for no other. It reads what may be hostile, so it is bounded and can be ended.

It takes frames on standard input and answers on standard output: `{"stage": …}` while it works, then `{"done": …}` with the results
as blobs, or `{"failed": …}`. It ends with its input, so it never outlives the server.
"""

from __future__ import annotations

import contextlib
import gc
import os
import queue
import shutil
import signal
import sys
import threading
import time
from typing import Any, BinaryIO, Final

from decision_diff.errors import DecisionDiffError
from decision_diff.serve.frames import Packet, encode_frame, read_frame

GRACE: Final = 1.0  # seconds to end in order
_DESERTED: Final = threading.Event()  # set when the server is gone
FOLDER: Final = "DECISION_DIFF_WORKER_FOLDER"  # where its temporary files are; it goes with the worker


def run(memory: int) -> None:
    """Works until the input ends. `memory` is in bytes, 0 for no bound."""
    restrict_memory(memory)
    answers = os.fdopen(os.dup(1), "wb")
    # What a library prints must not get between the frames, and no text may get into a log.
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 1)
    os.dup2(nothing, 2)
    asked: queue.Queue[Packet] = queue.Queue()
    signal.signal(signal.SIGTERM, _leave)
    threading.Thread(target=_listen, args=(sys.stdin.buffer, asked), daemon=True).start()
    try:
        _work(asked, answers)
    finally:
        _clean_up()


def _work(asked: queue.Queue[Packet], answers: BinaryIO) -> None:
    from decision_diff.serve.jobs import Desk  # noqa: PLC0415 - late: the thread already listens for the end

    _warm_up()
    desk = Desk()
    while True:
        header, blobs = asked.get()
        answers.writelines(_answer(desk, header, blobs, answers))
        answers.flush()


def _leave(*_: object) -> None:
    """End in order: what a job started, such as LibreOffice, is ended by whoever started it."""
    raise SystemExit


def _clean_up() -> None:
    """Remove the folder of this worker; where the server is gone, the last one takes the folder of the server along."""
    if folder := os.environ.get(FOLDER):
        shutil.rmtree(folder, ignore_errors=True)
        if _DESERTED.is_set():
            with contextlib.suppress(OSError):
                os.rmdir(os.path.dirname(folder))  # noqa: PTH106, PTH120 - pathlib is not needed for this


def restrict_memory(size: int) -> None:
    """Bounds what this process may take, where the system can."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - Windows has none

        if size:
            _, hard = resource.getrlimit(resource.RLIMIT_AS)
            resource.setrlimit(resource.RLIMIT_AS, (size, hard))


def _warm_up() -> None:
    """Load what every comparison needs, while nobody waits."""
    from decision_diff import pipeline  # noqa: PLC0415 - late: as above

    pipeline.render(
        pipeline.compare(old_text="1 甲乙。\n2 Words here.\n", new_text="1 甲丙。\n2 Words there.\n"), "review"
    )
    gc.collect()
    gc.freeze()


def _listen(stream: BinaryIO, asked: queue.Queue[Packet]) -> None:
    """Hand on what is asked; at the end of the input end the process, whatever it is doing."""
    with contextlib.suppress(ValueError, OSError):
        while (frame := read_frame(stream)) is not None:
            asked.put(frame)
    _DESERTED.set()
    if hasattr(signal, "pthread_kill"):
        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGTERM)
        time.sleep(GRACE)  # where the job hangs this thread ends it
    _clean_up()
    os._exit(0)


def _answer(desk: Any, header: dict[str, Any], blobs: list[bytes], answers: BinaryIO) -> list[bytes]:
    """The last frame of a job; its stages are written as they begin."""

    def tell(stage: str) -> None:
        answers.writelines(encode_frame({"stage": stage}))
        answers.flush()

    gc.disable()  # searching a comparison for garbage again and again takes a third of its time
    try:
        shown, results = desk.run(header, blobs, tell)
    except DecisionDiffError as error:
        return [*encode_frame({"failed": str(error), "code": error.code})]
    except MemoryError:
        return [*encode_frame({"failed": "", "code": "memory"})]
    except Exception as error:  # noqa: BLE001 - the page must hear of every fault; its message may hold the text, so it stays here
        return [*encode_frame({"failed": type(error).__name__, "code": "fault"})]
    finally:
        gc.enable()
        gc.collect()
    described = [{"name": one.name, "media_type": one.media_type} for one in results]
    return [*encode_frame({"done": shown, "results": described}, [one.content for one in results])]


if __name__ == "__main__":
    run(int(sys.argv[1]))
