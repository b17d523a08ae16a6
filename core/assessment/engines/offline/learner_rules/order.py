"""The order of words in statements."""

from collections.abc import Iterator

from core.assessment.engines.offline.analysis import Analysis, Token
from core.assessment.engines.offline.learner_rules.finding import Finding
from core.assessment.engines.offline.learner_rules.tables import fault
from core.assessment.engines.offline.learner_rules.tokens import FINITE_TAGS, at, end_of, lower_at, tag_at
from core.assessment.word_list import word_set

_ASKING = word_set(
    "know decide understand wonder ask see explain discuss learn tell remember imagine choose consider sure show "
    "about find"
)
_QUESTION_WORDS = word_set("what where when who why how which")
_BE = frozenset({"is", "are", "was", "were"})
_MODALS = word_set("can could should will would must may might")


def order_findings(analysis: Analysis) -> Iterator[Finding]:
    """Questions inside statements, "only can", an adverb between verb and object."""
    for token in analysis.doc:
        finding = _indirect_question(token) or _only_can(token) or _adverb_and_object(token)
        if finding is not None:
            yield finding


def _indirect_question(token: Token) -> Finding | None:
    """ "I do not know what is the reason": the verb goes last."""
    doc = token.doc
    if token.lower_ not in _QUESTION_WORDS or token.is_sent_start or any(t.text in ("?", '"') for t in token.sent):
        return None
    before = at(doc, token.i - 1)
    if before is None or before.lemma_.lower() not in _ASKING or before.tag_ == "VBN":
        return None
    verb, article = at(doc, token.i + 1), at(doc, token.i + 2)
    if verb is None or article is None:
        return None
    if (
        verb.lower_ in _BE
        and article.tag_ in ("DT", "PRP$")
        and article.lower_ not in ("a", "an", "this", "that", "no")
    ):
        noun = next(
            (
                doc[place]
                for place in range(article.i + 1, min(article.i + 5, len(doc)))
                if doc[place].tag_ in ("NN", "NNS")
            ),
            None,
        )
        if noun is None or any(t.tag_ not in ("JJ", "JJS", "RBS", "JJR") for t in doc[article.i + 1 : noun.i]):
            return None
        if tag_at(doc, noun.i + 1) in (*FINITE_TAGS, "NN", "NNS") or (
            token.lower_ in ("who", "which") and before.lower_ == "about"
        ):
            return None
        phrase = doc.text[article.idx : end_of(noun)]
        return fault("indirect_question", token.idx, end_of(noun), f"{token.text} {phrase} {verb.text}")
    if verb.lower_ in ("do", "does", "did") and article.tag_ in ("PRP", "NNS"):
        return fault("indirect_question", token.idx, end_of(article), f"{token.text} {article.text}")
    if (
        verb.lower_ in _MODALS | _BE
        and article.tag_ == "PRP"
        and article.lower_ in ("we", "they", "he", "she", "i", "you")
    ):
        return fault("indirect_question", token.idx, end_of(article), f"{token.text} {article.text} {verb.text}")
    return None


def _only_can(token: Token) -> Finding | None:
    """ "The child only can call"."""
    modal = at(token.doc, token.i + 1)
    if token.lower_ not in ("only", "always", "never", "often") or modal is None or modal.lower_ not in _MODALS:
        return None
    if (
        token.is_sent_start
        or tag_at(token.doc, token.i - 1) not in ("NN", "NNS", "PRP")
        or tag_at(token.doc, modal.i + 1) != "VB"
    ):
        return None
    if lower_at(token.doc, token.i - 1) in ("not",):
        return None
    return fault(
        "adverb_modal", token.idx, end_of(modal), f"{modal.text} {token.text}", adverb=token.text, modal=modal.text
    )


def _adverb_and_object(token: Token) -> Finding | None:
    """ "I like very much music"."""
    doc = token.doc
    if token.lower_ != "very" or lower_at(doc, token.i + 1) != "much" or token.i < 1:
        return None
    verb, following = doc[token.i - 1], at(doc, token.i + 2)
    if verb.lemma_.lower() not in ("like", "love", "enjoy", "help", "appreciate", "need", "miss", "affect", "improve"):
        return None
    if following is None or following.tag_ not in ("DT", "PRP$", "NN", "NNS", "VBG", "PRP", "TO"):
        return None
    phrase = doc[verb.i + 1 : verb.i + 3].text
    noun = next((t for t in doc[following.i : following.i + 4] if t.tag_ in ("NN", "NNS", "PRP")), None)
    if noun is None or following.tag_ == "TO":
        return None
    moved = doc.text[following.idx : end_of(noun)]
    return fault("very_much", token.idx, end_of(noun), f"{moved} {phrase}", verb=verb.text)
