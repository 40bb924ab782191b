"""The recommendation as a document: plain strings and numbers in one language, ready to be set.

Nothing here knows a page size or a file format. `app.report.build` makes a Report; the PDF and the
Markdown are two ways to set the same one.
"""

from dataclasses import dataclass
from typing import Literal

from app.draw.svg import svg
from app.draw.types import Picture
from app.words import Language


@dataclass(frozen=True, slots=True)
class Field:
    """A label and what stands beside it."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A word with a sign and a colour of its own.

    `id` is an outcome ("llm", "fine_tuned", "no_good_fit", "open"), an effect of a limit ("fit",
    "condition", "conflict"), a reply ("yes", "no", "unsure") or "" for a plain word.
    """

    id: str
    word: str


Cell = str | Mark


@dataclass(frozen=True, slots=True)
class Heading:
    """Of a part of a section."""

    text: str
    kind: Literal["heading"] = "heading"


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str
    strong: bool = False
    kind: Literal["paragraph"] = "paragraph"


@dataclass(frozen=True, slots=True)
class Points:
    items: tuple[str, ...]
    kind: Literal["points"] = "points"


@dataclass(frozen=True, slots=True)
class Reference:
    """A work in the list of sources; `url` may be empty and is for the reader to follow."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class References:
    items: tuple[Reference, ...]
    kind: Literal["references"] = "references"


@dataclass(frozen=True, slots=True)
class Fields:
    fields: tuple[Field, ...]
    kind: Literal["fields"] = "fields"


@dataclass(frozen=True, slots=True)
class Code:
    """Something to be copied letter by letter: a hash, a command."""

    label: str
    code: str
    kind: Literal["code"] = "code"


@dataclass(frozen=True, slots=True)
class Table:
    """`widths` are shares of the line; every row has as many cells as `heads`."""

    heads: tuple[str, ...]
    widths: tuple[float, ...]
    rows: tuple[tuple[Cell, ...], ...]
    kind: Literal["table"] = "table"


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture; `caption` stands below it and may be empty."""

    picture: Picture
    caption: str = ""
    kind: Literal["drawing"] = "drawing"

    @property
    def alt(self) -> str:
        return self.picture.alt

    @property
    def svg(self) -> str:
        return svg(self.picture)


Block = Heading | Paragraph | Points | References | Fields | Code | Table | Drawing


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the appendix; `letter` is how page one refers to it."""

    letter: str
    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Path:
    """The way through the flow, drawn in `picture`; `ends` are all outcomes of the flow."""

    heading: str
    picture: Picture
    ends: tuple[Mark, ...]

    @property
    def alt(self) -> str:
        return self.picture.alt


@dataclass(frozen=True, slots=True)
class Titled:
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Certainty:
    """`steps` of 4 are filled in the sign; 0 means that nothing can be graded yet. `robust` says
    how many answers would change the outcome on their own."""

    heading: str
    word: str
    steps: int
    reason: str
    robust: str


@dataclass(frozen=True, slots=True)
class Item:
    """One row of a short list on page one: a sign, a few strong words, and a sentence or more, of
    which `brief` is the first."""

    mark: Mark
    strong: str
    text: str
    brief: str


@dataclass(frozen=True, slots=True)
class Items:
    """A page has room for all `items` or for some.

    `more` says, for each number of them that may be shown, where the rest stands, or is "";
    `more_brief` says it where not all are shown in full. For an empty list both say so.
    """

    heading: str
    items: tuple[Item, ...]
    more: tuple[str, ...]
    more_brief: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Action:
    what: str
    who: str
    how_long: str


@dataclass(frozen=True, slots=True)
class Actions:
    heading: str
    who: str
    how_long: str
    by: str  # heads a column that stays empty for a date
    actions: tuple[Action, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """A box to tick; `ticked` is what the document stands at when it is made."""

    word: str
    ticked: bool


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of the recommendation, and who signs it; each signature has a date."""

    heading: str
    choices: tuple[Choice, ...]
    signatures: tuple[str, ...]
    date: str


@dataclass(frozen=True, slots=True)
class PageOne:
    kicker: str
    project: str
    name: str
    summary: str
    status: str
    fields: tuple[Field, ...]
    outcome: Mark
    sentence: str
    definition: str
    lines: tuple[Titled, ...]  # the guide says, your limits say, so we suggest
    why: Titled
    certainty: Certainty
    changes: Items
    limits: Items
    steps: Actions
    decision: Decision
    cut: str  # said where a text had to be shortened


@dataclass(frozen=True, slots=True)
class Footer:
    """`page` holds {page} and {pages} for whoever knows them."""

    provenance: str
    caveat: str
    page: str


@dataclass(frozen=True, slots=True)
class Brand:
    """What an organisation adds. `logo` is SVG text, `accent` "#RRGGBB"; all may be empty.

    Both were checked when they were taken in (`app.report.brand`).
    """

    organisation: str = ""
    logo: str = ""
    accent: str = ""
    footer: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """An outcome with its pros and cons, each a sentence that says which it is."""

    name: str
    arguments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    language: Language
    title: str
    author: str
    description: str
    made: int  # seconds since 1970, UTC
    draft: bool
    watermark: str  # across the pages of a draft
    page_one: PageOne
    path: Path
    appendix: str  # its heading
    sections: tuple[Section, ...]
    footer: Footer
    profile_json: str  # the attached profile file, exactly
    probe_json: str | None  # the attached probe result, exactly
    options: tuple[Option, ...]  # for the decision record
    brand: Brand = Brand()


@dataclass(frozen=True, slots=True)
class Collection:
    """`sections` about all tasks come first, under `appendix` as their heading; then page one of
    each of `reports`, in the collection's own brand. `profiles` are the files that the document
    carries."""

    language: Language
    title: str
    author: str
    description: str
    made: int  # seconds since 1970, UTC
    appendix: str
    sections: tuple[Section, ...]
    footer: Footer
    brand: Brand
    profiles: tuple[str, ...]
    reports: tuple[Report, ...] = ()
    wide: bool = False  # whether the sections stand on pages turned on their side


Document = Report | Collection
