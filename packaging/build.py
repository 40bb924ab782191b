"""Build Signpost as an installed program, and try it: `./dev bundle [--folder] [--bare-root]`.

  dist/signpost            one folder that needs no Python, with the model of the probe inside
  dist/*.deb, *.tar.xz     Linux packages (the model in a package of its own); not with --folder
  dist/SHA256SUMS          what was handed out can be checked: `sha256sum --check SHA256SUMS`

On Linux it runs where the C library is at least as new as here. --bare-root also installs, starts
and removes the packages in a bare Debian made for that (needs root and a network).
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from time import perf_counter
from typing import Final, TypeVar

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from app.probe.default_model import default_model
from making.components import components
from making.icons import write_icons
from making.icu import can_cut, cut_icu_data
from making.licences import write_licences
from making.linux import make_packages
from making.platforms import complete_app, inno_words
from making.product import ROOT, check_tag, product
from making.sbom import write_sbom
from making.size_report import report_sizes
from making.smoke import try_out

DIST: Final = ROOT / "dist"
BUNDLE: Final = DIST / "signpost"
WORK: Final = ROOT / "build"
# auditwheel moved the contents of these about; strip would break them.
MOVED_ABOUT: Final = re.compile(r"\.libs/")
TWIN_BYTES: Final = 100_000
ELF: Final = b"\x7fELF"
T = TypeVar("T")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--folder", action="store_true", help="the folder only, no packages")
    parser.add_argument("--bare-root", action="store_true", help="try the packages in a bare root")
    parser.add_argument("--tag", help="build a release: TAG must name this version, with its day")
    options = parser.parse_args()
    now = datetime.now(UTC)
    about = product(now.date())
    if options.tag:
        check_tag(options.tag, about)
    step("icons", lambda: write_icons(WORK / "icons"))
    (WORK / "about.iss").write_text(inno_words(about), encoding="utf-8")
    step("folder", freeze)
    step("slimmer", slim)
    step("model", put_model)
    owned = step("components", lambda: components(BUNDLE, WORK / "signpost", about))
    step("licences", lambda: write_licences(BUNDLE, owned))
    step("bill of materials", lambda: write_sbom(BUNDLE, owned, about, now))
    report_sizes(BUNDLE, owned, DIST / "sizes.txt")
    if sys.platform == "darwin":
        step("app", lambda: complete_app(BUNDLE, DIST / f"{about.name}.app"))
    step("tried out", lambda: try_out(BUNDLE))
    if sys.platform != "linux" or options.folder:
        return
    packages = step("packages", lambda: make_packages(BUNDLE, DIST, about))
    write_sums(packages, DIST / "SHA256SUMS")
    for file in packages:
        print(f"  {file.name}: {file.stat().st_size / 1e6:.1f} MB")
    if options.bare_root:
        from making.bare_root import try_in_bare_root  # noqa: PLC0415  (only when asked for)

        step("bare root", lambda: try_in_bare_root(packages, about))


def step(name: str, work: Callable[[], T]) -> T:
    """Do one step and say how long it took."""
    started = perf_counter()
    print(f"--- {name}", flush=True)
    result = work()
    print(f"    {name}: {perf_counter() - started:.0f} s", flush=True)
    return result


def freeze() -> None:
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR"]
    command += ["--distpath", str(DIST), "--workpath", str(WORK)]
    # One seed, so that sets are written in one order and the same source gives the same modules.
    env = os.environ | {"PYTHONHASHSEED": "1"}
    spec = str(ROOT / "packaging" / "signpost.spec")
    subprocess.run([*command, spec], cwd=ROOT, check=True, env=env)


def slim() -> None:
    """On Linux: symbols and unused Unicode data away, one file under both names."""
    if sys.platform != "linux":
        return
    if shutil.which("strip"):
        for path in libraries():
            subprocess.run(["strip", "--strip-unneeded", path], check=True)
    else:
        print("    strip is missing (Debian: binutils): the folder stays larger")
    if can_cut():
        (data,) = (BUNDLE / "_internal" / "PySide6" / "Qt" / "lib").glob("libicudata.so.*")
        print(f"    Unicode data: {cut_icu_data(data) / 1e6:.1f} MB less")
    else:
        print("    as and ld are missing (Debian: binutils): the folder stays larger")
    print(f"    files that were there twice: {link_twins(BUNDLE) / 1e6:.1f} MB less")
    window = BUNDLE / "signpost-window"
    window.unlink(missing_ok=True)
    window.symlink_to("signpost")


def libraries() -> Iterator[Path]:
    for path in sorted((BUNDLE / "_internal").rglob("*.so*")):
        inside = path.relative_to(BUNDLE / "_internal").as_posix()
        if path.is_symlink() or MOVED_ABOUT.search(inside):
            continue
        with path.open("rb") as file:
            if file.read(4) == ELF:
                yield path


def link_twins(folder: Path) -> int:
    """Make links of large files with the same content; answers the bytes saved."""
    first: dict[str, Path] = {}
    saved = 0
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink() and path.stat().st_size >= TWIN_BYTES:
            digest = sha256(path.read_bytes()).hexdigest()
            twin = first.setdefault(digest, path)
            if twin is not path:
                saved += path.stat().st_size
                path.unlink()
                path.symlink_to(os.path.relpath(twin, path.parent))
    return saved


def put_model() -> None:
    """The model of the probe, fetched once and checked by its hash, into the bundle."""
    file = default_model(WORK, lambda _done, _total: None, lambda: False)
    folder = BUNDLE / "_internal" / "resources" / "models"
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(file, folder / file.name)


def write_sums(files: Iterable[Path], target: Path) -> None:
    """The SHA-256 of each file, in the form that `sha256sum --check` reads."""
    lines = [f"{sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in sorted(files)]
    target.write_text("".join(lines), encoding="ascii")


if __name__ == "__main__":
    main()
