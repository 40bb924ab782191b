"""`signpost compute`: internal; the child process in which the probe learns and compares."""

import argparse

from app.probe.computing import compute


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The work itself comes through stdin."""
    parser.add_argument("--ahead", action="store_true", help="load what it takes while waiting")


def run(arguments: argparse.Namespace) -> int:
    return compute(ahead=arguments.ahead)
