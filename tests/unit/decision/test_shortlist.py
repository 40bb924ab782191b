"""Which models suit a task by kind, language, licence, privacy and memory, and why."""

from dataclasses import replace

import pytest

from app.decision.memory import Fit, Precision, best_fit, memory_needs
from app.decision.profile import Facts, Limits, Profile, Reply
from app.decision.shortlist import (
    APPROACH_KINDS,
    Needs,
    Verdict,
    needs_of,
    services,
    shortlist,
    suggested,
)
from app.decision.shortlist_document import shortlist_document
from app.guide.models import ModelKind
from app.guide.types import Guide, OutcomeId
from app.words import Language


def verdicts(guide: Guide, needs: Needs) -> dict[str, Verdict]:
    return {pick.model: pick.verdict for pick in shortlist(guide.models, needs)}


def reasons(guide: Guide, needs: Needs, model: str) -> set[str]:
    pick = next(p for p in shortlist(guide.models, needs) if p.model == model)
    return {note.key for note in pick.notes}


def test_nothing_asked_leaves_nothing_out(guide: Guide) -> None:
    assert set(verdicts(guide, Needs()).values()) == {Verdict.IN}


def test_an_llm_outcome_wants_prompted_models_and_a_tuned_one_small_ones(guide: Guide) -> None:
    llm = verdicts(guide, needs_of(Profile(), (OutcomeId.LLM,)))
    tuned = verdicts(guide, needs_of(Profile(), (OutcomeId.FINE_TUNED,)))
    assert (llm["gpt-6-luna"], llm["bert-base-uncased"]) == (Verdict.IN, Verdict.OUT)
    assert (tuned["gpt-6-luna"], tuned["bert-base-uncased"]) == (Verdict.OUT, Verdict.IN)


def test_the_surveys_line_of_20b_parts_what_is_tuned_from_what_is_prompted(guide: Guide) -> None:
    tuned = needs_of(Profile(), (OutcomeId.FINE_TUNED,))
    assert "tunable" in reasons(guide, tuned, "llm-jp-4-8b")
    assert "too_large_to_tune" in reasons(guide, tuned, "gemma-4-31b")


def test_where_the_guide_finds_no_kind_no_model_is_offered(guide: Guide) -> None:
    needs = needs_of(Profile(), (OutcomeId.NO_GOOD_FIT,), "no_model")
    assert set(verdicts(guide, needs).values()) == {Verdict.OUT}
    assert suggested(guide.models, shortlist(guide.models, needs), needs) == ()


@pytest.mark.parametrize("name", ["ja", "Japanese", "日本語"])
def test_japanese_is_asked_for_by_any_of_its_names(guide: Guide, name: str) -> None:
    found = verdicts(guide, Needs(languages=(name,)))
    assert found["ruri-v3-310m"] is Verdict.IN  # made for it
    assert found["bge-m3"] is Verdict.CHECK  # by the number of languages only
    assert found["llama-3.1-8b-instruct"] is Verdict.OUT  # its maker does not list it
    assert found["modernbert-base"] is Verdict.OUT


def test_an_english_task_does_not_get_a_model_made_for_japanese_alone(guide: Guide) -> None:
    found = verdicts(guide, Needs(languages=("English",)))
    assert found["tohoku-bert-base-japanese-v3"] is Verdict.OUT
    assert found["roberta-base"] is Verdict.IN
    assert found["gpt-6-luna"] is Verdict.IN


def test_another_language_is_listed_missing_or_untold(guide: Guide) -> None:
    needs = Needs(languages=("German",))
    assert "language_listed" in reasons(guide, needs, "llama-3.1-8b-instruct")
    assert "language_missing" in reasons(guide, needs, "roberta-base")
    assert "language_untold" in reasons(guide, needs, "bge-m3")


def test_business_use_leaves_out_what_its_licence_forbids(guide: Guide) -> None:
    found = verdicts(guide, Needs(commercial=True))
    assert found["nllb-200-distilled-600m"] is Verdict.OUT
    assert found["llama-3.1-8b-instruct"] is Verdict.CHECK
    assert found["gpt-oss-20b"] is Verdict.IN
    assert "terms_unread" in reasons(guide, Needs(commercial=True), "gpt-6-luna")
    assert "licence_unverified" in reasons(guide, Needs(commercial=True), "phi-4-mini")


def test_data_that_may_not_leave_rule_out_every_closed_service(guide: Guide) -> None:
    found = verdicts(guide, Needs(private=True))
    closed = [model.id for model in guide.models.shortlist if not model.open_weights]
    assert {found[name] for name in closed} == {Verdict.OUT}
    assert found["deepseek-v4.1-flash"] is Verdict.CHECK  # its weights can be had
    assert found["qwen3.5-9b"] is Verdict.IN


def test_no_service_is_priced_as_fitting_where_no_text_may_leave(guide: Guide) -> None:
    """Not even one whose weights can be had: at home nobody pays for tokens."""
    assert services(guide.models, Needs(private=True)) == []
    assert len(services(guide.models, Needs())) == 15


def test_without_a_large_machine_private_models_must_be_small(guide: Guide) -> None:
    needs = Needs(private=True, no_large_machine=True)
    found = verdicts(guide, needs)
    assert found["deepseek-v4.1-flash"] is Verdict.OUT
    assert found["gemma-4-31b"] is Verdict.OUT
    assert found["qwen3.5-4b"] is Verdict.IN


def test_memory_is_weights_cache_and_program(guide: Guide) -> None:
    """Llama 3.1 8B with 4,096 tokens: 16 GB, 128 KiB for each token, 1 to 2 GB for the program."""
    model = guide.models.model["llama-3.1-8b-instruct"]
    full, small = memory_needs(guide.models, model, 4_096)
    assert full.cache_gb == pytest.approx(0.000131072 * 4_096)
    assert full.low == pytest.approx(16.0 + 0.536870912 + 1)
    assert full.high == pytest.approx(full.low + 1)
    assert small.low == pytest.approx(4.6 + 0.536870912 + 1)
    assert small.precision is Precision.FOUR_BIT


def test_the_measured_cache_of_the_70b_lies_below_the_estimate(guide: Guide) -> None:
    """640 MiB for 2,048 tokens were measured; an estimate may be above, never far below."""
    model = guide.models.model["llama-3.3-70b-instruct"]
    measured = 640 * 2**20 / 1e9
    assert measured <= memory_needs(guide.models, model, 2_048)[0].cache_gb <= 1.5 * measured


def test_encoders_keep_no_cache(guide: Guide) -> None:
    (need,) = memory_needs(guide.models, guide.models.model["roberta-base"], 100_000)
    assert need.cache_gb == 0


@pytest.mark.parametrize(
    ("memory", "fit", "precision"),
    [
        (24, Fit.FITS, Precision.FP16),
        (17.6, Fit.FITS, Precision.FOUR_BIT),
        (6.2, Fit.TIGHT, Precision.FOUR_BIT),
        (4, Fit.NO, Precision.FOUR_BIT),
    ],
)
def test_the_best_precision_that_fits_is_told(
    guide: Guide, memory: float, fit: Fit, precision: Precision
) -> None:
    needs = memory_needs(guide.models, guide.models.model["llama-3.1-8b-instruct"], 4_096)
    found = best_fit(needs, memory)
    assert found
    assert (found[0], found[1].precision) == (fit, precision)


def test_a_profile_asks_what_its_facts_and_limits_say(guide: Guide) -> None:
    profile = Profile(
        facts=Facts(languages=("日本語",), memory_gb=16, tokens_per_call=9_000),
        limits=Limits(commercial_use=Reply.YES, data_may_leave=Reply.NO, own_hardware=Reply.NO),
    )
    needs = needs_of(profile, (OutcomeId.FINE_TUNED,))
    assert needs.commercial
    assert needs.private
    assert needs.no_large_machine
    assert (needs.memory_gb, needs.tokens) == (16, 9_000)


def test_every_approach_of_the_guide_knows_its_kinds_of_model(guide: Guide) -> None:
    assert APPROACH_KINDS.keys() == guide.approach.keys()


def test_the_models_to_begin_with_are_of_the_kinds_the_approach_needs(guide: Guide) -> None:
    """A cascade wants a small model to serve and a large one to escalate to."""
    needs = replace(needs_of(Profile(), (OutcomeId.LLM,), "cascade"), languages=("ja",))
    few = suggested(guide.models, shortlist(guide.models, needs), needs)
    kinds = {guide.models.model[pick.model].kind for pick in few}
    assert kinds == {ModelKind.ENCODER, ModelKind.HOSTED, ModelKind.OPEN_LLM}
    assert all(pick.verdict is not Verdict.OUT for pick in few)
    assert len(few) == 5


@pytest.mark.parametrize("language", [*Language])
def test_every_reason_can_be_said_and_every_price_has_its_day(
    guide: Guide, language: Language
) -> None:
    outcomes = ((OutcomeId.LLM,), (OutcomeId.FINE_TUNED,), (OutcomeId.NO_GOOD_FIT,))
    for kinds in outcomes:
        for memory in (None, 8.0, 17.6, 200.0):
            needs = replace(
                needs_of(Profile(), kinds),
                languages=("ja", "de"),
                commercial=True,
                private=True,
                no_large_machine=memory is None,
                memory_gb=memory,
            )
            picks = shortlist(guide.models, needs)
            for model in shortlist_document(guide.models, picks, needs, language):
                assert all(reason["text"] for reason in model["reasons"])
                assert model["price"] is None or model["price"]["date"].startswith("2026-")
                assert bool(model["unverified"]) is bool(model["unverified_text"])
