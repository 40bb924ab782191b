"""Next steps: the approach's own, between those that the case calls for."""

from collections.abc import Mapping
from typing import Any, Final

import pytest

from app.decision.profile import Profile
from app.decision.recommend import recommend
from app.decision.steps import MOST, STEPS
from app.decision.types import Recommendation
from app.guide.types import Guide
from app.words import Language

TUNED: Final[Mapping[str, Any]] = dict.fromkeys(
    (
        *("human_like", "multi_step", "many_tasks", "far_from_language", "few_labels"),
        *("unfamiliar_inputs", "open_generation", "world_knowledge"),
    ),
    "no",
)
PROMPTED: Final[Mapping[str, Any]] = {**TUNED, "few_labels": "yes"}


def body(answers: Mapping[str, Any], labels: int | None = 5000, **more: Any) -> dict[str, Any]:
    facts = {"labelled_examples": labels} | more.pop("facts", {})
    return {"answers": dict(answers), "facts": facts, "limits": more}


# Every step of the guide: a profile that calls for it, and one just beside that does not.
CASES: Final[Mapping[str, tuple[dict[str, Any], dict[str, Any]]]] = {
    "settle": (body({**TUNED, "few_labels": "unsure"}), body(TUNED)),
    "ask_legal": (body(TUNED, regulated="unsure"), body(TUNED, regulated="no")),
    "ask_data_owner": (
        body(PROMPTED, 0, data_may_leave="unsure"),
        body(TUNED, data_may_leave="unsure"),
    ),
    "find_machine": (
        body(PROMPTED, 0, data_may_leave="no"),
        body(PROMPTED, 0, data_may_leave="no", facts={"memory_gb": 80}),
    ),
    "find_trainer": (
        body(TUNED, team_can_train="unsure"),
        body(TUNED, team_can_train="yes"),
    ),
    "count_labels": (body(TUNED, None), body(TUNED)),
    "collect_labels": (body(TUNED, 299), body(TUNED, 300)),
    "grow_class": (
        body(TUNED, facts={"labels_in_smallest_class": 49}),
        body(TUNED, facts={"labels_in_smallest_class": 50}),
    ),
    "attack": (body(PROMPTED, 0, untrusted_input="yes"), body(TUNED, untrusted_input="yes")),
    "worst_outputs": (body(TUNED, harmful_output="yes"), body(TUNED, harmful_output="no")),
    "measure_time": (body(TUNED, max_latency_ms=500), body(TUNED)),
    "newest_inputs": (body({**TUNED, "unfamiliar_inputs": "unsure"}), body(TUNED)),
    "show_reasons": (body(TUNED, explanation_needed="yes"), body(TUNED, explanation_needed="no")),
    "native_readers": (body(TUNED, facts={"languages": ["ja"]}), body(TUNED)),
    "check_licences": (body(TUNED, commercial_use="yes"), body(TUNED, commercial_use="no")),
    "review": (
        body(TUNED),
        body(TUNED, commercial_use="yes", harmful_output="yes"),
    ),
}


def advised(guide: Guide, given: dict[str, Any]) -> Recommendation:
    return recommend(guide, Profile.model_validate(given))


def named(guide: Guide, given: dict[str, Any]) -> list[str]:
    known = {step.what.en: step.id for step in guide.case_steps}
    steps = [step.step.what.en for step in advised(guide, given).steps]
    return [known[what] for what in steps if what in known]


@pytest.mark.parametrize("step", CASES)
def test_the_step_is_given_where_it_is_called_for_and_not_beside(guide: Guide, step: str) -> None:
    called_for, beside = CASES[step]
    assert step in named(guide, called_for)
    assert step not in named(guide, beside)


def test_every_step_of_the_guide_has_its_rule_and_can_be_given(guide: Guide) -> None:
    assert set(guide.case_step) == set(STEPS) == set(CASES)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("step", CASES)
def test_every_step_can_be_read(guide: Guide, step: str, language: Language) -> None:
    for given in CASES[step]:
        for found in advised(guide, given).steps:
            assert not {"{", "}"} & set(found.what(language))


def test_the_way_itself_stays_in_sight(guide: Guide) -> None:
    """However much the case calls for, the approach's own steps are all there, in the middle."""
    everything = body(
        {**PROMPTED, "human_like": "unsure"},
        12,
        facts={"languages": ["ja"], "labels_in_smallest_class": 2},
        regulated="yes",
        data_may_leave="unsure",
        untrusted_input="yes",
        harmful_output="yes",
        max_latency_ms=900,
        commercial_use="yes",
    )
    found = advised(guide, everything)
    own = guide.approach[found.choice.approach].steps
    given = [step.step for step in found.steps]
    assert given[MOST : MOST + len(own)] == list(own)
    assert len(given) == len(own) + 2 * MOST


def test_the_question_that_decides_comes_first_with_how_to_settle_it(guide: Guide) -> None:
    found = advised(guide, body({**TUNED, "few_labels": "unsure"}))
    for language in Language:
        settle = guide.question["few_labels"].settle.to(language)
        assert settle in found.steps[0].what(language)
