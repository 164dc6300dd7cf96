"""Profiles for tests of wording: one that is hostile, one whose labels are all one Greek word, random marks; and texts read back by them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from decision_diff import profiles
from decision_diff.changes import Comparison
from decision_diff.profiles import Marking

MARKER = "ξψ"
HOSTILE_PROFILE = """
kind = "marks"
[insert]
style = ["bold", "italic", "underline", "strike"]
before = "</ins><script>"
after = "\\"' >甲"
plain = ["甲", "第"]
[delete]
before = "巴哈马"
after = "{+"
plain = ["乙", "-]"]
[words.redline]
inserted = "</style><script>alert(1)</script>"
changes = "{count} \\"><img src=x>|{count}"
[words.said]
note = "</script><b>"
"""


def marker(key: str) -> str:
    """The word that stands for a label: one for each, and no letter in it is Latin."""
    return f"{MARKER}{list(profiles.load_labels('en')).index(key)}ω"


def marker_profile(folder: Path, language: str, kind: str) -> str:
    """A profile whose labels are all markers, with their holes."""
    lines = [f'language = "{language}"', f'kind = "{kind}"', "[words]"]
    for key in profiles.load_labels("en"):
        label = profiles.load_labels(language)[key]
        forms = [
            "".join([marker(key), *(f" {{{hole}}}" for hole in profiles.find_holes(form))]) for form in label.split("|")
        ]
        lines.append(f'{key} = "{"|".join(forms)}"')
    path = folder / f"marker-{language}-{kind}.toml"
    path.write_text("\n".join(lines), encoding="utf-8")
    return str(path)


def foreign(text: str, comparison: Comparison) -> list[str]:
    """Latin words that are neither of the texts nor of the notices, nor names, hashes and marks that are the same everywhere."""
    known = [comparison.old.source.name, comparison.new.source.name, "SHA-256", "decision-diff"]
    known += [comparison.old.source.sha256, comparison.new.source.sha256, "number-gap: after 4 comes 6", "layout: y", "layout: blank lines differ"]  # fmt: skip
    for one in known:
        # A printer breaks lines where it likes.
        text = re.sub(r"\s*".join(map(re.escape, one.replace(" ", ""))), " ", text)
    text = re.sub(r"C2[45]|\ba\)|[0-9a-f]{64}", " ", text)
    return re.findall(r"[A-Za-zÀ-ÿ]+", text)


MARKINGS = st.builds(
    Marking,
    styles=st.lists(st.sampled_from(profiles.STYLES), unique=True).map(tuple),
    before=st.sampled_from(["", "[", "«", " "]),
    after=st.sampled_from(["", "]", "»"]),
    plain=st.tuples(*[st.text("<>[]+-甲¶ ", max_size=3)] * 2),
)


def read(line: str, marks: Any) -> tuple[str, str]:
    """Both texts from a line of the terminal, by its marks alone."""
    old = new = ""
    op, at = "equal", 0
    while at < len(line):
        if op == "equal":
            found = next((one for one in ("insert", "delete") if line.startswith(marks[one][0], at)), None)
            if found:
                op, at = found, at + len(marks[found][0])
                continue
        elif line.startswith(marks[op][1], at):
            op, at = "equal", at + len(marks[op][1])
            continue
        old += line[at] if op != "insert" else ""
        new += line[at] if op != "delete" else ""
        at += 1
    assert op == "equal"
    return old, new


# Few characters, so that marks and texts collide.
ANGLES = st.builds(Marking, plain=st.tuples(*[st.text("<>[", min_size=1, max_size=3)] * 2))
ANGLED = st.lists(st.tuples(st.sampled_from("=-+"), st.text("<>[甲", max_size=4)), min_size=1, max_size=6)
