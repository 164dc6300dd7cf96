"""What a sentence of an act orders: patterns over the letters of its tokens (see `lexer`).

A sentence is a chain of orders. At each place of the chain the first rule that fits and ends where an order may end is taken; where
none fits, the fragment up to the next semicolon or full stop is given back as not understood, and nothing of it is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from decision_diff.amend.chinese import orders, scopes
from decision_diff.amend.chinese.lexer import Token, cut_tokens
from decision_diff.amend.chinese.quotations import HOLE, Statement
from decision_diff.amend.instructions import ActOrigin, Instruction, Quotation, Unread
from decision_diff.languages.zh_script import simplify
from decision_diff.patterns import late

Build = Callable[[orders.Order], orders.Built]

_ENDS: Final = frozenset("csk")
_BEGINS: Final = frozenset("BIPADwWKJ")  # an order may begin so right behind a quotation, with no sign between
_SOME: Final = r"(?:(?P<p>P|w|W)z?Z?z?)?"  # 将第三条第二款中的, 将其中的, 将本法中的
_QUOTED: Final = "Q(?:d?Q)*"
_GIVEN: Final = "Q(?:d?Q(?!g?c?[GR]))*"  # “甲”修改为“乙”、“丙”修改为“丁”: 丙 belongs to the next order
_SCOPE: Final = "Pz?Z?z?Q(?:d?Q)*g?"  # 第三条中的“…”, where the order has several such


def read_statement(statement: Statement, origin: ActOrigin, subject: orders.Subject) -> list[Instruction | Unread]:
    """What a statement orders, in order; what is not understood stands among it. `subject` is brought up to date."""
    tokens = cut_tokens(simplify(statement.said))
    holes = [at for at, char in enumerate(statement.said) if char == HOLE]
    quotations = dict(zip(holes, statement.quotations, strict=True))
    letters = "".join(token.kind for token in tokens)
    made: list[Instruction | Unread] = []
    frame = orders.Order({}, statement.said, quotations, Instruction("follow", origin, ""), subject, made)
    at = 0
    while at < len(letters):
        if letters[at] in _ENDS or (letters[at] == "d" and at):
            at += 1
            continue
        end = _read_order(tokens, letters, at, frame, origin)
        if end == at:
            end = _find_fragment_end(letters, at)
            made.append(Unread(origin, _print(statement.said, tokens, at, end, quotations)))
        at = end
    return made


def _find_fragment_end(letters: str, at: int) -> int:
    end = letters.find("s", at)
    return len(letters) if end < 0 else end


def _print(said: str, tokens: Sequence[Token], at: int, end: int, quotations: Mapping[int, Quotation]) -> str:
    """What the tokens [at, end) say, with the beginning of each quotation."""
    start, stop = tokens[at].start, tokens[end - 1].end
    return "".join(
        f"“{_shorten(quotations[place].text)}”" if said[place] == HOLE else said[place] for place in range(start, stop)
    )


def _shorten(text: str, width: int = 24) -> str:
    flat = text.replace("\n", " ")
    return flat if len(flat) <= width else flat[: width - 1] + "…"


def _read_order(tokens: Sequence[Token], letters: str, at: int, base: orders.Order, origin: ActOrigin) -> int:
    """Read one order, for which `base` is the frame; where it ends, or `at` if no rule fits."""
    for pattern, build in RULES:
        match = pattern.match(letters, at)
        if not match or match.end() == at or not _may_end(letters, match.end()):
            continue
        groups = {
            name: tuple(tokens[match.start(name) : match.end(name)]) for name, text in match.groupdict().items() if text
        }
        printed = _print(base.said, tokens, at, match.end(), base.quotations)
        order = orders.Order(
            groups, base.said, base.quotations, Instruction("follow", origin, printed), base.subject, base.made
        )
        built = build(order)
        if built is not None:
            base.made.extend(built)
            return match.end()
    return at


def _may_end(letters: str, end: int) -> bool:
    if end == len(letters) or letters[end] in _ENDS:
        return True
    if letters[end - 1] == "Q" and letters[end : end + 2] == "dQ":
        return True
    return letters[end - 1] == "Q" and letters[end] in _BEGINS


RULES: Final[tuple[tuple[re.Pattern[str], Build], ...]] = tuple(
    (late(pattern), build)
    for pattern, build in (
        (r"B?(?P<p>P|W)Q?c?SN[kc](?P<t>(?:PQ?c?)?UP(?:[sc]?PQ?c?UP)*)", orders.build_arrange),
        (rf"B?(?P<p>P|w)?c?[SRG](?P<n>N)(?:c?K(?P<t>P))?(?!{_QUOTED})", orders.build_split),
        (r"B?(?P<p>P|w)c?S(?P<t>P)N?", orders.build_split),
        (r"B?(?P<p>P)L(?:c?K)?(?P<t>P)", orders.build_renumber),
        (r"B?(?P<p>P(?:dP)*)c?JN?(?:c?K?(?P<t>P))?", orders.build_join),
        (r"B?(?P<p>P|w)(?P<x>X)(?P<d>P)(?P<f>F)?(?:c?K(?P<t>P))?", orders.build_move),
        (r"B?(?P<p>P|w)c?[RKG](?P<t>P)", orders.build_renumber),
        (r"B?(?P<p>P|w|W)?(?P<h>H)Q?C?[GRV]k?(?P<b>Q|v)", orders.build_rename),
        (rf"[BI]?(?P<s>{_SCOPE}(?:[cd]{_SCOPE})+)c?[GR]k?(?P<b>{_QUOTED})", scopes.build_substitute_scopes),
        (rf"I?(?P<s>{_SCOPE}[FE]?(?:[cd]{_SCOPE}[FE]?)*[cd]{_SCOPE}[FE])c?Ak?(?P<b>Q)", scopes.build_insert_scopes),
        (rf"D(?P<s>{_SCOPE}(?:[cd]{_SCOPE})+)", scopes.build_delete_scopes),
        (rf"B?(?P<s>{_SCOPE}(?:[cd]{_SCOPE})+)c?D", scopes.build_delete_scopes),
        (rf"[BI]?{_SOME}(?P<o>O)?z?(?P<a>{_QUOTED})g?c?[GR]k?(?P<b>{_GIVEN})", orders.build_substitute_words),
        (rf"[BI]?{_SOME}(?P<o>O)?z?(?P<a>{_QUOTED})g?(?P<f>[FEM])c?Ak?(?P<b>{_QUOTED})", orders.build_insert_words),
        (rf"[BI]?(?P<p>P|w)?Z?(?P<f>[Tt])c?Ak?(?P<b>{_QUOTED})", orders.build_insert_words),
        (r"I?(?P<p>P)(?P<f>[FE])c?Ak?(?P<b>Q)", orders.build_insert_beside),
        (r"I?(?P<p>P)Z?(?P<f>[Tt])c?A(?P<n>N)k?(?P<b>Q)", orders.build_insert_at_edge),
        (r"K(?P<t>P)", orders.build_renumber_last),
        (rf"D{_SOME}(?P<o>O)?z?(?P<a>{_QUOTED})g?", orders.build_delete_words),
        (rf"[BI]?{_SOME}(?P<o>O)?z?(?P<a>{_QUOTED})g?D", orders.build_delete_words),
        (
            rf"[BI]?(?:(?P<p>P|w)(?P<f>[FEZ])?)?c?A(?:(?P<n>N)|(?P<t0>P))(?:c?K(?P<t>P))?(?:[ck]*(?P<b>{_QUOTED}))?",
            orders.build_insert,
        ),
        (rf"Y[kc]?(?P<b>{_QUOTED})", orders.build_give_contents),
        (r"D(?P<p>P)", orders.build_delete),
        (r"B?(?P<p>P|w)c?D", orders.build_delete),
        (rf"B?(?P<p>P|w)?c?[GR]k?(?P<b>{_QUOTED})", orders.build_replace),
        (rf"(?P<b>{_QUOTED})", orders.build_give_words),
        (r"U(?P<p>P)", orders.build_include),
        (r"f", orders.build_follow),
    )
)
