"""Every task of ours is drawn, on any screen, for any eyes."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from xml.etree import ElementTree

import pytest
from streamlit.testing.v1 import AppTest

from core.content import seed_files
from core.content.materials import Figure, figures
from core.content.types import Task, TaskSeed, TaskVisibility
from pages.components import charts
from pages.components.drawing import tree_of
from pages.components.map_plan import map_svg
from pages.components.process_diagram import process_svg

SEEDS = seed_files.read_tasks()
CHARTS = [(seed.code, figure) for seed in SEEDS for figure in figures(seed.materials)]
GROUNDS = ("#FDFCF9", "#151A1A")  # of the light and the dark theme


def task_of(seed: TaskSeed, *, place: int = 1) -> Task:
    return Task(
        task_id=place,
        code=seed.code,
        title=seed.title,
        module_type=seed.module_type,
        task_number=seed.task_number,
        difficulty=seed.difficulty,
        topic=seed.topic,
        instruction=seed.instruction,
        prompt=seed.prompt,
        word_limit_min=seed.word_limit_min,
        word_limit_max=seed.word_limit_max,
        time_limit_minutes=seed.time_limit_minutes,
        visibility=TaskVisibility.public,
        is_active=True,
        updated_at=datetime(2026, 11, 1, tzinfo=UTC),
        materials=seed.materials,
    )


def screen(task):  # a script of its own: it knows no name of this module
    from pages.components.task import show_task

    show_task(task)


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def figure_jsons(figure: Figure) -> Iterator[dict[str, object]]:
    for _, picture in charts.drawings(figure):
        yield json.loads(picture.to_json())


def pictures_of(materials: Mapping[str, Any]) -> int:
    """Each series of a pie is a pie of its own."""
    if materials["type"] == "mixed":
        return sum(pictures_of(part) for part in materials["parts"])
    return {"letter": 0, "essay": 0, "pie": len(materials.get("series", ()))}.get(materials["type"], 1)


@pytest.mark.parametrize("place", range(len(SEEDS)), ids=[seed.code for seed in SEEDS])
def test_a_task_is_shown_with_its_picture(place: int) -> None:
    seed = SEEDS[place]
    shown = AppTest.from_function(screen, kwargs={"task": task_of(seed, place=place)}).run()
    assert not shown.exception
    words = " ".join(element.value for element in [*shown.markdown, *shown.caption]).replace("\\", "")
    assert seed.prompt.split("\n")[0][:40] in words
    assert f"Write at least {seed.word_limit_min} words." in words
    assert f"about {seed.time_limit_minutes} minutes" in words
    pictures = len(shown.get("plotly_chart")) + len(shown.get("bidi_component"))
    expected = pictures_of(seed.materials)
    assert pictures == expected
    assert [one.label for one in shown.expander] == ["Describe this chart in words"] * bool(expected)
    for chart in shown.get("plotly_chart"):
        assert seed.materials["title"] in chart.proto.alt


def test_a_letter_lists_its_points() -> None:
    seed = next(seed for seed in SEEDS if seed.code == "GT_T1_001")
    shown = AppTest.from_function(screen, kwargs={"task": task_of(seed)}).run()
    prompt = next(element.value for element in shown.markdown if "weekend course" in element.value)
    assert len(re.findall(r"^- ", prompt, flags=re.MULTILINE)) == 3
    assert any(element.value.endswith("Dear Sir or Madam\\,") for element in shown.markdown)


def test_an_own_question_is_text_and_nothing_else() -> None:
    own = replace(
        task_of(SEEDS[0]),
        prompt="• <b>bold</b> :red[x]\n[link](http://evil.example)",
        visibility=TaskVisibility.private,
        materials=None,
        instruction="",
    )
    shown = AppTest.from_function(screen, kwargs={"task": own}).run()
    assert not shown.exception and not shown.get("plotly_chart") and not shown.expander
    prompt = next(element.value for element in shown.markdown if "evil" in element.value)
    assert prompt.startswith("• \\<b\\>") and "\\[link\\]\\(" in prompt


@pytest.mark.parametrize(("code", "figure"), CHARTS, ids=[f"{code}-{figure.type}" for code, figure in CHARTS])
def test_a_chart_holds_its_data_and_stays_clear(code: str, figure: Figure) -> None:
    drawn = list(figure_jsons(figure))
    numbers = [value for row in figure.values.values() for value in row]
    for one in drawn:
        assert one["layout"]["paper_bgcolor"] == "rgba(0, 0, 0, 0)"
        assert one["layout"]["dragmode"] is False
    if figure.type in ("line", "bar"):
        traces = drawn[0]["data"]
        assert [value for trace in traces for value in trace["y"]] == numbers
        top = drawn[0]["layout"]["yaxis"]["range"][1]
        assert max(numbers) < top < 1.5 * max(numbers)
        assert drawn[0]["layout"]["annotations"][0]["text"] == figure.y_label
        assert len({trace["marker"]["color"] for trace in traces}) == len(traces)
        if figure.type == "line":
            assert len({(trace["line"]["dash"], trace["marker"]["symbol"]) for trace in traces}) == len(traces)
        else:
            assert len({trace["marker"]["pattern"]["shape"] for trace in traces}) == len(traces)
    elif figure.type == "pie":
        assert [value for one in drawn for value in one["data"][0]["values"]] == numbers
    else:
        cells = drawn[0]["data"][0]["cells"]["values"]
        assert [name.replace("<br>", " ") for name in cells[0]] == list(figure.values)
        on_a_line = charts.FIRST_COLUMN_CHARACTERS.get(len(figure.x_values), 10) + 2
        assert max(len(line) for name in cells[0] for line in name.split("<br>")) <= on_a_line, "cut off on a phone"
        assert [cell.replace(",", "") for column in zip(*cells[1:], strict=True) for cell in column] == [
            f"{number:g}" for number in numbers
        ]


@pytest.mark.parametrize("ground", GROUNDS)
def test_colours_stand_out_on_both_grounds(ground: str) -> None:
    for colour in charts.COLOURS:
        assert contrast(colour, ground) >= 3, f"{colour} on {ground}"
    assert len(set(zip(charts.DASHES, charts.MARKERS, strict=True))) == len(charts.COLOURS)


@pytest.mark.parametrize("seed", [s for s in SEEDS if s.materials["type"] in ("process", "map")], ids=lambda s: s.code)
def test_a_drawing_is_clean(seed: TaskSeed) -> None:
    draw = process_svg if seed.materials["type"] == "process" else map_svg
    root = ElementTree.fromstring(draw(seed.materials))
    names = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert names <= {"div", "svg", "g", "rect", "circle", "path", "polyline", "polygon", "text"}
    assert not any(key.startswith("on") or "href" in key for element in root.iter() for key in element.attrib)
    assert json.dumps(tree_of(draw(seed.materials)))


def test_words_in_a_drawing_are_escaped() -> None:
    steps = [{"id": name, "label": "<script>&", "icon": "pump"} for name in "abcde"]
    steps[0]["to"] = [{"step": "d", "label": "far away"}]
    tree = json.dumps(tree_of(process_svg({"title": '"><script>', "steps": steps})))
    assert "<script>&" in tree, "as text of a node"
    assert not re.search(r'\["script"', tree)


@pytest.mark.parametrize(
    ("highest", "expected"), [(345, (50, 350)), (54, (10, 60)), (40, (5, 40)), (0.7, (0.1, 0.7)), (1, (0.2, 1))]
)
def test_an_axis_has_round_steps(highest: float, expected: tuple[float, float]) -> None:
    assert charts._scale(highest) == pytest.approx(expected)
