"""The grammar of numbers: what counts as a number at the head of a line, composed from a few parts.

    number  = open? path close            (1)   b bis)   1.2.1   5.209A   ④   イ   'i'
            | keyword path keyword        Article 5   Section 3.10   第三条之二   제2조의2   § 2a   2. Kapitel
    path    = element (point element)*    2.03   9-1
    element = numeral ordinal*            3 bis   2a   1之二   二の二

The numerals are `numerals.SYSTEMS`, the keywords and ordinals those of the languages of the text. All readings of a
line's head are found, the likeliest first; which one is meant is decided by `parse`, which knows what is due.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from decision_diff.frozen import frozen
from decision_diff.labels.numerals import (
    BRACKETED,
    CIRCLED,
    DIGITS,
    HAN,
    SYSTEMS,
    WIDE,
    System,
    parse_numeral,
    read_doubled,
    read_plain,
    read_roman,
)
from decision_diff.languages import Language
from decision_diff.memory import remembered
from decision_diff.model import Label
from decision_diff.patterns import late

SPACES: Final = " \t\u00a0\u202f\u3000" + "".join(map(chr, range(0x2002, 0x200B)))
_SPACE = rf"[{SPACES}]"
_D = f"[{DIGITS}]"
_WIDE_GAP = late(r"\t|\u3000|[ \u00a0]{2}|[ \u00a0]*$")
_GAP = late(rf"{_SPACE}|$")
_AFTER_POINT = late(r"[ \u00a0]?[^\s0-9０-９.．]|\t|\u3000|[ \u00a0]{2}|[ \u00a0]*$")
_CLOSE = rf"(?P<close>[)）]|[.．]?[ºª°](?![CF])|[.．]|、|[ ]?[-–—](?={_SPACE})|)"
_AFTER_KEYWORD = late(rf"[ ]*$|{_SPACE}?[:：.．—–\-]|\t|[ \u00a0]{{2}}|\u3000")
_AFTER_TITLE = late(rf"{_SPACE}*(?:[：:.．—–-]+{_SPACE}*)?")
_AFTER_HAN = late(rf"{_SPACE}|$|[（(【\[《]")
_MAX_ENCLOSED = 24  # characters of a number with its brackets
_MAX_KNOWN = 4096
_BULLETS = "•·●○▪▫■□◦‣⁃∙*\uf0b7\uf0a7"
_DASHES = "–—−‒-"
_LATIN_ORDINALS = ("bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "novies", "decies")
_ORDINAL_PLACES = {word: place + 2 for place, word in enumerate(_LATIN_ORDINALS)} | {"nonies": 9}
_ORDINAL = rf"[ \u00a0]?(?i:{'|'.join((*_LATIN_ORDINALS, 'nonies'))})(?![^\W\d_])"
_BRANCH = rf"(?:之|の|ノ)(?:[{HAN}]{{1,3}}|[0-9０-９]{{1,3}})|의{_D}{{1,3}}"
# A letter after a number numbers what was put in behind it: 2a, 5.209A, 102A.
_SUFFIX = rf"(?:{_ORDINAL}|{_BRANCH}|[A-Za-z]{{1,2}}(?![^\W_])|[ \u00a0]?مكرر(?:اً|ا)?(?:[ ](?:ثانيا|ثالثا|رابعا)ً?)?)"
_ELEMENT = rf"{_D}{{1,6}}{_SUFFIX}{{0,3}}"
_PARTS = late(
    rf"(?P<number>{_D}+|[{HAN}]+)|(?P<ordinal>(?i:{'|'.join((*_LATIN_ORDINALS, 'nonies'))}))(?![^\W\d_])|(?P<arabic>مكرر(?:اً|ا)?(?:[ ](?P<nth>ثانيا|ثالثا|رابعا)ً?)?)|(?P<letters>[A-Za-z]+)"
)
_ARABIC_PLACES = {"ثانيا": 3, "ثالثا": 4, "رابعا": 5}

# The Akoma Ntoso element that a form of numbering is taken for; all others are points.
_LEVELS = {
    "1": "paragraph", "1.": "paragraph", "1.1": "paragraph", "1.1.1": "paragraph", "1.1.1.1": "paragraph", "一、": "paragraph",
    "一": "point", "I.": "section", "A.": "section", "①": "item", "–": "item", "•": "item",
}  # fmt: skip


@frozen
class FoundLabel:
    """A possible reading of a line's head: `lead + label.text + gap + text` is the line.

    `weak` readings also occur in running text ("3 experts shall …", "第三条规定…") and need the context's support.
    `others` are further meanings of the same characters: "i)" is Roman 1 and the ninth letter.
    """

    lead: str
    label: Label
    gap: str
    text: str
    weak: bool = False
    others: tuple[Label, ...] = ()


@frozen
class _Keyword:
    """The units of a language that begin with the same word: `pattern` finds one, `levels` says which it is."""

    code: str
    pattern: re.Pattern[str]
    levels: dict[tuple[str, str], str]
    words: dict[str, int]
    glued: bool  # nothing stands between word and number, as in Chinese


class Grammar:
    """The numbers of some languages. Made once per set of languages: `make_grammar`."""

    def __init__(self, languages: Sequence[Language]) -> None:
        self._starts: dict[str, list[System]] = {}
        for system in SYSTEMS:
            for char in system.starts:
                self._starts.setdefault(char, []).append(system)
        self._plain = {system.example: late(_compose_plain(system)) for system in SYSTEMS}
        self._enclosed = {system.example: late(_compose_enclosed(system)) for system in SYSTEMS}
        self._known: dict[str, tuple[Label, ...]] = {}  # numbers in brackets as they were read
        self._keywords: dict[str, list[_Keyword]] = {}
        for language in languages:
            for keyword, starts in _compose_keywords(language):
                for char in starts:
                    self._keywords.setdefault(char, []).append(keyword)
        self._annexes: dict[str, list[tuple[str, re.Pattern[str], dict[str, int]]]] = {}
        for language in languages:
            for style, words in (("annex", language.annexes), ("supplement", language.supplements)):
                if words:
                    pattern = late(_compose_annex(words, language))
                    for char in {one[0] for word in words for one in _case(word) if one} | set("[［【" if language.code == "ko" else ""):
                        self._annexes.setdefault(char, []).append((style, pattern, dict(language.number_words)))

    def find_at(self, line: str, head: int) -> FoundLabel | None:
        """The number at `head`, its likeliest reading first, or None. The answer leaves out what stands before `head`."""
        first = line[head : head + 1]
        found: FoundLabel | None = None
        if not first:
            return None
        if first in self._annexes:
            found = self._find_annex(first, line, head)
        if found is None and first in self._keywords:
            found = self._find_keyword(first, line, head)
        if found is None and first in "(（'’‘﹙":
            found = self._find_enclosed(line, head)
        if found is None and first in self._starts:
            found = self._find_plain(first, line, head)
        if found is None and (first in _BULLETS or first in _DASHES) and _GAP.match(line, head + 1):
            style = "•" if first in _BULLETS else "–"
            rest = line[head + 1 :]
            text = rest.lstrip(SPACES)
            return FoundLabel("", Label(first, (), "item", style), rest[: len(rest) - len(text)], text)
        return found

    # -- a number by itself

    def _find_enclosed(self, line: str, head: int) -> FoundLabel | None:
        end = _find_closing(line, head)
        if not end:
            return None
        labels = self._read_enclosed(line[head:end])
        is_quoted = line[head] in "'’‘"
        if not labels or (is_quoted and not _GAP.match(line, end)):
            return None
        return _make_found(line, end, labels, False)

    def _read_enclosed(self, printed: str) -> tuple[Label, ...]:
        """The labels that a number in brackets may be."""
        known = self._known.get(printed)
        if known is not None:
            return known
        is_quoted = printed[0] in "'’‘"
        labels: list[Label] = []
        for system in self._starts.get(printed[1:].lstrip()[:1], ()):
            match = self._enclosed[system.example].fullmatch(printed)
            if match is not None and (not is_quoted or system.example == "1"):
                style = f"'{system.example}'" if is_quoted else _name_enclosed(system.example)
                labels.extend(_read_listed(system, match["path"], printed, style))
        if len(self._known) < _MAX_KNOWN:
            self._known[printed] = tuple(labels)
        return tuple(labels)

    def _find_plain(self, first: str, line: str, head: int) -> FoundLabel | None:
        labels: list[Label] = []
        end, weak = head, False
        for system in self._starts[first]:
            match = self._plain[system.example].match(line, head)
            if match is None or (labels and match.end() != end):
                continue
            style, is_weak = _judge(system, match, line)
            if not style:
                continue
            made = _read_listed(system, match["path"], match.group().rstrip(SPACES), style)
            if made and not labels:
                end, weak = match.start() + len(made[0].text), is_weak
            labels.extend(made)
        return _make_found(line, end, labels, weak) if labels else None

    # -- a number with a word

    def _find_keyword(self, first: str, line: str, head: int) -> FoundLabel | None:
        for keyword in self._keywords[first]:
            match = keyword.pattern.match(line, head)
            if match is None:
                continue
            prefix, suffix = match["prefix"] or "", match["suffix"] or ""
            level = keyword.levels.get((_fold(prefix), _fold(suffix)))
            if level is None:
                continue
            branch = _read_path(match["branch"])
            values = [(*value, *branch) for value in _read_keyworded(match["path"], keyword.words)]
            weak = _is_doubtful(keyword, match, line, level)
            if not values or weak is None:
                continue
            style = "§" if prefix.startswith("§") else f"{keyword.code}-{level}"
            labels = [Label(match.group().rstrip(SPACES), value, level, style) for value in values]
            return _make_found(line, head + len(labels[0].text), labels, weak)
        return None

    def _find_annex(self, first: str, line: str, head: int) -> FoundLabel | None:
        for style, pattern, words in self._annexes[first]:
            match = pattern.match(line, head)
            if match is None:
                continue
            values = _read_keyworded(match["path"], words) if match["path"] else [()]
            labels = [Label(match.group().rstrip(SPACES), value, "attachment", style) for value in values]
            if labels:
                return _make_found(line, head + len(labels[0].text), labels, False)
        return None


@remembered(64)
def make_grammar(languages: tuple[Language, ...]) -> Grammar:
    """The grammar of these languages."""
    return Grammar(languages)


def _make_found(line: str, end: int, labels: Sequence[Label], weak: bool) -> FoundLabel:
    rest = line[end:]
    named = labels[0].style in ("annex", "supplement") or labels[0].style[2:3] == "-"
    if named:
        text = _AFTER_TITLE.sub("", rest, count=1)
    else:
        text = rest.lstrip(SPACES)
        if labels[0].style[-1:] == "." and text[:1] in ("–", "—"):
            text = text.lstrip("–—" + SPACES)  # 1.—(1), I. – Les propriétaires
    return FoundLabel("", labels[0], rest[: len(rest) - len(text)], text, weak, tuple(labels[1:]))


def _find_closing(line: str, head: int) -> int:
    """Where a short bracket that begins at `head` ends; 0 if it does not."""
    for at in range(head + 2, min(len(line), head + _MAX_ENCLOSED)):
        if line[at] in ")）'’‘﹚":
            return at + 1
    return 0


def _name_enclosed(example: str) -> str:
    return f"（{example}）" if example in "一イア" else f"({example})"


def _compose_plain(system: System) -> str:
    if system.example in "①⑴":
        return rf"(?P<path>{system.pattern})(?P<close>)"
    if system.example == "1":
        return rf"(?P<path>{_ELEMENT}(?:[.．]{_ELEMENT}){{0,6}}){_CLOSE}"
    return rf"(?P<path>{system.pattern}(?:{_ORDINAL}|{_BRANCH})?){_CLOSE}"


def _compose_enclosed(system: System) -> str:
    inner = rf"{_ELEMENT}(?:[.．]{_ELEMENT}){{0,3}}" if system.example == "1" else rf"{system.pattern}(?:{_ORDINAL}|{_BRANCH})?"
    return rf"[(（'’‘﹙][ ]?(?P<path>{inner})[ ]?[)）'’‘﹚]"


def _judge(system: System, match: re.Match[str], line: str) -> tuple[str, bool]:
    """The style of a number without a word, and whether it is doubtful; no style where this is no number."""
    close, end, example = match["close"].strip(), match.end(), system.example
    depth = 1 + len(re.findall(rf"[.．](?={_D})", match["path"])) if example == "1" else 1
    if close in (")", "）"):
        return f"{example})", False
    if close[-1:] in ("º", "ª", "°") and close:
        return ("1°", False) if example == "1" and depth == 1 else ("", False)
    if close == "、":
        return ("一、" if example == "一" else "1.", False) if example in "1一" else ("", False)
    if close and close in _DASHES:
        return _judge_dash(example, match, line)
    if depth > 1:
        return _judge_decimal(depth, close, match, line)
    if close:
        return _judge_point(example, end, line)
    return _judge_bare(example, match, line)


def _judge_dash(example: str, match: re.Match[str], line: str) -> tuple[str, bool]:
    """`1- text`, `أ- text`, `I – text`."""
    after = line[match.end() :].lstrip(SPACES)[:1]
    if not after or after.isdigit() or example in "aiIA一":
        return ("I.", False) if example == "I" and after and not after.isdigit() else ("", False)
    return f"{example}-", match["close"][0] == " " and example == "1"


def _judge_decimal(depth: int, close: str, match: re.Match[str], line: str) -> tuple[str, bool]:
    style = ".".join("1" * min(depth, 4))
    if depth > 2 and _GAP.match(line, match.end()):
        return style, False
    if _WIDE_GAP.match(line, match.end()):
        return style, False
    return (style, True) if line[match.end() : match.end() + 1] in (" ", "\u00a0") else ("", False)


def _judge_point(example: str, end: int, line: str) -> tuple[str, bool]:
    if example in "1一":
        return ("1." if example == "1" else "一、", False) if _AFTER_POINT.match(line, end) else ("", False)
    if _WIDE_GAP.match(line, end):
        return f"{example}.", False
    return (f"{example}.", example in "ai") if _GAP.match(line, end) else ("", False)


def _judge_bare(example: str, match: re.Match[str], line: str) -> tuple[str, bool]:
    end = match.end()
    if example in "①⑴":
        return example, False
    if example not in "1一イアⅠⅰ":
        return "", False
    if _WIDE_GAP.match(line, end) and (example == "1" or line[end : end + 1]):
        return example, False
    is_plain = match["path"].isdecimal()
    return (example, True) if example == "1" and line[end : end + 1] == " " and is_plain else ("", False)


@remembered(1 << 17)  # the same numbers stand in both revisions
def _read_listed(system: System, path: str, printed: str, style: str) -> tuple[Label, ...]:
    """The labels that a number without a word may be, by one system."""
    level = _LEVELS.get(style, "point")
    if system.example == "1":
        depth = style.count("1")
        value = _read_path(path)
        if len(value) > 1 and depth == 1 and style == "1" and not _is_branched(path):
            return ()
        return (Label(printed, value, level, style),) if value else ()
    match = re.match(system.pattern, path)
    numeral = match.group() if match else path
    behind = _read_path(path[len(numeral) :]) if len(numeral) < len(path) else ()
    labels = []
    try:
        labels.append(Label(printed, (system.read(numeral), *behind), level, style))
    except (ValueError, KeyError):
        pass
    if system.example in "aA" and len(numeral) == 2 and not behind:
        labels.extend(_read_two_letters(numeral, printed, level, style))
    return tuple(labels)


def _read_two_letters(numeral: str, printed: str, level: str, style: str) -> Iterator[Label]:
    """aa) may also be the first of a list below a), and ba) what was put in behind b)."""
    letters = numeral.translate(WIDE).lower()
    if letters[0] == letters[1]:
        yield Label(printed, (read_doubled(letters),), level, style.replace("a", "aa").replace("A", "AA"))
    yield Label(printed, (ord(letters[0]) - 96, ord(letters[1]) - 96), level, style)


def _is_branched(path: str) -> bool:
    return not path.translate(WIDE).isdecimal()


def _read_path(path: str) -> tuple[int, ...]:
    """The value of a path: 3bis.1 is (3, 2, 1), 5.209A is (5, 209, 1), 1之二 is (1, 2), 9-1 is (9, 1)."""
    value: list[int] = []
    for part in _PARTS.finditer(path.translate(WIDE)):
        if part["number"]:
            try:
                value.append(read_plain(part["number"]))
            except ValueError:
                return ()
        elif part["ordinal"]:
            value.append(_ORDINAL_PLACES[part["ordinal"].lower()])
        elif part["arabic"]:
            value.append(_ARABIC_PLACES.get(part["nth"] or "", 2))
        else:
            letters = part["letters"].lower()
            value.append(sum(26**at * (ord(char) - 96) for at, char in enumerate(reversed(letters))))
    return tuple(value)


# -- keywords


def _fold(word: str) -> str:
    return " ".join(word.casefold().split())


def _case(word: str) -> tuple[str, ...]:
    """How a word may be printed at the head of a line: Annex, ANNEX."""
    return tuple(dict.fromkeys((word[:1].upper() + word[1:], word.upper(), word if word.upper() == word else "")))


def _compose_keywords(language: Language) -> Iterator[tuple[_Keyword, set[str]]]:
    """The keywords of a language, those that begin with a word and those that end with one, and what they begin with."""
    words = dict(language.number_words)
    before: dict[tuple[str, str], str] = {}
    after: dict[tuple[str, str], str] = {}
    for level, prints in language.units:
        for pattern in prints:
            prefix, _, suffix = pattern.partition("#")
            target = before if prefix.strip() else after
            target.setdefault((_fold(prefix), _fold(suffix)), level)
    for levels in (before, after):
        if not levels:
            continue
        is_glued = any(suffix for _, suffix in levels) and levels is before
        pattern = late(_compose_keyword(language, levels, is_glued))
        starts = {char for prefix, _ in levels for char in _begin(prefix)} if levels is before else set(DIGITS + "IVX")
        yield _Keyword(language.code, pattern, levels, words, is_glued), starts


def _begin(prefix: str) -> tuple[str, ...]:
    return (prefix[0], prefix[0].upper()) if prefix else ()


def _compose_keyword(language: Language, levels: dict[tuple[str, str], str], is_glued: bool) -> str:
    prefixes = _any_of(prefix for prefix, _ in levels)
    suffixes = _any_of(suffix for _, suffix in levels)
    number = _compose_number(language)
    if is_glued:
        return rf"(?P<prefix>{prefixes})[ ]?(?P<path>{number}|[{HAN}]{{1,20}})[ ]?(?P<suffix>{suffixes})(?P<branch>(?:[ ]?(?:{_BRANCH}|-{_D}{{1,3}})){{0,9}})"
    if suffixes:
        return rf"(?P<prefix>)(?P<path>{number})[ ](?i:(?P<suffix>{suffixes}))(?![^\W\d_])(?P<branch>)"
    return rf"(?i:(?P<prefix>{prefixes}))[ \u00a0]*(?P<path>{number})(?P<suffix>)(?P<branch>)"


def _any_of(words: Iterator[str]) -> str:
    """A pattern for any of the words, a space in them for any white space; the longest first."""
    known = sorted(dict.fromkeys(filter(None, words)), key=lambda word: (-len(word), word))
    return "|".join(r"[ \u00a0]+".join(map(re.escape, word.split())) for word in known)


def _compose_number(language: Language) -> str:
    words = _any_of(iter(word for word, _ in language.number_words))
    endings = _any_of(iter(language.endings))
    path = rf"\(?(?:[A-Z]{{1,2}}\.?[ ])?{_D}{{1,6}}(?:{endings or '(?!)'})?{_SUFFIX}{{0,3}}(?:[.．‑-]{_ELEMENT}){{0,6}}\)?(?:{_SUFFIX})?"
    number = rf"{path}|[IVXLC]{{1,8}}(?:{endings or '(?!)'})?(?![^\W_]){_SUFFIX}?|[A-Z](?![^\W_])"
    return rf"(?:{number}|(?i:{words})(?![^\W_]))" if words else f"(?:{number})"


def _read_keyworded(path: str, words: dict[str, int]) -> list[tuple[int, ...]]:
    """The values that the number of a keyword may have, the likeliest first."""
    plain = path.translate(WIDE)
    if (known := words.get(_fold(plain))) is not None:
        return [(known,)]
    if not plain[:1].isascii() or any(char.isdigit() for char in plain):
        trimmed = re.sub(r"^[A-Z]{1,2}\.? ", "", plain)
        return [value] if (value := _read_path(re.sub(r"(?<=[0-9])(?:er|re|[eª°º])(?![a-z])", "", trimmed))) else []
    match = re.match(r"[A-Za-z]+", plain)
    head = match.group() if match else ""
    bare = re.sub(r"(?:er|re)$", "", head)
    behind = _read_path(plain[len(head) :])
    values: list[tuple[int, ...]] = []
    try:
        values.append((read_roman(bare.lower()), *behind))
    except ValueError:
        pass
    if len(head) == 1:
        letter = (ord(head.lower()) - 96,)
        values.insert(0 if head in "LCDM" else len(values), letter)
    return values


def _is_doubtful(keyword: _Keyword, match: re.Match[str], line: str, level: str) -> bool | None:
    """Whether a number with a word may be a citation; None where it can only be one."""
    end = match.end()
    if keyword.glued:
        if _AFTER_HAN.match(line, end):
            return False
        return True if level == "article" and end < len(line) else None
    if _AFTER_KEYWORD.match(line, end):
        return False
    if match.group()[0].islower() or line[end : end + 1] not in (" ", "\u00a0"):
        return None
    return True


def _compose_annex(words: Sequence[str], language: Language) -> str:
    forms = sorted({form for word in words for form in _case(word) if form}, key=lambda word: (-len(word), word))
    named = "|".join(r"[ \u00a0]".join(map(re.escape, form.split())) for form in forms)
    number = _compose_number(language)
    han = rf"|[{HAN}]{{1,3}}(?![{HAN}])"
    after = rf"(?={_SPACE}|$|[：:.—–\-<\]］】])" if not words[0][0].isascii() else rf"(?={_SPACE}|$|[:.—–-])"
    return rf"[\[［【]?(?:{named})(?:[ \u00a0]?(?:№|No\.?|n[°º]|Nr\.|رقم)?[ \u00a0]?第?(?P<path>{number}{han}))?[\]］】]?{after}"


__all__ = ["BRACKETED", "CIRCLED", "SPACES", "FoundLabel", "Grammar", "make_grammar", "parse_numeral"]
