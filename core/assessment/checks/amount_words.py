"""An amount in the words around it: what it may be (a value, a change, a gap, a sum), and in which unit."""

import re
from collections.abc import Sequence
from functools import cached_property

from core.assessment.checks import amount_cues as cues
from core.assessment.checks.attachments import Attached
from core.assessment.checks.chart import READ_OFF, Chart
from core.assessment.checks.directions import changes
from core.assessment.checks.passage import Clause, Passage, Sentence
from core.assessment.checks.quantities import UNIT_WORDS, Form, Quantity
from core.assessment.checks.quantities import admits as is_admitted
from core.assessment.checks.times import TimeMention
from core.assessment.checks.vocabulary import Mention

FEWEST_WRITTEN = 3  # so many amounts with all their zeros show how an answer writes them


class AmountWords:
    """One amount in its clause; `before` and `after` are the words on both sides."""

    def __init__(self, passage: Passage, quantity: Quantity, clause: Clause, sentence: Sentence) -> None:
        self._passage = passage
        self.quantity, self.clause, self.sentence = quantity, clause, sentence
        self.text = passage.text
        self.before = self.text[max(clause.start, quantity.start - 70) : quantity.start]
        self.after = self.text[quantity.end : min(sentence.end, quantity.end + 60)]
        self.words = self.text[clause.start : clause.end]

    @cached_property
    def is_change(self) -> bool:
        """Whether the amount is by how much something moved."""
        follows = cues.CHANGE_BEFORE.search(self.before)
        if cues.THAN_BEFORE.match(self.after):
            return True
        is_told = follows is not None and (not follows.group().lower().startswith("by") or changes(self.words))
        return is_told or cues.BY_TO.search(self.before) is not None or cues.CHANGE_AFTER.match(self.after) is not None

    @cached_property
    def is_gap(self) -> bool:
        """Whether the amount is by how much two things differ."""
        around = (self.text[self.sentence.start : self.quantity.end], self.words)
        if cues.THAN_BEFORE.match(self.after):
            return False
        follows = cues.GAP_AFTER.match(self.after)
        if follows is not None and not self._is_in_a_label(self.quantity.end + follows.end() - 1):
            return True
        return any((cues.GAP_NOUN if self.is_end_point else cues.GAP).search(words) for words in around)

    def _is_in_a_label(self, place: int) -> bool:
        return any(m.start <= place < m.end for m in self.sentence.mentions)

    @cached_property
    def is_sum(self) -> bool:
        """Whether the amount is of several things together."""
        return cues.SUM.search(self.words) is not None

    @cached_property
    def is_of_several(self) -> bool:
        """Whether two or more things are taken together, or the words before it speak of them at once."""
        return cues.SEVERAL.search(self.text[self.clause.start : self.quantity.start]) is not None

    @cached_property
    def is_of_all(self) -> bool:
        """Whether the words before it, or its sentence, speak of a whole: "of the 780,000 journeys"."""
        return cues.OF_ALL.search(self.before) is not None or cues.WHOLE.search(self.sentence.text) is not None

    @cached_property
    def is_sum_in_sentence(self) -> bool:
        """Whether its sentence takes things together."""
        return cues.SUM.search(self.sentence.text) is not None

    @cached_property
    def extreme(self) -> str:
        """ "high" for a peak, "low" for a trough, or nothing."""
        around = self.before + self.after[:25]
        return "high" if cues.PEAK.search(around) else "low" if cues.TROUGH.search(around) else ""

    @cached_property
    def is_of_something_else(self) -> bool:
        """Whether it is an age, one end of a range, or a part of what was named, not of the whole."""
        is_age = re.search(r"\b(?:aged?|age of|years old)\s*$", self.before[-12:]) is not None
        is_part = self.quantity.form is Form.share and cues.RATIO_OF.match(self.after) is not None
        is_said_again = self.quantity.form is Form.share and cues.AGAIN.search(self.before) is not None
        is_of_each = re.match(r"\s*each\b", self.after) is not None
        return is_age or is_of_each or is_part or is_said_again or cues.RANGE.search(self.before) is not None

    def is_in_a_name(self, chart: Chart) -> bool:
        """Whether a label of the chart has this very number: "the people from 55" are a group, not an amount."""
        number = f"{self.quantity.value:g}"
        names = " ".join(label for one in chart.dimensions if not one.is_time for label in one.labels)
        return number in re.findall(r"\d+(?:\.\d+)?", names)

    @cached_property
    def is_end_point(self) -> bool:
        """Whether the words say that it is a value that was reached, not by how much: "to 20", "stood at 20"."""
        found = cues.END_POINT.search(self.before)
        if found is None:
            return False
        is_of_a_change = re.search(rf"\b{cues.CHANGE_NOUN}\b", self.text[self.sentence.start : self.quantity.start])
        return is_of_a_change is None or not re.match(r"is|are|was|were", found.group(), re.IGNORECASE)

    @cached_property
    def is_of_the_rest(self) -> bool:
        """Whether it is of what remains when the named things are taken away."""
        return cues.REST.search(self.before[-25:]) is not None or cues.OF_REST.match(self.after) is not None

    @cached_property
    def is_compared_with(self) -> bool:
        """Whether something was held against it: "34 % compared with 32 %"."""
        return cues.HELD_AGAINST.search(self.before) is not None

    @cached_property
    def mentions_so_far(self) -> list[Mention]:
        """The labels that its paragraph has named, up to the end of its sentence."""
        sentences = [one for one in self._passage.sentences if one.paragraph == self.sentence.paragraph]
        return [m for one in sentences if one.start <= self.sentence.start for m in one.mentions]

    def is_decisively_change(self) -> bool:
        """Whether only a change can be meant: "fell by", "lost"."""
        return (
            changes(self.words) and re.search(r"\bby\s*(?:\w+ )?$|\blos|\bgain", self.before, re.IGNORECASE) is not None
        )

    def is_first_of_a_change(self, time: Attached | None) -> bool:
        """Whether this is A of "from A to B" and only one point in time is said, which is that of B."""
        if re.search(r"\b(?:up|down) from\s*$", self.before):
            return True
        is_from = (
            re.search(r"\bfrom\s*$", self.before) is not None
            and re.match(r"\s+(?:\w+\s+)?to\b", self.after) is not None
        )
        return is_from and (time is None or (isinstance(time.mention, TimeMention) and time.mention.is_point))

    @property
    def bare(self) -> float:
        """The number without a word such as million."""
        value = self.quantity.value
        if self.quantity.has_multiplier:
            digits = re.search(r"\d[\d,.]*\d|\d", self.text[self.quantity.start : self.quantity.end])
            return float(digits.group().replace(",", "")) if digits else value
        return value

    def values(self, chart: Chart) -> list[float]:
        """What the amount is in the chart's unit; empty when it cannot be."""
        quantity = self.quantity
        if quantity.form in (Form.percent, Form.share, Form.points):
            return [quantity.value] if chart.is_percent else []
        if chart.multiplier > 1:
            scaled = quantity.value / chart.multiplier
            return (
                [scaled] if quantity.has_multiplier or quantity.value >= chart.multiplier else [scaled, quantity.value]
            )
        return [quantity.value]

    def clashes(self, chart: Chart) -> bool:
        """Whether the unit named is another one than the chart's, or "million" stands before what is no count."""
        quantity = self.quantity
        unit_words = re.findall(r"[a-z°$£€]+", f"{chart.unit} {chart.title}".lower())
        own = {UNIT_WORDS[word] for word in unit_words if word in UNIT_WORDS}
        named = quantity.unit
        if quantity.has_multiplier and not named:
            word = re.match(r"\s*([a-z]+)", self.after.lower())
            named = UNIT_WORDS.get(word[1], "") if word else ""
        if chart.is_percent and quantity.form is Form.number:
            return bool(named or quantity.has_multiplier)
        if named in cues.MONEY and not own:
            return True
        if named and own and named not in own and quantity.form is Form.number:
            return True
        if quantity.has_multiplier and chart.multiplier == 1 and quantity.value > 20 * chart.scale:
            return not self.admits(chart, [quantity.value], chart.scale)
        per = cues.PER.match(self.after)
        if per and quantity.form is Form.number:
            described = f"{chart.unit} {chart.title} {self._passage.analysis.prompt}".lower()
            stated = [period for period, pattern in cues.PERIODS.items() if re.search(pattern, described)]
            return bool(stated) and per[1].lower() not in stated
        return False

    def is_out_of_scale(self, chart: Chart) -> bool:
        """Whether a word such as million makes it far larger than all that the chart shows."""
        quantity = self.quantity
        if not quantity.has_multiplier or quantity.form is not Form.number or chart.multiplier == 1:
            return False
        return quantity.value > 20 * chart.scale * chart.multiplier

    def lacks_its_thousands(self, chart: Chart) -> bool:
        """Whether "590 visitors" stands for 590,000 in an answer that writes its thousands out elsewhere."""
        quantity = self.quantity
        if chart.multiplier == 1 or quantity.has_multiplier or quantity.value >= chart.multiplier:
            return False
        written = len(cues.WRITTEN_OUT.findall(self.text)) >= FEWEST_WRITTEN
        noun = re.match(r"\s([a-z]+)", self.after)
        counted = re.findall(r"[a-z]+", f"{chart.title} {chart.unit}".lower())
        return written and noun is not None and noun[1] in counted and len(noun[1]) > 3

    def admits(self, chart: Chart, values: Sequence[float], truth: float) -> bool:
        """Whether the amount, in one of its readings, is a fair way to put a value."""
        is_read_off = chart.kind in READ_OFF
        return any(
            is_admitted(self.quantity, value, truth, scale=chart.scale, is_read_off=is_read_off) for value in values
        )

    def is_counted_in_words(self, chart: Chart) -> bool:
        """Whether a number in words stands among percentages: "at least one day a week"."""
        said = self.text[self.quantity.start : self.quantity.end]
        return (
            chart.is_percent
            and self.quantity.form is Form.number
            and not any(c.isdigit() for c in said)
            and self.quantity.value <= 12
        )

    def is_plainly_a_gap(self) -> bool:
        """Whether the gap is called one."""
        return (
            re.search(r"\b(?:gap|difference)\b", self.words, re.IGNORECASE) is not None
            and self.quantity.form is not Form.share
        )

    def labels_named(self, chart: int) -> dict[int, set[int]]:
        """The labels of a chart that the clause names, by dimension."""
        named: dict[int, set[int]] = {}
        for mention in self.clause.mentions:
            for (c, d), labels in mention.labels.items():
                if c == chart and not mention.is_all:
                    named.setdefault(d, set()).update(labels)
        return named
