"""What classes give to screens."""

from dataclasses import dataclass
from datetime import datetime

from db.models.classroom import MemberKind, ReviewKind

__all__ = ["ClassCard", "ClassOffer", "Member", "MemberKind", "ReviewKind"]


@dataclass(frozen=True)
class ClassCard:
    """A class in a list. `code` is what learners type to join."""

    cohort_id: int
    name: str
    code: str
    learners: int
    tutors: tuple[str, ...]
    is_archived: bool


@dataclass(frozen=True)
class ClassOffer:
    """A class as somebody sees it who knows its code and is not in it."""

    cohort_id: int
    name: str
    tutors: tuple[str, ...]


@dataclass(frozen=True)
class Member:
    """Somebody in a class."""

    user_id: int
    display_name: str
    email: str
    kind: MemberKind
    joined_at: datetime
