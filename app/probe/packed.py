"""Examples on their way to another process: of a hundred thousand as such it takes a second to
hand them over, of their words alone a tenth of one."""

from collections.abc import Sequence

from app.probe.types import Example

Packed = tuple[list[str], list[str], list[str], list[str]]  # ids, texts, labels, groups


def packed(examples: Sequence[Example]) -> Packed:
    return (
        [one.id for one in examples],
        [one.text for one in examples],
        [one.label for one in examples],
        [one.group for one in examples],
    )


def unpacked(columns: Packed) -> tuple[Example, ...]:
    return tuple(
        Example(id=id_, text=text, label=label, group=group)
        for id_, text, label, group in zip(*columns, strict=True)
    )
