"""The inside of the child process of `app.probe.compute`: one piece of work, then the end."""

import os
import pickle
import sys
import traceback
from importlib import import_module
from threading import Event, Thread, Timer
from time import sleep
from typing import Final

import psutil

from app.errors import AppError, Cancelled
from app.probe.compute import BUG, DONE, FAULT, LINGER, STEP

BEHIND: Final = getattr(psutil, "BELOW_NORMAL_PRIORITY_CLASS", 5)  # the window goes first
ENDING: Final = 1.0  # seconds to let go of what was started, once nobody waits any more


def compute(*, ahead: bool) -> int:
    """Do the work that is read from stdin, tell its steps and its answer on stdout.

    `ahead`: it was started before there is work; what learns is loaded meanwhile, and after
    LINGER seconds without any work it ends. Ends early once stdin ends: nobody waits any more, or
    the program that did is gone.
    """
    report = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # a library that prints must not print among what is told
    psutil.Process().nice(BEHIND)
    waiting = Timer(LINGER, os._exit, (0,))
    waiting.daemon = True
    if ahead:
        waiting.start()
        import_module("app.probe.learning")
    try:
        work = pickle.load(sys.stdin.buffer)
    except EOFError:  # it was never needed
        return 0
    waiting.cancel()
    left = Event()
    Thread(target=_until_orphaned, args=(left,), daemon=True).start()

    def tell(*told: object) -> None:
        pickle.dump(told, report)
        report.flush()

    try:
        tell(DONE, work(lambda done, total: tell(STEP, done, total), left.is_set))
    except (Cancelled, BrokenPipeError):
        pass  # nobody listens
    except AppError as error:
        tell(FAULT, error.key, error.values)
    except MemoryError:
        return 1  # ended without a word, as where the system itself had ended it
    except Exception:  # noqa: BLE001  (not swallowed: raised again where it is waited for)
        tell(BUG, traceback.format_exc())
    return 0


def _until_orphaned(left: Event) -> None:
    while os.read(0, 4096):  # not through sys.stdin, which Python closes at the end
        pass
    left.set()
    sleep(ENDING)
    os._exit(0)
