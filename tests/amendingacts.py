"""Amending acts and the texts that they amend, made up for tests."""

from __future__ import annotations

from decision_diff import amend, pipeline
from decision_diff.amend.instructions import Act, Instruction, Unread
from decision_diff.model import Decision

OLD = """灯塔管理办法
第一章　总则
第一条　为了管理灯塔，制定本办法。
第二条　灯塔由海务局管理。
海务局应当每年检查灯塔。
第三条　守塔人应当具备下列条件：
（一）年满十八周岁；
（二）身体健康；
（三）会说当地语言。
第四条　灯塔每晚点灯，不得提前熄灯。
第二章　守塔人
第五条　守塔人每月领取工资。
守塔人可以养羊。
第六条　守塔人不得离岛过夜。
第七条　海务局可以发给补贴。
第八条　违反本办法第四条规定的，处一百元罚款。
第九条　本办法自公布之日起施行。
"""
ACT = """关于修改《灯塔管理办法》的决定
海务委员会第三次会议决定对《灯塔管理办法》作如下修改：
一、将第二条第一款修改为：“灯塔由航标局管理。”
二、增加一条，作为第三条：“灯塔的颜色由航标局规定。”
三、将第三条改为第四条，第二项修改为：“（二）身体健康，视力良好；”
增加一项，作为第四项：“（四）会游泳。”
四、将第五条第二款单列一条，作为第七条，修改为：“守塔人可以养羊，但是不得超过十只。”
五、删去第七条。
六、将第八条改为第九条，其中的“一百元”修改为“二百元”。
七、将本办法中的“海务局”修改为“航标局”。
本决定自2026年5月1日起施行。
《灯塔管理办法》根据本决定作相应修改并对条文顺序作相应调整，重新公布。
"""
NEW = """灯塔管理办法
第一章　总则
第一条　为了管理灯塔，制定本办法。
第二条　灯塔由航标局管理。
航标局应当每年检查灯塔。
第三条　灯塔的颜色由航标局规定。
第四条　守塔人应当具备下列条件：
（一）年满十八周岁；
（二）身体健康，视力良好；
（三）会说当地语言；
（四）会游泳。
第五条　灯塔每晚点灯，不得提前熄灯。
第二章　守塔人
第六条　守塔人每月领取工资。
第七条　守塔人可以养羊，但是不得超过十只。
第八条　守塔人不得离岛过夜。
第九条　违反本办法第五条规定的，处二百元罚款。
第十条　本办法自公布之日起施行。
"""


def read_act(*sentences: str) -> Act:
    """An act on the text above that says these sentences, each a numbered item."""
    numbers = "一二三四五六七八九十"
    items = "".join(f"{numbers[at]}、{sentence}\n" for at, sentence in enumerate(sentences))
    return amend.read(f"关于修改《灯塔管理办法》的决定\n决定对《灯塔管理办法》作如下修改：\n{items}".encode())


def list_orders(*sentences: str) -> list[Instruction]:
    """What an act that says these sentences orders; an AssertionError names what was not understood."""
    part = read_act(*sentences).parts[0]
    assert not part.unread, [one.printed for one in part.unread]
    return list(part.instructions)


def list_unread(*sentences: str) -> list[Unread]:
    """What is not understood of an act that says these sentences."""
    return [one for part in read_act(*sentences).parts for one in part.unread]


def show(one: Instruction) -> str:
    """An instruction in one line: verb, old places, new places, words."""
    pieces = [one.verb, "、".join(map(str, one.sources)), "、".join(map(str, one.targets))]
    pieces += ["|".join(words.text for words in some) for some in (one.old_words, one.new_words)]
    pieces += [one.where, f"#{one.occurrence}" if one.occurrence else ""]
    return " ".join(piece for piece in pieces if piece)


def read_pair(old: str = OLD, new: str = NEW) -> tuple[Decision, Decision]:
    """Two texts, read."""
    return pipeline.read(text=old), pipeline.read(text=new)
