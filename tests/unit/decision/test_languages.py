"""Languages, as people write them, are told apart by how much text there is in them."""

import pytest

from app.decision.languages import beyond_english, language_name, little_covered
from app.words import Language


@pytest.mark.parametrize("name", ["en", "EN-gb", "English", "英語", "en_US", " English (UK)"])
def test_english_is_recognised_however_it_is_written(name: str) -> None:
    assert beyond_english([name]) == ()


@pytest.mark.parametrize(
    "name", ["ja", "日本語", "Japanese", "pt-BR", "Deutsch", "中国語（簡体字）"]
)
def test_languages_with_much_text_are_not_english_but_well_covered(name: str) -> None:
    assert beyond_english([name]) == (name,)
    assert little_covered([name]) == ()


@pytest.mark.parametrize("name", ["kk", "Kazakh", "ヨルバ語", "Ainu"])
def test_other_languages_are_kept_as_the_author_wrote_them(name: str) -> None:
    assert little_covered(["en", name, "ja"]) == (name,)


def test_blanks_are_no_language() -> None:
    assert beyond_english(["", "  ", "()"]) == ()
    assert little_covered(["", "  ", "()"]) == ()


@pytest.mark.parametrize(
    ("written", "english", "japanese"),
    [
        ("en", "English", "英語"),
        ("日本語", "Japanese", "日本語"),
        ("de-AT", "German", "ドイツ語"),
        ("zh", "Chinese", "中国語"),
        ("Klingon", "Klingon", "Klingon"),
    ],
)
def test_a_language_is_called_as_its_reader_calls_it(
    written: str, english: str, japanese: str
) -> None:
    assert language_name(written, Language.EN) == english
    assert language_name(written, Language.JA) == japanese
