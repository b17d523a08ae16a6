"""A drill as it is asked: which form at which time, what there is to choose from, and what counts as right."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from zlib import crc32

from core.progress.reliable_errors import RELIABLE
from db.models.progress import DrillForm, ErrorDrill

__all__ = ["FORMS", "Drill", "DrillForm", "drill_of", "is_right", "pieces", "wrong_piece"]

FORMS = (DrillForm.spot, DrillForm.choose, DrillForm.fix, DrillForm.fix)  # the first time to the fourth
_PIECE_WORDS = 3
_FEWEST_PIECES = 3  # with two, finding the place is a guess
_WORD = re.compile(r"\S+")
_SPACE_AND_MARKS = " \t\n.,;:!?\"'“”‘’"


@dataclass(frozen=True)
class Drill:
    """A sentence with one error: `before + quote + after`. `pieces` are the sentence in parts, to find the wrong one;
    `options` the two forms to choose from. `time` counts from 1 to 4; a drill that is over is asked as the last.
    """

    drill_id: int
    form: DrillForm
    time: int
    label: str
    before: str
    quote: str
    after: str
    pieces: tuple[str, ...]
    options: tuple[str, ...]
    corrections: tuple[str, ...]
    message: str
    submission_id: int
    is_over: bool


def drill_of(row: ErrorDrill, essay: str) -> Drill:
    """The drill of a row, its words taken from the essay."""
    place = min(row.step, len(FORMS) - 1)
    before, quote = essay[row.sentence_start : row.quote_start], essay[row.quote_start : row.quote_end]
    after = essay[row.quote_end : row.sentence_end]
    recall = RELIABLE.get(row.error_type)
    parts = pieces(before, quote, after)
    form = FORMS[place]
    two = (quote, str(row.corrections[0]))
    return Drill(
        drill_id=row.id,
        form=DrillForm.choose if form is DrillForm.spot and len(parts) < _FEWEST_PIECES else form,
        time=place + 1,
        label=recall.label if recall else row.error_type.replace("_", " "),
        before=before,
        quote=quote,
        after=after,
        pieces=parts,
        options=two if crc32(f"{row.id}-{row.step}".encode()) % 2 else two[::-1],
        corrections=tuple(map(str, row.corrections)),
        message=row.message,
        submission_id=row.submission_id,
        is_over=row.done_at is not None,
    )


def pieces(before: str, quote: str, after: str) -> tuple[str, ...]:
    """The sentence in parts of about three words; the words of the error stay in one part."""
    words = [(match.start(), match.end()) for match in _WORD.finditer(before + quote + after)]
    low, high = len(before), len(before) + len(quote)
    wrong = [place for place, (start, end) in enumerate(words) if start < high and end > low]
    text = before + quote + after
    first, last = wrong[0], wrong[-1] + 1
    first, last = max(0, first - (len(wrong) < _PIECE_WORDS)), last
    parts = [*_in_threes(words[:first]), words[first:last], *_in_threes(words[last:])]
    return tuple(text[part[0][0] : part[-1][1]] for part in parts)


def wrong_piece(drill: Drill) -> str:
    """The part that holds the error."""
    at = 0
    text = drill.before + drill.quote + drill.after
    for piece in drill.pieces:
        start = text.index(piece, at)
        at = start + len(piece)
        if at > len(drill.before):
            return piece
    return drill.pieces[-1]


def is_right(drill: Drill, answer: str) -> bool:
    """Whether an answer is right in the form of the drill; case, spaces and marks at the edges do not count."""
    if drill.form is DrillForm.spot:
        return (
            answer.isdecimal() and int(answer) < len(drill.pieces) and drill.pieces[int(answer)] == wrong_piece(drill)
        )
    right = drill.corrections if drill.form is DrillForm.fix else drill.corrections[:1]
    sentences = [drill.before + one + drill.after for one in right] if drill.form is DrillForm.fix else []
    is_about_case = drill.quote.casefold() == drill.corrections[0].casefold()
    return _bare(answer, is_about_case) in {_bare(one, is_about_case) for one in (*right, *sentences)}


def _in_threes(words: Sequence[tuple[int, int]]) -> list[Sequence[tuple[int, int]]]:
    parts = [words[at : at + _PIECE_WORDS] for at in range(0, len(words), _PIECE_WORDS)]
    if len(parts) > 1 and len(parts[-1]) == 1:
        parts[-2:] = [words[-_PIECE_WORDS - 1 :]]
    return parts


def _bare(words: str, keeps_case: bool) -> str:
    plain = " ".join(words.replace("’", "'").split()).strip(_SPACE_AND_MARKS)
    return plain if keeps_case else plain.casefold()
