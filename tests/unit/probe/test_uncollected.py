"""The collector stays off while rows are read, whoever else is done meanwhile."""

import gc
from collections.abc import Iterator

import pytest

from app.probe.uncollected import uncollected


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    yield
    gc.unfreeze()
    gc.enable()


def test_the_collector_is_off_inside_and_on_again_behind_it() -> None:
    with uncollected():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_one_that_ends_does_not_turn_it_on_for_another() -> None:
    """Modules are loaded on one thread while examples are read on another."""
    earlier, later = uncollected(), uncollected()
    earlier.__enter__()
    later.__enter__()
    earlier.__exit__(None, None, None)
    assert not gc.isenabled()
    later.__exit__(None, None, None)
    assert gc.isenabled()


def test_where_it_was_off_it_stays_off() -> None:
    gc.disable()
    with uncollected():
        pass
    assert not gc.isenabled()
