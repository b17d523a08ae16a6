"""Amounts in a text: numbers in digits and words, percentages, fractions, multiples, and how exact they claim to be."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Form(StrEnum):
    """What an amount is written as."""

    number = "number"
    percent = "percent"
    points = "points"  # percentage points
    share = "share"  # a fraction of a whole, held as a percentage
    multiple = "multiple"  # "twice", "fivefold"


class Closeness(StrEnum):
    """How near to the truth an amount claims to be."""

    exact = "exact"
    about = "about"
    nearly = "nearly"
    just_over = "just_over"
    over = "over"
    under = "under"


@dataclass(frozen=True)
class Quantity:
    """An amount at `text[start:end]`, its modifier included; `value` counts a multiplier word such as thousand."""

    start: int
    end: int
    value: float
    form: Form
    closeness: Closeness
    has_multiplier: bool = False
    unit: str = ""
    decimals: int = 0


_UNITS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_PARTS = {
    "half": 2, "halves": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "twentieth": 20,
}  # fmt: skip
_MULTIPLIERS = {"hundred": 1e2, "thousand": 1e3, "k": 1e3, "million": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9}
_SMALL = "|".join(sorted((*_UNITS, *_TENS), key=len, reverse=True))
_WORDS = rf"(?:{_SMALL})(?:[- ](?:and )?(?:{_SMALL}|hundred))*"
_MODIFIER = (
    r"(?P<modifier>(?:slightly|just|a little|a bit|little|marginally|well|far|only|no|not)?\s?"
    r"(?:more than|less than|fewer than|higher than|lower than|over|under|below|above|at least|at most|up to"
    r"|exceeding|passed|exceeded|topped|crossed)"
    r"|approximately|about|around|roughly|some|nearly|almost|close to|near to|nearly up to|approaching|exactly"
    r"|only|just)"
    r"(?:\s(?:a|an|the|only|just))?\s*"
)
_AMOUNT = re.compile(
    rf"(?:\b{_MODIFIER})?"
    rf"(?:(?P<currency>[$£€])\s?)?"
    rf"(?:(?P<digits>(?<![\w.,])(?:[-−]|minus )?(?:\d{{1,3}}(?:[, ]\d{{3}})+(?!\d)|\d+)(?:\.\d+)?)"
    rf"|\b(?P<words>(?:minus )?{_WORDS})\b)"
    rf"(?:\s?-?(?P<multiplier>hundred|thousand|million|billion|bn|k|m)s?\b)?"
    rf"(?:\s?-?(?P<percent>%|percent(?:age)?(?: points?)?\b|per ?cent\b)(?P<points>\s?points?\b)?)?",
    re.IGNORECASE,
)
_FRACTION = re.compile(
    rf"(?:\b{_MODIFIER})?"
    r"(?:(?P<half>\bhalf\b(?: of\b)?)|\b(?P<count>an?|one|two|three|four|five|seven|nine)[- ]"
    r"(?P<part>half|halves|third|quarter|fifth|sixth|seventh|eighth|ninth|tenth|twentieth)s?\b"
    rf"|\b(?P<few>{_SMALL}|\d+)[- ](?:\w+ )?(?:in|out of|of)[- ](?:every )?(?P<many>ten|twenty|five|four|three"
    rf"|six|eight|\d+)\b(?!%| per|,\d| \w*(?:illion|ousand)))",
    re.IGNORECASE,
)
_MULTIPLE = re.compile(
    rf"(?:\b{_MODIFIER})?"
    rf"(?:(?P<verb>\b(?:doubl|tripl|trebl|quadrupl|quintupl|halv)(?:e|ed|es|ing)\b)|\b(?P<twice>twice|thrice"
    rf"|double|triple)\b"
    rf"|\b(?P<count>{_SMALL}|\d+(?:\.\d+)?)(?:\s?-?fold\b|[- ](?:and a half )?times\b))",
    re.IGNORECASE,
)
_VERB_SIZES = {"doubl": 2.0, "tripl": 3.0, "trebl": 3.0, "quadrupl": 4.0, "quintupl": 5.0, "halv": 0.5}
_PERIOD = re.compile(
    r"\s*(?:of )?(?:the |this |that )?(?:\w+ )?(?:period|decade|year|century|time|chart|graph|day|hour)\b", re.I
)
_COUNTED = re.compile(
    r"[ -](?:\w+ )?(?:years?|decades?|months?|weeks?|kinds?|types?|categor(?:y|ies)|groups?|countr(?:y|ies)"
    r"|cit(?:y|ies)|regions?"
    r"|modes?|means|forms?|sectors?|charts?|pies?|graphs?|lines?|bars?|tables?|stages?|steps?|sources?|reasons?"
    r"|fields?|areas?"
    r"|figures?|sexes|genders?|items?|ways?|others?|intervals?|points? in time|remaining|largest|smallest"
    r"|highest|lowest|main|biggest)\b",
    re.IGNORECASE,
)
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b")
_YEAR = re.compile(r"(?:1[5-9]|20|21)\d\d")
UNIT_WORDS = {
    "hour": "hours", "hours": "hours", "minute": "minutes", "minutes": "minutes", "day": "days", "days": "days",
    "dollar": "dollars", "dollars": "dollars", "euro": "euros", "euros": "euros", "pound": "pounds", "pounds": "pounds",
    "ton": "tonnes", "tons": "tonnes", "tonne": "tonnes", "tonnes": "tonnes", "kilogram": "kilograms",
    "kilograms": "kilograms", "kg": "kilograms", "liter": "liters", "liters": "liters", "kilometer": "kilometers",
    "kilometers": "kilometers", "km": "kilometers", "$": "dollars", "£": "pounds", "€": "euros", "degrees": "degrees",
    "gigawatts": "gigawatts", "megawatts": "megawatts", "kilowatts": "kilowatts",
    "kilowatt": "kilowatts", "gigawatt": "gigawatts", "megawatt": "megawatts", "gw": "gigawatts", "mw": "megawatts",
    "kwh": "kilowatts", "meters": "meters", "miles": "miles", "weeks": "weeks", "months": "months",
    "barrels": "barrels", "litre": "liters", "litres": "liters", "kilometre": "kilometers", "kilometres": "kilometers",
    "metres": "meters", "millimetres": "millimeters", "millimeters": "millimeters", "gram": "grams",
    "grams": "grams", "cents": "cents", "yen": "yen", "rubles": "rubles", "degree": "degrees", "°c": "degrees",
}  # fmt: skip
_NEXT_WORD = re.compile(r"[\s-](?:us |american )?([a-z]+)", re.IGNORECASE)


def quantities(
    text: str,
    taken: Sequence[tuple[int, int]] = (),
    units: frozenset[str] = frozenset(),
    after: Sequence[int] = (),
) -> list[Quantity]:
    """The amounts of a text in reading order; what stands on `taken` spans (labels, times) is none.

    `units` are the words of the chart's unit: a number in words counts only before one of them, with a multiplier, or
    straight after a label, whose ends are `after`.
    """
    found: list[Quantity] = []
    for candidate in (*_multiples(text), *_fractions(text), *_amounts(text, units, frozenset(after))):
        spans = (*taken, *((other.start, other.end) for other in found))
        core_start = candidate.start + _modifier_length(text, candidate)
        if not any(core_start < end and start < candidate.end for start, end in spans):
            start = max([candidate.start, *(end for _, end in spans if end <= core_start)])
            found.append(candidate if start == candidate.start else _without_modifier(candidate, core_start))
    return sorted(found, key=lambda quantity: quantity.start)


def _modifier_length(text: str, quantity: Quantity) -> int:
    modifier = re.match(_MODIFIER, text[quantity.start : quantity.end], re.IGNORECASE)
    return modifier.end() if modifier else 0


def _without_modifier(quantity: Quantity, start: int) -> Quantity:
    return Quantity(
        start, quantity.end, quantity.value, quantity.form, Closeness.exact,
        quantity.has_multiplier, quantity.unit, quantity.decimals,
    )  # fmt: skip


def _amounts(text: str, units: frozenset[str], after_labels: frozenset[int]) -> Iterator[Quantity]:
    for match in _AMOUNT.finditer(text):
        digits, words, multiplier = match["digits"], match["words"], (match["multiplier"] or "").lower()
        after = text[match.end() : match.end() + 30]
        next_word = _NEXT_WORD.match(after)
        follower = next_word[1].lower() if next_word else ""
        is_marked = bool(match["percent"] or multiplier or match["currency"])
        follows_label = ((words or "one").lower() != "one" and match.start("words") - 1 in after_labels) or re.search(
            r"(?:minus|below)\s$", text[: match.start()]
        )
        if digits is None and not (is_marked or follower in units or follows_label):
            continue
        is_bare = digits is not None and not is_marked and follower not in units
        if is_bare and (_COUNTED.match(after) or _YEAR.fullmatch(digits) or _ORDINAL.match(after)):
            continue
        if not is_marked and re.match(r"[- ]years?\b", after) and "years" not in units:
            continue
        value = (
            float(re.sub(r"[, ]", "", digits.lower().replace("minus", "-")).replace("−", "-"))
            if digits
            else _in_words(words)
        )
        size = _MULTIPLIERS.get(multiplier, 1.0)
        form = Form.number
        if match["percent"]:
            form = Form.points if match["points"] or "point" in match["percent"].lower() else Form.percent
        unit = UNIT_WORDS.get(match["currency"] or follower, "")
        decimals = len(digits.partition(".")[2]) if digits else 0
        yield Quantity(
            match.start(),
            match.end(),
            value * size,
            form,
            _closeness(match["modifier"]),
            bool(multiplier),
            unit,
            decimals,
        )


def _fractions(text: str) -> Iterator[Quantity]:
    for match in _FRACTION.finditer(text):
        before, after = text[max(0, match.start() - 12) : match.start()].lower(), text[match.end() : match.end() + 30]
        if match["half"]:
            if re.search(r"(?:first|second|last|latter|former|later|other|and a)\s$", before) or _PERIOD.match(after):
                continue
            share = 50.0
        elif match["part"]:
            if _PERIOD.match(after) or re.match(r"[ -](?:most|highest|largest|lowest|biggest)\b", after):
                continue
            count = 1 if match["count"].lower() in ("a", "an") else _UNITS[match["count"].lower()]
            share = 100 * count / _PARTS[match["part"].lower()]
        else:
            few, many = (_count(match[name]) for name in ("few", "many"))
            if not 0 < few < many:
                continue
            share = 100 * few / many
        end = match.end() - 3 if match["half"] and match["half"].lower().endswith(" of") else match.end()
        yield Quantity(match.start(), end, share, Form.share, _closeness(match["modifier"]))


def _multiples(text: str) -> Iterator[Quantity]:
    for match in _MULTIPLE.finditer(text):
        if match["verb"]:
            value = next(size for stem, size in _VERB_SIZES.items() if match["verb"].lower().startswith(stem))
        elif match["twice"]:
            value = 3.0 if match["twice"].lower() in ("thrice", "triple") else 2.0
        else:
            value = _count(match["count"]) + (0.5 if "and a half" in match.group().lower() else 0.0)
        if value > 0:
            yield Quantity(match.start(), match.end(), value, Form.multiple, _closeness(match["modifier"]))


def _count(word: str) -> float:
    return float(word) if word[0].isdigit() else _in_words(word)


def _in_words(words: str) -> float:
    total = current = 0.0
    sign = -1.0 if words.lower().startswith("minus ") else 1.0
    for word in re.split(r"[- ]+", words.lower().removeprefix("minus ")):
        if word == "hundred":
            current = max(1.0, current) * 100
        else:
            current += _UNITS.get(word, _TENS.get(word, 0))
    return sign * (total + current)


def _closeness(modifier: str | None) -> Closeness:
    words = (modifier or "").lower()
    is_near = re.search(r"slightly|just|little|a bit|marginally", words) is not None
    if re.search(r"more than|higher than|over|above|exceed|at least|passed|topped|crossed", words):
        return Closeness.just_over if is_near else Closeness.over
    if re.search(r"less than|fewer than|lower than|under|below|at most", words):
        return Closeness.nearly if is_near else Closeness.under
    if re.search(r"nearly|almost|close to|approaching|near to|up to", words):
        return Closeness.nearly
    return Closeness.about if re.search(r"about|around|approximately|roughly|some", words) else Closeness.exact


def admits(quantity: Quantity, value: float, truth: float, *, scale: float, is_read_off: bool) -> bool:
    """Whether an amount, here `value` in the chart's unit, is a fair way to put the truth.

    Our tolerances: a bare number may miss by 2.5 % of itself, or 1.5 % of the scale where values are read off
    an axis, by 1 % where they are printed; "about" and fractions allow a tenth or 4 % of the scale; "over" and "under"
    are bounds.
    """
    bare = (
        max(0.025 * abs(value), 0.015 * scale) if is_read_off else max(0.01 * abs(value), 0.5 * 10**-quantity.decimals)
    )
    loose = max(0.1 * abs(truth), 0.03 * scale)
    if quantity.form is Form.share:
        bare = max(bare, min(4.0, 0.12 * abs(value)))
        loose = max(loose, min(5.0, 0.15 * abs(value)))
    match quantity.closeness:
        case Closeness.exact:
            return abs(value - truth) <= bare
        case Closeness.about:
            return abs(value - truth) <= loose
        case Closeness.nearly:
            return value - max(loose, bare) <= truth <= value + bare
        case Closeness.just_over:
            return value - bare <= truth <= value + max(loose, bare)
        case Closeness.over:
            return value - bare <= truth <= value + max(abs(value), 0.1 * scale)
        case Closeness.under:
            lowest = value if value < 0 else 0.4 * value
            return lowest <= truth <= value + bare
