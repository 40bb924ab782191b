"""Profiles on which advice is easily wrong. What each must name is taken from the survey's digest:
its own verdict on the kind of task, what contradicts it, and what was found since."""

import json
import re
from dataclasses import dataclass, field
from typing import Any

import pytest

from app.decision.document import recommendation_document
from app.decision.profile import Profile
from app.decision.recommend import recommend
from app.guide.types import Guide
from app.words import Language

TEN = (
    "human_like",
    "multi_step",
    "many_tasks",
    "far_from_language",
    "few_labels",
    "unfamiliar_inputs",
    "open_generation",
    "world_knowledge",
    "context_sufficient",
    "counter_knowledge",
)


@dataclass(frozen=True)
class Hard:
    """A task with the questions answered "yes" (the others are "no"), and what must be named.

    `outcome` is what the figure says; `approaches` are those that the digest supports; `names` are
    expressions that must be found in the English document.
    """

    task: str
    yes: str
    outcome: str
    approaches: str
    names: tuple[str, ...]
    unsure: str = ""
    facts: dict[str, Any] = field(default_factory=dict)
    limits: dict[str, Any] = field(default_factory=dict)

    @property
    def profile(self) -> Profile:
        answers = dict.fromkeys(TEN, "no")
        answers |= dict.fromkeys(self.yes.split(), "yes")
        answers |= dict.fromkeys(self.unsure.split(), "unsure")
        body = {"task": self.task, "answers": answers, "facts": self.facts, "limits": self.limits}
        return Profile.model_validate(body)


HARD = {
    "toxicity, own labels": Hard(  # C3, H11
        "toxicity-detection", "", "fine_tuned", "fine_tuned_encoder",
        ("much larger", r"11\.5", "closes at the end of 2026", r"50\.1|chance", "community"),
        facts={"labelled_examples": 20_000},
    ),
    "toxicity, no labels": Hard(  # C3, W2, H11
        "toxicity-detection", "few_labels", "llm", "zero_shot_prompt few_shot_prompt",
        ("W2", "all LLMs (do )?poor", "written rules|rules (of|written)", "closes at the end of",
         "collect labels|own (community|labels)"),
        facts={"labelled_examples": 0}, limits={"untrusted_input": "yes"},
    ),
    "names, labelled": Hard(  # C9, H10
        "named-entity-recognition", "", "fine_tuned", "fine_tuned_encoder",
        ("around twice", "CoNLL03", "GLiNER", r"2–8 %", "W5"),
        facts={"labelled_examples": 2_000},
    ),
    "names, no labels": Hard(  # C9, W5, H10: an encoder made for it before prompting
        "named-entity-recognition", "few_labels", "llm", "reranker_embedder",
        ("around twice", "GLiNER", "W5"),
        facts={"labelled_examples": 0},
    ),
    "parsing": Hard(  # C10, H10
        "dependency-parsing", "", "fine_tuned", "fine_tuned_encoder",
        ("cannot beat baselines", "17 languages", "W5"),
        facts={"labelled_examples": 5_000},
    ),
    "translation, common pair, many pairs": Hard(  # C13, W3, H14
        "machine-translation", "", "fine_tuned", "lora encoder_decoder",
        ("all 55", "W3", "overturns", "slightly better on most common", "Gemma 3"),
        facts={"labelled_examples": 500_000, "languages": ["en", "de"], "monthly_volume": 300_000},
    ),
    "translation, common pair, no pairs": Hard(  # C13, H14
        "machine-translation", "few_labels", "llm", "zero_shot_prompt few_shot_prompt",
        ("all 55", "commercial"),
        facts={"labelled_examples": 0, "languages": ["en", "fr"]},
    ),
    "translation, rare language": Hard(  # C13, C32, A.3 node 1, H14
        "machine-translation", "", "fine_tuned", "encoder_decoder lora",
        ("Kazakh", "significantly better", "Yoruba", "wo"),
        facts={"labelled_examples": 8_000, "languages": ["en", "wo"]},
    ),
    "rare language, not translation": Hard(  # C32, H5
        "low-resource-languages", "few_labels", "llm", "few_shot_prompt zero_shot_prompt",
        ("lag far behind", "between languages", "pilot|test"),
        facts={"labelled_examples": 30, "languages": ["yo"]},
    ),
    "redefined symbols": Hard(  # C20, H8, H9
        "counter-knowledge", "world_knowledge counter_knowledge", "no_good_fit", "no_model",
        ("worse than random guessing", "false confidence", "Hundreds to thousands", "pilot",
         "many_shot_prompt", "LoRA|tuning"),
    ),
    "redefined symbols, passed by": Hard(  # C20 behind an earlier yes: the figure never asks
        "counter-knowledge", "few_labels counter_knowledge", "llm", "no_model",
        ("worse than random guessing", "many_shot_prompt"),
        facts={"labelled_examples": 5},
    ),
    "a number without labels": Hard(  # C24, H18
        "regression", "far_from_language few_labels", "fine_tuned",
        "distil classical_baseline",
        ("STS-B", "RoBERTa", "random forests", "outcomes|labels"),
        facts={"labelled_examples": 0},
    ),
    "a number with labels": Hard(  # C24, H18
        "regression", "far_from_language", "fine_tuned", "classical_baseline fine_tuned_encoder",
        ("STS-B", "training is still needed"),
        facts={"labelled_examples": 4_000},
    ),
    "search without judgements": Hard(  # C8, W5, H7
        "retrieval-and-ranking", "few_labels", "llm", "reranker_embedder",
        (r"0\.21 s", "MS MARCO", r"70\.58", "W5", "tuned, not prompted"),
    ),
    "strangers write, with tools": Hard(  # Q1, H22
        "chatbot", "human_like many_tasks unfamiliar_inputs open_generation", "llm",
        "few_shot_prompt zero_shot_prompt retrieval_llm cascade",
        ("[Pp]rompt injection|hidden orders|[Oo]rders hidden", "0 leaks in 15,000",
         "output in ordinary code|outputs? in (ordinary )?code"),
        limits={"untrusted_input": "yes"},
    ),
    "talk over many turns": Hard(  # C26, H24
        "chatbot", "human_like open_generation", "llm",
        "few_shot_prompt zero_shot_prompt retrieval_llm",
        ("over many turns", "human feedback", "2 August 2026", "told that they are talking"),
    ),
    "regulated credit score": Hard(  # H23, H24, E.4
        "regression", "far_from_language", "fine_tuned", "classical_baseline fine_tuned_encoder",
        ("depends on its use|depends on the use", "hiring, credit", "alibrat", "document"),
        facts={"labelled_examples": 60_000, "domain": "finance"},
        limits={"regulated": "yes", "explanation_needed": "yes"},
    ),
    "explained decision by a prompt": Hard(  # C29, H23
        "explanation", "human_like open_generation", "llm",
        "few_shot_prompt zero_shot_prompt retrieval_llm",
        ("25 %", "39 %", "no (true )?(account|record|audit)|not (an )?audit|audit trail|proof"),
        limits={"explanation_needed": "yes", "regulated": "yes"},
    ),
    "summaries": Hard(  # C12: the measure turns the verdict
        "summarization", "open_generation", "llm", "zero_shot_prompt few_shot_prompt",
        ("ROUGE", "people judge|people prefer", "BRIO", "measure"),
    ),
    "sums in words": Hard(  # C21, H12
        "arithmetic-reasoning", "multi_step", "llm", "reasoning_prompt",
        ("65 %", "miscalculate", "solver|calculator|ordinary code|tool", "13 billion"),
    ),
    "logic in several steps": Hard(  # C23, H12, H13
        "complex-reasoning", "multi_step", "llm", "reasoning_prompt",
        ("[Ll]onger reasoning can lower|simple labell", "mathematics", "way of scoring"),
    ),
    "knowledge without documents": Hard(  # C16, H15, H23
        "closed-book-question-answering", "world_knowledge", "llm",
        "retrieval_llm zero_shot_prompt",
        ("NaturalQuestions", "TriviaQA", "I don’t know", "retriev|[Ll]ooking it up"),
    ),
    "examination": Hard(  # C18, H12
        "expert-examinations", "world_knowledge", "llm", "retrieval_llm zero_shot_prompt",
        (r"86\.5 %", r"86\.4 %", "equals sign", "57 subjects"),
    ),
    "does it follow": Hard(  # C4: the sources disagree
        "natural-language-inference", "", "fine_tuned", "fine_tuned_encoder",
        ("RTE", "CB", "by a large margin"),
        facts={"labelled_examples": 5_000},
    ),
    "written to mislead": Hard(  # C5, H6, W7
        "adversarial-inference", "unfamiliar_inputs", "llm",
        "few_shot_prompt many_shot_prompt",
        ("ANLI", "R3", "both struggle", "no consistent advantage", "W7"),
        facts={"labelled_examples": 3_000},
    ),
    "answer in the text": Hard(  # C7, W4, H21
        "reading-comprehension", "world_knowledge context_sufficient", "fine_tuned",
        "retrieval_small_reader",
        ("SQuADv2", "CoQA", "as well as", "W4", "shortcuts", "All 18 models"),
        facts={"labelled_examples": 4_000},
    ),
    "our documents, free answers": Hard(  # C17, H15
        "open-book-question-answering", "world_knowledge context_sufficient", "fine_tuned",
        "retrieval_small_reader retrieval_llm",
        ("Atlas", "64 examples", "W4", "retriev"),
    ),
    "code": Hard(  # C15
        "code-generation", "multi_step open_generation", "llm", "reasoning_prompt",
        ("25 % of LeetCode", "tested carefully", "several candidates"),
    ),
    "pictures": Hard(  # C25, W6, H19
        "multimodal", "far_from_language", "fine_tuned", "fine_tuned_encoder",
        ("BEiT-3", "not close to the best specialist", "W6", "out of date|dated"),
        facts={"labelled_examples": 6_000},
    ),
    "judging texts": Hard(  # C28, H25
        "quality-evaluation", "few_labels", "llm", "zero_shot_prompt few_shot_prompt",
        (r"0\.514", "12 kinds of bias", "prefer their own"),
    ),
    "labels by a model": Hard(  # C27, H25
        "data-annotation", "few_labels", "llm", "zero_shot_prompt few_shot_prompt distil",
        ("25 points", "one in three", "at least two annotators", "crowd"),
    ),
    "sentiment at volume": Hard(  # C1, H1, H4, H13
        "sentiment-analysis", "", "fine_tuned", "fine_tuned_encoder",
        ("equally well", "worse than smaller", "10 to 100 times less", r"19\.9"),
        facts={"labelled_examples": 9_000, "monthly_volume": 3_000_000},
    ),
    "no labels, a reply at once": Hard(  # W1, Remark 8(1), H25
        "intent-classification", "few_labels", "llm", "distil",
        ("W1", r"Remark 8\(1\)", "human labels|labels by GPT-4"),
        limits={"max_latency_ms": 80},
    ),
    "no labels, data stay inside": Hard(  # L2: a local model either way; H3
        "intent-classification", "few_labels", "llm", "reranker_embedder embedder_tuning",
        ("W1", r"0\.72", r"§5\.3"),
        facts={"labelled_examples": 0},
        limits={"data_may_leave": "no", "own_hardware": "no"},
    ),
    "between few and many": Hard(  # H2: 50 to 1,000 is no man's land
        "intent-classification", "few_labels", "llm",
        "many_shot_prompt few_shot_prompt embedder_tuning",
        ("about 100 labels", "100–200 %", "10–1,000"),
        facts={"labelled_examples": 120},
    ),
    "nobody knows the inputs": Hard(  # W7
        "intent-classification", "", "open", "few_shot_prompt classical_baseline",
        ("W7", "unfamiliar inputs"),
        unsure="unfamiliar_inputs",
        facts={"labelled_examples": 2_000},
    ),
    "larger is worse": Hard(  # C23b
        "inverse-scaling", "multi_step counter_knowledge", "llm", "reasoning_prompt no_model",
        ("get worse with size|do worse on", "think twice", "[Ll]onger reasoning can lower"),
    ),
    "fill the gap": Hard(  # C31, blog only
        "cloze-and-coreference", "few_labels", "llm", "zero_shot_prompt few_shot_prompt",
        ("LAMBADA", "examples help little"),
        facts={"labelled_examples": 0},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", HARD)
def test_a_hard_profile_gets_what_the_sources_say(guide: Guide, name: str) -> None:
    hard = HARD[name]
    found = recommend(guide, hard.profile)
    document = recommendation_document(guide, hard.profile, found, Language.EN)
    text = json.dumps(document, ensure_ascii=False)

    assert document["outcome"] == hard.outcome
    assert document["approach"]["id"] in hard.approaches.split()
    assert [wanted for wanted in hard.names if not re.search(wanted, text)] == []


def test_the_hard_profiles_reach_every_family_of_tasks(guide: Guide) -> None:
    tasks = {hard.task for hard in HARD.values()}
    assert tasks <= guide.task.keys()
    assert {guide.task[task].family for task in tasks} == {t.family for t in guide.tasks}
    assert len(tasks) >= 25
