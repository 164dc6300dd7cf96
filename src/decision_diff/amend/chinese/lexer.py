"""Cuts what an act says into tokens, each of a kind that one letter names, so that `grammar` can be patterns over letters.

    将第三条改为第四条，修改为：□      BPRPcGkQ

P a place or a list of places    Q a quotation    N a count (两款)    W the whole text or no place at all (本法、有关条文)
w what was named last (其中)      B 将   I 在   G 修改为 or 改为 before □   R 改为 before a place   K 作为   A 增加   D 删去
J 合并   S 分为   L 单列一条   X 移至、并入   Z 中、中的   F 后   E 前   T 最后   O 第一处   M 之间   H 章名   U 包括   Y 内容如下
V 为   v a title in its marks   f 依次顺延   o 原、并   g 规定、字样   c ，  d 、和   s ；。   k ：   ? what is none of these
"""

from __future__ import annotations

import re
from typing import Final

from decision_diff.amend.chinese.quotations import HOLE
from decision_diff.amend.instructions import LAST, ORDER, UnitName, UnitPlace, UnitStep
from decision_diff.frozen import frozen
from decision_diff.labels.numerals import parse_numeral
from decision_diff.languages.zh_script import simplify
from decision_diff.patterns import late

_NUMERAL: Final = "[零〇○一二三四五六七八九十百千两0-9０-９]+"
_UNITS: Final[dict[str, UnitName]] = {
    "编": "part", "分编": "subpart", "章": "chapter", "节": "section", "条": "article", "款": "paragraph", "项": "item",
    "目": "subitem", "自然段": "row", "句": "sentence", "附件": "annex", "附表": "annex", "附录": "annex",
}  # fmt: skip
_UNIT: Final = "(?:分编|编|章|节|条|款|项|目|自然段)"
_STEP: Final = late(
    rf"第[（(]?(?P<number>{_NUMERAL})[）)]?(?P<unit>{_UNIT}|句)(?P<branch>(?:之{_NUMERAL})*)|最后一(?P<last>款|项|目|自然段|句)"
)
_NAMED: Final = late(rf"引言|序言|前言|题注|附则|(?P<annex>附件|附表|附录)(?P<number>{_NUMERAL})?")
_COUNT: Final = late(rf"(?P<number>{_NUMERAL})个?(?P<unit>{_UNIT}|附件|附表|附录|(?<=增加.)句|(?<=增写.)句)")
_LAW: Final = late(
    r"(?:《[^《》]*(?:〈[^〈〉]*〉[^《》]*)*》|(?!将|在|对|删|把|第|原|增)[\u4e00-\u9fff]{0,24}?(?:法|法典|条例|规则|规定|办法|细则|决定|解释|章程|宪法|规程|决议))(?=第[零〇○一二三四五六七八九十百千0-9]+[编章节条]|引言|序言)"
)
_JOINS: Final = late(r"[、和与及]|以及|或者?")
MAX_RANGE: Final = 1000  # units of one range, more than any text has articles between two that an act names
_RANGE: Final = late(r"至|到|—|－|-")
# In this order: what is longer comes first.
_WORDS: Final[tuple[tuple[str, str], ...]] = (
    ("f", r"(?:(?:其他|其余|其后|以下|此后|之后|对)(?:的)?)?(?:各?(?:条[文款]?|款|项|章|节|编)(?:的?(?:顺序|序号))?[和、与及]?(?:的)?)*(?:顺序|序号|编号)?(?:作|予以|作出)*(?:依次|相应|顺次)(?:地)?(?:顺延|递延|后移|前移|调整(?!为))|(?:条文|其他)?内容不变"),
    ("Y", r"(?:具体)?内容(?:如下|为)"),
    ("w", r"(?:将|对)?(?:其中|该[条款项章节目](?:中)?|本[条款项章节](?:中)?|其)(?:的|中的)?"),
    ("W", r"(?:(?:(?:本|该)(?:法|条例|规则|规定|办法|细则|决定|解释|章程|规程|决议)|全文|全法|法律|(?:相关|有关|部分|其他|各)(?:条文|条款|条|规定)|条文(?=中))(?:中)?(?:的)?)"),
    ("H", r"(?:的)?(?:[编章节条]名|标题|名称|题目|条标|[编章节]的?(?:名称|标题))"),
    ("C", r"(?:和|、|及)?(?:本法)?目录"),
    ("L", r"(?:单列|单独?作|单独?成|单独?列|独立成|单设|另列)(?:为)?一条|单列为(?=第)|单独作为(?=第)"),
    ("J", r"(?:合并|归并)(?:为|成)?|并[为成](?=第|一)"),
    ("S", r"(?:拆|划)?分(?:为|成|解为|别列为)|拆为"),
    ("X", r"(?:移|调|提|挪)(?:至|到|入|为|作)(?=第|附|本)|并入|合并到|纳入(?=第)"),
    ("G", r"(?:分别|统一|均|都|一律|相应|依次)*(?:地)?(?:修改|修订|修正|替换|更正|更改|改写|表述|代替|换)(?:为|成|作)"),
    ("R", r"(?:分别|依次|相应|顺次|统一|一律|均|都)*(?:改|变更|调整|顺延|顺移|重新编号|变|顺延改)(?:为|成|作)"),
    ("K", r"(?:并|分别|依次|相应|顺次)*(?:作为|列为|编为|为(?=第))"),
    ("A", r"(?:分别|各|均|相应)*(?:再)?(?:增加(?:规定)?|增写|增订|补充|增补|新增|增设|增列|加上|加入)"),
    ("D", r"(?:相应|分别)*(?:予以)?(?:删去|删除|废止|删掉|取消)"),
    ("M", r"(?:的)?之间|中间"),
    ("T", r"(?:的)?(?:最后|末尾|结尾|句末|文末|段末|末)(?:处|部分)?"),
    ("t", r"(?:的)?(?:开头|句首|段首|最前面|首部)(?:处|部分)?"),
    ("F", r"(?:的)?(?:之|以)?后面?"),
    ("E", r"(?:的)?(?:之|以)?前面?"),
    ("Z", r"当?中的?|里的?|内的?"),
    ("U", r"包括|包含|含"),
    ("V", r"为(?=￼)"),
    ("B", r"将|把|对"),
    ("I", r"在|于"),
    ("o", r"原|现|新|并|同时|相应|分别|且"),
    ("g", r"(?:的)?(?:规定|内容|字样|表述|文字|一词|一句|字|词|数字)(?:的)?"),
    ("z", r"的"),
    ("c", r"[，,]"),
    ("d", r"[、和与及]|以及|或者?"),
    ("s", r"[；。;]|\.(?=\s|$)"),
    ("k", r"[：:]"),
    ("v", r"《[^《》]*(?:〈[^〈〉]*〉[^《》]*)*》"),
)  # fmt: skip
_WORD: Final = late("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _WORDS))
_OCCURRENCE: Final = late(rf"(?P<nth>第{_NUMERAL})(?:处|个)|(?:最后一|末)处|两处|各处|几处")


@frozen
class Token:
    """A token: its kind, the characters [start, end) of what is said, and what places or count it means."""

    kind: str
    start: int
    end: int
    places: tuple[UnitPlace, ...] = ()
    count: int = 0
    unit: UnitName | None = None


def cut_tokens(said: str) -> list[Token]:
    """The tokens of what an act says, in order; a run of what is not understood is one token of the kind "?"."""
    tokens: list[Token] = []
    at = 0
    while at < len(said):
        token = Token("", at, at + 1) if said[at].isspace() else _cut_token(said, at) or Token("?", at, at + 1)
        last = tokens[-1] if tokens else None
        if token.kind == "?" and last and last.kind == "?" and last.end == at:
            tokens[-1] = Token("?", last.start, token.end)
        elif token.kind:
            tokens.append(token)
        at = token.end
    return tokens


def _cut_token(said: str, at: int) -> Token | None:
    if said[at] == HOLE:
        return Token("Q", at, at + 1)
    if found := _OCCURRENCE.match(said, at):
        nth = found["nth"]
        return Token("O", at, found.end(), count=parse_numeral(nth[1:]) if nth else 0)
    if place := _cut_places(said, at):
        return place
    if found := _COUNT.match(said, at):
        return Token("N", at, found.end(), count=_read_count(found["number"]), unit=_UNITS[found["unit"]])
    if (found := _WORD.match(said, at)) and found.lastgroup and found.lastgroup not in ("B", "I", "W", "o"):
        return Token(found.lastgroup, at, found.end())
    if law := _LAW.match(said, at):
        return Token("", at, law.end())  # 将刑法第三条: which text is meant is known
    if found and found.lastgroup:
        return Token("" if found.lastgroup == "o" else found.lastgroup, at, found.end())
    return None


def _read_count(printed: str) -> int:
    return 2 if printed == "两" else parse_numeral(printed)


def _cut_places(said: str, at: int) -> Token | None:
    """A list of places: 第十条、第二十一条第一款和第二款、第二十五条, 第二款至第四款."""
    first = _cut_place(said, at)
    if first is None:
        return None
    places, end = [first[0]], first[1]
    while True:
        ranged = _RANGE.match(said, end)
        joined = ranged or _JOINS.match(said, end)
        following = joined and _cut_place(said, joined.end())
        if not joined or not following:
            return Token("P", at, end, tuple(places))
        place = following[0].complete(places[-1])
        if ranged:
            between = _fill_range(places[-1], place)
            if between is None:
                return Token("P", at, end, tuple(places))
            places.extend(between)
        else:
            places.append(place)
        end = following[1]


def _cut_place(said: str, at: int) -> tuple[UnitPlace, int] | None:
    """One place, and where it ends. 第二项第三款 are two: steps go downwards."""
    steps: list[UnitStep] = []
    end = at
    while found := _STEP.match(said, end):
        unit = _UNITS[found["last"] or found["unit"]]
        if steps and ORDER.index(unit) <= ORDER.index(steps[-1].unit):
            break
        steps.append(UnitStep(unit, _read_number(found), found.group()))
        end = found.end()
    if steps:
        return UnitPlace(tuple(steps)), end
    named = _NAMED.match(said, at)
    if named is None:
        return None
    number = (parse_numeral(named["number"]),) if named["number"] else ()
    return UnitPlace((UnitStep("annex" if named["annex"] else "named", number, named.group()),)), named.end()


def _read_number(found: re.Match[str]) -> tuple[int, ...]:
    """The number of a step: (3, 1) of 第三条之一, `LAST` of 最后一款."""
    if found["last"]:
        return (LAST,)
    return (parse_numeral(found["number"]), *(parse_numeral(part) for part in found["branch"].split("之")[1:]))


_LONGEST_HEAD: Final = 40  # characters of the number of an article or chapter, with what holds it


def read_head(paragraph: str) -> UnitPlace | None:
    """The number with which a paragraph of an act begins: 第三条之一 of 第三条之一　…, or 第七章. None if it is not a heading."""
    paragraph = simplify(paragraph[:_LONGEST_HEAD])
    found = _STEP.match(paragraph)
    if not found or found["last"] or _UNITS[found["unit"]] not in ("part", "subpart", "chapter", "section", "article"):
        return None
    if found.end() < len(paragraph) and paragraph[found.end()] not in " \u3000\t\n":
        return None
    place = _cut_place(paragraph, 0)
    return place[0] if place else None


def _fill_range(first: UnitPlace, last: UnitPlace) -> list[UnitPlace] | None:
    """The places after `first` up to `last`; None if the two do not count in one series."""
    low, high = first.steps[-1], last.steps[-1]
    if low.unit != high.unit or low.number[:-1] != high.number[:-1] or high.number[-1] <= low.number[-1]:
        return None
    if high.number[-1] - low.number[-1] > MAX_RANGE:
        return None
    above = first.steps[:-1]
    numbers = range(low.number[-1] + 1, high.number[-1])
    return [*(UnitPlace((*above, _number_step(low, n))) for n in numbers), last]


def _number_step(step: UnitStep, number: int) -> UnitStep:
    from decision_diff.amend.chinese.numbers import print_number  # noqa: PLC0415 - late: few acts have ranges

    value = (*step.number[:-1], number)
    return UnitStep(step.unit, value, print_number(step.unit, value))


# The number of an item or of a point below it: （三）, 1., ①.
ITEM_NUMBER: Final = late(
    r"(?P<han>[（(][零〇一二三四五六七八九十百]+[）)])|(?P<digit>[0-9０-９]{1,3}[.．、])|(?P<bracket>[（(][0-9０-９]{1,3}[）)])|(?P<circle>[①-⑳])"
)
INLINE_ITEM: Final = late(r"(?<=[：:；;。])[（(][一二三四五六七八九十]+[）)]")
