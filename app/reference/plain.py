"""An article as plain text, for the command line."""

from typing import Final

from app.reference.article import Article, Block, Chip, Inline, Line, Look, Ref, Strong, Web
from app.reference.reference import Reference

POINT: Final = "  - "


def plain(whole: Reference, article: Article) -> str:
    """Title, blocks and citation; links are shown with the id that opens them."""
    blocks = (_block(whole, block) for block in article.blocks)
    return "\n".join((article.over, article.title, *blocks, "", article.citation))


def _block(whole: Reference, block: Block) -> str:
    lines = [_line(whole, line).strip() for line in block.lines]
    match block.look:
        case Look.HEADING:
            return f"\n{lines[0]}"
        case Look.POINTS:
            return "\n".join(f"{POINT}{line}" for line in lines)
        case Look.NOTICE:
            return "\n".join(f"  | {line}" for line in lines)
        case _:
            return lines[0]


def _line(whole: Reference, line: Line) -> str:
    return "".join(_inline(whole, part) for part in line).replace("  ", " ")


def _inline(whole: Reference, part: Inline) -> str:
    match part:
        case Ref():
            return f"{whole.title(part)} <{part.article}>"
        case Web():
            return part.url
        case Chip():
            return f"[{part.text}] "
        case Strong():
            return part.text
        case str():
            return part
