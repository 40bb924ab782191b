"""The work behind the choice of a model: what an endpoint or a file says before it is measured."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from app.gui.jobs import Progress
from app.gui.measuring import KeyKind, Model
from app.measurement import connected, models_at
from app.probe.child import CONTEXT, check_model_file
from app.probe.endpoint import Endpoint
from app.probe.memory import Fit, refuse_what_does_not_fit
from app.settings import Keys

LABELS: Final = ("yes", "no")  # for the test alone: nothing of the user's is sent


@dataclass(frozen=True, slots=True)
class Tested:
    """`kept`: the key that was entered lies in the system's keyring; None where none was to be
    kept there."""

    host: str
    seconds: float
    schema: bool  # answers are held to the labels
    models: tuple[str, ...]
    kept: bool | None


def tested(model: Model, keys: Keys, _progress: Progress, cancelled: Callable[[], bool]) -> Tested:
    """Ask the endpoint a few harmless questions. AppError says what stands in the way."""
    endpoint, kept = _ready(model, keys)
    found = connected(endpoint, LABELS, cancelled)
    held = found.abilities.schema or found.abilities.grammar
    return Tested(endpoint.host, found.seconds, held, found.models, kept)


def listed(
    model: Model, keys: Keys, _progress: Progress, cancelled: Callable[[], bool]
) -> tuple[str, ...]:
    """The models that the endpoint names. AppError says what stands in the way."""
    endpoint, _ = _ready(model, keys)
    return models_at(endpoint, cancelled)


def fit_of(file: Path, _progress: Progress, _cancelled: Callable[[], bool]) -> Fit | None:
    """How the model compares with the memory there is, None where the file does not say enough.
    AppError where it is no model or does not fit."""
    check_model_file(file)
    return refuse_what_does_not_fit(file, context=CONTEXT, parallel=1)


def _ready(model: Model, keys: Keys) -> tuple[Endpoint, bool | None]:
    """The endpoint with its key, and whether the keyring keeps the key."""
    kept = None
    entered = model.key_kind is KeyKind.ENTERED and model.key
    if entered and model.keep_key and model.endpoint is not None:
        kept = keys.store(model.endpoint, model.key)
        model = replace(model, keep_key=False)
    where = model.where(keys)
    if not isinstance(where, Endpoint):
        raise TypeError("no endpoint was chosen")
    return where, kept
