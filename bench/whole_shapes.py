"""Whole texts that a user could send, in which every clause changes in the same way, for `shapes.py`.

Each function makes two revisions of about `size` bytes each (UTF-8), the same on every run and every machine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import count
from random import Random
from textwrap import fill

from made import WORDS, edited, sentence, statute

Texts = Callable[[int], tuple[str, str]]

_ENGLISH = (
    "the members shall report to council of union in light any measure taken under this act and annex before each session board may "
    "adopt rules on fees for services office keeps register all ships harbour"
)
LATIN = _ENGLISH.split()
_SIX = (
    "第{n}条　{name}应当在三十日内提交报告。",
    "Article {n}  The {name} shall report to the Council within thirty days.",
    "Article {n}  Le {name} présente un rapport au Conseil dans les trente jours.",
    "Artículo {n}  El {name} presentará un informe al Consejo en treinta días.",
    "Статья {n}  {name} представляет доклад Совету в течение тридцати дней.",
    "المادة {n}  يقدم {name} تقريراً إلى المجلس خلال ثلاثين يوماً.",
)
_NUMBERS = (
    "{n}.\t", "({letter})\t", "{letter})\t", "（{han}）", "{han}、", "({n})\t", "§ {n} ", "Article {n}  ", "第{han}条　", "{n}) ", "[{n}] ", "{n}.1\t",
)  # fmt: skip
_HAN = "一二三四五六七八九十"


def lines_of(size: int, make: Callable[[int], str]) -> list[str]:
    """What `make` makes of 1, 2, 3 …, up to `size` bytes."""
    lines: list[str] = []
    left = size
    for n in count(1):
        lines.append(make(n))
        left -= len(lines[-1].encode())
        if left <= 0:
            break
    return lines


def thinned(lines: Sequence[str]) -> Iterator[str]:
    """The lines, one in fifty gone."""
    return (line for at, line in enumerate(lines) if at % 50 != 7)


def titled(lines: Iterator[str] | Sequence[str], head: str = "Act") -> str:
    """The lines below a title."""
    return "\n".join([head, *lines, ""])


def numbers_changed(size: int) -> tuple[str, str]:
    """Every clause has the same words, and in the new text other sums, days and shares."""
    random = Random(1)
    clause = "罚款{}元，期限{}日，比例为{}%，共{}人。"
    most = 10**6, 365, 100, 999
    texts = [[clause.format(*map(random.randrange, most)) for _ in range(max(2, size // 80))] for _ in range(2)]
    return statute(texts[0]), statute(texts[1])


def notes_renumbered(size: int) -> tuple[str, str]:
    """Every paragraph has a note; two of them are gone in the new text."""
    number = max(12, size // 90)

    def make(gone: set[int]) -> str:
        left = [n for n in range(number) if n not in gone]
        body = [f"{at}.\tThe {LATIN[n % len(LATIN)]} shall report {n}[{at}] to it." for at, n in enumerate(left, 1)]
        return titled([*body, "____", *(f"[{at}]\tSee document {n}." for at, n in enumerate(left, 1))])

    return make(set()), make({5, number // 2})


def column_changed(size: int) -> tuple[str, str]:
    """A table of thousands of rows, one of whose columns is new."""
    random = Random(1)

    def make_row(n: int) -> str:
        return f"{n}\t{sentence(random, 5)}\t{random.randrange(10**6):,}\t{random.randrange(100)}%"

    rows = lines_of(size, make_row)
    cells = [row.split("\t") for row in rows]
    return titled(rows), titled(["\t".join((*row[:2], f"{random.randrange(10**6):,}", row[3])) for row in cells])


def references_in_one_line(size: int) -> tuple[str, str]:
    """The last article cites all others, and all of them got another number."""
    number = max(4, size // 80)

    def make(first: int) -> str:
        lines = ["Article 1  New."] * (first - 1)
        lines += [
            f"Article {n + first}  The {LATIN[n % len(LATIN)]} pay {n * 17 % 9973} francs." for n in range(number)
        ]
        return titled([*lines, "Article 0  See " + ", ".join(f"Article {n + first}" for n in range(number)) + "."])

    return make(1), make(2)


def citing_all_before(size: int) -> tuple[str, str]:
    """Every article cites all before it, and all of them got another number."""
    clauses = [f"处罚款{chr(0x4E00 + n % 3000)}。" for n in range(max(4, size // 80))]

    def make(first: int) -> list[str]:
        return [f"依照第{first}条至第{n}条，{clause}" for n, clause in enumerate(clauses, first)]

    return statute(make(1)), statute(["新。", *make(2)])


def six_languages(size: int) -> tuple[str, str]:
    """Each article is in another of the six languages of the United Nations; one in five names another member."""
    random = Random(1)
    lines = lines_of(size, lambda n: _SIX[n % 6].format(n=n, name="".join(random.choices("abcdefghij", k=6))))
    new = (line if at % 5 else _SIX[at % 6].format(n=at, name="registrar") for at, line in enumerate(lines, 1))
    return titled(lines), titled(list(new))


def growing_numbers(size: int) -> tuple[str, str]:
    """1, 1.1, 1.1.1 … forty levels deep, again and again."""
    lines = lines_of(size, lambda n: "1." * ((n - 1) % 40) + f"{(n - 1) // 40 + 1}\t甲方应当")
    return titled(lines), titled(thinned(lines))


def numbers_of_all_styles(size: int) -> tuple[str, str]:
    """Each line has a number of another style, none of them due."""
    random = Random(3)

    def make(_: int) -> str:
        n = random.randrange(1, 40)
        number = random.choice(_NUMBERS).format(n=n, letter=chr(97 + n % 26), han=_HAN[n % 10])
        return number + sentence(random, 8)

    lines = lines_of(size, make)
    return titled(lines), titled(thinned(lines))


def headings_alone(size: int) -> tuple[str, str]:
    """Chapters in capitals, each with a heading below it and nothing else."""
    lines = lines_of(size, lambda n: f"CHAPTER {n}\nGENERAL {LATIN[n % len(LATIN)].upper()} {n}")
    return titled(lines), titled(thinned(lines))


def brackets_between_words(size: int) -> tuple[str, str]:
    """A bracket opens behind each word, and every article is edited."""
    random = Random(1)
    old = [
        "".join(word + random.choice("（“[《") for word in random.choices(WORDS, k=12)) for _ in range(size // 140 + 2)
    ]
    return statute(old), statute([edited(random, text) for text in old])


def words_of_one_line(size: int) -> tuple[str, str]:
    """One line of words of which one in twenty is another."""
    random = Random(1)
    words = random.choices(LATIN, k=size // 5)
    new = (word if random.random() > 0.05 else random.choice(LATIN) for word in words)
    return " ".join(words) + "\n", " ".join(new) + "\n"


def no_square(size: int) -> tuple[str, str]:
    """One line of two letters in the order of Thue and Morse, which repeats nothing thrice; the new text has the other letter everywhere."""
    letters = [n.bit_count() % 2 for n in range(max(8, size // 2))]
    return " ".join("ab"[one] for one in letters), " ".join("ba"[one] for one in letters)


def pages(size: int) -> tuple[str, str]:
    """Pages with heads, feet and form feeds, which are cut elsewhere once a line is put in."""
    random = Random(1)
    words = lines_of(
        size, lambda n: (f"{n // 7 + 1}.  " if n % 7 == 0 else "    ") + " ".join(random.choices(LATIN, k=9))
    )

    def cut(lines: Sequence[str]) -> str:
        parts = [lines[at : at + 20] for at in range(0, len(lines), 20)]
        return "".join(
            "\n".join([f"Council Document C25/7{' ' * 20}Page {n}", "", *part, "", f"{' ' * 26}- {n} -", "\f"])
            for n, part in enumerate(parts, 1)
        )

    return cut(words), cut([*words[:3], "    and a line more of words that stand here now", *words[3:]])


def wrapped_otherwise(size: int) -> tuple[str, str]:
    """The same articles, on wide pages and on narrow ones."""
    random = Random(1)
    articles = [f"Article {n}  {' '.join(random.choices(LATIN, k=40))}." for n in range(1, max(3, size // 260))]
    return titled([fill(one, 72) for one in articles]), titled([fill(one, 60) for one in articles])


def one_in_each(change: Callable[[Random, str], str]) -> Texts:
    """A statute, every article of which becomes what the change makes of it."""

    def make(size: int) -> tuple[str, str]:
        random = Random(1)
        old = [sentence(random, 110) for _ in range(max(2, size // 354))]
        return statute(old), statute([change(random, text) for text in old])

    return make


def shuffled(random: Random, text: str) -> str:
    """The text with its pieces of four characters in another order."""
    pieces = [text[at : at + 4] for at in range(0, len(text), 4)]
    return "".join(random.sample(pieces, len(pieces)))


def every_second_changed(random: Random, text: str) -> str:
    """The text with every second character exchanged."""
    return "".join(char if at % 2 else chr(0x4E00 + random.randrange(2000)) for at, char in enumerate(text))


def terms_renamed(size: int) -> tuple[str, str]:
    """A term for every article, each of them another one throughout the new text."""
    random = Random(1)
    letters = [chr(0x4E00 + at) for at in range(3000)]
    number = max(3, size // 300)
    now = {"".join(random.choices(letters, k=3)): "".join(random.choices(letters, k=3)) for _ in range(number)}
    terms = [random.choices(list(now), k=3) for _ in range(number)]
    rests = [f"应当{sentence(random, 60)}" for _ in range(number)]
    old = ["，".join(some) + rest for some, rest in zip(terms, rests, strict=True)]
    return statute(old), statute(
        ["，".join(now[one] for one in some) + rest for some, rest in zip(terms, rests, strict=True)]
    )


def values_rewritten(size: int) -> tuple[str, str]:
    """Sums and dates in ideographs, and in digits in the new text."""
    random = Random(1)
    lines = lines_of(
        size, lambda n: f"罚款{random.choice(_HAN)}万元，自二〇二{_HAN[n % 9]}年{_HAN[n % 10]}月{_HAN[n % 7]}日起施行。"
    )
    digits = str.maketrans(_HAN[:9], "123456789")
    return statute(lines), statute([line.translate(digits) for line in lines])


def two_and_two_swapped(size: int) -> tuple[str, str]:
    """Each two neighbours of a statute change places."""
    random = Random(1)
    old = [sentence(random, 110) for _ in range(max(2, size // 354))]
    return statute(old), statute([one for at in range(0, len(old), 2) for one in old[at : at + 2][::-1]])


def split_in_two(size: int) -> tuple[str, str]:
    """Every article is two in the new text."""
    random = Random(1)
    old = [sentence(random, 55)[:-1] + "；" + sentence(random, 55) for _ in range(max(2, size // 354))]
    return statute(old), statute([half for text in old for half in text.split("；")])


def blocks_written_anew(size: int) -> tuple[str, str]:
    """Blocks of two hundred short articles that were written anew, each behind an article that stayed."""
    random = Random(1)
    letters = [chr(0x4E00 + at) for at in range(60)]
    texts = [["".join(random.choices(letters, k=8)) + "。" for _ in range(max(2, size // 48))] for _ in range(2)]
    return statute(texts[0]), statute([a if at % 195 == 0 else b for at, (a, b) in enumerate(zip(*texts, strict=True))])


WHOLE: dict[str, Texts] = {
    "all numbers changed": numbers_changed,
    "all notes renumbered": notes_renumbered,
    "a column of a table changed": column_changed,
    "references to all in one line": references_in_one_line,
    "articles that cite all before": citing_all_before,
    "six languages in turn": six_languages,
    "numbers of forty levels": growing_numbers,
    "numbers of all styles": numbers_of_all_styles,
    "headings alone": headings_alone,
    "brackets between words": brackets_between_words,
    "words of one line": words_of_one_line,
    "letters that repeat nothing thrice": no_square,
    "pages cut elsewhere": pages,
    "lines wrapped elsewhere": wrapped_otherwise,
    "all shuffled": one_in_each(shuffled),
    "every second character": one_in_each(every_second_changed),
    "all terms renamed": terms_renamed,
    "all values rewritten": values_rewritten,
    "all swapped by two": two_and_two_swapped,
    "all split in two": split_in_two,
    "blocks written anew": blocks_written_anew,
}
