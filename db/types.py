"""Column types: moments in UTC, bands, US dollars, and words out of a fixed set."""

from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from sqlalchemy import BigInteger, DateTime, Dialect, Enum, Numeric
from sqlalchemy.orm import mapped_column
from sqlalchemy.types import TypeDecorator


class UtcDateTime(TypeDecorator[datetime]):
    """A moment: aware on the way in, always in UTC on the way out."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a naive time, which would be stored as something else than was meant.

        Raises:
            ValueError: The value has no time zone.
        """
        if value is not None and value.utcoffset() is None:
            raise ValueError(f"a moment needs its time zone: {value!r}")
        return value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the moment in UTC, whatever time zone the connection speaks."""
        return None if value is None else value.astimezone(UTC)


def word_of(kind: type[StrEnum], length: int = 20) -> Enum:
    """A VARCHAR that holds the values of `kind`; the table's CHECK comes from `is_one_of`."""
    return Enum(
        kind,
        native_enum=False,
        create_constraint=False,
        length=length,
        values_callable=lambda members: [member.value for member in members],
    )


def is_one_of(column: str, kind: type[StrEnum]) -> str:
    """The SQL of a CHECK that lets only the values of `kind` into `column`."""
    values = ", ".join(f"'{member.value}'" for member in kind)
    return f"{column} IN ({values})"


BigId = Annotated[int, mapped_column(BigInteger, primary_key=True)]
Band = Annotated[Decimal, mapped_column(Numeric(2, 1))]
Usd = Annotated[Decimal, mapped_column(Numeric(10, 2))]
