"""Documents that left the program: what each was made of, and what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from app.decision.profile import Profile, read_profile
from app.probe.types import ProbeResult
from app.words import Language
from db.models import IssuedRow, StatusRow


class Status(StrEnum):
    """What the readers made of a document; its user says so."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    SUPERSEDED = "superseded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """All that a document was made of besides its profile: enough to make the same bytes again.

    `document` is the recommendation as JSON. What versions before 0.1 did not note is empty.
    """

    language: Language
    guide_version: str
    guide_sha256: str
    document: Mapping[str, Any]
    format: str = ""  # "pdf", "html", …
    made: datetime | None = None  # the time printed in it, in the zone it was made in
    paper: str = ""
    app_version: str = ""
    brand: Mapping[str, str] = field(default_factory=dict)
    probe: ProbeResult | None = None
    with_answers: bool = False  # whether single answers of the probe are printed


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued(Issue):
    """A recommendation as it left the program."""

    seq: int
    at: datetime
    profile: Profile
    status: Status


def issued_row(profile_id: int, at: datetime, profile: str, document: str, of: Issue) -> IssuedRow:
    """The row of a document handed out at `at`; `profile` and `document` are its JSON texts."""
    return IssuedRow(
        profile_id=profile_id,
        at=at,
        language=of.language.value,
        guide_version=of.guide_version,
        guide_sha256=of.guide_sha256,
        profile=profile,
        document=document,
        format=of.format,
        made_at=of.made.isoformat() if of.made else None,
        paper=of.paper,
        app_version=of.app_version,
        brand=dict(of.brand),
        probe=of.probe.model_dump_json() if of.probe else None,
        with_answers=of.with_answers,
    )


def from_row(row: IssuedRow, statuses: list[StatusRow], name: str, document: Any) -> Issued:
    """The document of a row; of `statuses` the last about it holds. `name` is used in faults."""
    said = [each.status for each in statuses if each.issued == row.seq]
    return Issued(
        seq=row.seq,
        at=row.at,
        profile=read_profile(row.profile.encode(), name),
        status=Status(said[-1]) if said else Status.PROPOSED,
        language=Language(row.language),
        guide_version=row.guide_version,
        guide_sha256=row.guide_sha256,
        document=document,
        format=row.format or "",
        made=datetime.fromisoformat(row.made_at) if row.made_at else None,
        paper=row.paper or "",
        app_version=row.app_version or "",
        brand=row.brand or {},
        probe=ProbeResult.model_validate_json(row.probe) if row.probe else None,
        with_answers=bool(row.with_answers),
    )
