"""Where files are: what ships with the program, and the user's own folder."""

import sys
from pathlib import Path

PORTABLE = "signpost-data"  # a folder of this name beside an installed program keeps the data
RESOURCES = Path(__file__).resolve().parent.parent / "resources"


def default_data_dir() -> Path:
    """The folder for the user's database, models and settings: beside the program where somebody
    made one (PORTABLE), else by the platform's convention."""
    if (portable := portable_data_dir()) is not None:
        return portable
    from platformdirs import user_data_path  # noqa: PLC0415  (20 ms that few commands need)

    return user_data_path("Signpost", appauthor=False)


def portable_data_dir() -> Path | None:
    """The folder PORTABLE beside the installed program, or beside its bundle on macOS."""
    if not getattr(sys, "frozen", False):
        return None
    program = Path(sys.executable).resolve().parent
    if program.parent.parent.suffix == ".app":  # Signpost.app/Contents/MacOS
        program = program.parent.parent.parent
    folder = program / PORTABLE
    return folder if folder.is_dir() else None
