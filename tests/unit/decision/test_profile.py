"""The profile file: what others write is read as it is meant, or refused by its path."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.decision.profile import (
    MAX_BYTES,
    Answer,
    Facts,
    Limits,
    Profile,
    Reply,
    read_profile,
    write_profile,
)
from app.errors import AppError

WHOLE = {
    "format": "signpost-profile",
    "version": 1,
    "project": "Helpdesk",
    "name": "Ticket routing",
    "summary": "One ticket in, one of twelve queues out, used by the night shift.",
    "task": "intent-classification",
    "answers": {
        "human_like": "no",
        "few_labels": {"value": "unsure", "sureness": "guessed", "note": "ask Ops"},
    },
    "facts": {
        "labelled_examples": 8000,
        "labels_in_smallest_class": 60,
        "languages": ["en"],
        "monthly_volume": 40000,
    },
    "limits": {"data_may_leave": "no", "max_latency_ms": 500, "regulated": "unsure"},
}


def read(body: Any) -> Profile:
    return read_profile(json.dumps(body).encode(), "theirs.json")


def test_a_whole_profile_is_written_back_as_it_was_read() -> None:
    """Nothing is added, nothing is lost, not even the short form of an answer."""
    assert write_profile(read(WHOLE)) == WHOLE


def test_a_profile_needs_nothing_but_its_format_line() -> None:
    """An empty draft is a profile."""
    assert read({"format": "signpost-profile", "version": 1}) == Profile()


def test_keys_of_others_are_kept_even_when_empty_and_named_by_path() -> None:
    """Unknown keys at every level come back out, null and empty ones too."""
    body = {
        **WHOLE,
        "colour": None,
        "answers": {"human_like": {"value": "no", "by": ""}, "is_it_tuesday": "yes"},
        "facts": {"moon": []},
        "limits": {"tide": {"high": None}},
    }

    profile = read(body)

    assert write_profile(profile) == body
    assert set(profile.unknown_keys({"human_like": None})) == {
        "$.colour",
        "$.facts.moon",
        "$.limits.tide",
        "$.answers.is_it_tuesday",
        "$.answers.human_like.by",
    }


@pytest.mark.parametrize(
    ("body", "path"),
    [
        ({"version": "1"}, "$.version"),
        ({"version": True}, "$.version"),
        ({"name": 7}, "$.name"),
        ({"answers": ["no"]}, "$.answers"),
        ({"answers": {"human_like": "maybe"}}, "$.answers.human_like.value"),
        ({"answers": {"human_like": True}}, "$.answers.human_like"),
        ({"answers": {"human_like": {"value": "no", "sureness": "very"}}}, ".sureness"),
        ({"facts": {"labelled_examples": "8000"}}, "$.facts.labelled_examples"),
        ({"facts": {"labelled_examples": True}}, "$.facts.labelled_examples"),
        ({"facts": {"labelled_examples": -1}}, "$.facts.labelled_examples"),
        ({"facts": {"labelled_examples": 1.5}}, "$.facts.labelled_examples"),
        ({"facts": {"languages": "en"}}, "$.facts.languages"),
        ({"facts": {"languages": ["en", 2]}}, "$.facts.languages[1]"),
        ({"limits": {"max_latency_ms": "fast"}}, "$.limits.max_latency_ms"),
        ({"limits": []}, "$.limits"),
        ({"limits": {"memory_gb": "16"}}, "$.limits.memory_gb"),
        ({"limits": {"memory_gb": 16}, "facts": {"memory_gb": 24}}, "$.limits.memory_gb"),
    ],
)
def test_a_wrong_type_is_refused_by_its_path(body: dict[str, Any], path: str) -> None:
    """The sentence names the file and the place in it."""
    with pytest.raises(AppError, match=r"theirs\.json") as told:
        read({"format": "signpost-profile", "version": 1, **body})

    assert path in str(told.value)


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "not JSON"),
        (b"[]", "not a Signpost profile"),
        (b'{"format": "signpost-profile", "version": 1', "line 1"),
        (b'{"format": "x", "version": 1}', "not a Signpost profile"),
        (b'{"format": "signpost-profile", "version": 9}', "version 9"),
        (b'{"format": "signpost-profile", "version": 1, "facts": {"a": NaN}}', "NaN"),
        (b'{"format": "signpost-profile", "version": 1, "name": "a", "name": "b"}', "twice"),
        (b'{"format": "signpost-profile", "version": 1, "name": "\\ud800"}', "half a character"),
        (b"\xff\xfe{}", "UTF-8"),
        (b"[" * 100_000, "nested"),
        (b" " * (MAX_BYTES + 1), "larger"),
    ],
)
def test_what_is_no_profile_is_one_clear_sentence(data: bytes, word: str) -> None:
    """Cut off, foreign, newer, doubled, half characters, endless brackets: told, never a crash."""
    with pytest.raises(AppError, match=word):
        read_profile(data, "theirs.json")


@pytest.mark.parametrize(
    "said",
    [
        {"facts": {"memory_gb": 24}},
        {"limits": {"memory_gb": 24}},
        {"facts": {"memory_gb": 24}, "limits": {"memory_gb": 24.0}},
    ],
)
def test_memory_may_stand_among_the_facts_or_the_limits(said: dict[str, Any]) -> None:
    """It is asked with the limits and written among the facts; a file may say it in either."""
    profile = read({"format": "signpost-profile", "version": 1, **said})

    assert profile.facts.memory_gb == 24
    assert write_profile(profile)["facts"] == {"memory_gb": 24}
    assert "limits" not in write_profile(profile)


def test_a_byte_order_mark_does_no_harm() -> None:
    """Windows editors write one."""
    data = b"\xef\xbb\xbf" + json.dumps(WHOLE).encode()
    assert read_profile(data, "theirs.json") == read(WHOLE)


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
extras = st.dictionaries(
    st.from_regex(r"x_[a-z]{1,6}", fullmatch=True),
    st.none() | st.booleans() | st.integers() | texts | st.lists(texts, max_size=2),
    max_size=2,
)
profiles = st.builds(
    lambda extra, **known: Profile(**known, **extra),
    extra=extras,
    project=texts,
    name=texts,
    summary=texts,
    owner=texts,
    answers=st.dictionaries(
        texts,
        st.builds(
            lambda extra, **known: Answer(**known, **extra),
            extra=extras,
            value=st.sampled_from(Reply),
            sureness=st.sampled_from([None, "checked", "judged", "guessed"]),
            note=texts,
        ),
        max_size=4,
    ),
    facts=st.builds(
        Facts,
        labelled_examples=st.none() | st.integers(0, 10**12),
        languages=st.lists(texts, max_size=3).map(tuple),
    ),
    limits=st.builds(
        Limits,
        data_may_leave=st.none() | st.sampled_from(Reply),
        max_latency_ms=st.none()
        | st.integers(0, 10**12)
        | st.floats(0, 1e12, allow_nan=False, allow_subnormal=False),
    ),
)


@given(profiles)
def test_any_profile_comes_back_equal_from_its_file(profile: Profile) -> None:
    """Export then import is the same profile, whatever stands in its fields."""
    data = json.dumps(write_profile(profile), ensure_ascii=False).encode()

    assert read_profile(data, "own.json") == profile
