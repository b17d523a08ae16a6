"""The colours of .streamlit/config.toml: readable in light and dark, by the formula of WCAG 2."""

import tomllib
from itertools import product

import pytest

from tests.live import ROOT

CONFIG = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())
HUES = ("red", "orange", "yellow", "blue", "green", "violet", "gray")
CAPTION_SHARE = 0.6  # Streamlit draws captions in the text's colour at 60 %
MODES = ("light", "dark")


def rgb(colour: str) -> tuple[float, ...]:
    return tuple(int(colour[place : place + 2], 16) for place in (1, 3, 5))


def mixed(ink: str, ground: str, share: float) -> str:
    return "#" + "".join(f"{int(a * share + b * (1 - share)):02X}" for a, b in zip(rgb(ink), rgb(ground), strict=True))


def luminance(colour: str) -> float:
    parts = [part / 255 for part in rgb(colour)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("mode", "ground"), product(MODES, ("backgroundColor", "secondaryBackgroundColor")))
def test_text_and_links_can_be_read(mode: str, ground: str) -> None:
    theme = CONFIG["theme"][mode]

    assert contrast(theme["textColor"], theme[ground]) >= 7
    assert contrast(theme["linkColor"], theme[ground]) >= 4.5


@pytest.mark.parametrize("mode", MODES)
def test_captions_and_buttons_can_be_read(mode: str) -> None:
    theme = CONFIG["theme"][mode]
    caption = mixed(theme["textColor"], theme["backgroundColor"], CAPTION_SHARE)

    assert contrast(caption, theme["backgroundColor"]) >= 4.5
    assert contrast("#FFFFFF", theme["primaryColor"]) >= 4.5
    assert contrast(theme["primaryColor"], theme["backgroundColor"]) >= 3


@pytest.mark.parametrize(("mode", "hue"), product(MODES, HUES))
def test_notices_and_marks_can_be_read(mode: str, hue: str) -> None:
    theme = CONFIG["theme"][mode]

    assert contrast(theme[f"{hue}TextColor"], theme[f"{hue}BackgroundColor"]) >= 4.5
    assert contrast(theme[f"{hue}TextColor"], theme["backgroundColor"]) >= 4.5
    assert contrast(theme[f"{hue}Color"], theme["backgroundColor"]) >= 3
    assert contrast(theme["textColor"], theme[f"{hue}BackgroundColor"]) >= 7


@pytest.mark.parametrize("mode", MODES)
def test_charts_have_colours_enough(mode: str) -> None:
    theme = CONFIG["theme"][mode]

    assert len(set(theme["chartCategoricalColors"])) >= 10
    assert len(theme["chartSequentialColors"]) == len(theme["chartDivergingColors"]) == 10
    for colour in theme["chartCategoricalColors"]:
        assert contrast(colour, theme["backgroundColor"]) >= 3


def test_what_production_needs() -> None:
    assert CONFIG["browser"]["gatherUsageStats"] is False
    assert CONFIG["runner"]["postScriptGC"] is False
    assert CONFIG["client"]["showErrorDetails"] == "none"
    assert CONFIG["server"]["fileWatcherType"] == "none"
    assert not CONFIG["server"]["enableAgentApi"] and not CONFIG["server"]["enableStaticServing"]


def test_no_font_or_image_from_elsewhere() -> None:
    assert "://" not in (ROOT / ".streamlit" / "config.toml").read_text()
