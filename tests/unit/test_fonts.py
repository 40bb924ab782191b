"""The fonts that ship: a bare machine has none, and both the window and the PDF need them."""

import re

import pytest
import typst
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication

from app.paths import RESOURCES

FONTS = RESOURCES / "fonts"
SHIPPED = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])
FILES = sorted(FONTS.glob("*.[ot]tf"))
FAMILIES = {
    "Inter": "Signpost – “quoted” 12,5 %",
    "Signpost Sans JP": "大規模言語モデルを使いますか。①㈱髙﨑𠮟る",
    "DejaVu Sans": "Ελλ Жук שלום سلام → ✓ ✗ ≤",
}


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("weight", ["regular", "bold"])
def test_typst_prints_with_each_family_from_the_shipped_files_alone(
    family: str, weight: str
) -> None:
    """PDF/A refuses a character the font lacks, and a warning would name a missing family."""
    document = f'#set text(font: "{family}", weight: "{weight}", fallback: false)\n'
    _, warnings = typst.compile_with_warnings(
        (document + FAMILIES[family]).encode(),
        font_paths=SHIPPED,
        pdf_standards="a-3b",
    )
    assert not warnings


def test_a_bold_name_in_chinese_or_korean_prints_too() -> None:
    """The bold cut has the kanji of Japan only; the others come from the regular."""
    document = '#set text(font: "Signpost Sans JP", weight: "bold")\n龘简体 한국어'
    _, warnings = typst.compile_with_warnings(
        document.encode(), font_paths=SHIPPED, pdf_standards="a-3b"
    )
    assert not warnings


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_qt_takes_every_font_file(qapp: QApplication, path: object) -> None:
    number = QFontDatabase.addApplicationFont(str(path))
    assert set(QFontDatabase.applicationFontFamilies(number)) & FAMILIES.keys()


def test_each_font_has_its_licence_beside_it() -> None:
    licences = [path.name.removesuffix("-LICENSE.txt") for path in FONTS.glob("*-LICENSE.txt")]
    assert not [path.name for path in FILES if not path.name.startswith(tuple(licences))]


def test_the_fonts_stay_small_enough_to_ship() -> None:
    assert sum(path.stat().st_size for path in FILES) < 14_000_000


def test_the_list_of_covered_characters_is_sorted_and_true_to_the_fonts() -> None:
    """Characters outside it are replaced before a PDF is made, so it must not promise too much."""
    last = -1
    sample = ""
    for line in (FONTS / "coverage.txt").read_text(encoding="ascii").splitlines():
        start, _, end = line.partition("-")
        assert re.fullmatch(r"[0-9A-F]+(-[0-9A-F]+)?", line)
        first, before, last = int(start, 16), last, int(end or start, 16)
        assert before < first <= last
        sample += chr(last)
    families = ", ".join(f'"{family}"' for family in FAMILIES)
    typst.compile(
        f"#set text(font: ({families}))\n#sys.inputs.text.clusters().join([ ])".encode(),
        font_paths=SHIPPED,
        pdf_standards="a-3b",
        sys_inputs={"text": " ".join(filter(str.isprintable, sample))},
    )
