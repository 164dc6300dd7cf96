"""Profiles and labels reach every redline: our words in the language asked for, the marks that the profile says.

That no English is left is seen by a profile whose labels are all one Greek word: whatever letters are shown besides it and
the texts were never a label.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import comparisons
import decision_diff as dd
from decision_diff import cli, profiles, renderers
from decision_diff.changes import Comparison, Replacement, Stretch
from decision_diff.errors import ProfileError
from decision_diff.model import Span
from decision_diff.profiles import Marking, Profile, plurals
from decision_diff.renderers import RENDERERS, wording
from decision_diff.renderers.wording import marks as marking
from decision_diff.renderers.wording import sentences
from decision_diff.renderers.wording.brackets import keep_apart
from how import how
from markers import ANGLED, ANGLES, HOSTILE_PROFILE, MARKER, MARKINGS, foreign, marker_profile, read
from paths import FIXTURES
from renderings import HOSTILE, STEPS, WORDS, amended, shown, texts, unshow

REDLINES = [row for row in RENDERERS if "profile" in row.heeded and not row.name.startswith("table-")]
TEXT_REDLINES = [row.name for row in REDLINES if not row.binary]
EVERY_TEXT = pytest.mark.parametrize("name", TEXT_REDLINES)
PROFILES = ("", *profiles.NAMES, "hostile")
OLD, NEW = (str(FIXTURES / f"decision-641-c{year}.zh.txt") for year in (24, 25))


def replaced() -> Comparison:
    """Every effect, and a term replaced throughout."""
    full = comparisons.full()
    one = Replacement("帐簿", "账簿", (Stretch("p_1", Span(0, 2)), Stretch("p_3", Span(0, 2))))
    return Comparison(full.old, full.new, full.changes, full.unchanged, full.notices, (one,))


@pytest.fixture
def given_profile(tmp_path: Path) -> Callable[[str], str]:
    """The name to give for a profile; "hostile" is a file."""

    def name_of(name: str) -> str:
        if name != "hostile":
            return name
        path = tmp_path / "hostile.toml"
        path.write_text(HOSTILE_PROFILE, encoding="utf-8")
        return str(path)

    return name_of


class Visible(HTMLParser):
    """What a page shows or says: text outside of style and script, and what attributes say."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.silent = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent = tag in ("style", "script", "kbd")
        self.parts += [value or "" for name, value in attrs if name in ("aria-label", "title", "alt", "data-place")]

    def handle_endtag(self, tag: str) -> None:
        self.silent = False

    def handle_data(self, data: str) -> None:
        self.parts += [] if self.silent else [data]


def said(name: str, output: str | bytes) -> str:
    """What a reader reads of an output."""
    if isinstance(output, bytes):
        pypdf = pytest.importorskip("pypdf")
        return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(output)).pages)
    if name in ("html", "html-fragment", "review"):
        page = Visible()
        page.feed(output)
        return "\n".join(page.parts)
    if name == "summary-json":  # its keys, topics among them, are for programs
        document = json.loads(output)
        items = [item["text"] for line in document["lines"] for item in line["items"]]
        return "\n".join(
            [document["counts"], *document["notices"], *(line["heading"] for line in document["lines"]), *items]
        )
    return re.sub(r"</?[a-z]+>", " ", output.replace("\\", "")) if name in ("markdown", "summary-md") else output


# Defaults


@EVERY_TEXT
@pytest.mark.parametrize("comparison", [replaced(), comparisons.full(HOSTILE), comparisons.same()])
def test_english_labels_alone_change_nothing(name: str, comparison: Comparison) -> None:
    assert shown(comparison, name, labels="en", all=True) == shown(comparison, name, all=True)


def test_the_marks_of_the_itu_in_english_are_those_that_a_redline_has_by_itself() -> None:
    for color in (True, False):
        asked = shown(replaced(), "text", profile="itu", labels="en", all=True, color=color)
        assert asked == shown(replaced(), "text", all=True, color=color)
    assert "data-insert" not in shown(replaced(), "html", profile="itu")


# Words


@pytest.mark.slow
@pytest.mark.parametrize("name", [row.name for row in REDLINES])
@pytest.mark.parametrize("kind", ["words", "marks"])
@pytest.mark.parametrize("language", ["zh", "ru", "ar"])
def test_every_word_of_ours_is_a_label(name: str, kind: str, language: str, tmp_path: Path) -> None:
    if name == "pdf":
        pytest.importorskip("typst")
    profile = marker_profile(tmp_path, language, kind)
    for comparison in (replaced(), comparisons.same()):
        output = renderers.render(comparison, name, how(name, profile=profile, all=True))
        text = said(name, output)
        left = set(foreign(text, comparison)) - ({"ADD", "MOD", "SUP", "NOC"} if kind == "marks" else set())
        assert left == set()
        assert MARKER in text


@pytest.mark.slow
@pytest.mark.parametrize("name", [row.name for row in REDLINES])
@pytest.mark.parametrize("language", ["zh", "ja", "ru", "ar"])
@pytest.mark.parametrize("profile", ["", "zh-table", "ja-table", "legal", "itu"])
def test_no_english_is_left_beside_other_labels(name: str, language: str, profile: str) -> None:
    if name == "pdf":
        pytest.importorskip("typst")
        if profile not in ("", "itu"):  # the words are the same as without, and to set them takes time
            return
    output = renderers.render(replaced(), name, how(name, profile=profile, labels=language, all=True))
    left = set(foreign(said(name, output), replaced())) - ({"ADD", "MOD", "SUP", "NOC"} if profile == "itu" else set())
    assert left == set()


@EVERY_TEXT
def test_a_profile_speaks_the_language_of_the_text_unless_it_says_another(name: str) -> None:
    assert "修改" in shown(replaced(), name, profile="legal")
    assert "改正" in shown(replaced(), name, profile="ja-table")
    assert "изменено" in shown(replaced(), name, profile="ja-table", labels="ru")
    assert "MOD" not in re.sub(r'data-mark="[^"]*"|<script.*</script>|<style.*</style>', "", shown(replaced(), name, labels="fr"), flags=re.DOTALL)  # fmt: skip


@pytest.mark.parametrize(
    ("language", "places"),
    [
        ("zh", ["段落", "第3段", "条"]),
        ("ja", ["段落", "第3段落", "条"]),
        ("fr", ["paragraphe", "paragraphe 3", "article"]),
    ],
)
def test_a_clause_without_number_and_position_is_called_by_its_level_alone(language: str, places: list[str]) -> None:
    words = wording.apply_profile(profiles.load("un"), language, "zh")
    clauses = [comparisons.clause(eid, "某段。", level=level) for eid, level in (("a__p", "p"), ("a__p_3", "p"), ("a__x", "article"))]  # fmt: skip
    assert [words.name_clause(clause) for clause in clauses] == places


def test_an_arrow_points_from_what_was_to_what_is() -> None:
    """In Arabic to the left, for there a place is read from the right."""
    change = next(one for one in replaced().changes if "move" in one.effects)
    ways = {language: wording.apply_profile(profiles.load("un"), language, "zh").name_route(replaced(), change) for language in ("en", "ar")}  # fmt: skip
    assert ways == {"en": "做出决定11 → 0", "ar": "做出决定11 ← 0"}


def test_the_own_words_of_a_profile_are_of_its_own_language() -> None:
    table = shown(replaced(), "table-md", profile="zh-table", labels="fr")
    assert "Tableau comparatif" in table
    assert "条款" not in table
    assert "修改前后对照表" in shown(replaced(), "table-md", profile="zh-table", labels="zh")


def test_a_language_without_labels_is_one_sentence() -> None:
    for name in [*TEXT_REDLINES, "pdf"]:
        with pytest.raises(ProfileError, match=r"^labels in 'de' do not exist; choose one of zh, en, fr"):
            renderers.render(replaced(), name, how(name, labels="de"))


def test_the_terminal_in_chinese_reads_as_documented() -> None:
    output = shown(replaced(), "text", profile="zh-table", all=True)
    for line in (
        "第641号决定\n旧文本：C24（decision-c24.txt）\n新文本：C25（decision-c25.txt）\n",
        "15处修改：新增 3处、修改 5处、形式 4处、删除 1处、移动 2处；3个条款未变\n",
        "3. 做出决定1 — 修改\n   第七届论坛将在[-巴哈马-]{+巴拿马+}举行；\n",
        "14–15. 仅重新编号：做出决定2至3改为3至4\n",
        "8. 做出决定9 → 8 — 修改、编号写法不同（仅编辑性修改）\n",
        "全文统一替换：\n- “帐簿”改为“账簿”，涉及2个条款，共2处\n",
        "提示：\n- number-gap: after 4 comes 6（文本、第4段）\n",
    ):
        assert line in output


def test_places_are_called_in_the_language() -> None:
    output = shown(dd.compare(OLD, NEW), "text", labels="ja")
    assert "1. 題名 — 改正\n" in output
    assert "附件2 › 見出し2 — 改正" in output
    assert "附件2 › 行 2025年8月7日 — 新設" in output


@pytest.mark.parametrize(
    ("language", "count", "said"),
    [
        ("en", 0, "0 changes"), ("en", 1, "1 change"), ("en", 2, "2 changes"),
        ("fr", 0, "0 modification"), ("fr", 2, "2 modifications"), ("es", 1, "1 modificación"),
        ("ru", 1, "1 изменение"), ("ru", 3, "3 изменения"), ("ru", 5, "5 изменений"), ("ru", 11, "11 изменений"),
        ("ru", 21, "21 изменение"), ("ru", 112, "112 изменений"), ("zh", 1, "1处修改"), ("ja", 7, "変更7箇所"),
        ("ar", 1, "تعديل واحد"), ("ar", 2, "تعديلان"), ("ar", 3, "3 تعديلات"), ("ar", 11, "11 تعديلًا"),
        ("ar", 100, "100 تعديل"), ("ar", 103, "103 تعديلات"),
    ],
)  # fmt: skip
def test_counts_have_the_form_of_their_number(language: str, count: int, said: str) -> None:
    assert wording.Words(language, Profile("")).count("redline.changes", count) == said


def test_a_label_of_somebody_elses_with_fewer_forms_repeats_its_last() -> None:
    assert plurals.split_forms("ru", "a|b") == {"one": "a", "few": "b", "many": "b"}
    assert plurals.split_forms("zh", "a|b") == {"other": "a"}


# Marks


def test_legal_is_bold_and_bracketed_everywhere() -> None:
    comparison = dd.compare(OLD, NEW)
    piped = shown(comparison, "text", profile="legal")
    assert (
        "[于2026年上半年召开为期三天的]第七届WTPF（WTPF-26）[，具体日期和地点将由理事会下届会议确定]{+将于2026年6月9日"
        in piped
    )
    coloured = shown(comparison, "text", profile="legal", color=True)
    assert "\x1b[31m[于2026年上半年召开为期三天的]\x1b[0m第七届WTPF（WTPF-26）\x1b[31m[，具体日期" in coloured
    marked = shown(comparison, "markdown", profile="legal")
    assert "\\[于2026年上半年召开为期三天的\\]第七届" in marked
    assert "<strong>将于2026年6月9日" in marked
    for name in ("html", "review"):
        page = shown(comparison, name, profile="legal")
        assert '<html lang="zh" dir="ltr" data-insert="bold" data-delete=""' in page
        assert '<span class="ch">[</span>于2026年上半年召开为期三天的<span class="ch">]</span>' in page


@given(insert=MARKINGS, delete=MARKINGS)
def test_in_one_line_both_are_marked_and_otherwise_than_each_other(insert: Marking, delete: Marking) -> None:
    marks = marking.choose_inline_markings(Profile("", insert=insert, delete=delete))
    looks = [(frozenset(one.styles), one.before, one.after) for one in (marks["insert"], marks["delete"])]
    assert looks[0] != looks[1]
    for styles, before, after in looks:
        assert styles or (before + after).strip()


def test_a_profile_that_marks_both_sides_alike_strikes_what_went() -> None:
    assert "\x1b[31;4;9m巴哈马\x1b[0m" in shown(replaced(), "text", profile="ja-table", color=True)
    assert "<ins><del>巴哈马</del></ins><ins>巴拿马</ins>" in shown(replaced(), "markdown", profile="ja-table")
    assert 'data-insert="underline" data-delete="underline strike"' in shown(replaced(), "html", profile="ja-table")


@pytest.mark.slow
@given(insert=MARKINGS | ANGLES, delete=MARKINGS | ANGLES, steps=STEPS | ANGLED)
@settings(max_examples=400)
def test_characters_in_the_text_cannot_be_taken_for_those_of_any_profile(
    insert: Marking, delete: Marking, steps: list[tuple[str, str]]
) -> None:
    comparison = amended(steps)
    if not comparison.changes:
        return
    profile = Profile("", language="en", insert=insert, delete=delete)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(profiles, "load", lambda name: profile)
        lines = shown(comparison, "text", profile="any").split("\n")
    line = lines[lines.index("") + 2].removeprefix("   ")  # below the heading of the first change
    old, new = read(line, marking.choose_characters(keep_apart(profile, comparison)))
    assert unshow(old) == comparison.changes[0].old_text
    assert unshow(new) == comparison.changes[0].new_text


# Contracts: every redline, every profile, every language


@EVERY_TEXT
@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("language", profiles.LANGUAGES)
def test_every_redline_in_every_profile_and_language(
    name: str, profile: str, language: str, given_profile: Callable[[str], str]
) -> None:
    comparison = comparisons.full(HOSTILE)
    options = {"profile": given_profile(profile), "labels": language, "all": True, "title": f"t{HOSTILE}"}
    output = shown(comparison, name, **options)
    assert output == shown(comparison, name, **options)
    assert output.endswith("\n")
    output.encode("utf-8")
    assert not re.search("[\x00\x1b\u202e\u200b\u2066\ufeff]", output)
    if name in ("html", "html-fragment", "review"):
        assert output.count("<script") == (name == "review")
        root = output.partition("\n" if name == "html-fragment" else "\n<head>")[0]
        assert f' lang="{language}"' in root
        assert ('dir="rtl"' in root) is (language == "ar")
        recover = renderers.load(renderers.find(name)).recover
        assert recover(output) == (texts(comparison.old), texts(comparison.new))


@pytest.mark.parametrize("name", ["html", "review"])
@given(before=WORDS, after=WORDS, steps=STEPS, cells=st.booleans())
def test_whatever_characters_a_profile_has_both_texts_are_read_back(
    name: str, before: str, after: str, steps: list[tuple[str, str]], cells: bool
) -> None:
    comparison = amended(steps, cells=cells)
    marking = Marking(before=before, after=after)
    profile = Profile("", language="zh", insert=marking, delete=Marking(("bold",), before=after, after=before))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(profiles, "load", lambda name: profile)
        output = shown(comparison, name, profile="any")
    recover = renderers.load(renderers.find(name)).recover
    assert recover(output) == (texts(comparison.old), texts(comparison.new))


def test_a_redline_in_any_profile_is_proved(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("redline.html", "review.html"):
        path = tmp_path / name
        form = ["-f", "review"] if name.startswith("review") else []
        assert cli.main(["compare", OLD, NEW, "-o", str(path), "--profile", "legal", "--labels", "ar", *form]) == 1
        assert cli.main(["verify", str(path), "--old", OLD, "--new", NEW, *form]) == 0
        said = capsys.readouterr()
        assert said.out.startswith("text: verified\nwhat is shown: verified\n")
        assert "other file names, options or version" in said.err


def test_one_output_that_heeds_an_option_is_enough(tmp_path: Path) -> None:
    outputs = [part for name in ("a.html", "a.json", "a.docx") for part in ("-o", str(tmp_path / name))]
    assert cli.main(["compare", OLD, NEW, *outputs, "--labels", "ru"]) == 1
    assert "Изменения" in (tmp_path / "a.html").read_text(encoding="utf-8")


def test_from_python_too() -> None:
    comparison = dd.compare(OLD, NEW)
    page = dd.render(comparison, "html", profile="legal", labels="zh")
    assert isinstance(page, str)
    assert "修改一览" in page


def test_the_terminal_in_every_language(golden: Callable[[str, str], None]) -> None:
    comparison = dd.compare(OLD, NEW)
    for profile in ("zh-table", "legal"):
        golden(f"decision-641.{profile}.txt", shown(comparison, "text", profile=profile))
    everything = [shown(replaced(), "text", labels=language) for language in profiles.LANGUAGES]
    golden("languages.txt", "\n".join(everything))


def test_notices_say_where() -> None:
    notice = replaced().notices[0]
    assert sentences.say_notice(wording.ENGLISH, notice) == "number-gap: after 4 comes 6 (text, block 4)"
