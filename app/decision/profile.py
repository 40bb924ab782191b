"""A task profile: one task with one kind of output, as its author described it."""

import json
from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Any, Final, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    SerializerFunctionWrapHandler,
    StrictFloat,
    StrictInt,
    StrictStr,
    ValidationError,
    model_serializer,
    model_validator,
)

from app.errors import AppError

FORMAT: Final = "signpost-profile"
VERSION: Final = 1
EMPTY: Final[tuple[object, ...]] = (None, "", [], {})
MAX_BYTES: Final = 5_000_000  # a profile is a page of text; more is not a profile


class Reply(StrEnum):
    YES = "yes"
    NO = "no"
    UNSURE = "unsure"

    @property
    def opposite(self) -> "Reply":
        """The other definite reply; "unsure" has none and stays itself."""
        return {Reply.YES: Reply.NO, Reply.NO: Reply.YES}.get(self, self)


class Sureness(StrEnum):
    CHECKED = "checked"
    JUDGED = "judged"
    GUESSED = "guessed"


class _Kept(BaseModel):
    """Part of a profile. Keys this version does not know are kept as they came."""

    model_config = ConfigDict(frozen=True, extra="allow")


class Answer(_Kept):
    """A reply with how sure its author is. A bare `"no"` in a file means `{"value": "no"}`."""

    value: Reply
    sureness: Sureness | None = None
    note: StrictStr = ""

    @model_validator(mode="before")
    @classmethod
    def _from_bare(cls, given: Any) -> Any:
        return {"value": given} if isinstance(given, str) else given

    @model_serializer(mode="wrap")
    def _to_bare(self, full: SerializerFunctionWrapHandler) -> Any:
        said = _said(self, full(self))
        return said["value"] if said.keys() == {"value"} else said


Count = Annotated[StrictInt, Field(ge=0, le=10**12)]
Amount = Annotated[StrictInt | StrictFloat, Field(ge=0, le=10**12, allow_inf_nan=False)]


class Facts(_Kept):
    """Numbers and names the author knows. They never answer a question of the guide."""

    labelled_examples: Count | None = None
    labels_in_smallest_class: Count | None = None
    languages: tuple[StrictStr, ...] = ()  # as written by the author, e.g. "en", "ja"
    monthly_volume: Count | None = None  # calls per month
    memory_gb: Amount | None = None  # of the graphics card or computer that would run a model
    domain: StrictStr = ""  # "medical", "legal", "finance", … or the author's own word
    tokens_per_call: Count | None = None  # input: instructions, examples and the text itself
    output_tokens_per_call: Count | None = None
    label_cost: Amount | None = None  # US dollars for one label
    training_cost: Amount | None = None  # US dollars of computing, once
    hosting_cost: Amount | None = None  # US dollars a month for the trained model


class Limits(_Kept):
    """What binds the task from outside. None means not asked yet."""

    data_may_leave: Reply | None = None
    own_hardware: Reply | None = None  # machines of ours that can run a large open model
    max_latency_ms: Amount | None = None
    monthly_budget: Amount | None = None  # US dollars
    regulated: Reply | None = None
    explanation_needed: Reply | None = None
    team_can_train: Reply | None = None
    commercial_use: Reply | None = None
    harmful_output: Reply | None = None  # could a wrong or rude output hurt somebody?
    untrusted_input: Reply | None = None  # do strangers write the input?
    memory_gb: Amount | None = None  # files may say it here; `read_profile` makes it the fact


class Profile(_Kept):
    """What the profile file holds (see `read_profile`), without its format line."""

    project: StrictStr = ""
    name: StrictStr = ""
    summary: StrictStr = ""
    owner: StrictStr = ""
    decision_date: StrictStr = ""
    task: StrictStr = ""  # id of a task type of the guide
    answers: dict[StrictStr, Answer] = {}
    facts: Facts = Facts()
    limits: Limits = Limits()

    @property
    def replies(self) -> dict[str, Reply]:
        """Question id → reply, for every question answered."""
        return {question: answer.value for question, answer in self.answers.items()}

    def reply(self, question: str) -> Reply | None:
        """The reply to one question; None where it was not answered."""
        answer = self.answers.get(question)
        return answer.value if answer else None

    def with_answer(self, question: str, answer: Answer | None) -> Self:
        """The same profile with one answer set, or cleared with None. Other answers stay."""
        answers = {**self.answers, question: answer} if answer else dict(self.answers)
        if answer is None:
            answers.pop(question, None)
        return self.model_copy(update={"answers": answers})

    def unknown_keys(self, questions: Mapping[str, object]) -> list[str]:
        """JSON paths of everything kept but not understood, answers to unknown questions too."""
        found = [f"$.{key}" for key in self.model_extra or {}]
        found += [f"$.facts.{key}" for key in self.facts.model_extra or {}]
        found += [f"$.limits.{key}" for key in self.limits.model_extra or {}]
        for question, answer in self.answers.items():
            if question not in questions:
                found.append(f"$.answers.{question}")
            found += [f"$.answers.{question}.{key}" for key in answer.model_extra or {}]
        return found


def write_profile(profile: Profile) -> dict[str, Any]:
    """The profile as the JSON object of a profile file. Reading it back gives an equal profile."""
    body = profile.model_dump(mode="json")
    for name, part in (("facts", profile.facts), ("limits", profile.limits)):
        body[name] = _said(part, body[name])
    return {"format": FORMAT, "version": VERSION, **_said(profile, body)}


def _said(part: BaseModel, body: dict[str, Any]) -> dict[str, Any]:
    """What was really said: no field of ours that stands empty, and every key that is not ours."""
    theirs = part.model_extra or {}
    return {key: value for key, value in body.items() if key in theirs or value not in EMPTY}


def read_profile(data: bytes, name: str) -> Profile:
    """Read a profile file's bytes. `name` is what errors call the file.

    Raises AppError with the JSON path of the first thing that is wrong. Unknown keys are kept.
    """
    if len(data) > MAX_BYTES:
        raise AppError("profile_too_large", file=name, limit=f"{MAX_BYTES // 1_000_000} MB")
    body = _parse(data, name)
    if not isinstance(body, dict) or body.get("format") != FORMAT:
        raise AppError("profile_not_one", file=name, format=FORMAT)
    version = body.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise AppError("profile_wrong", file=name, path="$.version", want="1", got=_short(version))
    if version > VERSION:
        raise AppError("profile_newer", file=name, theirs=version, ours=VERSION)
    rest = {key: value for key, value in body.items() if key not in ("format", "version")}
    try:
        profile = Profile.model_validate(rest)
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        raise AppError(
            "profile_wrong",
            file=name,
            path=_json_path(fault["loc"]),
            want=fault["msg"],
            got=_short(fault["input"]),
        ) from None
    return _memory_as_fact(profile, name)


def _memory_as_fact(profile: Profile, name: str) -> Profile:
    """Memory is asked among the limits, so a file may say it there; it is kept in one place."""
    told, fact = profile.limits.memory_gb, profile.facts.memory_gb
    if told is None:
        return profile
    if fact not in (None, told):
        path, want = "$.limits.memory_gb", f"$.facts.memory_gb says {fact}"
        raise AppError("profile_wrong", file=name, path=path, want=want, got=_short(told))
    facts = profile.facts.model_copy(update={"memory_gb": told})
    limits = profile.limits.model_copy(update={"memory_gb": None})
    return profile.model_copy(update={"facts": facts, "limits": limits})


def _parse(data: bytes, name: str) -> object:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise AppError("not_utf8", file=name, byte=error.start) from None
    try:
        body = json.loads(text, object_pairs_hook=_unique, parse_constant=_no_constant)
        text.encode("utf-8")
        json.dumps(body, ensure_ascii=False).encode("utf-8")  # "\ud800" alone is no character
    except json.JSONDecodeError as error:
        raise AppError(
            "not_json", file=name, line=error.lineno, column=error.colno, fault=error.msg
        ) from None
    except UnicodeEncodeError:
        raise AppError("not_text", file=name) from None
    except RecursionError:
        raise AppError("too_deep", file=name) from None
    except _Fault as fault:
        raise AppError("json_fault", file=name, fault=str(fault)) from None
    return body


class _Fault(Exception):
    """JSON that Python would accept and we do not."""


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    keys = [key for key, _ in pairs]
    for key in keys:
        if keys.count(key) > 1:
            raise _Fault(f'the key "{_short(key)}" stands twice in one object')
    return dict(pairs)


def _no_constant(constant: str) -> object:
    raise _Fault(f"{constant} is not a number in JSON")


def _json_path(location: tuple[int | str, ...]) -> str:
    path = "$"
    for step in location:
        path += f"[{step}]" if isinstance(step, int) else f".{step}"
    return path


def _short(value: object) -> str:
    text = repr(value) if not isinstance(value, str) else value
    return text if len(text) <= 60 else f"{text[:57]}…"
