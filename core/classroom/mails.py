"""Mails that classes send by themselves: work that is due tomorrow, and a tutor's week."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from core.accounts.fields import is_sample
from core.clock import utc_now
from core.notifications import outbox
from core.notifications.links import page_link
from db.repositories import assignments, billing_mails
from db.repositories import class_week as rows

AHEAD = timedelta(hours=24)
_AT_ONCE = 50
_UTC = ZoneInfo("UTC")


def remind(session: Session) -> int:
    """Remind those who owe work that is due within a day, once a piece of work; how many mails were put."""
    now = utc_now()
    put = 0
    for work in assignments.due_soon(session, now=now, until=now + AHEAD, limit=_AT_ONCE):
        for person in assignments.who_owes(session, assignment_id=work.id):
            if is_sample(person.email):
                continue
            due = work.due_at.astimezone(ZoneInfo(person.timezone or "UTC"))
            outbox.put(
                session,
                recipient=person.email,
                template="homework_due",
                context={
                    "title": work.title,
                    "name": work.class_name,
                    "due": f"{due:%A}, {due.day} {due:%B}, {due:%H:%M}",
                    "link": page_link("home"),
                },
                user_id=person.user_id,
            )
            put += 1
        found = assignments.for_update(session, assignment_id=work.id)
        if found is not None:
            found.reminded_at = now
    session.flush()
    return put


def put_weeks(session: Session) -> int:
    """This week's mail to each tutor that wants it, once a calendar week; how many were put."""
    billing_mails.lock(session)
    now = utc_now()
    year, week, _day = now.astimezone(_UTC).isocalendar()
    put = 0
    for tutor in rows.tutors_who_want_it(session):
        if is_sample(tutor.email):
            continue
        lines = [
            f"{each.name}: {each.wrote} of {each.learners} wrote, {each.essays} essays in all; "
            f"{each.silent} wrote nothing for ten days"
            for each in rows.classes_of(session, tutor_id=tutor.user_id, since=now - timedelta(days=7), now=now)
        ]
        if not lines:
            continue
        number = outbox.put_once(
            session,
            about=f"week {year}-{week:02}",
            recipient=tutor.email,
            template="tutor_week",
            context={"lines": "\n".join(lines), "link": page_link("today")},
            user_id=tutor.user_id,
        )
        put += number is not None
    return put
