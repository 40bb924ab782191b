"""What all articles are written with: words, citations, chips, what is said in several places."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from app.decision.evidence import cited
from app.guide.knowledge import Conflict, Finding, Note
from app.guide.tasks import Verdict
from app.guide.types import (
    Certainty,
    Citation,
    Effect,
    Evidence,
    Favours,
    Guide,
    OutcomeId,
    Source,
    Status,
    Text,
)
from app.reference.article import (
    Block,
    Chip,
    Inline,
    Kind,
    Line,
    Ref,
    Strong,
    Tone,
    article_id,
    notice,
    small,
    titled,
)
from app.words import Language, say

PLACE: Final = re.compile(
    r"\{[^}]*\}"
)  # is filled with the user's own figures in a recommendation
DISAGREEMENT: Final = "J.11"  # how the digest numbers what the sources say against each other
TONES: Final = {
    Verdict.LLM: Tone.LLM,
    Verdict.FINE_TUNED: Tone.FINE_TUNED,
    Favours.LLM: Tone.LLM,
    Favours.FINE_TUNED: Tone.FINE_TUNED,
}  # both are strings of one value


class Writer:
    """Holds the guide and the language; every method gives values for articles."""

    def __init__(self, guide: Guide, language: Language) -> None:
        self.guide = guide
        self.language = language
        self._numbers = {question.id: n for n, question in enumerate(guide.questions, 1)}
        self.boxes = {model.name.casefold(): model.id for model in guide.models.tree}

    def say(self, key: str, **values: object) -> str:
        return say(self.language, key, **values)

    def to(self, text: Text) -> str:
        return text.to(self.language)

    def open(self, text: Text) -> str:
        """A text with places for the user's figures, an ellipsis for each."""
        return PLACE.sub("…", self.to(text))

    def joined(self, words: Iterable[str]) -> str:
        return self.say("advice.comma").join(words)

    def number(self, question: str) -> int:
        return self._numbers[question]

    def arrow(self, question: str, reply: str) -> str:
        """ "5 Few examples → Yes"."""
        short = self.to(self.guide.question[question].short)
        number = self.number(question)
        reply = self.say(f"advice.{reply}")
        return self.say("reference.arrow", number=number, question=short, reply=reply)

    # Links

    def ref(self, kind: Kind, name: str, text: str = "") -> Ref:
        return Ref(article_id(kind, name), text)

    def cite(self, cite: Citation) -> Ref:
        return self.ref(Kind.SOURCE, cite.source, cited(self.guide, cite))

    def cites(self, cites: Iterable[Citation]) -> tuple[Block, ...]:
        """ "Source: …" in small print, one line; nothing where none is named."""
        refs = [self.cite(cite) for cite in cites]
        if not refs:
            return ()
        parts: list[Inline] = [self.say("reference.sources")]
        for place, ref in enumerate(refs):
            parts += ["; ", ref] if place else [ref]
        return (small(*parts),)

    def also(self, key: str, refs: Iterable[Ref]) -> tuple[Block, ...]:
        """Links under a heading of their own."""
        return titled(self.say(f"reference.{key}"), [(ref,) for ref in refs])

    # Chips

    def certainty(self, level: Certainty) -> Chip:
        word = self.say(f"recommendation.{level}")
        return Chip(self.say("recommendation.claim_certainty", level=word))

    def status(self, status: Status, effect: Effect | None = None) -> tuple[Chip, ...]:
        chips = [Chip(self.say(f"report.status_{status}"))]
        return (*chips, self.effect(effect)) if effect else tuple(chips)

    def effect(self, effect: Effect) -> Chip:
        tone = Tone.WARNING if effect is Effect.OVERTURNS else Tone.PLAIN
        return Chip(self.say(f"tasks.effect_{effect}"), tone)

    def outcome(self, outcome: OutcomeId) -> Chip:
        tone = TONES.get(Verdict(outcome.value), Tone.PLAIN)
        return Chip(self.to(self.guide.outcome[outcome].name), tone)

    def favours(self, favours: Favours) -> Chip:
        return Chip(self.say(f"reference.favours_{favours}"), TONES.get(favours, Tone.PLAIN))

    def flag(self, key: str) -> Chip:
        """ "ours", "historical", "unverified"."""
        return Chip(self.say(f"reference.{key}"), Tone.PLAIN if key == "ours" else Tone.WARNING)

    # What is said where it matters

    def claims(self, title: str, claims: Iterable[Evidence]) -> tuple[Block, ...]:
        lines: list[Line] = [
            (
                self.ref(Kind.CLAIM, claim.id),
                " ",
                *self.status(claim.status, claim.effect),
                self.certainty(claim.certainty),
            )
            for claim in claims
        ]
        return titled(title, lines)

    def disputes(self, *, question: str = "", task: str = "") -> Iterator[Block]:
        """Figure against text (W1 to W8), and source against source, as they bear on this."""
        for entry in self.guide.knowledge:
            if question not in entry.questions and task not in entry.tasks:
                continue
            if isinstance(entry, Conflict):
                yield self.conflict(entry)
            elif isinstance(entry, Note) and entry.digest.startswith(DISAGREEMENT):
                link = self.ref(Kind.NOTE, entry.id)
                yield notice((link,), *((self.to(text),) for text in entry.body))

    def conflict(self, conflict: Conflict) -> Block:
        head = self.say("reference.figure_and_text", digest=conflict.digest)
        said = (
            self.say(f"reference.{key}", text=self.to(text))
            for key, text in (
                ("figure_says", conflict.figure_says),
                ("text_says", conflict.text_says),
                ("handling", conflict.handling),
            )
        )
        link = self.ref(Kind.CONFLICT, conflict.id)
        return notice((Strong(head), link), *((line,) for line in said))

    def since(self, *, question: str = "", task: str = "") -> tuple[Block, ...]:
        """The later findings that bear on this, with what each does to the survey."""
        found = [
            finding
            for finding in self.guide.findings
            if question in finding.questions or task in finding.tasks
        ]
        return titled(self.say("reference.since"), map(self.finding, found))

    def finding(self, finding: Finding) -> Line:
        effects = dict.fromkeys(bearing.effect for bearing in finding.bearings)
        return (
            Strong(finding.digest),
            " ",
            self.ref(Kind.FINDING, finding.id),
            " ",
            *map(self.effect, effects),
        )

    # Citations to copy

    def work(self, source: Source, section: str = "") -> str:
        """ "Authors (year). Title. Where, section. Address"."""
        place = f"{source.locator}, {section}" if section else source.locator
        address = f" {source.url}" if source.url else ""
        return f"{source.authors} ({source.year}). {source.title}. {place}.{address}"

    def citation(self, title: str, cites: Iterable[Citation] = ()) -> str:
        """The works it rests on, and where it was read."""
        works = [self.work(self.guide.source[cite.source], cite.section) for cite in cites]
        about = self.guide.about
        read = self.say(
            "reference.read_in", title=title, version=about.version, day=about.reviewed
        )
        return "\n".join((*works, read))
