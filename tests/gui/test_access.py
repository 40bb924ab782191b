"""What a screen reader hears, and that every control can be reached and named."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QWidget,
)

from app.draw.colours import DARK, LIGHT, Colours
from app.gui.theme import apply_theme
from app.gui.widgets.group import NamedGroup
from app.words import Language

PAGES = (
    "describe",
    "facts",
    "human_like",
    "few_labels",
    "limits",
    "review",
    "recommendation",
    "probe",
    "export",
)


def test_the_question_is_the_name_of_its_group_of_replies(asked: Any) -> None:
    """With every reply a screen reader hears the question it answers."""
    title = asked.session.guide.question["human_like"].title.en
    for reply in ("yes", "no", "unsure"):
        radio = asked.find(QRadioButton, reply)
        heard = QAccessible.queryAccessibleInterface(radio)
        labels = [
            other.text(QAccessible.Text.Name)
            for other, relation in heard.relations()
            if relation & QAccessible.RelationFlag.Label
        ]
        assert labels == [title]
        assert isinstance(radio.parent(), NamedGroup)


@pytest.mark.parametrize("page", PAGES)
def test_every_control_on_every_page_has_a_name(asked: Any, page: str) -> None:
    """Nothing that takes the keyboard is silent."""
    asked.workspace.ask(page)
    controls = [
        widget
        for kind in (QAbstractButton, QLineEdit, QPlainTextEdit)
        for widget in asked.window.findChildren(kind)
        if widget.isVisible() and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
    ]
    assert controls
    silent = [
        widget.objectName() or repr(widget)
        for widget in controls
        if not QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name).strip()
    ]
    assert silent == []


def test_the_keyboard_is_on_the_question_when_its_page_opens(asked: Any) -> None:
    """Focus follows the page: the first reply, or the one given before."""
    assert asked.find(QRadioButton, "yes").hasFocus()

    asked.press(Qt.Key.Key_N, alt=True)
    asked.workspace.ask("multi_step")
    asked.workspace.ask("human_like")

    assert asked.find(QRadioButton, "no").hasFocus()


def test_tab_reaches_everything_and_comes_round(asked: Any) -> None:
    """Tab never gets stuck and never lands on something hidden."""
    seen: list[QWidget] = []
    for _ in range(80):
        asked.press(Qt.Key.Key_Tab)
        here = asked.focus
        assert here.isVisible()
        if here in seen:
            break
        seen.append(here)
    names = {widget.objectName() for widget in seen}
    assert {"note", "continue", "back", "nav-home"} - names <= {"note"}  # no reply yet, no note


@pytest.mark.parametrize("language", [*Language])
@pytest.mark.parametrize("page", PAGES)
def test_nothing_scrolls_sideways_or_leaves_the_smallest_window(
    open_desk: Any, language: Language, page: str
) -> None:
    """At 800 × 600 every page fits its width in both languages."""
    desk = open_desk(language)
    desk.window.resize(800, 600)
    desk.session.create(desk.session.profile.model_copy(update={"name": "x" * 200}))
    desk.workspace.go("consultation")
    desk.workspace.ask(page)
    QApplication.processEvents()

    assert desk.window.size().width() == 800
    assert desk.window.size().height() == 600
    page_widget = desk.find(QWidget, f"page-{desk.session.page.split(':')[0]}")
    assert page_widget.minimumSizeHint().width() <= page_widget.parentWidget().width()


@pytest.mark.parametrize("scheme", [LIGHT, DARK])
def test_text_has_enough_contrast_in_both_schemes(scheme: Colours) -> None:
    """4.5 : 1 for text on every ground it stands on, 3 : 1 for the borders of controls."""
    grounds = (scheme.ground, scheme.card)
    pairs = [(text, ground) for text in (scheme.text, scheme.muted) for ground in grounds]
    pairs += [(scheme.accent, ground) for ground in (*grounds, scheme.accent_soft)]
    pairs += [(scheme.on_accent, scheme.accent), (scheme.bad, scheme.card)]
    pairs += [(scheme.bad, scheme.ground), (scheme.good, scheme.card)]
    pairs += [(scheme.text, scheme.accent_soft), (scheme.text, scheme.bad_soft)]
    softs = (scheme.llm_soft, scheme.fine_tuned_soft, scheme.grey_soft)
    pairs += [(text, soft) for text in (scheme.text, scheme.muted) for soft in softs]
    signs = zip((scheme.llm, scheme.fine_tuned, scheme.grey), softs, strict=True)

    assert {pair: round(contrast(*pair), 2) for pair in pairs if contrast(*pair) < 4.5} == {}
    assert all(contrast(scheme.edge, ground) >= 3 for ground in grounds)
    assert all(contrast(*sign) >= 3 for sign in signs)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.2."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    def linear(value: int) -> float:
        share = value / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(int(colour[place : place + 2], 16)) for place in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_the_scheme_can_change_while_the_window_is_open(asked: Any, qapp: QApplication) -> None:
    """Dark is a setting away, and what is painted by hand follows."""
    before = asked.window.grab().toImage().pixelColor(2, 300).lightness()
    apply_theme(qapp, dark=True)
    after = asked.window.grab().toImage().pixelColor(2, 300).lightness()
    apply_theme(qapp, dark=False)

    assert before > 200
    assert after < 60
