"""What a measurement needs is loaded while the user still chooses, and can be called off."""

import json
import subprocess
import sys

import pytest

NEEDED = {"numpy", "openai", "scipy.stats", "sklearn.feature_extraction.text"}
CODE = """
import gc, json, sys
from app.gui.measuring import warm_up
before = set(sys.modules)
warm_up(lambda done, total: None, lambda: {cancelled})
print(json.dumps([sorted(before), sorted(sys.modules), gc.isenabled(), gc.get_freeze_count()]))
"""


@pytest.mark.parametrize("cancelled", [False, True])
def test_warming_up_loads_what_a_run_needs_unless_it_is_called_off(*, cancelled: bool) -> None:
    code = CODE.format(cancelled=cancelled)
    done = subprocess.run(
        [sys.executable, "-P", "-c", code], capture_output=True, text=True, check=True
    )
    before, after, collecting, frozen = json.loads(done.stdout)
    assert not NEEDED & set(before)
    assert NEEDED & set(after) == (set() if cancelled else NEEDED)
    assert "sklearn.linear_model" not in after  # the child process trains
    assert collecting
    assert frozen > 0  # the collector does not search what was loaded
