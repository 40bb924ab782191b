"""The packages in a bare Debian made for the test: installed, started, upgraded over, removed.

Needs root, debootstrap and a network for the Debian packages. The root holds no Python.
"""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from making.product import ROOT, Product
from making.screen import missing_tools, screen

SUITE: Final = "bookworm"
PROFILE: Final = '{"format": "signpost-profile", "version": 1, "name": "Bare", "answers": {}}'
OLDER: Final = "0.0.1"
NO_MORE: Final = "usr/lib/signpost/_internal/no-more.txt"
MENU: Final = "/usr/share/applications/signpost.desktop"
WINDOW: Final = ("signpost", "--data-dir", "/home/somebody/data", "/home/somebody/a.signpost")


def try_in_bare_root(packages: Sequence[Path], product: Product) -> None:
    """Raises SystemExit, or CalledProcessError with the command, at the first thing that fails."""
    if os.geteuid() != 0 or not shutil.which("debootstrap"):
        print("    not tried: only root can, with debootstrap")
        return
    debs = [file for file in packages if file.suffix == ".deb"]
    with TemporaryDirectory(prefix="signpost-root-") as folder, mounted(Path(folder)) as root:
        if (root / "usr/bin/python3").exists():
            raise SystemExit("The bare root holds a Python.")
        for deb in debs:
            shutil.copy(deb, root)
        program, model = (f"/{deb.name}" for deb in debs)
        inside(root, "apt-get", "install", "-y", "-qq", older(root, program), model)
        print("    an older one installed with what it depends on")
        inside(root, "useradd", "-m", "somebody")
        as_somebody(root, f"echo '{PROFILE}' > a.signpost && signpost import a.signpost")
        upgrade(root, program, product)
        as_somebody(root, "signpost recommend a.signpost --json > /dev/null")
        as_somebody(root, "signpost report a.signpost --pdf a.pdf --lang ja && test -s a.pdf")
        rows = "printf 'text,label\\nA goal was scored,sport\\nStir the soup,cooking\\n' > a.csv"
        as_somebody(root, f"{rows} && signpost probe a.csv --local default --json > /dev/null")
        as_somebody(
            root, "man -w signpost > /dev/null || test -f /usr/share/man/man1/signpost.1.gz"
        )
        print("    commands, PDF and the local model work")
        see_window(root)
        inside(root, "apt-get", "remove", "-y", "-qq", "signpost", "signpost-model")
        left = [
            path
            for path in ("usr/lib/signpost", "usr/bin/signpost", MENU[1:])
            if (root / path).exists()
        ]
        if left:
            raise SystemExit(f"Removing it left {', '.join(left)}.")
        if not (root / "home/somebody/.local/share/Signpost/signpost.sqlite").exists():
            raise SystemExit("Removing it took the user's data.")
        print("    removed; only the user's data are left")


def older(root: Path, program: str) -> str:
    """The program's package as one of an older version, which has a file that is no more."""
    tree, file = root / "tmp" / "older", "/tmp/older.deb"
    subprocess.run(["dpkg-deb", "--raw-extract", root / program[1:], tree], check=True)
    control = tree / "DEBIAN" / "control"
    fields = control.read_text(encoding="utf-8").splitlines()
    stamped = [f"Version: {OLDER}" if line.startswith("Version: ") else line for line in fields]
    control.write_text("\n".join(stamped) + "\n", encoding="utf-8")
    (tree / NO_MORE).write_text("of the older version only", encoding="ascii")
    build = ["dpkg-deb", "--root-owner-group", "-Znone", "--build"]
    subprocess.run([*build, tree, root / file[1:]], check=True, stdout=subprocess.DEVNULL)
    shutil.rmtree(tree)
    return file


def upgrade(root: Path, program: str, product: Product) -> None:
    """The newer package over the older one: it starts, and opens what every older version kept."""
    home = root / "home" / "somebody"
    stores = sorted((ROOT / "tests" / "data" / "stores").glob("*.sqlite"))
    for store in stores:
        folder = home / f"data {store.stem}"
        folder.mkdir()
        shutil.copyfile(store, folder / "signpost.sqlite")
    inside(root, "chown", "-R", "somebody:", "/home/somebody")
    if not (root / NO_MORE).exists() or installed(root) != OLDER:
        raise SystemExit("The bare root holds no older version to install over.")
    inside(root, "apt-get", "install", "-y", "-qq", program)
    if (root / NO_MORE).exists():
        raise SystemExit(f"Installing over an older version left its {NO_MORE}.")
    version = as_somebody(root, "signpost --version").strip()
    if version != f"{product.name} {product.version}" or installed(root) != product.version:
        raise SystemExit(f"Installed over an older version it calls itself {version}.")
    if "Bare" not in as_somebody(root, "signpost list"):
        raise SystemExit("Installing over an older version lost the data.")
    for store in stores:
        with closing(sqlite3.connect(f"{store.as_uri()}?mode=ro", uri=True)) as raw:
            names = raw.execute("SELECT name FROM profiles WHERE deleted_at IS NULL").fetchall()
        listed = as_somebody(root, f"signpost list --data-dir 'data {store.stem}'")
        if not names or any(name not in listed for (name,) in names):
            raise SystemExit(f"Of the data of version {store.stem} it lists only:\n{listed}")
    print(f"    installed over {OLDER}: started, data kept and brought up to date, old files gone")


def installed(root: Path) -> str:
    """The version of the program that dpkg knows of in there."""
    return inside(root, "dpkg-query", "--show", "--showformat", "${Version}", "signpost")


def see_window(root: Path) -> None:
    """The window opens on a profile file, on a screen of this machine."""
    if missing := missing_tools():
        print(f"    window: not tried, {' and '.join(missing)} missing")
        return
    sockets = root / "tmp" / ".X11-unix"
    with screen() as display:
        sockets.mkdir(exist_ok=True)
        subprocess.run(["mount", "--bind", "/tmp/.X11-unix", sockets], check=True)
        try:
            command = f"DISPLAY={display.name} exec {' '.join(WINDOW)}"
            process = subprocess.Popen(_somebody(root, command), stderr=subprocess.PIPE)
            with display.shows(process):
                display.focus("Signpost")
                named = "does not open the file it is given"
                display.until(lambda: "Bare" in display.title(), named)
                display.press("ctrl+q")
                if process.wait(120):
                    raise SystemExit(
                        f"The window in the bare root ended with {process.returncode}."
                    )
        finally:
            subprocess.run(["umount", sockets], check=True)
    print("    window opened on a file, closed by keyboard")


@contextmanager
def mounted(root: Path) -> Iterator[Path]:
    """A minimal Debian in `root`, with /proc while it is used."""
    command = ["debootstrap", "--variant=minbase", SUITE, str(root)]
    mirror = os.environ.get("SIGNPOST_DEBIAN")  # where Debian packages come from, if not the usual
    subprocess.run(
        [*command, *([mirror] if mirror else [])], check=True, stdout=subprocess.DEVNULL
    )
    root.chmod(0o755)  # everybody's in there, though a temporary folder is its maker's alone
    policy = root / "usr/sbin/policy-rc.d"  # no services are started in there
    policy.write_text("#!/bin/sh\nexit 101\n", encoding="ascii")
    policy.chmod(0o755)
    # Only this one, and not the machine's own /dev: what is deleted afterwards must be the root's.
    subprocess.run(["mount", "-t", "proc", "proc", root / "proc"], check=True)
    try:
        inside(root, "apt-get", "update", "-qq")
        yield root
    finally:
        subprocess.run(["umount", root / "proc"], check=True)


def inside(root: Path, *command: str) -> str:
    env = {
        "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
        "DEBIAN_FRONTEND": "noninteractive",
        "LANG": "C.UTF-8",
    }
    proxies = {
        name: value for name, value in os.environ.items() if name.lower().endswith("_proxy")
    }
    done = subprocess.run(
        ["chroot", root, *command], env=env | proxies, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(
            f"{' '.join(command)} failed in the bare root:\n{done.stdout}{done.stderr}"
        )
    return done.stdout


def as_somebody(root: Path, line: str) -> str:
    """One line of shell as an ordinary user in there."""
    return inside(root, "su", "-", "somebody", "-c", line)


def _somebody(root: Path, line: str) -> list[str | Path]:
    return ["chroot", root, "su", "-", "somebody", "-c", line]
