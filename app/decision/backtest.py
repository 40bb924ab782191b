"""Published head-to-heads against what the three lines say of them. Pure: cases in, tallies out.

A case is a comparison of a prompted large model with a trained one on one task, and the profile
that its situation calls for, answered from the task and not from the result. Line 1 is right
where the guide's outcome is the winner, line 3 where the approach it suggests is of the winner's
kind. "either" (no difference that matters) is right with both kinds; a cascade, which uses both,
and an open outcome, which names none, are right only there. "none" (no model did well) is right
with no_good_fit and with no_model.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from pydantic import BaseModel, ConfigDict, ValidationError

from app.decision.profile import Profile, read_profile, write_profile
from app.decision.recommend import recommend
from app.errors import AppError
from app.guide.types import Guide, Kind, OutcomeId

KEY: Final = "backtest"


class Winner(StrEnum):
    LLM = "llm"
    FINE_TUNED = "fine_tuned"
    EITHER = "either"
    NONE = "none"


class Case(BaseModel):
    """One head-to-head: a profile file with the comparison under the key "backtest".

    `figures` are the source's own.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    family: str
    year: int
    what: str
    llm: str
    fine_tuned: str
    metric: str
    figures: str
    winner: Winner
    source: str
    why_these_answers: str
    miss: str  # why a line differs from what was measured; empty where both agree
    profile: Profile


@dataclass(frozen=True, slots=True)
class Verdict:
    """What lines 1 and 3 say of a case, and whether the measurement bears them out."""

    case: Case
    outcome: OutcomeId | None
    approach: str
    line_1: bool
    line_3: bool


@dataclass(frozen=True, slots=True)
class Tally:
    """Of `cases`, how many each line got right."""

    cases: int
    line_1: int
    line_3: int


_SIDES: Final = {
    Kind.LARGE: Winner.LLM,
    Kind.SMALL: Winner.FINE_TUNED,
    Kind.BOTH: None,
    Kind.NONE: Winner.NONE,
}
_ENDS: Final = {
    OutcomeId.LLM: Winner.LLM,
    OutcomeId.FINE_TUNED: Winner.FINE_TUNED,
    OutcomeId.NO_GOOD_FIT: Winner.NONE,
    None: None,
}


def read_case(data: bytes, name: str) -> Case:
    """A case from its file. Raises AppError with the JSON path of the first thing wrong."""
    profile = read_profile(data, name)
    compared = (profile.model_extra or {}).get(KEY)
    body = compared if isinstance(compared, dict) else {}
    bare = write_profile(profile)
    bare = {key: value for key, value in bare.items() if key not in ("format", "version", KEY)}
    try:
        return Case.model_validate({**body, "profile": Profile.model_validate(bare)})
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        path = ".".join(["$", KEY, *map(str, fault["loc"])])
        raise AppError("backtest_wrong", file=name, path=path, fault=fault["msg"]) from None


def judge(guide: Guide, case: Case) -> Verdict:
    found = recommend(guide, case.profile)
    approach = guide.approach[found.choice.approach]
    return Verdict(
        case,
        found.outcome,
        approach.id,
        _agrees(_ENDS[found.outcome], case.winner),
        _agrees(_SIDES[approach.kind], case.winner),
    )


def tally(verdicts: Sequence[Verdict]) -> Tally:
    return Tally(len(verdicts), sum(v.line_1 for v in verdicts), sum(v.line_3 for v in verdicts))


def tally_by(
    verdicts: Sequence[Verdict], key: Callable[[Case], str | int]
) -> dict[str | int, Tally]:
    """A tally for each year or family, sorted by it."""
    groups = sorted(Counter(key(verdict.case) for verdict in verdicts))
    return {
        group: tally([verdict for verdict in verdicts if key(verdict.case) == group])
        for group in groups
    }


def _agrees(said: Winner | None, winner: Winner) -> bool:
    if winner is Winner.EITHER:
        return said is not Winner.NONE
    return said is winner
