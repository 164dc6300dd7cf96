"""What a redline says beside its texts: counts, notices, what the marks mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from decision_diff.changes import MARKS, Comparison, Mark, Replacement
from decision_diff.renderers.pieces import show_inline
from decision_diff.renderers.wording.brackets import count_brackets, keep_apart, list_brackets
from decision_diff.renderers.wording.marks import choose_characters

if TYPE_CHECKING:
    from decision_diff.model import Notice
    from decision_diff.renderers.wording import Words
    from decision_diff.renderers.wording.titles import Names

MARK_NAMES: dict[Mark, str] = {
    "ADD": "add",
    "SUP": "sup",
    "MOD": "mod",
    "(MOD)": "mild",
    "ADD*/SUP*": "mv",
    "NOC": "noc",
}


def show_mark(words: Words, mark: Mark) -> str:
    """Shows a mark as it stands beside a clause: itself, or a word for it if the profile wants words."""
    return mark if words.profile.marks else words.say(f"badge.{MARK_NAMES[mark]}")


def explain_marks(words: Words, *, unchanged: bool = False) -> list[tuple[str, str]]:
    """Explains each mark, as `ADD`, `added`; `NOC` only if the unchanged are marked; nothing if no marks are shown."""
    shown: tuple[Mark, ...] = ("ADD", "MOD", "(MOD)", "SUP", "ADD*/SUP*")
    if not words.profile.marks:
        return []
    return [(mark, words.say(f"marks.{MARK_NAMES[mark]}")) for mark in (*shown, *(("NOC",) if unchanged else ()))]


def tally(words: Words, comparison: Comparison) -> list[tuple[str, int]]:
    """Tallies the changes: each mark that occurs, as it stands beside a clause, and how many changes have it."""
    found = comparison.summary
    return [(show_mark(words, mark), found[mark]) for mark in MARKS if mark != "NOC" and mark in found]


def count_unchanged(words: Words, comparison: Comparison) -> str:
    """Counts the unchanged: `60 clauses unchanged`."""
    return words.count("redline.kept", sum(len(change.new) for change in comparison.unchanged))


def summarize(words: Words, comparison: Comparison, names: Names) -> str:
    """Summarizes a comparison: `5 changes: 1 ADD, 4 MOD; 60 clauses unchanged`; without a change in one sentence."""
    if not comparison.differs:
        return words.say("nothing", old=names.old, new=names.new)
    said = []
    if comparison.changes:
        marks = (words.say("redline.tally", count=count, what=mark) for mark, count in tally(words, comparison))
        said.append(words.say_at(words.count("redline.changes", len(comparison.changes)), words.join(marks)))
    said += [*count_headers(words, comparison), *count_brackets(words, comparison), count_unchanged(words, comparison)]
    return words.join(said, "semicolon")


def count_headers(words: Words, comparison: Comparison) -> list[str]:
    """Counts the headers and footers that differ, if any do: `2 headers or footers differ`."""
    count = len(comparison.headers)
    return [words.count("feature.differ", count)] if count else []


def list_headers(words: Words, comparison: Comparison) -> list[str]:
    """Lists each header and footer that differs on one line, for outputs that mark no words there: `header of section 1: [-Old-]`."""
    from decision_diff.renderers.wording.headers import split_header  # noqa: PLC0415 - late: plain texts have none

    marks = choose_characters(keep_apart(words.profile, comparison))
    return [
        words.say_at(
            one.place,
            " / ".join(
                "".join(f"{marks[op][0]}{text}{marks[op][1]}" for op, text in line)
                for line in split_header(one, show_inline)
            ),
        )
        for one in comparison.headers
    ]


def list_open_brackets(words: Words, comparison: Comparison) -> list[str]:
    """Lists the open brackets of the new text on one line, if it has any: `open brackets: decides › 1: 2; decides › 4: 1`."""
    found = words.join(list_brackets(words, comparison), "semicolon")
    return [words.say_at(words.say("brackets.open"), found)] if found else []


def describe_replacement(words: Words, one: Replacement) -> dict[str, str]:
    """Gives what fills the holes of the label `redline.replaced`: `帐簿 → 账簿, 34 times in 12 clauses`."""
    return {
        "old": show_inline(one.old),
        "new": show_inline(one.new),
        "times": words.count("redline.times", len(one.places)),
        "clauses": words.count("redline.clauses", len({place.eid for place in one.places})),
    }


def say_replacement(words: Words, one: Replacement) -> str:
    """Says on one line which term was replaced throughout."""
    return words.say("redline.replaced", **describe_replacement(words, one))


def split_notice(words: Words, notice: Notice) -> tuple[str, str, str]:
    """Splits a notice into the text that it is about, its code and message (English in every language), and its place."""
    before = after = ""
    if notice.revision:
        before = words.join([words.say(f"redline.{notice.revision}_text"), ""])
    if notice.origin:
        first, last = notice.origin.start + 1, max(notice.origin.end, notice.origin.start + 1)
        blocks = words.say("redline.block", n=first)
        if first != last:
            blocks = words.say("redline.blocks", n=f"{first}–{last}")
        part = words.say("redline.part_text") if notice.origin.part == "text" else show_inline(notice.origin.part)
        after = words.say("redline.aside", what="", more=words.join([part, blocks]))
    return before, show_inline(f"{notice.code}: {notice.message}"), after


def say_notice(words: Words, notice: Notice) -> str:
    """Says a notice on one line: `old text, code: message (part, block 3)`; blocks are counted from 1 for people."""
    return "".join(split_notice(words, notice))
