"""Faults that a phrase gives away, from phrases.toml: collocations, look-alikes, fixed phrases, missing small words."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from core.assessment.engines.offline.analysis import Analysis
from core.assessment.engines.offline.language_tools import inflected
from core.assessment.engines.offline.learner_rules.finding import Finding
from core.assessment.engines.offline.learner_rules.tables import toml_table
from core.assessment.engines.offline.learner_rules.tokens import NOUN_TAGS

_SINGULARS = {"men": "man", "women": "woman", "children": "child", "people": "person"}
_PLURALS = {singular: plural for plural, singular in _SINGULARS.items()}
_ANY = {"no": "any", "nothing": "anything", "nobody": "anybody", "none": "any"}
_CHEAP = {"cheap": "low", "cheaper": "lower", "expensive": "high", "cheapest": "lowest", "the cheapest": "the lowest"}
_BASES = {
    "going": "go",
    "living": "live",
    "having": "have",
    "doing": "do",
    "working": "work",
    "playing": "play",
    "eating": "eat",
    "making": "make",
    "being": "be",
    "buying": "buy",
    "traveling": "travel",
    "travelling": "travel",
    "spending": "spend",
}
_PASTS = frozenset({"did", "made", "said", "gave", "knew", "took", "got", "caught", "learnt"})


@dataclass(frozen=True)
class _Phrase:
    """One entry of the table; `is_alone`: no noun may follow, which would take the phrase into a longer one."""

    name: str
    type: str
    pattern: re.Pattern[str]
    replace: str
    message: str
    why: str
    how: str
    is_alone: bool


@cache
def _table() -> tuple[_Phrase, ...]:
    return tuple(
        _Phrase(
            entry["name"],
            entry["type"],
            re.compile(entry["pattern"], re.IGNORECASE),
            entry["replace"],
            entry["message"],
            entry.get("why", ""),
            entry.get("how", ""),
            entry.get("alone", False),
        )
        for entry in toml_table("phrases")["phrase"]
    )


def table_findings(analysis: Analysis) -> Iterator[Finding]:
    """Every pattern of the table on the whole text."""
    text = analysis.text
    for phrase in _table():
        for found in phrase.pattern.finditer(text):
            if phrase.is_alone and _has_noun_behind(analysis, found.end()):
                continue
            quote = found.group()
            corrected = _corrected(phrase.replace, found).rstrip()
            trailing = len(quote) - len(quote.rstrip())
            if quote[:1].isupper():
                corrected = corrected[:1].upper() + corrected[1:]
            suggestions = (corrected,) if corrected and corrected != quote.rstrip() else ()
            yield Finding(
                found.start(),
                found.end() - trailing,
                phrase.type,
                phrase.name,
                _squeezed(found, phrase.message),
                suggestions,
                phrase.why,
                phrase.how,
            )


def _has_noun_behind(analysis: Analysis, end: int) -> bool:
    following = next((token for token in analysis.doc if token.idx >= end), None)
    return following is not None and (following.tag_ in NOUN_TAGS or following.text in ("-", "'s"))


def _corrected(template: str, found: re.Match[str]) -> str:
    if not template.startswith("@"):
        return _squeezed(found, template)
    name, _, rest = template[1:].partition(" ")
    if name == "ing":
        return _ing(rest, found)
    if name == "base":
        return _base(rest, found)
    special = _SPECIAL.get(name)
    if special is not None:
        return special(found)
    return f"{_like(name, found.group(1))} {_squeezed(found, rest)}"


def _squeezed(found: re.Match[str], template: str) -> str:
    """The template with its groups; a group that did not take part is empty, and no space is doubled."""
    filled = re.sub(r"\\(\d)", lambda group: found.group(int(group.group(1))) or "", template)
    return re.sub(r"  +", " ", filled)


def _like(verb: str, original: str) -> str:
    """The verb (or "turn on") in the form of the original one."""
    lemma, space, particle = verb.partition("_")
    word = original.lower()
    if word.endswith("ing"):
        form = inflected(lemma, "VBG")
    elif word in _PASTS or word.endswith("ed"):
        form = inflected(lemma, "VBD")
    elif word == "done":
        form = inflected(lemma, "VBN")
    elif word.endswith("s") and word not in ("discuss",):
        form = inflected(lemma, "VBZ")
    else:
        form = lemma
    return f"{form or lemma} {particle}".strip() if space else form or lemma


def _one(found: re.Match[str]) -> str:
    return f"{found.group(1)} {_SINGULARS[found.group(2).lower()]}"


def _many(found: re.Match[str]) -> str:
    return f"{found.group(1)} {_PLURALS[found.group(2).lower()]}"


def _strip(found: re.Match[str]) -> str:
    words = found.group().strip().split(" ")
    words[-1] = (
        "poverty" if words[-1] == "poverties" else re.sub(r"(?<=[a-z])(?:ies)$", "y", words[-1]).removesuffix("s")
    )
    return " ".join(words)


def _ing(template: str, found: re.Match[str]) -> str:
    """The template with its last word as an -ing form."""
    words = _squeezed(found, template).split(" ")
    words[-1] = inflected(words[-1].lower(), "VBG") or words[-1]
    return " ".join(words)


def _base(template: str, found: re.Match[str]) -> str:
    """The template with its last word, an -ing form, as a base form."""
    words = _squeezed(found, template).split(" ")
    words[-1] = _BASES[words[-1].lower()]
    return " ".join(words)


def _er(found: re.Match[str]) -> str:
    return inflected(found.group(1).lower(), "JJR") or found.group(1)


def _est(found: re.Match[str]) -> str:
    return f"the {inflected(found.group(1).lower(), 'JJS') or found.group(1)}"


def _price(found: re.Match[str]) -> str:
    return f"{_CHEAP[found.group(1).lower()]} {found.group(2)}"


def _high(found: re.Match[str]) -> str:
    parts = found.group().split(" ")
    return " ".join((*parts[:-1], _CHEAP[parts[-1].lower()]))


def _any(found: re.Match[str]) -> str:
    return f"{found.group(1)} {found.group(2)} {_ANY[found.group(3).lower()]}"


_SPECIAL: dict[str, Callable[[re.Match[str]], str]] = {
    "one": _one,
    "many": _many,
    "strip": _strip,
    "er": _er,
    "est": _est,
    "price": _price,
    "high": _high,
    "any": _any,
}
