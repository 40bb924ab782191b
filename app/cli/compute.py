"""`signpost compute`: internal; the child process in which the probe learns and compares."""

import argparse
from functools import partial
from importlib import import_module

from app.probe.computing import work


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The work itself comes through stdin."""
    parser.add_argument("--ahead", action="store_true", help="load what it takes while waiting")


def run(arguments: argparse.Namespace) -> int:
    return work(partial(import_module, "app.probe.learning") if arguments.ahead else None)
