"""Which labels and times an amount belongs to, by the words around it."""

import re
from collections.abc import Sequence
from itertools import pairwise

from core.assessment.checks import reading_words as words_between
from core.assessment.checks.attachments import Attached, Reading, run_of
from core.assessment.checks.passage import Clause, Passage, Sentence, is_comparand, of_dim
from core.assessment.checks.quantities import Quantity
from core.assessment.checks.time_readings import TimeReadings
from core.assessment.checks.times import TimeMention
from core.assessment.checks.topics import GUESS, LIKELY, NONE, OWN, SURE, Topic, Topics
from core.assessment.checks.vocabulary import Dim, Mention

APART = 25  # characters


class Readings:
    """Readings of the amounts of a passage."""

    def __init__(self, passage: Passage, topics: Topics) -> None:
        self._passage = passage
        self._topics = topics
        self._times = TimeReadings(passage)

    def of(self, quantity: Quantity, clause: Clause, sentence: Sentence, chart: int) -> Reading:
        """The reading of an amount on one chart."""
        reading = Reading(chart)
        grid = self._passage.charts[chart]
        for d, dimension in enumerate(grid.dimensions):
            if len(dimension.labels) < 2:
                continue
            if dimension.is_time:
                attached = self._times.of(quantity, clause, sentence, chart)
            elif dimension.positions and words_between.NEXT_ONE.search(
                self._passage.text[sentence.start : quantity.start]
            ):
                attached = Attached(frozenset(), NONE)
            else:
                attached = self._label(quantity, clause, sentence, (chart, d))
            if attached is not None:
                reading.fixed[d] = attached
        return reading

    def context_time(self, sentence: Sentence) -> TimeMention | None:
        """The point in time that earlier sentences of the paragraph left standing."""
        return self._times.context_time(sentence)

    def _label(self, quantity: Quantity, clause: Clause, sentence: Sentence, dim: Dim) -> Attached | None:
        text = self._passage.text
        named = of_dim(sentence.mentions, dim)
        topic = self._topics.of(clause, dim)
        if words_between.FORMER.search(sentence.text) and words_between.LATTER.search(sentence.text):
            told = self._topics.told_apart(clause, quantity.start, quantity.end, dim)
            own = [m for m in of_dim(clause.mentions, dim) if m.end <= quantity.start]
            if told is not None and not own:
                return Attached(told.labels[dim], SURE, mention=told)
            if not own:
                return Attached(frozenset(), NONE)
        if self._is_apart(named, quantity, sentence) and self._passage.charts[dim[0]].dimensions[dim[1]].positions:
            amounts = run_of(self._passage.text, quantity, sentence.quantities)
            if len(amounts) == len(self._passage.charts[dim[0]].dimensions[dim[1]].labels) > 2:
                every = frozenset(range(len(amounts)))  # the order may be that of an earlier sentence
                return Attached(frozenset({amounts.index(quantity)}), SURE, every, is_paired=True)
        paired = self._paired(quantity, clause, sentence, named, topic, dim)
        if paired is not None:
            return Attached(paired.labels[dim], OWN, mention=paired, is_paired=True)
        amounts = run_of(self._passage.text, quantity, sentence.quantities)
        if len(amounts) > 1:
            before_all = self._listed_before(amounts[0], sentence, named, dim)
            joints = [self._passage.text[a.end : b.start] for a, b in pairwise(amounts)]
            is_one_list = all(
                re.fullmatch(r"\s*(?:and|to|or|,|&|and then|then to|, then)\s*(?:to\s*)?", joint) for joint in joints
            )
            if (
                len(before_all) == 1
                and is_one_list
                and not any(amounts[0].start < m.start < quantity.start for m in named)
                and not self._is_of_next(quantity, sentence, named, dim)
            ):
                return Attached(before_all[0].labels[dim], OWN, mention=before_all[0])
        following = next((m for m in named if m.start >= quantity.end), None)
        preceding = next((m for m in reversed(named) if m.end <= quantity.start), None)
        if following is not None and following.start < clause.end + 1:
            between = self._between(quantity.end, following.start, sentence, dim)
            if (
                between is not None
                and words_between.OF_NEXT.match(between)
                and not is_comparand(text, following, quantity.end)
            ):
                is_of = re.search(r"\b(?:of|in|for|among|at)\b", between) is not None
                before = self._between(preceding.end, quantity.start, sentence, dim) if preceding is not None else None
                is_apart = not is_of and re.search(r"[,;:]", text[quantity.end : following.start]) is not None
                if is_of or not (is_apart or (before is not None and words_between.AT_PREVIOUS.match(before))):
                    return Attached(following.labels[dim], OWN, mention=following)
        if preceding is not None:
            between = self._between(preceding.end, quantity.start, sentence, dim)
            is_list = re.fullmatch(r"\s*,\s*", self._passage.text[preceding.end : quantity.start]) is not None
            is_shared = is_list and following is not None and following.start < sentence.end
            if between is not None and words_between.AT_PREVIOUS.match(between) and not is_shared:
                return Attached(self._run_before(named, preceding, dim), OWN, mention=preceding)
            if (
                between is not None
                and words_between.LOOSELY_AT.match(between)
                and not words_between.NEW_CLAUSE.search(between)
                and not is_comparand(text, preceding, clause.start)
            ):
                return Attached(self._run_before(named, preceding, dim), SURE, mention=preceding)
        if preceding is not None and words_between.RUN_ON.match(
            self._without_amounts(preceding.end, quantity.start, sentence)
        ):
            return Attached(preceding.labels[dim], OWN, mention=preceding)
        own = [m for m in of_dim(clause.mentions, dim) if not is_comparand(text, m, clause.start)]
        others = frozenset(label for m in of_dim(clause.mentions, dim) for label in m.labels[dim])
        before_it = [m for m in own if m.end <= quantity.start]
        if following is not None and words_between.AFTER_GROUP.match(
            self._without_amounts(quantity.end, following.start, sentence)
        ):
            return Attached(following.labels[dim], OWN, mention=following)
        if topic.certainty >= SURE and own:
            chosen = topic.mentions if all(m in own for m in topic.mentions) else tuple(own)
            if before_it and not any(clause.in_subject(m.start) for m in topic.mentions):
                chosen = (before_it[-1],)
            labels = frozenset(label for m in chosen for label in m.labels[dim])
            return Attached(labels, SURE, others - labels, chosen[0])
        is_about_these = bool(before_it) or not topic.mentions or any(m in own for m in topic.mentions)
        if own and is_about_these:
            near = before_it[-1] if before_it else own[0]
            return Attached(near.labels[dim], LIKELY, others, near)
        if topic.mentions:
            labels = frozenset(label for m in topic.mentions for label in m.labels[dim])
            more = frozenset(label for m in topic.others for label in m.labels[dim]) | others
            beside = frozenset(label for m in (preceding, following) if m is not None for label in m.labels[dim])
            if not beside <= labels:
                return Attached(labels, min(topic.certainty, LIKELY), (more | beside) - labels)
            return Attached(labels, min(topic.certainty, SURE), more - labels, topic.mentions[0])
        if named and len({m.labels[dim] for m in named}) == 1:
            return Attached(named[0].labels[dim], LIKELY, mention=named[0])
        if others:
            return Attached(others, GUESS, others)
        return None

    def _is_apart(self, named: Sequence[Mention], quantity: Quantity, sentence: Sentence) -> bool:
        """Whether no label stands in or near the list of amounts."""
        amounts = run_of(self._passage.text, quantity, sentence.quantities)
        low, high = amounts[0].start - APART, amounts[-1].end + APART
        return not any(m.start < high and low < m.end for m in named)

    def _is_of_next(self, quantity: Quantity, sentence: Sentence, named: Sequence[Mention], dim: Dim) -> bool:
        """Whether a label follows that can only be the amount's: "13 % said lower costs"."""
        following = next((m for m in named if m.start >= quantity.end), None)
        between = self._between(quantity.end, following.start, sentence, dim) if following is not None else None
        return (
            between is not None
            and re.match(r"\s+\w", between) is not None
            and (words_between.OF_NEXT.match(between) is not None)
        )

    def _without_amounts(self, start: int, end: int, sentence: Sentence) -> str:
        text = self._passage.text
        for quantity in sentence.quantities:
            if start <= quantity.start and quantity.end <= end:
                text = text[: quantity.start] + " " * (quantity.end - quantity.start) + text[quantity.end :]
        return text[start:end]

    def _run_before(self, named: Sequence[Mention], last: Mention, dim: Dim) -> frozenset[int]:
        """The labels of "X and Y" when that is what an amount follows."""
        listed = self._list_ending([m for m in named if m.end <= last.end])
        return frozenset(label for mention in listed for label in mention.labels[dim])

    def _between(self, start: int, end: int, sentence: Sentence, dim: Dim) -> str | None:
        """The words between two places without what belongs to other dimensions; None when an amount stands there."""
        if any(start <= q.start < end for q in sentence.quantities):
            return None
        text = self._passage.text
        pieces, position = [], start
        spans = [(m.start, m.end) for m in sentence.mentions if dim not in m.labels]
        for low, high in sorted(spans + [(t.start, t.end) for t in sentence.times]):
            if start <= low and high <= end and low >= position:
                pieces.append(text[position:low])
                position = high
        pieces.append(text[position:end])
        joined = " ".join(pieces)
        return joined if len(joined.split()) <= 7 else None

    def _paired(
        self, quantity: Quantity, clause: Clause, sentence: Sentence, named: Sequence[Mention], topic: Topic, dim: Dim
    ) -> Mention | None:
        """What stands at the same place of a list beside the amounts: "X and Y ... 3 and 4"."""
        amounts = run_of(self._passage.text, quantity, sentence.quantities)
        groups = self._groups(sentence)
        group = next((place for place, one in enumerate(groups) if quantity in one), None)
        if group is not None and len(groups) > 1:
            told = self._listed_before(groups[0][0], sentence, named, dim)
            if len(told) == len(groups):
                return told[group]
        if len(amounts) < 2:
            return None
        place = amounts.index(quantity)
        before = self._listed_before(amounts[0], sentence, named, dim)
        if len(before) == len(amounts):
            return before[place]
        after = self._listed_after(amounts[-1], sentence, named, dim)
        if len(after) == len(amounts):
            return after[place]
        told = [m for m in named if clause.start <= m.start and m.end <= amounts[0].start]
        is_set_off = self._passage.text[: amounts[0].start].rstrip().endswith("(")
        is_said = "respectively" in self._passage.text[amounts[-1].end : amounts[-1].end + 40]
        if not (is_set_off or is_said) or any(
            told and told[0].start < q.start < amounts[0].start for q in sentence.quantities
        ):
            return None
        if len(told) == len(amounts) and len({str(m.labels) for m in told}) == len(told):
            return told[place]
        if len(topic.mentions) == len(amounts) and topic.mentions[0].end <= amounts[0].start:
            return topic.mentions[place]
        return None

    def _groups(self, sentence: Sentence) -> list[list[Quantity]]:
        """The pairs "from A to B" that a sentence gives one after the other."""
        text = self._passage.text
        found: list[list[Quantity]] = []
        for one, other in pairwise(sentence.quantities):
            if re.search(r"\bfrom\s*$", text[: one.start]) and re.fullmatch(r"\s*to\s*", text[one.end : other.start]):
                if found and not re.fullmatch(r"\s*,?\s*(?:and\s+)?from\s*", text[found[-1][-1].end : one.start]):
                    found = []
                found.append([one, other])
        return found

    def _listed_before(self, amount: Quantity, sentence: Sentence, named: Sequence[Mention], dim: Dim) -> list[Mention]:
        """The list of labels that an amount directly follows."""
        earlier = [m for m in named if m.end <= amount.start]
        if not earlier:
            return []
        between = self._between(earlier[-1].end, amount.start, sentence, dim)
        if (
            between is None
            or words_between.NEW_CLAUSE.search(between)
            or not (words_between.AT_PREVIOUS.match(between) or words_between.LOOSELY_AT.match(between))
        ):
            return []
        return self._list_ending(earlier)

    def _listed_after(self, amount: Quantity, sentence: Sentence, named: Sequence[Mention], dim: Dim) -> list[Mention]:
        later = [m for m in named if m.start >= amount.end]
        if not later:
            return []
        between = self._between(amount.end, later[0].start, sentence, dim)
        if between is None or not (words_between.OF_NEXT.match(between) or "respectively" in between):
            return []
        return self._list_ending(later[::-1])[::-1]

    def _list_ending(self, mentions: Sequence[Mention]) -> list[Mention]:
        """The run of mentions, joined by commas and "and", at the end of the sequence."""
        listed = [mentions[-1]]
        for mention in reversed(mentions[:-1]):
            low, high = sorted((mention, listed[-1]), key=lambda m: m.start)
            if not re.fullmatch(
                r"[\s,]*(?:and|or|&)?[\s,]*(?:the\s|of the\s|of\s|in\s|its\s|their\s)?\s*",
                self._passage.text[low.end : high.start],
            ):
                break
            listed.append(mention)
        return listed[::-1]
