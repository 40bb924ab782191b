"""What a measurement would send, told before anything is sent. Pure: no request is made for it.

Tokens are reckoned by stated rules (`app.probe.tokens`) until answers have come; from then on
`Budget.projected` goes by what was counted.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from app.probe.budget import UNSURE, Price
from app.probe.compute import Cancel, Progress, on_rows
from app.probe.endpoint import Endpoint
from app.probe.packed import Packed, packed, unpacked
from app.probe.personal import rows_with_personal_data
from app.probe.question import Question, label_question
from app.probe.tokens import about_tokens, most_tokens
from app.probe.types import Example

WRAPPING: Final = 12  # tokens around the messages and around the label in an answer


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


def plan_apart(
    endpoint: Endpoint,
    examples: Sequence[Example],
    labels: Sequence[str],
    question: Question,
    price: Price | None,
    cancelled: Cancel,
) -> Plan:
    """`plan_of`, of many rows in another process: to look through them keeps a core busy for
    seconds. Raises Cancelled."""
    work = partial(_planned, endpoint, packed(examples), tuple(labels), question, price)
    return on_rows(work, len(examples), cancelled)


def _planned(
    endpoint: Endpoint,
    examples: Packed,
    labels: tuple[str, ...],
    question: Question,
    price: Price | None,
    _progress: Progress,
    _cancelled: Cancel,
) -> Plan:
    return plan_of(endpoint, unpacked(examples), labels, question, price)


def plan_of(
    endpoint: Endpoint,
    examples: Sequence[Example],
    labels: Sequence[str],
    question: Question | None = None,
    price: Price | None = None,
    *,
    shown: int = 3,
) -> Plan:
    """The plan for asking `endpoint` about all of `examples`; `question` is the longest one."""
    asked = question or label_question(labels)
    beside = WRAPPING + about_tokens(_words(asked, ""))
    prompt = len(examples) * beside + sum(about_tokens(one.text) for one in examples)
    written = max((about_tokens(asked.kind.written(one.label)) for one in examples), default=0.0)
    completion = len(examples) * (written + WRAPPING)
    longest = UNSURE * len(examples) * beside + sum(most_tokens(one.text) for one in examples)
    most = longest, len(examples) * asked.tokens
    distinct = dict.fromkeys((one.id, one.text) for one in examples)  # some are sent twice
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
        most=price.of(*most) if price else None,
        personal=rows_with_personal_data(text for _, text in distinct),
    )


def _words(question: Question, text: str) -> str:
    return "".join(message["content"] for message in question.messages(text))
