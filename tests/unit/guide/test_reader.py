"""The guide's fast reader agrees with the standard library's on everything that ships."""

import tomllib

import rtoml

from app.guide.load import FOLDER


def test_the_fast_reader_reads_what_the_standard_library_reads() -> None:
    for path in FOLDER.rglob("*.toml"):
        text = path.read_text(encoding="utf-8")
        assert rtoml.loads(text) == tomllib.loads(text), path
