"""Models: the survey's evolutionary tree, its licence table, and today's dated shortlist.

They are read from `resources/guide/models` by `app.guide.load_models` and never change. Every
figure names its sources; a value that only second-hand sources give is *unverified*.
"""

from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Final, Literal, TypeAlias

from pydantic import Field

from app.guide.part import Id, Part, Text, Words

TRUNK: Final = "trunk"  # the grey foot of the tree
FROM_BRANCH: Final = "branch:"  # "branch:decoder-only": straight from a main branch

Day: TypeAlias = date  # a day of the calendar, never a clock

Month = Annotated[str, Field(pattern=r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$")]
Share = Annotated[float, Field(ge=0, le=1)]
Amount = Annotated[float, Field(ge=0, allow_inf_nan=False)]
Sources = Annotated[tuple[Id, ...], Field(min_length=1)]


class SourceKind(StrEnum):
    PRIMARY = "primary"  # the maker, or the paper
    AGGREGATOR = "aggregator"  # a price or model database
    SECONDARY = "secondary"  # a third party's copy
    OURS = "ours"  # a rule of thumb of ours


class ModelSource(Part):
    """Where a figure comes from. `snapshot` is the state that was read; nothing is fetched."""

    id: Id
    title: Words
    url: str
    snapshot: str
    kind: SourceKind


class Organisation(Part):
    """Who made a model. The badge (letters on an own colour) stands in place of any logo."""

    name: Words
    aliases: tuple[Words, ...] = ()
    badge: Annotated[str, Field(min_length=2, max_length=2)]
    colour: Annotated[str, Field(pattern="^#[0-9A-F]{6}$")]


class BranchId(StrEnum):
    PRE_TRANSFORMER = "pre-transformer"
    ENCODER_ONLY = "encoder-only"
    ENCODER_DECODER = "encoder-decoder"
    DECODER_ONLY = "decoder-only"


class Branch(Part):
    id: BranchId
    name: Text


class TreeModel(Part):
    """One box of the survey's evolutionary tree.

    `open` is a filled box of the figure: the reading of 2023 and no statement on licences.
    `parent` is where its line comes from (TRUNK, FROM_BRANCH + branch, or a model), `derived_from`
    whose weights it really continues. `x` and `y` place the box as shares of the figure.
    """

    id: Id
    name: Words
    box: Words  # as the figure spells it
    organisation: Words
    together_with: tuple[Words, ...] = ()
    released: Month
    date_source: Id
    date_uncertain: bool = False
    branch: BranchId
    open: bool
    parent: Words
    derived_from: Id | None = None
    x: Share
    y: Share
    parameters: Words | None = None  # "110M / 340M"
    sparse: bool = False  # only a part of the parameters works on each word
    arxiv: str | None = None
    paper: str | None = None
    figure_versions: tuple[Literal["V1", "V2", "V3"], ...]
    licence: str | None = None  # for models that the licence table leaves out
    licence_source: Id | None = None
    description: Text
    note: Text | None = None


class Commercial(StrEnum):
    YES = "yes"
    CONDITIONAL = "conditional"
    NO = "no"


class LicenceStatus(StrEnum):
    """What became of a row of the survey's table."""

    CURRENT = "current"
    IMPRECISE = "imprecise"
    OUTDATED = "outdated"
    SUPERSEDED = "superseded"
    WRONG = "wrong"


class LicenceThen(Part):
    """The row as the survey's authors printed it in 2023."""

    licence: Words
    url: str = ""
    commercial: Commercial
    restrictions: Text | None = None
    data_licence: Words
    corpus: Words


class LicenceNow(Part):
    licence: Words
    commercial: Commercial


class LicenceRow(Part):
    """A row of "Usage and restrictions" with what holds now."""

    id: Id
    name: Words
    architecture: BranchId
    built_on: Id | None = None
    organisation: Words
    tree_models: tuple[Id, ...] = ()
    then: LicenceThen
    status: LicenceStatus
    correction: Text | None = None
    now: LicenceNow
    sources: Sources


class ModelKind(StrEnum):
    HOSTED = "hosted"
    OPEN_LLM = "open_llm"
    ENCODER = "encoder"
    ENCODER_DECODER = "encoder_decoder"
    EMBEDDING = "embedding"
    FEW_SHOT = "few_shot"


class Japanese(StrEnum):
    """How far Japanese is covered, by what the sources say."""

    DESIGNED = "designed"
    LISTED = "listed"
    IMPLIED = "implied"  # a number of languages or a corpus that covers it, not named
    NOT_LISTED = "not_listed"
    NO = "no"
    UNKNOWN = "unknown"
    DEPENDS = "depends"  # on the base model


class PriceTier(Part):
    """What a prompt of `from_tokens` or more costs."""

    from_tokens: Annotated[int, Field(gt=0)]
    input: Amount
    output: Amount


class PriceChange(Part):
    """The next price that is announced already."""

    start: date = Field(alias="from")
    input: Amount
    output: Amount


class Price(Part):
    """List price in US dollars for a million tokens, without discounts, on `date`."""

    input: Amount
    output: Amount | None = None  # embeddings write nothing
    date: date
    model_id: Words
    sources: Sources
    peak_factor: Annotated[float, Field(ge=1)] = 1.0  # how much dearer at the dearest time of day
    note: Text | None = None
    tier: PriceTier | None = None
    change: PriceChange | None = None


class LocalFile(Part):
    """A GGUF file for llama.cpp."""

    by: Literal["official", "community"]
    repository: Words


class ShortlistModel(Part):
    """A model a practitioner can pick today. None means that no source was found.

    Memory is for the weights alone, in GB of 10^9 bytes; a mixture of experts needs it for all
    its parameters. `covers` is the complete list of languages where one is given.
    """

    id: Id
    name: Words
    kind: ModelKind
    why: Text
    organisation: Words
    released: Month | None = None
    licence: Words
    licence_note: Text | None = None
    commercial: Commercial
    open_weights: bool
    parameters_b: Amount | None = None
    active_parameters_b: Amount | None = None
    context_tokens: Annotated[int, Field(gt=0)] | None = None
    languages: Text | None = None
    covers: tuple[Id, ...] = ()
    japanese: Japanese
    inputs: Annotated[tuple[Words, ...], Field(min_length=1)]
    fp16_gb: Amount | None = None
    four_bit_gb: Amount | None = None
    memory_note: Text | None = None
    local: bool  # practical on one workstation
    local_file: LocalFile | None = None
    price: Price | None = None
    tree_model: Id | None = None  # where its line stands in the survey's tree
    note: Text | None = None
    sources: dict[str, Sources]  # field → where it comes from


class Figure(Part):
    """A figure that sums start from where the user gives none: a range, dated, with its source."""

    id: Id
    low: Amount
    high: Amount
    unit: Literal["tokens", "labels", "usd", "usd_month", "share", "calls", "gb"]
    text: Text
    date: date
    sources: Sources


class Catalogue(Part):
    """All of it, whole and checked."""

    branches: tuple[Branch, ...]
    tree: tuple[TreeModel, ...]
    licences: tuple[LicenceRow, ...]
    licences_checked: date
    snapshot: date  # when the shortlist was put together
    currency: Literal["USD"]
    shortlist: tuple[ShortlistModel, ...]
    figures: tuple[Figure, ...]
    organisations: tuple[Organisation, ...]
    sources: tuple[ModelSource, ...]
    sha256: str

    @cached_property
    def tree_model(self) -> dict[str, TreeModel]:
        return {model.id: model for model in self.tree}

    @cached_property
    def model(self) -> dict[str, ShortlistModel]:
        return {model.id: model for model in self.shortlist}

    @cached_property
    def figure(self) -> dict[str, Figure]:
        return {figure.id: figure for figure in self.figures}

    @cached_property
    def branch(self) -> dict[BranchId, Branch]:
        return {branch.id: branch for branch in self.branches}

    @cached_property
    def source(self) -> dict[str, ModelSource]:
        return {source.id: source for source in self.sources}

    @cached_property
    def organisation(self) -> dict[str, Organisation]:
        """By name and by every alias."""
        return {
            name: organisation
            for organisation in self.organisations
            for name in (organisation.name, *organisation.aliases)
        }

    @cached_property
    def licence_of(self) -> dict[str, LicenceRow]:
        """The licence row of a tree model, by the model's id."""
        return {name: row for row in self.licences for name in row.tree_models}

    def verified(self, sources: tuple[str, ...]) -> bool:
        """Whether at least one of these sources is more than a third party's copy."""
        return any(self.source[name].kind is not SourceKind.SECONDARY for name in sources)

    def unverified(self, model: ShortlistModel) -> tuple[str, ...]:
        """The fields of a shortlist model that only second-hand sources give."""
        return tuple(
            field for field, sources in model.sources.items() if not self.verified(sources)
        )

    def date_verified(self, model: TreeModel) -> bool:
        return not model.date_uncertain and self.verified((model.date_source,))
