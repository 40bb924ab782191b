"""What an idle window has loaded: Home, and none of what only other pages need."""

import json
import subprocess
import sys
from pathlib import Path

HEAVY = {
    "alembic", "cryptography", "keyring", "numpy", "openai", "pypdf", "python_calamine",
    "sacrebleu", "scipy", "sklearn", "typst", "urllib.request", "xllamacpp",
    "PySide6.QtNetwork",
    "app.charts", "app.erase", "app.gui.consultation", "app.probe.ask", "app.report.build",
}  # fmt: skip
CODE = """
import json, sys
import app.gui.workspace
from app.gui import page_loader as pages
pages.HomePage
print(json.dumps(sorted(sys.modules)))
"""


def test_home_needs_no_other_page_and_nothing_heavy() -> None:
    done = subprocess.run(
        [sys.executable, "-P", "-c", CODE], capture_output=True, text=True, check=True
    )
    loaded = set(json.loads(done.stdout))
    assert not loaded & HEAVY
    assert {name for name in loaded if name.startswith("app.gui.pages.")} == {"app.gui.pages.home"}


AHEAD = """
import sys, time
from pathlib import Path
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication
from app.decision.profile import Profile
from app.gui.look import Look
from app.gui.window import Window
from app.gui.workspace import open_workspace
from app.words import Language

application = QApplication([])
window = Window(Path(sys.argv[1]), Language.EN)
workspace = open_workspace(window, Path(sys.argv[1]), Look(Language.EN, "light"))
workspace.session.create(Profile(name="Ticket routing"))
workspace.go("consultation")
workspace.ask("recommendation")
print("app.gui.pages.probe.page" in sys.modules)
tick, until = QTimer(), time.monotonic() + 30
tick.start(20)
while "app.gui.pages.probe.page" not in sys.modules and time.monotonic() < until:
    application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
print("app.gui.pages.probe.page" in sys.modules)
window.close()
"""


def test_while_a_page_is_read_the_next_one_is_loaded(data_dir: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-P", "-c", AHEAD, str(data_dir)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.split() == ["False", "True"]


STARTED = """
import gc, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from app.gui import main

searches = []
usual = gc.get_threshold()

class Window(main.Window):
    def __init__(self, *given):
        super().__init__(*given)
        gc.callbacks.append(lambda _phase, about: searches.append(about["generation"]))
        self.timer = QTimer(self)
        self.timer.timeout.connect(self.look)
        self.timer.start(20)

    def look(self):
        if gc.get_freeze_count():
            self.timer.stop()
            print(2 in searches, gc.isenabled(), gc.get_threshold() == usual)
            self.close()

main.Window = Window
sys.exit(main.run_window(Path(sys.argv[1])))
"""


def test_what_starting_made_is_never_searched_through_by_the_collector(data_dir: Path) -> None:
    """It all stays; once Home is there the collector works as usual, on what comes later."""
    done = subprocess.run(
        [sys.executable, "-P", "-c", STARTED, str(data_dir)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.split() == ["False", "True", "True"]
