"""What a measurement needs is loaded while the user still chooses, and can be called off."""

import json
import subprocess
import sys

import pytest

NEEDED = {"openai", "app.probe.measure"}
ELSEWHERE = {"numpy", "scipy", "sklearn"}
CODE = """
import gc, json, sys
from psutil import Process
from app.gui.measuring import warm_up
before = set(sys.modules)
warm_up(lambda done, total: None, lambda: {cancelled})
children = [one.cmdline()[-2:] for one in Process().children()]
told = [sorted(before), sorted(sys.modules), gc.isenabled(), gc.get_freeze_count(), children]
print(json.dumps(told))
"""


@pytest.mark.parametrize("cancelled", [False, True])
def test_warming_up_loads_what_a_run_needs_unless_it_is_called_off(*, cancelled: bool) -> None:
    code = CODE.format(cancelled=cancelled)
    done = subprocess.run(
        [sys.executable, "-P", "-c", code], capture_output=True, text=True, check=True
    )
    before, after, collecting, frozen, children = json.loads(done.stdout)
    assert not NEEDED & set(before)
    assert NEEDED & set(after) == (set() if cancelled else NEEDED)
    assert not ELSEWHERE & set(after)
    assert children == ([] if cancelled else [["compute", "--ahead"]])  # which has them
    assert collecting
    assert frozen > 0  # the collector does not search what was loaded
