"""Which of the languages an author names need a second look, by a rule of thumb of ours.

Nobody publishes how well every model covers every language. The list holds languages with much
written text in public collections; being off it is a reason to test, never a verdict.
"""

from collections.abc import Iterable
from typing import Final

from app.words import Language

ENGLISH: Final = frozenset({"en", "eng", "english", "英語"})

# Codes and the names people write: English, the language's own, Japanese.
_WELL_COVERED: Final = """
ar ara arabic العربية アラビア語
cs ces czech čeština チェコ語
da dan danish dansk デンマーク語
de deu ger german deutsch ドイツ語
el ell greek ελληνικά ギリシャ語
es spa spanish español スペイン語
fa fas persian farsi فارسی ペルシャ語 ペルシア語
fi fin finnish suomi フィンランド語
fr fra fre french français フランス語
he heb hebrew עברית ヘブライ語
hi hin hindi हिन्दी ヒンディー語
hu hun hungarian magyar ハンガリー語
id ind indonesian indonesia インドネシア語
it ita italian italiano イタリア語
ja jpn japanese 日本語
ko kor korean 한국어 韓国語
nl nld dut dutch nederlands オランダ語
no nb nor norwegian norsk ノルウェー語
pl pol polish polski ポーランド語
pt por portuguese português ポルトガル語
ro ron rum romanian română ルーマニア語
ru rus russian русский ロシア語
sv swe swedish svenska スウェーデン語
th tha thai ไทย タイ語
tr tur turkish türkçe トルコ語
uk ukr ukrainian українська ウクライナ語
vi vie vietnamese ベトナム語
zh zho chi cmn chinese mandarin 中文 汉语 漢語 中国語
"""
WELL_COVERED: Final = frozenset(_WELL_COVERED.split()) | ENGLISH
_LINES: Final = (*_WELL_COVERED.strip().splitlines(), "en eng english 英語")
_CODES: Final = {name: line.split()[0] for line in _LINES for name in line.split()}


def language_code(name: str) -> str:
    """The two-letter code of a language as an author wrote it, or the word itself if not known."""
    return _CODES.get(_key(name), _key(name))


def language_name(name: str, language: Language) -> str:
    """A language as a reader calls it: "en" is "English" or 「英語」; others stay as written."""
    code = _CODES.get(_key(name))
    known = next((line.split() for line in _LINES if line.split()[0] == code), None)
    if known is None:
        return name
    if language is Language.JA:
        return known[-1]
    return next(word for word in known if word.isascii() and len(word) > 3).capitalize()


def beyond_english(languages: Iterable[str]) -> tuple[str, ...]:
    """The languages, as the author wrote them, that are not English; each once."""
    return tuple(dict.fromkeys(name for name in languages if _key(name) not in ENGLISH | {""}))


def little_covered(languages: Iterable[str]) -> tuple[str, ...]:
    """The languages, as the author wrote them, that our list of well-covered ones has not; each
    once."""
    return tuple(
        dict.fromkeys(name for name in languages if _key(name) not in WELL_COVERED | {""})
    )


def _key(name: str) -> str:
    """ "pt-BR", "pt_BR" and "Portuguese (Brazil)" are all Portuguese."""
    words = name.casefold().translate(_BREAKS).split()
    return words[0] if words else ""


_BREAKS: Final = str.maketrans(dict.fromkeys("-_()（）/,", " "))
