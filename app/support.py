"""What somebody who helps has to know, and nothing that is the user's own."""

import platform
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from app import __version__
from app.guide.packs import InUse
from app.log import last_lines
from app.paths import default_data_dir, portable_data_dir
from app.probe.default_model import SHIPPED

UNTOLD: Final = "chosen folder"  # its name may name people or projects


def support_details(
    data_dir: Path, used: InUse, *, profiles: int, keyring: str, interface: Mapping[str, str]
) -> dict[str, Any]:
    """Versions, sizes, counts and the end of the log. No text, name or path of the user's.

    `interface` is what the window knows of itself: Qt's version, language, look, screen.
    """
    return {
        "app": __version__,
        "installed": bool(getattr(sys, "frozen", False)),
        "python": platform.python_version(),
        "system": platform.platform(),
        "machine": platform.machine(),
        "interface": dict(interface),
        "guide": {
            "version": used.guide.about.version,
            "sha256": used.guide.sha256,
            "from": used.pack.kind if used.pack else "shipped",
            "fault": used.fault.key if used.fault else None,
        },
        "data": _where(data_dir),
        "profiles": profiles,
        "bytes": {
            "database": _size(data_dir / "signpost.sqlite"),
            "log of the database": _size(data_dir / "signpost.sqlite-wal"),
        },
        "model": "shipped" if SHIPPED.exists() else "fetched when asked for",
        "keyring": keyring,
        "log": last_lines(data_dir),
    }


def support_text(details: Mapping[str, Any]) -> str:
    """The same for a message: one line each, the log at the end."""
    lines = [f"{name}: {_shown(value)}" for name, value in details.items() if name != "log"]
    return "\n".join([*lines, "log:", *details["log"], ""])


def _shown(value: object) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {part}" for name, part in value.items() if part is not None)
    return str(value)


def _where(data_dir: Path) -> str:
    if data_dir == portable_data_dir():
        return "portable folder"
    return "usual folder" if data_dir == default_data_dir() else UNTOLD


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return 0
