"""What hostile Word documents do to us: python bench/hostile.py FOLDER.

Each file of FOLDER is read in both views, compared with a decision of ours as old and as new text, and each comparison written as a
redline. Every answer must be a result or one sentence; told are those that are not, those that take over 10 s or 1 GB (CPU
seconds of the whole command), and the longest time and the most memory.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

DECISION = Path(__file__).parent.parent / "fixtures" / "decision-641-c25.docx"
PATIENCE = 120  # seconds: longer is a hang


def run(*arguments: str) -> tuple[str, float, float]:
    """What was wrong with the answer of a command, or "", its CPU seconds and its memory in MB."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        child = subprocess.Popen([sys.executable, "-m", "decision_diff", *arguments], stdout=out, stderr=err)
        deadline = time.monotonic() + PATIENCE
        while (found := os.wait4(child.pid, os.WNOHANG))[0] == 0:
            if time.monotonic() > deadline:
                child.kill()
                os.wait4(child.pid, 0)
                return f"no answer in {PATIENCE} seconds", PATIENCE, 0.0
            time.sleep(0.01)
        code = os.waitstatus_to_exitcode(found[1])
        child.returncode = code
        err.seek(0)
        lines = [line for line in err.read().decode("utf-8", "replace").splitlines() if ": note: " not in line]
    wrong = ""
    if code not in (0, 1, 2):
        wrong = f"exit code {code}"
    elif any("Traceback" in line or "a fault of this program" in line for line in lines):
        wrong = lines[-1]
    elif len(lines) != (code == 2):
        wrong = f"{len(lines)} lines for exit code {code}"
    return wrong, found[2].ru_utime + found[2].ru_stime, found[2].ru_maxrss / 1024


def main() -> None:
    if len(sys.argv) != 2:
        print("bench/hostile.py needs a folder of Word documents")
        return
    files = sorted(file for file in Path(sys.argv[1]).rglob("*") if file.is_file())
    slowest, largest = (0.0, ""), (0.0, "")
    faults = answers = 0
    with tempfile.TemporaryDirectory() as folder:
        target = str(Path(folder, "redline.docx"))
        for file in files:
            for arguments in (
                ("outline", str(file)),
                ("outline", str(file), "--view", "rejected"),
                ("compare", str(file), str(DECISION), "-o", target, "--force"),
                ("compare", str(DECISION), str(file), "-o", target, "--force"),
                ("compare", str(file), "-o", target, "--force"),
            ):
                wrong, seconds, memory = run(*arguments)
                answers += 1
                what = f"{arguments[0]} {file.name}"
                slowest, largest = max(slowest, (seconds, what)), max(largest, (memory, what))
                if seconds > 10 or memory > 1000:
                    print(f"{what}: {seconds:.1f} s, {memory:.0f} MB", flush=True)
                if wrong:
                    faults += 1
                    print(f"{' '.join(arguments)}: {wrong}", flush=True)
    print(f"{len(files)} files, {answers} answers, {faults} of them wrong")
    print(f"at most {slowest[0]:.1f} s ({slowest[1]}) and {largest[0]:.0f} MB ({largest[1]})")


if __name__ == "__main__":
    main()
