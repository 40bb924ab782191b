"""`signpost import FILE…`: take profile files, or PDFs made by Signpost, into the store."""

import argparse
import json
import sys
from pathlib import Path

from app.decision.profile import Profile, read_profile
from app.errors import AppError
from app.files import read_file
from app.guide.packs import guide_in_use
from app.paths import default_data_dir
from app.store import Store


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", nargs="+", type=Path, help="profile (JSON), or a PDF holding one")
    parser.add_argument("--json", action="store_true", help="print one JSON document")


def run(arguments: argparse.Namespace) -> int:
    """Each file is taken whole or not at all; one that is at fault does not stop the others."""
    data_dir = arguments.data_dir or default_data_dir()
    questions = guide_in_use(data_dir).guide.question
    taken, failed = [], []
    with Store.open(data_dir) as store:
        for file in arguments.file:
            try:
                saved = store.add(_read(file))
            except AppError as error:
                failed.append({"file": str(file), "error": str(error)})
                print(f"signpost: {error}", file=sys.stderr)
                continue
            unknown = saved.profile.unknown_keys(questions)
            taken.append(
                {
                    "id": saved.id,
                    "name": saved.profile.name,
                    "file": str(file),
                    "unknown_keys": unknown,
                }
            )
            if not arguments.json:
                print(f"{saved.id}  {file}")
                for key in unknown:
                    print(f"   kept but not understood: {key}")
    if arguments.json:
        print(json.dumps({"imported": taken, "failed": failed}, ensure_ascii=False, indent=2))
    return 1 if failed else 0


def _read(file: Path) -> Profile:
    data = read_file(file)
    if data.startswith(b"%PDF-"):
        from app.report.open_pdf import profile_from_pdf  # noqa: PLC0415  (only PDFs need it)

        return profile_from_pdf(file)
    return read_profile(data, str(file))
