"""Where the boxes of the evolutionary tree stand: our own layout, read upward like the figure.

Time runs upward and a box stands at the height of its month; the figure's horizontal order is
kept. A box that would cover another moves sideways, and up a little only where there is no room.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Final

from app.draw.measure import width_of
from app.guide.models import BranchId, TreeModel

HEIGHT, BADGE, SIZE = 26.0, 18.0, 12.0  # of a box, of its badge, of its letters
GAP_X, GAP_Y = 10.0, 7.0
BESIDE, LIFT = 9.0, 8.0  # room beside a main branch; one step upward
WIDEST: Final = 22  # letters of a name; longer ones stand as the figure spells them
LEFT, RIGHT, TOP, BOTTOM = 76.0, 24.0, 70.0, 120.0
ROOM: Final = 1_180.0  # for boxes from side to side, in a tree as large as the figure
PER_BOX: Final = 17.0  # height of a year for each of its boxes
LEAST_YEAR: Final = 90.0
BEFORE: Final = 2018  # all that is older stands together at the foot
TRUNKS: Final[Mapping[BranchId, float]] = {  # where each main branch rises, as in the figure
    BranchId.ENCODER_ONLY: 0.195,
    BranchId.ENCODER_DECODER: 0.345,
    BranchId.DECODER_ONLY: 0.665,
}


@dataclass(frozen=True, slots=True)
class Place:
    x: float
    y: float
    width: float

    @property
    def middle(self) -> float:
        return self.x + self.width / 2


@dataclass(frozen=True, slots=True)
class Trunk:
    """A main branch: up from the foot to `top`."""

    branch: BranchId
    x: float
    top: float


@dataclass(frozen=True, slots=True)
class TreeLayout:
    width: float
    height: float
    foot: tuple[float, float]
    places: Mapping[str, Place]
    trunks: tuple[Trunk, ...]
    years: tuple[tuple[int, float], ...]  # each year and the height of its first day


def short_name(model: TreeModel) -> str:
    """The name as a box shows it."""
    name = model.name.partition(" (")[0]
    return name if len(name) <= WIDEST else model.box


def lay_out(models: Sequence[TreeModel]) -> TreeLayout:
    """Places for all of them. The same models give the same layout."""
    scale = max(1.0, (len(models) / 64) ** 0.5)  # a larger tree grows in both directions
    room = ROOM * scale
    years = _years(models, scale)
    foot = (LEFT + room * 0.45, years[BEFORE] + BOTTOM + 40)
    places = _places(models, years, room)
    trunks = tuple(
        Trunk(branch, LEFT + share * room, min(tops) - 34)
        for branch, share in TRUNKS.items()
        if (tops := [places[model.id].y for model in models if model.branch is branch])
    )
    return TreeLayout(
        width=max(place.x + place.width for place in places.values()) + RIGHT,
        height=foot[1] + 24,
        foot=foot,
        places=places,
        trunks=trunks,
        years=tuple(sorted(years.items())),
    )


def _year_of(model: TreeModel) -> int:
    return max(int(model.released[:4]), BEFORE - 1)


def _years(models: Sequence[TreeModel], scale: float) -> dict[int, float]:
    """The height of each year's first day; a year with many boxes is taller."""
    last = max(_year_of(model) for model in models) + 1
    rooms = {
        year: max(LEAST_YEAR, PER_BOX * scale * sum(_year_of(model) == year for model in models))
        for year in range(BEFORE, last)
    }
    return {
        year: TOP + sum(rooms[later] for later in range(year, last))
        for year in range(BEFORE, last + 1)
    }


def _height(model: TreeModel, years: Mapping[int, float]) -> float:
    """The middle of the model's month; what is older than the axis stands below it in order."""
    year = int(model.released[:4])
    month = int(model.released[5:7] or 6)
    if year < BEFORE:
        return years[BEFORE] + 46 + 8 * (BEFORE - year)
    start, end = years[year], years[year + 1]
    return start + (end - start) * (month - 0.5) / 12


def _places(
    models: Sequence[TreeModel], years: Mapping[int, float], room: float
) -> dict[str, Place]:
    """Oldest first, each as near to its wish as the others and the main branches leave room."""
    taken: dict[int, list[Place]] = {}
    trunks = [LEFT + share * room for share in TRUNKS.values()]
    places = {}
    for model in sorted(models, key=lambda model: (model.released, model.id)):
        width = BADGE + 22 + width_of(short_name(model), SIZE)
        y = _height(model, years) - HEIGHT / 2
        rises = y < years[BEFORE]  # the main branches are upright from there on
        wish = min(max(LEFT + model.x * room - width / 2, LEFT), LEFT + room - width)
        place = _nearest(wish, y, width, room, taken, trunks if rises else ())
        places[model.id] = place
        for row in _rows(place.y):
            taken.setdefault(row, []).append(place)
    return places


def _nearest(
    wish: float,
    y: float,
    width: float,
    room: float,
    taken: Mapping[int, list[Place]],
    trunks: Sequence[float],
) -> Place:
    """The free place that costs least: a pixel upward counts as two sideways."""
    best: tuple[float, float, float] | None = None  # cost, x, y
    for lift in count():
        rise = LIFT * lift
        if best is not None and 2 * rise >= best[0]:
            return Place(best[1], best[2], width)
        for x in _free(wish, y - rise, width, room, taken, trunks):
            cost = abs(x - wish) + 2 * rise
            if best is None or cost < best[0]:
                best = cost, x, y - rise
    raise AssertionError("a tree has no roof")


def _free(
    wish: float,
    y: float,
    width: float,
    room: float,
    taken: Mapping[int, list[Place]],
    trunks: Sequence[float],
) -> Iterator[float]:
    """The nearest free place on a height, to the left and to the right of the wish."""
    near = {other for row in _rows(y) for other in taken.get(row, ())}
    blocked = [(x - BESIDE - width, x + BESIDE) for x in trunks]
    blocked += [
        (other.x - GAP_X - width, other.x + other.width + GAP_X)
        for other in near
        if abs(other.y - y) < HEIGHT + GAP_Y
    ]
    right = wish
    for start, end in sorted(blocked):
        if start < right < end:
            right = end
    left = wish
    for start, end in sorted(blocked, key=lambda span: -span[1]):
        if start < left < end:
            left = start
    if right <= LEFT + room - width:
        yield right
    if left >= LEFT:
        yield left


def _rows(y: float) -> range:
    """The rows of the look-up that a box at this height touches."""
    step = HEIGHT + GAP_Y
    return range(int(y // step) - 1, int(y // step) + 2)
