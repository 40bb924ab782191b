"""What every test shares: no screen is needed, nothing of the user's own is read or written."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

from app.guide.load import load_guide
from app.guide.types import Guide
from app.probe.default_model import default_model

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before Qt is loaded

settings.register_profile("desk", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "desk")

MODELS = Path.home() / ".cache" / "signpost-tests"  # one download for all runs
USERS_OWN = ("HOME", "USERPROFILE", "LOCALAPPDATA", "XDG_DATA_HOME", "XDG_CONFIG_HOME")


@pytest.fixture(autouse=True)
def _not_the_users_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The user's folders lie in the test's own folder, and there is no key to spend."""
    for name in USERS_OWN:
        monkeypatch.setenv(name, str(tmp_path / "home"))
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)


@pytest.fixture(scope="session")
def small_model() -> Path:
    """The default model, fetched once for this machine."""
    return default_model(MODELS, lambda done, total: None, lambda: False)


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    """A data folder for one test. It does not exist yet, as on first start."""
    return tmp_path / "data"


@pytest.fixture(scope="session")
def guide() -> Guide:
    """The shipped guide."""
    return load_guide()
