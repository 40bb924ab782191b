"""What prompting and training would cost, month by month, and where the two meet. Pure.

    prompting = calls × (tokens in × price in + tokens out × price out)
    training  = labels × cost of one + computing, once; then machines and upkeep every month

Both are ranges. The user's figures go before list prices, and list prices before the rules of
thumb of the catalogue's figures; every term knows which it is. What both ways need alike (somebody
to build it, a test set) is left out on both sides.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from app.decision.case import writes_freely
from app.decision.prices import OwnPrice, TokenPrice, price_of
from app.decision.profile import Profile
from app.decision.ranges import Range, exactly
from app.decision.shortlist import Needs, services
from app.guide.models import Catalogue, Day

MONTHS: Final = 12  # the time over which what is paid once is spread


class Origin(StrEnum):
    YOURS = "yours"
    OURS = "ours"  # a figure of the catalogue, dated and with its source


@dataclass(frozen=True, slots=True)
class Term:
    """One figure of the sum; `figure` names it in the catalogue where it is ours."""

    name: str
    value: Range
    origin: Origin
    figure: str = ""


@dataclass(frozen=True, slots=True)
class Prompting:
    """One model's price in use. `monthly` is None where the number of calls is not known."""

    price: TokenPrice
    per_call: Range
    monthly: Range | None


@dataclass(frozen=True, slots=True)
class Training:
    """`once` is labels and computing; `monthly` machines and upkeep at the given calls."""

    once: Range
    upkeep: Range
    hosting: Range  # of one machine
    capacity: Range  # calls a month of one machine

    def monthly(self, calls: float) -> Range:
        """More machines where one is not enough; the larger capacity makes the lower cost."""
        return Range(
            self.hosting.low * max(1.0, calls / self.capacity.high) + self.upkeep.low,
            self.hosting.high * max(1.0, calls / self.capacity.low) + self.upkeep.high,
        )

    def over(self, calls: float, months: float) -> Range:
        """Everything spent until the end of a month."""
        return self.once + self.monthly(calls) * months


@dataclass(frozen=True, slots=True)
class Meeting:
    """From where training is the cheaper way. None in `early` or `late` means never."""

    early: float | None
    late: float | None


@dataclass(frozen=True, slots=True)
class Cost:
    calls: int | None  # a month
    months: int
    terms: tuple[Term, ...]
    options: tuple[Prompting, ...]  # by price
    chosen: Prompting | None  # what training is compared with; None where no service is priced
    training: Training
    break_even: Meeting | None  # calls a month
    payback: Meeting | None  # months, at the given calls
    suits: bool = True  # false: no service fits the limits, and prices are for orientation only


def find_cost(
    catalogue: Catalogue,
    profile: Profile,
    models: Sequence[str],
    *,
    chosen: str = "",
    own: Sequence[OwnPrice] = (),
    on: Day | None = None,
    months: int = MONTHS,
) -> Cost:
    """The two ways in dollars. `models` are services that suit; own prices always count.

    Without `chosen` training is compared with the user's own price if there is one, else with the
    middle one of the services. `on` is the day for which prices hold; without it, their own day.
    """
    terms = _terms(catalogue, profile)
    value = {term.name: term.value for term in terms}
    calls = profile.facts.monthly_volume
    contracts = {price.model: price for price in own}
    names = dict.fromkeys([*models, *contracts, *filter(None, (chosen,))])
    options = sorted(
        (
            _prompting(price, value, calls)
            for name in names
            if (price := _price(catalogue, name, contracts, on))
        ),
        key=lambda option: option.per_call.middle,
    )
    against = _against(options, chosen, contracts)
    training = _training(value)
    return Cost(
        calls=calls,
        months=months,
        terms=terms,
        options=tuple(options),
        chosen=against,
        training=training,
        break_even=_break_even(against.per_call, training, months) if against else None,
        payback=_payback(against, training, calls) if against else None,
    )


def task_cost(
    catalogue: Catalogue,
    profile: Profile,
    needs: Needs,
    *,
    chosen: str = "",
    own: Sequence[OwnPrice] = (),
    on: Day | None = None,
    months: int = MONTHS,
) -> Cost:
    """The two ways for a task. Where its limits leave no service, all of them are reckoned, and
    `suits` says that they are for orientation only."""
    fitting = services(catalogue, needs)
    models = fitting or services(catalogue, Needs())
    cost = find_cost(catalogue, profile, models, chosen=chosen, own=own, on=on, months=months)
    return replace(cost, suits=bool(fitting))


def _price(
    catalogue: Catalogue, name: str, contracts: Mapping[str, OwnPrice], on: Day | None
) -> TokenPrice | None:
    return price_of(name, catalogue.model.get(name), contracts.get(name), on)


def _prompting(price: TokenPrice, value: Mapping[str, Range], calls: int | None) -> Prompting:
    per_call = price.call(value["tokens_per_call"], value["output_tokens_per_call"])
    return Prompting(price, per_call, None if calls is None else per_call * calls)


def _against(
    options: Sequence[Prompting], chosen: str, contracts: Mapping[str, OwnPrice]
) -> Prompting | None:
    for wanted in filter(None, (chosen, *contracts)):
        for option in options:
            if option.price.model == wanted:
                return option
    return options[(len(options) - 1) // 2] if options else None


def _terms(catalogue: Catalogue, profile: Profile) -> tuple[Term, ...]:
    facts = profile.facts
    free_text = writes_freely(profile)
    figures = {
        "tokens_per_call": "tokens_per_call",
        "output_tokens_per_call": "output_tokens_text" if free_text else "output_tokens_label",
        "labels_needed": "labels_needed",
        "label_cost": "label_cost",
        "training_cost": "training_cost",
        "hosting_cost": "hosting_cost",
        "upkeep_share": "upkeep_share",
        "machine_capacity": "machine_capacity",
    }
    found = []
    for name, figure in figures.items():
        given = getattr(facts, name, None)
        rule = catalogue.figure[figure]
        found.append(
            Term(name, Range(rule.low, rule.high), Origin.OURS, figure)
            if given is None
            else Term(name, exactly(float(given)), Origin.YOURS)
        )
    if facts.labelled_examples is not None:
        found.append(Term("labels_there", exactly(facts.labelled_examples), Origin.YOURS))
    return tuple(found)


def _training(value: Mapping[str, Range]) -> Training:
    needed, there = value["labels_needed"], value.get("labels_there", exactly(0)).low
    missing = Range(max(0.0, needed.low - there), max(0.0, needed.high - there))
    once = missing * value["label_cost"] + value["training_cost"]
    renewed = needed * value["label_cost"] + value["training_cost"]  # labels grow old as well
    return Training(
        once=once,
        upkeep=renewed * value["upkeep_share"],
        hosting=value["hosting_cost"],
        capacity=value["machine_capacity"],
    )


def _break_even(per_call: Range, training: Training, months: int) -> Meeting:
    """The calls a month at which a month of each costs the same, `once` spread over `months`."""
    return Meeting(
        _meets(
            per_call.high,
            training.once.low / months + training.upkeep.low,
            training.hosting.low,
            training.capacity.high,
        ),
        _meets(
            per_call.low,
            training.once.high / months + training.upkeep.high,
            training.hosting.high,
            training.capacity.low,
        ),
    )


def _meets(per_call: float, fixed: float, hosting: float, capacity: float) -> float | None:
    """Solves calls × per_call = fixed + hosting × max(1, calls / capacity) for the calls."""
    if per_call <= 0:
        return None
    on_one = (fixed + hosting) / per_call
    if on_one <= capacity:
        return on_one
    left = per_call - hosting / capacity
    return fixed / left if left > 0 and fixed / left >= capacity else None


def _payback(against: Prompting, training: Training, calls: int | None) -> Meeting | None:
    """After how many months of use everything spent on training is won back."""
    if against.monthly is None or calls is None:
        return None
    own = training.monthly(calls)

    def months(once: float, saved: float) -> float | None:
        return once / saved if saved > 0 else None

    return Meeting(
        months(training.once.low, against.monthly.high - own.low),
        months(training.once.high, against.monthly.low - own.high),
    )
