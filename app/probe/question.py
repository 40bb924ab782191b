"""How a text is put to a model, and how its reply is read: kind, template, variant, examples.

The text of an example and the labels are data: nothing in them is filled in, opened or run.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from app.probe.kinds.classification import KIND as CLASSIFICATION
from app.probe.kinds.kind import Kind
from app.probe.kinds.replies import after_mark
from app.probe.prompt import sha256, without_thought
from app.probe.types import Example, OutcomeClass
from app.probe.variants import THINK, Template, Variant, usual_template

TOKENS: Final = 512  # of an answer
TOKENS_TO_REASON: Final = 2048  # of one that is thought through first


@dataclass(frozen=True, slots=True)
class Question:
    """`labels` are all there are, or what else stands in the template's `{labels}`. `shots` are
    solved examples shown before the text, never among those that are scored."""

    kind: Kind
    labels: tuple[str, ...]
    template: Template
    variant: Variant = Variant.ZERO_SHOT
    shots: tuple[Example, ...] = ()

    def messages(self, text: str) -> list[dict[str, str]]:
        """For a chat: a solved example is a turn of its own."""
        turns = [{"role": "system", "content": self.template.system}]
        for shot in self.shots:
            turns.append({"role": "user", "content": self._user(shot.text)})
            turns.append({"role": "assistant", "content": self.kind.written(shot.label)})
        turns.append({"role": "user", "content": self._user(text)})
        return [turn for turn in turns if turn["content"]]

    def continued(self, text: str) -> str:
        """For a model that continues a text; the answer is what comes next."""
        solved = "".join(
            f"{self._begun(shot.text)} {self.kind.written(shot.label)}\n\n" for shot in self.shots
        )
        return solved + self._begun(text)

    @property
    def schema(self) -> dict[str, Any] | None:
        """What an answer can be held to; None where it is free."""
        if self.variant is Variant.REASONING:
            return None
        return self.kind.schema(self.labels)

    @property
    def tokens(self) -> int:
        """The most that an answer may take."""
        return TOKENS_TO_REASON if self.variant is Variant.REASONING else TOKENS

    def read(self, reply: str) -> tuple[str | None, OutcomeClass]:
        """The answer that a reply states, and how the request ended: OK, OFF_LABEL or EMPTY."""
        reply = without_thought(reply).strip()
        if not reply:
            return None, OutcomeClass.EMPTY
        if self.variant is Variant.REASONING:
            reply = after_mark(reply) or reply
        answer = self.kind.read(reply, self.labels)
        return answer, OutcomeClass.OFF_LABEL if answer is None else OutcomeClass.OK

    @property
    def facts(self) -> Mapping[str, Any]:
        """For the manifest: what was asked, in full, and a hash of it."""
        prompt = f"{self.template.system}\n\n{self.template.user}".strip()
        if self.variant is Variant.REASONING:
            prompt += THINK
        shown = [f"{shot.text}\0{shot.label}" for shot in self.shots]
        return {
            "kind": self.kind.id,
            "variant": self.variant,
            "prompt": prompt,
            "prompt_sha256": sha256("\0".join([prompt, *shown])),
            "shots": [shot.id for shot in self.shots],
        }

    def _user(self, text: str) -> str:
        labels = self.labels
        listed = "\n".join(f"- {label}" for label in labels)
        if not self.kind.labelled or len(max(labels, key=len, default="")) == 1:
            listed = ", ".join(labels)  # letters of options, a scale
        user = self.template.filled(text, listed)
        return user + THINK if self.variant is Variant.REASONING else user

    def _begun(self, text: str) -> str:
        before, after = self.kind.completion.split("{text}")
        return before + text + after


def label_question(labels: Sequence[str]) -> Question:
    """Which of `labels` fits the text: the usual question."""
    return Question(CLASSIFICATION, tuple(labels), usual_template(CLASSIFICATION))
