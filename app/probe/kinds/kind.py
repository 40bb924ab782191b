"""What makes a kind of task: how a right answer looks, how to ask for one, how near one comes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.probe.types import Measure

Golds = Callable[[Sequence[str]], list[str | None]]
Labels = Callable[[Sequence[str], Sequence[str]], tuple[str, ...]]
Schema = Callable[[Sequence[str]], dict[str, Any] | None]
Read = Callable[[str, Sequence[str]], str | None]
Scores = Callable[[Sequence[str], Sequence[str | None]], list[float]]
Measures = Callable[[Sequence[str], Sequence[str | None], int], Mapping[str, Measure]]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of task. All functions are pure.

    `labelled`: every answer is one of few labels, of which a model can be told or held to.
    `graded`: answers are nearer or farther, never simply right, so that no share of right answers
    is given.

    `system`, `user`: the prompt without examples; `{text}` and, where the kind has labels,
    `{labels}` are its named places. `completion`: the same for a model that continues a text.

    `golds(cells)`: the right answer of each cell in the form that answers are compared in, None
    where the cell holds none of this kind. `labels(golds, texts)`: all labels there are, or what
    else the prompt lists. `schema(labels)`: a JSON schema of an answer, or None. `read(reply,
    labels)`: the answer a reply states, or None. `written(gold)`: the gold as a model should
    write it. `scores(golds, answers)`: of each answer, from 0 (or none) to 1 (right).
    `measures(golds, answers, seed)`: the figures of the whole by name.
    """

    id: str
    labelled: bool
    graded: bool
    system: str
    user: str
    completion: str
    golds: Golds
    labels: Labels
    schema: Schema
    read: Read
    written: Callable[[str], str]
    scores: Scores
    measures: Measures


def as_written(gold: str) -> str:
    return gold


def no_labels(golds: Sequence[str], texts: Sequence[str]) -> tuple[str, ...]:
    return ()
