"""Answers that are no labels are held against what simple ways make of the user's own examples."""

import json
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from random import Random
from typing import Any

import pytest

from app.errors import Cancelled
from app.probe.kinds.registry import KINDS
from app.probe.measure import measure_task
from app.probe.simple_ways import WAYS
from app.probe.task import Task
from app.probe.told import what_was_found
from app.probe.types import Advice, Answer, Example, OutcomeClass, ProbeResult, Verdict
from app.probe.yardstick import simple_answers
from app.words import Language

NAMES = ("Anna", "Boris", "Chen", "Daria", "Emil", "Farah")
PLACES = ("harbour", "library", "museum", "station", "market")
N = 60


def bookings(n: int = N) -> list[Example]:
    """Named pieces that occur again and again."""
    random = Random(1)
    rows = []
    for at in range(n):
        name, place = random.choice(NAMES), random.choice(PLACES)
        gold = [["name", name], ["place", place]]
        text = f"Number {at * 7919}: {name} asks for a table near the {place}"
        rows.append(Example(id=str(at), text=text, label=json.dumps(gold)))
    return rows


def moods(n: int = N) -> list[Example]:
    """Amounts that follow from the words."""
    random = Random(2)
    rows = []
    for at in range(n):
        good = random.randint(0, 6)
        words = ["splendid"] * good + ["dreadful"] * (6 - good)
        random.shuffle(words)
        label = f"{1 + good * 4 / 6:.2f}"
        rows.append(Example(id=str(at), text=f"{' '.join(words)} {at * 7919}", label=label))
    return rows


def passages(n: int = N) -> list[Example]:
    """The sentence that holds the words of the question holds the answer."""
    rows = []
    for at in range(n):
        name, place = NAMES[at % len(NAMES)], PLACES[at % len(PLACES)]
        text = (
            f"The weather of day {at * 7919} was fine. {name} walked to the {place}. All slept."
            f"\nWhere did {name} walk?"
        )
        rows.append(Example(id=str(at), text=text, label=f"to the {place}"))
    return rows


def summaries(n: int = N) -> list[Example]:
    """The text begins with what is wanted, in other words at the end."""
    random = Random(4)
    rows = []
    for at in range(n):
        first = " ".join(random.sample([*NAMES, *PLACES], 6))
        text = f"{first} agreed. " + "Nothing of the rest matters at all. " * 5
        rows.append(Example(id=str(at), text=text, label=f"{first} so."))
    return rows


def sums(n: int = N) -> list[Example]:
    return [
        Example(
            id=str(at), text=f"How many are {at} and {at * 3}?", label=str(at if at % 2 else 5)
        )
        for at in range(n)
    ]


EXAMPLES: Mapping[str, Callable[[int], list[Example]]] = {
    "slots": bookings,
    "regression": moods,
    "extraction": passages,
    "generation": summaries,
    "numeric": sums,
}


class Model:
    """Answers with what `say` makes of the right answer."""

    facts: Mapping[str, Any] = {"model": "m"}
    device = "none"

    def __init__(
        self, rows: list[Example], say: Callable[[str], str | None], *, tiny: bool = False
    ) -> None:
        self.golds, self.say, self.tiny = {one.text: one.label for one in rows}, say, tiny

    def ask(self, text: str) -> Answer:
        said = self.say(self.golds[text])
        outcome = OutcomeClass.OFF_LABEL if said is None else OutcomeClass.OK
        return Answer(outcome=outcome, label=said)


def measured(
    kind: str,
    say: Callable[[str], str | None] = lambda gold: gold,
    advice: Advice = Advice.LLM,
    *,
    tiny: bool = False,
    target: float | None = None,
) -> ProbeResult:
    rows = EXAMPLES[kind](N)
    model = Model(rows, say, tiny=tiny)
    task = Task(KINDS[kind], ())
    return measure_task(
        rows, task, lambda _: nullcontext(model), date="2026-11-24", advice=advice, target=target
    )


@pytest.mark.parametrize(
    ("kind", "way", "least"),
    [
        ("slots", "known_pieces", 0.9),
        ("regression", "ridge", 0.7),
        ("extraction", "sentence", 0.3),
        ("generation", "opening", 0.8),
        ("numeric", "usual", 0.4),
    ],
)
def test_each_kind_has_a_simple_way_that_fits_it(kind: str, way: str, least: float) -> None:
    result = measured(kind)
    assert result.yardstick is not None
    assert result.yardstick.way == way
    assert result.yardstick.simple.value >= least
    assert result.yardstick.model.value == pytest.approx(1)
    for language in Language:
        told = list(what_was_found(language, result))
        assert sum(f"{100 * result.yardstick.simple.value:.0f}" in line for line in told) >= 1


def test_no_example_is_answered_by_what_saw_it() -> None:
    rows = [
        Example(id=str(at), text=f"note {at * 7919} {at}", label=f"gold {at}") for at in range(40)
    ]
    simple = simple_answers(rows, {one.id for one in rows}, "generation", 0)
    assert simple is not None
    assert all(simple.answers[one.id] != one.label for one in rows)


def test_the_way_is_chosen_on_other_examples_than_those_it_is_scored_on() -> None:
    """Of ways that are all chance the best on the scored examples would look better than it is."""
    random, rows = Random(3), []
    for at in range(400):
        rows.append(
            Example(id=str(at), text=f"How many? {random.random()}", label=str(at * 37 % 4))
        )
    simple = simple_answers(rows, {one.id for one in rows}, "numeric", 0)
    assert simple is not None
    hits = sum(simple.answers[one.id] == one.label for one in rows) / len(rows)
    assert hits < 0.32


@pytest.mark.parametrize(
    ("kind", "advice", "verdict", "reason"),
    [
        ("generation", Advice.LLM, Verdict.INCONCLUSIVE, "simple_ahead"),
        ("generation", Advice.NO_PROFILE, Verdict.INCONCLUSIVE, "simple_ahead"),
        ("extraction", Advice.LLM, Verdict.INCONCLUSIVE, "simple_ahead"),
        ("regression", Advice.LLM, Verdict.SUPPORTS, "simple_learnt"),
        ("regression", Advice.FINE_TUNED, Verdict.INCONCLUSIVE, "simple_ahead"),
        ("slots", Advice.FINE_TUNED, Verdict.SUPPORTS, "tuned_simple"),
        ("regression", Advice.OPEN, Verdict.INCONCLUSIVE, "no_yardstick"),
    ],
)
def test_being_ahead_of_what_is_no_trained_model_proves_little(
    kind: str, advice: Advice, verdict: Verdict, reason: str
) -> None:
    result = measured(kind, advice=advice)
    assert (result.verdict, result.reason_key) == (verdict, reason)


def worse(gold: str) -> str:
    return "3"


def test_no_better_than_a_simple_way_speaks_against_prompting_and_for_what_learns() -> None:
    for advice in (Advice.LLM, Advice.NO_PROFILE):
        behind = measured("regression", worse, advice)
        assert (behind.verdict, behind.reason_key) == (Verdict.CONTRADICTS, "simple_behind")
    tuned = measured("regression", worse, Advice.FINE_TUNED)
    assert (tuned.verdict, tuned.reason_key) == (Verdict.SUPPORTS, "tuned_simple")
    silent = measured("generation", lambda gold: None)
    assert silent.verdict is Verdict.CONTRADICTS
    open_end = measured("generation", lambda gold: None, Advice.FINE_TUNED)
    assert (open_end.verdict, open_end.reason_key) == (Verdict.INCONCLUSIVE, "simple_behind")


@pytest.mark.parametrize("advice", [Advice.LLM, Advice.FINE_TUNED])
def test_a_tiny_model_never_speaks_against_prompting(advice: Advice) -> None:
    result = measured("regression", worse, advice, tiny=True)
    assert (result.verdict, result.reason_key) == (Verdict.INCONCLUSIVE, "tiny_simple")


def test_a_target_that_was_set_before_decides_first() -> None:
    result = measured("extraction", target=0.8)
    assert (result.verdict, result.reason_key) == (Verdict.SUPPORTS, "target_met")
    assert result.yardstick is not None


def test_labels_have_a_trained_model_and_need_no_simple_way() -> None:
    assert not set(WAYS) & {kind for kind in KINDS if KINDS[kind].labelled}
    assert set(WAYS) == {kind for kind in KINDS if not KINDS[kind].labelled}


def test_it_can_be_stopped_and_needs_enough_to_learn_from() -> None:
    rows = bookings()
    with pytest.raises(Cancelled):
        simple_answers(rows, {"1"}, "slots", 0, cancelled=lambda: True)
    assert simple_answers(rows[:29], {"1"}, "slots", 0) is None
    pictures = [one.model_copy(update={"text": "😀"}) for one in rows]
    assert simple_answers(pictures, {"1"}, "slots", 0) is None
