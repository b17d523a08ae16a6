"""Every process and map of ours, measured in a real browser: no word leaves its box, none meets another or an arrow."""

import base64
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import streamlit
from playwright.sync_api import Browser

from core.content import seed_files
from core.content.types import TaskSeed
from pages.components.map_plan import HEAD, SCALE, map_svg
from pages.components.process_diagram import process_svg

SEEDS = seed_files.read_tasks()
CSS = Path(__file__).parents[2] / "pages/components/assets/drawing.css"
FONT = next(Path(streamlit.__file__).parent.glob("static/static/media/SourceSansVF-Upright*.woff2"))
LEAST_FONT_PIXELS = 10.0
WIDTHS = [390, 1000]

Rect = tuple[float, float, float, float]

MEASURE = """() => {
  const rect = node => { const r = node.getBoundingClientRect(); return [r.left, r.top, r.right, r.bottom] }
  return [...document.querySelectorAll("svg")].map(svg => ({
    edge: rect(svg),
    scale: svg.getScreenCTM().a,
    texts: [...svg.querySelectorAll("text")].map(text => ({
      words: text.textContent, rect: rect(text), size: svg.getScreenCTM().a * text.getAttribute("font-size"),
    })),
    boxes: [...svg.querySelectorAll(":scope > rect")].map(rect),
    arrows: [...svg.querySelectorAll("polyline")].map(line => {
      const points = [...line.points].map(point => point.matrixTransform(line.getScreenCTM()))
      return points.map(point => [point.x, point.y])
    }),
  }))
}"""


def of_type(kind: str) -> list[TaskSeed]:
    return [seed for seed in SEEDS if seed.materials["type"] == kind]


def measured(chrome: Browser, markup: str, width: int) -> list[dict[str, Any]]:
    font = base64.b64encode(FONT.read_bytes()).decode()
    face = f"@font-face {{ font-family: own; font-weight: 200 900; src: url(data:font/woff2;base64,{font}) }}"
    look = "body { margin: 16px } :root { --st-text-color: #111; --st-background-color: #fff; --st-font: own }"
    page = chrome.new_page(viewport={"width": width, "height": 800})
    page.set_content(f'<style>{face}{look}{CSS.read_text()}</style><div class="drawing">{markup}</div>')
    page.evaluate("document.fonts.ready")
    found: list[dict[str, Any]] = page.evaluate(MEASURE)
    page.close()
    return found


def inside(inner: Rect, outer: Rect, *, margin: float = 0.0) -> bool:
    return (
        inner[0] >= outer[0] + margin
        and inner[1] >= outer[1] + margin
        and inner[2] <= outer[2] - margin
        and inner[3] <= outer[3] - margin
    )


def meet(one: Rect, other: Rect) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def ink(text: dict[str, Any]) -> Rect:
    """The letters alone: the rectangle of a text has room above and below them."""
    left, top, right, bottom = text["rect"]
    spare = 0.2 * (bottom - top) if bottom - top < right - left or len(text["words"]) < 4 else 0.0
    return left, top + spare, right, bottom - spare


def legs(arrow: list[list[float]]) -> list[Rect]:
    """The straight parts of an arrow as very thin rectangles."""
    return [
        (min(x, to_x) - 0.5, min(y, to_y) - 0.5, max(x, to_x) + 0.5, max(y, to_y) + 0.5)
        for (x, y), (to_x, to_y) in pairwise(arrow)
    ]


def assert_apart(texts: list[dict[str, Any]]) -> None:
    for place, one in enumerate(texts):
        for other in texts[place + 1 :]:
            assert not meet(ink(one), ink(other)), f"{one['words']!r} meets {other['words']!r}"


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("seed", of_type("process"), ids=lambda seed: seed.code)
def test_the_words_of_a_process_stay_in_their_boxes(chrome: Browser, seed: TaskSeed, width: int) -> None:
    [drawing] = measured(chrome, process_svg(seed.materials), width)
    for text in drawing["texts"]:
        assert text["size"] >= LEAST_FONT_PIXELS
        assert inside(ink(text), drawing["edge"]), text["words"]
        touched = [box for box in drawing["boxes"] if meet(ink(text), box)]
        assert all(inside(ink(text), box, margin=2) for box in touched), f"{text['words']!r} crosses its box"
        for arrow in drawing["arrows"]:
            assert not any(meet(ink(text), leg) for leg in legs(arrow)), f"an arrow passes through {text['words']!r}"
    inner = [(left + 2, top + 2, right - 2, bottom - 2) for left, top, right, bottom in drawing["boxes"]]
    for arrow in drawing["arrows"]:
        assert not any(meet(leg, box) for leg in legs(arrow) for box in inner), "an arrow passes through a box"
    assert_apart(drawing["texts"])
    assert len(drawing["boxes"]) == len(seed.materials["steps"])


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("seed", of_type("map"), ids=lambda seed: seed.code)
def test_the_names_on_a_plan_stay_in_their_places(chrome: Browser, seed: TaskSeed, width: int) -> None:
    *plans, key = measured(chrome, map_svg(seed.materials), width)
    for drawing in (*plans, key):
        assert_apart(drawing["texts"])
        for text in drawing["texts"]:
            assert text["size"] >= LEAST_FONT_PIXELS
            assert inside(ink(text), drawing["edge"]), text["words"]
    for frame, drawing in zip(("before", "after"), plans, strict=True):
        left, top, scale = drawing["edge"][0], drawing["edge"][1], drawing["scale"]
        for feature in seed.materials[frame]["features"]:
            if "label" not in feature or "rect" not in feature or "label_at" in feature:
                continue
            x, y, wide, high = (value * SCALE for value in feature["rect"])
            y += HEAD
            area = (left + x * scale, top + y * scale, left + (x + wide) * scale, top + (y + high) * scale)
            words = set(feature["label"].split())
            within = [text for text in drawing["texts"] if inside(ink(text), area)]
            missing = words - {word for text in within for word in text["words"].split()}
            assert not missing, f"{feature['label']!r} leaves its area in {frame!r}"


STEPS = [
    {"id": "a", "label": "Large international warehouse", "detail": "goods are counted, weighed and photographed"},
    {"id": "b", "label": "A label that is forty letters in length", "icon": "tank", "detail": "d" * 14 + " and on"},
    {"id": "c", "label": "Inspection", "icon": "eye"},
    {"id": "d", "label": "Packing", "to": [{"step": "e", "label": "ready"}]},
    {"id": "e", "label": "Delivery"},
]
LOOPS = {
    "to the row above": (
        "c",
        [{"step": "d", "label": "accepted items"}, {"step": "a", "label": "returned if damaged"}],
    ),
    "far, same column": ("e", [{"step": "a", "label": "empty crates go back"}]),
    "far, other column": ("e", [{"step": "b", "label": "empty crates go back"}]),
}


@pytest.mark.parametrize("name", LOOPS)
def test_long_words_and_loops_fit_as_well(chrome: Browser, name: str) -> None:
    start, arrows = LOOPS[name]
    steps = [step | {"to": arrows} if step["id"] == start else step for step in STEPS]
    seed = replace(of_type("process")[0], materials={"title": "Long words", "steps": steps})
    test_the_words_of_a_process_stay_in_their_boxes(chrome, seed, 390)
