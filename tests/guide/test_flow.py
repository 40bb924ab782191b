"""The shipped flow is the survey's Figure 2: same boxes, same arrows, same ends, nothing more."""

from pathlib import Path

from app.guide.check import ends, sides, ways
from app.guide.types import Guide, OutcomeId

PATHS = Path(__file__).parent.parent / "data" / "paths.txt"

# Typed from the figure by hand: the box's own words, then where Y and N lead.
FIGURE = {
    "human_like": ("Mimicking Human (e.g. chatbot)", "llm", "multi_step"),
    "multi_step": (
        "Difficult Tasks Requiring Emergent abilities (e.g. reasoning)",
        "llm",
        "many_tasks",
    ),
    "many_tasks": ("Multiple Tasks", "llm", "far_from_language"),
    "far_from_language": (
        "Tasks with little relation to language modelling (e.g. regression)",
        "fine_tuned",
        "few_labels",
    ),
    "few_labels": ("Just a few labeled data (Zero/Few-shot)", "llm", "unfamiliar_inputs"),
    "unfamiliar_inputs": ("Out-of-distribution (O.O.D) data", "llm", "open_generation"),
    "open_generation": (
        "Creative and Complex text/code generation",
        "llm",
        "world_knowledge",
    ),
    "world_knowledge": ("Knowledge-intensive tasks", "context_sufficient", "fine_tuned"),
    "context_sufficient": (
        "Contexts contain enough knowledge",
        "fine_tuned",
        "counter_knowledge",
    ),
    "counter_knowledge": (
        "Required knowledge inconsistent with the real-word.",  # the figure's own spelling
        "no_good_fit",
        "llm",
    ),
}


def test_the_boxes_and_arrows_are_the_figures_own_in_its_order(guide: Guide) -> None:
    shipped = {q.id: (q.figure, q.yes.next, q.no.next) for q in guide.questions}
    assert list(shipped.items()) == list(FIGURE.items())


def test_eleven_arrows_end_seven_at_llm_three_at_fine_tuned_one_at_no_good_fit(
    guide: Guide,
) -> None:
    where = [dict(sides(guide.question[question]))[reply].next for question, reply in ends(guide)]
    assert {outcome: where.count(outcome) for outcome in OutcomeId} == {
        OutcomeId.LLM: 7,
        OutcomeId.FINE_TUNED: 3,
        OutcomeId.NO_GOOD_FIT: 1,
    }
    assert len(where) == 11


def test_every_path_is_as_approved(guide: Guide) -> None:
    """A change of the flow shows as a changed line of this file, to be read and approved."""
    lines = [
        " → ".join((*(f"{question} {reply}" for question, reply in replies.items()), outcome))
        for replies, outcome in ways(guide, guide.questions[0].id)
    ]
    assert lines == PATHS.read_text(encoding="utf-8").splitlines()


def test_every_ending_arrow_is_graded_in_the_flows_order(guide: Guide) -> None:
    graded = [(arrow.question, arrow.reply) for arrow in guide.arrows]
    assert sorted(graded) == sorted(ends(guide))
    order = list(guide.question)
    assert [order.index(question) for question, _ in graded] == sorted(
        order.index(question) for question, _ in graded
    )


def test_every_outcome_says_what_the_survey_means_by_it(guide: Guide) -> None:
    """Readers of today put other things into the words: the definition stands beside each."""
    definitions = {outcome.id: outcome.definition.en for outcome in guide.outcomes}
    assert "without training" in definitions[OutcomeId.LLM]
    assert "under 20 billion parameters" in definitions[OutcomeId.FINE_TUNED]
    assert "no kind of model" in definitions[OutcomeId.NO_GOOD_FIT]
