"""The measurement itself: ask, score, hold against the advice."""

import hashlib
import platform
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from app import __version__
from app.probe.ask import Asker, Cancel, Progress, ask_all
from app.probe.baseline import baseline_hits
from app.probe.calibrate import best, offsets
from app.probe.sample import stratified
from app.probe.score import finished, latency, macro_f1, majority, right, wilson
from app.probe.terms import Terms
from app.probe.types import (
    Advice,
    Answer,
    Example,
    Prediction,
    ProbeResult,
    Tokens,
)
from app.probe.verdict import RULE, judge
from app.words import Language, say


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
    terms: Terms | None = None,
) -> ProbeResult:
    """Ask for the labels of `examples` (at most `limit` of them) and say what that shows.

    `labels` are all labels there are; `date` (ISO) and `source` (what the examples came from) go
    into the manifest as they are. Stops within a second once `cancelled()`; what was finished is
    kept, the rest is counted as cancelled. AppError where the model itself broke down.
    """
    terms = terms or Terms()
    chosen = stratified(examples, limit, seed)
    answers = ask_all(
        [example.text for example in chosen],
        asker,
        concurrency=concurrency,
        progress=progress,
        cancelled=cancelled,
        terms=terms,
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
        cost=terms.cost,
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
            **terms.facts,
            "baseline": trained.name if trained else "",
            "baseline_labels": trained.trained_on if trained else 0,
            "rule": RULE,
            "signpost": __version__,
            "python": platform.python_version(),
            "system": platform.platform(terse=True),
        },
        predictions=predictions,
    )


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
