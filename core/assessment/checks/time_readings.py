"""Which time an amount belongs to, by the words around it."""

import re
from collections.abc import Sequence

from core.assessment.checks import reading_words as words_between
from core.assessment.checks.attachments import Attached, run_of, runs
from core.assessment.checks.directions import changes
from core.assessment.checks.passage import Clause, Passage, Sentence
from core.assessment.checks.quantities import Quantity
from core.assessment.checks.times import END, START, TimeMention, indexes
from core.assessment.checks.topics import GUESS, LIKELY, NONE, OWN, SURE

NEAR_WORDS = 4


class TimeReadings:
    """Times of the amounts of a passage; a paragraph keeps the last point in time in mind."""

    def __init__(self, passage: Passage) -> None:
        self._passage = passage
        self._last_time: dict[int, TimeMention] = {}
        last: TimeMention | None = None
        paragraph = -1
        for sentence in passage.sentences:
            if sentence.paragraph != paragraph:
                last, paragraph = None, sentence.paragraph
            if last is not None:
                self._last_time[id(sentence)] = last
            points = [t for t in sentence.times if t.is_point and not t.is_inherited]
            last = points[-1] if points else None if sentence.times else last

    def context_time(self, sentence: Sentence) -> TimeMention | None:
        """The point in time that earlier sentences of the paragraph left standing."""
        return self._last_time.get(id(sentence))

    def of(self, quantity: Quantity, clause: Clause, sentence: Sentence, chart: int) -> Attached | None:
        """The time of an amount on one chart, or None when nothing says it."""
        text = self._passage.text
        grid = self._passage.charts[chart]
        here = [t for t in sentence.times if not (t.is_inherited and text[t.start : t.end].lower() == "then")]
        paired = self._paired_time(quantity, sentence, here, chart)
        if paired is not None:
            return paired
        if re.match(r"\s*(?:\w+\s+)?(?:later|afterwards)\b", text[quantity.end :]):
            return None
        in_clause = [t for t in clause.times if t in here]
        following = next((t for t in here if t.start >= quantity.end), None)
        if following is not None:
            between = text[quantity.end : following.start]
            has_amount = any(quantity.end <= q.start < following.start for q in sentence.quantities)
            is_loose = re.search(r"[;:]|,(?! in )|\b(?:and|but|to|while|then|after|before)\b", between) is not None
            if not has_amount and len(between.split()) <= 5 and not is_loose:
                return self._attached_time(following, quantity, clause, chart, OWN)
        before = [t for t in in_clause if t.end <= quantity.start]
        if before and re.search(r"\bthen\b", text[before[-1].end : quantity.start]):
            return None
        if before:
            between = text[before[-1].end : quantity.start]
            is_beside = len(between.split()) <= NEAR_WORDS and not re.search(r"[,;:(]", between)
            is_only = len(in_clause) == 1 or is_beside
            if self._is_aside(before[-1], quantity, clause):  # "the Plains, the leader in 2004, improved to 33 %"
                return self._attached_time(before[-1], quantity, clause, chart, GUESS)
            return self._attached_time(before[-1], quantity, clause, chart, OWN if is_only else SURE)
        words = text[max(clause.start, quantity.start - 60) : quantity.end]
        for cue, end in ((words_between.STARTS, START), (words_between.ENDS, END)):
            if (found := cue.search(words)) and not in_clause:
                is_beside = len(words[found.end() :].split()) <= NEAR_WORDS
                return Attached(frozenset(indexes(TimeMention(0, 0, end, end), grid)), OWN if is_beside else SURE)
        if in_clause:
            is_aside = re.search(r",", text[quantity.end : in_clause[0].start]) is not None
            return self._attached_time(in_clause[0], quantity, clause, chart, GUESS if is_aside else SURE)
        earlier = [t for t in here if t.end <= quantity.start]
        if earlier:
            attached = self._attached_time(earlier[-1], quantity, clause, chart, LIKELY)
            if attached is not None and clause.link != "root" and not changes(text[clause.start : clause.end]):
                return attached
            return Attached(attached.chosen, GUESS) if attached is not None else None
        context = self._last_time.get(id(sentence))
        return self._attached_time(context, quantity, clause, chart, GUESS) if context is not None else None

    def _is_aside(self, time: TimeMention, quantity: Quantity, clause: Clause) -> bool:
        """Whether the time stands between commas, in words on something else than the amount."""
        text = self._passage.text
        opened = re.search(r",[^,;()]*$", text[clause.start : time.start])
        closed = re.match(r"[^,;()]*,", text[time.end : quantity.start])
        is_plain = opened is not None and len(text[clause.start + opened.start() : time.start].split()) <= 2
        return opened is not None and closed is not None and not is_plain

    def _attached_time(
        self, mention: TimeMention, quantity: Quantity, clause: Clause, chart: int, certainty: int
    ) -> Attached | None:
        grid = self._passage.charts[chart]
        places = indexes(mention, grid)
        if not places:
            return Attached(frozenset(), NONE, mention=mention) if not mention.is_whole else None
        before = self._passage.text[max(clause.start, quantity.start - 12) : quantity.start].lower()
        if not mention.is_point and not mention.is_open and not mention.is_whole and len(places) > 1:
            if re.search(r"\bfrom\s*$", before):
                return Attached(frozenset(places[:1]), certainty, mention=mention)
            if re.search(r"\bto\s*$", before):
                return Attached(frozenset(places[-1:]), certainty, mention=mention)
        return Attached(frozenset(places), certainty, mention=mention)

    def _paired_time(
        self, quantity: Quantity, sentence: Sentence, here: Sequence[TimeMention], chart: int
    ) -> Attached | None:
        amounts = run_of(self._passage.text, quantity, sentence.quantities)
        if len(amounts) < 2:
            return None
        place = amounts.index(quantity)
        grid = self._passage.charts[chart]
        points = [t for t in here if t.is_point]
        for run in runs(self._passage.text, points):
            if len(run) == len(amounts) and not any(amounts[0].start < t.start < amounts[-1].end for t in run):
                return Attached(frozenset(indexes(run[place], grid)), OWN, mention=run[place], is_paired=True)
        time = grid.time
        clause_labels = [m for m in sentence.mentions if amounts[0].start < m.start < amounts[-1].end]
        told = [t for t in here if t.is_point and sentence.start <= t.start and t.end <= amounts[0].start]
        if len(told) == len(amounts) == 2:
            return Attached(frozenset(index for t in told for index in indexes(t, grid)), GUESS)
        is_as_many = time is not None and len(amounts) == len(grid.dimensions[time].labels) and not clause_labels
        beside = [
            t
            for t in here
            if amounts[0].start - 25 < t.end
            and t.start < amounts[-1].end + 25
            and not any(t.end <= m.start < amounts[0].start for m in sentence.mentions)
        ]
        if is_as_many and (len(amounts) > 2 or not beside):
            return Attached(frozenset({place}), SURE if len(amounts) > 2 else GUESS, is_paired=True)
        return None
