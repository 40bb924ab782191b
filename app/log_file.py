"""The log's file on disk."""

from logging import LogRecord
from logging.handlers import RotatingFileHandler


class LogFile(RotatingFileHandler):
    """Begins a new file when it is full, and keeps quiet when it cannot be written."""

    def handleError(self, record: LogRecord) -> None:
        """A full disk or a read-only folder must not disturb the work; the store tells of it."""
