"""The measurement itself: ask, score, hold against the advice.

Apart from `gui/jobs.py` the only place where threads start.
"""

import hashlib
import platform
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import Any, Final, Protocol

from app import __version__
from app.probe.baseline import baseline_hits
from app.probe.calibrate import best, offsets
from app.probe.sample import stratified
from app.probe.score import finished, latency, macro_f1, majority, right, wilson
from app.probe.types import (
    Advice,
    Answer,
    Example,
    OutcomeClass,
    Prediction,
    ProbeResult,
    Tokens,
)
from app.probe.verdict import INFRASTRUCTURE, RULE, judge
from app.words import Language, say

POLL: Final = 0.05  # seconds between two looks at whether to stop
STOPPING: Final = {OutcomeClass.AUTH, OutcomeClass.QUOTA}  # the next request would end alike
TOO_MANY: Final = 10  # failed requests in a row; the rest would most likely fail too

Progress = Callable[[int, int], None]
Cancel = Callable[[], bool]


class Asker(Protocol):
    """Something that labels texts. `ask` is called by several threads at once."""

    @property
    def facts(self) -> Mapping[str, Any]:
        """For the manifest: model, host, way of asking, prompt. Never a key."""

    @property
    def device(self) -> str:
        """What the model runs on, as far as it is known."""

    @property
    def tiny(self) -> bool:
        """The model is known to have less than one billion parameters."""

    def ask(self, text: str) -> Answer:
        """One request. Raises AppError only where no further request could be answered."""


def run_probe(
    examples: Sequence[Example],
    labels: Sequence[str],
    asker: Asker,
    *,
    date: str,
    source: Mapping[str, Any] | None = None,
    advice: Advice = Advice.NO_PROFILE,
    limit: int | None = None,
    seed: int = 0,
    concurrency: int = 4,
    progress: Progress = lambda done, total: None,
    cancelled: Cancel = lambda: False,
) -> ProbeResult:
    """Ask for the labels of `examples` (at most `limit` of them) and say what that shows.

    `labels` are all labels there are; `date` (ISO) and `source` (what the examples came from) go
    into the manifest as they are. Stops within a second once `cancelled()`; what was finished is
    kept, the rest is counted as cancelled. AppError where the model itself broke down.
    """
    chosen = stratified(examples, limit, seed)
    answers = ask_all(
        [example.text for example in chosen],
        asker,
        concurrency=concurrency,
        progress=progress,
        cancelled=cancelled,
    )
    predictions = _predictions(chosen, answers, labels)
    done = finished(predictions)
    scored = {one.id for one in done}
    trained = None
    if done and not cancelled():
        trained = baseline_hits(examples, scored, seed=seed, cancelled=cancelled)
    hits = [trained.hits[one.id] for one in done] if trained else None
    judgement = judge(predictions, hits, advice, tiny=asker.tiny, stopped=cancelled())
    return ProbeResult(
        n=len(done),
        accuracy=wilson(sum(map(right, done)), len(done)) if done else None,
        macro_f1=macro_f1(done, labels, seed) if done else None,
        majority=majority(done)[1] / len(done) if done else None,
        baseline=wilson(sum(hits), len(hits)) if hits else None,
        verdict=judgement.verdict,
        reason=say(Language.EN, f"probe.{judgement.reason}", **judgement.values),
        reason_key=judgement.reason,
        reason_values=judgement.values,
        outcomes=dict(Counter(one.outcome for one in predictions)),
        latency_ms=latency(predictions),
        tokens=Tokens(
            prompt=sum(one.prompt_tokens for one in predictions),
            completion=sum(one.completion_tokens for one in predictions),
        ),
        device=asker.device,
        manifest={
            **asker.facts,
            "date": date,
            "advice": advice,
            "labels": list(labels),
            "examples": len(examples),
            "asked": len(chosen),
            "examples_sha256": examples_sha256(examples),
            **(source or {}),
            "seed": seed,
            "concurrency": concurrency,
            "baseline": trained.name if trained else "",
            "baseline_labels": trained.trained_on if trained else 0,
            "rule": RULE,
            "signpost": __version__,
            "python": platform.python_version(),
            "system": platform.platform(terse=True),
        },
        predictions=predictions,
    )


def ask_all(
    texts: Sequence[str],
    asker: Asker,
    *,
    concurrency: int,
    progress: Progress = lambda done, total: None,
    cancelled: Cancel = lambda: False,
) -> list[Answer]:
    """One answer per text, in order. `progress` is called on the caller's thread.

    The workers are daemons: a request that nobody waits for any more cannot hold up the program.
    """
    answers = [Answer(outcome=OutcomeClass.CANCELLED)] * len(texts)
    waiting: SimpleQueue[int] = SimpleQueue()
    ended: SimpleQueue[tuple[int, Answer | Exception]] = SimpleQueue()
    stop = Event()
    for place in range(len(texts)):
        waiting.put(place)

    for _ in range(min(concurrency, len(texts))):
        Thread(
            target=_work, args=(texts, asker, waiting, ended, stop), name="probe", daemon=True
        ).start()
    done = failures = 0
    progress(done, len(texts))
    try:
        while done < len(texts) and failures < TOO_MANY and not cancelled():
            try:
                place, answer = ended.get(timeout=POLL)
            except Empty:
                if stop.is_set():
                    break
                continue
            if isinstance(answer, Exception):
                raise answer
            answers[place] = answer
            done += 1
            failures = failures + 1 if answer.outcome in INFRASTRUCTURE else 0
            progress(done, len(texts))
    finally:
        stop.set()
    return answers


def _work(
    texts: Sequence[str],
    asker: Asker,
    waiting: SimpleQueue[int],
    ended: SimpleQueue[tuple[int, Answer | Exception]],
    stop: Event,
) -> None:
    while not stop.is_set():
        try:
            place = waiting.get_nowait()
        except Empty:
            return
        try:
            answer = asker.ask(texts[place])
            ended.put((place, answer))
            if answer.outcome in STOPPING:
                stop.set()
        except Exception as error:  # noqa: BLE001  (not swallowed: ask_all raises it again)
            ended.put((place, error))


def examples_sha256(examples: Sequence[Example]) -> str:
    """One hash of ids, texts and labels, whatever file they came from."""
    digest = hashlib.sha256()
    for example in examples:
        for part in (example.id, example.text, example.label):
            data = part.encode("utf-8", "surrogatepass")
            digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()


def _predictions(
    examples: Sequence[Example], answers: Sequence[Answer], labels: Sequence[str]
) -> tuple[Prediction, ...]:
    offset = offsets([answer.scores for answer in answers if answer.scores is not None])
    return tuple(
        Prediction(
            id=example.id,
            label=example.label,
            answer=answer.label if answer.scores is None else best(labels, answer.scores, offset),
            **answer.model_dump(exclude={"label", "scores"}),
        )
        for example, answer in zip(examples, answers, strict=True)
    )
