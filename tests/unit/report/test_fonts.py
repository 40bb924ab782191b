"""We know which characters our fonts have: Typst agrees, in the regular and the bold weight."""

import pytest
import typst

from app.report.fonts import FOLDER, REGULAR, STRONG, characters


def sample(fonts: tuple[str, ...]) -> str:
    """Every seventh character that we believe these fonts to have and that shows something."""
    known = characters(fonts)
    every = (chr(point) for point in range(0x30000) if chr(point) in known)
    return "".join(c for c in every if c.isprintable() and not c.isspace())[::7]


@pytest.mark.parametrize(("fonts", "weight"), [(REGULAR, 400), (STRONG, 600), (STRONG, 700)])
def test_every_character_we_count_on_can_be_set(fonts: tuple[str, ...], weight: int) -> None:
    """PDF/A refuses a character without a glyph, so that setting them all is the proof."""
    shipped = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[FOLDER]
    )
    source = (
        "#set text(font: ('Inter', 'Signpost Sans JP', 'DejaVu Sans'), fallback: false, "
        f"weight: {weight}, size: 4pt)\n#sys.inputs.text.clusters().join(' ')"
    ).replace("'", '"')
    compiler = typst.Compiler(
        source.encode(), font_paths=shipped, sys_inputs={"text": sample(fonts)}
    )
    _, warnings = compiler.compile_with_warnings(format="pdf", pdf_standards=["a-2b"])
    assert warnings == []


def test_plain_text_of_many_languages_is_known() -> None:
    for text in ("Ünïcödé", "Ελληνικά", "Русский", "日本語かなカナ", "한국어", "“—…”", "□"):
        assert all(character in characters(REGULAR) for character in text), text
