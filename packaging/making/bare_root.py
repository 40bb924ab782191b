"""The packages in a bare Debian made for the test: installed, started, upgraded over, removed.

Needs root, debootstrap and a network for the Debian packages. The root holds no Python.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from making.product import Product
from making.screen import missing_tools, screen

SUITE: Final = "bookworm"
PROFILE: Final = '{"format": "signpost-profile", "version": 1, "name": "Bare", "answers": {}}'
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
        inside(root, "apt-get", "install", "-y", "-qq", *(f"/{deb.name}" for deb in debs))
        print("    installed with what it depends on")
        inside(root, "useradd", "-m", "somebody")
        version = as_somebody(root, "signpost --version").strip()
        if version != f"{product.name} {product.version}":
            raise SystemExit(f"In the bare root it calls itself {version}.")
        as_somebody(root, f"echo '{PROFILE}' > a.signpost && signpost import a.signpost")
        as_somebody(root, "signpost recommend a.signpost --json > /dev/null")
        as_somebody(root, "signpost report a.signpost --pdf a.pdf --lang ja && test -s a.pdf")
        rows = "printf 'text,label\\nA goal was scored,sport\\nStir the soup,cooking\\n' > a.csv"
        as_somebody(root, f"{rows} && signpost probe a.csv --local default --json > /dev/null")
        as_somebody(
            root, "man -w signpost > /dev/null || test -f /usr/share/man/man1/signpost.1.gz"
        )
        print("    commands, PDF and the local model work")
        see_window(root)
        inside(root, "apt-get", "install", "-y", "-qq", "--reinstall", f"/{debs[0].name}")
        kept = as_somebody(root, "signpost list")
        if "Bare" not in kept:
            raise SystemExit("Installing over an older one lost the data.")
        print("    installed over itself, data kept")
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
