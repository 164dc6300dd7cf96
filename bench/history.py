"""How long a history takes: python bench/history.py [REVISIONS] [CLAUSES].

A decision of so many clauses through so many revisions; in each 3 % of the clauses are amended, half a per cent inserted and
half a per cent repealed. Times are CPU seconds of this process, each thing done once, from the texts on.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from random import Random
from time import process_time

from decision_diff import History, read
from made import edited, sentence, statute


def revisions(count: int, clauses: int, *, seed: int = 1) -> list[str]:
    """The texts, oldest first."""
    random = Random(seed)
    texts = [sentence(random, 110) for _ in range(clauses)]
    found = []
    for _ in range(count):
        found.append(statute(texts))
        after: list[str] = []
        for text in texts:
            roll = random.random()
            if roll < 0.03:
                after.append(edited(random, text))
            elif roll < 0.035:
                after += [sentence(random, 110), text]
            elif roll >= 0.04:
                after.append(text)
        texts = after
    return found


def main() -> None:
    count, clauses = (int(one) for one in (*sys.argv[1:], *("50", "500")[len(sys.argv) - 1 :]))
    texts = revisions(count, clauses)
    whole: list[History] = []

    def timed(name: str, run: Callable[[], object]) -> None:
        start = process_time()
        run()
        print(f"{name:<32}{process_time() - start:8.2f} s")

    timed("read and compare", lambda: whole.append(History.of((f"r{n}", read(one)) for n, one in enumerate(texts))))
    history = whole[0]
    eid = history.decisions[-1].walk()[-1].eid
    timed("blame", lambda: history.blame(eid))
    timed("identity", lambda: history.identity(eid))
    timed("log of one clause", lambda: history.log(eid))
    timed("first against last", lambda: history.diff(history.labels[0], history.labels[-1]))


if __name__ == "__main__":
    main()
