"""Recites instructions as a Chinese amending decision (修改决定) does.

    一、增加一条，作为第三条：“…”
    二、将第三条改为第四条，第二款修改为：“…”
    增加一款，作为第三款：“…”
    三、将第十条、第三十条中的“甲”修改为“乙”。

An item is what stands under one number: the instructions of one origin. What stands in an item behind the first instruction leaves
the article out, of which it goes on to speak.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import Final

from decision_diff.amend.chinese.numbers import write_numeral
from decision_diff.amend.chinese.orders import WHOLE
from decision_diff.amend.instructions import CONTAINERS, Instruction, Quotation, UnitName, UnitPlace
from decision_diff.amend.styles.recited import Marks, Recited, choose_marks
from decision_diff.frozen import frozen

_NAMES: Final[dict[UnitName, str]] = {
    "part": "编", "subpart": "分编", "chapter": "章", "section": "节", "article": "条", "paragraph": "款", "item": "项",
    "subitem": "目",
}  # fmt: skip
_RULES: Final = ("条例", "规则", "规定", "办法", "细则", "决定", "解释", "章程", "规程", "决议", "法")
MARKS: Final[tuple[Marks, ...]] = (("“", "”"), ("「", "」"), ("『", "』"))


def recite(instructions: Sequence[Instruction], law: str) -> list[Recited]:
    """The lines of an act, from its title to its last item."""
    reciter = _Reciter(law, MARKS)
    lines = [Recited(f"关于修改《{law}》的决定"), Recited(f"决定对《{law}》作如下修改：")]
    for number, (_, some) in enumerate(groupby(instructions, key=lambda one: one.origin.number), 1):
        lines.extend(reciter.recite_item(number, list(some)))
    if any(_shifts(one) for one in instructions):
        lines.append(Recited(f"《{law}》根据本决定作相应修改并对条文顺序作相应调整，重新公布。"))
    return lines


def _shifts(one: Instruction) -> bool:
    """Whether an instruction gives articles other numbers."""
    if one.verb in ("renumber", "split", "join"):
        return True
    return one.unit == "article" if one.verb == "insert" else one.verb == "delete" and one.sources[0].unit == "article"


def name_self(law: str) -> str:
    """How a text speaks of itself: 本法, 本办法."""
    return "本" + next((rule for rule in _RULES if law.rstrip("）)》").endswith(rule)), "法")


@frozen
class _Reciter:
    """Says instructions; `marks` are the quotation marks, the usual ones first."""

    law: str
    marks: tuple[Marks, ...]

    def recite_item(self, number: int, instructions: Sequence[Instruction]) -> Iterator[Recited]:
        """The lines of one item: the first with its number."""
        parts: list[tuple[str, list[Instruction]]] = []
        subject = last = ""
        for one in instructions:
            said, subject, last = self._say(one, subject, last)
            if parts and not _is_block(parts[-1][1][-1]):
                said_before, before = parts[-1]
                follows = before[-1].verb in ("renumber", "split", "join")
                parts[-1] = (said_before + ("，" if follows else "；") + said, [*before, one])
            else:
                parts.append((said, [one]))
        for at, (said, some) in enumerate(parts):
            head = f"{write_numeral(number)}、" if not at else ""
            yield Recited(f"{head}{said}{'' if _is_block(some[-1]) else '。'}", tuple(some))

    def _say(self, one: Instruction, subject: str, last: str) -> tuple[str, str, str]:
        """What an instruction says, of which article the item speaks then, and which place it named last."""
        articles = list(dict.fromkeys(str(_cut(place)) for place in one.sources))
        article = articles[0] if len(articles) == 1 else "、".join(map(str, one.sources))
        every = print_places(one.sources)
        named = every.removeprefix(subject) if subject and article == subject else every
        within = named or ("" if one.verb not in _WORDS else "其中" if last == article else "该条中")
        said = _SAYERS[one.verb](self, one, within)
        return said, article or subject, str(one.sources[-1]) if one.sources else last

    def quote(self, words: Quotation) -> str:
        """Words in quotation marks; each further paragraph begins with a mark of its own."""
        opening, closing = choose_marks(words.paragraphs, self.marks)
        return f"\n{opening}".join(words.paragraphs).join((opening, closing))

    def quote_all(self, some: Sequence[Quotation]) -> str:
        """Several quotations, one behind the other."""
        return "".join(self.quote(words) for words in some)

    def say_renumber(self, one: Instruction, named: str) -> str:
        """将第三条改为第四条; 将第三条至第五条改为第四条至第六条."""
        old = _print_range(one.sources) if len(one.sources) > 1 else named
        return f"将{old}改为{_print_range(one.targets)}"

    def say_split(self, one: Instruction, named: str) -> str:
        """将第七条分为两条，作为第八条、第九条."""
        targets = "、".join(map(str, one.targets))
        return f"将{named}分为{_count(len(one.targets))}条，作为{targets}"

    def say_join(self, one: Instruction, named: str) -> str:
        """将第八条、第九条合并，作为第十条."""
        return f"将{named}合并，作为{one.targets[0]}"

    def say_replace(self, one: Instruction, named: str) -> str:
        """将第三条修改为：“…”."""
        lead = f"将{named}" if str(one.sources[0]) == named else named
        return f"{lead}修改为：{self.quote_all(one.new_words)}"

    def say_delete(self, _: Instruction, named: str) -> str:
        """删去第七条第二款."""
        return f"删去{named}"

    def say_insert(self, one: Instruction, named: str) -> str:
        """增加一条，作为第五条：“…”; 第八条增加一款，作为第三款：“…”."""
        unit = one.unit or "article"
        holder = f"在{named}" if one.sources and one.sources[0].unit in CONTAINERS else named
        if unit == "annex":
            return f"增加{one.targets[0]}：{self.quote_all(one.new_words)}"
        if unit in CONTAINERS:
            return f"增加{_count(one.count)}{_NAMES[unit]}，作为{one.targets[0]}{self.quote_all(one.new_words)}"
        several = "分别" if len(one.targets) > 1 else ""
        kept = f"，{several}作为{_print_targets(one.targets)}" if one.targets else ""
        return f"{holder}增加{_count(one.count)}{_NAMES[unit]}{kept}：{self.quote_all(one.new_words)}"

    def say_rename(self, one: Instruction, named: str) -> str:
        """将第五章章名修改为“…”; 将名称修改为“…”."""
        if one.sources[0] == WHOLE:
            return f"将名称修改为{self.quote_all(one.new_words)}"
        return f"将{named}{_NAMES[one.sources[0].unit]}名修改为{self.quote_all(one.new_words)}"

    def say_move(self, one: Instruction, named: str) -> str:
        """将第三章并入第二章."""
        return f"将{named}并入{one.targets[0]}"

    def say_arrange(self, one: Instruction, named: str) -> str:
        """第二章分为六节：第一节“…”，包括第七条至第九条；…."""
        place = f"将{name_self(self.law)}" if one.sources[0] == WHOLE else named
        pieces: list[str] = []
        words = iter(one.new_words)
        articles: list[UnitPlace] = []
        for target in (*one.targets, None):
            if target is not None and target.unit == "article":
                articles.append(target)
                continue
            if articles:
                pieces[-1] += f"，包括{_print_range(articles)}"
                articles = []
            if target is not None:
                pieces.append(f"{target}{self.quote(next(words))}")
        return f"{place}分为{_count(one.count)}{_NAMES[one.unit or 'chapter']}：{'；'.join(pieces)}"

    def say_substitute(self, one: Instruction, named: str) -> str:
        """将第三条中的“…”修改为“…”."""
        lead = "将" if one.sources[0] == WHOLE or named == print_places(one.sources) else ""
        old, new = self.quote_all(one.old_words), self.quote_all(one.new_words)
        return f"{lead}{self._print_within(one, named)}{old}修改为{new}"

    def say_insert_words(self, one: Instruction, named: str) -> str:
        """在第三条中的“…”后增加“…”."""
        side = {"after": "后", "before": "前"}[one.where]
        old, new = self.quote_all(one.old_words), self.quote_all(one.new_words)
        return f"在{self._print_within(one, named)}{old}{side}增加{new}"

    def say_delete_words(self, one: Instruction, named: str) -> str:
        """删去第三条中的“…”."""
        return f"删去{self._print_within(one, named)}{self.quote_all(one.old_words)}"

    def _print_within(self, one: Instruction, named: str) -> str:
        place = name_self(self.law) if one.sources[0] == WHOLE else named
        return f"{place.removesuffix('中')}中的" if place else ""


_WORDS: Final = ("substitute-words", "insert-words", "delete-words", "rename", "arrange")
_ENDS: Final = tuple("。；：！？”」』）")


def _is_block(one: Instruction) -> bool:
    """Whether an instruction ends with whole sentences, which have their own full stop."""
    if one.verb == "insert" and one.unit in CONTAINERS:
        return False
    return bool(one.new_words) and one.verb not in _WORDS and one.new_words[-1].text.endswith(_ENDS)


def _cut(place: UnitPlace) -> UnitPlace:
    """The article of a place, or the place where it has none."""
    step = place.find_step("article")
    return UnitPlace((step,)) if step else place


def print_places(places: Sequence[UnitPlace]) -> str:
    """Places in a row, each without the steps that it shares with the one before: 第二条第一款、第三款、第五条."""
    made: list[str] = []
    before: UnitPlace | None = None
    for place in places:
        made.append("".join(step.printed for step in place.steps[_count_shared(before, place) :]))
        before = place
    return "、".join(made)


def _count_shared(before: UnitPlace | None, place: UnitPlace) -> int:
    """With how many steps of the place before a place begins, so that they may be left out."""
    if before is None or len(before.steps) != len(place.steps):
        return 0
    shared = 0
    while shared < len(place.steps) - 1 and before.steps[shared] == place.steps[shared]:
        shared += 1
    return shared


def _count(number: int) -> str:
    return "两" if number == 2 else write_numeral(number)


def _print_targets(targets: Sequence[UnitPlace]) -> str:
    if len(targets) > 3 and targets[-1].steps[-1].number[0] - targets[0].steps[-1].number[0] == len(targets) - 1:
        return f"{targets[0]}至{targets[-1]}"
    return "、".join(map(str, targets))


def _print_range(places: Sequence[UnitPlace]) -> str:
    """Articles in a row, from the first to the last."""
    return str(places[0]) if len(places) == 1 else f"{places[0]}至{places[-1]}"


_SAYERS: Final[dict[str, Callable[[_Reciter, Instruction, str], str]]] = {
    "renumber": _Reciter.say_renumber,
    "split": _Reciter.say_split,
    "join": _Reciter.say_join,
    "replace": _Reciter.say_replace,
    "delete": _Reciter.say_delete,
    "insert": _Reciter.say_insert,
    "move": _Reciter.say_move,
    "arrange": _Reciter.say_arrange,
    "rename": _Reciter.say_rename,
    "substitute-words": _Reciter.say_substitute,
    "insert-words": _Reciter.say_insert_words,
    "delete-words": _Reciter.say_delete_words,
}
