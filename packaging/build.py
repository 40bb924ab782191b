"""Build Signpost as one folder that needs no Python, and try it: `./dev bundle`.

The folder is dist/signpost. On Linux it runs where the C library is at least as new as here.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

ROOT = Path(__file__).resolve().parent.parent
BUNDLE = ROOT / "dist" / "signpost"
SUFFIX = ".exe" if os.name == "nt" else ""
# Symbols are a third of these; other libraries do not survive being stripped after packing.
STRIPPED = ("xllamacpp", "_typst", "libpython", "_pydantic_core")
PROFILE = {
    "format": "signpost-profile",
    "version": 1,
    "name": "Ticket routing",
    "answers": {"human_like": "no"},
}


def build() -> None:
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    command += ["--distpath", str(ROOT / "dist"), "--workpath", str(ROOT / "build")]
    subprocess.run([*command, str(ROOT / "packaging" / "signpost.spec")], cwd=ROOT, check=True)
    if sys.platform == "linux" and shutil.which("strip"):
        for path in libraries():
            subprocess.run(["strip", "--strip-unneeded", path], check=True)


def libraries() -> Iterator[Path]:
    for path in BUNDLE.rglob("*.so*"):
        if any(name in path.name for name in STRIPPED) and not path.is_symlink():
            yield path


def try_out() -> None:
    """Run the built program as a user would who has no Python. Raises when anything fails."""
    with TemporaryDirectory() as folder:
        home = Path(folder)
        profile = home / "profile.json"
        profile.write_text(json.dumps(PROFILE), encoding="utf-8")
        pdf = home / "out.pdf"

        json.loads(run(home, "signpost", "check", "--json"))
        print("  check      ok")
        found = json.loads(run(home, "signpost", "recommend", str(profile), "--json"))
        if found["outcome"] not in ("open", "llm", "fine_tuned", "no_good_fit"):
            sys.exit(f"The bundle recommends {found['outcome']}.")
        print(f"  recommend  ok ({found['outcome']})")
        run(home, "signpost", "report", str(profile), "--pdf", str(pdf))
        if not pdf.read_bytes().startswith(b"%PDF"):
            sys.exit("The bundle's report is no PDF.")
        print("  report     ok")
        run(home, "signpost", "list", "--data-dir", str(home / "data"))
        print("  list       ok (the database was made by its migrations)")
        run(home, "signpost-window", "--data-dir", str(home / "data"))
        print("  window     ok")


def run(home: Path, program: str, *arguments: str) -> str:
    keep = {name: os.environ[name] for name in ("SYSTEMROOT", "TEMP") if name in os.environ}
    env = {
        **keep,
        "HOME": str(home),
        "PATH": os.defpath,
        "LANG": "C.UTF-8",
        "QT_QPA_PLATFORM": "offscreen",
        "SIGNPOST_EXIT_AFTER_PAINT": "1",
    }
    done = subprocess.run(
        [str(BUNDLE / f"{program}{SUFFIX}"), *arguments],
        cwd=home,
        env=env,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    if done.returncode:
        sys.exit(f"{program} {' '.join(arguments)} failed ({done.returncode}):\n{done.stderr}")
    return done.stdout


def main() -> None:
    started = perf_counter()
    build()
    size = sum(path.stat().st_size for path in BUNDLE.rglob("*") if not path.is_symlink())
    print(f"{BUNDLE}: {size / 1e6:.0f} MB, built in {perf_counter() - started:.0f} s")
    try_out()


if __name__ == "__main__":
    main()
