"""import, export, list, backup and restore, as a person at a terminal or a script sees them."""

import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest

from app.cli.main import run_command
from app.decision.profile import Answer, Profile, Reply, read_profile, write_profile
from app.store import Store

Run = Callable[..., tuple[int, str, str]]
TICKETS = Profile(
    project="Helpdesk", name="Ticket: routing?", answers={"human_like": Answer(value=Reply.NO)}
)


@pytest.fixture
def run(data_dir: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command on the test's store; answers the exit code, stdout and stderr."""

    def command(name: str, *arguments: object) -> tuple[int, str, str]:
        code = run_command(name, [*map(str, arguments), "--data-dir", str(data_dir)])
        return code, *capsys.readouterr()

    return command


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "tickets.json"
    file.write_text(json.dumps(write_profile(TICKETS) | {"mood": "calm"}), encoding="utf-8")
    return file


def test_what_is_imported_is_listed_and_exported_as_it_was(
    run: Run, file: Path, tmp_path: Path
) -> None:
    code, out, err = run("import", file)
    assert (code, err) == (0, "")
    assert "$.mood" in out

    code, out, _ = run("list")
    assert code == 0
    assert "Helpdesk / Ticket: routing?" in out

    code, out, _ = run("export", "--out", tmp_path, "--json")
    (written,) = json.loads(out)["exported"]
    exported = Path(written["file"])
    assert exported.name == "Helpdesk - Ticket routing.json"
    assert read_profile(exported.read_bytes(), "") == read_profile(file.read_bytes(), "")


def test_a_file_at_fault_does_not_stop_the_others(run: Run, file: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.json"
    broken.write_text("{")
    code, out, err = run("import", broken, tmp_path / "missing.json", file, "--json")
    assert code == 1
    done = json.loads(out)
    assert [taken["name"] for taken in done["imported"]] == ["Ticket: routing?"]
    assert done["imported"][0]["unknown_keys"] == ["$.mood"]
    assert [Path(fault["file"]).name for fault in done["failed"]] == [
        "broken.json",
        "missing.json",
    ]
    assert err.count("\n") == 2


def test_the_pdf_of_a_recommendation_can_be_imported(
    run: Run, file: Path, data_dir: Path, tmp_path: Path
) -> None:
    assert run("report", file, "--pdf", tmp_path / "advice.pdf")[0] == 0
    assert run("import", tmp_path / "advice.pdf")[0] == 0
    with Store.open(data_dir) as store:
        assert store.get(1).profile == read_profile(file.read_bytes(), "")


def test_export_never_replaces_a_file(run: Run, file: Path, tmp_path: Path) -> None:
    run("import", file)
    out = tmp_path / "out"
    out.mkdir()
    run("export", "--out", out)
    run("export", "--out", out, 1)
    assert sorted(path.name for path in out.iterdir()) == [
        "Helpdesk - Ticket routing 2.json",
        "Helpdesk - Ticket routing.json",
    ]


def test_one_wrong_number_exports_nothing(run: Run, file: Path, tmp_path: Path) -> None:
    run("import", file)
    code, _, err = run("export", "--out", tmp_path / "out", 1, 99)
    assert code == 1
    assert "99" in err
    assert not (tmp_path / "out").exists()


def test_list_prints_one_json_document(run: Run, file: Path) -> None:
    assert json.loads(run("list", "--json")[1]) == []
    run("import", file, file)
    found = json.loads(run("list", "--json", "--search", "ticket")[1])
    assert [profile["answered"] for profile in found] == [1, 1]
    assert json.loads(run("list", "--json", "--search", "nothing")[1]) == []


def test_a_name_cannot_steer_the_terminal(run: Run, data_dir: Path) -> None:
    with Store.open(data_dir) as store:
        store.add(Profile(name="\x1b[2Jgone"))
    assert "\x1b" not in run("list")[1]


def test_a_backup_is_put_back_only_when_asked_for_twice(
    run: Run, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup = tmp_path / "copy.sqlite"
    run("import", file)
    assert run("backup", backup)[0] == 0
    run("import", file)

    monkeypatch.setattr("sys.stdin", StringIO())  # nobody is there to ask
    code, _, err = run("restore", backup)
    assert code == 1
    assert "--yes" in err
    assert len(json.loads(run("list", "--json")[1])) == 2

    code, out, _ = run("restore", backup, "--yes")
    assert code == 0
    assert "profiles: 1" in out
    assert len(json.loads(run("list", "--json")[1])) == 1


def test_restore_into_an_empty_place_needs_no_yes(
    run: Run, file: Path, data_dir: Path, tmp_path: Path
) -> None:
    run("import", file)
    run("backup", tmp_path / "copy.sqlite")
    data_dir.rename(tmp_path / "lost")
    assert run("restore", tmp_path / "copy.sqlite")[0] == 0
    assert len(json.loads(run("list", "--json")[1])) == 1


def test_restore_refuses_while_the_window_has_the_store_open(
    run: Run, data_dir: Path, tmp_path: Path
) -> None:
    with Store.open(data_dir) as window:
        window.backup(tmp_path / "copy.sqlite")
        code, _, err = run("restore", tmp_path / "copy.sqlite", "--yes")
        assert code == 1
        assert "in use" in err
        assert err.count("\n") == 1
