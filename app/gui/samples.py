"""The sample projects that a new data folder begins with."""

from typing import Final

from app.decision.profile import read_profile
from app.gui import steps
from app.paths import RESOURCES
from app.store import Store
from app.words import Language

SAMPLES: Final = 2  # how many there are


def add_samples(store: Store, language: Language) -> None:
    for file in sorted((RESOURCES / "samples" / language).glob("*.json")):
        store.add(read_profile(file.read_bytes(), file.name), steps.RECOMMENDATION)
