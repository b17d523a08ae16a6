"""A picture that no longer changes: what the browser gets of it is made once, not at each run."""

import json
from typing import Any

import plotly.graph_objects as go


class KeptFigure(go.Figure):  # type: ignore[misc]  # plotly has no types
    """The figure with its JSON form kept. Changing it afterwards changes nothing that is shown."""

    def __init__(self, figure: go.Figure) -> None:
        super().__init__(figure)
        self._kept: dict[str, Any] = json.loads(figure.to_json())

    def to_dict(self) -> dict[str, Any]:
        """The same object at each call; whoever reads it leaves it as it is."""
        return self._kept
