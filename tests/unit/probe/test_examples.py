"""Of the rows of a file, which become examples, and what is said of the others."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from app.errors import AppError
from app.probe.examples import Import, labelled_examples
from app.probe.read_table import read_table
from app.probe.table import Notice, Row, Table
from app.words import Language

FILES = Path(__file__).parent.parent.parent / "data" / "probe"


def table_of(rows: Sequence[tuple[str, str]]) -> Table:
    numbered = tuple(Row(line, cells) for line, cells in enumerate(rows, 2))
    return Table("rows.csv", ("text", "label"), numbered, "utf-8", ",", True, (), "")


def told(found: Import, key: str) -> tuple[int, ...]:
    return next((one.lines for one in found.notices if one.key == f"examples.{key}"), ())


def keys(found: Import) -> set[str]:
    return {notice.key.removeprefix("examples.") for notice in found.notices}


def test_every_row_is_an_example_or_is_named_with_its_line() -> None:
    table = read_table(FILES / "ragged.csv")
    found = labelled_examples(table, "text", "label")
    assert [one.id for one in found.examples] == ["2", "5", "8", "9", "10", "11", "13", "14"]
    assert told(found, "no_text") == (6,)
    assert told(found, "no_label") == (4,)
    assert told(found, "missing_word") == (12,)
    assert told(found, "too_many_cells") == (3,)
    assert found.left_out == 4
    assert 8 + found.left_out == 13 - 1  # the file's rows but the blank line


def test_repeats_conflicts_and_spellings_are_pointed_out_and_kept() -> None:
    found = labelled_examples(read_table(FILES / "ragged.csv"), "text", "label")
    assert told(found, "repeated") == (9,)
    assert told(found, "repeated_but_for_case") == (10,)
    assert told(found, "conflicting") == (11,)
    assert told(found, "trimmed_label") == (13,)
    assert found.labels == ("ONE", "one", "two")
    assert "alike_labels" in keys(found)


def test_spellings_of_a_label_are_merged_when_asked() -> None:
    rows = [("a", "spam"), ("b", "Spam"), ("c", "ｓｐａｍ"), ("d", "spam"), ("e", "ham")]
    found = labelled_examples(table_of(rows), "text", "label", merge_spellings=True)
    assert found.labels == ("ham", "spam")
    assert told(found, "merged_label") == (3, 4)
    numbers = [("a", "0"), ("b", "0.0"), ("c", "1"), ("d", "01"), ("e", "1")]
    merged = labelled_examples(table_of(numbers), "text", "label", merge_spellings=True)
    assert merged.labels == ("0", "1")


def test_a_label_that_is_not_declared_is_left_out_and_named() -> None:
    rows = [("a", "spam"), ("b", "ham"), ("c", "eggs")]
    found = labelled_examples(table_of(rows), "text", "label", labels=["ham", "spam", "toast"])
    assert told(found, "unknown_label") == (4,)
    assert found.labels == ("ham", "spam", "toast")


def test_words_for_nothing_are_labels_when_the_user_says_so() -> None:
    rows = [("Was there pain?", "None"), ("Any fever?", "high")]
    assert told(labelled_examples(table_of(rows), "text", "label"), "missing_word") == (2,)
    kept = labelled_examples(table_of(rows), "text", "label", keep_missing=True)
    assert kept.labels == ("None", "high")


def test_texts_are_taken_as_they_are() -> None:
    """A template, a path, a formula or the word for a missing value is a text like any other."""
    texts = ["{{7*7}}", "file:///etc/hostname", "=1+1", "NA", " spaced ", "{text}", "nan"]
    rows = [(text, "ab"[place % 2]) for place, text in enumerate(texts)]
    found = labelled_examples(table_of(rows), "text", "label")
    assert [one.text for one in found.examples] == texts


@pytest.mark.parametrize(
    ("rows", "key"),
    [
        ([("a", "x"), ("b", "x")], "one_label"),
        ([(f"t{n}", f"label {n}") for n in range(20)], "labels_are_free_text"),
        ([("a", "1"), ("b", "2")], "labels_are_numbers"),
        ([("a", "x"), ("b", "y")], "too_few"),
        ([("a" * 30_000, "x"), ("b", "y")], "long_text"),
    ],
)
def test_what_makes_a_measurement_doubtful_is_said_before_it(
    rows: list[tuple[str, str]], key: str
) -> None:
    assert key in keys(labelled_examples(table_of(rows), "text", "label"))


def test_numbers_in_json_are_labels_but_no_texts() -> None:
    found = labelled_examples(read_table(FILES / "broken.jsonl"), "text", "label")
    assert [(one.id, one.label) for one in found.examples] == [("1", "a"), ("6", "1.0")]
    assert told(found, "text_is_no_text") == (5,)


def test_a_row_with_two_labels_is_pointed_out() -> None:
    table = read_table(FILES / "nested.json")
    found = labelled_examples(table, "input.text", "annotations[0].label")
    assert told(found, "several_labels") == (2,)
    assert found.labels == ("billing", "delivery")


def test_an_unknown_column_is_refused_with_the_names_there_are() -> None:
    with pytest.raises(AppError, match=r"no column “body”.*text, label"):
        labelled_examples(table_of([("a", "b")]), "body", "label")


def test_nothing_usable_is_refused() -> None:
    with pytest.raises(AppError, match="no row has both"):
        labelled_examples(table_of([("a", ""), ("", "b")]), "text", "label")


def test_a_notice_names_the_first_lines_and_counts_the_rest() -> None:
    notice = Notice("examples.no_label", tuple(range(1, 21)), left_out=True)
    said = notice.text(Language.EN)
    assert said.startswith("20 rows have no label")
    assert said.endswith("(lines 1, 2, 3, 4, 5, 6, 7, 8 and 12 more)")
    assert "ほか 12 か所" in notice.text(Language.JA)
    assert "(line 4)" in Notice("examples.no_label", (4,)).text(Language.EN)
    assert "(record 4)" in Notice("examples.no_label", (4,), records=True).text(Language.EN)
