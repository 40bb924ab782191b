"""What a model costs per token on a given day: its list price, or the user's own. Pure.

A price never travels without its day and its source, and says so when it is old or has changed.
"""

from dataclasses import dataclass
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field

from app.decision.ranges import Range
from app.guide.models import Day, ShortlistModel

OLD_DAYS: Final = 60  # list prices move often; after this a price has to be looked up again
MILLION: Final = 1_000_000

Dollars = Annotated[float, Field(ge=0, le=1e6, allow_inf_nan=False)]


class OwnPrice(BaseModel):
    """A price of the user's own contract, in US dollars for a million tokens."""

    model_config = ConfigDict(frozen=True, extra="allow")

    model: str  # id of the shortlist, or the user's own name for a model
    input: Dollars
    output: Dollars
    entered: Day


@dataclass(frozen=True, slots=True)
class TokenPrice:
    """What counts: dollars for a million tokens in and out, since `day`.

    `own` is the user's contract; `changed` an announced price that is in force by now; `next` the
    day from which another price is announced; `days_old` is None where no day was given.
    """

    model: str
    input: float
    output: float
    day: Day
    own: bool
    changed: bool = False
    next: Day | None = None
    days_old: int | None = None
    peak_factor: float = 1.0  # at the dearest time of day
    tier_from: int | None = None  # prompts this long cost `tier_input` and `tier_output`
    tier_input: float = 0.0
    tier_output: float = 0.0

    @property
    def old(self) -> bool:
        return self.days_old is not None and self.days_old > OLD_DAYS

    def call(self, tokens: Range, output: Range) -> Range:
        """Dollars for one call with that many tokens in and out."""
        high = self._at(tokens.high, output.high) * self.peak_factor
        return Range(self._at(tokens.low, output.low), high)

    def _at(self, tokens: float, output: float) -> float:
        tier = self.tier_from is not None and tokens >= self.tier_from
        price_in, price_out = (
            (self.tier_input, self.tier_output) if tier else (self.input, self.output)
        )
        return (tokens * price_in + output * price_out) / MILLION


def price_of(
    name: str, model: ShortlistModel | None, own: OwnPrice | None, on: Day | None
) -> TokenPrice | None:
    """The price that counts for a model on a day; the user's own goes before the list's."""
    if own is not None:
        age = (on - own.entered).days if on else None
        return TokenPrice(name, own.input, own.output, own.entered, own=True, days_old=age)
    if model is None or model.price is None:
        return None
    price, change = model.price, model.price.change
    changed = on is not None and change is not None and on >= change.start
    valid = change if changed and change else price
    day = change.start if changed and change else price.date
    return TokenPrice(
        model=name,
        input=valid.input,
        output=valid.output or 0.0,
        day=day,
        own=False,
        changed=changed,
        next=change.start if change and not changed else None,
        days_old=(on - price.date).days if on else None,
        peak_factor=price.peak_factor,
        tier_from=price.tier.from_tokens if price.tier and not changed else None,
        tier_input=price.tier.input if price.tier else 0.0,
        tier_output=price.tier.output if price.tier else 0.0,
    )
