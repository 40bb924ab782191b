"""Every page of the window as PNG: `python tests/shots.py [FOLDER]`. Needs no screen.

Both languages, light and dark, at the usual and at the smallest size, with the shipped samples.
Run it with the project's root on the path.
"""

import csv
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSize, QThreadPool
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QListView, QPushButton

from app.decision.profile import Answer, Profile, Reply
from app.errors import AppError
from app.gui.look import Look
from app.gui.pages.models import ModelsPage
from app.gui.pages.probe.result import ResultStep
from app.gui.pages.trouble import TroublePage
from app.gui.theme import STYLE, apply_theme, load_fonts
from app.gui.turns import Turns
from app.gui.widgets.answer_table import AnswerTable
from app.gui.widgets.pages_view import PagesView
from app.gui.window import Window
from app.gui.workspace import Workspace, open_workspace
from app.probe.types import ProbeResult
from app.words import Language
from tests.replay import RECORDED, recorded, replayed
from tests.shots_probe import visit_probe

ROOT = Path(__file__).resolve().parent.parent
SIZES = (QSize(1280, 800), QSize(800, 600))
PAGES = ("describe", "facts", "limits", "review", "recommendation", "probe", "export")
ARTICLES = (
    "about:guide",
    "question:few_labels",
    "task:machine-translation",
    "finding:h2",
    "conflict:w3",
    "claim:sentiment_level",
    "rule:latency.llm.too_fast",
    "approach:lora",
    "model:bert",
    "source:pecher2024",
)
PREVIEW_S = 10  # how long the preview of the document may take


def main(out: Path) -> None:
    application = QApplication([*sys.argv[:1], *STYLE])
    load_fonts()
    made = 0
    for language in Language:
        for scheme in ("light", "dark"):
            apply_theme(application, dark=scheme == "dark")
            with TemporaryDirectory() as folder:
                data_dir = Path(folder)
                window = Window(data_dir, language)
                window.show()
                workspace = open_workspace(window, data_dir, Look(language, scheme))
                assert workspace is not None
                for name in visit(window, workspace, data_dir, language):
                    settle(application, window)
                    for size in SIZES:
                        window.resize(size)
                        settle(application, window)
                        file = f"{name}-{language}-{scheme}-{size.width()}x{size.height()}.png"
                        window.grab().save(str(out / file))
                        made += 1
                window.close()
    print(f"{made} pictures in {out}")


def visit(
    window: Window, workspace: Workspace, data_dir: Path, language: Language
) -> Iterator[str]:
    """Go to one page after the other; yields its name once it is there."""
    yield "home"
    store = workspace.session.store
    workspace.session.create(Profile(name="–"))
    workspace.go("consultation")
    yield from visit_probe(window, workspace, data_dir)
    for summary in store.summaries():
        workspace.open_profile(summary.id)
        kind = "open" if workspace.session.recommendation.outcome is None else "decided"
        for page in PAGES:
            workspace.ask(page)
            yield f"{page}-{kind}"
    workspace.session.create(Profile(name="–"))
    workspace.go("consultation")
    yield from visit_task(window, workspace)
    yield from visit_result(window, workspace, data_dir)
    workspace.session.describe(task="")
    workspace.ask("few_labels")
    yield "question"
    for reply in Reply:
        workspace.session.answer("few_labels", Answer(value=reply))
        yield f"question-{reply}"
    workspace.session.answer("few_labels", None)
    workspace.consultation.go_on()
    yield "question-fault"
    workspace.go("models")
    models = window.findChildren(ModelsPage)[-1]
    models.tree.view.go_to("bert")
    models.tree.view.chosen.emit("bert")
    for number, name in enumerate(("tree", "shortlist", "licences")):
        models.show_tab(number)
        yield f"models-{name}"
    yield from visit_guide(workspace)
    workspace.go("settings")
    yield "settings"
    workspace.go("home")
    window.findChildren(QListView, "profiles")[-1].selectAll()
    yield "home-several"
    fault = AppError("store_newer", file="signpost.sqlite", theirs=9, ours=1)
    trouble = TroublePage(fault, language, data_dir, lambda: None)
    window.fill({"trouble": lambda: trouble}, lambda _name: None, store.close)
    window.show_page("trouble", trouble.title())
    yield "trouble"


def visit_task(window: Window, workspace: Workspace) -> Iterator[str]:
    """The search for a type of task, the type chosen, and what it says beside a question."""
    workspace.ask("describe")
    yield "task-field"
    field = next(edit for edit in window.findChildren(QLineEdit, "task") if edit.isVisible())
    field.setFocus()
    for name, text in (("results", "ticket"), ("nothing", "qqqzzz")):
        field.setText(text)
        yield f"task-{name}"
    field.clear()
    for task in ("machine-translation", "no-such-type"):
        workspace.session.describe(task=task)
        yield f"task-{task}"
    workspace.session.describe(task="intent-classification")
    workspace.ask("few_labels")
    yield "question-likely"


def visit_guide(workspace: Workspace) -> Iterator[str]:
    """Articles of each sort, what a recommendation cites, and a search."""
    workspace.open_profile(min(one.id for one in workspace.session.store.summaries()))
    for article in ARTICLES:
        workspace.read(article)
        yield f"guide-{article.partition(':')[0]}"
    page = workspace.guide_page
    page.list.show_tab(1)
    yield "guide-cited"
    page.list.show_tab(0)
    for name, words in (("found", "GPT-4"), ("nothing", "qqqzzz")):
        page.list.seek(words)
        yield f"guide-{name}"
    page.list.seek("")


def visit_result(window: Window, workspace: Workspace, data_dir: Path) -> Iterator[str]:
    """A result with its curve, its answers, two results compared, and a label put right."""
    session = workspace.session
    assert session.id is not None
    for result in results(data_dir):
        session.store.add_probe(session.id, result)
    workspace.ask("probe")
    page = next(one for one in window.findChildren(ResultStep) if one.isVisible())
    for tab, name in enumerate(("findings", "answers", "history")):
        page.tabs.setCurrentIndex(tab)
        yield f"probe-{name}"
    page.tabs.setCurrentIndex(1)
    next(iter(page.findChildren(AnswerTable))).selectRow(1)  # which has an answer
    QApplication.processEvents()
    next(one for one in window.findChildren(QPushButton, "put-right") if one.isVisible()).click()
    yield "probe-answer-corrected"
    page.tabs.setCurrentIndex(0)
    yield "probe-findings-corrected"


def results(data_dir: Path) -> tuple[ProbeResult, ProbeResult]:
    """What GPT-4 said of sixty texts, of forty of them and of all: is it science or not?"""
    said = recorded()
    rows = [("text", "label")]
    with RECORDED.open(encoding="utf-8", newline="") as file:
        rows += [(row["text"], science(row["label"])) for row in csv.DictReader(file)]
    data = data_dir / "science.csv"
    with data.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    answers = {text: science(answer) for text, answer in said.items()}
    earlier = replayed(data, answers, data_dir=data_dir, limit=40, target=0.9)
    return earlier, replayed(data, answers, data_dir=data_dir, target=0.9)


def science(topic: str) -> str:
    return topic and ("science" if topic == "science/technology" else "something else")


def settle(application: QApplication, window: Window) -> None:
    """Let everything be laid out and painted, what is worked on beside it too."""
    until = monotonic() + PREVIEW_S
    for _ in range(3):
        application.processEvents()
    while monotonic() < until and (
        QThreadPool.globalInstance().activeThreadCount()
        or any(turns.busy for turns in window.findChildren(Turns))
        or any(not step.whole for step in window.findChildren(ResultStep))
        or any(view.isVisible() and not view.is_drawn() for view in window.findChildren(PagesView))
        or any(
            label.isVisible() and label.objectName() == "guide-preparing"
            for label in window.findChildren(QLabel)
        )
    ):
        application.processEvents()
    application.processEvents()


if __name__ == "__main__":
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "build" / "shots"
    folder.mkdir(parents=True, exist_ok=True)
    main(folder)
