"""Words of people we do not know, made safe for every place that reads Markdown."""

import re

# Backslashes stop Markdown itself. What Streamlit looks for afterwards, in the finished text (icons, emoji
# names, bare addresses, arrows), is broken by an invisible word joiner, which no line breaks at.
JOINER = "\u2060"
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_LINE_END = re.compile("\r\n?|\u2028|\u2029|\x85")
_FOUND_LATER = re.compile(r"(?<=[:@])(?=\S)|(?<=[wW]{3})(?=\.)|(?<=[<>=~-])(?=[<>=~-])")
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")


def plain(text: str) -> str:
    """`text` as Markdown that shows exactly these characters: no link, image, icon, colour, formula or HTML.

    Line breaks stay line breaks and blank lines end a paragraph; spaces at the ends of lines go. Control
    characters and those that turn the direction of writing are left out.
    """
    cleaned = _INVISIBLE.sub("", _LINE_END.sub("\n", text))
    lines = [" ".join(line.split()) for line in cleaned.split("\n")]
    safe = [_PUNCTUATION.sub(r"\\\1", _FOUND_LATER.sub(JOINER, line)) for line in lines]
    return re.sub(r"(?<!\n)\n(?!\n)", "  \n", "\n".join(safe).strip("\n"))


def plain_line(text: str) -> str:
    """The same on one line, for titles, labels and table cells."""
    return plain(" ".join(text.split()))
