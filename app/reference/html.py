"""An article as the subset of HTML that Qt's rich text knows. All text is escaped."""

from html import escape
from typing import Final

from app.draw.colours import Colours
from app.reference.article import Article, Block, Chip, Inline, Line, Look, Ref, Strong, Tone, Web
from app.reference.reference import Reference

LONG: Final = 90  # a title with more characters is a sentence, and set smaller
SCHEME: Final = "guide:"  # how links to articles begin, so that they differ from addresses


def page(whole: Reference, article: Article, c: Colours) -> str:
    """The whole article in the colours given."""
    return f"<html><body>{head(article, c)}{body(whole, article, c)}</body></html>"


def head(article: Article, c: Colours) -> str:
    """No <h1>: Qt would enlarge it beyond the size it is given."""
    size, weight = (17, 600) if len(article.title.encode()) > LONG else (24, 700)
    style = f"margin:3px 0 12px 0; font-size:{size}px; font-weight:{weight}; color:{c.text}"
    return (
        f'<p style="margin:0; font-size:12px; font-weight:600; color:{c.muted}">'
        f"{escape(article.over)}</p>"
        f'<p style="{style}">{escape(article.title)}</p>'
    )


def body(whole: Reference, article: Article, c: Colours) -> str:
    return "".join(_block(whole, block, c) for block in article.blocks)


def _block(whole: Reference, block: Block, c: Colours) -> str:
    lines = [_line(whole, line, c) for line in block.lines]
    match block.look:
        case Look.HEADING:
            style = f"margin:20px 0 6px 0; font-size:16px; font-weight:600; color:{c.text}"
            return f'<p style="{style}">{lines[0]}</p>'
        case Look.TEXT:
            return f'<p style="margin:0 0 8px 0; line-height:135%; color:{c.text}">{lines[0]}</p>'
        case Look.SMALL:
            style = f"margin:0 0 8px 0; font-size:12px; color:{c.muted}"
            return f'<p style="{style}">{lines[0]}</p>'
        case Look.POINTS:
            style = f"margin:0 0 5px 0; line-height:130%; color:{c.text}"
            items = "".join(f'<li style="{style}">{line}</li>' for line in lines)
            return f'<ul style="margin:0 0 8px 0">{items}</ul>'
        case Look.NOTICE:
            style = f"margin:0 0 4px 0; line-height:130%; color:{c.text}"
            inside = "".join(f'<p style="{style}">{line}</p>' for line in lines)
            return (
                f'<table width="100%" cellspacing="0" cellpadding="10" bgcolor="{c.accent_soft}"'
                f' style="margin:6px 0 10px 0"><tr><td>{inside}</td></tr></table>'
            )


def _line(whole: Reference, line: Line, c: Colours) -> str:
    return "".join(_inline(whole, part, c) for part in line)


def _inline(whole: Reference, part: Inline, c: Colours) -> str:
    match part:
        case str():
            return escape(part).replace("\n", "<br>")
        case Strong():
            return f"<b>{escape(part.text)}</b>"
        case Ref():
            return _link(f"{SCHEME}{part.article}", whole.title(part), c)
        case Web():
            return _link(part.url, part.url, c)
        case Chip():
            ground = {
                Tone.LLM: c.llm_soft,
                Tone.FINE_TUNED: c.fine_tuned_soft,
                Tone.WARNING: c.bad_soft,
            }.get(part.tone, c.grey_soft)
            style = f"background-color:{ground}; color:{c.text}; font-size:12px; font-weight:600"
            word = escape(part.text).replace(" ", "&nbsp;")
            return f'<span style="{style}">&nbsp;{word}&nbsp;</span>&nbsp; '


def _link(target: str, text: str, c: Colours) -> str:
    style = f"color:{c.accent}; text-decoration:none"
    return f'<a href="{escape(target)}" style="{style}">{escape(text)}</a>'
