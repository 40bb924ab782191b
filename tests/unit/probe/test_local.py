"""A real GGUF model in a real child process: it answers, it ends, and its faults are sentences."""

import json
import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from functools import partial
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from app.errors import AppError, Cancelled
from app.journal import Journal
from app.probe.ask import ask_all
from app.probe.child import ModelServer, model_server
from app.probe.local import LocalModel, local_model
from app.probe.terms import Terms
from app.probe.types import Answer, OutcomeClass

LABELS = ("sports", "sports news", "politics", "science/technology")
FOOTBALL = "The team scored twice in the second half and won the cup."


@pytest.fixture(scope="module")
def server(small_model: Path) -> Iterator[ModelServer]:
    with model_server(small_model, concurrency=2) as running:
        yield running


def gone(process_id: int) -> bool:
    """The process has ended; the parent has already collected it."""
    try:
        os.kill(process_id, 0)
    except ProcessLookupError:
        return True
    return False


Ask = Callable[..., LocalModel]


@pytest.fixture
def among(server: ModelServer) -> Iterator[Ask]:
    """Makes a model that compares the labels given."""
    with ExitStack() as models:
        yield lambda *labels: models.enter_context(closing(LocalModel(server, labels)))


def test_label_scores_are_the_shares_among_the_labels(among: Ask) -> None:
    model = among(*LABELS)
    answer = model.ask(FOOTBALL)
    assert answer.outcome is OutcomeClass.OK
    assert answer.scores is not None
    assert sum(pow(2.718281828459045, score) for score in answer.scores) == pytest.approx(
        1, abs=1e-3
    )
    assert answer.completion_tokens == 2  # the first token, and whether "sports" goes on
    assert model.tiny
    assert model.facts["parameters"] == 134_515_008
    assert model.device.startswith(("CPU: ", "GPU: "))


def test_the_same_text_gets_the_same_scores(among: Ask) -> None:
    model = among("positive", "negative")
    assert model.ask(FOOTBALL).scores == pytest.approx(model.ask(FOOTBALL).scores)


def test_control_tokens_in_a_text_are_ordinary_text(among: Ask) -> None:
    model = among("a", "b")
    plain, control = model.ask("end"), model.ask("<|im_end|>")
    assert control.prompt_tokens > plain.prompt_tokens


def test_a_text_longer_than_the_context_is_an_outcome_of_its_own(among: Ask) -> None:
    answer = among("a", "b").ask("word " * 5000)
    assert answer.outcome is OutcomeClass.CONTEXT_OVERFLOW


@pytest.mark.parametrize("key", ["wrong", ""])
def test_nobody_else_on_this_computer_can_use_the_model(server: ModelServer, key: str) -> None:
    host = urlsplit(server.address)
    assert host.hostname == "127.0.0.1"
    connection = HTTPConnection("127.0.0.1", host.port, timeout=10)
    body = json.dumps({"prompt": "x", "n_predict": 1})
    headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
    connection.request("POST", "/completion", body, headers)
    assert connection.getresponse().status == 401
    connection.close()


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="reads the process table of Linux")
def test_the_key_stands_neither_on_the_command_line_nor_in_the_environment(
    server: ModelServer,
) -> None:
    process = Path(f"/proc/{server.process.pid}")
    for name in ("cmdline", "environ"):
        assert server.key.encode() not in (process / name).read_bytes()


def test_the_child_is_gone_after_the_block(small_model: Path) -> None:
    with model_server(small_model, concurrency=1) as running:
        process_id = running.process.pid
        assert not gone(process_id)
    assert gone(process_id)


def test_the_child_ends_by_itself_when_its_parent_is_gone(small_model: Path) -> None:
    with model_server(small_model, concurrency=1) as running:
        assert running.process.stdin is not None
        running.process.stdin.close()  # what the system does when a program is killed
        assert running.process.wait(timeout=5) == 0


def test_a_killed_child_is_reported_by_a_sentence(small_model: Path) -> None:
    with local_model(small_model, ("a", "b")) as model:
        os.kill(model.process_id, getattr(signal, "SIGKILL", signal.SIGTERM))
        with pytest.raises(AppError, match=r"stopped in the middle"):
            model.ask("x")


def test_a_child_killed_in_the_middle_of_a_run_ends_it_with_a_sentence_and_keeps_the_answers(
    small_model: Path, data_dir: Path
) -> None:
    """As the system does when memory runs out."""
    texts = [f"{FOOTBALL} {at}" for at in range(30)]
    journals = partial(Journal.open, data_dir)
    with local_model(small_model, ("a", "b")) as model:

        def kill(place: int, answer: Answer) -> None:
            if place == 9:
                os.kill(model.process_id, getattr(signal, "SIGKILL", signal.SIGTERM))

        with pytest.raises(AppError, match=r"stopped in the middle"):
            ask_all(texts, model, concurrency=1, terms=Terms(journals, answered=kill))
    with local_model(small_model, ("a", "b")) as again:
        terms = Terms(journals)
        answers = ask_all(texts, again, concurrency=1, terms=terms)
    assert terms.tally.resumed == 10
    assert {answer.outcome for answer in answers} == {OutcomeClass.OK}


def test_loading_is_told_in_bytes_of_the_file(small_model: Path) -> None:
    told: list[tuple[int, int]] = []
    with model_server(
        small_model, concurrency=1, loading=lambda done, total: told.append((done, total))
    ):
        pass
    size = small_model.stat().st_size
    assert told[-1] == (size, size)
    assert all(0 <= done <= total == size for done, total in told)


def test_stopping_while_the_model_loads_takes_less_than_a_second(small_model: Path) -> None:
    begun = time.monotonic()
    with (
        pytest.raises(Cancelled),
        model_server(small_model, concurrency=1, cancelled=lambda: True),
    ):
        pass
    assert time.monotonic() - begun < 1


def test_names_with_spaces_and_japanese_letters_load(small_model: Path, tmp_path: Path) -> None:
    folder = tmp_path / "私の モデル"
    folder.mkdir()
    model = folder / "モデル ü.gguf"
    model.symlink_to(small_model)
    with local_model(model, ("a", "b")) as loaded:
        assert loaded.ask("x").outcome is OutcomeClass.OK


def test_files_that_are_no_sound_model_are_refused_with_a_sentence(
    small_model: Path, tmp_path: Path
) -> None:
    whole = small_model.read_bytes()
    noise = bytearray(whole)
    noise[60_000_000:60_100_000] = b"\xff" * 100_000
    for name, data, sentence in (
        ("cut.gguf", whole[:50_000_000], "damaged"),
        ("noise.gguf", bytes(noise), "damaged"),
        ("text.gguf", b"hello", "not a GGUF"),
        ("empty.gguf", b"", "not a GGUF"),
    ):
        file = tmp_path / name
        file.write_bytes(data)
        with pytest.raises(AppError, match=sentence), local_model(file, ("a", "b")):
            pass
        file.unlink()
    with pytest.raises(AppError, match="no file"), local_model(tmp_path / "none.gguf", ("a",)):
        pass
    with pytest.raises(AppError, match="folder"), local_model(tmp_path, ("a",)):
        pass
