"""Which words of an essay are the writer's own: copied, repeated and injected text left out.

Plain string work in linear time, light enough for the web process.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

Span = tuple[int, int]

COPIED_RUN = 6  # so many prompt words in a row are a copy, fewer are taking up the topic
REPEATED_RUN = 8
_COPIED_SHARE = 0.6
_SHORTEST_COPIED_SENTENCE = 6
_SHORTEST_REPEATED_SENTENCE = 5
_SHORTEST_NEAR_REPEAT = 8
_NEAR_REPEAT = 0.55  # of the different words of the longer sentence
_LOOSE_REPEAT = 0.33  # in a text that is mostly near repeats
_NEAR_REPEATED_SHARE = 0.4  # of all words, sentences with figures left out; real essays and reports reach .25
_MOST_SENTENCES_COMPARED = 200

_TOKEN = re.compile(r"\S+")
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"')\]]?\s+|\n+")
_LETTERS = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+")
_INJECTION = re.compile(
    r"\b(?:ignore|disregard|forget|override)\b[^.!?\n]{0,20}\b(?:previous|above|prior|earlier|all|these|your|system)\b"
    r"[^.!?\n]{0,20}\b(?:instructions?|rubrics?|prompts?|guidelines)\b"
    r"|\b(?:give|award|assign|grant|rate|score|mark)\b[^.!?\n]{0,40}\bband\s*(?:scores?\s*)?(?:of\s*)?(?:9|nine)\b"
    r"|\b(?:band|overall|score)\s*(?:score\s*)?[:=]\s*(?:9|nine)\b"
    r"|\bsystem prompt\b"
    r"|\byou are (?:now )?(?:an? )?(?:\w+ )?(?:ielts examiner|language model|ai (?:assistant|model|examiner))\b"
    r"|</?(?:system|assistant|user|instructions?)>"
    r"|[\"'](?:overall|task_response|task_achievement|band)[\"']\s*:\s*[\"']?9",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class OwnText:
    """The sentences that are the writer's own, and how many words each reason took out.

    `kept` are spans of the essay; `own_words` are counted as on screen.
    """

    kept: tuple[Span, ...]
    total_words: int
    own_words: int
    copied_words: int
    repeated_words: int
    injected: tuple[Span, ...]


@dataclass(frozen=True)
class _Token:
    start: int
    end: int
    key: str


def own_text(essay: str, prompt: str) -> OwnText:
    """Split an essay into the writer's own sentences and the rest."""
    tokens = [token for token in _tokens(essay) if token.key]
    prompt_keys = [token.key for token in _tokens(prompt) if token.key]
    prompt_fours = set(_runs(prompt_keys, 4))
    seen_sentences: set[tuple[str, ...]] = set()
    kept: list[Span] = []
    injected: list[Span] = []
    kept_tokens: list[_Token] = []
    copied = repeated = 0
    sentences = list(_with_tokens(sentence_spans(essay), tokens))
    near_repeats = _near_repeats([tuple(token.key for token in sentence) for _, sentence in sentences])
    for position, ((start, end), sentence) in enumerate(sentences):
        keys = tuple(token.key for token in sentence)
        if _INJECTION.search(essay, start, end):
            injected.append((start, end))
        elif _is_copied(keys, prompt_fours):
            copied += len(keys)
        elif position in near_repeats or (len(keys) >= _SHORTEST_REPEATED_SENTENCE and keys in seen_sentences):
            repeated += len(keys)
        else:
            kept.append((start, end))
            kept_tokens.extend(sentence)
        seen_sentences.add(keys)
    kept_keys = [token.key for token in kept_tokens]
    in_prompt = _covered(kept_keys, set(_runs(prompt_keys, COPIED_RUN)), COPIED_RUN)
    again = _covered_again(kept_keys, REPEATED_RUN)
    copied += sum(in_prompt)
    repeated += sum(is_again and not is_copied for is_again, is_copied in zip(again, in_prompt, strict=True))
    own = sum(not is_again and not is_copied for is_again, is_copied in zip(again, in_prompt, strict=True))
    return OwnText(tuple(kept), len(tokens), own, copied, repeated, tuple(injected))


def sentence_spans(text: str) -> Iterator[Span]:
    """Where sentences stand, by closing marks and line ends; good enough to compare them."""
    start = 0
    for gap in _SENTENCE_END.finditer(text):
        if text[start : gap.start()].strip():
            yield start, gap.start()
        start = gap.end()
    if text[start:].strip():
        yield start, len(text)


def _tokens(text: str) -> Iterator[_Token]:
    """Tokens between spaces that hold a letter or a digit; the key is what two copies share."""
    for match in _TOKEN.finditer(text):
        token = match.group()
        if any(character.isalnum() for character in token):
            key = "".join(_LETTERS.findall(token.lower().replace("’", "'"))) or token
            yield _Token(match.start(), match.end(), key)


def _with_tokens(spans: Iterator[Span], tokens: Sequence[_Token]) -> Iterator[tuple[Span, list[_Token]]]:
    position = 0
    for start, end in spans:
        inside = []
        while position < len(tokens) and tokens[position].start < end:
            inside.append(tokens[position])
            position += 1
        yield (start, end), inside


def _near_repeats(sentences: Sequence[tuple[str, ...]]) -> frozenset[int]:
    """Sentences that say an earlier one again with a few other words, where most of the text is made of such."""
    compared: list[frozenset[str]] = [frozenset(keys) for keys in sentences[:_MOST_SENTENCES_COMPARED]]
    # reports say the same of many figures, which is no repeating
    plain = [frozenset() if any(key.isdigit() for key in keys) else keys for keys in compared]
    near = _like_an_earlier_one(plain, _NEAR_REPEAT, _SHORTEST_NEAR_REPEAT)
    if sum(len(sentences[position]) for position in near) < _NEAR_REPEATED_SHARE * sum(map(len, sentences)):
        return frozenset()
    return _like_an_earlier_one(compared, _LOOSE_REPEAT, _SHORTEST_REPEATED_SENTENCE)


def _like_an_earlier_one(sentences: Sequence[frozenset[str]], share: float, shortest: int) -> frozenset[int]:
    found: set[int] = set()
    earlier: list[frozenset[str]] = []
    for position, words in enumerate(sentences):
        if len(words) < shortest:
            continue
        if any(len(words & other) >= share * max(len(words), len(other)) for other in earlier):
            found.add(position)
        earlier.append(words)
    return frozenset(found)


def _runs(keys: Sequence[str], length: int) -> Iterator[tuple[str, ...]]:
    return zip(*(keys[shift:] for shift in range(length)), strict=False)


def _is_copied(keys: Sequence[str], prompt_fours: set[tuple[str, ...]]) -> bool:
    if len(keys) < _SHORTEST_COPIED_SENTENCE or not prompt_fours:
        return False
    fours = list(_runs(keys, 4))
    return sum(four in prompt_fours for four in fours) >= _COPIED_SHARE * len(fours)


def _covered(keys: Sequence[str], known: set[tuple[str, ...]], length: int) -> list[bool]:
    """Which words stand in a run that is known."""
    covered = [False] * len(keys)
    for position, run in enumerate(_runs(keys, length)):
        if run in known:
            covered[position : position + length] = [True] * length
    return covered


def _covered_again(keys: Sequence[str], length: int) -> list[bool]:
    """Which words stand in a run that was written before."""
    covered = [False] * len(keys)
    first_at: dict[tuple[str, ...], int] = {}
    for position, run in enumerate(_runs(keys, length)):
        if first_at.setdefault(run, position) < position:
            covered[position : position + length] = [True] * length
    return covered
