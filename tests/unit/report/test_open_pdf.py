"""Opening a task from its document: the same task, or one sentence about the file."""

import io
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfWriter

from app.decision.profile import Profile
from app.errors import AppError
from app.report.open_pdf import profile_from_pdf
from app.report.pdf import pdf_bytes, write_pdf
from app.report.types import Report

Make = Callable[..., Report]


@pytest.fixture(scope="module")
def sound(make: Make, settled: Profile) -> bytes:
    return pdf_bytes(make(settled))


def test_a_document_opens_as_the_task_it_was_made_from(
    make: Make, settled: Profile, tmp_path: Path
) -> None:
    """Also what a newer version wrote into the profile and this one does not know."""
    write_pdf(make(settled), tmp_path / "out.pdf")
    assert profile_from_pdf(tmp_path / "out.pdf") == settled


def carrying(name: str, data: bytes) -> bytes:
    """Somebody else's PDF with one attachment."""
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    if name:
        writer.add_attachment(name, data)
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "cannot be read as a PDF"),
        (b"%PDF-1.7\n%%EOF", "cannot be read as a PDF"),
        (b'{"format": "signpost-profile", "version": 1}', "cannot be read as a PDF"),
        (carrying("", b""), "carries no profile"),
        (carrying("invoice.json", b"{}"), "carries no profile"),
        (carrying("profile.signpost.json", b"{}"), "not a Signpost profile"),
        (carrying("profile.signpost.json", b"\xff\xfe"), "not UTF-8"),
        (carrying("profile.signpost.json", b"[" * 100_000), "nested too deeply"),
    ],
)
def test_a_foreign_or_empty_file_gives_one_sentence(
    data: bytes, said: str, tmp_path: Path
) -> None:
    (tmp_path / "x.pdf").write_bytes(data)
    with pytest.raises(AppError, match=said):
        profile_from_pdf(tmp_path / "x.pdf")


def test_a_missing_file_gives_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(AppError, match=r"x\.pdf"):
        profile_from_pdf(tmp_path / "x.pdf")


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cut=st.floats(0, 1), noise=st.binary(max_size=40))
def test_a_damaged_document_opens_whole_or_gives_one_sentence(
    sound: bytes, settled: Profile, tmp_path: Path, cut: float, noise: bytes
) -> None:
    place = int(cut * len(sound))
    (tmp_path / "x.pdf").write_bytes(sound[:place] + noise + sound[place + 2 * len(noise) :])
    with suppress(AppError):
        assert isinstance(profile_from_pdf(tmp_path / "x.pdf"), Profile)


def test_half_a_document_gives_one_sentence(sound: bytes, tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(sound[: len(sound) // 2])
    with pytest.raises(AppError, match=r"x\.pdf"):
        profile_from_pdf(tmp_path / "x.pdf")
