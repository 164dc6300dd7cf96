"""Square brackets are content: what became of each is an effect of its own, substantive, in every output."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import decision_diff as dd
import invariants
from bracketed import EDITS
from decision_diff import outline, renderers
from decision_diff.changes import BRACKET_EFFECTS, Change, Comparison
from decision_diff.diff import brackets
from decision_diff.diff.bare_words import LONGEST_TRIED, MOST_LOOKED_AT, MOST_TRIED
from decision_diff.diff.brackets import _MOST_PAIRED, LEAST_SHARED
from decision_diff.words.brackets import _LONGEST_SHOWN, MOST_NAMED, MOST_NESTED, find_brackets
from paths import FIXTURES

FRAMES = {
    "en": ("Decision 9\nThe Council,\ndecides\n", "to thank the host country of the last session;"),
    "fr": ("Décision 9\nLe Conseil,\ndécide\n", "de remercier le pays hôte de la dernière session;"),
    "zh": ("第9号决定\n理事会，\n做出决定\n", "感谢上届会议的东道国政府；"),
}


def frame(words: str, language: str = "en") -> str:
    """A decision with these clauses, and one that never changes."""
    head, last = FRAMES[language]
    return head + "".join(f"{number}\t{one}\n" for number, one in enumerate((*words.split("\n"), last), 1))


def compare(old: str, new: str, language: str = "en", **options: Any) -> Comparison:
    return dd.compare(old_text=frame(old, language), new_text=frame(new, language), language=language, **options)


def the_change(comparison: Comparison) -> Change:
    (change,) = comparison.changes
    return change


def show(comparison: Comparison, fmt: str, **options: Any) -> str:
    return str(dd.render(comparison, fmt, **options))


def count(text: str, language: str = "en") -> int:
    return len(find_brackets(dd.read(text=frame(text, language), language=language)).pairs)


def codes(comparison: Comparison) -> list[str]:
    return [notice.code for notice in comparison.notices if notice.code.startswith("bracket")]


# -- each edit and its effects


@pytest.mark.parametrize(("language", "old", "new", "effects"), EDITS, ids=[f"{a}-{b}" for _, a, b, _ in EDITS])
def test_each_edit_has_its_effects(language: str, old: str, new: str, effects: str) -> None:
    comparison = compare(old, new, language)
    change = the_change(comparison)
    assert sorted(change.effects) == sorted(effects.split())
    if effects != "substitution":
        assert (change.kind, change.mark) == ("substantive", "MOD")
        assert {one.effect for one in change.brackets} == change.effects & set(BRACKET_EFFECTS)
    assert codes(comparison) == []
    invariants.check(comparison)


def test_there_are_sixty_edits_and_more_in_three_languages_with_every_effect() -> None:
    assert len(EDITS) >= 60
    assert {language for language, *_ in EDITS} == set(FRAMES)
    for language in ("en", "zh"):
        assert {one for row in EDITS if row[0] == language for one in row[3].split()} >= set(BRACKET_EFFECTS)


def test_what_became_of_a_bracket_has_its_words_on_both_sides() -> None:
    change = the_change(
        compare("the Group [shall] [should] meet [in Geneva];", "the Group [must] should meet in Geneva;")
    )
    shown = [(one.effect, one.old.of(change.old_text), one.new.of(change.new_text)) for one in change.brackets]
    assert ("agreement", "[in Geneva]", "in Geneva") in shown
    assert ("agreement", "[should]", "should") in shown


# -- brackets over several clauses


def effects_of(comparison: Comparison) -> list[tuple[str, list[str]]]:
    return [((one.new or one.old)[0].number, sorted(one.effects)) for one in comparison.changes]


THREE = "to meet in spring;\nto report to the Council;\nto publish the report;"


def test_brackets_around_three_clauses_go_in_each_of_them() -> None:
    found = compare(f"[{THREE}]", THREE)
    assert effects_of(found) == [("1", ["agreement"]), ("2", ["agreement"]), ("3", ["agreement"])]
    middle = found.changes[1]
    assert (middle.kind, middle.mark, [edit.op for edit in middle.edits]) == ("substantive", "MOD", ["equal"])
    back = compare(THREE, f"[{THREE}]")
    assert effects_of(back) == [("1", ["opening"]), ("2", ["opening"]), ("3", ["opening"])]


def test_a_bracket_that_ends_earlier_is_narrowed_in_the_clauses_that_left_it() -> None:
    first, second, third = THREE.split("\n")
    found = compare(f"[{THREE}]", f"[{first}\n{second}]\n{third}")
    assert effects_of(found) == [("2", ["narrowing"]), ("3", ["narrowing"])]
    back = compare(f"[{first}\n{second}]\n{third}", f"[{THREE}]")
    assert effects_of(back) == [("2", ["widening"]), ("3", ["widening"])]


def test_a_clause_dropped_or_inserted_whole_in_brackets_says_so() -> None:
    first, second, third = THREE.split("\n")
    gone = compare(f"{first}\n[{second}]\n{third}", f"{first}\n{third}").changes[0]
    assert (gone.mark, sorted(gone.effects)) == ("SUP", ["dropping", "repeal"])
    came = compare(f"{first}\n{third}", f"{first}\n[{second}]\n{third}").changes[0]
    assert (came.mark, sorted(came.effects)) == ("ADD", ["bracketed-insertion", "insertion"])


def test_a_clause_inserted_within_brackets_that_stay_is_only_inserted() -> None:
    first, second, third = THREE.split("\n")
    found = compare(f"[{first}\n{third}]", f"[{first}\n{second}\n{third}]")
    assert [sorted(one.effects) for one in found.changes if one.mark == "ADD"] == [["insertion"]]


def test_of_deep_brackets_over_clauses_the_outer_ones_are_followed_in_between() -> None:
    deep = MOST_NESTED + 1
    first, second, third = THREE.split("\n")
    found = compare(f"{'[' * deep}{first}\n{second}\n{third}{']' * deep}", THREE)
    assert len(found.changes[1].brackets) == MOST_NESTED
    assert len(found.changes[0].brackets) == deep


# -- what is no bracket of the text


@pytest.mark.parametrize(
    "text",
    [
        "as the report[1] says, and the plan[2] and the budget [3];",
        "as the report [1] says, and the plan [2];",
        "as the studies [1], [2, 3] and [1-3] show;",
        "as held in [2003] UKHL 12 and [1978] AC 547;",
        "as held in [2019] 2 WLR 100, to pay;",
        "to pay [sic] the dues […] at once;",
        "to pay the dues; [ADOPTED AS AMENDED]",
        "to pay the dues; [Agreed ad ref]",
        "to pay the dues; [Editor's note: moved from 4.]",
        "to pay the dues; [Note by the Secretariat: see Document 5.]",
        "to set a[i] and x1[n+1] to zero;",
        "to publish it at [the site](https://example.org/a);",
        "to use letters [a-z] and [A-Z] alone;",
        "[Reserved]",
    ],
)
def test_what_is_no_structure_of_the_text_is_none(text: str) -> None:
    assert count(text) == 0
    assert codes(compare(text, text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "按照国发[2020]5号文件办理；",
        "按照法释［2003］第15号办理；",
        "文献[1]指出，报告[2]认为可行；",
        "提交报告；[注：待译]",
        "提交报告；[已议定]",
        "[删去]",
    ],
)
def test_what_is_no_structure_of_a_chinese_text_is_none(text: str) -> None:
    assert count(text, "zh") == 0


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("within [1] day or [2] days;", 2),
        ("in Article [1] and Section [2];", 2),
        ("of CHF [100] each;", 1),
        ("the [2027] conference of the Union;", 1),
        ("the [adopted] text and the [note] on it;", 2),
        ("State[s] of Region[s] 1;", 2),
        ("in [ ] days, and [the [old [and new]] rules];", 4),
        ("[reserved] seats for [deleted] items;", 2),
    ],
)
def test_what_is_content_is_a_bracket_in_doubt_too(text: str, pairs: int) -> None:
    assert count(text) == pairs


def test_a_number_in_brackets_that_may_be_a_reference_is_a_bracket_with_a_notice() -> None:
    found = compare("as the report [7] says;", "as the report [7] said;")
    assert codes(found) == ["bracket-doubtful"] * 2
    assert {one.revision for one in found.notices} == {"old", "new"}


def test_check_boxes_are_none_where_a_list_has_several() -> None:
    assert count("[x] to meet;\n[ ] to report;") == 0
    assert count("[ ] days after the meeting, to report;") == 1


def test_an_unbalanced_bracket_is_a_notice_and_no_effect() -> None:
    found = compare("to meet [in Geneva;", "to meet in Geneva;")
    change = the_change(found)
    assert (sorted(change.effects), change.kind, change.brackets) == (["substitution"], "substantive", ())
    (notice,) = (one for one in found.notices if one.code == "bracket-unbalanced")
    assert "[in Geneva" in notice.message
    assert notice.revision == "old"
    assert codes(compare("a) to meet] in Geneva;", "to meet in Geneva;")) == ["bracket-unbalanced"]


@pytest.mark.parametrize("more", [0, 1])
def test_many_unbalanced_brackets_are_counted(more: int) -> None:
    text = "to meet " + "[in Geneva " * (MOST_NAMED + more)
    notices = [one.message for one in find_brackets(dd.read(text=frame(text))).notices]
    assert len(notices) == MOST_NAMED + more
    assert notices[-1].endswith("1 more") == bool(more)


# -- properties

WORDS = {
    "en": "the Council invites Member States to report each year on progress made in rural areas",
    "fr": "le Conseil invite les États Membres à présenter chaque année un rapport sur les zones rurales",
    "zh": "请各成员国每年就农村地区取得的进展提交报告并由秘书长汇总后转交理事会审议",
}


def looks_like_an_index(text: str, start: int, end: int) -> bool:
    """Whether the span in brackets reads as a[i]: the second letter of a word, as in l[e]s."""
    is_letter = len(text[start:end].strip()) == 1
    return is_letter and text[start - 1 : start].isalpha() and not text[start - 2 : start - 1].isalpha()


SPANS = st.sampled_from(sorted(WORDS)).flatmap(
    lambda language: st.tuples(
        st.just(language),
        st.tuples(st.integers(0, len(WORDS[language])), st.integers(0, len(WORDS[language]))).filter(
            lambda at: at[0] != at[1] and not looks_like_an_index(WORDS[language], *sorted(at))
        ),
        st.sampled_from(["[]", "［］"]),
    )
)


def wrap(language: str, at: tuple[int, int], pair: str) -> tuple[str, str]:
    text, (start, end) = WORDS[language], sorted(at)
    end_mark = "；" if language == "zh" else ";"
    wrapped = text[:start] + pair[0] + text[start:end] + pair[1] + text[end:]
    return text + end_mark, wrapped + end_mark


@given(SPANS)
def test_wrapping_any_span_opens_and_taking_it_away_agrees(drawn: tuple[str, tuple[int, int], str]) -> None:
    language, at, pair = drawn
    plain, wrapped = wrap(language, at, pair)
    opened, agreed = compare(plain, wrapped, language), compare(wrapped, plain, language)
    assert [(sorted(one.effects), one.kind) for one in opened.changes] == [(["opening"], "substantive")]
    assert [(sorted(one.effects), one.kind) for one in agreed.changes] == [(["agreement"], "substantive")]
    assert opened.changes[0].brackets[0].new.of(opened.changes[0].new_text) == wrapped[min(at) : max(at) + 2]
    invariants.check(opened)
    invariants.check(agreed)


PIECES = st.lists(
    st.sampled_from(["[", "]", "shall ", "should ", "meet ", "in May ", "/", "报告", "[in] ", "， "]), max_size=14
).map("".join)
MIRRORED = {
    "opening": "agreement", "narrowing": "widening", "dropping": "bracketed-insertion",
    "agreement": "opening", "widening": "narrowing", "bracketed-insertion": "dropping",
    "insertion": "repeal", "repeal": "insertion",
}  # fmt: skip


@given(PIECES, PIECES)
def test_brackets_are_compared_alike_from_either_side(one: str, other: str) -> None:
    """A choice is the one effect that has no opposite of one name: from the other side it is an opening with a bracketed insertion."""
    there, back = compare(f"that {one}a;", f"that {other}a;"), compare(f"that {other}a;", f"that {one}a;")
    invariants.check(there)
    assert len(there.changes) == len(back.changes)
    mirrored = {
        (change.new, change.old): change for change in back.changes
    }  # what went stands before what came, either way
    for change in there.changes:
        again = mirrored[change.old, change.new]
        if "choice" not in change.effects | again.effects:
            assert {MIRRORED.get(effect, effect) for effect in change.effects} == again.effects
            assert {(MIRRORED[b.effect], b.new, b.old) for b in change.brackets} == {
                (b.effect, b.old, b.new) for b in again.brackets
            }
        assert change.kind == again.kind


@given(PIECES)
def test_a_text_compared_with_itself_has_no_effects(text: str) -> None:
    assert not compare(f"that {text}a;", f"that {text}a;").changes


# -- never hidden


@pytest.mark.parametrize("ignore", ["punctuation", "space", "case"])
def test_brackets_are_never_ignored(ignore: str) -> None:
    for old, new in (("[to meet in Geneva;]", "to meet in Geneva;"), ("to meet [in Geneva];", "to meet in Geneva;")):
        found = compare(old, new, ignore=[ignore])
        assert [one.effects for one in found.changes] == [{"agreement"}]
        assert not found.ignored
        assert not compare(new, old, ignore=[ignore]).ignored


# -- outputs


def test_our_marks_are_no_square_brackets_where_the_text_has_some() -> None:
    text = show(compare("to meet [in Geneva] soon;", "to meet [in Nassau] soon;"), "text")
    assert "{-Geneva-}{+Nassau+}" in text
    assert "[-" not in text
    assert "{-…-} marks deleted words and {+…+} inserted words: the text has square brackets of its own" in text
    plain = str(dd.render(compare("to meet in Geneva soon;", "to meet in Nassau soon;"), "text"))
    assert "[-Geneva-]{+Nassau+}" in plain
    assert "marks deleted words" not in plain


@pytest.mark.parametrize("fmt", ["text", "html", "markdown", "table-csv", "table-html"])
def test_the_marks_of_bills_are_no_square_brackets_either(fmt: str) -> None:
    with_brackets = show(compare("to meet [in Geneva] soon;", "to meet [in Geneva] later;"), fmt, profile="legal")
    assert "-}" in with_brackets.replace("\\", "")
    without = show(compare("to meet in Geneva soon;", "to meet in Geneva later;"), fmt, profile="legal")
    assert "-}" not in without.replace("\\", "")


OLD = "to meet [in Geneva] [in Nassau];\nto report [annually];"
NEW = "to meet in Nassau;\nto report [annually];"


def test_open_brackets_are_counted_by_clause() -> None:
    found = compare(OLD, NEW)
    text = str(dd.render(found, "text"))
    assert "open brackets: 3 → 1" in text
    assert "open brackets:\n- decides 2: 1" in text
    record = json.loads(str(dd.render(found, "json")))
    assert [(row["place"], row["count"]) for row in record["old"]["open_brackets"]] == [
        ("decides 1", 2),
        ("decides 2", 1),
    ]
    assert [(row["place"], row["count"]) for row in record["new"]["open_brackets"]] == [("decides 2", 1)]
    assert record["summary"]["choice"] == 1
    (change,) = record["changes"]
    assert [(one["effect"], one["old"]["text"], one["new"]["text"]) for one in change["brackets"]] == [
        ("choice", "[in Geneva] [in Nassau]", "in Nassau")
    ]


def test_a_text_without_brackets_has_no_word_of_them() -> None:
    found = compare("to meet in Geneva;", "to meet in Nassau;")
    for fmt in ("text", "html", "markdown", "json", "review", "table-html"):
        assert "open brackets" not in str(dd.render(found, fmt))
        assert "open_brackets" not in str(dd.render(found, fmt))


@pytest.mark.parametrize("fmt", ["text", "html", "markdown", "review", "table-csv", "table-html", "table-md"])
@pytest.mark.parametrize("labels", ["ar", "en", "es", "fr", "ja", "ru", "zh"])
def test_every_output_says_it_in_every_language(fmt: str, labels: str) -> None:
    from decision_diff.profiles import load_labels

    output = show(compare(OLD, NEW), fmt, labels=labels)
    assert load_labels(labels)["choice"] in output
    assert load_labels(labels)["brackets.open"] in output


def test_a_table_with_marks_says_what_became_of_brackets() -> None:
    output = str(dd.render(compare(OLD, NEW), "table-csv", profile="itu", labels="en"))
    assert "alternative chosen" in output


def test_the_outline_counts_open_brackets() -> None:
    decision = dd.read(text=frame(OLD))
    tree = outline.format_tree(decision)
    assert "[in Nassau];  (2 open brackets)\n" in tree
    assert "[annually];  (1 open bracket)\n" in tree
    record = outline.make_records(decision)
    assert [child["open_brackets"] for child in record["clauses"][2]["children"]] == [2, 1, 0]
    damaged = outline.make_records(dd.read(text=frame("to meet [in Geneva;")))
    assert [notice["code"] for notice in damaged["notices"]] == ["bracket-unbalanced"]


def test_a_history_counts_open_brackets_by_round() -> None:
    from decision_diff.history import report, timeline

    texts = [frame("to meet;"), frame(OLD), frame(NEW)]
    history = dd.History.of([(f"R{at}", dd.read(text=text)) for at, text in enumerate(texts)])
    assert [row["open_brackets"] for row in report.make_log(history, None, ())] == [1, 3]
    log = report.format_log(history, None, ())
    assert "open brackets: 0 → 3" in log
    assert "open brackets: 3 → 1" in log
    page = timeline.render(history)
    assert '<th scope="row">open brackets</th><td>0</td><td>3</td><td>1</td>' in page


def test_a_redline_in_word_of_brackets_verifies() -> None:
    comparison = compare(OLD, NEW)
    redline = dd.render(comparison, "docx")
    assert dd.verify(redline, frame(OLD).encode(), frame(NEW).encode(), fmt="docx")


def test_every_row_of_the_table_of_renderers_takes_brackets_over_clauses() -> None:
    comparison = compare(f"[{THREE}]", THREE)
    for row in renderers.RENDERERS:
        if row.name in ("pdf", "table-pdf", "table-xlsx"):
            continue
        assert dd.render(comparison, row.name)


# -- bounds


@pytest.mark.parametrize(("more", "effects"), [(0, {"widening"}), (1, {"opening"})])
def test_so_many_brackets_are_weighed_against_each_other(more: int, effects: set[str]) -> None:
    """Beyond the bound nothing says which bracket grew: that words came to stand in brackets is said in any case."""
    side = int(_MOST_PAIRED**0.5) + more
    old = " ".join(f"w{n} [x{n} y{n}] z{n}" for n in range(side))
    new = " ".join(f"w{n} [x{n} y{n} z{n}]" for n in range(side))
    assert the_change(compare(f"that {old};", f"that {new};")).effects == effects


@pytest.mark.parametrize(("more", "effects"), [(0, ["dropping"]), (1, ["agreement", "substitution"])])
def test_up_to_so_long_a_text_brackets_are_tried(more: int, effects: list[str]) -> None:
    ends = " to consult the the members;"
    start = ("word " * LONGEST_TRIED)[: LONGEST_TRIED - len(ends) - 1] + "s" + "s" * more
    found = compare(f"{start} to consult the [the] members;", f"{start} to consult the members;")
    assert sorted(the_change(found).effects) == effects


@pytest.mark.parametrize(("more", "effects"), [(0, {"dropping"}), (1, {"dropping", "agreement", "substitution"})])
def test_so_many_brackets_are_tried(more: int, effects: set[str]) -> None:
    numbers = range(MOST_TRIED + more)
    old = " and ".join(f"consult{n} them{n} [them{n}] always{n}" for n in numbers)
    new = " and ".join(f"consult{n} them{n} always{n}" for n in numbers)
    assert the_change(compare(f"to {old};", f"to {new};")).effects == effects


@pytest.mark.parametrize(("more", "effects"), [(0, ["dropping"]), (1, ["agreement", "substitution"])])
def test_among_so_many_brackets_torn_ones_are_looked_for(more: int, effects: list[str]) -> None:
    kept = " ".join(f"[a{n}]" for n in range(MOST_LOOKED_AT - 1 + more))
    found = compare(f"to {kept} consult the [the] members;", f"to {kept} consult the members;")
    assert sorted(the_change(found).effects) == effects


@pytest.mark.parametrize(("more", "effects"), [(0, ["narrowing", "widening"]), (1, ["agreement", "opening"])])
def test_brackets_are_one_if_they_share_so_much(more: int, effects: list[str]) -> None:
    before = " ".join(f"a{n}" for n in range(LEAST_SHARED - 1 + more))
    behind = before.replace("a", "c")
    old, new = f"to [{before} bb] {behind};", f"to {before} [bb {behind}];"
    assert sorted(the_change(compare(old, new)).effects) == effects


@pytest.mark.parametrize(
    ("more", "effects"), [("", ["agreement", "substitution"]), ("b", ["dropping", "substitution"])]
)
def test_words_stay_if_half_of_them_do(more: str, effects: list[str]) -> None:
    found = compare(f"to meet [aaaa bbbb{more}] soon;", "to meet aaaa soon again;")
    assert sorted(the_change(found).effects) == effects


@pytest.mark.parametrize("more", [0, 1])
def test_what_is_looked_at_as_a_whole_has_so_many_characters(more: int) -> None:
    status = ("ADOPTED " + "x" * _LONGEST_SHOWN)[: _LONGEST_SHOWN - 1 + more]
    assert count(f"to meet; [{status}]") == more
    assert count(f"to meet; [Note: {status}]") == 0


# -- an invented negotiation of three rounds


def test_the_rounds_of_a_negotiation() -> None:
    rounds = [FIXTURES / "negotiation" / f"round-{number}.zh.txt" for number in (1, 2, 3)]
    found = [dd.compare(old, new) for old, new in pairwise(rounds)]
    effects = [
        [(one.new or one.old)[0].number + " " + " ".join(sorted(one.effects)) for one in step.changes if one.brackets]
        for step in found
    ]
    assert effects == [
        [
            "1 choice",
            "– bracketed-insertion insertion",
            "5 choice narrowing",
            "d) dropping",
            "7 narrowing",
            "8 narrowing",
            " opening",
        ],
        ["1 agreement choice", "– dropping repeal", "5 agreement", "d) agreement", "7 agreement"],
    ]
    assert [codes(step) for step in found] == [[], []]
    for step in found:
        invariants.check(step)


@pytest.mark.parametrize(("most", "effects"), [(2, {"agreement"}), (1, {"substitution"})])
def test_of_too_many_brackets_none_is_followed_and_a_notice_says_so(
    most: int, effects: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(brackets, "MOST_FOLLOWED", most)
    found = dd.compare("Act\n1. to meet [in May] [in Rome].\n", "Act\n1. to meet in May [in Rome].\n")
    assert [(change.kind, set(change.effects)) for change in found.changes] == [("substantive", effects)]
    assert ("brackets-many" in codes(found)) == (most == 1)
