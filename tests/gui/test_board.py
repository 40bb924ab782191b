"""The board of a run tells how long it has taken, and a pause takes no time."""

import pytest

from app.gui.measuring import Board


def test_a_pause_takes_no_time_of_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr("app.gui.measuring.monotonic", lambda: now[0])
    board = Board("connecting")
    now[0] += 7
    assert board.passed == 7
    board.pause(held=True)
    now[0] += 50
    board.pause(held=True)  # pressed twice
    now[0] += 50
    assert board.paused
    assert board.passed == 7
    board.pause(held=False)
    now[0] += 3
    assert not board.paused
    assert board.passed == 10
