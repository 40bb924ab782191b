"""A recommendation as the JSON document that commands print and documents carry."""

from collections.abc import Mapping
from typing import Any

from app import __version__
from app.decision.profile import Profile
from app.decision.types import Because, Recommendation
from app.guide.types import Citation, Guide, LimitEffect, Text
from app.words import Language, say

OPEN = "open"


def recommendation_document(
    guide: Guide, profile: Profile, found: Recommendation, language: Language
) -> dict[str, Any]:
    """The document of `signpost recommend --json`. Ids are fixed; texts are in `language`."""
    approach = guide.approach[found.choice.approach]

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
        "evidence": [
            {
                "id": item.id,
                "question": item.question,
                "answer": item.reply,
                "claim": in_words(item.claim),
                "source": cited(guide, item.cite),
                "status": item.status,
                "effect": item.effect,
            }
            for item in guide.evidence
            if item.id in found.evidence
        ],
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


def cited(guide: Guide, cite: Citation) -> str:
    """A citation on one line: "Yang et al. 2023, §5.3 (arXiv:2304.13712)"."""
    source = guide.source[cite.source]
    section = f", {cite.section}" if cite.section else ""
    return f"{source.authors} {source.year}{section} ({source.locator})"
