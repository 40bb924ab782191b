"""`signpost check`: validate the guide and say what it holds."""

import argparse
import json
from pathlib import Path

from app.guide.load import FOLDER, counts, load_guide


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--guide", type=Path, default=FOLDER, help="folder with the guide's files")
    parser.add_argument("--json", action="store_true", help="print one JSON document")


def run(arguments: argparse.Namespace) -> int:
    guide = load_guide(arguments.guide)
    found = counts(guide)
    if arguments.json:
        document = {
            "ok": True,
            "counts": found,
            "guide": {
                "version": guide.about.version,
                "reviewed": guide.about.reviewed,
                "sha256": guide.sha256,
                "logic_sha256": guide.logic_sha256,
                "words_sha256": guide.words_sha256,
            },
        }
        print(json.dumps(document, indent=2))
        return 0
    print(f"The guide is sound: version {guide.about.version}, reviewed {guide.about.reviewed}")
    for name, number in found.items():
        print(f"  {number:>4} {name.replace('_', ' ')}")
    print(f"  logic {guide.logic_sha256}\n  words {guide.words_sha256}")
    return 0
