"""What the program says: nothing missing, nothing left over, in both languages, in plain words."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter

import pytest

from app.paths import RESOURCES
from app.words import area

APP = RESOURCES.parent / "app"
AREAS = sorted(path.stem for path in (RESOURCES / "words").glob("*.toml"))
FORBIDDEN = re.compile(r"\b(invalid|illegal|please|oops|whoops|uh-oh)\b", re.I)


@cache
def trees() -> dict[Path, ast.Module]:
    return {path: ast.parse(path.read_text(encoding="utf-8")) for path in APP.rglob("*.py")}


@cache
def strings() -> tuple[ast.expr, ...]:
    """Every string of the code, and every f-string as a whole."""
    found: list[ast.expr] = []
    for tree in trees().values():
        parts = {
            id(part)
            for node in ast.walk(tree)
            if isinstance(node, ast.JoinedStr)
            for part in node.values
        }
        found += [
            node
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant | ast.JoinedStr) and id(node) not in parts
        ]
    return tuple(found)


@cache
def literals() -> frozenset[str]:
    return frozenset(
        node.value
        for node in strings()
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


@cache
def shapes() -> tuple[re.Pattern[str], ...]:
    """Keys that a value completes, such as f"advice.{reply}"; each value is a group."""
    found = set()
    for node in strings():
        if isinstance(node, ast.JoinedStr):
            parts = [
                re.escape(str(part.value)) if isinstance(part, ast.Constant) else "([a-z0-9_]+)"
                for part in node.values
            ]
            if re.match(rf"({'|'.join(AREAS)})\\\.", parts[0]):
                found.add("".join(parts))
    return tuple(map(re.compile, found))


@cache
def values() -> frozenset[str]:
    """What may complete a key: a string of the code or the name of a field."""
    fields = {
        node.target.id
        for tree in trees().values()
        for node in ast.walk(tree)
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)
    }
    return literals() | fields


def faults() -> Iterator[tuple[str, ast.Call]]:
    """Every AppError("key", …) of the code, as "file:line" and the call."""
    for path, tree in trees().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "AppError":
                yield f"{path.relative_to(APP.parent)}:{node.lineno}", node


def places(text: str) -> set[str]:
    """The names of the {places} of a phrase."""
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def phrases() -> list[tuple[str, str]]:
    return [(name, key) for name in AREAS for key in area(name)]


@pytest.mark.parametrize("name", AREAS)
def test_every_phrase_is_there_in_both_languages(name: str) -> None:
    for key, forms in area(name).items():
        assert {"en", "ja"} <= forms.keys() <= {"en", "ja", "en_one"}, key
        assert len({bool(text.strip()) for text in forms.values()}) == 1, key  # joints are blank
        assert re.fullmatch(r"[a-z0-9_]+", key), key


@pytest.mark.parametrize("name", AREAS)
def test_both_languages_speak_of_the_same_values(name: str) -> None:
    for key, forms in area(name).items():
        assert places(forms["en"]) == places(forms["ja"]), key
        assert places(forms.get("en_one", "")) <= places(forms["en"]), key


@pytest.mark.parametrize("name", AREAS)
def test_no_phrase_scolds_begs_or_speaks_as_a_machine(name: str) -> None:
    for key, forms in area(name).items():
        assert not FORBIDDEN.search(forms["en"]), key
        assert "!" not in forms["en"], key
        assert "\N{FULLWIDTH EXCLAMATION MARK}" not in forms["ja"], key


def test_every_key_in_the_code_has_its_phrase() -> None:
    known = {f"{name}.{key}" for name, key in phrases()}
    shape = re.compile(rf"({'|'.join(AREAS)})\.(?!(ini|json|lock|toml)$)[a-z0-9_]+")
    assert {text for text in literals() if shape.fullmatch(text)} <= known


def test_every_fault_has_its_sentence_and_fills_its_places() -> None:
    """A fault that shows up once in a year must not fail for want of its own words."""
    errors = area("errors")
    for where, call in faults():
        keys = [
            node.value
            for node in ast.walk(call.args[0])
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        ]
        given = {keyword.arg for keyword in call.keywords}
        for key in keys:
            assert key in errors, where
            assert None in given or places(errors[key]["en"]) <= given, where


def test_every_phrase_is_used() -> None:
    def used(name: str, key: str) -> bool:
        if f"{name}.{key}" in literals() or (name == "errors" and key in literals()):
            return True
        fits = [shape.fullmatch(f"{name}.{key}") for shape in shapes()]
        return any(fit and {*fit.groups()} <= values() for fit in fits)

    assert not [f"{name}.{key}" for name, key in phrases() if not used(name, key)]
