"""The guide's parts. They are read from `resources/guide` and never change while running."""

import hashlib
from enum import StrEnum
from functools import cached_property
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from app.words import Language


class Part(BaseModel):
    """A piece of the guide: fixed once read, and an unknown key is a misspelling."""

    model_config = ConfigDict(frozen=True, extra="forbid", ignored_types=(cached_property,))


Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Id = Annotated[str, Field(pattern=r"^[a-z0-9]+([_.-][a-z0-9]+)*$")]


class Text(Part):
    """The same thing said in both languages; neither can be missing."""

    en: Words
    ja: Words

    def to(self, language: Language) -> str:
        return self.ja if language is Language.JA else self.en


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


class Citation(Part):
    """A place in a source: `section` in the source's own numbering, e.g. "§4.5.2, Remark 6(2)"."""

    source: Id
    section: str = ""


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


class Certainty(StrEnum):
    """How far a claim can be trusted: GRADE's four levels, adapted (see the guide's notes)."""

    HIGH = "high"
    MODERATE = "moderate"
    LOW = "low"
    VERY_LOW = "very_low"


class Arrow(Part):
    """An arrow of the figure that ends in an outcome, with how far it can be trusted and why."""

    question: Id
    reply: Annotated[str, Field(pattern="^(yes|no)$")]
    certainty: Certainty
    reason: Text


class Status(StrEnum):
    SURVEY = "survey"  # the survey itself says so
    ORIGINAL = "original"  # a work the survey cites says so
    LATER = "later"  # found after the survey


class Effect(StrEnum):
    """What a later finding does to the survey's claim."""

    CONFIRMS = "confirms"
    REFINES = "refines"
    OVERTURNS = "overturns"


class Evidence(Part):
    """One claim that bears on an arrow of the flow."""

    id: Id
    question: Id
    reply: Annotated[str, Field(pattern="^(yes|no)$")]
    claim: Text
    cite: Citation
    status: Status
    effect: Effect | None = None  # for later findings only


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
    logic_sha256: str
    words_sha256: str

    @cached_property
    def sha256(self) -> str:
        """One hash for logic and words together."""
        return hashlib.sha256(f"{self.logic_sha256}{self.words_sha256}".encode()).hexdigest()

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
    def risk(self) -> dict[str, Risk]:
        return {risk.id: risk for risk in self.risks}

    @cached_property
    def case_step(self) -> dict[str, CaseStep]:
        return {step.id: step for step in self.case_steps}

    @cached_property
    def reason(self) -> dict[str, Reason]:
        return {reason.id: reason for reason in (*self.reasons, *self.contradictions)}
