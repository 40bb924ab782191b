"""Grades, places in the survey and figures are what they were agreed to be, and cannot slip."""

import re

from app.guide.types import Certainty, Citation, Guide, Text

# The grades agreed for the eleven arrows; none is high, for the survey is of 2023.
GRADES = {
    ("human_like", "yes"): Certainty.MODERATE,
    ("multi_step", "yes"): Certainty.MODERATE,
    ("many_tasks", "yes"): Certainty.LOW,
    ("far_from_language", "yes"): Certainty.LOW,
    ("few_labels", "yes"): Certainty.LOW,
    ("unfamiliar_inputs", "yes"): Certainty.LOW,
    ("open_generation", "yes"): Certainty.MODERATE,
    ("world_knowledge", "no"): Certainty.MODERATE,
    ("context_sufficient", "yes"): Certainty.LOW,
    ("counter_knowledge", "yes"): Certainty.LOW,
    ("counter_knowledge", "no"): Certainty.MODERATE,
}

# Where the survey treats what a box asks.
PLACES = {
    "human_like": ("§4.5.2", "Remark 6(2)"),
    "multi_step": ("§4.4", "Remark 5"),
    "many_tasks": ("§4.6", "Remark 7"),
    "far_from_language": ("§4.5.1", "Remark 6(1)"),
    "few_labels": ("§3.2", "Remark 1(2)"),
    "unfamiliar_inputs": ("§3.3", "Remark 1(1)"),
    "open_generation": ("§4.2", "Remark 3"),
    "world_knowledge": ("§4.3", "Remark 4(1)"),
    "context_sufficient": ("§4.3.2", "Remark 4(2)"),
    "counter_knowledge": ("§4.3.2", "Remark 4(2)"),
}

# How many sections each chapter and section of the survey has, and parts each remark.
CHAPTERS = 6
SECTIONS = {"3": 3, "4": 6, "5": 3, "4.1": 2, "4.2": 2, "4.3": 2, "4.4": 3, "4.5": 2, "5.1": 3}
REMARKS = {1: 3, 2: 0, 3: 0, 4: 2, 5: 3, 6: 2, 7: 0, 8: 3}
ONE = r"(§\d(\.\d){0,2}|Remark \d(\(\d\))?(, \(\d\))*|(Figure|Fig\.) 2)"
PLACE = re.compile(f"{ONE}([,;] {ONE})*")

ENGLISH_UNITS = {"million": 10**6, "billion": 10**9}
JAPANESE_UNITS = {"万": 10**4, "億": 10**8}


def citations(guide: Guide) -> list[Citation]:
    """Every place that anything in the guide cites."""
    found = [cite for question in guide.questions for cite in question.cites]
    found += [cite for outcome in guide.outcomes for cite in outcome.cites]
    found += [cite for approach in guide.approaches for cite in approach.cites]
    found += [cite for item in guide.evidence for cite in (item.cite, *item.also)]
    found += [cite for entry in guide.knowledge for cite in entry.cites]
    found += [figure.cite for entry in guide.knowledge for figure in entry.figures]
    found += [rule.cite for rule in guide.limit_rules]
    return found + [r.cite for r in (*guide.reasons, *guide.contradictions) if r.cite]


def figures(text: str, units: dict[str, int]) -> set[float]:
    """The numbers of ten and more, and those with decimals, that a text gives in digits.

    "1 万 5,000" is one number. Numbers in names (GPT-4) are none, and small ones are often
    written out in one of the languages, so they are left out.
    """
    number, unit = r"\d[\d,]*(?:\.\d+)?", "|".join(units)
    found = set()
    text = re.sub(r"\d+ 月", "", text)  # English spells its months
    for given in re.finditer(rf"(?<![A-Za-z\d.-]){number}(?: ?(?:{unit}) ?(?:{number})?)*", text):
        parts = re.findall(rf"({number}) ?({unit})?", given[0])
        found.add(round(sum(float(n.replace(",", "")) * units.get(u, 1) for n, u in parts), 6))
    return {figure for figure in found if figure >= 10 or figure % 1}


def test_each_arrow_has_the_grade_agreed_for_it(guide: Guide) -> None:
    assert {(arrow.question, arrow.reply): arrow.certainty for arrow in guide.arrows} == GRADES


def test_each_question_rests_on_the_place_where_the_survey_treats_it(guide: Guide) -> None:
    for question in guide.questions:
        cited = " ".join(c.section for c in question.cites if c.source == guide.about.source)
        for place in PLACES[question.id]:
            assert place in cited, (question.id, place)
            assert place in question.why.en, (question.id, place)
            assert place in question.why.ja, (question.id, place)


def test_a_place_in_the_survey_exists_there(guide: Guide) -> None:
    """A place may add one other work, "; later Authors, arXiv:…" or "; against it Authors, …",
    which must be in the list."""
    works = [f"{source.authors}, {source.locator}" for source in guide.sources]
    for cite in citations(guide):
        if cite.source != guide.about.source:
            continue
        place, *other = re.split("; (?:later|against it) ", cite.section)
        assert PLACE.fullmatch(place), cite.section
        assert any(work.startswith(other[0] if other else "") for work in works), cite.section
        for section in re.findall(r"§([\d.]+)", place):
            above, _, last = section.rpartition(".")
            assert int(last) <= (SECTIONS.get(above, 0) if above else CHAPTERS), cite.section
        for remark, part in re.findall(r"Remark (\d)(?:\((\d)\))?", place):
            assert int(part or 0) <= REMARKS.get(int(remark), -1), cite.section


def test_no_work_is_listed_twice(guide: Guide) -> None:
    for key in ("title", "locator"):
        values = [getattr(source, key) for source in guide.sources]
        assert len(values) == len(set(values)), key


def test_both_languages_give_the_same_figures(guide: Guide) -> None:
    texts: list[tuple[str, Text]] = [(item.id, item.claim) for item in guide.evidence]
    texts += [(item.id, item.figure) for item in guide.evidence if item.figure]
    for entry in guide.knowledge:
        texts += [(entry.id, text) for text in (entry.title, *entry.paragraphs)]
        texts += [(entry.id, text) for f in entry.figures for text in (f.what, f.value)]
    texts += [(outcome.id, outcome.definition) for outcome in guide.outcomes]
    for question in guide.questions:
        said = [question.why, question.settle, question.yes.meaning, question.no.meaning]
        said += [*question.how_to_tell, *([question.note] if question.note else [])]
        texts += [(question.id, text) for text in said]
    for key, text in texts:
        english = figures(text.en, ENGLISH_UNITS)
        japanese = figures(text.ja, JAPANESE_UNITS)
        assert english == japanese, (key, english ^ japanese, text.en, text.ja)


def test_nothing_unverified_is_shown(guide: Guide) -> None:
    """Marks of a doubtful reading, and hearsay, have no place in what a user reads."""
    said_by = [(item.id, [item.claim]) for item in guide.evidence]
    said_by += [(entry.id, [*entry.paragraphs]) for entry in guide.knowledge]
    for key, texts in said_by:
        said = " ".join(f"{text.en} {text.ja}" for text in texts).lower()
        for mark in ("[memory]", "[editor]", "[orig", "secondary", "(m)", "(r)", "reportedly"):
            assert mark not in said, (key, mark)


def test_a_claim_is_short_enough_to_be_read(guide: Guide) -> None:
    for item in guide.evidence:
        assert len(item.claim.en) <= 260, item.id
        assert len(item.claim.ja) <= 150, item.id
