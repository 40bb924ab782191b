"""The ways in which a task can be put to a model, and the templates they are made of."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from app.errors import AppError
from app.probe.kinds.kind import Kind

PLACES: Final = re.compile(r"(\{text\}|\{labels\})")
THINK: Final = (
    "\n\nThink it through step by step first. Then write a last line that begins with"
    ' "Answer:" and holds the answer alone.'
)


class Variant(StrEnum):
    ZERO_SHOT = "zero-shot"
    FEW_SHOT = "few-shot"
    REASONING = "reasoning"


@dataclass(frozen=True, slots=True)
class Template:
    """`user` is a text with the place `{text}` and, if wanted, `{labels}`: they are replaced by
    what stands for them, and nothing in it is worked out. `system` may be empty."""

    system: str
    user: str

    def __post_init__(self) -> None:
        """Raises AppError where the text has no place, or more than one."""
        if self.user.count("{text}") != 1:
            raise AppError("template_places")

    def filled(self, text: str, labels: str) -> str:
        """The user's part. What is put in is never looked at for places again."""
        held = {"{text}": text, "{labels}": labels}
        return "".join(held.get(part, part) for part in PLACES.split(self.user))


def usual_template(kind: Kind) -> Template:
    """The template of the product for this kind: shown to the user, who may write another."""
    return Template(kind.system, kind.user)
