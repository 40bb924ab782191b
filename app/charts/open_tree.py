"""What is still open, as a small tree: each deciding question with where its replies lead."""

from collections.abc import Mapping
from typing import Final

from app.charts.outcomes import pill
from app.charts.walked import outcome_word, reply_word
from app.decision.profile import Reply
from app.decision.sensitivity import Ahead, Branch, open_tree
from app.draw.colours import Ink
from app.draw.measure import fitted, width_of
from app.draw.types import Anchor, Box, Dash, Line, Picture, Shape, Stroke, Words
from app.guide.types import Guide
from app.words import Language, say

WIDTH: Final = 680.0
ROW: Final = 31.0
SIZE, SMALL = 11.0, 9.4
WIDEST: Final = 66.0  # step to the right from a question to what follows it
NAME: Final = 230.0  # room for the deepest one
TWIG: Final = Stroke(Ink.TEXT, 1.4)


def open_tree_picture(
    guide: Guide, replies: Mapping[str, Reply], language: Language
) -> Picture | None:
    """Questions in the guide's order, the first on top. None where nothing is open."""
    tree = open_tree(guide, replies)
    if not isinstance(tree, Branch):
        return None
    indent = min(WIDEST, (WIDTH - NAME) / _depth(tree))
    shapes, rows = _drawn(guide, tree, 0.0, 0, indent, language)
    said = _in_words(guide, tree, language)
    return Picture(WIDTH, ROW * rows, tuple(shapes), say(language, "flow.tree_alt", tree=said))


def _depth(ahead: Ahead) -> int:
    return 1 + max(_depth(ahead.yes), _depth(ahead.no)) if isinstance(ahead, Branch) else 0


def _drawn(
    guide: Guide, branch: Branch, left: float, row: int, indent: float, language: Language
) -> tuple[list[Shape], int]:
    """The branch with its question in `row`, and the first row below everything it has."""
    level = ROW * (row + 0.5)
    number = list(guide.question).index(branch.question) + 1
    name = guide.question[branch.question].short.to(language)
    text = fitted(f"{number}  {name}", WIDTH - left - 24, SIZE, bold=True)
    wide = width_of(text, SIZE, bold=True) + 20
    shapes: list[Shape] = [
        Box(left + 0.8, level - 11.5, wide, 23, Ink.CARD, Stroke(Ink.TEXT, 1.5, Dash.DASHED), 6),
        Words(left + 10, level + 4, text, SIZE, Ink.TEXT, bold=True),
    ]
    trunk, knee, below = left + 8, left + indent, row + 1
    for reply, ahead in ((Reply.YES, branch.yes), (Reply.NO, branch.no)):
        end = ROW * (below + 0.5)
        word = reply_word(reply, language)
        head = ((knee - 7, end - 4), (knee - 7, end + 4), (knee, end))
        shapes += [
            Line(((trunk, level + 12), (trunk, end), (knee - 6, end)), TWIG),
            Line(head, fill=Ink.TEXT, closed=True),
            Words((trunk + knee - 7) / 2, end - 4, word, SMALL, anchor=Anchor.MIDDLE),
        ]
        if isinstance(ahead, Branch):
            inner, below = _drawn(guide, ahead, knee, below, indent, language)
            shapes += inner
        else:
            shapes += pill(ahead, outcome_word(guide, ahead, language), knee, end, SIZE)
            below += 1
    return shapes, below


def _in_words(guide: Guide, ahead: Ahead, language: Language) -> str:
    if not isinstance(ahead, Branch):
        return outcome_word(guide, ahead, language)
    return say(
        language,
        "flow.branch",
        question=guide.question[ahead.question].short.to(language),
        yes=_in_words(guide, ahead.yes, language),
        no=_in_words(guide, ahead.no, language),
    )
