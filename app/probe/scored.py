"""Labels for the answers of a model that gives label scores, corrected for what it leans to."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from app.probe.calibrate import (
    CONTENT_FREE,
    ENOUGH,
    Asked,
    best,
    calibration,
    chosen,
    leanings,
)
from app.probe.sample import stratified
from app.probe.types import Answer, Calibration, Example

HELD_OUT: Final = 60  # examples asked only to choose the way, at most
SHARE: Final = 0.3  # of as many as are scored, at most

Ask = Callable[[Sequence[str]], Sequence[Answer]]


@dataclass(frozen=True, slots=True)
class Labelled:
    """`answers` hold a label each. `calibration` is None where no scores came."""

    answers: tuple[Answer, ...]
    calibration: Calibration | None


def labelled(
    examples: Sequence[Example],
    asked: Sequence[Example],
    answers: Sequence[Answer],
    labels: Sequence[str],
    seed: int,
    ask: Ask,
) -> Labelled:
    """Turn label scores into labels; answers without scores stay as they are.

    The way to correct the scores is chosen on examples that are not among those `asked`, where
    there are ENOUGH; else it is the usual one. `ask` is called for them, and for texts that say
    nothing.
    """
    items = [
        Asked(answer.scores, example.label)
        for example, answer in zip(asked, answers, strict=True)
        if answer.scores is not None
    ]
    if not items:
        return Labelled(tuple(answers), None)
    held_out = held_out_of(examples, asked, seed)
    more = ask([*(one.text for one in held_out), *CONTENT_FREE]) if held_out else ()
    known = [
        Asked(answer.scores, example.label)
        for example, answer in zip(held_out, more, strict=False)
        if answer.scores is not None
    ]
    free = [answer.scores for answer in more[len(held_out) :] if answer.scores is not None]
    way = chosen(labels, known, free)
    offset = leanings([one.scores for one in items], free)[way]
    told = tuple(
        answer
        if answer.scores is None
        else answer.model_copy(update={"label": best(labels, answer.scores, offset)})
        for answer in answers
    )
    used = len(known) if len(known) >= ENOUGH else 0
    return Labelled(told, calibration(labels, items, way, offset, used))


def held_out_of(
    examples: Sequence[Example], asked: Sequence[Example], seed: int
) -> tuple[Example, ...]:
    """Examples of the user's that are not scored, in the mix of labels; none if there are few."""
    taken = {one.id for one in asked}
    spare = [one for one in examples if one.id not in taken]
    if len(spare) < ENOUGH:
        return ()
    most = min(HELD_OUT, max(ENOUGH, round(SHARE * len(asked))))
    return stratified(spare, most, seed)
