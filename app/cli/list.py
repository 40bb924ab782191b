"""`signpost list`: the stored profiles, the last edited first."""

import argparse
import json
from datetime import UTC

from app.paths import default_data_dir
from app.store import Store


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--search", default="", metavar="WORDS", help="only those with every word")
    parser.add_argument("--json", action="store_true", help="print one JSON document")


def run(arguments: argparse.Namespace) -> int:
    with Store.open(arguments.data_dir or default_data_dir()) as store:
        found = store.summaries(arguments.search)
    if arguments.json:
        profiles = [
            {
                "id": profile.id,
                "project": profile.project,
                "name": profile.name,
                "summary": profile.summary,
                "task": profile.task,
                "answered": profile.answered,
                "changed": profile.changed.astimezone(UTC).isoformat(timespec="seconds"),
            }
            for profile in found
        ]
        print(json.dumps(profiles, ensure_ascii=False, indent=2))
        return 0
    for profile in found:
        title = " / ".join(filter(None, (profile.project, profile.name))) or "—"
        changed = profile.changed.astimezone().strftime("%Y-%m-%d %H:%M")
        print(f"{profile.id:>5}  {changed}  {profile.answered:>2} answered  {_printable(title)}")
    return 0


def _printable(text: str) -> str:
    """A name from a file may hold codes that would steer the terminal."""
    return "".join(character if character.isprintable() else "�" for character in text)
