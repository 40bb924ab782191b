"""Ranges: what is not known exactly stays a low and a high figure through every sum."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Range:
    """From `low` to `high`, both included; a figure that is known has both the same."""

    low: float
    high: float

    def __add__(self, other: "Range") -> "Range":
        return Range(self.low + other.low, self.high + other.high)

    def __mul__(self, other: "Range | float") -> "Range":
        """For amounts of 0 or more."""
        by = other if isinstance(other, Range) else Range(other, other)
        return Range(self.low * by.low, self.high * by.high)

    @property
    def middle(self) -> float:
        return (self.low + self.high) / 2


def exactly(value: float) -> Range:
    return Range(value, value)
