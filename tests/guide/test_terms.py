"""The questions, outcomes and evidence keep to one way of saying things, in both languages."""

import re
from collections.abc import Iterator

import pytest

from app.guide.types import Guide, Text
from app.words import Language


def spoken(guide: Guide) -> Iterator[tuple[str, Text]]:
    """What the flow, its arrows and its evidence say in sentences, by the key it stands under."""
    for question in guide.questions:
        said = [question.title, question.hint, question.unsure, *question.how_to_tell]
        said += [question.yes.meaning, question.no.meaning, question.settle, question.why]
        said += [question.error, *([question.note] if question.note else [])]
        yield from ((question.id, text) for text in said)
    yield from ((outcome.id, outcome.definition) for outcome in guide.outcomes)
    yield from ((f"{arrow.question}.{arrow.reply}", arrow.reason) for arrow in guide.arrows)
    yield from ((item.id, item.claim) for item in guide.evidence)


@pytest.mark.parametrize("language", list(Language))
def test_no_two_labels_on_the_path_are_alike(guide: Guide, language: Language) -> None:
    labels = [question.short.to(language) for question in guide.questions]
    assert len(labels) == len(set(labels))


@pytest.mark.parametrize("language", list(Language))
def test_each_side_has_a_meaning_and_examples_of_its_own(guide: Guide, language: Language) -> None:
    for question in guide.questions:
        sides = (question.yes, question.no)
        examples = [example.to(language) for side in sides for example in side.examples]
        assert all(2 <= len(side.examples) <= 3 for side in sides), question.id
        assert len(examples) == len(set(examples)), question.id
        assert question.yes.meaning != question.no.meaning, question.id
        assert question.note, question.id


def test_settling_an_unknown_takes_the_same_minutes_in_both_languages(guide: Guide) -> None:
    for question in guide.questions:
        time = re.search(r"\((\d+) minutes\)\.$", question.settle.en)
        assert time, question.id
        assert question.settle.ja.endswith(f"ください（{time[1]} 分）。"), question.id
        assert 5 <= int(time[1]) <= 60, question.id


def test_a_verdict_is_a_noun_without_a_full_stop(guide: Guide) -> None:
    """It stands inside a sentence of the window's."""
    for outcome in guide.outcomes:
        assert re.fullmatch(r"[a-z].*[a-z)]", outcome.verdict.en), outcome.id
        assert not re.search("[。「」]|です|ます", outcome.verdict.ja), outcome.id


def test_sentences_end_and_japanese_is_written_with_kana(guide: Guide) -> None:
    for key, text in spoken(guide):
        assert text.en[-1] in ".?", (key, text.en)
        assert text.ja[-1] == "。", (key, text.ja)
        assert re.search(r"[\u3040-\u309f]", text.ja), (key, text.ja)
        for said in (text.en, text.ja):
            assert said == " ".join(said.split()), (key, said)


def test_one_thing_has_one_name(guide: Guide) -> None:
    """Other spellings of the product's own terms do not creep in."""
    others = re.compile(
        "微調整|大型言語モデル|巨大言語モデル|ファインチューン|ラベルつき|教師データ"
    )
    for key, text in spoken(guide):
        assert not others.search(text.ja), (key, text.ja)
        assert not re.search(r"\b(finetun|fine tun|labell?ed-data|datasets?)\w*", text.en), key


def test_nothing_is_promised_that_nobody_can_promise(guide: Guide) -> None:
    for key, text in spoken(guide):
        assert not re.search(r"\b(guarantee\w*|certainly|always works)\b", text.en), key
        assert not re.search("必ず成功|絶対に|保証します", text.ja), key
