"""A picture as SVG, for the document and for export. The same picture gives the same text."""

from typing import Final
from xml.sax.saxutils import escape, quoteattr

from app.draw.colours import LIGHT, Colours, Ink, Paint
from app.draw.fonts import FAMILIES
from app.draw.types import (
    Box,
    Curve,
    Dash,
    Disc,
    Line,
    Picture,
    Point,
    Shape,
    Stroke,
    Words,
)

DASHES: Final = {Dash.DASHED: (5.0, 4.0), Dash.DOTTED: (1.5, 3.0)}


def svg(picture: Picture, colours: Colours = LIGHT, ground: Ink | None = None) -> str:
    """The picture as an SVG document with its words as title. `ground` fills the sheet."""
    size = f"{_number(picture.width)} {_number(picture.height)}"
    back = Box(0, 0, picture.width, picture.height, ground)
    shapes = picture.shapes if ground is None else (back, *picture.shapes)
    width, height = size.split()
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
            f'viewBox="0 0 {size}" role="img" font-family={quoteattr(_families())}>',
            f"<title>{_text(picture.alt)}</title>",
            *(_shape(shape, colours) for shape in shapes),
            "</svg>\n",
        ]
    )


def _shape(shape: Shape, colours: Colours) -> str:
    match shape:
        case Line():
            name = "polygon" if shape.closed else "polyline"
            points = " ".join(map(_point, shape.points))
            fill = _fill(shape.fill, colours, shape.opacity)
            return f'<{name} points="{points}"{fill}{_stroke(shape.stroke, colours)}/>'
        case Curve():
            path = (
                f"M{_point(shape.start)} C{_point(shape.bend_out)} "
                f"{_point(shape.bend_in)} {_point(shape.end)}"
            )
            return f'<path d="{path}" fill="none"{_stroke(shape.stroke, colours)}/>'
        case Box():
            place = _attributes(x=shape.x, y=shape.y, width=shape.width, height=shape.height)
            round_ = f' rx="{_number(shape.radius)}"' if shape.radius else ""
            fill = _fill(shape.fill, colours, shape.opacity)
            return f"<rect{place}{round_}{fill}{_stroke(shape.stroke, colours)}/>"
        case Disc():
            place = _attributes(cx=shape.x, cy=shape.y, r=shape.radius)
            return f"<circle{place}{_fill(shape.fill, colours)}{_stroke(shape.stroke, colours)}/>"
        case Words():
            place = _attributes(x=shape.x, y=shape.y)
            size = _attributes(**{"font-size": shape.size})
            bold = ' font-weight="700"' if shape.bold else ""
            turn = (
                f' transform="rotate({_number(shape.turn)} {_point((shape.x, shape.y))})"'
                if shape.turn
                else ""
            )
            return (
                f'<text{place}{size} text-anchor="{shape.anchor}"{bold}{turn}'
                f"{_fill(shape.ink, colours)}>{_text(shape.text)}</text>"
            )


def _families() -> str:
    return ", ".join(f"'{family}'" for family in FAMILIES)


def _attributes(**values: float) -> str:
    return "".join(f' {name}="{_number(value)}"' for name, value in values.items())


def _point(point: Point) -> str:
    return f"{_number(point[0])},{_number(point[1])}"


def _fill(ink: Paint | None, colours: Colours, opacity: float = 1.0) -> str:
    if ink is None:
        return ' fill="none"'
    thin = f' fill-opacity="{_number(opacity)}"' if opacity < 1 else ""
    return f' fill="{colours.of(ink)}"{thin}'


def _stroke(stroke: Stroke | None, colours: Colours) -> str:
    if stroke is None:
        return ""
    pattern = DASHES.get(stroke.dash)
    dash = f' stroke-dasharray="{_number(pattern[0])} {_number(pattern[1])}"' if pattern else ""
    ends = ' stroke-linecap="round" stroke-linejoin="round"'
    return f' stroke="{colours.of(stroke.ink)}" stroke-width="{_number(stroke.width)}"{dash}{ends}'


def _number(value: float) -> str:
    """At most two decimals and none that say nothing, so that files stay small and equal."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _text(text: str) -> str:
    """Text for XML: characters that XML cannot hold are left out."""
    return escape("".join(c for c in text if c in "\t\n" or ord(c) >= 0x20))
