"""Is every dishonest redline found, and no honest one called dishonest? By known answers, the same on every run.

    python bench/planted.py [FOLDER] [--count N] [--python PYTHON] [--office] [--keep FOLDER] [--honest] [--kind KIND]

Dishonest: N edits (1,000), each planted in a redline that we wrote of made-up documents (see `made_docx`), in Word, as a
page, as a review page and as JSON, of the kinds in `plants_said`, `plants_shown` and `plants_page`. Told are how many of each
kind are found, how many are only reported in a notice, and how a found one is named.

Honest: redlines of as many made-up documents, in the same four formats, and of the pairs in FOLDER (DOCX files and
`pairs.tsv`, with a header line and one pair of names a line: before, after). With --python also those that Docxodus and
jubarte-redlines write of both, in the interpreter PYTHON, which has them:

    python -m venv peers
    peers/bin/pip install pythonnet python-redlines python-redlines-docxodus jubarte-redlines

With --office also those of LibreOffice (with its python3-uno). Of Docxodus and jubarte-redlines only those count that the engine
of Docxodus accepts to the words, references to notes and links of the new document, and rejects to those of the old one; of
LibreOffice those whose text it resolves so itself, without equations, text boxes and notes, and of them only the text. The others are not honest. Told are those that
`verify` does not call verified, and why.
"""

from __future__ import annotations

import argparse
import inspect
import json
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from random import Random
from types import ModuleType

import decision_diff as dd
import docxodus
import made_docx
import plants_page
import plants_said
import plants_shown
from decision_diff.model import Source
from drafts import Draft, Unfit

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

import office

_FORMATS = ("docx", "html", "review", "json")
_TRIES = 60  # documents that are asked for a place for an edit
_PEERS = """
import json, sys
for name, old, new, target in json.load(sys.stdin):
    try:
        if name == "Docxodus":
            from python_redlines import DocxodusEngine
            data = DocxodusEngine().run_redline("A", old, new, detect_moves=True)[0]
        else:
            from jubarte_redlines import compare_documents
            data = compare_documents(open(old, "rb").read(), open(new, "rb").read(), author="A")
        open(target, "wb").write(data)
    except Exception as error:
        print(f"{name}, {new}: {error}", file=sys.stderr)
"""


def kinds(module: ModuleType) -> dict[str, Callable[[Draft], None]]:
    """The dishonest edits of a module, by kind."""
    return {
        name.replace("_", " "): function
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and not name.startswith("_")
    }


WORD = {**kinds(plants_said), **kinds(plants_shown)}


@cache
def pair(seed: int) -> tuple[bytes, bytes]:
    """Two made-up documents."""
    return made_docx.pair(seed)


@cache
def redline(seed: int, fmt: str) -> bytes:
    """Our honest redline of them."""
    return written(*_named(seed), fmt)


def written(old: Source, new: Source, fmt: str) -> bytes:
    """Our redline of two documents; JSON with all clauses, which the other formats hold in any case."""
    comparison = dd.compare(old, new)
    made = dd.render(comparison, "json", all=True) if fmt == "json" else dd.render(comparison, fmt)
    return made if isinstance(made, bytes) else made.encode()


def _named(seed: int) -> tuple[Source, Source]:
    old, new = pair(seed)
    return Source("old.docx", "", old), Source("new.docx", "", new)


def dishonest(fmt: str, kind: str, seed: int) -> tuple[int, bytes]:
    """A redline with an edit of that kind planted in it, and the seed of its documents. Unfit if none has a place."""
    for try_ in range(_TRIES):
        at = seed * 7 + try_
        random = Random(f"{fmt} {kind} {seed} {try_}")
        honest = redline(at % 200, fmt)
        try:
            if fmt == "docx":
                draft = Draft(honest, random)
                WORD[kind](draft)
                data = draft.data()
            elif fmt == "json":
                data = plants_page.planted(kind, honest.decode(), random).encode()
            else:
                data = plants_page.PAGE[kind](honest.decode(), random).encode()
        except Unfit:
            continue
        if data != honest:
            return at % 200, data
    raise Unfit(kind)


def tasks() -> list[tuple[str, str]]:
    """Each format with each kind of edit that it can bear."""
    pages = [(fmt, kind) for kind in plants_page.PAGE for fmt in ("html", "review")]
    return [("docx", kind) for kind in WORD] + pages + [("json", kind) for kind in plants_page.JSON]


def judged(fmt: str, data: bytes, old: Source, new: Source) -> tuple[str, str]:
    """One of "verified", "told", "not marked" and "not"; and how what was found is named."""
    try:
        verdict = dd.verify(Source(f"redline.{'html' if fmt == 'review' else fmt}", "", data), old, new, fmt=fmt)
    except dd.DecisionDiffError as error:
        return "not", error.code
    named = sorted({f"{one.aspect}: {one.kind}" for one in verdict.differences})
    if not verdict:
        return ("not marked" if verdict.only_unmarked else "not"), ", ".join(named)
    codes = sorted({one.code for one in verdict.notices})
    return ("told" if "redline-otherwise" in codes else "verified"), ", ".join(codes)


def find(count: int, only: str) -> int:
    """Plant and look; how many were missed."""
    rows: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    names: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    wanted = [one for one in tasks() if only in f"{one[0]} {one[1]}"]
    done, seed = 0, 0
    while done < count and seed * len(wanted) < 2 * count:
        for fmt, kind in wanted[: count - done]:
            try:
                at, data = dishonest(fmt, kind, seed)
            except Unfit:
                rows[fmt, kind]["no place"] += 1
                continue
            verdict, named = judged(fmt, data, *_named(at))
            rows[fmt, kind][verdict] += 1
            names[fmt, kind][named] += 1
            done += 1
        seed += 1
    total: Counter[str] = Counter()
    print(f"{'planted':<36}{'found':>6}{'told':>6}{'missed':>7}  named")
    for one in wanted:
        row = rows[one]
        total += row
        found = row["not"] + row["not marked"]
        best = "; ".join(f"{name or '-'} ({times})" for name, times in names[one].most_common(3))
        print(f"{' '.join(one):<36}{found:>6}{row['told']:>6}{row['verified']:>7}  {best}")
    found = total["not"] + total["not marked"]
    print(
        f"{done} dishonest edits of {len(wanted)} kinds: {found} found, {total['told']} reported only, {total['verified']} missed"
    )
    return total["verified"] + total["told"]


def spare(count: int, folder: Path | None, python: str | None, keep: Path | None, *, with_office: bool) -> int:
    """Judge honest redlines; how many were called dishonest."""
    rows: dict[str, Counter[str]] = defaultdict(Counter)
    names: Counter[tuple[str, str]] = Counter()
    for writer, fmt, data, old, new in _honest(count, folder, python, keep, with_office=with_office):
        verdict, named = judged(fmt, data, old, new)
        if writer == "LibreOffice" and "text: " not in named:
            verdict = verdict if verdict == "verified" else "text verified"
        rows[writer][verdict] += 1
        if verdict in ("not", "not marked"):
            names[writer, named] += 1
        if verdict == "not":
            print(f"INVENTED {writer}, {old.name} {new.name}: {named}", flush=True)
    for writer, row in rows.items():
        print(f"{writer:<28}{', '.join(f'{number} {what}' for what, number in sorted(row.items()))}")
    for (writer, named), number in names.items():
        print(f"{writer:<28}{number} × {named}")
    invented = sum(row["not"] for row in rows.values())
    print(f"{sum(row.total() for row in rows.values())} honest redlines, {invented} called dishonest")
    return invented


_Honest = tuple[str, str, bytes, Source, Source]


def _honest(
    count: int, folder: Path | None, python: str | None, keep: Path | None, *, with_office: bool
) -> Iterator[_Honest]:
    pairs = [_named(seed) for seed in range(200)]
    made = len(pairs)
    if folder:
        rows = (line.split("\t") for line in (folder / "pairs.tsv").read_text("utf-8").splitlines()[1:] if line)
        both = [[Source(one, "", (folder / one).read_bytes()) for one in row[:2]] for row in rows]
        pairs += [(old, new) for old, new in both]
    share = max(1, count // len(_FORMATS))
    for fmt in _FORMATS:
        for old, new in (pairs[:share], pairs)[bool(folder)]:
            yield f"ours, {fmt}", fmt, written(old, new, fmt), old, new
    with tempfile.TemporaryDirectory() as name:
        work = keep or Path(name)
        work.mkdir(exist_ok=True)
        # LibreOffice 7.4 writes the text of a note into a content control again and again, which all made-up ones have.
        if python:
            yield from _others(work, "Docxodus", pairs, 0, python)
            yield from _others(work, "jubarte", pairs, 0, python)
        if with_office:
            yield from _others(work, "LibreOffice", pairs, made if folder else 0, "")


def _others(work: Path, writer: str, pairs: list[tuple[Source, Source]], first: int, python: str) -> Iterator[_Honest]:
    """The honest redlines of another program, of the pairs from the one numbered `first` on."""
    files, targets = [], []
    for at, both in enumerate(pairs[first:], first):
        files.append((work / f"{at}-old.docx", work / f"{at}-new.docx"))
        targets.append(work / f"{at}-{writer}.docx")
        for path, one in zip(files[-1], both, strict=True):
            path.write_bytes(one.data)
    left = [(*both, target) for both, target in zip(files, targets, strict=True) if not target.exists()]
    if writer == "LibreOffice":
        office.compare(left)
        honest = _by_office(files, targets)
    else:
        asked = [[writer, *map(str, paths)] for paths in left]
        subprocess.run([python, "-c", _PEERS], input=json.dumps(asked), text=True, check=False)
        honest = _by_docxodus(python, files, targets)
    print(f"{writer}: {len(honest)} of {len(files)} are honest by themselves", flush=True)
    for at in honest:
        yield writer, "docx", targets[at].read_bytes(), *pairs[first + at]


def _by_docxodus(python: str, files: list[tuple[Path, Path]], targets: list[Path]) -> list[int]:
    """Which redlines .NET accepts and rejects to the words of the files."""
    there = [at for at, target in enumerate(targets) if target.exists()]
    jobs = [(targets[at], mode) for at in there for mode in ("reject", "accept")]
    plain = [(path, "accept") for at in there for path in files[at]]
    answers = docxodus.ask(python, [*jobs, *plain])
    found = {job: (docxodus.words(data), docxodus.traits(data)) for job, data in answers.items()}
    return [
        at
        for at in there
        for old, new in [files[at]]
        if all(
            one in found for one in ((targets[at], "reject"), (targets[at], "accept"), (old, "accept"), (new, "accept"))
        )
        and found[targets[at], "reject"] == found[old, "accept"]
        and found[targets[at], "accept"] == found[new, "accept"]
    ]


def _by_office(files: list[tuple[Path, Path]], targets: list[Path]) -> list[int]:
    """Which redlines LibreOffice accepts and rejects to the words of the files, of files of which it can say all words."""
    there = [at for at, target in enumerate(targets) if target.exists() and all(map(_is_plain, files[at]))]
    wanted = [(targets[at], mode) for at in there for mode in ("reject", "accept")]
    wanted += [(path, "asis") for at in there for path in files[at]]
    found = office.texts(wanted)
    return [
        at
        for at in there
        for old, new in [files[at]]
        if office.words(found[targets[at], "reject"]) == office.words(found[old, "asis"])
        and office.words(found[targets[at], "accept"]) == office.words(found[new, "asis"])
    ]


def _is_plain(file: Path) -> bool:
    """No equation or text box, which LibreOffice does not mark, and no note, into which it writes a tab."""
    with zipfile.ZipFile(file) as package:
        main = package.read("word/document.xml")
    return not any(one in main for one in (b"oMath", b"txbxContent", b"footnoteReference", b"endnoteReference"))


def main() -> None:
    """Plant, spare, count."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", help="pairs of documents for honest redlines")
    parser.add_argument("--count", type=int, default=1000, help="dishonest edits, and honest redlines of ours")
    parser.add_argument("--python", help="the interpreter that has Docxodus and jubarte-redlines")
    parser.add_argument("--office", action="store_true", help="redlines of LibreOffice too")
    parser.add_argument(
        "--keep", type=Path, help="where redlines of others are written, and taken from if they are there"
    )
    parser.add_argument("--kind", default="", help="only edits whose format and kind hold these letters")
    parser.add_argument("--honest", action="store_true", help="only the honest ones")
    arguments = parser.parse_args()
    started = time.process_time()
    missed = 0 if arguments.honest else find(arguments.count, arguments.kind)
    invented = 0
    if not arguments.kind:
        invented = spare(
            arguments.count, arguments.folder, arguments.python, arguments.keep, with_office=arguments.office
        )
    print(f"{time.process_time() - started:.1f} s of CPU")
    sys.exit(bool(missed or invented))


if __name__ == "__main__":
    main()
