"""What the recommendation says, part by part: three lines in their order, why, what would change
it."""

from collections.abc import Iterator
from typing import Any

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLayout, QWidget

from app.decision.document import recommendation_document
from app.decision.model_cards import MARKS as MODEL_MARKS
from app.decision.shortlist import Verdict
from app.decision.shortlist_document import price_line
from app.gui.session import Session
from app.gui.widgets.banner import OutcomeBanner
from app.gui.widgets.blocks import card, column, label, marked, row
from app.gui.widgets.disclosure import Disclosure, Entry
from app.gui.widgets.guide_link import GuideLink, Read
from app.gui.widgets.outcome import OutcomeChip
from app.guide.types import CaseStep
from app.reference.article import Kind, article_id

EFFECT_WIDTH = 96  # the longest effect word in either language
MARKS = {"fit": "✓", "condition": "!", "conflict": "✕"}


class Advice:
    """The parts of the page on the profile as it is now; one that is opened meanwhile changes
    nothing in those still to be made."""

    def __init__(self, session: Session, read: Read) -> None:
        self._guide, self._language, self._say = session.guide, session.language, session.say
        self._replies, self._found = session.replies, session.recommendation
        self._probed, self._read = session.last_probe(), read
        self._document = recommendation_document(
            session.guide, session.profile, self._found, session.language
        )

    def parts(self) -> Iterator[QWidget]:
        """From top to bottom, each made when it is asked for."""
        decided = self._found.outcome is not None
        for make in (
            self._banner,
            self._why if decided else self._change,  # while it is open: what settles it
            self._limits,
            self._approach,
            self._risks,
            self._models,
            self._change if decided else None,
            self._warnings,
            self._conflicts,
            self._probe,
            self._evidence,
        ):
            part = make and make()
            if part is not None:
                yield part

    def _banner(self) -> OutcomeBanner:
        guide, say, language, found = self._guide, self._say, self._language, self._found
        if found.outcome:
            outcome = guide.outcome[found.outcome]
            head = say("recommendation.points_to", outcome=outcome.verdict.to(language))
            body = outcome.definition.to(language)
        else:
            names = {outcome.id: outcome.name.to(language) for outcome in guide.outcomes}
            among = say("recommendation.or").join(names[outcome] for outcome in found.possible)
            head = say("recommendation.open", outcomes=among)
            body = say("recommendation.open_body", n=len(found.forks))
        return OutcomeBanner(found.outcome, say("recommendation.line_1"), head, body)

    def _why(self) -> QFrame | None:
        guide, say, language = self._guide, self._say, self._language
        if self._document["decided_by"] is None:
            return None
        question = guide.question[self._document["decided_by"]]
        reply = say(f"advice.{self._replies[question.id]}")
        asked = say("recommendation.decided_by", question=question.title.to(language), reply=reply)
        parts = [
            label(say("recommendation.why"), "heading"),
            label(asked, "strong"),
            label(question.why.to(language)),
        ]
        if certainty := self._document["certainty"]:
            level = say(f"recommendation.{certainty['level']}")
            text = say("recommendation.certainty", level=level, reason=certainty["reason"])
            parts.append(label(text, "muted"))
        parts.append(self._link("", Kind.QUESTION, question.id))
        return card(*parts)

    def _link(self, text: str, kind: Kind, name: str) -> GuideLink:
        """Small print that leads to an article of the guide."""
        link = self._say("browse.read")
        return GuideLink(text, link, article_id(kind, name), self._read)

    def _limits(self) -> QFrame:
        say, guide = self._say, self._guide
        parts: list[QWidget | QHBoxLayout] = [label(say("recommendation.line_2"), "heading")]
        for outcome in self._found.possible:
            said = [limit for limit in self._document["limits"] if limit["outcome"] == outcome]
            if said and len(self._document["possible"]) > 1:
                name = guide.outcome[outcome].name.to(self._language)
                parts.append(row(OutcomeChip(outcome, name), None))
            parts += [self._limit(limit) for limit in said]
        if not self._document["limits"]:
            parts.append(label(say("recommendation.no_limits"), "muted"))
        return card(*parts)

    def _limit(self, limit: dict[str, Any]) -> QHBoxLayout:
        word = f"{MARKS[limit['effect']]}  {self._say('advice.' + limit['effect'])}"
        effect = label(word, "error" if limit["effect"] == "conflict" else "strong", wrap=False)
        effect.setFixedWidth(EFFECT_WIDTH)
        text = column(
            label(limit["text"]), self._link(limit["source"], Kind.RULE, limit["rule"]), spacing=1
        )
        return marked(effect, text, spacing=12)

    def _approach(self) -> QFrame:
        say, approach = self._say, self._document["approach"]
        parts: list[QWidget | QLayout] = [
            label(say("recommendation.line_3"), "heading"),
            label(approach["name"], "strong"),
            label(approach["what"]),
            self._link("", Kind.APPROACH, approach["id"]),
        ]
        for reason in approach["reasons"]:
            source = self._link(reason["source"], Kind.REASON, reason["id"])
            parts.append(column(label(reason["text"], "muted"), source, spacing=1))
        parts.append(label(say("recommendation.next_steps"), "strong"))
        taken = [step.step for step in self._found.steps]
        for number, (step, known) in enumerate(
            zip(self._document["next_steps"], taken, strict=True), 1
        ):
            who = f"{step['who']} · {step['how_long']}"
            below = (  # the approach's own steps are told in its article, linked above
                self._link(who, Kind.STEP, known.id)
                if isinstance(known, CaseStep)
                else label(who, "small")
            )
            text = column(label(step["what"]), below, spacing=1)
            parts.append(marked(label(f"{number}.", "strong", wrap=False), text))
        cost, delay = approach["cost_class"]["name"], approach["latency_class"]["name"]
        spent = say("recommendation.cost", cost=cost, text=approach["cost"])
        parts.append(label(spent, "small"))
        parts.append(label(say("recommendation.delay", delay=delay), "small"))
        parts.append(label(say("recommendation.risk", text=approach["risk"]), "small"))
        parts.append(column(label(say("recommendation.also"), "small"), *self._others(approach)))
        return card(*parts)

    def _others(self, approach: dict[str, Any]) -> list[GuideLink]:
        """The approaches beside the suggested one, each a link to its article."""
        language, known = self._language, self._guide.approach
        return [
            GuideLink(
                "", known[other].name.to(language), article_id(Kind.APPROACH, other), self._read
            )
            for other in approach["alternatives"]
        ]

    def _risks(self) -> Disclosure:
        say = self._say
        entries = [
            Entry(
                risk["name"],
                (risk["risk"], say("recommendation.what_to_do", action=risk["what_to_do"])),
                risk["source"] or say("recommendation.ours"),
                article_id(Kind.RISK, risk["id"]),
            )
            for risk in self._document["risks"]
        ]
        return self._folded(say("recommendation.risks", n=len(entries)), "risks", entries)

    def _folded(self, title: str, name: str, entries: list[Entry]) -> Disclosure:
        return Disclosure(title, name, entries, link=self._say("browse.read"), read=self._read)

    def _models(self) -> QFrame | None:
        """The few models to begin with; the rest, and why, stands on the models page."""
        say, language = self._say, self._language
        if not self._document["models"]:
            return None
        parts: list[QWidget | QHBoxLayout] = [label(say("recommendation.models"), "heading")]
        for model in self._document["models"]:
            mark = label(MODEL_MARKS[model["verdict"]], "strong", wrap=False)
            name = say("cost.named", name=model["name"], what=model["why"])
            facts = [model["organisation"], model["licence_name"]]
            if model["price"]:
                facts.append(price_line(model["price"], language))
            below = [label(" · ".join(facts), "small")]
            below += [
                label(reason["text"], "small")
                for reason in model["reasons"]
                if reason["verdict"] == Verdict.CHECK
            ]
            parts.append(marked(mark, column(label(name), *below, spacing=1)))
        prices = [model["price"] for model in self._document["models"] if model["price"]]
        if sources := dict.fromkeys(name for price in prices for name in price["sources"]):
            said = say("models.price_source", sources="; ".join(sources))
            parts.append(label(said, "small"))
        parts.append(label(say("recommendation.models_more"), "small"))
        return card(*parts)

    def _change(self) -> QFrame:
        say, language = self._say, self._language
        guide = self._guide
        names = {str(outcome.id): outcome.name.to(language) for outcome in guide.outcomes}
        names["open"] = say("recommendation.would_be_open")
        parts: list[QWidget] = [label(say("recommendation.what_would_change"), "heading")]
        for fork in self._document["forks"]:
            title = guide.question[fork["question"]].title.to(language)
            either = say("recommendation.or")
            parts.append(
                label(
                    say(
                        "recommendation.fork",
                        question=title,
                        yes=either.join(names[outcome] for outcome in fork["yes"]),
                        no=either.join(names[outcome] for outcome in fork["no"]),
                        settle=fork["settle"],
                    )
                )
            )
        for flip in self._document["flips"]:
            parts.append(
                label(
                    say(
                        "recommendation.flip",
                        question=guide.question[flip["question"]].title.to(language),
                        reply=say(f"advice.{flip['to']}"),
                        outcome=names[flip["outcome"]],
                    )
                )
            )
        if len(parts) == 1:
            parts.append(label(say("recommendation.nothing_flips"), "muted"))
        return card(*parts)

    def _warnings(self) -> QFrame | None:
        if not self._document["warnings"]:
            return None
        notes = self._document[
            "notes"
        ]  # the first of the warnings, with what the guide has on them
        said: list[QWidget | QLayout] = [
            column(
                label(f"• {note['text']}"),
                self._link(note["source"], Kind.SECOND_LOOK, note["id"]),
                spacing=1,
            )
            for note in notes
        ]
        said += [label(f"• {warning}") for warning in self._document["warnings"][len(notes) :]]
        head = label(self._say("review.second_look"), "heading")
        return card(head, *said, look="notice")

    def _conflicts(self) -> Disclosure | None:
        entries = [
            Entry(
                conflict["title"],
                (conflict["figure_says"], conflict["text_says"], conflict["handling"]),
                conflict["source"],
                article_id(Kind.CONFLICT, conflict["id"]),
            )
            for conflict in self._document["conflicts"]
        ]
        title = self._say("recommendation.conflicts", n=len(entries))
        return self._folded(title, "conflicts", entries) if entries else None

    def _probe(self) -> QFrame | None:
        saved = self._probed
        if saved is None:
            return None
        say, result = self._say, saved.result
        right = result.accuracy
        share = right and say(
            "recommendation.probe_share",
            low=f"{right.low:.0%}",
            high=f"{right.high:.0%}",
            value=f"{right.value:.0%}",
            n=result.n,
        )
        reason = say(f"probe.{result.reason_key}", **result.reason_values)
        verdict = QLabel(say(f"recommendation.{result.verdict}"))
        verdict.setProperty("look", "strong")
        return card(
            label(say("recommendation.probed"), "heading"),
            verdict,
            label(share or ""),
            label(reason),
        )

    def _evidence(self) -> Disclosure | None:
        say = self._say
        entries = []
        for item in self._document["evidence"]:
            about = [item["source"]]
            if item["effect"]:
                about.append(say(f"recommendation.{item['effect']}"))
            level = say(f"recommendation.{item['certainty']['level']}")
            about.append(say("recommendation.claim_certainty", level=level))
            small = " · ".join(about)
            article = article_id(Kind.CLAIM, item["id"])
            entries.append(Entry("", (item["claim"],), small, article))
        title = say("recommendation.evidence", n=len(entries))
        return self._folded(title, "evidence", entries) if entries else None
