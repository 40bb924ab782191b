"""The inside of a child process of `app.probe.apart`: one piece of work, then the end."""

import os
import pickle
import traceback
from collections.abc import Callable
from contextlib import suppress
from threading import Thread, Timer
from time import sleep
from typing import IO, Final

from app.errors import AppError, Cancelled
from app.probe.apart import BUG, CANCELLED, DONE, FAULT, LINGER, STEP, STOP, Orders

ENDING: Final = 1.0  # seconds to let go of what was started, once nobody waits any more


def work(ahead: Callable[[], object] | None = None) -> int:
    """Do the work that is read from stdin, tell its steps and its answer on stdout.

    `ahead` loads what it takes, where this was started before there is work; after LINGER seconds
    without any it ends. Ends early once stdin ends: nobody waits any more, or the program that did
    is gone.
    """
    given = os.fdopen(os.dup(0), "rb")  # not sys.stdin, which Python closes at the end
    report = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # a library that prints must not print among what is told
    waiting = Timer(LINGER, os._exit, (0,))
    waiting.daemon = True
    if ahead is not None:
        waiting.start()
        ahead()
    try:
        done = pickle.load(given)
    except EOFError:  # it was never needed
        return 0
    waiting.cancel()
    orders = Orders()
    Thread(target=_obey, args=(given, orders), daemon=True).start()

    def tell(*told: object) -> None:
        with suppress(BrokenPipeError):  # nobody listens: then the orders end, and this process
            report.write(pickle.dumps(told))
            report.flush()

    try:
        tell(DONE, done(lambda *step: tell(STEP, *step), orders))
    except Cancelled:
        tell(CANCELLED)
    except AppError as error:
        tell(FAULT, error.key, error.values)
    except MemoryError:
        return 1  # ended without a word, as where the system itself had ended it
    except Exception:  # noqa: BLE001  (not swallowed: raised again where it is waited for)
        tell(BUG, traceback.format_exc())
    return 0


def _obey(given: IO[bytes], orders: Orders) -> None:
    """Take the orders, each of one byte, until nobody waits any more."""
    while word := given.read(1):
        orders.take(word)
    orders.take(STOP)
    sleep(ENDING)
    os._exit(0)
