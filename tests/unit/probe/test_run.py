"""A run asks every chosen example once, can be stopped, and hides nothing."""

from collections import Counter
from collections.abc import Mapping, Sequence
from threading import Event
from typing import Any

import pytest

from app.errors import AppError
from app.probe.apart import Lost
from app.probe.ask import ask_all
from app.probe.baseline import train_baseline
from app.probe.budget import Budget, Caps
from app.probe.clusters import contradictions
from app.probe.compute import Cancel, Progress, Work, here
from app.probe.run import examples_sha256, run_probe
from app.probe.sample import stratified
from app.probe.terms import Terms
from app.probe.told_judgement import about_others
from app.probe.types import Answer, Example, OutcomeClass, Verdict
from app.words import Language, say

LABELS = ("even", "odd")


def examples(n: int) -> list[Example]:
    return [Example(id=str(at), text=str(at), label=LABELS[at % 2]) for at in range(n)]


class Arithmetic:
    """Answers by calculation; `wrong` are the numbers it gets wrong."""

    facts: Mapping[str, Any] = {"model": "arithmetic", "host": "none"}
    device = "none"
    tiny = False

    def __init__(self, wrong: frozenset[int] = frozenset()) -> None:
        self.wrong = wrong
        self.asked: Counter[str] = Counter()

    def ask(self, text: str) -> Answer:
        self.asked[text] += 1
        label = LABELS[(int(text) + (int(text) in self.wrong)) % 2]
        return Answer(outcome=OutcomeClass.OK, label=label, latency_ms=1.0, prompt_tokens=2)


def test_every_example_is_asked_once_and_the_figures_follow_from_the_predictions() -> None:
    asker = Arithmetic(wrong=frozenset({3, 4, 5}))
    seen: list[tuple[int, int]] = []
    result = run_probe(
        examples(60), LABELS, asker, date="2026-11-24", progress=lambda *step: seen.append(step)
    )
    assert set(asker.asked.values()) == {1}
    assert [one.id for one in result.predictions] == [str(at) for at in range(60)]
    right = sum(one.answer == one.label for one in result.predictions)
    assert result.accuracy is not None
    assert result.accuracy.value == right / result.n == 57 / 60
    assert result.majority == 0.5
    assert result.tokens.prompt == 120
    assert result.outcomes == {OutcomeClass.OK: 60}
    assert seen == [(done, 60) for done in range(61)]
    assert result.manifest["model"] == "arithmetic"


def test_the_same_seed_gives_the_same_result() -> None:
    one, other = (
        run_probe(examples(80), LABELS, Arithmetic(), date="2026-11-24", limit=40, seed=5)
        for _ in range(2)
    )
    assert one == other


class Stuck(Arithmetic):
    """Answers ten numbers, then hangs until let go."""

    def __init__(self) -> None:
        super().__init__()
        self.let_go = Event()

    def ask(self, text: str) -> Answer:
        if int(text) >= 10:
            self.let_go.wait(30)
        return super().ask(text)


def test_stopping_keeps_what_was_finished_and_does_not_wait_for_what_hangs() -> None:
    asker = Stuck()
    done = Event()
    result = run_probe(
        examples(100),
        LABELS,
        asker,
        date="2026-11-24",
        concurrency=3,
        progress=lambda finished, total: done.set() if finished == 10 else None,
        cancelled=done.is_set,
    )
    asker.let_go.set()
    assert result.n == 10
    assert result.outcomes == {OutcomeClass.OK: 10, OutcomeClass.CANCELLED: 90}
    assert (result.verdict, result.reason_key) == (Verdict.NOT_MEASURED, "stopped")


class Refused(Arithmetic):
    def ask(self, text: str) -> Answer:
        super().ask(text)
        return Answer(outcome=OutcomeClass.AUTH)


def test_a_refused_key_is_not_tried_again_for_every_row() -> None:
    asker = Refused()
    result = run_probe(examples(100), LABELS, asker, date="2026-11-24", concurrency=1)
    assert sum(asker.asked.values()) <= 3
    assert (result.verdict, result.reason_key) == (Verdict.NOT_MEASURED, "key_refused")
    assert len(result.predictions) == 100


class Broken(Arithmetic):
    def ask(self, text: str) -> Answer:
        raise AppError("model_stopped", model="m")


def test_a_model_that_breaks_down_is_reported_by_its_sentence() -> None:
    with pytest.raises(AppError, match="stopped"):
        ask_all(["1", "2"], Broken(), concurrency=2)


class Leaning(Arithmetic):
    """Gives label scores, and always leans to the first label."""

    def ask(self, text: str) -> Answer:
        odd = int(text) % 2
        return Answer(outcome=OutcomeClass.OK, scores=(-0.1 - 0.05 * odd, -3.0 + 0.05 * odd))


def test_what_a_model_leans_to_whatever_the_text_is_taken_off() -> None:
    result = run_probe(examples(41), LABELS, Leaning(), date="2026-11-24")
    assert result.accuracy is not None
    assert result.accuracy.value > 0.95


def test_a_sample_keeps_the_mix_of_labels_and_every_rare_label() -> None:
    rare = [Example(id=f"r{at}", text="x", label="rare") for at in range(3)]
    many = [*examples(1000), *rare]
    chosen = stratified(many, 100, seed=1)
    counts = Counter(one.label for one in chosen)
    assert sum(counts.values()) == 100
    assert counts["rare"] == 1
    assert abs(counts["even"] - counts["odd"]) <= 1
    assert chosen == stratified(many, 100, seed=1) != stratified(many, 100, seed=2)
    assert [many.index(one) for one in chosen] == sorted(many.index(one) for one in chosen)


def test_the_hash_of_the_examples_changes_with_any_of_them() -> None:
    whole = examples(5)
    changed = [*whole[:4], whole[4].model_copy(update={"text": "other"})]
    assert examples_sha256(whole) != examples_sha256(changed)


class Scoring(Arithmetic):
    """Tells label scores, as a model does that is asked for probabilities."""

    def ask(self, text: str) -> Answer:
        self.asked[text] += 1
        scores = (-0.1, -2.3) if text.isdigit() and int(text) % 2 == 0 else (-2.3, -0.1)
        return Answer(outcome=OutcomeClass.OK, scores=scores, latency_ms=1.0, prompt_tokens=2)


def test_examples_asked_only_to_correct_scores_count_against_the_cap_on_calls() -> None:
    """No request escapes the budget, whatever it is for."""
    terms = Terms(budget=Budget(Caps(calls=45)))
    asker = Scoring()
    result = run_probe(
        examples(80), LABELS, asker, date="2026-11-24", limit=40, terms=terms, concurrency=1
    )
    assert result.n == 40
    assert asker.asked.total() == terms.tally.calls == 45
    assert result.manifest["stopped_by"] == "calls"


class Pupil(Arithmetic):
    """Answers the last number only once the small model has taken a step, or after a while."""

    def __init__(self) -> None:
        super().__init__()
        self.learning = Event()
        self.waited = True

    def ask(self, text: str) -> Answer:
        if text == "59":
            self.waited = not self.learning.wait(20)
        return super().ask(text)


def test_the_small_model_learns_while_answers_are_under_way() -> None:
    """Nobody waits for the one after the other. Its steps are told once the answers are in."""
    asker = Pupil()
    told: list[tuple[int, int]] = []

    def watched(work: Work[Any], progress: Progress, cancelled: Cancel) -> Any:
        asker.learning.set()
        return here(work, progress, cancelled)

    result = run_probe(
        examples(60),
        LABELS,
        asker,
        date="2026-11-24",
        concurrency=1,
        training=lambda *step: told.append(step),
        terms=Terms(compute=watched),
    )
    assert not asker.waited
    assert result.n == 60
    assert told[-1] == (20, 20)


def test_what_all_examples_tell_is_found_out_while_answers_are_under_way(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Of a hundred thousand it takes a second, for which nobody who stops the run shall wait."""
    asker = Pupil()

    def watched(every: Sequence[Example]) -> tuple[float, float]:
        asker.learning.set()
        return contradictions(every)

    monkeypatch.setattr("app.probe.run.contradictions", watched)
    rows = [*examples(60), Example(id="60", text="1", label="even")]  # 1 is odd as well
    result = run_probe(rows, LABELS, asker, date="2026-11-24", asked=rows[:60], concurrency=1)
    assert not asker.waited
    assert result.manifest["examples_sha256"] == examples_sha256(rows)


def test_a_run_that_is_stopped_before_any_answer_still_names_its_examples() -> None:
    rows = examples(60)
    stopped = run_probe(rows, LABELS, Arithmetic(), date="2026-11-24", cancelled=lambda: True)
    assert stopped.n == 0
    assert stopped.manifest["examples_sha256"] == examples_sha256(rows)


def test_a_small_model_whose_process_was_lost_is_missing_and_the_result_says_why() -> None:
    def lost(_work: Work[Any], _progress: Progress, _cancelled: Cancel) -> Any:
        raise Lost

    right = frozenset(range(0, 60, 7))
    terms = Terms(compute=lost)
    result = run_probe(examples(60), LABELS, Arithmetic(right), date="2026-11-24", terms=terms)
    assert result.n == 60
    assert result.verdict is Verdict.INCONCLUSIVE
    assert result.reason_key == "baseline_lost"
    assert result.comparisons == ()
    told = say(Language.EN, "probe_command.comparison_lost")
    assert told in list(about_others(Language.EN, result))


def test_a_small_model_trained_beforehand_is_judged_on_the_finished_examples_alone() -> None:
    texts = [
        Example(id=str(at), text=f"{('good', 'bad')[at % 2]} thing {at}", label=LABELS[at % 2])
        for at in range(60)
    ]
    trained = train_baseline(texts, {one.id for one in texts}, seed=0)
    assert trained is not None
    wanted = {"3", "7", "20"}
    seen = trained.only(wanted)
    assert {*seen.ids} == {*seen.answers} == wanted
    places = [trained.ids.index(one) for one in seen.ids]
    assert (seen.table() == trained.table()[:, :, places]).all()
