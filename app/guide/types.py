"""The guide's parts. They are read from `resources/guide` and never change while running."""

import hashlib
from enum import StrEnum
from functools import cached_property
from typing import Annotated

from pydantic import Field

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


class Approach(Part):
    """A concrete way to do the task (line 3, ours)."""

    id: Id
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
    sources: tuple[Source, ...]
    models: Catalogue
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
    def reason(self) -> dict[str, Reason]:
        return {reason.id: reason for reason in (*self.reasons, *self.contradictions)}
