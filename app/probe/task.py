"""A task as it is measured: which examples are asked, and with which questions."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from app.probe.again import again_of
from app.probe.kinds.kind import Kind
from app.probe.question import Question
from app.probe.sample import stratified
from app.probe.split import SHARE, SHOTS, set_apart, solved_examples
from app.probe.types import Example
from app.probe.variants import Template, Variant, usual_template


@dataclass(frozen=True, slots=True)
class Task:
    """`variant`: None for whichever does best on the examples set apart. `template`: None for the
    usual one of the kind. `shots`: solved examples of the few-shot variant."""

    kind: Kind
    labels: tuple[str, ...]
    variant: Variant | None = Variant.ZERO_SHOT
    template: Template | None = None
    shots: int = SHOTS


@dataclass(frozen=True, slots=True)
class Layout:
    """`questions`: the candidates, one if the user chose. `apart`: examples that are never
    scored; `tried`: those of them that every candidate is asked, none if there is one candidate.
    `scored`: what the chosen question is asked; `others`: more examples with answers that nobody
    is asked about. `again`: those of the scored ones that an endpoint is asked twice."""

    questions: tuple[Question, ...]
    apart: tuple[Example, ...]
    tried: tuple[Example, ...]
    scored: tuple[Example, ...]
    others: tuple[Example, ...]
    again: tuple[Example, ...]

    @property
    def requests(self) -> int:
        """How many are made if none fails."""
        return len(self.questions) * len(self.tried) + len(self.scored)

    @property
    def sent(self) -> tuple[Example, ...]:
        """Every example as often as it is sent to an endpoint."""
        return self.tried * len(self.questions) + self.scored + self.again


def lay_out(examples: Sequence[Example], task: Task, limit: int | None, seed: int) -> Layout:
    """Part the examples and make the questions; the same seed gives the same."""
    by_label = task.kind.labelled
    apart: tuple[Example, ...] = ()
    rest = tuple(examples)
    if task.variant in (None, Variant.FEW_SHOT):
        apart, rest = set_apart(examples, seed, by_label=by_label)
    scored = _some(rest, limit, seed, by_label=by_label)
    chosen = {example.id for example in scored}
    shots = solved_examples(apart, task.shots, seed, by_label=by_label)
    template = task.template or usual_template(task.kind)
    wanted = [task.variant] if task.variant else [*Variant]
    questions = tuple(
        Question(
            task.kind,
            task.labels,
            template,
            variant,
            shots if variant is Variant.FEW_SHOT else (),
        )
        for variant in wanted
    )
    tried: tuple[Example, ...] = ()
    if len(questions) > 1:
        shown = {shot.id for shot in shots}
        unseen = tuple(example for example in apart if example.id not in shown)
        most = None if limit is None else max(1, round(limit * SHARE / (1 - SHARE)))
        tried = _some(unseen, most, seed, by_label=by_label)
    others = tuple(example for example in rest if example.id not in chosen)
    return Layout(questions, apart, tried, scored, others, again_of(scored, seed))


def _some(
    examples: tuple[Example, ...], limit: int | None, seed: int, *, by_label: bool
) -> tuple[Example, ...]:
    if by_label or limit is None or limit >= len(examples):
        return stratified(examples, limit, seed)
    chosen = sorted(Random(seed).sample(range(len(examples)), limit))
    return tuple(examples[place] for place in chosen)
