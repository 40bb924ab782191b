"""The right type of task is found by the words that product managers use for it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.guide.fold import fold, terms
from app.guide.search import Index
from app.guide.task_search import task_index
from app.guide.types import Guide

DATA = Path(__file__).resolve().parent.parent / "data"


@pytest.fixture(scope="module")
def index(guide: Guide) -> Index:
    return task_index(guide)


def phrasings(language: str) -> Iterator[tuple[str, str]]:
    """(digest, phrasing) of the file: a digest on a line, its phrasings indented under it."""
    digest = ""
    for line in (DATA / f"task-phrasings-{language}.txt").read_text("utf-8").splitlines():
        if line.startswith(" "):
            yield digest, line.strip()
        else:
            digest = line


def digests(guide: Guide, index: Index, query: str) -> list[str]:
    return [guide.task[hit.id].digest for hit in index.search(query)]


@pytest.mark.parametrize("language", ["en", "ja"])
def test_everyday_words_bring_the_right_type_into_the_first_three(
    guide: Guide, index: Index, language: str
) -> None:
    """At least 95 in 100, over a hundred phrasings in each language and every type of task."""
    asked = list(phrasings(language))
    missed = [q for digest, q in asked if digest not in digests(guide, index, q)[:3]]
    assert len(asked) >= 100
    assert len(missed) <= 0.05 * len(asked), missed


def test_the_phrasings_cover_nearly_every_type(guide: Guide) -> None:
    covered = {digest for language in ("en", "ja") for digest, _ in phrasings(language)}
    assert covered <= {task.digest for task in guide.tasks}
    assert len(covered) >= len(guide.tasks) - 3


@pytest.mark.parametrize(
    ("query", "digest"),
    [
        ("ticket routing", "C2"),
        ("問い合わせ分類", "C2"),
        ("contract Q&A", "C7"),
        ("churn score", "C24"),
        ("議事録の要約", "C12"),
    ],
)
def test_the_commonest_wishes_come_first(
    guide: Guide, index: Index, query: str, digest: str
) -> None:
    assert digests(guide, index, query)[0] == digest


def test_every_type_is_found_first_by_its_own_name_and_id(guide: Guide, index: Index) -> None:
    for task in guide.tasks:
        for name in (task.name.en, task.name.ja, task.id):
            assert index.search(name)[0].id == task.id, name


def test_every_synonym_leads_to_its_type(guide: Guide, index: Index) -> None:
    """Among the first three, since some words fit two types."""
    for task in guide.tasks:
        for phrase in (*task.synonyms.en, *task.synonyms.ja):
            assert task.id in [hit.id for hit in index.search(phrase)[:3]], (task.id, phrase)


@pytest.mark.parametrize("query", ["sentimnet", "sentment", "emtion detection", "setniment"])
def test_a_slip_of_the_finger_is_forgiven(guide: Guide, index: Index, query: str) -> None:
    assert digests(guide, index, query)[0] == "C1"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("クレーム", "くれーむ"),
        ("ＳＰＡＭ", "spam"),
        ("ｽﾊﾟﾑ判定", "スパム判定"),
        ("サマリー", "サマリ"),
        ("summarise", "Summarizing"),
        ("e-mail triage", "email triage"),
        ("chat bot", "chatbot"),
    ],
)
def test_writing_it_another_way_finds_the_same(index: Index, one: str, other: str) -> None:
    assert index.search(one)[0].id == index.search(other)[0].id


def test_it_answers_while_one_is_still_typing(guide: Guide, index: Index) -> None:
    assert digests(guide, index, "transla")[0] == "C13"
    assert digests(guide, index, "翻")[0] == "C13"


@pytest.mark.parametrize("query", ["", "   ", "?!", "the of and", "qqqzzz", "ß"])
def test_what_says_nothing_finds_nothing(index: Index, query: str) -> None:
    assert index.search(query) == ()


def test_the_order_is_the_same_every_time(guide: Guide, index: Index) -> None:
    again = task_index(guide)
    for _, query in (*phrasings("en"), *phrasings("ja")):
        assert index.search(query) == again.search(query)


def test_a_long_text_may_be_asked_too(guide: Guide, index: Index) -> None:
    """Somebody pastes a whole description; nothing breaks."""
    pasted = "We get many support tickets and a person routes each to a team. " * 200
    assert digests(guide, index, pasted)[0] == "C2"


def test_any_list_of_entries_can_be_searched() -> None:
    """What the task guide uses is general: ids with weighted phrases."""
    index = Index([("a", [(1.0, "red apple")]), ("b", [(1.0, "green apple"), (0.5, "梨")])])
    assert index.search("green apples")[0].id == "b"
    assert [hit.id for hit in index.search("apple")] == ["a", "b"]
    assert [hit.id for hit in index.search("梨")] == ["b"]
    assert Index([]).search("apple") == ()


def test_folding_leaves_only_what_tells_texts_apart() -> None:
    assert fold("Ｃａｆé サーバー") == "cafe さば"
    assert terms("Routing the tickets") == ("rout", "ticket")
    assert terms("要約する") == ("要約", "約す", "する", "要", "約")


def test_called_off_the_index_ends_early(guide: Guide) -> None:
    assert task_index(guide, lambda: True).search("ticket routing") == ()
