"""How long a trial of the built program waits: as long as there is something to wait for."""

import subprocess
import sys

import pytest

from making import screen

NOTHING = screen.Screen("of nobody")


def python(code: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", code],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_a_program_that_ended_is_not_waited_for_and_its_last_words_are_told() -> None:
    with (
        python("raise SystemExit('no room left')") as program,
        NOTHING.shows(program),
        pytest.raises(SystemExit, match="shows no page; it ended with 1: no room left"),
    ):
        NOTHING.until(lambda: False, "shows no page")


def test_an_idle_program_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(screen, "IDLE_S", 0.02)
    with (
        python("input()") as program,
        NOTHING.shows(program),
        pytest.raises(SystemExit, match="shows no page, waited for"),
    ):
        NOTHING.until(lambda: False, "shows no page")
    assert program.returncode < 0  # ended with the trial
