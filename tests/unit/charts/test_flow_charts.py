"""The path, the whole flow, what would change it, what is open: drawn from the guide's data."""

from collections.abc import Iterable

import pytest

from app.charts.flow_diagram import flow_diagram
from app.charts.flow_strip import flow_strip
from app.charts.open_tree import open_tree_picture
from app.charts.turned import turned_chart
from app.charts.walked import State, walked
from app.decision.profile import Answer, Profile, Reply
from app.decision.recommend import recommend
from app.draw.measure import width_of
from app.draw.types import Anchor, Picture, Words
from app.guide.types import Guide
from app.words import Language


def answered(**replies: str) -> Profile:
    answers = {name: Answer(value=Reply(reply)) for name, reply in replies.items()}
    return Profile(answers=answers)


NO = ("human_like", "multi_step", "many_tasks", "far_from_language", "few_labels")
SETTLED = answered(
    **dict.fromkeys((*NO, "unfamiliar_inputs", "open_generation", "world_knowledge"), "no")
)
OPEN = SETTLED.with_answer("few_labels", Answer(value=Reply.UNSURE))


def pictures(guide: Guide, profile: Profile, language: Language) -> Iterable[Picture]:
    found = recommend(guide, profile)
    yield flow_strip(guide, found, language)
    yield flow_diagram(guide, found, language)
    yield turned_chart(guide, profile.replies, found, language)
    if tree := open_tree_picture(guide, profile.replies, language):
        yield tree


def said(picture: Picture) -> list[str]:
    return [shape.text for shape in picture.shapes if isinstance(shape, Words)]


@pytest.mark.parametrize("profile", [SETTLED, OPEN, Profile(), answered(human_like="yes")])
@pytest.mark.parametrize("language", Language)
def test_no_word_leaves_the_sheet_and_every_picture_says_what_it_shows(
    guide: Guide, profile: Profile, language: Language
) -> None:
    for picture in pictures(guide, profile, language):
        assert picture.alt.strip()
        for shape in picture.shapes:
            if isinstance(shape, Words):
                wide = width_of(shape.text, shape.size, bold=shape.bold)
                share = {Anchor.START: 0, Anchor.MIDDLE: 0.5, Anchor.END: 1}[shape.anchor]
                left = shape.x - share * wide
                assert -8 <= left <= left + wide <= picture.width + 8, shape.text
                assert 0 < shape.y <= picture.height, shape.text


def test_what_became_of_each_question_is_drawn(guide: Guide) -> None:
    states = [node.state for node in walked(guide, recommend(guide, SETTLED))]
    assert states == [State.PASSED] * 7 + [State.DECIDING] + [State.UNNEEDED] * 2
    assert walked(guide, recommend(guide, OPEN))[4].state is State.OPEN


def test_the_drawing_follows_the_flow_of_the_guide(guide: Guide) -> None:
    """Each question with the words of the figure's own box, and an exit for each arrow out."""
    nodes = walked(guide, recommend(guide, SETTLED))
    assert [(n.id, n.yes, n.no) for n in nodes] == [
        (q.id, q.yes.next, q.no.next) for q in guide.questions
    ]
    words = said(flow_diagram(guide, recommend(guide, SETTLED), Language.EN))
    whole = " ".join(words)
    assert all(" ".join(question.figure.split()) in whole for question in guide.questions)
    assert words.count("LLM") == 7
    assert words.count("Fine-tuned model") == 3
    assert words.count("No good fit") == 1
    assert (words.count("Yes"), words.count("No")) == (10, 10)


def test_a_tree_has_each_open_question_once_and_an_outcome_at_each_end(guide: Guide) -> None:
    tree = open_tree_picture(guide, OPEN.replies, Language.EN)
    assert tree
    assert said(tree) == ["5  Few examples", "Yes", "LLM", "No", "Fine-tuned model"]
    everything = open_tree_picture(guide, {}, Language.EN)
    assert everything
    outcomes = [word for word in said(everything) if word in ("LLM", "Fine-tuned model")]
    assert len(outcomes) == 10, "and one at no good fit"
    assert open_tree_picture(guide, SETTLED.replies, Language.EN) is None
