"""Where "the" stands before something general, and names that need it."""

from collections.abc import Iterator

from core.assessment.engines.offline.analysis import Analysis, Token
from core.assessment.engines.offline.learner_rules.finding import Finding
from core.assessment.engines.offline.learner_rules.tables import fault
from core.assessment.engines.offline.learner_rules.tokens import at, end_of, lower_at, tag_at
from core.assessment.word_list import word_set

_GENERAL = word_set(
    "society nature tourism mankind humanity globalization unemployment poverty happiness childhood adulthood "
    "humankind "
    "creativity loneliness obesity bureaucracy"
)
_RESTRICTING = frozenset({"IN", "WDT", "WP", "WP$", "VBN", "TO", "VBG", "WRB", "NN", "NNS", "HYPH", "POS", "NNP"})


def generic_findings(analysis: Analysis) -> Iterator[Finding]:
    """The general nouns that take no article, unless something behind them narrows them down."""
    for token in analysis.doc:
        if (
            token.lower_ not in _GENERAL
            or token.tag_ != "NN"
            or token.dep_ not in ("nsubj", "dobj", "pobj", "nsubjpass", "conj")
        ):
            continue
        article = at(token.doc, token.i - 1)
        following = at(token.doc, token.i + 1)
        if (
            article is None
            or article.lower_ != "the"
            or (lower_at(token.doc, article.i - 1) == "of" and token.lower_ != "society")
        ):
            continue
        if following is None or (
            tag_at(token.doc, token.i + 1) in _RESTRICTING and following.lower_ not in ("by", "because", "as", "for")
        ):
            continue
        if _narrowed(token) or any(other.lower_ in ("country", "countries", "nation") for other in token.sent):
            continue
        starts = article.is_sent_start
        word = token.text.capitalize() if starts else token.text
        yield fault("generic_the", article.idx, end_of(token), word, noun=token.text)


def _narrowed(noun: Token) -> bool:
    return any(
        child.dep_ in ("prep", "relcl", "acl", "appos") and child.lower_ in ("of", "in", "that", "which")
        for child in noun.rights
    ) or any(child.dep_ in ("relcl", "acl") for child in noun.rights)
