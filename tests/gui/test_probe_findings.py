"""What a measurement found, as it comes to the screen: from the top on, part after part."""

from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.gui.pages.probe.findings import Findings
from app.gui.widgets.figure import Figure
from app.probe.types import ProbeResult
from app.words import Language
from tests.replay import RECORDED, TOPICS, recorded, replayed


@pytest.fixture(scope="module")
def gpt4() -> ProbeResult:
    return replayed(RECORDED, recorded(), choices=TOPICS, target=0.9)


def test_the_verdict_is_there_at_once_and_the_rest_follows_below_it(
    qtbot: QtBot, gpt4: ProbeResult
) -> None:
    """The window is never held up, and whoever reads further down stays there."""
    findings = Findings(Language.EN, gpt4, None, room=1500)
    qtbot.addWidget(findings)
    verdict: Any = findings.findChild(QLabel, "probe-verdict")
    assert verdict.text()
    assert not findings.findChildren(Figure)
    assert findings.minimumHeight() == 1500
    qtbot.waitUntil(lambda: findings.whole)
    findings.resize(700, 4000)
    QApplication.sendPostedEvents()
    layout: Any = findings.layout()
    layout.activate()
    places = [
        one.mapTo(findings, one.rect().topLeft()).y() for one in findings.findChildren(Figure)
    ]
    assert len(places) > 3
    assert places == sorted(places)
    assert verdict.mapTo(findings, verdict.rect().topLeft()).y() < places[0]
    assert findings.minimumHeight() == 0


def test_a_result_of_any_kind_shows_its_own_figures(qtbot: QtBot, gpt4: ProbeResult) -> None:
    bare: dict[str, Any] = {"accuracy": None, "baseline": None, "curve": None, "crossover": None}
    bare |= {"per_label": (), "confusion": None, "comparisons": (), "majority": None}
    cases = {
        "generation": ({"chrf": {"value": 0.4, "low": 0.3, "high": 0.5}}, "figure_measures"),
        "regression": ({"mae": {"value": 2, "low": 1, "high": 3}}, "figure_errors"),
    }
    for kind, (metrics, name) in cases.items():
        document = gpt4.model_copy(update=bare).model_dump(mode="json")
        of_kind = {**document, "kind": kind, "metrics": metrics}
        findings = Findings(Language.EN, ProbeResult.model_validate(of_kind), None)
        qtbot.addWidget(findings)
        qtbot.waitUntil(lambda shown=findings: shown.whole)  # type: ignore[misc]
        names = [figure.view.objectName() for figure in findings.findChildren(Figure)]
        assert name in names
        assert "figure_shares" not in names
