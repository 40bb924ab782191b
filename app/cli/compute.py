"""`signpost compute`: internal; the child process in which a small model is trained."""

import argparse

from app.probe.computing import compute


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """None: the work comes through stdin."""


def run(_arguments: argparse.Namespace) -> int:
    return compute()
