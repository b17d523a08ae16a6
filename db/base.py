"""The declarative base of every table."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, FetchedValue, MetaData, func
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from db.types import UtcDateTime

# PostgreSQL's own pattern, so that a constraint is called the same whoever created it. Checks are
# named by hand: the specification names some of them, and no pattern can say what a rule means.
NAMING_CONVENTION = {
    "pk": "%(table_name)s_pkey",
    "fk": "%(table_name)s_%(column_0_name)s_fkey",
    "uq": "%(table_name)s_%(column_0_N_name)s_key",
    "ck": "%(constraint_name)s",
}


class Base(DeclarativeBase):
    """What all tables share: names of constraints, and how Python types are stored."""

    metadata = MetaData(naming_convention=NAMING_CONVENTION)
    type_annotation_map = {
        datetime: UtcDateTime(),
        date: Date(),
        dict[str, Any]: JSONB(none_as_null=True),
        list[Any]: JSONB(none_as_null=True),
    }


class Created:
    """A row that knows when it was made."""

    created_at: Mapped[datetime] = mapped_column(server_default=func.now(), sort_order=98)


class Timestamped(Created):
    """A row that also knows when it last changed; the database moves `updated_at` by trigger."""

    updated_at: Mapped[datetime] = mapped_column(
        server_default=func.now(), server_onupdate=FetchedValue(), sort_order=99
    )
