"""`signpost report PROFILE.json --pdf OUT.pdf`: the recommendation as a document."""

import argparse
import json
from datetime import UTC, datetime
from pathlib import Path

from pydantic import ValidationError

from app import __version__
from app.decision.document import recommendation_document
from app.decision.profile import read_profile
from app.decision.recommend import recommend
from app.errors import AppError
from app.files import read_file, write_file
from app.guide.packs import guide_in_use, kept
from app.paths import default_data_dir
from app.probe.types import ProbeResult
from app.report.build import build_report
from app.report.markdown import markdown
from app.report.pdf import Paper, pdf_bytes
from app.words import Language


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(usage=parser.error)
    parser.add_argument("profile", type=Path, help="profile file (JSON)")
    parser.add_argument("--pdf", type=Path, metavar="FILE", help="write the document as PDF")
    parser.add_argument("--markdown", type=Path, metavar="FILE", help="write a decision record")
    parser.add_argument(
        "--json",
        type=Path,
        metavar="FILE",
        help="write the recommendation as JSON",
    )
    parser.add_argument("--probe", type=Path, metavar="RESULT", help="probe result to report")
    parser.add_argument(
        "--answers",
        action="store_true",
        help="print and attach the probe's single answers; they may quote your data",
    )
    parser.add_argument("--lang", type=Language, choices=[*Language], default=Language.EN)
    parser.add_argument("--date", metavar="ISO", help="date of the document; now if left out")
    parser.add_argument(
        "--guide", metavar="SHA256", help="a guide kept here, by the start of its hash"
    )
    parser.add_argument("--paper", choices=[*PAPERS], default="a4")


PAPERS = {"a4": Paper.A4, "letter": Paper.LETTER}


def run(arguments: argparse.Namespace) -> int:
    if not (arguments.pdf or arguments.markdown or arguments.json):
        arguments.usage("add at least one of --pdf FILE, --markdown FILE, --json FILE")
    now = _date(arguments.date) if arguments.date else datetime.now().astimezone()
    data_dir = arguments.data_dir or default_data_dir()
    guide = kept(data_dir, arguments.guide) if arguments.guide else guide_in_use(data_dir).guide
    profile = read_profile(read_file(arguments.profile), str(arguments.profile))
    found = recommend(guide, profile)
    report = build_report(
        guide,
        profile,
        found,
        language=arguments.lang,
        now=now,
        app_version=__version__,
        probe=_probe(arguments.probe) if arguments.probe else None,
        with_answers=arguments.answers,
    )
    files: list[tuple[Path, bytes]] = []  # all made before the first is written
    if arguments.pdf:
        files.append((arguments.pdf, pdf_bytes(report, PAPERS[arguments.paper])))
    if arguments.markdown:
        files.append((arguments.markdown, markdown(report).encode()))
    if arguments.json:
        day = now.astimezone(UTC).date()
        document = recommendation_document(guide, profile, found, arguments.lang, on=day)
        text = json.dumps(document, ensure_ascii=False, indent=2) + "\n"
        files.append((arguments.json, text.encode()))
    for path, data in files:
        write_file(path, data)
    return 0


def _date(text: str) -> datetime:
    """An ISO date or time; without a zone it is UTC, so that it means the same everywhere."""
    try:
        moment = datetime.fromisoformat(text)
        aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        aware.astimezone(UTC)  # the first and the last hours of the calendar have no UTC
        return aware
    except (ValueError, OverflowError):
        raise AppError("report_date", date=text[:60]) from None


def _probe(path: Path) -> ProbeResult:
    try:
        return ProbeResult.model_validate_json(read_file(path))
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        place = ".".join(["$", *map(str, fault["loc"])])
        raise AppError("probe_result_wrong", file=path, path=place, fault=fault["msg"]) from None
