"""What the case at hand calls for, read and given with the keyboard alone."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QToolButton

from app.decision.profile import Profile
from app.gui.widgets.guide_link import GuideLink
from app.words import Language

Key = Qt.Key
COMMENTS = {
    "name": "Comments",
    "task": "toxicity-detection",
    "answers": {"human_like": "no", "multi_step": "no", "many_tasks": "no"}
    | {"far_from_language": "no", "few_labels": "yes"},
    "limits": {"untrusted_input": "yes"},
}


@pytest.mark.parametrize("language", Language)
def test_risks_are_folded_away_until_asked_for(open_desk: Any, language: Language) -> None:
    """Calm at first; Space on the heading shows each risk with what to do and its source."""
    desk = open_desk(language)
    desk.session.create(Profile.model_validate(COMMENTS))
    desk.workspace.go("consultation")
    desk.workspace.ask("recommendation")
    guide = desk.session.guide
    risks = [guide.risk[name] for name in desk.session.recommendation.risks]
    assert risks[0].name.to(language) not in desk.texts(QLabel)

    desk.find(QToolButton, "disclosure-risks").setFocus()
    desk.press(Key.Key_Space)

    shown = desk.texts(QLabel)
    for risk in risks:
        assert risk.name.to(language) in shown
        assert risk.text.to(language) in shown
        assert any(risk.action.to(language) in text for text in shown)


def test_where_figure_and_text_differ_is_folded_beneath_the_advice(desk: Any) -> None:
    desk.session.create(Profile.model_validate(COMMENTS))
    desk.workspace.go("consultation")
    desk.workspace.ask("recommendation")
    conflict = desk.session.guide.entry["w2"]
    assert conflict.title.en not in desk.texts(QLabel)

    desk.find(QToolButton, "disclosure-conflicts").setFocus()
    desk.press(Key.Key_Space)

    shown = desk.texts(QLabel)
    assert conflict.title.en in shown
    assert conflict.handling.en in shown
    links = {link.article for link in desk.window.findChildren(GuideLink) if link.isVisible()}
    assert "conflict:w2" in links


def test_the_steps_on_screen_are_those_of_the_case(desk: Any) -> None:
    desk.session.create(Profile.model_validate(COMMENTS))
    desk.workspace.go("consultation")
    desk.workspace.ask("recommendation")
    shown = desk.texts(QLabel)
    steps = desk.session.recommendation.steps
    assert len(steps) >= 4
    assert all(step.what(Language.EN) in shown for step in steps)
    assert any("Hide orders in 20 inputs" in text for text in shown)


def test_memory_is_asked_once_beside_the_machines_and_kept(asked: Any) -> None:
    asked.workspace.ask("limits")
    asked.find(QLineEdit, "memory_gb").setFocus()
    asked.write("24")
    asked.press(Key.Key_Tab)

    kept = asked.session.store.get(asked.session.id).profile
    assert kept.facts.memory_gb == 24
    asked.workspace.ask("facts")
    asked.find(QLineEdit, "monthly_volume")
    with pytest.raises(AssertionError, match="memory_gb: 0 on screen"):
        asked.find(QLineEdit, "memory_gb")
