"""`signpost backup FILE`: a verified copy of the whole store in one file."""

import argparse
from pathlib import Path

from app.paths import default_data_dir
from app.store import Store


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="file to write; it must not exist yet")


def run(arguments: argparse.Namespace) -> int:
    with Store.open(arguments.data_dir or default_data_dir()) as store:
        store.backup(arguments.file)
        print(f"{arguments.file} (profiles: {len(store.summaries())})")
    return 0
