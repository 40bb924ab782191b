"""The guide's parts. They are read from `resources/guide` and never change while running."""

import hashlib
import json
from collections import defaultdict
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Any, Final

from pydantic import Field, SerializeAsAny

from app.guide.knowledge import Conflict, Entry, Finding, Remark
from app.guide.models import Catalogue

# Named again, so that one module offers all of the guide's types.
from app.guide.part import Certainty as Certainty
from app.guide.part import Citation as Citation
from app.guide.part import Effect as Effect
from app.guide.part import Id as Id
from app.guide.part import Part as Part
from app.guide.part import Status as Status
from app.guide.part import Text as Text
from app.guide.part import Words as Words
from app.guide.tasks import TaskType


class OutcomeId(StrEnum):
    """Where the flow of the survey's Figure 2 can end."""

    LLM = "llm"
    FINE_TUNED = "fine_tuned"
    NO_GOOD_FIT = "no_good_fit"


class Source(Part):
    """A work that something rests on. `url` is for the reader; nothing is ever fetched."""

    id: Id
    authors: Words
    year: int
    title: Words
    locator: Words  # "arXiv:2304.13712", "DOI:…", a venue
    url: str = ""


class Side(Part):
    """One reply to a question: what it means, what it looks like, where it leads."""

    next: Id  # a question or an outcome
    meaning: Text
    examples: Annotated[tuple[Text, ...], Field(min_length=2)]


class Question(Part):
    """One box of the figure, in plain words."""

    id: Id
    figure: Words  # the box's own text, word for word
    short: Text  # the label on the path, a few words
    title: Text
    hint: Text
    yes: Side
    no: Side
    unsure: Text
    how_to_tell: Annotated[tuple[Text, ...], Field(min_length=1)]
    settle: Text  # what to do about a "not sure", with the time it takes
    why: Text
    cites: Annotated[tuple[Citation, ...], Field(min_length=1)]
    error: Text  # said when Continue is pressed without a reply
    note: Text | None = None  # where the survey's text, or later work, pulls away from the figure


class Outcome(Part):
    """An end of the flow. `verdict` completes "The guide's flow points to …"."""

    id: OutcomeId
    name: Text
    verdict: Text
    definition: Text
    cites: Annotated[tuple[Citation, ...], Field(min_length=1)]


class Arrow(Part):
    """An arrow of the figure that ends in an outcome, with how far it can be trusted and why."""

    question: Id
    reply: Annotated[str, Field(pattern="^(yes|no)$")]
    certainty: Certainty
    reason: Text


class Favours(StrEnum):
    """Which side a measurement speaks for."""

    LLM = "llm"
    FINE_TUNED = "fine_tuned"
    NEITHER = "neither"  # level, or nothing works
    MIXED = "mixed"  # each in some cases


class Concern(StrEnum):
    """A reason to trust a claim less, each worth one level (GRADE, adapted)."""

    ARGUED = "argued"
    AUTOMATIC = "automatic"
    BENCHMARK = "benchmark"
    DATED = "dated"
    DISPUTED = "disputed"
    FEW = "few"
    NO_FIGURE = "no_figure"
    ONE_STUDY = "one_study"
    SYNTHETIC = "synthetic"
    UNREVIEWED = "unreviewed"
    VENDOR = "vendor"


class Strength(StrEnum):
    """A reason to trust a claim more, each worth one level."""

    LARGE = "large"
    REPEATED = "repeated"
    TEXT_OF_LAW = "text_of_law"


class Grade(Part):
    """A concern or a strength in words."""

    id: Id
    text: Text


class Evidence(Part):
    """One claim that bears on an arrow of the flow, on kinds of task, or on both."""

    id: Id
    question: Id | None = None  # with `reply`, or neither
    reply: Annotated[str, Field(pattern="^(yes|no)$")] | None = None
    tasks: tuple[Id, ...] = ()
    claim: Text
    datasets: tuple[Words, ...] = ()
    models: tuple[Words, ...] = ()
    figure: Text | None = None
    favours: Favours
    cite: Citation
    also: tuple[Citation, ...] = ()  # works that the source names for it
    bears_on: Words  # the survey's section
    status: Status
    effect: Effect | None = None  # for later findings only
    rated_down: tuple[Concern, ...] = ()
    rated_up: tuple[Strength, ...] = ()

    @property
    def certainty(self) -> Certainty:
        """High, less a level for each concern, more for each strength; within the four levels."""
        levels = tuple(Certainty)
        fall = len(self.rated_down) - len(self.rated_up)
        return levels[min(max(fall, 0), len(levels) - 1)]


class LimitEffect(StrEnum):
    FIT = "fit"
    CONDITION = "condition"
    CONFLICT = "conflict"


class LimitRule(Part):
    """What one limit means for one outcome. `text` may hold {places} that the rule fills."""

    id: Id  # "privacy.llm.no_hardware"
    limit: Id
    outcome: OutcomeId
    effect: LimitEffect
    text: Text
    cite: Citation
    ours: bool  # true where the rule goes beyond what the source says


class Step(Part):
    """One concrete next step."""

    what: Text
    who: Text
    how_long: Text


class Kind(StrEnum):
    """Which of the survey's two kinds of model answers when an approach is in use."""

    LARGE = "large"  # a large general one, prompted
    SMALL = "small"  # a small one, trained for it by oneself or by others
    BOTH = "both"
    NONE = "none"


class CostClass(StrEnum):
    """What one call costs, next to the other approaches."""

    MINIMAL = "minimal"
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class LatencyClass(StrEnum):
    """How long one reply takes as a rule."""

    MILLISECONDS = "milliseconds"
    SUBSECOND = "subsecond"
    SECONDS = "seconds"
    LONG = "long"


class Approach(Part):
    """A concrete way to do the task (line 3, ours)."""

    id: Id
    kind: Kind
    cost_class: CostClass
    latency_class: LatencyClass
    name: Text
    what: Text
    when: Text
    labels: Text
    cost: Text
    risk: Text
    steps: Annotated[tuple[Step, ...], Field(min_length=2, max_length=5)]
    cites: Annotated[tuple[Citation, ...], Field(min_length=1)]


class Reason(Part):
    """Why an approach was chosen, or why something deserves a second look; may hold {places}."""

    id: Id
    text: Text
    cite: Citation | None = None


class Risk(Part):
    """What can go wrong and what to do about it. Without a citation it is ours."""

    id: Id
    name: Text
    text: Text
    action: Text
    cite: Citation | None = None


class Place(StrEnum):
    BEFORE = "before"  # the approach's own steps
    AFTER = "after"


class CaseStep(Step):
    """A next step that the case calls for, whatever the approach; may hold {places}."""

    id: Id
    place: Place


class About(Part):
    """The guide's own title page."""

    version: Words
    reviewed: Words  # ISO date of the last review
    title: Text
    caveat: Text  # printed in the footer of every document
    source: Id


_LOGIC: Final[Any] = {  # left out of the words, because it is in the logic
    "questions": {"__all__": {"yes": {"next"}, "no": {"next"}}},
    "limit_rules": {"__all__": {"limit", "outcome", "effect"}},
    "models": True,  # they bring their own hash
}


class Guide(Part):
    """Everything, whole and checked. See `app.guide.load.load_guide`."""

    about: About
    questions: tuple[Question, ...]
    outcomes: tuple[Outcome, ...]
    arrows: tuple[Arrow, ...]
    evidence: tuple[Evidence, ...]
    limit_rules: tuple[LimitRule, ...]
    approaches: tuple[Approach, ...]
    reasons: tuple[Reason, ...]  # of approaches
    contradictions: tuple[Reason, ...]
    risks: tuple[Risk, ...]  # in the order in which they are shown
    case_steps: tuple[CaseStep, ...]
    sources: tuple[Source, ...]
    tasks: tuple[TaskType, ...]
    concerns: tuple[Grade, ...]
    strengths: tuple[Grade, ...]
    knowledge: tuple[SerializeAsAny[Entry], ...]  # in the order of their kinds
    models: Catalogue

    @cached_property
    def logic_sha256(self) -> str:
        """Of what decides: the flow in its order, and which limit rule has which effect."""
        logic = {
            "flow": [[q.id, q.yes.next, q.no.next] for q in self.questions],
            "limits": sorted([r.id, r.limit, r.outcome, r.effect] for r in self.limit_rules),
        }
        return _sha256(json.dumps(logic, sort_keys=True, separators=(",", ":")))

    @cached_property
    def words_sha256(self) -> str:
        """Of all that is said: texts, certainties, evidence, citations, sources, the version.

        The keys stand in the order of the types, so that the files' layout does not matter.
        """
        return _sha256(self.model_dump_json(exclude=_LOGIC) + self.models.sha256)

    @cached_property
    def sha256(self) -> str:
        """One hash for logic and words together."""
        return _sha256(f"{self.logic_sha256}{self.words_sha256}")

    @cached_property
    def question(self) -> dict[str, Question]:
        return {question.id: question for question in self.questions}

    @cached_property
    def outcome(self) -> dict[OutcomeId, Outcome]:
        return {outcome.id: outcome for outcome in self.outcomes}

    @cached_property
    def source(self) -> dict[str, Source]:
        return {source.id: source for source in self.sources}

    @cached_property
    def approach(self) -> dict[str, Approach]:
        return {approach.id: approach for approach in self.approaches}

    @cached_property
    def limit_rule(self) -> dict[str, LimitRule]:
        return {rule.id: rule for rule in self.limit_rules}

    @cached_property
    def task(self) -> dict[str, TaskType]:
        return {task.id: task for task in self.tasks}

    @cached_property
    def risk(self) -> dict[str, Risk]:
        return {risk.id: risk for risk in self.risks}

    @cached_property
    def case_step(self) -> dict[str, CaseStep]:
        return {step.id: step for step in self.case_steps}

    @cached_property
    def reason(self) -> dict[str, Reason]:
        return {reason.id: reason for reason in (*self.reasons, *self.contradictions)}

    @cached_property
    def bearing(self) -> dict[str | tuple[str, str], list[int]]:
        """A type of task, or an arrow as (question, reply) → the places in `evidence` of what
        bears on it."""
        found: dict[str | tuple[str, str], list[int]] = defaultdict(list)
        for place, item in enumerate(self.evidence):
            for task in item.tasks:
                found[task].append(place)
            if item.question and item.reply:
                found[item.question, item.reply].append(place)
        return dict(found)

    @cached_property
    def grade(self) -> dict[str, Grade]:
        return {grade.id: grade for grade in (*self.concerns, *self.strengths)}

    @cached_property
    def entry(self) -> dict[str, Entry]:
        return {entry.id: entry for entry in self.knowledge}

    @cached_property
    def remarks(self) -> tuple[Remark, ...]:
        return tuple(entry for entry in self.knowledge if isinstance(entry, Remark))

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        return tuple(entry for entry in self.knowledge if isinstance(entry, Finding))

    @cached_property
    def conflicts(self) -> tuple[Conflict, ...]:
        return tuple(entry for entry in self.knowledge if isinstance(entry, Conflict))


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
