"""Linux packages: two `.deb` (the program; the model of its probe) and a `.tar.xz` to unpack."""

import gzip
import os
import shutil
import subprocess
from datetime import datetime
from email.utils import format_datetime
from hashlib import md5
from pathlib import Path
from typing import Final

from PyInstaller.depend.bindepend import get_imports

from making.components import dpkg_owner
from making.desktop import write_desktop
from making.product import ROOT, Product

BAR: Final = 120  # MB, the program's .deb
WORK: Final = ROOT / "build" / "packages"
MODELS: Final = "_internal/resources/models"
LIB: Final = "usr/lib/signpost"
LINUX: Final = ROOT / "packaging" / "linux"
PROGRAMS: Final = ("signpost", "signpost-window")
LOADED_LATE: Final = ("libegl1", "libgl1", "xkb-data")  # by Qt when the window opens
CHECKS: Final = {
    "desktop-file-validate": ["desktop-file-validate", "{share}/applications/{command}.desktop"],
    "appstreamcli": ["appstreamcli", "validate", "--no-net", "{share}/metainfo/{id}.metainfo.xml"],
}


def make_packages(bundle: Path, dist: Path, product: Product) -> list[Path]:
    """Make and check them; what is missing on this machine is told and left out."""
    shutil.rmtree(WORK, ignore_errors=True)
    made = [_tar(bundle, dist, product)]
    if not shutil.which("dpkg-deb"):
        print("    no .deb: dpkg-deb is missing")
        return made
    program, model = _program_deb(bundle, dist, product), _model_deb(bundle, dist, product)
    if program.stat().st_size > BAR * 1e6:
        raise SystemExit(f"{program.name} is larger than {BAR} MB.")
    if shutil.which("lintian"):
        subprocess.run(["lintian", "--fail-on=error", program, model], check=True)
        print("    lintian: no errors")
    else:
        print("    lintian: not run, it is missing")
    return [program, model, *made]


def _program_deb(bundle: Path, dist: Path, product: Product) -> Path:
    root = WORK / product.command
    place = root / LIB
    shutil.copytree(bundle, place, symlinks=True)
    shutil.rmtree(place / MODELS)  # a package of its own
    programs = root / "usr" / "bin"
    programs.mkdir(parents=True)
    for name in (product.command, f"{product.command}-window"):
        (programs / name).symlink_to(f"../lib/signpost/{name}")
    share = root / "usr" / "share"
    write_desktop(share, product)
    _check_desktop(share, product)
    overrides = share / "lintian" / "overrides" / product.command
    overrides.parent.mkdir(parents=True)
    shutil.copyfile(LINUX / "lintian-overrides", overrides)
    _documents(share / "doc" / product.command, product)
    control = {
        "Package": product.command,
        "Architecture": _said("dpkg", "--print-architecture"),
        "Depends": ", ".join(_dependencies(place)),
        "Recommends": f"{product.command}-model (= {product.version})",
        "Section": "editors",
        "Description": _described(product.summary["en"], product.description["en"]),
    }
    return _built(root, dist, product, control, "-z6")


def _model_deb(bundle: Path, dist: Path, product: Product) -> Path:
    name = f"{product.command}-model"
    root = WORK / name
    shutil.copytree(bundle / MODELS, root / LIB / MODELS)
    _documents(root / "usr" / "share" / "doc" / name, product)
    control = {
        "Package": name,
        "Architecture": "all",
        "Enhances": product.command,
        "Section": "editors",
        "Description": _described(
            f"small language model for the probe of {product.name}",
            "SmolLM2-135M-Instruct (Apache-2.0), with which a probe works without a network "
            "and without a key. The program works without it, too.",
        ),
    }
    return _built(root, dist, product, control, "-z1")  # numbers hardly get smaller


def _built(root: Path, dist: Path, product: Product, control: dict[str, str], level: str) -> Path:
    """One .deb. `control` comes without what both packages have in common."""
    common = {
        "Version": product.version,
        "Maintainer": product.maintainer,
        "Installed-Size": str(_kilobytes(root)),
        "Priority": "optional",
    }
    fields = control | common
    fields["Description"] = fields.pop("Description")  # it is the last by custom
    sums = [
        f"{md5(file.read_bytes(), usedforsecurity=False).hexdigest()}  {file.relative_to(root)}"
        for file in sorted(root.rglob("*"))
        if file.is_file() and not file.is_symlink()
    ]
    _set_modes(root)
    inside = root / "DEBIAN"
    inside.mkdir()
    text = "".join(f"{name}: {value}\n" for name, value in fields.items())
    (inside / "control").write_text(text, encoding="utf-8")
    (inside / "md5sums").write_text("\n".join(sums) + "\n", encoding="utf-8")
    file = dist / f"{fields['Package']}_{product.version}_{fields['Architecture']}.deb"
    command: list[str | Path] = ["dpkg-deb", "--root-owner-group", "-Zxz", level]
    command += ["--build", root, file]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return file


def _tar(bundle: Path, dist: Path, product: Product) -> Path:
    """Everything, the model too, in one folder that runs where it is unpacked."""
    name = f"{product.command}-{product.version}-linux-{os.uname().machine}"
    root = WORK / "tar" / name
    shutil.copytree(bundle, root, symlinks=True)
    write_desktop(root / "share", product)
    shutil.copyfile(LINUX / "README.txt", root / "README.txt")
    _set_modes(root)
    file = dist / f"{name}.tar.xz"
    tar = ["tar", "--create", "--sort=name", "--owner=0", "--group=0", "--numeric-owner"]
    tar += ["--directory", str(root.parent), "--use-compress-program", "xz -6 -T2"]
    subprocess.run([*tar, "--file", str(file), name], check=True)
    return file


def _check_desktop(share: Path, product: Product) -> None:
    for tool, command in CHECKS.items():
        if not shutil.which(tool):
            print(f"    {tool}: not run, it is missing")
            continue
        told = {"share": share, "command": product.command, "id": product.id}
        subprocess.run([part.format(**told) for part in command], check=True)
        print(f"    {tool}: fine")


def _documents(folder: Path, product: Product) -> None:
    folder.mkdir(parents=True)
    text = (LINUX / "copyright").read_text(encoding="utf-8")
    (folder / "copyright").write_text(text.format(**_words(product)), encoding="utf-8")
    entry = (
        f"{product.command} ({product.version}) unstable; urgency=medium\n\n"
        f"  * See {LIB}/CHANGELOG.md.\n\n"
        f" -- {product.maintainer}  {_rfc2822(product.released)}\n"
    )
    (folder / "changelog.gz").write_bytes(gzip.compress(entry.encode(), mtime=0))


def _dependencies(place: Path) -> list[str]:
    """Debian packages with the libraries that the folder is linked with and does not hold."""
    there = {path.name for path in place.rglob("*.so*")}
    wanted = {
        str(file)
        for path in place.rglob("*")
        if path.is_file() and not path.is_symlink() and _is_elf(path)
        for name, file in get_imports(str(path))
        if file and Path(name).name not in there and not str(file).startswith(str(place))
    }
    found = {dpkg_owner(Path(file)) for file in sorted(wanted)} - {""} | {*LOADED_LATE}
    glibc = os.confstr("CS_GNU_LIBC_VERSION") or ""
    versions = {"libc6": f"libc6 (>= {glibc.partition(' ')[2]})"}
    return [versions.get(name, name) for name in sorted(found)]


def _is_elf(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"


def _described(summary: str, text: str) -> str:
    """Debian's form: a line, then an indented paragraph."""
    words, lines = text.split(), [""]
    for word in words:
        if len(lines[-1]) + len(word) > 76:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}"
    return "\n".join([summary[:1].lower() + summary[1:], *lines])


def _set_modes(root: Path) -> None:
    """Folders and programs 755, everything else 644, whatever the builder's umask was."""
    for path in (root, *root.rglob("*")):
        if path.is_symlink():
            continue
        runs = path.is_dir() or (path.name in PROGRAMS and _is_elf(path))
        path.chmod(0o755 if runs else 0o644)


def _kilobytes(root: Path) -> int:
    return sum(-(-path.lstat().st_size // 1024) for path in root.rglob("*"))


def _words(product: Product) -> dict[str, str]:
    return {"name": product.name, "maintainer": product.maintainer, "lib": LIB}


def _said(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def _rfc2822(day: str) -> str:
    return format_datetime(datetime.fromisoformat(f"{day}T00:00:00+00:00"))
