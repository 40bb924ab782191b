"""What `signpost report` writes, and that it writes all of it or nothing."""

import json
from pathlib import Path

import pytest
from pypdf import PdfReader

from app.cli.main import run_command
from app.settings import Branding, Settings, save_settings

ANSWERS = {"human_like": "no", "multi_step": "yes"}


@pytest.fixture
def profiles(tmp_path: Path) -> list[str]:
    found = []
    for name in ("Routing", "Summaries"):
        file = tmp_path / f"{name}.json"
        body = {"format": "signpost-profile", "version": 1, "name": name, "answers": ANSWERS}
        file.write_text(json.dumps(body), encoding="utf-8")
        found.append(str(file))
    return found


def report(data_dir: Path, *arguments: object) -> int:
    return run_command("report", ["--data-dir", str(data_dir), *map(str, arguments)])


def test_one_profile_becomes_every_format(
    profiles: list[str], data_dir: Path, tmp_path: Path
) -> None:
    """With the organisation's name and paper from the settings, and twice the same bytes."""
    save_settings(
        data_dir, Settings(branding=Branding(organisation="Ours Ltd"), paper="us-letter")
    )
    options = {"--html": "a.html", "--png": "a.png", "--markdown": "a.md", "--pdf": "a.pdf"}
    written = []
    for folder in (tmp_path / "one", tmp_path / "two"):
        folder.mkdir()
        named = [part for key, name in options.items() for part in (key, folder / name)]
        assert report(data_dir, profiles[0], *named, "--date", "2026-11-24") == 0
        written.append({file.name: file.read_bytes() for file in folder.iterdir()})
    assert written[0] == written[1]
    assert "Ours Ltd" in written[0]["a.html"].decode()
    assert written[0]["a.png"].startswith(b"\x89PNG")
    page = PdfReader(tmp_path / "one" / "a.pdf").pages[0]
    assert [round(float(side)) for side in page.mediabox[2:]] == [612, 792]
    assert "Ours Ltd" in page.extract_text()


def test_several_profiles_become_a_portfolio_and_two_a_comparison(
    profiles: list[str], data_dir: Path, tmp_path: Path
) -> None:
    for options, said in (([], "Portfolio of 2"), (["--compare"], "Comparison: Routing")):
        file = tmp_path / "out.html"
        assert report(data_dir, *options, *profiles, "--html", file) == 0
        assert said in file.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--compare", "{a}", "--pdf", "x"], "two profiles"),
        (["{a}", "{b}", "--png", "x"], "several profiles"),
        (["{a}", "{b}", "--json", "x"], "several profiles"),
        (["{a}"], "--html FILE"),
        (["{a}", "--probe", "x", "--probe", "y", "--pdf", "x"], "more --probe"),
    ],
)
def test_wrong_usage_is_told(
    profiles: list[str],
    data_dir: Path,
    options: list[str],
    said: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    given = [option.format(a=profiles[0], b=profiles[1]) for option in options]
    with pytest.raises(SystemExit) as ended:
        report(data_dir, *given)
    assert ended.value.code == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("option", ["--html", "--png", "--markdown", "--pdf"])
def test_a_folder_that_is_missing_is_told_and_no_stub_is_left(
    profiles: list[str], data_dir: Path, tmp_path: Path, option: str
) -> None:
    before = sorted(tmp_path.rglob("*"))
    assert report(data_dir, profiles[0], option, tmp_path / "nowhere" / "out") == 1
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("option", ["--html", "--png", "--markdown", "--pdf"])
def test_on_a_full_disk_what_stood_there_stays_and_no_stub_is_left(
    profiles: list[str], data_dir: Path, tmp_path: Path, option: str
) -> None:
    resource = pytest.importorskip("resource")  # a limit on files is what a full disk is like
    file = tmp_path / "out"
    file.write_text("what stood there")
    before = sorted(tmp_path.rglob("*"))
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    try:
        assert report(data_dir, profiles[0], option, file) == 1
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert sorted(tmp_path.rglob("*")) == before
    assert file.read_text() == "what stood there"
