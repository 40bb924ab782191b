"""Where files are: what ships with the program, and the user's own folder."""

from pathlib import Path

RESOURCES = Path(__file__).resolve().parent.parent / "resources"


def default_data_dir() -> Path:
    """The folder for the user's database, models and settings, by the platform's convention."""
    from platformdirs import user_data_path  # noqa: PLC0415  (20 ms that few commands need)

    return user_data_path("Signpost", appauthor=False)
