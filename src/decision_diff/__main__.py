"""The command line as a process: `decision-diff`, and `python -m decision_diff`."""

import gc
import sys


def run() -> None:
    """Run the command line, and leave with its exit code."""
    # The process is ours and short. All that a comparison makes is kept, and searching it for cyclic garbage, again and
    # again, takes a third of the time of a long text. A library must not do this to the program that calls it.
    gc.disable()
    from decision_diff.cli import main  # noqa: PLC0415 - late: it makes thousands of objects that no search need look at

    code = main()
    gc.freeze()  # at its end Python would search all that is left, which the system takes back at once
    sys.exit(code)


if __name__ == "__main__":
    run()
