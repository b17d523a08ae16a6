"""Finding the model's quotes in the essay: letter by letter, else past spaces and the shape of quotation marks."""

import re
from collections.abc import Iterable

from core.assessment.engines.openai.request import SentEssay

Span = tuple[int, int]

LONGEST_QUOTE = 400
_SHAPES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " "})
_AROUND = " \t\n\r\"'…."


class EssayQuotes:
    """The places of one essay; offsets are code points of the essay as it was handed in."""

    def __init__(self, essay: str, sent: SentEssay) -> None:
        self._essay = essay
        self._starts = sent.starts
        self._text, self._positions = _folded(sent.text)

    def find(self, quote: str, taken: Iterable[Span] = ()) -> Span | None:
        """The first place of `quote` that touches no span in `taken`; whole words only; None when there is none."""
        for candidate in (quote, quote.strip(_AROUND)):
            found = self._find(candidate, tuple(taken))
            if found is not None:
                return found
        return None

    def text(self, span: Span) -> str:
        """The essay's own characters."""
        return self._essay[span[0] : span[1]]

    def paragraph(self, span: Span) -> int:
        """The number of line ends before a place: the same within one paragraph."""
        return self._essay.count("\n", 0, span[0])

    def _find(self, quote: str, taken: tuple[Span, ...]) -> Span | None:
        wanted = _folded(quote)[0].strip()
        if not wanted or len(wanted) > LONGEST_QUOTE or not any(character.isalnum() for character in wanted):
            return None
        pattern = re.compile(rf"(?<!\w){re.escape(wanted)}(?!\w)" if _is_bounded(wanted) else re.escape(wanted))
        for match in pattern.finditer(self._text):
            first, last = self._positions[match.start()], self._positions[match.end() - 1]
            span = self._starts[first], self._starts[last] + 1
            if all(span[1] <= start or end <= span[0] for start, end in taken):
                return span
        return None


def _is_bounded(wanted: str) -> bool:
    return wanted[0].isalnum() and wanted[-1].isalnum()


def _folded(text: str) -> tuple[str, list[int]]:
    """The text with runs of spaces as one and quotation marks straight, and where each character came from."""
    characters: list[str] = []
    positions: list[int] = []
    for position, character in enumerate(text.translate(_SHAPES)):
        shown = " " if character.isspace() else character
        if shown == " " and characters and characters[-1] == " ":
            continue
        characters.append(shown)
        positions.append(position)
    return "".join(characters), positions
