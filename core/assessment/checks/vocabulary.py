"""The words that a text may use for the labels of a chart: names, parts of names, synonyms, ages, "both", "all"."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from core.assessment.checks.chart import Chart, age_range
from core.assessment.engines.offline.analysis import Doc
from core.assessment.engines.offline.text import spelling_variants
from core.assessment.word_list import word_set

Dim = tuple[int, int]  # chart, dimension
LONGEST_ADVERB = 7  # letters of those that are confused with labels: "well", "still"

_WORD = re.compile(r"[a-z]+")
_FUNCTION = word_set(
    "the a an and or of to for in on at with from by no not & aged age group groups people years year old"
)
_WEAK = word_set(
    "the other others reason reasons source sources time place point pass lower higher more less new main "
    "private public total average "
    "number share use work used all none own kind type natural real small large big high low over under early late "
    "current former some any part parts per day week month general second first third level rate service "
    "services activity valley media"
)
_IRREGULAR = {"men": "man", "women": "woman", "children": "child", "wives": "wife", "people": "people"}
_COLLECTIVE = re.compile(
    r"\b(?:(?P<all>all|both|each|every|none|either)(?: one)?(?: of)?(?: (?:the|these|those))?"
    r"(?: (?:two|three|four|five|six|seven|eight))?"
    r"(?: (?:other|different|age|main))? (?P<noun>[a-z]+)|everywhere|both of them|all of them)\b",
    re.IGNORECASE,
)
_COLLECTED = word_set(
    "region regions city cities group groups category categories source sources mode modes type types kind kinds "
    "sex sexes "
    "gender genders park parks country countries place places sector sectors field fields job jobs age ages location "
    "locations means form forms reason reasons item items area areas series town towns fuel fuels region's "
)
_AGE_TEXT = re.compile(
    r"(?P<low>\d{1,3})-?\s?(?:-|–|to|and|until|till)\s?(?P<high>\d{1,3})(?!\d|[.,]\d|\s?%)"
    r"|(?P<plus>\d{1,3})(?:\s?\+|,? (?:years )?(?:old )?(?:and|or) (?:over|above|older|more|upwards?))"
    r"|(?:over|above|older than)[- ](?:the age of )?(?P<over>\d{1,3})s?\b(?!\s?%|[.,]\d| per)"
    r"|(?:under|below|younger than)[- ](?:the age of )?(?P<under>\d{1,3})s?\b(?!\s?%|[.,]\d| per)",
    re.IGNORECASE,
)
_YOUNGEST = word_set("youngest")
_OLDEST = word_set("oldest elderly pensioner pensioners senior seniors grandparents")
_YOUNG = word_set("young younger")
_OLD = word_set("old older")


@dataclass(frozen=True)
class Mention:
    """`text[start:end]` stands for these labels of these dimensions; `is_all` for words such as "all regions"."""

    start: int
    end: int
    labels: Mapping[Dim, frozenset[int]]
    is_all: bool = False


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """A crude stem, alike for "bank", "banks" and "banking"."""
    plain = unicodedata.normalize("NFKD", word.lower())
    plain = "".join(character for character in plain if not unicodedata.combining(character))
    plain = plain.removesuffix("'s").removesuffix("'")
    plain = _IRREGULAR.get(plain, plain)
    if plain.endswith("ies") and len(plain) > 4:
        plain = plain[:-3] + "y"
    elif re.search(r"(?:ss|ch|sh|x|us)es$", plain):
        plain = plain[:-2]
    elif plain.endswith("s") and not plain.endswith(("ss", "us", "is")) and len(plain) > 3:
        plain = plain[:-1]
    for suffix in ("ing", "ers", "er", "ist", "ed", "al", "e"):
        if plain.endswith(suffix) and len(plain) - len(suffix) >= 4:
            return plain[: -len(suffix)]
    return plain


@cache
def _synonyms() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Stem of a word to the other phrases of its groups."""
    found: dict[str, set[tuple[str, ...]]] = {}
    for line in Path(__file__).with_name("synonyms.txt").read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        group = [tuple(stem(word) for word in entry.split("_")) for entry in line.split()]
        for phrase in group:
            if len(phrase) == 1:
                found.setdefault(phrase[0], set()).update(group)
    return {word: tuple(sorted(group)) for word, group in found.items()}


def _content(label: str) -> list[str]:
    variants = spelling_variants()
    folded = unicodedata.normalize("NFKD", label.lower())
    folded = "".join(character for character in folded if not unicodedata.combining(character))
    words = [variants.get(word, word) for word in _WORD.findall(folded)]
    kept = [stem(word) for word in words if word not in _FUNCTION]
    return kept if kept or any(character.isdigit() for character in label) else [stem(word) for word in words]


class Vocabulary:
    """Phrases of stems to the labels they name, over all charts of a task."""

    def __init__(self, charts: Sequence[Chart]) -> None:
        self._charts = charts
        self._phrases: dict[tuple[str, ...], dict[Dim, frozenset[int]]] = {}
        for index, chart in enumerate(charts):
            named = [d for d in range(len(chart.dimensions)) if not chart.dimensions[d].is_time]
            contents = {d: [_content(label) for label in chart.dimensions[d].labels] for d in named}
            counts = Counter(word for d in named for words in contents[d] for word in set(words))
            for d in named:
                for label, words in enumerate(contents[d]):
                    self._add_label((index, d), label, words, chart.dimensions[d].labels[label], counts)
        self._longest = max(map(len, self._phrases), default=0)

    def _add_label(self, dim: Dim, label: int, words: list[str], written: str, counts: Mapping[str, int]) -> None:
        outside = _content(written.partition("(")[0]) if "(" in written else words
        for phrase in {tuple(words), tuple(outside)}:
            self._add(phrase, dim, label)
        for word in words:
            if counts[word] > 1 or word in _WEAK_STEMS or len(word) < 2:
                continue
            self._add((word,), dim, label)
            for phrase in _synonyms().get(word, ()):
                if len(phrase) > 1 or counts[phrase[0]] == 0:
                    self._add(phrase, dim, label, is_synonym=True)

    def _add(self, phrase: tuple[str, ...], dim: Dim, label: int, *, is_synonym: bool = False) -> None:
        if not phrase:
            return
        known = self._phrases.setdefault(phrase, {})
        if dim not in known:
            known[dim] = frozenset({label})
        elif is_synonym and known[dim] != {label}:
            known[dim] = known[dim] | {label}  # a word for two labels: some of them is meant

    def mentions(self, doc: Doc) -> list[Mention]:
        """Where a parsed text names labels, in reading order, without overlaps; the longest name wins."""
        found = list(self._ages(doc.text))
        found += self._named(doc, found)
        found += self._ranked(doc)
        found += self._collective(doc.text)
        kept: list[Mention] = []
        for mention in found:
            if not any(mention.start < other.end and other.start < mention.end for other in kept):
                kept.append(mention)
        return sorted(kept, key=lambda mention: mention.start)

    def _named(self, doc: Doc, taken: Sequence[Mention]) -> Iterator[Mention]:
        # "paid" is what people spend, "pay" what they earn: the base form of a verb stands for no label
        stems = [(stem(token.lower_), stem(token.lower_ if token.pos_ == "VERB" else token.lemma_)) for token in doc]
        position = 0
        while position < len(doc):
            match = self._at(doc, stems, position)
            if match is None:
                position += 1
                continue
            end, labels = match
            yield Mention(doc[position].idx, doc[end - 1].idx + len(doc[end - 1].text), labels)
            position = end

    def _at(self, doc: Doc, stems: list[tuple[str, str]], start: int) -> tuple[int, dict[Dim, frozenset[int]]] | None:
        if doc[start].pos_ in ("DET", "ADP", "PUNCT", "PRON"):
            return None
        best = None
        candidates: list[tuple[str, ...]] = [()]
        position = start
        while position < len(doc) and candidates and len(candidates[0]) < self._longest:
            if position > start and (doc[position].lower_ in _FUNCTION or doc[position].text == "-"):
                position += 1
                continue
            candidates = [(*known, form) for known in candidates for form in dict.fromkeys(stems[position])][:8]
            position += 1
            for phrase in candidates:
                if phrase in self._phrases and self._fits(doc[start], phrase):
                    best = (position, self._phrases[phrase])
        return best

    def _fits(self, token: Doc, phrase: tuple[str, ...]) -> bool:
        if token.pos_ == "ADV" and len(token.text) > LONGEST_ADVERB:
            return True  # a long name that the parser does not know
        return len(phrase) > 1 or token.pos_ not in ("ADV", "AUX", "CCONJ", "SCONJ") or token.tag_ == "FW"

    def _ages(self, text: str) -> Iterator[Mention]:
        dims = [
            ((c, d), [age_range(label) for label in dimension.labels])
            for c, chart in enumerate(self._charts)
            for d, dimension in enumerate(chart.dimensions)
            if dimension.positions and not dimension.is_time
        ]
        for match in _AGE_TEXT.finditer(text) if dims else ():
            labels = {}
            for dim, ranges in dims:
                fitting = [i for i, bounds in enumerate(ranges) if bounds and _is_same_age(match, bounds)]
                if fitting:
                    labels[dim] = frozenset(fitting)
            if labels:
                yield Mention(match.start(), match.end(), labels)

    def _ranked(self, doc: Doc) -> Iterator[Mention]:
        """Youngest, oldest, middle-aged: by the order of the ages."""
        dims = [
            ((c, d), len(dimension.labels))
            for c, chart in enumerate(self._charts)
            for d, dimension in enumerate(chart.dimensions)
            if dimension.positions and not dimension.is_time
        ]
        for token in doc if dims else ():
            labels = {}
            for dim, size in dims:
                word = token.lower_
                is_few = size <= 3
                if word in _YOUNGEST or (word in _YOUNG and is_few):
                    labels[dim] = frozenset({0})
                elif word in _OLDEST or (
                    word in _OLD and is_few and doc[max(0, token.i - 1)].lower_ not in ("year", "years", "-")
                ):
                    labels[dim] = frozenset({size - 1})
                elif word in ("middle", "middle-aged") and size % 2 and is_few:
                    labels[dim] = frozenset({size // 2})
            if labels:
                yield Mention(token.idx, token.idx + len(token.text), labels)

    def _collective(self, text: str) -> Iterator[Mention]:
        for match in _COLLECTIVE.finditer(text):
            noun = (match["noun"] or "").lower()
            labels = {}
            for c, chart in enumerate(self._charts):
                named = [
                    d
                    for d, dimension in enumerate(chart.dimensions)
                    if not dimension.is_time and len(dimension.labels) > 1
                ]
                is_pair = (match["all"] or "").lower() in ("both", "either")
                fitting = [d for d in named if not is_pair or len(chart.dimensions[d].labels) == 2]
                if noun and noun not in _COLLECTED:
                    fitting = []
                if noun in ("sexes", "genders", "sex"):
                    fitting = [d for d in named if len(chart.dimensions[d].labels) == 2]
                if noun in ("age", "ages"):
                    fitting = [d for d in named if chart.dimensions[d].positions]
                if len(fitting) == 1:
                    labels[(c, fitting[0])] = frozenset(range(len(chart.dimensions[fitting[0]].labels)))
            if labels:
                yield Mention(match.start(), match.end(), labels, is_all=True)


def _is_same_age(match: re.Match[str], bounds: tuple[float, float]) -> bool:
    low, high = bounds
    if match["low"]:
        return (low, high) == (float(match["low"]), float(match["high"]))
    if match["plus"]:
        return high == float("inf") and low == float(match["plus"])
    if match["over"]:
        return high == float("inf") and 0 <= low - float(match["over"]) <= 1
    return 0 <= float(match["under"]) - high <= 1 or (low == 0 and high == float(match["under"]))


_WEAK_STEMS = frozenset(stem(word) for word in _WEAK)
