"""The program can be killed at any moment, and started twice at the same one."""

import signal
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path
from subprocess import PIPE

import pytest

from app.store import Store

WRITER = """
import sys
from itertools import count
from pathlib import Path
from app.decision.profile import Answer, Profile
from app.store import Store

with Store.open(Path(sys.argv[1])) as store:
    saved = store.add(Profile(name="killed"))
    for n in count(1):
        answer = Answer(value="yes" if n % 2 else "no", note=str(n))
        store.save(saved.id, saved.profile.with_answer("few_labels", answer), "answer")
        print(saved.id, n, flush=True)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs a signal that cannot be caught")
def test_every_answer_shown_as_saved_survives_being_killed(data_dir: Path) -> None:
    for answers in (1, 2, 5, 12, 30):
        with subprocess.Popen(
            [sys.executable, "-c", WRITER, str(data_dir)], stdout=PIPE, text=True
        ) as writer:
            assert writer.stdout is not None
            for _ in range(answers):
                writer.stdout.readline()
            writer.kill()
            shown = [line for line in writer.stdout.read().split("\n") if line.count(" ") == 1]
        with Store.open(data_dir) as store:
            store._database.check()
            (killed, *_) = store.summaries()
            changes = store.changes(killed.id)
            note = store.get(killed.id).profile.answers["few_labels"].note
        last_shown = int(shown[-1].split()[1]) if shown else answers
        assert int(note) >= last_shown
        assert changes[-1].after["note"] == note  # the answer and its edit, never one of them
        assert len(changes) == int(note)


STARTER = """
import sys
from pathlib import Path
from app.decision.profile import Profile
from app.store import Store

print("ready", flush=True)
sys.stdin.readline()
with Store.open(Path(sys.argv[1])) as store:
    store.add(Profile(name="here"))
"""


def test_first_starts_at_the_same_moment_end_in_one_store(data_dir: Path) -> None:
    command = [sys.executable, "-c", STARTER, str(data_dir)]
    with ExitStack() as stack:
        starts = [
            stack.enter_context(subprocess.Popen(command, stdin=PIPE, stdout=PIPE, text=True))
            for _ in range(3)
        ]
        for start in starts:
            assert start.stdout is not None
            start.stdout.readline()
        for start in starts:
            assert start.stdin is not None
            start.stdin.write("go\n")
            start.stdin.flush()
    assert [start.returncode for start in starts] == [0, 0, 0]
    with Store.open(data_dir) as store:
        assert len(store.summaries()) == 3
    assert [file.name for file in data_dir.iterdir()] == ["signpost.sqlite"]
