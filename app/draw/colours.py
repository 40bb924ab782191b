"""Every colour of the window, of charts and of exported pictures, light and dark."""

from enum import StrEnum
from typing import Final, NamedTuple, NewType, TypeAlias


class Colours(NamedTuple):
    """Text on its ground has a contrast of at least 4.5 : 1; an outcome's sign on its own soft
    ground has 3 : 1, and the word beside it is written as text."""

    ground: str  # behind everything
    card: str  # behind text that belongs together
    line: str  # thin borders
    edge: str  # borders of controls, at least 3 : 1 on card and ground
    text: str
    muted: str
    accent: str
    on_accent: str
    accent_soft: str
    llm: str
    fine_tuned: str
    grey: str
    llm_soft: str
    fine_tuned_soft: str
    grey_soft: str
    bad: str
    bad_soft: str
    good: str
    encoder: str  # the branches of the tree of models; lines and their names
    both: str
    decoder: str

    def of(self, paint: "Paint") -> str:
        colour: str = getattr(self, paint) if isinstance(paint, Ink) else paint
        return colour


class Ink(StrEnum):
    """What a colour means. Each is a field of `Colours`, so a picture follows the scheme."""

    GROUND = "ground"
    CARD = "card"
    LINE = "line"
    EDGE = "edge"
    TEXT = "text"
    MUTED = "muted"
    ACCENT = "accent"
    ON_ACCENT = "on_accent"
    ACCENT_SOFT = "accent_soft"
    LLM = "llm"
    FINE_TUNED = "fine_tuned"
    GREY = "grey"
    LLM_SOFT = "llm_soft"
    FINE_TUNED_SOFT = "fine_tuned_soft"
    GREY_SOFT = "grey_soft"
    BAD = "bad"
    BAD_SOFT = "bad_soft"
    GOOD = "good"
    ENCODER = "encoder"
    BOTH = "both"
    DECODER = "decoder"


Hex = NewType("Hex", str)  # "#1F5FA8": one colour for every scheme, such as a maker's badge
Paint: TypeAlias = Ink | Hex


LIGHT: Final = Colours(
    ground="#F5F7FA",
    card="#FFFFFF",
    line="#DCE2EA",
    edge="#8090A4",
    text="#18202B",
    muted="#525F70",
    accent="#0B63C5",
    on_accent="#FFFFFF",
    accent_soft="#E8F1FC",
    llm="#0B63C5",
    fine_tuned="#C2510A",
    grey="#525F70",
    llm_soft="#E5F0FC",
    fine_tuned_soft="#FDF0E6",
    grey_soft="#EAEEF3",
    bad="#B3261E",
    bad_soft="#FCEDEC",
    good="#1B7340",
    encoder="#A3336B",
    both="#1B7340",
    decoder="#5B47B0",
)
DARK: Final = Colours(
    ground="#12161C",
    card="#1B2129",
    line="#303946",
    edge="#75859A",
    text="#E9EDF3",
    muted="#A9B5C4",
    accent="#7DB7FF",
    on_accent="#0C1B2E",
    accent_soft="#1D3350",
    llm="#7DB7FF",
    fine_tuned="#FFAD73",
    grey="#B3BECC",
    llm_soft="#1D3350",
    fine_tuned_soft="#43301F",
    grey_soft="#2C3541",
    bad="#FF9C94",
    bad_soft="#43201E",
    good="#6FD39B",
    encoder="#F39BC4",
    both="#6FD39B",
    decoder="#B9A9FF",
)
