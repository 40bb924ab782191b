"""A screen nobody sees and a hand on its keyboard: Xvfb and xdotool."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from time import monotonic, sleep
from typing import Any, Final

from psutil import NoSuchProcess, Process

IDLE_S: Final = 30.0  # a program that did nothing for so long will not do it any more
MOST_S: Final = 900.0
TOOL_S: Final = 120.0  # xdotool answers at once, except on a machine with much else to do
TOOLS: Final = ("Xvfb", "xdotool")


def missing_tools() -> list[str]:
    return [tool for tool in TOOLS if not shutil.which(tool)]


class Screen:
    """One X display; `name` is what DISPLAY has to be."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._program: subprocess.Popen[Any] | None = None

    @contextmanager
    def shows(self, program: "subprocess.Popen[Any]") -> Iterator[None]:
        """What is waited for inside is waited for from this program, which is ended afterwards."""
        self._program = program
        try:
            yield
        finally:
            self._program = None
            if program.poll() is None:
                program.kill()
                program.wait()

    def until(self, come: Callable[[], bool], fault: str) -> None:
        """Wait until it has come, however long the program works on it.

        Raises SystemExit with `fault` once the program has ended, has nothing more to do, or takes
        more than MOST_S.
        """
        began, since, worked = monotonic(), monotonic(), 0.0
        while not come():
            if self._program is not None and self._program.poll() is not None:
                raise SystemExit(f"The built program: {fault}; {_end_of(self._program)}")
            if (now := _work(self._program)) != worked:
                since, worked = monotonic(), now
            if monotonic() - since > IDLE_S or monotonic() - began > MOST_S:
                waited = monotonic() - began
                raise SystemExit(f"The built program: {fault}, waited for {waited:.0f} s")
            sleep(0.1)

    def title(self) -> str:
        """What the window with the keyboard calls itself, "" while there is none."""
        return self._ask("getwindowfocus", "getwindowname").strip()

    def focus(self, name: str) -> None:
        """Give the keyboard to the window of that name: there is no window manager to do it."""
        self.until(lambda: self.focus_if_there(name), f"no window named {name} came up")

    def focus_if_there(self, name: str) -> bool:
        found = self._ask("search", "--onlyvisible", "--name", name).split()
        return bool(found) and self._run("windowfocus", "--sync", found[-1]).returncode == 0

    def gone(self, name: str) -> bool:
        """Whether no window of that name is to be seen."""
        return not self._ask("search", "--onlyvisible", "--name", name).split()

    def press(self, *keys: str) -> None:
        self._run("key", "--delay", "30", *keys, check=True)

    def write(self, text: str) -> None:
        self._run("type", "--delay", "15", text, check=True)

    def _ask(self, *arguments: str) -> str:
        return self._run(*arguments).stdout

    def _run(self, *arguments: str, check: bool = False) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            ["xdotool", *arguments],
            env=os.environ | {"DISPLAY": self.name},
            capture_output=True,
            text=True,
            check=check,
            timeout=TOOL_S,
        )


@contextmanager
def screen(size: str = "1280x800x24") -> Iterator[Screen]:
    """A display of its own, gone afterwards. Any user of this machine may draw on it."""
    reader, writer = os.pipe()
    process = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writer), "-screen", "0", size, "-ac", "-nolisten", "tcp"],
        pass_fds=(writer,),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(writer)
    try:
        with os.fdopen(reader) as told:
            number = told.readline().strip()
        if not number:
            raise SystemExit("Xvfb did not start.")
        yield Screen(f":{number}")
    finally:
        process.terminate()
        process.wait()


def _work(program: "subprocess.Popen[Any] | None") -> float:
    """Seconds of processor time that the program and what it started have used."""
    seconds = 0.0
    if program is not None:
        with suppress(NoSuchProcess):
            whole = Process(program.pid)
            for one in (whole, *whole.children(recursive=True)):
                with suppress(NoSuchProcess):
                    times = one.cpu_times()
                    seconds += times.user + times.system
    return seconds


def _end_of(program: "subprocess.Popen[Any]") -> str:
    _said, wrong = program.communicate()
    words = wrong if isinstance(wrong, str) else (wrong or b"").decode("utf-8", "replace")
    return f"it ended with {program.returncode}: {words}"
