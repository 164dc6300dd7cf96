"""The processes that compare, one for each page that needs one: started ahead, bounded in number and time, ended at will.

A worker is of one page and is never given to another, so no text of one page reaches the next. Where all are in use, the one that has
been idle longest is ended; what it had compared is compared again when it is asked for. If none is idle, a page waits.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from decision_diff.serve.frames import Packet, encode_frame, receive_frame
from decision_diff.serve.worker import FOLDER, GRACE

if TYPE_CHECKING:
    from decision_diff.serve.limits import Limits

_MODULE: Final = "decision_diff.serve.worker"


class WorkerFault(Exception):  # noqa: N818 - what a page is told is no error of the server
    """A worker ended, or answered what is no answer. `code` is "stopped" or "time"."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Worker:
    """One process. `last_used` counts jobs, so that the one that is idle longest is known without a clock."""

    def __init__(self, process: asyncio.subprocess.Process, folder: str) -> None:
        self._process = process
        self._folder = folder
        self._closed = False
        self.busy = False
        self.last_used = 0

    @classmethod
    async def launch(cls, folder: str, memory: int) -> Worker:
        """Start a process whose temporary files are below `folder`."""
        own = tempfile.mkdtemp(dir=folder)
        environment = {**os.environ, "PYTHONPATH": _find_code(), "TMPDIR": own, "TMP": own, "TEMP": own, FOLDER: own}
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-P",  # nothing is imported from the folder where the server was started
            "-m",
            _MODULE,
            str(memory),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            cwd=own,
            start_new_session=True,  # Ctrl-C is for the server, which then ends its workers
        )
        return cls(process, own)

    @property
    def usable(self) -> bool:
        """Whether it runs, and was not told to end."""
        return not self._closed and self._process.returncode is None

    async def run(
        self, job: Mapping[str, Any], blobs: Sequence[bytes], tell: Callable[[str], None], seconds: float
    ) -> Packet:
        """Have a job done; its last frame. WorkerFault if the process ends first, or takes longer; then it is ended."""
        try:
            async with asyncio.timeout(seconds):
                return await self._ask(job, blobs, tell)
        except TimeoutError as error:
            self.close()
            raise WorkerFault("time") from error
        except (OSError, ValueError, EOFError) as error:
            self.close()
            raise WorkerFault("stopped") from error
        except asyncio.CancelledError:
            self.close()
            raise

    async def _ask(self, job: Mapping[str, Any], blobs: Sequence[bytes], tell: Callable[[str], None]) -> Packet:
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None and stdout is not None, "both were asked for above"  # noqa: S101, PT018
        for piece in encode_frame(job, blobs):
            stdin.write(piece)
            await stdin.drain()
        while True:
            header, results = await receive_frame(stdout)
            if "stage" not in header:
                return header, results
            tell(str(header["stage"]))

    def close(self) -> None:
        """Tell the process to end. What it started itself, such as LibreOffice, it ends first."""
        if self.usable:
            with contextlib.suppress(OSError):
                self._process.terminate()
        self._closed = True

    async def join(self) -> None:
        """Wait until the process is gone; one that does not end is killed. Then its folder is removed."""
        try:
            await asyncio.wait_for(self._process.wait(), GRACE)
        except TimeoutError:
            with contextlib.suppress(OSError):
                if hasattr(os, "killpg"):
                    os.killpg(self._process.pid, signal.SIGKILL)
                else:
                    self._process.kill()
            await self._process.wait()
        shutil.rmtree(self._folder, ignore_errors=True)


def _find_code() -> str:
    """Where this program lies, and what was added to the path besides, as seen from any folder."""
    given = os.environ.get("PYTHONPATH", "")
    folders = [Path(__file__).parents[2], *map(Path, filter(None, given.split(os.pathsep)))]
    return os.pathsep.join(dict.fromkeys(str(folder.resolve()) for folder in folders))


class Workers:
    """All workers of a server, by the page that each is of."""

    def __init__(self, folder: str, limits: Limits) -> None:
        self._folder = folder
        self._limits = limits
        self._of: dict[str, Worker] = {}
        self._spare: asyncio.Task[Worker] | None = None
        self._freed = asyncio.Condition()
        self._jobs = 0
        self._ending: set[asyncio.Task[None]] = set()

    def prepare(self) -> None:
        """Start a process ahead, for the next page that asks."""
        if self._spare is None:
            self._spare = asyncio.create_task(Worker.launch(self._folder, self._limits.worker_memory))

    async def run(
        self, page: str, job: Mapping[str, Any], blobs: Sequence[bytes], tell: Callable[[str], None]
    ) -> Packet:
        """Have a job of a page done by its worker. WorkerFault as in `Worker.run`."""
        worker = await self._take(page, tell)
        try:
            return await worker.run(job, blobs, tell, self._limits.job_seconds)
        finally:
            worker.busy = False
            if not worker.usable and self._of.get(page) is worker:
                self.close(page)
            async with self._freed:
                self._freed.notify_all()

    async def _take(self, page: str, tell: Callable[[str], None]) -> Worker:
        async with self._freed:
            while (found := self._find(page)) is None:
                tell("waiting")
                await self._freed.wait()
            self._jobs += 1
            worker = found if isinstance(found, Worker) else await self._start()
            self._of[page] = worker
            worker.busy, worker.last_used = True, self._jobs
            return worker

    def _find(self, page: str) -> Worker | bool | None:
        """The worker of a page, True if one may be started, None if all are busy."""
        own = self._of.get(page)
        if own is not None and own.usable:
            return None if own.busy else own
        self._of.pop(page, None)
        if len(self._of) < self._limits.workers:
            return True
        idle = [(worker.last_used, other) for other, worker in self._of.items() if not worker.busy]
        if not idle:
            return None
        self.close(min(idle)[1])
        return True

    async def _start(self) -> Worker:
        self.prepare()
        assert self._spare is not None, "it was just prepared"  # noqa: S101
        spare, self._spare = self._spare, None
        worker = await spare
        self.prepare()
        return worker if worker.usable else await Worker.launch(self._folder, self._limits.worker_memory)

    def close(self, page: str) -> None:
        """End the worker of a page, whatever it is doing."""
        worker = self._of.pop(page, None)
        if worker is not None:
            self._forget(worker)

    def _forget(self, worker: Worker) -> None:
        worker.close()
        task = asyncio.create_task(worker.join())
        self._ending.add(task)
        task.add_done_callback(self._ending.discard)

    async def close_all(self) -> None:
        """End all workers, and wait until they are gone."""
        if self._spare is not None:
            with contextlib.suppress(OSError):
                self._forget(await self._spare)
            self._spare = None
        for page in [*self._of]:
            self.close(page)
        if self._ending:
            await asyncio.wait([*self._ending], timeout=5)
