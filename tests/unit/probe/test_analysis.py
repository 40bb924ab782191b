"""A result can be computed again from examples and predictions, and its figures agree."""

import numpy as np
import pytest

from app.probe.analysis import Setting, analyse
from app.probe.score import finished, right
from app.probe.types import (
    Advice,
    Example,
    OutcomeClass,
    Prediction,
    ProbeResult,
    Verdict,
)

WORDS = {
    "billing": ["invoice", "refund", "charge", "card", "paid", "twice"],
    "login": ["password", "reset", "locked", "account", "sign", "code"],
}
LABELS = tuple(WORDS)


def examples(n: int, *, group: int = 0) -> list[Example]:
    random = np.random.default_rng(1)
    made = []
    for at in range(n):
        label = LABELS[at % 2]
        words = random.choice(WORDS[label], 4)
        text = f"{at} {' '.join(words)} {random.integers(10**6)}"
        owner = f"owner {at // group}" if group else ""
        made.append(Example(id=str(at), text=text, label=label, group=owner))
    return made


def answered(asked: list[Example], share: float, faults: int = 0) -> list[Prediction]:
    made = []
    for at, one in enumerate(asked):
        wrong = LABELS[1 - LABELS.index(one.label)]
        failed = at < faults
        made.append(
            Prediction(
                id=one.id,
                label=one.label,
                answer=None if failed else one.label if at % 100 < 100 * share else wrong,
                outcome=OutcomeClass.TIMEOUT if failed else OutcomeClass.OK,
            )
        )
    return made


def alone(target: float | None = None) -> Setting:
    """Only the model's own figures, without a small model beside it."""
    return Setting(LABELS, Advice.LLM, target, learners=())


def analysed(asked: list[Example], told: list[Prediction], setting: Setting) -> ProbeResult:
    return analyse(asked, told, setting, tiny=False, device="none", manifest={"model": "m"})


def test_every_figure_follows_from_the_predictions() -> None:
    asked = examples(120)
    told = answered(asked, 0.8)
    result = analysed(asked, told, Setting(LABELS, Advice.LLM, 0.7))
    hits = [right(one) for one in finished(told)]
    assert result.accuracy is not None
    assert result.accuracy.value == sum(hits) / 120
    assert result.confusion is not None
    assert sum(map(sum, result.confusion.counts)) == 120
    assert sum(result.confusion.counts[at][at] for at in range(2)) == sum(hits)
    assert [one.n for one in result.per_label] == [60, 60]
    assert result.verdict is Verdict.SUPPORTS
    assert result.curve is not None
    assert result.crossover is not None
    assert result.crossover.category in ("already", "inside")
    (comparison,) = result.comparisons
    assert comparison.p_holm == comparison.p
    learned = [one.baseline == one.label for one in result.predictions]
    assert sum(learned) / 120 == comparison.accuracy.value
    assert sum(a and not b for a, b in zip(hits, learned, strict=True)) == comparison.only_model


def test_a_corrected_label_gives_a_new_result_without_asking_again() -> None:
    asked = examples(60)
    told = answered(asked, 0.5)
    wrong = next(at for at, one in enumerate(told) if not right(one))
    mended = told[wrong].model_copy(update={"label": told[wrong].answer or ""})
    before = analysed(asked, told, alone())
    asked[wrong] = asked[wrong].model_copy(update={"label": mended.label})
    after = analysed(asked, [*told[:wrong], mended, *told[wrong + 1 :]], alone())
    assert before.accuracy is not None
    assert after.accuracy is not None
    assert after.accuracy.value == pytest.approx(before.accuracy.value + 1 / 60)


def test_failed_requests_stay_in_the_count_and_can_leave_the_verdict_open() -> None:
    asked = examples(120)
    result = analysed(asked, answered(asked, 0.8, faults=6), alone(0.72))
    assert result.n == 120
    assert result.accuracy is not None
    assert result.accuracy.value < 0.8
    assert result.reason_key == "faults_decide"
    assert analysed(asked, answered(asked, 1.0, faults=7), alone()).reason_key == (
        "too_many_faults"
    )


def test_examples_of_one_source_widen_the_interval() -> None:
    free, owned = examples(120), examples(120, group=10)
    single = analysed(free, answered(free, 0.8), alone())
    grouped = analysed(owned, answered(owned, 0.8), alone())
    assert single.clusters is None
    assert grouped.clusters is not None
    assert (grouped.clusters.kind, grouped.clusters.groups) == ("column", 12)
    assert grouped.clusters.design_effect > 2
    assert single.accuracy is not None
    assert grouped.accuracy is not None
    assert grouped.accuracy.low < single.accuracy.low


def test_without_labels_to_choose_from_only_what_is_wholly_right_is_judged() -> None:
    asked = [Example(id=str(at), text=f"text {at}", label=f"gold {at}") for at in range(60)]
    told = [
        Prediction(
            id=one.id, label=one.label, answer="x", outcome=OutcomeClass.OK, score=at % 5 / 4
        )
        for at, one in enumerate(asked)
    ]
    result = analysed(asked, told, Setting((), Advice.LLM, 0.4))
    assert result.accuracy is not None
    assert result.accuracy.value == 0.2  # wholly right
    assert (result.macro_f1, result.baseline, result.majority, result.confusion) == (None,) * 4
    assert result.reason_key == "target_missed"


def test_nothing_finished_is_a_result_too() -> None:
    asked = examples(40)
    told = [
        Prediction(id=one.id, label=one.label, answer=None, outcome=OutcomeClass.CANCELLED)
        for one in asked
    ]
    result = analysed(asked, told, Setting(LABELS))
    assert (result.n, result.accuracy, result.verdict) == (0, None, Verdict.NOT_MEASURED)
