"""The search for cyclic garbage: set aside, never switched off for good, and never starved."""

import gc
import weakref

import pytest

from decision_diff import garbage


class Knot:
    """Garbage that only the search finds: it holds itself."""

    def __init__(self) -> None:
        self.itself = self


def test_it_is_off_inside_and_on_again_behind_even_after_an_error() -> None:
    with garbage.set_aside():
        assert not gc.isenabled()
    assert gc.isenabled()
    with pytest.raises(ValueError, match="oops"), garbage.set_aside():
        raise ValueError("oops")
    assert gc.isenabled()


def test_a_program_that_switched_it_off_finds_it_off() -> None:
    gc.disable()
    try:
        with garbage.set_aside():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_what_a_program_froze_stays_frozen() -> None:
    gc.freeze()
    try:
        frozen = gc.get_freeze_count()
        with garbage.set_aside():
            pass
        assert gc.get_freeze_count() == frozen > 0
    finally:
        gc.unfreeze()


def test_what_was_made_inside_is_no_longer_young() -> None:
    gc.collect()
    with garbage.set_aside():
        made = [[at] for at in range(5000)]
    assert gc.get_count()[0] < 2000
    assert len(made) == 5000


def test_garbage_is_found_in_a_program_that_does_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(garbage, "_ENOUGH", 10_000)
    knot = Knot()
    gone = weakref.ref(knot)
    with garbage.set_aside():
        del knot
        values = [[at] for at in range(1000)]
    assert gone() is not None, "nothing was searched yet"
    for _ in range(20):
        del values
        with garbage.set_aside():
            values = [[at] for at in range(1000)]
    assert values
    assert gone() is None
