"""What an article is: a title, blocks of lines, links. Values only; who shows them decides how."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias


class Tone(StrEnum):
    """What the colour of a chip says; its word says the same."""

    PLAIN = "plain"
    LLM = "llm"
    FINE_TUNED = "fine_tuned"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Strong:
    text: str


@dataclass(frozen=True, slots=True)
class Chip:
    """A word that classes what it stands beside: a certainty, a status, an outcome."""

    text: str
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Ref:
    """A link to another article; without a text it is called by that article's title."""

    article: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Web:
    """An address outside. It is shown, and opened only when the reader asks for it."""

    url: str


Inline: TypeAlias = str | Strong | Chip | Ref | Web
Line: TypeAlias = tuple[Inline, ...]


class Look(StrEnum):
    HEADING = "heading"
    TEXT = "text"
    SMALL = "small"
    POINTS = "points"
    NOTICE = "notice"  # set apart: a disagreement, a warning


@dataclass(frozen=True, slots=True)
class Block:
    look: Look
    lines: tuple[Line, ...]


class Kind(StrEnum):
    """What sort of article it is; the first part of its id. In the order of lists of links."""

    ABOUT = "about"
    QUESTION = "question"
    OUTCOME = "outcome"
    TASK = "task"
    REMARK = "remark"
    CONFLICT = "conflict"
    FINDING = "finding"
    DATA = "data"
    EFFICIENCY = "efficiency"
    TRUST = "trust"
    SAFETY = "safety"
    CHALLENGE = "challenge"
    NOTE = "note"
    TERM = "term"
    CONTRAST = "contrast"
    OBSERVATION = "observation"
    APPROACH = "approach"
    RULE = "rule"
    RISK = "risk"
    STEP = "step"
    REASON = "reason"
    SECOND_LOOK = "second_look"
    CLAIM = "claim"
    GRADE = "grade"
    MODEL = "model"
    TODAY = "today"
    LICENCE = "licence"
    FIGURE = "figure"
    SOURCE = "source"
    RECORD = "record"


@dataclass(frozen=True, slots=True)
class Article:
    """One thing to read. `over` stands above the title and says what it is; `names` are further
    words it is found by, such as data sets and authors; `citation` is what is copied; `listed` is
    how the contents call it where that is not the title."""

    kind: Kind
    name: str  # its id within its kind, as the guide has it
    over: str
    title: str
    blocks: tuple[Block, ...]
    citation: str
    names: tuple[str, ...] = ()
    listed: str = ""

    @property
    def id(self) -> str:
        return article_id(self.kind, self.name)

    @property
    def inlines(self) -> Iterator[Inline]:
        return (part for block in self.blocks for line in block.lines for part in line)

    @property
    def links(self) -> tuple[str, ...]:
        """The articles it leads to, each once, in reading order."""
        refs = (part.article for part in self.inlines if isinstance(part, Ref))
        return tuple(dict.fromkeys(refs))


def article_id(kind: Kind, name: str) -> str:
    """ "task:machine-translation": what links, the history and the command line know it by."""
    return f"{kind}:{name}"


def heading(text: str) -> Block:
    return Block(Look.HEADING, ((text,),))


def text(*parts: Inline) -> Block:
    return Block(Look.TEXT, (parts,))


def small(*parts: Inline) -> Block:
    return Block(Look.SMALL, (parts,))


def notice(*lines: Line) -> Block:
    return Block(Look.NOTICE, lines)


def titled(title: str, lines: Iterable[Line]) -> tuple[Block, ...]:
    """A heading with points under it; nothing where there are none."""
    found = tuple(lines)
    return (heading(title), Block(Look.POINTS, found)) if found else ()
