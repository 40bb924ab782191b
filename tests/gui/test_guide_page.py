"""The guide's page: read, search, go back and forward, with the keyboard; and the ways to it."""

from typing import Any

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QAccessible, QDesktopServices, QTextCursor
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QListView,
    QPushButton,
    QTabBar,
    QTextBrowser,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.decision.profile import Answer, Profile, Reply
from app.draw.colours import DARK, LIGHT
from app.gui.pages.guide import GuidePage
from app.gui.pages.models import ModelsPage
from app.gui.theme import apply_theme
from app.gui.widgets.contents_tree import ContentsTree
from app.gui.widgets.guide_link import GuideLink
from app.guide.types import CaseStep
from app.words import Language

Key = Qt.Key
CASE = Profile(
    name="Comments",
    task="toxicity-detection",
    answers={name: Answer(value=Reply.NO) for name in ("human_like", "multi_step", "many_tasks")}
    | {"far_from_language": Answer(value=Reply.NO), "few_labels": Answer(value=Reply.YES)},
)


@pytest.fixture
def page(desk: Any) -> GuidePage:
    desk.workspace.go("guide")
    made = desk.workspace.guide_page
    assert isinstance(made, GuidePage)
    return made


@pytest.fixture
def advised(desk: Any) -> Any:
    """The desk with a recommendation open."""
    desk.session.create(CASE)
    desk.workspace.go("consultation")
    desk.workspace.ask("recommendation")
    desk.settle()
    return desk


def text(desk: Any) -> str:
    return str(desk.find(QTextBrowser, "guide-reader").toPlainText())


def ready(page: GuidePage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page.list.prepared, timeout=30_000)


def test_the_page_is_made_only_when_it_is_opened(desk: Any) -> None:
    assert not desk.workspace.guide_page.findChildren(QWidget)
    desk.workspace.go("guide")
    assert desk.workspace.guide_page.here() == "about:guide"


@pytest.mark.parametrize("language", [*Language])
def test_every_article_can_be_shown(open_desk: Any, language: Language) -> None:
    """All of them, and each shows its title."""
    desk = open_desk(language)
    desk.workspace.go("guide")
    page = desk.workspace.guide_page
    for name in [*page.whole.articles][::9]:
        page.read(name)
        assert " ".join(page.whole.articles[name].title.split()) in " ".join(text(desk).split())
        assert page.reader.accessibleName().endswith(page.whole.articles[name].title)


def test_a_link_leads_on_and_alt_left_and_right_go_back_and_forward(
    desk: Any, page: GuidePage
) -> None:
    page.read("question:few_labels")
    page.reader.setFocus()
    for _ in range(3):  # the first link of the page, then on
        desk.press(Key.Key_Tab)
    desk.press(Key.Key_Return)
    there = page.here()
    assert there != "question:few_labels"
    desk.press(Key.Key_Left, alt=True)
    assert page.here() == "question:few_labels"
    desk.press(Key.Key_Right, alt=True)
    assert page.here() == there


def test_back_returns_to_where_one_had_read_to(desk: Any, page: GuidePage) -> None:
    page.read("task:machine-translation")
    QApplication.processEvents()
    page.reader.verticalScrollBar().setValue(200)
    page.read("finding:h2")
    page.back()
    assert page.here() == "task:machine-translation"
    assert page.reader.verticalScrollBar().value() == 200


def test_buttons_say_whether_there_is_a_way(desk: Any, page: GuidePage) -> None:
    back, forward = (desk.find(QPushButton, f"guide-{way}") for way in ("back", "forward"))
    assert "Projects" in back.text()
    assert not forward.isEnabled()
    back.click()
    assert desk.window.current_page() == "home"


def test_a_search_needs_no_mouse(desk: Any, page: GuidePage, qtbot: QtBot) -> None:
    """Typed at once it is answered when prepared; Ctrl+F, Down, Enter and Escape do the rest."""
    page.list.seek("C13")
    ready(page, qtbot)
    results = desk.find(QListView, "guide-results")
    assert results.model().rowCount()
    page.reader.setFocus()
    desk.press(Key.Key_F, ctrl=True)
    search = desk.find(QLineEdit, "guide-search")
    assert desk.focus is search
    desk.write("H2")  # what was there is marked, and typed over
    desk.press(Key.Key_Return)
    assert page.here() == "finding:h2"
    assert desk.focus is page.reader
    search.setFocus()
    search.setText("translation")
    desk.press(Key.Key_Down)
    assert results.hasFocus()
    desk.press(Key.Key_Down)
    desk.press(Key.Key_Return)
    assert page.here() not in ("finding:h2", "about:guide")
    results.setFocus()
    desk.press(Key.Key_Escape)
    assert search.hasFocus()
    desk.press(Key.Key_Escape)
    assert search.text() == ""
    assert desk.find(ContentsTree, "guide-contents").isVisible()
    page.list.seek("qqqzzz")
    assert "Try another word" in desk.find(QWidget, "guide-told").text()


def test_the_contents_open_an_article_by_enter(desk: Any, page: GuidePage) -> None:
    tree = desk.find(ContentsTree, "guide-contents")
    tree.setFocus()
    tree.mark("remark:remark_3")
    desk.press(Key.Key_Return)
    assert page.here() == "remark:remark_3"


def test_the_article_read_last_is_there_again(desk: Any, page: GuidePage) -> None:
    page.read("finding:h2")
    desk.workspace.go("models")
    desk.workspace.go("guide")
    assert page.here() == "finding:h2"
    page.back()
    assert desk.window.current_page() == "models"
    desk.workspace.go("guide")
    assert page.here() == "finding:h2"


def test_the_citation_is_copied(desk: Any, page: GuidePage) -> None:
    page.read("source:pecher2024")
    desk.find(QPushButton, "guide-copy").click()
    copied = QApplication.clipboard().text()
    assert "2402.12819" in copied
    assert copied.startswith("Pecher")


def test_an_address_is_shown_and_opened_only_when_followed(
    page: GuidePage, monkeypatch: pytest.MonkeyPatch, desk: Any
) -> None:
    opened: list[str] = []

    def note(url: QUrl) -> bool:
        opened.append(url.toString())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", note)
    page.read("source:pecher2024")
    assert "https://arxiv.org/abs/2402.12819" in text(desk)
    assert opened == []
    page.reader.anchorClicked.emit(QUrl("https://arxiv.org/abs/2402.12819"))
    assert opened == ["https://arxiv.org/abs/2402.12819"]
    assert page.here() == "source:pecher2024"


def test_text_can_be_marked_with_the_keyboard_and_copied(desk: Any, page: GuidePage) -> None:
    page.read("finding:h2")
    page.reader.setFocus()
    page.reader.moveCursor(QTextCursor.MoveOperation.Start)
    desk.press(Key.Key_A, ctrl=True)
    desk.press(Key.Key_C, ctrl=True)
    assert "How many labels" in QApplication.clipboard().text()


# The ways to it, and back


def go_back(desk: Any) -> None:
    desk.press(Key.Key_Left, alt=True)


def test_a_question_leads_to_its_article_and_back(asked: Any) -> None:
    """Nothing of the consultation is lost: page, answer, what was open."""
    asked.workspace.ask("few_labels")
    asked.session.answer("few_labels", Answer(value=Reply.YES))
    asked.find(QToolButton, "disclosure-why_we_ask").click()
    asked.find(QPushButton, "read-question").setFocus()
    asked.press(Key.Key_Space)
    assert asked.workspace.guide_page.here() == "question:few_labels"
    assert asked.window.current_page() == "guide"
    asked.workspace.guide_page.read("finding:h2")
    go_back(asked)
    go_back(asked)
    assert asked.window.current_page() == "consultation"
    assert asked.session.page == "question:few_labels"
    assert asked.find(QToolButton, "disclosure-why_we_ask").isChecked()
    assert asked.find(QPushButton, "read-question").hasFocus()


def test_every_part_of_a_recommendation_leads_to_its_article(advised: Any) -> None:
    """Limits, approaches, reasons, steps of the case, risks and each piece of evidence."""
    for name in ("risks", "evidence"):
        advised.find(QToolButton, f"disclosure-{name}").click()
    QApplication.processEvents()
    links = [w.article for w in advised.window.findChildren(GuideLink) if w.isVisible()]
    found = advised.session.recommendation
    wanted = {f"claim:{name}" for name in found.evidence} | {
        f"risk:{name}" for name in found.risks
    }
    wanted |= {f"rule:{finding.rule}" for finding in found.limits}
    wanted |= {f"reason:{because.reason}" for because in found.choice.because}
    wanted |= {f"second_look:{because.reason}" for because in found.contradictions}
    wanted |= {f"approach:{found.choice.approach}", f"question:{found.decided_by}"}
    wanted |= {f"approach:{other}" for other in found.choice.alternatives}
    steps = {step.step.id for step in found.steps if isinstance(step.step, CaseStep)}
    wanted |= {f"step:{name}" for name in steps}
    assert found.choice.alternatives
    assert steps
    assert wanted <= {*links}
    page = advised.workspace.guide_page
    for article in sorted(wanted):
        advised.workspace.read(article)
        assert page.here() == article


def test_a_link_of_the_recommendation_is_followed_with_the_keyboard(advised: Any) -> None:
    link = next(w for w in advised.window.findChildren(GuideLink) if w.isVisible())
    link.setFocus(Qt.FocusReason.TabFocusReason)
    advised.press(Key.Key_Return)
    assert advised.workspace.guide_page.here() == link.article
    go_back(advised)
    assert advised.window.current_page() == "consultation"
    assert advised.session.page == "recommendation"


def test_the_type_of_task_leads_to_its_article(asked: Any) -> None:
    asked.session.describe(task="machine-translation")
    asked.workspace.ask("describe")
    asked.find(QPushButton, "read-task").click()
    assert asked.workspace.guide_page.here() == "task:machine-translation"


def test_a_model_leads_to_its_article_and_back_to_its_card(desk: Any) -> None:
    desk.workspace.go("models")
    models = desk.window.findChildren(ModelsPage)[-1]
    models.tree.view.chosen.emit("bert")
    QApplication.processEvents()
    link = next(w for w in models.findChildren(GuideLink) if w.isVisible())
    link.linkActivated.emit(link.article)
    assert desk.workspace.guide_page.here() == "model:bert"
    go_back(desk)
    assert desk.window.current_page() == "models"
    assert models.tree.card.isVisible()


def test_what_the_recommendation_cites_is_listed(advised: Any, qtbot: QtBot) -> None:
    advised.workspace.go("guide")
    page = advised.workspace.guide_page
    ready(page, qtbot)
    advised.find(QTabBar, "guide-tabs").setCurrentIndex(1)
    tree = advised.find(ContentsTree, "guide-cited")
    found = advised.session.recommendation
    assert {f"claim:{name}" for name in found.evidence} <= tree.articles
    assert "task:toxicity-detection" in tree.articles
    assert "source:yang2023" in tree.articles
    assert "question:world_knowledge" not in tree.articles
    page.list.seek("machine translation")  # is in the guide, and not cited
    assert "cites" in advised.find(QWidget, "guide-told").text()


def test_the_list_of_what_is_cited_follows_the_open_task(advised: Any) -> None:
    advised.workspace.go("guide")
    tabs = advised.find(QTabBar, "guide-tabs")
    before = tabs.tabText(1)
    advised.session.create(Profile(name="Another"))
    advised.workspace.go("guide")
    assert tabs.tabText(1) != before


def test_without_an_open_task_the_list_says_so(desk: Any, page: GuidePage) -> None:
    desk.find(QTabBar, "guide-tabs").setCurrentIndex(1)
    assert "Open a task first" in desk.find(QWidget, "guide-told").text()


def test_another_language_keeps_the_article(desk: Any, page: GuidePage) -> None:
    page.read("finding:h2")
    desk.workspace.speak(Language.JA)
    assert desk.workspace.guide_page.here() == "finding:h2"
    assert "小さなモデルが勝つ" in text(desk)


# How it looks and sounds


@pytest.mark.parametrize("language", [*Language])
def test_it_fits_the_smallest_window(open_desk: Any, language: Language) -> None:
    desk = open_desk(language)
    desk.window.resize(800, 600)
    desk.session.create(CASE)
    desk.workspace.go("consultation")
    desk.workspace.read("task:machine-translation")
    QApplication.processEvents()
    page = desk.workspace.guide_page
    assert (desk.window.width(), desk.window.height()) == (800, 600)
    assert page.minimumSizeHint().width() <= page.width()
    assert page.minimumSizeHint().height() <= page.height()
    assert page.reader.horizontalScrollBar().maximum() == 0


def test_nothing_that_takes_the_keyboard_is_silent(desk: Any, page: GuidePage) -> None:
    controls = [
        widget
        for widget in page.findChildren(QWidget)
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    assert len(controls) >= 5
    for widget in controls:
        heard = QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
        assert heard.strip(), widget
        assert widget.objectName(), widget


def test_tab_leaves_the_reader_after_its_links(desk: Any, page: GuidePage) -> None:
    page.read("grade:few")
    page.reader.setFocus()
    for _ in range(40):
        desk.press(Key.Key_Tab)
        if desk.focus is not page.reader:
            return
    pytest.fail("the reader holds the keyboard")


@pytest.mark.parametrize("dark", [False, True])
def test_the_article_follows_the_scheme(
    desk: Any, page: GuidePage, qapp: QApplication, dark: bool
) -> None:
    page.read("claim:sentiment_level")
    apply_theme(qapp, dark=dark)
    html = page.reader.toHtml().lower()
    wanted, other = (DARK, LIGHT) if dark else (LIGHT, DARK)
    apply_theme(qapp, dark=False)
    for colour in ("text", "accent"):
        assert getattr(wanted, colour).lower() in html
        assert getattr(other, colour).lower() not in html
