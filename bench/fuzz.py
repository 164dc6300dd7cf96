"""Broken input of every kind that a command reads: python bench/fuzz.py [CASES] [--first SEED].

Random bytes, and texts, packages, pages, notes, profiles, manifests, locks and caches of ours with pieces exchanged, cut out,
repeated, or put in from a list of what breaks programs. Each case is one command, run in this process; its answer must be a
result or one sentence. Printed are the cases where it is not, with the seed that makes them again; the exit code is 1 if there
are any. A small number of cases is a test too.
"""

from __future__ import annotations

import argparse
import io
import os
import re
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

from decision_diff import pipeline
from decision_diff.cli import main as command

FIXTURES = Path(__file__).parent.parent / "fixtures"
OLD, NEW = "示例法\n第一条　甲方应当支付。\n第二条　乙方。\n", "示例法\n第一条　甲方应当退还。\n第三条　乙方。\n"

# What breaks programs: numbers that are too long, nesting that is too deep, names and signs that mean something.
PIECES: tuple[bytes, ...] = (
    b"", b"\0", b"\xff\xfe", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\r", b"\n" * 50, b"\t", b" " * 300, b"1" * 5000, b"-1", b"0",
    b"1e999", b"NaN", b"null", b"true", b"{}", b"[]", b"[" * 5000, b'{"a":' * 3000, b"0x" + b"f" * 6000, b"9999-99-99",
    b"99999999999999999999", b"''", b'"', b"\\", b"\\u0000", b"\\ud800", b"&", b"&#x110000;", b"&#99999999;", b"<", b">", b"<!--",
    b"<ins>", b"</p>", b'data-c="' + b"f" * 40 + b'"', b'data-o="' + b"1" * 5000 + b'"', b"a." * 3000, b"../../x", b"/dev/null", b"=",
    "第一百条".encode(), ("第" + "一" * 5000 + "条").encode(), b"Article " + b"9" * 5000, "本法第".encode() + b"9" * 5000 + "条".encode(),
    "附件".encode() + b"1" * 5000, b"1" * 5000 + b". x", "“".encode() * 20, "\u0301".encode() * 500, "\u202e".encode(), "《".encode(),
    b'w:val="99999999999999999999"', b"w:ilvl", b"<w:tbl>", b"<w:ins>", b"</w:p>", b"<w:p>" * 300, b"xmlns:w=''", b"<!DOCTYPE a>",
)  # fmt: skip


# What may stand where a value or a word stood: of another kind, too long, too deep, too large, or empty.
VALUES: tuple[bytes, ...] = (
    b"", b"0", b"1", b"-1", b"7", b"1e999", b"NaN", b"null", b"true", b"{}", b"[]", b"1" * 5000, b"0x" + b"f" * 6000, b"9" * 30, b"2024-02-30",
    b"2024-06-14", b"[" * 3000 + b"]" * 3000, b'{"a":' * 3000 + b"1" + b"}" * 3000, b"{a=" * 3000 + b"1" + b"}" * 3000, b"a." * 100 + b"a",
    b'""', b'"x"', b'"art_1"', b'"' + b"x" * 9000 + b'"', b'"\\ud800"', b'"\\u0000"', b'"../x"', b'"new.txt"', b'"' + b"f" * 40 + b'"',
    b'"' + b"1" * 5000 + b'"', b'["x"]', b'[["art_1"]]', b'{"x":1}', b"a", "第二条".encode(), ("第" + "一" * 5000 + "条").encode(),
    ("依照本法第" + "9" * 5000 + "条").encode(), b"Article " + b"9" * 5000, "附件".encode() + b"1" * 5000, b"\n", b"\t", b"\n" + b"1" * 5000 + b". x\n",
    b"&#x110000;", b"&#" + b"9" * 5000 + b";", b"<ins>", b"<b>", b"</div>",
)  # fmt: skip
_TOKEN = re.compile(rb'"[^"\n]*"|[0-9]+|[A-Za-z_]+|[\x80-\xff]+')


@dataclass(frozen=True)
class Case:
    """Files to lie in a folder of its own, and a command on them."""

    kind: str
    files: dict[str, bytes]
    arguments: tuple[str, ...]


def case(seed: int) -> Case:
    """The case of that number, the same on every machine."""
    random = Random(seed)
    kinds = tuple(KINDS)
    kind = kinds[seed % len(kinds)]
    files, arguments = KINDS[kind](random)
    return Case(kind, {"old.txt": OLD.encode(), "new.txt": NEW.encode(), **files}, arguments)


def wrong(one: Case) -> str:
    """What is wrong with the answer to a case; "" if it is a result or one sentence."""
    with tempfile.TemporaryDirectory() as folder, _inside(folder), _caught() as (_, told):
        for name, data in one.files.items():
            Path(name).write_bytes(data)
        try:
            code = command([*one.arguments])
        except BaseException as error:  # noqa: BLE001 - whatever it is, it is a fault
            return f"{type(error).__name__}: {error}"
        sys.stderr.flush()
        lines = [line for line in told.getvalue().decode("utf-8").splitlines() if ": note: " not in line]
    if any("fault of this program" in line for line in lines):
        return lines[-1]
    if code not in (0, 1, 2) or len(lines) != (code == 2):
        return f"exit code {code} and {len(lines)} lines: {lines[:3]}"
    return ""


def broken(random: Random, data: bytes) -> bytes:
    """The bytes with a value or word exchanged so that all around it stays whole, or with pieces cut out, repeated or put in."""
    if random.random() < 0.6:
        tokens = list(_TOKEN.finditer(data))
        for token in sorted(
            random.sample(tokens, min(len(tokens), random.choice((1, 1, 2)))), key=lambda one: -one.start()
        ):
            data = data[: token.start()] + random.choice(VALUES) + data[token.end() :]
        return data
    for _ in range(random.randint(1, 4)):
        start = random.randrange(len(data) + 1)
        end = min(len(data), start + random.choice((0, 1, 1, 8, 100, 1000)))
        other = random.randrange(len(data) + 1)
        put = random.choice(
            (random.choice(PIECES), random.randbytes(random.randint(1, 8)), data[other : other + 60], b"")
        )
        data = data[:start] + put + data[end:]
    return data


def _random(random: Random) -> tuple[dict[str, bytes], tuple[str, ...]]:
    suffix = random.choice((".txt", ".docx", ".html", ".json", ""))
    head = random.choice((b"", b"", b"PK\x03\x04", b"\xff\xfe", b"\xef\xbb\xbf", b"%PDF-", b"\xd0\xcf\x11\xe0"))
    name = f"any{suffix}"
    return {name: head + random.randbytes(random.choice((0, 1, 7, 100, 3000)))}, random.choice(
        (
            ("outline", name),
            ("compare", name, "new.txt"),
            ("compare", name),
            ("verify", name, "--old", "old.txt", "--new", "new.txt"),
        )
    )


def _text(random: Random) -> tuple[dict[str, bytes], tuple[str, ...]]:
    data = broken(random, _fixture("decision-641-c25.zh.txt")[: random.choice((300, 3000))])
    if random.random() < 0.3:
        data = data.decode("utf-8", "ignore").encode(
            random.choice(("gb18030", "utf-16", "utf-8-sig", "big5")), "ignore"
        )
    more = random.choice(((), (), ("--encoding", "gb18030"), ("-f", "html"), ("-f", "json", "--all")))
    return {"any.txt": data}, random.choice((("outline", "any.txt"), ("compare", "any.txt", "new.txt", *more)))


def _archive(random: Random) -> tuple[dict[str, bytes], tuple[str, ...]]:
    return {"any.docx": broken(random, _fixture("decision-641-c24.docx"))}, ("outline", "any.docx")


def _part(random: Random) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """A whole package with one part broken."""
    parts = _parts(random.choice(("decision-641-c24.docx", "decision-641-tracked.docx")))
    name = random.choice(sorted(parts))
    data = _packed({**parts, name: broken(random, parts[name])})
    return {"any.docx": data}, random.choice(
        (
            ("outline", "any.docx", "--view", "rejected"),
            ("compare", "any.docx"),
            ("compare", "old.txt", "any.docx", "-f", "docx"),
        )
    )


def _values(random: Random) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """A package that is well-formed, with values of attributes exchanged."""
    parts = _parts(random.choice(("decision-641-c24.docx", "decision-641-tracked.docx")))
    name = random.choice([name for name in sorted(parts) if name.endswith(".xml")])
    pieces = parts[name].split(b'"')
    for _ in range(random.randint(1, 6)):
        at = random.randrange(1, max(2, len(pieces) - 1), 2)
        if at < len(pieces):
            pieces[at] = random.choice(
                (
                    b"",
                    b"-1",
                    b"0",
                    b"99999999999999999999",
                    b"1" * 5000,
                    b"x",
                    b"true",
                    "第%1条".encode(),
                    b"%9",
                    b"rId1",
                )
            )
    return {"any.docx": _packed({**parts, name: b'"'.join(pieces)})}, ("compare", "old.txt", "any.docx", "-f", "docx")


def _page(random: Random) -> tuple[dict[str, bytes], tuple[str, ...]]:
    suffix = random.choice(("html", "json"))
    return {f"any.{suffix}": broken(random, _redline(suffix))}, (
        "verify", f"any.{suffix}", "--old", "old.txt", "--new", "new.txt",
    )  # fmt: skip


def _notes(random: Random) -> tuple[dict[str, bytes], tuple[str, ...]]:
    return {"any.json": broken(random, _exported())}, random.choice(
        (
            ("compare", "old.txt", "new.txt", "-f", "review", "--notes", "any.json"),
            ("compare", "old.txt", "new.txt", "-f", "table-html", "--reasons", "any.json"),
        )
    )


def _profile(random: Random) -> tuple[dict[str, bytes], tuple[str, ...]]:
    data = broken(random, _PROFILE)
    return {"any.toml": data}, (
        "compare",
        "old.txt",
        "new.txt",
        "-f",
        random.choice(("table-csv", "html")),
        "--profile",
        "./any.toml",
    )


def _history(random: Random) -> tuple[dict[str, bytes], tuple[str, ...]]:
    files = {"history.toml": _MANIFEST, "history.lock": _LOCK}
    if random.random() < 0.7:
        files["history.toml"] = broken(random, _MANIFEST)
    else:
        files["history.lock"] = broken(random, _LOCK)
    if random.random() < 0.2:
        files["history.cache"] = broken(random, b"SQLite format 3\0" + bytes(100))
    return files, ("history", random.choice(("log", "blame", "table")), "history.toml")


def _pins(random: Random) -> tuple[dict[str, bytes], tuple[str, ...]]:
    which = random.choice(("--pins", "--reasons"))
    more = ("-f", "table-csv") if which == "--reasons" else ()
    return {"any.pins": broken(random, b"art_1=art_1 # why\nart_2=art_3\n")}, (
        "compare",
        "old.txt",
        "new.txt",
        which,
        "any.pins",
        *more,
    )


KINDS: dict[str, Callable[[Random], tuple[dict[str, bytes], tuple[str, ...]]]] = {
    "random bytes": _random,
    "text": _text,
    "archive": _archive,
    "part": _part,
    "values": _values,
    "page": _page,
    "notes": _notes,
    "profile": _profile,
    "history": _history,
    "pins": _pins,
}

_PROFILE = (
    b'summary = "mine"\nlanguage = "en"\ncolumns = ["number", "before", "after"]\nunchanged = "fold"\nkind = "marks"\n'
    b'gather = ["numbering"]\n[insert]\nstyle = ["bold"]\nbefore = "["\nafter = "]"\nplain = ["[+", "+]"]\n'
    b'[words]\ntitle = "x"\nmoved_from = "was {place}"\n'
)
_MANIFEST = (
    b'title = "Decision"\n[[revision]]\nlabel = "C24"\ndate = 2024-06-14\nfile = "old.txt"\n'
    b'[[revision]]\nlabel = "C25"\ndate = 2025-06-27\ntitle = "last"\nfile = "new.txt"\n'
)
_LOCK = "".join(
    f"{pipeline.read(text).source.sha256}  {name}\n" for text, name in ((OLD, "old.txt"), (NEW, "new.txt"))
).encode()


@cache
def _fixture(name: str) -> bytes:
    return (FIXTURES / name).read_bytes()


@cache
def _parts(name: str) -> dict[str, bytes]:
    with zipfile.ZipFile(FIXTURES / name) as archive:
        return {entry.filename: archive.read(entry) for entry in archive.infolist()}


def _packed(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return buffer.getvalue()


@cache
def _redline(suffix: str) -> bytes:
    comparison = pipeline.compare(OLD, NEW)
    rendered = (
        pipeline.render(comparison, "json", all=True) if suffix == "json" else pipeline.render(comparison, suffix)
    )
    return rendered if isinstance(rendered, bytes) else rendered.encode()


@cache
def _exported() -> bytes:
    sides = [pipeline.read(text).source.sha256 for text in (OLD, NEW)]
    return (
        '{"format":"decision-diff-review","version":1,'
        f'"old":{{"name":"old.txt","sha256":"{sides[0]}"}},"new":{{"name":"new.txt","sha256":"{sides[1]}"}},"changes":['
        '{"number":1,"mark":"MOD","place":"第一条","old":["art_1"],"new":["art_1"],"reviewed":true,"note":"why"}]}'
    ).encode()


@contextmanager
def _inside(folder: str) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


@contextmanager
def _caught() -> Iterator[tuple[io.BytesIO, io.BytesIO]]:
    """Standard output and error as bytes, for the time of one command."""
    real = sys.stdout, sys.stderr
    raw = io.BytesIO(), io.BytesIO()
    sys.stdout, sys.stderr = (io.TextIOWrapper(one, encoding="utf-8", errors="backslashreplace") for one in raw)
    try:
        yield raw
    finally:
        sys.stdout, sys.stderr = real


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", nargs="?", type=int, default=5000)
    parser.add_argument("--first", type=int, default=0)
    options = parser.parse_args()
    faults: Counter[str] = Counter()
    for seed in range(options.first, options.first + options.cases):
        one = case(seed)
        if what := wrong(one):
            faults[one.kind] += 1
            print(f"seed {seed}, {one.kind}: {' '.join(one.arguments)}: {what[:300]}", flush=True)
    print(
        f"{options.cases} cases of {len(KINDS)} kinds, {faults.total()} answered wrongly {dict(faults) or ''}".strip()
    )
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
