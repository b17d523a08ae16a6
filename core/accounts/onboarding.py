"""Three questions after sign-up, each of which may stay open."""

from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from core.accounts.checks import require_band, require_not_past, timezones
from core.accounts.errors import PersonNotFound
from core.actor import Actor
from db.models.content import ModuleType
from db.repositories import accounts


def answer(
    session: Session,
    actor: Actor,
    *,
    module_type: ModuleType | None = None,
    test_date: date | None = None,
    target_band: Decimal | None = None,
    browser_timezone: str | None = None,
) -> None:
    """Keep what was answered; None leaves a question open, as "not booked" does for the date.

    The time zone that the browser names is taken if we know it, so that days end when they end for the person.

    Raises:
        DateInThePast: The test was before today, in the person's time zone.
        BandOutOfRange: The target is not a band.
    """
    user = accounts.user_for_update(session, user_id=actor.user_id)
    if user is None:
        raise PersonNotFound
    if browser_timezone in timezones():
        user.timezone = browser_timezone
    if module_type is not None:
        user.module_type = module_type
    if test_date is not None:
        require_not_past(test_date, timezone=user.timezone or "UTC")
        user.test_date = test_date
    if target_band is not None:
        require_band(target_band)
        user.target_band_score = target_band
