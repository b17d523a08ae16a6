"""The form of a verb that the word before it asks for."""

from collections.abc import Iterator

from core.assessment.engines.offline.analysis import Analysis, Token
from core.assessment.engines.offline.language_tools import inflected
from core.assessment.engines.offline.learner_rules.finding import Finding
from core.assessment.engines.offline.learner_rules.irregular import bases, participles_of_pasts
from core.assessment.engines.offline.learner_rules.tables import fault
from core.assessment.engines.offline.learner_rules.tokens import (
    ADVERBS_BETWEEN,
    HAVE,
    VERB_TAGS,
    at,
    end_of,
    lower_at,
    tag_at,
)
from core.assessment.word_list import word_set

_GERUND_PREPOSITIONS = word_set("of for by without about at from in despite on")
_BE_FORMS = word_set("am is are was were be been being")
_STATIVE_AFTER_BE = word_set(
    "agree disagree depend believe think want need know consist exist belong happen seem like prefer hope suffer "
    "differ "
    "increase decrease grow decline improve allow provide help become involve spend use make take see find give "
    "consider require argue say expect build destroy solve reduce create"
)
_BASES_TOO = word_set("found felt fell left rose saw wound bit lent shone")
_WITHOUT_PASSIVE = word_set("exist depend consist belong happen seem suffer differ")
_NOUNS_TOO = word_set(
    "help use need want hope increase decrease decline spend become like take make say see find run set put cut "
    "cost let read hurt come hit beat become overcome bet burst cast quit "
    "shed shut split spread thrust upset wet bid broadcast forecast well fine open clean close clear dry warm cool "
    "present complete correct free live last"
)


def verb_form_findings(analysis: Analysis) -> Iterator[Finding]:
    """Each token with what stands before it."""
    for token in analysis.doc:
        finding = (
            _after_preposition(token)
            or _after_be(token)
            or _after_have(token)
            or _after_do(token)
            or _after_modal(token)
        )
        if finding is not None:
            yield finding


def _is_base(token: Token) -> bool:
    return token.tag_ in ("VB", "VBP") and token.pos_ in ("VERB", "AUX") and token.lower_ == token.lemma_.lower()


def _after_preposition(token: Token) -> Finding | None:
    """ "Instead of go", "by use", "without pay": -ing behind a preposition."""
    if token.lower_ not in _GERUND_PREPOSITIONS or token.tag_ != "IN":
        return None
    verb = at(token.doc, token.i + 1)
    if verb is None:
        return None
    is_helper = verb.lower_ in ("be", "have", "become") and verb.tag_ in ("VB", "VBP")
    is_verb = _is_base(verb) and verb.is_alpha and verb.lower_ not in ("be", "let", "live", "example")
    if not is_verb and not is_helper:
        return None
    following = at(token.doc, verb.i + 1)
    if following is None or following.tag_ not in (
        "DT",
        "PRP",
        "PRP$",
        "NNS",
        "NN",
        "JJ",
        "TO",
        "IN",
        "RP",
        "CD",
        "VBN",
        "RB",
        "RBR",
        "JJR",
    ):
        return None
    # most bare words behind a preposition are nouns: only those that are clearly verbs
    is_clear = following.tag_ in ("DT", "PRP", "PRP$") or verb.lower_ in _CLEAR_VERBS
    if not is_clear or (token.lower_ in ("in", "on", "at", "from") and verb.lower_ not in _CLEAR_VERBS):
        return None
    if token.lower_ == "for" and following.tag_ == "PRP" and verb.lower_ not in _CLEAR_VERBS:
        return None
    right = inflected(verb.lemma_.lower(), "VBG")
    proposals = [f"{token.text} {right}"] if right else []
    if token.lower_ == "for":
        proposals.insert(0, f"{'To' if token.text[0].isupper() else 'to'} {verb.text}")
    return fault("preposition_base", token.idx, end_of(verb), *proposals, preposition=token.lower_, verb=verb.lower_)


_CLEAR_VERBS = word_set(
    "be have become go get give make take do buy sell learn teach eat write read speak send keep bring build "
    "choose find "
    "know meet pay provide reduce improve develop increase create protect prevent solve achieve earn avoid become "
    "communicate encourage enjoy explain follow help invest join live maintain obtain raise receive save spend use "
    "understand watch destroy allow encourage decide ensure"
)


def _verb_behind(token: Token) -> Token | None:
    position = token.i + 1
    while lower_at(token.doc, position) in ADVERBS_BETWEEN:
        position += 1
    return at(token.doc, position) if position - token.i <= 3 else None


def _after_be(token: Token) -> Finding | None:
    """ "Are agree", "is depend", "was grew", "can be solve"."""
    if token.lower_ not in _BE_FORMS:
        return None
    verb = _verb_behind(token)
    if verb is None or not verb.is_alpha or verb.lower_ in _NOUNS_TOO or verb.is_sent_start:
        return None
    participle = inflected(verb.lemma_.lower(), "VBN") or ""
    past_only = participles_of_pasts().get(verb.lower_)
    if past_only is not None and verb.tag_ in VERB_TAGS and verb.i == token.i + 1:
        return fault("be_past", token.idx, end_of(verb), verb.text, f"{token.text} {past_only}", verb=verb.text)
    if verb.lower_ in ("agree", "disagree") and token.lower_ not in ("be", "been", "being"):
        return fault("be_agree", token.idx, end_of(verb), verb.text, verb=verb.text)
    if verb.tag_ not in ("VB", "VBP") or verb.pos_ != "VERB" or verb.lower_ not in _STATIVE_AFTER_BE:
        return None
    if lower_at(token.doc, token.i - 1) in ("do", "is", "all", "what") or lower_at(token.doc, verb.i - 1) in (
        "to",
        "n't",
    ):
        return None
    if token.dep_ not in ("aux", "auxpass", "ROOT", "conj", "ccomp", "advcl", "relcl"):
        return None
    gerund = inflected(verb.lemma_.lower(), "VBG")
    quote = token.doc.text[token.idx : verb.idx]
    if verb.lemma_.lower() in _WITHOUT_PASSIVE:
        return fault("be_base", token.idx, end_of(verb), verb.lemma_.lower(), be=token.text, verb=verb.text)
    return fault(
        "be_base",
        token.idx,
        end_of(verb),
        f"{quote}{participle}" if participle else None,
        f"{quote}{gerund}" if gerund else None,
        be=token.text,
        verb=verb.text,
    )


def _after_have(token: Token) -> Finding | None:
    """ "Have went", "has increase", "had finish"."""
    if token.lower_ not in HAVE or token.lower_ == "having":
        return None
    verb = _verb_behind(token)
    if verb is None or not verb.is_alpha or verb.pos_ not in ("VERB", "AUX"):
        return None
    past_only = participles_of_pasts().get(verb.lower_)
    if past_only is not None and verb.lower_ not in ("forgot", "woke"):
        fields = {"have": token.text, "verb": verb.text, "right": past_only}
        return fault("have_past", verb.idx, end_of(verb), past_only, **fields)
    participle = inflected(verb.lemma_.lower(), "VBN")
    if participle is None or participle == verb.lower_ or verb.lower_ in ("had", "got", "been", "put", "let", "be"):
        return None
    if (
        verb.tag_ in ("VB", "VBP", "VBN")
        and verb.lower_ == verb.lemma_.lower()
        and verb.lower_ in _CLEAR_VERBS | word_set("finish start begin change reach happen grow rise complete")
    ):
        if verb.lower_ in ("help", "use", "change", "increase", "read", "become", "raise", "rise", "start"):
            if tag_at(token.doc, verb.i + 1) not in ("DT", "PRP", "PRP$", "RB", "IN"):
                return None
            if verb.lower_ in ("help", "use", "change", "rise", "start", "increase"):
                return None
        if token.head.i != verb.i and verb.head.i != token.i:
            return None
        return fault("have_past", verb.idx, end_of(verb), participle, have=token.text, verb=verb.text, right=participle)
    return None


def _after_do(token: Token) -> Finding | None:
    """ "Did not went", "does not has"."""
    if token.lower_ not in ("do", "does", "did") or lower_at(token.doc, token.i + 1) not in ("not", "n't"):
        return None
    verb = _verb_behind(token)
    if verb is None or verb.pos_ not in ("VERB", "AUX") or lower_at(token.doc, verb.i - 1) not in ADVERBS_BETWEEN:
        return None
    base = "feel" if verb.lower_ == "fell" else bases().get(verb.lower_)
    if base is None or (verb.lower_ != "fell" and verb.lower_ in _BASES_TOO):
        base = verb.lemma_.lower()
        if verb.tag_ not in ("VBZ", "VBD", "VBN", "VBG") or verb.lower_ == base:
            return None
    return fault("do_base", verb.idx, end_of(verb), base, helper=token.doc.text[token.idx : verb.idx].strip())


def _after_modal(token: Token) -> Finding | None:
    """ "Can brought", "should not to have", "must to"."""
    if token.tag_ != "MD" or token.lower_ in ("ought", "'d", "need", "dare") or tag_at(token.doc, token.i - 1) == "IN":
        return None
    doc, second = token.doc, token.i + 1
    if (
        lower_at(doc, second) in ("not", "n't")
        and lower_at(doc, second + 1) == "to"
        and tag_at(doc, second + 2) == "VB"
    ):
        verb = doc[second + 2]
        return fault("modal_not_to", doc[second + 1].idx, end_of(verb), verb.text, modal=token.text)
    verb = _verb_behind(token)
    if verb is not None and verb.lower_ in bases() and verb.pos_ in ("VERB", "AUX") and verb.lower_ not in _BASES_TOO:
        base = bases()[verb.lower_]
        return fault("modal_base", verb.idx, end_of(verb), base, f"be {verb.text}", modal=token.text)
    if verb is not None and verb.tag_ == "VBN" and verb.pos_ == "VERB" and verb.head.i >= token.i - 1:
        base = verb.lemma_.lower()
        if (
            verb.lower_ != base
            and verb.i == token.i + 1 + (lower_at(doc, second) in ADVERBS_BETWEEN)
            and token.text != "ll"
        ):
            return fault("modal_base", verb.idx, end_of(verb), base, f"be {verb.text}", modal=token.text)
    return None
