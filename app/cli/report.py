"""`signpost report PROFILE.json… --pdf OUT.pdf`: recommendations as documents."""

import argparse
import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from app import __version__
from app.decision.document import recommendation_document
from app.decision.profile import read_profile
from app.decision.recommend import recommend
from app.errors import AppError
from app.files import read_file, write_file
from app.guide.packs import guide_in_use, kept
from app.letterhead import brand_of
from app.paths import default_data_dir
from app.probe.types import ProbeResult
from app.report.build import build_report
from app.report.collection import Case
from app.report.comparison import build_comparison
from app.report.formats import Format, made
from app.report.pdf import Paper
from app.report.portfolio import build_portfolio
from app.report.types import Brand, Document
from app.settings import load_settings
from app.words import Language

PAPERS: Final = {"a4": Paper.A4, "letter": Paper.LETTER}
FILES: Final = {  # option → what it writes
    "pdf": (Format.PDF, "write the document as PDF"),
    "html": (Format.HTML, "write the document as one HTML file"),
    "png": (Format.PNG, "write page one as a picture, for slides"),
    "markdown": (Format.MARKDOWN, "write a decision record"),
}
OF_SEVERAL: Final = (Format.PDF, Format.HTML)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(usage=parser.error)
    parser.add_argument(
        "profiles",
        type=Path,
        nargs="+",
        metavar="profile",
        help="profile file (JSON); several make a portfolio",
    )
    parser.add_argument(
        "--compare", action="store_true", help="say what differs between two profiles"
    )
    for option, (_, what) in FILES.items():
        parser.add_argument(f"--{option}", type=Path, metavar="FILE", help=what)
    parser.add_argument(
        "--json", type=Path, metavar="FILE", help="write the recommendation as JSON"
    )
    parser.add_argument(
        "--probe",
        type=Path,
        action="append",
        default=[],
        metavar="RESULT",
        help="probe result to report; once for each profile, in their order",
    )
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
    parser.add_argument("--paper", choices=[*PAPERS], help="as in Settings if left out")


def run(arguments: argparse.Namespace) -> int:
    wanted = {
        form: path
        for option, (form, _) in FILES.items()
        if (path := getattr(arguments, option)) is not None
    }
    _check_usage(arguments, wanted)
    now = _date(arguments.date) if arguments.date else datetime.now().astimezone()
    data_dir = arguments.data_dir or default_data_dir()
    settings = load_settings(data_dir).settings
    brand = brand_of(data_dir, settings.branding)
    paper = PAPERS[arguments.paper] if arguments.paper else Paper(settings.paper)
    cases = _cases(arguments, data_dir, now)
    document = _document(arguments, cases, now, brand)
    files = [(path, made(document, form, paper)) for form, path in wanted.items()]
    if arguments.json:
        case = cases[0]
        recommendation = recommendation_document(
            case.guide, case.profile, case.found, arguments.lang, on=now.astimezone(UTC).date()
        )
        text = json.dumps(recommendation, ensure_ascii=False, indent=2) + "\n"
        files.append((arguments.json, text.encode()))
    for path, data in files:  # all were made before the first is written
        write_file(path, data)
    return 0


def _check_usage(arguments: argparse.Namespace, wanted: dict[Format, Path]) -> None:
    given = len(arguments.profiles)
    if arguments.compare and given != 2:
        arguments.usage("--compare takes two profiles")
    if len(arguments.probe) > given:
        arguments.usage("there are more --probe results than profiles")
    if not (wanted or arguments.json):
        options = ", ".join(f"--{option} FILE" for option in (*FILES, "json"))
        arguments.usage(f"add at least one of {options}")
    if given > 1 and (arguments.json or not {*wanted} <= {*OF_SEVERAL}):
        arguments.usage("several profiles go into --pdf FILE or --html FILE")


def _cases(arguments: argparse.Namespace, data_dir: Path, now: datetime) -> list[Case]:
    guide = kept(data_dir, arguments.guide) if arguments.guide else guide_in_use(data_dir).guide
    profiles = [read_profile(read_file(path), str(path)) for path in arguments.profiles]
    probes = [_probe(path) for path in arguments.probe]
    probes_or_none = [*probes, *[None] * (len(profiles) - len(probes))]
    return [
        Case(guide, profile, recommend(guide, profile), now, probe)
        for profile, probe in zip(profiles, probes_or_none, strict=True)
    ]


def _document(
    arguments: argparse.Namespace, cases: Sequence[Case], now: datetime, brand: Brand
) -> Document:
    if arguments.compare:
        return build_comparison(
            *cases, language=arguments.lang, now=now, app_version=__version__, brand=brand
        )
    if len(cases) > 1:
        return build_portfolio(
            cases, language=arguments.lang, now=now, app_version=__version__, brand=brand
        )
    (case,) = cases
    return build_report(
        case.guide,
        case.profile,
        case.found,
        language=arguments.lang,
        now=now,
        app_version=__version__,
        probe=case.probe,
        with_answers=arguments.answers,
        brand=brand,
    )


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
