"""Taking a profile back out of a document made from it."""

import io
import logging
from pathlib import Path
from typing import Final

from app.decision.profile import Profile, read_profile
from app.errors import AppError
from app.files import read_file

ATTACHMENT: Final = "profile.signpost.json"

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # the user gets one sentence from us


def profile_from_pdf(path: Path) -> Profile:
    """The profile that a recommendation carries; equal to the one it was made from.

    Raises AppError when the file cannot be read, is no PDF, or carries no profile.
    """
    from pypdf import PdfReader  # noqa: PLC0415  (19 MB that few who open the window need)

    data = read_file(path)
    try:
        found = PdfReader(io.BytesIO(data)).attachments.get(ATTACHMENT)
        attached = found[0] if found else None
    except Exception:  # noqa: BLE001  (pypdf raises anything at all on a damaged file)
        raise AppError("pdf_damaged", file=path) from None
    if attached is None:
        raise AppError("pdf_without_profile", file=path)
    return read_profile(attached, f"{path} ({ATTACHMENT})")
