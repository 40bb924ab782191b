"""`signpost export [ID…]`: write stored profiles as files."""

import argparse
import json
from pathlib import Path

from app.decision.profile import Profile, write_profile
from app.files import write_new_file
from app.paths import default_data_dir
from app.store import Store


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", nargs="*", type=int, help="number of a profile; none means all")
    parser.add_argument(
        "--out", type=Path, default=Path(), metavar="DIR", help="folder to write into (this one)"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON document")


def run(arguments: argparse.Namespace) -> int:
    """Files that are there already stay: the new one gets a number."""
    with Store.open(arguments.data_dir or default_data_dir()) as store:
        ids = arguments.id or [summary.id for summary in store.summaries()]
        profiles = {number: store.get(number).profile for number in ids}
    written = []
    for number, profile in profiles.items():
        text = json.dumps(write_profile(profile), ensure_ascii=False, indent=2) + "\n"
        file = write_new_file(arguments.out, _title(profile), ".json", text.encode())
        written.append({"id": number, "file": str(file)})
        if not arguments.json:
            print(f"{number}  {file}")
    if arguments.json:
        print(json.dumps({"exported": written}, ensure_ascii=False, indent=2))
    return 0


def _title(profile: Profile) -> str:
    return " - ".join(filter(None, (profile.project, profile.name)))
