"""From a recommendation to the document about it. Pure: values in, a Report out."""

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Final

from app.decision.profile import Profile, write_profile
from app.decision.types import Recommendation
from app.guide.types import Guide
from app.probe.types import ProbeResult
from app.report.appendix import appendix
from app.report.history import Edit
from app.report.options import options
from app.report.page_one import page_one
from app.report.path import path
from app.report.terms import Subject, shortened
from app.report.types import Brand, Footer, Report
from app.words import Language

PLAIN: Final = Brand()


def build_report(
    guide: Guide,
    profile: Profile,
    recommendation: Recommendation,
    *,
    language: Language,
    now: datetime,
    app_version: str,
    probe: ProbeResult | None,
    edits: Iterable[Edit] = (),
    with_answers: bool = False,
    brand: Brand = PLAIN,
) -> Report:
    """The document in one language, made at `now`, which is printed in UTC and, where it has
    another zone, as the local time too.

    `edits` of the profile later than `now` are left out, so that an old document can be made
    again. Single answers of the probe are printed and attached only `with_answers`: they may
    quote the user's own data. The same arguments give an equal report.
    """
    subject = Subject(guide, profile, recommendation, language)
    profile_json = profile_file(profile)
    digest = hashlib.sha256(profile_json.encode()).hexdigest()
    moment = now.astimezone(UTC)
    first = page_one(subject, moment)
    return Report(
        language=language,
        title=subject.say("report.title", name=shortened(subject.task_name(), 120)),
        author=shortened(profile.owner.strip(), 120) or subject.say("report.product"),
        description=first.sentence,
        made=int(moment.timestamp()),
        draft=recommendation.outcome is None,
        watermark=subject.say("report.watermark"),
        page_one=first,
        path=path(subject),
        appendix=subject.say("report.appendix"),
        sections=appendix(
            subject,
            probe,
            digest,
            app_version,
            moment,
            [edit for edit in edits if edit.moment <= now],
            with_answers=with_answers,
        ),
        footer=Footer(
            provenance=subject.say(
                "report.provenance",
                app=app_version,
                guide=guide.about.version,
                guide_hash=guide.sha256[:12],
                profile_hash=digest[:12],
                made=_moment(now),
            ),
            caveat=guide.about.caveat.to(language),
            page=subject.say("report.page", page="{page}", pages="{pages}"),
        ),
        profile_json=profile_json,
        probe_json=_probe_file(probe, with_answers=with_answers) if probe else None,
        options=options(subject),
        brand=brand,
    )


def _moment(now: datetime) -> str:
    """ "2026-11-24 09:30 UTC (18:30 +09:00)" """
    moment = now.astimezone(UTC)
    said = f"{moment:%Y-%m-%d %H:%M} UTC"
    if not now.utcoffset():
        return said
    day = "" if now.date() == moment.date() else f"{now:%Y-%m-%d} "
    return f"{said} ({day}{now:%H:%M} {now.isoformat()[-6:]})"


def _probe_file(probe: ProbeResult, *, with_answers: bool) -> str:
    kept = probe if with_answers else probe.model_copy(update={"predictions": ()})
    return f"{kept.model_dump_json(indent=2)}\n"


def profile_file(profile: Profile) -> str:
    """The profile as the file that the document carries; its SHA-256 is the profile's hash."""
    return json.dumps(write_profile(profile), ensure_ascii=False, indent=2) + "\n"
