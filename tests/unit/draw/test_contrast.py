"""A colour that was chosen can be read on white, or the nearest one that can is known."""

from hypothesis import given
from hypothesis import strategies as st

from app.draw.contrast import TEXT, WHITE, contrast, readable

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06X}")


def test_the_ratio_is_that_of_the_standard() -> None:
    assert contrast("#000000", WHITE) == 21
    assert contrast("#777777", WHITE) < TEXT < contrast("#767676", WHITE)
    assert contrast("#0B63C5", "#0B63C5") == 1


@given(colour=colours)
def test_the_nearest_colour_can_be_read_and_is_hardly_darker_than_it_must_be(colour: str) -> None:
    found = readable(colour)
    if contrast(colour, WHITE) >= TEXT:
        assert found == colour
    else:
        assert TEXT <= contrast(found, WHITE) < TEXT + 0.2
