"""All families of rules, in one pass over an analysis."""

from collections.abc import Callable, Iterator

from core.assessment.engines.offline.analysis import Analysis
from core.assessment.engines.offline.learner_rules.agreement import agreement_findings
from core.assessment.engines.offline.learner_rules.articles import article_findings
from core.assessment.engines.offline.learner_rules.clause_agreement import clause_agreement_findings
from core.assessment.engines.offline.learner_rules.complements import complement_findings
from core.assessment.engines.offline.learner_rules.confusions import confusion_findings
from core.assessment.engines.offline.learner_rules.distant_agreement import distant_agreement_findings
from core.assessment.engines.offline.learner_rules.finding import Finding
from core.assessment.engines.offline.learner_rules.generic import generic_findings
from core.assessment.engines.offline.learner_rules.joining import joining_findings
from core.assessment.engines.offline.learner_rules.missing import missing_findings
from core.assessment.engines.offline.learner_rules.numbers import number_findings
from core.assessment.engines.offline.learner_rules.order import order_findings
from core.assessment.engines.offline.learner_rules.patterns import phrase_findings
from core.assessment.engines.offline.learner_rules.phrases import table_findings
from core.assessment.engines.offline.learner_rules.prepositions import preposition_findings
from core.assessment.engines.offline.learner_rules.tense import tense_findings
from core.assessment.engines.offline.learner_rules.verb_forms import verb_form_findings

FAMILIES: dict[str, Callable[[Analysis], Iterator[Finding]]] = {
    "phrases": phrase_findings,
    "tables": table_findings,
    "agreement": agreement_findings,
    "clause_agreement": clause_agreement_findings,
    "distant_agreement": distant_agreement_findings,
    "numbers": number_findings,
    "verb_forms": verb_form_findings,
    "complements": complement_findings,
    "tense": tense_findings,
    "articles": article_findings,
    "generic": generic_findings,
    "prepositions": preposition_findings,
    "confusions": confusion_findings,
    "joining": joining_findings,
    "missing": missing_findings,
    "order": order_findings,
}


def rule_findings(analysis: Analysis) -> Iterator[Finding]:
    """What every family finds, family by family."""
    for family in FAMILIES.values():
        yield from family(analysis)
