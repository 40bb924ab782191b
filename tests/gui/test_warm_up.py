"""What a measurement needs is loaded while the user still chooses, and can be called off."""

import json
import subprocess
import sys

import pytest

ELSEWHERE = {"openai", "numpy", "scipy", "sklearn", "app.probe.measure"}
CODE = """
import json, sys
from psutil import Process
from app.gui.measuring import get_ready
get_ready(lambda done, total: None, lambda: {cancelled})
children = [one.cmdline()[-2:] for one in Process().children()]
print(json.dumps([sorted(sys.modules), children]))
"""


@pytest.mark.parametrize("cancelled", [False, True])
def test_a_process_gets_ready_beside_the_window_unless_it_is_called_off(
    *, cancelled: bool
) -> None:
    """What it loads would hold the window up, and take a hundred MB of it for good."""
    code = CODE.format(cancelled=cancelled)
    done = subprocess.run(
        [sys.executable, "-P", "-c", code], capture_output=True, text=True, check=True
    )
    loaded, children = json.loads(done.stdout)
    assert not ELSEWHERE & set(loaded)
    assert children == ([] if cancelled else [["measure", "--ahead"]])
