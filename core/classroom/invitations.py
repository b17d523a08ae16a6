"""Inviting many at once: a pasted list or a CSV, read line by line, sent all or not at all."""

import csv
import io
import re
from dataclasses import dataclass

from sqlalchemy.orm import Session

from core.accounts.errors import MalformedEmail
from core.accounts.fields import clean_email
from core.actor import Actor
from core.classroom import reach
from core.classroom.errors import CohortNotFound, FaultyRoster, TooManyAddresses
from core.notifications import outbox
from core.notifications.links import page_link
from db.repositories import classroom

MOST = 200
_SPLIT = re.compile(r"[\s,;]+")


@dataclass(frozen=True)
class RosterLine:
    """One address of the list; `fault` is empty where it can be invited."""

    number: int
    typed: str
    email: str
    fault: str


def read_roster(session: Session, actor: Actor, *, cohort_id: int, text: str) -> tuple[RosterLine, ...]:
    """Every address of a pasted list or CSV with what is wrong with it; sends nothing.

    In a CSV the column with an @ counts. Addresses twice in the list and people who are in the class are faults.

    Raises:
        NotAllowed, CohortNotFound: Not a class of the actor's.
        TooManyAddresses: More than 200.
    """
    reach.require_cohort(session, actor, cohort_id=cohort_id)
    typed = _addresses(text[:200_000])
    if len(typed) > MOST:
        raise TooManyAddresses
    seen: set[str] = set()
    read: list[tuple[int, str, str, str]] = []
    for number, each in typed:
        try:
            email = clean_email(each)
        except MalformedEmail:
            read.append((number, each, "", "is no e-mail address"))
            continue
        read.append((number, each, email, "stands in the list twice" if email in seen else ""))
        seen.add(email)
    known = classroom.addresses_in(session, cohort_id=cohort_id, emails=seen)
    return tuple(
        RosterLine(number, shown, email, fault or ("is in the class already" if email in known else ""))
        for number, shown, email, fault in read
    )


def invite(session: Session, actor: Actor, *, cohort_id: int, text: str) -> int:
    """Mail everybody in the list how to join; how many mails. Nobody is mailed twice for one class.

    Raises:
        NotAllowed, CohortNotFound: Not a class of the actor's.
        TooManyAddresses: More than 200.
        FaultyRoster: A line has a fault, so nobody was invited.
    """
    lines = read_roster(session, actor, cohort_id=cohort_id, text=text)
    if not lines or any(line.fault for line in lines):
        raise FaultyRoster
    cohort = classroom.cohort_for_update(session, cohort_id=cohort_id)
    if cohort is None:
        raise CohortNotFound
    sent = 0
    for line in lines:
        if not classroom.add_invitation(session, cohort_id=cohort_id, email=line.email, invited_by_id=actor.user_id):
            continue
        outbox.put(
            session,
            recipient=line.email,
            template="class_invitation",
            context={
                "tutor": actor.display_name,
                "name": cohort.name,
                "code": cohort.code,
                "link": page_link("join", code=cohort.code),
            },
        )
        sent += 1
    return sent


def list_waiting(session: Session, actor: Actor, *, cohort_id: int) -> tuple[str, ...]:
    """Addresses that were invited and have not joined.

    Raises:
        NotAllowed, CohortNotFound: Not a class of the actor's.
    """
    reach.require_cohort(session, actor, cohort_id=cohort_id)
    return tuple(classroom.list_invitations(session, cohort_id=cohort_id))


def _addresses(text: str) -> list[tuple[int, str]]:
    """Line number and word of everything that looks like a list entry."""
    lines = list(csv.reader(io.StringIO(text.replace("\x00", "")))) if _is_table(text) else None
    if lines is None:
        return [
            (number, word)
            for number, line in enumerate(text.splitlines(), start=1)
            for word in _SPLIT.split(line.strip())
            if word
        ]
    column = next((place for row in lines for place, cell in enumerate(row) if "@" in cell), 0)
    found = [(number, row[column].strip()) for number, row in enumerate(lines, start=1) if len(row) > column]
    is_heading = bool(found) and "@" not in found[0][1]
    return [each for each in found[is_heading:] if each[1]]


def _is_table(text: str) -> bool:
    """Whether the first lines have cells besides one address."""
    first = [line for line in text.splitlines() if line.strip()][:3]
    return any("," in line and sum("@" in cell for cell in line.split(",")) <= 1 for line in first)
