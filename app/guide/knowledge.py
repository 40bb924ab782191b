"""What the guide explains beyond its flow: remarks, considerations, later findings, conflicts.

Entries are read from `resources/guide`, one file per subject, and shown wherever they matter: each
names the questions, kinds of task and approaches it speaks of.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, ClassVar, Final

from pydantic import Field

from app.guide.part import Citation, Effect, Id, Part, Text, Words


class Kind(StrEnum):
    """What sort of entry it is, in the order in which a reader meets them."""

    TERM = "term"
    REMARK = "remark"
    DATA = "data"
    EFFICIENCY = "efficiency"
    TRUST = "trust"
    SAFETY = "safety"
    CHALLENGE = "challenge"
    CONTRAST = "contrast"
    OBSERVATION = "observation"
    FINDING = "finding"
    CONFLICT = "conflict"
    NOTE = "note"


class Figure(Part):
    """A number that the guide passes on, with the year it holds for and where it stands."""

    what: Text
    value: Text
    year: int
    cite: Citation
    unverified: bool = False  # known only at second hand, and to be shown as that


class Entry(Part):
    """One thing worth reading. `digest` is its place in the survey's digest, such as "B.2"."""

    kind: ClassVar[Kind]

    id: Id
    digest: Words
    title: Text
    body: tuple[Text, ...] = ()
    figures: tuple[Figure, ...] = ()
    cites: Annotated[tuple[Citation, ...], Field(min_length=1)]
    questions: tuple[Id, ...] = ()
    tasks: tuple[Id, ...] = ()
    approaches: tuple[Id, ...] = ()
    historical: bool = False  # true of its time, and no longer to be counted on
    ours: bool = False  # goes beyond what the sources say

    @property
    def paragraphs(self) -> tuple[Text, ...]:
        """All that it says, in reading order."""
        return self.body


class Term(Entry):
    kind = Kind.TERM


class Data(Entry):
    kind = Kind.DATA


class Efficiency(Entry):
    kind = Kind.EFFICIENCY


class Trust(Entry):
    kind = Kind.TRUST


class Safety(Entry):
    kind = Kind.SAFETY


class Challenge(Entry):
    kind = Kind.CHALLENGE


class Observation(Entry):
    kind = Kind.OBSERVATION


class Note(Entry):
    """About the survey itself: its forerunner, its slips, how it is read today."""

    kind = Kind.NOTE


class Contrast(Entry):
    """A row of the survey's Table 1; `title` is what is compared."""

    kind = Kind.CONTRAST

    bert_style: Text  # encoder-decoder or encoder only
    gpt_style: Text  # decoder only

    @property
    def paragraphs(self) -> tuple[Text, ...]:
        return (self.bert_style, self.gpt_style, *self.body)


class Numbered(Entry):
    """An entry that is called by its number: they run from 1 without a gap."""

    number: Annotated[int, Field(ge=1)]


class Remark(Numbered):
    """One of the survey's eight remarks; `body` says what it means for a decision (ours)."""

    kind = Kind.REMARK

    parts: Annotated[tuple[Text, ...], Field(min_length=1)]

    @property
    def paragraphs(self) -> tuple[Text, ...]:
        return (*self.parts, *self.body)


class Bearing(Part):
    """What a later finding does to a part of the survey."""

    effect: Effect
    on: Text


class Finding(Numbered):
    """What was found after the survey; `means` is how the advice takes it up."""

    kind = Kind.FINDING

    bearings: Annotated[tuple[Bearing, ...], Field(min_length=1)]
    means: Text

    @property
    def paragraphs(self) -> tuple[Text, ...]:
        return (*self.body, self.means)


class Reply(Part):
    """An arrow of the figure: a question and the reply to it."""

    question: Id
    reply: Annotated[str, Field(pattern="^(yes|no)$")]


class Conflict(Numbered):
    """Where the survey's figure and its text pull apart. It never overrules line 1."""

    kind = Kind.CONFLICT

    figure_says: Text
    text_says: Text
    handling: Text  # ours
    arrows: tuple[Reply, ...] = ()
    remarks: tuple[int, ...] = ()

    @property
    def paragraphs(self) -> tuple[Text, ...]:
        return (self.figure_says, self.text_says, self.handling, *self.body)


TABLES: Final[Mapping[str, Mapping[str, type[Entry]]]] = {  # file → its kinds → what each row is
    "terms.toml": {Kind.TERM: Term},
    "remarks.toml": {Kind.REMARK: Remark},
    "data.toml": {Kind.DATA: Data},
    "efficiency.toml": {Kind.EFFICIENCY: Efficiency},
    "trust.toml": {Kind.TRUST: Trust, Kind.SAFETY: Safety},
    "challenges.toml": {Kind.CHALLENGE: Challenge},
    "table-1.toml": {Kind.CONTRAST: Contrast, Kind.OBSERVATION: Observation},
    "findings.toml": {Kind.FINDING: Finding},
    "conflicts.toml": {Kind.CONFLICT: Conflict},
    "notes.toml": {Kind.NOTE: Note},
}
FILES: Final[Mapping[str, str]] = {kind: file for file, kinds in TABLES.items() for kind in kinds}
