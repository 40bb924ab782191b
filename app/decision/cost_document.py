"""The cost of both ways as a JSON document: figures, where each comes from, and warnings."""

from typing import Any, Final

from app.decision.cost import Cost, Meeting, Prompting, Term
from app.decision.cost_words import cost_summary, cost_warnings, model_name, price_source
from app.decision.profile import Profile
from app.decision.ranges import Range
from app.guide.models import Catalogue, Figure, SourceKind
from app.words import Language, say

FIGURES: Final = 4  # significant ones; more would pretend to know


def cost_document(
    catalogue: Catalogue, profile: Profile, cost: Cost, language: Language
) -> dict[str, Any]:
    """All of it, in US dollars. Texts are in `language`; no price without day and source."""
    return {
        "currency": catalogue.currency,
        "calls_per_month": cost.calls,
        "months": cost.months,
        "suits": cost.suits,
        "prompting": [_prompting(catalogue, option, language) for option in cost.options],
        "compared_with": cost.chosen and cost.chosen.price.model,
        "training": {
            "once": _range(cost.training.once),
            "monthly": None if cost.calls is None else _range(cost.training.monthly(cost.calls)),
            "monthly_one_machine": _range(cost.training.hosting + cost.training.upkeep),
        },
        "break_even_calls": _meeting(cost.break_even),
        "payback_months": _meeting(cost.payback),
        "summary": cost_summary(catalogue, cost, language),
        "terms": [_term(catalogue, term, language) for term in cost.terms],
        "warnings": cost_warnings(catalogue, profile, cost, language),
        "left_out": say(language, "cost.left_out"),
    }


def _prompting(catalogue: Catalogue, option: Prompting, language: Language) -> dict[str, Any]:
    model = catalogue.model.get(option.price.model)
    listed = model.price if model and not option.price.own else None
    note = listed.note if listed else None
    return {
        "model": option.price.model,
        "name": model_name(catalogue, option.price.model),
        "price": {"input": option.price.input, "output": option.price.output},
        "date": option.price.day.isoformat(),
        "source": price_source(catalogue, option.price, language),
        "origin": "yours" if option.price.own else "list",
        "note": note.to(language) if note else None,
        "per_call": _range(option.per_call),
        "monthly": option.monthly and _range(option.monthly),
    }


def _term(catalogue: Catalogue, term: Term, language: Language) -> dict[str, Any]:
    figure = catalogue.figure.get(term.figure)
    return {
        "id": term.name,
        "name": say(language, f"cost.term_{term.name}"),
        **_range(term.value),
        "origin": term.origin,
        "text": figure and figure.text.to(language),
        "date": figure and figure.date.isoformat(),
        "source": figure and figure_source(catalogue, figure, language),
    }


def figure_source(catalogue: Catalogue, figure: Figure, language: Language) -> str:
    """Where a figure comes from; a rule of thumb of ours is called that."""
    return "; ".join(
        say(language, "cost.rule_of_thumb") if source.kind is SourceKind.OURS else source.title
        for source in (catalogue.source[name] for name in figure.sources)
    )


def _range(value: Range) -> dict[str, float]:
    return {"low": _rounded(value.low), "high": _rounded(value.high)}


def _meeting(value: Meeting | None) -> dict[str, float | None] | None:
    """`late` null: not in every case; both null: never."""
    if value is None:
        return None
    return {
        "low": None if value.early is None else _rounded(value.early),
        "high": None if value.late is None else _rounded(value.late),
    }


def _rounded(value: float) -> float:
    return float(f"{value:.{FIGURES}g}")
