"""What a product manager reads on a question page is short, plain and whole, in both languages."""

import re
from collections.abc import Iterator

import pytest

from app.guide.types import Guide, Question, Text
from app.words import Language

KANA = re.compile(r"[\u3040-\u30ff]")
JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9’'-]*")
# Words of the field. They belong under "Why we ask", where the survey's own term is given.
JARGON = re.compile(
    r"\b(tokens?|o\.?o\.?d|out-of-distribution|distribution|n\.?l\.?u|n\.?l\.?g|zero-shot|few-shot|"
    r"in-context|prompts?|embeddings?|encoders?|decoders?|overfit\w*|regression|multimodal|"
    r"classifiers?|inference|corpus|benchmarks?|logits?|hyperparameters?)\b",
    re.IGNORECASE,
)
JARGON_JA = re.compile(
    "トークン|分布外|ゼロショット|プロンプト|埋め込み|エンコーダ|デコーダ|過学習|回帰|"
    "マルチモーダル|文脈内学習|コーパス|自然言語理解|ハイパーパラメータ"
)


def on_the_page(question: Question) -> Iterator[tuple[str, Text]]:
    """Everything that the page shows before "Why we ask" is opened, with its name."""
    yield from (("short", question.short), ("title", question.title), ("hint", question.hint))
    for reply, side in (("yes", question.yes), ("no", question.no)):
        yield f"{reply}.meaning", side.meaning
        yield from ((f"{reply}.examples", example) for example in side.examples)
    yield "unsure", question.unsure
    yield from (("how_to_tell", way) for way in question.how_to_tell)
    yield from (("settle", question.settle), ("error", question.error))


def in_full(guide: Guide) -> Iterator[tuple[str, Text]]:
    """Every text of the flow, its arrows and its evidence, with the key it stands under."""
    yield from (("about.title", guide.about.title), ("about.caveat", guide.about.caveat))
    for question in guide.questions:
        yield from ((f"{question.id}.{name}", text) for name, text in on_the_page(question))
        yield f"{question.id}.why", question.why
        if question.note:
            yield f"{question.id}.note", question.note
    for outcome in guide.outcomes:
        yield f"{outcome.id}.name", outcome.name
        yield f"{outcome.id}.verdict", outcome.verdict
        yield f"{outcome.id}.definition", outcome.definition
    for arrow in guide.arrows:
        yield f"{arrow.question}.{arrow.reply}.reason", arrow.reason
    yield from ((item.id, item.claim) for item in guide.evidence)


def words(text: str) -> list[str]:
    return WORD.findall(text)


def syllables(word: str) -> int:
    """An estimate: groups of vowels, less a silent e at the end."""
    groups = len(re.findall(r"[aeiouy]+", word.lower()))
    silent = word.lower().endswith("e") and not word.lower().endswith(("le", "ee"))
    return max(1, groups - silent)


def grade(text: str) -> float:
    """Flesch and Kincaid's school grade, from words per sentence and syllables per word."""
    said = words(text)
    sentences = max(1, len(re.findall(r"[.?!](?:\s|$)", text)))
    return 0.39 * len(said) / sentences + 11.8 * sum(map(syllables, said)) / len(said) - 15.59


def test_a_question_is_at_most_twenty_words_and_one_sentence(guide: Guide) -> None:
    for question in guide.questions:
        assert len(words(question.title.en)) <= 20, question.id
        assert question.title.en.endswith("?"), question.id
        assert question.title.en.count("?") == 1, question.id
        assert len(question.title.ja) <= 45, question.id
        assert question.title.ja.endswith("か。"), question.id


def test_a_hint_is_one_sentence_of_at_most_twenty_five_words(guide: Guide) -> None:
    for question in guide.questions:
        assert len(words(question.hint.en)) <= 25, question.id
        assert re.fullmatch(r"[^.!?]+\.", question.hint.en), question.id
        assert len(question.hint.ja) <= 60, question.id


def test_a_label_on_the_path_is_a_few_words(guide: Guide) -> None:
    for question in guide.questions:
        assert len(words(question.short.en)) <= 4, question.id
        assert len(question.short.ja) <= 10, question.id
    shorts = [question.short.to(language) for question in guide.questions for language in Language]
    assert len(shorts) == len(set(shorts))


def test_nothing_on_the_page_needs_a_word_of_the_field(guide: Guide) -> None:
    for question in guide.questions:
        for name, text in on_the_page(question):
            assert not JARGON.search(text.en), (question.id, name, text.en)
            assert not JARGON_JA.search(text.ja), (question.id, name, text.ja)


def test_a_question_can_be_read_after_nine_years_of_school(guide: Guide) -> None:
    for question in guide.questions:
        asked = f"{question.title.en} {question.hint.en}"
        assert grade(asked) <= 9, (question.id, round(grade(asked), 1))
        page = " ".join(
            text.en if text.en[-1] in ".?!" else f"{text.en}."
            for name, text in on_the_page(question)
            if name != "short"
        )
        assert grade(page) <= 8, (question.id, round(grade(page), 1))


@pytest.mark.parametrize("language", list(Language))
def test_help_is_whole(guide: Guide, language: Language) -> None:
    """Each side has a meaning of its own and two examples or more, none of them twice."""
    for question in guide.questions:
        sides = (question.yes, question.no)
        examples = [e.to(language) for side in sides for e in side.examples]
        assert all(2 <= len(side.examples) <= 3 for side in sides), question.id
        assert len(examples) == len(set(examples)), question.id
        assert len({side.meaning.to(language) for side in sides}) == 2, question.id
        assert 1 <= len(question.how_to_tell) <= 3, question.id
        assert question.why.to(language), question.id
        assert question.note is not None, question.id


def test_pressing_continue_without_a_reply_says_what_to_select(guide: Guide) -> None:
    for question in guide.questions:
        assert re.fullmatch(r"Select yes if .+, no if .+, or not sure\.", question.error.en)
        for reply in ("「はい」", "「いいえ」", "「わからない」を選んでください。"):
            assert reply in question.error.ja, question.id


def test_settling_an_unknown_is_something_to_do_with_the_time_it_takes(guide: Guide) -> None:
    for question in guide.questions:
        time = re.search(r"\((\d+) minutes\)\.$", question.settle.en)
        assert time, question.id
        assert question.settle.ja.endswith(f"ください（{time[1]} 分）。"), question.id
        assert 5 <= int(time[1]) <= 60, question.id


def test_a_threshold_of_ours_says_so_in_both_languages(guide: Guide) -> None:
    for question in guide.questions:
        for name, text in on_the_page(question):
            marked = "rule of thumb" in text.en
            assert marked == ("目安" in text.ja), (question.id, name)
            if re.search(r"\b(under|over|or more|or fewer|in \d+ or)\b", text.en) and re.search(
                r"\d", text.en
            ):
                assert marked, (question.id, name, text.en)


def test_every_text_is_there_in_english_and_in_japanese(guide: Guide) -> None:
    for key, text in in_full(guide):
        assert not JAPANESE.search(text.en), key
        if not key.endswith((".name", ".verdict")):  # "LLM" is the same in both
            assert JAPANESE.search(text.ja), key
        if not key.endswith((".short", ".name", ".verdict")):
            assert KANA.search(text.ja), key
        for said in (text.en, text.ja):
            assert said == said.strip(), key
            assert "  " not in said, key
            assert "{" not in said, key


def test_the_verdict_completes_the_sentence_on_page_one(guide: Guide) -> None:
    """It stands in a sentence of the window's, so it is a noun with no full stop of its own."""
    for outcome in guide.outcomes:
        assert outcome.verdict.en[0].islower()
        assert outcome.verdict.en[-1].isalpha() or outcome.verdict.en.endswith(")")
        assert not re.search("[。「」]|です|ます", outcome.verdict.ja)


def test_one_thing_has_one_name(guide: Guide) -> None:
    """Other spellings of the terms that the product uses do not creep in."""
    others = re.compile(
        "微調整|言語大モデル|大型言語モデル|ファインチューン済|ラベルつき|教師データ|ユーザ(?!ー)"
    )
    for key, text in in_full(guide):
        assert not others.search(text.ja), (key, text.ja)
        assert not re.search(r"\b(finetun|fine tun|labell?ed-data|datasets?)\w*", text.en), key


def test_words_are_calm(guide: Guide) -> None:
    """No word blames the reader, and none promises what nobody can promise."""
    for key, text in in_full(guide):
        assert not re.search(r"\b(invalid|illegal|please|oops|guarantee\w*)\b", text.en, re.I), key
        assert not re.search("必ず成功|絶対に|保証", text.ja), key
