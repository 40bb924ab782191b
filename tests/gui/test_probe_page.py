"""The probe in the window: real rows, a real model, and a window that lives through it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QComboBox, QLabel, QMessageBox, QProgressBar, QPushButton
from pytestqt.qtbot import QtBot

from app.gui.pages.probe import ProbePage
from app.gui.pages.probe_result import ProbeResultPage
from app.probe.types import OutcomeClass

TOPICS = Path(__file__).parent.parent / "data" / "probe" / "topics.csv"
RUN_MS = 60_000


@pytest.fixture
def page(asked: Any) -> ProbePage:
    """The probe page of a profile."""
    asked.workspace.ask("probe")
    found: ProbePage = asked.find(ProbePage, "page-probe")
    return found


def run(qtbot: QtBot, desk: Any) -> None:
    """Start, and wait until the page is idle again."""
    desk.find(QPushButton, "start").click()
    qtbot.waitUntil(lambda: desk.find(QPushButton, "start").isEnabled(), timeout=RUN_MS)


def test_a_file_is_shown_before_anything_is_measured(asked: Any, page: ProbePage) -> None:
    """Columns are guessed and can be changed; rows, labels and first examples are in view."""
    page.load(TOPICS)

    assert asked.find(QComboBox, "text_column").currentText() == "text"
    assert asked.find(QComboBox, "label_column").currentText() == "label"
    assert any("40 examples" in text for text in asked.texts(QLabel))


def test_starting_without_a_file_says_what_is_missing(asked: Any, page: ProbePage) -> None:
    """One sentence, and nothing runs."""
    asked.find(QPushButton, "start").click()

    assert "Choose a file" in asked.find(QLabel, "probe-fault").text()
    assert asked.find(QPushButton, "start").isEnabled()


def test_a_file_that_cannot_be_read_is_one_sentence(
    asked: Any, page: ProbePage, tmp_path: Path
) -> None:
    """Empty, missing: told on the page."""
    (tmp_path / "empty.csv").write_bytes(b"")
    page.load(tmp_path / "empty.csv")
    assert "empty.csv" in asked.find(QLabel, "probe-fault").text()
    page.load(tmp_path / "nowhere.csv")
    assert "nowhere.csv" in asked.find(QLabel, "probe-fault").text()


def test_a_local_model_is_measured_and_the_result_kept(
    qtbot: QtBot, asked: Any, page: ProbePage, small_model: Path
) -> None:
    """Real rows, a real model in a child process: verdict in view, predictions in the store."""
    page.load(TOPICS)
    page.use_model(small_model)

    run(qtbot, asked)

    saved = asked.session.last_probe()
    assert saved is not None
    right = sum(one.answer == one.label for one in saved.result.predictions)
    assert saved.result.n == 40
    assert saved.result.accuracy.value == pytest.approx(right / 40)
    assert asked.window.findChild(ProbeResultPage).shown() == saved.result


def test_stopping_keeps_what_was_finished(
    qtbot: QtBot, asked: Any, page: ProbePage, small_model: Path
) -> None:
    """Stop after the first answers: they are kept, the rest is counted as cancelled."""
    page.load(TOPICS)
    page.use_model(small_model)
    asked.find(QPushButton, "start").click()
    bar = asked.find(QProgressBar, "")
    qtbot.waitUntil(lambda: bar.maximum() > 0 and bar.value() >= 2, timeout=RUN_MS)

    asked.find(QPushButton, "stop").click()
    qtbot.waitUntil(lambda: asked.find(QPushButton, "start").isEnabled(), timeout=RUN_MS)

    result = asked.session.last_probe().result
    assert result.n >= 2
    assert result.outcomes.get(OutcomeClass.CANCELLED, 0) == 40 - result.n


def test_a_broken_model_file_is_one_sentence_and_the_window_lives(
    qtbot: QtBot, asked: Any, page: ProbePage, tmp_path: Path
) -> None:
    """llama.cpp runs in a process of its own; its faults come back as words."""
    broken = tmp_path / "broken.gguf"
    broken.write_bytes(b"GGUF" + bytes(1000))
    page.load(TOPICS)
    page.use_model(broken)

    run(qtbot, asked)

    assert "broken.gguf" in asked.find(QLabel, "probe-fault").text()
    assert asked.session.last_probe() is None


def test_nothing_is_sent_elsewhere_without_consent(
    asked: Any, page: ProbePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another computer: host, rows and an example are shown first; No sends nothing."""
    shown: list[str] = []

    def refuse(*given: Any) -> QMessageBox.StandardButton:
        shown.append(given[2])
        return QMessageBox.StandardButton.No

    monkeypatch.setattr("app.gui.pages.probe.QMessageBox.question", refuse)
    page.load(TOPICS)
    page.use_endpoint("https://models.example.org/v1", "some-model", "")

    asked.find(QPushButton, "start").click()

    assert "models.example.org" in shown[0]
    assert asked.find(QPushButton, "start").isEnabled()
    assert asked.session.last_probe() is None


def test_a_service_that_is_not_there_is_one_sentence(
    qtbot: QtBot, asked: Any, page: ProbePage, unused_port: Callable[[], int]
) -> None:
    """Nothing listens: the address is named, and what to check."""
    port = unused_port()
    page.load(TOPICS)
    page.use_endpoint(f"http://127.0.0.1:{port}/v1", "some-model", "")

    run(qtbot, asked)

    assert f"127.0.0.1:{port}" in asked.find(QLabel, "probe-fault").text()
