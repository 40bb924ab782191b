"""The decision record in Markdown."""

import json
from collections.abc import Callable

from app.decision.profile import Profile
from app.report.markdown import markdown, plain
from app.report.types import Report
from app.words import Language

Make = Callable[..., Report]


def test_the_record_has_the_parts_of_a_decision_record(make: Make, settled: Profile) -> None:
    text = markdown(make(settled))
    parts = [line for line in text.splitlines() if line.startswith("## ")]
    assert parts == [
        "## Context and problem",
        "## Decision drivers",
        "## Considered options",
        "## Decision outcome",
        "## Consequences: your limits",
        "## Confirmation",
        "## Next steps",
        "## Pros and cons of the options",
        "## More information",
    ]


def test_it_opens_with_what_programs_look_for(make: Make, settled: Profile) -> None:
    author = json.dumps([make(settled).author])
    assert markdown(make(settled)).splitlines()[:6] == [
        "---",
        "status: proposed",
        "date: 2026-11-24",
        f"decision-makers: {author}",
        "---",
        "",
    ]
    quoted = markdown(make(settled.model_copy(update={"owner": 'A: "B"\n---'})))
    assert quoted.splitlines()[4] == "---"


def test_every_outcome_is_weighed_with_good_and_bad(make: Make, settled: Profile) -> None:
    report = make(settled)
    text = markdown(report)
    assert [option.name for option in report.options] == [end.word for end in report.path.ends]
    assert "* Good, because the guide’s flow leads here." in text
    assert text.count("* Bad, because the guide’s flow does not lead here.") == 2
    assert "* Good, because of Privacy:" in text


def test_it_says_the_same_as_page_one(make: Make, settled: Profile) -> None:
    for language in Language:
        report = make(settled, language)
        text = markdown(report)
        assert plain(report.page_one.sentence) in text
        assert all(plain(line.text) in text for line in report.page_one.lines)


def test_what_users_wrote_cannot_become_markdown(make: Make, settled: Profile) -> None:
    """No heading, link, image, HTML or table cell comes out of a name or a note."""
    evil = "a | b\n# Approved <script> ![x](http://y) `c` *d*"
    text = markdown(make(settled.model_copy(update={"name": evil, "summary": evil})))
    assert r"a \| b \# Approved \<script\> \!\[x\](http://y) \`c\` \*d\*" in text
    assert "\n# Approved" not in text
    assert [plain(text) for text in ("- a", "1. b", "a - b")] == [r"\- a", r"1\. b", "a - b"]


def test_every_row_of_a_table_has_as_many_cells_as_its_head(make: Make, settled: Profile) -> None:
    tables = [line for line in markdown(make(settled)).splitlines() if line.startswith("| ")]
    bars = [line.replace(r"\|", "").count("|") for line in tables]
    for above, line in enumerate(tables):
        if line.startswith("| ---"):
            assert bars[above] == bars[above - 1] == bars[above + 1]
