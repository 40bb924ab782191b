"""The parts of a recommendation. They hold ids; words come from the guide."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.decision.profile import Reply
from app.guide.types import Arrow, LimitEffect, OutcomeId, Text
from app.guide.types import Step as Doing
from app.words import Language


@dataclass(frozen=True, slots=True)
class Step:
    """A question the flow reached. `reply` is None where nothing was answered."""

    question: str
    reply: Reply | None


@dataclass(frozen=True, slots=True)
class Flip:
    """One answer that, changed to `to`, would change the outcome; None means it would be open."""

    question: str
    to: Reply
    outcome: OutcomeId | None


@dataclass(frozen=True, slots=True)
class Fork:
    """An unknown that decides: the outcomes still possible once it is yes, and once it is no."""

    question: str
    yes: tuple[OutcomeId, ...]
    no: tuple[OutcomeId, ...]


@dataclass(frozen=True, slots=True)
class LimitFinding:
    """What one limit means for one possible outcome, by which rule of the guide."""

    rule: str
    limit: str
    outcome: OutcomeId
    effect: LimitEffect
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Because:
    """A reason by its id in the guide, with the values that fill its places."""

    reason: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Choice:
    """Line 3: the approach we suggest, why, and what else deserves a look."""

    approach: str
    because: tuple[Because, ...]
    alternatives: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NextStep:
    """Something to do. `values` fill the places of its `what`; a Text among them is spoken."""

    step: Doing
    values: Mapping[str, object] = field(default_factory=dict)

    def what(self, language: Language) -> str:
        values = {
            name: value.to(language) if isinstance(value, Text) else value
            for name, value in self.values.items()
        }
        return self.step.what.to(language).format_map(values)


@dataclass(frozen=True, slots=True)
class Recommendation:
    """The three lines for one profile. Derived, never stored: the same input gives the same."""

    outcome: OutcomeId | None  # None: open, more than one is possible
    possible: tuple[OutcomeId, ...]  # sorted by id
    path: tuple[Step, ...]
    decided_by: str | None  # the question that ends the path, when there is one outcome
    arrow: Arrow | None  # how far the deciding arrow can be trusted
    forks: tuple[Fork, ...]  # the deciding unknowns, the one to resolve first at the front
    idle_unknowns: tuple[str, ...]  # unsure or unanswered, and it does not matter
    flips: tuple[Flip, ...]
    limits: tuple[LimitFinding, ...]
    choice: Choice
    steps: tuple[NextStep, ...]  # the next ones, in order
    risks: tuple[str, ...]  # ids, five to ten
    contradictions: tuple[Because, ...]
    conflicts: tuple[str, ...]  # ids: where the survey's figure and text pull apart on this
    evidence: tuple[str, ...]  # ids
