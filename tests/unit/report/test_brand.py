"""The organisation's look: what cannot be used is refused in one sentence, the rest is set."""

import io
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from struct import pack

import pytest
from pypdf import PdfReader

from app.decision.profile import Profile
from app.errors import AppError
from app.letterhead import FOLDER, brand_noted, brand_of, noted, take_logo
from app.report.brand import checked_accent, checked_logo
from app.report.pdf import pdf_bytes
from app.report.types import Brand, Report
from app.settings import Branding

Make = Callable[..., Report]
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 4"><path d="M0 0h8v4z"/></svg>'


def png(width: int = 3, height: int = 2) -> bytes:
    def part(kind: bytes, body: bytes) -> bytes:
        return pack(">I", len(body)) + kind + body + pack(">I", zlib.crc32(kind + body))

    head = part(b"IHDR", pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    body = part(b"IDAT", zlib.compress(b"\0" * (height * (1 + 3 * width))))
    return b"\x89PNG\r\n\x1a\n" + head + body + part(b"IEND", b"")


def test_a_colour_is_taken_as_people_write_it() -> None:
    written = ["#0b63c5", "0B63C5", " #0B63C5 ", "#a00", ""]
    assert [checked_accent(text) for text in written] == [
        "#0B63C5", "#0B63C5", "#0B63C5", "#AA0000", "",
    ]  # fmt: skip


def test_a_pale_colour_is_refused_and_the_nearest_good_one_offered() -> None:
    with pytest.raises(AppError) as fault:
        checked_accent("#FFCC00")
    assert checked_accent(str(fault.value.values["nearest"])) == fault.value.values["nearest"]
    with pytest.raises(AppError, match="hexadecimal"):
        checked_accent("blue")


def test_png_and_svg_are_taken_and_both_become_a_drawing() -> None:
    assert checked_logo(SVG.encode(), "logo.svg") == SVG
    assert "data:image/png;base64," in checked_logo(png(), "logo.png")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"GIF89a", "neither"),
        (b"<html></html>", "neither"),
        (SVG.encode("utf-16"), "neither"),
        (png()[:30], "damaged"),
        (png(3000, 1), "pixels"),
        (b"x" * 200_001, "200 kB"),
        (b"<!DOCTYPE svg>" + SVG.encode(), "document type"),
        (SVG.replace("<path", "<text>A</text><path").encode(), "paths"),
        (SVG.replace("<path", "<script/><path").encode(), "script"),
        (SVG.replace("<path", "<path onclick='x()'").encode(), "script"),
        (SVG.replace("<path", "<path fill='url(http://x/y)'").encode(), "outside"),
        (SVG.replace("<path", "<image href='logo.png'/><path").encode(), "outside"),
        (SVG.replace("<path", "<style>@import 'x'</style><path").encode(), "outside"),
    ],
)
def test_what_is_no_sound_logo_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(AppError, match=said):
        checked_logo(data, "logo")


def test_a_logo_is_kept_by_its_content_and_one_that_was_changed_is_not_used(
    data_dir: Path, tmp_path: Path
) -> None:
    file = tmp_path / "ours.png"
    file.write_bytes(png())
    name = take_logo(data_dir, file)
    assert take_logo(data_dir, file) == name
    branding = Branding(
        organisation="Helpdesk Ltd", logo=name, accent="#0B63C5", footer="Internal"
    )
    brand = brand_of(data_dir, branding)
    assert (brand.organisation, brand.footer) == ("Helpdesk Ltd", "Internal")
    assert brand_noted(data_dir, noted(branding)) == brand
    (data_dir / FOLDER / name).write_text(SVG)
    with pytest.raises(AppError, match="changed"):
        brand_of(data_dir, branding)


def test_the_document_shows_it_and_stays_archivable_with_the_same_bytes(
    make: Make, settled: Profile
) -> None:
    brand = Brand("Helpdesk Ltd #1", checked_logo(png(), "logo.png"), "#7A1FA2", "Internal use")
    report = replace(make(settled), brand=brand)
    data = pdf_bytes(report)
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages]
    assert "Helpdesk Ltd #1" in pages[0]
    assert all("Internal use" in page for page in pages)
    assert pages[1].startswith(report.appendix)
    assert data == pdf_bytes(report)
