"""Executors that a batch opens: processes of this machine, and a Dask cluster.

Processes are spawned, never forked: a fork of a process that has threads may hang. They hold the reading end of a pipe whose writing
end only their starter holds, and end when that closes, however the starter ended: no kill leaves any behind.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any, Final, cast

from decision_diff.collection.batch.work import prepare_worker
from decision_diff.errors import FormatError, UnreadableError

LEAST_MEMORY: Final = 1 << 30  # bytes of address space for one process: what it loads takes 300 MB of it
_SECONDS: Final = 30  # to reach a scheduler
_STARTING: Final = 10  # seconds in which a worker may appear
_SCHEME: Final = "dask://"


class HomePool:
    """Opens pools of processes that get at most `memory` bytes each (None: their share of the machine, 0: any)."""

    def __init__(self, memory: int | None = None) -> None:
        self._memory = memory

    def open_pool(self, workers: int) -> Executor:
        """A pool with so many processes."""
        memory = divide_memory(workers) if self._memory is None else self._memory
        return _Pool(workers, memory)


class _Pool(ProcessPoolExecutor):
    """A pool whose processes end with the process that opened it, or at once when asked to."""

    def __init__(self, workers: int, memory: int) -> None:
        context = get_context("spawn")
        reader, self._writer = context.Pipe(duplex=False)
        super().__init__(workers, mp_context=context, initializer=prepare_worker, initargs=(reader, memory))

    def end_now(self) -> None:
        """End all processes, whatever they do."""
        self._writer.close()

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Wait for what runs, then end the processes."""
        super().shutdown(wait, cancel_futures=cancel_futures)
        with contextlib.suppress(OSError):
            self._writer.close()


def divide_memory(workers: int) -> int:
    """The bytes of memory of this machine for each of some processes; 0, any, where the system does not tell."""
    try:
        whole = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        return 0
    return max(LEAST_MEMORY, whole // workers) if whole > 0 else 0


@contextlib.contextmanager
def open_executor(address: str) -> Iterator[tuple[Executor, int]]:
    """Open the executor of a Dask cluster at `dask://HOST:PORT`; gives it, and how many threads its workers have together.

    FormatError for another address, or without the extra; UnreadableError if nothing answers there.
    """
    if not address.startswith(_SCHEME) or not address.removeprefix(_SCHEME):
        raise FormatError(f"{address!r} is not an executor; write dask://HOST:PORT, where a Dask scheduler listens")
    try:
        import distributed  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise FormatError('an executor of Dask needs Dask: pip install "decision-diff[dask]"') from error
    connect: Any = distributed.Client
    try:
        client: Any = connect(f"tcp://{address.removeprefix(_SCHEME)}", timeout=_SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        raise UnreadableError(f"no Dask scheduler answers there ({type(error).__name__})", source=address) from error
    try:
        with contextlib.suppress(TimeoutError):  # some may be starting, or starting again
            client.wait_for_workers(1, timeout=_STARTING)
        workers = sum(client.nthreads().values())
        if not workers:
            raise UnreadableError("this Dask cluster has no workers; start some with `dask worker`", source=address)
        # Not pure: a batch that is sent again is to be done again, and not to have the failure that Dask remembers.
        yield cast("Executor", client.get_executor(pure=False)), workers
    finally:
        client.close()
