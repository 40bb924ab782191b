"""Whose each part of the bundle is: every file and every packed module, or the build stops.

Read from what PyInstaller wrote down while collecting (build/signpost/*-00.toc), from the metadata
of the installed packages and, for system libraries, from dpkg's lists.
"""

import ast
import platform
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import Distribution, distributions
from os.path import normpath
from pathlib import Path
from typing import Final

from making.product import ROOT, Product

LICENCES: Final = ROOT / "packaging" / "licences"
LICENCE_FILE: Final = re.compile(r"LICEN[CS]E|COPYING|NOTICE|AUTHORS", re.IGNORECASE)
ROW: Final = re.compile(r"^\| (?P<name>[^|]+) \| (?P<licence>[^|]+) \| (?P<why>[^|]+) \|$", re.M)
QT_PARTS: Final = re.compile(r"PySide6/Qt/")
QT: Final = ("LGPL-3.0-only", "the window; separate, unchanged libraries that can be replaced")
QT_TEXTS: Final = tuple(
    LICENCES / name for name in ("LGPL-3.0.txt", "GPL-3.0.txt", "Qt-parts.txt")
)
GPL_EXCEPTION: Final = "GPL-2.0-or-later WITH Bootloader-exception"

FONTS: Final = {
    "Inter": ("inter", "3.019", "OFL-1.1"),
    "SignpostSansJP": ("noto-sans-cjk-jp-subset", "2.004", "OFL-1.1"),
    "DejaVu": ("dejavu-sans", "2.37", "Bitstream-Vera"),
}


@dataclass(frozen=True)
class Component:
    """Something with one owner and one licence. `kind` says how it is named in an SBOM."""

    name: str
    version: str
    licence: str
    kind: str  # "pypi", "deb", "generic" or "own"
    why: str
    texts: tuple[Path, ...] = field(compare=False)


Owned = dict[Component, list[Path]]  # each with its files, relative to the bundle


def components(bundle: Path, work: Path, product: Product) -> Owned:
    """Every component of the built bundle. Raises SystemExit at what belongs to nobody."""
    book = _Book(product)
    owned: Owned = defaultdict(list)
    collected = {name: source for name, source, kind in _toc(work / "COLLECT-00.toc")}
    for file in sorted(path for path in bundle.rglob("*") if path.is_file()):
        relative = file.relative_to(bundle)
        if not file.is_symlink():
            owned[book.owner(relative, collected)].append(relative)
    for module, source, _kind in _toc(work / "PYZ-00.toc"):
        owned[book.module_owner(module, source)]  # packed into the program's own file
    return dict(owned)


class _Book:
    """Knows every owner there can be."""

    def __init__(self, product: Product) -> None:
        self._why = {
            _normal(row["name"]): (row["licence"].strip(), row["why"].strip())
            for row in ROW.finditer((ROOT / "THIRD_PARTY.md").read_text(encoding="utf-8"))
        }
        self._distribution = {
            normpath(str(file.locate())): distribution
            for distribution in distributions()
            for file in distribution.files or ()
        }
        self._packages: dict[str, Component] = {}
        self._debs: dict[str, Component] = {}
        own = (ROOT / "LICENSE",)
        self.own = Component(product.name, product.version, product.licence, "own", "ours", own)
        standard = Path(ast.__file__).parent / "LICENSE.txt"
        self.python = Component(
            "cpython",
            platform.python_version(),
            "PSF-2.0",
            "generic",
            "the language it is written in",
            (standard,),
        )

    def owner(self, file: Path, collected: dict[str, str]) -> Component:
        name = file.as_posix().removeprefix("_internal/")
        if special := self._special(name):
            return special
        source = collected.get(name)
        if source is None:
            raise SystemExit(f"Nothing is known of {file} in the bundle.")
        return self._of_source(name, source)

    def module_owner(self, module: str, source: str) -> Component:
        top = module.partition(".")[0]
        if top in ("app", "db"):
            return self.own
        if normpath(source) not in self._distribution:
            if top in sys.stdlib_module_names or top.startswith("_sysconfigdata"):
                return self.python
            if source in ("", "-"):  # a folder without code of its own
                return self.own
        return self._of_source(module, source)

    def _special(self, name: str) -> Component | None:
        """What does not come from a package's own files."""
        if name.startswith("resources/models/"):
            return self._model()
        if name.startswith("resources/fonts/"):
            return self._font(Path(name).name)
        if name.startswith(("resources/", "db/", "licences/")) or name in (
            "LICENSE", "THIRD_PARTY.md", "sbom.cdx.json",
        ):  # fmt: skip
            return self.own
        if name.startswith("signpost"):
            return self._starter()
        if name == "base_library.zip":
            return self.python
        if QT_PARTS.match(name):
            return self._icu() if "libicu" in name else self._qt()
        return None

    def _of_source(self, name: str, source: str) -> Component:
        path = Path(source).resolve()
        if normpath(source) in self._distribution:
            return self._package(self._distribution[normpath(source)])
        if path.is_relative_to(Path(sys.base_prefix).resolve()):
            return self.python
        if sys.platform == "linux":
            return self._deb(name, source)
        raise SystemExit(f"{name} in the bundle comes from {source}, which no package owns.")

    def _package(self, distribution: Distribution) -> Component:
        name = _normal(distribution.name)
        if name not in self._packages:
            self._packages[name] = self._installed(name, distribution)
        return self._packages[name]

    def _installed(self, name: str, distribution: Distribution) -> Component:
        if name not in self._why:
            raise SystemExit(f"THIRD_PARTY.md says nothing of {name}, which is in the bundle.")
        licence, why = self._why[name]
        if name == "pyinstaller":
            return self._starter()
        texts = tuple(
            Path(str(file.locate()))
            for file in distribution.files or ()
            if LICENCE_FILE.search(file.name) and file.suffix not in (".py", ".pyc", ".pyi")
        )
        if name in ("pyside6-essentials", "shiboken6"):  # their wheels hold no text
            texts = QT_TEXTS
        return Component(name, distribution.version, licence, "pypi", why, texts)

    def _deb(self, name: str, source: str) -> Component:
        """The Debian package a system library comes from."""
        path = Path(source)
        if name in self._debs:
            return self._debs[name]
        found = dpkg_owner(path)
        text = Path("/usr/share/doc") / found.partition(":")[0] / "copyright"
        if not found or not text.exists():
            raise SystemExit(f"{name} in the bundle comes from {source}, which no package owns.")
        version = subprocess.run(
            ["dpkg-query", "-W", "-f", "${Version}", found],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        package = found.partition(":")[0]
        licence = "see its text"
        why = "a system library that Qt, Python or llama.cpp is linked with"
        self._debs[name] = Component(package, version, licence, "deb", why, (text,))
        return self._debs[name]

    def _starter(self) -> Component:
        from PyInstaller import __version__  # noqa: PLC0415  (slow, and only for its version)

        (text,) = {
            Path(str(file.locate()))
            for found in distributions(name="pyinstaller")
            for file in found.files or ()
            if file.name == "COPYING.txt"
        }
        why = "starts the program and holds its modules (ours and those of all packages)"
        return Component("pyinstaller", __version__, GPL_EXCEPTION, "pypi", why, (text,))

    def _qt(self) -> Component:
        from PySide6.QtCore import qVersion  # noqa: PLC0415  (slow, and only for its version)

        texts = (*QT_TEXTS, LICENCES / "Qt-third-party.txt")
        return Component("qt", qVersion(), QT[0], "generic", QT[1], texts)

    def _icu(self) -> Component:
        why = "comparing words, time zones and encodings for Qt; its data cut to what Qt asks for"
        return Component("icu", "73.2", "Unicode-3.0", "generic", why, (LICENCES / "ICU.txt",))

    def _model(self) -> Component:
        why = "the model a probe can use without a network"
        text = (LICENCES / "Apache-2.0.txt",)
        return Component("SmolLM2-135M-Instruct", "Q4_1", "Apache-2.0", "generic", why, text)

    def _font(self, file: str) -> Component:
        family = next((name for name in FONTS if file.startswith(name)), None)
        if family is None:
            return self.own
        text = ROOT / "resources" / "fonts" / f"{family}-LICENSE.txt"
        name, version, licence = FONTS[family]
        return Component(name, version, licence, "generic", "letters on screen and paper", (text,))


def sizes(bundle: Path, owned: Owned) -> list[tuple[Component, int]]:
    """Bytes by component, the largest first."""
    found = [(one, sum((bundle / file).stat().st_size for file in owned[one])) for one in owned]
    return sorted(found, key=lambda pair: -pair[1])


def without_text(owned: Iterable[Component]) -> Iterator[str]:
    """Names of components whose licence text is not at hand."""
    for one in owned:
        if not one.texts or not all(text.is_file() for text in one.texts):
            yield one.name


def _toc(file: Path) -> list[tuple[str, str, str]]:
    written = ast.literal_eval(file.read_text(encoding="utf-8"))
    entries = next(part for part in written if isinstance(part, list))
    return [(name.replace("\\", "/"), source or "", kind) for name, source, kind in entries]


def dpkg_owner(path: Path) -> str:
    """The package that brought a file, "" when none did. /lib and /usr/lib are one folder."""
    files, usual = _debian_files(), str(path.resolve())
    places = (str(path), usual, usual.removeprefix("/usr"))
    return next((files[place] for place in places if place in files), "")


@cache
def _debian_files() -> dict[str, str]:
    """Every file that a Debian package brought, read once: asking dpkg takes half a second."""
    return {
        line: listed.stem.partition(":")[0]
        for listed in Path("/var/lib/dpkg/info").glob("*.list")
        for line in listed.read_text(encoding="utf-8", errors="replace").splitlines()
    }


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower().strip()
