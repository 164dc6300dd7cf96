"""Sends the pairs to an executor in batches, and gives outcomes as they come; no pair can stop the others.

Only a few batches wait in the executor at a time, so memory does not grow with the number of pairs. When a process ends (a crash, too
little memory, a limit of time that nothing else could enforce), the pairs that had begun are compared again at the end, each alone: the
one that ends its process again has failed, and only that one.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, Executor, Future, wait
from dataclasses import replace
from pathlib import Path
from typing import Final

from decision_diff import files
from decision_diff.collection.batch.folders import REPORTS, choose_folders
from decision_diff.collection.batch.records import (
    RECORD,
    STARTED,
    BatchSettings,
    NamedPair,
    PairOutcome,
    PairTask,
    make_failure,
)
from decision_diff.collection.batch.report import is_report
from decision_diff.collection.batch.work import compare_batch, forget_outputs
from decision_diff.errors import OutputError, UnreadableError

SECONDS: Final = 600.0  # for one pair, unless said otherwise
MAX_BATCH: Final = 32  # pairs that are sent at once: 16 to 64 measured alike, fewer are sooner done
_SHARES: Final = 8  # batches per worker at least, so that all end at about the same time
_AHEAD: Final = 2  # batches per worker that are in the executor
_ATTEMPTS: Final = 3  # of a batch whose worker ends before it begins

Opener = Callable[[int], Executor]  # opens an executor with so many workers


def run_batch(
    pairs: Sequence[NamedPair],
    folder: str | os.PathLike[str],
    settings: BatchSettings | None = None,
    *,
    executor: Executor | Opener | None = None,
    jobs: int = 0,
    seconds: float = SECONDS,
    memory: int | None = None,
    force: bool = False,
) -> Iterator[PairOutcome]:
    """Compare all pairs and write the outputs of each into its folder below `folder`; outcomes come as they are done.

    `executor` is any `concurrent.futures.Executor`, or a function that opens one for a number of workers (and is asked again when it
    broke); None: `jobs` processes of this machine (0: one per core). Workers read and write files by the same paths. A pair may take
    `seconds` (0: any); a process of our own gets at most `memory` bytes (None: its share of the machine, 0: any). Pairs are found again
    by content, options and version and are not compared twice. UnreadableError without pairs; OutputError if `folder` cannot be made, or
    holds other files and `force` is not given. Errors are raised at once, before the first outcome is asked for.
    """
    if not pairs:
        raise UnreadableError("no pairs were found")
    if jobs < 0 or seconds < 0:
        raise ValueError("jobs and seconds must not be negative")
    target = prepare_folder(folder, force=force)
    chosen, _ = choose_folders([pair.name for pair in pairs])
    wanted = settings or BatchSettings()
    tasks = [
        PairTask(at, _resolve(pair), str(target / name), wanted, seconds)
        for at, (pair, name) in enumerate(zip(pairs, chosen, strict=True))
    ]
    workers = min(jobs or count_cores(), len(tasks))
    if executor is None:
        from decision_diff.collection.batch.processes import HomePool  # noqa: PLC0415 - late: others bring their own

        return _Runner(HomePool(memory).open_pool, workers, is_home=True).run(tasks)
    return _Runner(executor, jobs or workers).run(tasks)


def count_cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _resolve(pair: NamedPair) -> NamedPair:
    """The pair with absolute paths: a worker may stand elsewhere."""
    return NamedPair(pair.name, os.path.abspath(pair.old), os.path.abspath(pair.new))  # noqa: PTH100 - links stay links


def prepare_folder(folder: str | os.PathLike[str], *, force: bool = False) -> Path:
    """Make the folder for outputs, absolute; OutputError if that is not possible, or if it holds what is not from a batch."""
    target, name = Path(folder).absolute(), files.make_printable(os.fspath(folder))
    try:
        target.mkdir(parents=True, exist_ok=True)
        entries = sorted(target.iterdir())
    except FileExistsError as error:
        raise OutputError("this is a file; give the name of a folder", source=name) from error
    except (OSError, ValueError) as error:
        raise OutputError(
            f"this folder cannot be made ({getattr(error, 'strerror', None) or error})", source=name
        ) from error
    if not os.access(target, os.W_OK):
        raise OutputError("nothing can be written into this folder (permission denied)", source=name)
    other = next((one.name for one in entries if not _is_ours(one)), None)
    if other is not None and not force:
        raise OutputError(
            f"this folder holds {files.make_printable(other)}, which is not from a batch; give another folder, or --force",
            source=name,
        )
    return target


def _is_ours(entry: Path) -> bool:
    """Whether this is a report, the folder of a pair, or what a run that was killed left behind."""
    if entry.name in REPORTS:
        return is_report(entry)
    if entry.name.startswith(".decision-diff-"):
        return True
    if not entry.is_dir():
        return False
    return (entry / RECORD).exists() or (entry / STARTED).exists() or not any(entry.iterdir())


class _Runner:
    def __init__(self, executor: Executor | Opener, workers: int, *, is_home: bool = False) -> None:
        self._opener: Opener | None = None if isinstance(executor, Executor) else executor
        self._executor = executor if isinstance(executor, Executor) else executor(workers)
        self._workers, self._is_home = workers, is_home
        self._running: dict[Future[list[PairOutcome]], list[PairTask]] = {}
        self._waiting: deque[list[PairTask]] = deque()
        self._suspects: list[PairTask] = []
        self._attempts: dict[int, int] = {}
        self._is_broken = False

    def run(self, tasks: Sequence[PairTask]) -> Iterator[PairOutcome]:
        """The outcomes of all tasks. Whatever ends this ends the work: pools that were opened here are closed."""
        size = max(1, min(MAX_BATCH, len(tasks) // (self._workers * _SHARES)))
        self._waiting.extend(list(tasks[at : at + size]) for at in range(0, len(tasks), size))
        is_whole = False
        try:
            yield from self._run_batches()
            yield from self._run_suspects()
            is_whole = True
        finally:
            for future in self._running:
                future.cancel()
            self._close(is_whole=is_whole)

    def _close(self, *, is_whole: bool) -> None:
        if self._opener is None:
            return
        end = None if is_whole else getattr(self._executor, "end_now", None)
        if end is not None:
            end()
        self._executor.shutdown(wait=True, cancel_futures=True)

    def _run_batches(self) -> Iterator[PairOutcome]:
        while self._waiting or self._running:
            while self._waiting and not self._is_broken and len(self._running) < self._workers * _AHEAD:
                self._submit(self._waiting.popleft())
            if self._is_broken:
                self._reopen()
            done, _ = wait(self._running, return_when=FIRST_COMPLETED) if self._running else ((), None)
            for future in done:
                yield from self._take(future)

    def _submit(self, batch: list[PairTask]) -> None:
        try:
            self._running[self._executor.submit(compare_batch, batch)] = batch
        except (BrokenExecutor, RuntimeError):  # a pool that broke a moment ago
            self._waiting.appendleft(batch)
            self._is_broken = True

    def _take(self, future: Future[list[PairOutcome]]) -> Iterator[PairOutcome]:
        batch = self._running.pop(future)
        try:
            outcomes = future.result()
        except (Exception, CancelledError) as error:  # noqa: BLE001 - of whatever kind, as executors differ
            self._is_broken = self._is_broken or isinstance(error, BrokenExecutor)
            self._settle(batch)
            return
        yield from (self._check(task, outcome) for task, outcome in zip(batch, outcomes, strict=True))

    def _settle(self, batch: list[PairTask]) -> None:
        """After a batch failed as a whole: which pair began is compared again later, alone; those that did not, soon.

        A scheduler that counts the ends of workers against all that waited there fails pairs that never began: these are compared alone in the end.
        """
        again = []
        for task in batch:
            begun = (Path(task.folder) / STARTED).exists()
            self._attempts[task.index] = self._attempts.get(task.index, 0) + (not begun)
            if begun or self._attempts[task.index] >= _ATTEMPTS:
                self._suspects.append(task)
            else:
                again.append(task)
        if again:
            self._waiting.appendleft(again)

    def _reopen(self) -> None:
        """A new executor in the place of one that broke; OutputError if we were given one that cannot be opened again."""
        if self._running:  # all of them end, since their executor broke
            return
        if self._opener is None:
            raise OutputError("the executor broke and cannot be opened again; give a function that opens one")
        self._executor.shutdown(wait=True, cancel_futures=True)
        self._executor = self._opener(self._workers)
        self._is_broken = False

    def _run_suspects(self) -> Iterator[PairOutcome]:
        for task in self._suspects:
            if self._is_broken:
                self._reopen()
            try:
                (outcome,) = self._executor.submit(compare_batch, [task]).result()
            except (Exception, CancelledError) as error:  # noqa: BLE001 - as above
                self._is_broken = self._is_broken or isinstance(error, BrokenExecutor)
                limit = f", or its limit of {task.seconds:g} seconds" if task.seconds and self._is_home else ""
                reason = f"its process ended while it was compared (a crash, too little memory{limit})"
                if not (Path(task.folder) / STARTED).exists():
                    yield self._fail(task, "worker", f"no worker could begin it ({type(error).__name__}: {error})")
                    continue
                forget_outputs(task)
                yield self._fail(task, "process", reason if self._is_home else f"{reason}: {type(error).__name__}")
            else:
                yield self._check(task, outcome)

    def _check(self, task: PairTask, outcome: PairOutcome) -> PairOutcome:
        """The outcome; a failure if its outputs are not where this process looks for them."""
        outcome = replace(outcome, reused=False) if task.index in self._attempts else outcome
        if outcome.result == "failed" or self._is_home or (Path(task.folder) / RECORD).is_file():
            return outcome
        message = "a worker wrote it where this process does not see it; give an output folder that all workers share"
        return self._fail(task, "folder", message)

    @staticmethod
    def _fail(task: PairTask, code: str, message: str) -> PairOutcome:
        return PairOutcome(task.index, make_failure(task.pair, task.folder, code, " ".join(message.split())))
