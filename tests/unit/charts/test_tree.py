"""The evolutionary tree as a picture: every box, nothing covered, words for everything."""

from itertools import combinations

import pytest

from app.charts.tree import tree_picture
from app.charts.tree_layout import HEIGHT, lay_out
from app.charts.tree_walk import Filter, Way, found, step
from app.draw.svg import svg
from app.draw.types import Box, Words
from app.guide.models import BranchId, Catalogue, TreeModel
from app.guide.types import Guide
from app.words import Language


@pytest.fixture(scope="module")
def models(guide: Guide) -> Catalogue:
    return guide.models


def test_no_box_covers_another(models: Catalogue) -> None:
    places = lay_out(models.tree).places
    for one, other in combinations(places.values(), 2):
        apart = abs(one.y - other.y) >= HEIGHT or one.x + one.width <= other.x
        assert apart or other.x + other.width <= one.x


def test_a_box_stands_at_its_month_and_keeps_the_figures_order(models: Catalogue) -> None:
    """Later is higher, save for a few that gave way by less than two boxes' height."""
    places = lay_out(models.tree).places
    years = dict(lay_out(models.tree).years)
    for model in models.tree:
        year = int(model.released[:4])
        if year >= 2018:
            middle = places[model.id].y + HEIGHT / 2
            assert years[year + 1] - 2 * HEIGHT <= middle <= years[year], model.id


def test_the_same_models_give_the_same_picture(models: Catalogue) -> None:
    assert tree_picture(models, Language.EN) == tree_picture(models, Language.EN)


@pytest.mark.parametrize("language", [*Language])
def test_every_model_can_be_pressed_and_is_named_with_its_maker(
    models: Catalogue, language: Language
) -> None:
    picture = tree_picture(models, language)
    spoken = {spot.id: spot.spoken for spot in picture.spots}
    assert spoken.keys() == {model.id for model in models.tree}
    for model in models.tree:
        assert model.name in spoken[model.id]
        assert model.organisation in spoken[model.id]
    assert "64" in picture.alt
    assert "<title>" in svg(picture)


def test_open_is_filled_and_closed_is_hollow(models: Catalogue) -> None:
    picture = tree_picture(models, Language.EN)
    places = lay_out(models.tree).places
    boxes = {(s.x, s.y): s for s in picture.shapes if isinstance(s, Box) and s.height == HEIGHT}
    for model in models.tree:
        box = boxes[places[model.id].x, places[model.id].y]
        assert (box.fill != "card") is model.open, model.id


def test_names_fit_into_their_boxes_and_badges_name_the_maker(models: Catalogue) -> None:
    texts = [s.text for s in tree_picture(models, Language.EN).shapes if isinstance(s, Words)]
    for model in models.tree:
        assert models.organisation[model.organisation].badge in texts
    assert {"Megatron-Turing NLG", "Anthropic LM v4-s3", "Cohere"} <= set(texts)


def test_what_a_filter_leaves_out_stays_as_a_shadow(models: Catalogue) -> None:
    """The tree keeps its shape; only the rest can be pressed."""
    shown = found(models, Filter(branch=BranchId.ENCODER_ONLY))
    picture = tree_picture(models, Language.EN, shown)
    assert {spot.id for spot in picture.spots} == set(shown)
    assert picture.width == tree_picture(models, Language.EN).width
    assert "7 of 64" in picture.alt
    assert "no model" in tree_picture(models, Language.EN, ()).alt


@pytest.mark.parametrize(
    ("wanted", "some"),
    [
        (Filter(text="flan"), {"flan-t5", "flan-palm", "flan-ul2"}),
        (Filter(text="google 2022-10"), {"flan-t5", "flan-palm"}),
        (Filter(organisation="NVIDIA"), {"mt-nlg"}),
        (Filter(year=2023, open=True), {"llama", "llama-2-chat", "chatglm", "flan-ul2"}),
        (Filter(text="nothing like it"), set()),
    ],
)
def test_models_are_found_by_name_maker_month_and_kind(
    models: Catalogue, wanted: Filter, some: set[str]
) -> None:
    assert set(found(models, wanted)) == some


def test_arrows_walk_to_parent_child_and_sibling(models: Catalogue) -> None:
    layout = lay_out(models.tree)
    lit = {model.id for model in models.tree}

    def go(here: str, way: Way) -> str:
        return step(models.tree, layout, here, way, lit)

    assert go("bert", Way.CHILD) == "roberta"
    assert go("roberta", Way.PARENT) == "bert"
    assert go("codex", Way.AFTER) == "instructgpt"
    assert go("instructgpt", Way.BEFORE) == "codex"
    assert go("chatgpt", Way.CHILD) == "chatgpt"
    assert go("gpt-2", Way.PARENT) == "gpt-1"


def test_every_box_is_reached_by_arrows_from_every_other(models: Catalogue) -> None:
    """Nobody without a mouse is locked into a part of a branch."""
    layout = lay_out(models.tree)
    lit = {model.id for model in models.tree}
    for start in ("bert", "t5", "gpt-3", "word2vec"):
        seen, todo = {start}, [start]
        while todo:
            here = todo.pop()
            for way in Way:
                there = step(models.tree, layout, here, way, lit)
                if there not in seen:
                    seen.add(there)
                    todo.append(there)
        branch = models.tree_model[start].branch
        assert seen >= {model.id for model in models.tree if model.branch is branch}


def test_a_thousand_models_find_a_place_too(models: Catalogue) -> None:
    many = [
        TreeModel.model_validate(model.model_dump() | {"id": f"{model.id}-{n}", "parent": "trunk"})
        for n in range(16)
        for model in models.tree
    ][:1000]
    layout = lay_out(many)
    assert len(layout.places) == 1000
