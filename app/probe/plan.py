"""What a measurement would send, told before anything is sent. Pure: no request is made for it.

Tokens are reckoned by a stated rule (`about_tokens`) until answers have come; from then on
`Budget.projected` goes by what was counted.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from app.probe.budget import Price, about_tokens
from app.probe.endpoint import Endpoint
from app.probe.personal import rows_with_personal_data
from app.probe.prompt import chat_messages
from app.probe.types import Example

WRAPPING: Final = 12  # tokens around the messages and around the label in an answer
UNLIMITED: Final = 4096  # where an endpoint takes no limit
LONGEST: Final = 512  # tokens of an answer, unless the connection test finds that it needs more


@dataclass(frozen=True, slots=True)
class Plan:
    """`cost` is what it will most likely cost in dollars, `most` what it could at the very most;
    None without a price. `personal` counts the rows with each kind of personal data found."""

    host: str
    model: str
    consent: bool  # it leaves this computer, so somebody has to agree
    rows: int
    labels: tuple[str, ...]
    preview: tuple[Example, ...]
    prompt_tokens: float
    completion_tokens: float
    cost: float | None
    most: float | None
    personal: dict[str, int]


def plan_of(
    endpoint: Endpoint,
    examples: Sequence[Example],
    labels: Sequence[str],
    price: Price | None = None,
    *,
    shown: int = 3,
) -> Plan:
    """The plan for asking `endpoint` about all of `examples`."""
    prompt = len(examples) * overhead(labels) + sum(about_tokens(one.text) for one in examples)
    completion = len(examples) * (max(map(about_tokens, labels), default=0) + WRAPPING)
    return Plan(
        host=endpoint.host,
        model=endpoint.model,
        consent=not endpoint.on_this_computer,
        rows=len(examples),
        labels=tuple(labels),
        preview=tuple(examples[:shown]),
        prompt_tokens=prompt,
        completion_tokens=completion,
        cost=price.of(prompt, completion) if price else None,
        most=price.of(2 * prompt, len(examples) * LONGEST) if price else None,
        personal=rows_with_personal_data(one.text for one in examples),
    )


def overhead(labels: Sequence[str]) -> float:
    """Tokens that go with every text: instruction, labels, and what wraps them."""
    sent = "".join(message["content"] for message in chat_messages("", labels))
    return about_tokens(sent) + WRAPPING


def longest_answer(facts: Mapping[str, Any]) -> int:
    """Tokens that an answer may have, by the facts of the asker."""
    return int(facts.get("max_tokens") or facts.get("max_completion_tokens") or UNLIMITED)
