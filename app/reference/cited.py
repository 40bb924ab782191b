"""What the recommendation at hand rests on, as articles."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from app.decision.types import Recommendation
from app.guide.tasks import TaskType
from app.guide.types import (
    Approach,
    CaseStep,
    Citation,
    Guide,
    LimitRule,
    Outcome,
    Question,
    Reason,
    Risk,
)
from app.reference.article import Kind, article_id


class Named(Protocol):
    """A part of the guide that has an id."""

    @property
    def id(self) -> str: ...


def cited_articles(guide: Guide, task: str, found: Recommendation) -> frozenset[str]:
    """The ids of all that is cited: questions answered, outcomes, the type of task, rules, the
    approach and its alternatives, reasons, steps, risks, claims, and the works behind them."""
    asked = [guide.question[step.question] for step in found.path if step.reply]
    outcomes = [guide.outcome[outcome] for outcome in found.possible]
    tasks = [guide.task[task]] if task in guide.task else []
    rules = [guide.limit_rule[finding.rule] for finding in found.limits]
    approaches = [guide.approach[found.choice.approach]]
    reasons = [guide.reason[because.reason] for because in found.choice.because]
    second_looks = [guide.reason[because.reason] for because in found.contradictions]
    risks = [guide.risk[name] for name in found.risks]
    claims = [claim for claim in guide.evidence if claim.id in found.evidence]
    steps = [one.step for one in found.steps if isinstance(one.step, CaseStep)]
    others = [guide.approach[name] for name in found.choice.alternatives]
    named: Mapping[Kind, Iterable[Named]] = {
        Kind.QUESTION: asked,
        Kind.OUTCOME: outcomes,
        Kind.TASK: tasks,
        Kind.RULE: rules,
        Kind.APPROACH: (*approaches, *others),
        Kind.REASON: reasons,
        Kind.SECOND_LOOK: second_looks,
        Kind.RISK: risks,
        Kind.STEP: steps,
        Kind.CLAIM: claims,
    }
    works: list[Citation] = []
    several: Sequence[Question | Outcome | TaskType | Approach]
    several = (*asked, *outcomes, *tasks, *approaches)
    works += [cite for part in several for cite in part.cites]
    single: Sequence[LimitRule | Reason | Risk] = (*rules, *reasons, *second_looks, *risks)
    works += [part.cite for part in single if part.cite]
    works += [cite for claim in claims for cite in (claim.cite, *claim.also)]
    return frozenset(
        {article_id(kind, one.id) for kind, parts in named.items() for one in parts}
        | {article_id(Kind.SOURCE, cite.source) for cite in works}
    )
