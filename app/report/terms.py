"""Small phrases that page one and the appendix share: marks, names, dates, numbers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from unicodedata import east_asian_width

from app.charts.walked import outcome_word, reply_word
from app.decision.profile import Profile, Reply, Sureness
from app.decision.types import Recommendation
from app.guide.types import Certainty, Citation, Effect, Guide, LimitEffect, OutcomeId, Text
from app.report.types import Mark
from app.words import Language, say

LONGEST: Final = 4_000  # characters of one field on paper; the attachment holds all of it
OPENING: Final = "(（「『“["
CLOSING: Final = ")）」』”]"

GRADES: Final = {
    Certainty.HIGH: ("report.certainty_high", 4),
    Certainty.MODERATE: ("report.certainty_moderate", 3),
    Certainty.LOW: ("report.certainty_low", 2),
    Certainty.VERY_LOW: ("report.certainty_very_low", 1),
}
EFFECTS: Final = {
    LimitEffect.CONFLICT: "report.effect_conflict",
    LimitEffect.CONDITION: "report.effect_condition",
    LimitEffect.FIT: "report.effect_fit",
}
EFFECT: Final = {
    Effect.CONFIRMS: "report.effect_confirms",
    Effect.REFINES: "report.effect_refines",
    Effect.OVERTURNS: "report.effect_overturns",
}
SURENESS: Final = {
    Sureness.CHECKED: "report.sure_checked",
    Sureness.JUDGED: "report.sure_judged",
    Sureness.GUESSED: "report.sure_guessed",
}
LIMITS: Final = {
    "privacy": "report.limit_privacy",
    "latency": "report.limit_latency",
    "hardware": "report.limit_hardware",
    "volume": "report.limit_volume",
    "regulation": "report.limit_regulation",
    "explanation": "report.limit_explanation",
    "skills": "report.limit_skills",
    "licence": "report.limit_licence",
    "language": "report.limit_language",
    "safety": "report.limit_safety",
    "injection": "report.limit_injection",
}


@dataclass(frozen=True, slots=True)
class Subject:
    """What a report is about, with the language it is said in."""

    guide: Guide
    profile: Profile
    found: Recommendation
    language: Language

    def say(self, key: str, **values: object) -> str:
        return say(self.language, key, **values)

    def words(self, text: Text, values: Mapping[str, object] | None = None) -> str:
        """A text of the guide, its places filled."""
        return text.to(self.language).format_map(values or {})

    def number(self, question: str) -> int:
        """The question's number as readers know it: its place in the guide, from 1."""
        return list(self.guide.question).index(question) + 1

    def numbered(self, question: str) -> str:
        """ "8 Background knowledge" """
        return f"{self.number(question)} {self.words(self.guide.question[question].short)}"

    def quoted(self, question: str) -> str:
        """ "8 “Background knowledge”" """
        short = self.words(self.guide.question[question].short)
        return f"{self.number(question)} {self.say('report.named', name=short)}"

    def limit(self, limit: str) -> str:
        """What a limit is called; its own id where this version has no name for it."""
        return self.say(LIMITS[limit]) if limit in LIMITS else limit

    def outcome(self, outcome: OutcomeId | None) -> Mark:
        if outcome is None:
            return Mark("open", outcome_word(self.guide, None, self.language))
        return Mark(outcome.value, outcome_word(self.guide, outcome, self.language))

    def outcomes(self, outcomes: Iterable[OutcomeId]) -> str:
        """ "LLM, No good fit or Fine-tuned model" """
        *some, last = [self.outcome(outcome).word for outcome in outcomes]
        if not some:
            return last
        return self.say("report.or", some=self.say("report.and").join(some), last=last)

    def reply(self, question: str) -> Mark | None:
        """The reply given to a question, or None where none was."""
        answer = self.profile.answers.get(question)
        return self.reply_mark(answer.value) if answer else None

    @property
    def known_replies(self) -> dict[str, Reply]:
        """The replies to questions that the guide has, in its order."""
        replies = self.profile.replies
        return {name: replies[name] for name in self.guide.question if name in replies}

    def reply_mark(self, reply: Reply) -> Mark:
        return Mark(reply.value, reply_word(reply, self.language))

    def task_name(self) -> str:
        """What the sentence calls the task: its name in quotes, or "this task"."""
        name = self.profile.name.strip()
        return self.say("report.named", name=name) if name else self.say("report.this_task")

    def cite(self, cite: Citation) -> str:
        """ "Yang et al. 2023, §5.3": the list of sources says where to find it."""
        source = self.guide.source[cite.source]
        return ", ".join(filter(None, (f"{source.authors} {source.year}", cite.section)))

    def sections(self, cites: Iterable[Citation]) -> str:
        """The places in the guide's own source: "§4.1, Remark 2; §4.3"."""
        places = [cite.section for cite in cites if cite.source == self.guide.about.source]
        return "; ".join(place for place in places if place)

    def date(self, moment: datetime) -> str:
        return self.say(
            "report.date_format",
            day=moment.day,
            month=self.say("report.months").split()[moment.month - 1],
            year=moment.year,
        )


def shortened(text: str, longest: int = LONGEST) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def in_columns(text: str, columns: int) -> str:
    """`text` in so many columns, of which a wide character of East Asia takes two."""
    taken = 0
    for place, character in enumerate(text):
        taken += 2 if east_asian_width(character) in "WF" else 1
        if taken > columns:
            return f"{text[:place].rstrip()}…"
    return text


def first_sentence(text: str) -> str:
    """The first sentence of `text`; a full stop inside brackets or quotes does not end it."""
    depth = 0
    for place, character in enumerate(text):
        if character in OPENING:
            depth += 1
        elif character in CLOSING:
            depth -= 1
        elif depth <= 0 and (
            character in "。？！" or (character in ".?!" and text[place + 1 : place + 2] in " ")
        ):
            return text[: place + 1]
    return text
