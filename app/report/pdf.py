"""The document as PDF, set by Typst: PDF/A-3b and PDF/UA-1 at once, with its profile inside."""

import dataclasses
import json
import re
import unicodedata
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from app.draw.types import Picture
from app.errors import AppError
from app.files import write_file
from app.paths import RESOURCES
from app.report.drawn import drawn
from app.report.fonts import FOLDER, REGULAR, STRONG, characters
from app.report.packed import packed
from app.report.types import Document, Report
from app.words import say

if TYPE_CHECKING:
    import typst

TEMPLATE: Final = RESOURCES / "report"
MISSING: Final = "□"
KEPT: Final = 4096  # texts; most of a document are the guide's and the same in the next one
SLIDE_PPI: Final = 192  # twice a screen's
UNSEEN: Final = frozenset("\u200b\u200c\u200d\u2060\ufe0e\ufe0f\u00ad\ufeff")
CJK: Final = r"\u2e80-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff"
HELD: Final = (
    "、。，．・：；？！ー々〻゛゜…‥「」『』（）【】〔〕〈〉《》"
    "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ"
)
UNBROKEN: Final = re.compile(rf"[^\s{CJK}]{{25,}}|[{HELD}]{{9,}}")  # no line break inside
MARKS: Final = (
    r"\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u064b-\u065f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff"
)
# Every fourth letter with its marks: a break after each would tag each as a part of its own.
BETWEEN: Final = re.compile(rf"(?:.[{MARKS}]*){{4}}(?=.)")
JOINTS: Final = re.compile(r"(?<=[_/\\.&=?,;:-])(?=\w)")  # of names and addresses
WHOLE: Final = frozenset(
    {
        *("profile_json", "probe_json", "profiles", "code", "kind", "id", "letter", "url"),
        *("fill", "paint", "logo", "accent"),
    }
)

SPOKEN: Final = frozenset({"title", "author", "description", "alt"})  # never broken into lines


class Paper(StrEnum):
    A4 = "a4"
    LETTER = "us-letter"


def pdf_bytes(report: Document, paper: Paper = Paper.A4) -> bytes:
    """The PDF. The same report gives the same bytes on every machine.

    Characters that no shipped font has are printed as □ and counted on page one; the attached
    profile keeps them. Fonts of the system are never used. Raises AppError when Typst refuses.
    """
    (data,) = typeset(
        compiler(report, paper),
        format="pdf",
        pdf_standards=["a-3b", "ua-1"],
        timestamp=report.made,
    )
    return packed(data)


def write_pdf(report: Document, path: Path, paper: Paper = Paper.A4) -> None:
    """Write the PDF whole or not at all. Raises AppError when `path` cannot be written."""
    write_file(path, pdf_bytes(report, paper))


def page_one_png(report: Document, paper: Paper = Paper.A4, ppi: float = SLIDE_PPI) -> bytes:
    """Page one alone, as a PNG for slides; it does not say of how many pages."""
    return typeset(compiler(report, paper, alone=True), format="png", ppi=ppi)[0]


def page_svgs(
    report: Document, paper: Paper = Paper.A4, *, alone: bool = False
) -> tuple[bytes, ...]:
    """Every page as SVG, set exactly as in the PDF; page one `alone` is there much sooner."""
    return typeset(compiler(report, paper, alone=alone), format="svg")


def typeset(document: "typst.Compiler", **how: Any) -> tuple[bytes, ...]:
    """What Typst makes of the document: a PDF, or each page as a picture.

    Raises AppError when Typst refuses it; no text is known that makes it do so.
    """
    try:
        made, warnings = document.compile_with_warnings(**how)
    except RuntimeError as error:
        raise AppError("not_typeset", fault=str(error)) from error
    if warnings or not made:
        raise RuntimeError(f"the template is at fault: {[w.message for w in warnings]}")
    return tuple(made) if isinstance(made, list) else (made,)


def compiler(report: Document, paper: Paper, *, alone: bool = False) -> "typst.Compiler":
    """Typst with our template, our fonts and no others, and the report as its only data.

    `alone` sets page one without the appendix and without the probe's file.
    """
    import typst  # noqa: PLC0415  (7 MB that nobody needs before a document is made)

    if alone:
        report = dataclasses.replace(report, sections=())
        if isinstance(report, Report):
            report = dataclasses.replace(report, probe_json=None)
    data = {"report": json.dumps(printable(report)), "paper": paper.value}
    if alone:
        data["page-one-alone"] = "yes"
    template = "main.typ" if isinstance(report, Report) else "several.typ"
    return typst.Compiler(TEMPLATE / template, root=TEMPLATE, font_paths=fonts(), sys_inputs=data)


@cache
def fonts() -> "typst.Fonts":
    """The shipped fonts alone, read once."""
    import typst  # noqa: PLC0415

    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[FOLDER]
    )


def printable(report: Document) -> dict[str, Any]:
    """The report as the template reads it: every text with characters our fonts have."""
    printed: dict[str, Any] = _shown(_plain(report))
    printed.pop("options", None)  # they are for the decision record
    strong = characters(STRONG)
    lost = sum(
        not _has(character)
        for profile in ([report.profile_json] if isinstance(report, Report) else report.profiles)
        for text in _texts(json.loads(profile))
        for character in text
        if not _is_space(character) and character not in UNSEEN
    )
    seen = set().union(*_texts(printed))
    thin = sorted(character for character in seen if character not in strong and character != "\n")
    printed["thin"] = "".join(f"\\x{{{ord(c):x}}}" for c in thin if c not in UNSEEN)
    printed["long"] = "\u200b" in seen  # whether a word has places to break
    printed["notice"] = say(report.language, "report.replaced", n=lost) if lost else ""
    return printed


def _plain(value: Any) -> Any:
    """Values of the document as values of JSON."""
    if isinstance(value, Picture):
        return drawn(value)
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if dataclasses.is_dataclass(value):
        return {name: _plain(getattr(value, name)) for name in value.__dataclass_fields__}
    return value


def _shown(value: Any, key: str = "") -> Any:
    if isinstance(value, str):
        return value if key in WHOLE else clean(value) if key in SPOKEN else shown(value)
    if isinstance(value, dict):
        return {name: _shown(part, name) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_shown(part, key) for part in value]
    return value


@lru_cache(KEPT)
def shown(text: str) -> str:
    """`text` with only characters that can be printed, and with long words made breakable."""
    return UNBROKEN.sub(_breakable, clean(text))


def _breakable(run: re.Match[str]) -> str:
    """A long word with places to break: after its own joints, and inside what is still long."""
    parts = (
        BETWEEN.sub("\\g<0>\u200b", part) if len(part) > 24 else part
        for part in JOINTS.split(run[0])
    )
    return "\u200b".join(part for part in parts if part)


@lru_cache(KEPT)
def clean(text: str) -> str:
    """`text` with only characters that can be printed."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        " " if _is_space(character) else character if _has(character) else MISSING
        for character in unicodedata.normalize("NFC", text)
        if character not in UNSEEN
    )


@cache
def _has(character: str) -> bool:
    """Whether it can be printed. Controls cannot, not even those that would reorder the line."""
    return character in characters(REGULAR) and unicodedata.category(character)[0] != "C"


def _is_space(character: str) -> bool:
    return character.isspace() and character != "\u3000"


def _texts(value: Any) -> list[str]:
    """Every text in it, keys too."""
    found: list[str] = []
    left = [value]
    while left:
        part = left.pop()
        if isinstance(part, str):
            found.append(part)
        elif isinstance(part, dict):
            left += part
            left += part.values()
        elif isinstance(part, list):
            left += part
    return found
