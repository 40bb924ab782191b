"""The guide to read: nothing is left out, every link leads somewhere, each thing has its place."""

import re
from collections import Counter

import pytest

from app.guide.types import Concern, Effect, Guide, Status
from app.reference.article import Chip, Kind, Look, Ref, Web, article_id
from app.reference.contents import Section
from app.reference.reference import MOST, Reference


@pytest.fixture(params=["english", "japanese"])
def either(request: pytest.FixtureRequest) -> Reference:
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Reference)
    return found


def items(guide: Guide) -> dict[Kind, list[str]]:
    """Everything that the guide holds, by the kind of article that it has to become."""
    models = guide.models
    listed: dict[Kind, list[str]] = {
        Kind.ABOUT: ["guide"],
        Kind.QUESTION: [q.id for q in guide.questions],
        Kind.OUTCOME: [o.id for o in guide.outcomes],
        Kind.TASK: [t.id for t in guide.tasks],
        Kind.CLAIM: [e.id for e in guide.evidence],
        Kind.RULE: [r.id for r in guide.limit_rules],
        Kind.APPROACH: [a.id for a in guide.approaches],
        Kind.REASON: [r.id for r in guide.reasons],
        Kind.SECOND_LOOK: [r.id for r in guide.contradictions],
        Kind.RISK: [r.id for r in guide.risks],
        Kind.STEP: [s.id for s in guide.case_steps],
        Kind.SOURCE: [s.id for s in guide.sources],
        Kind.GRADE: [g.id for g in (*guide.concerns, *guide.strengths)],
        Kind.MODEL: [m.id for m in models.tree],
        Kind.LICENCE: [r.id for r in models.licences],
        Kind.TODAY: [m.id for m in models.shortlist],
        Kind.FIGURE: [f.id for f in models.figures],
        Kind.RECORD: [s.id for s in models.sources],
    }
    for entry in guide.knowledge:
        listed.setdefault(Kind(entry.kind), []).append(entry.id)
    return listed


def test_every_item_of_the_guide_is_an_article(guide: Guide, either: Reference) -> None:
    wanted = items(guide)
    assert {*wanted} == {*Kind}
    names = [article_id(kind, name) for kind, found in wanted.items() for name in found]
    assert sorted(names) == sorted(either.articles)


def test_every_link_leads_to_an_article(either: Reference) -> None:
    for name in either.articles:
        assert {*either.read(name).links} <= {*either.articles}, name


def test_every_article_stands_once_in_the_contents(either: Reference) -> None:
    def listed(section: Section) -> list[str]:
        return [*section.articles, *(n for inside in section.sections for n in listed(inside))]

    assert Counter(listed(either.contents)) == Counter([*either.articles])


def test_every_article_is_read_from_another(either: Reference) -> None:
    """No dead ends: whatever is opened leads on, but for a few that stand for themselves."""
    alone = [name for name in either.articles if not either.read(name).links]
    kinds = Counter(either.articles[name].kind for name in alone)
    assert set(kinds) <= {Kind.SOURCE, Kind.RECORD, Kind.STEP, Kind.RISK, Kind.REASON} | {
        Kind.SECOND_LOOK,
        Kind.TODAY,
    }


def test_both_languages_have_the_same_articles_and_links(
    english: Reference, japanese: Reference
) -> None:
    assert [*english.articles] == [*japanese.articles]
    for name, article in english.articles.items():
        assert article.links == japanese.articles[name].links, name


def test_each_article_has_a_title_a_body_and_a_citation(either: Reference) -> None:
    for article in either.articles.values():
        assert article.title.strip(), article.id
        assert article.over.strip(), article.id
        assert article.citation.strip(), article.id
        assert article.blocks, article.id
        assert "{" not in article.title, article.id
        for part in article.inlines:
            assert not (isinstance(part, str) and re.search(r"\{\w", part)), article.id


def test_every_source_is_cited_with_its_place(guide: Guide, english: Reference) -> None:
    for source in guide.sources:
        article = english.articles[f"source:{source.id}"]
        assert source.locator in article.citation
        shown = [part.url for part in article.inlines if isinstance(part, Web)]
        assert shown == ([source.url] if source.url else [])


def test_a_source_tells_what_rests_on_it(english: Reference) -> None:
    links = english.read("source:pecher2024").links
    assert {"finding:h2", "claim:labels_break_even"} <= {*links}


def test_a_source_of_everything_does_not_list_everything(english: Reference) -> None:
    found = Counter(link.partition(":")[0] for link in english.read("source:yang2023").links)
    assert max(found.values()) <= MOST


def test_conflicts_of_figure_and_text_stand_where_they_matter(
    guide: Guide, either: Reference
) -> None:
    for conflict in guide.conflicts:
        places = [article_id(Kind.QUESTION, name) for name in conflict.questions]
        places += [article_id(Kind.TASK, name) for name in conflict.tasks]
        assert places, conflict.id
        for place in places:
            notices = [b for b in either.articles[place].blocks if b.look is Look.NOTICE]
            assert any(
                Ref(article_id(Kind.CONFLICT, conflict.id)) in block.lines[0] for block in notices
            ), (conflict.id, place)


@pytest.mark.parametrize(
    ("task", "says"),
    [
        ("sentiment-analysis", "Sentiment"),
        ("natural-language-inference", "Inference"),
        ("adversarial-inference", "Unfamiliar inputs"),
        ("commonsense-reasoning", "Common sense"),
    ],
)
def test_sources_that_disagree_are_told_at_their_place_alone(
    english: Reference, task: str, says: str
) -> None:
    """Each task tells its own disagreement and not those of others."""
    told = [
        block.lines[1][0]
        for block in english.articles[f"task:{task}"].blocks
        if block.look is Look.NOTICE and "note:disagree" in str(block.lines[0])
    ]
    assert any(str(line).startswith(says) for line in told)
    assert len(told) <= 2


def test_a_disputed_claim_leads_to_what_speaks_against_it(
    guide: Guide, english: Reference
) -> None:
    assert "claim:sentiment_blog" in english.articles["claim:sentiment_level"].links
    disputed = [e.id for e in guide.evidence if Concern.DISPUTED in e.rated_down]
    for name in disputed:
        links = english.articles[f"claim:{name}"].links
        assert any(link.startswith("claim:") for link in links), name


def test_every_claim_says_its_status_its_effect_and_its_certainty(
    guide: Guide, english: Reference
) -> None:
    words = {
        Status.SURVEY: "Survey",
        Status.ORIGINAL: "Work it cites",
        Status.LATER: "Found later",
    }
    effects = {
        Effect.CONFIRMS: "confirms the survey",
        Effect.REFINES: "refines the survey",
        Effect.OVERTURNS: "overturns the survey",
    }
    for claim in guide.evidence:
        article = english.articles[f"claim:{claim.id}"]
        chips = [part.text for part in article.inlines if isinstance(part, Chip)]
        assert words[claim.status] in chips
        assert claim.effect is None or effects[claim.effect] in chips
        assert any(chip.startswith("certainty") for chip in chips)


def test_a_later_finding_stands_at_every_question_and_task_it_bears_on(
    guide: Guide, english: Reference
) -> None:
    for finding in guide.findings:
        for kind, names in ((Kind.QUESTION, finding.questions), (Kind.TASK, finding.tasks)):
            for name in names:
                links = english.articles[article_id(kind, name)].links
                assert f"finding:{finding.id}" in links


def test_what_is_known_at_second_hand_says_so(guide: Guide, english: Reference) -> None:
    for entry in guide.knowledge:
        article = english.articles[article_id(Kind(entry.kind), entry.id)]
        chips = [part.text for part in article.inlines if isinstance(part, Chip)]
        assert chips.count("unverified") == sum(figure.unverified for figure in entry.figures)
        assert not entry.historical or "historical" in chips
        assert not entry.ours or "ours" in chips


def test_the_contents_can_be_narrowed_to_some_articles(english: Reference) -> None:
    wanted = frozenset({"question:few_labels", "source:pecher2024"})
    narrow = english.contents.only(wanted)
    assert [section.key for section in narrow.sections] == ["questions", "sources"]
