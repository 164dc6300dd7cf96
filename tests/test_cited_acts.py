"""Citations of other decisions: kinds, numbers, lists, sessions, bodies, clauses, words of repeal; and which act a text is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import decision_diff as dd
from decision_diff.collection.acts.cited import find_acts, settle_bodies
from decision_diff.collection.acts.names import read_act_name

LANGUAGES = ("en", "zh", "fr", "es")


def show(text: str) -> list[tuple[str, str, str, int]]:
    return [(one.kind, one.number, one.body, one.year) for one in find_acts(text, LANGUAGES)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Resolution 12 (Rev. Geneva, 2010) of this conference", [("resolution", "12", "own", 2010)]),
        (
            "Resolutions 4 and 5 (Rev. Lima, 2012) and 6, 7 (Rev. Rome, 2016) of WTSA,",
            [
                ("resolution", number, "wtsa", year)
                for number, year in (("4", 2012), ("5", 2012), ("6", 2016), ("7", 2016))
            ],
        ),
        ("in UNGA Resolution 60/7, on peace", [("resolution", "60/7", "un", 0)]),
        ("Resolution 60/7 of the United Nations General Assembly (UNGA)", [("resolution", "60/7", "un", 0)]),
        ("Council Resolution 1005 and the annex thereto", [("resolution", "1005", "council", 0)]),
        (
            "Resolutions 1005, 1006 and 1007 adopted by the ITU Council",
            [("resolution", str(n), "council", 0) for n in (1005, 1006, 1007)],
        ),
        ("Resolution ITU-R 9-2 (Rev. Rome, 2015)", [("resolution", "ITU-R 9-2", "ra", 2015)]),
        ("Resolution 8 (Rome, 2017) of the Grand Conference of Rivers (WTDC), on", [("resolution", "8", "wtdc", 2017)]),
        ("Decision 5 and Opinion 3", [("decision", "5", "", 0), ("opinion", "3", "", 0)]),
        (
            "la Résolution 12 (Rév. Genève, 2010) de la Conférence de plénipotentiaires",
            [("resolution", "12", "pp", 2010)],
        ),
        ("la Resolución 12 (Rev. Ginebra, 2010) de la presente Conferencia", [("resolution", "12", "own", 2010)]),
        ("全权代表大会第12号决议（2010年，日内瓦，修订版）", [("resolution", "12", "pp", 2010)]),
        ("理事会第1005、1006和1007号决议", [("resolution", str(n), "council", 0) for n in (1005, 1006, 1007)]),
        ("根据第六十四号决定", [("decision", "64", "", 0)]),
        ("本届大会第3号建议", [("recommendation", "3", "own", 0)]),
        ("resolution of 5 disputes in 2016", []),
        ("Resolutions of the Conference", []),
        ("high-resolution 4K pictures", []),
        ("第三条的决定", []),
        ("第12条第3款规定", []),
        ("Resolution 12 of 40 members", [("resolution", "12", "", 0)]),
        ("Resolution 12, 40 members agreed", [("resolution", "12", "", 0), ("resolution", "40", "", 0)]),
    ],
)
def test_what_is_cited(text: str, found: list[tuple[str, str, str, int]]) -> None:
    assert show(text) == found


@pytest.mark.parametrize(
    ("text", "printed", "steps"),
    [
        ("pursuant to resolves 2 of Resolution 12", "resolves 2", [("call", "resolves"), ("paragraph", "2")]),
        (
            "in decides 1.2 b) of Decision 5",
            "decides 1.2 b)",
            [("call", "decides"), ("paragraph", "1.2"), ("point", "b")],
        ),
        ("in Annex 2 to Decision 5 (Rev. Rome, 2018)", "Annex 2", [("annex", "2")]),
        ("第5号决定附件2", "附件2", [("annex", "2")]),
        (
            "under instructs the Council 2 of Resolution 12",
            "instructs the Council 2",
            [("call", "instructs the council"), ("paragraph", "2")],
        ),
        ("the members 2 of Resolution 12", "", []),
        ("see Annex 2. Decision 5", "", []),
    ],
)
def test_which_clause_of_it(text: str, printed: str, steps: list[tuple[str, str]]) -> None:
    (found,) = find_acts(text, LANGUAGES)
    assert found.printed_path == printed
    assert [(step.role, step.number) for path in found.paths for step in path] == steps


@pytest.mark.parametrize(
    ("text", "repeals"),
    [
        ("to suppress Resolution 41 (Rev. Rome, 2018)", True),
        ("that Resolution 41 is repealed", True),
        ("to suppress the fund; Resolution 41 stays", False),
        ("废止第41号决议", True),
        ("第41号决议同时失效，予以废止", True),
        ("第41号决议；废止基金", False),
        ("SUP RESOLUTION 41", True),
        (
            "List of resolutions abrogated by the conference, at the end of its last meeting in the capital: RESOLUTION 41",
            True,
        ),
        (
            "废止的决议清单，由本届大会在最后一次会议上经过长时间讨论之后以协商一致方式通过并于同日生效，详情如下所列各项：第41号决议",
            True,
        ),
        ("List of resolutions adopted, RESOLUTION 41", False),
    ],
)
def test_words_of_repeal_stand_with_it(text: str, repeals: bool) -> None:
    assert [one.repeals for one in find_acts(text, LANGUAGES)] == [repeals]


def test_a_text_tells_bodies_by_session_and_number() -> None:
    lines = [
        "Resolution 8 (Rev. Lima, 2017) of WTDC",
        "Resolution 9 (Lima, 2017)",
        "Council Resolution 1005",
        "as in Resolution 1005",
        "Resolution 3 of this conference",
        "Resolution 4 (Rev. Rome, 2000)",
    ]
    rows = settle_bodies([find_acts(line, ("en",)) for line in lines], "pp")
    assert [one.body for row in rows for one in row] == ["wtdc", "wtdc", "council", "council", "pp", ""]


@pytest.mark.parametrize(
    ("text", "key", "session", "year", "title"),
    [
        (
            "RESOLUTION 12 (REV. ROME, 2018)\nOn rivers\nThe Plenipotentiary Conference of the Union (Rome, 2018),\nconsidering\na) that water flows,\nresolves\n1 to swim.\n",
            "resolution 12 pp", "REV. ROME, 2018", 2018, "On rivers",
        ),
        ("第641号决定（C24，最后修正C25）\n做出决定\n1 召开论坛。\n", "decision 641", "C24，最后修正C25", 2025, "第641号决定（C24，最后修正C25）"),
        ("河流法\n第一条 水流。\n", "", "", 0, "河流法"),
        ("On rivers, after Resolution 12 (Rome, 2018)\nArticle 1 Water\n", "", "", 0, "On rivers, after Resolution 12 (Rome, 2018)"),
    ],
)  # fmt: skip
def test_which_act_a_text_is(text: str, key: str, session: str, year: int, title: str) -> None:
    found = read_act_name(dd.read(text=text))
    assert (found.key, found.session, found.year, found.title) == (key, session, year, title)


def test_a_text_says_that_it_is_suppressed() -> None:
    found = read_act_name(dd.read(text="SUP RESOLUTION 41 (REV. ROME, 2018)\n"))
    assert (found.number, found.is_suppressed) == ("41", True)
    assert not read_act_name(dd.read(text="RESOLUTION 41 (REV. ROME, 2018)\nSupport of rivers\n")).is_suppressed


@given(st.text(st.sampled_from("Resolution 1 2,()第号决议、和Rev. of this and 5-/\n of WTSA;"), max_size=80))
def test_spans_are_in_the_text_and_in_order(text: str) -> None:
    found = find_acts(text, LANGUAGES)
    assert all(0 <= one.span.start < one.span.end <= len(text) for one in found)
    assert [one.span.start for one in found] == sorted(one.span.start for one in found)


def test_a_long_text_costs_in_proportion() -> None:
    from time import process_time

    def measure(count: int) -> float:
        text = (
            "Resolutions 1, 2 and 3 (Rev. Rome, 2018), in decides 1 of Decision 5; 第1、2和3号决议（2018年）；" * count
        )
        start = process_time()
        find_acts(text, ())
        return process_time() - start

    measure(10)
    assert min(measure(400) for _ in range(3)) < 40 * min(measure(40) for _ in range(3)) + 0.05


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Resolutions 3, 11 and 21 to 24 (Rev. Lima, 2018)", "3 11 21 22 23 24"),
        ("Decisions 8–10", "8 9 10"),
        ("Resolution 8 – 10 members agreed", "8"),
        ("Resolution 8 to 10 members", "8 10"),  # one act: nothing between is invented
        ("Resolutions 9 to 3", "9 3"),
        ("Resolutions 1 to 201", " ".join(map(str, range(1, 202)))),
        ("Resolutions 1 to 202", "1 202"),  # too far apart for a list of acts
        ("les Résolutions 8 à 10", "8 9 10"),
        ("las Resoluciones 8 a 10", "8 9 10"),
        ("第2、8至10号决议", "2 8 9 10"),
        ("第八号至第十号决定", "8 9 10"),
        ("第2号、第8号到第10号决定", "2 8 9 10"),
    ],
)
def test_a_range_names_all_between(text: str, numbers: str) -> None:
    assert " ".join(one.number for one in find_acts(text, LANGUAGES)) == numbers


@pytest.mark.parametrize(
    ("text", "session", "year"),
    [
        ("第12号决定（C23）", "C23", 2023),
        ("Decision 12 (C23, last amended C24)", "C23, last amended C24", 2024),
        ("Decision 12 (AC23)", "", 0),
        ("Decision 12 (C234)", "", 0),
    ],
)
def test_a_session_of_the_council_is_a_year(text: str, session: str, year: int) -> None:
    (found,) = find_acts(text, LANGUAGES)
    assert (found.session, found.year) == (session, year)


@pytest.mark.parametrize(
    ("text", "repealed"),
    [
        ("that Resolution 4 was suppressed by Resolution 9 (Lima, 2018)", ""),
        ("to suppress Resolution 4 and to apply Resolution 9", "4"),
        ("to suppress Resolution 4 by Resolution 9", "4"),
        ("to suppress Resolution 4, Decision 5 and Resolution 9", "4 5 9"),
        ("that Resolutions 4, 5 and 9 are hereby repealed", "4 5 9"),
        ("that Resolution 4 stands and Resolution 9 is repealed", "9"),
        ("to consider whether to suppress Resolution 4", ""),
        ("not to suppress Resolution 4", ""),
        ("if Resolution 4 is repealed", ""),
        ("to suppress the following: Resolution 4", "4"),
        ("que la Résolution 4 est abrogée", "4"),
        ("que la Résolution 4 est abrogée par la Résolution 9", ""),
        ("que la Resolución 4 queda derogada", "4"),
        ("第4号决议已被第9号决议废止", "4"),
        ("根据第9号决议，废止第4号决议", "4"),
        ("废止了第4号决议的第9号决议", "4"),
        ("废止第4号决议，并执行第9号决议", "4"),
        ("第9号决议（废止第4号决议）", "4"),
        ("第4号决议、第5号决定予以废止", "4 5"),
        ("研究是否废止第4号决议", ""),
        ("不废止第4号决议", ""),
    ],
)
def test_only_what_is_repealed_is_called_so(text: str, repealed: str) -> None:
    assert " ".join(one.number for one in find_acts(text, LANGUAGES) if one.repeals) == repealed


def test_the_act_before_in_a_list_is_not_a_clause_of_the_next() -> None:
    assert [one.printed_path for one in find_acts("decides to revoke Decisions 5, 6 and 7 (2019)", LANGUAGES)] == [
        ""
    ] * 3
