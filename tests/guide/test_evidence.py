"""What the guide claims can be looked up, and how far each arrow can be trusted is shown."""

import re
from collections import Counter

from app.guide.check import ends
from app.guide.types import Effect, Guide, Status


def test_every_ending_arrow_rests_on_the_survey_and_on_later_work(guide: Guide) -> None:
    for edge in ends(guide):
        statuses = [e.status for e in guide.evidence if (e.question, e.reply) == edge]
        assert 3 <= len(statuses) <= 9, edge
        assert Status.SURVEY in statuses, edge
        assert Status.LATER in statuses, edge


def test_evidence_against_the_survey_is_shown_too(guide: Guide) -> None:
    effects = Counter(item.effect for item in guide.evidence)
    assert min(effects[effect] for effect in Effect) >= 2


def test_every_claim_says_where_it_stands(guide: Guide) -> None:
    """A figure can be checked only where the place in its source is named."""
    for item in guide.evidence:
        assert item.cite.section, item.id
        is_survey = item.cite.source == guide.about.source
        assert is_survey == (item.status is Status.SURVEY), item.id


def test_nothing_found_later_is_older_than_the_survey(guide: Guide) -> None:
    survey = guide.source[guide.about.source].year
    for item in guide.evidence:
        year = guide.source[item.cite.source].year
        assert year >= survey if item.status is Status.LATER else year <= survey, item.id


def test_evidence_stands_in_the_flows_order(guide: Guide) -> None:
    """What bears on kinds of task alone comes after it."""
    questions = [item.question for item in guide.evidence]
    asked = [question for question in questions if question]
    order = list(guide.question)
    assert asked == sorted(asked, key=order.index)
    assert questions[: len(asked)] == asked
    arrows = {(item.question, item.reply) for item in guide.evidence if item.question}
    assert arrows == set(ends(guide))


def test_works_named_in_a_note_are_cited_beside_it(guide: Guide) -> None:
    for question in guide.questions:
        cited = {guide.source[cite.source].authors.split()[0] for cite in question.cites}
        named = re.findall(
            r"\((\w+)(?: et al\.| & \w+)\)", question.note.en if question.note else ""
        )
        assert set(named) <= {author.rstrip(",") for author in cited}, question.id


def test_an_arxiv_paper_is_linked_by_its_number(guide: Guide) -> None:
    for source in guide.source.values():
        number = re.search(r"arXiv:(\d{4}\.\d{5})", source.locator)
        if number:
            assert source.url == f"https://arxiv.org/abs/{number[1]}", source.id
        assert 2000 < source.year <= 2026, source.id


def test_the_guide_has_a_version_a_date_and_two_hashes(guide: Guide) -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+", guide.about.version)
    assert re.fullmatch(r"20\d\d-\d\d-\d\d", guide.about.reviewed)
    hashes = (guide.logic_sha256, guide.words_sha256, guide.sha256)
    assert len(set(hashes)) == 3
    assert all(re.fullmatch(r"[0-9a-f]{64}", value) for value in hashes)
    assert "2023" in guide.about.caveat.en
    assert "2023" in guide.about.caveat.ja


def test_a_figure_is_one_that_its_claim_gives(guide: Guide) -> None:
    for item in guide.evidence:
        for number in re.findall(r"\d[\d,.]*\d|\d", item.figure.en if item.figure else ""):
            assert number in item.claim.en, (item.id, number)


def test_a_later_claim_does_no_more_to_the_survey_than_its_finding(guide: Guide) -> None:
    """It may always refine; it confirms or overturns only where the finding on the work does."""
    effects: dict[str, set[Effect]] = {}
    for finding in guide.findings:
        for cite in finding.cites:
            found = {bearing.effect for bearing in finding.bearings}
            effects.setdefault(cite.source, set()).update(found)
    effects["panickssery2024"].add(Effect.CONFIRMS)  # of the survey's own warning on judges
    for item in guide.evidence:
        if item.effect and item.effect is not Effect.REFINES and item.cite.source in effects:
            assert item.effect in effects[item.cite.source], item.id


def test_every_later_finding_has_a_claim_to_look_up_but_the_one_without_a_source(
    guide: Guide,
) -> None:
    """What is known of code tests (H20) is second-hand, so nothing is claimed from it."""
    works = {item.cite.source for item in guide.evidence if item.status is Status.LATER}
    bare = [f.digest for f in guide.findings if works.isdisjoint(c.source for c in f.cites)]
    assert bare == ["H20"]
