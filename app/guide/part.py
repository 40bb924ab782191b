"""What every part of the guide is made of: texts in both languages, citations, grades."""

from enum import StrEnum
from functools import cached_property
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field

from app.words import Language


class Part(BaseModel):
    """A piece of the guide: fixed once read, and an unknown key is a misspelling."""

    model_config = ConfigDict(frozen=True, extra="forbid", ignored_types=(cached_property,))


SAYS_SOMETHING: Final = r"\S"  # looked for, not stripped: that would copy every text of the guide
Words = Annotated[str, Field(pattern=SAYS_SOMETHING)]
Id = Annotated[str, Field(pattern=r"^[a-z0-9]+([_.-][a-z0-9]+)*$")]


class Text(Part):
    """The same thing said in both languages; neither can be missing."""

    en: Words
    ja: Words

    def to(self, language: Language) -> str:
        return self.ja if language is Language.JA else self.en


class Citation(Part):
    """A place in a source: `section` in the source's own numbering, e.g. "§4.5.2, Remark 6(2)"."""

    source: Id
    section: str = ""


class Certainty(StrEnum):
    """How far a claim can be trusted: GRADE's four levels, adapted (see the guide's notes)."""

    HIGH = "high"
    MODERATE = "moderate"
    LOW = "low"
    VERY_LOW = "very_low"


class Status(StrEnum):
    SURVEY = "survey"  # the survey itself says so
    ORIGINAL = "original"  # a work the survey cites says so
    LATER = "later"  # found after the survey


class Effect(StrEnum):
    """What a later finding does to the survey's claim."""

    CONFIRMS = "confirms"
    REFINES = "refines"
    OVERTURNS = "overturns"
