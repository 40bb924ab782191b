"""A fault in the task guide is one sentence that names the task and the key."""

from collections.abc import Callable

import pytest

Change = Callable[[str, str, str, str], None]
Fault = Callable[[], str]


@pytest.mark.parametrize(
    ("pattern", "replacement", "named"),
    [
        (r"^multi_step = ", "many_steps = ", 'likely names "many_steps"'),
        (r'^evidence = \["\w+"', 'evidence = ["nowhere"', 'evidence names "nowhere"'),
        (r'^status = "original"', 'status = "later"', 'has status "later"'),
    ],
)
def test_what_a_task_refers_to_must_be_there(
    change: Change, fault: Fault, pattern: str, replacement: str, named: str
) -> None:
    change("tasks.toml", 'id = "sentiment-analysis"', pattern, replacement)
    said = fault()
    assert said.startswith('tasks.toml: task "sentiment-analysis"')
    assert named in said


def test_a_number_of_the_digest_stands_once(change: Change, fault: Fault) -> None:
    """Neither two types nor a type and a case may share it."""
    change("tasks.toml", 'id = "regression"', r"^digest = .*", 'digest = "C13a"')
    assert fault().startswith('tasks.toml: "C13a" stands twice.')


def test_a_verdict_that_the_guide_does_not_know_is_named(change: Change, fault: Fault) -> None:
    change("tasks.toml", 'id = "regression"', r"^verdict = .*", 'verdict = "robot"')
    assert fault().startswith('tasks.toml: task "regression": verdict does not fit: ')
