"""`signpost restore FILE`: put a backup in the place of the store; the old one is kept aside."""

import argparse
import sys
from pathlib import Path

from app.errors import AppError
from app.paths import default_data_dir
from app.store import FILE, Store, restore


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="a file written by signpost backup")
    parser.add_argument("--yes", action="store_true", help="do not ask before replacing")


def run(arguments: argparse.Namespace) -> int:
    data_dir = arguments.data_dir or default_data_dir()
    present = data_dir / FILE
    if present.exists() and not arguments.yes and not _agreed(present, arguments.file):
        raise AppError("restore_needs_yes", file=present)
    aside = restore(data_dir, arguments.file)
    with Store.open(data_dir) as store:
        print(f"{present} (profiles: {len(store.summaries())})")
    if aside is not None:
        print(f"what was there before is in {aside}")
    return 0


def _agreed(present: Path, backup: Path) -> bool:
    if not sys.stdin.isatty():
        return False
    print(f"{present} will be replaced by {backup}; a copy of it is kept beside it.")
    return input("Replace it? [y/N] ").strip().lower() in ("y", "yes")
