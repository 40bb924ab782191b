"""The PDF: one page for the director, sound for machines, literal for whatever users wrote."""

import io
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from app.decision.profile import Profile, read_profile
from app.errors import AppError
from app.guide.types import Guide
from app.probe.types import ProbeResult
from app.report.fonts import REGULAR, characters
from app.report.pdf import Paper, compiler, page_one_png, page_svgs, pdf_bytes, shown, write_pdf
from app.report.types import Brand, Report
from app.words import Language
from tests.hostile import MARKUP, TEXTS, filled

Make = Callable[..., Report]
Set = Callable[..., bytes]
CLIPPED = 5  # what the template says where even its tightest setting was too long
WORST = " ".join(
    TEXTS[name] for name in ("a name of 200 letters", "Typst", "200 ideographs", "Arabic", "emoji")
)


def texts(data: bytes, most: int | None = None) -> list[str]:
    """The text of each page, or of the first ones, on one line."""
    pages = PdfReader(io.BytesIO(data)).pages[:most]
    return [" ".join(page.extract_text().split()) for page in pages]


def squeezed(text: str) -> str:
    return "".join(text.split())


def deep(thing: Any, *keys: str) -> Any:
    """What lies in a PDF object under the keys, one after the other."""
    for key in keys:
        thing = thing[key].get_object()
    return thing


def parts(thing: Any) -> Iterator[Any]:
    """A structure element and everything below it."""
    thing = thing.get_object()
    if isinstance(thing, list):
        for part in thing:
            yield from parts(part)
    elif isinstance(thing, dict):
        yield thing
        if "/K" in thing:
            yield from parts(thing["/K"])


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("language", Language)
def test_page_one_is_one_page_and_the_appendix_starts_on_the_next(
    make: Make, pdf: Set, settled: Profile, still_open: Profile, language: Language, paper: Paper
) -> None:
    """However short or long the texts are, and while the outcome is still open.

    `tests/bench/page_one.py` says the same of 500 random profiles.
    """
    short = Profile() if paper is Paper.A4 else still_open
    worst = settled.model_copy(
        update=dict.fromkeys(("project", "name", "summary", "owner", "decision_date"), WORST)
    )
    for profile in (short, settled if paper is Paper.A4 else worst):
        report = make(profile, language)
        first, second = map(squeezed, texts(pdf(report, paper), 2))
        assert second.startswith(squeezed(report.appendix))
        assert squeezed(report.page_one.decision.signatures[0]) in first
        assert level(report, paper) < CLIPPED, "page one had to be clipped"


def level(report: Report, paper: Paper) -> int:
    """How tightly page one had to be set."""
    return int(compiler(report, paper, alone=True).query("<level>", field="value", one=True))


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("language", Language)
def test_page_one_is_of_whole_sentences_and_says_where_the_rest_stands(
    make: Make, pdf: Set, settled: Profile, still_open: Profile, language: Language, paper: Paper
) -> None:
    """Somebody signs it: of all texts only a name that is too long is ever cut."""
    for profile in (settled, still_open):
        report = make(profile, language)
        page, first = squeezed(texts(pdf(report, paper), 1)[0]), report.page_one
        assert "…" not in page
        said = [first.sentence, first.definition, first.why.text, first.certainty.reason]
        said += [line.text for line in first.lines]
        said += [text for step in first.steps.actions for text in (step.what, step.who)]
        for few in (first.changes, first.limits):
            whole = all(squeezed(item.text) in page for item in few.items) and not few.more[-1]
            rest = {squeezed(more) for more in (*few.more, *few.more_brief) if more}
            assert whole or any(more in page for more in rest)
        assert [text for text in said if squeezed(text) not in page] == []


def test_the_first_page_says_the_outcome_the_path_and_the_limits(
    make: Make, pdf: Set, settled: Profile, guide: Guide
) -> None:
    report = make(settled)
    page = squeezed(texts(pdf(report), 1)[0])
    first = report.page_one
    said = [first.sentence, first.definition, *(line.text for line in first.lines)]
    said += [question.short.en for question in guide.questions]
    assert [text for text in said if squeezed(text) not in page] == []


def test_what_users_wrote_is_printed_and_never_executed(
    make: Make, pdf: Set, settled: Profile
) -> None:
    profile = settled.model_copy(update={"name": "#panic()*b*", "summary": MARKUP})
    data = pdf(make(profile))
    first = texts(data, 1)[0]
    assert "#panic()*b*" in first
    assert squeezed(MARKUP) in squeezed(first)


def test_japanese_is_set_and_can_be_read_back(make: Make, pdf: Set, settled: Profile) -> None:
    profile = settled.model_copy(update={"name": "問い合わせの振り分け"})
    report = make(profile, Language.JA)
    assert squeezed(report.page_one.sentence) in squeezed(texts(pdf(report), 1)[0])


def test_a_screen_reader_finds_tags_language_and_title(
    make: Make, pdf: Set, settled: Profile
) -> None:
    """PDF/UA-1 and PDF/A-3b are declared; Typst refuses to write them where they do not hold."""
    for language in Language:
        report = make(settled, language)
        reader = PdfReader(io.BytesIO(pdf(report)))
        root = reader.root_object
        assert "/StructTreeRoot" in root
        assert deep(root, "/MarkInfo", "/Marked")
        assert str(root["/Lang"]).startswith(language.value)
        assert reader.metadata is not None
        assert reader.metadata.title == report.title
        xmp = deep(root, "/Metadata").get_data().decode()
        assert "<pdfuaid:part>1<" in xmp
        assert "<pdfaid:part>3<" in xmp
        assert "<pdfaid:conformance>B<" in xmp


def test_every_picture_has_a_text_in_its_place(
    make: Make, pdf: Set, still_open: Profile, long_probe: ProbeResult
) -> None:
    report = make(still_open, probe=long_probe)
    reader = PdfReader(io.BytesIO(pdf(report)))
    figures = [
        part
        for part in parts(deep(reader.root_object, "/StructTreeRoot", "/K"))
        if part.get("/S") == "/Figure"
    ]
    assert len(figures) == 8, "path, flow, changes, tree, shares, curve, labels, cost"
    assert all(str(figure.get("/Alt", "")).strip() for figure in figures)


def test_only_shipped_fonts_are_used_and_all_are_embedded(
    make: Make, pdf: Set, settled: Profile
) -> None:
    reader = PdfReader(io.BytesIO(pdf(make(settled, Language.JA))))
    fonts = [
        font.get_object()
        for page in reader.pages
        for font in deep(page, "/Resources", "/Font").values()
    ]
    names = {str(font["/BaseFont"]).partition("+")[2] for font in fonts}
    assert names
    for font in fonts:
        (inner,) = (part.get_object() for part in font["/DescendantFonts"])
        assert deep(inner, "/FontDescriptor").keys() & {"/FontFile2", "/FontFile3"}
    assert {name.partition("-")[0] for name in names} <= {"Inter", "SignpostSansJP", "DejaVuSans"}


def test_the_document_carries_its_profile_and_its_probe(
    make: Make, pdf: Set, settled: Profile, probe: ProbeResult
) -> None:
    carried = PdfReader(io.BytesIO(pdf(make(settled, probe=probe)))).attachments
    assert read_profile(carried["profile.signpost.json"][0], "") == settled
    assert ProbeResult.model_validate_json(carried["probe.json"][0]) == probe


def test_each_attachment_says_what_it_is_to_the_document(
    make: Make, pdf: Set, settled: Profile, probe: ProbeResult
) -> None:
    """PDF/A-3 asks for it: the profile is the source, the measurement is data."""
    root = PdfReader(io.BytesIO(pdf(make(settled, probe=probe)))).root_object
    said = {
        str(file["/UF"]): str(file["/AFRelationship"])
        for file in (part.get_object() for part in deep(root, "/AF"))
    }
    assert said == {"profile.signpost.json": "/Source", "probe.json": "/Data"}


def test_the_same_report_gives_the_same_bytes(make: Make, settled: Profile) -> None:
    assert pdf_bytes(make(settled)) == pdf_bytes(make(settled))


def test_characters_without_a_font_are_shown_as_a_mark_and_counted(
    make: Make, pdf: Set, settled: Profile
) -> None:
    profile = settled.model_copy(update={"name": "नमस्ते"})
    pages = texts(pdf(make(profile)), 1)
    assert "□" in pages[0]
    assert "6 characters" in pages[0]
    assert "characters" not in texts(pdf(make(settled)), 1)[0].partition("Next steps")[2]


def test_long_words_may_be_broken_and_japanese_stays_whole() -> None:
    assert shown("W" * 30).replace("\u200b", "") == "W" * 30
    assert "\u200b" in shown("W" * 30)
    assert shown("サーベイによれば、LLM は有効です。") == "サーベイによれば、LLM は有効です。"
    assert "\u200b" in shown("。" * 50)
    assert shown("direct_debit_payment_not_recognised").split("\u200b")[:2] == [
        "direct_",
        "debit_",
    ]
    assert shown("e\u0489x" * 20).split("\u200b")[0] == "e\u0489xe\u0489x"


def test_a_folder_that_is_missing_is_said_and_leaves_nothing(
    make: Make, settled: Profile, tmp_path: Path
) -> None:
    with pytest.raises(AppError, match="nowhere"):
        write_pdf(make(settled), tmp_path / "nowhere" / "out.pdf")
    assert list(tmp_path.iterdir()) == []


@settings(max_examples=100)
@given(text=st.text(max_size=80) | st.sampled_from([*TEXTS.values()]))
def test_whatever_is_printed_has_a_glyph_and_loses_nothing_that_has_one(text: str) -> None:
    """PDF/A refuses a character without a glyph; marks that are never seen may go."""
    regular = characters(REGULAR)
    printed = shown(text)
    assert all(c in regular for c in printed if c != "\u200b")
    kept = [c for c in unicodedata.normalize("NFC", text) if c in regular and c.isalnum()]
    assert [c for c in printed if c.isalnum()] == kept


def test_hostile_texts_come_out_whole_and_leave_page_one_alone(make: Make, guide: Guide) -> None:
    """All of them as notes of one profile, and the worst of them in every field of its page one.

    What the shipped fonts have is found in the document again, and the profile comes back equal.
    """
    few = [*TEXTS.values()]
    notes = {
        name: {"value": "no", "note": " ".join(few[place :: len(guide.question)])}
        for place, name in enumerate(guide.question)
    }
    profile = filled(WORST, {}).model_copy(
        update={"answers": Profile.model_validate({"answers": notes}).answers}
    )
    report = make(profile)
    data = pdf_bytes(report)
    pages = texts(data, 6)  # the notes stand in section A
    assert squeezed(pages[1]).startswith(squeezed(report.appendix))
    assert level(report, Paper.A4) < CLIPPED
    whole = squeezed(" ".join(pages))
    assert [name for name in FOUND if squeezed(TEXTS[name]) not in whole] == []
    attached = PdfReader(io.BytesIO(data)).attachments["profile.signpost.json"][0]
    assert read_profile(attached, "") == profile


@pytest.mark.parametrize("text", ["W" * 4000, "。" * 3000, "x🎫" * 700])
def test_no_text_breaks_at_too_many_places_to_be_set(
    make: Make, settled: Profile, text: str
) -> None:
    """Typst refuses a paragraph in which its rules match 512 times."""
    answers = {**settled.answers, "few_labels": {"value": "no", "note": text}}
    fields = dict.fromkeys(("project", "name", "summary", "owner"), text)
    profile = Profile.model_validate({**settled.model_dump(), **fields, "answers": answers})
    report = make(profile, Language.JA)
    assert int(compiler(report, Paper.LETTER).query("<appendix>", field="value", one=True)) == 2
    assert level(report, Paper.LETTER) < CLIPPED


def test_what_cannot_be_set_is_said_in_one_sentence(make: Make, settled: Profile) -> None:
    report = replace(make(settled), brand=Brand(accent="no colour"))
    for way in (pdf_bytes, page_one_png, page_svgs):
        with pytest.raises(AppError, match="Shorten") as refused:
            way(report)
        assert "HTML" in refused.value.text(Language.JA)


FOUND = (  # texts that a reader reads from left to right and whose letters the fonts have
    "a name of 200 letters",
    "200 ideographs",
    "Japanese",
    "katakana",
    "Korean",
    "Typst",
    "Typst blocks",
    "special characters",
    "braces",
    "HTML",
    "Markdown",
    "a path",
    "an address",
    "Vietnamese",
)
