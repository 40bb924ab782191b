"""What becomes of the answers of a run, wherever that is reckoned and whatever stops it."""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from time import monotonic
from typing import Any

import pytest

from app.probe.analysis import Setting
from app.probe.apart import Lost
from app.probe.compute import Ahead, Cancel, Progress, Work, here
from app.probe.result import Answered, concluded
from app.probe.types import Example, OutcomeClass, Prediction, Verdict

LABELS = ("billing", "login")
WORDS = {
    "billing": ("invoice", "refund", "charge", "card", "paid", "twice", "amount"),
    "login": ("password", "reset", "locked", "account", "sign", "code", "user"),
}


def answered(n: int, kind: str = "classification") -> Answered:
    """Nine of ten are right."""
    rows = []
    for at in range(n):
        label = LABELS[at % 2]
        words = (WORDS[label][(at // 2 * step) % 7] for step in (1, 3, 5))
        rows.append(Example(id=str(at), text=f"{at} {' '.join(words)}", label=label))
    told = tuple(
        Prediction(
            id=one.id,
            label=one.label,
            answer=one.label if at % 10 else "?",
            outcome=OutcomeClass.OK if at % 10 else OutcomeClass.OFF_LABEL,
        )
        for at, one in enumerate(rows)
    )
    labels = LABELS if kind == "classification" else ()
    return Answered(
        kind=kind,
        examples=rows,
        predictions=told,
        setting=Setting(labels),
        tiny=False,
        device="none",
        manifest={},
        of=n,
        contradictory=(0.0, 1.0),
    )


@pytest.fixture
def ahead() -> Iterator[Ahead]:
    made = Ahead()
    yield made
    made.end()


@pytest.mark.parametrize("kind", ["classification", "extraction"])
def test_a_child_process_comes_to_the_same_result_in_every_figure(kind: str, ahead: Ahead) -> None:
    asked = answered(120, kind)
    mine = concluded(asked, here)
    assert concluded(asked, ahead) == mine
    assert mine.baseline is not None or mine.yardstick is not None


@pytest.mark.parametrize("elsewhere", [False, True])
def test_stopping_while_the_small_model_learns_keeps_what_was_finished_and_waits_for_nothing(
    ahead: Ahead, *, elsewhere: bool
) -> None:
    since: list[float] = []

    def training(done: int, _total: int) -> None:
        if done == 2:
            since.append(monotonic())

    compute = ahead if elsewhere else here
    result = concluded(answered(900), compute, training, lambda: bool(since))
    assert elsewhere or monotonic() - since[0] < 1  # a child is given half of it to end
    assert (result.verdict, result.reason_key) == (Verdict.NOT_MEASURED, "stopped")
    assert result.accuracy is not None  # what was finished is kept
    assert result.baseline is None


def test_what_is_stopped_waits_for_no_process() -> None:
    def none(_work: Work[Any], _progress: Progress, _cancelled: Cancel) -> Any:
        raise AssertionError

    asked = replace(answered(60), stopped=True)
    assert concluded(asked, none).reason_key == "stopped"


def test_where_the_process_that_compares_is_lost_the_result_is_there_and_says_so() -> None:
    def lost(_work: Work[Any], _progress: Progress, _cancelled: Cancel) -> Any:
        raise Lost

    result = concluded(answered(60), lost)
    assert result.accuracy is not None
    assert result.manifest["comparison_lost"]
    assert result.baseline is None


def test_only_what_was_asked_or_learned_from_is_handed_over() -> None:
    """Of a hundred thousand examples the most are neither."""
    handed: list[int] = []

    def weighed(work: Work[Any], progress: Progress, cancelled: Cancel) -> Any:
        handed.append(len(work.args[0].examples))  # type: ignore[attr-defined]
        return here(work, progress, cancelled)

    whole = answered(4000)
    asked = replace(whole, predictions=whole.predictions[:40])
    assert concluded(asked, weighed).manifest["examples"] == 4000
    assert concluded(replace(asked, small=()), weighed).n == 40
    assert handed == [2500, 40]


CODE = """
import json, sys
from app.probe.compute import Ahead
from app.probe.run import run_probe
from app.probe.terms import Terms
from tests.unit.probe.test_run import LABELS, Arithmetic, examples
terms = Terms(compute=Ahead(uses=2))
result = run_probe(examples(60), LABELS, Arithmetic(), date="2026-11-28", terms=terms)
print(json.dumps([result.n, sorted(sys.modules)]))
"""


def test_a_program_that_has_it_reckoned_elsewhere_loads_nothing_that_reckons() -> None:
    """Loading it would hold the window up, and take a hundred MB for good."""
    done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=True)
    n, loaded = json.loads(done.stdout)
    assert n == 60
    assert not {"numpy", "scipy", "sklearn"} & set(loaded)
