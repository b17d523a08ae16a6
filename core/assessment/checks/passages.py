"""The sentences of an essay with their paragraphs and their places: what the checks of an answer look through."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.assessment.engines.offline.analysis import Analysis, Token
from core.assessment.engines.offline.phrases import word_stem
from core.assessment.engines.offline.text import spelling_variants


@dataclass(frozen=True)
class Passage:
    """A sentence, or the part of one that stands in one paragraph; `quote` is `essay[start:end]`.

    `text` is the analysed text in lower case and in American spelling; `stems` are the stems of its words.
    """

    start: int
    end: int
    quote: str
    text: str
    paragraph: int
    tokens: Sequence[Token]
    stems: frozenset[str]

    @property
    def word_count(self) -> int:
        """Words with a letter or a digit."""
        return sum(token.text[0].isalnum() for token in self.tokens)


def passages(essay: str, analysis: Analysis) -> list[Passage]:
    """The essay's own sentences in reading order; a line break ends one."""
    found: list[Passage] = []
    paragraph, last_end = 0, 0
    for tokens in _pieces(essay, analysis):
        start, end = _span(analysis, tokens)
        if not any(token.text[0].isalnum() for token in tokens):
            continue
        paragraph += bool(found) and _breaks(essay, last_end, start)
        text = analysis.text[tokens[0].idx : tokens[-1].idx + len(tokens[-1])].lower()
        stems = frozenset(word_stem(token.lower_) for token in tokens if token.text[0].isalnum())
        found.append(Passage(start, end, essay[start:end], text, paragraph, tokens, stems))
        last_end = end
    return found


def paragraphs(found: Sequence[Passage]) -> list[list[Passage]]:
    """The passages by paragraph."""
    grouped: dict[int, list[Passage]] = {}
    for passage in found:
        grouped.setdefault(passage.paragraph, []).append(passage)
    return list(grouped.values())


def in_american_spelling(text: str) -> str:
    """`text` in lower case with the spelling of the analysed text."""
    variants = spelling_variants()
    return " ".join(variants.get(word, word) for word in text.lower().split())


def _pieces(essay: str, analysis: Analysis) -> Iterator[list[Token]]:
    for sentence in analysis.sentences:
        piece: list[Token] = []
        for token in sentence:
            if not token.text.strip():
                continue
            if piece and _breaks(essay, _span(analysis, piece[-1:])[1], _span(analysis, [token])[0]):
                yield piece
                piece = []
            piece.append(token)
        if piece:
            yield piece


def _span(analysis: Analysis, tokens: Sequence[Token]) -> tuple[int, int]:
    return analysis.aligned.in_essay(tokens[0].idx, tokens[-1].idx + len(tokens[-1]))


def _breaks(essay: str, start: int, end: int) -> bool:
    return "\n" in essay[start:end] or "\r" in essay[start:end]
