"""A fault that was found in the analysed text, before it becomes a comment on the essay."""

from dataclasses import dataclass

from core.assessment.types import Criterion

GRAMMAR = Criterion.grammar_accuracy
LEXIS = Criterion.lexical_resource
COHESION = Criterion.coherence_cohesion


@dataclass(frozen=True)
class FaultType:
    """A kind of fault: its criterion, how much one of them matters, and its name for a learner.

    `why` and `how` are said where a rule has no words of its own.
    """

    name: str
    criterion: Criterion
    cost: float
    label: str
    why: str
    how: str


TYPES = {
    kind.name: kind
    for kind in (
        FaultType(
            "subject_verb",
            GRAMMAR,
            3.0,
            "subject and verb",
            "In the present, a verb has -s after he, she, it or one thing, and none after more than one.",
            "Find the subject of each verb, and ask: one or more than one?",
        ),
        FaultType(
            "verb_form",
            GRAMMAR,
            3.0,
            "verb form",
            "The word before a verb decides its form: base form, to, -ing or past participle.",
            "Look at the word before each verb, and check the form that it asks for.",
        ),
        FaultType(
            "tense",
            GRAMMAR,
            2.8,
            "tense",
            "The tense says when something happens, so it must fit the time words around it.",
            "Underline each time word, and check the verb beside it.",
        ),
        FaultType(
            "missing_word",
            GRAMMAR,
            2.6,
            "missing words",
            "An English sentence needs a subject and a verb, even where your language can leave them out.",
            "In each part of a sentence, put one finger on the subject and one on the verb.",
        ),
        FaultType(
            "sentence_joining",
            GRAMMAR,
            2.5,
            "joining sentences",
            "Two whole sentences need a full stop or a joining word between them.",
            "Read aloud: where your voice stops, put a full stop.",
        ),
        FaultType(
            "word_order",
            GRAMMAR,
            2.4,
            "word order",
            "In a statement the subject comes before its verb, and most small adverbs come between them.",
            "Say the short form first (who does what), then add the rest.",
        ),
        FaultType(
            "noun_number",
            GRAMMAR,
            2.2,
            "singular and plural",
            "The words before a noun say whether it is one or several.",
            "Look at the word before each noun: does it speak of one or of several?",
        ),
        FaultType(
            "uncountable",
            GRAMMAR,
            2.2,
            "uncountable nouns",
            'Some nouns cannot be counted: they have no plural and no "a" before them.',
            "Keep a list of the uncountable nouns that you use often.",
        ),
        FaultType(
            "comparison",
            GRAMMAR,
            2.0,
            "comparisons",
            'Short words compare with -er and -est, long ones with "more" and "most".',
            "Compare once only, and check the word after it.",
        ),
        FaultType(
            "article",
            GRAMMAR,
            1.8,
            "articles",
            "A single thing that can be counted needs a small word before it.",
            "Before each single noun, ask: a, the, my, or none?",
        ),
        FaultType(
            "preposition",
            GRAMMAR,
            1.8,
            "prepositions",
            "Many verbs, nouns and adjectives go with one preposition only.",
            "Learn the word together with its preposition.",
        ),
        FaultType(
            "grammar",
            GRAMMAR,
            1.8,
            "grammar",
            "The words here do not fit together in the usual way.",
            "Read the sentence aloud, slowly, and listen for what is missing.",
        ),
        FaultType(
            "capital_letter",
            GRAMMAR,
            0.8,
            "capital letters",
            'Sentences, names, languages, days and "I" begin with a capital letter.',
            "Read once only for capital letters.",
        ),
        FaultType(
            "punctuation",
            GRAMMAR,
            0.6,
            "punctuation",
            "A comma or an apostrophe shows the reader how the words belong together.",
            "Check each comma: does it stand between two parts that belong apart?",
        ),
        FaultType(
            "confused_words",
            LEXIS,
            2.2,
            "confused words",
            "Two English words look or sound alike, but mean different things.",
            "Write both words on one card, each with a short sentence.",
        ),
        FaultType(
            "fixed_phrase",
            LEXIS,
            2.0,
            "fixed phrases",
            "Fixed phrases keep all their words: one changed word makes them sound wrong.",
            "Learn the phrase as one piece.",
        ),
        FaultType(
            "word_choice",
            LEXIS,
            1.8,
            "word choice",
            "Words keep company: some go together in English and others do not.",
            "Note the word with the words that stand beside it.",
        ),
        FaultType(
            "spelling",
            LEXIS,
            1.5,
            "spelling",
            "A reader stops at a misspelt word.",
            "Say the word in parts, then write it once from memory.",
        ),
        FaultType(
            "repeated_word",
            LEXIS,
            0.8,
            "repeated words",
            "The second one adds nothing.",
            "Read the line once more, word by word.",
        ),
    )
}


@dataclass(frozen=True)
class Finding:
    """A fault in `text[start:end]` of the analysed text; `rule` says which rule found it.

    `message` says what is wrong here, `why` the rule behind it, `how` what to do next time; where the last two are
    empty, the words of its type are used.
    """

    start: int
    end: int
    type: str
    rule: str
    message: str
    suggestions: tuple[str, ...] = ()
    why: str = ""
    how: str = ""
