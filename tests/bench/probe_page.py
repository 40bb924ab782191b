"""The probe page at work: how soon rows are seen, and how long the window ever stands still.

    python tests/bench/probe_page.py [ROWS_READ] [ROWS_ASKED] [LATENCY_MS]

A server on loopback, in a process of its own, answers after the latency; it stands for another
computer, so the window goes first. A timer of the window
ticks all the while; the longest time between two ticks is how long nothing could be pressed. On a
busy machine that is the machine's doing, so the window's own share of it is told as well: the most
processor time that its thread used between two ticks.
"""

import os
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread
from time import perf_counter, thread_time
from typing import IO, TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QTableView, QWidget

from app.decision.profile import Profile
from app.gui.look import Look
from app.gui.measuring import KeyKind
from app.gui.theme import STYLE, apply_theme, load_fonts
from app.gui.window import Window
from app.gui.workspace import Workspace, open_workspace
from app.settings import Endpoint
from app.words import Language

if TYPE_CHECKING:  # it is loaded while the page before it is read
    from app.gui.pages.probe.page import ProbePage

HERE = Path(__file__).resolve().parent
TICK_MS = 2
AHEAD_S = 3  # until the page is there to be visited
WAITING = QEventLoop.ProcessEventsFlag.WaitForMoreEvents
WORDS = ["parcel", "invoice", "late", "charged", "label", "broken", "where", "order", "card"]


class Clock:
    """Ticks in the window's own thread and keeps the longest time between two ticks."""

    def __init__(self, application: QApplication) -> None:
        self._application = application
        self._last, self._used = perf_counter(), thread_time()
        self.longest = self.own = 0.0
        self._timer = QTimer()
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def _tick(self) -> None:
        now, used = perf_counter(), thread_time()
        self.longest = max(self.longest, now - self._last)
        self.own = max(self.own, used - self._used)
        self._last, self._used = now, used

    def until(self, done: Callable[[], bool]) -> tuple[float, float, float]:
        """Seconds until `done`, the longest standstill on the way, and the window's own share."""
        begun = self._last = perf_counter()
        self._used = thread_time()
        self.longest = self.own = 0.0
        while not done():  # asleep in between, as the window is: a loop that spins keeps the lock
            self._application.processEvents(WAITING)
        self._tick()
        return perf_counter() - begun, self.longest, self.own


def told(what: str, seconds: float, still: float, own: float, bar: str) -> None:
    shown = f"{seconds:7.2f} s {still * 1000:6.0f} ms {own * 1000:6.0f} ms"
    print(f"  {what:<34}{shown}   (bar: {bar})")


def visiting(clock: Clock, window: Window, workspace: Workspace) -> "ProbePage":
    """The page at its first visit, from the page before it."""
    QTimer.singleShot(0, lambda: workspace.ask("recommendation"))
    begun = perf_counter()
    clock.until(lambda: perf_counter() - begun > AHEAD_S)
    told("the page before it, made and read", AHEAD_S, clock.longest, clock.own, "-")
    QTimer.singleShot(0, lambda: workspace.ask("probe"))
    clock.until(lambda: window.findChild(QWidget, "page-probe") is not None)
    page: ProbePage = window.findChild(QWidget, "page-probe")  # type: ignore[assignment, arg-type]
    longest, own = clock.longest, clock.own
    seconds, *there = clock.until(lambda: not page._making.busy)
    told("first visit", seconds, max(longest, there[0]), max(own, there[1]), "50 ms")
    return page


def reading(clock: Clock, page: "ProbePage", folder: Path, rows: int) -> None:
    chance = random.Random(1)
    lines = "".join(
        f"{' '.join(chance.choices(WORDS, k=12))} #{n},{chance.choice('abc')}\n"
        for n in range(rows)
    )
    file = folder / "rows.csv"
    file.write_text(f"text,label\n{lines}", encoding="utf-8")
    page.data.load(file)
    told("first rows in view", *clock.until(lambda: in_view(page)), "1 s, 50 ms")
    told("all rows in view", *clock.until(lambda: page.data.ready), "50 ms")
    searched = clock.until(
        lambda: page.data.look is not None and page.data.look.personal is not None
    )
    told("personal data looked for", *searched, "50 ms")
    page.go("plan")
    told("planned", *clock.until(lambda: page.plan.outlook is not None), "50 ms")


def in_view(page: "ProbePage") -> bool:
    return any(table.isVisible() for table in page.findChildren(QTableView, "data-rows"))


def running(
    clock: Clock, workspace: Workspace, page: "ProbePage", server: IO[str], rows: int
) -> None:
    url = f"http://127.0.0.1:{server.readline().strip()}/v1"
    named = Endpoint(name=url, base_url=url, model="bench")
    page.model.use_endpoint(named, KeyKind.NONE)
    page.go("plan")
    told("planned for an endpoint", *clock.until(lambda: page.plan.outlook is not None), "50 ms")
    page.plan.choose_rows(None)
    told("planned for all of them", *clock.until(lambda: page.plan.outlook is not None), "50 ms")
    page.plan.choose_rows(rows)
    told(f"planned for {rows}", *clock.until(lambda: page.plan.outlook is not None), "50 ms")
    asked = Event()

    def hear() -> None:
        server.readline()
        asked.set()

    Thread(target=hear, daemon=True).start()

    def shown() -> bool:
        return run.now is None and page.result.isVisible() and page.result.whole

    begun = perf_counter()
    page.begin()
    told("Start to the first request", *clock.until(asked.is_set), "1 s, 50 ms")
    run = workspace.running
    half = clock.until(lambda: run.now is None or run.now.board.moment.done > rows // 2)
    told(f"half of {rows} answers", perf_counter() - begun, *half[1:], "50 ms")
    run.stop()
    told("Stop to the result in view", *clock.until(shown), "1 s, 50 ms")
    page.go("plan")
    clock.until(lambda: page.plan.outlook is not None)
    page.begin()
    told("the rest, to the result in view", *clock.until(shown), "50 ms")


def main() -> None:
    numbers = [int(one) for one in sys.argv[1:]]
    read, asked, latency = [*numbers, *(100_000, 1_600, 50)[len(numbers) :]]
    application = QApplication([*sys.argv[:1], *STYLE])
    load_fonts()
    apply_theme(application, dark=False)
    command = ["nice", "-n", "19", sys.executable, str(HERE / "endpoint.py")]
    with (
        TemporaryDirectory() as folder,
        subprocess.Popen(
            [*command, "serve", str(latency)], stdout=subprocess.PIPE, encoding="utf-8"
        ) as server,
    ):
        try:
            assert server.stdout is not None
            window = Window(Path(folder), Language.EN)
            window.show()
            workspace = open_workspace(window, Path(folder), Look(Language.EN, "light"))
            assert workspace is not None
            workspace.session.create(Profile(name="Ticket routing"))
            workspace.go("consultation")
            clock = Clock(application)
            print(
                f"{read:,} rows read, {asked:,} asked, {latency} ms; longest standstill, own share"
            )
            begun = perf_counter()
            clock.until(lambda: perf_counter() - begun > 1)
            told("nothing done, for comparison", 1.0, clock.longest, clock.own, "-")
            page = visiting(clock, window, workspace)
            reading(clock, page, Path(folder), read)
            running(clock, workspace, page, server.stdout, asked)
            window.close()
        finally:
            server.kill()


if __name__ == "__main__":
    main()
