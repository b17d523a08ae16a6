"""The ledger of own errors: which kinds come back, in which sentences, and how far their drills are."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from core.actor import Actor
from core.progress.drill_sentences import drill_sentences
from core.progress.error_drills import commented
from core.progress.error_rates import ErrorRates
from db.repositories import error_drills as rows

ESSAYS, SENTENCES = 20, 6
_RECURRING = 2  # essays


@dataclass(frozen=True)
class OwnSentence:
    """A sentence of the learner's around an error: `before + quote + after`, and how it should be."""

    before: str
    quote: str
    after: str
    right: str
    why: str
    title: str
    submission_id: int


@dataclass(frozen=True)
class OwnError:
    """A kind of error: `sentence` says what counting allows, `essays` in how many of the last essays it was found.

    `drills` and `drills_done` count its sentences as exercises.
    """

    type: str
    label: str
    sentence: str
    essays: int
    is_recurring: bool
    drills: int
    drills_done: int


def own_errors(session: Session, actor: Actor, *, errors: ErrorRates) -> tuple[OwnError, ...]:
    """The kinds that were found, those that come back first."""
    drills = {row[0]: (row[1], row[2]) for row in rows.counts(session, user_id=actor.user_id)}
    found = []
    for kind in errors.kinds:
        essays = sum(count > 0 for count in kind.counts)
        made, done = drills.get(kind.type, (0, 0))
        found.append(OwnError(kind.type, kind.label, kind.sentence, essays, essays >= _RECURRING, made, done))
    return tuple(sorted(found, key=lambda each: not each.is_recurring))


def sentences(session: Session, actor: Actor, *, kind: str) -> Sequence[OwnSentence]:
    """Own sentences of the last 20 first attempts with this kind of error, the newest first, at most six."""
    found = []
    for essay in commented(session, user_id=actor.user_id, limit=ESSAYS):
        of_kind = [comment for comment in essay.comments if comment.type == kind]
        for one in drill_sentences(essay.text, of_kind):
            comment = one.comment
            found.append(
                OwnSentence(
                    before=essay.text[one.start : comment.start],
                    quote=comment.quote,
                    after=essay.text[comment.end : one.end],
                    right=one.corrections[0],
                    why=comment.message,
                    title=essay.title,
                    submission_id=essay.submission_id,
                )
            )
    return found[:SENTENCES]
