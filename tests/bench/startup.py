"""Process start to first painted window, beside a bare PySide6 window started in alternation.

Prints medians and their ratio. Both programs leave right after their first paint, without tidying
up, so each time is the whole life of a process. Without QT_QPA_PLATFORM both paint offscreen.
"""

import os
import statistics
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

RUNS = 15
BARE = """
import os
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, lambda: os._exit(0))

application = QApplication(sys.argv)
window = Window()
window.show()
sys.exit(application.exec())
"""


def lifetime(command: list[str]) -> float:
    """Seconds from starting `command` to its end."""
    env = {
        "QT_QPA_PLATFORM": "offscreen",
        **os.environ,
        "SIGNPOST_EXIT_AFTER_PAINT": "1",
        "QT_LOGGING_RULES": "qt.qpa.*=false",
    }
    started = perf_counter()
    subprocess.run(command, env=env, check=True, timeout=60, stdin=subprocess.DEVNULL)
    return perf_counter() - started


def main() -> None:
    with TemporaryDirectory() as folder:
        script = Path(folder) / "bare.py"
        script.write_text(BARE, encoding="utf-8")
        bare = [sys.executable, "-P", str(script)]
        ours = [sys.executable, "-P", "-m", "app", "--data-dir", str(Path(folder) / "data")]
        lifetime(bare)
        first = lifetime(ours)  # makes the database
        pairs = [(lifetime(bare), lifetime(ours)) for _ in range(RUNS)]
    bare_median = statistics.median(pair[0] for pair in pairs)
    our_median = statistics.median(pair[1] for pair in pairs)
    ratio = statistics.median(own / plain for plain, own in pairs)
    print(f"Start to first painted window, {RUNS} pairs")
    print(f"  bare PySide6 window   {bare_median * 1000:7.0f} ms")
    print(f"  Signpost              {our_median * 1000:7.0f} ms (very first start {first:.2f} s)")
    print(f"  ratio                 {ratio:7.2f}    (bar: 1.50)")


if __name__ == "__main__":
    main()
