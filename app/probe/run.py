"""The measurement itself: ask, and hand the answers to the analysis."""

import hashlib
import platform
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Event
from time import sleep
from typing import Any, Final

from app import __version__
from app.errors import Cancelled
from app.probe.again import asked_again
from app.probe.analysis import Setting, training_of
from app.probe.apart import Lost
from app.probe.ask import Asker, Beside, Cancel, Progress, ask_all
from app.probe.baseline import Baseline, Learner
from app.probe.clusters import contradictions
from app.probe.compute import Compute
from app.probe.embedding import embedding_features
from app.probe.features import word_features
from app.probe.kinds import classification
from app.probe.kinds.kind import Kind
from app.probe.result import Answered, concluded
from app.probe.sample import stratified
from app.probe.score import finished
from app.probe.scored import labelled
from app.probe.terms import Terms
from app.probe.types import Advice, Answer, Example, Prediction, ProbeResult

FEW: Final = 500  # examples that are looked at in a millisecond
PAUSE: Final = 0.0001  # seconds


def run_probe(
    examples: Sequence[Example],
    labels: Sequence[str],
    asker: Asker,
    *,
    date: str,
    kind: Kind = classification.KIND,
    source: Mapping[str, Any] | None = None,
    advice: Advice = Advice.NO_PROFILE,
    target: float | None = None,
    embedder: Path | None = None,
    limit: int | None = None,
    asked: Sequence[Example] | None = None,
    seed: int = 0,
    concurrency: int = 4,
    progress: Progress = lambda done, total: None,
    training: Progress = lambda done, total: None,
    cancelled: Cancel = lambda: False,
    terms: Terms | None = None,
) -> ProbeResult:
    """Ask for the labels of `examples` and say what that shows: of `asked` where it is decided
    already which (those the user was shown), else of at most `limit` in their mix of labels.

    `labels` are all labels there are; `date` (ISO) and `source` (what the examples came from) go
    into the manifest as they are. `target`: the share right that the user calls good enough.
    `embedder`: a GGUF file for a second, stronger small model, of which the verdict then speaks.
    `progress` counts answers, `training` the steps of the small model. Stops within a second once
    `cancelled()`; what was finished is kept, the rest is counted as cancelled. AppError where the
    model itself broke down.
    """
    terms = terms or Terms()
    chosen = stratified(examples, limit, seed) if asked is None else tuple(asked)
    setting = Setting(labels, advice, target, learners(embedder), seed)
    whole = Whole(examples)
    with _Meanwhile(examples, chosen, setting, terms.compute, training, cancelled) as small:

        def further(done: int, total: int) -> None:
            progress(done, total)
            if done:
                whole.begin()
            if done and embedder is None:  # whose vectors take every core
                small.begin()

        answers = ask_all(
            [example.text for example in chosen],
            asker,
            concurrency=concurrency,
            progress=further,
            cancelled=cancelled,
            terms=terms,
        )
        unheard = replace(terms, answered=lambda place, answer: None)  # places of other texts
        told = labelled(
            examples,
            chosen,
            answers,
            labels,
            seed,
            partial(
                ask_all,
                asker=asker,
                concurrency=concurrency,
                cancelled=cancelled,
                terms=unheard,
            ),
        )
        repeat = asked_again(
            chosen,
            answers,
            asker,
            seed,
            concurrency=concurrency,
            cancelled=cancelled,
            terms=terms,
        )
        sha256, contradictory = whole.result()
        answered = Answered(
            kind=kind.id,
            examples=examples,
            predictions=_predictions(chosen, told.answers),
            setting=setting,
            tiny=asker.tiny,
            device=asker.device,
            manifest={
                **asker.facts,
                "date": date,
                "examples_sha256": sha256,
                **(source or {}),
                "concurrency": concurrency,
                **terms.facts,
                "signpost": __version__,
                "python": platform.python_version(),
                "system": platform.platform(terse=True),
            },
            of=len(examples),
            contradictory=contradictory,
            calibration=told.calibration,
        )
        result = concluded(small.beside(answered), terms.compute, training, cancelled)
    return result.model_copy(update={"cost": terms.cost, "repeat": repeat})


class Whole:
    """What all examples tell before any answer, found out while the first are under way: of a
    hundred thousand it takes a second, which nobody shall wait for who stops the run."""

    def __init__(self, examples: Sequence[Example]) -> None:
        self._examples = examples
        self._going: Beside[tuple[str, tuple[float, float]]] | None = None

    def begin(self) -> "Beside[tuple[str, tuple[float, float]]]":
        self._going = self._going or Beside(self._work)
        return self._going

    def _work(self) -> tuple[str, tuple[float, float]]:
        return (
            examples_sha256(_bit_by_bit(self._examples)),
            contradictions(_bit_by_bit(self._examples)),
        )

    def result(self) -> tuple[str, tuple[float, float]]:
        return self.begin().result(lambda: False)


class _Meanwhile:
    """The small models, trained while answers are still under way: they need none of them.

    `training` hears of the steps only once somebody waits, on the thread that waits.
    """

    def __init__(
        self,
        examples: Sequence[Example],
        chosen: Sequence[Example],
        setting: Setting,
        compute: Compute,
        training: Progress,
        cancelled: Cancel,
    ) -> None:
        self._training, self._cancelled = training, cancelled
        self._left = Event()
        self._steps: deque[tuple[int, int]] = deque(maxlen=1)
        self._work = lambda: compute(
            training_of(examples, {one.id for one in chosen}, setting),
            lambda done, total: self._steps.append((done, total)),
            lambda: self._left.is_set() or cancelled(),
        )
        self._going: Beside[tuple[Baseline, ...]] | None = None

    def __enter__(self) -> "_Meanwhile":
        return self

    def __exit__(self, *_: object) -> None:
        self._left.set()

    def begin(self) -> "Beside[tuple[Baseline, ...]]":
        """From the first answer on: loading what trains must not hold up the first request."""
        self._going = self._going or Beside(self._work)
        return self._going

    def beside(self, answered: Answered) -> Answered:
        """With the small models to hold it against, or that the user did not wait for them, or
        that they were lost."""
        if not finished(answered.predictions):
            return replace(answered, small=(), stopped=self._cancelled())
        try:
            return replace(answered, small=self._result())
        except Cancelled:
            return replace(answered, small=(), stopped=True)
        except Lost:
            return replace(answered, small=(), lost=True)

    def _result(self) -> tuple[Baseline, ...]:
        """Raises Cancelled, Lost."""
        going = self.begin()

        def looked() -> bool:
            if self._steps:
                self._training(*self._steps.pop())
            return self._cancelled()

        trained = going.result(looked)
        if looked():
            raise Cancelled
        return trained


def _bit_by_bit(examples: Sequence[Example]) -> Iterator[Example]:
    """The same, with a pause for others after every few: of a thread that never waits by itself
    the window has to claim its turn, fifty times for one painting."""
    for at, example in enumerate(examples):
        if at % FEW == FEW - 1:
            sleep(PAUSE)
        yield example


def examples_sha256(examples: Iterable[Example]) -> str:
    """One hash of ids, texts and labels, whatever file they came from."""
    digest = hashlib.sha256()
    for example in examples:
        for part in (example.id, example.text, example.label):
            data = part.encode("utf-8", "surrogatepass")
            digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()


def learners(embedder: Path | None) -> tuple[Learner, ...]:
    """What the small models see: words, and vectors where there is a model for them."""
    if embedder is None:
        return (word_features,)
    return (word_features, partial(embedding_features, embedder))


def _predictions(examples: Sequence[Example], answers: Sequence[Answer]) -> tuple[Prediction, ...]:
    return tuple(
        Prediction(
            id=example.id,
            label=example.label,
            answer=answer.label,
            **answer.model_dump(exclude={"label", "scores"}),
        )
        for example, answer in zip(examples, answers, strict=True)
    )
