"""People's words inside Streamlit's Markdown: shown as typed, never read as Markdown."""

import re

_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")


def escaped(text: str) -> str:
    """`text` with every mark that Markdown could read as its own taken literally, on one line."""
    return _PUNCTUATION.sub(r"\\\1", " ".join(text.split()))
