"""The verdict follows one rule, says why, and never claims more than was measured."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.probe.types import Advice, OutcomeClass, Prediction, Verdict
from app.probe.verdict import Judgement, judge
from app.words import Language, say

N = 200


def measured(right: int, n: int = N, faults: int = 0) -> list[Prediction]:
    """`n` examples of two labels in equal shares, the first `right` answered right."""
    return [
        Prediction(
            id=str(at),
            label="ab"[at % 2],
            answer=None if at >= n - faults else "ab"[at % 2] if at < right else "ab"[1 - at % 2],
            outcome=OutcomeClass.SERVER_ERROR if at >= n - faults else OutcomeClass.OK,
        )
        for at in range(n)
    ]


def verdict(
    right: int,
    baseline: int | None,
    advice: Advice = Advice.LLM,
    *,
    n: int = N,
    faults: int = 0,
    tiny: bool = False,
) -> Judgement:
    hits = None if baseline is None else [at < baseline for at in range(n)]
    return judge(measured(right, n, faults), hits, advice, tiny=tiny)


@pytest.mark.parametrize(
    ("judgement", "expected", "reason"),
    [
        (verdict(180, 150), Verdict.SUPPORTS, "llm_supported"),
        (verdict(180, 180), Verdict.SUPPORTS, "llm_supported"),
        (verdict(150, 190), Verdict.CONTRADICTS, "llm_contradicted"),
        (verdict(28, 29, n=36), Verdict.INCONCLUSIVE, "llm_unclear"),
        (verdict(100, 190), Verdict.CONTRADICTS, "floor"),
        (verdict(106, 190), Verdict.INCONCLUSIVE, "near_floor"),
        (verdict(180, None), Verdict.INCONCLUSIVE, "llm_no_baseline"),
        (verdict(100, 190, tiny=True), Verdict.INCONCLUSIVE, "tiny_floor"),
        (verdict(150, 190, tiny=True), Verdict.INCONCLUSIVE, "tiny_behind"),
        (verdict(190, 150, tiny=True), Verdict.SUPPORTS, "llm_supported"),
        (verdict(150, 190, Advice.FINE_TUNED), Verdict.SUPPORTS, "tuned_supported"),
        (verdict(190, 150, Advice.FINE_TUNED), Verdict.INCONCLUSIVE, "tuned_behind"),
        (verdict(29, 28, Advice.FINE_TUNED, n=36), Verdict.INCONCLUSIVE, "tuned_unclear"),
        (verdict(150, None, Advice.FINE_TUNED), Verdict.INCONCLUSIVE, "tuned_no_baseline"),
        (verdict(150, 190, Advice.FINE_TUNED, tiny=True), Verdict.INCONCLUSIVE, "tiny_tuned"),
        (verdict(190, 150, Advice.OPEN), Verdict.INCONCLUSIVE, "advice_open"),
        (verdict(190, 150, Advice.NO_GOOD_FIT), Verdict.INCONCLUSIVE, "advice_no_good_fit"),
        (verdict(180, 150, Advice.NO_PROFILE), Verdict.SUPPORTS, "llm_supported_no_profile"),
        (verdict(29, 20, n=29), Verdict.NOT_MEASURED, "too_few"),
        (verdict(180, 150, faults=11), Verdict.NOT_MEASURED, "too_many_faults"),
    ],
)
def test_the_rule(judgement: Judgement, expected: Verdict, reason: str) -> None:
    assert (judgement.verdict, judgement.reason) == (expected, reason)


def test_failed_requests_that_could_turn_the_verdict_leave_it_open() -> None:
    turned = [
        verdict(right, baseline, faults=10)
        for right in range(150, N + 1, 2)
        for baseline in (150, 160, 170)
    ]
    decided = [one for one in turned if one.reason == "faults_decide"]
    assert decided
    assert all(one.verdict is Verdict.INCONCLUSIVE for one in decided)


def test_one_label_only_measures_nothing() -> None:
    same = [one.model_copy(update={"label": "a"}) for one in measured(N)]
    assert judge(same, None, Advice.LLM, tiny=False).reason == "one_label"


def test_a_run_that_was_stopped_gives_no_verdict() -> None:
    stopped = measured(190)
    stopped[-1] = stopped[-1].model_copy(update={"outcome": OutcomeClass.CANCELLED})
    assert judge(stopped, None, Advice.LLM, tiny=False).reason == "stopped"
    assert judge(measured(190), None, Advice.LLM, tiny=False, stopped=True).reason == "stopped"


@given(
    st.integers(0, 60),
    st.one_of(st.none(), st.integers(0, 60)),
    st.sampled_from(Advice),
    st.integers(0, 60),
    st.booleans(),
)
def test_every_verdict_says_why_in_both_languages(
    right: int, baseline: int | None, advice: Advice, faults: int, tiny: bool
) -> None:
    judgement = verdict(right, baseline, advice, n=60, faults=faults, tiny=tiny)
    for language in Language:
        assert say(language, f"probe.{judgement.reason}", **judgement.values)


@given(st.integers(0, N), st.integers(0, N), st.sampled_from(Advice))
def test_a_tiny_model_never_contradicts_the_advice(
    right: int, baseline: int, advice: Advice
) -> None:
    assert verdict(right, baseline, advice, tiny=True).verdict is not Verdict.CONTRADICTS
