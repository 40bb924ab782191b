"""The verdict follows one rule, says why, and never claims more than was measured."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.probe.types import Advice, Crossover, OutcomeClass, Prediction, Verdict
from app.probe.verdict import Evidence, Judgement, judge
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
    **known: Any,
) -> Judgement:
    hits = None if baseline is None else [at < baseline for at in range(n)]
    return judge(measured(right, n, faults), advice, Evidence(baseline=hits, **known))


def crossing(category: str, low: int | None, high: int | None) -> Crossover:
    return Crossover(
        category=category,
        today=N,
        value=low,
        low=low,
        high=high,
        within_today=0.0,
        within_three=0.0,
        never=0.0,
    )


SOON, NEVER = crossing("within_three", 210, 500), crossing("beyond_three", None, None)


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
        (verdict(180, 175, target=0.8), Verdict.SUPPORTS, "target_met"),
        (verdict(178, 199, target=0.8), Verdict.SUPPORTS, "target_met_behind"),
        (verdict(180, 120, target=0.97), Verdict.CONTRADICTS, "target_missed"),
        (verdict(180, 160, target=0.9), Verdict.INCONCLUSIVE, "target_unclear"),
        (verdict(150, 199, target=0.78), Verdict.CONTRADICTS, "llm_contradicted"),
        (verdict(180, None, target=0.8), Verdict.SUPPORTS, "target_met"),
        (verdict(180, 120, target=0.97, tiny=True), Verdict.INCONCLUSIVE, "tiny_target_missed"),
        (
            verdict(180, 160, target=0.97, reachable=0.95),
            Verdict.INCONCLUSIVE,
            "target_out_of_reach",
        ),
        (
            verdict(150, 100, Advice.FINE_TUNED, target=0.9),
            Verdict.SUPPORTS,
            "tuned_target_missed",
        ),
        (
            verdict(150, 100, Advice.FINE_TUNED, target=0.9, tiny=True),
            Verdict.INCONCLUSIVE,
            "tiny_tuned_target",
        ),
        (
            verdict(190, 150, Advice.FINE_TUNED, crossover=SOON),
            Verdict.SUPPORTS,
            "tuned_crossover",
        ),
        (
            verdict(190, 150, Advice.FINE_TUNED, crossover=NEVER, target=0.85),
            Verdict.CONTRADICTS,
            "tuned_contradicted",
        ),
        (
            verdict(190, 150, Advice.FINE_TUNED, crossover=NEVER),
            Verdict.INCONCLUSIVE,
            "tuned_behind",
        ),
        (verdict(180, 150, conflicts=0.25), Verdict.NOT_MEASURED, "conflicting"),
        (
            verdict(180, 150, groups=[at % 9 for at in range(N)]),
            Verdict.NOT_MEASURED,
            "too_few_groups",
        ),
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
    assert judge(same, Advice.LLM).reason == "one_label"


def test_a_run_that_was_stopped_gives_no_verdict() -> None:
    stopped = measured(190)
    stopped[-1] = stopped[-1].model_copy(update={"outcome": OutcomeClass.CANCELLED})
    assert judge(stopped, Advice.LLM).reason == "stopped"
    assert judge(measured(190), Advice.LLM, Evidence(stopped=True)).reason == "stopped"


@given(
    st.integers(0, 60),
    st.one_of(st.none(), st.integers(0, 60)),
    st.sampled_from(Advice),
    st.integers(0, 60),
    st.booleans(),
    st.sampled_from([None, 0.5, 0.8, 0.97]),
    st.sampled_from([None, SOON, NEVER]),
)
def test_every_verdict_says_why_in_both_languages(
    right: int,
    baseline: int | None,
    advice: Advice,
    faults: int,
    tiny: bool,
    target: float | None,
    crossover: Crossover | None,
) -> None:
    judgement = verdict(
        right,
        baseline,
        advice,
        n=60,
        faults=faults,
        tiny=tiny,
        target=target,
        crossover=crossover,
    )
    for language in Language:
        assert say(language, f"probe.{judgement.reason}", **judgement.values)


@given(
    st.integers(0, N),
    st.integers(0, N),
    st.sampled_from([Advice.LLM, Advice.NO_PROFILE]),
    st.sampled_from([None, 0.5, 0.9]),
)
def test_a_tiny_model_never_speaks_against_prompting(
    right: int, baseline: int, advice: Advice, target: float | None
) -> None:
    told = verdict(right, baseline, advice, tiny=True, target=target)
    assert told.verdict is not Verdict.CONTRADICTS


def test_what_belongs_together_counts_as_less_and_can_leave_a_verdict_open() -> None:
    """One customer's hundred equal messages are not a hundred examples."""
    twenty = [at // 10 for at in range(N)]
    alone, together = (verdict(176, 150, target=0.82, groups=groups) for groups in (None, twenty))
    assert alone.verdict is Verdict.SUPPORTS
    assert together.reason == "target_unclear"


@pytest.mark.parametrize(("right", "target"), [(180, 0.86), (180, 0.93)])
def test_as_many_more_examples_as_are_named_settle_it_if_the_share_stays(
    right: int, target: float
) -> None:
    open_ = verdict(right, 150, target=target)
    assert open_.reason == "target_unclear"
    n = N + open_.values["more"]
    settled = verdict(round(right / N * n), 150, target=target, n=n)
    assert settled.verdict in (Verdict.SUPPORTS, Verdict.CONTRADICTS)


def test_scores_between_right_and_wrong_are_held_against_a_target_too() -> None:
    """Summaries or extracted spans have a score each; no small model is trained on them."""
    answers = [
        Prediction(
            id=str(at),
            label=f"gold {at}",
            answer=f"answer {at}",
            outcome=OutcomeClass.OK,
            score=0.6 + 0.1 * (at % 4),
        )
        for at in range(60)
    ]
    assert judge(answers, Advice.LLM, Evidence(target=0.7)).reason == "target_met"
    assert judge(answers, Advice.LLM, Evidence(target=0.8)).reason == "target_missed"
    assert judge(answers, Advice.FINE_TUNED, Evidence(target=0.8)).reason == "tuned_target_missed"


@pytest.mark.parametrize(
    ("strange", "could", "told"), [(41, True, True), (40, True, False), (41, False, False)]
)
def test_answers_off_the_labels_decide_nothing_where_they_could_have_been_held_to_them(
    strange: int, could: bool, told: bool
) -> None:
    """The form of the answers would be judged, not the model."""
    answers = [
        one.model_copy(update={"answer": None, "outcome": OutcomeClass.OFF_LABEL})
        if at < strange
        else one
        for at, one in enumerate(measured(N))
    ]
    judgement = judge(answers, Advice.LLM, Evidence(could_be_held=could))
    assert (judgement.reason == "off_label_unheld") is told
    assert (judgement.verdict is Verdict.NOT_MEASURED) is told
