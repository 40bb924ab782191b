"""The installed program beside a bare PySide6 program, frozen and from source.

Prints medians: process start to first painted window, memory when idle and after a consultation,
and the size of the bundle by component. Wants dist/signpost (`./dev bundle`); the bare bundle is
made by PyInstaller once and kept in build/bare. Linux only: memory is read from /proc.

Resident is what the program has in memory, libraries that others use as well included; it is what
the bar is for. Own is what would be free again without it (USS).
"""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent.parent
BUNDLE = ROOT / "dist" / "signpost"
SIZES = ROOT / "dist" / "sizes.txt"
BARE = ROOT / "build" / "bare"
RUNS = 15
QUIET_S = 3.0  # without a tick of CPU time, the program is idle
PATIENCE_S = 120.0
LEAVE = "SIGNPOST_EXIT_AFTER_PAINT"
SCRIPT = f"""
import os
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        if os.environ.get("{LEAVE}"):
            QTimer.singleShot(0, lambda: os._exit(0))

application = QApplication(sys.argv)
window = Window()
window.show()
sys.exit(application.exec())
"""
CONSULT = """
import sys
from PySide6.QtCore import QTimer
import app.gui.workspace as module
from app.decision.profile import Answer, Profile, Reply

made = module.open_workspace
def opened(*given):
    workspace = made(*given)
    def walk():
        session = workspace.session
        session.create(Profile(name="Measured"))
        for question in session.guide.questions:
            workspace.ask(question.id)
            session.answer(question.id, Answer(value=Reply.NO))
        for page in ("limits", "review", "recommendation", "export"):
            workspace.ask(page)
    QTimer.singleShot(0, walk)
    return workspace
module.open_workspace = opened
from app.gui.main import run_window
from pathlib import Path
sys.exit(run_window(Path(sys.argv[1])))
"""


def main() -> None:
    if sys.platform != "linux" or not (BUNDLE / "signpost").exists():
        print("Installed program: not measured (Linux with dist/signpost only)")
        return
    with TemporaryDirectory() as folder:
        place = Path(folder)
        script, consult = place / "bare.py", place / "consult.py"
        script.write_text(SCRIPT, encoding="utf-8")
        consult.write_text(CONSULT, encoding="utf-8")
        bare_bundle = frozen(script)
        data = ["--data-dir", str(place / "data")]
        python = [sys.executable, "-P"]
        starts("from source", [*python, str(script)], [*python, "-m", "app", *data])
        starts("bundle", [str(bare_bundle)], [str(BUNDLE / "signpost-window"), *data])
        bare = memory([str(bare_bundle)])
        new = memory([str(BUNDLE / "signpost-window"), *data])  # it makes the database
        idle = memory([str(BUNDLE / "signpost-window"), *data])
        print(f"Memory when idle for {QUIET_S:.0f} s    resident      own")
        print(f"  bare bundle           {bare}")
        ratio = idle.resident / bare.resident
        print(f"  Signpost, on Home     {idle}, ratio {ratio:.2f} (bar: 1.60)")
        print(f"  … at its first start  {new}")
        print(f"  bare, from source     {memory([*python, str(script)])}")
        print(f"  … Signpost, on Home   {memory([*python, '-m', 'app', *data])}")
        used = memory([*python, str(consult), str(place / "data")])
        print(f"  … after consultation  {used}")
    if SIZES.exists():
        print(f"Size: {SIZES.read_text(encoding='utf-8').splitlines()[0]} (all: {SIZES})")


def frozen(script: Path) -> Path:
    """The bare program as a bundle, made once."""
    program = BARE / "dist" / "bare" / "bare"
    if not program.exists():
        command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR"]
        command += ["--onedir", "--distpath", str(BARE / "dist"), "--workpath", str(BARE / "work")]
        command += ["--specpath", str(BARE), "--name", "bare", str(script)]
        subprocess.run(command, check=True)
    return program


def starts(what: str, bare: list[str], ours: list[str]) -> None:
    """Both in alternation, so that a busy moment hits both."""
    lifetime(bare)
    first = lifetime(ours)
    pairs = [(lifetime(bare), lifetime(ours)) for _ in range(RUNS)]
    plain, own = (
        Start(*map(statistics.median, zip(*side, strict=True)))
        for side in zip(*pairs, strict=True)
    )
    ratios = [[mine / bare for bare, mine in zip(*pair, strict=True)] for pair in pairs]
    seconds, work = map(statistics.median, zip(*ratios, strict=True))
    print(f"Start to first painted window, {what}, {RUNS} pairs     all  processor's")
    print(f"  bare PySide6 window   {plain}")
    print(f"  Signpost              {own} (very first {first.seconds:.2f} s)")
    print(f"  ratio                 {seconds:7.2f}    {work:7.2f}    (bar: 1.50)")


def environment(**more: str) -> dict[str, str]:
    quiet = {"QT_QPA_PLATFORM": "offscreen", "QT_LOGGING_RULES": "qt.qpa.*=false"}
    return {"PYTHONPATH": str(ROOT), **quiet, **os.environ, **more}


class Start(NamedTuple):
    """Seconds from the start to the first paint: all, and those of the processor. The latter
    depend less on what else a machine is doing."""

    seconds: float
    work: float

    def __str__(self) -> str:
        return f"{self.seconds * 1000:7.0f} ms {self.work * 1000:7.0f} ms"


def lifetime(command: list[str]) -> Start:
    started = time.perf_counter()
    program = os.posix_spawnp(command[0], command, environment(**{LEAVE: "1"}))
    _, status, used = os.wait4(program, 0)
    if status:
        sys.exit(f"{' '.join(command)} ended with {os.waitstatus_to_exitcode(status)}.")
    return Start(time.perf_counter() - started, used.ru_utime + used.ru_stime)


class Memory(NamedTuple):
    """In megabytes."""

    resident: float
    own: float

    def __str__(self) -> str:
        return f"{self.resident:9.0f} MB {self.own:5.0f} MB"


def memory(command: list[str]) -> Memory:
    """What the program holds once it is idle."""
    with subprocess.Popen(command, env=environment(), stderr=subprocess.DEVNULL) as process:
        try:
            wait_until_idle(process.pid)
            text = Path(f"/proc/{process.pid}/smaps_rollup").read_text(encoding="ascii")
        finally:
            process.kill()
    held = {line.split(":")[0]: line.split()[1] for line in text.splitlines()[1:]}
    own = int(held["Private_Clean"]) + int(held["Private_Dirty"])
    return Memory(int(held["Rss"]) / 1024, own / 1024)


def wait_until_idle(process: int) -> None:
    """Return once it used no CPU time for QUIET_S."""
    began = since = time.monotonic()
    spent = ""
    while time.monotonic() - since < QUIET_S:
        if time.monotonic() - began > PATIENCE_S:
            sys.exit(f"The program was not idle for {QUIET_S} s within {PATIENCE_S} s.")
        time.sleep(0.1)
        fields = (
            Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        )
        now = f"{fields[11]} {fields[12]}"  # ticks in user and in kernel code
        if now != spent:
            spent, since = now, time.monotonic()


if __name__ == "__main__":
    main()
