"""The charts of a measurement show its figures, stay on their sheet, and speak both languages."""

from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest

from app.charts.compared import compared_chart
from app.charts.confusions import confusion_chart, mistakes
from app.charts.endings import endings_chart
from app.charts.learning import BOTTOM, LINE, learning_chart
from app.charts.measures import errors_chart, measures_chart
from app.charts.plot import APART, Scale, kept_apart, rounded_counts
from app.charts.shares import recall_chart, shares_chart
from app.draw.measure import width_of
from app.draw.svg import svg
from app.draw.types import Anchor, Box, Curve, Dash, Disc, Line, Picture, Words
from app.probe.analysis import Setting, analyse
from app.probe.compare import compare
from app.probe.types import (
    Advice,
    Example,
    Interval,
    LabelFigures,
    Measure,
    OutcomeClass,
    Prediction,
    ProbeResult,
)
from app.words import Language

CHARTS: tuple[Callable[[Language, ProbeResult], Picture | None], ...] = (
    learning_chart,
    shares_chart,
    recall_chart,
    confusion_chart,
    endings_chart,
)
TOPICS = {
    "billing": "invoice refund charge card paid twice",
    "login": "password reset locked account sign",
    "delivery": "parcel late lost courier address",
    "技術サポート": "screen crash update broken slow",
}
LABELS = tuple(sorted(TOPICS))


@pytest.fixture(scope="module")
def result() -> ProbeResult:
    """A model that is right on 85 % of 160 tickets, held against a target of 90 %."""
    random = np.random.default_rng(0)
    every = " ".join(TOPICS.values()).split()
    examples, predictions = [], []
    for at in range(160):
        label = LABELS[at % 4]
        words = [*random.choice(TOPICS[label].split(), 2), *random.choice(every, 4), str(at)]
        wrong = LABELS[(at + 1 + at // 40) % 4]
        examples.append(Example(id=str(at), text=" ".join(words), label=label))
        predictions.append(
            Prediction(
                id=str(at),
                label=label,
                answer=None if at % 50 == 0 else label if random.random() < 0.85 else wrong,
                outcome=OutcomeClass.OFF_LABEL if at % 50 == 0 else OutcomeClass.OK,
            )
        )
    setting = Setting(LABELS, Advice.LLM, 0.9)
    return analyse(examples, predictions, setting, tiny=False, device="none", manifest={})


def texts(picture: Picture) -> list[str]:
    return [shape.text for shape in picture.shapes if isinstance(shape, Words)]


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("chart", CHARTS)
def test_every_chart_stays_on_its_sheet_and_says_what_it_shows(
    chart: Callable[[Language, ProbeResult], Picture | None],
    language: Language,
    result: ProbeResult,
) -> None:
    picture = chart(language, result)
    assert picture is not None
    stays_on_its_sheet(picture)


@pytest.mark.parametrize("language", Language)
def test_figures_of_other_kinds_and_two_results_are_drawn_alike(
    language: Language, result: ProbeResult
) -> None:
    shares = {name: Measure(value=0.5, low=0.4, high=0.62) for name in ("chrf", "bleu", "odd")}
    written = result.model_copy(update={"metrics": shares, "accuracy": None})
    numbers = {"mae": Measure(value=3.1, low=2.8, high=3.5), "mae_of_median": Measure(value=9)}
    rated = result.model_copy(update={"metrics": numbers})
    told = compare(result.model_copy(update={"accuracy": None}), written)
    for picture in (
        measures_chart(language, written),
        errors_chart(language, rated),
        compared_chart(language, "gpt-4", "a model with quite a long name, 2026-11-28", told),
    ):
        assert picture is not None
        stays_on_its_sheet(picture)
    assert measures_chart(language, rated) is None
    assert errors_chart(language, written) is None


def test_of_many_labels_the_recall_of_the_worst_is_drawn_and_the_rest_counted(
    result: ProbeResult,
) -> None:
    half = Interval(value=0.5, low=0.4, high=0.6)
    many = tuple(
        LabelFigures(label=f"label {at}", n=20, recall=half, precision=half) for at in range(30)
    )
    picture = recall_chart(Language.EN, result.model_copy(update={"per_label": many}))
    assert picture is not None
    stays_on_its_sheet(picture)
    assert "6 more labels, found more often, are not drawn" in texts(picture)


def stays_on_its_sheet(picture: Picture) -> None:
    assert len(picture.alt) > 30
    assert any(figure.isdigit() for figure in picture.alt)
    for shape in picture.shapes:
        match shape:
            case Line():
                points = list(shape.points)
            case Box():
                points = [(shape.x, shape.y), (shape.x + shape.width, shape.y + shape.height)]
            case Disc():
                points = [(shape.x, shape.y)]
            case Words() if not shape.turn:
                wide = width_of(shape.text, shape.size, bold=shape.bold)
                share = {Anchor.START: 0, Anchor.MIDDLE: 0.5, Anchor.END: 1}[shape.anchor]
                left = shape.x - share * wide
                points = [(left, shape.y), (left + 0.9 * wide, shape.y)]  # an upper estimate
            case Words() | Curve():
                points = []
        for across, down in points:
            assert -8 <= across <= picture.width + 8, shape
            assert 0 <= down <= picture.height, shape
    assert svg(picture).startswith("<svg")


def test_the_learning_curve_ends_at_three_times_the_labels(result: ProbeResult) -> None:
    picture = learning_chart(Language.EN, result)
    assert picture is not None
    assert "your 160 labels" in texts(picture)
    assert result.curve is not None
    assert result.curve.continued[-1].labels == 480
    assert not any(text == "500" for text in texts(picture))


def test_nothing_is_drawn_of_what_was_not_measured(result: ProbeResult) -> None:
    bare = result.model_copy(
        update={"curve": None, "crossover": None, "per_label": (), "confusion": None}
    )
    nothing = [chart(Language.EN, bare) is None for chart in CHARTS]
    assert nothing == [True, False, True, True, False]
    alone = bare.model_copy(update={"baseline": None, "majority": None, "target": None})
    only = shares_chart(Language.EN, alone)
    assert only is not None
    assert "Small trained model" not in texts(only)
    assert shares_chart(Language.EN, bare.model_copy(update={"accuracy": None})) is None


def test_every_answer_is_in_the_confusion_matrix(result: ProbeResult) -> None:
    picture = confusion_chart(Language.EN, result)
    assert picture is not None
    assert sum(int(text) for text in texts(picture) if text.isdigit()) == result.n
    assert "no label" in texts(picture)
    assert result.confusion is not None
    wrong = sum(count for count, _, _ in mistakes(result.confusion))
    assert wrong == sum(one.answer != one.label for one in result.predictions)


def test_the_name_of_a_low_target_stands_clear_of_what_stands_under_the_axis(
    result: ProbeResult,
) -> None:
    """Whatever the lowest share of the axis is, a target that is just this or a little above."""
    named = 0
    for target in (percent / 100 for percent in range(0, 90, 2)):
        picture = learning_chart(Language.EN, result.model_copy(update={"target": target}))
        assert picture is not None
        heights = {shape.text: shape.y for shape in picture.shapes if isinstance(shape, Words)}
        if "Your target" not in heights:
            continue
        named += 1
        under = next(y for text, y in heights.items() if text.startswith("Labels the small"))
        assert under - heights["Your target"] >= LINE
        levels = [
            shape.points[0][1]
            for shape in picture.shapes
            if isinstance(shape, Line) and shape.stroke and shape.stroke.dash is Dash.DASHED
        ]
        assert max(levels) < BOTTOM  # on the axis it could not be told from it
    assert named > 10


def test_of_many_labels_all_are_drawn_and_the_most_mistaken_named(result: ProbeResult) -> None:
    names = tuple(f"label {at:02d}" for at in range(40))
    counts = tuple(
        tuple(9 if row == column else 5 * int(row == 7 and column == 9) for column in range(41))
        for row in range(40)
    )
    many = result.model_copy(
        update={
            "confusion": result.confusion.model_copy(update={"labels": names, "counts": counts})
        }
        if result.confusion
        else {}
    )
    picture = confusion_chart(Language.EN, many)
    assert picture is not None
    shown = texts(picture)
    assert "label 07" in shown
    assert "→ label 09" in shown
    assert "5" in shown
    cells = [shape for shape in picture.shapes if isinstance(shape, Box)]
    assert len(cells) == 2 + 40 + 1  # the grounds, the diagonal, and the mistake


def test_names_that_would_touch_move_apart_and_stay_on_the_plot() -> None:
    heights = kept_apart([50, 52, 300, 51, 299], 34, 300)
    assert all(34 <= height <= 300 for height in heights)
    assert all(below - above >= APART - 1e-9 for above, below in pairwise(sorted(heights)))
    assert heights[0] < heights[3] < heights[1]
    assert kept_apart([40, 90], 0, 300) == [40, 90]


def test_an_axis_of_counts_is_told_in_round_numbers() -> None:
    assert rounded_counts(14, 1200) == [20, 50, 100, 200, 500, 1000]
    assert rounded_counts(1, 10_000_000) == [10**power for power in range(8)]
    scale = Scale(10, 1000, 0, 200, logarithmic=True)
    assert scale.at(100) == pytest.approx(100)
