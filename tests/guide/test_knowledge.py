"""Everything the survey's digest holds beside the flow is there, whole, linked and dated."""

import re
from collections import Counter

import pytest

from app.guide.knowledge import FILES, Finding, Kind
from app.guide.types import Concern, Effect, Guide, Status

# What each subject has to hold, listed by hand from the digest.
DIGEST = {
    Kind.TERM: "0 LLM|0 fine-tuned|0 size|0 summary|L grades",
    Kind.REMARK: "D1|D2|D3|D4|D5|D6|D7|D8",
    Kind.DATA: "B.1|B.1b|B.2 zero|B.2 few|B.2 abundant|B.2 summary|B.3|B.3b",
    Kind.EFFICIENCY: "E.1 training|E.1 energy|E.1 prices|E.1 advice|E.2|E.3",
    Kind.TRUST: "E.4|E.4 robustness|E.4 calibration|E.4 fairness|E.4 shortcuts|E.4 explanations",
    Kind.SAFETY: "E.5 hallucination|E.5 over-reliance|E.5 harmful content|E.5 privacy"
    "|E.5 injection",
    Kind.CHALLENGE: "F1|F2|F3|F4",
    Kind.CONTRAST: "G Training|G Model type|G Pre-train task|G Models",
    Kind.OBSERVATION: "G styles|Ga|Gb|Gc|Gd|Ge",
    Kind.FINDING: "|".join(f"H{number}" for number in range(1, 26)),
    Kind.CONFLICT: "|".join(f"W{number}" for number in range(1, 9)),
    Kind.NOTE: "H summary|A.3|A.3 differences|0 figure|J slips|J.11 sentiment|J.11 inference"
    "|J.11 unfamiliar inputs|J.11 common sense|M",
}

# How many numbered parts each remark has.
PARTS = {1: 3, 2: 1, 3: 1, 4: 2, 5: 3, 6: 2, 7: 1, 8: 3}

# What each later finding does, as the digest has it.
EFFECTS = {
    1: "confirms refines", 2: "refines", 3: "refines", 4: "confirms overturns", 5: "refines",
    6: "confirms", 7: "overturns overturns", 8: "refines refines", 9: "confirms",
    10: "confirms refines overturns", 11: "overturns confirms", 12: "refines", 13: "refines",
    14: "overturns", 15: "confirms refines", 16: "confirms refines", 17: "refines",
    18: "refines overturns", 19: "overturns confirms", 20: "confirms", 21: "refines",
    22: "refines", 23: "confirms refines overturns", 24: "refines", 25: "refines",
}  # fmt: skip

# Figures of §5.1 that must stand as they are, and the entry that holds them.
FIGURES = {
    "cost_training": (
        "0.117 billion", "1.5 billion", "175 billion", "1.3 million", "4.6 million", "499 billion",
        "3.3 × 10^22", "3.14 × 10^23", "285,000", "10,000",
    ),
    "cost_energy": ("103.5 MWh", "3.4 GWh", "37 kWh", "3.2 kWh"),
    "cost_prices": ("0.002", "0.03", "0.12"),
    "latency": ("0.077 s", "0.203 s", "0.707 s", "1.969 s", "0.21 s", "10 s"),
    "data_pretraining_detail": ("780 billion", "770 billion", "500 billion", "341 billion"),
}  # fmt: skip

# Kinds of task on which the sources disagree with each other.
DISPUTED = (
    "sentiment-analysis",
    "natural-language-inference",
    "adversarial-inference",
    "commonsense-reasoning",
)


@pytest.mark.parametrize("kind", list(Kind))
def test_every_item_of_the_digest_is_there(guide: Guide, kind: Kind) -> None:
    found = [entry.digest for entry in guide.knowledge if entry.kind is kind]
    assert found == DIGEST[kind].split("|")


def test_every_kind_has_its_file() -> None:
    assert set(FILES) == set(Kind)


def test_every_remark_has_its_parts(guide: Guide) -> None:
    for remark in guide.remarks:
        assert len(remark.parts) == PARTS[remark.number], remark.id
        if len(remark.parts) > 1:
            numbers = [re.match(r"\((\d)\) ", part.en) for part in remark.parts]
            assert [int(n[1]) for n in numbers if n] == [*range(1, len(remark.parts) + 1)]
        assert remark.cites[0].section.endswith(f"Remark {remark.number}")


def test_every_finding_says_what_it_does_and_what_follows(guide: Guide) -> None:
    for finding in guide.findings:
        effects = " ".join(bearing.effect for bearing in finding.bearings)
        assert effects == EFFECTS[finding.number], finding.id
        assert finding.means.en, finding.id
        assert finding.body, finding.id


def test_no_finding_rests_on_work_before_the_survey(guide: Guide) -> None:
    """All but the one on code, whose later figures are known at second hand only."""
    survey = guide.source[guide.about.source]
    for finding in guide.findings:
        years = [guide.source[cite.source].year for cite in finding.cites]
        assert max(years) >= survey.year, finding.id
        if finding.digest != "H20":
            assert survey.id not in {cite.source for cite in finding.cites}, finding.id


def test_every_conflict_sets_the_figure_against_the_text_somewhere(guide: Guide) -> None:
    """Each has a place where it matters, and none contradicts the flow's own arrows."""
    for conflict in guide.conflicts:
        assert conflict.questions, conflict.id
        assert conflict.figure_says != conflict.text_says
        assert "Figure 2" in conflict.cites[0].section, conflict.id


def test_dated_figures_are_marked_as_historical(guide: Guide) -> None:
    """A number of 2023 or before never passes for one of today."""
    for entry in guide.knowledge:
        dated = [figure for figure in entry.figures if figure.year <= 2023]
        if dated and not isinstance(entry, Finding):
            assert entry.historical, entry.id


@pytest.mark.parametrize("entry", list(FIGURES))
def test_the_surveys_figures_stand_as_they_are(guide: Guide, entry: str) -> None:
    values = " | ".join(figure.value.en for figure in guide.entry[entry].figures)
    for figure in FIGURES[entry]:
        assert figure in values, figure


def test_a_figure_of_second_hand_is_never_the_only_word(guide: Guide) -> None:
    """What is unverified says so, and stands beside claims that are not."""
    unverified = [(e.id, f) for e in guide.knowledge for f in e.figures if f.unverified]
    assert unverified
    for name, figure in unverified:
        assert isinstance(guide.entry[name], Finding)
        assert figure.value.en not in " ".join(text.en for text in guide.entry[name].paragraphs)


def test_every_kind_of_task_has_evidence(guide: Guide) -> None:
    spoken_of = {task for item in guide.evidence for task in item.tasks}
    assert not set(guide.task) - spoken_of


def test_disagreements_between_sources_are_shown(guide: Guide) -> None:
    """Sentiment, inference, unfamiliar inputs, common sense: both sides stand side by side."""
    by_task = {
        task: {item.favours for item in guide.evidence if task in item.tasks} for task in DISPUTED
    }
    for task, sides in by_task.items():
        assert len(sides) >= 2, task
    disputed = [item.id for item in guide.evidence if Concern.DISPUTED in item.rated_down]
    assert {"sentiment_level", "sentiment_blog", "common_inference", "shift_chatgpt"} <= {
        *disputed
    }
    assert {"common_sense_sets", "common_sense_blog"} <= {*disputed}


def test_where_survey_and_original_differ_both_figures_stand(guide: Guide) -> None:
    claims = {item.id: item.claim.en for item in guide.evidence}
    assert "86.5 %" in claims["facts_mmlu"]
    assert "86.4 %" in claims["mmlu_report"]


def test_certainty_falls_by_a_level_for_each_concern(guide: Guide) -> None:
    for item in guide.evidence:
        fall = len(item.rated_down) - len(item.rated_up)
        level = ["high", "moderate", "low", "very_low"][min(max(fall, 0), 3)]
        assert item.certainty == level, item.id
        assert len(set(item.rated_down)) == len(item.rated_down), item.id


def test_nothing_the_survey_measured_is_more_than_moderately_certain(guide: Guide) -> None:
    """It is of 2023: newer models may differ, so its claims start a level lower."""
    for item in guide.evidence:
        if item.status is not Status.LATER:
            assert item.certainty != "high", item.id


def test_every_claim_has_a_part_of_the_survey_it_bears_on(guide: Guide) -> None:
    for item in guide.evidence:
        assert re.match(r"§\d|not in the survey", item.bears_on), item.id


def test_all_three_effects_and_all_sides_occur(guide: Guide) -> None:
    assert {item.effect for item in guide.evidence} == {*Effect, None}
    sides = Counter(item.favours for item in guide.evidence)
    assert min(sides.values()) >= 10
    assert len(sides) == 4
