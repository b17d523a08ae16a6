"""A question from somebody who needs help: to every administrator by mail, and answered by mail."""

from sqlalchemy.orm import Session

from core.accounts.fields import is_sample, one_line
from core.actor import Actor
from core.notifications import outbox
from core.operations.errors import HelpWords, TooManyQuestions
from db.repositories import money_week
from db.repositories import outbox as mails

MAX_CHARACTERS = 3_000
MOST_A_DAY = 5
_MAX_ABOUT = 200


def ask(session: Session, actor: Actor, *, words: str, page: str = "", essay: str = "", error_number: str = "") -> None:
    """Send the question to the administrators; the person's address is in it, and the answer goes there.

    Raises:
        HelpWords: Nothing is said, or more than 3,000 characters.
        TooManyQuestions: Five questions within a day.
    """
    said = words.replace("\x00", "").strip()
    if not 1 <= len(said) <= MAX_CHARACTERS:
        raise HelpWords
    if mails.count_since(session, user_id=actor.user_id, template="help_request", hours=24) >= MOST_A_DAY:
        raise TooManyQuestions
    for person in money_week.admin_addresses(session):
        if is_sample(person.email) and not is_sample(actor.email):
            continue
        outbox.put(
            session,
            recipient=person.email,
            template="help_request",
            context={
                "name": one_line(actor.display_name),
                "address": actor.email,
                "number": actor.user_id,
                "words": said,
                "page": one_line(page[:_MAX_ABOUT]),
                "essay": one_line(essay[:_MAX_ABOUT]),
                "error": one_line(error_number[:_MAX_ABOUT]),
            },
            user_id=actor.user_id,
        )
