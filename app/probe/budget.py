"""What a run may spend, checked before every request: dollars, calls, minutes. Pure.

A request is reckoned at its worst (the longest prompt that its text can make, the longest answer)
until it has ended; so spent + under way + this one never passes the cap.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from app.probe.tokens import about_tokens, most_tokens
from app.probe.types import Answer, OutcomeClass

UNSURE: Final = 2.0  # what goes with every text may take more tokens than by the rule
SURE: Final = 1.1  # and what was measured on ENOUGH answers may be out by this factor
ENOUGH: Final = 3
UNLIMITED: Final = 4096  # tokens of an answer where an endpoint takes no limit
FREE: Final = {  # the endpoint did no work for these
    OutcomeClass.RATE_LIMITED,
    OutcomeClass.SERVER_ERROR,
    OutcomeClass.TLS,
    OutcomeClass.QUOTA,
    OutcomeClass.AUTH,
    OutcomeClass.CONTEXT_OVERFLOW,
}


@dataclass(frozen=True, slots=True)
class Price:
    """US dollars for one million tokens."""

    prompt: float
    completion: float

    def of(self, prompt: float, completion: float) -> float:
        return (prompt * self.prompt + completion * self.completion) / 1e6


@dataclass(frozen=True, slots=True)
class Caps:
    """What must not be passed; None is no cap. `cost` needs a price."""

    cost: float | None = None
    calls: int | None = None
    seconds: float | None = None


class Budget:
    """One purse, for one run or several after each other; used on the collecting thread only."""

    def __init__(self, caps: Caps = Caps(), price: Price | None = None) -> None:
        if caps.cost is not None and price is None:
            raise ValueError("a cap on cost needs a price")
        self.caps, self.price = caps, price
        self._overhead, self._longest = 0.0, UNLIMITED
        self.calls = 0
        self.spent = 0.0  # dollars
        self.seconds = 0.0  # of the runs that have ended; what was paused is in none of them
        self._under_way = 0.0
        self._answers = 0
        self._prompt = self._ruled = self._completion = 0.0
        self._steepest = 0.0

    def ask_by(self, facts: Mapping[str, Any]) -> None:
        """From now on requests are those of the asker with these facts: they tell the tokens that
        go with every text and those that an answer may have."""
        self._overhead = float(facts.get("about_tokens_beside_the_text", 0.0))
        longest = facts.get("max_tokens") or facts.get("max_completion_tokens") or UNLIMITED
        self._longest = int(longest)
        self._answers = 0
        self._prompt = self._ruled = self._completion = self._steepest = 0.0

    def stops(self, text: str, seconds: float) -> str:
        """The cap that one more request for `text` would pass, or "". The run that goes on has
        taken `seconds` so far."""
        if self.caps.seconds is not None and self.seconds + seconds >= self.caps.seconds:
            return "minutes"
        if self.caps.calls is not None and self.calls >= self.caps.calls:
            return "calls"
        if self.caps.cost is not None:
            worst = self.spent + self._under_way + self.worst(text)
            return "cost" if worst > self.caps.cost else ""
        return ""

    def begin(self, text: str) -> float:
        """A request for `text` starts; hand what this answers to `end`."""
        reserved = self.worst(text)
        self.calls += 1
        self._under_way += reserved
        return reserved

    def end(self, text: str, reserved: float, answer: Answer) -> None:
        self._under_way -= reserved
        if answer.prompt_tokens:
            ruled = self._rule(text)
            self._answers += 1
            self._prompt += answer.prompt_tokens
            self._completion += answer.completion_tokens
            self._ruled += ruled
            self._steepest = max(self._steepest, answer.prompt_tokens / ruled)
            if self.price:
                self.spent += self.price.of(answer.prompt_tokens, answer.completion_tokens)
        elif answer.outcome not in FREE:  # it may have worked and charge for it
            self.spent += reserved

    def worst(self, text: str) -> float:
        """Dollars that one request for `text` can cost at the most; 0 without a price."""
        if self.price is None:
            return 0.0
        if self._answers >= ENOUGH:
            return self.price.of(SURE * self._steepest * self._rule(text), self._longest)
        return self.price.of(UNSURE * self._overhead + most_tokens(text), self._longest)

    def projected(self, texts: list[str]) -> float | None:
        """Dollars that asking for `texts` will most likely cost, going by the answers so far.

        None without a price or before enough answers.
        """
        if self.price is None or self._answers < ENOUGH:
            return None
        prompt = self._prompt / self._ruled * sum(map(self._rule, texts))
        return self.price.of(prompt, len(texts) * self._completion / self._answers)

    def _rule(self, text: str) -> float:
        return max(1.0, self._overhead + about_tokens(text))
