"""The recommendation: three lines in their order, why, and what would change it."""

from typing import Any

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLayout, QWidget

from app.decision.document import recommendation_document
from app.decision.model_cards import MARKS as MODEL_MARKS
from app.decision.shortlist import Verdict
from app.decision.shortlist_document import price_line
from app.gui.pages.cost import CostPanel
from app.gui.preferences import Preferences
from app.gui.session import Session
from app.gui.widgets.banner import OutcomeBanner
from app.gui.widgets.blocks import card, clear, column, label, marked, row
from app.gui.widgets.disclosure import Disclosure, Entry
from app.gui.widgets.guide_link import GuideLink, Read
from app.gui.widgets.outcome import OutcomeChip
from app.guide.types import CaseStep
from app.reference.article import Kind, article_id

EFFECT_WIDTH = 96  # the longest effect word in either language
MARKS = {"fit": "✓", "condition": "!", "conflict": "✕"}


class RecommendationPage(QWidget):
    def __init__(self, session: Session, preferences: Preferences, read: Read) -> None:
        super().__init__()
        self._session, self._read = session, read
        self._inside = column()
        self._cost = CostPanel(session, lambda: preferences.now.prices, self._show_parts)
        whole = column(self._inside, self._cost, stretch=True)
        self.setLayout(whole)

    def show_page(self, page: str) -> None:
        self._show_parts()
        self._cost.refresh()

    def _show_parts(self) -> None:
        """Everything but the cost, which stays open where it is while its figures change."""
        session, say, language = self._session, self._session.say, self._session.language
        found = session.recommendation
        document = recommendation_document(session.guide, session.profile, found, language)
        clear(self._inside)
        names = {outcome.id: outcome.name.to(language) for outcome in session.guide.outcomes}
        if found.outcome:
            outcome = session.guide.outcome[found.outcome]
            head = say("recommendation.points_to", outcome=outcome.verdict.to(language))
            body = outcome.definition.to(language)
        else:
            among = say("recommendation.or").join(names[outcome] for outcome in found.possible)
            head = say("recommendation.open", outcomes=among)
            body = say("recommendation.open_body", n=len(found.forks))
        banner = OutcomeBanner(found.outcome, say("recommendation.line_1"), head, body)
        self._inside.addWidget(banner)
        change = self._change(document)  # while it is open, what settles it comes first
        for part in (
            self._why(document) if found.outcome else change,
            self._limits(document),
            self._approach(document),
            self._risks(document),
            self._models(document),
            change if found.outcome else None,
            self._warnings(document),
            self._conflicts(document),
            self._probe(),
            self._evidence(document),
        ):
            if part is not None:
                self._inside.addWidget(part)

    def title(self) -> str:
        return self._session.say("recommendation.title")

    def fault(self) -> str:
        return ""

    def first_focus(self) -> QWidget | None:
        return None  # Continue: the page is read, not filled in

    def _why(self, document: dict[str, Any]) -> QFrame | None:
        session, say, language = self._session, self._session.say, self._session.language
        if document["decided_by"] is None:
            return None
        question = session.guide.question[document["decided_by"]]
        reply = say(f"advice.{session.replies[question.id]}")
        asked = say("recommendation.decided_by", question=question.title.to(language), reply=reply)
        parts = [
            label(say("recommendation.why"), "heading"),
            label(asked, "strong"),
            label(question.why.to(language)),
        ]
        if certainty := document["certainty"]:
            level = say(f"recommendation.{certainty['level']}")
            text = say("recommendation.certainty", level=level, reason=certainty["reason"])
            parts.append(label(text, "muted"))
        parts.append(self._link("", Kind.QUESTION, question.id))
        return card(*parts)

    def _link(self, text: str, kind: Kind, name: str) -> GuideLink:
        """Small print that leads to an article of the guide."""
        link = self._session.say("browse.read")
        return GuideLink(text, link, article_id(kind, name), self._read)

    def _limits(self, document: dict[str, Any]) -> QFrame:
        say, guide = self._session.say, self._session.guide
        parts: list[QWidget | QHBoxLayout] = [label(say("recommendation.line_2"), "heading")]
        for outcome in self._session.recommendation.possible:
            said = [limit for limit in document["limits"] if limit["outcome"] == outcome]
            if said and len(document["possible"]) > 1:
                name = guide.outcome[outcome].name.to(self._session.language)
                parts.append(row(OutcomeChip(outcome, name), None))
            parts += [self._limit(limit) for limit in said]
        if not document["limits"]:
            parts.append(label(say("recommendation.no_limits"), "muted"))
        return card(*parts)

    def _limit(self, limit: dict[str, Any]) -> QHBoxLayout:
        word = f"{MARKS[limit['effect']]}  {self._session.say('advice.' + limit['effect'])}"
        effect = label(word, "error" if limit["effect"] == "conflict" else "strong", wrap=False)
        effect.setFixedWidth(EFFECT_WIDTH)
        text = column(
            label(limit["text"]), self._link(limit["source"], Kind.RULE, limit["rule"]), spacing=1
        )
        return marked(effect, text, spacing=12)

    def _approach(self, document: dict[str, Any]) -> QFrame:
        say, approach = self._session.say, document["approach"]
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
        taken = [step.step for step in self._session.recommendation.steps]
        for number, (step, known) in enumerate(zip(document["next_steps"], taken, strict=True), 1):
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
        language, known = self._session.language, self._session.guide.approach
        return [
            GuideLink(
                "", known[other].name.to(language), article_id(Kind.APPROACH, other), self._read
            )
            for other in approach["alternatives"]
        ]

    def _risks(self, document: dict[str, Any]) -> Disclosure:
        say = self._session.say
        entries = [
            Entry(
                risk["name"],
                (risk["risk"], say("recommendation.what_to_do", action=risk["what_to_do"])),
                risk["source"] or say("recommendation.ours"),
                article_id(Kind.RISK, risk["id"]),
            )
            for risk in document["risks"]
        ]
        return self._folded(say("recommendation.risks", n=len(entries)), "risks", entries)

    def _folded(self, title: str, name: str, entries: list[Entry]) -> Disclosure:
        return Disclosure(
            title, name, entries, link=self._session.say("browse.read"), read=self._read
        )

    def _models(self, document: dict[str, Any]) -> QFrame | None:
        """The few models to begin with; the rest, and why, stands on the models page."""
        say, language = self._session.say, self._session.language
        if not document["models"]:
            return None
        parts: list[QWidget | QHBoxLayout] = [label(say("recommendation.models"), "heading")]
        for model in document["models"]:
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
        prices = [model["price"] for model in document["models"] if model["price"]]
        if sources := dict.fromkeys(name for price in prices for name in price["sources"]):
            said = say("models.price_source", sources="; ".join(sources))
            parts.append(label(said, "small"))
        parts.append(label(say("recommendation.models_more"), "small"))
        return card(*parts)

    def _change(self, document: dict[str, Any]) -> QFrame:
        say, language = self._session.say, self._session.language
        guide = self._session.guide
        names = {str(outcome.id): outcome.name.to(language) for outcome in guide.outcomes}
        names["open"] = say("recommendation.would_be_open")
        parts: list[QWidget] = [label(say("recommendation.what_would_change"), "heading")]
        for fork in document["forks"]:
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
        for flip in document["flips"]:
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

    def _warnings(self, document: dict[str, Any]) -> QFrame | None:
        if not document["warnings"]:
            return None
        notes = document["notes"]  # the first of the warnings, with what the guide has on them
        said: list[QWidget | QLayout] = [
            column(
                label(f"• {note['text']}"),
                self._link(note["source"], Kind.SECOND_LOOK, note["id"]),
                spacing=1,
            )
            for note in notes
        ]
        said += [label(f"• {warning}") for warning in document["warnings"][len(notes) :]]
        head = label(self._session.say("review.second_look"), "heading")
        return card(head, *said, look="notice")

    def _conflicts(self, document: dict[str, Any]) -> Disclosure | None:
        entries = [
            Entry(
                conflict["title"],
                (conflict["figure_says"], conflict["text_says"], conflict["handling"]),
                conflict["source"],
                article_id(Kind.CONFLICT, conflict["id"]),
            )
            for conflict in document["conflicts"]
        ]
        title = self._session.say("recommendation.conflicts", n=len(entries))
        return self._folded(title, "conflicts", entries) if entries else None

    def _probe(self) -> QFrame | None:
        saved = self._session.last_probe()
        if saved is None:
            return None
        say, result = self._session.say, saved.result
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

    def _evidence(self, document: dict[str, Any]) -> Disclosure | None:
        say = self._session.say
        entries = []
        for item in document["evidence"]:
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
