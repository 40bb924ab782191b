"""The guide to read, written once in each language."""

import pytest

from app.guide.load import load_guide
from app.guide.search import Index
from app.guide.types import Guide
from app.reference.find import article_index
from app.reference.reference import Reference, reference
from app.words import Language


@pytest.fixture(scope="session")
def guide() -> Guide:
    return load_guide()


@pytest.fixture(scope="session")
def english(guide: Guide) -> Reference:
    return reference(guide, Language.EN)


@pytest.fixture(scope="session")
def japanese(guide: Guide) -> Reference:
    return reference(guide, Language.JA)


@pytest.fixture(scope="session")
def index(guide: Guide) -> Index:
    return article_index(guide)
