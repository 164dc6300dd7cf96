"""What each kind of order means: the tokens that a rule of `grammar` found, made into instructions.

A builder gives back the instructions; None where the rule fits and makes no sense, so that the next is tried; () where it completed one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from decision_diff.amend.chinese.lexer import Token, read_head
from decision_diff.amend.instructions import (
    CONTAINERS,
    Instruction,
    Quotation,
    UnitName,
    UnitPlace,
    UnitStep,
    Unread,
    Verb,
    WordSide,
)
from decision_diff.frozen import changeable
from decision_diff.languages.zh_script import simplify

PREAMBLES: Final = ("引言", "序言", "前言")  # the words before the first article, as an act calls them
WHOLE: Final = UnitPlace((UnitStep("whole", (), "全文"),))
SIDES: Final[dict[str, WordSide]] = {"F": "after", "E": "before", "T": "end", "t": "start", "M": "between"}
_WHOLE_UNITS: Final = CONTAINERS | {"named", "annex"}

Built = Sequence[Instruction] | None


@changeable
class Subject:
    """What a numbered item of an act speaks of: its article, and the place that was named last. Both are old places."""

    article: UnitPlace | None
    last: UnitPlace | None


@changeable
class Order:
    """An order as a rule found it: tokens by the name of their group, what is said and quoted, and what was ordered before."""

    tokens: Mapping[str, tuple[Token, ...]]
    said: str
    quotations: Mapping[int, Quotation]
    base: Instruction
    subject: Subject
    made: list[Instruction | Unread]

    def get_token(self, name: str) -> Token | None:
        """The first token of a group."""
        return next(iter(self.tokens.get(name, ())), None)

    def print_token(self, name: str) -> str:
        """What the first token of a group says, in simplified characters."""
        token = self.get_token(name)
        return simplify(self.said[token.start : token.end]) if token else ""

    def list_places(self, name: str) -> tuple[UnitPlace, ...]:
        """The places of a group, in order."""
        return tuple(place for token in self.tokens.get(name, ()) for place in token.places)

    def list_quotations(self, name: str) -> tuple[Quotation, ...]:
        """The quotations of a group, in order."""
        return tuple(
            self.quotations.get(token.start) or Quotation((self.said[token.start : token.end].strip("《》"),))
            for token in self.tokens.get(name, ())
            if token.kind in "Qv"
        )

    def count_occurrence(self) -> int:
        """Which occurrence of the words is meant, from 1; 0 for all."""
        token = self.get_token("o")
        return token.count if token else 0

    def find_last(self) -> Instruction | None:
        """The instruction before this one, in the same statement."""
        return next((one for one in reversed(self.made) if isinstance(one, Instruction)), None)

    def make(self, verb: Verb, **fields: Any) -> list[Instruction]:
        """The instruction."""
        return [replace(self.base, verb=verb, is_implied=self.get_token("p") is None, **fields)]

    def resolve(self) -> tuple[UnitPlace, ...] | None:
        """The old places that are named, or what was named last; None where there is nothing that could be meant."""
        token, subject = self.get_token("p"), self.subject
        if token is None:
            return (subject.last,) if subject.last else None
        if token.kind == "W":
            subject.last = WHOLE
            return (WHOLE,)
        if token.kind == "w":
            place = subject.article if "条" in self.print_token("p") else subject.last
            return (place,) if place else None
        settled = settle_places(self.list_places("p"), subject)
        whole = all(place.article or place.unit in _WHOLE_UNITS for place in settled)
        return settled if whole else None  # a paragraph of which article?


def settle_places(places: Sequence[UnitPlace], subject: Subject) -> tuple[UnitPlace, ...]:
    """Places with the article that the item speaks of; brings the subject up to date."""
    settled: list[UnitPlace] = []
    for place in places:
        holder = subject.article
        if (
            place.steps[0].unit in ("item", "subitem", "row", "sentence")
            and subject.last
            and subject.last.find_step("paragraph")
        ):
            holder = subject.last
        settled.append(place.complete(holder))
    if settled[0].article or settled[0].unit in CONTAINERS:
        article = settled[-1].find_step("article")
        subject.article = UnitPlace((article,)) if article else settled[-1]
    subject.last = settled[-1]
    return tuple(settled)


def build_renumber(order: Order) -> Built:
    """将第三条改为第四条; 第二款作为第三款; 将第三条改为第四条、第五条; 将第三条、第四条改为第五条."""
    named = order.get_token("p")
    sources = order.resolve()
    targets = order.list_places("t")
    if sources is None or not (sources and targets) or (named is not None and named.kind == "W"):
        return None
    order.subject.last = sources[-1]
    if len(sources) == len(targets):
        return [
            one
            for pair in zip(sources, targets, strict=True)
            for one in order.make("renumber", sources=pair[:1], targets=pair[1:])
        ]
    if len(sources) == 1:
        return order.make("split", sources=sources, targets=targets)
    if len(targets) == 1:
        return order.make("join", sources=sources, targets=targets)
    return None


def build_split(order: Order) -> Built:
    """将第三条分为两款; 将第三条改为两条，分别作为第三条、第四条; 第一款第二项分为两项."""
    sources = order.resolve()
    count = order.get_token("n")
    targets = order.list_places("t")
    if sources is None or len(sources) != 1 or (count and targets and len(targets) != count.count):
        return None
    number, unit = (count.count, count.unit) if count else (len(targets), targets[0].unit)
    return order.make("split", sources=sources, targets=targets, count=number, unit=unit)


def build_join(order: Order) -> Built:
    """将第十条、第二十五条合并，作为第十条."""
    sources = order.resolve()
    if sources is None or len(sources) < 2:
        return None
    order.subject.last = sources[0]
    return order.make("join", sources=sources, targets=order.list_places("t"))


def build_move(order: Order) -> Built:
    """将第三章并入第二章; 将第五条移至第十条之后，作为第十一条; 将第五条第二款移至第七条，作为第三款."""
    sources = order.resolve()
    goals = order.list_places("d")
    targets = order.list_places("t")
    if sources is None or len(goals) != 1:
        return None
    where: WordSide = "after" if order.get_token("f") else ""
    targets = tuple(target.complete(goals[0]) if not where else target for target in targets)
    if not targets and sources[0].unit == goals[0].unit == "article" and not where:
        return order.make("join", sources=sources, targets=goals)
    merges = not order.print_token("x").startswith(("移", "调", "提", "挪"))
    if merges and not targets and goals[0].unit not in ("article", *CONTAINERS):
        return None  # 第二款并入第一款: it does not say how the words are joined
    if not targets and goals[0].unit == "article" and (where or sources[0].unit != "article"):
        return None  # it does not say which number it gets
    return order.make("move", sources=sources, targets=targets or goals, where=where)


def build_rename(order: Order) -> Built:
    """将第五章章名修改为□; 将名称修改为□."""
    last = order.find_last()
    if order.get_token("p"):
        sources = order.resolve()
    elif last and last.verb == "insert" and last.unit in CONTAINERS and not last.new_words:
        order.made[-1] = replace(last, new_words=order.list_quotations("b"))
        return ()
    elif order.print_token("h").strip("的")[:1] in "编章节条":
        sources = (order.subject.last,) if order.subject.last else None
    else:
        sources = (WHOLE,)
    if sources is None or len(sources) != 1:
        return None
    return order.make("rename", sources=sources, new_words=order.list_quotations("b"))


def build_substitute_words(order: Order) -> Built:
    """将第三条中的□修改为□."""
    sources = order.resolve()
    old, new = order.list_quotations("a"), order.list_quotations("b")
    if sources is None or (len(new) != 1 and len(old) != len(new)):
        return None
    if len(new) == 1:
        new *= len(old)
    return order.make(
        "substitute-words", sources=sources, old_words=old, new_words=new, occurrence=order.count_occurrence()
    )


def build_insert_beside(order: Order) -> Built:
    """在第三条第二句后增加□: a sentence beside one; of anything else it is not clear what is put in."""
    sources = order.resolve()
    if sources is None or len(sources) != 1 or sources[0].unit != "sentence":
        return None
    return order.make(
        "insert",
        sources=sources,
        new_words=order.list_quotations("b"),
        where=SIDES[order.tokens["f"][0].kind],
        count=1,
        unit="sentence",
    )


def build_insert_at_edge(order: Order) -> Built:
    """第三条第二款最后增加一句：□; 第三条最后增加一款：□."""
    sources, count = order.resolve(), order.get_token("n")
    if sources is None or len(sources) != 1 or count is None or count.count != 1:
        return None
    where, new = SIDES[order.tokens["f"][0].kind], order.list_quotations("b")
    if count.unit == "sentence":
        return order.make("insert-words", sources=sources, new_words=new, where=where)
    if where != "end" or count.unit not in ("paragraph", "item"):
        return None
    return order.make("insert", sources=sources, new_words=new, count=1, unit=count.unit)


def build_renumber_last(order: Order) -> Built:
    """并作为第三款 - what was named last."""
    sources, targets = order.resolve(), order.list_places("t")
    if sources is None or len(targets) != 1 or sources[0].unit != targets[0].unit:
        return None
    return order.make("renumber", sources=sources, targets=targets)


def build_insert_words(order: Order) -> Built:
    """在第九条中的□后增加□; 在第一款最后增加□."""
    sources = order.resolve()
    if sources is None:
        return None
    place = order.get_token("f")
    where = SIDES[place.kind] if place else ""
    old, new = order.list_quotations("a"), order.list_quotations("b")
    if len(new) != 1 and len(new) != len(old):
        return None
    if len(new) == 1 and old and where != "between":
        new *= len(old)
    if where == "between" and len(old) != 2:
        return None
    return order.make(
        "insert-words", sources=sources, old_words=old, new_words=new, where=where, occurrence=order.count_occurrence()
    )


def build_delete_words(order: Order) -> Built:
    """删去第三条中的□."""
    sources = order.resolve()
    if sources is None:
        return None
    return order.make(
        "delete-words", sources=sources, old_words=order.list_quotations("a"), occurrence=order.count_occurrence()
    )


def build_insert(order: Order) -> Built:
    """增加一条，作为第五条：□; 第八条增加一款，作为第三款：□; 在第三条后增加两条，作为第三条之一、第三条之二：□."""
    count = order.get_token("n")
    targets = order.list_places("t") or order.list_places("t0")
    unit: UnitName | None = count.unit if count else targets[0].unit
    number = count.count if count else len(targets)
    if targets and len(targets) != number:
        return None
    place = order.get_token("f")
    where: WordSide = SIDES.get(place.kind, "") if place else ""
    sources = _find_holder(order, unit, targets)
    targets = targets or _list_heads(order.list_quotations("b"), unit)
    if sources is None or (not targets and not where and unit in ("article", "annex", *CONTAINERS)):
        return None  # it does not say where
    return order.make(
        "insert",
        sources=sources,
        targets=targets,
        new_words=order.list_quotations("b"),
        where=where,
        count=number,
        unit=unit,
    )


def _find_holder(order: Order, unit: UnitName | None, targets: Sequence[UnitPlace]) -> tuple[UnitPlace, ...] | None:
    """In what, or beside what, units are put in: what is named, else what the item speaks of; () if the numbers say it all."""
    if order.get_token("p"):
        named = order.resolve()
        return named if named and len(named) == 1 else None
    if unit in ("article", "annex", *CONTAINERS) or (targets and targets[0].article):
        return ()
    last, article = order.subject.last, order.subject.article
    if unit in ("item", "subitem") and last and not last.find_step("item"):
        return (last,)
    return (article,) if article else None


def _list_heads(quotations: Sequence[Quotation], unit: UnitName | None) -> tuple[UnitPlace, ...]:
    """The numbers with which the paragraphs of what is put in begin, of that unit."""
    firsts = (place for one in quotations for text in one.paragraphs if (place := read_head(text)))
    return tuple(place for place in firsts if place.unit == unit)


def build_give_contents(order: Order) -> Built:
    """内容如下：□ - the words of what the orders before put in."""
    last = order.made[-1] if order.made else None
    if not isinstance(last, Instruction) or last.verb != "insert" or last.new_words:
        return None
    order.made[-1] = replace(last, new_words=order.list_quotations("b"))
    return ()


def build_delete(order: Order) -> Built:
    """删去第三条、第五条第二款."""
    sources = order.resolve()
    if sources is None or WHOLE in sources:
        return None
    return order.make("delete", sources=sources)


def build_replace(order: Order) -> Built:
    """将第三条修改为：□; 第一款修改为：□; 修改为：□ (what was named last)."""
    sources = order.resolve()
    new = order.list_quotations("b")
    if sources is None or WHOLE in sources:
        return None
    last = order.find_last()
    if order.get_token("p") is None and last:
        sources = _find_replaced(order.made, last) or sources
    return order.make("replace", sources=sources, new_words=new)


def _find_replaced(made: Sequence[Instruction | Unread], last: Instruction) -> tuple[UnitPlace, ...]:
    """What the words behind 修改为 are to stand for, where several places were joined, or an article was split by its paragraphs."""
    if last.verb == "join":
        return last.sources
    parts = next(
        (one for one in made if isinstance(one, Instruction) and one.verb == "split" and one.unit == "article"), None
    )
    if parts and last.verb == "renumber" and last.sources[0].article == parts.sources[0].article:
        return parts.sources
    return ()


def build_give_words(order: Order) -> Built:
    """□ right behind 改为第一款、第二款：."""
    last = order.made[-1] if order.made else None
    if isinstance(last, Instruction) and last.verb == "insert" and last.unit in CONTAINERS and last.new_words:
        order.made[-1] = replace(last, new_words=(*last.new_words, *order.list_quotations("b")))
        return ()
    if not isinstance(last, Instruction) or last.verb not in ("renumber", "split", "join", "move"):
        return None
    return order.make("replace", sources=last.sources, new_words=order.list_quotations("b"))


def build_include(order: Order) -> Built:
    """包括第五条至第七条 - the articles of the chapter that was put in last."""
    last = order.made[-1] if order.made else None
    if (
        not isinstance(last, Instruction)
        or last.verb != "insert"
        or last.unit not in CONTAINERS
        or len(last.targets) != 1
    ):
        return None
    order.made[-1] = replace(last, targets=(*last.targets, *order.list_places("p")))
    return ()


def build_arrange(order: Order) -> Built:
    """第二章□分为六节：第一节□，包括第七条至第九条; 将本法分为七章：第一章□，包括第一条至第五条."""
    return order.make(
        "arrange",
        sources=order.list_places("p") or (WHOLE,),
        targets=order.list_places("t"),
        new_words=order.list_quotations("t"),
    )


def build_follow(order: Order) -> Built:
    """其他条文序号依次顺延."""
    return [order.base]
