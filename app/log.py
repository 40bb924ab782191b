"""What happened, for whoever has to find a fault. Never a word of the user's.

An event is a phrase of ours with whole numbers and words from closed lists beside it; of an
unexpected fault it holds the kind and the places in our code, not the message, which may quote
what the user wrote. The file lies in the data folder, keeps to four times MOST_BYTES, and is the
window's.
"""

from contextlib import suppress
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from logging import Logger

FOLDER: Final = "logs"
FILE: Final = "signpost.log"
MOST_BYTES: Final = 200_000
OLDER: Final = 3  # files kept beside the current one
ROOT: Final = Path(__file__).resolve().parent.parent


def open_log(data_dir: Path, program: str) -> None:
    """Write events into the data folder from now on, beginning with what `program` is."""
    # the window's modules name this one, and the first paint needs no log
    from logging import INFO, Formatter  # noqa: PLC0415

    from app.log_file import LogFile  # noqa: PLC0415

    close_log()
    log = _logger()
    with suppress(OSError):  # a folder that cannot be used is told about when the store is opened
        (data_dir / FOLDER).mkdir(mode=0o700, parents=True, exist_ok=True)
        file = data_dir / FOLDER / FILE
        handler = LogFile(file, maxBytes=MOST_BYTES, backupCount=OLDER, encoding="utf-8")
        handler.setFormatter(Formatter("%(asctime)s %(message)s"))
        log.addHandler(handler)
        log.setLevel(INFO)
        log.propagate = False
        log.info("--- %s", program)


def close_log() -> None:
    log = _logger()
    for handler in [*log.handlers]:
        log.removeHandler(handler)
        handler.close()


def note(event: str, **values: int | Enum) -> None:
    """Keep an event. Raises TypeError for a value that could be the user's words."""
    for name, value in values.items():
        if not isinstance(value, int | Enum):
            raise TypeError(f"{event}: {name} is no number and from no closed list")
    numbers = {n: v.value if isinstance(v, Enum) else v for n, v in values.items()}
    _logger().info(" ".join([event, *(f"{name}={value}" for name, value in numbers.items())]))


def note_fault(key: str) -> None:
    """Keep which of our own sentences the user was told; what fills its places is left out."""
    _logger().info("told %s", key)


def note_bug(error: BaseException) -> None:
    """Keep that something unexpected happened: its kind and where in the code."""
    import traceback  # noqa: PLC0415  (only for a bug)

    log = _logger()
    log.info("bug %s", type(error).__name__)
    for frame in traceback.extract_tb(error.__traceback__):
        log.info("    %s:%s %s", _place(frame.filename), frame.lineno, frame.name)


def last_lines(data_dir: Path, most: int = 60) -> list[str]:
    """The end of the log, the newest line last."""
    try:
        text = (data_dir / FOLDER / FILE).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return []
    return text.splitlines()[-most:]


def _logger() -> "Logger":
    from logging import getLogger  # noqa: PLC0415  (7 ms that the first paint does without)

    return getLogger("signpost")


def _place(file: str) -> str:
    """A file of ours from the project's root on; of others only the name: paths name people."""
    path = Path(file)
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.name
