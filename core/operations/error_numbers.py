"""The numbers that people see when a page failed: kept, so that who tells us one is found."""

import logging
import re
from collections.abc import Callable

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from core.accounts import audit_log
from core.actor import Actor
from core.errors import Outage
from core.transaction import transaction

log = logging.getLogger(__name__)

ACTION = "page.failed"
ENTITY = "error"
_NUMBER = re.compile(r"[0-9a-f]{8}\Z")


def note(session: Session, actor: Actor | None, *, number: str, kind: str) -> None:
    """Keep the number that was shown, for whom, and the error's class; never its words."""
    audit_log.record(session, actor, action=ACTION, entity=ENTITY, entity_id=number, detail={"kind": kind})


def keep(who: Callable[[], Actor | None], *, number: str, kind: str) -> None:
    """As `note`, in a transaction of its own and whatever the database says: the page has failed already."""
    try:
        actor = who()
        with transaction() as tx:
            note(tx, actor, number=number, kind=kind)
    except (Outage, SQLAlchemyError) as error:
        log.warning("error_number.not_kept", extra={"reference": number, "reason": type(error).__name__})


def is_number(text: str) -> bool:
    """Whether the text can be such a number: eight signs, 0 to 9 and a to f."""
    return _NUMBER.match(text.lower()) is not None
