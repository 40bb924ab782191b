"""Answers are scored as the published definitions say, in every script."""

import json
from collections.abc import Sequence

import pytest
from sacrebleu import corpus_bleu, sentence_chrf

from app.probe.kinds import extraction, generation, regression, slots
from app.probe.kinds.kind import Kind
from app.probe.kinds.registry import KINDS
from app.probe.kinds.words import answer_words, overlap_f1, sequence_f1, words

HINDI = "नमस्ते दुनिया यह एक परीक्षा है"


@pytest.mark.parametrize(
    ("one", "other", "rouge_1", "rouge_l"),
    [  # figures of the package rouge-score 0.1.2
        ("the cat sat on the mat", "the cat lay on a mat", 2 / 3, 2 / 3),
        ("police killed the gunman", "the gunman kill police", 0.75, 0.5),
        ("A B C D E F G", "A C B D F E G", 1.0, 5 / 7),
        ("one two three", "four five", 0.0, 0.0),
    ],
)
def test_rouge_is_what_the_reference_implementation_says(
    one: str, other: str, rouge_1: float, rouge_l: float
) -> None:
    assert overlap_f1(words(one), words(other)) == pytest.approx(rouge_1)
    assert sequence_f1(words(one), words(other)) == pytest.approx(rouge_l)


@pytest.mark.parametrize(
    "text", [HINDI, "สวัสดีชาวโลก", "Привет, мир", "こんにちは、世界。", "مرحبا"]
)
def test_the_same_text_is_alike_in_every_script(text: str) -> None:
    """Tokenizers that know ASCII only give such texts nothing in common."""
    assert words(text)
    figures = generation.KIND.measures([text] * 3, [text] * 3, 0)
    assert {name: figure.value for name, figure in figures.items()} == pytest.approx(
        {"chrf": 1, "rouge_1": 1, "rouge_l": 1, "bleu": 1}
    )
    assert extraction.KIND.scores([text], [text]) == [1.0]


def test_words_keep_their_marks_and_unspaced_scripts_fall_into_characters() -> None:
    assert words(HINDI)[0] == "नमस्ते"
    assert words("東京へ行く") == ["東", "京", "へ", "行", "く"]
    assert words("Don't STOP ＡＢＣ") == ["don", "t", "stop", "abc"]


def test_bleu_and_chrf_are_those_of_sacrebleu() -> None:
    golds = ["the cat is on the mat", "there is a dog in the garden", "we like tea"]
    answers = ["the cat sat on the mat", "a dog is in the garden", "we love tea"]
    figures = generation.KIND.measures(golds, answers, 0)
    expected = corpus_bleu(answers, [golds]).score / 100
    assert figures["bleu"].value == pytest.approx(expected)
    assert figures["bleu"].low is not None
    assert figures["bleu"].high is not None
    assert figures["bleu"].low <= expected <= figures["bleu"].high
    scores = [sentence_chrf(a, [g]).score / 100 for a, g in zip(answers, golds, strict=True)]
    assert generation.KIND.scores(golds, answers) == pytest.approx(scores)


@pytest.mark.parametrize(
    ("gold", "answer", "f1", "exact"),
    [  # the normalisation of the SQuAD evaluation
        ("the Norman dukes", "Norman Dukes.", 1.0, 1.0),
        ("10th and 11th centuries", "in the 10th and 11th centuries", 8 / 9, 0.0),
        ("Denmark, Iceland and Norway", "Denmark", 0.4, 0.0),
        ("France", "Spain", 0.0, 0.0),
        ("U.S.", "US", 1.0, 1.0),
        ('["a dog", "the hound"]', "Hound", 1.0, 1.0),
        ("明治時代", "明治", 2 / 3, 0.0),
    ],
)
def test_passages_are_compared_word_by_word(
    gold: str, answer: str, f1: float, exact: float
) -> None:
    assert extraction.KIND.scores([gold], [answer]) == pytest.approx([f1])
    assert extraction.KIND.measures([gold], [answer], 0)["exact_match"].value == exact


def test_a_blank_answer_or_gold_is_never_right() -> None:
    for kind in KINDS.values():
        assert kind.golds([""]) == [None], kind.id
        gold = kind.golds(['[{"type": "day", "text": "1"}]' if kind is slots.KIND else "1"])[0]
        wanted = gold or "A"
        assert kind.scores([wanted], [None])[0] == 0.0, kind.id
    assert extraction.KIND.golds(["   ", "..."]) == [None, "..."]
    assert answer_words("...") == ["..."]


def piece(kind: str, text: str) -> dict[str, str]:
    return {"type": kind, "text": text}


def test_slots_count_pieces_found_missed_and_made_up() -> None:
    golds = slots.KIND.golds(
        [
            json.dumps([piece("date", "Monday"), piece("people", "4")]),
            "[]",
            '{"date": ["today", "tomorrow"]}',
        ]
    )
    assert None not in golds
    told = [one or "" for one in golds]
    labels = slots.KIND.labels(told, [])
    assert labels == ("date", "people")
    replies = [
        '{"slots": [{"type": "date", "text": "monday"}, {"type": "time", "text": "noon"}]}',
        '```json\n{"slots": []}\n```',
        '[["date", "today"], ["date", "tomorrow"]]',
    ]
    answers = [slots.KIND.read(reply, labels) for reply in replies]
    assert slots.KIND.scores(told, answers) == [0.5, 1.0, 1.0]
    figures = slots.KIND.measures(told, answers, 0)
    assert figures["precision"].value == figures["recall"].value == 0.75
    assert figures["slot_f1"].value == 0.75
    assert figures["exact_match"].value == pytest.approx(2 / 3)
    assert slots.KIND.read("There are none.", labels) is None
    assert slots.KIND.golds(["not json", '["a"]', "7"]) == [None, None, None]


def test_regression_is_judged_by_error_and_by_order() -> None:
    golds, answers = ["1", "2", "3", "4"], ["1.5", "2", "4", "4"]
    figures = regression.KIND.measures(golds, answers, 0)
    assert figures["mae"].value == 0.375
    assert figures["mae_of_median"].value == 1.0
    assert figures["spearman"].value == pytest.approx(0.9486832980505138)
    assert regression.KIND.scores(golds, ["1", "5", None, "1"]) == [1.0, 0.0, 0.0, 0.0]
    same = regression.KIND.measures(golds, ["3", "3", "3", None], 0)
    assert "spearman" not in same
    assert same["answered"].value == 0.75
    assert regression.KIND.labels(golds, []) == ("1 to 4",)


def right_answers(kind: Kind, golds: Sequence[str]) -> list[str | None]:
    labels = kind.labels(golds, ["x"] * len(golds))
    return [kind.read(kind.written(gold), labels) for gold in golds]


@pytest.mark.parametrize(
    ("name", "cells"),
    [
        ("classification", ["spam", "ham", "spam"]),
        ("multiple_choice", ["(B)", "a", "C."]),
        ("numeric", ["18", "−3", "1,200"]),
        ("extraction", ["in 1889", '["Paris", "the city"]', "東京"]),
        ("slots", ["[]", '[{"label": "day", "value": "today"}]', '{"day": "1st"}']),
        ("generation", ["A cat.", "二匹の猫", "three"]),
        ("regression", ["1.5", "3", "4,25"]),
    ],
)
def test_a_model_that_writes_the_right_answer_scores_one(name: str, cells: list[str]) -> None:
    kind = KINDS[name]
    golds = [gold for gold in kind.golds(cells) if gold is not None]
    assert len(golds) == len(cells)
    answers = right_answers(kind, golds)
    assert kind.scores(golds, answers) == pytest.approx([1.0] * len(cells))
    for figure in kind.measures(golds, answers, 1).values():
        assert figure.low is None or figure.low <= figure.value + 1e-12
        assert figure.high is None or figure.value <= figure.high + 1e-12
