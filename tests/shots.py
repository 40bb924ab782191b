"""Every page of the window as PNG: `python tests/shots.py [FOLDER]`. Needs no screen.

Both languages, light and dark, at the usual and at the smallest size, with the shipped samples.
"""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from app.decision.profile import Answer, Profile, Reply
from app.errors import AppError
from app.gui.look import Look
from app.gui.pages.models import ModelsPage
from app.gui.pages.trouble import TroublePage
from app.gui.theme import apply_theme, load_fonts
from app.gui.window import Window
from app.gui.workspace import Workspace, open_workspace
from app.words import Language

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
    application = QApplication(sys.argv[:1])
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
    for summary in store.summaries():
        workspace.open_profile(summary.id)
        kind = "open" if workspace.session.recommendation.outcome is None else "decided"
        for page in PAGES:
            workspace.ask(page)
            yield f"{page}-{kind}"
    workspace.session.create(Profile(name="–"))
    workspace.go("consultation")
    yield from visit_task(window, workspace)
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
    fault = AppError("store_newer", file="signpost.sqlite", theirs=9, ours=1)
    trouble = TroublePage(fault, language, data_dir, lambda: None)
    window.fill({"trouble": trouble}, lambda _name: None, store.close)
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


def settle(application: QApplication, window: Window) -> None:
    """Let everything be laid out and painted, the document's preview too."""
    until = monotonic() + PREVIEW_S
    for _ in range(3):
        application.processEvents()
    while monotonic() < until and any(
        label.isVisible()
        and (label.objectName() == "guide-preparing" or label.objectName() == "preview")
        and label.pixmap().isNull()
        for label in window.findChildren(QLabel)
    ):
        application.processEvents()


if __name__ == "__main__":
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "build" / "shots"
    folder.mkdir(parents=True, exist_ok=True)
    main(folder)
