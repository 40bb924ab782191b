"""What a run goes by beside its examples: what is known already and what may be spent."""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Protocol

from app.probe.budget import Budget
from app.probe.compute import Compute, here
from app.probe.types import Answer, OutcomeClass

KEPT: Final = frozenset(  # the model's own doing: asking again would be answered alike
    {
        OutcomeClass.OK,
        OutcomeClass.OFF_LABEL,
        OutcomeClass.EMPTY,
        OutcomeClass.TRUNCATED,
        OutcomeClass.REFUSAL,
        OutcomeClass.CONTENT_FILTER,
        OutcomeClass.CONTEXT_OVERFLOW,
    }
)


class Journal(Protocol):
    """Answers that survive the program. Used on the collecting thread only."""

    @property
    def name(self) -> str:
        """What the store finds it by."""

    def seen(self, key: str) -> Answer | None:
        """The answer kept under `key`, by this run or one that was cut off."""

    def keep(self, key: str, answer: Answer) -> None:
        """Returns once it is on disk. Raises AppError where that cannot be."""

    def close(self) -> None: ...


@dataclass(slots=True)
class Tally:
    """What the run took beside the answers themselves; filled while it goes."""

    calls: int = 0
    resumed: int = 0  # answers that an earlier, interrupted run had got
    repeated: Counter[OutcomeClass] = field(default_factory=Counter)  # asked again after these
    most_at_once: int = 0
    served_by: set[str] = field(default_factory=set)  # models and builds that said they answered
    journals: list[str] = field(default_factory=list)  # names of those used
    stopped: str = ""  # why it ended early: an outcome class, or a cap: cost, calls, minutes

    @property
    def facts(self) -> Mapping[str, Any]:
        """For the manifest."""
        return {
            "calls": self.calls,
            "resumed": self.resumed,
            "asked_again": {kind.value: n for kind, n in sorted(self.repeated.items())},
            "most_at_once": self.most_at_once,
            "served_by": sorted(self.served_by),
            "stopped_by": self.stopped,
            "journals": list(self.journals),
        }


@dataclass(frozen=True, slots=True)
class Terms:
    """`journals` opens the one for everything that is asked in the way of an asker's facts; it is
    called, and the journal used and closed, on the collecting thread. `paused` holds new requests
    back while it is true; `answered` hears of every final answer (its place and the answer) there
    too. `compute` does what keeps a core busy for seconds beside the asking."""

    journals: Callable[[Mapping[str, Any]], Journal] | None = None
    budget: Budget = field(default_factory=Budget)
    paused: Callable[[], bool] = lambda: False
    answered: Callable[[int, Answer], None] = lambda place, answer: None
    compute: Compute = here
    tally: Tally = field(default_factory=Tally)

    @property
    def facts(self) -> Mapping[str, Any]:
        """For the manifest."""
        price, caps = self.budget.price, self.budget.caps
        return {
            **self.tally.facts,
            **({"price_in": price.prompt, "price_out": price.completion} if price else {}),
            "caps": {
                name: value
                for name, value in (
                    ("cost", caps.cost),
                    ("calls", caps.calls),
                    ("seconds", caps.seconds),
                )
                if value is not None
            },
        }

    @property
    def cost(self) -> float | None:
        """Dollars, requests without an answer included; None where no price is known."""
        return round(self.budget.spent, 6) if self.budget.price else None


def way_key(facts: Mapping[str, Any]) -> str:
    """One hash of everything that an answer depends on but the text: endpoint, model, its
    parameters, prompt, labels, versions. `facts` are those of the asker."""
    written = json.dumps(facts, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(written.encode("utf-8", "surrogatepass")).hexdigest()


def answer_key(way: str, text: str) -> str:
    """The key of one answer: the way of asking and the text, which itself is not written down."""
    return hashlib.sha256(f"{way}\n{text}".encode("utf-8", "surrogatepass")).hexdigest()
