"""Somebody else on this machine: an ordinary user without a network, without Python."""

import ctypes
import fcntl
import os
import shutil
import socket
import struct
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

FOLDER: Final = "Sign post 診断"  # blanks and Japanese, as people name their folders
NEW_NETWORK: Final = 0x40000000  # CLONE_NEWNET
SET_FLAGS: Final = 0x8914  # SIOCSIFFLAGS
REFUSED: Final = 1  # the exit code where the input is at fault
UP: Final = 0x1 | 0x40  # IFF_UP | IFF_RUNNING


@dataclass(frozen=True, slots=True)
class Outsider:
    """`home` is the user's own folder. As root `name` is a throw-away user; else it is us."""

    home: Path
    name: str | None

    def run(
        self, command: Sequence[str | Path], env: Mapping[str, str] = {}, timeout: float = 300
    ) -> str:
        """What a command says; raises SystemExit when it fails."""
        code, said, wrong = self._ended(command, env, timeout)
        if code:
            raise SystemExit(f"{_shown(command)} failed ({code}):\n{wrong}")
        return said

    def refused(self, command: Sequence[str | Path], timeout: float = 300) -> str:
        """Why a command refuses what it is given; raises SystemExit unless it does."""
        code, _said, wrong = self._ended(command, {}, timeout)
        if code != REFUSED:
            raise SystemExit(f"{_shown(command)} ended with {code}, not {REFUSED}:\n{wrong}")
        return wrong

    def _ended(
        self, command: Sequence[str | Path], env: Mapping[str, str], timeout: float
    ) -> tuple[int, str, str]:
        with self.start(command, env) as process:
            try:
                said, wrong = process.communicate(timeout=timeout)
            except subprocess.TimeoutExpired:
                process.kill()
                raise SystemExit(f"{_shown(command)} did not end within {timeout} s.") from None
        return process.returncode, said, wrong

    def give(self, folder: Path) -> None:
        """Make a folder and all in it the user's own."""
        if self.name:
            for path in (folder, *folder.rglob("*")):
                shutil.chown(path, self.name, self.name)

    def start(
        self, command: Sequence[str | Path], env: Mapping[str, str] = {}
    ) -> "subprocess.Popen[str]":
        """Begin a command in the home folder, with nothing of our environment."""
        keep = {name: os.environ[name] for name in ("SYSTEMROOT", "TEMP") if name in os.environ}
        given: dict[str, Any] = {}
        if self.name:
            given = {"user": self.name, "group": self.name, "extra_groups": ()}
        return subprocess.Popen(
            command,
            cwd=self.home,
            env=keep | {"HOME": str(self.home), "PATH": str(self.home / "empty")} | dict(env),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            **given,
        )


@contextmanager
def outsider() -> Iterator[Outsider]:
    """A user with a fresh home, both gone afterwards."""
    with TemporaryDirectory(prefix="signpost-") as folder:
        home = Path(folder) / FOLDER
        home.mkdir()
        (home / "empty").mkdir()
        if sys.platform != "linux" or os.geteuid() != 0 or not shutil.which("useradd"):
            print("    as this user, with its network: only root can make another one")
            yield Outsider(home, None)
            return
        name = f"signpost-{os.getpid()}"
        subprocess.run(["useradd", "--no-create-home", "--home-dir", home, name], check=True)
        try:
            Path(folder).chmod(0o755)
            shutil.chown(home, name, name)
            yield Outsider(home, name)
        finally:
            subprocess.run(["userdel", name], check=True)


@contextmanager
def without_network() -> Iterator[None]:
    """Whatever is started inside has the loopback and nothing else. For root; else no change."""
    if sys.platform != "linux" or os.geteuid() != 0:
        yield
        return
    libc = ctypes.CDLL(None, use_errno=True)
    with Path("/proc/self/ns/net").open() as ours:
        _checked(libc.unshare(NEW_NETWORK))
        try:
            with socket.socket() as any_socket:
                request = struct.pack("16sh14x", b"lo", UP)
                fcntl.ioctl(any_socket.fileno(), SET_FLAGS, request)
            yield
        finally:
            _checked(libc.setns(ours.fileno(), NEW_NETWORK))


def _checked(result: int) -> None:
    if result:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))


def _shown(command: Sequence[str | Path]) -> str:
    return " ".join(map(str, command))
