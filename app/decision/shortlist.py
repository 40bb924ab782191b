"""Which models of today's shortlist suit a task, and the reason each is in or out. Pure.

A model is judged by five things: its kind against the guide's outcome, the languages, the licence
for business use, privacy, and the memory at hand. The worst of the five is its verdict.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final

from app.decision.languages import language_code
from app.decision.memory import Fit, Precision, best_fit, memory_needs
from app.decision.profile import Profile, Reply
from app.guide.models import Catalogue, Commercial, Japanese, ModelKind, ShortlistModel
from app.guide.types import OutcomeId

TUNED_BELOW_B: Final = 20.0  # the survey counts models under 20B as fine-tuned ones (§1, footnote)
SUGGESTED: Final = 5  # models named in a recommendation
TEXT_TOKENS: Final = 4_096  # text that is worked on at a time, where nothing is known
USUAL_SIZE_B: Final = 8.0  # where no memory is known, models near this size come first

_PROMPTED: Final = frozenset({ModelKind.HOSTED, ModelKind.OPEN_LLM})
_TRAINED: Final = frozenset(
    {
        ModelKind.ENCODER,
        ModelKind.ENCODER_DECODER,
        ModelKind.EMBEDDING,
        ModelKind.FEW_SHOT,
        ModelKind.OPEN_LLM,
    }
)
KINDS: Final[Mapping[OutcomeId, frozenset[ModelKind]]] = {
    OutcomeId.LLM: _PROMPTED,
    OutcomeId.FINE_TUNED: _TRAINED,
    OutcomeId.NO_GOOD_FIT: frozenset(),
}
APPROACH_KINDS: Final[Mapping[str, tuple[ModelKind, ...]]] = {
    "zero_shot_prompt": (ModelKind.HOSTED, ModelKind.OPEN_LLM),
    "few_shot_prompt": (ModelKind.HOSTED, ModelKind.OPEN_LLM),
    "many_shot_prompt": (ModelKind.HOSTED, ModelKind.OPEN_LLM),
    "reasoning_prompt": (ModelKind.HOSTED, ModelKind.OPEN_LLM),
    "retrieval_llm": (ModelKind.HOSTED, ModelKind.OPEN_LLM, ModelKind.EMBEDDING),
    "retrieval_small_reader": (ModelKind.ENCODER, ModelKind.EMBEDDING),
    "distil": (ModelKind.ENCODER, ModelKind.HOSTED, ModelKind.OPEN_LLM),
    "cascade": (ModelKind.ENCODER, ModelKind.HOSTED, ModelKind.OPEN_LLM),
    "embedder_tuning": (ModelKind.FEW_SHOT, ModelKind.EMBEDDING),
    "fine_tuned_encoder": (ModelKind.ENCODER,),
    "lora": (ModelKind.OPEN_LLM,),
    "encoder_decoder": (ModelKind.ENCODER_DECODER,),
    "reranker_embedder": (ModelKind.EMBEDDING,),
    "classical_baseline": (),
    "no_model": (),
}


class Verdict(StrEnum):
    IN = "in"
    CHECK = "check"  # in, once somebody has looked at what the reason names
    OUT = "out"


_ORDER: Final = (Verdict.IN, Verdict.CHECK, Verdict.OUT)


@dataclass(frozen=True, slots=True)
class Note:
    """One reason, by its phrase in `models.toml`."""

    key: str
    verdict: Verdict
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Pick:
    model: str
    verdict: Verdict
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Needs:
    """What is asked of a model; an empty field asks nothing."""

    outcomes: tuple[OutcomeId, ...] = ()
    kinds: frozenset[ModelKind] | None = None  # None: every kind
    approach: str = ""  # line 3; its kinds of model come first
    languages: tuple[str, ...] = ()  # as the author wrote them
    commercial: bool = False
    private: bool = False  # no text may leave the author's own machines
    memory_gb: float | None = None
    no_large_machine: bool = False
    tokens: int = TEXT_TOKENS


def needs_of(profile: Profile, outcomes: tuple[OutcomeId, ...], approach: str = "") -> Needs:
    """What the profile asks of a model; `approach` adds the kinds that line 3 works with."""
    facts, limits = profile.facts, profile.limits
    kinds = frozenset().union(*(KINDS[outcome] for outcome in outcomes))
    said = (facts.tokens_per_call or 0) + (facts.output_tokens_per_call or 0)
    return Needs(
        outcomes=outcomes,
        kinds=kinds | frozenset(APPROACH_KINDS.get(approach, ())),
        approach=approach,
        languages=tuple(dict.fromkeys(facts.languages)),
        commercial=limits.commercial_use is Reply.YES,
        private=limits.data_may_leave is Reply.NO,
        memory_gb=facts.memory_gb,
        no_large_machine=limits.own_hardware is Reply.NO,
        tokens=max(said, TEXT_TOKENS),
    )


def shortlist(catalogue: Catalogue, needs: Needs) -> tuple[Pick, ...]:
    """Every model with verdict and reasons: those that suit first, then by the approach's kinds,
    services by price, models to run by how well they use the memory."""
    picks = [_judged(catalogue, needs, model) for model in catalogue.shortlist]
    return tuple(sorted(picks, key=lambda pick: _place(catalogue, needs, pick)))


def _place(catalogue: Catalogue, needs: Needs, pick: Pick) -> tuple[float, ...]:
    """Where a pick stands in the list; without a task it stays where the catalogue has it."""
    if not needs.approach:
        return (_ORDER.index(pick.verdict),)
    model, first = catalogue.model[pick.model], APPROACH_KINDS.get(needs.approach, ())
    kind = first.index(model.kind) if model.kind in first else len(first)
    same_kind = [*ModelKind].index(model.kind)
    return (_ORDER.index(pick.verdict), kind, same_kind, *_rank(model, needs))


def services(catalogue: Catalogue, needs: Needs) -> list[str]:
    """The services that could do it, whatever kind of model the outcome asks for: what prompting
    would cost is worth knowing on either side. Where no text may leave there is none: weights
    that can be had run on one's own machines, and nobody pays a price for tokens there."""
    if needs.private:
        return []
    return [
        pick.model
        for pick in shortlist(catalogue, replace(needs, outcomes=(), kinds=None))
        if pick.verdict is not Verdict.OUT and catalogue.model[pick.model].kind is ModelKind.HOSTED
    ]


def suggested(catalogue: Catalogue, picks: Iterable[Pick], needs: Needs) -> tuple[Pick, ...]:
    """The few models to begin with, from a shortlist in its order: of each kind that the approach
    works with in turn, and never one that is out."""
    rows: dict[ModelKind, list[Pick]] = {
        kind: [] for kind in APPROACH_KINDS.get(needs.approach, tuple(ModelKind))
    }
    for pick in picks:
        kind = catalogue.model[pick.model].kind
        if pick.verdict is not Verdict.OUT and kind in rows:
            rows[kind].append(pick)
    chosen: list[Pick] = []
    while any(rows.values()) and len(chosen) < SUGGESTED:
        chosen += [row.pop(0) for row in rows.values() if row]
    return tuple(chosen[:SUGGESTED])


def _rank(model: ShortlistModel, needs: Needs) -> tuple[float, ...]:
    """Within its kind: smaller comes first."""
    asks_japanese = any(language_code(name) == "ja" for name in needs.languages)
    made_for_other = (model.japanese is Japanese.DESIGNED) is not asks_japanese
    if model.kind is ModelKind.HOSTED:
        assert model.price  # every service of the list has one
        return (model.price.input + (model.price.output or 0.0),)
    size = model.parameters_b or 0.0
    if model.kind is not ModelKind.OPEN_LLM:
        return (made_for_other, -size)
    return (made_for_other, -size if needs.memory_gb else abs(size - USUAL_SIZE_B))


def _judged(catalogue: Catalogue, needs: Needs, model: ShortlistModel) -> Pick:
    notes = (
        *_kind(needs, model),
        *_languages(needs, model),
        *_licence(catalogue, needs, model),
        *_privacy(needs, model),
        *_memory(catalogue, needs, model),
    )
    worst = max((note.verdict for note in notes), key=_ORDER.index, default=Verdict.IN)
    return Pick(model.id, worst, notes)


def _kind(needs: Needs, model: ShortlistModel) -> Iterable[Note]:
    if needs.kinds is None:
        return
    if needs.outcomes == (OutcomeId.NO_GOOD_FIT,) and model.kind not in needs.kinds:
        yield Note("no_kind_fits", Verdict.OUT)
    elif model.kind not in needs.kinds:
        yield Note("other_kind", Verdict.OUT)
    elif needs.outcomes == (OutcomeId.FINE_TUNED,) and model.kind is ModelKind.OPEN_LLM:
        too_large = (model.parameters_b or 0.0) >= TUNED_BELOW_B
        yield Note(
            "too_large_to_tune" if too_large else "tunable",
            Verdict.OUT if too_large else Verdict.IN,
            {"size": f"{model.parameters_b:g}"},
        )
    else:
        yield Note("right_kind", Verdict.IN)


_JAPANESE: Final = {
    Japanese.DESIGNED: Note("japanese_designed", Verdict.IN),
    Japanese.LISTED: Note("japanese_listed", Verdict.IN),
    Japanese.IMPLIED: Note("japanese_implied", Verdict.CHECK),
    Japanese.UNKNOWN: Note("japanese_unknown", Verdict.CHECK),
    Japanese.DEPENDS: Note("japanese_depends", Verdict.CHECK),
    Japanese.NOT_LISTED: Note("japanese_not_listed", Verdict.OUT),
    Japanese.NO: Note("japanese_no", Verdict.OUT),
}


def _languages(needs: Needs, model: ShortlistModel) -> Iterable[Note]:
    for name in needs.languages:
        code = language_code(name)
        if code == "ja":
            yield _JAPANESE[model.japanese]
        elif code in model.covers:
            yield Note("language_listed", Verdict.IN, {"named": name})
        elif model.covers:
            yield Note("language_missing", Verdict.OUT, {"named": name})
        elif code != "en":
            yield Note("language_untold", Verdict.CHECK, {"named": name})


def _licence(catalogue: Catalogue, needs: Needs, model: ShortlistModel) -> Iterable[Note]:
    if not needs.commercial:
        return
    values = {"licence": model.licence}
    if model.commercial is Commercial.NO:
        yield Note("licence_no", Verdict.OUT, values)
    elif not model.open_weights:
        yield Note("terms_unread", Verdict.CHECK)
    elif model.commercial is Commercial.CONDITIONAL:
        yield Note("licence_conditions", Verdict.CHECK, values)
    elif "commercial" in catalogue.unverified(model):
        yield Note("licence_unverified", Verdict.CHECK, values)
    else:
        yield Note("licence_yes", Verdict.IN, values)


def _privacy(needs: Needs, model: ShortlistModel) -> Iterable[Note]:
    if not needs.private:
        return
    if not model.open_weights:
        yield Note("leaves", Verdict.OUT)
    elif model.kind is ModelKind.HOSTED:
        yield Note("own_servers", Verdict.OUT if needs.no_large_machine else Verdict.CHECK)
    else:
        yield Note("stays", Verdict.IN)


def _memory(catalogue: Catalogue, needs: Needs, model: ShortlistModel) -> Iterable[Note]:
    runs_here = model.open_weights and (needs.private or model.kind is not ModelKind.HOSTED)
    if not runs_here or model.kind is ModelKind.FEW_SHOT:
        return
    if needs.memory_gb is None:
        if needs.no_large_machine and (model.parameters_b or 0.0) >= TUNED_BELOW_B:
            yield Note("no_machine", Verdict.OUT if needs.private else Verdict.CHECK)
        return
    found = best_fit(memory_needs(catalogue, model, needs.tokens), needs.memory_gb)
    if found is None:
        yield Note("memory_unknown", Verdict.CHECK)
        return
    fit, need = found
    values = {"need": f"{need.high:.1f}", "memory": f"{needs.memory_gb:g}"}
    if fit is Fit.NO:
        yield Note("memory_no", Verdict.OUT, values)
    elif fit is Fit.TIGHT:
        yield Note("memory_tight", Verdict.CHECK, values)
    else:
        full = need.precision is Precision.FP16
        yield Note("memory_fp16" if full else "memory_four_bit", Verdict.IN, values)
