"""Reads an amending act: lines ==divide==> statements ==grammar==> instructions, for each text that it amends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from decision_diff import readers
from decision_diff.amend.chinese.grammar import read_statement
from decision_diff.amend.chinese.orders import Subject
from decision_diff.amend.chinese.quotations import HOLE, Statement, divide
from decision_diff.amend.instructions import Act, ActOrigin, Instruction, LawPart, Unread
from decision_diff.frozen import changeable
from decision_diff.inputs import Input, take_input
from decision_diff.languages.zh_script import simplify
from decision_diff.model import Block, Source
from decision_diff.patterns import late

_NUMERAL: Final = "[一二三四五六七八九十百千零〇○]+"
_HEAD: Final = late(
    rf"(?P<top>{_NUMERAL}、|第{_NUMERAL}条[\s\u3000]+)|(?P<sub>[（(]{_NUMERAL}[）)])|(?P<digit>[0-9]+[.．、])"
)
_NAME: Final = "《(?P<law>[^《》]*(?:〈[^〈〉]*〉[^《》]*|《[^《》]*》[^《》]*)*)》"
# A line that only says which text, or that several articles follow.
_LAW_HEADING: Final = late(
    rf"(?:对|修改){_NAME}(?:作(?:出|了)?(?:如下|以下)?(?:的)?(?:修改|补充|修改和补充|修改、补充|补充修改)|进行修改)?[：:。]?$"
)
_HEADING: Final = late(
    r"对?(?:部分|有关|相关|下列|以下)?(?:条文|条款|内容|文字)?作(?:出|了)?(?:如下|以下|相应)(?:的)?(?:修改|调整|文字修改)[：:。]?$"
)
_ENACTING: Final = late(
    rf"(?:.*(?:决定|通过|批准|修改如下)|.*对(?:{_NAME}|[^，。]*)作(?:出)?(?:如下|以下)(?:的)?(?:修改|补充|修正|修改和补充|修改、补充|补充修改))[：:]$"
)
_FORCE: Final = late(r"(?:本[\u4e00-\u9fff]{2,4})?自.*起(?:施行|生效|实施|执行)。?$")
_FOLLOW: Final = late(
    r".*根据本(?:决定|修正案|修正)(?:作)?(?:相应)?(?:的)?(?:修改|修正|调整).*(?:公布|发布|印发|调整)。?$|.*(?:条文|条款|章节|项目|各章|编)?(?:顺序|序号)(?:作|予以|和.*作)?相应(?:的)?(?:调整|修改|变动).*。?$"
)
_PROVISION: Final = late(rf"(?:本决定|本修正案|本解释|本规定|本办法)(?!中|第{_NUMERAL}[编章节条])")
_ORDERS: Final = late(r"将第|把第|对第|在第|删[去除]|增加|[修更]?改为|作为|分为|合并|移[至到]|并入")
_BARE_ORDER: Final = late(
    rf"(?:将|把|在|对|删[去除])?第{_NUMERAL}条"
)  # an order without a number of its own, and no title
_TITLE: Final = late(rf"[\u4e00-\u9fff《》〈〉、（）()]*(?:修正案|决定)(?:[（(]{_NUMERAL}[）)])?$")
_PURPOSE: Final = late(r"(?:为了?|根据|鉴于|依据).*?，(?=(?:将|在|对|删去|增加|把)[^，]*(?:第|引言|序言))")


@changeable
class _State:
    """Where in the act we are: the number of the item, what it speaks of, and which text."""

    top: str
    sub: str
    digit: str
    subject: Subject
    law: str
    begun: bool
    stage: int


def read(source: Input, *, encoding: str | None = None) -> Act:
    """An amending act from a file: a path, bytes, a text with a line feed or a `Source`, in any format that can be read.

    Raises UnreadableError, EncodingError or FormatError as `pipeline.read` does.
    """
    given = take_input(source).source
    reader = readers.find_for(given)
    typed = replace(given, media_type=reader.media_types[0])
    named = encoding if reader.encoded else None
    reading = reader.read(typed, view="accepted", encoding=named, beside=())
    return read_any_lines(reading.source, [_print_block(block).rstrip("\r\n") for block in reading.blocks])


def read_any_lines(source: Source, lines: Sequence[str]) -> Act:
    """An act in any of the languages and forms that are known, from its lines: English ones, lists of proposals, Chinese ones on a text without articles."""
    from decision_diff.amend.styles import english_acts, itu, npc_clauses  # noqa: PLC0415 - late: few acts are such

    if any(map(itu.is_marked, lines)):
        return itu.read_own_list(source, lines)
    if not any(map(_CHINESE.match, map(simplify, lines))) and english_acts.is_english_act(lines):
        return english_acts.read_english_lines(source, lines)
    act = read_lines(source, lines)
    if any(part.unread for part in act.parts) or not any(part.instructions for part in act.parts):
        other = npc_clauses.read_clause_lines(source, lines)
        if not any(part.unread for part in other.parts) and (_names_no_article(other) or _quotes_other_articles(other)):
            return other
    return act


def _names_no_article(act: Act) -> bool:
    """Whether an act has orders, none of them on an article or on something that looks like one."""
    steps = [step for one in act.list_instructions() for place in one.sources for step in place.steps[:1]]
    return bool(steps) and not any(step.unit == "article" or step.printed.startswith("第") for step in steps)


def _quotes_other_articles(act: Act) -> bool:
    """Whether an act puts in articles with numbers that are not Chinese (Article 2), which stay what they are."""
    firsts = (words.paragraphs[0] for one in act.list_instructions() for words in one.new_words if one.verb == "insert")
    return any(map(_OTHER_ARTICLE.match, firsts))


_OTHER_ARTICLE: Final = late(r"\s*(?:Article|ARTICLE|Artículo|Articolo|Artikel|Artigo|Статья|§)\s*[0-9]")
_CHINESE: Final = late(rf"\s*{_NUMERAL}、(?:将|把|对|在|增加|删|第|修改|标题)|.*作(?:出)?如下修改[：:]")


def _print_block(block: Block) -> str:
    """A paragraph as it reads, with the number that Word gives it."""
    label = block.label
    return f"{label.text}{block.text}" if label and not label.typed else block.raw


def read_lines(source: Source, lines: Sequence[str]) -> Act:
    """An act from its lines, in order, without line ends."""
    statements = _join_contents(divide(lines))
    state = _State("", "", "", Subject(None, None), "", False, 1)
    parts: dict[str, list[Instruction | Unread]] = {}
    preamble: list[str] = []
    for statement in statements:
        made = list(_read(statement, state, preamble))
        if made:
            parts.setdefault(state.law, []).extend(made)
    title = next((line for line in preamble if _TITLE.match(line)), preamble[0] if preamble else "")
    return Act(source, title, tuple(_make_part(law, made) for law, made in parts.items()), tuple(preamble))


def _make_part(law: str, made: Sequence[Instruction | Unread]) -> LawPart:
    return LawPart(
        law,
        tuple(one for one in made if isinstance(one, Instruction)),
        tuple(one for one in made if isinstance(one, Unread) and not one.why),
        tuple(one for one in made if isinstance(one, Unread) and one.why),
    )


def _join_contents(statements: Sequence[Statement]) -> list[Statement]:
    """Statements whose quotation stands on a line of its own are one with the line before."""
    joined: list[Statement] = []
    for statement in statements:
        last = joined[-1] if joined else None
        if last and statement.said.startswith(HOLE) and last.said.endswith(("：", ":", "为")):
            said = last.said + statement.said
            joined[-1] = Statement(last.line, said, last.quotations + statement.quotations, statement.unclosed)
        else:
            joined.append(statement)
    return joined


def _read(statement: Statement, state: _State, preamble: list[str]) -> Iterator[Instruction | Unread]:
    said = simplify(statement.said)
    if not statement.quotations and _TITLE.match(said) and not _HEAD.match(said):
        state.stage += state.begun
        state.begun = False
        state.top = state.sub = state.digit = ""
    head = _HEAD.match(said)
    if head:
        _enter(head.lastgroup or "", head.group().strip(" 、.．　"), state)
        said = said[head.end() :]
    origin = ActOrigin(f"{state.top}{state.sub}{state.digit}", statement.line, state.stage)
    if law := _LAW_HEADING.match(said):
        state.law, state.begun = law["law"], True
        state.subject = Subject(None, None)
        return
    if not statement.quotations and (
        formal := _read_formal(said, origin if head else replace(origin, number=""), state)
    ):
        yield from formal
        return
    cut = _PURPOSE.match(said)
    rest = said[cut.end() :] if cut else said
    body = replace(statement, said=statement.said[len(statement.said) - len(rest) :])
    made = read_statement(body, origin, state.subject)
    is_preamble = not statement.quotations and not _BARE_ORDER.match(said)
    if is_preamble and not state.begun and not head and all(isinstance(one, Unread) for one in made):
        preamble.append(statement.said)
        _begin(said, state)
        return
    state.begun = True
    yield from made
    if statement.unclosed:
        yield Unread(
            origin, said.replace(HOLE, "“…”"), "the quotation is never closed; it is taken to end with its last line"
        )


def _begin(said: str, state: _State) -> None:
    """Begin the orders of an act behind the line that says so: … 决定对《甲法》作如下修改：."""
    if enacting := _ENACTING.match(said):
        state.begun = True
        state.law = enacting.groupdict().get("law") or state.law


def _enter(kind: str, number: str, state: _State) -> None:
    """Enter a numbered item, which speaks of something new."""
    if kind == "top":
        state.top, state.sub, state.digit = number, "", ""
    elif kind == "sub":
        state.sub, state.digit = number, ""
    else:
        state.digit = number
    state.subject = Subject(None, None)


def _read_formal(said: str, origin: ActOrigin, state: _State) -> list[Instruction] | None:
    """Items that order nothing on the text: headings, when the act enters into force, its own provisions."""
    if _HEADING.match(said):
        state.begun = True
        return [Instruction("heading", origin, said)]
    if _FORCE.match(said):
        return [Instruction("force", origin, said)]
    if _FOLLOW.match(said) and not _ORDERS.search(said):
        return [Instruction("follow", origin, said)]
    if state.begun and _PROVISION.match(said):
        return [Instruction("provision", origin, said)]
    return None
