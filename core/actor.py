"""Who is asking: made from cookie and database at each run, handed to every use case."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from core.errors import NotAllowed
from db.models.content import ModuleType


class Role(StrEnum):
    """The three standard groups."""

    learner = "learner"
    tutor = "tutor"
    admin = "admin"


@dataclass(frozen=True)
class Actor:
    """A signed-in person as of this run; roles and settings are fresh each time.

    `must_change_password` is set for a tutor or admin whose password is too short for the
    role: such an actor reaches only the page that sets a new one.
    """

    user_id: int
    display_name: str
    email: str
    roles: frozenset[Role]
    is_email_verified: bool
    timezone: str
    module_type: ModuleType
    target_band: Decimal | None = None
    test_date: date | None = None
    is_superuser: bool = False
    must_change_password: bool = False

    def has(self, role: Role) -> bool:
        """Whether the actor belongs to the group."""
        return role in self.roles

    def require(self, *roles: Role) -> None:
        """Refuse unless the actor has one of the roles.

        Raises:
            NotAllowed: None of them.
        """
        if not self.roles.intersection(roles):
            raise NotAllowed
