"""What one answer would change, and the tree of what is open: both agree with the truth table."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from app.decision.profile import Reply
from app.decision.sensitivity import Ahead, Branch, open_tree, turns
from app.decision.truth import truth_table
from app.guide.types import Guide, OutcomeId

replies = st.sampled_from(list(Reply))


def followed(tree: Ahead, complete: dict[str, Reply]) -> OutcomeId:
    while isinstance(tree, Branch):
        tree = tree.yes if complete[tree.question] is Reply.YES else tree.no
    return tree


@given(data=st.data())
def test_the_tree_leads_to_the_outcome_of_every_completion(
    guide: Guide, data: st.DataObject
) -> None:
    given_replies = data.draw(st.dictionaries(st.sampled_from(list(guide.question)), replies))
    tree = open_tree(guide, given_replies)
    table = truth_table(guide.questions)
    for _ in range(20):
        complete = {
            name: reply
            if (reply := given_replies.get(name, Reply.UNSURE)) is not Reply.UNSURE
            else data.draw(st.sampled_from([Reply.YES, Reply.NO]))
            for name in guide.question
        }
        assert table.possible(complete) == (followed(tree, complete),)


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
