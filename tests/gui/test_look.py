"""Language and colours before the first paint, from a settings file in whatever state."""

from pathlib import Path

import pytest

from app.gui.look import Look, first_look, system_language
from app.words import Language


@pytest.mark.parametrize(
    "written",
    [b"", b"{", b"\xff\xfe", b"[1]", b'"ja"', b'{"language": ["ja"], "colour_scheme": 3}'],
)
def test_a_damaged_settings_file_does_not_hold_the_window_up(
    data_dir: Path, written: bytes
) -> None:
    data_dir.mkdir(exist_ok=True)
    (data_dir / "settings.json").write_bytes(written)
    assert first_look(data_dir) == Look(system_language(), "system")


def test_what_was_chosen_holds_from_the_first_paint_on(data_dir: Path) -> None:
    data_dir.mkdir(exist_ok=True)
    written = '{"language": "ja", "colour_scheme": "dark", "of_another_version": {"a": [1.5]}}'
    (data_dir / "settings.json").write_text(written, encoding="utf-8")
    assert first_look(data_dir) == Look(Language.JA, "dark")
