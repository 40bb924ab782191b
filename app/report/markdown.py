"""The document as a decision record in Markdown, in the shape of MADR."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime

from app.report.types import Block, Cell, Mark, Report
from app.words import say

SPECIAL = re.compile(r"([\\`*_{}\[\]<>#!|~$&]|^[-+=]|(?<=^\d)[.)])")


def markdown(report: Report) -> str:
    """The record as Markdown text. What users wrote is escaped, so that it prints literally."""
    return "\n".join(_lines(report)).rstrip() + "\n"


def _lines(report: Report) -> Iterator[str]:
    page, language = report.page_one, report.language
    yield from _front(report)
    yield f"# {plain(report.title)}"
    yield ""
    yield f"* {say(language, 'report.record_status')}: {plain(page.status)}"
    for field in page.fields:
        yield f"* {plain(field.label)}: {plain(field.value)}"
    task = " – ".join(filter(None, (page.project, page.name)))
    yield from _part(say(language, "report.record_context"), task, "", page.summary)
    yield from _part(say(language, "report.record_drivers"))
    for line in page.lines:
        yield f"* **{plain(line.heading)}:** {plain(line.text)}"
    yield from _part(say(language, "report.record_options"))
    for end in report.path.ends:
        yield f"* {plain(end.word)}"
    yield from _part(say(language, "report.record_outcome"))
    yield f"**{plain(page.sentence)}** {plain(page.definition)}"
    yield ""
    yield plain(page.why.text)
    yield ""
    yield f"{plain(page.certainty.heading)}: **{plain(page.certainty.word)}.** " + plain(
        page.certainty.reason
    )
    yield ""
    yield plain(report.path.alt)
    yield from _part(say(language, "report.record_consequences"))
    for item in page.limits.items:
        yield f"* {plain(item.mark.word)} – **{plain(item.strong)}:** {plain(item.text)}"
    if page.limits.more[-1]:
        yield ""
        yield plain(page.limits.more[-1])
    yield from _part(say(language, "report.record_confirmation"))
    yield f"**{plain(page.changes.heading)}**"
    yield ""
    for item in page.changes.items:
        word = f" ({plain(item.mark.word)})" if item.mark.word else ""
        yield f"* **{plain(item.strong)}**{word}: {plain(item.text)}"
    yield plain(page.changes.more[-1])
    yield from _part(page.steps.heading)
    for number, step in enumerate(page.steps.actions, 1):
        yield f"{number}. {plain(step.what)} ({plain(step.who)}; {plain(step.how_long)})"
    yield from _weighed(report)
    yield "---"
    yield ""
    yield f"{plain(report.footer.provenance)}. {plain(report.footer.caveat)}"


def _weighed(report: Report) -> Iterator[str]:
    """The options one by one, then the whole appendix."""
    language = report.language
    yield from _part(say(language, "report.record_pros_and_cons"))
    for option in report.options:
        yield f"### {plain(option.name)}"
        yield ""
        yield from (f"* {plain(argument)}" for argument in option.arguments)
        yield ""
    yield from _part(say(language, "report.record_more"))
    for section in report.sections:
        yield f"### {section.letter} {plain(section.heading)}"
        yield ""
        for block in section.blocks:
            yield from _block(block)
            yield ""


def _front(report: Report) -> Iterator[str]:
    """What programs that keep decision records look for; JSON's strings are YAML's too."""
    made = datetime.fromtimestamp(report.made, UTC)
    yield "---"
    yield f"status: {'draft' if report.draft else 'proposed'}"
    yield f"date: {made:%Y-%m-%d}"
    yield f"decision-makers: {json.dumps([report.author], ensure_ascii=False)}"
    yield "---"
    yield ""


def _part(heading: str, *texts: str) -> Iterator[str]:
    yield ""
    yield f"## {plain(heading)}"
    yield ""
    yield from map(plain, texts)


def _block(block: Block) -> Iterator[str]:
    match block.kind:
        case "heading":
            yield f"#### {plain(block.text)}"
        case "paragraph":
            yield f"**{plain(block.text)}**" if block.strong else plain(block.text)
        case "points":
            yield from (f"* {plain(item)}" for item in block.items)
        case "references":
            yield from (f"* {plain(it.text)} {it.url}".rstrip() for it in block.items)
        case "fields":
            yield from (f"* {plain(it.label)}: {plain(it.value)}" for it in block.fields)
        case "code":
            yield f"{plain(block.label)}: `{block.code}`"
        case "table":
            yield _row(block.heads)
            yield _row(["---"] * len(block.heads), escape=False)
            yield from (_row([_word(cell) for cell in row]) for row in block.rows)
        case "drawing":
            yield plain(block.alt)
            if block.caption:
                yield ""
                yield plain(block.caption)


def _row(cells: list[str] | tuple[str, ...], *, escape: bool = True) -> str:
    return "| " + " | ".join(plain(cell) if escape else cell for cell in cells) + " |"


def _word(cell: Cell) -> str:
    return cell.word if isinstance(cell, Mark) else cell


def plain(text: str) -> str:
    """The text on one line, with every character that Markdown gives a meaning to escaped."""
    return SPECIAL.sub(r"\\\1", " ".join(text.split()))
