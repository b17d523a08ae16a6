"""What PostgreSQL itself says about a database's tables and views."""

from dataclasses import dataclass

from sqlalchemy import Connection, text

_COLUMNS = """
select c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, pg_get_expr(d.adbin, d.adrelid)
from pg_attribute as a
inner join pg_class as c on a.attrelid = c.oid
left join pg_attrdef as d on d.adrelid = a.attrelid and d.adnum = a.attnum
where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'v') and a.attnum > 0 and not a.attisdropped
    and c.relkind = :kind
order by c.relname, a.attnum
"""
_CONSTRAINTS = """
select c.relname, k.conname, pg_get_constraintdef(k.oid, true)
from pg_constraint as k
inner join pg_class as c on k.conrelid = c.oid
where c.relnamespace = 'public'::regnamespace and k.contype = :kind
"""
_INDEXES = "select tablename, indexname, indexdef from pg_indexes where schemaname = 'public'"


@dataclass(frozen=True)
class Column:
    """Type, nullability and default as PostgreSQL spells them."""

    type: str
    is_required: bool
    default: str | None


@dataclass(frozen=True)
class Catalogue:
    """Definitions by name: columns by (table, column), the rest by (table, constraint or index)."""

    columns: dict[tuple[str, str], Column]
    checks: dict[tuple[str, str], str]
    foreign_keys: dict[tuple[str, str], str]
    uniques: dict[tuple[str, str], str]
    indexes: dict[tuple[str, str], str]
    views: dict[str, list[tuple[str, str]]]


def read(connection: Connection) -> Catalogue:
    """The catalogue of schema `public`, without what belongs to Alembic or the job queue."""

    def rows(sql: str, **parameters: str) -> list[tuple]:
        found = connection.execute(text(sql), parameters).all()
        return [tuple(row) for row in found if not row[0].startswith(("procrastinate_", "alembic_"))]

    views: dict[str, list[tuple[str, str]]] = {}
    for view, column, type_, _, _ in rows(_COLUMNS, kind="v"):
        views.setdefault(view, []).append((column, type_))
    return Catalogue(
        columns={
            (t, c): Column(type_, required, default) for t, c, type_, required, default in rows(_COLUMNS, kind="r")
        },
        checks={(t, name): definition for t, name, definition in rows(_CONSTRAINTS, kind="c")},
        foreign_keys={(t, name): definition for t, name, definition in rows(_CONSTRAINTS, kind="f")},
        uniques={(t, name): definition for t, name, definition in rows(_CONSTRAINTS, kind="u")},
        indexes={(t, name): definition for t, name, definition in rows(_INDEXES)},
        views=views,
    )
