"""How well, how fast and how finely redlines of Word documents are written, by us and by others in the same run.

    python bench/redline.py [FOLDER] [--office] [--docxodus PYTHON] [--keep FOLDER] [--python PATH] [--times N]

Without FOLDER: two documents of 3,000 articles with known amendments (see `clauses`), each program in fresh processes.
Told are the CPU seconds of the process and its children (the least of N runs), their peak memory, the characters in marks
over those truly edited, how many of the planted moves are marked as moves, how many others are, and whether the redline
proves (our reader: rejected = old, accepted = new). The others are those that --python has, by default this one:

    python -m venv peers
    peers/bin/pip install python-redlines python-redlines-docxodus jubarte-redlines docx-trackdiff rdocx
    python bench/redline.py --python peers/bin/python

One that is not installed or fails is listed as such. Each runs as its own documentation says, asked for moves and for
words where it can be asked.

FOLDER holds DOCX files and `pairs.tsv`, with a header line and one pair of names a line: before, after. Without
`pairs.tsv` each DOCX in it is a pair by itself: its tracked changes rejected, and accepted. For each pair a redline is written, and it is told whether it proves (our reader: rejected = before, accepted = after, clause by clause),
how many characters are marked, and what the linter of tests/lint_docx.py finds. With --office, LibreOffice (which must be
installed, with its python3-uno) accepts and rejects each redline, and its texts are compared with those it reads in the
two files themselves. With --docxodus, which needs FOLDER and is optional as well, Docxodus does the same, and
the validator of the Open XML SDK, which comes with it, tells the errors that the two files do not have; PYTHON is an
interpreter on Linux with its packages, which need no .NET installed:

    python -m venv judge
    judge/bin/pip install pythonnet python-redlines-docxodus
    python bench/redline.py FOLDER --docxodus judge/bin/python

With --python, the others write theirs of the same pairs, and our reader tells whether they prove.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import clauses
import decision_diff as dd
import docxodus
from decision_diff import pipeline

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "tests"))

import lint_docx  # noqa: E402 - beside the tests, which use it too
import office  # noqa: E402

# Programs for `python -c` with the paths of the old document, the new one and the redline as arguments.
_OURS = "decision-diff"
_PEERS = {
    "Docxodus (python-redlines)": """
from python_redlines import DocxodusEngine
data = DocxodusEngine().run_redline("A", sys.argv[1], sys.argv[2], detect_moves=True)[0]
""",
    "jubarte-redlines": """
from jubarte_redlines import compare_documents
data = compare_documents(open(sys.argv[1], "rb").read(), open(sys.argv[2], "rb").read(), author="A")
""",
    "docx-trackdiff": """
from docx_trackdiff import compare
sys.argv[0] = "docx-trackdiff"
compare.main()
""",
    "rdocx": """
import rdocx
document = rdocx.Document(sys.argv[1])
document.compare(rdocx.Document(sys.argv[2]), "A", "2025-01-01T00:00:00Z", granularity="word")
data = document.to_bytes()
""",
}
_ENDING = """
if "data" in globals():
    open(sys.argv[3], "wb").write(data)
"""
_LIMIT = 300  # seconds for one run


@dataclass(frozen=True, slots=True)
class Ran:
    """A fresh process: CPU seconds with all children, peak memory in MB; `failure` is its last word, "" if it went well."""

    seconds: float
    megabytes: float
    failure: str


@dataclass(frozen=True, slots=True)
class Case:
    """A pair and its redline."""

    before: Path
    after: Path
    redline: Path

    @property
    def is_one(self) -> bool:
        """Whether both are one document with tracked changes."""
        return self.before == self.after

    @property
    def expected(self) -> tuple[tuple[str, tuple[Path, str]], ...]:
        """What must read the same: the redline resolved in a mode, and a file in one of its own."""
        rejected = "reject" if self.is_one else "accept"
        return ("reject", (self.before, rejected)), ("accept", (self.after, "accept"))


def main() -> None:
    """Write, check and count."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", help="pairs of documents; without it, 3,000 made-up articles")
    parser.add_argument("--office", action="store_true", help="LibreOffice judges the pairs too")
    parser.add_argument("--docxodus", metavar="PYTHON", help="Docxodus judges the pairs too, in this interpreter")
    parser.add_argument("--keep", type=Path, help="where the redlines are written (default: a folder of their own)")
    parser.add_argument("--python", help="the interpreter that has the others (default: this one)")
    parser.add_argument("--times", type=int, default=3, help="runs of each program over the articles (default: 3)")
    arguments = parser.parse_args()
    keep: Path = arguments.keep or Path(tempfile.mkdtemp())
    keep.mkdir(exist_ok=True)
    if arguments.folder is None:
        if arguments.office or arguments.docxodus:
            parser.error("the judges judge pairs of documents: give the FOLDER that holds them")
        race(keep, arguments.python or sys.executable, arguments.times)
        return
    folder: Path = arguments.folder
    pairs = _pairs(folder)
    proved: list[Case] = []
    faults = 0
    started = time.process_time()
    for number, (before, after) in enumerate(pairs):
        case = Case(folder / before, folder / after, keep / f"{number:03}-{after}")
        try:
            comparison = dd.compare(case.before) if case.is_one else dd.compare(case.before, case.after)
            case.redline.write_bytes(pipeline.render(comparison, "docx"))
        except dd.DecisionDiffError as error:
            print(f"FAILED {before} {after}: {error}")
            continue
        found = lint_docx.faults(case.redline.read_bytes())
        known = {*lint_docx.faults(case.before.read_bytes()), *lint_docx.faults(case.after.read_bytes())}
        for fault in found:
            if fault not in known:
                faults += 1
                print(f"LINT {before} {after}: {fault}")
        proved.append(case)
    print(f"{len(proved)} of {len(pairs)} proved, {faults} faults, {time.process_time() - started:.1f} s of CPU")
    if arguments.office:
        judge(proved)
    if arguments.docxodus:
        judge_by_docxodus(proved, arguments.docxodus)
    if arguments.python:
        others(folder, pairs, keep, arguments.python)


def _pairs(folder: Path) -> list[list[str]]:
    """The names of before and after; those of one document twice where there is no list of pairs."""
    listed = folder / "pairs.tsv"
    if not listed.exists():
        return [[path.name] * 2 for path in sorted(folder.glob("*.docx"))]
    return [line.split("\t")[:2] for line in listed.read_text("utf-8").splitlines()[1:] if line]


def race(keep: Path, python: str, times: int) -> None:
    """Ours and the others over the made-up articles."""
    truth = clauses.planted()
    old, new = keep / "old.docx", keep / "new.docx"
    old.write_bytes(truth.old)
    new.write_bytes(truth.new)
    # All run before any is judged: a child's peak counts from that of its parent, which must not have grown.
    ran: dict[str, Ran] = {}
    for name in (_OURS, *_PEERS):
        target = keep / f"{name.split()[0]}.docx"
        runs = [_run(name, python, old, new, target) for _ in range(times + (name != _OURS))]
        best = min(runs, key=lambda one: one.seconds)  # of the others the first run may still unpack itself
        ran[name] = Ran(best.seconds, max(one.megabytes for one in runs), runs[-1].failure)
    print(f"3,000 articles, {truth.edited} characters edited ({truth.numbers} in numbers), {len(truth.moved)} moved")
    print(f"{'':<28}{'CPU s':>8}{'ratio':>8}{'MB':>8}{'ratio':>8}{'marked':>8}{'moves':>7}{'false':>7}  proves")
    ours = ran[_OURS]
    for name, one in ran.items():
        if one.failure:
            print(f"{name:<28}{one.failure}")
            continue
        target = keep / f"{name.split()[0]}.docx"
        marked = clauses.marked(target, truth)
        print(
            f"{name:<28}{one.seconds:>8.2f}{one.seconds / ours.seconds:>8.1f}{one.megabytes:>8.0f}"
            f"{one.megabytes / ours.megabytes:>8.1f}{marked.characters / truth.edited:>8.2f}{marked.found:>7}"
            f"{marked.invented:>7}  {_verdict(target, old, new)}"
        )


def others(folder: Path, pairs: list[list[str]], keep: Path, python: str) -> None:
    """How many of the pairs the others write so that our reader proves them."""
    for name in _PEERS:
        written = good = 0
        failure = ""
        for number, (before, after) in enumerate(pairs):
            target = keep / f"{name.split()[0]}-{number:03}.docx"
            one = _run(name, python, folder / before, folder / after, target)
            failure = failure or one.failure
            if not one.failure:
                written += 1
                good += _verdict(target, folder / before, folder / after) == "yes"
        print(
            f"{name}: {good} of {len(pairs)} proved, {written} written"
            + (f"; first failure: {failure}" * bool(failure))
        )


def _run(name: str, python: str, old: Path, new: Path, target: Path) -> Ran:
    """One redline by a fresh process."""
    target.unlink(missing_ok=True)
    paths = [str(old), str(new)]
    if name == _OURS:
        command = [sys.executable, "-m", "decision_diff", "compare", *paths, "-o", str(target)]
    else:
        command = [python, "-c", f"import sys{_PEERS[name]}{_ENDING}", *paths, str(target)]
    with tempfile.TemporaryFile() as said, tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(["timeout", str(_LIMIT), *command], stdout=said, stderr=errors)
        _, _, usage = os.wait4(process.pid, 0)
        process.returncode = 0  # waited for here, not by subprocess
        errors.seek(0)
        last = errors.read().decode(errors="replace").strip().rpartition("\n")[2]
    failure = "" if target.exists() else f"failed: {last[:200] or 'no redline, nothing said'}"
    if "ModuleNotFoundError" in failure:
        failure = "not installed"
    return Ran(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, failure)


def _verdict(redline: Path, old: Path, new: Path) -> str:
    """Whether our reader verifies the text, headers and footers of a redline, and if not, how many differ."""
    try:
        found = dd.verify(redline, old, new)
    except dd.DecisionDiffError as error:
        return f"no: {error.code}"
    wrong = sum(one.aspect != "shown" for one in found.differences)
    return f"no: {wrong} clauses" if wrong else "yes"


def judge(proved: list[Case]) -> None:
    """LibreOffice's word on each redline."""
    texts = office.texts(_jobs(proved))
    good = 0
    for case in proved:
        wrong = [
            mode for mode, file in case.expected if office.words(texts[case.redline, mode]) != office.words(texts[file])
        ]
        good += not wrong
        if wrong:
            print(f"LIBREOFFICE {case.before.name} {case.after.name} {case.redline.name}: {', '.join(wrong)}")
    print(f"{good} of {len(proved)} as LibreOffice accepts and rejects them")


def judge_by_docxodus(proved: list[Case], python: str) -> None:
    """The word of Docxodus on each redline, and that of the validator that comes with it."""
    files = dict.fromkeys(path for case in proved for path in (case.before, case.after, case.redline))
    answers = docxodus.ask(python, [*_jobs(proved), *((path, "errors") for path in files)])
    good = errors = 0
    for case in proved:
        wrong = [
            mode
            for mode, file in case.expected
            if not {(case.redline, mode), file} <= answers.keys()
            or docxodus.words(answers[case.redline, mode]) != docxodus.words(answers[file])
        ]
        good += not wrong
        if wrong:
            print(f"DOCXODUS {case.before.name} {case.after.name} {case.redline.name}: {', '.join(wrong)}")
        known = {error for path in (case.before, case.after) for error in json.loads(answers[path, "errors"])}
        for error in json.loads(answers[case.redline, "errors"]):
            if error not in known:
                errors += 1
                print(f"SCHEMA {case.before.name} {case.after.name} {case.redline.name}: {error}")
    print(f"{good} of {len(proved)} as Docxodus accepts and rejects them, {errors} new errors in the schema")


def _jobs(proved: list[Case]) -> list[tuple[Path, str]]:
    """What is asked of a judge, each once."""
    return list(
        dict.fromkeys(job for case in proved for mode, file in case.expected for job in ((case.redline, mode), file))
    )


if __name__ == "__main__":
    main()
