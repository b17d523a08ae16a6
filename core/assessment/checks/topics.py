"""What a clause is about: its own labels, or those that "it", "which" and "the latter" stand for."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from core.assessment.checks.passage import Clause, Passage, Sentence, is_comparand, of_dim
from core.assessment.checks.vocabulary import Dim, Mention

_FORMER_LATTER = re.compile(r"\b(?:the )?(former|latter)\b", re.IGNORECASE)
_FORMER = re.compile(r"\bformer\b", re.IGNORECASE)
_PAIR = re.compile(r"\b(?:both|these two|those two|the two)\b", re.IGNORECASE)
_OTHERS = re.compile(r"\b(?:the )?(?:others?|rest|remaining|another|neither|none|nobody|no)\b", re.IGNORECASE)
_POINTED_AT = re.compile(
    r"^here\b|\b(?:in|among|within|for|of|by|from)?\s*(?:this|that|the same) (?:age )?(?:group|category|region"
    r"|city|country|sector"
    r"|field|park|source|place|age|year group|fuel)\b",
    re.IGNORECASE,
)
_POSSESSED = re.compile(
    r"(?:^|, )(?:its|their) (?:\w+ ){0,2}?(?:number|share|figure|rate|line|percentage|proportion|temperature"
    r"|month|total"
    r"|increase|rise|growth|decline|fall|drop|use|value|level|peak|year|average|change|popularity|part|result)s?\b",
    re.IGNORECASE,
)
_ASIDE = re.compile(r",? (?:which|who|whose|that)\b.*", re.IGNORECASE)
_PRONOUNS = frozenset(
    {"it", "they", "this", "these", "its", "their", "them", "that", "which", "who", "those", "he", "she"}
)

_PLAIN_SUBJECT = _PRONOUNS | {
    "the", "number", "numbers", "share", "figure", "figures", "percentage", "use", "line", "rate", "price",
    "same", "group",
    "proportion", "amount", "value", "level", "trend", "pattern", "of", "all", "both", "then", "year",
    "one", "ones", "people",
}  # fmt: skip

OWN, SURE, LIKELY, GUESS, NONE = 4, 3, 2, 1, 0


@dataclass(frozen=True)
class Topic:
    """The mentions a clause is about in one dimension, how sure that is, and what else might be meant."""

    mentions: tuple[Mention, ...]
    certainty: int
    others: tuple[Mention, ...] = ()


NOTHING = Topic((), NONE)


class Topics:
    """Topics of all clauses of a passage, worked out once in reading order."""

    def __init__(self, passage: Passage) -> None:
        self._passage = passage
        self._dims: list[Dim] = [
            (c, d)
            for c, chart in enumerate(passage.charts)
            for d, dimension in enumerate(chart.dimensions)
            if not dimension.is_time
        ]
        self._found: dict[tuple[int, Dim], Topic] = {}
        self._before: dict[tuple[int, Dim], Topic] = {}
        self._told: dict[Dim, tuple[int, list[Mention]]] = {}  # what "the former" last stood against, by paragraph
        self._pairs_known: dict[tuple[int, Dim], list[Mention]] = {}  # what "former" and "latter" tell apart
        carried: dict[Dim, Topic] = {}
        recent: dict[Dim, list[Mention]] = {dim: [] for dim in self._dims}
        for sentence in passage.sentences:
            for dim in self._dims:
                self._read(sentence, dim, carried.get(dim, NOTHING), recent[dim])
                named = of_dim(sentence.mentions, dim)
                topics = [self._found[(id(clause), dim)] for clause in sentence.clauses]
                main = next((topic for topic in topics if topic.mentions and topic.certainty >= LIKELY), None)
                if main is not None and named:
                    carried[dim] = Topic(main.mentions, GUESS, tuple(named))
                elif named:
                    carried[dim] = Topic(tuple(named), GUESS, tuple(named))
                recent[dim] = (recent[dim] + named)[-6:]

    def of(self, clause: Clause, dim: Dim) -> Topic:
        """The topic of a clause in one dimension."""
        return self._found.get((id(clause), dim), NOTHING)

    def _pair_of(self, word: str, sentence: Sentence, dim: Dim, known: Sequence[Mention]) -> list[Mention]:
        """What is told apart; "the latter" keeps the pair of "the former" of an earlier sentence."""
        paragraph, pair = self._told.get(dim, (-1, []))
        if word == "latter" and paragraph == sentence.paragraph and not _FORMER.search(sentence.text):
            return pair
        pair = _last_two(known, dim)
        if word == "former":
            self._told[dim] = (sentence.paragraph, pair)
        return pair

    def told_apart(self, clause: Clause, start: int, end: int, dim: Dim) -> Mention | None:
        """What "the former" or "the latter" stands for: right after a place, or the last before it in the clause."""
        text = self._passage.text
        following = re.compile(r"\s*(?:in|for|of|at|with|among|by)\s+the (former|latter)\b", re.IGNORECASE).match(
            text, end
        )
        found = [following] if following else list(_FORMER_LATTER.finditer(text, clause.start, start))
        pair = self._pairs_known.get((id(clause), dim), [])
        if not found or len(pair) != 2:
            return None
        return pair[0] if found[-1][1].lower() == "former" else pair[1]

    def last_two(self, clause: Clause, dim: Dim) -> list[Mention]:
        """The last two different things that were named before a clause, fewer when there are no two."""
        return self._pairs_known.get((id(clause), dim), [])

    def carried_to(self, clause: Clause, dim: Dim) -> Topic:
        """What a clause would be about if it named nothing itself."""
        return self._before.get((id(clause), dim), NOTHING)

    def _read(self, sentence: Sentence, dim: Dim, carried: Topic, recent: Sequence[Mention]) -> None:
        previous = carried
        for clause in sentence.clauses:
            known = [*recent, *(m for m in of_dim(sentence.mentions, dim) if m.start < clause.start)]
            self._before[(id(clause), dim)] = previous
            self._pairs_known[(id(clause), dim)] = _last_two(known, dim)
            topic = self._topic(clause, sentence, dim, previous, known)
            self._found[(id(clause), dim)] = topic
            if topic.mentions and topic.certainty > GUESS:
                previous = topic
        # a clause before its governing clause ("After rising, cars fell") takes the topic of that
        for clause in sentence.clauses:
            topic = self._found[(id(clause), dim)]
            if not clause.subject and clause.parent and clause.parent.start > clause.start and topic.certainty < SURE:
                above = self._found[(id(clause.parent), dim)]
                if above.certainty >= SURE and not of_dim(clause.mentions, dim):
                    self._found[(id(clause), dim)] = Topic(above.mentions, LIKELY, topic.mentions)

    def _topic(self, clause: Clause, sentence: Sentence, dim: Dim, previous: Topic, known: Sequence[Mention]) -> Topic:
        text = self._passage.text
        own = [m for m in of_dim(clause.mentions, dim) if not is_comparand(text, m, clause.start)]
        subject_text = " ".join(text[low:high] for low, high in clause.subject)
        if subject_text.lower() in _PRONOUNS:  # "it was ahead of gas with 20 % and coal with 10 %": coal is a rival too
            rival = next((m for m in of_dim(clause.mentions, dim) if m not in own), None)
            own = [m for m in own if rival is None or m.start < rival.start]
        subject = [m for m in own if clause.in_subject(m.start)]
        opening = text[clause.start : clause.start + 60] if not clause.subject else subject_text
        if (found := _FORMER_LATTER.search(opening)) and not subject and len(known) >= 2:
            pair = self._pair_of(found[1].lower(), sentence, dim, known)
            if len(pair) == 2:
                chosen = pair[0] if found[1].lower() == "former" else pair[1]
                return Topic((chosen,), SURE)
        if subject:
            return Topic(tuple(subject), OWN, tuple(own))
        if own:
            return Topic(tuple(own), SURE if _are_one(own, dim) else LIKELY, tuple(own))
        if _OTHERS.search(_ASIDE.sub("", subject_text)):
            return NOTHING
        same = [one for one in sentence.clauses if one.start < clause.start and one.head.i == clause.head.i]
        if same and (found_before := self._found[(id(same[-1]), dim)]).mentions:
            return Topic(found_before.mentions, min(LIKELY, found_before.certainty), found_before.others)
        if _PAIR.search(opening) and len(pair := _last_two(known, dim)) == 2 and not previous_is_pair(previous):
            return Topic(tuple(pair), LIKELY, tuple(known[-3:]))
        if clause.link in ("relcl", "acl") and clause.parent is not None:
            near = [m for m in of_dim(sentence.mentions, dim) if m.start < clause.start]
            if near:
                return Topic((near[-1],), LIKELY, tuple(near))
        if not clause.subject and clause.parent is not None and clause.parent.start < clause.start:
            above = self._found.get((id(clause.parent), dim), NOTHING)
            if above.mentions:
                return Topic(above.mentions, min(SURE, above.certainty), above.others)
        words = {word.lower() for word in re.findall(r"[A-Za-z]+", subject_text)}
        is_pointed_at = (
            _POINTED_AT.search(text[sentence.start : clause.end]) is not None and len(previous.mentions) == 1
        )
        is_pointed_at = is_pointed_at or _POSSESSED.search(subject_text) is not None
        certainty = LIKELY if is_pointed_at or not words or (words & _PRONOUNS and words <= _PLAIN_SUBJECT) else GUESS
        earlier = [one for one in sentence.clauses if one.start < clause.start]
        if earlier and self._found[(id(earlier[-1]), dim)].certainty <= GUESS:
            certainty = GUESS  # "it" may be what the same sentence spoke of, which is no label
        return Topic(previous.mentions, min(certainty, previous.certainty), previous.others)


def previous_is_pair(topic: Topic) -> bool:
    """Whether a topic already names two things."""
    return len(topic.mentions) >= 2


def _are_one(mentions: Sequence[Mention], dim: Dim) -> bool:
    return len({mention.labels[dim] for mention in mentions}) == 1


def _last_two(known: Sequence[Mention], dim: Dim) -> list[Mention]:
    """The last two different things that were named, in the order of the text."""
    pair: list[Mention] = []
    for mention in reversed(known):
        if len(mention.labels[dim]) == 1 and all(mention.labels[dim] != other.labels[dim] for other in pair):
            pair.append(mention)
        if len(pair) == 2:
            break
    return pair[::-1]
