"""People's words on one line of Streamlit's Markdown: shown as typed, never read as Markdown."""

from pages.components.text import plain_line as escaped

__all__ = ["escaped"]
