"""Which examples are asked, when there are more than shall be."""

from collections import defaultdict
from collections.abc import Sequence
from random import Random

from app.probe.types import Example


def stratified(examples: Sequence[Example], limit: int | None, seed: int) -> tuple[Example, ...]:
    """At most `limit` examples in the mix of labels of the whole, in the order of the file.

    Every label keeps at least one example if `limit` allows; the same seed gives the same choice.
    """
    if limit is None or limit >= len(examples):
        return tuple(examples)
    by_label: dict[str, list[int]] = defaultdict(list)
    for place, example in enumerate(examples):
        by_label[example.label].append(place)
    shares = {label: limit * len(places) / len(examples) for label, places in by_label.items()}
    least = 1 if limit >= len(by_label) else 0
    takes = {label: max(least, int(share)) for label, share in shares.items()}
    while sum(takes.values()) < limit:
        takes[max(takes, key=lambda label: (shares[label] - takes[label], label))] += 1
    while sum(takes.values()) > limit:  # the least of a rare label is taken from a frequent one
        takes[
            max(takes, key=lambda label: (takes[label] - shares[label], takes[label], label))
        ] -= 1
    random = Random(seed)
    chosen = [
        place
        for label, places in sorted(by_label.items())
        for place in random.sample(places, takes[label])
    ]
    return tuple(examples[place] for place in sorted(chosen))
