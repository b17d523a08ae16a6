"""The reminder at the hour that somebody chose, a row of days in danger, the week on Monday; by their own clock."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from core.accounts.fields import is_sample
from core.clock import utc_now
from core.notifications import outbox, unsubscribing
from core.notifications.links import page_link
from core.progress import streaks
from core.progress.practice_days import practice_days
from db.repositories import billing_mails, reminders

REMINDER = "practice_reminder"
EVENING = 20  # o'clock where somebody is
WORTH_KEEPING = 3  # days in a row


def remind(session: Session) -> int:
    """Remind those whose hour it is and who have not practised today, once a day; how many mails were put.

    In spring an hour may be missing, and is skipped. In autumn one comes twice: nobody is reminded twice.
    """
    billing_mails.lock(session)
    now = utc_now()
    put = 0
    for person in reminders.due(session, now=now):
        if is_sample(person.email):
            continue
        today = now.astimezone(ZoneInfo(person.timezone or "UTC")).date()
        days = practice_days(session, user_id=person.user_id, timezone=person.timezone or "UTC", today=today)
        if today in days:
            continue
        row = streaks.streak(days, today=today)
        number = outbox.put_once(
            session,
            about=f"day {today.isoformat()}",
            recipient=person.email,
            template=REMINDER,
            context={
                "row": row,
                "link": page_link("home"),
                "unsubscribe": unsubscribing.link(person.user_id),
            },
            user_id=person.user_id,
        )
        put += number is not None
    return put


def warn_of_breaks(session: Session) -> int:
    """At eight in the evening, say to whom a row of three days or more that it ends without practice today.

    Nothing is said while the week's free day would carry it, or to whom a reminder went today; how many were put.
    """
    billing_mails.lock(session)
    now = utc_now()
    put = 0
    for person in reminders.evening(session, now=now, hour=EVENING):
        if is_sample(person.email):
            continue
        zone = person.timezone or "UTC"
        today = now.astimezone(ZoneInfo(zone)).date()
        days = practice_days(session, user_id=person.user_id, timezone=zone, today=today)
        row = streaks.streak(days, today=today)
        is_safe = today in days or streaks.streak(days, today=today + timedelta(days=1)) >= row
        about = f"day {today.isoformat()}"
        reminded = outbox.is_about(session, user_id=person.user_id, template=REMINDER, about=about)
        if row < WORTH_KEEPING or is_safe or reminded:
            continue
        number = outbox.put_once(
            session,
            about=about,
            recipient=person.email,
            template="streak_at_risk",
            context={"row": row, "link": page_link("home"), "unsubscribe": unsubscribing.link(person.user_id)},
            user_id=person.user_id,
        )
        put += number is not None
    return put


def put_weeks(session: Session) -> int:
    """The last seven days to those who wrote in them, on Monday between 7 and 8, once a week; how many were put."""
    billing_mails.lock(session)
    now = utc_now()
    put = 0
    for person in reminders.weeks(session, now=now):
        if is_sample(person.email):
            continue
        year, week, _day = now.astimezone(ZoneInfo(person.timezone or "UTC")).isocalendar()
        number = outbox.put_once(
            session,
            about=f"week {year}-{week:02}",
            recipient=person.email,
            template="practice_week",
            context={
                "essays": person.essays,
                "best": f"{person.best:.1f}" if person.best is not None else "",
                "link": page_link("progress"),
                "unsubscribe": unsubscribing.link(person.user_id),
            },
            user_id=person.user_id,
        )
        put += number is not None
    return put
