"""Clauses and noun phrases: how much one sentence carries, and how cleanly."""

from collections.abc import Iterator

from core.assessment.engines.offline.analysis import STYLE_KINDS, Analysis, Token
from core.assessment.engines.offline.features.statistics import mean, percentile, share
from core.assessment.engines.offline.phrases import CONDITIONS, EXTRA_CLAUSE, IT_THAT

_HARMLESS_KINDS = STYLE_KINDS | {"Formatting", "Punctuation"}
_SUBJECTS = ("nsubj", "nsubjpass")


def measure(analysis: Analysis) -> dict[str, float]:
    """T-units (a main clause with all that hangs on it), noun phrases, openings, clause kinds."""
    return _units(analysis) | _noun_phrases(analysis) | _openings(analysis) | _kinds(analysis) | _faults(analysis)


def _units(analysis: Analysis) -> dict[str, float]:
    heads = [head for sentence in analysis.sentences for head in _unit_heads(sentence.root)]
    units = max(1, len(heads))
    clauses = max(1, len(analysis.finite_verbs))
    words = max(1, len(analysis.words))
    positions = [remark.start for remark in analysis.lints if remark.kind not in _HARMLESS_KINDS]
    clean = sum(not any(start <= position <= end for position in positions) for start, end in map(_extent, heads))
    return {
        "unit_length": words / units,
        "clauses_per_unit": clauses / units,
        "clause_length": words / clauses,
        "error_free_units": 1 - (len(heads) - clean) / units,
    }


def _unit_heads(root: Token) -> list[Token]:
    """The root and each coordinated verb that has a subject of its own."""
    heads = [root]
    waiting = [root]
    while waiting:
        for child in waiting.pop().children:
            if child.dep_ == "conj" and child.pos_ in ("VERB", "AUX"):
                waiting.append(child)
                if any(grandchild.dep_ in (*_SUBJECTS, "expl") for grandchild in child.children):
                    heads.append(child)
    return heads


def _extent(head: Token) -> tuple[int, int]:
    """First and last character of all that hangs on a head."""
    return head.left_edge.idx, head.right_edge.idx + len(head.right_edge)


def _noun_phrases(analysis: Analysis) -> dict[str, float]:
    nouns = [token for token in analysis.doc if token.pos_ == "NOUN" and token.dep_ != "compound"]
    sizes = [_size(noun) for noun in nouns]
    subjects = [token for token in analysis.doc if token.dep_ in _SUBJECTS]
    return {
        "complex_phrases": sum(_is_complex(noun) for noun in nouns) / max(1, len(nouns)),
        "phrase_size": mean(sizes, default=2.0),
        "phrase_size_p90": percentile(sizes, 90, default=2.0),
        "subject_size": mean((_size(subject) for subject in subjects), default=1.0),
        "pronoun_subjects": share(subject.pos_ == "PRON" for subject in subjects),
    }


def _size(token: Token) -> float:
    return float(token.right_edge.i - token.left_edge.i + 1)


def _is_complex(noun: Token) -> bool:
    relations = [child.dep_ for child in noun.children]
    before = sum(relation in ("amod", "compound", "nmod", "poss") for relation in relations)
    return before >= 2 or any(relation in ("relcl", "acl", "appos", "prep") for relation in relations)


def _openings(analysis: Analysis) -> dict[str, float]:
    return {
        "fronted": share(_is_fronted(sentence) for sentence in analysis.sentences),
        "ing_openings": share(any(token.tag_ == "VBG" for token in sentence[:2]) for sentence in analysis.sentences),
    }


def _is_fronted(sentence: Token) -> bool:
    root = sentence.root
    return any(
        child.dep_ in ("advcl", "prep") and child.i < root.i and child.i <= sentence.start + 1
        for child in root.children
    )


def _kinds(analysis: Analysis) -> dict[str, float]:
    per = analysis.per_100_words
    text = analysis.text
    participles = sum(token.tag_ in ("VBG", "VBN") and token.dep_ in ("advcl", "acl") for token in analysis.doc)
    clausal = sum(token.dep_ in ("csubj", "csubjpass") for token in analysis.doc)
    return {
        "extra_clauses": len(EXTRA_CLAUSE.findall(text)) * per,
        "participle_clauses": participles * per,
        "conditions": len(CONDITIONS.findall(text)) * per,
        "clausal_subjects": clausal * per,
        "it_that": len(IT_THAT.findall(text)) * per,
    }


def _faults(analysis: Analysis) -> dict[str, float]:
    spliced = sum(1 for _ in comma_splices(analysis))
    return {
        "comma_splices": spliced * analysis.per_100_words,
        "verbless_sentences": share(
            not any(token.tag_ in ("VBZ", "VBP", "VBD", "MD") for token in sentence) for sentence in analysis.sentences
        ),
    }


def comma_splices(analysis: Analysis) -> Iterator[Token]:
    """Verbs of a whole clause that only a comma joins to the next one."""
    doc = analysis.doc
    for token in doc:
        if token.dep_ != "ccomp" or token.i >= token.head.i:
            continue
        relations = {child.dep_ for child in token.children}
        has_subject = not relations.isdisjoint(_SUBJECTS)
        if has_subject and "mark" not in relations and any(t.text == "," for t in doc[token.i : token.head.i]):
            yield token
