"""The files that a document can become."""

from enum import StrEnum

from app.report.html import html
from app.report.markdown import markdown
from app.report.pdf import Paper, page_one_png, pdf_bytes
from app.report.types import Document, Report


class Format(StrEnum):
    """The value is what its files end in."""

    PDF = "pdf"
    HTML = "html"
    PNG = "png"  # page one, for slides
    MARKDOWN = "md"


def made(report: Document, form: Format, paper: Paper) -> bytes:
    """The file's bytes; the same for the same arguments. A collection has no decision record."""
    match form:
        case Format.PDF:
            return pdf_bytes(report, paper)
        case Format.PNG:
            return page_one_png(report, paper)
        case Format.HTML:
            return html(report).encode()
        case Format.MARKDOWN:
            assert isinstance(report, Report)
            return markdown(report).encode()
