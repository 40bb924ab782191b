"""What one answer would change, and the tree of what is open: both agree with the truth table."""

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from app.decision.profile import Reply
from app.decision.sensitivity import Ahead, Branch, open_tree, turns
from app.decision.truth import truth_table
from app.guide.types import Guide, OutcomeId


def followed(tree: Ahead, complete: dict[str, Reply]) -> OutcomeId:
    while isinstance(tree, Branch):
        tree = tree.yes if complete[tree.question] is Reply.YES else tree.no
    return tree


@settings(max_examples=50)
@given(
    said=st.lists(st.sampled_from(list(Reply)), min_size=10, max_size=10),
    rest=st.lists(st.sampled_from([Reply.YES, Reply.NO]), min_size=10, max_size=10),
)
def test_the_tree_leads_to_the_outcome_of_every_completion(
    guide: Guide, said: list[Reply], rest: list[Reply]
) -> None:
    given_replies = dict(zip(guide.question, said, strict=True))
    complete = {
        name: other if reply is Reply.UNSURE else reply
        for (name, reply), other in zip(given_replies.items(), rest, strict=True)
    }
    outcome = followed(open_tree(guide, given_replies), complete)
    assert truth_table(guide.questions).possible(complete) == (outcome,)


def test_each_turn_is_the_outcome_with_that_answer_alone(guide: Guide) -> None:
    """ "No" to the first eight, the last two unanswered: seven of them would lead elsewhere."""
    given_replies = dict.fromkeys(list(guide.question)[:8], Reply.NO)
    every = {turn.question: turn for turn in turns(guide, given_replies)}
    elsewhere = [name for name, turn in every.items() if turn.yes is not turn.no]
    assert len(elsewhere) == 7
    assert every["human_like"].yes is OutcomeId.LLM
    assert every["far_from_language"].yes is every["far_from_language"].no
    assert every["world_knowledge"].yes is None, "open: nothing was said of what follows"
    assert every["context_sufficient"].reply is None


def test_a_settled_outcome_has_no_tree(guide: Guide) -> None:
    for reply in product([Reply.YES, Reply.NO], repeat=2):
        given_replies = dict(zip(("multi_step", "counter_knowledge"), reply, strict=True))
        assert open_tree(guide, {**given_replies, "human_like": Reply.YES}) is OutcomeId.LLM
