"""Finding in the guide: by words, numbers, names, in both languages, with slips."""

import pytest

from app.guide.search import Index
from app.guide.types import Guide

FIRST = {
    "C13": "task:machine-translation",
    "H2": "finding:h2",
    "W4": "conflict:w4",
    "Remark 8": "remark:remark_8",
    "arXiv 2304.13712": "source:yang2023",
    "2402.12819": "source:pecher2024",
    "machine translation": "task:machine-translation",
    "機械翻訳": "task:machine-translation",
    "few labels": "question:few_labels",
    "how many labels until the small model wins": "finding:h2",
    "LoRA": "approach:lora",
    "GPT-4": "model:gpt-4",
}
AMONG_FIVE = {
    "ハルシネーション": "safety:hallucination",
    "Pecher": "source:pecher2024",
    "Pecher et al.": "claim:labels_break_even",
    "GSM8K": "task:arithmetic-reasoning",
    "hallucinatoin": "safety:hallucination",
    "toxicity": "task:toxicity-detection",
    "ラベルが少ない": "question:few_labels",
    "数値の予測": "task:regression",
    "injection": "safety:injection",
    "103.5 MWh": "efficiency:cost_energy",
}


@pytest.mark.parametrize(("query", "wanted"), FIRST.items())
def test_what_is_called_by_name_comes_first(index: Index, query: str, wanted: str) -> None:
    assert index.search(query)[0].id == wanted


@pytest.mark.parametrize(("query", "wanted"), AMONG_FIVE.items())
def test_what_is_meant_is_among_the_first_five(index: Index, query: str, wanted: str) -> None:
    assert wanted in [hit.id for hit in index.search(query)[:5]]


def test_every_number_of_the_digest_leads_to_its_article(guide: Guide, index: Index) -> None:
    for task in guide.tasks:
        assert f"task:{task.id}" in [hit.id for hit in index.search(task.digest)[:2]], task.digest
    for finding in guide.findings:
        assert index.search(finding.digest)[0].id == f"finding:{finding.id}"
    for conflict in guide.conflicts:
        assert index.search(conflict.digest)[0].id == f"conflict:{conflict.id}"


def test_every_data_set_and_every_author_is_found(guide: Guide, index: Index) -> None:
    for claim in guide.evidence:
        for name in claim.datasets:
            found = {hit.id for hit in index.search(name)}
            assert any(one.startswith(("claim:", "task:")) for one in found), name
    for source in guide.sources:
        assert f"source:{source.id}" in {hit.id for hit in index.search(source.authors)}, source.id


def test_nothing_is_found_where_nothing_fits(index: Index) -> None:
    assert index.search("qqqzzz") == ()
