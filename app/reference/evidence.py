"""Claims, why each is as certain as it is, and the works that all of it rests on."""

from collections.abc import Iterator

from app.decision.evidence import certainty_reason
from app.guide.types import Concern, Effect, Evidence, Grade, Source
from app.reference.article import Article, Kind, Line, Ref, Strong, Web, text, titled
from app.reference.writer import Writer


def articles(w: Writer) -> Iterator[Article]:
    yield from (_claim(w, claim) for claim in w.guide.evidence)
    for kind, grades in (("concern", w.guide.concerns), ("strength", w.guide.strengths)):
        yield from (_grade(w, kind, grade) for grade in grades)
    yield from (_source(w, source) for source in w.guide.sources)


def _claim(w: Writer, claim: Evidence) -> Article:
    title = w.to(claim.claim)
    where = w.arrow(claim.question, claim.reply) if claim.question and claim.reply else ""
    works = [w.guide.source[cite.source] for cite in (claim.cite, *claim.also)]
    return Article(
        Kind.CLAIM,
        claim.id,
        w.say("reference.claim_over", on=where or claim.bears_on),
        title,
        (
            text(*w.status(claim.status, claim.effect), w.favours(claim.favours)),
            text(w.certainty(claim.certainty), " ", certainty_reason(w.guide, claim, w.language)),
            *titled(w.say("reference.particulars"), _facts(w, claim)),
            *w.also("graded", _grades(w, claim)),
            *w.cites((claim.cite, *claim.also)),
            *w.also("others_disagree", _against(w, claim)),
            *w.also("bears_on", _links(w, claim)),
        ),
        w.citation(title, (claim.cite, *claim.also)),
        (*claim.datasets, *claim.models, *(f"{work.authors} {work.year}" for work in works)),
    )


def _facts(w: Writer, claim: Evidence) -> Iterator[Line]:
    if claim.figure:
        yield (Strong(w.say("reference.fact_figure")), w.to(claim.figure))
    if claim.datasets:
        yield (Strong(w.say("reference.fact_datasets")), w.joined(claim.datasets))
    if claim.models:
        yield (Strong(w.say("reference.fact_models")), *_models(w, claim))
    yield (Strong(w.say("reference.fact_section")), claim.bears_on)


def _models(w: Writer, claim: Evidence) -> Iterator[str | Ref]:
    """The models by name, those of the tree as links."""
    for place, name in enumerate(claim.models):
        if place:
            yield w.say("advice.comma")
        box = w.boxes.get(name.casefold())
        yield w.ref(Kind.MODEL, box, name) if box else name


def _against(w: Writer, claim: Evidence) -> Iterator[Ref]:
    """Of a disputed claim: what speaks for another side on the same tasks or the same arrow."""
    if Concern.DISPUTED not in claim.rated_down:
        return
    for other in w.guide.evidence:
        same = {*claim.tasks} & {*other.tasks} or (
            claim.question and (claim.question, claim.reply) == (other.question, other.reply)
        )
        disagrees = Concern.DISPUTED in other.rated_down or other.effect is Effect.OVERTURNS
        if same and disagrees and other.favours is not claim.favours:
            yield w.ref(Kind.CLAIM, other.id)


def _grades(w: Writer, claim: Evidence) -> Iterator[Ref]:
    return (w.ref(Kind.GRADE, grade) for grade in (*claim.rated_down, *claim.rated_up))


def _links(w: Writer, claim: Evidence) -> Iterator[Ref]:
    if claim.question and claim.reply:
        yield w.ref(Kind.QUESTION, claim.question, w.arrow(claim.question, claim.reply))
    yield from (w.ref(Kind.TASK, task) for task in claim.tasks)


def _grade(w: Writer, kind: str, grade: Grade) -> Article:
    title = w.to(grade.text)
    return Article(
        Kind.GRADE,
        grade.id,
        w.say(f"reference.grade_{kind}"),
        title,
        (text(w.say(f"reference.grade_{kind}_means")),),
        w.citation(title),
    )


def _source(w: Writer, source: Source) -> Article:
    parts: list[Line] = [
        (Strong(w.say("reference.fact_authors")), source.authors),
        (Strong(w.say("reference.fact_year")), str(source.year)),
        (Strong(w.say("reference.fact_where")), source.locator),
    ]
    if source.url:
        parts.append((Strong(w.say("reference.fact_address")), Web(source.url)))
    return Article(
        Kind.SOURCE,
        source.id,
        w.say("reference.source_over", authors=source.authors, year=source.year),
        source.title,
        (*titled(w.say("reference.particulars"), parts),),
        w.work(source),
        (source.authors, str(source.year), source.locator, source.id),
        w.say(
            "reference.source_listed", authors=source.authors, year=source.year, title=source.title
        ),
    )
