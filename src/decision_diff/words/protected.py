"""Patterns of what an edit never cuts: dates, ranges, numbers with their units, references, document symbols, addresses, Latin words.

第641号决定, 2026年6月9日至11日, 叁拾肆万伍仟元整, 2 360 000瑞士法郎, 第一条第（二）项, 第三、四条 and C25/43(Rev.1) are one token each.

Chinese stands here in simplified script only: a text in traditional script is looked at in simplified characters. What only a text in
another script can hold is put before these patterns when that script occurs (`find_pattern`); each such span holds a character of
its script, so what else stands in a text never changes where a span begins or ends. Spans of several words, in languages
that write spaces between them, are joined afterwards, from data: see `phrases`.

All quantifiers are bounded, possessive, or followed by something optional, so the time is linear on any input.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from decision_diff.patterns import build_either, late

# Latin only: a class that spans the planes takes milliseconds to compile. Those of A to ʯ are letters.
_WORD: Final = r"[0-9A-Za-zÀ-ÖØ-öø-ʯ\u0300-\u036f]"
_DIGIT: Final = r"[0-9０-９]"
_HAN_DIGITS: Final = "〇○零一二三四五六七八九十百千万亿两"
_NUMERAL: Final = f"[{_HAN_DIGITS}]"
_ANY: Final = f"[0-9０-９{_HAN_DIGITS}]"  # a digit of either kind
_TO: Final = build_either("-~‐‑–—～－至到")
# Spaces of a line, without those of a table; and what may stand between thousands besides. Each large set (see `build_either`) is written as
# seldom as can be, or as a test of one or two.
_SPACE: Final = r"(?:\s(?<![\t-\r\u3000]))"
_GROUPS: Final = rf"(?:{_SPACE}|['’])"


def _unless(characters: str) -> str:
    """A pattern for a place where none of these follows: two at a time, for the reason above."""
    return "".join(f"(?![{characters[at : at + 2]}])" for at in range(0, len(characters), 2))


_NUMBER: Final = rf"(?:{_DIGIT}{{1,3}}+(?>(?:{_GROUPS}{_DIGIT}{{3}}(?!{_DIGIT})){{1,6}})(?>(?:[.,]{_DIGIT}{{1,9}}+)?)|{_DIGIT}++(?>(?:{build_either('.,:．')}{_DIGIT}++)*))"

# 叁拾肆万伍仟元整: two numerals at least, or one with its unit; 陆 and 伍 are words and names as well.
_FINANCIAL_DIGITS: Final = "壹贰叁参肆伍陆柒捌玖拾佰仟"
_FINANCIAL_NUMBER: Final = (
    rf"[{_FINANCIAL_DIGITS[:-2]}](?=[元圆]|[{_FINANCIAL_DIGITS}万亿零份])[{_FINANCIAL_DIGITS}{_HAN_DIGITS}]{{0,30}}+"
)

# What follows would make the unit a part of another word: 三年级, 第一条件 (but 第三条约定), 五人民.
_UNIT: Final = (
    rf"(?:年度|年{_unless('级龄代轻')}|个?月(?![球])|日{_unless('常报期程')}间?|个?工作日|天(?![然气])|个?星期|周{_unless('期年边')}|个?小时|"
    rf"分钟|秒|周年|岁|%|％|‰|℃|个百分点|倍(?!数)|人次|人{_unless('民员口大工')}|名{_unless('称义单')}|次(?![要序])|届|"
    rf"瑞士法郎|瑞郎|人民币|新台币|美元|欧元|日元|港元|港币|韩元|卢布|澳元|英镑|円|角|"
    rf"(?:元{_unless('素旦')}|圆)(?>(?:[0-9{_FINANCIAL_DIGITS[:10]}{_HAN_DIGITS[3:12]}]{{1,2}}[角分]){{0,2}})(?:整{_unless('个改治理体')})?|"
    r"平方公里|平方米|立方米|公里|千米|厘米|毫米|米|公顷|亩|吨|千克|公斤|克|毫升|升|兆赫|千赫|吉赫|赫兹|兆瓦|千瓦时?|海里|分贝|"
    rf"个{_unless('人别体')}|项(?!目)|条(?!件|例|款|约(?!定))|款(?!项)|页|份(?!额)|件|台|辆|艘|"
    r"家(?!庭)|户(?![籍口])|位(?!置)|号(?![召码]))"
)

# A date begins with a year of four digits, or one of an era before a month (令和七年四月一日), or with a month and a day.
_DATE: Final = (
    rf"(?:(?:{_ANY}{{4}}\s?年|{_ANY}{{1,5}}\s?年(?=\s?{_ANY}{{1,3}}\s?月))"
    rf"(?:\s?(?:{_ANY}{{1,3}}\s?月(?:\s?{_ANY}{{1,3}}\s?日|{_DIGIT}{{1,2}}(?={_TO}{_DIGIT}{{1,2}}[日月]))?|[上下]半年|第(?:[1-4]|{build_either('一二三四')})季度)"
    rf"|{_unless('级龄代轻')}度?)"
    rf"|{_ANY}{{1,3}}\s?月\s?{_ANY}{{1,3}}\s?日)"
    # And where it ends: to another year, month or day.
    rf"(?:{_TO}(?={_ANY}{{1,4}}\s?{build_either('年月日')})(?>(?:{_ANY}{{4}}\s?年(?:[上下]半年|度)?)?)(?>(?:\s?{_ANY}{{1,3}}\s?月)?)(?>(?:\s?{_ANY}{{1,3}}\s?日)?))?"
)
_TIME: Final = rf"{_DIGIT}{{1,2}}时(?:{_DIGIT}{{1,2}}分(?:{_DIGIT}{{1,2}}秒)?|{_unless('代候期间刻')})"
# 2026-06-09, 2026. 6. 9., 09/06/2026, 14 h 30, 10.30 a.m.; and 2014/53/EU, which is none.
_DIGITAL_DATE: Final = (
    r"[0-9]{4}(?:-[0-9]{1,2}-[0-9]{1,2}|/[0-9]{1,2}/[0-9]{1,2}|\.[0-9]{1,2}\.[0-9]{1,2}|\.[ \xa0][0-9]{1,2}\.[ \xa0][0-9]{1,2}\.?)(?![0-9])"
    r"|[0-9]{2,4}/[0-9]{1,5}/[A-Z]{2,8}(?![A-Za-z])|[0-9]{1,2}/[0-9]{1,2}/[0-9]{2,4}(?![0-9])|[0-9]{1,2} ?h ?[0-9]{2}(?![0-9A-Za-z])"
    r"|[0-9]{1,2}(?:[.:][0-9]{2})?[ \xa0]?[ap](?:\.m\.|m(?![A-Za-z]))"
)

# 第三条之二, 第 9-1 條, 第（二）项, 第三、四条. 第一条第（二）项 is a chain, 第七届第三次 is not; 第二条第二号 ends with what a chain of Japanese ends
# with. Group 1: a link of a chain; group 2: what is none.
_REFERENCE: Final = (
    rf"(?:(?(2)(?!))第[ \u3000]?(?>(?:{build_either('、至到和及或~～–-')}?[（(]?{_ANY}{{1,20}}+(?>(?:{build_either('-–.之')}{_ANY}{{1,3}}+){{0,3}})[）)]?){{1,10}})[ \u3000]?(?:"
    rf"(条(?!件|例|款|约(?!定))|款(?!项)|项(?!目)|目{_unless('标的录')}|点(?!钟)|章(?!程)|节(?![目约])|编{_unless('制辑写码')})"
    rf"|(?(1)号{_unless('召码决建意通文公令')}|("
    rf"号(?:决定|决议|建议书|建议|意见|通函|文件|公告|令)?|届|次(?![要序])|轮|期{_unless('间限满')}|批(?![准评])|季度|"
    rf"年{_unless('级龄代轻度')}|研究组|卷|册|页|段|句|稿|类|部分|版)))(?>(?:[之の] ?{_ANY}{{1,3}}+){{0,3}}))+"
)

_DOMAIN: Final = r"(?i:int|org|com|net|gov|edu|info|eu|cn|ch)(?![A-Za-z0-9-])"

# council.itu.int/2025; other endings than these may as well be two sentences with no space between them.
_ADDRESS: Final = (
    r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}+@[A-Za-z0-9-]{1,63}+(?:\.[A-Za-z0-9-]{1,63}+){0,8}"
    r"|(?:https?://|www\.)[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]{0,2000}[A-Za-z0-9/=&#_~-]"
    rf"|(?:[A-Za-z0-9][A-Za-z0-9-]{{0,62}}+\.){{1,8}}{_DOMAIN}(?:/(?:[A-Za-z0-9\-._~/?#=&%+]{{0,2000}}[A-Za-z0-9/=&#_~-])?)?"
)

# 5(2)(b), 5.2(b)(i), 2A(3), 10.3(1)
_PATH: Final = (
    r"[0-9]{1,6}+[A-Za-z]{0,2}(?>(?:[.–-][0-9]{1,5}+[A-Za-z]?+){0,6})"
    r"(?>(?:\((?:[0-9]{1,3}[A-Za-z]?|[A-Za-z]{1,2}|[ivxlcIVXLC]{1,6})\)){1,6})"
)
# A/RES/79/1, S/2024/5, E/CN.4/2026/L.3: capitals and digits between slashes, with one digit at least.
_SYMBOL: Final = r"[A-Z](?=[A-Z./()-]{0,40}[0-9])[A-Z0-9]{0,9}+(?>(?:/[A-Z0-9][A-Za-z0-9.-]{0,15}(?<![.-])){1,8})"
_REVISION: Final = rf"\((?:Rev|Add|Corr)\.?{_DIGIT}{{0,3}}\)(?:[-/]{_WORD}+)*"

_SIGN: Final = rf"(?:(?<!\w)(?<![）)])(?<![\]］])(?<![％%])|(?<=[为于])){build_either('-+−±–')}(?=[0-9０-９])"
_COINS: Final = "$€£¥￥₩₽₹₺₴฿₫₪"
_COIN: Final = build_either(_COINS)
_CODE: Final = "(?:CHF|USD|EUR|GBP|CNY|RMB|JPY|RUB|KRW|HKD|TWD|NTD|MOP|SGD|CAD|AUD|NZD|SEK|NOK|DKK|INR|BRL|MXN|ZAR|AED|SAR|EGP|XDR|SDR)"
_PRICE: Final = rf"(?=[A-Z])(?:[A-Z]{{1,3}}\$|{_CODE})(?>{_SPACE}?)(?={_DIGIT})"  # NT$30,000, CHF 1 250 000
# Group 3: what is a token without a unit too. 三十日, 二十万元: not the 一 of 统一年度.
_QUANTITY: Final = (
    rf"(?:((?:(?!{_DIGIT})(?:{_SIGN}|{_COIN}(?>{_SPACE}?)|{_PRICE}))?{_NUMBER}[¼-¾]?(?>(?:{build_either(':：/')}{_DIGIT}++|{_TO}{_DIGIT}++(?>(?:[.,:]{_DIGIT}++)*))*)"
    rf"[十百千万亿]*(?>(?:{_DIGIT}{{1,4}}+[十百千万亿]{{1,2}}+){{0,3}})(?:余|多(?={build_either('年月日天元人个')}))?|{_FINANCIAL_NUMBER})"
    rf"|(?<![统唯单同之其任每另某划专再第期周{_HAN_DIGITS}]){_NUMERAL}{{1,20}}+)"
    rf"(?:{_UNIT}|[°ºª](?![CF])|{_SPACE}?(?:{build_either('%‰％٪')}|(?:{_COIN}|{_CODE}(?![A-Za-z]))(?!{_SPACE}?[0-9]))|(?(3)|(?!)))"
)
# Branches by what a span begins with. The first that matches counts.
_BASE: Final = "|".join(
    (
        f"(?=第){_REFERENCE}",
        rf"附{build_either('件录表')} ?(?:{_ANY}{{1,9}}+|[A-Z]{{1,3}}(?![A-Za-z]))",
        # The dictionary has 不得公开 and more of the kind; a modal verb is a word wherever it forbids.
        "不得"
        + _unless("不了已而人")
        + "".join(f"(?<![{two}]..)" for two in ("巴恨", "舍怪", "怨要", "顾由", "算使", "见")),
        f"(?=[A-Za-z0-9])(?:{_ADDRESS})",
        # ITU-D, e-mail, don't, C25/43(Rev.1)-C
        rf"(?=[A-ʯ])(?!{_PRICE})(?:{_SYMBOL}|{_WORD}++(?>(?:(?>(?:[-‐‑'’_&]|[./](?={_DIGIT}))?){_WORD}++)*))(?:{_REVISION})?",
        _DATE,
        rf"{_NUMERAL}{{1,5}}分之{_ANY}{{1,9}}+(?:[点.]{_ANY}{{1,9}}+)?",
        # 2.4GHz, 5G, 3GPP
        rf"(?={_DIGIT})(?:{_TIME}|{_DIGITAL_DATE}|{_PATH}|{_DIGIT}++(?>(?:[.,:]{_DIGIT}++)*)(?:(?=[A-ʯ])(?:[-‐‑]?{_WORD})+|-[A-Z]{{1,3}}(?![A-Za-z0-9])))",
        _QUANTITY,
    )
)
# What a protected span can begin with. Asked first, for most characters are none of these: three times as fast or more.
_STARTS: Final = rf"0-9０-９A-Za-zÀ-ÖØ-öø-ʯ+−±–{_COINS}第附不{_FINANCIAL_DIGITS}{_HAN_DIGITS}"

BASE: Final = late(f"(?=[{_STARTS}-])(?:{_BASE})")

# By script: what such a span can begin with besides, and its patterns. Each holds a character of the script.
_CYRILLIC_LETTER: Final = r"[\u0400-\u052f\u0300-\u036f]"
_CYRILLIC: Final = (
    r"\u0400-\u052f",
    # 41-ФЗ, 2-го
    rf"{_NUMBER}[-‐‑]?{_CYRILLIC_LETTER}{{1,9}}+(?!{_CYRILLIC_LETTER})",
    rf"[\u0400-\u052f]{_CYRILLIC_LETTER}*+(?>(?:[-‐‑’'](?>(?:{_CYRILLIC_LETTER}|{_DIGIT})+))*)",
)
_ARABIC_DIGIT: Final = r"[\u0660-\u0669\u06f0-\u06f9]"
_ARABIC: Final = (
    r"\u0660-\u0669\u06f0-\u06f9",
    rf"{_ARABIC_DIGIT}++(?>(?:[٫٬.,/:-]{_ARABIC_DIGIT}++|{_GROUPS}{_ARABIC_DIGIT}{{3}}(?!{_ARABIC_DIGIT}))*)(?:{_SPACE}?٪)?",
)
_KOREAN_NUMBER: Final = rf"{_NUMBER}(?>(?:[십백천만억조]{{1,3}}+ ?(?:{_NUMBER})?){{0,4}})"
_KOREAN_DATE: Final = r"[0-9]{2,4}년(?: ?[0-9]{1,2}월(?: ?[0-9]{1,2}일)?)?(?![간도])|[0-9]{1,2}월 ?[0-9]{1,2}일|[0-9]{1,2}시(?: ?[0-9]{1,2}분)(?![가-힣])"
_KOREAN_PLACE: Final = r"(?>(?:제 ?[0-9]{1,5}+ ?[조항호목장절편관](?>(?:의[0-9]{1,3}+)*))+)(?:[가-하]목)?|제 ?[0-9]{1,5}+ ?(?:차|회|호|기|권|판)"
_SCRIPTS_WITH_SPACES: Final = {"Cyrillic": _CYRILLIC, "Arabic": _ARABIC}


def _join_units(code: str, holding: str) -> str:
    """A pattern for the units and currencies of a language that hold a character of its script, longer ones first."""
    from decision_diff.languages import load  # noqa: PLC0415 - late: most texts need none
    from decision_diff.languages.zh_script import simplify  # noqa: PLC0415 - the same

    language = load(code)
    words = {simplify(word) for word in (*language.currencies, *language.measures, *language.percents)}
    return "|".join(
        sorted((re.escape(word) for word in words if re.search(holding, word)), key=lambda word: (-len(word), word))
    )


def _build_japanese() -> tuple[str, ...]:
    units = _join_units("ja", "[\u3041-\u30ff]")
    return (
        r"\u3041-\u30ff",
        rf"(?:{_NUMBER}[十百千万亿兆]*|{_NUMERAL}{{1,20}}+)(?:{units})",
        r"[\u30a1-\u30fa\u30fc-\u30ff][\u30a1-\u30fa\u30fc-\u30ff]*+",
    )


def _build_korean() -> tuple[str, ...]:
    units = _join_units("ko", "[가-힣]")
    return "제", _KOREAN_PLACE, _KOREAN_DATE, rf"{_KOREAN_NUMBER}[십백천만억조]*(?:{units})"


_LETTERS_WITHOUT_SPACES: Final = {"Kana": _build_japanese, "Hangul": _build_korean}


@lru_cache(maxsize=32)  # of our own data
def find_pattern(scripts: str) -> re.Pattern[str]:
    """The pattern for a text in which these scripts occur, as `scripts.find_scripts` names them."""
    names = [name for name in scripts.split() if name in _SCRIPTS_WITH_SPACES or name in _LETTERS_WITHOUT_SPACES]
    if not names:
        return BASE
    parts = [_SCRIPTS_WITH_SPACES.get(name) or _LETTERS_WITHOUT_SPACES[name]() for name in names]
    starts = "".join(part[0] for part in parts)
    branches = "|".join(branch for part in parts for branch in part[1:])
    return late(f"(?=[{_STARTS}{starts}-])(?:{branches}|{_BASE})")
