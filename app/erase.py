"""Everything of the user's, gone from this computer: "Delete all my data"."""

from pathlib import Path
from shutil import rmtree

from app.errors import AppError
from app.guide.packs import GUIDES
from app.journal import FOLDER as RUNS
from app.letterhead import FOLDER as LOGOS
from app.log import FOLDER as LOGS
from app.log import close_log
from app.probe.default_model import NAME as MODEL
from app.probe.kept import FOLDER as EXAMPLES
from app.settings import Keys, load_settings
from app.store import delete_everything


def erase_everything(data_dir: Path) -> None:
    """Delete projects, backups, settings, log, kept files of examples, answers of interrupted
    runs, logos, guides that were brought, the model that was fetched, and the keys of endpoints in
    the system's keyring.

    Other files in the folder stay.
    The store must be closed. AppError when it is open elsewhere (nothing is deleted then), or when
    a file cannot be deleted.
    """
    endpoints = load_settings(data_dir).settings.endpoints
    delete_everything(data_dir)
    keys = Keys()
    for endpoint in endpoints:
        keys.forget(endpoint)
    close_log()
    models = data_dir / "models"
    try:
        for file in (data_dir / "window.ini", *data_dir.glob("window-*")):
            file.unlink(missing_ok=True)
        (models / MODEL).unlink(missing_ok=True)
        if models.is_dir() and not any(models.iterdir()):
            models.rmdir()
        for name in (LOGS, GUIDES, RUNS, EXAMPLES, LOGOS):
            folder = data_dir / name
            if folder.exists():
                rmtree(folder)
    except OSError as error:
        fault = error.strerror or error
        raise AppError("not_deleted", folder=data_dir, fault=fault) from None
