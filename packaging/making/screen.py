"""A screen nobody sees and a hand on its keyboard: Xvfb and xdotool."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic, sleep
from typing import Final

WAIT_S: Final = 40.0
TOOLS: Final = ("Xvfb", "xdotool")


def missing_tools() -> list[str]:
    return [tool for tool in TOOLS if not shutil.which(tool)]


class Screen:
    """One X display; `name` is what DISPLAY has to be."""

    def __init__(self, name: str) -> None:
        self.name = name

    def title(self) -> str:
        """What the window with the keyboard calls itself, "" while there is none."""
        return self._ask("getwindowfocus", "getwindowname").strip()

    def focus(self, name: str) -> None:
        """Give the keyboard to the window of that name: there is no window manager to do it."""
        until(lambda: self.focus_if_there(name), f"no window named {name} came up")

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
            timeout=WAIT_S,
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


def until(come: Callable[[], bool], fault: str, seconds: float = WAIT_S) -> None:
    """Wait until it has come. Raises SystemExit with `fault` when it does not."""
    end = monotonic() + seconds
    while not come():
        if monotonic() > end:
            raise SystemExit(f"The built program: {fault} within {seconds:.0f} s.")
        sleep(0.1)
