"""Tokens: the pieces of a text that an edit never cuts. Lossless: they join to the text, whatever it holds.

Four steps:

1. Protected spans are found by one regular expression: dates, ranges, numbers with their units, references, document
   symbols, addresses, Latin words. 第641号决定 and 2026年6月9日至11日 and C25/43(Rev.1) are one token each.
2. What lies between is taken apart: a run of Han goes to the segmenter; a run of spaces and a word of another script
   is a token; so is every other character (punctuation, tab, line feed, kana) by itself.
3. What a reader takes for one character (a grapheme cluster: an accent, a jamo, a joined emoji) stays together: see `graphemes`.
4. Nothing else: no folding, no dropping. A text without Han never loads a dictionary.

All quantifiers are bounded, possessive, or followed by something optional, so the time is linear on any input.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate, groupby, pairwise

from decision_diff.characters import is_han, is_kana
from decision_diff.languages.zh_script import simplify
from decision_diff.patterns import late
from decision_diff.words.graphemes import find_inner

# Latin only: a class that spans the planes takes milliseconds to compile. Other scripts' words are found in step 2.
_LETTER = "[A-Za-zÀ-ÖØ-öø-ʯ]"
_WORD = r"[0-9A-Za-zÀ-ÖØ-öø-ʯ\u0300-\u036f]"
_DIGIT = r"[0-9０-９]"
_NUMERAL = "[〇○零一二三四五六七八九十百千万亿两]"
_ONE_TO_NINE = "一二三四五六七八九"
_TO = "[-‐‑–—~～－至到]"


def _unless(characters: str) -> str:
    """A pattern for a place where none of these follows.

    Two at a time: for a set of three characters or more, beyond ASCII, `re` fills a table of 65,536 places.
    """
    return "".join(f"(?![{characters[at : at + 2]}])" for at in range(0, len(characters), 2))


# What follows would make the unit a part of another word: 三年级, 第一条件 (but 第三条约定), 五人民.
_UNIT = (
    rf"(?:年度|年{_unless('级龄代轻')}|个?月(?![球])|日{_unless('常报期程')}|个?工作日|天(?![然气])|个?星期|周{_unless('期年边')}|个?小时|"
    rf"分钟|秒|周年|岁|%|％|‰|℃|个百分点|倍(?!数)|人次|人{_unless('民员口大工')}|名{_unless('称义单')}|次(?![要序])|届|"
    r"瑞士法郎|瑞郎|人民币|美元|欧元|日元|港元|澳元|英镑|元(?![素旦])|角|"
    r"平方公里|平方米|立方米|公里|千米|厘米|毫米|米|公顷|亩|吨|千克|公斤|克|毫升|升|兆赫|千赫|吉赫|赫兹|"
    rf"个{_unless('人别体')}|项(?!目)|条(?!件|例|款|约(?!定))|款(?!项)|页|份(?!额)|件|台|辆|艘|"
    r"家(?!庭)|户(?![籍口])|位(?!置)|号(?![召码]))"
)
_NUMBER = rf"{_DIGIT}+(?:[.,:．]{_DIGIT}+)*"
_HAN_NUMBER = rf"{_NUMERAL}{{1,20}}+"
_ANY_NUMBER = rf"(?:{_DIGIT}{{1,9}}+|{_HAN_NUMBER})"

_YEAR = rf"(?:{_DIGIT}{{4}}|[〇○零０{_ONE_TO_NINE}]{{4}})\s?年"
_MONTH = rf"(?:{_DIGIT}{{1,2}}|十[一二]?|[{_ONE_TO_NINE}])\s?月"
_DAY = rf"(?:{_DIGIT}{{1,2}}|(?:[二三]?十)?[{_ONE_TO_NINE}]|[二三]?十)\s?日"
# What a date begins with, a year as often as not, and what follows it.
_OF_YEAR = (
    rf"{_YEAR}(?:\s?(?:{_MONTH}(?:\s?{_DAY}|{_DIGIT}{{1,2}}(?={_TO}{_DIGIT}{{1,2}}[日月]))?|[上下]半年|第[一二三四1-4]季度)"
    rf"|{_unless('级龄代轻')}度?)"
)
_DATE = rf"(?:{_OF_YEAR}|{_MONTH}\s?{_DAY})(?:{_TO}(?:{_OF_YEAR}|(?:{_MONTH}\s?)?{_DAY}|{_MONTH}))?"

_PLACE = (
    rf"第{_ANY_NUMBER}(?:条(?!件|例|款|约(?!定))|款(?!项)|项(?!目)|目{_unless('标的录')}|章(?!程)|节(?![目约])|编{_unless('制辑写码')})"
    rf"(?:之{_NUMERAL}{{1,3}}+)?"
)
_REVISION = rf"(?:\((?:Rev|Add|Corr)\.?{_DIGIT}{{0,3}}\)(?:[-/]{_WORD}+)*)"

_REFERENCE = (
    rf"(?:{_PLACE})+"
    rf"|第{_ANY_NUMBER}(?:号(?:决定|决议|建议书|建议|意见|通函|文件|公告|令)?|届|次(?![要序])|轮|期{_unless('间限满')}|批(?![准评])|季度|年{_unless('级龄代轻度')}|研究组|"
    r"卷|册|页|段|句|稿|类|部分|版)"
)

_DOMAIN = r"(?i:int|org|com|net|gov|edu|info|eu|cn|ch)(?![A-Za-z0-9-])"

# What a protected span can begin with. Asked first, for most characters are none of these: three times as fast or more.
_STARTS = rf"[0-9０-９A-Za-zÀ-ÖØ-öø-ʯ$€£¥￥第附不{_NUMERAL[1:-1]}]"
_PROTECTED = late(
    rf"(?={_STARTS})(?:"
    + "|".join(
        (
            r"[A-Za-z0-9](?<![A-Za-z0-9._%+-].)[A-Za-z0-9._%+-]{0,63}+@[A-Za-z0-9-]{1,63}+(?:\.[A-Za-z0-9-]{1,63}+){0,8}",
            r"(?:https?://|www\.)[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]{0,2000}[A-Za-z0-9/=&#_~-]",
            # council.itu.int/2025; other endings may as well be two sentences with no space between them
            rf"(?:[A-Za-z0-9][A-Za-z0-9-]{{0,62}}+\.){{1,8}}{_DOMAIN}(?:/(?:[A-Za-z0-9\-._~/?#=&%+]{{0,2000}}[A-Za-z0-9/=&#_~-])?)?",
            _REFERENCE,
            rf"附[件录表](?:{_DIGIT}{{1,9}}+|{_NUMERAL}{{1,3}}+)",
            _DATE,
            rf"(?:百|千|万|{_NUMERAL}{{1,5}})分之(?:{_NUMBER}|{_NUMERAL}{{1,9}}+(?:点{_NUMERAL}{{1,9}}+)?)",
            # The dictionary has 不得公开 and more of the kind; a modal verb is a word wherever it forbids.
            r"不得(?<![巴恨舍怪怨要顾由算使见]..)" + _unless("不了已而人"),
            # 2.4GHz, 5G, 3GPP
            rf"{_NUMBER}{_LETTER}(?:{_WORD}|[-‐‑]{_WORD})*",
            rf"[$€£¥￥]?{_NUMBER}(?:[:：/]{_DIGIT}+|{_TO}{_NUMBER})*[十百千万亿]*(?:余|多(?=[年月日天元人个]))?{_UNIT}?",
            # 三十日, 二十万元: not the 一 of 统一年度
            rf"{_NUMERAL}(?<![统唯单同之其任每另某划专再第期周{_NUMERAL[1:-1]}].){_NUMERAL}{{0,19}}+{_UNIT}",
            # ITU-D, e-mail, don't, C25/43(Rev.1)-C
            rf"{_LETTER}{_WORD}*(?:(?:[-‐‑'’_&]|[./](?={_DIGIT})){_WORD}+)*{_REVISION}?",
        )
    )
    + ")"
)


class _Scripts(dict[str, str]):
    """What characters of a stretch without protected spans are joined to: each to its neighbours of the same script."""

    def __missing__(self, char: str) -> str:
        self[char] = script = _find_script(char)
        return script


def _find_script(char: str) -> str:
    """Of Han, a space, or a letter of any other script ("word"); "" for what is a token by itself."""
    if is_han(char):
        return "Han"
    if char == " ":
        return "space"
    return "word" if char.isalnum() and not char.isdecimal() and not is_kana(char) else ""


_SCRIPTS = _Scripts()
Chunk = tuple[str, bool]  # a token; or, with True, a run of Han that is not cut into its words yet


def tokenize(text: str) -> tuple[str, ...]:
    """The tokens of `text`, in order; `"".join(tokenize(text)) == text` for every string, lone surrogates too."""
    return cut_words(cut_chunks(text))


def cut_chunks(text: str) -> list[Chunk]:
    """The tokens of `text`, but for its runs of Han, which stay whole. Texts that hold a mark of step 3, or traditional script, are cut."""
    simple = simplify(text)
    chunks = _cut_simple(simple)
    glued = find_inner(text)
    if simple is text and not glued:
        return chunks
    tokens = cut_words(chunks)
    ends = [0, *accumulate(map(len, _join(tokens, glued) if glued else tokens))]
    return [(text[start:end], False) for start, end in pairwise(ends)]


def _cut_simple(text: str) -> list[Chunk]:
    """The chunks of a text in simplified script, or in none, before step 3."""
    found: list[Chunk] = []
    end = 0
    for match in _PROTECTED.finditer(text):
        start = match.start()
        if start == end + 1 and text[end] < "\u3000":  # mostly a space between two words
            found.append((text[end], False))
        elif start > end:
            _take_apart(text[end:start], found)
        end = match.end()
        found.append((match.group(), False))
    if end < len(text):
        _take_apart(text[end:], found)
    return found


def cut_words(some: Iterable[Chunk]) -> tuple[str, ...]:
    """The tokens of these chunks, in order."""
    tokens: list[str] = []
    for text, is_run in some:
        if is_run:
            from decision_diff.languages import zh_segmenter  # noqa: PLC0415 - late: only Chinese needs it

            tokens.extend(zh_segmenter.cut(text))
        else:
            tokens.append(text)
    return tuple(tokens)


def _take_apart(text: str, found: list[Chunk]) -> None:
    """Append the chunks of a stretch that holds no protected span."""
    for script, joined in groupby(text, _SCRIPTS.__getitem__):
        if script:
            found.append(("".join(joined), script == "Han"))
        else:
            found.extend([(char, False) for char in joined])


def _join(tokens: Sequence[str], glued: set[int]) -> list[str]:
    groups: list[list[str]] = []
    at = 0
    for token in tokens:
        if at in glued:
            groups[-1].append(token)
        else:
            groups.append([token])
        at += len(token)
    return ["".join(group) for group in groups]
