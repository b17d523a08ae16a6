"""What the page Learning shows beside the bands of learners."""

from analytics import (
    band_gain_by_language,
    band_gain_by_practice,
    criterion_profile,
    learners_by_band,
    sign_up_funnel,
    task_difficulty_analysis,
    writing_pace,
)
from pages.components.admin.blocks import Block

LEARNERS = Block(
    learners_by_band,
    "Where learners stand",
    "How many learners have which average band, in steps of half a band.",
    {"band_from": "Average from", "learners": "Learners", "with_target": "With a target", "at_target": "At the target"},
    {"band_from": "%.1f"},
)
TASKS = Block(
    task_difficulty_analysis,
    "Bands by our difficulty level",
    "The average band of every task, grouped by the difficulty that we gave it.",
    {
        "task_code": "Task",
        "difficulty_level": "Our level",
        "average_score": "Average band",
        "score_stddev": "Spread (sd, bands)",
        "completed_count": "Assessed",
        "attempt_count": "Handed in",
    },
    {"average_score": "%.2f", "score_stddev": "%.2f"},
)
GAINS = Block(
    band_gain_by_practice,
    "Band gain by practice",
    "Bars for Task 1 and Task 2: the mean gain of learners by their number of first attempts.",
    {
        "task_number": "Task",
        "essays_from": "First attempts from",
        "learners": "Learners",
        "mean_hours": "Hours each",
        "mean_gain": "Mean gain",
    },
    {"mean_gain": "%+.2f", "mean_hours": "%.1f"},
)
LANGUAGES = Block(
    band_gain_by_language,
    "Band gain by first language",
    "A bar for each first language with ten learners or more: their mean gain.",
    {
        "language_background": "First language",
        "learners": "Learners",
        "band_before": "Before",
        "mean_gain": "Mean gain",
    },
    {"mean_gain": "%+.2f", "band_before": "%.2f"},
)
CRITERIA = Block(
    criterion_profile,
    "The four criteria",
    "Bars for each module and task: the mean band of the four criteria.",
    {
        "module_type": "Module",
        "task_number": "Task",
        "essays": "Essays",
        "task_achievement": "Task",
        "coherence_cohesion": "Coherence",
        "lexical_resource": "Vocabulary",
        "grammar_accuracy": "Grammar",
    },
    dict.fromkeys(("task_achievement", "coherence_cohesion", "lexical_resource", "grammar_accuracy"), "%.2f"),
)
PACE = Block(
    writing_pace,
    "How fast people write",
    "A line for each task number by month: words a minute of active writing.",
    {"month": "Month", "task_number": "Task", "essays": "Essays", "words_a_minute": "Words a minute",
     "mean_words": "Mean length"},
    {"month": "MMM YYYY", "words_a_minute": "%.1f"},
)  # fmt: skip
FUNNEL = Block(
    sign_up_funnel,
    "From the account to the first payment",
    "Lines by month of sign-up: accounts opened, first essay, third essay, paid.",
    {"month": "Signed up in", "registered": "Accounts", "first_essay": "First essay", "third_essay": "Third essay",
     "paid": "Paid"},
    {"month": "MMM YYYY"},
    totals={"registered": "Accounts", "first_essay": "Wrote an essay", "paid": "Paid"},
)  # fmt: skip
TABS = {
    "Bands": (LEARNERS, TASKS, CRITERIA),
    "Gains": (GAINS, LANGUAGES, PACE),
    "Way in": (FUNNEL,),
    "Comments": (),
    "Agreement": (),
}
