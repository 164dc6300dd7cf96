"""Carries instructions out on the tree of a text: places are those of the old text, whatever comes in or goes."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from decision_diff.amend.articles.agreeing import fold_print
from decision_diff.amend.articles.drafts import Problem
from decision_diff.amend.articles.finding import ONLY_WITHIN, are_cut, find_words
from decision_diff.amend.chinese.numbers import write_numeral
from decision_diff.amend.clauses.by_number import insert_by_number
from decision_diff.amend.clauses.places import find_nodes, is_introduction
from decision_diff.amend.clauses.trees import AmendedLine, TreeNode, WordEdit, fold_number
from decision_diff.amend.instructions import Instruction, Verb
from decision_diff.patterns import late


def carry_out_orders(root: TreeNode, instructions: Sequence[Instruction]) -> list[Problem]:
    """Carry instructions out on a tree, in their order; what could not be, with its reason. Such an instruction changes nothing."""
    problems: list[Problem] = []
    first: list[_Resolved] = []
    by_number: list[_Resolved] = []
    for one in instructions:
        nodes, problem = _resolve(root, one)
        if problem:
            problems.append(Problem(one, problem))
        elif one.verb not in _IDLE:
            (first if one.sources else by_number).append((one, nodes))
    _carry_out_each(first, problems)
    for node in root.walk() if by_number else ():
        node.forget_index()  # what comes in by its number stands among new numbers
    _carry_out_each(by_number, problems)
    return problems


_Resolved = tuple[Instruction, list[TreeNode]]


def _carry_out_each(resolved: Sequence[_Resolved], problems: list[Problem]) -> None:
    for one, nodes in resolved:
        if problem := _HANDLERS[one.verb](one, nodes):
            problems.append(Problem(one, problem))


_IDLE: Final = ("follow", "force", "heading", "provision")


def _resolve(root: TreeNode, one: Instruction) -> tuple[list[TreeNode], str]:
    """The one node of each place, and why there is none."""
    nodes: list[TreeNode] = []
    if one.verb in _IDLE:
        return [], ""
    if one.verb not in _HANDLERS:
        return [], "this program cannot carry it out on this text"
    if one.verb == "insert" and not one.sources:
        return ([root], "") if one.targets else ([], "it does not say where")
    for place in one.sources:
        found = find_nodes(root, place)
        if len(found) != 1:
            return (
                [],
                f"the old text has no {place.cited}"
                if not found
                else f"{place.cited} is not clear: there are {len(found)}",
            )
        nodes.extend(found)
    return nodes, "" if nodes else "it does not say where"


def _bring(one: Instruction) -> list[AmendedLine]:
    return [AmendedLine(text, one) for words in one.new_words for text in words.paragraphs]


def _replace(one: Instruction, nodes: Sequence[TreeNode]) -> str:
    """New words for clauses: all for the first, and the others go with it."""
    first, *rest = nodes
    if is_introduction(one.sources[0]):
        first.own = _bring(one)
    else:
        first.whole = _bring(one)
    if one.targets:
        first.number = put_number(first.number, one.targets[0].steps[-1].printed)
    for node in rest:
        node.gone = True
    return ""


def _delete(one: Instruction, nodes: Sequence[TreeNode]) -> str:
    """Take clauses out; a list may print the words of the one that goes, which must be its own."""
    if is_introduction(one.sources[0]):
        return f"it takes out the opening words of {one.sources[0].cited} and leaves what stands below them; name the words, or the whole clause"
    if problem := _find_other_words(one, nodes[0]):
        return problem
    for node in nodes:
        node.gone = True
    return ""


def _find_other_words(one: Instruction, node: TreeNode) -> str:
    """Why the words that a list prints for a clause that goes or stays are not its own; "" if they are, or if it prints none."""
    printed = "".join(fold_print(words.text) for words in one.old_words)
    if not printed or printed in (fold_print(node.words), _fold_all(node)):
        return ""
    return f"the words printed below it are not those of {one.sources[0].cited}: {one.old_words[0].text[:60]}"


def _fold_all(node: TreeNode) -> str:
    """The words of a clause and of all below it, without what only print decides."""
    return "".join(
        fold_print(part) for inner in node.walk() for part in (inner.number * (inner is not node), inner.words)
    )


def _keep(one: Instruction, nodes: Sequence[TreeNode]) -> str:
    """Change nothing; that no other order does is looked at when all are carried out (`clashes`)."""
    return _find_other_words(one, nodes[0])


def _renumber(one: Instruction, nodes: Sequence[TreeNode]) -> str:
    if len(one.targets) != len(nodes):
        return "it gives more or fewer numbers than places"
    for node, target in zip(nodes, one.targets, strict=True):
        node.number = put_number(node.number, target.steps[-1].printed)
        node.touched = node.renumbered = one
    return ""


def put_number(printed: str, number: str) -> str:
    """A printed number with another in its place, its brackets and dots kept: b) with a is a), 第三条 with 4 is 第四条."""
    if cited := _CITED.fullmatch(printed):
        return _put_cited(cited, fold_number(number)) or number
    was, now = _bare(printed), _bare(number)
    if was == now:
        return number  # only its brackets change: （一） with (一)
    return printed.replace(was, now, 1) if was and printed.count(was) == 1 else number


def _put_cited(cited: re.Match[str], number: str) -> str:
    """第…条 with another number in the numerals that it has; "" if that is none."""
    first, *branches = number.split("-")
    if not all(one.isdigit() for one in (first, *branches)):
        return ""
    numeral = first if cited["number"].isdigit() else write_numeral(int(first))
    return f"第{numeral}{cited['unit']}" + "".join(f"之{write_numeral(int(one))}" for one in branches)


_CITED: Final = late(
    r"第(?P<number>[0-9]+|[零〇一二三四五六七八九十百千]+)(?P<unit>[条款项章节编])(?:之[一二三四五六七八九十]+)*"
)


def _bare(number: str) -> str:
    return number.strip(_EDGES).split()[-1].strip(_EDGES) if number.strip(_EDGES) else ""


_EDGES: Final = " .,:;()[]（）［］．。、\t\u3000"


def _insert(one: Instruction, nodes: Sequence[TreeNode]) -> str:
    """New lines after or before a clause, or at the end or start of what hangs below it."""
    node = nodes[0]
    if not one.sources:
        return insert_by_number(node, one.targets[0], _bring(one))
    sides = {"after": node.behind, "before": node.lead, "end": node.end, "start": node.start}
    if one.where not in sides:
        return "it does not say where"
    sides[one.where].extend(_bring(one))
    return ""


def _change_words(one: Instruction, nodes: Sequence[TreeNode]) -> str:
    """Words put for others, in all places where they stand; or at an edge of a clause."""
    if not one.old_words:
        return _add_at_edge(one, nodes)
    for place, node in zip(one.sources, nodes, strict=True):
        for at, words in enumerate(one.old_words):
            lines = [node] if is_introduction(place) else list(node.walk())
            if problem := _change_in(lines, words.text, at, one):
                return f"{place.cited}: {problem}"
    return ""


def _add_at_edge(one: Instruction, nodes: Sequence[TreeNode]) -> str:
    """Words put in at the end or the beginning of a clause, where that can only be one point of its own words."""
    node, cited = nodes[0], one.sources[0].cited
    if len(nodes) != 1 or one.where not in ("end", "start") or len(one.new_words) != 1:
        return "it does not say beside which words the new ones stand"
    if one.where == "end" and node.children:
        return f"it is not clear where {cited} ends, since other clauses stand below its words; name the words or the clause"
    if one.where == "end" and node.words.rstrip()[-1:] in _SENTENCE_SIGNS:
        return (
            f"it does not say whether the words stand before the sign at the end of {cited}; name the words before them"
        )
    at = len(node.words.rstrip()) if one.where == "end" else 0
    start, end, new = _join_words(node.words, (at, at, one.new_words[0].text))
    node.edits = [*(node.edits or ()), WordEdit(start, end, new, one)]
    node.touched = one
    return ""


_SENTENCE_SIGNS: Final = tuple(".;:,。；：，—")


def _change_in(nodes: Sequence[TreeNode], old: str, at: int, one: Instruction) -> str:
    """Change words wherever they stand in the old lines of some nodes; why not, if they cannot be changed."""
    texts = [node.words for node in nodes]
    found = zip(nodes, find_words(old, texts), strict=True)
    spans = [(node, start, end) for node, some in found for start, end in some]
    meant = [span for nth, span in enumerate(spans, 1) if one.occurrence in (0, nth)]
    if not meant:
        return f"the words “{old}” are {f'there {ONLY_WITHIN}' if are_cut(old, texts) else 'not there'}"
    for node, first, last in meant:
        start, end, new = _join_words(node.words, _make_edit(one, at, first, last))
        node.edits = node.edits or []
        if any(edit.start < end and start < edit.end for edit in node.edits):
            return f"two orders touch the words “{old}”"
        node.edits.append(WordEdit(start, end, new, one))
        node.touched = one
    return ""


def _make_edit(one: Instruction, at: int, start: int, end: int) -> tuple[int, int, str]:
    """The characters that are replaced, and by what; words put in replace none."""
    if one.verb == "delete-words":
        return start, end, ""
    new = one.new_words[min(at, len(one.new_words) - 1)].text
    if one.verb == "substitute-words":
        return start, end, new
    return (start, start, new) if one.where == "before" else (end, end, new)


def _join_words(words: str, edit: tuple[int, int, str]) -> tuple[int, int, str]:
    """An edit with the spaces between words that nobody quotes."""
    start, end, new = edit
    before, behind = words[:start][-1:], words[end : end + 1]
    if not new and start < end and behind == " " and before in (" ", ""):
        return start, end + 1, new
    if not new and start < end and before == " " and (not behind or not behind.isalnum()):
        return start - 1, end, new
    if new and start == end:
        left = " " if _are_words(before, new[:1]) else ""
        right = " " if _are_words(new[-1:], behind) else ""
        return start, end, f"{left}{new}{right}"
    return edit


def _are_words(left: str, right: str) -> bool:
    """Whether a space belongs between two characters: of words in a script that divides words."""
    return (
        bool(left and right)
        and left.isascii()
        and right.isascii()
        and left not in " ([\"'“‘/-"
        and (right.isalnum() or right in "([“‘")
    )


_HANDLERS: Final[dict[Verb, Callable[[Instruction, Sequence[TreeNode]], str]]] = {
    "replace": _replace,
    "rename": _replace,
    "delete": _delete,
    "keep": _keep,
    "renumber": _renumber,
    "insert": _insert,
    "substitute-words": _change_words,
    "insert-words": _change_words,
    "delete-words": _change_words,
}
