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

BEHIND: Final = 5  # steps of niceness; with more, slow answers would be the computer's own
NICEST: Final = 19
WINDOWS: Final = getattr(psutil, "BELOW_NORMAL_PRIORITY_CLASS", None)
ROOT: Final = Path(__file__).resolve().parents[2]
NOTHING: Final[Mapping[str, str]] = MappingProxyType({})


def own_process(
    *arguments: str, behind: bool = False, environment: Mapping[str, str] = NOTHING
) -> "subprocess.Popen[bytes]":
    """`signpost ARGUMENTS` with pipes to its stdin and stdout, bundled or not.

    `behind`: where cores are short this process goes first. Else they go together.
    """
    frozen = getattr(sys, "frozen", False)
    program = [sys.executable] if frozen else [sys.executable, "-m", "app"]
    paths = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    process = subprocess.Popen(
        [*program, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths), **environment},
        start_new_session=True,  # Ctrl+C reaches us, and we end it
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    with suppress(psutil.Error, OSError):  # it is gone already, or the system has no such weights
        started = psutil.Process(process.pid)
        if behind:
            started.nice(WINDOWS or min(started.nice() + BEHIND, NICEST))
        if sys.platform == "linux" and (nice := started.nice()):
            # whole sessions are weighed, too, and this one has its own
            Path(f"/proc/{process.pid}/autogroup").write_text(f"{nice}")
    return process
