"""A picture: shapes on a sheet, in the order they are painted, and what they say in words.

Lengths are units of the sheet, x to the right and y downward from its upper left corner; on the
screen and in the SVG a unit is a pixel at 100 %. Colours are inks, so that one picture serves
light, dark and paper. Nothing depends on Qt or on the document: both only render.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from app.draw.colours import Ink, Paint

Point: TypeAlias = tuple[float, float]


class Dash(StrEnum):
    SOLID = "solid"
    DASHED = "dashed"
    DOTTED = "dotted"


class Anchor(StrEnum):
    """Which part of the words stands at their point."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


@dataclass(frozen=True, slots=True)
class Stroke:
    ink: Ink
    width: float = 1.0
    dash: Dash = Dash.SOLID


@dataclass(frozen=True, slots=True)
class Line:
    """Straight pieces from point to point; closed and filled it is an area."""

    points: tuple[Point, ...]
    stroke: Stroke | None = None
    fill: Ink | None = None
    opacity: float = 1.0  # of the fill
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Curve:
    """One cubic Bézier curve."""

    start: Point
    bend_out: Point
    bend_in: Point
    end: Point
    stroke: Stroke


@dataclass(frozen=True, slots=True)
class Box:
    x: float
    y: float
    width: float
    height: float
    fill: Paint | None = None
    stroke: Stroke | None = None
    radius: float = 0.0
    opacity: float = 1.0  # of the fill


@dataclass(frozen=True, slots=True)
class Disc:
    x: float
    y: float
    radius: float
    fill: Ink | None = None
    stroke: Stroke | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text; `y` is its baseline. `turn` is in degrees clockwise round its point."""

    x: float
    y: float
    text: str
    size: float = 12.0
    ink: Paint = Ink.TEXT
    bold: bool = False
    anchor: Anchor = Anchor.START
    turn: float = 0.0


Shape: TypeAlias = Line | Curve | Box | Disc | Words


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in the picture that can be pressed; `spoken` names it for a screen reader."""

    id: str
    x: float
    y: float
    width: float
    height: float
    spoken: str


@dataclass(frozen=True, slots=True)
class Picture:
    """`alt` says in one or two sentences what the picture shows, figures included."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    alt: str
    spots: tuple[Spot, ...] = ()


def line(x1: float, y1: float, x2: float, y2: float, stroke: Stroke) -> Line:
    return Line(((x1, y1), (x2, y2)), stroke)


def area(points: Sequence[Point], fill: Ink, opacity: float = 1.0) -> Line:
    return Line(tuple(points), None, fill, opacity, closed=True)
