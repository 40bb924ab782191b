"""The evolutionary tree of language models as a picture: branches, years, open or closed, makers.

After the survey's Figure 1, drawn anew from its facts. Filled is open and hollow is closed, as
there; the badge is the maker's, in letters, so that no colour speaks alone.
"""

from collections.abc import Collection, Mapping
from typing import Final

from app.charts.tree_layout import BADGE, HEIGHT, SIZE, Place, TreeLayout, lay_out, short_name
from app.draw.colours import Hex, Ink
from app.draw.measure import width_of
from app.draw.types import Anchor, Box, Curve, Dash, Line, Picture, Shape, Spot, Stroke, Words
from app.guide.models import FROM_BRANCH, BranchId, Catalogue, TreeModel
from app.words import Language, say

INKS: Final[Mapping[BranchId, Ink]] = {
    BranchId.PRE_TRANSFORMER: Ink.MUTED,
    BranchId.ENCODER_ONLY: Ink.ENCODER,
    BranchId.ENCODER_DECODER: Ink.BOTH,
    BranchId.DECODER_ONLY: Ink.DECODER,
}
WHITE: Final = Hex("#FFFFFF")


def tree_picture(
    catalogue: Catalogue,
    language: Language,
    shown: Collection[str] | None = None,
    layout: TreeLayout | None = None,
) -> Picture:
    """The whole tree. Models that are not `shown` stay in their place as a shadow. A `layout`
    that is there already need not be made again."""
    layout = layout or lay_out(catalogue.tree)
    lit = {model.id for model in catalogue.tree if shown is None or model.id in shown}
    shapes: list[Shape] = [*_years(layout), *_trunks(catalogue, layout, language)]
    for model in catalogue.tree:
        shapes.append(_line(catalogue, layout, model, lit))
    for model in catalogue.tree:
        shapes += _box(catalogue, model, layout.places[model.id], lit=model.id in lit)
    shapes += _legend(language)
    return Picture(
        layout.width,
        layout.height,
        tuple(shapes),
        _alt(catalogue, lit, language),
        tuple(
            Spot(
                model.id, place.x, place.y, place.width, HEIGHT, spoken(catalogue, model, language)
            )
            for model in catalogue.tree
            if model.id in lit
            for place in (layout.places[model.id],)
        ),
    )


def spoken(catalogue: Catalogue, model: TreeModel, language: Language) -> str:
    """The box in words, for a screen reader."""
    return say(
        language,
        "tree.spoken",
        name=model.name,
        maker=model.organisation,
        released=model.released,
        branch=catalogue.branch[model.branch].name.to(language),
        openness=say(language, "tree.open" if model.open else "tree.closed"),
    )


def _alt(catalogue: Catalogue, lit: Collection[str], language: Language) -> str:
    models = [model for model in catalogue.tree if model.id in lit]
    if not models:
        return say(language, "tree.alt_none")
    return say(
        language,
        "tree.alt",
        n=len(models),
        total=len(catalogue.tree),
        opened=sum(model.open for model in models),
        first=min(model.released for model in models)[:4],
        last=max(model.released for model in models)[:4],
    )


def _years(layout: TreeLayout) -> list[Shape]:
    """A thin line at the start of each year and its number in a pill at the left."""
    shapes: list[Shape] = []
    ends = [y for _, y in layout.years]
    for (year, y), above in zip(layout.years, ends[1:], strict=False):
        shapes.append(Line(((64, y), (layout.width - 12, y)), Stroke(Ink.LINE, 1, Dash.DOTTED)))
        middle = (y + above) / 2
        shapes.append(Box(10, middle - 12, 50, 24, Ink.GREY_SOFT, radius=12))
        shapes.append(
            Words(35, middle + 5, str(year), 13, Ink.TEXT, bold=True, anchor=Anchor.MIDDLE)
        )
    return shapes


def _trunks(catalogue: Catalogue, layout: TreeLayout, language: Language) -> list[Shape]:
    """The main branches from the foot to their tips, each with its name at the tip."""
    x, y = layout.foot
    fork = (x, y - 46)
    shapes: list[Shape] = [Line(((x, y), fork), Stroke(Ink.GREY, 12))]
    start = layout.years[0][1]
    for trunk in layout.trunks:
        ink = INKS[trunk.branch]
        knee = (trunk.x, start - 10)
        shapes.append(Curve(fork, (x, start + 20), (trunk.x, start + 70), knee, Stroke(ink, 8)))
        shapes.append(Line((knee, (trunk.x, trunk.top)), Stroke(ink, 8)))
        name = catalogue.branch[trunk.branch].name.to(language)
        width = width_of(name, 14, bold=True) + 24
        shapes.append(
            Box(trunk.x - width / 2, trunk.top - 30, width, 26, Ink.CARD, Stroke(ink, 2), 13)
        )
        shapes.append(
            Words(trunk.x, trunk.top - 12, name, 14, ink, bold=True, anchor=Anchor.MIDDLE)
        )
    early = catalogue.branch[BranchId.PRE_TRANSFORMER].name.to(language)
    shapes.append(Words(x, y + 16, early, 13, Ink.MUTED, bold=True, anchor=Anchor.MIDDLE))
    return shapes


def _line(
    catalogue: Catalogue, layout: TreeLayout, model: TreeModel, lit: Collection[str]
) -> Shape:
    """From what the box grows out of to the box itself."""
    place = layout.places[model.id]
    end = (place.middle, place.y + HEIGHT)
    above = catalogue.tree_model.get(model.parent)
    if above is not None:
        root = layout.places[above.id]
        start = (root.middle, root.y)
    elif model.parent.startswith(FROM_BRANCH):
        x = next(t.x for t in layout.trunks if t.branch == model.parent.removeprefix(FROM_BRANCH))
        reach = min(70.0, 24 + abs(place.middle - x) / 4)
        start = (x, min(end[1] + reach, layout.years[0][1] - 6))
    else:
        start = (layout.foot[0], layout.foot[1] - 30)
    bend = max(18.0, abs(start[1] - end[1]) * 0.55)
    bright = model.id in lit and (above is None or above.id in lit)
    ink = INKS[model.branch] if bright else Ink.LINE
    return Curve(start, (start[0], start[1] - bend), (end[0], end[1] + bend), end, Stroke(ink, 2))


def _box(catalogue: Catalogue, model: TreeModel, place: Place, *, lit: bool) -> list[Shape]:
    ink = INKS[model.branch]
    maker = catalogue.organisation[model.organisation]
    name = short_name(model)
    y = place.y
    if not lit:
        return [
            Box(place.x, y, place.width, HEIGHT, Ink.CARD, Stroke(Ink.LINE), 6),
            Words(place.x + BADGE + 12, y + 17.5, name, SIZE, Ink.EDGE),
        ]
    fill, text = (ink, Ink.CARD) if model.open else (Ink.CARD, Ink.TEXT)
    return [
        Box(place.x, y, place.width, HEIGHT, fill, Stroke(ink, 1.6), 6),
        Box(place.x + 4, y + 4, BADGE, BADGE, Hex(maker.colour), Stroke(Ink.CARD), 4),
        Words(
            place.x + 4 + BADGE / 2,
            y + 17,
            maker.badge,
            10,
            WHITE,
            bold=True,
            anchor=Anchor.MIDDLE,
        ),
        Words(place.x + BADGE + 12, y + 17.5, name, SIZE, text, bold=True),
    ]


def _legend(language: Language) -> list[Shape]:
    """What filled, hollow and the badge mean."""
    x, y = 76.0, 14.0
    shapes: list[Shape] = []
    for word, fill in (("open", Ink.MUTED), ("closed", Ink.CARD)):
        text = say(language, f"tree.{word}")
        shapes.append(Box(x, y, 26, 16, fill, Stroke(Ink.MUTED, 1.6), 4))
        shapes.append(Words(x + 34, y + 13, text, 12, Ink.TEXT))
        x += 34 + width_of(text, 12) + 28
    badge = say(language, "tree.badge")
    shapes.append(Box(x, y - 1, BADGE, BADGE, Hex("#404E5C"), None, 4))
    shapes.append(Words(x + BADGE / 2, y + 12, "Ab", 10, WHITE, bold=True, anchor=Anchor.MIDDLE))
    shapes.append(Words(x + 26, y + 13, badge, 12, Ink.TEXT))
    return shapes
