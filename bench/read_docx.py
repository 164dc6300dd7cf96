"""Reads every Word document of a folder in both views: python bench/read_docx.py [FOLDER] [--judge libreoffice] [--show N].

Says how long it took, which files were refused and with which sentence, and which made it crash (that is a fault of
this program). With `--judge libreoffice`, which must be installed with its Python bridge (Debian: libreoffice-writer-nogui,
python3-uno), it accepts and rejects all changes too, and the paragraphs of body and notes are compared. Where they differ,
docs/docx-reading.md says for what reasons they may. Run by hand; no test depends on it.
"""

from __future__ import annotations

import argparse
import difflib
import shutil
import subprocess
import sys
import tempfile
import traceback
from pathlib import Path
from time import process_time
from typing import Any

from decision_diff.errors import UnreadableError
from decision_diff.model import View
from decision_diff.ooxml.document import read_paragraphs
from decision_diff.ooxml.names import name
from decision_diff.ooxml.package import Package
from decision_diff.pipeline import read

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
import office

FIXTURES = Path(__file__).parent.parent / "fixtures"
VIEWS: dict[str, View] = {"accept": "accepted", "reject": "rejected"}
AT_ONCE = 40  # documents for one LibreOffice
Key = tuple[Path, str]


def ours(file: Path, view: View) -> list[str]:
    """Paragraphs of the body, then of the notes; without text boxes and equations, which a judge does not give."""
    found = [row for row in read_paragraphs(Package(file.read_bytes(), file.name), view) if not row.where.box]
    found.sort(key=lambda row: ("", "footnote", "endnote").index(row.where.kind))
    return ["".join(piece.text for piece in row.pieces if name(piece.element) != "m:t") for row in found]


def ask(wanted: list[Key]) -> dict[Key, dict[str, Any]]:
    """What LibreOffice reads. It dies of some documents: those are found by halves, and left out."""
    try:
        return office.texts(wanted)
    except (RuntimeError, subprocess.TimeoutExpired):
        half = len(wanted) // 2
        return ask(wanted[:half]) | ask(wanted[half:]) if half else {}


def read_all(files: list[Path]) -> dict[Key, list[str]]:
    """Our texts; prints what was refused and what went wrong."""
    found: dict[Key, list[str]] = {}
    crashes = 0
    slowest = (0.0, "")
    began = process_time()
    for file in files:
        for mode, view in VIEWS.items():
            start = process_time()
            try:
                read(file, view=view)
                found[file, mode] = ours(file, view)
            except UnreadableError as error:
                if mode == "accept":
                    print(f"refused  {error}")
            except Exception:  # noqa: BLE001 - a crash is what we are looking for
                crashes += 1
                print(f"CRASH    {file.name} ({view})\n{traceback.format_exc()}")
            slowest = max(slowest, (process_time() - start, file.name))
    print(f"{len(files)} files, {len(found)} views read, {crashes} crashes, {process_time() - began:.1f} s of CPU time")
    print(f"slowest: {slowest[0]:.2f} s, {slowest[1]}")
    return found


def compare(found: dict[Key, list[str]], show: int) -> None:
    keys = list(found)
    judged: dict[Key, dict[str, Any]] = {}
    with tempfile.TemporaryDirectory() as folder:  # copies: it leaves locks beside what it opens, for good if it dies
        copies: dict[Key, Key] = {}
        for at, (file, mode) in enumerate(keys):
            copy = Path(folder) / f"{at}.docx"
            shutil.copyfile(file, copy)
            copies[copy, mode] = file, mode
        for at in range(0, len(keys), AT_ONCE):
            answers = ask(list(copies)[at : at + AT_ONCE])
            judged |= {copies[key]: answer for key, answer in answers.items()}
    same = 0
    for key, texts in found.items():
        if key not in judged:
            print(f"no answer {key[0].name} ({key[1]})")
            continue
        other = [*judged[key]["body"], *judged[key]["notes"]]
        same += texts == other
        if texts != other:
            lines = [line for line in difflib.unified_diff(other, texts, "LibreOffice", "ours", "", "", 0, "") if line[:1] in "+-"]  # fmt: skip
            print(
                f"differs  {key[0].name} ({key[1]})", *(f"    {line[:100]}" for line in lines[2 : 2 + show]), sep="\n"
            )
    print(f"LibreOffice: {same} views equal, {len(judged) - same} differ, {len(found) - len(judged)} without an answer")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path, default=FIXTURES)
    parser.add_argument("--judge", choices=["libreoffice"])
    parser.add_argument("--show", type=int, default=4, help="lines of each difference (default: 4)")
    arguments = parser.parse_args()
    found = read_all(sorted(file for suffix in ("docx", "docm") for file in arguments.folder.rglob(f"*.{suffix}")))
    if arguments.judge and not office.is_here():
        sys.exit("LibreOffice or its Python bridge is not installed (Debian: libreoffice-writer-nogui, python3-uno)")
    if arguments.judge:
        compare(found, arguments.show)


if __name__ == "__main__":
    main()
