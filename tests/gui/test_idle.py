"""What an idle window has loaded: Home, and none of what only other pages need."""

import json
import subprocess
import sys

HEAVY = {
    "alembic", "cryptography", "keyring", "numpy", "openai", "pypdf", "python_calamine",
    "sacrebleu", "scipy", "sklearn", "typst", "urllib.request", "xllamacpp",
    "PySide6.QtNetwork",
    "app.charts", "app.erase", "app.gui.consultation", "app.probe.ask", "app.report.build",
}  # fmt: skip
CODE = """
import json, sys
import app.gui.workspace
from app.gui import page_loader as pages
pages.HomePage
print(json.dumps(sorted(sys.modules)))
"""


def test_home_needs_no_other_page_and_nothing_heavy() -> None:
    done = subprocess.run(
        [sys.executable, "-P", "-c", CODE], capture_output=True, text=True, check=True
    )
    loaded = set(json.loads(done.stdout))
    assert not loaded & HEAVY
    assert {name for name in loaded if name.startswith("app.gui.pages.")} == {"app.gui.pages.home"}
