"""What an organisation adds to a document, checked before it is taken."""

import base64
import json
import re
import struct
from typing import Final
from xml.etree import ElementTree

from app.draw.contrast import TEXT, WHITE, contrast, readable
from app.errors import AppError

MOST_BYTES: Final = 200_000  # of a logo
MOST_PIXELS: Final = 2_000  # on a side
PNG: Final = b"\x89PNG\r\n\x1a\n"
COLOUR: Final = re.compile(r"#?([0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
OUTSIDE: Final = re.compile(r"url\(\s*['\"]?(?!#)|@import", re.IGNORECASE)
WRITTEN: Final = frozenset({"text", "tspan", "textPath"})
ACTIVE: Final = frozenset(
    {"script", "foreignObject", "a", "animate", "animateMotion", "animateTransform", "set"}
)


def checked_accent(text: str) -> str:
    """The colour as "#RRGGBB"; "" stays "". AppError when it is none, or too pale for text."""
    if not text.strip():
        return ""
    found = COLOUR.fullmatch(text.strip())
    if found is None:
        raise AppError("accent_no_colour", text=text.strip()[:30])
    digits = found[1] if len(found[1]) == 6 else "".join(2 * digit for digit in found[1])
    colour = f"#{digits.upper()}"
    ratio = contrast(colour, WHITE)
    if ratio < TEXT:
        shown = f"{int(10 * ratio) / 10:.1f}"  # rounded down: 4.46 is not enough
        raise AppError("accent_too_pale", colour=colour, ratio=shown, nearest=readable(colour))
    return colour


def checked_logo(data: bytes, name: str) -> str:
    """The logo in a PNG or SVG file's bytes, as SVG text that loads nothing and runs nothing.

    AppError names what is wrong with the file called `name`.
    """
    if len(data) > MOST_BYTES:
        raise AppError("logo_too_large", file=name, limit=f"{MOST_BYTES // 1000} kB")
    is_png = data.startswith(PNG)
    logo = _wrapped(data, name) if is_png else _drawing(data, name)
    _set_once(data, "png" if is_png else "svg", name)
    return logo


def _wrapped(data: bytes, name: str) -> str:
    """A PNG inside an SVG of its size, so that whoever sets a logo knows one form only."""
    if len(data) < 24 or data[12:16] != b"IHDR":
        raise AppError("logo_damaged", file=name)
    width, height = struct.unpack(">II", data[16:24])
    if not 0 < max(width, height) <= MOST_PIXELS:
        raise AppError("logo_too_wide", file=name, limit=MOST_PIXELS)
    image = base64.b64encode(data).decode()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}"><image width="{width}" height="{height}" '
        f'href="data:image/png;base64,{image}"/></svg>'
    )


def _drawing(data: bytes, name: str) -> str:
    try:
        text = data.decode("utf-8-sig")
        if "<!DOCTYPE" in text or "<!ENTITY" in text:
            raise AppError("logo_doctype", file=name)
        root = ElementTree.fromstring(text.encode())
    except (UnicodeDecodeError, ElementTree.ParseError):
        raise AppError("logo_no_image", file=name) from None
    if _plain(root.tag) != "svg":
        raise AppError("logo_no_image", file=name)
    for element in root.iter():
        tag = _plain(element.tag)
        if tag in WRITTEN:
            raise AppError("logo_text", file=name)
        values = {_plain(key): value for key, value in element.attrib.items()}
        target = values.get("href", "#")
        if (
            tag in ACTIVE
            or any(key.startswith("on") for key in values)
            or not target.startswith(("#", "data:image/png;base64,", "data:image/jpeg;base64,"))
            or any(OUTSIDE.search(text) for text in (*values.values(), element.text or ""))
        ):
            raise AppError("logo_active", file=name)
    return text


def _plain(name: object) -> str:
    """A tag or attribute without its namespace; comments have none."""
    return str(name).rpartition("}")[2]


def _set_once(data: bytes, kind: str, name: str) -> None:
    """Set it as documents do: what the typesetter cannot draw is told now and not at export."""
    import typst  # noqa: PLC0415  (7 MB that nobody needs before a document is made)

    source = (
        '#set document(title: "–")\n'
        '#image(bytes(json(bytes(sys.inputs.data))), format: sys.inputs.kind, alt: "–")'
    )
    try:
        typst.compile(
            source.encode(),
            sys_inputs={"data": json.dumps(list(data)), "kind": kind},
            format="pdf",
            pdf_standards=["a-3b", "ua-1"],
            timestamp=0,
        )
    except typst.TypstError:
        raise AppError("logo_damaged", file=name) from None
