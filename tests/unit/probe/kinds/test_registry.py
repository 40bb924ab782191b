"""The kind of a task is guessed from its rows, so that most users need not choose."""

import pytest

from app.probe.kinds.registry import KINDS, likely_kind

N = 30


@pytest.mark.parametrize(
    ("kind", "texts", "cells"),
    [
        ("classification", ["a mail"] * N, ["spam", "ham", "eggs"] * 10),
        ("classification", ["a mail"] * N, ["1", "0", "1.0"] * 10),
        ("classification", ["a mail"] * 25, [f"intent {n // 2}" for n in range(25)]),
        ("multiple_choice", ["Which?\n(A) 1\n(B) 2"] * N, ["A", "B", "(a)"] * 10),
        ("numeric", [f"How many are {n} and 1?" for n in range(N)], [*map(str, range(N))]),
        ("numeric", ["りんごは何個ですか"] * N, [*map(str, range(N))]),
        ("regression", ["I liked it."] * N, [f"{n / 10}" for n in range(N)]),
        ("regression", ["良い"] * 5, ["3,5", "5,0", "3", "1,5", "-1"]),
        ("extraction", [f"It is {n} o'clock." for n in range(N)], [f"is {n}" for n in range(N)]),
        ("slots", ["a table for 4"] * N, ['[{"type": "people", "text": "4"}]', "[]"] * 15),
        ("generation", ["a text"] * N, [f"another {n * 7}" for n in range(N)]),
        ("classification", [], []),
    ],
)
def test_the_likely_kind_is_found(kind: str, texts: list[str], cells: list[str]) -> None:
    assert likely_kind(texts, cells).id == kind


def test_the_kinds_are_a_closed_list_under_their_own_names() -> None:
    assert [*KINDS] == [
        "classification", "multiple_choice", "numeric", "extraction", "slots", "generation",
        "regression",
    ]  # fmt: skip
    assert all(kind.id == name for name, kind in KINDS.items())
