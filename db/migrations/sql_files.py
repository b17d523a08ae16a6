"""Running the files of sql/ inside a migration.

A file is run by one revision only, the latest that changed it: whoever changes a file moves its name from
the older revision to the new one. A fresh database then never meets a view before the columns it reads.
"""

from pathlib import Path

from alembic import op

SQL = Path(__file__).resolve().parents[2] / "sql"


def run(*names: str) -> None:
    """Run `sql/<name>.sql` for each name, in order."""
    for name in names:
        run_text((SQL / f"{name}.sql").read_text(encoding="utf-8"))


def run_text(sql: str) -> None:
    """Run SQL as it stands; SQLAlchemy would read the percent signs of a function as parameters."""
    op.get_bind().connection.driver_connection.execute(sql)
