"""Faults of the database files as sentences for the user."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Final, TypeVar

from app.errors import AppError
from db.faults import Fault, FaultKind

T = TypeVar("T")
SENTENCES: Final = {
    FaultKind.EMPTY: "store_empty",
    FaultKind.NOT_DATABASE: "store_not_database",
    FaultKind.FOREIGN: "store_foreign",
    FaultKind.NEWER: "store_newer",
    FaultKind.DAMAGED: "store_damaged",
    FaultKind.UPGRADE: "store_upgrade",
    FaultKind.READ_ONLY: "store_read_only",
    FaultKind.FULL: "store_full",
    FaultKind.BUSY: "store_busy",
    FaultKind.FOLDER: "store_folder",
    FaultKind.DISK: "store_disk",
}


@contextmanager
def told(work: AbstractContextManager[T]) -> Iterator[T]:
    """Faults of the database during `work` as sentences for the user."""
    try:
        with work as value:
            yield value
    except Fault as fault:
        raise AppError(SENTENCES[fault.kind], file=fault.file, **fault.values) from fault
