"""The bands of the last first attempts as a drawing of ours, for paper: points with their likely range."""

from collections.abc import Sequence
from decimal import Decimal
from html import escape

from core.progress.types import Attempt

FEWEST, MOST = 2, 12
WIDTH, HEIGHT = 480, 170
_LEFT, _RIGHT, _TOP, _BOTTOM = 26, 12, 10, 24
_INK, _QUIET, _GREEN = "#1C2423", "#8A9390", "#2B8570"
_FONT = 'font-family="Libertinus Serif, serif"'


def band_line(attempts: Sequence[Attempt], *, target: Decimal | None = None) -> str:
    """An SVG of `WIDTH` by `HEIGHT`; "" under two attempts, which make no line. Days stand below, oldest left."""
    shown = attempts[-MOST:]
    if len(shown) < FEWEST:
        return ""
    low = int(min(min(each.low for each in shown), target or 9)) - 1
    high = min(9, int(max(max(each.high for each in shown), target or 0)) + 1)
    step = (WIDTH - _LEFT - _RIGHT) / len(shown)
    places = [(_LEFT + step * (number + 0.5), each) for number, each in enumerate(shown)]

    def y(band: Decimal | int) -> float:
        return _TOP + (HEIGHT - _TOP - _BOTTOM) * (high - float(band)) / (high - max(0, low))

    parts = []
    for band in range(max(0, low), high + 1):
        parts.append(
            f'<line x1="{_LEFT}" x2="{WIDTH - _RIGHT}" y1="{y(band):.1f}" y2="{y(band):.1f}" stroke="{_QUIET}"'
            ' stroke-width="0.5" stroke-opacity="0.5"/>'
        )
        parts.append(_text(_LEFT - 6, y(band) + 3, str(band), anchor="end"))
    if target is not None:
        parts.append(
            f'<line x1="{_LEFT}" x2="{WIDTH - _RIGHT}" y1="{y(target):.1f}" y2="{y(target):.1f}" stroke="{_GREEN}"'
            ' stroke-width="1" stroke-dasharray="5 4"/>'
        )
        parts.append(_text(WIDTH - _RIGHT, y(target) - 4, f"target {target:.1f}", anchor="end", colour=_GREEN))
    points = " ".join(f"{x:.1f},{y(each.band):.1f}" for x, each in places)
    parts.append(f'<polyline points="{points}" fill="none" stroke="{_GREEN}" stroke-width="1.5"/>')
    for x, each in places:
        parts.append(
            f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{y(each.high):.1f}" y2="{y(each.low):.1f}" stroke="{_GREEN}"'
            ' stroke-width="5" stroke-opacity="0.3"/>'
        )
        parts.append(f'<circle cx="{x:.1f}" cy="{y(each.band):.1f}" r="3.2" fill="{_GREEN}"/>')
        parts.append(_text(x, HEIGHT - 8, f"{each.submitted_at.day} {each.submitted_at:%b}", anchor="middle"))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}">'
        + "".join(parts)
        + "</svg>"
    )


def _text(x: float, y: float, words: str, *, anchor: str, colour: str = _INK) -> str:
    place = f'x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"'
    return f'<text {place} font-size="9" fill="{colour}" {_FONT}>{escape(words)}</text>'
