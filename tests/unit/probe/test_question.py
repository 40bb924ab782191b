"""A model is asked a fixed text with two places; what is put in is never worked on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import AppError
from app.probe.kinds.registry import KINDS
from app.probe.question import Question, label_question
from app.probe.types import Example, OutcomeClass
from app.probe.variants import Template, Variant, usual_template

SHOTS = (
    Example(id="7", text="win a prize", label="spam"),
    Example(id="9", text="hi", label="ham"),
)


def asked(kind: str, variant: Variant = Variant.ZERO_SHOT) -> Question:
    shots = SHOTS if variant is Variant.FEW_SHOT else ()
    labels = ("ham", "spam") if KINDS[kind].labelled else ()
    return Question(KINDS[kind], labels, usual_template(KINDS[kind]), variant, shots)


@given(st.text())
def test_the_text_stands_in_the_prompt_letter_for_letter(text: str) -> None:
    hostile = f"{{labels}}{text}{{text}}"
    for kind in KINDS.values():
        question = Question(kind, ("{text}", "b"), usual_template(kind))
        assert hostile in question.messages(hostile)[-1]["content"]
        assert question.continued(hostile) == kind.completion.replace("{text}", hostile)


def test_every_kind_has_its_prompt_with_the_place_of_the_text() -> None:
    for kind in KINDS.values():
        assert usual_template(kind).user.count("{text}") == kind.completion.count("{text}") == 1
        if kind.labelled:
            assert "{labels}" in kind.user


def test_solved_examples_are_turns_of_the_chat_before_the_text() -> None:
    question = asked("classification", Variant.FEW_SHOT)
    turns = question.messages("see you")
    assert [turn["role"] for turn in turns] == [
        "system", "user", "assistant", "user", "assistant", "user",
    ]  # fmt: skip
    assert [turn["content"] for turn in turns[2:5:2]] == ["spam", "ham"]
    assert "win a prize" in turns[1]["content"]
    assert question.continued("see you") == (
        "Text: win a prize\nLabel: spam\n\nText: hi\nLabel: ham\n\nText: see you\nLabel:"
    )
    assert question.facts["shots"] == ["7", "9"]


def test_thinking_first_frees_the_reply_and_the_last_line_counts() -> None:
    question = asked("classification", Variant.REASONING)
    assert question.schema is None
    assert question.tokens > asked("classification").tokens
    reply = "It could be ham.\nAnswer: ham? No, it offers a prize.\n\n**Answer:** spam"
    assert question.read(reply) == ("spam", OutcomeClass.OK)
    assert asked("numeric", Variant.REASONING).read("3 + 4 = 7\nAnswer: 7 eggs") == (
        "7", OutcomeClass.OK,
    )  # fmt: skip
    assert "Answer:" in question.messages("x")[-1]["content"]


def test_how_a_reply_ended_is_told() -> None:
    question = asked("numeric")
    assert question.read("  ") == (None, OutcomeClass.EMPTY)
    assert question.read("no idea") == (None, OutcomeClass.OFF_LABEL)
    assert question.read("<think>7</think>8") == ("8", OutcomeClass.OK)


def test_a_prompt_of_ones_own_needs_exactly_one_place_for_the_text() -> None:
    template = Template("", "{labels}|{text}|{other}|{0}|%s")
    question = Question(KINDS["classification"], ("a1", "b1"), template)
    assert question.messages("{labels}") == [
        {"role": "user", "content": "- a1\n- b1|{labels}|{other}|{0}|%s"}
    ]
    for user in ("no place", "{text} and {text}"):
        with pytest.raises(AppError, match=r"\{text\}"):
            Template("", user)


def test_the_hash_tells_one_way_of_asking_from_every_other() -> None:
    kind = KINDS["classification"]
    questions = [
        *(asked("classification", variant) for variant in Variant),
        Question(kind, ("ham", "spam"), Template("", "{text}")),
        asked("generation"),
    ]
    assert len({question.facts["prompt_sha256"] for question in questions}) == len(questions)
    assert label_question(["ham", "spam"]).facts == asked("classification").facts


def test_options_and_scales_are_listed_in_a_line() -> None:
    letters = Question(
        KINDS["multiple_choice"], ("A", "B"), usual_template(KINDS["multiple_choice"])
    )
    assert "one of: A, B" in letters.messages("x")[-1]["content"]
    scale = Question(KINDS["regression"], ("1 to 5",), usual_template(KINDS["regression"]))
    assert "Scale: 1 to 5" in scale.messages("x")[-1]["content"]
