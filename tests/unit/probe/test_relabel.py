"""Labels that the user puts right give the figures that these labels would have given."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from app.errors import Cancelled
from app.probe.kept_examples import examples_of
from app.probe.preview import Choices, preview
from app.probe.read_table import read_table
from app.probe.relabel import gold_of, relabelled
from app.probe.task import Task, lay_out
from app.probe.types import ProbeResult, Verdict
from app.probe.variants import Variant
from tests.replay import RECORDED, TOPICS, recorded, replayed

Measure = Callable[..., ProbeResult]


@pytest.fixture
def measured(data_dir: Path) -> Measure:
    """Measures a file that is then kept, with what a model would say to its texts."""
    return partial(replayed, data_dir=data_dir)


@pytest.fixture
def topics() -> dict[str, str]:
    """What GPT-4 said to each text of the recorded topics."""
    return recorded()


def figures(result: ProbeResult) -> dict[str, Any]:
    return result.model_dump(exclude={"manifest"})


@pytest.mark.parametrize("variant", [Variant.ZERO_SHOT, Variant.FEW_SHOT])
@pytest.mark.parametrize("limit", [None, 35])
def test_without_corrections_every_figure_is_the_same(
    measured: Measure,
    topics: dict[str, str],
    data_dir: Path,
    variant: Variant,
    limit: int | None,
) -> None:
    """The examples come back from the kept file in the order in which they were analysed."""
    result = measured(RECORDED, topics, choices=TOPICS, variant=variant, limit=limit)
    examples = examples_of(data_dir, result)
    assert examples is not None
    again = relabelled(result, examples, {})
    assert figures(again) == figures(result)
    assert (again.manifest["corrected"], again.manifest["ambiguous"]) == (0, 0)


def test_the_rows_that_are_asked_are_those_that_the_user_was_shown(
    measured: Measure, topics: dict[str, str]
) -> None:
    found = preview(read_table(RECORDED), TOPICS).found
    assert found is not None
    task = Task(found.kind, found.labels)
    shown = [one.id for one in lay_out(found.examples, task, 35, 0).scored]
    result = measured(RECORDED, topics, choices=TOPICS, limit=35)
    assert [one.id for one in result.predictions] == shown


def test_a_wrong_label_put_right_counts_for_the_model_and_leaves_the_original_alone(
    measured: Measure, topics: dict[str, str], data_dir: Path
) -> None:
    result = measured(RECORDED, topics, choices=TOPICS)
    before = result.model_dump_json()
    examples = examples_of(data_dir, result)
    assert examples is not None
    wrong = [one for one in result.predictions if one.answer and one.answer != one.label]
    mistaken = {one.id: one.answer for one in wrong[:2]}

    again = relabelled(result, examples, mistaken)

    assert result.accuracy is not None
    assert again.accuracy is not None
    assert again.n == result.n
    assert again.accuracy.value == pytest.approx(result.accuracy.value + 2 / result.n)
    assert again.manifest["corrected"] == 2
    assert again.confusion is not None
    assert sum(map(sum, again.confusion.counts)) == result.n
    assert result.model_dump_json() == before


def test_an_example_without_one_right_answer_leaves_the_count(
    measured: Measure, topics: dict[str, str], data_dir: Path
) -> None:
    result = measured(RECORDED, topics, choices=TOPICS)
    examples = examples_of(data_dir, result)
    assert examples is not None
    first = result.predictions[0].id

    again = relabelled(result, examples, {first: None})

    assert again.n == result.n - 1
    assert first not in {one.id for one in again.predictions}
    assert again.manifest["examples"] == len(examples) - 1
    assert again.verdict is not Verdict.NOT_MEASURED  # nobody stopped it
    assert again.manifest["ambiguous"] == 1


def test_a_number_put_right_is_scored_as_a_number(
    measured: Measure, tmp_path: Path, data_dir: Path
) -> None:
    file = tmp_path / "sums.csv"
    rows = [(f"How many is {at} plus 1?", str(at + 1)) for at in range(40)]
    file.write_text("question,answer\n" + "".join(f"{a},{b}\n" for a, b in rows), encoding="utf-8")
    result = measured(file, {text: gold if at else "99" for at, (text, gold) in enumerate(rows)})
    assert result.kind == "numeric"
    examples = examples_of(data_dir, result)
    assert examples is not None
    first = result.predictions[0].id
    told = gold_of(result, " 99.0 ")
    assert told is not None

    again = relabelled(result, examples, {first: told})

    assert (result.metrics["accuracy"].value, again.metrics["accuracy"].value) == (39 / 40, 1.0)
    assert again.accuracy is not None
    assert again.accuracy.value == 1.0


def test_only_an_answer_of_the_kind_can_be_the_right_one(
    measured: Measure, topics: dict[str, str]
) -> None:
    result = measured(RECORDED, topics, choices=TOPICS)
    assert gold_of(result, " sports ") == "sports"
    assert gold_of(result, "cricket") is None
    assert gold_of(result, "") is None
    number = result.model_copy(update={"kind": "numeric"})
    assert gold_of(number, "twelve apples") is None


def test_a_file_that_is_gone_or_another_gives_no_examples(
    measured: Measure, topics: dict[str, str], data_dir: Path
) -> None:
    result = measured(RECORDED, topics, choices=TOPICS)
    other = {**result.manifest, "examples_sha256": "00" * 32}
    assert examples_of(data_dir, result.model_copy(update={"manifest": other})) is None
    (kept,) = (data_dir / "examples").iterdir()
    kept.unlink()
    assert examples_of(data_dir, result) is None
    assert examples_of(data_dir, result.model_copy(update={"manifest": {}})) is None


def test_what_the_user_chose_on_the_way_is_found_again(measured: Measure, data_dir: Path) -> None:
    """Merged spellings, kept words such as None, two columns as one text: the hash tells."""
    file = data_dir.parent / "rows.csv"
    rows = [
        (f"Ticket {at}", f"about {topic} {at}", ("None", topic, topic.upper())[at % 3])
        for at in range(36)
        for topic in ("card", "login")
    ]
    lines = [",".join(row) for row in [("title", "body", "queue"), *rows]]
    file.write_text("\n".join(lines), encoding="cp1252")
    choices = Choices(("title", "body"), "queue", merge_spellings=True, keep_missing=True)
    result = measured(file, {}, choices=choices)
    assert result.manifest["text_column"] == "title + body"
    examples = examples_of(data_dir, result)
    assert examples is not None
    assert {one.label for one in examples} == set(result.manifest["labels"])
    assert len(examples) == len(rows)


def test_a_recount_stops_when_it_is_told_to(
    measured: Measure, topics: dict[str, str], data_dir: Path
) -> None:
    result = measured(RECORDED, topics, choices=TOPICS)
    examples = examples_of(data_dir, result)
    assert examples is not None
    with pytest.raises(Cancelled):
        relabelled(result, examples, {}, cancelled=lambda: True)
    with pytest.raises(Cancelled):
        examples_of(data_dir, result, cancelled=lambda: True)
