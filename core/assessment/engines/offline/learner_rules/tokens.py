"""Small questions that many rules ask of a token."""

from collections.abc import Iterator

from core.assessment.engines.offline.analysis import Doc, Token
from core.assessment.word_list import word_set

DETERMINER_TAGS = frozenset({"DT", "PDT", "PRP$", "WDT", "WP$", "CD", "POS"})
NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS", "HYPH"})
FINITE_TAGS = frozenset({"VBZ", "VBP", "VBD", "MD"})
VERB_TAGS = frozenset({"VB", "VBZ", "VBP", "VBD", "VBG", "VBN"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
BE = word_set("am is are was were be been being 's 're 'm")
HAVE = word_set("have has had having 've")
ADVERBS_BETWEEN = word_set(
    "not n't also always never only really easily often usually still just already even probably sometimes then "
    "generally mostly mainly rarely clearly simply now actually certainly definitely"
)
VOWELS = "aeiou"


def at(doc: Doc, position: int) -> Token | None:
    """The token at a position, or None outside the text."""
    return doc[position] if 0 <= position < len(doc) else None


def tag_at(doc: Doc, position: int) -> str:
    """Its tag, or nothing."""
    return str(doc[position].tag_) if 0 <= position < len(doc) else ""


def lower_at(doc: Doc, position: int) -> str:
    """Its lower-case text, or nothing."""
    return str(doc[position].lower_) if 0 <= position < len(doc) else ""


def end_of(token: Token) -> int:
    """The character behind a token."""
    return int(token.idx + len(token))


def phrase_start(noun: Token) -> Token:
    """The first of the adjectives, adverbs and nouns that stand directly before a noun and belong to it."""
    doc, first = noun.doc, noun.i
    while first > noun.sent.start and _belongs(doc[first - 1], noun):
        first -= 1
    return doc[first]


def _belongs(token: Token, noun: Token) -> bool:
    if token.tag_ in ("JJ", "JJR", "JJS", "NN", "NNP", "VBN", "VBG", "HYPH"):
        return bool(
            token.dep_ in ("amod", "compound", "nmod", "punct", "npadvmod", "advmod") and token.head.i <= noun.i
        )
    return bool(
        token.tag_ in ("RB", "RBR", "RBS")
        and token.dep_ == "advmod"
        and token.head.i <= noun.i
        and token.head.tag_ in ("JJ", "JJR", "VBN")
        and token.head.i > token.i
    )


def article_for(word: str) -> str:
    """ "a" or "an", by the sound that a word begins with."""
    lower = word.lower()
    if lower.startswith(("uni", "use", "usu", "euro", "eu", "one", "once", "uti")) and not lower.startswith("unin"):
        return "a"
    if lower.startswith(("hour", "hono", "honest", "heir")):
        return "an"
    return "an" if lower[:1] in VOWELS else "a"


def clause_end(doc: Doc, position: int) -> bool:
    """Whether a clause or sentence ends before this position."""
    return position >= len(doc) or doc[position].tag_ in (".", ",", ":", "-RRB-", "CC")


def sentence_tokens(doc: Doc) -> Iterator[tuple[Token, Token | None, Token | None]]:
    """Each token with its neighbours in the text."""
    for token in doc:
        yield token, at(doc, token.i - 1), at(doc, token.i + 1)
