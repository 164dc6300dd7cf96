"""What the server keeps for each open page: its files, its job, and outputs that wait to be taken away. All of it is in memory.

A page gets an id that nobody can guess when it is loaded, and all that it asks for bears it: no page sees what is another's. What a page leaves is
forgotten when it is closed, when it is loaded again, or with the server.
"""

from __future__ import annotations

import asyncio
import contextlib
import secrets
from typing import TYPE_CHECKING, Any

from decision_diff.serve.names import name_apart
from decision_diff.serve.workers import WorkerFault

if TYPE_CHECKING:
    from decision_diff.serve.limits import Limits
    from decision_diff.serve.workers import Workers


class RefusedError(Exception):
    """What a page asked for cannot be done: a status of HTTP, and a code that the labels of the page have a sentence for."""

    def __init__(self, status: int, code: str, **values: object) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.values = values


class Upload:
    """A file that a page was given."""

    def __init__(self, name: str, data: bytes) -> None:
        self.name = name
        self.data = data


class KeptOutput:
    """A result of a job: what it is called, what it is, and its bytes."""

    def __init__(self, name: str, media_type: str, content: bytes) -> None:
        self.name = name
        self.media_type = media_type
        self.content = content


class Job:
    """What a page waits for. `version` grows with all that happens to it."""

    def __init__(self) -> None:
        self.id = secrets.token_urlsafe(8)
        self.version = 0
        self.stage = "waiting"
        self.answer: dict[str, Any] | None = None
        self._changed = asyncio.Event()

    def name_stage(self, stage: str) -> None:
        """Say what is being done from now on."""
        self.stage = stage
        self._change()

    def resolve(self, answer: dict[str, Any]) -> None:
        """Say what came of it. Only the first answer counts."""
        if self.answer is None:
            self.answer = answer
            self._change()

    def _change(self) -> None:
        self.version += 1
        self._changed.set()
        self._changed = asyncio.Event()

    async def describe(self, seen: int, patience: float) -> dict[str, Any]:
        """Describe where it stands, as soon as that is not what was `seen`, or after so many seconds."""
        if self.version <= seen and self.answer is None:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._changed.wait(), patience)
        return {"version": self.version, "stage": self.stage, **(self.answer or {})}


class Session:
    """What belongs to one page."""

    def __init__(self, limits: Limits) -> None:
        self.id = secrets.token_urlsafe(24)
        self.last_used = 0
        self._limits = limits
        self._files: dict[str, Upload] = {}
        self._outputs: dict[str, KeptOutput] = {}
        self.job: Job | None = None
        self._task: asyncio.Task[None] | None = None

    @property
    def busy(self) -> bool:
        """Whether a job is being done."""
        return self._task is not None and not self._task.done()

    def check_room(self, size: int) -> None:
        """Check that one more file of `size` bytes may come. RefusedError if not."""
        limits = self._limits
        if size > limits.file_size:
            raise RefusedError(413, "file-too-large", most=limits.file_size // 1_000_000)
        if len(self._files) >= limits.files:
            raise RefusedError(413, "too-many-files", most=limits.files)
        if size + sum(len(one.data) for one in self._files.values()) > limits.session_size:
            raise RefusedError(413, "files-too-large", most=limits.session_size // 1_000_000)

    def add_file(self, name: str, data: bytes) -> dict[str, Any]:
        """Keep a file; its id, name and size. RefusedError for an empty one, or if there is no more room."""
        if not data:
            raise RefusedError(422, "file-empty", name=name)
        self.check_room(len(data))
        upload = Upload(name_apart(name, [one.name for one in self._files.values()]), data)
        key = secrets.token_urlsafe(8)
        self._files[key] = upload
        return {"id": key, "name": upload.name, "size": len(data)}

    def remove_file(self, key: str) -> None:
        """Forget a file, if it is there."""
        self._files.pop(key, None)

    def find_files(self, keys: list[Any]) -> list[Upload]:
        """Find files by their ids. RefusedError for one that is not there."""
        found = [self._files.get(str(key)) for key in keys]
        if not found or any(one is None for one in found):
            raise RefusedError(404, "file-gone")
        return [one for one in found if one is not None]

    def find_output(self, key: str) -> KeptOutput:
        """Find an output. RefusedError if it is not there any more."""
        if key not in self._outputs:
            raise RefusedError(404, "output-gone")
        return self._outputs[key]

    def launch(self, asked: dict[str, Any], workers: Workers) -> Job:
        """Begin a job; one that was not done is cancelled. RefusedError if its files are not there."""
        described = asked.get("files")
        if not isinstance(described, list) or not all(isinstance(one, dict) for one in described):
            raise RefusedError(400, "not-understood")
        uploads = self.find_files([one.get("id") for one in described])
        named = [{**one, "name": upload.name} for one, upload in zip(described, uploads, strict=True)]
        self.cancel(workers)
        job = self.job = Job()
        work = self._do(job, {**asked, "files": named}, [one.data for one in uploads], workers)
        self._task = asyncio.create_task(work)
        return job

    async def _do(self, job: Job, asked: dict[str, Any], blobs: list[bytes], workers: Workers) -> None:
        try:
            header, contents = await workers.run(self.id, asked, blobs, job.name_stage)
            if "done" not in header:
                job.resolve({"failed": str(header.get("failed", "")), "code": str(header.get("code", "fault"))})
                return
            keys = [
                self._keep(KeptOutput(str(one["name"]), str(one["media_type"]), content))
                for one, content in zip(header["results"], contents, strict=True)
            ]
            job.resolve({"done": header["done"], "results": keys})
        except WorkerFault as fault:
            job.resolve({"failed": "", "code": fault.code})
        except asyncio.CancelledError:
            job.resolve({"failed": "", "code": "cancelled"})
            raise
        finally:
            job.resolve({"failed": "", "code": "fault"})  # of the server itself: no page waits for ever

    def _keep(self, output: KeptOutput) -> dict[str, Any]:
        """Keep an output, and forget the oldest ones where there are too many or too large ones."""
        key = secrets.token_urlsafe(12)
        self._outputs[key] = output
        while len(self._outputs) > 1 and (
            len(self._outputs) > self._limits.results
            or sum(len(one.content) for one in self._outputs.values()) > self._limits.result_size
        ):
            del self._outputs[next(iter(self._outputs))]
        return {"id": key, "name": output.name, "size": len(output.content)}

    def cancel(self, workers: Workers) -> None:
        """Stop the job that is being done, if there is one. Its process is ended with it."""
        if self._task is not None and self.busy:
            self._task.cancel()
            workers.close(self.id)
        self._task = None

    def close(self, workers: Workers) -> None:
        """Forget all, and end the worker."""
        self.cancel(workers)
        workers.close(self.id)
        self._files.clear()
        self._outputs.clear()


class Sessions:
    """All open pages."""

    def __init__(self, limits: Limits, workers: Workers) -> None:
        self._limits = limits
        self.workers = workers
        self._open: dict[str, Session] = {}
        self._used = 0

    def open(self) -> Session:
        """A new page. Where too many are open, the one that was left alone longest is forgotten."""
        while len(self._open) >= self._limits.sessions:
            idle = min(self._open.values(), key=lambda one: (one.busy, one.last_used))
            self.close(idle.id)
        session = Session(self._limits)
        self._open[session.id] = session
        self._touch(session)
        return session

    def find(self, key: str) -> Session:
        """Find an open page. RefusedError for one that was closed."""
        session = self._open.get(key)
        if session is None:
            raise RefusedError(410, "session-gone")
        self._touch(session)
        return session

    def _touch(self, session: Session) -> None:
        self._used += 1
        session.last_used = self._used

    def close(self, key: str) -> None:
        """Forget a page, if it is open."""
        session = self._open.pop(key, None)
        if session is not None:
            session.close(self.workers)

    def close_all(self) -> None:
        """Forget all pages."""
        for key in [*self._open]:
            self.close(key)
