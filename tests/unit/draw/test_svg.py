"""A picture as SVG: sound whatever it says, the same every time, in the colours asked for."""

import xml.etree.ElementTree as ElementTree

import pytest

from app.draw.colours import DARK, LIGHT, Ink
from app.draw.measure import fitted, lines_of, width_of
from app.draw.svg import svg
from app.draw.types import (
    Anchor,
    Box,
    Curve,
    Dash,
    Disc,
    Picture,
    Stroke,
    Words,
    area,
    line,
)

NAMESPACE = "{http://www.w3.org/2000/svg}"


def picture(text: str = "Accuracy") -> Picture:
    stroke = Stroke(Ink.LLM, 2, Dash.DASHED)
    return Picture(
        200,
        100,
        (
            Box(0, 0, 200, 100, Ink.CARD, Stroke(Ink.EDGE), 8),
            area([(10, 90), (100, 40), (190, 90)], Ink.FINE_TUNED, 0.25),
            line(10, 90, 190, 10, stroke),
            Curve((10, 10), (60, 10), (60, 60), (110, 60), stroke),
            Disc(100, 50, 5, Ink.ACCENT),
            Words(100, 20, text, 12, Ink.MUTED, bold=True, anchor=Anchor.MIDDLE, turn=-90),
        ),
        f"A line rises. {text}",
    )


def test_every_shape_becomes_its_element() -> None:
    root = ElementTree.fromstring(svg(picture()))
    names = [element.tag.removeprefix(NAMESPACE) for element in root]
    assert names == ["title", "rect", "polygon", "polyline", "path", "circle", "text"]


def test_the_picture_says_in_words_what_it_shows() -> None:
    title = ElementTree.fromstring(svg(picture())).find(f"{NAMESPACE}title")
    assert title is not None
    assert title.text == "A line rises. Accuracy"


@pytest.mark.parametrize("text", ["<b>&amp;</b>", '"]]>', "日本語と🙂", "a\x00\x1fb", ""])
def test_text_of_the_user_stays_text(text: str) -> None:
    """Markup in a name is shown as it was typed; what XML cannot hold is left out."""
    words = ElementTree.fromstring(svg(picture(text))).find(f"{NAMESPACE}text")
    assert words is not None
    assert (words.text or "") == "".join(c for c in text if ord(c) >= 0x20)


def test_the_same_picture_gives_the_same_text_and_follows_the_scheme() -> None:
    assert svg(picture()) == svg(picture())
    assert LIGHT.llm in svg(picture(), LIGHT)
    assert DARK.llm in svg(picture(), DARK)


def test_a_name_that_does_not_fit_is_cut_with_an_ellipsis() -> None:
    name = "A very long name of a class of tickets"
    cut = fitted(name, 100, 12)
    assert cut.endswith("…")
    assert name.startswith(cut[:-1])
    assert width_of(cut, 12) <= 100
    assert fitted("short", 100, 12) == "short"


def test_lines_break_at_blanks_and_in_japanese_anywhere() -> None:
    english = lines_of("one two three four five six seven", 80, 12, most=9)
    assert " ".join(english) == "one two three four five six seven"
    assert all(width_of(part, 12) <= 80 for part in english)
    japanese = lines_of("問い合わせを分類して担当部署に振り分ける", 80, 12, most=9)
    assert "".join(japanese) == "問い合わせを分類して担当部署に振り分ける"
    assert len(lines_of("word " * 50, 80, 12, most=2)) == 2
