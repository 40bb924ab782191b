"""A recommendation as the JSON document that commands print and documents carry."""

from collections.abc import Mapping
from typing import Any

from app import __version__
from app.decision.cost import task_cost
from app.decision.cost_document import cost_document
from app.decision.evidence import cited as cited
from app.decision.evidence import evidence_document
from app.decision.profile import Profile
from app.decision.shortlist import needs_of, shortlist, suggested
from app.decision.shortlist_document import shortlist_document
from app.decision.types import Because, Recommendation
from app.guide.models import Day
from app.guide.types import Guide, LimitEffect, Text
from app.words import Language, say

OPEN = "open"


def recommendation_document(
    guide: Guide,
    profile: Profile,
    found: Recommendation,
    language: Language,
    on: Day | None = None,
) -> dict[str, Any]:
    """The document of `signpost recommend --json`. Ids are fixed; texts are in `language`.

    `on` is the day whose prices hold; without it each price holds on its own day.
    """
    approach = guide.approach[found.choice.approach]
    needs = needs_of(profile, found.possible, approach.id)
    picks = shortlist(guide.models, needs)
    few = suggested(guide.models, picks, needs)
    cost = task_cost(guide.models, profile, needs, on=on)

    def in_words(text: Text, values: Mapping[str, object] | None = None) -> str:
        return text.to(language).format_map(values or {})

    return {
        "project": profile.project,
        "name": profile.name,
        "outcome": found.outcome or OPEN,
        "possible": list(found.possible),
        "path": [
            {"question": step.question, "answer": step.reply} for step in found.path if step.reply
        ],
        "decided_by": found.decided_by,
        "certainty": found.arrow
        and {"level": found.arrow.certainty, "reason": in_words(found.arrow.reason)},
        "deciding_unknowns": [
            question
            for question in guide.question
            if question in {f.question for f in found.forks}
        ],
        "forks": [
            {
                "question": fork.question,
                "yes": list(fork.yes),
                "no": list(fork.no),
                "settle": in_words(guide.question[fork.question].settle),
            }
            for fork in found.forks
        ],
        "idle_unknowns": list(found.idle_unknowns),
        "flips": [
            {"question": flip.question, "to": flip.to, "outcome": flip.outcome or OPEN}
            for flip in found.flips
        ],
        "limits": [
            {
                "limit": finding.limit,
                "outcome": finding.outcome,
                "effect": finding.effect,
                "text": in_words(guide.limit_rule[finding.rule].text, finding.values),
                "source": cited(guide, guide.limit_rule[finding.rule].cite),
                "rule": finding.rule,
                "ours": guide.limit_rule[finding.rule].ours,
            }
            for finding in found.limits
        ],
        "approach": {
            "id": approach.id,
            "name": in_words(approach.name),
            "why": " ".join(reason_text(guide, why, language) for why in found.choice.because),
            "reasons": [_reason(guide, why, language) for why in found.choice.because],
            "what": in_words(approach.what),
            "when": in_words(approach.when),
            "labels": in_words(approach.labels),
            "cost": in_words(approach.cost),
            "cost_class": {
                "id": approach.cost_class,
                "name": say(language, f"advice.cost_{approach.cost_class}"),
            },
            "latency_class": {
                "id": approach.latency_class,
                "name": say(language, f"advice.latency_{approach.latency_class}"),
            },
            "kind": approach.kind,
            "risk": in_words(approach.risk),
            "sources": [cited(guide, cite) for cite in approach.cites],
            "alternatives": list(found.choice.alternatives),
            "ours": True,
        },
        "next_steps": [
            {
                "what": step.what(language),
                "who": in_words(step.step.who),
                "how_long": in_words(step.step.how_long),
            }
            for step in found.steps
        ],
        "risks": [
            {
                "id": risk.id,
                "name": in_words(risk.name),
                "risk": in_words(risk.text),
                "what_to_do": in_words(risk.action),
                "source": cited(guide, risk.cite) if risk.cite else "",
                "ours": risk.cite is None,
            }
            for risk in (guide.risk[name] for name in found.risks)
        ],
        "warnings": warnings(guide, profile, found, language),
        "notes": [_reason(guide, why, language) for why in found.contradictions],
        "conflicts": [
            {
                "id": conflict.id,
                "digest": conflict.digest,
                "title": in_words(conflict.title),
                "figure_says": in_words(conflict.figure_says),
                "text_says": in_words(conflict.text_says),
                "handling": in_words(conflict.handling),
                "source": "; ".join(cited(guide, cite) for cite in conflict.cites),
            }
            for conflict in guide.conflicts
            if conflict.id in found.conflicts
        ],
        "evidence": [
            evidence_document(guide, item, language)
            for item in guide.evidence
            if item.id in found.evidence
        ],
        "models": shortlist_document(guide.models, few, needs, language),
        "cost": cost_document(guide.models, profile, cost, language),
        "guide": {
            "version": guide.about.version,
            "sha256": guide.sha256,
            "logic_sha256": guide.logic_sha256,
            "words_sha256": guide.words_sha256,
        },
        "app": {"version": __version__},
    }


def warnings(
    guide: Guide, profile: Profile, found: Recommendation, language: Language
) -> list[str]:
    """What deserves a second look: answers at odds with each other, and keys not understood."""
    said = [reason_text(guide, why, language) for why in found.contradictions]
    unknown = profile.unknown_keys(guide.question)
    if unknown:
        said.append(say(language, "advice.unknown_keys", n=len(unknown), keys=", ".join(unknown)))
    if profile.task and profile.task not in guide.task:
        said.append(say(language, "advice.unknown_task", task=profile.task))
    conflicts = [finding for finding in found.limits if finding.effect is LimitEffect.CONFLICT]
    if found.outcome and any(finding.outcome == found.outcome for finding in conflicts):
        said.append(say(language, "advice.limits_conflict"))
    return said


def reason_text(guide: Guide, why: Because, language: Language) -> str:
    """A reason in words, its places filled."""
    return guide.reason[why.reason].text.to(language).format_map(dict(why.values))


def _reason(guide: Guide, why: Because, language: Language) -> dict[str, str]:
    cite = guide.reason[why.reason].cite
    return {
        "id": why.reason,
        "text": reason_text(guide, why, language),
        "source": cited(guide, cite) if cite else "",
    }
