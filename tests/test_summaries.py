"""Summaries of Decision 641 and of two laws of our own in every label language, as goldens to be read."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import decision_diff as dd
from decision_diff import profiles
from paths import FIXTURES

HARBOUR = (
    """灯塔港管理条例
第一条 为了加强灯塔港的管理，制定本条例。
第二条 本条例所称船舶，是指各类机动船和非机动船。
第三条 船舶进港应当提前二十四小时向港口管理部门报告。
第四条 港口管理部门应当在五个工作日内作出决定。
第五条 违反本条例第三条规定的，处一千元以上五千元以下罚款。
第六条 外国船舶不得停泊超过三十日。
第七条 港口费的百分之五用于航道维护。
第八条 本条例自2019年7月1日起施行。
""",
    """灯塔港管理条例
第一条 为了加强灯塔港的管理，制定本条例。
第二条 本条例所称船舶，是指各类机动船、非机动船和水上设施。
第三条 船舶进港应当提前四十八小时向海事管理机构报告。
第四条 海事管理机构应当在三个工作日内作出决定；情况复杂的，可以延长至十个工作日。
第五条 船舶不得在航道内捕捞。
第六条 违反本条例第三条规定的，处五千元以上二万元以下罚款。
第七条 外国船舶经批准可以停泊超过三十日。
第八条 港口费的百分之八用于航道维护。
第九条 本条例自2026年3月1日起施行。
""",
)
ARCHIVES = (
    """Archives Act
Article 1 The National Archives Office keeps the records of the Republic.
Article 2 “record” means any document of a public body.
Article 3 Each Ministry shall transfer its records within 25 years.
Article 4 The Director may close a record for ten years.
Article 5 Copies are made for a fee of EUR 12 a page.
Article 6 No person may remove a record from the reading room.
Article 7 A majority of two thirds of the Archives Board is needed.
Article 8 This Act enters into force on 1 May 2011.
""",
    """Archives Act
Article 1 The National Archives Office keeps the records of the Republic and of the Government of Panama in exile.
Article 2 “record” means any document or file of a public body.
Article 3 Each Ministry should transfer its records within 20 years.
Article 4 The Director shall not close a record for more than five years.
Article 5 Copies are made for a fee of EUR 15 a page.
Article 6 The reading room is open from 10 to 14 June 2027, as Article 3 provides.
Article 7 A majority of three quarters of the Archives Board is needed.
Article 8 No person may remove a record from the reading room.
Article 9 This Act enters into force on 1 May 2027.
""",
)


def compare(name: str) -> dd.Comparison:
    if name == "decision-641":
        return dd.compare(FIXTURES / "decision-641-c24.zh.txt", FIXTURES / "decision-641-c25.zh.txt")
    old, new = HARBOUR if name == "harbour" else ARCHIVES
    return dd.compare(old_text=old, new_text=new)


@pytest.mark.parametrize("name", ["decision-641", "harbour", "archives"])
def test_a_summary_in_every_label_language(name: str, golden: Callable[[str, str], None]) -> None:
    comparison = compare(name)
    golden(
        f"{name}.summaries.txt",
        "\n".join(f"== {code}\n{dd.render(comparison, 'summary', labels=code)}" for code in profiles.LANGUAGES),
    )
