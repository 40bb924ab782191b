"""Whether a colour can be read, after the contrast ratio of WCAG 2 (relative luminance, sRGB)."""

from typing import Final

TEXT: Final = 4.5  # the least ratio of text to its ground
WHITE: Final = "#FFFFFF"


def contrast(one: str, other: str) -> float:
    """The ratio of two colours "#RRGGBB", from 1 (equal) to 21 (black on white)."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def readable(colour: str, ratio: float = TEXT) -> str:
    """The nearest colour of the same hue that has at least `ratio` on white.

    Light is taken away in equal shares from red, green and blue, so only brightness changes.
    """
    if contrast(colour, WHITE) >= ratio:
        return colour
    share = (1.05 / ratio - 0.05) / _luminance(colour)
    channels = [_channel(share * _linear(part)) for part in _parts(colour)]
    while contrast(found := _hex(channels), WHITE) < ratio:  # rounding may have gone up
        channels = [max(channel - 1, 0) for channel in channels]
    return found


def _luminance(colour: str) -> float:
    red, green, blue = map(_linear, _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _parts(colour: str) -> list[int]:
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)]


def _linear(part: int) -> float:
    share = part / 255
    return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)


def _channel(light: float) -> int:
    share = 12.92 * light if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055
    return round(255 * share)


def _hex(channels: list[int]) -> str:
    return "#" + "".join(f"{channel:02X}" for channel in channels)
