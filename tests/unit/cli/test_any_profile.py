"""Whatever somebody answers, states and is bound by, the advice and its cost can be told."""

import json
import re

from hypothesis import given, settings
from hypothesis import strategies as st

from app.cli.cost import _in_lines as cost_lines
from app.cli.recommend import _in_lines as advice_lines
from app.decision.document import recommendation_document
from app.decision.profile import Answer, Facts, Limits, Profile, Reply
from app.decision.recommend import recommend
from app.guide.types import Guide
from app.words import Language

QUESTIONS = (
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
TASKS = (
    "",
    "no-such-task",
    "sentiment-analysis",
    "toxicity-detection",
    "natural-language-inference",
    "reading-comprehension",
    "retrieval-and-ranking",
    "named-entity-recognition",
    "dependency-parsing",
    "summarization",
    "machine-translation",
    "code-generation",
    "counter-knowledge",
    "regression",
    "multimodal",
    "chatbot",
    "data-annotation",
    "quality-evaluation",
    "cloze-and-coreference",
    "low-resource-languages",
)
counts = st.sampled_from([None, 0, 1, 9, 49, 50, 99, 100, 300, 1_000, 10_000, 10**6, 10**12])
amounts = st.sampled_from([None, 0, 1e-9, 0.5, 7.9, 23.9, 24, 199.9, 1_000, 5_000.0, 10**12])
replies = st.sampled_from([None, *Reply])
profiles = st.builds(
    Profile,
    task=st.sampled_from(TASKS),
    answers=st.dictionaries(
        st.sampled_from(QUESTIONS),
        st.sampled_from([Reply.NO, Reply.NO, Reply.NO, Reply.YES, Reply.UNSURE]).map(
            lambda reply: Answer(value=reply)
        ),
    ),
    facts=st.builds(
        Facts,
        labelled_examples=counts,
        labels_in_smallest_class=counts,
        languages=st.lists(st.sampled_from(["en", "ja", "wo", "", "?"]), max_size=3).map(tuple),
        monthly_volume=counts,
        memory_gb=amounts,
        domain=st.sampled_from(["", "medical", "金融", "{x}"]),
        tokens_per_call=counts,
        output_tokens_per_call=counts,
        label_cost=amounts,
        training_cost=amounts,
        hosting_cost=amounts,
    ),
    limits=st.builds(
        Limits,
        data_may_leave=replies,
        own_hardware=replies,
        max_latency_ms=amounts,
        monthly_budget=amounts,
        regulated=replies,
        explanation_needed=replies,
        team_can_train=replies,
        commercial_use=replies,
        harmful_output=replies,
        untrusted_input=replies,
    ),
)


@settings(max_examples=60)
@given(profiles)
def test_any_profile_is_told_with_its_cost_in_both_languages(
    guide: Guide, profile: Profile
) -> None:
    found = recommend(guide, profile)
    for language in Language:
        document = recommendation_document(guide, profile, found, language)
        json.dumps(document, allow_nan=False)
        told = advice_lines(guide, document, language) + cost_lines(document["cost"], language)
        assert not re.search(r"\bNone\b|\bnan\b|\binf\b|\{(?!x\})", told)
