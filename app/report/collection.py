"""Several tasks, or two states of one, in one document. Pure: values in, a Collection out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from app.decision.profile import Profile
from app.decision.types import Recommendation
from app.guide.types import Guide
from app.probe.types import ProbeResult
from app.report.build import PLAIN, build_report, profile_file
from app.report.page_one import certainty
from app.report.terms import EFFECTS, Subject, shortened
from app.report.types import Brand, Collection, Footer, Mark, Section
from app.words import Language, say


@dataclass(frozen=True, slots=True)
class Case:
    """A task with all that is known of it. `status` is a word, or "" where nobody gave one."""

    guide: Guide
    profile: Profile
    found: Recommendation
    moment: datetime
    probe: ProbeResult | None = None
    status: str = ""

    def subject(self, language: Language) -> Subject:
        return Subject(self.guide, self.profile, self.found, language)


def collected(
    cases: Sequence[Case],
    *,
    title: str,
    description: str,
    sections: Iterable[Section],
    language: Language,
    now: datetime,
    app_version: str,
    brand: Brand = PLAIN,
    pages: bool = False,
) -> Collection:
    """A document of these cases around its sections; with `pages` page one of each follows."""
    moment = now.astimezone(UTC)
    guides = dict.fromkeys(f"{it.guide.about.version} ({it.guide.sha256[:12]})" for it in cases)
    provenance = say(
        language,
        "collection.provenance",
        app=app_version,
        guides=say(language, "report.and").join(guides),
        made=f"{moment:%Y-%m-%d %H:%M} UTC",
    )
    reports = (
        build_report(
            case.guide,
            case.profile,
            case.found,
            language=language,
            now=case.moment,
            app_version=app_version,
            probe=case.probe,
        )
        for case in cases
    )
    return Collection(
        language=language,
        title=title,
        author=brand.organisation or say(language, "report.product"),
        description=description,
        made=int(moment.timestamp()),
        appendix=title,
        sections=tuple(sections),
        footer=Footer(
            provenance,
            cases[0].guide.about.caveat.to(language),
            say(language, "report.page", page="{page}", pages="{pages}"),
        ),
        brand=brand,
        profiles=tuple(profile_file(case.profile) for case in cases),
        reports=tuple(reports) if pages else (),
        wide=pages,
    )


def name_of(subject: Subject) -> str:
    """ "Helpdesk – Ticket routing" """
    name = subject.profile.name.strip() or subject.say("report.unnamed")
    return shortened(" – ".join(filter(None, (subject.profile.project.strip(), name))), 90)


def certainty_word(subject: Subject) -> str:
    return certainty(subject).word


def limits_mark(subject: Subject) -> Mark:
    """The gravest effect of the limits, and which limits have it."""
    for effect, key in EFFECTS.items():
        named = dict.fromkeys(
            subject.limit(it.limit) for it in subject.found.limits if it.effect is effect
        )
        if named:
            limits = subject.say("report.and").join(named)
            text = subject.say("collection.limits", effect=subject.say(key), limits=limits)
            return Mark(effect.value, text)
    return Mark("", "–")
