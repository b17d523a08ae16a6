"""Irregular verbs by their past form: the tagger believes the place, not the form, so rules look the form up."""

from functools import cache

from core.assessment.engines.offline.learner_rules.tables import lines_of


@cache
def bases() -> dict[str, str]:
    """Past forms and participles that are not base forms, to the base: "brought" to "bring"."""
    table: dict[str, str] = {}
    for line in lines_of("irregular_verbs"):
        base, past, participle = line.split()
        for form in (past, participle):
            if form != base:
                table[form] = base
    return table


@cache
def participles_of_pasts() -> dict[str, str]:
    """Pasts that are not also participles, to the participle: "went" to "gone"."""
    rows = (line.split() for line in lines_of("irregular_verbs"))
    return {past: participle for _, past, participle in rows if past != participle and past != "showed"}
