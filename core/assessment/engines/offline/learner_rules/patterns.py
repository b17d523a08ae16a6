"""Faults of learners that a phrase gives away, each with what is right and why."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from core.assessment.engines.offline.analysis import Analysis, Token
from core.assessment.engines.offline.language_tools import inflected
from core.assessment.engines.offline.learner_rules.finding import Finding
from core.assessment.engines.offline.learner_rules.nouns import IRREGULAR_PLURALS

Correction = Callable[[re.Match[str]], str]


@dataclass(frozen=True)
class PhraseRule:
    """A pattern that is always wrong, and what to write."""

    name: str
    type: str
    pattern: re.Pattern[str]
    correct: Correction
    message: str


def _instead(replacement: str) -> Correction:
    return lambda found: replacement


def _last_word(replacement: str) -> Correction:
    """The phrase with its last word replaced; an empty replacement drops it."""
    return lambda found: f"{found.group().rstrip().rsplit(' ', 1)[0]} {replacement}".rstrip()


def _rule(name: str, type_: str, pattern: str, correct: Correction, message: str) -> PhraseRule:
    return PhraseRule(name, type_, re.compile(pattern, re.IGNORECASE), correct, message)


_GERUNDS = {
    "hear": "hearing",
    "see": "seeing",
    "meet": "meeting",
    "receive": "receiving",
    "read": "reading",
    "get": "getting",
}
_SINGULAR = {
    "are": "is",
    "have": "has",
    "do": "does",
    "were": "was",
    "think": "thinks",
    "want": "wants",
    "need": "needs",
}
PHRASE_RULES = (
    _rule(
        "discuss_about",
        "preposition",
        r"\bdiscuss(?:es|ed|ing)? about\b",
        _last_word(""),
        '"Discuss" takes its object directly, without "about": we discuss a problem.',
    ),
    _rule(
        "on_the_other_hand",
        "fixed_phrase",
        r"\b(?:in the other hand|in other hand|on other hand|at the other hand)\b",
        _instead("on the other hand"),
        'The phrase is always "on the other hand".',
    ),
    _rule(
        "from_my_point_of_view",
        "fixed_phrase",
        r"\bin my point of view\b",
        _instead("from my point of view"),
        'We look from a point: "from my point of view". "In my view" is right too.',
    ),
    _rule(
        "according_to_me",
        "fixed_phrase",
        r"\baccording to me\b",
        _instead("in my opinion"),
        '"According to" brings in somebody else\'s view. For your own, write "in my opinion".',
    ),
    _rule(
        "in_conclusion",
        "fixed_phrase",
        r"\bas a conclusion\b",
        _instead("in conclusion"),
        'The phrase that opens a last paragraph is "in conclusion".',
    ),
    _rule(
        "to_conclude",
        "fixed_phrase",
        r"\bin conclude\b",
        _instead("to conclude"),
        'Write "to conclude" (verb) or "in conclusion" (noun).',
    ),
    _rule(
        "to_begin_with",
        "fixed_phrase",
        r"\bto being with\b",
        _instead("to begin with"),
        'The phrase is "to begin with".',
    ),
    _rule(
        "double_comparative",
        "comparison",
        r"\b(?:more|most) (better|worse|easier|cheaper|faster|bigger|higher|lower|older|younger|stronger|best|worst)\b",
        lambda found: found.group(1),
        'This word already compares, so it needs no "more" or "most" before it.',
    ),
    _rule(
        "depend_on",
        "preposition",
        r"\bdepend(?:s|ed|ing)? (?:of|in)\b",
        _last_word("on"),
        '"Depend" goes with "on": it depends on the price.',
    ),
    _rule(
        "consist_of",
        "preposition",
        r"\bconsist(?:s|ed|ing)? (?:in|on|from)\b",
        _last_word("of"),
        '"Consist" goes with "of": it consists of three parts.',
    ),
    _rule(
        "interested_in",
        "preposition",
        r"\binterested (?:on|about|for|to)\b(?! (?:see|know|hear|learn|find|read))",
        _instead("interested in"),
        '"Interested" goes with "in".',
    ),
    _rule(
        "good_at",
        "preposition",
        r"\bgood in(?= (?:english|sports?|math|maths|music|cooking|swimming)\b)",
        _instead("good at"),
        'We are good "at" a skill or a school subject.',
    ),
    _rule("married_to", "preposition", r"\bmarried with\b", _instead("married to"), '"Married" goes with "to".'),
    _rule(
        "responsible_for",
        "preposition",
        r"\bresponsible of\b",
        _instead("responsible for"),
        '"Responsible" goes with "for".',
    ),
    _rule(
        "concentrate_on",
        "preposition",
        r"\bconcentrat(?:e|es|ed|ing) (?:in|at|to)\b",
        _last_word("on"),
        '"Concentrate" goes with "on".',
    ),
    _rule(
        "lead_to",
        "preposition",
        r"(?<!the )(?<!a )\blead(?:s|ing)? (?:into|in)\b(?! (?:the|a|an|this|their|our|my|some|most|many|all|front)\b)",
        _last_word("to"),
        'A cause "leads to" its result.',
    ),
    _rule(
        "despite",
        "fixed_phrase",
        r"\b(?:despite of|inspite of|in spite(?! of))\b",
        _instead("despite"),
        'Write "despite" alone, or "in spite of" with all three words.',
    ),
    _rule(
        "modal_to",
        "verb_form",
        r"(?<!\bthe )(?<!\band )(?<!\bfree )(?<!\bpolitical )"
        r"\b(?-i:can|could|should|will|would|must|may|might) to(?= [a-z])",
        _last_word(""),
        'After "can", "should" or "must" the verb stands without "to".',
    ),
    _rule(
        "look_forward_to",
        "verb_form",
        r"\blook(?:ing)? forward to (hear|see|meet|receive|read|get)\b",
        lambda found: f"{found.group().rsplit(' ', 1)[0]} {_GERUNDS[found.group(1).lower()]}",
        'Here "to" is a preposition, so the verb takes -ing: "look forward to hearing".',
    ),
    _rule(
        "because_of_clause",
        "sentence_joining",
        r"\bbecause of (?:he|she|they|we|i|it) (?:is|are|was|were|have|has|do|can|will)\b",
        lambda found: "because " + found.group().split(" ", 2)[2],
        '"Because of" stands before a noun. Before a subject and a verb, write "because".',
    ),
    _rule(
        "although_but",
        "sentence_joining",
        r"\balthough\b[^.;!?]{5,80}, but\b",
        lambda found: found.group()[:-4].rstrip(),
        '"Although" already shows the contrast, so leave out "but".',
    ),
    _rule(
        "everyone_is",
        "subject_verb",
        r"(?<!if )\bevery ?(?:one|body) (?:are|have|do|were|think|want|need)\b",
        lambda found: found.group().rsplit(" ", 1)[0] + " " + _SINGULAR[found.group().lower().rsplit(" ", 1)[1]],
        '"Everyone" and "everybody" take a singular verb.',
    ),
)
_ONE_OF = re.compile(
    r"\bone of the (?:most |best |main |biggest |major |greatest |important |common |key |serious |largest ){0,3}"
    r"([a-z]+)\b",
    re.IGNORECASE,
)
_NUMBER_NOUN = re.compile(
    r"\b(?:[2-9]|\d{2,}|two|three|four|five|six|seven|eight|nine|ten|many|several|few) "
    r"(year|month|day|week|hour|person|country|student|time|way|reason|problem|advantage|disadvantage|thing|place|city"
    r"|child|job)\b(?!-| old)",
    re.IGNORECASE,
)
_ONE_BEFORE = re.compile(r"one (?:hundred )?$", re.IGNORECASE)


def phrase_findings(analysis: Analysis) -> Iterator[Finding]:
    """Every phrase rule, then the two that look at the noun behind a phrase."""
    for rule in PHRASE_RULES:
        for found in rule.pattern.finditer(analysis.text):
            corrected = _with_first_letter_of(found.group(), rule.correct(found))
            yield Finding(found.start(), found.end(), rule.type, rule.name, rule.message, (corrected,))
    tokens = {token.idx: token for token in analysis.doc}
    yield from _one_of_findings(analysis, tokens)
    yield from _number_findings(analysis, tokens)


def _one_of_findings(analysis: Analysis, tokens: dict[int, Token]) -> Iterator[Finding]:
    for found in _ONE_OF.finditer(analysis.text):
        noun = tokens.get(found.start(1))
        if noun is None or noun.tag_ != "NN" or noun.dep_ == "compound" or _next_tag(noun) in _NOUN_TAGS:
            continue
        plural = inflected(noun.lemma_.lower(), "NNS")
        yield Finding(
            found.start(1),
            found.end(1),
            "noun_number",
            "one_of",
            '"One of the ..." chooses from a group, so the noun is plural.',
            (plural,) if plural else (),
        )


def _number_findings(analysis: Analysis, tokens: dict[int, Token]) -> Iterator[Finding]:
    for found in _NUMBER_NOUN.finditer(analysis.text):
        noun = tokens.get(found.start(1))
        if noun is None or noun.tag_ != "NN" or _next_tag(noun) in (*_NOUN_TAGS, "JJ", "POS"):
            continue
        if _ONE_BEFORE.search(analysis.text[max(0, found.start() - 12) : found.start()]):
            continue
        word = found.group(1).lower()
        plural = IRREGULAR_PLURALS.get(word, word + "s")
        yield Finding(
            found.start(1),
            found.end(1),
            "noun_number",
            "number_and_singular",
            'After a number above one, or a word like "many", the noun is plural.',
            (plural,),
        )


_NOUN_TAGS = ("NN", "NNS", "HYPH", "NNP")


def _next_tag(token: Token) -> str:
    following = token.i + 1
    return str(token.doc[following].tag_) if following < len(token.doc) else ""


def _with_first_letter_of(original: str, corrected: str) -> str:
    return corrected[:1].upper() + corrected[1:] if original[:1].isupper() else corrected
