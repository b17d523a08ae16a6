"""Dependencies, tags and how deep the trees are."""

from collections import Counter
from itertools import pairwise

from core.assessment.engines.offline.analysis import Analysis, Doc
from core.assessment.engines.offline.features.statistics import entropy, mean, share

DEPENDENCIES = (
    "advcl", "ccomp", "xcomp", "acl", "relcl", "mark", "nsubjpass", "auxpass", "conj", "prep", "amod", "appos",
    "csubj", "pcomp", "agent", "advmod", "neg", "poss", "nmod", "compound",
)  # fmt: skip
TAGS = (
    "VBG", "VBN", "VBD", "MD", "VBZ", "VBP", "WDT", "WP", "JJR", "JJS", "RBR", "PRP", "EX", "CD", "NNP", "DT", "IN",
)  # fmt: skip
_MAX_DEPTH = 60
CLAUSE_DEPENDENCIES = frozenset({"advcl", "ccomp", "relcl", "acl", "csubj"})


def measure(analysis: Analysis) -> dict[str, float]:
    """Rates for each 100 words, and shapes of sentences."""
    per = analysis.per_100_words
    tokens = [token for token in analysis.doc if not token.is_space]
    dependencies = Counter(token.dep_ for token in analysis.doc)
    tags = Counter(token.tag_ for token in analysis.doc)
    tag_pairs = Counter((first.tag_, second.tag_) for first, second in pairwise(tokens))
    depths = _depths(analysis.doc)
    text = analysis.text
    return {
        **{f"dependency_{name}": dependencies[name] * per for name in DEPENDENCIES},
        **{f"tag_{name}": tags[name] * per for name in TAGS},
        "clauses_per_sentence": sum(dependencies[name] for name in CLAUSE_DEPENDENCIES) / analysis.sentence_count,
        "complex_sentences": share(
            any(token.dep_ in CLAUSE_DEPENDENCIES for token in sentence) for sentence in analysis.sentences
        ),
        "link_distance": mean(abs(token.i - token.head.i) for token in tokens if token.head.i != token.i),
        "depth": mean(max(depths[token.i] for token in sentence) for sentence in analysis.sentences),
        "noun_phrase_length": mean(len(chunk) for chunk in analysis.doc.noun_chunks),
        "tag_pair_entropy": entropy(tag_pairs.values()),
        "commas": text.count(",") * per,
        "semicolons": (text.count(";") + text.count(":")) * per,
        "exclamations": (text.count("!") + text.count("?")) * per,
        "punctuation_kinds": len({character for character in text if character in ",;:()-–—\"'"}),
        "modal_types": len({token.lower_ for token in analysis.doc if token.tag_ == "MD"}),
        "perfects": sum(token.lemma_ == "have" and token.dep_ == "aux" for token in analysis.doc) * per,
        "finite_passives": dependencies["auxpass"] / max(1, len(analysis.finite_verbs)),
        **_tenses(analysis),
    }


def _tenses(analysis: Analysis) -> dict[str, float]:
    """How far one tense rules, and how often the main verbs change it."""
    tenses = Counter("past" if verb.tag_ == "VBD" else "present" for verb in analysis.finite_verbs if verb.tag_ != "MD")
    is_past = []
    for sentence in analysis.sentences:
        root = sentence.root
        verbs = [token for token in (root, *root.children) if token.tag_ in ("VBD", "VBZ", "VBP")]
        if verbs:
            is_past.append(verbs[0].tag_ == "VBD")
    switches = sum(before != after for before, after in pairwise(is_past))
    return {
        "ruling_tense": max(tenses.values(), default=1) / max(1, sum(tenses.values())),
        "tense_switches": switches / max(1, len(is_past) - 1),
    }


def _depths(doc: Doc) -> dict[int, int]:
    """How many heads stand above each token; each token is walked once, so long trees stay cheap."""
    depths: dict[int, int] = {}
    for token in doc:
        path = []
        while token.i not in depths and token.head.i != token.i:
            path.append(token.i)
            token = token.head
        depth = depths.setdefault(token.i, 0)
        for position in reversed(path):
            depth += 1
            depths[position] = depth
    return {position: min(depth, _MAX_DEPTH) for position, depth in depths.items()}
