"""Three members' texts on one base, in 20 cases: moves, renumbering, splits, joins, conflicts; beside Docxodus.

    python bench/compile.py [PYTHON]
    python bench/compile.py --growth

Each compiled document is resolved once per member (its own changes accepted, those of others rejected) and once with all rejected, and its paragraphs are compared
with those of the member's text and of the base. PYTHON is an interpreter with `pythonnet` and `python-redlines-docxodus`: then Docxodus consolidates the same documents, its engine is the one
that accepts and rejects, for both, and its validator counts the errors of schema.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

import decision_diff as dd
import docxodus
from decision_diff import amend
from decision_diff.amend.proposals.word import write_word
from decision_diff.model import View
from decision_diff.ooxml.writing.isolating import isolate_authors
from decision_diff.ooxml.writing.views import write_view

Texts = list[list[str]]
MEMBERS = ("", "A", "B", "C")  # "" is the base
_ZH = ["灯塔由航标局管理，每年检查两次。", "值班员应当在日落时点灯，并且记录风向。", "船舶进港须缴纳费用，费用用于维修码头。", "航标局每年向理事会报告一次。", "本办法自二〇二六年五月一日起施行。"]  # fmt: skip
_EN = ["the lighthouse is kept by the harbour board and is inspected twice a year;", "the keeper lights the lamp at sunset and records the wind;", "ships that enter pay a fee, and the fee serves to repair the quay;", "the board reports to the council once a year;", "this decision enters into force on 1 May 2026."]  # fmt: skip
_NUMERALS = "一二三四五六七八九十"


def make_text(clauses: list[str], language: str) -> str:
    """A decision of numbered clauses."""
    if language == "zh":
        return "\n".join(["灯塔办法", *(f"第{_NUMERALS[at]}条　{one}" for at, one in enumerate(clauses))]) + "\n"
    return "\n".join(["Decision 12", "decides", *(f"{at}\t{one}" for at, one in enumerate(clauses, 1))]) + "\n"


def list_cases(base: list[str], language: str) -> dict[str, Texts]:
    """By name the clauses of three members."""
    a, b, c, d, e = base
    stop, comma, new = (
        ("。", "，", "夜间由两人值班。") if language == "zh" else (";", " and ", "two keepers stand watch at night;")
    )
    cut = a.index("，") if language == "zh" else a.index(" and ")
    first, rest = a[:cut] + stop, a[cut:].removeprefix("，").removeprefix(" and ")
    word = a.replace("两次", "三次").replace("twice", "three times")
    other = a.replace("两次", "四次").replace("twice", "four times")
    fee = c.replace("费用", "规费", 1).replace("a fee", "a charge")
    joined = b[: -len(stop)] + comma + d
    return {
        "words of different clauses": [[word, b, c, d, e], [a, b, fee, d, e], [a, b, c, d, e]],
        "words of one clause": [[word, b, c, d, e], [other, b, c, d, e], [a, b, c, d, e]],
        "moved and amended": [[b, c, a, d, e], [word, b, c, d, e], [a, b, fee, d, e]],
        "moved by two to different places": [[b, a, c, d, e], [b, c, d, a, e], [a, b, c, d, e]],
        "inserted, all renumbered": [[new, a, b, c, d, e], [a, b, fee, d, e], [a, b, c, d, new, e]],
        "inserted at one place": [[a, new, b, c, d, e], [a, fee, b, c, d, e], [a, b, c, d, e]],
        "taken out by two, amended by one": [[a, b, d, e], [a, b, d, e], [a, b, fee, d, e]],
        "split and amended": [[first, rest, b, c, d, e], [word, b, c, d, e], [a, b, c, d, e]],
        "joined and taken out": [[a, joined, c, e], [a, b, c, e], [a, b, fee, d, e]],
        "everything at once": [[b, first, rest, c, d, e], [new, word, c, joined, e], [e, d, fee, b, a]],
    }


def write_plain(text: str) -> bytes:
    """A text as a Word document without tracked changes."""
    made = dd.render(dd.compare(old_text=text, new_text=text), "docx")
    assert isinstance(made, bytes)
    return made


def main(python: str = "") -> None:
    """Print one row per case: of the four texts how many come out exactly, for ours and for Docxodus."""
    rows: list[tuple[str, list[str], dict[str, bytes]]] = []
    for language, base in (("zh", _ZH), ("en", _EN)):
        for name, members in list_cases(base, language).items():
            texts = [make_text(base, language), *(make_text(one, language) for one in members)]
            files = dict(zip(MEMBERS, map(write_plain, texts), strict=True))
            found = amend.compile(texts[0], dict(zip("ABC", texts[1:], strict=True)))
            rows.append(
                (
                    f"{language} {name}, {len(found.conflicts)} conflicts",
                    texts,
                    files | {"ours": write_word(found).data},
                )
            )
    if python:
        consolidate(python, rows)
    whose = ("ours", "theirs") if python else ("ours",)
    print(f"{'case':52}" + "".join(f"{one:>8}  errors" for one in whose))
    exact = dict.fromkeys(whose, 0)
    with tempfile.TemporaryDirectory() as place:
        answers = resolve_all(Path(place), [files for *_, files in rows], whose, python)
    for at, (name, _, files) in enumerate(rows):
        said = f"{name:52}"
        for one in whose:
            right = sum(answers.get((at, one, who)) == docxodus.words(files[who]) for who in MEMBERS)
            exact[one] += right
            said += f"{right:>6}/4  {answers.get((at, one, 'errors'), '-')!s:>6}"
        print(said)
    print(f"exact: {exact} of {4 * len(rows)}")


def resolve_all(
    folder: Path, rows: list[dict[str, bytes]], whose: tuple[str, ...], python: str
) -> dict[tuple[int, str, str], object]:
    """By (case, whose document, member) the paragraphs that come out, and by "errors" how many the validator finds."""
    jobs: dict[tuple[int, str, str], tuple[Path, str]] = {}
    for at, files in enumerate(rows):
        for one in whose:
            for who in (*MEMBERS, "errors") if one in files else ():
                path = folder / f"{at}-{one}-{who or 'base'}.docx"
                path.write_bytes(
                    files[one] if who in ("", "errors") else isolate_authors(files[one], partial(is_named, who))
                )
                jobs[at, one, who] = path, {"": "reject", "errors": "errors"}.get(who, "accept")
    if not python:
        views: dict[str, View] = {"reject": "rejected", "accept": "accepted"}
        return {
            job: docxodus.words(write_view(path.read_bytes(), views[what]))
            for job, (path, what) in jobs.items()
            if what in views
        }
    answers = docxodus.ask(python, list(jobs.values()))
    found: dict[tuple[int, str, str], object] = {}
    for job, asked in jobs.items():
        if asked in answers:
            found[job] = len(json.loads(answers[asked])) if asked[1] == "errors" else docxodus.words(answers[asked])
    return found


def is_named(name: str, author: str) -> bool:
    """Whether a name stands in the author of a tracked change."""
    return name in author.split("; ")


def consolidate(python: str, rows: list[tuple[str, list[str], dict[str, bytes]]]) -> None:
    """Let Docxodus consolidate the same documents; put in as `theirs`."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        for at, (_, _, files) in enumerate(rows):
            for name in MEMBERS:
                (folder / f"{at}-{name}.docx").write_bytes(files[name])
        code = [python, str(Path(__file__).with_name("consolidate.py")), place, str(len(rows))]
        done = subprocess.run(code, capture_output=True, text=True, check=False)
        if done.returncode:
            print(done.stderr[-400:], file=sys.stderr)
        for at, (_, _, files) in enumerate(rows):
            if (path := folder / f"{at}-out.docx").exists():
                files["theirs"] = path.read_bytes()


def measure_growth() -> None:
    """Print the CPU time of four proposals on decisions of growing length, each of which changes one clause in ten."""
    for count in (500, 1000, 2000):
        draw = random.Random(1)
        base = [" ".join(draw.choice(_EN).split()[:8]) + f" number {at};" for at in range(count)]
        texts = {}
        for name in "ABCD":
            clauses = list(base)
            for at in range(0, count, 10):
                clauses[(at + draw.randrange(10)) % count] += f" as {name} wishes"
            del clauses[draw.randrange(count)]
            texts[name] = make_text(clauses, "en")
        start = time.process_time()
        found = amend.compile(make_text(base, "en"), texts)
        middle = time.process_time()
        write_word(found)
        print(f"{count} clauses: compiled in {middle - start:.2f} s, written in {time.process_time() - middle:.2f} s")


if __name__ == "__main__":
    if sys.argv[1:] == ["--growth"]:
        measure_growth()
    else:
        main(*sys.argv[1:])
