"""What a model leans to is taken off in the way that proves right on held-out examples."""

from random import Random

import pytest

from app.probe.calibrate import (
    CONTENT_FREE,
    TRUSTED,
    Asked,
    Way,
    best,
    calibration,
    chosen,
    leanings,
)
from app.probe.scored import labelled
from app.probe.types import Answer, Example, OutcomeClass

LABELS = ("no", "yes")


def items(n: int, share_yes: float, lean: float, seed: int = 0) -> list[Asked]:
    """Scores that tell the labels apart, all shifted towards "yes" by `lean`."""
    random = Random(seed)
    made = []
    for at in range(n):
        yes = at < share_yes * n
        made.append(Asked((0.0, lean + (1 if yes else -1) + random.gauss(0, 0.3)), LABELS[yes]))
    random.shuffle(made)
    return made


def right(asked: list[Asked], offset: tuple[float, ...]) -> float:
    return sum(best(LABELS, one.scores, offset) == one.label for one in asked) / len(asked)


def test_a_leaning_model_on_even_labels_is_put_right_by_its_own_batch() -> None:
    asked = items(100, 0.5, lean=4.0)
    assert chosen(LABELS, asked, []) is Way.BATCH
    ways = leanings([one.scores for one in asked], [])
    assert right(asked, ways[Way.NONE]) == 0.5
    assert right(asked, ways[Way.BATCH]) > 0.95


def test_where_one_label_prevails_the_batch_would_hide_it_and_another_way_is_chosen() -> None:
    asked = items(100, 0.9, lean=4.0)
    assert chosen(LABELS, asked, [(0.0, 4.0)]) is Way.CONTENT_FREE
    assert chosen(LABELS, items(100, 0.9, lean=0.0), [(0.0, -6.0)]) is Way.NONE


def test_with_too_few_examples_to_choose_the_usual_way_is_taken() -> None:
    assert chosen(LABELS, items(19, 0.9, lean=4.0), [(0.0, 4.0)]) is Way.BATCH


def test_the_way_is_chosen_on_examples_that_are_not_scored() -> None:
    """The held-out texts are asked beside some that say nothing; no scored one is asked again."""
    made = items(120, 0.9, lean=4.0)
    examples = [
        Example(id=str(at), text=f"text {at}", label=one.label) for at, one in enumerate(made)
    ]
    scores = {f"text {at}": one.scores for at, one in enumerate(made)}
    asked, answers = examples[:60], []
    for one in asked:
        answers.append(Answer(outcome=OutcomeClass.OK, scores=tuple(scores[one.text])))
    told: list[str] = []

    def ask(texts: "list[str] | tuple[str, ...]") -> list[Answer]:
        told.extend(texts)
        return [
            Answer(outcome=OutcomeClass.OK, scores=tuple(scores.get(text, (0.0, 4.0))))
            for text in texts
        ]

    done = labelled(examples, asked, answers, LABELS, 0, lambda texts: ask(list(texts)))
    assert done.calibration is not None
    assert done.calibration.way == Way.CONTENT_FREE
    assert done.calibration.chosen_on == 20
    assert not {one.text for one in asked} & set(told)
    assert set(CONTENT_FREE) <= set(told)
    hits = [answer.label == one.label for answer, one in zip(done.answers, asked, strict=True)]
    assert sum(hits) >= 57


def test_answers_without_scores_stay_as_they_are() -> None:
    answers = [Answer(outcome=OutcomeClass.OK, label="no")] * 3
    examples = [Example(id=str(at), text=str(at), label="no") for at in range(3)]
    done = labelled(examples, examples, answers, LABELS, 0, lambda texts: pytest.fail("asked"))
    assert (list(done.answers), done.calibration) == (answers, None)


def test_how_far_probabilities_hold_is_told_only_of_enough_items() -> None:
    asked = items(TRUSTED, 0.5, lean=0.0)
    zero = (0.0, 0.0)
    few = calibration(LABELS, asked[:-1], Way.NONE, zero, 0)
    assert (few.ece, few.brier) == (None, None)
    told = calibration(LABELS, asked, Way.NONE, zero, 0)
    assert told.ece is not None
    assert told.brier is not None
    # all are right, yet the model says about 73 %: it is too modest by about 27 points
    assert told.ece == pytest.approx(0.27, abs=0.03)
    assert told.brier == pytest.approx(2 * 0.27**2, abs=0.05)
    sure = [Asked((0.0, 50.0 if one.label == "yes" else -50.0), one.label) for one in asked]
    perfect = calibration(LABELS, sure, Way.NONE, zero, 0)
    assert (perfect.ece, perfect.brier) == pytest.approx((0, 0))
