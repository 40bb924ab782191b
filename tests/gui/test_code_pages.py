"""Code that only starting ran goes out of memory, and comes back when it is used."""

import subprocess
import sys

import pytest

from app.gui.code_pages import unchanged

MAPPED = """\
7f0000000000-7f0000010000 r-xp 00000000 fe:00 4711   /usr/lib/libQt6Gui.so.6 (with blanks)
Size:                 64 kB
Anonymous:             0 kB
7f0000010000-7f0000014000 r--p 00010000 fe:00 4711   /usr/lib/libQt6Gui.so.6
Anonymous:            16 kB
7f0000014000-7f0000018000 rw-p 00014000 fe:00 4711   /usr/lib/libQt6Gui.so.6
Anonymous:             0 kB
7f0000020000-7f0000021000 r--s 00000000 fe:00 4712   /usr/share/icons/cache
Anonymous:             0 kB
7f0000030000-7f0000032000 r-xp 00000000 00:00 0      [vdso]
Anonymous:             0 kB
7f0000040000-7f0000042000 r--p 00000000 fe:00 4713   /usr/share/fonts/Inter.ttf
Anonymous:             0 kB
VmFlags: rd mr mw me
"""
CODE = """
import sys
from psutil import Process
from PySide6.QtWidgets import QApplication, QLabel
from app.gui.code_pages import let_code_go
application = QApplication([])
first = QLabel("Signpost")
first.grab()
before = Process().memory_info().rss
looked_at = let_code_go()
after = Process().memory_info().rss
second = QLabel("Signpost")
same = first.grab().toImage() == second.grab().toImage()
print(looked_at > 0, before - after > 10_000_000, same)
"""


def test_only_what_is_as_in_its_file_and_cannot_be_written_to_is_let_go() -> None:
    assert list(unchanged(MAPPED.splitlines())) == [
        (0x7F0000000000, 0x10000),
        (0x7F0000040000, 0x2000),
    ]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the system does so by itself")
def test_what_starting_read_of_libraries_leaves_memory_and_everything_works_as_before() -> None:
    done = subprocess.run(
        [sys.executable, "-P", "-c", CODE], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["True", "True", "True"]
