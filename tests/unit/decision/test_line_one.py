"""Line 1: the outcome of the ten questions, and nothing else."""

import itertools
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.decision.profile import Answer, Facts, Limits, Profile, Reply
from app.decision.recommend import recommend
from app.decision.truth import truth_table
from app.decision.walk import next_question, walk
from app.guide.types import Guide, OutcomeId

Y, N, U = Reply.YES, Reply.NO, Reply.UNSURE
QUESTIONS = (
    "human_like",
    "multi_step",
    "many_tasks",
    "far_from_language",
    "few_labels",
    "unfamiliar_inputs",
    "open_generation",
    "world_knowledge",
    "context_sufficient",
    "counter_knowledge",
)
# The eleven paths of the figure, typed by hand: the replies in order, and where they end.
PATHS = {
    "Y": "llm",
    "NY": "llm",
    "NNY": "llm",
    "NNNY": "fine_tuned",
    "NNNNY": "llm",
    "NNNNNY": "llm",
    "NNNNNNY": "llm",
    "NNNNNNNN": "fine_tuned",
    "NNNNNNNYY": "fine_tuned",
    "NNNNNNNYNY": "no_good_fit",
    "NNNNNNNYNN": "llm",
}


def oracle(replies: Mapping[str, Reply]) -> str:
    """The figure as one expression, independent of the flow file."""
    q1, q2, q3, q4, q5, q6, q7, q8, q9, q10 = (replies[question] is Y for question in QUESTIONS)
    if q1 or q2 or q3:
        return "llm"
    if q4:
        return "fine_tuned"
    if q5 or q6 or q7:
        return "llm"
    if not q8 or q9:
        return "fine_tuned"
    return "no_good_fit" if q10 else "llm"


def profile(replies: Mapping[str, Reply]) -> Profile:
    return Profile(answers={question: Answer(value=reply) for question, reply in replies.items()})


@pytest.mark.parametrize(("letters", "end"), PATHS.items())
def test_each_path_of_the_figure_ends_where_the_figure_says(
    guide: Guide, letters: str, end: str
) -> None:
    """A person who answers along one arrow after the other arrives at that arrow's end."""
    replies = {q: Y if letter == "Y" else N for q, letter in zip(QUESTIONS, letters, strict=False)}

    found = recommend(guide, profile(replies))

    assert found.outcome == end
    assert [step.question for step in found.path] == list(replies)
    assert found.decided_by == list(replies)[-1]
    assert next_question(guide, replies) is None


def test_every_complete_set_of_answers_agrees_with_the_oracle(guide: Guide) -> None:
    """All 1,024 sets of yes and no, walked and looked up, end as the expression says."""
    table = truth_table(guide.questions)
    for values in itertools.product((Y, N), repeat=10):
        replies = dict(zip(QUESTIONS, values, strict=True))
        last = walk(guide, replies)[-1]
        side = guide.question[last.question].yes if last.reply is Y else None
        walked = (side or guide.question[last.question].no).next

        assert table.possible(replies) == (oracle(replies),)
        assert walked == oracle(replies)


def test_every_set_with_unsure_answers_is_the_union_of_its_completions(guide: Guide) -> None:
    """All 59,049 sets of yes, no and unsure: possible outcomes and deciding unknowns."""
    table = truth_table(guide.questions)
    ends = {
        values: oracle(dict(zip(QUESTIONS, values, strict=True)))
        for values in itertools.product((Y, N), repeat=10)
    }
    union: dict[tuple[Reply, ...], frozenset[str]] = {v: frozenset({e}) for v, e in ends.items()}
    by_unknowns = sorted(itertools.product((Y, N, U), repeat=10), key=lambda v: v.count(U))
    for values in by_unknowns:
        if U in values:
            place = values.index(U)
            yes = (*values[:place], Y, *values[place + 1 :])
            no = (*values[:place], N, *values[place + 1 :])
            union[values] = union[yes] | union[no]
        replies = dict(zip(QUESTIONS, values, strict=True))
        assert table.possible(replies) == tuple(sorted(union[values]))


@given(st.lists(st.sampled_from([Y, N, U]), min_size=10, max_size=10))
def test_an_unknown_decides_exactly_when_some_completion_says_so(
    guide: Guide, values: list[Reply]
) -> None:
    """Deciding: with everything else filled in some way, yes and no differ."""
    table = truth_table(guide.questions)
    replies = dict(zip(QUESTIONS, values, strict=True))
    for asked in (question for question in QUESTIONS if replies[question] is U):
        others = [
            question for question in QUESTIONS if replies[question] is U and question != asked
        ]
        differs = any(
            oracle({**replies, **dict(zip(others, filled, strict=True)), asked: Y})
            != oracle({**replies, **dict(zip(others, filled, strict=True)), asked: N})
            for filled in itertools.product((Y, N), repeat=len(others))
        )

        assert table.decides(asked, replies) is differs


@given(st.lists(st.sampled_from([Y, N]), min_size=10, max_size=10))
def test_a_flip_is_listed_exactly_when_it_changes_the_outcome(
    guide: Guide, values: list[Reply]
) -> None:
    """ "What would change this" is complete and says nothing false."""
    replies = dict(zip(QUESTIONS, values, strict=True))
    expected = {
        question: oracle({**replies, question: reply.opposite})
        for question, reply in replies.items()
        if oracle({**replies, question: reply.opposite}) != oracle(replies)
    }

    found = recommend(guide, profile(replies))

    assert {flip.question: flip.outcome for flip in found.flips} == expected


def test_an_empty_profile_is_open_and_asks_the_first_question(guide: Guide) -> None:
    """Nothing is answered: every outcome is possible and nothing is guessed."""
    found = recommend(guide, Profile())

    assert found.outcome is None
    assert found.possible == tuple(sorted(OutcomeId))
    assert found.path == ()
    assert found.flips == ()
    assert next_question(guide, {}) == "human_like"


def test_an_unsure_answer_that_cannot_matter_leaves_one_outcome(guide: Guide) -> None:
    """Not sure whether it must talk like a person, but it needs several steps: LLM either way."""
    found = recommend(guide, profile({"human_like": U, "multi_step": Y}))

    assert found.outcome is OutcomeId.LLM
    assert found.decided_by == "multi_step"
    assert found.forks == ()
    assert "human_like" in found.idle_unknowns


def test_a_fork_says_where_each_side_leads(guide: Guide) -> None:
    """Only the number of labels is unknown: yes means LLM, no means fine-tuned."""
    replies = dict.fromkeys(QUESTIONS, N) | {"few_labels": U}

    found = recommend(guide, profile(replies))

    assert found.outcome is None
    assert found.possible == (OutcomeId.FINE_TUNED, OutcomeId.LLM)
    (fork,) = found.forks
    assert (fork.question, fork.yes, fork.no) == (
        "few_labels",
        (OutcomeId.LLM,),
        (OutcomeId.FINE_TUNED,),
    )


def test_changing_an_early_answer_and_back_finds_the_later_ones(guide: Guide) -> None:
    """Answers off the path are kept, not used, and count again when they are reached."""
    replies = dict(zip(QUESTIONS, [N] * 8, strict=False))
    before = recommend(guide, profile(replies))

    detour = recommend(guide, profile({**replies, "human_like": Y}))
    after = recommend(guide, profile(replies))

    assert detour.outcome is OutcomeId.LLM
    assert len(detour.path) == 1
    assert after == before


limits = st.builds(
    Limits,
    data_may_leave=st.sampled_from([None, *Reply]),
    own_hardware=st.sampled_from([None, *Reply]),
    max_latency_ms=st.sampled_from([None, 0, 1, 150, 500, 5_000, 10**9]),
    monthly_budget=st.sampled_from([None, 0, 10, 10**6]),
    regulated=st.sampled_from([None, *Reply]),
    explanation_needed=st.sampled_from([None, *Reply]),
    team_can_train=st.sampled_from([None, *Reply]),
    commercial_use=st.sampled_from([None, *Reply]),
    harmful_output=st.sampled_from([None, *Reply]),
    untrusted_input=st.sampled_from([None, *Reply]),
)
facts = st.builds(
    Facts,
    labelled_examples=st.sampled_from([None, 0, 12, 300, 50_000]),
    labels_in_smallest_class=st.sampled_from([None, 0, 3, 400]),
    languages=st.sampled_from([(), ("en",), ("ja", "en"), ("yo",)]),
    monthly_volume=st.sampled_from([None, 0, 900, 10**8]),
    memory_gb=st.sampled_from([None, 0, 8, 24, 640]),
    domain=st.sampled_from(["", "medical", "finance"]),
)


@given(st.lists(st.sampled_from([Y, N, U]), min_size=10, max_size=10), limits, facts)
def test_no_limit_and_no_fact_changes_line_one(
    guide: Guide, values: list[Reply], bound: Limits, known: Facts
) -> None:
    """Whatever binds the task from outside, the guide's outcome stays the guide's."""
    bare = profile(dict(zip(QUESTIONS, values, strict=True)))
    loaded = bare.model_copy(update={"limits": bound, "facts": known})

    alone, within = recommend(guide, bare), recommend(guide, loaded)

    for part in ("outcome", "possible", "path", "decided_by", "forks", "flips", "idle_unknowns"):
        assert getattr(within, part) == getattr(alone, part)
    assert {finding.outcome for finding in within.limits} <= set(alone.possible)
    assert within.choice.approach in guide.approach
