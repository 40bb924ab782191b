"""The guide's title page: what it is, of which day, and how it is read."""

from app.reference.article import Article, Kind, Line, Strong, heading, notice, small, text, titled
from app.reference.writer import Writer

GUIDE = "guide"


def article(w: Writer) -> Article:
    about, title = w.guide.about, w.to(w.guide.about.title)
    source = w.guide.source[about.source]
    levels = ("high", "moderate", "low", "very_low")
    certainties: list[Line] = [
        (
            Strong(w.say("reference.fact", name=w.say(f"recommendation.{level}"))),
            w.say(f"reference.level_{level}"),
        )
        for level in levels
    ]
    statuses: list[Line] = [
        (
            Strong(w.say("reference.fact", name=w.say(f"report.status_{status}"))),
            w.say(f"reference.status_{status}_means"),
        )
        for status in ("survey", "original", "later")
    ]
    return Article(
        Kind.ABOUT,
        GUIDE,
        w.say("reference.kind_about"),
        title,
        (
            text(w.say("reference.about_lead")),
            notice((w.to(about.caveat),)),
            text(w.ref(Kind.SOURCE, source.id)),
            small(w.say("reference.about_version", version=about.version, day=about.reviewed)),
            *titled(w.say("reference.about_statuses"), statuses),
            heading(w.say("reference.about_certainty")),
            text(w.say("reference.about_grades")),
            *titled(w.say("reference.about_levels"), certainties),
            *w.also(
                "grades",
                (w.ref(Kind.GRADE, g.id) for g in (*w.guide.concerns, *w.guide.strengths)),
            ),
        ),
        w.citation(title, ()),
    )
