"""This program once more, as a child process with a role of its own."""

import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import Final

import psutil

BEHIND: Final = getattr(psutil, "BELOW_NORMAL_PRIORITY_CLASS", 19)
AUTOGROUP: Final = Path("/proc/self/autogroup")
ROOT: Final = Path(__file__).resolve().parents[2]
NOTHING: Final[Mapping[str, str]] = MappingProxyType({})


def own_process(
    *arguments: str, environment: Mapping[str, str] = NOTHING
) -> "subprocess.Popen[bytes]":
    """`signpost ARGUMENTS` with pipes to its stdin and stdout, bundled or not."""
    frozen = getattr(sys, "frozen", False)
    program = [sys.executable] if frozen else [sys.executable, "-m", "app"]
    paths = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    return subprocess.Popen(
        [*program, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths), **environment},
        start_new_session=True,  # Ctrl+C reaches us, and we end it
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def behind_the_window() -> None:
    """From now on this process, with all that it starts, goes on only while the window, or
    whatever else somebody waits at, leaves a core free."""
    psutil.Process().nice(BEHIND)
    with suppress(OSError):  # Linux weighs whole sessions, too, and a child has one of its own
        AUTOGROUP.write_text(f"{BEHIND}")
