"""A fault that was found in the analysed text, before it becomes a comment on the essay."""

from dataclasses import dataclass

from core.assessment.types import Criterion

GRAMMAR = Criterion.grammar_accuracy
LEXIS = Criterion.lexical_resource
COHESION = Criterion.coherence_cohesion


@dataclass(frozen=True)
class FaultType:
    """A kind of fault: its criterion, how much one of them matters, and its name for a learner."""

    name: str
    criterion: Criterion
    cost: float
    label: str


TYPES = {
    kind.name: kind
    for kind in (
        FaultType("subject_verb", GRAMMAR, 3.0, "subject and verb"),
        FaultType("verb_form", GRAMMAR, 3.0, "verb form"),
        FaultType("sentence_joining", GRAMMAR, 2.5, "joining sentences"),
        FaultType("noun_number", GRAMMAR, 2.2, "singular and plural"),
        FaultType("uncountable", GRAMMAR, 2.2, "uncountable nouns"),
        FaultType("article", GRAMMAR, 1.8, "articles"),
        FaultType("preposition", GRAMMAR, 1.8, "prepositions"),
        FaultType("comparison", GRAMMAR, 2.0, "comparisons"),
        FaultType("grammar", GRAMMAR, 1.8, "grammar"),
        FaultType("capital_letter", GRAMMAR, 0.8, "capital letters"),
        FaultType("punctuation", GRAMMAR, 0.6, "punctuation"),
        FaultType("fixed_phrase", LEXIS, 2.0, "fixed phrases"),
        FaultType("word_choice", LEXIS, 1.8, "word choice"),
        FaultType("spelling", LEXIS, 1.5, "spelling"),
        FaultType("repeated_word", LEXIS, 0.8, "repeated words"),
    )
}


@dataclass(frozen=True)
class Finding:
    """A fault in `text[start:end]` of the analysed text; `rule` says which rule found it."""

    start: int
    end: int
    type: str
    rule: str
    message: str
    suggestions: tuple[str, ...] = ()
