"""Texts of our own that tests print: wrapped, hyphenated, set in pages."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from decision_diff.model import Decision

ENGLISH = """\
DECISION 12 (C30)

Rules of the forum of community networks

The Council,

considering
a) that the forum has met three times since it was convened by the Plenipotentiary Conference, and that its reports are read widely;
b) the report of the working group on the well-being of delegates and on decision-making in small groups,

decides
1 to convene the forum every second year, at the seat of the Union or at a place that a Member State offers, for no more than four days;
2 that the agenda of the forum shall be drawn up by the Secretary-General in consultation with the chairs of the working groups:
a) the draft is published twelve weeks before the opening of the forum;
b) comments are received until the sixth week before the opening. They are published as they are received;
3 to review this decision in 2034,

instructs the Secretary-General
to report to the Council each year on the measures that were taken to carry out this decision, and on what they cost.
"""
CHINESE = """\
社区网络论坛条例
第一章　总则
第一条　为了规范社区网络论坛的召集、筹备和举行，保障各方平等参与，根据全权代表大会的有关决议，制定本条例。
第二条　论坛每两年举行一次，由理事会决定举行的日期和地点。东道国应当与国际电联签订协定，并承担由此产生的额外费用。
论坛为期不超过四天。有下列情形之一的，理事会可以推迟举行：
（一）东道国因不可抗力不能履行协定的；
（二）三分之一以上的成员国在论坛开幕三个月以前书面要求推迟，并说明理由的；
（三）经费不足，而理事会没有作出其他决定的。
第三条　论坛的议程草案由秘书长起草，在论坛开幕十二周以前在WTPF-26网站上公布，以征求成员国和部门成员的意见。
第二章　附则
第四条　本条例自公布之日起施行。
"""
RUSSIAN = """\
Положение о форуме
Статья 1. Общие положения
1. Форум созывается один раз в два года по решению Совета, который определяет дату и место его проведения.
2. Принимающая страна заключает с Союзом соглашение и несет связанные с этим дополнительные расходы.
Статья 2. Повестка дня
Проект повестки дня составляет Генеральный секретарь и публикует его за двенадцать недель до открытия форума.
"""
OWN = {"english": ENGLISH, "chinese": CHINESE, "russian": RUSSIAN}
BROKEN_SOON = """\
The Council,
recalling that the forum has met three times since it was convened by the
conference, and that the reports of its chairs are read {}
that took part in one of them,
decides
1 to convene the forum every second year, for no more than four days and
at the seat of the Union, or at a place that a Member State of it offers;
2 that the report of the working group is published six weeks before the
opening of the forum, in the six official languages;
3 to review this decision at the session that follows the third forum of
the period.
"""


def list_clauses(decision: Decision) -> list[tuple[str, str, str]]:
    return [(clause.level, clause.number, clause.words) for clause in decision.walk()]


def make_body(count: int = 10) -> Iterator[list[str]]:
    """Pages of lines, each with its own words."""
    for start in itertools.count(100, count):
        yield [f"In the year {1900 + n} the forum had {n} members." for n in range(start, start + count)]


def fill_pages(*lines: str, count: int = 10) -> str:
    """A page of lines before each of these."""
    return "\n".join(line for body, last in zip(make_body(count), lines, strict=False) for line in (*body, last))
