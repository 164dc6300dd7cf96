"""What one server bears: how many files, pages and processes, and for how long. Nobody else uses it than the people at this computer."""

from __future__ import annotations

from decision_diff.frozen import frozen


@frozen
class Limits:
    """The bounds of a server. Sizes are in bytes, times in seconds."""

    file_size: int = 60_000_000
    session_size: int = 240_000_000  # of all files of one page together
    files: int = 40  # of one page
    sessions: int = 12  # pages open at once; of more, the one that was idle longest is forgotten
    workers: int = 3  # processes that compare
    job_seconds: float = 300.0
    worker_memory: int = 4_000_000_000  # of one process, where the system can bound it
    results: int = 24  # outputs of one page that wait to be taken away
    result_size: int = 300_000_000  # of all of them together
    request_size: int = 100_000  # of what is asked, without files
    name_length: int = 160  # characters of the name of a file; of a longer one the end is kept
