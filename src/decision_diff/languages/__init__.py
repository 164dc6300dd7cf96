r"""The words with which each language shows the structure of a text: one data file per language, read when first needed.

A file is TOML of the plainest kind, so that no reader of all TOML has to be loaded (which takes longer than comparing two
short texts): tables one level deep, one key per line, values as JSON writes them. A list may go over several lines: its first line
ends with `[`, its last one is `]`. What has no escape but `\\` in it is read here, all else by `json`.

    [calls]
    recitals = ["considering", "noting"]
    operatives = [
        "decides", "resolves",
        "instructs"
    ]

Words are in lower case where the script has cases, and are looked for without regard to case. In a unit `#` stands for the
number and a space for any white space: `article #`, `第#条`, `# kapitel`. Units stand in their usual order, outermost first;
their names are elements of Akoma Ntoso, or say what stands for an article (rule, clause, step). How these words are found is decided elsewhere: here is nothing but data.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from decision_diff.frozen import frozen

# The script by which detection knows each language, in the order in which languages of one script are tried.
SCRIPTS: Final = {
    "zh": "Han", "en": "Latin", "fr": "Latin", "es": "Latin", "ru": "Cyrillic", "ar": "Arabic", "de": "Latin", "ja": "kana", "ko": "Hangul", "it": "Latin",
    "pt": "Latin",
}  # fmt: skip
KNOWN: Final = tuple(SCRIPTS)

_Words = tuple[str, ...]


@frozen
class Language:
    """What is known of one language. Each list is in the order of its file; a language may lack any of them.

    `alphabet` are its small letters other than a to z, where its script is that of several languages; `own_letters` are those
    that no language without further letters has. `frequent` are the words, or in a script without spaces the characters, that
    tell it from others of its script.
    `recitals` and `operatives` are what call lines begin with, `further` may stand before or behind, `prefixes` glued to
    the first word (Arabic و); `recital_ends` and `operative_ends` are what call lines end with where the verb stands last,
    and `announcements` what they say before it (次のこと).
    `bodies` adopt, `formulas` are enacting words.
    `units` and `named_units` are (level, ways to print it), with and without a number; `plurals` are (level, words)
    before the numbers of several units. `suffixes` follow a number and count
    from 2 on (bis, ter); `joins` stand between a number and one put in behind it (第三条之二); `number_words` are (word, value);
    `listed` are rows of numbers in words by which items of lists are numbered (first, second), with a stroke between words of one number;
    `endings` are glued to digits (1er); `numerals` are the characters of numerals that are not digits. `letters` is an
    alphabet of list letters other than a to z, `other_letters` a second one. `supplements` are closing provisions that number
    their articles anew; `tombstone_sources` are what stands between a word of repeal and what or when repealed. `cover` are headings of a cover block, `cover_lines` what stands in one before a colon or the symbol of the
    document; `acts` are what the title of a decision below it begins with, `#` for its number. `reasons` and `editorial` introduce a note of the drafter and of the secretariat. `closing_sentences` and `closing_heads` are what
    sentences and short lines begin with that close a text (done at, signed by), `closing_ends` what short lines end with. `page_numbers` are forms of a line that holds the number of a page: `#` for it, `##` for how many there are, a comma for a mark or nothing. `months` are twelve
    lists of names. `quotes` are pairs of two characters. `citations` are (role, words), `places` say how
    a place is cited (`citations.places`). `variants` are (way of writing,
    characters that only it has).
    """

    code: str
    name: str
    own_name: str
    scripts: _Words = ()
    alphabet: str = ""
    own_letters: str = ""
    frequent: _Words = ()
    recitals: _Words = ()
    operatives: _Words = ()
    further: _Words = ()
    prefixes: _Words = ()
    announcements: _Words = ()
    recital_ends: _Words = ()
    operative_ends: _Words = ()
    bodies: _Words = ()
    formulas: _Words = ()
    units: tuple[tuple[str, _Words], ...] = ()
    named_units: tuple[tuple[str, _Words], ...] = ()
    plurals: tuple[tuple[str, _Words], ...] = ()
    suffixes: _Words = ()
    number_words: tuple[tuple[str, int], ...] = ()
    endings: _Words = ()
    letters: _Words = ()
    other_letters: _Words = ()
    joins: _Words = ()
    listed: _Words = ()
    numerals: str = ""
    annexes: _Words = ()
    supplements: _Words = ()
    tombstones: _Words = ()
    tombstone_sources: _Words = ()
    contents: _Words = ()
    cover: _Words = ()
    cover_lines: _Words = ()
    acts: _Words = ()
    reasons: _Words = ()
    editorial: _Words = ()
    closing_sentences: _Words = ()
    closing_heads: _Words = ()
    closing_ends: _Words = ()
    page_numbers: _Words = ()
    months: tuple[_Words, ...] = ()
    quotes: _Words = ()
    citations: tuple[tuple[str, _Words], ...] = ()
    places: tuple[tuple[str, _Words], ...] = ()
    words: tuple[tuple[str, _Words], ...] = ()
    currencies: _Words = ()
    measures: _Words = ()
    scales: _Words = ()
    percents: _Words = ()
    variants: tuple[tuple[str, str], ...] = ()


# Fields that are one key of one table: table, key, field.
_LISTS: Final = (
    ("", "scripts", "scripts"),
    ("", "frequent", "frequent"),
    ("calls", "recitals", "recitals"),
    ("calls", "operatives", "operatives"),
    ("calls", "further", "further"),
    ("calls", "prefixes", "prefixes"),
    ("calls", "announcements", "announcements"),
    ("calls", "recital_ends", "recital_ends"),
    ("calls", "operative_ends", "operative_ends"),
    ("enacting", "bodies", "bodies"),
    ("enacting", "formulas", "formulas"),
    ("numbers", "suffixes", "suffixes"),
    ("numbers", "endings", "endings"),
    ("numbers", "letters", "letters"),
    ("numbers", "other_letters", "other_letters"),
    ("numbers", "joins", "joins"),
    ("numbers", "listed", "listed"),
    ("annexes", "words", "annexes"),
    ("supplements", "words", "supplements"),
    ("tombstones", "words", "tombstones"),
    ("tombstones", "sources", "tombstone_sources"),
    ("contents", "words", "contents"),
    ("cover", "words", "cover"),
    ("cover", "lines", "cover_lines"),
    ("cover", "acts", "acts"),
    ("notes", "reasons", "reasons"),
    ("notes", "editorial", "editorial"),
    ("closing", "sentences", "closing_sentences"),
    ("closing", "heads", "closing_heads"),
    ("closing", "ends", "closing_ends"),
    ("pages", "numbers", "page_numbers"),
    ("quotes", "pairs", "quotes"),
    ("amounts", "currencies", "currencies"),
    ("amounts", "units", "measures"),
    ("amounts", "scales", "scales"),
    ("amounts", "percent", "percents"),
)
# Tables that are a field whole, and the table of number words, whose keys are the values.
_TABLES: Final = ("units", "named_units", "plurals", "citations", "places", "words")
_NUMBER_WORDS: Final = "number_words"


@cache  # of our own data
def load(code: str) -> Language:
    """The language of one of the codes of KNOWN. ValueError for another code."""
    if code not in KNOWN:
        raise ValueError(f"unknown language {code!r}; choose one of {', '.join(KNOWN)}")
    with open(f"{__path__[0]}/{code}.toml", encoding="utf-8") as file:  # noqa: PTH123 - pathlib takes longer to load
        tables = read_tables(file.read())
    head = tables[""]
    lists: dict[str, Any] = {field: _freeze(tables.get(table, {}).get(key, ())) for table, key, field in _LISTS}
    wholes: dict[str, Any] = {
        name: tuple((key, _freeze(words)) for key, words in tables.get(name, {}).items()) for name in _TABLES
    }
    return Language(
        code,
        head["name"],
        head["own_name"],
        **lists,
        **wholes,
        number_words=tuple((word, int(key)) for key, words in tables.get(_NUMBER_WORDS, {}).items() for word in words),
        alphabet=head.get("alphabet", ""),
        own_letters=head.get("own_letters", ""),
        numerals=tables.get("numbers", {}).get("numerals", ""),
        months=tuple(map(_freeze, tables.get("dates", {}).get("months", ()))),
        variants=tuple(tables.get("variants", {}).items()),
    )


def read_tables(text: str) -> Mapping[str, Mapping[str, Any]]:
    """The tables of a language file by name, keys without a table under the name "". ValueError for what is not as described above."""
    tables: dict[str, dict[str, Any]] = {"": {}}
    table = tables[""]
    lines = iter(text.splitlines())
    for line in lines:
        if line.startswith("["):
            table = tables.setdefault(line[1:-1], {})
        elif line and not line.startswith("#"):
            key, _, value = line.partition(" = ")
            if value == "[":
                value = f"[{' '.join(map(str.strip, iter(lines.__next__, ']')))}]"
            table[key] = _read_value(value)
    return tables


def _read_value(value: str) -> Any:
    if value.startswith("[["):
        return [_read_value(f"[{row}]") for row in value[2:-2].split("], [")]
    listed = value[1:-1] if value[:1] == "[" and value[-1:] == "]" else ""
    plain = listed or value
    words = plain[1:-1].split('", "')
    if plain[:1] == plain[-1:] == '"' and plain.count('"') == 2 * len(words) and "\\" not in plain.replace(r"\\", ""):
        words = [word.replace(r"\\", "\\") for word in words]
        return words if listed else words[0]
    import json  # noqa: PLC0415 - late: few languages need it

    return json.loads(value)


def _freeze(words: Any) -> _Words:
    return tuple(words)
