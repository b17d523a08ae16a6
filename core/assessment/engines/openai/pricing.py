"""What a call costs, by the operator's prices; where the endpoint does not count, by a fair estimate."""

from dataclasses import dataclass
from decimal import ROUND_UP, Decimal

_MILLION = Decimal(1_000_000)
_MICRODOLLAR = Decimal("0.000001")
_CHARACTERS_A_TOKEN = 4  # of English, on average
_FEWEST_CHARACTERS_A_TOKEN = 3  # of our own instructions
MOST_TOKENS = 2_000_000  # more than any model reads: a count above is not believed
MOST_USD = Decimal("9999.999999")


@dataclass(frozen=True)
class Prices:
    """US dollars for a million tokens."""

    input_usd: Decimal
    cached_usd: Decimal
    output_usd: Decimal


@dataclass(frozen=True)
class Tokens:
    """Of one call; the cached ones are part of the input."""

    input: int = 0
    cached: int = 0
    output: int = 0

    def __add__(self, other: "Tokens") -> "Tokens":
        return Tokens(self.input + other.input, self.cached + other.cached, self.output + other.output)


def cost_usd(tokens: Tokens, prices: Prices) -> Decimal:
    """Rounded up to a millionth of a dollar."""
    cached = min(tokens.cached, tokens.input)
    total = (
        (tokens.input - cached) * prices.input_usd + cached * prices.cached_usd + tokens.output * prices.output_usd
    ) / _MILLION
    return min(total.quantize(_MICRODOLLAR, rounding=ROUND_UP), MOST_USD)


def believed(count: int | None, estimate: int) -> int:
    """A count by the endpoint, unless it is none or absurd."""
    return count if count is not None and 0 <= count <= MOST_TOKENS else estimate


def estimated_tokens(characters: int) -> int:
    """Of English text."""
    return -(-characters // _CHARACTERS_A_TOKEN)


def most_tokens(ours: str, theirs: str) -> int:
    """A bound: our own English, and a token for each byte of what others wrote (no tokeniser needs more)."""
    return -(-len(ours) // _FEWEST_CHARACTERS_A_TOKEN) + len(theirs.encode("utf-8", errors="replace"))
