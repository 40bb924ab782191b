"""An issued document made again from what was written down with it."""

import json
from collections.abc import Sequence
from pathlib import Path

from app import __version__
from app.decision.recommend import recommend
from app.guide.packs import kept
from app.issued import Issued
from app.letterhead import brand_noted
from app.report.build import build_report, profile_file
from app.report.collection import Case
from app.report.formats import Format, made
from app.report.history import Edit
from app.report.pdf import Paper
from app.report.types import Report
from app.store import Store

PROFILE, DATA = "json", "data"  # exports that are no document but what one is made of


def reprinted(data_dir: Path, issued: Issued, edits: Sequence[Edit]) -> bytes:
    """The file as it left the program: the same bytes under the same version of the program.

    `edits` are those of the profile until today; the document holds those made before it.
    AppError when the guide or the logo it was made with is no longer kept here.
    """
    if issued.format == PROFILE:
        return profile_file(issued.profile).encode()
    if issued.format == DATA:
        return data_file(issued.document)
    return made(
        _report(data_dir, issued, edits),
        Format(issued.format or "pdf"),
        Paper(issued.paper or Paper.A4),
    )


def _report(data_dir: Path, issued: Issued, edits: Sequence[Edit]) -> Report:
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
        edits=edits,
        with_answers=issued.with_answers,
        brand=brand_noted(data_dir, issued.brand),
    )


def case_of(data_dir: Path, issued: Issued, status: str = "") -> Case:
    """The task as it stood then, judged by the guide of then."""
    guide = kept(data_dir, issued.guide_sha256)
    found = recommend(guide, issued.profile)
    moment = issued.made or issued.at
    return Case(guide, issued.profile, found, moment, issued.probe, status)


def edits_of(store: Store, profile_id: int | None) -> tuple[Edit, ...]:
    """All that was changed in a stored profile, as documents tell it."""
    changes = store.changes(profile_id) if profile_id is not None else []
    return tuple(Edit(it.at, it.key, it.before, it.after) for it in changes)


def data_file(document: object) -> bytes:
    """The recommendation as a JSON file."""
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()
