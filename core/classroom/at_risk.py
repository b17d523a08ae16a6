"""Who needs a word, with the numbers that say so. The rule stands on the page; nobody has a hidden score."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from core.actor import Actor
from core.classroom import reach
from core.clock import utc_now
from db.repositories import cockpit as rows

DAYS_IDLE = 10
DAYS_TO_TEST = 30
RESULTS_FOR_PLATEAU = 4
DRAFTS_LEFT = 2
RULES = (
    f"No essay for {DAYS_IDLE} days.",
    f"A test within {DAYS_TO_TEST} days, and a band or more to go.",
    f"The last {RESULTS_FOR_PLATEAU} first attempts within half a band, and below the target.",
    "Results that were not opened for two days.",
    "No credits left this month.",
    f"{DRAFTS_LEFT} drafts of 30 words left lying.",
)
_IDLE = (
    "I have not seen an essay of yours for a while. Is there anything I can help you with? "
    "One paragraph is enough to start again."
)
_TEST = (
    "Your test is {when}, and you want {target:.1f}. Let us choose the one thing that helps most until then. "
    "Which part of the last essay was hardest for you?"
)
_PLATEAU = (
    "Your last essays are all on one level. That happens to everybody, and one thing at a time moves it. "
    "Please improve your last essay with its comments before you write a new one."
)
_UNREAD = (
    "A result waits for you. Please open it and read the first lines: they say what holds your band down, "
    "and what to do now."
)
_CREDITS = (
    "You have used all credits of this month. Your last essays still have work for you: go through their comments, "
    "and tell me what is not clear."
)
_DRAFTS = (
    "You have begun essays and not finished them. Please finish one this week and hand it in as it is: "
    "it need not be perfect."
)


@dataclass(frozen=True)
class AtRisk:
    """A learner, the reasons with their numbers, and a message to start from: about the first of them."""

    user_id: int
    display_name: str
    email: str
    reasons: tuple[str, ...]
    message: str


def needs_a_word(session: Session, actor: Actor, *, cohort_id: int) -> tuple[AtRisk, ...]:
    """Learners of the class to whom the rule applies, those with the most reasons first.

    Raises:
        NotAllowed, CohortNotFound: Not a class of the actor's.
    """
    reach.require_cohort(session, actor, cohort_id=cohort_id)
    now = utc_now()
    today = now.astimezone(ZoneInfo(actor.timezone)).date()
    found = []
    for row in rows.at_risk_facts(session, cohort_id=cohort_id, now=now):
        reasons = tuple(_reasons(row, now, today))
        if reasons:
            said = tuple(reason for reason, _ in reasons)
            found.append(AtRisk(row.user_id, row.display_name, row.email, said, _message(row, actor, reasons[0][1])))
    return tuple(sorted(found, key=lambda each: (-len(each.reasons), each.display_name)))


def _reasons(row: Any, now: datetime, today: date) -> Iterator[tuple[str, str]]:
    """Each reason with its numbers, and the words with which a message about it begins."""
    days = (now - (row.last_handed_in_at or row.joined_at)).days
    if days >= DAYS_IDLE:
        yield f"no essay for {days} days", _IDLE
    newest = row.overalls[0] if row.overalls else None
    to_test = _days_to(row.test_date, today)
    if to_test is not None and newest is not None and row.target is not None and row.target - newest >= 1:
        when = "today" if to_test == 0 else "tomorrow" if to_test == 1 else f"in {to_test} days"
        missing = row.target - newest
        bands = "1 band" if missing == 1 else f"{missing:.1f} bands"
        yield f"test {when}, {bands} to go", _TEST.format(when=when, target=row.target)
    if _is_plateau(row.overalls or (), row.target):
        bands = ", ".join(f"{band:.1f}" for band in row.overalls[:RESULTS_FOR_PLATEAU])
        yield f"bands stand still: {bands}", _PLATEAU
    if row.unread_results:
        said = f"{row.unread_results} results never opened" if row.unread_results > 1 else "a result never opened"
        yield said, _UNREAD
    if row.left_now is not None and row.left_now <= 0:
        yield "no credits left this month", _CREDITS
    if row.drafts_left >= DRAFTS_LEFT:
        yield f"{row.drafts_left} drafts left lying", _DRAFTS


def _is_plateau(overalls: Sequence[Decimal], target: Decimal | None) -> bool:
    last = list(overalls[:RESULTS_FOR_PLATEAU])
    return (
        len(last) == RESULTS_FOR_PLATEAU
        and max(last) - min(last) <= Decimal("0.5")
        and target is not None
        and max(last) < target
    )


def _days_to(test_date: date | None, today: date) -> int | None:
    if test_date is None:
        return None
    days = (test_date - today) / timedelta(days=1)
    return int(days) if 0 <= days <= DAYS_TO_TEST else None


def _message(row: Any, actor: Actor, words: str) -> str:
    return f"Hello {row.display_name.split(' ')[0]},\n\n{words}\n\n{actor.display_name}"
