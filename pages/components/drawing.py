"""A vector drawing in the page, in the colours of the theme."""

from pathlib import Path
from xml.etree import ElementTree

import streamlit as st

Node = list[object]

_ASSETS = Path(__file__).parent / "assets"
_DRAWING = st.components.v2.component(
    "drawing",
    html='<div class="drawing">\n</div>',
    css=(_ASSETS / "drawing.css").read_text(),
    js=(_ASSETS / "drawing.js").read_text(),
)


def show_drawing(tree: Node, *, key: str) -> None:
    """Draw a tree made by `tree_of`."""
    _DRAWING(key=key, data={"tree": tree})


def tree_of(markup: str) -> Node:
    """The markup of a drawing of ours as [name, attributes, text, children], which the browser builds by node."""
    return _node(ElementTree.fromstring(markup))  # noqa: S314 - our own markup, no entities


def _node(element: ElementTree.Element) -> Node:
    name = element.tag.rpartition("}")[2]
    return [name, dict(element.attrib), element.text or "", [_node(child) for child in element]]
