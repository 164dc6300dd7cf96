"""Real Word documents compiled: how many are written in the document of the base, how many on the plain template, how many not.

    python bench/compile_files.py FOLDER

FOLDER has `pairs/` with `pairs.tsv` (a header line and one pair of names a line: before, after), each pair being a base and one proposal; and `tracked/` with documents that carry tracked changes: each of their authors
is a member, and the base is the document with all rejected. Whatever is written was proved for each member.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from decision_diff import amend
from decision_diff.errors import DecisionDiffError
from decision_diff.ooxml.writing.views import write_view


def compile_file(base: Path | bytes, proposals: dict[str, Path], tracked: Path | None = None) -> tuple[str, str]:
    """How one compilation is written, and the sentence of the error if it is not."""
    try:
        output = amend.render_compilation(amend.compile(base, proposals, tracked=tracked), "docx")
    except DecisionDiffError as error:
        return type(error).__name__, error.message
    codes = {one.code for one in output.notices}
    if "proposal-plain" in codes:
        return "on the plain template", ""
    return "in the document, other numbers" if "proposal-numbers" in codes else "in the document", ""


def main(folder: str) -> None:
    """Print the counts of both kinds, and what was refused."""
    root = Path(folder)
    rows = [line.split("\t")[:2] for line in (root / "pairs" / "pairs.tsv").read_text("utf-8").splitlines()[1:]]
    pairs = [(after, compile_file(root / "pairs" / before, {"A": root / "pairs" / after})) for before, after in rows]
    tracked = []
    for path in sorted((root / "tracked").glob("*.docx")):
        try:
            base = write_view(path.read_bytes(), "rejected")
        except DecisionDiffError as error:
            tracked.append((path.name, ("base: " + type(error).__name__, error.message)))
            continue
        tracked.append((path.name, compile_file(base, {}, path)))
    for name, found in (("pairs", pairs), ("tracked", tracked)):
        print(f"{name}: {len(found)}: {dict(sorted(Counter(how for _, (how, _) in found).items()))}")
    refused = Counter(said for _, (_, said) in (*pairs, *tracked) if said)
    for said, count in refused.most_common():
        print(f"{count} x {said[:160]}")


if __name__ == "__main__":
    main(*sys.argv[1:])
