"""What every entry of the guide is made of."""

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
