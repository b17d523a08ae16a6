"""Where Alembic meets the database: on the caller's connection, else on the database of DATABASE_URL."""

import os

from alembic import context
from sqlalchemy import Connection, create_engine, pool

import db.models  # noqa: F401 - fills the metadata
from db.base import Base


def is_ours(name: str | None, type_: str, parent_names: object) -> bool:
    """Leave the job queue's own tables to the queue."""
    return not (type_ == "table" and name is not None and name.startswith("procrastinate_"))


def migrate(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        include_name=is_ours,
        compare_type=True,
        compare_server_default=True,
    )
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    migrate(given)
else:
    url = context.config.get_main_option("sqlalchemy.url") or os.environ["DATABASE_URL"]
    with create_engine(url, poolclass=pool.NullPool).connect() as own:
        migrate(own)
