"""A, an and the: single things that stand bare, and words that ask for "the"."""

from collections.abc import Iterator
from functools import cache

from core.assessment.engines.offline.analysis import Analysis, Token
from core.assessment.engines.offline.language_tools import inflected
from core.assessment.engines.offline.learner_rules.finding import Finding
from core.assessment.engines.offline.learner_rules.tables import fault, lines_of, strictly_countable, words_of
from core.assessment.engines.offline.learner_rules.tokens import (
    DETERMINER_TAGS,
    article_for,
    at,
    end_of,
    lower_at,
    phrase_start,
    tag_at,
)
from core.assessment.word_list import word_set

_PLACES = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "attr"})
_INSIDE_A_PHRASE = frozenset({"JJ", "JJR", "JJS", "RB", "RBR", "RBS", "NN", "NNP", "VBN", "VBG", "CC", "HYPH", ","})
_DETERMINING_WORDS = word_set(
    "no any some each every another either neither much many such what which whose whatever this that these those all "
    "both half more most less fewer enough several few little own one first second third next last other same double"
)
_KINDS = word_set("kind kinds type types sort sorts form forms piece means lack style level degree way lot kinds mode")
_LIGHT_VERBS = word_set("have has had having make makes made play plays played get find become becomes became give")
_ADJECTIVES = frozenset({"JJ", "JJR"})
_UNIQUE = word_set("environment internet sky sun moon capital universe atmosphere")
_WITH_THE_BEFORE_OF = word_set(
    "number majority percentage proportion rest beginning end role quality importance purpose aim popularity middle "
    "center amount health ability size presence majority minority figure"
)
_ASKS_FOR_THE = word_set("same")
_ORDINALS = word_set("first second third fourth fifth last final main only")
_NOT_ORDINAL = word_set(
    "year month week night time day summer winter place class hand language world sight glance aid name semester term "
    "child son daughter step point grade half floor prize ones one ladies person thing option"
)
_SET_PHRASES_BEFORE_SUPERLATIVE = word_set("at my your his her its our their the whose this that these 's 'a an")


_BARE_SUPERLATIVES = word_set("practice practices friends friend wishes man case cases results result regards value")


def article_findings(analysis: Analysis) -> Iterator[Finding]:
    """Where an article is missing; each noun phrase once."""
    for token in analysis.doc:
        finding = (
            _superlative(token) or _same_or_ordinal(token) or _unique(token) or _definite_of(token) or _bare(token)
        )
        if finding is not None:
            yield finding


@cache
def _allowed() -> frozenset[tuple[str, str]]:
    rows = (line.split() for line in lines_of("bare_phrases"))
    return frozenset((row[0], noun) for row in rows for noun in row[1:])


def is_bare(noun: Token) -> bool:
    """Whether no determiner stands before the noun, by the parse and by the words before it."""
    if any(child.tag_ in DETERMINER_TAGS or child.dep_ in ("det", "poss", "nummod") for child in noun.lefts):
        return False
    position = noun.i - 1
    while position >= noun.sent.start and noun.i - position < 7:
        before = noun.doc[position]
        if before.tag_ in DETERMINER_TAGS or before.lower_ in _DETERMINING_WORDS or before.text in ("'s", "'"):
            return False
        if before.tag_ not in _INSIDE_A_PHRASE or before.text == ",":
            break
        position -= 1
    return not _is_label(noun)


def _is_label(noun: Token) -> bool:
    """Followed by what it names ("group A"), part of a longer noun, written with signs, or a name."""
    following = at(noun.doc, noun.i + 1)
    after = following is not None and (
        following.tag_ in ("NN", "NNS", "NNP", "NNPS", "CD", "HYPH", "POS", "``", "''", ":", "-LRB-", "FW", "VBG")
        or following.text in ("/", "-", "'")
        or (following.is_alpha and len(following) == 1 and following.lower_ not in ("i", "a"))
    )
    before = at(noun.doc, noun.i - 1)
    is_joined = before is not None and (
        before.tag_ in ("HYPH", "``", "''", "POS", "$", "SYM", "-RRB-") or before.text == "'s"
    )
    is_name = noun.text[:1].isupper() and not noun.is_sent_start
    return after or is_joined or is_name


def _bare(noun: Token) -> Finding | None:
    if noun.tag_ != "NN" or noun.pos_ != "NOUN" or noun.dep_ not in _PLACES:
        return None
    word = noun.lower_
    strict = word in strictly_countable() or _in_some_way(noun)
    if not strict and not (word in words_of("countable") and _is_described(noun)):
        return None
    if not is_bare(noun) or _is_in_a_pair(noun):
        return None
    first = phrase_start(noun)
    before = lower_at(noun.doc, first.i - 1)
    if (before, word) in _allowed() and first.i == noun.i:
        return None
    if before == "of" and lower_at(noun.doc, first.i - 2) in _KINDS:
        return None
    if before in (
        "as",
        "from",
        "per",
        "between",
        "like",
        "than",
        "by",
        "via",
        "versus",
        "or",
        "and",
        "nor",
        "-",
        "'",
        '"',
    ):
        return None
    if before in ("become", "becomes", "became", "elected") and first.i == noun.i:
        return None
    return _with_article(noun, first, "bare_singular")


def _in_some_way(noun: Token) -> bool:
    """ "In modern way", "only small part of"."""
    described = any(child.dep_ == "amod" and child.tag_ in _ADJECTIVES for child in noun.lefts)
    if noun.lower_ == "way":
        return described and noun.dep_ == "pobj" and noun.head.lower_ == "in"
    return described and noun.lower_ == "part" and lower_at(noun.doc, noun.i + 1) == "of"


def _is_described(noun: Token) -> bool:
    """ "is good idea", "play important role": an adjective makes one thing of it."""
    if not any(child.dep_ == "amod" and child.tag_ in _ADJECTIVES for child in noun.lefts):
        return False
    return bool(
        (noun.dep_ == "attr" and noun.head.lemma_ == "be") or (noun.dep_ == "dobj" and noun.head.lower_ in _LIGHT_VERBS)
    )


def _is_in_a_pair(noun: Token) -> bool:
    """ "Teacher and student", "from house to house"."""
    if noun.dep_ == "conj" or any(child.dep_ in ("conj", "cc", "appos") for child in noun.children):
        return True
    near = noun.doc[max(0, noun.i - 4) : noun.i]
    after = noun.doc[noun.i + 1 : noun.i + 4]
    return any(other.lower_ == noun.lower_ for other in (*near, *after))


def _with_article(noun: Token, first: Token, rule: str) -> Finding:
    text = noun.doc.text[first.idx : end_of(noun)]
    lowered = text if first.text.isupper() or not first.is_sent_start else text[:1].lower() + text[1:]
    article = article_for(first.text)
    plural = inflected(noun.lemma_.lower(), "NNS")
    several = f"{text[: noun.idx - first.idx]}{plural}" if plural else None
    proposals = [f"{article} {lowered}", f"the {lowered}"]
    if lower_at(noun.doc, noun.i + 1) == "of":
        proposals.reverse()
    if first.is_sent_start:
        proposals = [proposal[:1].upper() + proposal[1:] for proposal in proposals]
    if noun.dep_ == "attr":
        several = None
    return fault(rule, first.idx, end_of(noun), *proposals, several, noun=noun.text)


def _the(first: Token, last: Token, rule: str, **fields: str) -> Finding:
    text = first.doc.text[first.idx : end_of(last)]
    starts = first.is_sent_start and first.text[:1].isupper() and first.tag_ != "NNP"
    proposal = f"The {text[:1].lower()}{text[1:]}" if starts else f"the {text}"
    return fault(rule, first.idx, end_of(last), proposal, **fields)


def _superlative(token: Token) -> Finding | None:
    doc, head = token.doc, token.head
    if token.tag_ == "JJS" and token.dep_ == "amod" and token.lower_ not in ("most", "least"):
        first, noun = token, head
    elif token.lower_ == "most" and token.tag_ == "RBS" and head.tag_ == "JJ" and head.dep_ == "amod":
        first, noun = token, head.head
    else:
        return None
    before = at(doc, first.i - 1)
    if noun.i <= first.i or noun.tag_ not in ("NN", "NNS") or noun.i - first.i > 3:
        return None
    is_most = first.lower_ == "most"
    if is_most and noun.tag_ == "NNS" and lower_at(doc, first.i - 1) != "of":  # "most young people"
        return None
    if before is not None and (
        before.tag_ in DETERMINER_TAGS
        or before.lower_ in _SET_PHRASES_BEFORE_SUPERLATIVE
        or before.tag_ in ("JJ", "RB")
        or before.text in ("-", ",")
        or before.tag_ == "CC"
        or before.tag_ in ("NN", "NNS", "NNP")
    ):
        return None
    if any(child.tag_ in DETERMINER_TAGS and child.i < first.i for child in noun.children):
        return None
    if lower_at(doc, first.i) == "best" and noun.lower_ in (
        "practice",
        "practices",
        "friends",
        "friend",
        "wishes",
        "man",
    ):
        return None
    return _the(first, noun, "superlative_without_the", word=doc[first.i : noun.i].text)


def _same_or_ordinal(token: Token) -> Finding | None:
    word, head, doc = token.lower_, token.head, token.doc
    if token.dep_ != "amod" or head.i <= token.i or head.i - token.i > 3:
        return None
    before = at(doc, token.i - 1)
    if before is not None and (
        before.tag_ in DETERMINER_TAGS
        or before.tag_ in ("JJ", "CC", "NN", "NNS", ",")
        or before.lower_ == "all"
        or before.lower_ in _DETERMINING_WORDS
    ):
        return None
    if any(child.tag_ in DETERMINER_TAGS for child in head.children):
        return None
    if lower_at(doc, token.i + 1) == "-":
        return None
    if word in _ASKS_FOR_THE and head.tag_ in ("NN", "NNS"):
        return _the(token, head, "the_same")
    if word in _ORDINALS and head.tag_ == "NN" and head.lower_ not in _NOT_ORDINAL and head.i - token.i <= 2:
        if word == "only" and head.dep_ != "attr":
            return None
        if tag_at(doc, head.i + 1) in ("NN", "NNS", "NNP", ":") or (word == "last" and head.dep_ == "npadvmod"):
            return None
        return _the(token, head, "ordinal_without_the", word=token.lower_)
    return None


def _unique(noun: Token) -> Finding | None:
    if noun.lower_ not in _UNIQUE or noun.dep_ not in ("dobj", "pobj", "nsubj") or noun.tag_ not in ("NN", "NNP"):
        return None
    if phrase_start(noun).i != noun.i or not is_bare_word(noun) or (noun.lower_ == "capital" and noun.dep_ != "pobj"):
        return None
    if (noun.lower_ == "capital" and lower_at(noun.doc, noun.i - 1) not in ("in", "to")) or (
        lower_at(noun.doc, noun.i - 1) == "without"
    ):
        return None
    if noun.text[:1].isupper() and noun.lower_ != "internet" and not noun.is_sent_start:
        return None
    if any(child.dep_ == "conj" for child in noun.children):
        return None
    return _the(noun, noun, "only_one", noun=noun.text)


def is_bare_word(noun: Token) -> bool:
    """No determiner, no adjective, no noun beside it."""
    following, before = tag_at(noun.doc, noun.i + 1), at(noun.doc, noun.i - 1)
    if following in ("NN", "NNS", "NNP", "HYPH", "POS", "VBG", "VBN", "JJ") or any(True for _ in noun.lefts):
        return False
    return before is None or before.tag_ not in (*DETERMINER_TAGS, "JJ", "HYPH", "NN", "CC", ",")


def _definite_of(noun: Token) -> Finding | None:
    doc = noun.doc
    if noun.lower_ not in _WITH_THE_BEFORE_OF or noun.tag_ != "NN" or lower_at(doc, noun.i + 1) != "of":
        return None
    if noun.dep_ not in _PLACES or any(child.dep_ not in ("prep", "punct") for child in noun.children):
        return None
    before = at(doc, noun.i - 1)
    if before is not None and (
        before.tag_ in (*DETERMINER_TAGS, "JJ", "JJR", "JJS", "NN", "NNS", "NNP", "HYPH", "CC", "RB", "VBN")
        or before.lower_ in ("no", "any", "in", "by", "on", "of", "with")
        or before.tag_ == "VBG"
    ):
        return None
    if tag_at(doc, noun.i + 2) not in ("NN", "NNS", "DT", "PRP$", "JJ"):
        return None
    return _the(noun, noun, "the_of", noun=noun.text.lower())
