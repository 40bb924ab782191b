"""A picture as the template draws it: plain values, every colour as the paper's own."""

from typing import Any

from app.draw.colours import LIGHT, Paint
from app.draw.types import Box, Curve, Disc, Line, Picture, Shape, Stroke, Words


def drawn(picture: Picture) -> dict[str, Any]:
    """The picture for `picture.typ`, in the light colours."""
    return {
        "width": picture.width,
        "height": picture.height,
        "alt": picture.alt,
        "shapes": [_shape(shape) for shape in picture.shapes],
    }


def _shape(shape: Shape) -> dict[str, Any]:
    match shape:
        case Line():
            return {
                "kind": "line",
                "points": [*map(_point, shape.points)],
                "closed": shape.closed,
                **_painted(shape.fill, shape.stroke, shape.opacity),
            }
        case Curve():
            points = (shape.start, shape.bend_out, shape.bend_in, shape.end)
            return {
                "kind": "curve",
                "points": [*map(_point, points)],
                **_painted(None, shape.stroke),
            }
        case Box():
            return {
                "kind": "box",
                "x": _round(shape.x),
                "y": _round(shape.y),
                "width": _round(shape.width),
                "height": _round(shape.height),
                "radius": _round(min(shape.radius, shape.width / 2, shape.height / 2)),
                **_painted(shape.fill, shape.stroke, shape.opacity),
            }
        case Disc():
            return {
                "kind": "disc",
                "x": _round(shape.x),
                "y": _round(shape.y),
                "radius": _round(shape.radius),
                **_painted(shape.fill, shape.stroke),
            }
        case Words():
            return {
                "kind": "words",
                "x": _round(shape.x),
                "y": _round(shape.y),
                "text": shape.text,
                "size": _round(shape.size),
                "fill": LIGHT.of(shape.ink),
                "bold": shape.bold,
                "anchor": shape.anchor.value,
                "turn": _round(shape.turn),
            }


def _painted(fill: Paint | None, stroke: Stroke | None, opacity: float = 1.0) -> dict[str, Any]:
    return {
        "fill": None if fill is None else LIGHT.of(fill),
        "opacity": opacity,
        "stroke": stroke
        and {
            "paint": LIGHT.of(stroke.ink),
            "width": _round(stroke.width),
            "dash": stroke.dash.value,
        },
    }


def _point(point: tuple[float, float]) -> list[float]:
    return [_round(point[0]), _round(point[1])]


def _round(value: float) -> float:
    return round(value, 2)
