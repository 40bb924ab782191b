"""An issued document is made again with the guide it was made with, whatever is used today."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app import __version__
from app.decision.profile import Profile
from app.errors import AppError
from app.guide.load import FOLDER, load_guide
from app.guide.packs import GUIDES
from app.issued import Issued, Status
from app.report.collection import Case
from app.reprint import case_of, reprinted
from app.words import Language

CAVEAT = "The conclusions reflect a survey of 2023."
OLD = "What stood there in an older guide."


def issued(profile: Profile, sha256: str, form: str = "html") -> Issued:
    return Issued(
        seq=1,
        at=datetime(2026, 11, 24, 9, 31, tzinfo=UTC),
        profile=profile,
        status=Status.PROPOSED,
        language=Language.EN,
        guide_version="0.9.0",
        guide_sha256=sha256,
        document={"outcome": "llm", "name": "振り分け"},
        format=form,
        made=datetime(2026, 11, 24, 9, 30, tzinfo=UTC),
        paper="a4",
        app_version=__version__,
    )


@pytest.fixture
def older(data_dir: Path) -> str:
    """The hash of an older guide that is kept in the data folder."""
    folder = data_dir / GUIDES / "0.9.0-older"
    shutil.copytree(FOLDER, folder)
    about = folder / "about.toml"
    about.write_text(about.read_text(encoding="utf-8").replace(CAVEAT, OLD), encoding="utf-8")
    return load_guide(folder).sha256


def test_it_is_made_with_the_guide_of_its_day(
    data_dir: Path, older: str, settled: Profile
) -> None:
    old = reprinted(data_dir, issued(settled, older), []).decode()
    new = reprinted(data_dir, issued(settled, load_guide().sha256), []).decode()
    assert OLD in old
    assert CAVEAT not in old
    assert CAVEAT in new
    assert "2026-11-24 09:30 UTC" in old
    case = case_of(data_dir, issued(settled, older))
    assert isinstance(case, Case)
    assert case.guide.sha256 == older


def test_a_guide_that_is_no_longer_kept_is_told(data_dir: Path, settled: Profile) -> None:
    with pytest.raises(AppError, match="No guide"):
        reprinted(data_dir, issued(settled, "ab" * 32), [])


def test_data_and_profile_come_back_as_they_were(data_dir: Path, settled: Profile) -> None:
    assert "振り分け" in reprinted(data_dir, issued(settled, "", "data"), []).decode()
    assert b"signpost-profile" in reprinted(data_dir, issued(settled, "", "json"), [])
