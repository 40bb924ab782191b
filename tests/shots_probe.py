"""The steps of the probe for `shots.py`: real rows, a real service on loopback, no key."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic

from PySide6.QtWidgets import QApplication

from app.gui.measuring import KeyKind
from app.gui.pages.probe.page import ProbePage
from app.gui.window import Window
from app.gui.workspace import Workspace
from app.settings import Endpoint

ROOT = Path(__file__).resolve().parent
ROWS = [
    ("I was charged twice for order 1182, write to jo@example.com", "ham"),
    ("Where is my parcel? It should have come on Monday", "spam"),
    ("The return label will not print", "ham"),
]
LATENCY_MS = 60
PATIENCE_S = 60


def visit_probe(window: Window, workspace: Workspace, data_dir: Path) -> Iterator[str]:
    """Every step with something in it; yields its name once it is there."""
    command = [sys.executable, str(ROOT / "bench" / "endpoint.py"), "serve", str(LATENCY_MS)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8") as server:
        try:
            assert server.stdout is not None
            yield from _steps(window, workspace, data_dir, server.stdout.readline().strip())
        finally:
            server.kill()


def _steps(window: Window, workspace: Workspace, data_dir: Path, port: str) -> Iterator[str]:
    workspace.ask("probe")
    page = next(page for page in window.findChildren(ProbePage) if page.isVisible())
    yield "probe-1-empty"
    lines = [f'"{text}, number {n}",{label}' for n in range(60) for text, label in ROWS]
    file = data_dir / "tickets.csv"
    file.write_text("\n".join(["text,label", *lines, ",spam", "no label,", ""]), encoding="utf-8")
    page.data.load(file)
    _until(lambda: page.data.ready)
    yield "probe-1-data"
    page.go("model")
    yield "probe-2-built-in"
    far = Endpoint(name="", base_url="https://api.example.com/v1", model="large-1")
    page.model.use_endpoint(far, KeyKind.ENTERED)
    yield "probe-2-service"
    page.go("plan")
    _until(lambda: page.plan.outlook is not None)
    yield "probe-3-plan"
    near = far.model_copy(update={"base_url": f"http://127.0.0.1:{port}/v1"})
    page.model.use_endpoint(near, KeyKind.NONE)
    page.go("plan")
    _until(lambda: page.plan.outlook is not None)
    page.begin()
    run = workspace.running
    _until(lambda: run.now is None or run.now.board.moment.done > 40)
    run.pause(held=True)
    yield "probe-4-run"
    run.stop()
    _until(lambda: run.now is None)
    yield "probe-5-stopped"


def _until(done: Callable[[], bool]) -> None:
    """Let the window work until it is so."""
    until = monotonic() + PATIENCE_S
    while not done():
        if monotonic() > until:
            sys.exit("A step of the probe did not come to its end.")
        QApplication.processEvents()
