"""The cost of turning a page: from pressing Continue until the next page is painted."""

import os
import statistics
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QApplication, QPushButton

from app.decision.profile import Answer, Profile, Reply
from app.gui.look import Look
from app.gui.theme import STYLE, apply_theme, load_fonts
from app.gui.window import Window
from app.gui.workspace import open_workspace
from app.guide.load import load_guide
from app.store import Store
from app.words import Language

ROUNDS = 5


def main() -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication([*sys.argv[:1], *STYLE])
    load_fonts()
    apply_theme(application, dark=False)
    answers = {question.id: Answer(value=Reply.UNSURE) for question in load_guide().questions}
    with TemporaryDirectory() as folder:
        data_dir = Path(folder)
        with Store.open(data_dir) as store:
            number = store.add(Profile(name="Ticket routing", answers=answers)).id
        window = Window(data_dir, Language.EN)
        window.show()
        workspace = open_workspace(window, data_dir, Look(Language.EN, "light"))
        if workspace is None:
            sys.exit("The window could not open its data folder.")
        turns: dict[str, list[float]] = {}
        for _ in range(ROUNDS):
            workspace.session.open(number)
            workspace.session.at("describe")
            workspace.open_profile(number)
            application.processEvents()
            for _ in range(len(answers) + 10):  # every page, whatever refuses to be left
                ahead = window.findChild(QPushButton, "continue")
                assert ahead is not None
                started = perf_counter()
                ahead.click()
                application.processEvents()
                seconds = perf_counter() - started
                turns.setdefault(workspace.session.page, []).append(seconds)
                if workspace.session.page == "export":
                    break
        window.close()
        QThreadPool.globalInstance().waitForDone()  # previews begun on the way
        application.processEvents()
    print(f"Turning to a page and painting it, {ROUNDS} rounds, median and slowest")
    for page, taken in turns.items():
        middle, most = statistics.median(taken) * 1000, max(taken) * 1000
        print(f"  {page:<32}{middle:6.1f} ms {most:6.1f} ms")
    slowest = max(statistics.median(taken) for taken in turns.values())
    print(f"  slowest median                  {slowest * 1000:6.1f} ms    (bar: 50 ms)")


if __name__ == "__main__":
    main()
