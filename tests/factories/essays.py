"""Texts and results for tests; written for this project."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from core.assessment.types import AssessmentResult, Comment, Criterion, CriterionResult, Evidence

ESSAY = """Many people believe that public transport in large cities should be free for everybody. In my opinion, \
this would bring real benefits, although the money has to come from somewhere.

The main advantage is that fewer people would drive to work. When buses cost nothing, a family does not have to \
compare the price of a ticket with the price of petrol. As a result, the streets become quieter and the air is \
cleaner. For example, in my city the council offered free buses for one summer, and the number of cars in the centre \
fell by almost a third.

On the other hand, somebody must pay the drivers and repair the trains. If the government takes this money from \
hospitals or schools, many citizens will be unhappy. In addition, passengers who pay nothing sometimes treat the \
seats badly, because they feel that nobody owns them.

To sum up, I think that free transport is worth its price when it is paid for by a small tax on parking. The people \
who still want to drive can do so, and everyone else gets a city that is easier to live in and much safer for children.
"""


def make_result(band: int = 6, *, engine: str = "offline-1", essay: str = ESSAY, **changes: Any) -> AssessmentResult:
    """A whole result with the same band in every criterion and one comment on the first word, or as changed."""
    first = essay.split()[0]
    result = AssessmentResult(
        overall=Decimal(band),
        criteria={
            criterion: CriterionResult(
                criterion=criterion,
                band=Decimal(band),
                summary="Ideas follow one another clearly.",
                evidence=(Evidence(0, len(first), first, "It opens the essay."),),
                strengths=("The position is clear.",),
                improvements=("Support the second idea.",),
                suggestions=("Add one reason to the third paragraph.",),
            )
            for criterion in Criterion
        },
        low=Decimal(band) - Decimal("0.5"),
        high=Decimal(band) + Decimal("0.5"),
        coverage=Decimal("0.8"),
        confidence=Decimal("0.7"),
        engine=engine,
        rubric="1",
        summary="A clear answer with a few errors.",
        priority="Your second idea stands without a reason.",
        advice="Support it with one reason and one example.",
        next_step="Rewrite the third paragraph from memory.",
        comments=(Comment(0, len(first), first, Criterion.grammar_accuracy, "article", "Check it.", ("A",), 1.0),),
        measures={"words": 200.0, "errors_per_100_words": 1.5, "spelling_per_100_words": 1.0},
    )
    return replace(result, **changes)
