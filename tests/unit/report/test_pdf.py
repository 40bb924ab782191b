"""The PDF: one page for the director, sound for machines, literal for whatever users wrote."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from app.decision.profile import Profile, read_profile
from app.errors import AppError
from app.probe.types import ProbeResult
from app.report.pdf import Paper, compiler, pdf_bytes, shown, write_pdf
from app.report.types import Report
from app.words import Language

Make = Callable[..., Report]
MARKUP = '#panic("x") *b* _i_ $x^2$ <a> @ref & \\ // /* ` ~ = - + [l](http://x) #{1+1}'
LONG = "W" * 200
WORST = (
    f"{LONG} {MARKUP} {'鑫' * 200} \u202eright-to-left\x07 שלום مرحبا 😀 한국어 ไทย {'。' * 200}"
)


def texts(data: bytes) -> list[str]:
    """The text of each page, on one line, without the marks that only allow a line break."""
    pages = PdfReader(io.BytesIO(data)).pages
    return [" ".join(page.extract_text().replace("\u200b", "").split()) for page in pages]


def squeezed(text: str) -> str:
    return "".join(text.replace("\u200b", "").split())


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
    make: Make, settled: Profile, still_open: Profile, language: Language, paper: Paper
) -> None:
    """However short or long the texts are, and while the outcome is still open."""
    worst = settled.model_copy(
        update=dict.fromkeys(("project", "name", "summary", "owner", "decision_date"), WORST)
    )
    for profile in (settled, still_open, worst, Profile()):
        report = make(profile, language)
        pages = [squeezed(page) for page in texts(pdf_bytes(report, paper))]
        starts = [page.startswith(squeezed(report.appendix)) for page in pages]
        assert starts.index(True) == 1
        assert squeezed(report.page_one.signatures[0]) in pages[0]
    assert level(make(worst, language), paper) < 6, "page one had to be clipped"


def level(report: Report, paper: Paper) -> int:
    """How tightly page one had to be set; 6 means that even the tightest was too long."""
    return int(compiler(report, paper).query("<level>", field="value", one=True))


def test_the_first_page_says_the_outcome_the_path_and_the_limits(
    make: Make, settled: Profile
) -> None:
    report = make(settled)
    page = squeezed(texts(pdf_bytes(report))[0])
    first = report.page_one
    said = [first.sentence, first.definition, *(line.text for line in first.lines)]
    said += [node.short for node in report.path.nodes]
    assert [text for text in said if squeezed(text) not in page] == []


def test_what_users_wrote_is_printed_and_never_executed(make: Make, settled: Profile) -> None:
    profile = settled.model_copy(update={"name": "#panic()*b*", "summary": MARKUP})
    data = pdf_bytes(make(profile))
    assert "#panic()*b*" in texts(data)[0]
    assert squeezed(MARKUP) in squeezed(" ".join(texts(data)))


def test_japanese_is_set_and_can_be_read_back(make: Make, settled: Profile) -> None:
    profile = settled.model_copy(update={"name": "問い合わせの振り分け"})
    report = make(profile, Language.JA)
    assert squeezed(report.page_one.sentence) in squeezed(texts(pdf_bytes(report))[0])


def test_a_screen_reader_finds_tags_language_and_title(make: Make, settled: Profile) -> None:
    """PDF/UA-1 and PDF/A-3b are declared; Typst refuses to write them where they do not hold."""
    for language in Language:
        report = make(settled, language)
        reader = PdfReader(io.BytesIO(pdf_bytes(report)))
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
    make: Make, settled: Profile, probe: ProbeResult
) -> None:
    report = make(settled, probe=probe)
    reader = PdfReader(io.BytesIO(pdf_bytes(report)))
    figures = [
        part
        for part in parts(deep(reader.root_object, "/StructTreeRoot", "/K"))
        if part.get("/S") == "/Figure"
    ]
    assert len(figures) == 4, "the path, the whole flow, the chart, the cost"
    assert all(str(figure.get("/Alt", "")).strip() for figure in figures)


def test_only_shipped_fonts_are_used_and_all_are_embedded(make: Make, settled: Profile) -> None:
    reader = PdfReader(io.BytesIO(pdf_bytes(make(settled, Language.JA))))
    names = {
        str(font.get_object()["/BaseFont"]).partition("+")[2]
        for page in reader.pages
        for font in deep(page, "/Resources", "/Font").values()
    }
    assert names
    assert {name.partition("-")[0] for name in names} <= {"Inter", "SignpostSansJP", "DejaVuSans"}


def test_the_document_carries_its_profile_and_its_probe(
    make: Make, settled: Profile, probe: ProbeResult
) -> None:
    carried = PdfReader(io.BytesIO(pdf_bytes(make(settled, probe=probe)))).attachments
    assert read_profile(carried["profile.signpost.json"][0], "") == settled
    assert ProbeResult.model_validate_json(carried["probe.json"][0]) == probe


def test_the_same_report_gives_the_same_bytes(make: Make, settled: Profile) -> None:
    assert pdf_bytes(make(settled)) == pdf_bytes(make(settled))


def test_characters_without_a_font_are_shown_as_a_mark_and_counted(
    make: Make, settled: Profile
) -> None:
    profile = settled.model_copy(update={"name": "नमस्ते"})
    pages = texts(pdf_bytes(make(profile)))
    assert "□" in pages[0]
    assert "6 characters" in pages[0]
    assert "characters" not in texts(pdf_bytes(make(settled)))[0].partition("Next steps")[2]


def test_long_words_may_be_broken_and_japanese_stays_whole() -> None:
    assert shown("W" * 30).replace("\u200b", "") == "W" * 30
    assert "\u200b" in shown("W" * 30)
    assert shown("サーベイによれば、LLM は有効です。") == "サーベイによれば、LLM は有効です。"
    assert "\u200b" in shown("。" * 50)


def test_a_folder_that_is_missing_is_said_and_leaves_nothing(
    make: Make, settled: Profile, tmp_path: Path
) -> None:
    with pytest.raises(AppError, match="nowhere"):
        write_pdf(make(settled), tmp_path / "nowhere" / "out.pdf")
    assert list(tmp_path.iterdir()) == []


anything = st.text(max_size=60) | st.sampled_from([MARKUP, LONG, WORST, "\n\n", "\u0301" * 50])
hostile = st.builds(
    Profile,
    project=anything,
    name=anything,
    summary=anything,
    owner=anything,
    decision_date=anything,
    task=anything,
    answers=st.dictionaries(
        st.sampled_from(["human_like", "few_labels", "world_knowledge", "context_sufficient"])
        | anything,
        st.fixed_dictionaries(
            {"value": st.sampled_from(["yes", "no", "unsure"]), "note": anything}
        ),
        max_size=5,
    ),
    facts=st.fixed_dictionaries({"domain": anything, "languages": st.lists(anything, max_size=3)}),
    limits=st.fixed_dictionaries(
        {"data_may_leave": st.sampled_from(["yes", "no", "unsure", None])}
    ),
)


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(profile=hostile, language=st.sampled_from(Language), paper=st.sampled_from(Paper))
def test_no_text_breaks_the_document(
    make: Make, profile: Profile, language: Language, paper: Paper
) -> None:
    """Page one stays one page, the profile comes back equal, and Typst finds nothing to refuse."""
    report = make(profile, language)
    data = pdf_bytes(report, paper)
    reader = PdfReader(io.BytesIO(data))
    assert squeezed(reader.pages[1].extract_text()).startswith(squeezed(report.appendix))
    assert read_profile(reader.attachments["profile.signpost.json"][0], "") == profile
