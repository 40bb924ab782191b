"""The models the guide knows: the figure's tree, the licence table, today's shortlist."""

import csv
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from app.guide.models import (
    BranchId,
    Commercial,
    LicenceStatus,
    ModelKind,
    ShortlistModel,
    SourceKind,
)
from app.guide.part import Part, Text
from app.guide.types import Guide

BOXES = Path(__file__).resolve().parent.parent / "data" / "models" / "figure_boxes.csv"
JAPANESE = re.compile("[\u3040-\u30ff\u4e00-\u9fff]")
HALF_WIDTH = re.compile("[\uff61-\uff9f]|[\u3040-\u30ff\u4e00-\u9fff][,.!?]")


def texts(part: object) -> list[Text]:
    if isinstance(part, Text):
        return [part]
    if isinstance(part, tuple):
        return [text for item in part for text in texts(item)]
    if isinstance(part, Part):
        return [text for item in vars(part).values() for text in texts(item)]
    return []


def test_the_tree_is_the_figure_box_by_box(guide: Guide) -> None:
    """Name, maker, month, branch, filled or hollow, line and place as read off the figure."""
    with BOXES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))[1:]
    ours = [
        [m.id, m.box, m.organisation, m.released, m.branch, str(m.open), m.parent, m.x, m.y]
        for m in guide.models.tree
    ]
    assert [[*row[:7], float(row[7]), float(row[8])] for row in rows] == ours


def test_the_tree_counts_as_the_figure_does(guide: Guide) -> None:
    """61 boxes in its third version, three more only in the second; 37 open and 24 closed."""
    third = [model for model in guide.models.tree if "V3" in model.figure_versions]
    assert (len(guide.models.tree), len(third)) == (64, 61)
    assert Counter(model.branch for model in third) == {
        BranchId.PRE_TRANSFORMER: 5,
        BranchId.ENCODER_ONLY: 7,
        BranchId.ENCODER_DECODER: 12,
        BranchId.DECODER_ONLY: 37,
    }
    assert sum(model.open for model in third) == 37


def test_every_line_of_the_tree_is_drawn_from_something_older(guide: Guide) -> None:
    models = guide.models
    for model in models.tree:
        above = models.tree_model.get(model.parent)
        assert above is None or above.released <= model.released, model.id


def test_the_licence_table_has_its_corrections(guide: Guide) -> None:
    """33 rows; what was wrong or has changed says so in words, and 2026 differs from 2023."""
    rows = guide.models.licences
    assert Counter(row.status for row in rows) == {
        LicenceStatus.CURRENT: 16,
        LicenceStatus.IMPRECISE: 7,
        LicenceStatus.OUTDATED: 4,
        LicenceStatus.WRONG: 4,
        LicenceStatus.SUPERSEDED: 2,
    }
    assert all(row.correction for row in rows if row.status is not LicenceStatus.CURRENT)
    assert Counter(row.then.commercial for row in rows) == {"yes": 21, "no": 11, "conditional": 1}
    assert Counter(row.now.commercial for row in rows) == {"yes": 17, "conditional": 10, "no": 6}


def test_the_shortlist_covers_every_kind_of_model(guide: Guide) -> None:
    assert Counter(model.kind for model in guide.models.shortlist) == {
        ModelKind.HOSTED: 15,
        ModelKind.OPEN_LLM: 21,
        ModelKind.ENCODER: 9,
        ModelKind.ENCODER_DECODER: 5,
        ModelKind.EMBEDDING: 9,
        ModelKind.FEW_SHOT: 1,
    }


def test_no_price_stands_without_its_day_and_source(guide: Guide) -> None:
    priced = [model for model in guide.models.shortlist if model.price]
    assert {model.id for model in guide.models.shortlist if model.kind is ModelKind.HOSTED} <= {
        model.id for model in priced
    }
    for model in priced:
        assert model.price
        assert date(2026, 1, 1) <= model.price.date <= guide.models.snapshot
        assert guide.models.verified(model.price.sources)


def test_closed_models_promise_nothing_about_business_use(guide: Guide) -> None:
    """Their makers' terms were not read, so the most that is said is "with conditions"."""
    for model in guide.models.shortlist:
        if not model.open_weights:
            assert model.commercial is Commercial.CONDITIONAL, model.id


def test_what_only_second_hand_sources_say_is_known_as_unverified(guide: Guide) -> None:
    """A reseller's release date is no more than that; a maker's licence is."""
    models = guide.models
    assert "released" in models.unverified(models.model["claude-opus-5.5"])
    assert "licence" in models.unverified(models.model["phi-4-mini"])
    assert "licence" not in models.unverified(models.model["gpt-oss-20b"])
    assert not models.date_verified(models.tree_model["anthropic-lm-v4-s3"])
    assert models.date_verified(models.tree_model["bert"])


def test_our_own_rules_of_thumb_say_so(guide: Guide) -> None:
    for figure in guide.models.figures:
        assert figure.low <= figure.high
        kinds = {guide.models.source[name].kind for name in figure.sources}
        assert kinds & {SourceKind.OURS, SourceKind.PRIMARY}


@pytest.mark.parametrize("field", ["tree", "licences", "shortlist", "figures", "branches"])
def test_everything_is_said_in_natural_words_of_both_languages(guide: Guide, field: str) -> None:
    found = texts(getattr(guide.models, field))
    assert found
    for text in found:
        assert not HALF_WIDTH.search(text.ja), text.ja
        assert "!" not in text.en
        if not re.fullmatch(r"[\d.,MBT〜/ ]*", text.ja):
            assert JAPANESE.search(text.ja), text.ja
    sentences = [m.description for m in guide.models.tree] + [
        m.why for m in guide.models.shortlist
    ]
    for text in sentences:
        assert text.en.endswith("."), text.en
        assert re.search("(です|ます|ました|でした|ません)。$", text.ja), text.ja


def test_a_badge_is_legible_and_no_two_makers_of_the_tree_share_one(guide: Guide) -> None:
    """White letters on the badge's colour have a contrast of at least 4.5 to 1."""
    models = guide.models
    badges = [organisation.badge for organisation in models.organisations]
    assert len(badges) == len(set(badges))
    for organisation in models.organisations:
        assert 1.05 / (_luminance(organisation.colour) + 0.05) >= 4.5, organisation.name


def test_a_model_of_today_can_be_followed_back_into_the_tree(guide: Guide) -> None:
    known = [model for model in guide.models.shortlist if model.tree_model]
    assert len(known) == 21
    assert _named(known, "glm-5.2").tree_model == "chatglm"


def _named(models: list[ShortlistModel], name: str) -> ShortlistModel:
    return next(model for model in models if model.id == name)


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
