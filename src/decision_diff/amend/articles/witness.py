"""An amending act as a witness for the alignment: which article became which, and where the act and the texts disagree."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from decision_diff.amend.articles.annexes import is_on_annexes
from decision_diff.amend.articles.mapping import ArticleNumber, Disagreement, Mapping, ToldLink, map_articles
from decision_diff.amend.articles.old import ArticleText, list_articles
from decision_diff.amend.instructions import CONTAINERS, Act, Instruction, LawPart, UnitPlace, Unread, Verb
from decision_diff.changes import Testimony
from decision_diff.errors import AmendingError
from decision_diff.languages.zh_script import simplify
from decision_diff.model import Clause, Decision, Notice
from decision_diff.patterns import late
from decision_diff.words.likeness import measure_likeness

_SHORTEST_NAME: Final = 3  # characters of a name that may stand for a longer one: 会计法, 《中华人民共和国会计法》
_EDITION: Final = late(r"[（(][^（()）]*(?:修正|修订|年|版|试行)[^（()）]*[）)]$")
_AMENDMENT: Final = late(r"修正案(?:[（(][一二三四五六七八九十]+[）)])?(?:（草案）)?$")
_UNLIKE: Final = 0.3  # likeness below which the words of an article speak against what the act says of it
_SAME: Final = 0.9  # likeness from which another article is the one that the act should have named


def make_witness(act: Act) -> Callable[[Decision, Decision], Testimony]:
    """What `pipeline.compare` asks of a witness: the testimony of an act about two revisions."""
    return lambda old, new: tell_links(act, old, new)


def tell_links(act: Act, old: Decision, new: Decision) -> Testimony:
    """The pairs of clauses that an act links, and a notice for each thing that it does not say clearly, or that the texts deny.

    AmendingError for an act that amends several texts, none of which is called as the old one.
    """
    whole = choose_part(act, old)
    part = replace(whole, instructions=tuple(one for one in whole.instructions if not is_on_annexes(one)))
    _refuse_shifting_acts(act, part)
    olds, news = list_articles(old), list_articles(new)
    mapping = map_articles(part.instructions, olds, news)
    denied = dict(_find_denied(mapping, part.instructions, olds, news))
    pairs = [*_list_pairs(mapping, denied.keys(), olds, news), *_list_renamed(part.instructions, old, new)]
    notices = [_report_links(act, mapping), *_report_naming(act, part, old), *_report_unread(act, part)]
    disagreements = (*mapping.disagreements, *denied.values())
    notices.extend(report_disagreement(act, one, old, new, olds, news) for one in disagreements)
    return Testimony(tuple(pairs), tuple(notices))


def choose_part(act: Act, old: Decision) -> LawPart:
    """What an act orders for a text: by the name of the text, or all if it amends only one. AmendingError if none is meant."""
    titles = find_titles(old)
    named = [part for part in act.parts if part.law and fold_name(part.law) in titles]
    if named and (part_orders := [part for part in named if any(map(is_order, part.instructions)) or part.unread]):
        return part_orders[0]
    ordering = [part for part in act.parts if any(is_order(one) for one in part.instructions) or part.unread]
    if not any(is_order(one) for part in act.parts for one in part.instructions):
        raise AmendingError(
            f"this text orders nothing that is understood; is it an amending act ({_give_example(act)})?",
            source=act.source.name,
        )
    if len(ordering) == 1:
        return ordering[0]
    laws = ", ".join(part.law or "?" for part in ordering)
    raise AmendingError(
        f"this act amends several texts, and none is called as {old.source.name}: {laws}", source=act.source.name
    )


def _give_example(act: Act) -> str:
    """How an act in the language of a text words an order; that of a list where it has marks of proposals."""
    unread = [one.printed for part in act.parts for one in part.unread]
    said = "".join((*act.preamble, *unread)) or act.source.data.decode("utf-8", "replace")
    if any(_MARK.match(one) for one in (*act.preamble, *unread)):
        return "MOD P/1, then decides, then 2, a tab and its new words, each on a line of its own"
    if any("\u4e00" <= char <= "\u9fff" for char in said) or not any("a" <= char <= "z" for char in said):
        return "一、将第三条修改为：“…”"
    return "In section 3, for “…” substitute “…”."


_MARK: Final = late(r"\(?(?:MOD|ADD|SUP|NOC)\b")


def _refuse_shifting_acts(act: Act, part: LawPart) -> None:
    """AmendingError for several acts in one file of which one renumbers articles: the next one counts by other numbers."""
    shifting = any(
        one.verb in ("renumber", "split", "join", "move") and any(target.unit == "article" for target in one.targets)
        for one in part.instructions
    )
    if shifting and len({one.origin.stage for one in part.instructions}) > 1:
        sentence = "this file holds several acts, and one of them renumbers articles; give them one by one"
        raise AmendingError(sentence, source=act.source.name)


def is_order(one: Instruction) -> bool:
    """Whether an instruction orders something of the text."""
    return one.verb not in ("heading", "force", "follow", "provision")


def find_titles(decision: Decision) -> set[str]:
    """What a text may be called: its title, also where that goes over two lines."""
    lines = [fold_name(clause.words) for clause in decision.walk()[:3] if clause.label is None]
    return {*lines, *("".join(lines[:count]) for count in (2, 3)), *("".join(lines[1:count]) for count in (3,))}


def refuse_other_text(act: Act, part: LawPart, old: Decision) -> None:
    """AmendingError if the act says which text it amends and the old one is called otherwise; a short name will do (会计法)."""
    named = part.law or _AMENDMENT.sub("", act.title) * bool(_AMENDMENT.search(act.title))
    titles = {_EDITION.sub("", title) for title in find_titles(old)} - {""}
    law = fold_name(named)
    if not law or not titles or any(_are_one(law, title) for title in titles):
        return
    first = next(clause.words for clause in old.walk() if clause.words)
    raise AmendingError(
        f"this act amends 《{named}》, and {old.source.name} begins with “{first[:40]}”; give the text that it amends",
        source=act.source.name,
    )


def _are_one(law: str, title: str) -> bool:
    """Whether two folded names are of one text: the same, or one is the end of the other."""
    short, long = sorted((law, title), key=len)
    return long.endswith(short) and len(short) >= _SHORTEST_NAME


def fold_name(name: str) -> str:
    """A name without spaces, in one width, in simplified characters and with one kind of title marks."""
    plain = simplify("".join(unicodedata.normalize("NFKC", name).split()))
    return plain.replace("〈", "《").replace("〉", "》")


def _report_links(act: Act, mapping: Mapping) -> Notice:
    """What the links of the articles rest on, for whoever reads an output."""
    told = len({(link.old_number, link.new_number) for link in mapping.links if link.instruction})
    follow = sum(link.instruction is None for link in mapping.links)
    counts = f"{told} stated, {follow} by their order; added: {len(mapping.inserted)}; repealed: {len(mapping.deleted)}"
    message = f"{act.source.name}: articles are matched as the amending act says: {counts}"
    return Notice("act-witness", message)


def _report_naming(act: Act, part: LawPart, old: Decision) -> Iterator[Notice]:
    if part.law and fold_name(part.law) not in find_titles(old):
        yield Notice(
            "act-disagrees",
            f"{act.source.name}: it amends {part.law}, and no line at the head of the old text is called so",
        )


def _report_unread(act: Act, part: LawPart) -> Iterator[Notice]:
    for one in part.unread:
        yield Notice("act-unread", f"{act.source.name}, {one.origin}: not understood, and left out: {one.printed}")
    yield from (_report_doubt(act, one) for one in part.doubts)


def _report_doubt(act: Act, one: Unread) -> Notice:
    return Notice("act-doubtful", f"{act.source.name}, {one.origin}: {one.why}: {one.printed}")


def report_disagreement(
    act: Act, one: Disagreement, old: Decision, new: Decision, olds: Sequence[ArticleText], news: Sequence[ArticleText]
) -> Notice:
    """The notice of a disagreement, at the article that it is about."""
    where = f", {one.instruction.origin}" if one.instruction else ""
    said = f": {one.instruction.printed}" if one.instruction else ""
    message = f"{act.source.name}{where}: the act and the texts disagree: {one.sentence}{said}"
    for decision, articles, number in ((new, news, one.new_number), (old, olds, one.old_number)):
        eid = next((article.eid for article in articles if number and article.number == number), None)
        if eid:
            return Notice("act-disagrees", message, decision.clause(eid).origin, "new" if decision is new else "old")
    return Notice("act-disagrees", message)


def _find_denied(
    mapping: Mapping, instructions: Iterable[Instruction], olds: Sequence[ArticleText], news: Sequence[ArticleText]
) -> Iterator[tuple[tuple[ArticleNumber, ArticleNumber], Disagreement]]:
    """The links of one article to one that its words deny, though nothing orders new words for it: these are left to the words."""
    verbs = _gather_verbs(instructions)
    by_old, by_new = {one.number: one for one in olds}, {one.number: one for one in news}
    texts = {one.text: one for one in news}
    alone = _count_alone(mapping.links)
    for link in mapping.links:
        was, now = by_old[link.old_number], by_new[link.new_number]
        touched = verbs.get(link.old_number, frozenset())
        if (link.old_number, link.new_number) not in alone or "replace" in touched or was.text == now.text:
            continue
        if why := _find_denial(was, now, texts.get(was.text), is_touched=bool(touched - {"renumber"})):
            yield (was.number, now.number), Disagreement(why, link.instruction, was.number, now.number)


def _gather_verbs(instructions: Iterable[Instruction]) -> dict[ArticleNumber, frozenset[Verb]]:
    """What is ordered of each old article."""
    verbs: dict[ArticleNumber, frozenset[Verb]] = {}
    for one in instructions:
        for place in one.sources:
            verbs[place.article] = verbs.get(place.article, frozenset()) | {one.verb}
    return verbs


def _find_denial(was: ArticleText, now: ArticleText, elsewhere: ArticleText | None, *, is_touched: bool) -> str:
    """Why the words of an article deny that it became another, in a sentence; "" if they do not."""
    likeness = measure_likeness(was.text, now.text)
    if elsewhere and likeness < _SAME:
        return f"{was.printed} would become {now.printed}, but its words stand in {elsewhere.printed}"
    if likeness < _UNLIKE and not is_touched:
        return f"{was.printed} would become {now.printed}, but their words have little in common"
    return ""


def _count_alone(links: Sequence[ToldLink]) -> set[tuple[ArticleNumber, ArticleNumber]]:
    """The links of an article that has no other link on either side."""
    olds: dict[ArticleNumber, set[ArticleNumber]] = {}
    news: dict[ArticleNumber, set[ArticleNumber]] = {}
    for link in links:
        olds.setdefault(link.old_number, set()).add(link.new_number)
        news.setdefault(link.new_number, set()).add(link.old_number)
    return {
        (link.old_number, link.new_number)
        for link in links
        if len(olds[link.old_number]) == len(news[link.new_number]) == 1
    }


def _list_pairs(
    mapping: Mapping,
    denied: Iterable[tuple[ArticleNumber, ArticleNumber]],
    olds: Sequence[ArticleText],
    news: Sequence[ArticleText],
) -> Iterator[tuple[str | None, str | None]]:
    """The pairs of addresses: of articles, or of the paragraph that became an article."""
    by_old, by_new = {one.number: one for one in olds}, {one.number: one for one in news}
    refused = set(denied)
    for link in mapping.links:
        if (link.old_number, link.new_number) not in refused:
            yield _find_eid(by_old[link.old_number], link.old), by_new[link.new_number].eid
    for number in sorted(mapping.inserted):
        yield None, by_new[number].eid
    for number in sorted(mapping.deleted):
        yield by_old[number].eid, None


def _list_renamed(instructions: Iterable[Instruction], old: Decision, new: Decision) -> Iterator[tuple[str, str]]:
    """The chapters and sections that got another heading, and are now the only ones that are called so."""
    for one in instructions:
        if one.verb != "rename" or one.sources[0].unit not in CONTAINERS or not one.new_words:
            continue
        was = [clause for clause in _list_containers(old) if has_place(old, clause, one.sources[0])]
        name = fold_name(one.new_words[0].text)
        now = [clause for clause in _list_containers(new) if fold_name(clause.heading) == name]
        if len(was) == len(now) == 1 and was[0].level == now[0].level:
            yield was[0].eid, now[0].eid


def _list_containers(decision: Decision) -> Iterator[Clause]:
    return (clause for clause in decision.walk() if clause.label and clause.heading and clause.level != "article")


def has_place(decision: Decision, clause: Clause, place: UnitPlace) -> bool:
    """Whether the numbers of a clause and of what holds it end with those of a place."""
    path = [step for step in decision.path(clause.eid) if step.label][-len(place.steps) :]
    return len(path) == len(place.steps) and all(
        step.label is not None and step.label.value == one.number and simplify(step.number).endswith(one.printed[-1])
        for step, one in zip(path, place.steps, strict=True)
    )


def _find_eid(article: ArticleText, place: UnitPlace | None) -> str:
    """The address of a place of an article; that of the article if the place is not a clause of its own."""
    found = article.find_rows(place) if place else []
    return (article.rows[found[0][0]].eid if len(found) == 1 and found[0][0] < len(article.rows) else "") or article.eid
