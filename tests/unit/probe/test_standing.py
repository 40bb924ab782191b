"""While a measurement goes on, the figures so far are those of the answers so far."""

from app.probe.kinds.registry import KINDS
from app.probe.score import wilson
from app.probe.standing import Watch
from app.probe.task import Task, lay_out
from app.probe.types import Answer, Example, OutcomeClass
from app.probe.variants import Variant

LABELS = ("ham", "spam")
ROWS = [Example(id=str(at), text=f"text {at}", label=LABELS[at % 2]) for at in range(40)]


def watch(variant: Variant | None = Variant.ZERO_SHOT, kind: str = "classification") -> Watch:
    return Watch(lay_out(ROWS, Task(KINDS[kind], LABELS, variant), None, 0))


def said(label: str, ms: float = 10.0) -> Answer:
    return Answer(outcome=OutcomeClass.OK, label=label, latency_ms=ms)


def test_before_an_answer_there_is_nothing_to_tell() -> None:
    standing = watch().standing()
    assert (standing.n, standing.share, standing.latency) == (0, None, None)


def test_right_answers_are_told_with_their_interval_and_times_by_rank() -> None:
    run = watch()
    for place in (3, 0, 2, 1):
        run.heard(place, said("ham", ms=10.0 * place))
    standing = run.standing()
    assert standing.n == 4
    assert standing.share == wilson(2, 4)
    assert standing.latency is not None
    assert (standing.latency.p50, standing.latency.p95) == (10.0, 30.0)


def test_a_failed_request_is_counted_by_its_class_and_is_not_right() -> None:
    run = watch()
    run.heard(0, said("ham"))
    run.heard(2, Answer(outcome=OutcomeClass.RATE_LIMITED))
    standing = run.standing()
    assert standing.share == wilson(1, 2)
    assert standing.outcomes == {OutcomeClass.OK: 1, OutcomeClass.RATE_LIMITED: 1}


def test_label_scores_are_corrected_by_what_the_model_leans_to_so_far() -> None:
    """It gives "spam" more whatever the text; what is left over tells the labels."""
    run = watch()
    for place, row in enumerate(ROWS):
        scores = (-3.0, -1.0) if row.label == "ham" else (-4.0, -0.5)
        run.heard(place, Answer(outcome=OutcomeClass.OK, scores=scores))
    share = run.standing().share
    assert share is not None
    assert share.value == 1.0


def test_answers_on_examples_set_apart_are_not_scored() -> None:
    layout = lay_out(ROWS, Task(KINDS["classification"], LABELS, None), None, 0)
    run = Watch(layout)
    for place in range(len(layout.tried)):
        run.heard(place, said("ham"))
    assert run.standing().n == 0
    for _ in range(2 * len(layout.tried)):
        run.heard(0, said("ham"))
    run.heard(0, said(layout.scored[0].label))
    assert run.standing().share == wilson(1, 1)


def test_where_nothing_is_simply_right_no_share_is_told() -> None:
    run = watch(kind="generation")
    run.heard(0, said("ham"))
    assert (run.standing().n, run.standing().share) == (1, None)
