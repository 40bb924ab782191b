"""The Qt binding must not wear the interpreter out."""

import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

CALLS = 500


class _Sender(QObject):
    sent = Signal(object)


@pytest.mark.parametrize("value", [None, True, False])
def test_calls_into_qt_give_back_the_references_they_take(qtbot: QtBot, value: object) -> None:
    """A binding that takes one reference too many ends the program after minutes of use."""
    label, sender = QLabel(), _Sender()
    qtbot.addWidget(label)
    sender.sent.connect(lambda _value: None)
    calls: list[Callable[[], object]] = [
        lambda: label.setText("x"),
        lambda: label.parent(),
        lambda: label.isVisible(),
        lambda: sender.sent.emit(value),
    ]
    for call in calls:
        call()
        before = sys.getrefcount(value)
        for _ in range(CALLS):
            call()
        assert abs(sys.getrefcount(value) - before) < CALLS / 10
