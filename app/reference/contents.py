"""The table of contents: every article at one place, in the order in which a reader meets them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from app.guide.tasks import Family
from app.reference.article import Article, Kind
from app.reference.writer import Writer


@dataclass(frozen=True, slots=True)
class Section:
    """Ids of articles under a title, and sections under it. `key` is the same in each language."""

    key: str
    title: str
    articles: tuple[str, ...] = ()
    sections: "tuple[Section, ...]" = ()

    def only(self, wanted: frozenset[str]) -> "Section":
        """The same, with these articles alone; sections without any are left out."""
        inside = (section.only(wanted) for section in self.sections)
        return Section(
            self.key,
            self.title,
            tuple(name for name in self.articles if name in wanted),
            tuple(section for section in inside if section.articles or section.sections),
        )


def contents(w: Writer, articles: Iterable[Article]) -> Section:
    """The whole; its own title is not shown."""
    by_kind: dict[Kind, list[Article]] = {kind: [] for kind in Kind}
    for article in articles:
        by_kind[article.kind].append(article)

    def section(key: str, *kinds: Kind, inside: tuple[Section, ...] = ()) -> Section:
        names = tuple(article.id for kind in kinds for article in by_kind[kind])
        return Section(key, w.say(f"reference.section_{key}"), names, inside)

    def grouped(
        key: str, kind: Kind, groups: Iterable[tuple[str, str]], of: Callable[[str], str]
    ) -> Section:
        """A section in groups (key, title); `of` gives the group of an article's name."""
        parts = []
        for group, title in groups:
            names = tuple(a.id for a in by_kind[kind] if of(a.name) == group)
            if names:
                parts.append(Section(f"{key}-{group}", title, names))
        return Section(key, w.say(f"reference.section_{key}"), (), tuple(parts))

    guide = w.guide
    claims = {claim.id: claim.question or "" for claim in guide.evidence}
    rules = {rule.id: rule.limit for rule in guide.limit_rules}
    years = {source.id: str(source.year) for source in guide.sources}
    branches = {model.id: str(model.branch) for model in guide.models.tree}
    questions = [(q.id, f"{w.number(q.id)} {w.to(q.short)}") for q in guide.questions]
    families = [(str(f), w.say(f"reference.family_{f}")) for f in Family]
    limits = dict.fromkeys(rules.values())
    return Section(
        "all",
        "",
        sections=(
            section("start", Kind.ABOUT, Kind.TERM, Kind.NOTE),
            section("questions", Kind.QUESTION, Kind.OUTCOME),
            section("conflicts", Kind.CONFLICT),
            grouped("tasks", Kind.TASK, families, lambda name: guide.task[name].family),
            section("remarks", Kind.REMARK),
            section(
                "considerations",
                inside=tuple(
                    section(key, kind)
                    for key, kind in (
                        ("data", Kind.DATA),
                        ("efficiency", Kind.EFFICIENCY),
                        ("trust", Kind.TRUST),
                        ("safety", Kind.SAFETY),
                        ("challenges", Kind.CHALLENGE),
                    )
                ),
            ),
            section("since", Kind.FINDING),
            grouped(
                "claims",
                Kind.CLAIM,
                [*questions, ("", w.say("reference.section_claims_on_tasks"))],
                lambda name: claims[name],
            ),
            section("approaches", Kind.APPROACH),
            grouped(
                "limits",
                Kind.RULE,
                [(limit, w.say(f"report.limit_{limit}")) for limit in limits],
                lambda name: rules[name],
            ),
            section("risks", Kind.RISK),
            section(
                "workings",
                inside=(
                    section("steps", Kind.STEP),
                    section("reasons", Kind.REASON),
                    section("second_looks", Kind.SECOND_LOOK),
                    section("grades", Kind.GRADE),
                ),
            ),
            section(
                "models",
                inside=(
                    section("table_1", Kind.CONTRAST, Kind.OBSERVATION),
                    grouped(
                        "tree",
                        Kind.MODEL,
                        [(str(b.id), w.to(b.name)) for b in guide.models.branches],
                        lambda name: branches[name],
                    ),
                    section("licences", Kind.LICENCE),
                    section("today", Kind.TODAY),
                    section("figures", Kind.FIGURE),
                    section("records", Kind.RECORD),
                ),
            ),
            grouped(
                "sources",
                Kind.SOURCE,
                [(year, year) for year in sorted({*years.values()}, reverse=True)],
                lambda name: years[name],
            ),
        ),
    )
