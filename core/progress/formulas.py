"""The figures of a progress entry, by the rules of the product."""

from collections.abc import Sequence
from decimal import Decimal
from statistics import stdev

CONSISTENT_SPREAD = Decimal("1.5")  # bands: a spread this wide counts as not consistent at all
WINDOW = 5
SHORTEST = 3


def improvement(band: Decimal, previous: Decimal | None) -> Decimal | None:
    """Bands gained against the previous first attempt of the same task; None for the first."""
    return None if previous is None else band - previous


def consistency(bands: Sequence[Decimal]) -> Decimal | None:
    """1 for always the same band, 0 for a spread of 1.5 bands or more, over the last five first attempts.

    None with fewer than three: `1 - min(1, sd / 1.5)`, sample standard deviation, two decimals.
    """
    last = list(bands)[-WINDOW:]
    if len(last) < SHORTEST:
        return None
    spread = Decimal(str(stdev(last)))
    return (1 - min(Decimal(1), spread / CONSISTENT_SPREAD)).quantize(Decimal("0.01"))
