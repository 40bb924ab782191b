"""The window is closed while work is still going on that does not stop when it is asked to."""

import os
import subprocess
import sys
from pathlib import Path

CODE = """
import sys
from pathlib import Path

from PySide6.QtCore import QSize, QTimer

from app.gui import jobs, main
from app.gui.widgets.pages_view import picture_of

jobs.ENDING_MS = 20  # nobody waits here for a worker that goes on
PAGE = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><path d="M0 0h9"/></svg>'


def draw(_progress, _cancelled):
    while True:
        picture_of(PAGE, QSize(600, 600))
        if not started:
            started.append(True)
            QTimer.singleShot(0, window, window.close)


class Window(main.Window):
    def __init__(self, *given):
        super().__init__(*given)
        global window, job
        window, job = self, jobs.Job(draw)
        self.painted.connect(job.start)


started = []
main.Window = Window
sys.exit(main.run_window(Path(sys.argv[1])))
"""


def test_closing_ends_the_program_while_a_page_is_still_being_drawn(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-P", "-c", CODE, tmp_path / "data"],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "geometry" in (tmp_path / "data" / "window.ini").read_text()
