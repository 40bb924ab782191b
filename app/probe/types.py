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
    detail: str = ""  # what came back where it was more than the answer, shortened; never the key
    retry_after: float | None = Field(default=None, exclude=True)  # seconds it asks to wait
    served_by: str = Field(default="", exclude=True)  # the model and build that say they answered


class Prediction(_Value):
    """What the model answered for one example. `answer` is None where no label came back."""

    id: str
    label: str
    answer: str | None
    baseline: str | None = None  # what a small model said that had not seen the example
    outcome: OutcomeClass
    latency_ms: float | None = None
    prompt_tokens: int = 0
    completion_tokens: int = 0
    detail: str = ""  # what came back where it was more than the answer, shortened; never the key
    score: float | None = None  # in [0, 1]; None: 1 where the answer is the label, else 0


class Interval(_Value):
    """A share with its 95 % interval; all three lie in [0, 1]."""

    value: float
    low: float
    high: float


class Difference(_Value):
    """One share minus another on the same items, with its 95 % interval; all in [-1, 1]."""

    value: float
    low: float
    high: float


class LabelFigures(_Value):
    """How one label fared. `n` examples have it; below 10 nothing is claimed about it."""

    label: str
    n: int
    recall: Interval | None  # of those that have the label, the share that was found
    precision: Interval | None  # of those that were given the label, the share that has it


class Confusion(_Value):
    """`counts[i][j]`: examples of label i answered with label j; last column: no label at all."""

    labels: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]


class Comparison(_Value):
    """The model against something else on the same items.

    `p` is two-sided (mid-p McNemar; a clustered t test where examples belong together),
    `p_holm` the same after Holm's correction for all comparisons of the result.
    """

    against: str
    accuracy: Interval  # of the other
    difference: Difference  # the model minus the other
    only_model: int  # items that the model alone got right
    only_other: int
    p: float
    p_holm: float


class Clusters(_Value):
    """Examples that belong together count as less than as many. `design_effect` ≥ 1 tells by
    what factor; intervals and tests are widened by it."""

    kind: str  # "column" or "near_duplicates"
    groups: int
    design_effect: float


class CurvePoint(_Value):
    """Share right of the small model after training on `labels` examples."""

    labels: int
    value: float
    low: float
    high: float


class Crossover(_Value):
    """The number of labels at which the small model overtakes the large one.

    `value`, `low` and `high` are the median and the 80 % range in labels, two digits; None beyond
    three times `today`, where nothing can be said. The three probabilities are shares of draws.
    """

    category: str  # already, inside, within_three, beyond_now, beyond_three, unclear
    today: int  # labels there are
    value: int | None
    low: int | None
    high: int | None
    within_today: float
    within_three: float
    never: float


class Curve(_Value):
    """The learning curve of the small model on the items that were asked.

    `continued`: where the fitted forms lead, up to three times the labels there are, with the
    95 % range of all of them.
    """

    learner: str
    points: tuple[CurvePoint, ...]
    continued: tuple[CurvePoint, ...]
    repeats: int


class Calibration(_Value):
    """Which correction the label scores got, and how far the stated probabilities hold.

    `ece` (10 bins of equal count) and `brier` only from 200 examples on.
    """

    way: str  # none, batch or content_free
    chosen_on: int  # examples on which it was chosen; 0: the usual way, without a choice
    ece: float | None = None
    brier: float | None = None


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


class Yardstick(_Value):
    """The model beside the best of a few simple ways on the same items, where answers are no
    labels. All by the kind's scores from 0 to 1; `way` is a name in `app.probe.simple_ways`."""

    way: str
    trained_on: int
    model: Interval
    simple: Interval
    difference: Difference  # the model minus the simple way
    p: float


class Repeat(_Value):
    """`n` examples were asked again in the same words; `changed` answers came out otherwise."""

    n: int
    changed: int
    share: Interval  # of answers that change


class ProbeResult(_Value):
    """One probe, complete: it can be checked again from `predictions` and `manifest` alone."""

    n: int
    accuracy: Interval | None  # None when nothing was scored
    macro_f1: Interval | None
    majority: float | None  # share of the most frequent label among the n
    baseline: Interval | None
    crossover: Crossover | None = None
    curve: Curve | None = None
    balanced_accuracy: Interval | None = None
    floor: Difference | None = None  # the model minus always giving the most frequent label
    comparisons: tuple[Comparison, ...] = ()
    per_label: tuple[LabelFigures, ...] = ()
    confusion: Confusion | None = None
    clusters: Clusters | None = None
    calibration: Calibration | None = None
    target: float | None = None  # the share right that the user calls good enough
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
    repeat: Repeat | None = None  # None: nothing was asked again
    yardstick: Yardstick | None = None  # only where answers are no labels
