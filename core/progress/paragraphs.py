"""Tomorrow's paragraph: one weak paragraph of an essay, written again from memory the next day."""

from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from core.actor import Actor
from core.assessment.types import AssessmentResult
from core.clock import utc_now
from core.practice.differences import paragraphs
from core.practice.text import storable
from core.progress.errors import ParagraphNotFound, ParagraphTooShort
from db.models.practice import Submission
from db.models.progress import Drill
from db.repositories import drills, progress

FEWEST_WORDS = 25  # of a paragraph that is worth writing again
FEWEST_ANSWER_WORDS = 10
KEPT_DAYS = timedelta(days=14)  # after two weeks nobody remembers the paragraph


@dataclass(frozen=True)
class Paragraph:
    """A paragraph to write again. `before` is the first version; `answer` what was written since, `is_done` or not."""

    drill_id: int
    submission_id: int
    task_title: str
    prompt: str
    place: int
    before: str
    answer: str
    is_done: bool


def set_for_tomorrow(session: Session, *, submission: Submission, result: AssessmentResult) -> None:
    """Choose the weakest paragraph of a first attempt for the next day, where there is one that is worth it."""
    if submission.parent_submission_id is not None:
        return
    chosen = weakest_paragraph(submission.content, result)
    if chosen is None:
        return
    timezone = progress.timezone_of(session, user_id=submission.user_id)
    tomorrow = (submission.submitted_at or utc_now()).astimezone(ZoneInfo(timezone)).date() + timedelta(days=1)
    drills.add_paragraph(
        session,
        user_id=submission.user_id,
        submission_id=submission.id,
        start=chosen[0],
        end=chosen[1],
        due_on=tomorrow,
    )


def weakest_paragraph(essay: str, result: AssessmentResult) -> tuple[int, int] | None:
    """The place of the paragraph whose comments cost most for its length; None if none is long enough or has one.

    A paragraph that the result shows in a better version goes first.
    """
    long_enough = [one for one in paragraphs(essay) if len(essay[slice(*one)].split()) >= FEWEST_WORDS]
    if result.revision:
        at = result.revision[0].start
        revised = next((one for one in long_enough if one[0] <= at < one[1]), None)
        if revised is not None:
            return revised

    def cost(one: tuple[int, int]) -> float:
        total = sum(comment.cost for comment in result.comments if one[0] <= comment.start < one[1])
        return total / len(essay[slice(*one)].split())

    return max((one for one in long_enough if cost(one) > 0), key=cost, default=None)


def waiting(session: Session, actor: Actor) -> Paragraph | None:
    """The newest paragraph that is due today or before, not done, and not older than two weeks."""
    today = today_of(actor)
    found = drills.find_due(session, user_id=actor.user_id, today=today, not_before=today - KEPT_DAYS)
    return _frozen(*found) if found else None


def get(session: Session, actor: Actor, *, drill_id: int) -> Paragraph:
    """One paragraph of the actor's, done or not.

    Raises:
        ParagraphNotFound: No such paragraph belongs to this person.
    """
    found = drills.find(session, drill_id=drill_id, user_id=actor.user_id)
    if found is None:
        raise ParagraphNotFound
    return _frozen(*found)


def save(session: Session, actor: Actor, *, drill_id: int, text: str) -> None:
    """Keep what is written so far; once it is done, it stays.

    Raises:
        ParagraphNotFound: No such open paragraph belongs to this person.
        EssayTooLong: Over 2,000 words; nothing was written.
    """
    kept, _ = storable(text)
    if not drills.save_answer(session, drill_id=drill_id, user_id=actor.user_id, answer=kept):
        raise ParagraphNotFound


def finish(session: Session, actor: Actor, *, drill_id: int) -> None:
    """Call the paragraph done: it counts as practice today and shows the first version.

    Raises:
        ParagraphNotFound: No such paragraph belongs to this person.
        ParagraphTooShort: Fewer than ten words are written.
    """
    found = get(session, actor, drill_id=drill_id)
    if found.is_done:
        return
    if len(found.answer.split()) < FEWEST_ANSWER_WORDS:
        raise ParagraphTooShort
    drills.finish(session, drill_id=drill_id, at=utc_now())


def today_of(actor: Actor) -> date:
    """The date where this person is."""
    return utc_now().astimezone(ZoneInfo(actor.timezone)).date()


def _frozen(drill: Drill, essay: Submission) -> Paragraph:
    place = [start for start, _ in paragraphs(essay.content)]
    number = place.index(drill.passage_start) + 1 if drill.passage_start in place else 1
    return Paragraph(
        drill_id=drill.id,
        submission_id=essay.id,
        task_title=essay.task.title,
        prompt=essay.task.prompt,
        place=number,
        before=essay.content[drill.passage_start : drill.passage_end],
        answer=drill.answer,
        is_done=drill.done_at is not None,
    )
