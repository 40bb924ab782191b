"""Room for words: as much is kept as the room holds, however it is reckoned."""

from hypothesis import example, given
from hypothesis import strategies as st

from app.draw import measure
from app.draw.measure import ELLIPSIS, fitted, lines_of, width_of

JAPANESE = "日本、\u3000"
TEXTS = st.text(st.sampled_from(f"il mW-A%.1e\u0301…x{JAPANESE}"), max_size=60)
ROOM = st.floats(0, 400)
SIZES = st.sampled_from([9.0, 11.5, 14.0])


def longest(text: str, width: float, size: float, *, bold: bool, mark: str = "") -> str:
    """The longest beginning of `text` that `width` holds together with `mark`."""
    beginnings = [text[:n].rstrip() if mark else text[:n] for n in range(len(text), 0, -1)]
    return next((one for one in beginnings if width_of(one + mark, size, bold=bold) <= width), "")


def broken(text: str, width: float, size: float, most: int, *, bold: bool) -> list[str]:
    """The lines of `text` as they are defined, each beginning measured anew."""
    lines: list[str] = []
    rest = " ".join(text.split())
    while rest and len(lines) < most - 1 and width_of(rest, size, bold=bold) > width:
        held = len(longest(rest, width, size, bold=bold)) or 1
        ends = [
            n
            for n in range(1, held + 1)
            if rest[n - 1] in " -" or rest[n : n + 1] in (" ", *JAPANESE)
        ]
        cut = max(ends, default=held)
        lines.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return [*lines, fitted(rest, width, size, bold=bold)] if rest else lines


@given(TEXTS, ROOM, SIZES, st.booleans())
@example("a       ", 20.0, 14.0, False)
def test_what_is_cut_is_the_longest_that_fits(
    text: str, width: float, size: float, bold: bool
) -> None:
    cut = fitted(text, width, size, bold=bold)
    if width_of(text, size, bold=bold) <= width:
        assert cut == text
    else:
        assert cut == longest(text, width, size, bold=bold, mark=ELLIPSIS) + ELLIPSIS


@given(TEXTS, ROOM, SIZES, st.integers(1, 6), st.booleans())
def test_every_line_goes_to_the_last_end_of_a_word_that_has_room(
    text: str, width: float, size: float, most: int, bold: bool
) -> None:
    assert lines_of(text, width, size, most, bold=bold) == broken(
        text, width, size, most, bold=bold
    )


def test_a_long_text_is_not_measured_anew_for_every_letter_and_line() -> None:
    def looks() -> int:
        told = measure._em.cache_info()
        return told.hits + told.misses

    text = "some words in a long line " * 40
    before = looks()
    lines_of(text, 300.0, 12.0, 50)
    assert looks() - before < 3 * len(text)
