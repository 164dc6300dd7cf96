"""The numbering grammar: what counts as a number at the head of a line, and what it means.

    第三条之二　…      "第三条之二"   (3, 2)     article     之一 and bis count as one more place
    （十二）…          "（十二）"     (12,)      point
    3bis.1	…          "3bis.1"       (3, 2, 1)  paragraph
    –	…              "–"            ()         item        a bullet has no value

`FORMS` is the whole grammar, one row per form, tried in order. What a line looks like is decided here; whether a
doubtful reading is meant (`FoundLabel.weak`) is decided by `parse`, which knows what number is due. Half and full
width read the same; the label keeps the characters as printed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from unicodedata import numeric

from decision_diff.frozen import frozen
from decision_diff.languages import en, zh
from decision_diff.memory import remembered
from decision_diff.model import Label
from decision_diff.patterns import late

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")}
_DIGITS |= {"〇": 0, "○": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_TENS = {"廿": 20, "卅": 30}
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_ROMAN_FORM = late("(?=.)m{0,3}(cm|cd|d?c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})")
_WIDE = str.maketrans({chr(0xFF01 + i): chr(0x21 + i) for i in range(94)})

_SPACES = " \t\u00a0\u3000" + "".join(map(chr, range(0x2002, 0x200B)))
_LEAD = late(rf"(?:[{_SPACES}\ufeff]|\[bookmark: [^\]\n]{{0,200}}\])*")
_HAN = zh.NUMERALS
_N = "[0-9０-９]{1,4}"
_UNIT_N = "[0-9０-９]{1,6}"  # between 第 and 条 nothing but a number can stand, however long
_BIS = rf"(?:[ ]?(?i:{'|'.join(en.ORDINALS)})\b)?"
_ITEMS = late(rf"[{_HAN}]+|[0-9]+|[a-z]+")


def parse_numeral(text: str) -> int:
    """The value of a Chinese, Arabic (half or full width) or Roman numeral; ValueError if it is not one.

    Chinese: 一百三十三 is 133, 二〇 is 20, 廿一 is 21, 百 alone is 100.
    """
    return _value(text.translate(_WIDE).lower())


def _value(plain: str) -> int:
    """The value of a numeral in half width and lower case."""
    if plain.isascii():
        return int(plain) if plain.isdigit() else _roman(plain)
    total = digit = 0
    for char in plain:
        if char in _UNITS:
            total, digit = total + max(digit, 1) * _UNITS[char], 0
        elif char in _TENS:
            total += _TENS[char]
        elif char in _DIGITS:
            digit = digit * 10 + _DIGITS[char]
        else:
            raise ValueError(f"{plain!r} is not a numeral")
    return total + digit


def _roman(text: str) -> int:
    if not _ROMAN_FORM.fullmatch(text):
        raise ValueError(f"{text!r} is not a Roman numeral")
    values = [_ROMAN[char] for char in text]
    return sum(-v if v < max(values[i + 1 :], default=0) else v for i, v in enumerate(values))


@frozen
class FoundLabel:
    """A possible reading of a line's head: `lead + label.text + gap + text` is the line.

    `weak` readings also occur in running text ("3 experts shall …", "第三条规定…") and need the context's support.
    `other` is a second meaning of the same characters: "i)" is Roman 1 and the ninth letter.
    """

    lead: str
    label: Label
    gap: str
    text: str
    weak: bool = False
    other: Label | None = None


@frozen
class Form:
    """One way to number: the Akoma Ntoso level, the name of the style, the pattern, and how to read the value.

    `starts` are the characters that a label of this form can begin with, and of `holds`, if there are any, it has one: so most
    forms are told from a line without their pattern. `after` is what must follow the label for a
    certain reading, `weak` for a doubtful one (None: never doubtful). `read` raises ValueError if it is not a number.
    """

    style: str
    level: str
    starts: str
    pattern: str
    after: str
    weak: str | None
    read: Callable[[str], tuple[int, ...]]
    holds: frozenset[str] = frozenset()

    __eq__, __hash__ = object.__eq__, object.__hash__  # compared by identity, which is fast


def _places(label: str) -> tuple[int, ...]:
    """第一百三十三条之一 -> (133, 1); 3bis.1 -> (3, 2, 1); Article 3 bis -> (3, 2); 附件1 -> (1,); Annex B -> (2,)."""
    places: list[int] = []
    words = _ITEMS.findall(label.translate(_WIDE).lower())
    for index, word in enumerate(words):
        if word in en.ORDINALS:
            places.append(en.ORDINALS.index(word) + 2)
        elif not word.isascii() or word.isdigit():
            places.append(_value(word))
        elif index and len(word) == 1 and word not in "ivx":
            places.append(ord(word) - 96)
        elif index:
            places.append(_roman(word))
    return tuple(places)


def _letter(label: str) -> tuple[int, ...]:
    """b) -> (2,); aa) -> (27,), as lists go on after z)."""
    letters = re.sub(r"[^a-z]", "", label.translate(_WIDE).lower())
    if len(set(letters)) != 1:
        raise ValueError(f"{label!r} is not a list letter")
    return (26 * (len(letters) - 1) + ord(letters[0]) - 96,)


def _roman_value(label: str) -> tuple[int, ...]:
    return (_roman(re.sub(r"[^a-z]", "", label.translate(_WIDE).lower())),)


def _sign(label: str) -> tuple[int, ...]:
    """① -> (1,); ㉑ -> (21,); ㈠ -> (1,)."""
    return (int(numeric(label)),)


def _bullet(_label: str) -> tuple[int, ...]:
    return ()


_DIGIT_STARTS = "0123456789０１２３４５６７８９"
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_WIDE_LETTERS = "".join(chr(ord(char) + 0xFEE0) for char in _LETTERS)
_CIRCLED = "".join(
    map(chr, (*range(0x2460, 0x2474), *range(0x3251, 0x3260), *range(0x32B1, 0x32C0), *range(0x2776, 0x2780)))
)
_BRACKETED = "".join(map(chr, (*range(0x2474, 0x2488), *range(0x3220, 0x322A))))
_GAP = rf"(?=[{_SPACES}]|$)"
_WIDE_GAP = r"(?=\t|\u3000| {2}|$)"
_TITLE_GAP = rf"(?=[{_SPACES}]|$|[：:])"


_BRACKETS = frozenset(")）")
_POINTS = frozenset(".．")
_FIRST = 24  # characters from the start of a label on, in which there is one of `holds`: 第, 20 numerals, the unit


def _dotted(depth: int) -> str:
    return rf"{_N}{_BIS}" + rf"(?:[.．]{_N}{_BIS}){{{depth - 1}}}"


FORMS: tuple[Form, ...] = (
    Form("annex", "attachment", "附后", rf"(?:{'|'.join(zh.ANNEXES)}) ?(?:{_N}|[{_HAN}]{{1,3}}|[A-Z]\b)?", _TITLE_GAP, None, _places),
    Form(
        "annex", "attachment", "AaSs",
        rf"(?:{'|'.join(w for word in en.ANNEXES for w in (word.capitalize(), word.upper()))})"
        rf"(?: (?:{_N}|[IVX]{{1,5}}|[A-Z])\b{_BIS})?", rf"(?=[{_SPACES}]|$|[:.—–-])", None, _places,
    ),
    *(
        Form(
            f"zh-{level}", level, "第", rf"第(?:[{_HAN}]{{1,20}}|{_UNIT_N}){unit}(?:之(?:[{_HAN}]{{1,3}}|{_N})){{0,9}}",
            rf"(?=[{_SPACES}]|$|[（(【\[])", r"(?=\S)" if level == "article" else None, _places, frozenset(unit),
        )
        for unit, level in zh.UNITS
    ),
    *(
        Form(
            f"en-{level}", level, unit[0].upper() + (unit[0] if level == "article" else ""),
            rf"(?i:{unit})[ \u00a0]+(?:{_N}{_BIS}|[IVXLCDM]+\b|[A-Z]\b)", r"(?=[ ]*$|\t|[:.—–]|[ ]{2}|\u3000)",
            r"(?= [-A-Z(])", _places, frozenset(" \u00a0"),
        )
        for unit, level in en.UNITS
    ),
    Form("§", "article", "§", rf"§+[ \u00a0]?{_N}", _GAP, None, _places),
    Form("（一）", "point", "（(", rf"[（(][{_HAN}]{{1,5}}[）)]", "", None, _places),
    Form("一、", "paragraph", _HAN, rf"[{_HAN}]{{1,5}}、", "", None, _places, frozenset("、")),
    Form("(1)", "point", "（(", rf"[（(]{_N}{_BIS}[）)]", "", None, _places),
    Form("1)", "point", _DIGIT_STARTS, rf"{_N}{_BIS}[)）]", "", None, _places, _BRACKETS),
    Form("1.1.1.1", "paragraph", _DIGIT_STARTS, rf"{_dotted(4)}[.．]?", _GAP, None, _places, _POINTS),
    Form("1.1.1", "paragraph", _DIGIT_STARTS, rf"{_dotted(3)}[.．]?", _GAP, None, _places, _POINTS),
    Form("1.1", "paragraph", _DIGIT_STARTS, rf"{_dotted(2)}[.．]?", _WIDE_GAP, r"(?= \S)", _places, _POINTS),
    Form("1.", "paragraph", _DIGIT_STARTS, rf"{_N}{_BIS}[.．、]", r"(?=[ ]?[^\s0-9０-９.．])|(?=\t|\u3000| {2}|$)", None, _places, _POINTS | {"、"}),
    Form("1", "paragraph", _DIGIT_STARTS, rf"{_N}{_BIS}", r"(?=\t|\u3000| {2})", r"(?= \S)", _places),
    Form("(i)", "point", "（(", r"[（(][ivxlIVXL]{1,7}[)）]", "", None, _roman_value, _BRACKETS),
    Form("(a)", "point", "（(", r"[（(][a-zａ-ｚA-Z]{1,2}[)）]", "", None, _letter, _BRACKETS),
    Form("i)", "point", "ivxl", r"[ivxl]{1,7}[)）]", "", None, _roman_value, _BRACKETS),
    Form("a)", "point", _LETTERS + _WIDE_LETTERS, r"[a-zａ-ｚ]{1,2}[)）]", "", None, _letter, _BRACKETS),
    Form("I.", "section", "IVXL", r"[IVXL]{1,7}\.", _GAP, None, _roman_value, _POINTS),
    Form("A.", "section", _LETTERS.upper(), r"[A-Z][.)]", _GAP, None, _letter, _POINTS | _BRACKETS),
    Form("a.", "point", _LETTERS, r"[a-z]\.", r"(?=\t| {2}|\u3000)", None, _letter, _POINTS),
    Form("①", "item", _CIRCLED, f"[{_CIRCLED}]", "", None, _sign),
    Form("⑴", "point", _BRACKETED, f"[{_BRACKETED}]", "", None, _sign),
    Form("–", "item", "–—−‒-", r"[–—−‒-]", _GAP, None, _bullet),
    Form("•", "item", "•·●○▪▫■□◦‣⁃∙*\uf0b7\uf0a7", r"[•·●○▪▫■□◦‣⁃∙*\uf0b7\uf0a7]", _GAP, None, _bullet),
)  # fmt: skip


_Row = tuple[Form, re.Pattern[str], re.Pattern[str] | None]  # how it is found for certain, and in doubt
_ROWS: tuple[_Row, ...] = tuple(
    (form, late(form.pattern + f"(?:{form.after})"), late(form.pattern + form.weak) if form.weak else None)
    for form in FORMS
)
_BY_START: dict[str, list[_Row]] = {}
for _row in _ROWS:
    for _char in dict.fromkeys(_row[0].starts):
        _BY_START.setdefault(_char, []).append(_row)
_AFTER_TITLE = late(rf"[{_SPACES}]*(?:[：:.—–-]+[{_SPACES}]*)?")
_NAMED = frozenset(form.style for form in FORMS if form.style == "annex" or form.style.startswith("en-"))
_LEAD_STARTS = frozenset((*_SPACES, "\ufeff", "["))
_TWOFOLD = ("(i)", "i)")  # the same characters may also be a letter


def find_lead(line: str) -> str:
    """Indentation and Word's `[bookmark: …]` residue at the head of a line."""
    if line[:1] not in _LEAD_STARTS:
        return ""  # most lines begin with a Chinese character: no pattern is run for them
    found = _LEAD.match(line)
    return found.group() if found else ""


def find(line: str) -> FoundLabel | None:
    """The number at the head of a line (without its line end), or None. Never cuts: the four parts join to the line."""
    lead = find_lead(line)
    found = find_behind(lead, line)
    return replace(found, lead=lead) if found and lead else found


def find_behind(lead: str, line: str) -> FoundLabel | None:
    """The same for a line that begins with `lead`, which the answer leaves out."""
    head = len(lead)
    first: FoundLabel | None = None
    first_characters = line[head : head + _FIRST]
    for row in _BY_START.get(line[head : head + 1], ()):
        if row[0].holds and row[0].holds.isdisjoint(first_characters):
            continue
        found = _read(row, line, head)
        if found is None:
            continue
        if first is None:
            first = found
            if row[0].style not in _TWOFOLD:
                break
        elif found.label.text == first.label.text and found.label.value != first.label.value:
            return replace(
                first, other=found.label
            )  # the same characters under a second form: "i)" after "h)" is a letter
    return first


def _read(row: _Row, line: str, head: int) -> FoundLabel | None:
    """The line from `head` on as one form reads it."""
    form, certain, doubtful = row
    match = certain.match(line, head)
    weak = match is None
    if match is None and doubtful is not None:
        match = doubtful.match(line, head)
    label = _label(form, match.group()) if match else None
    if match is None or label is None:
        return None
    rest = line[match.end() :]
    text = _AFTER_TITLE.sub("", rest, count=1) if form.style in _NAMED else rest.lstrip(_SPACES)
    return FoundLabel("", label, rest[: len(rest) - len(text)], text, weak)


@remembered(1 << 17)  # the same numbers stand in both revisions
def _label(form: Form, printed: str) -> Label | None:
    """The number as that form reads it; None if it is not a number."""
    try:
        return Label(printed, form.read(printed), form.level, form.style)
    except ValueError:
        return None


def make_slug(label: Label) -> str:
    """The number as part of an eid, after the Akoma Ntoso Naming Convention 1.0, section 5.4: arabic, lower case, bare.

    第三条之二 is "3-2", 1.10 is "1.10", 3 bis is "3bis", b) is "b", iv) is "iv", （十二） is "12".
    """
    if not label.value:
        return ""
    if label.style.startswith(("zh-", "annex")):
        return "-".join(map(str, label.value)) if len(label.value) > 1 else str(label.value[0])
    if label.style in ("a)", "(a)", "a.", "A.", "i)", "(i)", "I."):
        return re.sub(r"[^a-z]", "", label.text.translate(_WIDE).lower())
    if not any(char.isdigit() for char in label.text):
        return "-".join(map(str, label.value))
    words = label.text.translate(_WIDE).lower()
    return re.sub(r"^[^0-9]+|[^0-9a-z.]|\.+$", "", words) or "-".join(map(str, label.value))


_TOMBSTONE = late(rf"[（(\[【]?(?i:{'|'.join((*zh.TOMBSTONES, *en.TOMBSTONES))})[）)\]】]?[。.]?")


def is_tombstone(text: str) -> bool:
    """Whether nothing but the word of its repeal stands behind a number: 第一百九十九条　（删去）."""
    return len(text) <= 16 and _TOMBSTONE.fullmatch(text) is not None


def is_next(value: tuple[int, ...], previous: tuple[int, ...] | None) -> bool:
    """Whether `value` is due after `previous` in one list: 3 -> 4, 3 -> 3之一, 3之一 -> 3之二, 3之一 -> 4, None -> 1."""
    if previous is None:
        return value[-1:] in ((0,), (1,))
    size, before = len(value), len(previous)
    if size == before == 1:  # nearly always
        return value[0] == previous[0] + 1
    if size > before:
        return value[:before] == previous and value[before] in (1, 2)
    return value[-1] == previous[size - 1] + 1 and value[:-1] == previous[: size - 1]
