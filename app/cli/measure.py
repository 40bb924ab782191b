"""`signpost measure`: internal; the child process in which the window has models asked."""

import argparse

from app.measurement import get_ready
from app.probe.computing import work


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The work itself comes through stdin."""
    parser.add_argument("--ahead", action="store_true", help="load what it takes while waiting")


def run(arguments: argparse.Namespace) -> int:
    return work(get_ready if arguments.ahead else None)
