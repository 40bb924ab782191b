"""The task guide: what the survey says about each type of task, and how to read it today.

`digest` numbers the types as the survey's digest does: C1 to C32, and C23b for the tasks on which
larger models do worse. A type that falls into cases with verdicts of their own lists them.
"""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from app.guide.part import Certainty, Citation, Effect, Id, Part, Status, Text, Words

Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Digest = Annotated[str, Field(pattern=r"^C[1-9][0-9]?[a-z]?[1-9]?$")]


class Family(StrEnum):
    """The survey's own division of its section 4."""

    UNDERSTANDING = "understanding"
    GENERATION = "generation"
    KNOWLEDGE = "knowledge"
    REASONING = "reasoning"
    OTHER = "other"
    REAL_WORLD = "real_world"


class Verdict(StrEnum):
    """Which kind of model the survey found better on a type of task."""

    LLM = "llm"
    FINE_TUNED = "fine_tuned"
    EITHER = "either"  # both do equally well
    DEPENDS = "depends"  # on the case, or on what is measured
    NO_GOOD_FIT = "no_good_fit"  # neither works well


class Phrases(Part):
    """How people call a thing in their own words; the lists need not match each other."""

    en: Annotated[tuple[Words, ...], Field(min_length=3)]
    ja: Annotated[tuple[Words, ...], Field(min_length=3)]


class Finding(Part):
    """What one work found on a type of task. `effect`: what a later one does to the verdict."""

    claim: Text
    cite: Citation
    status: Status
    effect: Effect | None = None  # for later findings only


class Likely(Part):
    """What such tasks usually answer to one question of the guide. Never filled in for anybody."""

    reply: Annotated[str, Field(pattern="^(yes|no)$")]
    why: Text


class Case(Part):
    """A case of a type with a verdict of its own."""

    digest: Digest
    name: Text
    verdict: Verdict
    said: Text
    cite: Citation


class TaskType(Part):
    """One type of task. `said` is the survey's verdict in words, `since` our reading of 2026."""

    id: Slug
    digest: Digest
    family: Family
    name: Text
    what: Text
    synonyms: Phrases
    examples: Annotated[tuple[Text, ...], Field(min_length=2)]
    verdict: Verdict
    said: Text
    cites: Annotated[tuple[Citation, ...], Field(min_length=1)]
    certainty: Certainty
    reason: Text  # of the certainty
    since: Text
    since_cites: tuple[Citation, ...] = ()
    findings: tuple[Finding, ...] = ()
    cases: tuple[Case, ...] = ()
    exceptions: tuple[Text, ...] = ()
    metrics: Annotated[tuple[Text, ...], Field(min_length=1)]
    traps: Annotated[tuple[Text, ...], Field(min_length=1)]
    likely: Annotated[dict[Id, Likely], Field(min_length=3)]
    evidence: tuple[Id, ...] = ()  # entries of the evidence that bear on it
