"""The HTML file: it loads nothing, runs nothing, says what the PDF says, and is literal."""

import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from app.decision.profile import Profile
from app.probe.types import ProbeResult
from app.report.html import html
from app.report.markup import Html, clean, tag
from app.report.types import Brand, Report
from app.words import Language

Make = Callable[..., Report]
EVIL = '</title><script>alert(1)</script><img src=x onerror="x()"> & "quoted" \u202egnp.exe\x07'
VOID = {"meta", "img", "col"}


class Reader(HTMLParser):
    """What a browser would find: elements, attributes and text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.open: list[str] = []
        self.text: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def words(self) -> str:
        return " ".join(" ".join(self.text).split())


@pytest.fixture
def whole(make: Make, settled: Profile, probe: ProbeResult) -> str:
    profile = settled.model_copy(update={"name": EVIL, "summary": EVIL, "owner": EVIL})
    brand = Brand(EVIL, '<svg xmlns="http://www.w3.org/2000/svg"/>', "#7A1FA2", EVIL)
    return html(replace(make(profile, probe=probe), brand=brand))


def test_nothing_is_loaded_and_nothing_runs(whole: str) -> None:
    found = Reader(whole)
    assert found.open == []
    assert not {"script", "iframe", "object", "embed", "link", "base", "form"} & {*found.tags}
    for element, name, value in found.attributes:
        assert not name.startswith("on"), (element, name)
        if name in {"src", "href"} and element != "a":
            assert value.startswith(("data:", "#")), (element, name, value)
    assert "default-src 'none'" in whole
    assert not re.search(r"@import|url\(", whole)


def test_what_users_wrote_is_shown_and_never_read_as_html(whole: str) -> None:
    words = Reader(whole).words()
    assert '</title><script>alert(1)</script><img src=x onerror="x()"> & "quoted" gnp.exe' in words
    assert "\u202e" not in words
    assert "\x07" not in whole


@pytest.mark.parametrize("language", Language)
def test_it_says_what_page_one_and_the_appendix_say(
    make: Make, settled: Profile, still_open: Profile, language: Language
) -> None:
    for profile in (settled, still_open, Profile()):
        report = make(profile, language)
        text = html(report)
        words, first = Reader(text).words(), report.page_one
        said = [first.sentence, first.definition, first.why.text, first.certainty.word]
        said += [line.text for line in first.lines] + [part.heading for part in report.sections]
        said += [item.text for item in (*first.changes.items, *first.limits.items)]
        assert [part for part in said if " ".join(part.split()) not in words] == []
        assert f'<html lang="{language.value}">' in text
        assert report.path.alt.replace("’", "’")[:40] in text


def test_the_same_report_gives_the_same_file_and_it_carries_its_profile(
    make: Make, settled: Profile
) -> None:
    report = make(settled)
    assert html(report) == html(make(settled))
    assert " ".join(report.profile_json.split()) in Reader(html(report)).words()


def test_text_is_escaped_unless_it_is_html_already() -> None:
    assert (
        tag("p", "<b>", Html("<i>x</i>"), class_='"') == '<p class="&quot;">&lt;b&gt;<i>x</i></p>'
    )
    assert clean("a\x00b\u2066c\nd") == "abc\nd"
