"""Chinese: the words by which a text shows its structure. Data only; `labels` and `parse` hold the rules."""

from __future__ import annotations

NUMERALS = "零一二三四五六七八九十百千〇○两廿卅"

# 编 章 节 条 款 项 目 as patterns (simplified and traditional), with the Akoma Ntoso element that each is.
UNITS: tuple[tuple[str, str], ...] = (
    ("[条條]", "article"),  # first, as the most frequent by far
    ("[编編]", "book"),
    ("分[编編]", "subdivision"),
    ("部分", "part"),
    ("章", "chapter"),
    ("[节節]", "section"),
    ("款", "paragraph"),
    ("[项項]", "point"),
    ("目", "indent"),
)

ANNEXES = ("附件", "附录", "附表", "附图", "后附资料")

# A line that begins with one of these and does not end like a sentence opens a part of a decision.
# Sources: the call lines of the Plenipotentiary's resolutions and the Council's decisions in Chinese.
RECITALS = (
    "认识到", "考虑到", "注意到", "忆及", "回顾", "铭记", "顾及", "强调", "重申", "确认", "承认", "认为", "欢迎", "赞赏",
    "深信", "确信", "意识到", "牢记", "关切", "进一步认识到", "进一步考虑到", "进一步注意到", "进一步忆及", "进一步强调",
    "还认识到", "还考虑到", "还注意到", "亦认识到", "亦考虑到", "亦注意到", "又认识到", "又考虑到", "又注意到",
)  # fmt: skip
OPERATIVES = (
    "做出决定", "作出决定", "做出决议", "作出决议", "决定", "决议", "责成", "请", "敦促", "呼吁", "鼓励", "授权", "批准", "建议",
    "要求", "指示", "进一步做出决定", "进一步做出决议", "进一步责成", "进一步请", "并责成", "并请", "还责成", "还请",
)  # fmt: skip

# The bodies that adopt: "国际电联理事会，" alone on a line is the enacting formula.
BODIES = ("理事会", "大会", "全会", "委员会", "国际电信联盟", "国际电联", "会议")

# Headings of a council document's cover block.
COVER = (
    "目的", "概要", "摘要", "理事会需采取的行动", "需采取的行动", "与《战略规划》的关联", "与战略规划的关联", "与战略规划的联系",
    "财务影响", "参考文件", "参考资料", "议项",
)  # fmt: skip

# What may follow 第三条 without a space when the line goes on with a sentence about article 3 (第五十二条以及…).
CITES = (
    "以及", "和", "与", "及", "或", "至", "到", "、", "，", "第", "的", "之", "所", "中", "规定", "除", "对", "外", "项", "款",
    "已", "应", "依照", "适用", "修改", "增加", "改为", "删去", "。", "；", "）", ")", "》", "”",
)  # fmt: skip

# Chapters that may stand without a number, spaced out as they often are (附　　则).
CHAPTERS = ("附则", "总则", "分则", "序言")

# What stands in the place of a repealed article that keeps its number.
TOMBSTONES = ("删去", "删除", "已删去", "已删除", "废止", "已废止", "刪去", "刪除", "廢止")

CONTENTS = ("目录", "目次", "目錄")

# Just the characters of the words above that are written otherwise in traditional script.
SIMPLIFIED = str.maketrans(
    "認識慮憶顧銘強調確讚賞歡關進還決議責請權準須會條節編項刪廢則總國際電聯訊員採動戰畫聯財務響參資題錄頒蓋團體規劃",
    "认识虑忆顾铭强调确赞赏欢关进还决议责请权准须会条节编项删废则总国际电联讯员采动战画联财务响参资题录颁盖团体规划",
)

# Frequent characters that are written in one of the two scripts only: how a text is told to be in it.
ONLY_SIMPLIFIED = "为国会与时个来们这发经对开业关区体实现应处义务产过当动机构场单员认议责请须条编则电联讯规划团财响资题录进还选举权确强调书记长门间问"
ONLY_TRADITIONAL = "為國會與時個來們這發經對開業關區體實現應處義務產過當動機構場單員認議責請須條編則電聯訊規劃團財響資題錄進還選舉權確強調書記長門間問"
