"""How long hostile input takes, and how that grows: python bench/adversarial.py [NAME ...] [--largest MB] [--output FORMAT ...].

Each shape (see `shapes`) is made in three sizes, the largest of 1 MB: texts and Word documents are compared, pages verified.
The limits are 3 CPU seconds per MB of input and an exponent of 1.2 from the smallest to the largest size; the exit code is 1
if one of them is broken, or if the answer is neither a result nor one sentence. A line costs what it costs even if it holds
one letter, so it counts for at least 16 bytes.

Sizes take turns, several rounds of them, and the least time of each counts: a machine that is faster now than then does not
tell a growth that is none. Only a shape that seems to break a limit is asked more often. NAME asks for shapes whose name has that in it; `--output html` times that
output of the texts too, without a limit (`--output docx`: a Word redline with its proof). Run by hand; no test depends on a time.
"""

from __future__ import annotations

import argparse
import gc
import signal
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from math import log
from time import process_time

from decision_diff import pipeline
from decision_diff.errors import DecisionDiffError
from decision_diff.model import Source
from shapes import LINE, PACKAGES, PAGES, TEXTS

SECONDS = 3.0  # for each MB
EXPONENT = 1.2
PARTS = (1 / 16, 1 / 4, 1)  # of the largest size
ROUNDS = 2
MORE = 4  # rounds for what seems to break a limit
PATIENCE = 4  # times the limit, then it is stopped
LEAST = 0.02  # seconds; from less no exponent can be told

Job = Callable[[], object]


class TooLate(BaseException):
    """A job took several times what it may. No Exception: nobody on the way shall handle it."""


@dataclass
class Measured:
    """The least CPU seconds of a job by its MB, smallest first, and what went wrong ("" for nothing)."""

    name: str
    seconds: dict[float, float] = field(default_factory=dict)
    wrong: str = ""

    @property
    def rate(self) -> float:
        """CPU seconds for each MB, at the largest size."""
        size = max(self.seconds)
        return self.seconds[size] / size

    @property
    def exponent(self) -> float:
        """How the time grows from the smallest to the largest size: 1 is as the size does."""
        sizes = sorted(self.seconds)
        times = [max(self.seconds[size], LEAST) for size in sizes]
        return log(times[-1] / times[0]) / log(sizes[-1] / sizes[0]) if len(sizes) > 1 else 0.0

    @property
    def verdict(self) -> str:
        """What is wrong, in a few words; "" if both limits hold."""
        if self.wrong:
            return self.wrong
        if self.rate > SECONDS:
            return "too slow"
        return "grows too fast" if self.exponent > EXPONENT else ""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--largest", type=float, default=1.0, metavar="MB")
    parser.add_argument("--output", nargs="+", default=[], metavar="FORMAT")
    options = parser.parse_args()
    gc.disable()  # as the command does: it looks for what nobody gave it, and takes more than its share of many clauses
    signal.signal(signal.SIGVTALRM, _stop)
    pipeline.compare("示例法\n第一条　甲方。", "示例法\n第一条　乙方。")  # opens the dictionary
    print(f"{'':<44}{'MB':>6}{'s/MB':>7}{'exponent':>10}")
    broken = total = 0
    for name, make in jobs(options.output).items():
        if options.names and not any(wanted in name for wanted in options.names):
            continue
        found = measure(name, make, [options.largest * part for part in PARTS])
        total += 1
        limited = name.partition(": ")[0] not in options.output
        broken += limited and bool(found.verdict)
        size = max(found.seconds)
        print(
            f"{name:<44}{size:>6.2f}{found.rate:>7.2f}{found.exponent:>10.2f}  {found.verdict if limited else ''}",
            flush=True,
        )
    print(f"{total} shapes, {broken} beyond {SECONDS:g} s/MB or an exponent of {EXPONENT:g}")
    sys.exit(bool(broken))


def jobs(outputs: Sequence[str] = ()) -> dict[str, Callable[[int], tuple[float, Job]]]:
    """By name what makes, for a size in bytes, the MB that it counts for and the job."""
    found: dict[str, Callable[[int], tuple[float, Job]]] = {}
    for name, texts in TEXTS.items():
        found[name] = lambda size, texts=texts: _comparing(*texts(size // 2))  # type: ignore[misc]
        for fmt in outputs:
            found[f"{fmt}: {name}"] = lambda size, fmt=fmt, texts=texts: _rendering(fmt, *texts(size // 2))  # type: ignore[misc]
    for name, page in PAGES.items():
        found[f"page: {name}"] = lambda size, page=page: _verifying(*page(size))  # type: ignore[misc]
    for name, package in PACKAGES.items():
        found[f"Word: {name}"] = lambda size, package=package: _unpacking(*package(size))  # type: ignore[misc]
    return found


def _comparing(old: str, new: str) -> tuple[float, Job]:
    return _weight(old) + _weight(new), lambda: pipeline.compare(old.encode(), new.encode())


def _rendering(fmt: str, old: str, new: str) -> tuple[float, Job]:
    found = pipeline.compare(old.encode(), new.encode())
    return _weight(old) + _weight(new), lambda: pipeline.render(found, fmt)


def _verifying(fmt: str, page: str) -> tuple[float, Job]:
    old, new = pipeline.read("示例法\n第一条　甲方。"), pipeline.read("示例法\n第一条　乙方。")
    return _weight(page), lambda: pipeline.verify(Source(f"redline.{fmt}", "", page.encode()), old, new)


def _unpacking(size: int, old: bytes, new: bytes) -> tuple[float, Job]:
    return size / 1e6, lambda: pipeline.compare(Source("old.docx", "", old), Source("new.docx", "", new))


def _weight(text: str) -> float:
    """The MB that a text counts for: a line of it at least `LINE` bytes."""
    return (len(text.encode()) + sum(max(0, LINE - len(line.encode())) for line in text.splitlines())) / 1e6


def measure(name: str, make: Callable[[int], tuple[float, Job]], sizes: list[float]) -> Measured:
    """The least times of a shape in these sizes. What is far too slow in a small size is not tried in a larger one."""
    found = Measured(name)
    made = [make(int(size * 1e6)) for size in sizes]
    for turn in range(ROUNDS + MORE):
        if turn >= ROUNDS and (not found.verdict or found.wrong):
            break
        for size, job in made:
            seconds, wrong = run(job, PATIENCE * (SECONDS * size + 0.2))
            found.seconds[size] = min(seconds, found.seconds.get(size, seconds))
            if wrong:
                found.wrong = wrong
                return found
    return found


def run(job: Job, limit: float) -> tuple[float, str]:
    """The CPU seconds of a job, and what went wrong: it was stopped at the limit, or gave neither a result nor an error of ours."""
    wrong = ""
    start = process_time()
    try:
        signal.setitimer(signal.ITIMER_VIRTUAL, limit)
        job()
    except DecisionDiffError:
        pass  # one sentence
    except TooLate:
        wrong = f"stopped after {limit:.1f} s"
    except Exception as error:  # noqa: BLE001 - the table says what it was
        wrong = f"{type(error).__name__}: {str(error)[:60]}"
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return process_time() - start, wrong


def _stop(*_: object) -> None:
    raise TooLate


if __name__ == "__main__":
    main()
