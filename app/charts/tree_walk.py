"""Walking the tree by keyboard, and finding boxes in it. Pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.charts.tree_layout import TreeLayout
from app.guide.models import BranchId, Catalogue, TreeModel


class Way(StrEnum):
    """Up is to a descendant, since the tree grows upward."""

    PARENT = "parent"
    CHILD = "child"
    BEFORE = "before"  # the sibling at the left
    AFTER = "after"


def step(
    models: Sequence[TreeModel], layout: TreeLayout, here: str, way: Way, lit: Collection[str]
) -> str:
    """The box one step away, or `here` where there is none. Boxes not in `lit` are passed over.

    A box without siblings goes on to its neighbour on the same branch, so that no arrow is dead.
    """
    model = next(model for model in models if model.id == here)
    places = layout.places
    if way is Way.PARENT:
        return model.parent if model.parent in lit else _below(models, layout, model, lit)
    if way is Way.CHILD:
        children = [m.id for m in models if m.parent == here and m.id in lit]
        near = sorted(children, key=lambda name: (-places[name].y, places[name].x))
        return near[0] if near else here
    family = [m.id for m in models if m.parent == model.parent and (m.id in lit or m.id == here)]
    if len(family) == 1:
        family = [m.id for m in models if m.branch is model.branch and m.id in lit] + [here]
    ordered = sorted(dict.fromkeys(family), key=lambda name: (places[name].middle, name))
    at = ordered.index(here) + (1 if way is Way.AFTER else -1)
    return ordered[at] if 0 <= at < len(ordered) else here


def _below(
    models: Sequence[TreeModel], layout: TreeLayout, model: TreeModel, lit: Collection[str]
) -> str:
    """From a box straight on a main branch: the next older one there."""
    same = [m for m in models if m.parent == model.parent and m.id in lit and m.id != model.id]
    older = [m.id for m in same if layout.places[m.id].y > layout.places[model.id].y]
    return min(older, key=lambda name: layout.places[name].y, default=model.id)


@dataclass(frozen=True, slots=True)
class Filter:
    """What to show; an empty field asks nothing."""

    text: str = ""  # in a name, a maker or a month
    branch: BranchId | None = None
    open: bool | None = None
    organisation: str = ""
    year: int | None = None


def found(catalogue: Catalogue, wanted: Filter) -> tuple[str, ...]:
    """The models that fit, in the catalogue's order."""
    words = wanted.text.casefold().split()
    return tuple(model.id for model in catalogue.tree if _fits(model, wanted, words))


def _fits(model: TreeModel, wanted: Filter, words: Sequence[str]) -> bool:
    makers = (model.organisation, *model.together_with)
    text = " ".join((model.id, model.name, model.box, model.released, *makers)).casefold()
    return (
        all(word in text for word in words)
        and wanted.branch in (None, model.branch)
        and wanted.open in (None, model.open)
        and wanted.organisation in ("", *makers)
        and wanted.year in (None, int(model.released[:4]))
    )
