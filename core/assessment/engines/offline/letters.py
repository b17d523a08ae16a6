"""General Training letters: no scored ones were there to fit on, so a model of their own sees only what suits them.

A letter says "you" and "I", uses short everyday words and reports no figures. Features that see this would mark a good
letter down; what stays is correctness, natural word pairs, variety and sentence structure. On these alone a model is
fitted to reports and essays, so that each weighs what it must when the others are not there.
"""

import re
from collections.abc import Iterable

from core.assessment.types import ModuleType, TaskFacts
from core.assessment.word_list import word_set

_LETTER = re.compile(r"\bletter\b", re.IGNORECASE)
_LEFT_OUT_GROUPS = ("task.",)
_LEFT_OUT = word_set(
    "accuracy.contractions accuracy.checker_style accuracy.checker_readability clauses.pronoun_subjects "
    "clauses.complex_phrases clauses.subject_size clauses.clause_length clauses.participle_clauses "
    "clauses.phrase_size clauses.phrase_size_p90 clauses.conditions clauses.it_that cohesion.first_person "
    "cohesion.second_person cohesion.shared_nouns cohesion.shared_content cohesion.given_nouns cohesion.overlap "
    "cohesion.comparison_rate cohesion.comparison_distinct cohesion.conclusion_rate cohesion.conclusion_distinct "
    "cohesion.stance_rate cohesion.stance_distinct cohesion.pronoun_starts cohesion.referring_words "
    "cohesion.order_rate cohesion.order_distinct cohesion.hedge_rate cohesion.hedge_distinct "
    "collocation.content_pairs collocation.adjective_noun_pairs collocation.adverb_pairs "
    "collocation.expected_deviation length.sentences_under_8 length.sentence_mean length.sentence_longest "
    "length.burstiness length.variation length.step syntax.tag_PRP syntax.tag_MD syntax.tag_CD syntax.tag_JJR "
    "syntax.tag_JJS syntax.tag_RBR syntax.tag_DT syntax.tag_VBP syntax.tag_VBZ syntax.tag_VBD syntax.tag_VBN "
    "syntax.tag_NNP syntax.tag_IN syntax.dependency_poss syntax.dependency_prep syntax.dependency_ccomp "
    "syntax.dependency_acl syntax.dependency_compound syntax.dependency_amod syntax.dependency_nmod "
    "syntax.exclamations syntax.ruling_tense syntax.tense_switches syntax.finite_passives "
    "syntax.dependency_auxpass syntax.dependency_nsubjpass syntax.noun_phrase_length syntax.link_distance "
    "vocabulary.word_length vocabulary.over_6_letters vocabulary.over_9_letters vocabulary.cefr_mean "
    "vocabulary.cefr_b2 vocabulary.cefr_c1 vocabulary.cefr_p80 vocabulary.zipf_mean vocabulary.zipf_p20 "
    "vocabulary.zipf_under_4 vocabulary.zipf_under_3_5 vocabulary.abstract_nouns vocabulary.noun_endings "
    "vocabulary.academic_endings vocabulary.academic_types vocabulary.density vocabulary.rare_types "
    "vocabulary.rare_types_beyond_prompt vocabulary.vague"
)


def is_letter(task: TaskFacts) -> bool:
    """Whether the task asks for a letter."""
    if task.task_number != 1:
        return False
    return task.module_type == ModuleType.general or _LETTER.search(task.prompt) is not None


def letter_features(names: Iterable[str]) -> list[str]:
    """The features that may judge a letter, in their order."""
    return [name for name in names if name not in _LEFT_OUT and not name.startswith(_LEFT_OUT_GROUPS)]
