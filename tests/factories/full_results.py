"""Results with every part that a page can show; texts written for this project."""

from dataclasses import replace
from typing import Any

from core.assessment.types import (
    AssessmentResult,
    Check,
    CheckKind,
    Comment,
    Criterion,
    RevisedSentence,
    Verdict,
)
from tests.factories.essays import ESSAY, make_result

# on the chart of AC_T1_004, with mistakes made on purpose
REPORT = """The bar chart shows how many percent of men and women took a course in 2022 in six age groups.

Overall, taking part was most common between 25 and 34, and it became less common with age. Women was ahead in most \
of the groups.

In the youngest group, 34% of men and 32% of women took a course. The figure for women then rised to 56%, which was \
the highest of all. Men reached there peak in the same group, at 37%. After this age the numbers fell steadily, \
because older people have less free time.

Among people who were 65 and over, only 9% of men took part, while the figure for women was almost twice as high, \
at 17%. Between 35 and 44 the gap were eleven points, and men overtook women again after the age of 55.
"""


def check(essay: str, kind: CheckKind, verdict: Verdict, truth: str, quote: str = "") -> Check:
    """A check on the first place where the quote stands."""
    start = essay.index(quote) if quote else 0
    return Check(kind, verdict, truth, quote, start, start + len(quote))


def comment(essay: str, quote: str, criterion: Criterion, type: str, message: str, **more: Any) -> Comment:
    """A comment on the first place where the quote stands."""
    start = essay.index(quote)
    return Comment(start, start + len(quote), quote, criterion, type, message, **more)


def report_result(**changes: Any) -> AssessmentResult:
    """The offline engine's result of `REPORT`: five comments, ten checks, a corrected paragraph."""
    return replace(_with_next_band(make_result(6, essay=REPORT)), **(_report_parts() | changes))


def essay_result(**changes: Any) -> AssessmentResult:
    """A result of the Task 2 `ESSAY` with the parts of the question checked."""
    parts = {
        "checks": (
            check(ESSAY, CheckKind.position, Verdict.right, "Say what you think.", "In my opinion"),
            check(ESSAY, CheckKind.part, Verdict.right, "Discuss the reasons for it.", "The main advantage is"),
            check(ESSAY, CheckKind.part, Verdict.missing, "Say who should pay for it, and why."),
            check(
                ESSAY,
                CheckKind.support,
                Verdict.wrong,
                "Each reason needs an example.",
                "many citizens will be unhappy",
            ),
            check(ESSAY, CheckKind.focus, Verdict.not_checkable, "Keep to the question that was asked."),
        ),
    }
    return replace(_with_next_band(make_result(6)), **(parts | changes))


def _with_next_band(result: AssessmentResult) -> AssessmentResult:
    return replace(
        result,
        criteria={
            criterion: replace(found, next_band="Say in your overview how men and women compare.")
            for criterion, found in result.criteria.items()
        },
    )


def _report_parts() -> dict[str, Any]:
    grammar, lexis, task = Criterion.grammar_accuracy, Criterion.lexical_resource, Criterion.task_achievement
    paragraph = REPORT.split("\n\n")[2]
    start = REPORT.index(paragraph)
    sentences = [f"{sentence}." for sentence in paragraph.removesuffix(".").split(". ")]
    revision, at = [], start
    for sentence in sentences:
        at = REPORT.index(sentence, at)
        better = sentence.replace("rised", "rose").replace("there peak", "their peak")
        why = ("“Rise” is irregular: rise, rose, risen.",) if "rised" in sentence else ()
        why = ("“There” names a place, “their” an owner.",) if "there peak" in sentence else why
        revision.append(RevisedSentence(at, at + len(sentence), sentence, better, why))
    return {
        "comments": (
            comment(REPORT, "how many percent", lexis, "word_choice", "We do not say “how many percent”.",
                    suggestions=("the percentage",), cost=1.0, why="“Percent” only follows a number.",
                    how="Write “the percentage of” and then who."),
            comment(REPORT, "Women was", grammar, "agreement", "“Women” is plural, so the verb is “were”.",
                    suggestions=("Women were",), cost=3.0, why="A plural subject takes a plural verb.",
                    how="Find the subject of each sentence and read it together with its verb."),
            comment(REPORT, "rised", grammar, "verb_form", "“Rise” has no form with “-ed”.", suggestions=("rose",),
                    cost=4.0, why="It is irregular: rise, rose, risen.", how="Learn the ten verbs that charts need."),
            comment(REPORT, "there peak", lexis, "confused_word", "“There” names a place; here an owner is meant.",
                    suggestions=("their peak",), cost=2.0),
            comment(REPORT, "because older people have less free time", task, "reason", "The chart gives no reasons.",
                    suggestions=("",), cost=2.5, why="A report says what the data show and nothing else."),
        ),
        "checks": (
            check(REPORT, CheckKind.figure, Verdict.right, "Men aged 18 to 24: 34%.", "34% of men"),
            check(REPORT, CheckKind.figure, Verdict.right, "Women aged 18 to 24: 32%.", "32% of women"),
            check(REPORT, CheckKind.figure, Verdict.wrong, "Women aged 25 to 34: 46%.", "56%"),
            check(REPORT, CheckKind.extreme, Verdict.right, "The highest figure is that of women aged 25 to 34.",
                  "the highest of all"),
            check(REPORT, CheckKind.trend, Verdict.right, "From 25 to 34 on, both fall in each group.",
                  "the numbers fell steadily"),
            check(REPORT, CheckKind.comparison, Verdict.wrong, "After 55, women stay ahead: 24% to 13%, and 17% to 9%.",
                  "men overtook women again after the age of 55"),
            check(REPORT, CheckKind.figure, Verdict.not_checkable, "The chart says nothing about free time.",
                  "older people have less free time"),
            check(REPORT, CheckKind.overview, Verdict.right, "Most common between 25 and 34, then less with age.",
                  "taking part was most common between 25 and 34"),
            check(REPORT, CheckKind.key_feature, Verdict.missing, "Only among people aged 18 to 24 were men ahead."),
            check(REPORT, CheckKind.key_feature, Verdict.missing, "Both sexes were lowest at 65 and over."),
        ),
        "revision": tuple(revision),
    }  # fmt: skip
