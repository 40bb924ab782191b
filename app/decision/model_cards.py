"""What a card says of a model: of the tree, of the licence table, of the shortlist. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from app.decision.shortlist_document import licence_text, price_line
from app.guide.models import Catalogue, LicenceRow, TreeModel
from app.words import Language, say

MARKS: Final = {
    "in": "✓",
    "check": "!",
    "out": "✕",
}  # beside the word, so that no colour is needed


@dataclass(frozen=True, slots=True)
class Card:
    """`facts` are (name, text) pairs in the order they are read."""

    title: str
    lead: str
    facts: tuple[tuple[str, str], ...]


def tree_card(catalogue: Catalogue, model: TreeModel, language: Language) -> Card:
    """Maker, date, size, licence, lineage and what it is."""

    def facts() -> Iterator[tuple[str, str]]:
        makers = (model.organisation, *model.together_with)
        yield "maker", joined(makers, language)
        yield "released", _released(catalogue, model, language)
        yield "branch", catalogue.branch[model.branch].name.to(language)
        yield "openness", say(language, "tree.says_open" if model.open else "tree.says_closed")
        if model.parameters:
            sparse = say(language, "tree.sparse") if model.sparse else ""
            yield "parameters", f"{model.parameters}{sparse}"
        yield "licence", _licence(catalogue, model, language)
        yield "lineage", _lineage(catalogue, model, language)
        grown = [other.name for other in catalogue.tree if other.parent == model.id]
        if grown:
            yield "descendants", joined(grown, language)
        today = [other.name for other in catalogue.shortlist if other.tree_model == model.id]
        if today:
            yield "today", joined(today, language)
        if model.paper:
            arxiv = f" (arXiv:{model.arxiv})" if model.arxiv else ""
            yield "paper", f"{model.paper}{arxiv}"
        yield "figure", joined(model.figure_versions, language)
        if model.note:
            yield "note", model.note.to(language)

    return Card(model.name, model.description.to(language), _named(facts(), language))


def licence_card(catalogue: Catalogue, row: LicenceRow, language: Language) -> Card:
    """The row of 2023 beside what holds now, with its sources."""

    def facts() -> Iterator[tuple[str, str]]:
        yield "maker", row.organisation
        if row.built_on:
            yield "built_on", next(r.name for r in catalogue.licences if r.id == row.built_on)
        yield "then", _use(row.then.licence, row.then.commercial, language)
        if row.then.restrictions:
            yield "restrictions", row.then.restrictions.to(language)
        yield "data", f"{row.then.corpus} ({row.then.data_licence})"
        yield "now", _use(row.now.licence, row.now.commercial, language)
        if row.correction:
            yield "correction", row.correction.to(language)
        others = [name for name in row.sources if name != "survey"]
        if not others:
            yield "note", say(language, "tree.not_rechecked")
        elif not catalogue.verified(tuple(others)):
            yield "note", say(language, "tree.second_hand")
        yield "sources", "; ".join(catalogue.source[name].title for name in row.sources)

    status = say(language, f"tree.status_{row.status}")
    return Card(row.name, status, _named(facts(), language))


def shortlist_card(model: dict[str, Any], language: Language) -> Card:
    """A model of the shortlist from its document: why in or out, facts, price with its day."""

    def facts() -> Iterator[tuple[str, str | None]]:
        yield "maker", model["organisation"]
        yield "released", model["released"] or say(language, "tree.unknown")
        commercial = say(language, f"tree.commercial_{model['commercial']}")
        yield "licence", say(language, "tree.use", licence=model["licence_name"], use=commercial)
        yield "restrictions", model["licence_note"]
        yield "parameters", model["parameters_b"] and size_text(model["parameters_b"])
        context = model["context_tokens"]
        yield "context", context and say(language, "tree.tokens", n=f"{context:,}")
        yield "languages", model["languages"]
        for need in model["memory"]:
            low, high = f"{need['low_gb']:g}", f"{need['high_gb']:g}"
            yield need["precision"], say(language, "tree.gigabytes", low=low, high=high)
        yield "price", model["price"] and price_text(model["price"], language)
        yield "note", model["note"]
        yield "unverified", model["unverified_text"]
        yield "sources", "; ".join(model["sources"])

    reasons = [(reason["verdict"], reason["text"]) for reason in model["reasons"]]
    known = ((name, text) for name, text in facts() if text)
    marked = tuple(
        (f"{MARKS[reason['verdict']]} {name}", text)
        for reason, (name, text) in zip(
            model["reasons"], _named(iter(reasons), language), strict=True
        )
    )
    return Card(model["name"], model["why"], (*marked, *_named(known, language)))


def price_text(price: dict[str, Any], language: Language) -> str:
    """A list price with its day, source, change and note: never the figure alone."""
    said = [price_line(price, language)]
    if change := price["change"]:
        said.append(
            say(
                language,
                "tree.price_change",
                day=change["from"],
                input=f"{change['input']:g}",
                output=f"{change['output']:g}",
            )
        )
    if price["note"]:
        said.append(price["note"])
    said.append(say(language, "models.price_source", sources="; ".join(price["sources"])))
    return "\n".join(said)


def size_text(billions: float) -> str:
    """Parameters as people write them: 7B, 310M."""
    return f"{billions:g}B" if billions >= 1 else f"{1000 * billions:g}M"


def joined(parts: tuple[str, ...] | list[str], language: Language) -> str:
    return say(language, "models.comma").join(parts)


def _named(facts: Iterator[tuple[str, str]], language: Language) -> tuple[tuple[str, str], ...]:
    return tuple((say(language, f"tree.fact_{name}"), text) for name, text in facts)


def _released(catalogue: Catalogue, model: TreeModel, language: Language) -> str:
    if catalogue.date_verified(model):
        return model.released
    return say(language, "tree.uncertain", text=model.released)


def _licence(catalogue: Catalogue, model: TreeModel, language: Language) -> str:
    row = catalogue.licence_of.get(model.id)
    if row is not None:
        return _use(row.now.licence, row.now.commercial, language)
    if model.licence:
        return model.licence
    return say(language, "tree.licence_unchecked" if model.open else "tree.licence_closed")


def _use(licence: str, commercial: str, language: Language) -> str:
    return say(
        language,
        "tree.use",
        licence=licence_text(licence, language),
        use=say(language, f"tree.commercial_{commercial}"),
    )


def _lineage(catalogue: Catalogue, model: TreeModel, language: Language) -> str:
    """Where its line comes from, and whose weights it really continues."""
    above = catalogue.tree_model.get(model.parent)
    drawn = (
        say(language, "tree.from_model", name=above.name)
        if above
        else say(language, "tree.from_branch")
    )
    if model.derived_from:
        weights = catalogue.tree_model[model.derived_from].name
        rest = say(language, "tree.weights_of", name=weights)
    else:
        rest = say(language, "tree.own_weights")
    return say(language, "models.space").join((drawn, rest))
