"""What every row of the table of renderers holds to, on texts that were really compared; a new row is held to it too.

Each effect is told, by a word where the format has words for it and by a mark of Word in tracked changes; the bytes do not
depend on hashes, time zone, locale or folder; hostile text becomes no markup, formula, field, link or action; and both
texts come back where the row promises it.
"""

from __future__ import annotations

import csv
import io
import os
import re
import subprocess
import sys
import zipfile
from dataclasses import fields
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace
from typing import Any, get_args, get_overloads, get_type_hints

import pytest
from lxml import etree, html

import readable
from decision_diff import characters, compare, render, renderers, verify
from decision_diff.changes import EFFECTS, Comparison
from decision_diff.errors import FormatError, OutputError
from decision_diff.model import Source
from decision_diff.renderers import RENDERERS, Renderer, typed
from decision_diff.renderers import options as of
from decision_diff.renderers.wording import ENGLISH
from readable import LIBRARY, READABLE
from renderings import HOSTILE, STRANGE

EXACT = {
    "akn",
    "json",
    "records-csv",
    "records-parquet",
}  # data, which says words as they are and effects by their names
ROWS = pytest.mark.parametrize("row", RENDERERS, ids=[row.name for row in RENDERERS])
A = "第一款的话说明会议在日内瓦举行并由秘书长主持；"
B = "秘书处编写年度预算，提交理事会审查；"
C = "各成员国指派专家，费用自理，名单公布；"
D = "本决定自通过之日起生效，有效期三年。"
FIRST, SECOND = "前半句规定申请人应当提交材料，说明理由；", "后半句规定主管部门应当受理，并予登记。"
LONG = FIRST + SECOND
# Effect -> clauses before, clauses after, what tracked changes in Word have of it.
CASES = {
    "insertion": ((A, B), (A, B, D), f"{{+3\t{D}+}}"),
    "repeal": ((A, B, D), (A, B), f"[-3\t{D}-]"),
    "substitution": ((A, B), (A.replace("日内瓦", "巴黎"), B), "[-日内瓦-]{+巴黎+}"),
    "renumbering": ((A, B, C), (D, A, B, C), f"[-1-]{{+2+}}\t{A}"),
    "move": ((A, B, C, D), (B, C, D, A), f"{{>\t{A}>}}"),
    "split": ((A, LONG), (A, FIRST, SECOND), "rPr(ins)"),
    "join": ((A, FIRST, SECOND), (A, LONG), "rPr(del)"),
    "opening": ((A, B), (A.replace("日内瓦", "[日内瓦]"), B), "{+[+}日内瓦{+]+}"),
    "agreement": ((A.replace("日内瓦", "[日内瓦]"), B), (A, B), "[-[-]日内瓦[-]-]"),
    "narrowing": ((f"[{A}{B}]", B), (f"[{A}]{B}", B), "{+]+}"),
    "widening": ((f"[{A}]{B}", B), (f"[{A}{B}]", B), "[-]-]"),
    "dropping": ((A.replace("会议", "[临时]会议"), B), (A, B), "[-[临时]-]"),
    "bracketed-insertion": ((A, B), (A.replace("会议", "[临时]会议"), B), "{+[临时]+}"),
    "choice": ((A.replace("日内瓦", "[日内瓦][巴黎]"), B), (A, B), "[巴黎]"),
}
SAME = (A, B, C, D)


def text(clauses: tuple[str, ...], hostile: str = "") -> str:
    return "决定\n做出决定\n" + "".join(f"{number}\t{hostile}{words}\n" for number, words in enumerate(clauses, 1))


def made(comparison: Comparison, row: Renderer, **options: Any) -> str | bytes:
    if row.name in LIBRARY:
        pytest.importorskip(LIBRARY[row.name])
    if row.name == "json":
        options["all"] = True
    return render(comparison, row.name, **options)


def told(output: str | bytes, row: Renderer) -> str:
    """What can be read in the output."""
    if isinstance(output, bytes):
        said = READABLE[row.name](output)
        return " ".join(said.split()) if row.name == "table-pdf" else said  # a narrow column folds what it says
    if output.startswith("<!"):
        return " ".join(map(str, html.fromstring(readable.page(output)).itertext()))
    return output.replace("\\", "")


# Effects


def test_every_effect_has_a_case() -> None:
    assert list(CASES) == list(EFFECTS)


@ROWS
@pytest.mark.parametrize("effect", EFFECTS)
def test_each_effect_is_told(row: Renderer, effect: str) -> None:
    """By its word, more often than where nothing happened: a legend has some of these words in any case."""
    before, after, mark = CASES[effect]
    comparison = compare(text(before), text(after))
    assert effect in {one for change in comparison.changes for one in change.effects}
    options = {"profile": "un", "labels": "en"} if row.name.startswith("table-") else {}
    output = told(made(comparison, row, **options), row)
    if row.views:
        assert mark in output
        return
    word = effect if row.name in EXACT else ENGLISH.say(effect)
    quiet = told(made(compare(text(SAME), text(SAME)), row, **options), row)
    assert output.casefold().count(word) > quiet.casefold().count(word)


# The same bytes

HASHES = """
import hashlib, sys
from decision_diff import compare, render
old, new, *names = sys.argv[1:]
comparison = compare(old, new)
for name in names:
    output = render(comparison, name)
    print(name, hashlib.sha256(output if isinstance(output, bytes) else output.encode()).hexdigest())
"""


@pytest.mark.slow
def test_no_byte_depends_on_where_and_when(tmp_path: Path) -> None:
    names = [row.name for row in RENDERERS]
    for name, library in LIBRARY.items():
        if find_spec(library) is None:
            names.remove(name)
    old, new = text((A, B, LONG, D)), text((D, B.replace("年度", "两年期"), FIRST, SECOND, C))
    seen = []
    for seed, zone, locale in (("1", "Asia/Tokyo", "C"), ("2", "America/Lima", "C.UTF-8")):
        folder = tmp_path / seed
        folder.mkdir()
        env = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale}
        command = [sys.executable, "-c", HASHES, old, new, *names]
        seen.append(subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=True).stdout)
    assert seen[0].count("\n") == len(names)
    assert seen[0] == seen[1]


# Hostile text

DDE = "=cmd|'/C calc'!A0"
NO_TEXT = re.compile("[\x00\ud800-\udfff]")  # refused when read; that no renderer stumbles over it is in test_renderers
ATTACKS = {
    "markup and what nobody sees": NO_TEXT.sub("", HOSTILE),
    "what XML and spreadsheets have for themselves": STRANGE.replace("\x07", ""),
    "formula": DDE,
    "formula behind a blank": " \u3000@SUM(1)",
    "link": "https://evil.example mailto:a@evil.example \\\\evil.example\\share file:///etc/passwd",
    "bidi": "\u202eabc\u2066\u2067\u200f\u061c",
    "width": "\u200b\u200d\ufeff\u2060\u00ad",
    "combining": "a" + "\u0301" * 200,
    "control": "\x01\x07\x1b]0;x\x07\x1b[2J\x7f\x9b31m",
}
NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@ROWS
@pytest.mark.parametrize("attack", ATTACKS)
def test_hostile_text_is_only_text(row: Renderer, attack: str) -> None:
    hostile = ATTACKS[attack]
    before, after = text((A, B, hostile, LONG, D)), text((hostile + D, A, B.replace("年度", hostile), FIRST, SECOND))
    comparison = compare(before, after)
    if row.views and NO_XML.search(hostile):
        with pytest.raises(OutputError):
            made(comparison, row)
        return
    output = made(comparison, row, told=[].append, **({"title": hostile} if "title" in row.heeded else {}))
    if isinstance(output, str):
        output.encode()
        assert row.name in EXACT or not re.search(
            characters.HIDDEN.pattern.partition("|")[0], output.removeprefix("\ufeff")
        )
    if row.name.endswith("csv"):
        cells = [cell for line in csv.reader(io.StringIO(str(output))) for cell in line]
        assert not [cell for cell in cells if re.match(r"\s*[=+\-@＝＋－＠\t\r]", cell)]
    elif isinstance(output, str):
        if output.startswith("<!"):
            page: Any = html.fromstring(output)
            assert len(page.xpath("//script")) == (row.name == "review")
            assert not page.xpath("//@src | //@*[starts-with(name(), 'on')] | //a/@href[not(starts-with(., '#'))]")
    elif row.name.endswith("pdf"):
        assert not re.search(rb"/(?:URI|JS|JavaScript|Launch|OpenAction|AA|EmbeddedFile|SubmitForm)\b", output)
    elif row.name == "records-parquet":
        assert readable.frame(output)
    else:
        inert(output)


def inert(package: bytes) -> None:
    """Every part is whole XML, nothing leads out of the package, and no text became a formula, a field or a link."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        for name in archive.namelist():
            root: Any = etree.fromstring(archive.read(name))
            tags = {etree.QName(element).localname for element in root.iter(etree.Element)}
            assert not tags & {"f", "instrText", "fldChar", "object", "altChunk", "ddeLink"}
            for link in root.iter("{*}hyperlink"):  # the summary leads to the rows of the table, and to nothing else
                leads = {etree.QName(key).localname: str(value) for key, value in link.items()}
                assert leads.keys() <= {"anchor", "history", "ref", "location", "display"}
                assert re.fullmatch(r"change_\d+|'[^\[\]:*?/\\']{1,31}'!A\d+", leads.get("anchor") or leads["location"])
            fields = {str(value).strip() for value in root.xpath("//@*[local-name() = 'instr']")}
            assert fields <= {"PAGE", "NUMPAGES"}
            assert not root.xpath("//@*[local-name() = 'TargetMode']"), name


# Both texts


@pytest.mark.parametrize("row", [row for row in RENDERERS if row.reversible], ids=lambda row: row.name)
@pytest.mark.parametrize("attack", ["", *ATTACKS])
def test_both_texts_come_back(row: Renderer, attack: str) -> None:
    hostile = ATTACKS.get(attack, "")
    if row.views:
        hostile = NO_XML.sub("", hostile)
    for before, after, _ in CASES.values():
        old, new = text(before, hostile), text(after, hostile)
        output = made(compare(old, new), row)
        data = output if isinstance(output, bytes) else output.encode("utf-8", "surrogatepass")
        assert verify(Source("redline", "", data), old, new, fmt=row.name).differences == ()


@ROWS
def test_what_cannot_be_read_back_is_not_promised(row: Renderer) -> None:
    assert row.reversible == (hasattr(renderers.load(row), "recover") or row.views)


# Option -> a value that is not its default. What the class of a row does not have is refused.
OPTIONS: dict[str, Any] = {
    "all": True,
    "author": "某人",
    "color": True,
    "columns": ("after",),
    "country": "ch",
    "date": "2025-07-04T09:00:00Z",
    "formatting": True,
    "id_prefix": "first",
    "labels": "fr",
    "moves": "plain",
    "notes": None,
    "new_label": "C25",
    "old_label": "C24",
    "profile": "legal",
    "reasons": {"part_2__para_1": "因为"},
    "signal": "country",
    "title": "标题",
    "track_on": True,
    "unchanged": "full",
    "width": 20,
    "summary": False,
    "work_uri": "/akn/ch/act/2025/641",
}
UNSEEN = {("docx", "formatting"), ("review", "notes")}  # need other inputs: see test_docx_formatting, test_review_notes


@pytest.mark.slow
@ROWS
def test_an_option_has_an_effect_or_is_refused(row: Renderer) -> None:
    old, new = (A, B, C, D), (B.replace("年度", "三个月"), C, D, A)
    comparison = compare(old_text=text(old), new_text=text(new))
    plain = render(comparison, row.name)
    assert set(OPTIONS) == {name for row in RENDERERS for name in row.heeded}
    for name, value in OPTIONS.items():
        given: dict[str, Any] = {name: value}
        if name in row.heeded:
            assert (row.name, name) in UNSEEN or render(comparison, row.name, **given) != plain, name
            value_of_class: Any = row.options(**given)
            assert render(comparison, row.name, value_of_class) == render(comparison, row.name, **given)
        else:
            with pytest.raises(FormatError, match=f"{name} has no effect on {row.name}; it is for "):
                render(comparison, row.name, **given)
            with pytest.raises(TypeError, match=name):
                row.options(**given)


def test_options_of_another_format_are_refused_and_single_ones_overrule_a_value() -> None:
    comparison = compare(old_text=text((A, B)), new_text=text((A, C)))
    wrong: Any = of.TableOptions(title="any")
    for fmt in ("html", "table-csv"):
        with pytest.raises(
            FormatError, match=r"^(html takes PageOptions|table-csv takes CsvOptions), not TableOptions$"
        ):
            render(comparison, fmt, wrong)
    chosen = of.PageOptions(title="甲", labels="fr")
    assert render(comparison, "html", chosen, title="乙") == render(comparison, "html", title="乙", labels="fr")


def test_what_a_type_checker_is_told_is_what_the_table_says() -> None:
    call: Any = SimpleNamespace(__module__=typed.__name__, __qualname__="Render.__call__")
    overloads = [get_type_hints(one, vars(typed) | vars(of)) for one in get_overloads(call)]
    listeners = get_type_hints(typed.ListenerKeys)
    outside = overloads.pop()
    assert (outside["fmt"], outside["options"]) == (str, of.OutsideOptions | None)
    said = {}
    for hints in overloads:
        kind, _ = get_args(hints["options"])
        (keys,) = get_args(hints["given"])
        assert get_type_hints(keys) == listeners | get_type_hints(kind, vars(typed)), kind
        said.update(dict.fromkeys(get_args(hints["fmt"]), (kind, hints["return"] is bytes)))
    rows = {}
    for row in RENDERERS:
        names = {row.name, *row.suffixes, *(suffix.removeprefix(".") for suffix in row.suffixes)}
        rows.update(dict.fromkeys(names, (row.options, row.binary)))
    assert said == rows
    every = {name: hint for row in RENDERERS for name, hint in get_type_hints(row.options, vars(typed)).items()}
    assert get_type_hints(typed.AnyKeys) == listeners | every


@pytest.mark.parametrize("kind", sorted({row.options for row in RENDERERS}, key=repr))
def test_every_option_is_described(kind: type[of.Options]) -> None:
    described = "".join(one.__doc__ or "" for one in kind.__mro__)
    assert all(f"    - `{one.name}`: " in described for one in fields(kind))


def test_what_no_option_can_be_is_one_sentence() -> None:
    comparison = compare(old_text=text((A, B)), new_text=text((A, C)))
    for fmt, options, said in (
        (
            "html",
            {"colour": True},
            "no option 'colour'; those of html are: labels, new_label, old_label, profile, summary, title",
        ),
        ("docx", {"moves": "x"}, "moves must be 'tracked' or 'plain', not 'x'"),
        ("docx", {"track_on": "no"}, "track_on must be True or False, not 'no'"),
        ("html", {"title": 641}, "title must be a text, not 641"),
        ("text", {"width": 0}, "width must be None or at least 1, not 0"),
    ):
        given: dict[str, Any] = options
        with pytest.raises(FormatError, match=said):
            render(comparison, fmt, **given)
