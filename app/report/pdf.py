"""The document as PDF, set by Typst: PDF/A-3b and PDF/UA-1 at once, with its profile inside."""

import dataclasses
import json
import re
import unicodedata
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from app.files import write_file
from app.paths import RESOURCES
from app.report.fonts import FOLDER, REGULAR, STRONG, characters
from app.report.types import Document, Report
from app.words import say

if TYPE_CHECKING:
    import typst

TEMPLATE: Final = RESOURCES / "report"
MISSING: Final = "□"
SLIDE_PPI: Final = 192  # twice a screen's
UNSEEN: Final = frozenset("\u200b\u200c\u200d\u2060\ufe0e\ufe0f\u00ad\ufeff")
CJK: Final = r"\u2e80-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff"
HELD: Final = (
    "、。，．・：；？！ー々〻゛゜…‥「」『』（）【】〔〕〈〉《》"
    "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ"
)
UNBROKEN: Final = re.compile(rf"[^\s{CJK}]{{25,}}|[{HELD}]{{9,}}")  # no line break inside
WHOLE: Final = frozenset(
    {
        "profile_json",
        "probe_json",
        "code",
        "kind",
        "id",
        "letter",
        "url",
        "svg",
        "logo",
        "accent",
        "profiles",
    }
)


class Paper(StrEnum):
    A4 = "a4"
    LETTER = "us-letter"


def pdf_bytes(report: Document, paper: Paper = Paper.A4) -> bytes:
    """The PDF. The same report gives the same bytes on every machine.

    Characters that no shipped font has are printed as □ and counted on page one; the attached
    profile keeps them. Fonts of the system are never used.
    """
    data, warnings = compiler(report, paper).compile_with_warnings(
        format="pdf",
        pdf_standards=["a-3b", "ua-1"],
        timestamp=report.made,
    )
    if warnings or not isinstance(data, bytes):
        raise RuntimeError(f"the template is at fault: {[w.message for w in warnings]}")
    return data


def write_pdf(report: Document, path: Path, paper: Paper = Paper.A4) -> None:
    """Write the PDF whole or not at all. Raises AppError when `path` cannot be written."""
    write_file(path, pdf_bytes(report, paper))


def page_one_png(report: Document, paper: Paper = Paper.A4, ppi: float = SLIDE_PPI) -> bytes:
    """Page one alone, as a PNG for slides."""
    page = compiler(report, paper, whole=False).compile(format="png", ppi=ppi)
    if not isinstance(page, bytes):
        raise RuntimeError("page one is not one page")
    return page


def page_svgs(
    report: Document, paper: Paper = Paper.A4, *, whole: bool = True
) -> tuple[bytes, ...]:
    """Every page as SVG, set exactly as in the PDF; page one alone comes ten times as soon, and
    does not yet know how many there are."""
    pages = compiler(report, paper, whole=whole).compile(format="svg")
    return (pages,) if isinstance(pages, bytes) else tuple(pages or ())


def compiler(report: Document, paper: Paper, *, whole: bool = True) -> "typst.Compiler":
    """Typst with our template, our fonts and no others, and the report as its only data."""
    data = {
        "report": json.dumps(printable(report)),
        "paper": paper.value,
        "part": "whole" if whole else "page-one",
    }
    return typesetter("main.typ" if isinstance(report, Report) else "collection.typ", data)


def typesetter(template: str, data: dict[str, str]) -> "typst.Compiler":
    """Typst on a file of our template. Fonts are read once for the life of the program."""
    import typst  # noqa: PLC0415  (7 MB that nobody needs before a document is made)

    return typst.Compiler(TEMPLATE / template, root=TEMPLATE, font_paths=_fonts(), sys_inputs=data)


@cache
def _fonts() -> "typst.Fonts":
    import typst  # noqa: PLC0415

    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[FOLDER]
    )


def printable(report: Document) -> dict[str, Any]:
    """The report as the template reads it: every text with characters our fonts have."""
    printed: dict[str, Any] = _shown(dataclasses.asdict(report))
    strong = characters(STRONG)
    lost = sum(
        not _has(character)
        for profile in ([report.profile_json] if isinstance(report, Report) else report.profiles)
        for text in _texts(json.loads(profile))
        for character in text
        if not _is_space(character) and character not in UNSEEN
    )
    seen = {character for text in _texts(printed) for character in text}
    thin = sorted(character for character in seen if character not in strong and character != "\n")
    printed["thin"] = "".join(f"\\x{{{ord(c):x}}}" for c in thin if c not in UNSEEN)
    printed["notice"] = say(report.language, "report.replaced", n=lost) if lost else ""
    return printed


def _shown(value: Any, key: str = "") -> Any:
    if isinstance(value, str):
        return value if key in WHOLE else shown(value)
    if isinstance(value, dict):
        return {name: _shown(part, name) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_shown(part, key) for part in value]
    return value


def shown(text: str) -> str:
    """`text` with only characters that can be printed, and with long words made breakable."""
    clean = "".join(
        " " if _is_space(character) else character if _has(character) else MISSING
        for character in unicodedata.normalize("NFC", text)
        if character not in UNSEEN
    )
    return UNBROKEN.sub(lambda run: "\u200b".join(run[0]), clean)


def _has(character: str) -> bool:
    """Whether it can be printed. Controls cannot, not even those that would reorder the line."""
    return character in characters(REGULAR) and unicodedata.category(character)[0] != "C"


def _is_space(character: str) -> bool:
    return character.isspace() and character != "\u3000"


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for pair in value.items() for part in pair for text in _texts(part)]
    if isinstance(value, list):
        return [text for part in value for text in _texts(part)]
    return []
