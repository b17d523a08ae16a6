"""Words in a vector drawing: how wide they are, how they break into lines, and how they are written.

A drawing is laid out before a browser has seen it, so the width of each letter of the app's typeface is
known here; `tests/e2e/test_drawings.py` measures the result in a real one.
"""

from collections.abc import Iterable
from html import escape

# hundredths of the font size, Source Sans at weight 600; whatever stands in no row is as wide as an m
_WIDTHS = {
    letter: width
    for width, letters in {
        20: " ", 26: "ij", 27: "l,.’'", 28: "I", 32: "f-()", 35: "°", 36: "t", 37: "r", 43: "s", 44: "z", 46: "c",
        48: "x", 50: "vyJLY", 52: "0123456789eFagk", 55: "ESVXZoT", 56: "bdhnpquA", 59: "CPR", 62: "BKDG",
        66: "UHNOQ", 75: "Mw", 84: "W%m",
    }.items()
    for letter in letters
}  # fmt: skip
LINE_HEIGHT = 1.16  # of the font size
_SPARE = 1.04  # for a typeface that stands in while ours is loading


def width_of(words: str, size: float) -> float:
    """How many units wide the words are, in the bolder of the two weights."""
    return sum(_WIDTHS.get(letter, 84) for letter in words) * size / 100 * _SPARE


def wrapped(words: str, *, width: float, size: float) -> list[str]:
    """The words in as few lines as the width allows, the lines as even as can be; a longer word stands alone."""
    lines = _filled(words, width, size)
    narrow = width - 4
    while len(lines) > 1 and narrow > 0:
        tighter = _filled(words, narrow, size)
        if len(tighter) > len(lines) or widest(tighter, size) > max(narrow, widest(lines, size)):
            break
        lines, narrow = tighter, narrow - 4
    return lines


def widest(lines: Iterable[str], size: float) -> float:
    """The width of the longest line; 0 where there is none."""
    return max((width_of(line, size) for line in lines), default=0.0)


def written(
    words: str, x: float, y: float, *, size: float, weight: int = 400, anchor: str = "middle", has_halo: bool = False
) -> str:
    """One line at its baseline; a halo in the colour of the page keeps it legible on top of lines."""
    look = f'font-size="{size:g}" font-weight="{weight}" text-anchor="{anchor}"'
    if has_halo:
        look += (
            ' paint-order="stroke" stroke="var(--st-background-color, none)" stroke-width="3.5" stroke-linejoin="round"'
        )
    return f'<text x="{x:g}" y="{y:g}" {look}>{escape(words)}</text>'


def svg(width: float, height: float, title: str, content: str) -> str:
    """A drawing of that many units, named for screen readers."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" role="img"'
        f' aria-label="{escape(title)}" fill="currentColor">{content}</svg>'
    )


def _filled(words: str, width: float, size: float) -> list[str]:
    lines: list[str] = []
    for word in words.split():
        if lines and width_of(f"{lines[-1]} {word}", size) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
