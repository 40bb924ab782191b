"""Models: the boxes of the survey's tree, its licence table, today's shortlist, rules of thumb."""

from collections.abc import Iterator

from app.decision.model_cards import licence_card, tree_card
from app.guide.models import Figure, LicenceRow, ModelSource, ShortlistModel, TreeModel
from app.reference.article import (
    Article,
    Block,
    Kind,
    Line,
    Ref,
    Strong,
    Web,
    small,
    text,
    titled,
)
from app.reference.writer import Writer


def articles(w: Writer) -> Iterator[Article]:
    models = w.guide.models
    yield from (_box(w, model) for model in models.tree)
    yield from (_licence(w, row) for row in models.licences)
    yield from (_today(w, model) for model in models.shortlist)
    yield from (_figure(w, figure) for figure in models.figures)
    yield from (_record(w, source) for source in models.sources)


def _box(w: Writer, model: TreeModel) -> Article:
    card = tree_card(w.guide.models, model, w.language)
    row = w.guide.models.licence_of.get(model.id)
    refs = (
        [w.ref(Kind.LICENCE, row.id, w.say("reference.licence_of", name=row.name))] if row else []
    )
    parent = w.guide.models.tree_model.get(model.parent)
    refs += [w.ref(Kind.MODEL, parent.id)] if parent else []
    refs += [
        w.ref(Kind.TODAY, other.id)
        for other in w.guide.models.shortlist
        if other.tree_model == model.id
    ]
    sources = (model.date_source, model.licence_source)
    return Article(
        Kind.MODEL,
        model.id,
        w.say("reference.kind_model"),
        card.title,
        (
            text(card.lead),
            *titled(w.say("reference.particulars"), _facts(w, card.facts)),
            *_records(w, tuple(name for name in sources if name)),
            *w.also("see_also", refs),
        ),
        w.citation(card.title),
        (model.name, model.box, model.organisation, model.arxiv or ""),
    )


def _licence(w: Writer, row: LicenceRow) -> Article:
    card = licence_card(w.guide.models, row, w.language)
    return Article(
        Kind.LICENCE,
        row.id,
        w.say("reference.kind_licence"),
        card.title,
        (
            text(card.lead),
            *titled(w.say("reference.particulars"), _facts(w, card.facts[:-1])),  # sources: below
            *_records(w, row.sources),
            *w.also("see_also", (w.ref(Kind.MODEL, name) for name in row.tree_models)),
        ),
        w.citation(card.title),
        (row.name, row.organisation, row.then.licence, row.now.licence),
    )


def _today(w: Writer, model: ShortlistModel) -> Article:
    note = [text(w.to(model.note))] if model.note else []
    facts = [
        (Strong(w.say("reference.fact", name=w.say("tree.fact_maker"))), model.organisation),
        (Strong(w.say("reference.fact", name=w.say("tree.fact_licence"))), model.licence),
    ]
    if model.languages:
        name = w.say("reference.fact", name=w.say("tree.fact_languages"))
        facts.append((Strong(name), w.to(model.languages)))
    names = tuple(dict.fromkeys(n for sources in model.sources.values() for n in sources))
    box = [w.ref(Kind.MODEL, model.tree_model)] if model.tree_model else []
    return Article(
        Kind.TODAY,
        model.id,
        w.say("reference.today_over", day=w.guide.models.snapshot.isoformat()),
        model.name,
        (
            text(w.to(model.why)),
            *note,
            *titled(w.say("reference.particulars"), facts),
            small(w.say("reference.prices_there")),
            *_records(w, names),
            *w.also("see_also", box),
        ),
        w.citation(model.name),
        (model.organisation, model.licence),
    )


def _figure(w: Writer, figure: Figure) -> Article:
    low, high = f"{figure.low:g}", f"{figure.high:g}"
    unit = w.say(f"reference.unit_{figure.unit}")
    key = "reference.exactly" if low == high else "reference.range"
    return Article(
        Kind.FIGURE,
        figure.id,
        w.say("reference.figure_over", day=figure.date.isoformat()),
        w.to(figure.text),
        (
            text(Strong(w.say(key, low=low, high=high, unit=unit))),
            *_records(w, figure.sources),
        ),
        w.citation(w.to(figure.text)),
        (figure.id,),
    )


def _record(w: Writer, source: ModelSource) -> Article:
    facts: list[Line] = [
        (Strong(w.say("reference.fact_state")), source.snapshot),
        (Strong(w.say("reference.fact_basis")), w.say(f"reference.record_{source.kind}")),
    ]
    if source.url:
        facts.append((Strong(w.say("reference.fact_address")), Web(source.url)))
    return Article(
        Kind.RECORD,
        source.id,
        w.say("reference.kind_record"),
        source.title,
        (*titled(w.say("reference.particulars"), facts),),
        f"{source.title}. {source.snapshot}. {source.url}".rstrip(". "),
    )


def _facts(w: Writer, facts: tuple[tuple[str, str], ...]) -> list[Line]:
    return [(Strong(w.say("reference.fact", name=name)), said) for name, said in facts]


def _records(w: Writer, sources: tuple[str, ...]) -> tuple[Block, ...]:
    refs: list[Ref] = [w.ref(Kind.RECORD, name) for name in dict.fromkeys(sources)]
    return w.also("from_records", refs)
