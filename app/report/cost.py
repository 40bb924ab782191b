"""Section I: which models to begin with, and what both ways would cost on the document's day."""

from datetime import datetime

from app.charts.break_even import break_even_picture
from app.decision.cost import Cost, task_cost
from app.decision.cost_document import cost_document
from app.decision.cost_words import payback_text, range_text
from app.decision.shortlist import Needs, needs_of, shortlist, suggested
from app.decision.shortlist_document import price_line, shortlist_document
from app.report.terms import Subject
from app.report.types import Block, Drawing, Heading, Paragraph, Points, Table


def models_and_cost(subject: Subject, moment: datetime) -> tuple[Block, ...]:
    """List prices alone: a contract of the author's is nobody else's to read."""
    found = subject.found
    needs = needs_of(subject.profile, found.possible, found.choice.approach)
    cost = task_cost(subject.guide.models, subject.profile, needs, on=moment.date())
    return (
        *_models(subject, needs),
        Heading(subject.say("report.what_it_costs")),
        *_cost(subject, cost),
    )


def _models(subject: Subject, needs: Needs) -> tuple[Block, ...]:
    models, say = subject.guide.models, subject.say
    few = suggested(models, shortlist(models, needs), needs)
    if not few:
        return (Paragraph(say("report.no_models")),)
    rows = []
    for model in shortlist_document(models, few, needs, subject.language):
        price = price_line(model["price"], subject.language) if model["price"] else "–"
        checks = [reason["text"] for reason in model["reasons"] if reason["verdict"] == "check"]
        why = say("report.space").join([model["why"], *checks])
        name = say("report.model_of", model=model["name"], maker=model["organisation"])
        licence, note = model["licence_name"], model["licence_note"]
        if note:
            licence = say("report.licence_note", licence=licence, note=note)
        rows.append((name, licence, why, price))
    heads = ("report.model", "report.licence", "report.why", "report.price")
    return (
        Paragraph(say("report.models_intro", date=models.snapshot)),
        Table(tuple(map(say, heads)), (2.4, 2.2, 5, 2.6), tuple(rows)),
    )


def _cost(subject: Subject, cost: Cost) -> tuple[Block, ...]:
    models, say, language = subject.guide.models, subject.say, subject.language
    document = cost_document(models, subject.profile, cost, language)
    blocks: list[Block] = [Paragraph(document["summary"], strong=True)]
    if payback := payback_text(document, language):
        blocks.append(Paragraph(payback))
    picture = break_even_picture(models, cost, language)
    if picture is not None:
        blocks.append(Drawing(picture))
    rows = tuple(
        (
            option["name"],
            f"{option['price']['input']:g} / {option['price']['output']:g}",
            option["date"],
            range_text({end: 1000 * option["per_call"][end] for end in ("low", "high")}),
            range_text(option["monthly"]) if option["monthly"] else "–",
        )
        for option in document["prompting"]
    )
    heads = ("report.model", "report.price_pair", "report.price_day", "report.thousand_calls")
    titles = (*map(say, heads), say("report.a_month"))
    blocks.append(Table(titles, (3, 1.8, 1.6, 2, 2), rows))
    prices = [models.model[option.price.model].price for option in cost.options]
    names = dict.fromkeys(name for price in prices if price for name in price.sources)
    sources = "; ".join(models.source[name].title for name in names)
    blocks.append(Paragraph(say("models.price_source", sources=sources)))
    terms = [_term(subject, term) for term in document["terms"]]
    blocks.append(Paragraph(say("cost.figures")))
    blocks.append(Points(tuple(terms)))
    blocks.append(Points((*document["warnings"], document["left_out"])))
    return tuple(blocks)


def _term(subject: Subject, term: dict[str, object]) -> str:
    low, high = (f"{term[end]:,.10g}" for end in ("low", "high"))
    origin = subject.say(f"cost.{term['origin']}")
    if term["source"]:
        origin = subject.say("cost.dated", origin=origin, day=term["date"], source=term["source"])
    value = low if low == high else f"{low}–{high}"
    return subject.say("cost.term", name=term["name"], value=value, origin=origin)
