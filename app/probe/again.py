"""The same questions once more: how often does a model answer the same text otherwise?

An endpoint may batch requests, spread them over machines or ignore the temperature, so that equal
requests get different answers. A model on this computer does not.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from app.probe.ask import Asker, Cancel, ask_all
from app.probe.sample import stratified
from app.probe.score import wilson
from app.probe.terms import Terms
from app.probe.types import Answer, Example, OutcomeClass, Repeat
from app.probe.verdict import INFRASTRUCTURE, LEAST

AGAIN: Final = 20  # examples asked again


def again_of(scored: Sequence[Example], seed: int) -> tuple[Example, ...]:
    """Those of the scored examples that an endpoint is asked again; none where there are too few
    for a verdict."""
    return stratified(scored, AGAIN, seed) if len(scored) >= LEAST else ()


def asked_again(
    scored: Sequence[Example],
    answers: Sequence[Answer],
    asker: Asker,
    seed: int,
    *,
    concurrency: int,
    cancelled: Cancel,
    terms: Terms,
) -> Repeat | None:
    """How many of the answers to `again_of(scored, seed)` change when the same is asked again.

    Within the caps of `terms`. None where the model is no endpoint's, the run has been stopped,
    or nothing could be compared.
    """
    texts = {one.id: one.text for one in again_of(scored, seed)}
    first = {
        one.id: answer
        for one, answer in zip(scored, answers, strict=True)
        if one.id in texts and _told(answer)
    }
    if not (asker.facts.get("base_url") and first) or terms.tally.stopped or cancelled():
        return None
    second = ask_all(
        [texts[one] for one in first],
        _Again(asker),
        concurrency=concurrency,
        cancelled=cancelled,
        terms=replace(terms, answered=lambda place, answer: None),  # places of other texts
    )
    terms.tally.stopped = ""  # the measurement itself is whole
    pairs = [pair for pair in zip(first.values(), second, strict=True) if _told(pair[1])]
    if not pairs:
        return None
    changed = sum(_said(one) != _said(other) for one, other in pairs)
    return Repeat(n=len(pairs), changed=changed, share=wilson(changed, len(pairs)))


class _Again:
    """Implements `app.probe.ask.Asker`. The further fact keeps its answers apart from the first
    ones in the journal."""

    def __init__(self, asker: Asker) -> None:
        self._asker = asker
        self.facts: Mapping[str, Any] = {**asker.facts, "asked": "again"}
        self.device, self.tiny = asker.device, asker.tiny

    def ask(self, text: str) -> Answer:
        return self._asker.ask(text)


def _told(answer: Answer) -> bool:
    """The model had its say."""
    return answer.outcome not in INFRASTRUCTURE | {OutcomeClass.CANCELLED}


def _said(answer: Answer) -> tuple[str, object]:
    """What has to be the same: the answer as it was read, or the likeliest label."""
    if answer.scores is not None:
        return answer.outcome, max(range(len(answer.scores)), key=answer.scores.__getitem__)
    return answer.outcome, answer.label
