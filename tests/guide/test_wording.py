"""The questions can be answered by somebody who knows the product and not the field."""

import re

import pytest

from app.guide.load import load_guide
from app.guide.types import Guide, Question, Text

QUESTIONS = {question.id: question for question in load_guide().questions}

JARGON = re.compile(
    r"\b(tokens?|OOD|NLU|NLG|NLP|zero-shot|few-shot|one-shot|prompt\w*|in-context|embedd\w+|inference"
    r"|corpus|regress\w+|multimodal|hallucinat\w+|overfit\w*|out-of-distribution|distributions?"
    r"|generalis\w+|benchmarks?|retriev\w+|transformers?|hyperparameters?|F1)\b",
    re.I,
)
JARGON_JA = re.compile(
    r"トークン|プロンプト|ゼロショット|分布|汎化|過学習|マルチモーダル|回帰|埋め込み|ハルシネーション"
    r"|ベンチマーク|コーパス|文脈内学習"
)
FORBIDDEN = re.compile(r"\b(invalid|illegal|please|oops)\b|!", re.I)
JAPANESE = re.compile("[\u3040-\u30ff\u4e00-\u9fff]")
HALF_WIDTH = re.compile("[\uff61-\uff9f]|[\u3040-\u30ff\u4e00-\u9fff][,.!?]")

every_question = pytest.mark.parametrize("question", QUESTIONS.values(), ids=list(QUESTIONS))


def asked(question: Question) -> list[Text]:
    """What one reads in order to answer; the survey's own terms belong to `why` alone."""
    return [
        question.short,
        question.title,
        question.hint,
        question.yes.meaning,
        question.no.meaning,
        *question.yes.examples,
        *question.no.examples,
        question.unsure,
        *question.how_to_tell,
        question.settle,
        question.error,
    ]


def texts(value: object) -> list[Text]:
    """Every text anywhere in a part of the guide."""
    if isinstance(value, Text):
        return [value]
    if isinstance(value, tuple):
        return [text for item in value for text in texts(item)]
    if hasattr(value, "model_fields_set"):
        return [text for item in vars(value).values() for text in texts(item)]
    return []


def grade(text: str) -> float:
    """Flesch–Kincaid grade, syllables counted as groups of vowels without a silent final e."""
    words = re.findall(r"[A-Za-z’'-]+", text)
    sentences = max(1, len(re.findall(r"[.!?](?:\s|$)", text)))
    syllables = sum(
        max(1, len(re.findall(r"[aeiouy]+", re.sub(r"(?<=[^aeiouyl])e$", "", word.lower()))))
        for word in words
    )
    return 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59


@every_question
def test_a_question_is_short_and_its_hint_one_sentence(question: Question) -> None:
    assert len(question.title.en.split()) <= 20
    assert len(question.hint.en.split()) <= 25
    assert len(re.findall(r"[.!?](?:\s|$)", question.hint.en)) == 1
    assert question.title.en.endswith("?")
    assert question.title.ja.endswith("か。")
    assert len(question.title.ja) <= 50


@every_question
def test_the_label_on_the_path_is_a_few_words(question: Question) -> None:
    assert len(question.short.en.split()) <= 4
    assert len(question.short.ja) <= 8


@every_question
def test_what_one_reads_to_answer_is_plain(question: Question) -> None:
    """Ninth grade at most, and none of the field's own words outside "why we ask"."""
    plain = [*asked(question), *([question.note] if question.note else [])]
    assert grade(" ".join(text.en for text in asked(question)[1:])) <= 9
    assert not [text.en for text in plain if JARGON.search(text.en)]
    assert not [text.ja for text in plain if JARGON_JA.search(text.ja)]


@every_question
def test_every_question_can_be_settled_by_doing_something(question: Question) -> None:
    assert 1 <= len(question.how_to_tell) <= 3
    assert re.search(r"\(\d+ minutes\)\.$", question.settle.en)
    assert re.search(r"（\d+ 分）。$", question.settle.ja)


@every_question
def test_the_error_says_when_to_select_what(question: Question) -> None:
    assert re.fullmatch(r"Select yes if .+, no if .+, or not sure\.", question.error.en)
    for reply in ("はい", "いいえ", "わからない"):
        assert f"「{reply}」" in question.error.ja


@every_question
def test_a_threshold_of_ours_is_marked_as_a_rule_of_thumb(question: Question) -> None:
    """No number without a source: those we made up say so."""
    for text in (question.yes.meaning, question.no.meaning, *question.how_to_tell):
        if re.search(r"\d", text.en):
            assert "rule of thumb" in text.en
        assert ("rule of thumb" in text.en) == ("目安" in text.ja)


@every_question
def test_why_we_ask_names_the_place_in_the_survey(question: Question) -> None:
    assert "§" in question.why.en
    places = "; ".join(cite.section for cite in question.cites if cite.source == "yang2023")
    for text in (question.why, question.note):
        for section in re.findall(r"§[\d.]*\d", text.en if text else ""):
            assert section in places or section.rpartition(".")[0] in places, section


def test_every_text_is_written_in_both_languages(guide: Guide) -> None:
    """The second one is not a copy of the first, and is written with its own marks."""
    for text in texts(guide):
        if text.en != "LLM":
            assert text.en != text.ja
            assert JAPANESE.search(text.ja), text.ja
        assert not JAPANESE.search(text.en), text.en
        assert not HALF_WIDTH.search(text.ja), text.ja


def test_no_text_scolds_or_begs(guide: Guide) -> None:
    for text in texts(guide):
        assert not FORBIDDEN.search(text.en), text.en
        assert "\N{FULLWIDTH EXCLAMATION MARK}" not in text.ja, text.ja


def test_both_languages_give_the_same_percentages(guide: Guide) -> None:
    for text in texts((guide.questions, guide.arrows, guide.evidence)):
        assert percentages(text.en) == percentages(text.ja), text.en


def percentages(text: str) -> list[str]:
    return sorted(re.findall(r"\d[\d.]*(?= ?%)", text))


def test_texts_of_rules_and_reasons_have_the_same_places_in_both_languages(guide: Guide) -> None:
    for text in texts((guide.limit_rules, guide.reasons, guide.contradictions)):
        assert sorted(re.findall(r"\{.*?\}", text.en)) == sorted(re.findall(r"\{.*?\}", text.ja))
