"""A writing task on the screen: the question, its chart, and what length and time are usual."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import streamlit as st

from core.content.materials import figures
from core.content.types import Task
from pages.components import charts
from pages.components.drawing import Node, show_drawing, tree_of
from pages.components.map_plan import map_svg
from pages.components.names import MODULES
from pages.components.process_diagram import process_svg
from pages.components.text import plain, plain_line

BULLET = "• "


def show_task(task: Task, *, with_advice: bool = True, show_prompt: Callable[[], None] | None = None) -> None:
    """The task in the order of the test: time, question, instruction, length, then the chart.

    Prompts are shown as plain text, whoever wrote them. Without advice the usual length is left out, as in the test.
    `show_prompt` draws the question in its place.
    """
    st.markdown(f"## {MODULES[task.module_type]} Writing Task {task.task_number}")
    st.caption(f"You should spend about {task.time_limit_minutes} minutes on this task.")
    with st.container(border=True):
        if task.task_number == 2:
            st.markdown("Write about the following topic:")
        if show_prompt is not None:
            show_prompt()
        else:
            st.markdown(plain(task.prompt) if task.is_own else _with_list(task.prompt))
        if task.instruction:
            st.markdown(plain(task.instruction))
        least, most = task.usual_length_words
        usual = f" Usual length: {least} to {most} words." if with_advice else ""
        st.markdown(f"**Write at least {task.word_limit_min} words.**{usual}")
    show_materials(task)


def show_materials(task: Task) -> None:
    """The chart, table or drawing of a task, with its description in words; nothing for other tasks."""
    materials = task.materials
    if materials is not None and task.is_own:
        _show_pasted(materials)
        return
    if materials is None or "text_alternative" not in materials:
        return
    st.markdown(f"**{plain(materials['title'])}**")
    if materials["type"] in ("process", "map"):
        show_drawing(_drawn(task.task_id, task.updated_at, materials), key=f"drawing:{task.task_id}")
    else:
        for index, part in enumerate(_pictures(task.task_id, task.updated_at, materials)):
            _show_part(
                part, key=f"chart:{task.task_id}:{index}", is_titled=materials["type"] == "mixed", words=materials
            )
    st.caption(f"Source: {plain(materials['source'])}")
    with st.expander("Describe this chart in words"):
        st.markdown(plain(materials["text_alternative"]))


def _show_pasted(materials: Any) -> None:
    """A table that a person pasted: every name as plain text, nothing drawn from it."""
    for figure in figures(materials):
        unit = f" ({plain_line(figure.unit)})" if figure.unit else ""
        st.markdown(f"**The figures that you pasted{unit}**")
        st.table(
            [
                {"" if figure.x_label in figure.x_values else plain_line(figure.x_label): plain_line(name)}
                | {plain_line(at): charts.number(value) for at, value in zip(figure.x_values, values, strict=True)}
                for name, values in figure.values.items()
            ],
            hide_index=True,
        )


def _show_part(part: list[tuple[str, Any]], *, key: str, is_titled: bool, words: Any) -> None:
    places = st.columns(len(part)) if len(part) > 1 else [st.container()]
    for index, (place, (title, picture)) in enumerate(zip(places, part, strict=True)):
        with place:
            if is_titled or len(part) > 1:
                st.markdown(f"**{plain(title)}**", text_alignment="left" if len(part) == 1 else "center")
            st.plotly_chart(
                picture,
                key=f"{key}:{index}",
                config=charts.CONFIG,
                alt=f"{words['title']}. {words['text_alternative']}",
            )


def _with_list(prompt: str) -> str:
    """A prompt of ours, its bullet points as a real list."""
    return "\n".join(
        f"- {plain(line.removeprefix(BULLET))}" if line.startswith(BULLET) else plain(line)
        for line in prompt.split("\n")
    )


@st.cache_resource(ttl=3600, max_entries=256, show_spinner=False)
def _pictures(task_id: int, updated_at: datetime, _materials: Any) -> list[list[tuple[str, Any]]]:
    return [list(charts.drawings(figure)) for figure in figures(_materials)]


@st.cache_resource(ttl=3600, max_entries=256, show_spinner=False)
def _drawn(task_id: int, updated_at: datetime, _materials: Any) -> Node:
    draw = process_svg if _materials["type"] == "process" else map_svg
    return tree_of(draw(_materials))
