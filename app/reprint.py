"""An issued document made again from what was written down with it."""

import json
from pathlib import Path

from app import __version__
from app.decision.recommend import recommend
from app.guide.packs import kept
from app.issued import Issued
from app.letterhead import brand_noted
from app.report.build import build_report, profile_file
from app.report.collection import Case
from app.report.formats import Format, made
from app.report.pdf import Paper
from app.report.types import Report

PROFILE, DATA = "json", "data"  # exports that are no document but what one is made of


def reprinted(data_dir: Path, issued: Issued) -> bytes:
    """The file as it left the program: the same bytes under the same version of the program.

    AppError when the guide or the logo it was made with is no longer kept here.
    """
    if issued.format == PROFILE:
        return profile_file(issued.profile).encode()
    if issued.format == DATA:
        return data_file(issued.document)
    return made(report_of(data_dir, issued), Format(issued.format or "pdf"), paper_of(issued))


def report_of(data_dir: Path, issued: Issued) -> Report:
    """The document, with the guide, the look and the time it was issued with."""
    case = case_of(data_dir, issued)
    return build_report(
        case.guide,
        case.profile,
        case.found,
        language=issued.language,
        now=case.moment,
        app_version=__version__,
        probe=case.probe,
        brand=brand_noted(data_dir, issued.brand),
    )


def case_of(data_dir: Path, issued: Issued, status: str = "") -> Case:
    """The task as it stood then, judged by the guide of then."""
    guide = kept(data_dir, issued.guide_sha256)
    found = recommend(guide, issued.profile)
    moment = issued.made or issued.at
    return Case(guide, issued.profile, found, moment, issued.probe, status)


def paper_of(issued: Issued) -> Paper:
    return Paper(issued.paper or Paper.A4)


def data_file(document: object) -> bytes:
    """The recommendation as a JSON file."""
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()
