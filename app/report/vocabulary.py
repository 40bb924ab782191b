"""The words that the document uses, and every work that it rests on."""

from typing import Final

from app.guide.types import Citation
from app.report.backing import claims
from app.report.reading import conflicts_at, findings_shown
from app.report.terms import Subject
from app.report.types import Block, Field, Fields, Heading, Reference, References

TERMS: Final = (
    "guide",
    "outcome",
    "fork",
    "limit",
    "certainty",
    "approach",
    "label",
    "token",
    "probe",
    "baseline",
    "macro_f1",
    "interval",
    "break_even",
)


def words_and_sources(subject: Subject) -> tuple[Block, ...]:
    outcomes = [
        Field(name, subject.words(outcome.definition).removeprefix(name).lstrip(":：").strip())
        for outcome in subject.guide.outcomes
        for name in (subject.words(outcome.name),)
    ]
    ours = [
        Field(subject.say(f"report.term_{term}"), subject.say(f"report.means_{term}"))
        for term in TERMS
    ]
    return (
        Fields((*outcomes, *ours)),
        Heading(subject.say("report.sources")),
        sources(subject),
    )


def sources(subject: Subject) -> References:
    """Every work that something in this document rests on, once, in the guide's order."""
    guide, found = subject.guide, subject.found
    cites: list[Citation] = [Citation(source=guide.about.source)]
    cites += [cite for step in found.path for cite in guide.question[step.question].cites]
    for item in claims(subject):
        cites += [item.cite, *item.also]
    for entry in (*conflicts_at(subject), *findings_shown(subject)):
        cites += entry.cites
    cites += [guide.limit_rule[finding.rule].cite for finding in found.limits]
    because = [guide.reason[because.reason].cite for because in found.choice.because]
    because += [guide.risk[risk].cite for risk in found.risks]
    cites += [cite for cite in because if cite]
    cites += guide.approach[found.choice.approach].cites
    used = {cite.source for cite in cites}
    return References(
        tuple(
            Reference(
                f"{source.authors} ({source.year}). {source.title}. {source.locator}",
                source.url,
            )
            for source in guide.sources
            if source.id in used
        )
    )
