"""The work behind a result: its examples read again, its figures with labels put right, and two
results compared. Values in, values out, off the interface's thread."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from app.gui.jobs import Progress
from app.measurement import READY
from app.probe.relabel import Corrections
from app.probe.types import Example, ProbeResult
from app.store import SavedProbe, Store

if TYPE_CHECKING:
    from app.probe.compare import Compared

Stop = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Recounted:
    """`examples` is None where their file is gone, `result` where nothing was to be recounted or
    it could not be."""

    examples: tuple[Example, ...] | None
    result: ProbeResult | None = None


def recount(
    data_dir: Path,
    result: ProbeResult,
    examples: tuple[Example, ...] | None,
    corrections: Corrections,
    progress: Progress,
    cancelled: Stop,
) -> Recounted:
    """`examples`: those that were read before."""
    # what reads files loads here and not when the page is opened
    from app.probe.kept_examples import examples_of  # noqa: PLC0415
    from app.probe.relabel import relabelled  # noqa: PLC0415

    known = examples if examples is not None else examples_of(data_dir, result, cancelled)
    if known is None or not corrections:
        return Recounted(known)
    counted = relabelled(
        result, known, corrections, compute=READY, training=progress, cancelled=cancelled
    )
    return Recounted(known, counted)


def kept_probes(
    data_dir: Path, profile: int | None, _progress: Progress, _cancelled: Stop
) -> list[SavedProbe]:
    """Every measurement of the profile, the newest first. Thousands of answers each are read,
    while the window has the store open and waits for nothing."""
    if profile is None:
        return []
    with Store.beside(data_dir) as store:
        return store.probes(profile)[::-1]


def compared(
    data_dir: Path, first: SavedProbe, second: SavedProbe, progress: Progress, cancelled: Stop
) -> "tuple[SavedProbe, SavedProbe, Compared]":
    """Both, and the second against the first, as they were measured. The kept file, where it is
    there, tells which examples belong together."""
    from app.probe.compare import compare, same_data  # noqa: PLC0415
    from app.probe.kept_examples import examples_of  # noqa: PLC0415

    one, other = first.result, second.result
    known = examples_of(data_dir, other, cancelled) if same_data(one, other) else None
    asked = {each.id for each in one.predictions}
    examples = None if known is None else tuple(each for each in known if each.id in asked)
    told = READY(partial(compare, one, other, examples), progress, cancelled)
    return first, second, told
