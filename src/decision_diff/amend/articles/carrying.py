"""Carries out on one old article what an act orders of it: words first, on the old places; then what moves, goes and comes in.

Old places keep their old numbers until all is done. Then paragraphs (and items in each) with a declared number take it, and the others
fill the numbers that are left, in the old order.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Final

from decision_diff.amend.articles.drafts import (
    WORD_VERBS,
    Draft,
    DraftNode,
    Problem,
    Segment,
    build_nodes,
    change_between,
    change_words,
    change_words_anywhere,
    make_pieces,
)
from decision_diff.amend.articles.finding import count_any, tell_missing
from decision_diff.amend.articles.old import ITEM, PARAGRAPH, Row, cut_rows
from decision_diff.amend.articles.sentences import change_sentences, is_on_sentence
from decision_diff.amend.instructions import Instruction, UnitPlace, Verb

_ENDS: Final = "；。，、：;.,:"


def carry_out(draft: Draft, instructions: Sequence[Instruction]) -> None:
    """Carry out the instructions that name a draft's article, in the order that acts mean; problems are noted in the draft."""
    number = draft.article.number
    mine = [(one, place) for one in instructions for place in one.sources if place.article == number]
    change_sentences(draft, [(one, place) for one, place in mine if is_on_sentence(one, place)])
    mine = [(one, place) for one, place in mine if not is_on_sentence(one, place)]
    for one, place in mine:
        if one.verb in WORD_VERBS:
            _change(draft, one, place)
    done: set[int] = set()
    for verbs in _TURNS:
        _take_turn(draft, [(one, place) for one, place in mine if one.verb in verbs], done)
    settle(draft)


def _take_turn(draft: Draft, orders: Sequence[tuple[Instruction, UnitPlace]], done: set[int]) -> None:
    """Carry out orders of some verbs; those that look at all of their places at once only once."""
    for one, place in orders:
        if one.verb not in _ONCE or id(one) not in done:
            done.add(id(one))
            _HANDLERS[one.verb](draft, one, place)


def _fail(draft: Draft, one: Instruction, sentence: str) -> None:
    draft.problems.append(Problem(one, sentence, draft.article.number))


def _doubt(draft: Draft, one: Instruction, sentence: str) -> None:
    draft.doubts.append(Problem(one, sentence, draft.article.number))


def _list_lines(draft: Draft, place: UnitPlace) -> list[DraftNode]:
    """The lines of a place."""
    if place.unit == "article":
        return draft.list_lines()
    return [line for node, own in draft.find(place) for line in ([node] if own else node.walk())]


def _change(draft: Draft, one: Instruction, place: UnitPlace) -> None:
    """Change words in a place; where it does not have them, in the article."""
    lines = _list_lines(draft, place)
    if not lines:
        _fail(draft, one, f"the old text has no {place}")
        return
    if one.verb == "insert-words" and not one.old_words:
        _add_at_edge(draft, one, place, lines)
        return
    if one.where == "between":
        if not change_between(lines, one):
            named = " and ".join(f"“{words.text}”" for words in one.old_words)
            _fail(draft, one, f"{place} does not have {named} beside each other")
        return
    for at, words in enumerate(one.old_words):
        count = change_words(lines, words.text, make_pieces(one, at), one, one.occurrence)
        if not count:
            _look_elsewhere(draft, one, place, at)
        elif count < one.occurrence:
            due = f"and the act means the one of number {one.occurrence}"
            _fail(draft, one, f"{place} has the words “{words.text}” {count} times, {due}")


def _add_at_edge(draft: Draft, one: Instruction, place: UnitPlace, lines: Sequence[DraftNode]) -> None:
    """Put words at the end or the beginning of a place."""
    if place.unit == "paragraph" and len(lines) > 1:
        _fail(draft, one, f"{place} has items, and it does not say into which line the words come")
        return
    line = lines[-1 if one.where == "end" else 0]
    if line.is_cells or (one.where == "end" and _leads_table(draft, line)):
        at_edge = "ends in" if one.where == "end" else "begins with"
        _fail(
            draft, one, f"{place} {at_edge} rows of a table, and it does not say into which cell or line the words come"
        )
        return
    line.segments.insert(len(line.segments) if one.where == "end" else 0, Segment(one.new_words[0].text, one))


def _leads_table(draft: Draft, line: DraftNode) -> bool:
    """Whether rows of a table stand right behind a line."""
    return any(first is line and second.is_cells for first, second in pairwise(draft.list_lines()))


def _look_elsewhere(draft: Draft, one: Instruction, place: UnitPlace, at: int) -> None:
    """Change words that their place does not have elsewhere in the article, or where another order put them in."""
    words, make = one.old_words[at].text, make_pieces(one, at)
    if change_words(draft.list_lines(), words, make, one, one.occurrence):
        sentence = f"{place} does not have the words “{words}”{_tell_taken(draft, one, place, words)}; they stand elsewhere in the article"
        (draft.choices if one.is_implied else draft.doubts).append(Problem(one, sentence, draft.article.number))
    elif change_words_anywhere(_list_lines(draft, place), words, make, one):
        _doubt(draft, one, f"{place} has the words “{words}” only where another order put them in")
    else:
        draft.pending.append((one, place, at))


def change_pending(draft: Draft) -> None:
    """Try once more to change the words that were not found, now that all orders are carried out."""
    for one, place, at in draft.pending:
        words = one.old_words[at].text
        if not change_words_anywhere(draft.list_lines(), words, make_pieces(one, at), one):
            taken = _tell_taken(draft, one, place, words)
            missing = (
                f"does not have the words “{words}”"
                if taken
                else tell_missing(words, [line.words for line in draft.list_lines()])
            )
            _fail(draft, one, f"{place} {missing}{taken}")
        else:
            _doubt(draft, one, f"{place} has the words “{words}” only where another order put them in")
    draft.pending.clear()


def _tell_taken(draft: Draft, one: Instruction, place: UnitPlace, words: str) -> str:
    """That a place had words, and another order of the act changed them first; "" if it did not."""
    lines = [line for line in _list_lines(draft, place) if count_any(words, line.was)]
    segments = [segment.instruction for line in lines for segment in line.segments]
    others = {other.origin: str(other.origin) for other in segments if other is not None and other is not one}
    by = f" ({next(iter(others.values()))})" if len(others) == 1 else ""
    return f" any more: another order{by} changes them first" if others else ""


def _delete(draft: Draft, one: Instruction, place: UnitPlace) -> None:
    """Take out a paragraph or item."""
    if place.unit == "article":
        return
    found = draft.find(place)
    if len(found) != 1:
        _fail(draft, one, f"the old text has no {place}" if not found else f"{place} is not clear")
        return
    found[0][0].gone = True
    draft.taken_out.append((found[0][0], one))


def _replace(draft: Draft, one: Instruction, place: UnitPlace) -> None:
    """Put new words in the place of a paragraph, of several, or of the article."""
    rows = [cut_rows(words.paragraphs) for words in one.new_words]
    if place.unit == "article":
        _replace_whole(draft, one, place, rows)
        return
    places = [source for source in one.sources if source.article == draft.article.number]
    found = [draft.find(source) for source in places]
    if any(len(some) != 1 for some in found):
        _fail(draft, one, f"the old text has no {place}" if not all(found) else f"{place} is not clear")
        return
    nodes = [some[0] for some in found]
    parts = _divide(rows, len(nodes))
    for (node, own), part in zip(nodes, parts, strict=True):
        _put(draft, node, part, one, own=own)


def _replace_whole(draft: Draft, one: Instruction, place: UnitPlace, rows: Sequence[Sequence[Row]]) -> None:
    """Put new words in the place of the article: all of the quotations, or its own of one for each of several."""
    if len(one.sources) > 1:
        if len(rows) != len(one.sources):
            _fail(
                draft, one, f"it does not say which of its words are those of {place}; each article needs a quotation"
            )
            return
        rows = rows[one.sources.index(place) :][:1]
    draft.nodes[:] = build_nodes([row for some in rows for row in some], one)
    draft.whole = one


def _divide(rows: Sequence[Sequence[Row]], count: int) -> list[list[Row]]:
    """New rows for each of several places: one quotation each, or one paragraph each, or all for the first."""
    every = [row for some in rows for row in some]
    if len(rows) == count:
        return [list(some) for some in rows]
    least = min((row.depth for row in every), default=PARAGRAPH)
    starts = [at for at, row in enumerate(every) if row.depth == least]
    if len(starts) == count:
        return [every[start:end] for start, end in zip(starts, [*starts[1:], len(every)], strict=True)]
    return [every, *([] for _ in range(count - 1))]


def _put(draft: Draft, node: DraftNode, rows: Sequence[Row], one: Instruction, *, own: bool) -> None:
    """Put rows in the place of a node; further units behind it, where there are several."""
    if not rows:
        node.gone = True
        return
    made = build_nodes([Row(max(0, row.depth - rows[0].depth), row.number, row.words) for row in rows], one)
    node.segments[:] = made[0].segments
    if not own:
        node.children[:] = made[0].children
    siblings = _find_siblings(draft, node)
    at = next(index for index, sibling in enumerate(siblings) if sibling is node) + 1
    siblings[at:at] = made[1:]


def _find_siblings(draft: Draft, node: DraftNode) -> list[DraftNode]:
    for line in [*draft.list_lines(), *draft.nodes]:
        if any(child is node for child in line.children):
            return line.children
    return draft.nodes


def _renumber(draft: Draft, one: Instruction, place: UnitPlace) -> None:
    """Give a paragraph or item its new number; what became an article of its own goes away."""
    target = one.targets[0] if one.targets else None
    if place.unit == "article" or target is None:
        return
    found = draft.find(place)
    if len(found) != 1:
        _fail(draft, one, f"the old text has no {place}" if not found else f"{place} is not clear")
    elif target.article or target.unit != place.unit:
        found[0][0].gone = True
        draft.away[str(place)] = found[0][0]
        if target.unit in ("article", "paragraph"):
            found[0][0].number = ""
    else:
        found[0][0].target, found[0][0].placed = target.steps[-1].number[0], one


def _join(draft: Draft, one: Instruction, place: UnitPlace) -> None:
    """Join paragraphs of the article: the first of them is what they become."""
    if any(target.article for target in one.targets):
        if place.unit != "article":
            for node, _ in draft.find(place):
                node.gone = True
                draft.away[str(place)] = node
        return
    nodes = [node for source in one.sources for node, _ in draft.find(source)]
    if len(nodes) < len(one.sources):
        _fail(draft, one, f"the old text has no {place}")
        return
    if one.targets:
        nodes[0].target, nodes[0].placed = one.targets[0].steps[-1].number[0], one


def _insert(draft: Draft, one: Instruction, place: UnitPlace) -> None:
    """Put in paragraphs or items, at their declared numbers."""
    rows = [row for words in one.new_words for row in cut_rows(words.paragraphs)]
    if one.unit not in ("paragraph", "item", "subitem") or draft.whole or not rows:
        return
    least = min(row.depth for row in rows)
    made = build_nodes([Row(row.depth - least, row.number, row.words) for row in rows], one)
    siblings = draft.nodes if one.unit == "paragraph" else _find_list(draft, one, place)
    if siblings is None:
        _fail(draft, one, "it is not clear where it belongs")
    elif len(made) != one.count:
        _fail(draft, one, "it brings in more or less than it says")
    else:
        _number_inserted(made, one, siblings)
        at = _find_position(draft, one, place, siblings)
        siblings[at:at] = made


def _number_inserted(made: Sequence[DraftNode], one: Instruction, siblings: Sequence[DraftNode]) -> None:
    """Give units that come in their declared numbers, and items a printed one, which is settled when all is done."""
    printed = next((other.number for other in siblings if other.number), "") if one.unit != "paragraph" else ""
    for nth, node in enumerate(made):
        node.target = one.targets[nth].steps[-1].number[0] if nth < len(one.targets) else 0
        node.placed = one
        node.number = node.number or printed


def _find_position(draft: Draft, one: Instruction, place: UnitPlace, siblings: Sequence[DraftNode]) -> int:
    """Where among its siblings a unit is put in that has no declared number: beside what is named, else at the end."""
    if one.targets:
        return len(siblings)
    if one.where in ("after", "before") and place.unit == one.unit:
        found = draft.find(place)
        at = next((n for n, node in enumerate(siblings) if found and node is found[0][0]), None)
        if len(found) == 1 and at is not None:
            return at + (one.where == "after")
        _fail(draft, one, f"the old text has no {place}" if not found else f"{place} is not clear")
    else:
        draft.choices.append(Problem(one, "it does not say where; it is put at the end", draft.article.number))
    return len(siblings)


def _find_list(draft: Draft, one: Instruction, place: UnitPlace) -> list[DraftNode] | None:
    """The items of the paragraph to which an instruction adds: that it names, else the only one that has items; or the points of an item."""
    if one.unit == "subitem":
        return _find_points(draft, place)
    named = place if place.unit != "article" else one.targets[0] if one.targets else place
    step = named.find_step("paragraph")
    if step:
        found = [node for node in draft.nodes if node.old == step.number[0]]
        return found[0].children if len(found) == 1 else None
    lists = [node.children for node in draft.nodes if node.children and not node.gone]
    return lists[0] if len(lists) == 1 else None


def _find_points(draft: Draft, place: UnitPlace) -> list[DraftNode] | None:
    """The points of the item in which a place stands."""
    holder = UnitPlace(tuple(step for step in place.steps if step.unit != "subitem"))
    items = draft.find(holder) if holder.unit == "item" else []
    return items[0][0].children if len(items) == 1 else None


_ONCE: Final[frozenset[Verb]] = frozenset({"replace", "insert"})  # these look at all of their places at once
# Places are old ones, so what goes and moves is found before anything comes in.
_TURNS: Final[tuple[tuple[Verb, ...], ...]] = (("delete",), ("renumber", "move", "join"), ("replace",), ("insert",))
_HANDLERS: Final[dict[Verb, Callable[[Draft, Instruction, UnitPlace], None]]] = {
    "delete": _delete,
    "replace": _replace,
    "renumber": _renumber,
    "move": _renumber,
    "join": _join,
    "insert": _insert,
}


def settle(draft: Draft) -> None:
    """Bring paragraphs, items and points into their new order."""
    _settle_siblings(draft, draft.nodes)


def _settle_siblings(draft: Draft, nodes: list[DraftNode]) -> None:
    nodes[:] = _order(draft, nodes)
    for node in nodes:
        _settle_siblings(draft, node.children)


def _order(draft: Draft, nodes: Sequence[DraftNode]) -> list[DraftNode]:
    """Nodes with a declared number at that number, the others in their order in what is left."""
    staying = [node for node in nodes if not node.gone]
    declared: dict[int, DraftNode] = {}
    rest: list[DraftNode] = []
    for node in staying:
        one = node.placed
        if not node.target or one is None:
            rest.append(node)
        elif node.target in declared:
            rest.append(node)
            _fail(draft, one, f"another order has given the number {node.target}")
        elif node.target > len(staying):
            rest.append(node)
            _fail(draft, one, f"it gives the number {node.target}, and there are only {len(staying)}")
        else:
            declared[node.target] = node
    others = iter(rest)
    return [declared[number] if number in declared else next(others) for number in range(1, len(staying) + 1)]


def list_rows(nodes: Sequence[DraftNode], depth: int = PARAGRAPH) -> list[tuple[int, DraftNode]]:
    """The lines of nodes with their depth, in order."""
    rows: list[tuple[int, DraftNode]] = []
    for node in nodes:
        if not node.gone:
            rows.append((depth, node))
            rows.extend(list_rows(node.children, depth + ITEM))
    return rows
