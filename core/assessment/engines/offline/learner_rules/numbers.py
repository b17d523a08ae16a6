"""One or several: nouns behind words that count, and words that count behind the wrong noun."""

from collections.abc import Iterator

from core.assessment.engines.offline.analysis import Analysis, Token
from core.assessment.engines.offline.language_tools import inflected
from core.assessment.engines.offline.learner_rules.finding import Finding
from core.assessment.engines.offline.learner_rules.tables import fault, strictly_countable, words_of
from core.assessment.engines.offline.learner_rules.tokens import end_of, lower_at, tag_at
from core.assessment.word_list import word_set

_COUNTERS = word_set("many several few various numerous two three four five six seven eight nine ten these those both")
_MOSTLY_PLURAL = word_set("some all most different other such more certain")
_OF_COUNTERS = word_set(
    "number lot lots variety range group majority plenty kinds types sorts dozens hundreds thousands millions "
    "couple pair many most some several few all half"
)
_SINGLE = word_set("a an another each every")
_UNITS = word_set(
    "year month week day hour minute meter kilometer mile dollar foot percent pound hundred thousand million "
    "billion way euro"
)
_NOT_COUNTED = word_set("people time money work part form one other time person day deal sort kind type")


def number_findings(analysis: Analysis) -> Iterator[Finding]:
    """Every noun with the word that counts it."""
    for token in analysis.doc:
        finding = _needs_plural(token) or _needs_singular(token) or _much_many(token)
        if finding is not None:
            yield finding


def _needs_plural(noun: Token) -> Finding | None:
    if noun.tag_ != "NN" or noun.pos_ != "NOUN" or noun.lower_ in _UNITS or noun.dep_ in ("compound", "amod", "nmod"):
        return None
    if noun.lower_ not in words_of("countable") or noun.lower_ in _NOT_COUNTED:
        return None
    if tag_at(noun.doc, noun.i + 1) in ("NN", "NNS", "NNP", "HYPH", "POS", "VBG", "CD") or lower_at(
        noun.doc, noun.i + 1
    ) in ("-", "/", "or"):
        return None
    counter, distance = _counter(noun)
    if counter is None or not 0 < distance <= 3:
        return None
    word = counter.lower_
    strict = noun.lower_ in strictly_countable()
    if word in _MOSTLY_PLURAL and not (strict and _is_free(counter)):
        return None
    if word in ("some", "more", "all") and (distance > 2 or noun.dep_ not in ("dobj", "pobj", "nsubj", "conj", "attr")):
        return None
    if word in ("one", "1") or (word in ("these", "those") and distance > 2):
        return None
    plural = inflected(noun.lemma_.lower(), "NNS")
    if plural is None or plural == noun.lower_ or tag_at(noun.doc, noun.i + 1) in ("NN", "NNS"):
        return None
    return fault("counted_singular", noun.idx, end_of(noun), plural, counter=counter.text, noun=noun.text)


def _counter(noun: Token) -> tuple[Token | None, int]:
    """The word that counts the noun: before it, or "a number of" before it."""
    doc, position = noun.doc, noun.i - 1
    while (
        position > noun.sent.start
        and noun.i - position < 3
        and doc[position].tag_ in ("JJ", "JJR", "RB")
        and (doc[position].lower_ not in _COUNTERS | _MOSTLY_PLURAL)
    ):
        position -= 1
    if position < 0:
        return None, 0
    word = doc[position]
    if word.lower_ in _COUNTERS | _MOSTLY_PLURAL or (
        word.tag_ == "CD" and word.text.isdigit() and len(word.text) < 4 and word.text not in ("1", "0")
    ):
        if word.text.isdigit() and (
            noun.lower_ not in strictly_countable()
            or doc[position - 1].lower_ in ("type", "age", "level", "figure", "task", "than", "number", "chapter", ".")
            or doc[position - 1].tag_ in ("NN", "NNP")
        ):
            return None, 0
        if (
            lower_at(doc, position - 1)
            in ("the", "one", "-", "/", "or", "no", "a", "an", "any", "another", "each", "every")
            and word.lower_ != "other"
        ):
            return (
                (None, 0) if word.lower_ not in ("two", "three", "four", "five", "six") else (word, noun.i - position)
            )
        if word.lower_ == "few" and lower_at(doc, position - 1) in ("a", "the", "very"):
            return word, noun.i - position
        return word, noun.i - position
    if word.lower_ == "of" and doc[position - 1].lower_ in (
        "number",
        "lots",
        "kinds",
        "types",
        "variety",
        "dozens",
        "hundreds",
        "thousands",
        "millions",
        "lot",
    ):
        before = doc[position - 1].lower_
        if noun.lower_ not in strictly_countable() or (
            before in ("number",) and lower_at(doc, position - 2) == "phone"
        ):
            return None, 0
        return doc[position - 1], noun.i - position
    return None, 0


def _is_free(counter: Token) -> bool:
    """No determiner before it: "the other house" and "no such plan" speak of one."""
    place = counter.i - 1
    while tag_at(counter.doc, place) in ("RB", "JJ"):
        place -= 1
    before = tag_at(counter.doc, place)
    if counter.lower_ == "most" or counter.lower_ == "more":
        return (
            before in ("", ".", ",", "IN", "VB", "VBP", "VBZ")
            and tag_at(counter.doc, counter.i + 1) == "NN"
            and (counter.lower_ == "most" and counter.tag_ == "JJS")
        )
    if counter.lower_ == "some":
        return tag_at(counter.doc, counter.i + 1) in ("NN", "JJ") and lower_at(counter.doc, counter.i + 1) not in (
            "other",
        )
    return before not in ("DT", "PRP$", "CD", "WDT", "POS", "PDT", "JJ", "WP$")


def _needs_singular(token: Token) -> Finding | None:
    """ "Another reasons", "every students", also where the parse sees no determiner."""
    if token.lower_ not in ("another", "every", "each") or tag_at(token.doc, token.i + 1) != "NNS":
        return None
    noun = token.doc[token.i + 1]
    singular = inflected(noun.lemma_.lower(), "NN") or noun.lemma_.lower()
    if (
        singular == noun.lower_
        or tag_at(token.doc, noun.i + 1) in ("NN", "NNS", "POS")
        or noun.lower_ in ("means", "series", "species")
    ):
        return None
    return fault("single_plural", noun.idx, end_of(noun), singular, counter=token.text, noun=noun.text)


_NEVER_COUNTED = word_set(
    "information knowledge advice money equipment furniture pollution traffic homework luggage research evidence music "
    "waste rubbish garbage electricity energy water progress software transport employment unemployment work time help"
)


def _much_many(token: Token) -> Finding | None:
    """ "Much people", "many money"."""
    noun = token.head
    if (
        token.lower_ not in ("much", "many", "few", "fewer")
        or noun.i <= token.i
        or noun.i - token.i > 2
        or token.dep_ not in ("amod", "det", "advmod")
    ):
        return None
    if tag_at(token.doc, noun.i + 1) in ("NN", "NNS", "HYPH"):
        return None
    if (
        token.lower_ == "much"
        and noun.tag_ == "NNS"
        and noun.lower_ not in ("thanks", "news", "means")
        and noun.i == token.i + 1
    ):
        return fault("much_plural", token.idx, end_of(token), "many", noun=noun.text)
    if token.lower_ in ("many", "fewer", "few") and noun.lower_ in _NEVER_COUNTED and noun.tag_ == "NN":
        right = {"many": "much", "fewer": "less", "few": "little"}[token.lower_]
        if noun.lower_ in ("time", "work", "help", "research") and token.lower_ != "many":
            return None
        return fault(
            "many_uncountable",
            token.idx,
            end_of(token),
            right,
            "a lot of" if right == "much" else None,
            noun=noun.text,
            right=right,
        )
    return None
