"""Shapes of input that leave a program little to hold on to, in any size: for `adversarial.py`, and for tests of a small size.

A shape of `TEXTS` gives two revisions of some `size` bytes each (UTF-8), one of `PAGES` a format and a redline in it that
`verify` is asked about, and one of `PACKAGES` two Word documents. The same on every run and every machine.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from io import BytesIO
from itertools import count, cycle
from random import Random

from made import edited, sentence, statute
from whole_shapes import WHOLE, Texts

LINE = 16  # bytes that a line, or a piece of markup, counts for at least


def fill(unit: str, size: int) -> str:
    """The unit again and again, whole, up to `size` bytes of UTF-8."""
    return unit * max(1, size // len(unit.encode()))


def touched(text: str) -> str:
    """The text with three small edits in it: a character put in, one taken out, one exchanged."""
    third = len(text) // 4
    return text[:third] + "x" + text[third : 2 * third] + text[2 * third + 1 : 3 * third] + "y" + text[3 * third + 1 :]


def repeated(unit: str, head: str = "") -> Texts:
    """A head, then one unit again and again; in the new text three of its characters differ."""

    def make(size: int) -> tuple[str, str]:
        text = head + fill(unit, size)
        return text, touched(text)

    return make


def numbered(line: str, head: str = "示例法\n") -> Texts:
    """Lines with {n} in them counted from 1; in the new text one line in fifty is gone."""

    def make(size: int) -> tuple[str, str]:
        lines = []
        left = size
        for n in count(1):
            lines.append(line.format(n=n, m=n + 1))
            left -= len(lines[-1].encode())
            if left <= 0:
                break
        return head + "".join(lines), head + "".join(one for at, one in enumerate(lines) if at % 50 != 7)

    return make


def rows(*lines: str, head: str = "示例决定\n") -> Texts:
    """The lines in turn, each ended; in the new text one in fifty is gone."""

    def make(size: int) -> tuple[str, str]:
        many = fill("\n".join(lines) + "\n", size).splitlines(keepends=True)
        return head + "".join(many), head + "".join(one for at, one in enumerate(many) if at % 50 != 7)

    return make


def nested(opening: str, closing: str) -> Texts:
    """Brackets in brackets, all of them closed."""

    def make(size: int) -> tuple[str, str]:
        times = max(1, size // len((opening + closing).encode()))
        text = opening * times + "甲" + closing * times
        return text, touched(text)

    return make


def articles(change: Callable[[Random, list[str]], list[str]], *, written: int = 110) -> Texts:
    """A statute of articles of so many characters, and what the change makes of them."""

    def make(size: int) -> tuple[str, str]:
        random = Random(1)
        old = [sentence(random, written) for _ in range(max(2, size // (3 * written + 24)))]
        return statute(old), statute(change(random, old))

    return make


def same_articles(size: int) -> tuple[str, str]:
    """Every article is the same, and in the new text there are fewer."""
    formula = sentence(Random(1), 110)
    number = max(10, size // (len(formula.encode()) + 20))
    return statute([formula] * number), statute([formula] * (number - number // 10))


def same_but_a_number(size: int) -> tuple[str, str]:
    """Every article is the same but for the article that it cites, which is the next one in the new text."""
    penalty = sentence(Random(1), 110).removesuffix("。") + "，违反本法第{}条规定的，处罚款。"
    number = max(10, size // (len(penalty.encode()) + 20))
    return (
        statute([penalty.format(n) for n in range(1, number + 1)]),
        statute([penalty.format(n) for n in range(2, number + 2)]),
    )


def sentences_elsewhere(size: int, *, sentences: int = 4, written: int = 30) -> tuple[str, str]:
    """Every article is rewritten, and one of its sentences stands in another article far away."""
    random = Random(1)
    letters = [chr(0x4E00 + at) for at in range(400)]
    number = max(10, size // (3 * sentences * (written + 1) + 24))
    old = [["".join(random.choices(letters, k=written)) for _ in range(sentences)] for _ in range(number)]
    new = [["".join(random.choices(letters, k=written)) for _ in range(sentences)] for _ in range(number)]
    for at, one in enumerate(old):
        new[(at + number // 2) % number][1] = one[0][: written // 2] + "应当" + one[0][written // 2 + 2 :]
        new[at][-1] = one[-1]  # so that each article has a partner
    return statute(["。".join(one) + "。" for one in old]), statute(["。".join(one) + "。" for one in new])


def shared_terms(size: int) -> tuple[str, str]:
    """Every article is written anew, of words of which each stands in two dozen articles of either text."""
    random = Random(1)
    letters = [chr(0x4E00 + at) for at in range(6000)]
    number = max(24, size // 390)
    words = ["".join(random.choices(letters, k=2)) for _ in range(max(60, number * 60 // 24))]
    texts = []
    for _ in range(2):
        drawn = words * 24
        random.shuffle(drawn)
        texts.append(statute(["，".join(drawn[at * 40 : at * 40 + 40]) + "。" for at in range(number)]))
    return texts[0], texts[1]


def items_made_lines(size: int) -> tuple[str, str]:
    """Every article has items within its sentence, and in the new text each of them has a line of its own."""
    random = Random(1)
    old, new = ["示例法"], ["示例法"]
    left = size
    for n in count(1):
        items = [f"（{'一二三四五'[k]}）{sentence(random, 6)}" for k in range(5)]
        head = f"第{n}条　{sentence(random, 12).strip('。')}："
        old.append(head + "".join(items))
        new += [head, *items]
        left -= len(old[-1].encode())
        if left <= 0:
            break
    return "\n".join(old) + "\n", "\n".join(new) + "\n"


def deep_list(size: int) -> tuple[str, str]:
    """Each line opens a list inside the last one's, in turn through all forms of numbers; then from the start again."""
    forms = (
        "第{}条　",
        "（{}）",
        "{}、",
        "{}.\t",
        "{}.1\t",
        "{}.1.1\t",
        "{})",
        "({})",
        "①",
        "a) ",
        "(a) ",
        "–\t",
        "•\t",
    )
    lines, left = [], size
    for form, n in zip(cycle(forms), count(1), strict=False):
        lines.append(form.format(n // len(forms) + 1) + "各单位应当\n")
        left -= len(lines[-1].encode())
        if left <= 0:
            break
    return "示例\n" + "".join(lines), "示例\n" + "".join(one for at, one in enumerate(lines) if at % 50 != 7)


def huge_and_other(size: int) -> tuple[str, str]:
    """One paragraph each, of characters in no order and with nothing in common but the characters."""
    letters = [chr(0x4E00 + at) for at in range(600)]
    return tuple("".join(Random(seed).choices(letters, k=size // 3)) for seed in (1, 2))  # type: ignore[return-value]


def one_paragraph(size: int) -> tuple[str, str]:
    """One paragraph of sentences, each of them edited."""
    random = Random(1)
    old = [sentence(random, 60) for _ in range(max(1, size // 190))]
    return "".join(old) + "\n", "".join(edited(random, one) for one in old) + "\n"


TEXTS: dict[str, Texts] = {
    "one letter": repeated("a"),
    "letters and spaces": repeated("ab "),
    "words of one letter": repeated("a b c "),
    "long words at the end": repeated("a" * 30_000 + "\n"),
    "one digit": repeated("1"),
    "zeros": repeated("0"),
    "a zero numeral": repeated("〇"),
    "zeros and numerals": repeated("○0〇一 "),
    "Chinese numerals": repeated("一二三十百千"),
    "a citation that never ends": repeated("一", "第一条　依照本法第"),
    "a number that never ends": repeated("9", "第一条　依照第"),
    "numbers with dots": repeated("1."),
    "numbers with dots and commas": repeated("1,1.1:"),
    "dates": repeated("2026年6月9日至"),
    "groups of thousands": repeated("1 000 "),
    "numbers and words": repeated("5 million "),
    "days and months": repeated("9 June 2026, "),
    "citations of what stands before": numbered("第{n}条　依照前条、第一条至第三条，违反本法第{n}条。"),
    "citations in one list": repeated("本法第一条、第二条，", "第一条　甲。\n第二条　乙。\n第三条　依照"),
    "citations in words": repeated("paragraph 1 of Article 2, ", "Article 1: It.\nArticle 2: Is.\nArticle 3: See "),
    "citations of call lines": repeated("做出决定1、", "决定\n做出决定\n1\t甲；\n2\t乙；\n3\t"),
    "articles in a list": repeated("1, ", "第一条　Articles "),
    "articles and their parts": repeated("§ 2 Absatz 1 Nummer "),
    "points in brackets": repeated("第（一）"),
    "financial numerals": repeated("壹拾万"),
    "dates of other languages": repeated("9. Juni 2026 bis 2026년 6월 9일 и 9 июня 2026 года "),
    "citations of other languages": repeated(
        "§ 2 Absatz 1 Satz 2, l'article L. 123-4, статьи 3 и 4, 第二条第一項第三号, 제2조제1항제3호, المادة 3 "
    ),
    "articles that cite": rows("Article 1 Members under Article 2(1)(a), paragraph 3 of Article 4 and Articles 5 to 7 report."),
    "prices": repeated("US$1 CHF "),
    "footnotes": repeated("a word1\n____\n1\tA note.\n"),
    "rules": repeated("____\n", "a word1\n"),
    "rules within a line": repeated("word1 _____ 1 Note. ", "第一条　"),
    "marks that count on": repeated("[1] a\n[2] b\n\n", "____\n"),
    "proposals": repeated("MOD\tUSA/12/1\nReasons: the dates of the forum are brought up to date.\n"),
    "editorial notes": repeated("[Editorial note: a\n"),
    "rows of an agenda": repeated("Item\tName\n1\tOpening\n"),
    "pairs of brackets": repeated("（甲）乙"),
    "brackets that are torn": repeated("（甲（乙）", "第一条　）"),
    "traditional characters": repeated("會議決定"),
    "Japanese without an end": repeated("船舶を整えなければならない"),
    "hiragana": repeated("なければ"),
    "Korean words": repeated("위원회의 "),
    "a Korean word without an end": repeated("사람을"),
    "Cyrillic words with numbers": repeated("41-ФЗ статьи 5 "),
    "Arabic numbers": repeated("١٬٢٣٤ "),
    "brackets never closed": repeated("（"),
    "brackets of all kinds": repeated("（(《“‘「『【〔〈["),
    "brackets closed only": repeated("）"),
    "brackets on each line": rows("（甲方应当", "(乙方"),
    "brackets in brackets": nested("(", ")"),
    "full-width brackets in brackets": nested("（", "）"),
    "square brackets": repeated("[]"),
    "square brackets in square brackets": nested("[", "]"),
    "square brackets around words": repeated("[shall] [may] "),
    "square brackets never closed": repeated("甲[乙[丙]"),
    "square brackets closed only": repeated("]"),
    "full-width square brackets": repeated("［甲］乙"),
    "square brackets and others in turn": repeated("[(［（]甲)）］"),
    "square brackets of alternatives": repeated("[甲]/[乙] "),
    "square brackets around numbers": repeated("[(1)] "),
    "square brackets over lines": rows("[甲方应当", "乙方]应当", "[丙方]"),
    "numbers behind square brackets": rows("[1\tto invite members]", "[2\tto note", "the report]"),
    "quotes in quotes": nested("“", "”"),
    "quotes opened": rows("“甲方应当", "乙方应当"),
    "quotes closed": rows("甲方应当”", "乙方应当”"),
    "quotes in turn": rows("“甲方应当", "「乙方应当", "丙方”应当", "丁方"),
    "quotes around each": rows("第一条　将第二条修改为：“第二条　甲方", "乙方应当", "丙方。”"),
    "white space": repeated(" "  , "甲"),
    "white space on lines": repeated(" " * 200 + "甲\n"),
    "wide and odd spaces": repeated("\u3000\u2003\u00a0 x"),
    "tabs": repeated("\t", "甲"),
    "cells on one line": repeated("甲\t"),
    "rows of a sheet": rows("甲方\t乙方\t丙方", "一\t二"),
    "rows over lines": rows("\t甲方", "\t乙方", ""),
    "rows never ended": rows("\t甲方", "\t乙方"),
    "one tab and never another": rows("\t甲方", "乙方", "丙方"),
    "bars": rows("| 甲 | 乙 | 丙 |"),
    "bars on one line": repeated("| ", "|甲"),
    "empty lines": repeated("\n", "甲\n"),
    "one character a line": rows(*"天地玄黄宇宙洪荒"),
    "numbers a line": rows("1", "2", "3"),
    "numbers and letters a line": rows("甲", "1", "(a)", "", "2.", "I"),
    "a line of a megabyte": repeated("The members shall report, ", "Article 1  "),
    "one letter a line": rows(*"abcdefg"),
    "line ends of all kinds": repeated("甲\r\n乙\r丙\n"),
    "nested lists": deep_list,
    "two lists in turn": rows("2.\t甲方应当", "b)\t乙方应当"),
    "lists resumed": rows("第一条　甲", "（二）乙", "丙方应当", "3.\t丁方", "戊方应当："),
    "three lists in turn": rows("5)\t甲", "c)\t乙", "（七）丙", "丁"),
    "numbers in turn": rows("1.\t甲", "a)\t乙"),
    "numbers with nothing": rows("1.", "2.", "3."),
    "bare articles": numbered("第{n}条\n"),
    "bare annexes": numbered("附件{n}\n"),
    "annexes and words": numbered("附件{n}\n甲方应当提交报告。\n"),
    "annexes glued": repeated("甲方。附件1"),
    "call lines": rows("The Council,", "recalling further", "decides", "instructs the Director of the Bureau", "责成秘书长"),
    "call lines never ended": repeated("further instructs, ", "instructs "),
    "call lines of nine languages": rows("décide", "решает", "يقرر", "次のことを決定する。", "다음을 인식하고,", "beschließt", "acuerda"),
    "chapters": numbered("第{n}章　总则\n第{n}条　甲方应当提交报告{n}。\n"),
    "chapters without end": rows("第一章　总则", "第二章　分则"),
    "contents": numbered("第{n}章　总则\n", "示例法\n目录\n"),
    "contents again and again": rows("目录", "第一章　总则", "第二章　分则"),
    "cover lines": rows("决定草案", "决议草案", "附件"),
    "calls": rows("做出决定", "1\t请秘书长", "责成秘书长", "考虑到"),
    "formulas": rows("国际电联理事会，", "国际电联理事会，", "考虑到"),
    "doubtful numbers": rows("3 experts shall", "4 experts shall", "3 experts"),
    "one article again and again": rows("第一条　甲方应当提交报告。"),
    "every line a heading": rows("PART ONE", "Chapter 1", "Section 1", "Article 1"),
    "letters in turn": rows("i) one", "ii) two", "h) eight", "j) ten"),
    "places that never end": repeated("之一", "第一条"),
    "deep places": repeated("1.1.1.1 甲\n1.1.1.2 乙\n"),
    "repealed articles": numbered("第{n}条　（删去）\n"),
    "citations": numbered("第{n}条　依照本法第{m}条、第{n}条和第{m}条的规定，适用附件{n}。\n"),
    "citations on one line": repeated("本法第十二条、第十三条和第十五条，", "第一条　"),
    "articles of the act alone": repeated("本法"),
    "file names and addresses": repeated("a.b.c/d "),
    "lower-case dots": repeated("a."),
    "addresses of mail": repeated("a.a+a@"),
    "links": repeated("http://"),
    "numbers of notes": repeated("[1]"),
    "numbers alone above words": rows("(a)", "甲方应当提交报告", "(b)", "乙方"),
    "headings above numbers": rows("Scope", "1. One.", "Requests", "2. Two."),
    "annexes in a list": rows("附件：1. 甲", "2. 乙", "3. 丙"),
    "initials": rows("A. MARTIN", "J. MARTIN", "И. ИВАНОВ"),
    "articles of codes": numbered("Article R. {n}-1\nLes bacs suivent l'article R. {m}-1 et l'article L. {n}-1.\n", "Code\n"),
    "citations of codes": repeated("R. 123-4 et L. 123-4, ", "Article R. 1-1\nVoir les articles "),
    "two numbers on a line": rows("Art. 3. – I. – Les bacs", "II. – Ils"),
    "lists in Arabic": rows("المادة ١", "١ - المنارة", "أ - برج"),
    "lists in Korean": rows("제1조(목적) ① 나루를", "② 나루", "1. 나루", "가. 나루"),
    "words cut at line ends": rows("exam-", "ple of an exam-", "ple"),
    "wrapped lines": rows("The members shall report to the", "Council of the Union in the light"),
    "hyphens": repeated("a-"),
    "document numbers": repeated("C25/1(Rev.1)-"),
    "page numbers at the end": rows("- 1 -", "image1.png", "C25/5(Rev.1)-C\t1"),
    "slashes": repeated("A/", "甲\n"),
    "combining marks": repeated("\u0301", "甲e"),
    "marks on each": repeated("e\u0301\u0302"),
    "families of emoji": repeated("👨\u200d👩\u200d👧\u200d"),
    "variation selectors": repeated("葛\U000e0100"),
    "hidden characters": repeated("\u200b"),
    "private use": repeated("\ue004"),
    "beyond the plane": repeated("𠮷"),
    "right to left": repeated("\u202e\u0627\u0628 "),
    "Thai without spaces": repeated("กิจ"),
    "kana": repeated("あいうえお"),
    "dashes": repeated("—"),
    "marks": repeated("，。；：、"),
    "percent and per mille": repeated("百分之"),
    "money": repeated("$1,000.00至"),
    "forbidden": repeated("不得"),
    "markup": repeated("<b>&amp;[-x-]{+y+}"),
    "a huge paragraph, all others": huge_and_other,
    "a huge paragraph, edited": one_paragraph,
    "sentences in other articles": sentences_elsewhere,
    "articles of many sentences": lambda size: sentences_elsewhere(size, sentences=66, written=6),
    "terms that two dozen articles share": shared_terms,
    "items made lines": items_made_lines,
    "lines that begin alike": numbered("第{n}条　甲方应当\n甲方应当\n甲方应当提交\n甲方应当\n"),
    "all the same": same_articles,
    "all the same but for a number": same_but_a_number,
    "all renumbered": articles(lambda random, old: [sentence(random, 110), *old]),
    "all moved": articles(lambda random, old: random.sample(old, len(old))),
    "all edited": articles(lambda random, old: [edited(random, text) for text in old]),
    "all moved and edited": articles(lambda random, old: [edited(random, text) for text in random.sample(old, len(old))]),
    "all rewritten": articles(lambda random, old: [sentence(random, 110) for _ in old]),
    "all short and rewritten": articles(lambda random, old: [sentence(random, 6) for _ in old], written=6),
    "all long and rewritten": articles(lambda random, old: [sentence(random, 1500) for _ in old], written=1500),
    "all joined by two": articles(
        lambda _, old: [a[:-1] + "；" + b for a, b in zip(old[::2], old[1::2], strict=False)]
    ),
    "all joined to one": articles(lambda _, old: ["；".join(text[:-1] for text in old) + "。"]),
    "all split from one": articles(lambda _, old: old[:1], written=110),
    "all repealed": articles(lambda _, old: ["（删去）"] * len(old)),
    "upside down": articles(lambda _, old: old[::-1]),
    **WHOLE,
}  # fmt: skip


def page(head: str, unit: str) -> Callable[[int], tuple[str, str]]:
    """An HTML page of one unit again and again."""
    return lambda size: ("html", head + fill(unit, size))


def json_page(clauses: bool) -> Callable[[int], tuple[str, str]]:
    """A JSON redline with one change of very many clauses, or with very many edits of nothing."""

    def make(size: int) -> tuple[str, str]:
        side = [{"text": "甲方", "number": None, "position": n} for n in range(size // (55 if clauses else 10**9))]
        edit = {"old": {"text": "甲方\n"}, "new": {"text": "甲方\n"}}
        record = {"old": side, "new": [], "edits": [edit] * (size // 60 if not clauses else len(side))}
        return "json", json.dumps({"changes": [record], "unchanged": []}, ensure_ascii=False)

    return make


PAGES: dict[str, Callable[[int], tuple[str, str]]] = {
    "elements never closed": page("<!DOCTYPE html>", '<div data-n="1" data-o="1">a'),
    "insertions never closed": page("", "<ins>a"),
    "insertions around places": page("", '<ins><p data-n="1" data-o="1">a'),
    "elements closed only": page("", "</p>"),
    "tags never ended": page("", "<a "),
    "tags begun in tags": page("", "<a<a"),
    "attributes without end": page("<p ", "a=1 "),
    "attributes without value": page('<p data-n="', "a' "),
    "comments never ended": page("", "<!--"),
    "comments ended wrongly": page("", "<!-- --!"),
    "declarations": page("", "<!a"),
    "instructions never ended": page("", "<?"),
    "sections never ended": page("", "<![CDATA["),
    "characters by name": page('<p data-n="1" data-o="1">', "&amp"),
    "ampersands": page('<p data-n="1" data-o="1">', "&"),
    "numbers of characters": page('<p data-n="1" data-o="1">', "&#x"),
    "less than": page('<p data-n="1" data-o="1">', "<"),
    "end tags never ended": page("", "</a "),
    "scripts never ended": page("<script>", "</scrip"),
    "a text of text areas": page("<textarea>", "<"),
    "words in a place": page('<p data-n="1" data-o="1">', "a<b>b</b>"),
    "hidden characters": page('<p data-n="1" data-o="1">', '<i class="hid" data-c="200b"></i>'),
    "a place that is a long number": page("", f'<p data-n="{"1" * 3000}" data-o="1">a</p>'),
    "JSON of many clauses": json_page(clauses=True),
    "JSON of many edits": json_page(clauses=False),
    "JSON lists never closed": lambda size: ("json", "[" * size),
    "JSON objects never closed": lambda size: ("json", '{"a":' * (size // 5)),
    "JSON digits": lambda size: ("json", "1" * size),
    "JSON escapes": lambda size: ("json", '{"unchanged":[],"changes":"' + "\\u0041" * (size // 6) + '"}'),
}  # fmt: skip

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/d.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONSHIPS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="r" Type="{_OFFICE}" Target="d.xml"/></Relationships>'
)


def package(body: str) -> bytes:
    """A Word document of no more than this body."""
    document = f'<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>'
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (("[Content_Types].xml", _TYPES), ("_rels/.rels", _RELATIONSHIPS), ("d.xml", document)):
            archive.writestr(zipfile.ZipInfo(name), content)
    return buffer.getvalue()


def body(unit: str, before: str = "", after: str = "") -> Callable[[int], tuple[int, bytes, bytes]]:
    """A document of one piece of markup again and again between two others, and the same with a paragraph in the middle."""

    def make(size: int) -> tuple[int, bytes, bytes]:
        half = fill(unit, size // 4)
        more = f"{after}<w:p><w:r><w:t>乙方</w:t></w:r></w:p>{before}"
        old, new = f"{before}{half}{half}{after}", f"{before}{half}{more}{half}{after}"
        counted = max(len(unit.encode()), LINE) / len(unit.encode())  # as a line of text, however little there is in it
        return int((len(old.encode()) + len(new.encode())) * counted), package(old), package(new)

    return make


_P, _END = "<w:p>", "</w:p>"

PACKAGES: dict[str, Callable[[int], tuple[int, bytes, bytes]]] = {
    "one letter a run": body("<w:r><w:t>a</w:t></w:r>", _P, _END),
    "one letter a paragraph": body("<w:p><w:r><w:t>甲</w:t></w:r></w:p>"),
    "empty paragraphs": body("<w:p/>"),
    "tabs": body("<w:r><w:tab/></w:r>", _P, _END),
    "insertions": body('<w:ins w:id="1" w:author="A"><w:r><w:t>a</w:t></w:r></w:ins>', _P, _END),
    "insertions and deletions": body(
        '<w:ins w:id="1"><w:r><w:t>a</w:t></w:r></w:ins><w:del w:id="2"><w:r><w:delText>b</w:delText></w:r></w:del>', _P, _END
    ),
    "paragraph marks deleted": body(
        '<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p>'
    ),
    "fields never closed": body('<w:r><w:fldChar w:fldCharType="begin"/></w:r>', _P, _END),
    "fields closed only": body('<w:r><w:fldChar w:fldCharType="end"/></w:r>', _P, _END),
    "fields in fields": body(
        '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>IF</w:instrText>'
        '<w:fldChar w:fldCharType="separate"/><w:t>a</w:t></w:r>', _P, _END
    ),
    "bookmarks": body('<w:bookmarkStart w:id="1" w:name="a"/><w:bookmarkEnd w:id="1"/>', _P, _END),
    "moves": body('<w:moveFromRangeStart w:id="1" w:name="a"/><w:moveFrom w:id="2"><w:r><w:t>a</w:t></w:r></w:moveFrom>', _P, _END),
    "table of one row": body("<w:tc><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc>", "<w:tbl><w:tr>", "</w:tr></w:tbl>"),
    "tables of one cell": body("<w:tbl><w:tr><w:tc><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"),
    "rows": body("<w:tr><w:tc><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr>", "<w:tbl>", "</w:tbl>"),
    "sections": body("<w:p><w:pPr><w:sectPr/></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>"),
    "content controls": body("<w:sdt><w:sdtContent><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:sdtContent></w:sdt>"),
    "notes that are not there": body('<w:p><w:r><w:t>甲</w:t><w:footnoteReference w:id="7"/></w:r></w:p>'),
    "deep nesting": body(
        "<w:sdt><w:sdtContent>" * 60 + "<w:p><w:r><w:t>甲</w:t></w:r></w:p>" + "</w:sdtContent></w:sdt>" * 60
    ),
}  # fmt: skip
