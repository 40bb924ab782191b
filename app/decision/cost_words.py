"""The cost of both ways in words: sentences, amounts, and every price with its day and source."""

from typing import Any

from app.decision.cost import Cost
from app.decision.prices import OLD_DAYS, TokenPrice
from app.decision.profile import Profile
from app.guide.models import Catalogue
from app.words import Language, say


def cost_summary(catalogue: Catalogue, cost: Cost, language: Language) -> str:
    """One sentence: from how many calls on training is the cheaper way."""
    if cost.chosen is None or cost.break_even is None:
        return say(language, "cost.no_service")
    values = {"model": model_name(catalogue, cost.chosen.price.model), "months": cost.months}
    early, late = cost.break_even.early, cost.break_even.late
    if early is None:
        return say(language, "cost.never", **values)
    if late is None:
        return say(language, "cost.perhaps", early=calls_text(early), **values)
    return say(language, "cost.between", early=calls_text(early), late=calls_text(late), **values)


def cost_warnings(
    catalogue: Catalogue, profile: Profile, cost: Cost, language: Language
) -> list[str]:
    """Old prices, changed prices, prices about to change, and a budget that does not hold."""
    said = [] if cost.suits else [say(language, "cost.orientation")]
    old = [option.price for option in cost.options if option.price.old]
    if old:
        first = min(old, key=lambda price: price.day)
        said.append(
            say(
                language,
                "cost.old",
                n=len(old),
                limit=OLD_DAYS,
                model=model_name(catalogue, first.model),
                day=first.day,
                days=first.days_old,
            )
        )
    for option in cost.options:
        price = option.price
        values = {"model": model_name(catalogue, price.model), "day": price.day}
        if price.changed:
            said.append(say(language, "cost.changed", **values))
        if price.next is not None:
            said.append(say(language, "cost.will_change", next=price.next, **values))
    budget, chosen = profile.limits.monthly_budget, cost.chosen
    if budget is not None and chosen and chosen.monthly and chosen.monthly.high > budget:
        said.append(
            say(
                language,
                "cost.over_budget",
                model=model_name(catalogue, chosen.price.model),
                high=money(chosen.monthly.high),
                budget=money(budget),
            )
        )
    return said


def price_source(catalogue: Catalogue, price: TokenPrice, language: Language) -> str:
    """Where a price was read, for the line under it."""
    if price.own:
        return say(language, "cost.own_price")
    listed = catalogue.model[price.model].price
    assert listed
    return "; ".join(catalogue.source[name].title for name in listed.sources)


def model_name(catalogue: Catalogue, name: str) -> str:
    """A model of the shortlist by its name; the user's own by what they call it."""
    model = catalogue.model.get(name)
    return model.name if model else name


def money(amount: float) -> str:
    """Dollars for reading: cents only where they matter, no more than three figures."""
    if amount >= 100:
        return f"{float(f'{amount:.3g}'):,.0f}"
    return f"{amount:.2f}" if amount >= 0.1 or amount == 0 else f"{amount:.2g}"


def calls_text(calls: float) -> str:
    return f"{round(float(f'{calls:.2g}')):,}"


def range_text(value: dict[str, float]) -> str:
    low, high = money(value["low"]), money(value["high"])
    return low if low == high else f"{low}–{high}"


def price_text(option: dict[str, Any], language: Language) -> str:
    """A price with its day and source, as it is shown everywhere."""
    text = say(
        language,
        "cost.price_line",
        input=f"{option['price']['input']:g}",
        output=f"{option['price']['output']:g}",
        origin=say(language, f"cost.{option['origin']}"),
        day=option["date"],
        source=option["source"],
    )
    return say(language, "models.space").join(filter(None, (text, option["note"])))


def payback_text(document: dict[str, Any], language: Language) -> str:
    """When training has paid for itself; empty where the number of calls is not known."""
    payback = document["payback_months"]
    if payback is None:
        return ""
    calls = f"{document['calls_per_month']:,}"
    if payback["low"] is None:
        return say(language, "cost.payback_never", calls=calls)
    early = _months(payback["low"], language)
    if payback["high"] is None:
        return say(language, "cost.payback_perhaps", calls=calls, early=early)
    late = _months(payback["high"], language)
    return say(language, "cost.payback_between", calls=calls, early=early, late=late)


def _months(value: float, language: Language) -> str:
    if value < 1:
        return say(language, "cost.under_one")
    return say(language, "cost.number_of_months", months=f"{round(value):,}")
