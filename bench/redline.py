"""How well redlines of Word documents prove: over a folder of pairs, by our own reader and by LibreOffice.

    python bench/redline.py FOLDER [--office] [--keep FOLDER]

FOLDER holds DOCX files and `pairs.tsv`, with a header line and one pair of names a line: before, after. For each pair a
redline is written, and it is told whether it proves (our reader: rejected = before, accepted = after, clause by clause),
how many characters are marked, and what the linter of tests/lint_docx.py finds. With --office, LibreOffice (which must be
installed, with its python3-uno) accepts and rejects each redline, and its texts are compared with those it reads in the
two files themselves.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

import decision_diff as dd
from decision_diff import pipeline

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "tests"))

import lint_docx  # noqa: E402 - beside the tests, which use it too
import office  # noqa: E402


def main() -> None:
    """Write, check and count."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--office", action="store_true")
    parser.add_argument("--keep", type=Path)
    arguments = parser.parse_args()
    folder: Path = arguments.folder
    keep: Path = arguments.keep or Path(tempfile.mkdtemp())
    keep.mkdir(exist_ok=True)
    pairs = [line.split("\t")[:2] for line in (folder / "pairs.tsv").read_text("utf-8").splitlines()[1:] if line]
    proved: list[tuple[Path, Path, Path]] = []
    faults = 0
    started = time.process_time()
    for number, (before, after) in enumerate(pairs):
        target = keep / f"{number:03}-{after}"
        try:
            comparison = dd.compare(folder / before, folder / after)
            target.write_bytes(bytes(pipeline.render(comparison, "docx")))  # type: ignore[arg-type]
        except dd.DecisionDiffError as error:
            print(f"FAILED {before} {after}: {error}")
            continue
        found = lint_docx.faults(target.read_bytes())
        known = {*lint_docx.faults((folder / before).read_bytes()), *lint_docx.faults((folder / after).read_bytes())}
        for fault in found:
            if fault not in known:
                faults += 1
                print(f"LINT {before} {after}: {fault}")
        proved.append((folder / before, folder / after, target))
    print(f"{len(proved)} of {len(pairs)} proved, {faults} faults, {time.process_time() - started:.1f} s of CPU")
    if arguments.office:
        judge(proved)


def judge(proved: list[tuple[Path, Path, Path]]) -> None:
    """LibreOffice's word on each redline."""
    wanted = [(path, "accept") for before, after, _ in proved for path in (before, after)]
    wanted += [(target, mode) for _, _, target in proved for mode in ("reject", "accept")]
    texts = office.texts(wanted)
    good = 0
    for before, after, target in proved:
        wrong = [
            mode
            for mode, file in (("reject", before), ("accept", after))
            if office.words(texts[target, mode]) != office.words(texts[file, "accept"])
        ]
        good += not wrong
        if wrong:
            print(f"LIBREOFFICE {before.name} {after.name} {target.name}: {', '.join(wrong)}")
    print(f"{good} of {len(proved)} as LibreOffice accepts and rejects them")


if __name__ == "__main__":
    main()
