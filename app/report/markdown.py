"""The document as a decision record in Markdown, in the shape of MADR."""

import re
from collections.abc import Iterator

from app.report.types import Block, Cell, Mark, Report
from app.words import say

SPECIAL = re.compile(r"([\\`*_{}\[\]<>#!|~$&]|^[-+=]|(?<=^\d)[.)])")


def markdown(report: Report) -> str:
    """The record as Markdown text. What users wrote is escaped, so that it prints literally."""
    return "\n".join(_lines(report)).rstrip() + "\n"


def _lines(report: Report) -> Iterator[str]:
    page, language = report.page_one, report.language
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
    if page.limits.more:
        yield ""
        yield plain(page.limits.more)
    yield from _part(page.steps.heading)
    for number, step in enumerate(page.steps.actions, 1):
        yield f"{number}. {plain(step.what)} ({plain(step.who)}; {plain(step.how_long)})"
    yield from _part(report.appendix)
    for section in report.sections:
        yield f"### {section.letter} {plain(section.heading)}"
        yield ""
        for block in section.blocks:
            yield from _block(block)
            yield ""
    yield "---"
    yield ""
    yield f"{plain(report.footer.provenance)}. {plain(report.footer.caveat)}"


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
