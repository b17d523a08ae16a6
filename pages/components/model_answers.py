"""Models of a task at several bands, with notes on what makes the difference."""

import streamlit as st

from core.content.model_answers import Model, ModelsOfTask
from pages.components.text import plain, plain_line


def show_models(found: ModelsOfTask, *, task_id: int) -> None:
    """A folded part of the page; nothing for a task without models."""
    if not found.exist:
        return
    if not found.models:
        st.caption("There are models at several bands for this task. They open when your own answer has a result.")
        return
    place = st.expander("Models at several bands", key=f"models_{task_id}", on_change="rerun")
    if not place.open:
        return
    by_band = {model.band: model for model in found.models}
    with place:
        chosen = st.segmented_control(
            "Band",
            list(by_band),
            format_func=lambda band: f"Band {band}",
            default=max(by_band),
            required=True,
            key=f"model_{task_id}",
        )
        _show(by_band[chosen or max(by_band)])


def _show(model: Model) -> None:
    st.caption(f"Written by us to show band {model.band}; not marked by an examiner.")
    st.markdown(_marked(model))
    st.markdown("**What makes the difference**")
    st.markdown(
        "\n".join(
            f"{n}. “{plain_line(one.quote)}”: {plain_line(one.note)}" for n, one in enumerate(model.annotations, 1)
        )
    )


def _marked(model: Model) -> str:
    """The text with each quote coloured and numbered where it first stands; a quote within another is only listed."""
    places = sorted(
        (model.text.find(one.quote), number, one.quote) for number, one in enumerate(model.annotations, start=1)
    )
    parts: list[str] = []
    at = 0
    for start, number, quote in places:
        if start < at:
            continue
        parts += [_spaced(model.text[at:start]), f":blue-background[{plain(quote)}] ({number})"]
        at = start + len(quote)
    return "".join([*parts, _spaced(model.text[at:])])


def _spaced(text: str) -> str:
    """Plain text that keeps the space at its ends, beside a coloured part."""
    before = text[: len(text) - len(text.lstrip())]
    after = text[len(text.rstrip()) :] if text.strip() else ""
    return f"{before}{plain(text)}{after}"
