"""`signpost cost PROFILE.json`: what prompting and training would cost, and where they meet."""

import argparse
import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from app.decision.cost import MONTHS, task_cost
from app.decision.cost_document import cost_document
from app.decision.cost_words import payback_text, price_text, range_text
from app.decision.prices import OwnPrice
from app.decision.profile import read_profile
from app.decision.recommend import recommend
from app.decision.shortlist import needs_of
from app.errors import AppError
from app.files import read_file
from app.guide.packs import guide_in_use
from app.paths import default_data_dir
from app.settings import load_settings
from app.words import Language, say

OWN = "contract"  # what a price given with the command is called when no model is named


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("profile", type=Path, help="profile file (JSON)")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    parser.add_argument("--lang", type=Language, choices=[*Language], default=Language.EN)
    parser.add_argument("--model", default="", help="compare with this model of the shortlist")
    parser.add_argument(
        "--price-in", type=float, metavar="USD", help="your price, million tokens in"
    )
    parser.add_argument("--price-out", type=float, metavar="USD", help="your price, million out")
    parser.add_argument("--calls", type=int, metavar="N", help="calls a month, not the profile's")
    parser.add_argument("--months", type=int, default=MONTHS, help="spread what is paid once over")
    parser.add_argument("--date", type=_day, help="the day prices hold for: ISO date")


def run(arguments: argparse.Namespace) -> int:
    guide, language = guide_in_use(arguments.data_dir or default_data_dir()).guide, arguments.lang
    profile = read_profile(read_file(arguments.profile), str(arguments.profile))
    if arguments.calls is not None:
        _check("calls", arguments.calls, 0)
        facts = profile.facts.model_copy(update={"monthly_volume": arguments.calls})
        profile = profile.model_copy(update={"facts": facts})
    _check("months", arguments.months, 1)
    today = arguments.date or datetime.now(UTC).date()
    own = _own_prices(arguments, today)
    known = {price.model for price in own} | guide.models.model.keys()
    if arguments.model and arguments.model not in known:
        raise AppError("model_unknown", name=arguments.model)
    found = recommend(guide, profile)
    needs = needs_of(profile, found.possible, found.choice.approach)
    cost = task_cost(
        guide.models,
        profile,
        needs,
        chosen=arguments.model,
        own=own,
        on=today,
        months=arguments.months,
    )
    document = cost_document(guide.models, profile, cost, language)
    if arguments.json:
        print(json.dumps(document, ensure_ascii=False, indent=2))
    else:
        print(_in_lines(document, language))
    return 0


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError("write a day such as 2026-11-24") from None


def _own_prices(arguments: argparse.Namespace, today: date) -> tuple[OwnPrice, ...]:
    """The price given with the command first, then those kept in the settings."""
    folder = arguments.data_dir or default_data_dir()
    kept = load_settings(folder).settings.prices
    if (arguments.price_in is None) is not (arguments.price_out is None):
        raise AppError("price_half")
    if arguments.price_in is None:
        return kept
    for name in ("price_in", "price_out"):
        _check(name.replace("_", "-"), getattr(arguments, name), 0)
    name = arguments.model or OWN
    given = OwnPrice(
        model=name, input=arguments.price_in, output=arguments.price_out, entered=today
    )
    return (given, *(price for price in kept if price.model != name))


def _check(name: str, number: float, least: int) -> None:
    if not least <= number <= 1e12:
        raise AppError("number_range", name=f"--{name}", number=number, least=least)


def _in_lines(document: dict[str, Any], language: Language) -> str:
    def said(phrase: str, **values: object) -> str:
        return say(language, f"cost.{phrase}", **values)

    lines = [said("head"), "", document["summary"]]
    payback = payback_text(document, language)
    lines += [payback] if payback else []
    lines += ["", said("prompting")]
    for option in document["prompting"]:
        thousand = {end: 1000 * option["per_call"][end] for end in ("low", "high")}
        spent = [said("per_call", range=range_text(thousand))]
        if option["monthly"]:
            spent.append(said("monthly", range=range_text(option["monthly"])))
        spoken = said("comma").join(spent)
        lines.append(f"  {said('named', name=option['name'], what=spoken)}")
        lines.append(f"    {price_text(option, language)}")
    training = document["training"]
    monthly = training["monthly"] or training["monthly_one_machine"]
    lines += ["", said("training")]
    lines.append(f"  {said('once', range=range_text(training['once']))}")
    lines.append(f"  {said('monthly', range=range_text(monthly))}")
    lines += ["", said("figures")]
    for term in document["terms"]:
        origin = said(term["origin"])
        if term["source"]:
            origin = said("dated", origin=origin, day=term["date"], source=term["source"])
        value = "–".join(dict.fromkeys(f"{term[end]:,.10g}" for end in ("low", "high")))
        lines.append(f"  {said('term', name=term['name'], value=value, origin=origin)}")
    lines += ["", document["left_out"], *(f"! {warning}" for warning in document["warnings"])]
    return "\n".join(lines)
