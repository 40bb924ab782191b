"""A measurement in the window: planned, agreed to, run, held, stopped, and gone on with."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from app.errors import AppError
from app.gui.measuring import KeyKind
from app.gui.pages.probe.page import ProbePage
from app.gui.unfinished import unfinished_of
from app.probe.types import OutcomeClass
from app.settings import Endpoint
from app.words import Language

TOPICS = Path(__file__).parent.parent / "data" / "probe" / "topics.csv"
KEY = "sk-canary-run-77e0"
RUN_MS = 60_000


@pytest.fixture
def page(asked: Any) -> ProbePage:
    """The probe page of a profile."""
    return probe_page(asked)


def probe_page(desk: Any) -> ProbePage:
    desk.workspace.ask("probe")
    found: ProbePage = desk.find(ProbePage, "page-probe")
    return found


def load(qtbot: QtBot, page: ProbePage, path: Path) -> None:
    page.data.load(path)
    qtbot.waitUntil(lambda: page.data.ready, timeout=20_000)


def use(page: ProbePage, url: str, key: str = "") -> None:
    """Measure with the model of a service."""
    named = Endpoint(name=url, base_url=url, model="oracle")
    page.model.use_endpoint(named, KeyKind.ENTERED if key else KeyKind.NONE, key)


def plan(qtbot: QtBot, page: ProbePage) -> None:
    page.go("plan")
    qtbot.waitUntil(lambda: page.plan.outlook is not None, timeout=20_000)


def start(qtbot: QtBot, desk: Any, page: ProbePage) -> None:
    plan(qtbot, page)
    desk.find(QPushButton, "start").click()


def ended(qtbot: QtBot, desk: Any) -> None:
    qtbot.waitUntil(lambda: desk.workspace.running.now is None, timeout=RUN_MS)
    desk.settle()  # its result comes to the screen in the next turns


def go_on(qtbot: QtBot, desk: Any, page: ProbePage) -> None:
    """Go on with what was cut off, as it was planned."""
    desk.find(QPushButton, "resume").click()
    qtbot.waitUntil(
        lambda: page.plan.isVisible() and page.plan.outlook is not None, timeout=20_000
    )
    desk.find(QPushButton, "start").click()


def enter(desk: Any, name: str, text: str) -> None:
    field = desk.find(QLineEdit, name)
    field.setText(text)
    field.editingFinished.emit()


def test_a_local_model_is_measured_and_the_result_kept(
    qtbot: QtBot, asked: Any, page: ProbePage, small_model: Path
) -> None:
    """Real rows, a real model in a child process: verdict in view, predictions in the store."""
    load(qtbot, page, TOPICS)
    page.model.use_file(small_model)
    start(qtbot, asked, page)
    ended(qtbot, asked)

    saved = asked.session.last_probe()
    assert saved is not None
    right = sum(one.answer == one.label for one in saved.result.predictions)
    assert saved.result.n == 40
    assert saved.result.accuracy.value == pytest.approx(right / 40)
    assert asked.find(QPushButton, "measure-again").isVisible()
    assert unfinished_of(asked.data_dir, asked.session.id) is None


def test_the_result_is_the_document_of_the_command(
    qtbot: QtBot, asked: Any, page: ProbePage, service: Any, rows_file: Path
) -> None:
    """The same keys, the file's own hash, what was fixed, and the small model beside."""
    load(qtbot, page, rows_file)
    use(page, service.url)
    plan(qtbot, page)
    enter(asked, "target", "90")
    enter(asked, "price_in", "2")
    enter(asked, "price_out", "8")
    start(qtbot, asked, page)
    ended(qtbot, asked)

    sent = len(service.asked)
    assert sent == len(page.plan.outlook.layout.sent)  # type: ignore[union-attr]
    document = json.loads(asked.session.last_probe().result.model_dump_json())
    assert document["n"] == 60
    assert document["accuracy"]["value"] == 1
    assert document["target"] == 0.9
    assert document["cost"] == pytest.approx(sent * (60 * 2 + 6 * 8) / 1e6, abs=1e-6)
    assert document["baseline"] is not None
    manifest = document["manifest"]
    kept = list((asked.data_dir / "examples").iterdir())
    assert [path.name for path in kept] == [f"{manifest['data_sha256']}.csv"]
    assert kept[0].read_bytes() == rows_file.read_bytes()
    assert (manifest["data"], manifest["label_column"]) == ("rows.csv", "label")


def test_no_key_and_no_text_is_left_behind(
    qtbot: QtBot, asked: Any, page: ProbePage, service: Any, rows_file: Path
) -> None:
    """A key typed in the window is in no file of the data folder, no log, no result."""
    service.key = KEY
    load(qtbot, page, rows_file)
    use(page, service.url, KEY)
    start(qtbot, asked, page)
    ended(qtbot, asked)

    assert f"Bearer {KEY}" in service.keys
    assert asked.session.last_probe().result.n == 60
    files = [path for path in asked.data_dir.rglob("*") if path.is_file()]
    assert {"settings.json", "signpost.sqlite"} <= {path.name for path in files}
    assert not [path for path in files if KEY.encode() in path.read_bytes()]
    assert KEY not in asked.session.last_probe().result.model_dump_json()
    assert KEY not in repr(page.model.model())


def test_nothing_is_sent_elsewhere_without_consent(
    qtbot: QtBot, asked: Any, page: ProbePage, rows_file: Path
) -> None:
    """Another computer: host, rows, tokens and an example are shown; another plan asks anew."""
    load(qtbot, page, rows_file)
    use(page, "https://models.example.org/v1")
    plan(qtbot, page)
    said = " ".join(asked.texts(QLabel))
    sent = len(page.plan.outlook.layout.sent)  # type: ignore[union-attr]
    for part in ("models.example.org", f"{sent}, each", "row 0 says ham", "ham, spam", "about"):
        assert part in said

    asked.find(QPushButton, "start").click()
    assert "tick that you agree" in asked.find(QLabel, "plan-fault").text()
    assert asked.workspace.running.now is None

    asked.find(QCheckBox, "agree").setChecked(True)
    enter(asked, "rows", "50")
    qtbot.waitUntil(lambda: page.plan.outlook is not None, timeout=5_000)
    assert not asked.find(QCheckBox, "agree").isChecked()
    assert not page.plan.sent.agreed


def test_what_so_few_examples_cannot_show_is_said_beforehand(
    qtbot: QtBot, asked: Any, page: ProbePage, rows_file: Path
) -> None:
    load(qtbot, page, rows_file)
    plan(qtbot, page)
    enter(asked, "rows", "20")
    qtbot.waitUntil(lambda: page.plan.outlook is not None, timeout=5_000)
    said = " ".join(asked.texts(QLabel))
    assert "20 examples cannot decide anything" in said
    assert "155" in said


def test_a_prompt_without_a_place_for_the_text_is_refused(
    qtbot: QtBot, asked: Any, page: ProbePage, service: Any, rows_file: Path
) -> None:
    load(qtbot, page, rows_file)
    use(page, service.url)
    plan(qtbot, page)
    asked.find(QPushButton, "show-prompt").click()
    page.plan.asking.choose("zero-shot", 4, "Which label?")
    page.plan.show_for(page.data.look, page.model.model())  # type: ignore[arg-type]
    assert "needs the place {text}" in asked.find(QLabel, "plan-fault").text()
    assert not asked.find(QPushButton, "start").isEnabled()


def test_a_limit_of_requests_ends_the_run_and_it_can_go_on(
    qtbot: QtBot, asked: Any, page: ProbePage, service: Any, rows_file: Path
) -> None:
    load(qtbot, page, rows_file)
    use(page, service.url)
    plan(qtbot, page)
    enter(asked, "most_calls", "10")
    start(qtbot, asked, page)
    ended(qtbot, asked)
    result = asked.session.last_probe().result
    assert result.n == 10
    assert result.manifest["stopped_by"] == "calls"
    assert len(service.asked) == 10
    assert "was not finished" in asked.find(QLabel, "unfinished").text()


def test_a_run_can_be_held_and_goes_on(
    qtbot: QtBot, asked: Any, page: ProbePage, service: Any, rows_file: Path
) -> None:
    service.hang_at = 4
    load(qtbot, page, rows_file)
    use(page, service.url)
    start(qtbot, asked, page)
    assert service.hanging.wait(20)
    asked.find(QPushButton, "pause").click()
    assert "Paused" in asked.find(QLabel, "probe-state").text()
    service.let_go.set()
    board = asked.workspace.running.now.board
    qtbot.waitUntil(lambda: board.moment.done == len(service.asked), timeout=10_000)
    held = len(service.asked)
    assert held < 60

    asked.find(QPushButton, "pause").click()
    ended(qtbot, asked)
    assert asked.session.last_probe().result.n == 60


def test_stopping_keeps_what_was_finished_and_offers_to_go_on(
    qtbot: QtBot, asked: Any, page: ProbePage, service: Any, rows_file: Path
) -> None:
    service.hang_at = 20
    load(qtbot, page, rows_file)
    use(page, service.url)
    start(qtbot, asked, page)
    assert service.hanging.wait(20)
    asked.find(QPushButton, "stop").click()
    ended(qtbot, asked)
    before = asked.session.last_probe().result
    assert 0 < before.n <= 20
    assert before.outcomes[OutcomeClass.CANCELLED] == 60 - before.n

    service.hang_at = 10**9
    service.let_go.set()
    go_on(qtbot, asked, page)
    ended(qtbot, asked)
    result = asked.session.last_probe().result
    assert result.n == 60
    assert result.manifest["resumed"] == before.n
    assert unfinished_of(asked.data_dir, asked.session.id) is None


def test_a_run_that_the_window_was_closed_on_is_offered_when_it_opens_again(
    qtbot: QtBot, asked: Any, page: ProbePage, service: Any, rows_file: Path, open_desk: Any
) -> None:
    """The file may be gone meanwhile: its copy is in the data folder."""
    service.hang_at = 12
    load(qtbot, page, rows_file)
    use(page, service.url)
    start(qtbot, asked, page)
    assert service.hanging.wait(20)
    again = open_desk()
    service.hang_at = 10**9
    service.let_go.set()
    rows_file.unlink()

    there = probe_page(again)
    assert "rows.csv" in again.find(QLabel, "unfinished").text()
    go_on(qtbot, again, there)
    ended(qtbot, again)
    result = again.session.last_probe().result
    assert result.n == 60
    assert result.manifest["resumed"] > 0
    assert result.manifest["data"] == "rows.csv"


def test_what_was_cut_off_can_be_left(
    qtbot: QtBot, asked: Any, page: ProbePage, service: Any, rows_file: Path
) -> None:
    test_a_limit_of_requests_ends_the_run_and_it_can_go_on(qtbot, asked, page, service, rows_file)
    asked.find(QPushButton, "discard").click()
    assert unfinished_of(asked.data_dir, asked.session.id) is None
    assert not asked.window.findChild(QLabel, "unfinished").isVisible()


def test_a_file_that_changed_since_it_was_read_is_not_measured(
    qtbot: QtBot, asked: Any, page: ProbePage, service: Any, rows_file: Path
) -> None:
    load(qtbot, page, rows_file)
    use(page, service.url)
    plan(qtbot, page)
    rows_file.write_text("text,label\nother,a\n")
    asked.find(QPushButton, "start").click()
    ended(qtbot, asked)
    assert "has changed since" in asked.find(QLabel, "plan-fault").text()
    assert service.asked == []


def test_a_service_that_is_not_there_is_one_sentence(
    qtbot: QtBot,
    asked: Any,
    page: ProbePage,
    rows_file: Path,
    unused_port: Callable[[], int],
) -> None:
    """Nothing listens: the address is named, and what to check; there is nothing to go on with."""
    port = unused_port()
    load(qtbot, page, rows_file)
    use(page, f"http://127.0.0.1:{port}/v1")
    start(qtbot, asked, page)
    ended(qtbot, asked)
    assert f"127.0.0.1:{port}" in asked.find(QLabel, "plan-fault").text()
    assert asked.session.last_probe() is None
    assert unfinished_of(asked.data_dir, asked.session.id) is None


def test_a_broken_model_file_is_one_sentence_and_the_window_lives(
    qtbot: QtBot, asked: Any, page: ProbePage, rows_file: Path, tmp_path: Path
) -> None:
    """llama.cpp runs in a process of its own; its faults come back as words."""
    broken = tmp_path / "broken.gguf"
    broken.write_bytes(b"GGUF" + bytes(1000))
    load(qtbot, page, rows_file)
    page.model.use_file(broken)
    start(qtbot, asked, page)
    ended(qtbot, asked)
    assert "broken.gguf" in asked.find(QLabel, "plan-fault").text()


def test_another_language_in_the_middle_loses_nothing(
    qtbot: QtBot, asked: Any, page: ProbePage, service: Any, rows_file: Path
) -> None:
    """The pages are made anew; the run goes on and its result is kept once."""
    service.hang_at = 10
    load(qtbot, page, rows_file)
    use(page, service.url)
    start(qtbot, asked, page)
    assert service.hanging.wait(20)
    asked.workspace.speak(Language.JA)
    QApplication.processEvents()
    assert "件の応答" in asked.find(QLabel, "probe-state").text()
    service.let_go.set()
    ended(qtbot, asked)
    assert len(asked.session.store.probes(asked.session.id)) == 1
    assert asked.session.last_probe().result.n == 60


def test_a_result_that_cannot_be_kept_is_shown_all_the_same(
    qtbot: QtBot, asked: Any, page: ProbePage, service: Any, rows_file: Path
) -> None:
    service.hang_at = 5
    load(qtbot, page, rows_file)
    use(page, service.url)
    start(qtbot, asked, page)
    assert service.hanging.wait(20)
    asked.session.store.delete(asked.session.id)  # by another window, say
    service.let_go.set()
    with qtbot.waitSignal(asked.session.kept, timeout=20_000) as told:
        ended(qtbot, asked)
    assert isinstance(told.args[0], AppError)
    shown: Any = page.result.shown()
    assert shown.n == 60


def test_a_second_run_waits_for_the_first(
    qtbot: QtBot, asked: Any, page: ProbePage, service: Any, rows_file: Path
) -> None:
    """Another profile can be opened meanwhile; its page begins empty."""
    service.hang_at = 5
    load(qtbot, page, rows_file)
    use(page, service.url)
    start(qtbot, asked, page)
    assert service.hanging.wait(20)
    first = asked.session.id
    asked.workspace.begin()
    asked.workspace.ask("probe")
    assert page.data.look is None
    load(qtbot, page, rows_file)
    start(qtbot, asked, page)
    assert "Ticket routing" in asked.find(QLabel, "plan-fault").text()

    service.let_go.set()
    ended(qtbot, asked)
    assert asked.session.last_probe() is None
    assert asked.session.store.probes(first)[-1].result.n == 60
