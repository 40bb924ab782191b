"""A measurement and its parts, as kept in the database and printed as JSON."""

from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ConfigDict, Field


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True)


class Verdict(StrEnum):
    """What the measurement says about the recommendation. Never a change of it."""

    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"
    INCONCLUSIVE = "inconclusive"
    NOT_MEASURED = "not_measured"


class OutcomeClass(StrEnum):
    """How one request ended. Everything but OK counts as not right; none leaves the count.

    CANCELLED alone means that the row was never finished; `n` holds the rows that were.
    """

    OK = "ok"
    OFF_LABEL = "off_label"
    EMPTY = "empty"
    TRUNCATED = "truncated"
    REFUSAL = "refusal"
    CONTENT_FILTER = "content_filter"
    CONTEXT_OVERFLOW = "context_overflow"
    BAD_RESPONSE = "bad_response"
    TIMEOUT = "timeout"
    CONNECTION = "connection"
    TLS = "tls"
    RATE_LIMITED = "rate_limited"
    QUOTA = "quota"
    AUTH = "auth"
    SERVER_ERROR = "server_error"
    CANCELLED = "cancelled"


class Advice(StrEnum):
    """What the measurement is held against: the outcome of the user's profile, or that none is."""

    LLM = "llm"
    FINE_TUNED = "fine_tuned"
    NO_GOOD_FIT = "no_good_fit"
    OPEN = "open"
    NO_PROFILE = "no_profile"


class Example(_Value):
    """One labelled row of the user's file. `id` is its line or record number there, `label` the
    right answer, whatever the kind of task."""

    id: str
    text: str
    label: str
    group: str = ""  # whom or what it comes from, where several come from the same


class Answer(_Value):
    """How one request ended. `scores` are log-probabilities in the order of the labels, where the
    model was asked for them; the label is then found once all rows have been asked."""

    outcome: OutcomeClass
    label: str | None = None
    scores: tuple[float, ...] | None = None
    latency_ms: float | None = None
    prompt_tokens: int = 0
    completion_tokens: int = 0
    detail: str = ""  # what the endpoint said, shortened, never the key
    retry_after: float | None = Field(default=None, exclude=True)  # seconds it asks to wait
    served_by: str = Field(default="", exclude=True)  # the model and build that say they answered


class Prediction(_Value):
    """What the model answered for one example. `answer` is None where no label came back."""

    id: str
    label: str
    answer: str | None
    outcome: OutcomeClass
    latency_ms: float | None = None
    prompt_tokens: int = 0
    completion_tokens: int = 0
    detail: str = ""  # what the endpoint said, shortened, never the key
    score: float | None = None  # in [0, 1]; None: 1 where the answer is the label, else 0


class Interval(_Value):
    """A share with its 95 % interval; all three lie in [0, 1]."""

    value: float
    low: float
    high: float


class Measure(_Value):
    """A figure of a measurement with its 95 % interval, where there is one."""

    value: float
    low: float | None = None
    high: float | None = None


class Latency(_Value):
    p50: float
    p95: float


class Tokens(_Value):
    prompt: int
    completion: int


class ProbeResult(_Value):
    """One probe, complete: it can be checked again from `predictions` and `manifest` alone."""

    n: int
    accuracy: Interval | None  # None when nothing was scored
    macro_f1: Interval | None
    majority: float | None  # share of the most frequent label among the n
    baseline: Interval | None
    crossover: Any | None = None
    verdict: Verdict
    reason: str  # in English
    reason_key: str  # the same sentence in `resources/words/probe.toml`
    reason_values: dict[str, Any] = Field(default_factory=dict)
    outcomes: dict[OutcomeClass, int]
    latency_ms: Latency | None
    tokens: Tokens
    cost: float | None = None  # US dollars; None when the price is unknown
    device: str
    manifest: dict[str, Any]
    predictions: tuple[Prediction, ...]
    kind: str = "classification"  # of the task: a name in `app.probe.kinds.registry`
    metrics: dict[str, Measure] = Field(default_factory=dict)  # what else that kind is judged by
