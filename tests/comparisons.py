"""Comparisons made by hand, one for each thing that can happen, so that renderers are tested without the rest.

`build` takes changes as lists of old and new clauses with their edits in one string: `=kept`, `-deleted`, `+inserted`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from decision_diff import compare
from decision_diff.changes import Change, Comparison, Edit, Effect, Kind, Link, Mark, Stretch
from decision_diff.model import Clause, Decision, Label, Notice, Origin, Source, Span
from paths import FIXTURES

PLACE = Origin("text", 0, 1)


def clause(eid: str, words: str = "", number: str = "", level: str = "paragraph", *children: Clause) -> Clause:
    value = int(number) if number.isascii() and number.isdigit() else 1
    label = Label(number, (value,), level, "1.") if number else None
    return Clause(eid, level, PLACE, label, text=words, children=children)


def heading(eid: str, words: str, level: str = "part", *children: Clause) -> Clause:
    return Clause(eid, level, PLACE, heading=words, children=children)


def row(eid: str, *cells: str) -> Clause:
    spans, at = [], 0
    for cell in cells:
        spans.append(Span(at, at + len(cell)))
        at += len(cell) + 1
    return Clause(eid, "row", PLACE, text="\t".join(cells), cells=tuple(spans))


def edits(*steps: str, kind: Kind = "substantive") -> tuple[Edit, ...]:
    """`=kept`, `-deleted`, `+inserted`; a deletion directly before an insertion is one replacement."""
    found: list[Edit] = []
    old = new = 0
    for step in steps:
        op, length = step[0], len(step) - 1
        if not length:
            continue
        if op == "=":
            found.append(Edit("equal", Span(old, old + length), Span(new, new + length)))
            old, new = old + length, new + length
        elif op == "-":
            found.append(Edit("delete", Span(old, old + length), Span(new, new), kind))
            old += length
        elif found and found[-1].op == "delete":
            found[-1] = Edit("replace", found[-1].old, Span(new, new + length), kind)
            new += length
        else:
            found.append(Edit("insert", Span(old, old), Span(new, new + length), kind))
            new += length
    return tuple(found)


def change(
    old: Sequence[Clause],
    new: Sequence[Clause],
    mark: Mark,
    effects: Sequence[Effect],
    *steps: str,
    kind: Kind = "substantive",
) -> Change:
    """A change; without steps the text is all kept, all deleted or all inserted."""
    old_text, new_text = "\n".join(c.words for c in old), "\n".join(c.words for c in new)
    if not steps:
        steps = (f"={old_text}",) if old and new else (f"-{old_text}", f"+{new_text}")
    links = tuple(
        Link(Stretch(a.eid, Span(0, len(a.words))), Stretch(b.eid, Span(0, len(b.words))), "place", 2 / 3, 0.99)
        for a in old
        for b in new
    )
    made = Change(tuple(old), tuple(new), links, frozenset(effects), kind, mark, edits(*steps, kind=kind))
    assert "".join(e.old.of(made.old_text) for e in made.edits) == made.old_text
    assert "".join(e.new.of(made.new_text) for e in made.edits) == made.new_text
    return made


def decision(name: str, *clauses: Clause) -> Decision:
    return Decision(Source(name, "text/plain", name.encode("utf-8", "surrogatepass")), clauses)


def compared(old: Decision, new: Decision, changes: Sequence[Change], *notices: Notice) -> Comparison:
    """Clauses in no change are unchanged, and must have the same eid and line in both."""
    old_left = {c.eid: c for c in old.walk()}
    new_left = {c.eid: c for c in new.walk()}
    for one in changes:
        for c in one.old:
            del old_left[c.eid]
        for c in one.new:
            del new_left[c.eid]
    assert old_left.keys() == new_left.keys()
    same = tuple(change([old_left[eid]], [c], "NOC", [], kind="none") for eid, c in new_left.items())
    assert all(one.old[0].line == one.new[0].line for one in same)
    return Comparison(old, new, tuple(changes), same, tuple(notices))


def full(hostile: str = "") -> Comparison:
    """Every effect and mark at once; `hostile` is put into words, headings, cells, numbers and names."""
    h = hostile
    o1 = clause("p_1", f"第七届论坛将在巴哈马{h}举行；", "1")
    n1 = clause("p_1", f"第七届论坛将在巴拿马{h}举行；", "1")
    n2 = clause("p_2", f"新增一款{h}；", "2", "paragraph", clause("p_2__a", f"其中一项{h}；", f"a){h}", "point"))
    o2 = clause("p_2", "不变而重编；", "2")
    n3 = clause("p_3", "不变而重编；", "3")
    o3 = clause("p_3", "也是，重编。", "3")
    n4 = clause("p_4", "也是，重编。", "4")
    o4 = clause("p_4", f"此款废止{h}。", "4", "paragraph", clause("p_4__a", "连同此项。", "a)", "point"))
    o5 = clause("p_5", f"前半句{h}；后半句。", "5")
    n5, n6 = clause("p_5", f"前半句{h}；", "5"), clause("p_6", "后半句。", "6")
    o6, o7 = clause("p_6", "甲部分，", "6"), clause("p_7", f"乙部分{h}。", "7")
    n7 = clause("p_7", f"甲部分，乙部分{h}。", "7")
    o8 = clause("p_8", f"移走而不改{h}。", "8")
    n9 = clause("p_9", f"移走而不改{h}。", "9")
    o9 = clause("p_9", f"标点,有变{h}。", "9")
    n8 = clause("p_8", f"标点，有变{h}。", "8")
    o10, n10 = clause("p_10", "见第3款。", "10"), clause("p_10", "见第4款。", "10")
    o11, n0 = clause("p_11", f"移到最前并且修改{h}。", "11"), clause("p_0", f"移到最前而且修改{h}。", "0")
    rows_old = (row("a_1__row_1", "日期", f"活动{h}"), row("a_1__row_3", "2025年9月", "旧\n两段"))
    rows_new = (
        row("a_1__row_1", "日期", f"活动{h}"),
        row("a_1__row_2", f"8月7日{h}", "会议"),
        row("a_1__row_3", "2025年9月", "新\n两段"),
    )
    head_old, head_new = heading("d", f"做出决定{h}"), heading("d", f"做出决定{h}")
    old_part = replace(head_old, children=(o1, o2, o3, o4, o5, o6, o7, o8, o9, o10, o11))
    new_part = replace(head_new, children=(n0, n1, n2, n3, n4, n5, n6, n7, n8, n9, n10))
    old_annex, new_annex = heading("a_1", "附件1", "annex", *rows_old), heading("a_1", "附件1", "annex", *rows_new)
    annex = heading("a_2", f"附件2{h}", "annex", clause("a_2__p", f"附件的话{h}"))
    title_old, title_new = (
        heading("t", "第641号决定（C24）", "title"),
        heading("t", "第641号决定（C24，最后修正C25）", "title"),
    )
    old = decision(f"decision-c24{h}.txt", title_old, old_part, old_annex)
    new = decision(f"decision-c25{h}.txt", title_new, new_part, new_annex, annex)
    changes = [
        change([title_old], [title_new], "MOD", ["substitution"], "=第641号决定（C24", "+，最后修正C25", "=）"),
        change(
            [o11], [n0], "ADD*/SUP*", ["move", "renumbering", "substitution"],
            "=移到最前", "-并且", "+而且", f"=修改{h}。",
        ),
        change([o1], [n1], "MOD", ["substitution"], "=第七届论坛将在", "-巴哈马", "+巴拿马", f"={h}举行；"),
        change([], [n2, n2.children[0]], "ADD", ["insertion"]),
        change([o2], [n3], "(MOD)", ["renumbering"], kind="consequential"),
        change([o3], [n4], "(MOD)", ["renumbering"], kind="consequential"),
        change([o4, o4.children[0]], [], "SUP", ["repeal"]),
        change([o5], [n5, n6], "MOD", ["split"], f"=前半句{h}；", "+\n", "=后半句。"),
        change([o6, o7], [n7], "MOD", ["join"], "=甲部分，", "-\n", f"=乙部分{h}。"),
        change(
            [o9], [n8], "(MOD)", ["renumbering", "substitution"],
            "=标点", "-,", "+，", f"=有变{h}。", kind="editorial",
        ),
        change([o8], [n9], "ADD*/SUP*", ["move", "renumbering"]),
        change([o10], [n10], "(MOD)", ["substitution"], "=见第", "-3", "+4", "=款。", kind="consequential"),
        change([], [rows_new[1]], "ADD", ["insertion"]),
        change([rows_old[1]], [rows_new[2]], "MOD", ["substitution"], "=2025年9月\t", "-旧", "+新", "=\n两段"),
        change([], [annex, annex.children[0]], "ADD", ["insertion"]),
    ]  # fmt: skip
    return compared(
        old, new, changes, Notice("number-gap", f"after 4 comes 6{h}", Origin("text", 3, 4)), Notice("layout", "y")
    )


def pair(old_words: str, new_words: str, *steps: str, cells: bool = False) -> Comparison:
    """One numbered clause (or table row) amended by `steps`, between two that are the same."""
    make: Callable[[str], Clause] = (
        (lambda w: row("p_2", *w.split("\t"))) if cells else (lambda w: clause("p_2", w, "2"))
    )
    around = clause("p_1", "前。", "1"), clause("p_3", "后。")
    first, second = make(old_words), make(new_words)
    old = decision("old.txt", around[0], first, around[1])
    new = decision("new.txt", around[0], second, around[1])
    if old_words == new_words:
        return compared(old, new, [])
    return compared(old, new, [change([first], [second], "MOD", ["substitution"], *steps)])


def same() -> Comparison:
    """Two revisions without a difference, but with a notice."""
    one = clause("p_1", "相同。", "1")
    return compared(decision("a.txt", one), decision("b.txt", one), [], Notice("layout", "blank lines differ"))


def decision_641() -> Comparison:
    return compare(FIXTURES / "decision-641-c24.zh.txt", FIXTURES / "decision-641-c25.zh.txt")
