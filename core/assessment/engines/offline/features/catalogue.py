"""What each feature may do in the model: its criterion, and the direction a teacher would expect.

A feature with a direction is bounded in the fit: more errors never raise a band, rarer words never lower it.
"""

from collections.abc import Mapping
from types import MappingProxyType

from core.assessment.types import Criterion

GROUP_CRITERIA: Mapping[str, Criterion] = MappingProxyType(
    {
        "length": Criterion.task_achievement,
        "task": Criterion.task_achievement,
        "cohesion": Criterion.coherence_cohesion,
        "vocabulary": Criterion.lexical_resource,
        "collocation": Criterion.lexical_resource,
        "spelling": Criterion.lexical_resource,
        "accuracy": Criterion.grammar_accuracy,
        "syntax": Criterion.grammar_accuracy,
        "clauses": Criterion.grammar_accuracy,
    }
)

_HELPING = {
    "length": "log_words words",
    "task": "has_conclusion has_example hedges hedge_balance thesis_early conclusion_late cover cover_first cover_last "
    "cover_middle cover_least",
    "cohesion": "connectives_distinct connective_variety hedge_rate hedge_distinct contrast_distinct cause_distinct "
    "conclusion_distinct example_distinct connective_kinds connective_entropy this_with_noun different_starts",
    "vocabulary": "rare_types root_ttr moving_ttr mtld word_length over_6_letters over_9_letters cefr_mean cefr_b2 "
    "cefr_c1 cefr_p80 abstract_nouns verb_types density zipf_under_4 zipf_under_3_5 rare_types_beyond_prompt "
    "content_types academic_endings academic_types noun_endings adj_lemmas adv_lemmas verb_lemmas noun_lemmas "
    "once_only",
    "collocation": "attested log_count association_mean association_p80 association_strong "
    "attested_two_function_words attested_after_determiner strong_adjectives content_pairs adjective_noun_pairs "
    "adverb_pairs expected_deviation",
    "accuracy": "error_free_sentences",
    "syntax": "dependency_acl tag_VBN dependency_relcl dependency_advcl complex_sentences noun_phrase_length "
    "link_distance tag_pair_entropy dependency_auxpass semicolons finite_passives ruling_tense perfects modal_types",
    "clauses": "error_free_units participle_clauses complex_phrases phrase_size phrase_size_p90 subject_size "
    "extra_clauses ing_openings clausal_subjects clause_length",
}
_HURTING = {
    "length": "shortfall sentences_under_8 sentences_over_35 sentences_over_40",
    "task": "copied_fives",
    "cohesion": "repeated_fours second_person weak_starts",
    "vocabulary": "unknown zipf_p20 zipf_mean top_five_share templates vague yule",
    "spelling": "misspelt_types edits easy_words",
    "accuracy": "hard_errors hard_errors_log spelling_log agreement_log small_sentence_starts small_i contractions "
    "subject_verb subject_verb_rate determiner_number base_form bare_singulars bare_singular_share checker_spelling "
    "checker_typo checker_capitalization checker_agreement checker_grammar checker_miscellaneous checker_wordchoice "
    "checker_repetition checker_usage checker_boundaryerror",
    "syntax": "exclamations tense_switches",
    "clauses": "pronoun_subjects comma_splices verbless_sentences",
}


def _full_names(by_group: Mapping[str, str]) -> frozenset[str]:
    return frozenset(f"{group}.{name}" for group, names in by_group.items() for name in names.split())


HELPING = _full_names(_HELPING)
HURTING = _full_names(_HURTING)


def direction(feature: str) -> int:
    """1 when more of it can only help, -1 when it can only hurt, 0 when the fit may decide."""
    if feature in HELPING:
        return 1
    return -1 if feature in HURTING else 0


def criterion_of(feature: str) -> Criterion:
    """The criterion whose head the feature belongs to."""
    return GROUP_CRITERIA[feature.partition(".")[0]]
