"""Profiles: ours are whole, and of another's file every mistake is one sentence that names file and key."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from decision_diff import cli, profiles, renderers
from decision_diff.errors import ProfileError
from decision_diff.model import Source
from decision_diff.profiles import plurals
from decision_diff.reviewer import reasons
from paths import FIXTURES

OLD, NEW = (str(FIXTURES / f"decision-641-c{year}.zh.txt") for year in (24, 25))
FOLDER = Path(profiles.__file__).parent


def test_the_names_are_those_of_the_files() -> None:
    assert sorted(profiles.NAMES) == sorted(path.stem for path in FOLDER.glob("*.toml"))
    assert sorted(profiles.LANGUAGES) == sorted(path.stem for path in (FOLDER / "labels").glob("*.toml"))


@pytest.mark.parametrize("name", profiles.NAMES)
def test_each_profile_of_ours_marks_both_kinds_otherwise_than_the_rest(name: str) -> None:
    profile = profiles.load(name)
    assert profile.name == name
    assert profile.summary
    for marking in (profile.insert, profile.delete):
        assert marking.styles or (marking.before and marking.after)
        assert all(marking.plain)


@pytest.mark.parametrize("language", profiles.LANGUAGES)
def test_labels_are_read_as_toml(language: str) -> None:
    text = (FOLDER / "labels" / f"{language}.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    nested = {
        f"{above}.{key}": text
        for above, inner in table.items()
        if isinstance(inner, dict)
        for key, text in inner.items()
    }
    assert profiles.load_labels(language) == nested | {
        key: text for key, text in table.items() if isinstance(text, str)
    }


@pytest.mark.parametrize("language", profiles.LANGUAGES)
def test_each_language_has_the_same_labels_with_the_same_holes(language: str) -> None:
    english, own = profiles.load_labels("en"), profiles.load_labels(language)
    assert list(own) == list(english)
    for key, text in own.items():
        assert isinstance(text, str)
        assert text.strip(), key
        if "|" not in english[key]:
            numbered, _, alone = text.partition("|")
            assert sorted(profiles.find_holes(numbered)) == sorted(profiles.find_holes(english[key])), key
            # A level without a number may be called otherwise: 第3段, 段落.
            assert not alone or (key.startswith("level.") and not profiles.find_holes(alone) and "|" not in alone), key
            continue
        # A label that counts has a form for each kind of number, and a form for one or two may do without the number.
        assert len(text.split("|")) == len(plurals.PLURALS[language]), key
        assert set(profiles.find_holes(text)) == {"count"}, key


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("colour = 'red'", "'colour' is not a key of a profile; the keys are summary, language, columns"),
        ("language = 'de'", "'language' cannot be 'de'; choose one of auto, zh, en"),
        ("unchanged = 1", "'unchanged' cannot be 1; choose one of leave-out, fold, full"),
        ("kind = 'both'", "'kind' cannot be 'both'; choose one of words, marks"),
        ("columns = 'number'", "'columns' must be a list of number, before"),
        ("columns = ['price']", "'columns' cannot hold 'price'; choose from number, before"),
        ("columns = [['a']]", "'columns' cannot hold ['a']; choose from number"),
        ("columns = []", "a table needs a column; choose from number"),
        ("columns = ['after', 'after']", "the column 'after' is given twice"),
        ("gather = ['moves']", "'gather' cannot hold 'moves'; choose from numbering"),
        ("insert = 'bold'", "'insert' must be a table with style"),
        ("[insert]\nstyle = ['blink']", "'insert.style' cannot hold 'blink'; choose from bold"),
        ("[delete]\nsize = 3", "'delete.size' is not a key of a profile; the keys are style"),
        ("[delete]\nbefore = 3", "'delete.before' must be a text on one line"),
        ("[delete]\nplain = '[]'", "'delete.plain' must be two texts on one line"),
        ('[delete]\nplain = ["a", "\\u202e"]', "'delete.plain' must be two texts on one line"),
        ("words = 1", "'words' must be a table of labels"),
        ("[words]\nnew = 'x'", "'words.new' is not a label; the labels are title, number"),
        ('[words]\ntitle = "a\\nb"', "'words.title' must be a text on one line"),
        ("[words]\nrange = '{first} {end}'", "'words.range' has no {end} to fill in"),
        ("[words.level]\nrow = 7", "'words.level.row' must be a text on one line"),
        ("= 1", "not valid TOML: "),
        (b"\xff\xfe", "the profile is not valid UTF-8"),
        ("#" * 100_001, "larger than 100000 bytes, which no profile is"),
    ],
)
def test_a_mistake_is_one_sentence_that_names_file_and_key(content: str | bytes, said: str, tmp_path: Path) -> None:
    path = tmp_path / "my.toml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(ProfileError) as raised:
        profiles.load(str(path))
    assert str(raised.value).startswith(f"my.toml: {said}")
    assert "\n" not in str(raised.value)


def test_a_profile_that_is_not_there() -> None:
    with pytest.raises(ProfileError, match="unknown profile 'itv'; choose one of itu, un, zh-table"):
        profiles.load("itv")
    with pytest.raises(ProfileError, match=r"no\.toml: cannot be read \(No such file"):
        profiles.load("./no.toml")


def test_a_profile_of_ones_own(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    path = tmp_path / "my.toml"
    path.write_text(
        "language = 'fr'\ncolumns = ['number', 'after']\n[insert]\nplain = ['<<', '>>']\n"
        "[words]\nafter = 'Nouveau'\n[words.level]\ntitle = 'intitulé {n}'\n",
        encoding="utf-8",
    )
    assert cli.main(["compare", OLD, NEW, "-f", "table-csv", "--profile", str(path)]) == 1
    lines = capsysbinary.readouterr().out.decode("utf-8-sig").splitlines()
    assert lines[:2] == ["N°,Nouveau", "intitulé,第641号决定（C24<<，最后修正C25>>）"]


# Reasons


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"title", "line 1 is not written as `eid = reason`"),
        (b"# x\n\n= why", "line 3 is not written as `eid = reason`"),
        (b"title =", "line 1 is not written as `eid = reason`"),
        (b"a = b\na = c", "line 2 gives a second reason for a"),
        (b"\xff", "the reasons file is not valid UTF-8"),
    ],
)
def test_a_file_of_reasons_that_is_none(content: bytes, said: str) -> None:
    with pytest.raises(ProfileError, match=rf"^why\.txt: {said}"):
        reasons.read(Source("why.txt", "", content))


def test_reasons_are_read() -> None:
    found = reasons.read(Source("why.txt", "", "\ufeff# 说明\r\ntitle = C25 = 修正\r\n\nart_2=见第3条\n".encode()))
    assert found == {"title": "C25 = 修正", "art_2": "见第3条"}


# On the command line


def test_the_suffix_says_table(tmp_path: Path) -> None:
    names = ["table.html", "641.table.html", "641.html", "TABLE.MD", "641.csv"]
    outputs = [part for name in names for part in ("-o", str(tmp_path / name))]
    assert cli.main(["compare", OLD, NEW, *outputs]) == 1
    said = [(tmp_path / name).read_text(encoding="utf-8-sig") for name in names]
    assert ["修改前" in text for text in said] == [True, True, False, True, True]
    assert said[0] == said[1]
    assert [renderers.find_suffix(name) for name in ("a.table.docx", "a.docx", "table.docx", "suntable.docx", "a")] == [
        ".table.docx", ".docx", ".table.docx", ".docx", "",
    ]  # fmt: skip


def test_the_format_says_table_where_the_name_does_not(tmp_path: Path) -> None:
    path = tmp_path / "any.html"
    assert cli.main(["compare", OLD, NEW, "-f", "table-html", "-o", str(path)]) == 1
    assert "<th" in path.read_text(encoding="utf-8")
    other = tmp_path / "any.table.docx"
    assert cli.main(["compare", OLD, NEW, "-f", "html", "-o", str(other)]) == 2
    assert not other.exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["-f", "json", "--profile", "un"],
            "--profile has no effect on json; it is for text, html, html-fragment, review, markdown, summary",
        ),
        (["-f", "docx", "--labels", "zh"], "--labels has no effect on docx; it is for text, html"),
        (
            ["-f", "markdown", "--columns", "after"],
            "--columns has no effect on markdown; it is for table-docx, table-xlsx",
        ),
        (["-f", "html", "--track-on"], "--track-on has no effect on html; it is for docx (see"),
        (["--moves", "tracked"], "--moves has no effect on text; it is for docx"),
        (
            ["-o", "a.docx", "-o", "a.html", "--all"],
            "--all has no effect on docx; it is for text, markdown",
        ),
        (["-f", "json", "--color", "always"], "--color has no effect on json; it is for text"),
        (["-f", "table-md", "--profile", "nu"], "unknown profile 'nu'"),
        (["-f", "table-md", "--columns", "after,price"], "unknown column 'price'; choose from number"),
        (["-f", "table-md", "--reasons", "none.txt"], "none.txt: file not found"),
        (["-f", "table-md", "--unchanged", "maybe"], "'maybe' is not one of"),
    ],
)
def test_a_wrong_option_is_one_sentence(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["compare", OLD, NEW, *arguments]) == 2
    assert said in capsys.readouterr().err


def test_all_options_together(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    why = tmp_path / "why.txt"
    why.write_text("title = 会议改期\n", encoding="utf-8")
    arguments = ["--profile", "itu", "--labels", "en", "--columns", "kind,number,reason", "--unchanged", "fold"]
    assert cli.main(["compare", OLD, NEW, "-f", "table-csv", *arguments, "--reasons", str(why)]) == 1
    lines = capsysbinary.readouterr().out.decode("utf-8-sig").splitlines()
    assert lines[:3] == ["Change,No.,Reason", "MOD,title,会议改期", "NOC,heading 1 to 做出决定,"]


def test_a_table_is_no_redline_that_could_be_proved(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "table.html"
    assert cli.main(["compare", OLD, NEW, "-o", str(path)]) == 1
    assert cli.main(["verify", str(path), "--old", OLD, "--new", NEW]) == 2
    assert "table-html" in capsys.readouterr().err


def test_a_redline_as_markdown_is_marked_as_the_profile_says(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert cli.main(["compare", OLD, NEW, "-f", "markdown", "--profile", "legal"]) == 1
    output = capsysbinary.readouterr().out.decode()
    assert "\\[于2026年上半年召开为期三天的\\]第七届" in output
    assert "<strong>将于2026年6月9日" in output
    assert "<del>" not in output
