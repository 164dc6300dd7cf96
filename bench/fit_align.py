"""Fits the weights of the arbiter (`align/arbiter.py`): python bench/fit_align.py [FOLDER ...] [--ridge 3].

With folders of amendments with known answers (see `align.py`), it gathers the evidence for each pair of articles and writes it, without
any text, to `align_evidence.tsv`; then it fits on that, prints the weights, and measures how right the alignment of each law is with weights that were
fitted without it, and without the laws that share its text. Without folders it fits on the file as it is.

Evidence is gathered twice from each law: as the arbiter meets it, and with the passes `part` and `shared` left out, for what these would
have found is what the arbiter looks for. Rows that the answers leave open are left out. Logistic regression with a ridge on the
figures in units of their deviation, by Newton's method; plain Python.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import exp, sqrt
from pathlib import Path

import align as bench
import field
from decision_diff import align, pipeline
from decision_diff.align import arbiter
from decision_diff.align.evidence import measure_rewritten, weigh_residues
from decision_diff.align.passes import PASSES
from decision_diff.align.residues import HomePair
from decision_diff.align.units import Matching
from decision_diff.words.likeness import cut_shingles

TABLE = Path(__file__).with_name("align_evidence.tsv")
RELATED = 0.3  # of the shingles of the shorter text that the other has too: the laws are left out together
STEPS = 12


@dataclass(frozen=True, slots=True)
class Row:
    """The figures of one pair of articles, and whether the one became the other."""

    group: str
    figures: tuple[float, ...]
    right: bool


@dataclass(frozen=True, slots=True)
class Law:
    """A folder, and the name of the laws that share its text."""

    folder: Path
    group: str


def group_laws(folders: Sequence[Path]) -> list[Law]:
    """The folders, each with the name of the first one that shares its text, directly or through others."""
    texts = {folder: cut_shingles((folder / "new.txt").read_text(encoding="utf-8")) for folder in folders}
    group = {folder: folder.name for folder in folders}
    for one, other in combinations(folders, 2):
        small = min(len(texts[one]), len(texts[other]))
        if len(texts[one] & texts[other]) >= RELATED * small:
            gone, kept = group[other], group[one]
            group = {folder: kept if name == gone else name for folder, name in group.items()}
    return [Law(folder, group[folder]) for folder in folders]


def gather(law: Law) -> list[Row]:
    """The rows of one law, as the arbiter meets it and without two passes."""
    known = field.read_gold(law.folder / "gold.tsv")
    rows = []
    for skipped in ((), ("match_shared", "match_parts")):
        matching, swapped = match(law.folder, skipped)
        for pair, evidence in weigh_residues(matching, measure_rewritten(matching)).items():
            numbers = number_pair(matching, pair, swapped=swapped)
            if numbers in known.pairs or not known.is_open(numbers):
                figures = tuple(figure for _, figure in evidence.list_figures())
                rows.append(Row(law.group, figures, numbers in known.pairs))
    return rows


def match(folder: Path, skipped: Sequence[str]) -> tuple[Matching, bool]:
    """What the passes before the arbiter leave of one law, without those `skipped`; and whether old and new are swapped."""
    old, new = pipeline.read(folder / "old.txt"), pipeline.read(folder / "new.txt")
    before = PASSES[: PASSES.index(arbiter.match_residues)]
    passes = [one for one in before if one.__name__ not in skipped]
    return align.run_passes(old, new, passes=passes)


def number_pair(matching: Matching, pair: HomePair, *, swapped: bool) -> bench.Pair:
    """The numbers of two articles, old and new."""
    numbers = bench.number(matching.left.clauses[pair[0]]), bench.number(matching.right.clauses[pair[1]])
    return numbers[::-1] if swapped else numbers


def fit(rows: Sequence[Row], ridge: float) -> list[float]:
    """The base and the weights, in the units of the figures."""
    columns = list(zip(*(row.figures for row in rows), strict=True))
    means = [sum(column) / len(column) for column in columns]
    spreads = [
        sqrt(sum((one - mean) ** 2 for one in column) / len(column)) or 1.0
        for column, mean in zip(columns, means, strict=True)
    ]
    data = [
        (
            [1.0, *((one - mean) / spread for one, mean, spread in zip(row.figures, means, spreads, strict=True))],
            row.right,
        )
        for row in rows
    ]
    weights = [0.0] * (len(means) + 1)
    for _ in range(STEPS):
        step = solve(*derive(data, weights, ridge))
        weights = [one + more for one, more in zip(weights, step, strict=True)]
    scaled = [weight / spread for weight, spread in zip(weights[1:], spreads, strict=True)]
    return [weights[0] - sum(weight * mean for weight, mean in zip(scaled, means, strict=True)), *scaled]


def derive(
    data: Sequence[tuple[list[float], bool]], weights: Sequence[float], ridge: float
) -> tuple[list[list[float]], list[float]]:
    """The second derivatives of the loss and the first ones of the likelihood, at these weights; the base has no ridge."""
    size = len(weights)
    penalty = [1e-9, *[ridge] * (size - 1)]
    second = [[penalty[a] if a == b else 0.0 for b in range(size)] for a in range(size)]
    first = [-penalty[a] * weights[a] for a in range(size)]
    for figures, right in data:
        odds = sum(figure * weight for figure, weight in zip(figures, weights, strict=True))
        share = 1 / (1 + exp(-odds))
        for a in range(size):
            first[a] += figures[a] * (right - share)
            for b in range(size):
                second[a][b] += figures[a] * figures[b] * share * (1 - share)
    return second, first


def solve(matrix: list[list[float]], vector: list[float]) -> list[float]:
    """What `matrix` turns into `vector`, by elimination; the matrix is positive definite."""
    rows = [[*row, value] for row, value in zip(matrix, vector, strict=True)]
    for at, pivot in enumerate(rows):
        scale = pivot[at]
        rows[at] = [value / scale for value in pivot]
        for other in range(len(rows)):
            if other != at:
                factor = rows[other][at]
                rows[other] = [one - factor * two for one, two in zip(rows[other], rows[at], strict=True)]
    return [row[-1] for row in rows]


def use(weights: Sequence[float]) -> None:
    """Let the arbiter judge by these weights, in this process."""
    arbiter.BASE = weights[0]  # type: ignore[misc]
    arbiter.WEIGHTS = dict(zip(arbiter.WEIGHTS, weights[1:], strict=True))  # type: ignore[misc]


def measure_left_out(laws: Sequence[Law], rows: Sequence[Row], ridge: float) -> bench.Score:
    """The score of all laws, each with weights that were fitted without those of its group."""
    total = bench.Score()
    for group in sorted({law.group for law in laws}):
        use(fit([row for row in rows if row.group != group], ridge))
        for law in laws:
            if law.group == group:
                total.add(bench.score(law.folder, misses=False))
    return total


def save(rows: Sequence[Row]) -> None:
    """Write the rows to the table."""
    lines = ["\t".join(["group", *arbiter.WEIGHTS, "right"])]
    lines += ["\t".join([row.group, *(f"{one:.5f}" for one in row.figures), str(int(row.right))]) for row in rows]
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def load() -> list[Row]:
    """The rows of the table."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()[1:]
    cells = [line.split("\t") for line in lines]
    return [Row(row[0], tuple(map(float, row[1:-1])), row[-1] == "1") for row in cells]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="*")
    parser.add_argument("--ridge", type=float, default=3.0)
    options = parser.parse_args()
    folders = [sorted(path.parent for path in folder.glob("*/gold.tsv")) for folder in options.folders]
    laws = group_laws([one for some in folders for one in some])
    if laws:
        save([row for law in laws for row in gather(law)])
    rows = load()
    weights = fit(rows, options.ridge)
    print(f"{len(rows)} pairs of articles, {sum(row.right for row in rows)} right")
    for name, weight in zip(("base", *arbiter.WEIGHTS), weights, strict=True):
        print(f"  {name:>10}  {weight:.3f}")
    for folder, some in zip(options.folders, folders, strict=True):
        score = measure_left_out([law for law in laws if law.folder in some], rows, options.ridge)
        print(f"\n{folder.name}, each law with weights fitted without it and its kin")
        print(
            "  ".join(f"{name} {value:.4f}" for name, value in score.counts.list_figures().items()),
            f"wrong {score.counts.wrong}",
        )
        bench.print_reliability("pairs of articles", score)


if __name__ == "__main__":
    main()
