"""The small phrases of the document."""

import pytest

from app.report.terms import first_sentence, in_columns


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Ask first. Then build.", "Ask first."),
        ("Under 1.5 s (rule of thumb. Ours) is tight. Try it.",
         "Under 1.5 s (rule of thumb. Ours) is tight."),
        ("収まります（目安：0.6 GB。16 ビットでは 4 倍）。確かめてください。",
         "収まります（目安：0.6 GB。16 ビットでは 4 倍）。"),
        ("「はい。」と答えます。次へ。", "「はい。」と答えます。"),
        ("no end", "no end"),
        ("", ""),
    ],
)  # fmt: skip
def test_the_first_sentence_ends_at_its_own_full_stop(text: str, first: str) -> None:
    assert first_sentence(text) == first


def test_a_name_is_cut_to_columns_of_which_ideographs_take_two() -> None:
    assert in_columns("Ticket routing", 14) == "Ticket routing"
    assert in_columns("Ticket routing", 7) == "Ticket…"
    assert in_columns("問い合わせ", 10) == "問い合わせ"
    assert in_columns("問い合わせ", 9) == "問い合わ…"
